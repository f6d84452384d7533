"""A scored run of the tests' own: articles that an engine read in part, rightly, in vain; one is hostile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import labels

from summarize import Document
from summarize.engines import Reply
from summarize.errors import EngineError
from summarize.evals.runs import Run, Scored, evaluate
from summarize.evals.scores import KINDS

FILLER = "\n\n".join(
    f"The river stood {n} hands high at the old weir, and the ferry did not run." for n in range(2, 42)
)
BRIDGE = f"""Northern Shield threatens the Dune League

The Northern Shield gave the Dune League until Monday to leave Tarn or face an assault.

At least 34 civilians were killed on Wednesday when shells struck a mill, Lantern Relief said. It said 12 were wounded.

Some 6,000 people fled Tarn last week, Lantern Relief said. A further 2,000 are expected to leave.

{FILLER}

League commander Pavel Osk denied that any truce on the bridge had been signed.
"""
HOSTILE = """<script>window.hacked = 1</script> in Tarn

The <img src=x onerror="window.hacked=2"> Brigade said at least 12 people were killed in Tarn.

Most died when </script><script>window.hacked=3</script> a javascript:alert(1) mill burnt.
\u202ednuora\u202c {{ 7 * 7 }} {% include "x" %}
<a href="javascript:window.hacked=4">more</a> </div></details><!-- \x1b[31m 'red' & &amp; &lt;b&gt;
"""
BRIGADE = '<img src=x onerror="window.hacked=2"> Brigade'


def actor(name: str, kind: str = "organization", sector: str = "rebel_group", **more: Any) -> dict[str, Any]:
    empty = {"aliases": [], "country": None, "part_of": None, "role": None}
    return {"name": name, "kind": kind, "sector": sector} | empty | more


def claim(source: str | None, quote: str, stance: str = "asserts") -> dict[str, Any]:
    return {"source": source, "stance": stance, "quote": quote}


def casualty(count: str, said: dict[str, Any], **more: Any) -> dict[str, Any]:
    empty = {"victims_text": None, "perpetrators": [], "cause": None, "when": None, "place": None}
    fixed = {"harm": "killed", "victims": "civilians", "scope": "incident"}
    return {"count": count, "claims": [said]} | empty | fixed | more


def displacement(count: str, quote: str, **more: Any) -> dict[str, Any]:
    empty = {"origin": None, "destination": None, "when": None}
    fixed = {"movement": "fled", "people": "unknown", "claims": [claim("Lantern Relief", quote)]}
    return {"count": count} | empty | fixed | more


def label(article: str, **records: Any) -> dict[str, Any]:
    return {"article": article, "published": "2031-05-02", "headline": None, "key_points": []} | {
        kind: records.get(kind, []) for kind in KINDS
    }


KILLED = "At least 34 civilians were killed on Wednesday when shells struck a mill"
ULTIMATUM = {
    "issuers": ["Northern Shield"],
    "targets": ["Dune League"],
    "demand": "leave",
    "demand_text": "leave Tarn",
    "threat": "force",
    "threat_text": "face an assault",
    "deadline": "Monday",
    "response": "unknown",
    "place": "Tarn",
    "claims": [claim(None, "The Northern Shield gave the Dune League until Monday to leave Tarn")],
}
DENIED = "League commander Pavel Osk denied that any truce on the bridge had been signed"
FLED = displacement("Some 6,000", "Some 6,000 people fled Tarn last week", origin="Tarn", when="last week")
SHIELD, RELIEF = actor("Northern Shield"), actor("Lantern Relief", sector="ngo")
GOLD = label(
    "bridge.txt",
    actors=[
        SHIELD,
        actor("Dune League", aliases=["League"]),
        RELIEF,
        actor("Pavel Osk", "person", part_of="Dune League", role="commander"),
    ],
    ultimatums=[ULTIMATUM],
    deals=[
        {
            "kind": "ceasefire",
            "stage": "agreed",
            "parties": ["Dune League"],
            "mediators": [],
            "terms": [],
            "place": None,
            "date": None,
            "claims": [claim("Pavel Osk", DENIED, "denies")],
        }
    ],
    casualties=[
        casualty("At least 34", claim("Lantern Relief", KILLED), cause="shells", when="Wednesday"),
        casualty("12", claim("Lantern Relief", "It said 12 were wounded"), harm="injured", victims="unknown"),
    ],
    displacements=[
        FLED,
        displacement("2,000", "A further 2,000 are expected to leave", movement="expected") | {"optional": True},
    ],
)
ANSWER = label(
    "",
    actors=[SHIELD, actor("Dune League"), RELIEF],
    ultimatums=[ULTIMATUM | {"threat": "siege", "deadline": None}],
    casualties=[
        casualty("At least 34", claim(None, KILLED), cause="a mill", when="Wednesday", victims="unknown"),
        casualty("12", claim("Lantern Relief", "It said 12 were wounded"), victims="unknown"),
        casualty("420", claim(None, KILLED)),
    ],
    displacements=[FLED],
)
HOSTILE_GOLD = label(
    "hostile.txt",
    actors=[actor(BRIGADE)],
    casualties=[
        casualty(
            "at least 12",
            claim(BRIGADE, f"The {BRIGADE} said at least 12 people were killed in Tarn"),
            cause="</script><script>window.hacked=3</script> a javascript:alert(1) mill",
        ),
    ],
)
HOSTILE_ANSWER = HOSTILE_GOLD | {
    "casualties": [
        casualty(
            "at least 12",
            claim(None, "when </script><script>window.hacked=3</script> a javascript:alert(1) mill burnt"),
            place="Tarn",
        )
    ],
    "<img src=x onerror=window.hacked=5>": "</script><script>window.hacked=6</script>",
}


class Told:
    """An engine that answers by an article's first words; it fails on what it was told nothing of."""

    name = "told"
    model = "<script>window.hacked=8</script>"
    prompt_hash = "0" * 64

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers

    async def read(self, document: Document) -> Reply:
        for start, answer in self.answers.items():
            if document.text.startswith(start):
                return Reply({k: v for k, v in answer.items() if k not in {"article", "published"}})
        raise EngineError("no", document_id=document.id)

    async def aclose(self) -> None:
        pass

    async def repair(self, *_: object) -> Reply | None:
        return None


class Made(NamedTuple):
    """A run and its articles."""

    run: Run
    done: list[Scored]

    def of(self, name: str) -> Scored:
        """The article of that file name."""
        return next(s for s in self.done if s.gold.name.endswith(name))


def make(folder: Path) -> Made:
    """Four articles: one partly right, one right, one hostile, one the engine fails on; and a label without one."""
    folder /= "<img src=x onerror=window.hacked=7>"
    labels.write(folder, GOLD, text=BRIDGE, stem="bridge")
    labels.write(folder, HOSTILE_GOLD, text=HOSTILE, stem="hostile")
    labels.write(folder)
    labels.write(folder, labels.label(article="lost.txt"), text="Nobody reads this.\n\n" + labels.TEXT, stem="lost")
    labels.write(folder, labels.label(article="gone.txt"), text=None, stem="gone")
    engine = Told({"Northern": ANSWER, "<script": HOSTILE_ANSWER, "Rebels": labels.LABEL})
    done: list[Scored] = []
    return Made(evaluate(folder, engine=engine, tell=done.append), done)
