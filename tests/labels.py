"""A labelled article of the tests' own, and engines that answer with what they are given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from summarize import Document
from summarize.engines import Reply
from summarize.errors import EngineError
from summarize.schemas import Usage

TEXT = """Rebels in Tarn free nine soldiers

The Northern Shield freed nine captured soldiers on Tuesday, its spokesman Pavel Osk said.

The Varenian army said shells had killed at least 12 civilians in Tarn. A medic doubted that figure.
"""
LABEL: dict[str, Any] = {
    "article": "tarn.txt",
    "published": "2031-05-02",
    "headline": "Shells killed at least 12 in Tarn, the army says; a medic doubts it",
    "key_points": [
        {"text": "At least 12 civilians were killed in Tarn, the Varenian army says.", "cites": ["casualties[0]"]},
        {"text": "A medic doubts that figure.", "cites": ["casualties[0]"]},
    ],
    "actors": [
        {
            "name": name,
            "aliases": [],
            "kind": kind,
            "sector": sector,
            "country": None,
            "part_of": part_of,
            "role": role,
        }
        for name, kind, sector, part_of, role in (
            ("Northern Shield", "organization", "rebel_group", None, None),
            ("Pavel Osk", "person", "rebel_group", "Northern Shield", "spokesman"),
            ("Varenian army", "organization", "military", None, None),
        )
    ],
    "ultimatums": [],
    "deals": [],
    "casualties": [
        {
            "harm": "killed",
            "count": "at least 12",
            "victims": "civilians",
            "victims_text": "civilians",
            "perpetrators": [],
            "cause": "shells",
            "scope": "incident",
            "when": None,
            "place": "Tarn",
            "claims": [
                {
                    "source": "Varenian army",
                    "stance": "asserts",
                    "quote": "shells had killed at least 12 civilians in Tarn",
                },
                {"source": "A medic", "stance": "doubts", "quote": "A medic doubted that figure"},
            ],
        }
    ],
    "displacements": [],
}


def label(**changes: Any) -> dict[str, Any]:
    """The label, anew on each call, with fields replaced."""
    return deepcopy(LABEL) | changes


def write(folder: Path, raw: Mapping[str, Any] | None = None, *, text: str | None = TEXT, stem: str = "tarn") -> Path:
    """A label file, with its article beside it; the label's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.json"
    raw = label(article=f"{stem}.txt") if raw is None else raw
    path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    if text is not None:
        (folder / f"{stem}.txt").write_text(text, "utf-8")
    return path


class Told:
    """An engine that answers with the records of a label; counts how often it is asked."""

    def __init__(self, answer: Mapping[str, Any], *, model: str | None = None, fails_on: str = "\0") -> None:
        self.name = "told"
        self.model = model
        self.prompt_hash = "0" * 64
        self.answer = {k: v for k, v in answer.items() if k not in {"article", "published", "sha256"}}
        self.fails_on = fails_on
        self.asked = 0

    async def read(self, document: Document) -> Reply:
        self.asked += 1
        if self.fails_on in document.text:
            raise EngineError("it would not", document_id=document.id)
        return Reply(self.answer, Usage(calls=1, input_tokens=100, output_tokens=10, cost=0.5))

    async def aclose(self) -> None:
        pass

    async def repair(self, *_: object) -> Reply | None:
        return None
