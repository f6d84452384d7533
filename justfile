# The commands of this project; `just` lists them.

default:
    @just --list

# an environment to work in
setup:
    python3 -m venv .venv
    .venv/bin/pip install --constraint constraints.txt --editable '.[dev]'
    .venv/bin/pre-commit install

# what must be clean before a commit
check:
    ruff check .
    ruff format --check .
    mypy
    pyright

# all tests, the slow ones too, with coverage
test:
    coverage run -m pytest -n 0 -m "slow or not slow"
    coverage combine --quiet
    coverage report --fail-under=95

# the benchmarks, as ratios side by side
bench:
    pytest benchmarks -n 0 -m "slow or not slow" --benchmark-enable --benchmark-only

# the leaderboard; SUMMARIZE_ARTICLES names the folder of the seeds' texts
leaderboard:
    summarize eval leaderboard --output evals/LEADERBOARD.md

# the site and the manual pages
docs:
    sphinx-build -q -W --keep-going docs docs/_build/html
    sphinx-build -q -W -b man docs docs/_build/man

# what the examples in the documentation print today; read the difference
examples:
    python docs/generated.py

# everything that the integration run does
ci:
    .ci/run

# the picture in the README
picture:
    python -m summarize.render evals/samples/keslow-deadline.txt docs/terminal.svg 2026-06-11
