"""Every group of the rules' word lists fires on its own example, and the example gives what the group promises."""

from __future__ import annotations

from typing import Any

import pytest

from summarize.document import Document
from summarize.engines.rules import RulesEngine, lexicons, read
from summarize.engines.rules.article import sentences
from summarize.engines.rules.language import language_of
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.tokens import fold, tokenize

GROUPS = [(file, name) for file in lexicons.FILES for name in lexicons.groups(file)]
IN_SENTENCES = [(file, name) for file, name in GROUPS if file not in {"grammar", "language", "noise"}]
RECORDS = {"casualties": "harm", "displacements": "movement", "deals": "kind", "ultimatums": "demand"}
FIELDS = {
    "sector": "actors",
    "scope": "casualties",
    "victims": "casualties",
    "cause": "casualties",
    "people": "displacements",
    "stage": "deals",
    "threat": "ultimatums",
}
PROMISES = [
    pytest.param(file, name, what, value, id=f"{file}.{name}")
    for file, name in GROUPS
    for what, value in lexicons.group(f"{file}.{name}").get("gives", {}).items()
]


@pytest.mark.parametrize(("file", "name"), IN_SENTENCES, ids=lambda v: v)
def test_a_word_of_the_group_stands_in_its_example(file: str, name: str) -> None:
    example = lexicons.group(f"{file}.{name}")["example"]
    found = sentences(Document(text=example))
    if lexicons.group(f"{file}.{name}").get("asked"):
        listed, cased = lexicons.words(f"{file}.{name}"), lexicons.group(f"{file}.{name}").get("cased")
        said = " ".join(t.text if cased else t.low for s in found for t in s.tokens)
        assert any(f" {w} " in f" {said} " for w in listed)
    else:
        assert any(f"{file}.{name}" in s.hits for s in found)


@pytest.mark.parametrize("name", lexicons.groups("grammar"))
def test_a_small_word_of_the_group_has_its_kind(name: str) -> None:
    entry = lexicons.group(f"grammar.{name}")
    sentence = Sentence(entry["example"])
    found = {t.low: kind for t, kind in zip(sentence.tokens, sentence.kinds, strict=True)}
    assert entry["kind"] in {found.get(w) for w in entry["words"]}


def test_no_two_groups_of_small_words_share_a_letter() -> None:
    letters = [entry["kind"] for entry in lexicons.groups("grammar").values()]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("Nsg")


@pytest.mark.parametrize("name", lexicons.groups("language"))
def test_the_example_of_a_language_is_told_to_be_in_it(name: str) -> None:
    assert language_of(lexicons.group(f"language.{name}")["example"]) == name


@pytest.mark.parametrize("name", [n for n, entry in lexicons.groups("noise").items() if not entry.get("runs")])
def test_the_example_of_a_paragraph_of_noise_is_left_out(name: str) -> None:
    text = f"Rebels left Keslow.\n\nThe army came.\n\n{lexicons.group(f'noise.{name}')['example']}\n\nIt rained."
    assert [s.text for s in sentences(Document(text=text))] == ["Rebels left Keslow.", "The army came.", "It rained."]


@pytest.mark.parametrize(("file", "name"), GROUPS, ids=lambda v: v)
def test_entries_are_whole_and_said_once(file: str, name: str) -> None:
    entry = lexicons.group(f"{file}.{name}")
    listed = entry["words"] if entry.get("cased") else [fold(w) for w in entry["words"]]
    assert all(w and w == w.strip() and (tokenize(w)[0] or file == "noise") for w in listed)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(("file", "name", "what", "value"), PROMISES)
def test_the_example_gives_what_the_group_promises(file: str, name: str, what: str, value: str) -> None:
    answer = read(Document(text=lexicons.group(f"{file}.{name}")["example"]))
    if what in RECORDS:
        given = [r[RECORDS[what]] for r in answer[what]]
        assert given == [] if value == "" else value in given
    else:
        records: list[dict[str, Any]] = answer[FIELDS[what]]
        assert value in [r[what] for r in records]


def test_a_phrase_is_matched_whole_whatever_its_case_and_line_breaks() -> None:
    found = lexicons.matches(tokenize("The DEATH\nToll rose, but no death tolls did")[0])
    assert found["harm.toll"] == [(1, 3)]


def test_a_cased_phrase_is_matched_as_written() -> None:
    assert "actors.rebel_groups" in lexicons.matches(tokenize("IS fighters")[0])
    assert "actors.rebel_groups" not in lexicons.matches(tokenize("he is a fighter")[0])


def test_of_overlapping_phrases_the_longest_is_found() -> None:
    assert lexicons.matches(tokenize("an air strike")[0])["harm.causes"] == [(1, 3)]


def test_the_hash_tells_one_lexicon_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    first = RulesEngine().prompt_hash
    assert len(first) == 64
    assert RulesEngine().prompt_hash == first
    lexicons.lexicon_hash.cache_clear()
    monkeypatch.setattr(lexicons, "_read", lambda file: f"[{file}]")
    assert RulesEngine().prompt_hash != first
    lexicons.lexicon_hash.cache_clear()
