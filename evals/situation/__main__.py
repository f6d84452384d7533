"""Prints how near `digest` comes to the situation by hand."""

from __future__ import annotations

from summarize.evals.situation import score
from summarize.render import screen

if __name__ == "__main__":
    for name, share in score()._asdict().items():
        line = f"{name.replace('_', ' '):18} P {share.precision:.3f}  R {share.recall:.3f}  F1 {share.f1:.3f}\n"
        screen.put(line)
