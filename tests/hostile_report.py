"""Reports in which every field that words can get into holds an attack."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import fiction
from labels import Told

from summarize import Document, Report, asummarize

ATTACKS = (
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=2">',
    "</script><script>window.hacked=3</script>",
    "javascript:window.hacked=4",
    "{{ 7 * 7 }}{% include 'x' %}${7*7}",
    "<!--<script>\u202enur\u202c\x00--!>",
    "</title></style></template><svg onload=window.hacked=5>",
    "\" onfocus='window.hacked=6' autofocus=\" x=`",
    "&lt;b&gt;&quot;&#39;\\u003c\u2028\x1b[31m",
    "<a href='javascript:window.hacked=7'>",
)


def article(attack: str) -> str:
    a = attack
    return f"""Talks at {a} town

The {a} Army gave the {a} Front 48 {a} hours to leave {a} town or face {a} attack, it said.

The {a} Army said a {a} deal to leave {a} town was agreed. Pavel {a} Osk, {a} spokesman of the {a} Front, denied that any such {a} deal was made. The {a} Mission hosted the talks.

At least 12 {a} people were killed in {a} town on Monday by {a} shells, the {a} Mission said.

Some 4,000 people fled from {a} town to {a} port on Monday, the {a} Mission said.
"""  # noqa: E501


def answer(attack: str) -> dict[str, Any]:
    a, actor, claim = attack, fiction.actor, fiction.claim
    army, front, mission, osk = f"{a} Army", f"{a} Front", f"{a} Mission", f"Pavel {a} Osk"
    denial = f"denied that any such {a} deal was made"
    return {
        "headline": f"Talks at {a} town",
        "key_points": [{"text": f"At least 12 were killed in {a} town", "cites": ["casualties[0]"]}],
        "actors": [
            actor(army, sector="military", aliases=[f"The {a} Army"]),
            actor(front),
            actor(mission, sector="ngo"),
            actor(osk, "person", role=f"{a} spokesman", part_of=front),
        ],
        "ultimatums": [
            fiction.ultimatum(
                issuers=[army],
                targets=[front],
                demand="leave",
                demand_text=f"leave {a} town",
                threat_text=f"{a} attack",
                deadline=f"48 {a} hours",
                place=f"{a} town",
                claims=[claim(None, "asserts", f"gave the {a} Front 48 {a} hours to leave {a} town")],
            )
        ],
        "deals": [
            fiction.deal(
                claim(army, "asserts", f"a {a} deal to leave {a} town was agreed"),
                claim(osk, "denies", denial),
                parties=[front, army],
                mediators=[mission],
                terms=[f"leave {a} town"],
                place=f"{a} town",
            )
        ],
        "casualties": [
            fiction.casualty(
                count="At least 12",
                victims="unknown",
                victims_text=f"{a} people",
                perpetrators=[army],
                cause=f"{a} shells",
                when="on Monday",
                place=f"{a} town",
                claims=[claim(mission, "asserts", f"12 {a} people were killed in {a} town")],
            ),
            {"count": a, a: a},
        ],
        "displacements": [
            fiction.displacement(
                movement="fled",
                count="Some 4,000",
                origin=f"{a} town",
                destination=f"{a} port",
                when="on Monday",
                claims=[claim(mission, "asserts", f"people fled from {a} town to {a} port")],
            )
        ],
        a: a,
    }


def report(attack: str) -> Report:
    """A report on such an article, from a file and by a model of such names."""
    document = Document(
        text=article(attack), source=f"articles/{attack}.txt", title=attack, published=dt.date(2031, 5, 2)
    )
    return asyncio.run(asummarize(document, engine=Told(answer(attack), model=attack, fails_on="never said")))
