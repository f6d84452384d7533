"""Label files: found with their articles, read into records, checked, drafted, saved standing off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import labels
import pytest

from summarize import summarize
from summarize.evals.check import breaches
from summarize.evals.gold import SETS, LabelError, find_labels, read_gold, read_label, stand_off
from summarize.render.label import draft


def gold(path: Path):
    return read_gold(read_label(path), "a name")


def test_a_label_reads_into_records_as_an_engines_answer_does(tmp_path: Path) -> None:
    found = gold(labels.write(tmp_path))
    (casualty,) = found.answer.casualties
    assert found.rejected == ()
    assert (casualty.count.low, casualty.count.high) == (12, None)
    assert casualty.unconfirmed
    assert str(found.document.published) == "2031-05-02"


def test_spans_and_words_are_the_same_gold(tmp_path: Path) -> None:
    words = labels.write(tmp_path / "words")
    label = read_label(words)
    saved = stand_off(label.raw, label.document)
    (claims,) = (c["claims"] for c in saved["casualties"])
    assert all(isinstance(c["quote"], list) for c in claims)
    assert labels.TEXT[slice(*claims[1]["quote"])] == "A medic doubted that figure"
    assert saved["sha256"] == label.document.sha256
    spans = labels.write(tmp_path / "spans", saved)
    assert gold(spans).answer == gold(words).answer


def test_a_label_that_does_not_hold_is_not_saved(tmp_path: Path) -> None:
    raw = labels.label()
    raw["casualties"][0]["claims"][0]["quote"] = "shells had killed at least 120 civilians in Tarn"
    label = read_label(labels.write(tmp_path, raw))
    with pytest.raises(LabelError, match=r"casualties\[0\] claims\[0\]\.quote"):
        stand_off(label.raw, label.document)


def test_optional_records_are_known_by_their_id_and_only_then(tmp_path: Path) -> None:
    raw = labels.label()
    raw["actors"][1]["optional"] = True
    raw["casualties"][0]["optional"] = False
    assert gold(labels.write(tmp_path, raw)).optional == {"actor-2"}


@pytest.mark.parametrize("where", ["beside", "articles", "given", "environment"])
def test_an_article_is_found(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = labels.write(tmp_path / "set" / "labels", text=None)
    homes = {
        "beside": path.parent,
        "articles": tmp_path / "set" / "articles",
        "given": tmp_path / "given",
        "environment": tmp_path / "named",
    }
    homes[where].mkdir(exist_ok=True)
    (homes[where] / "tarn.txt").write_text(labels.TEXT)
    monkeypatch.setenv("SUMMARIZE_ARTICLES", str(homes["environment"]))
    assert read_label(path, [homes["given"]]).document.text == labels.TEXT


def test_a_missing_article_is_said(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"its article tarn\.txt is not found"):
        read_label(labels.write(tmp_path, text=None))


def test_an_article_outside_of_the_folders_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(labels.TEXT)
    with pytest.raises(LabelError, match="it names no article"):
        read_label(labels.write(tmp_path / "set", labels.label(article="../secret.txt"), text=None))


def test_another_text_of_the_same_name_is_refused(tmp_path: Path) -> None:
    label = read_label(labels.write(tmp_path / "a"))
    saved = stand_off(label.raw, label.document)
    with pytest.raises(LabelError, match="another text"):
        read_label(labels.write(tmp_path / "b", saved, text=labels.TEXT + "More.\n"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[", "no JSON"),
        ("[]", "an object is needed"),
        ("{}", "names no article"),
        ('{"article": 7}', "names no article"),
    ],
)
def test_what_is_no_label_is_said(content: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(LabelError, match=why):
        read_label(path)


def test_a_date_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="'soon' is no date"):
        read_label(labels.write(tmp_path, labels.label(published="soon")))


def test_sets_are_folders_or_the_projects_own(tmp_path: Path) -> None:
    labels.write(tmp_path / "b", stem="two")
    labels.write(tmp_path / "a", stem="one")
    assert [n for n, _ in find_labels([str(tmp_path)])] == [f"{tmp_path}/a/one", f"{tmp_path}/b/two"]
    assert len(find_labels(["samples"])) == len(find_labels(["samples/dev"])) + len(find_labels(["samples/test"])) >= 8
    for wrong in ("nowhere", str(tmp_path / "a" / "one.txt")):
        with pytest.raises(LabelError, match="no such set"):
            find_labels([wrong])


@pytest.mark.parametrize("name", ["samples/dev", "samples/test"])
def test_the_samples_labels_hold(name: str) -> None:
    for _, path in find_labels([name]):
        assert breaches(read_label(path)) == [], path.name


def test_no_label_file_holds_a_sentence_of_an_article() -> None:
    for name in SETS:
        for _, path in find_labels([name]):
            raw = json.loads(path.read_text("utf-8"))
            quotes = [
                c["quote"]
                for kind in ("ultimatums", "deals", "casualties", "displacements")
                for r in raw[kind]
                for c in r["claims"]
            ]
            assert quotes == [] or all(isinstance(q, list) for q in quotes), path.name
            assert len(raw["sha256"]) == 64


DUPLICATE = dict(labels.LABEL["casualties"][0]["claims"][0], quote="The Varenian army said shells had killed")
QUOTE = ("casualties", 0, "claims", 0, "quote")
CHANGES: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "vocabulary": (("casualties", 0, "harm"), "slain"),
    "verbatim": (("casualties", 0, "cause"), "mortars"),
    "name": (("casualties", 0, "claims", 0, "source"), "Dune League"),
    "duplicate": (("casualties", 0, "claims", 1), DUPLICATE),
    "citation": (("key_points", 1, "cites"), ["deals[3]"]),
    "unknown field": (("mood",), "grim"),
    "outside": (QUOTE, [5, 5000]),
    "cut": (QUOTE, [1, 33]),
    "paragraphs": (QUOTE, [10, 60]),
    "points": (("key_points",), []),
}


def broken(change: str) -> dict[str, Any]:
    """The label with one thing wrong in it."""
    raw: Any = labels.label()
    if change == "missing field":
        del raw["casualties"][0]["when"]
        return raw
    (*path, last), value = CHANGES[change]
    at = raw
    for step in path:
        at = at[step]
    at[last] = value
    return raw


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("vocabulary", "casualties[0].harm: "),
        ("verbatim", "casualties[0].cause: "),
        ("name", "casualties[0].claims[0].source: "),
        ("duplicate", "casualties[0].claims["),
        ("citation", "key_points[1]"),
        ("missing field", "casualties[0].when: missing"),
        ("unknown field", "mood: no field of a label"),
        ("outside", "casualties[0].claims[0].quote: [5, 5000) is outside of the text"),
        ("cut", "casualties[0].claims[0].quote: [1, 33) cuts a word"),
        ("paragraphs", "casualties[0].claims[0].quote: [10, 60) is not inside one paragraph"),
        ("points", "key_points: two to five, not 0"),
    ],
)
def test_a_breach_is_said_with_its_place(change: str, line: str, tmp_path: Path) -> None:
    found = breaches(read_label(labels.write(tmp_path, broken(change))))
    assert [b for b in found if b.startswith(line)], found


def test_a_sound_label_has_no_breach_but_that_it_is_not_saved(tmp_path: Path) -> None:
    label = read_label(labels.write(tmp_path))
    assert breaches(label) == ["sha256: missing; --save writes it"]
    assert breaches(label._replace(raw=stand_off(label.raw, label.document))) == []


def test_a_draft_is_the_engines_reading_in_its_own_words(tmp_path: Path) -> None:
    path = labels.write(tmp_path)
    report = summarize(read_label(path).document, engine=labels.Told(labels.LABEL))
    assert draft(report, "tarn.txt") == labels.LABEL


def test_a_draft_of_a_report_with_rejected_records_cites_the_ones_that_stand(tmp_path: Path) -> None:
    raw = labels.label()
    raw["casualties"].insert(0, dict(raw["casualties"][0], count="420"))
    raw["key_points"] = [{"text": p["text"], "cites": ["casualties[1]"]} for p in raw["key_points"]]
    document = read_label(labels.write(tmp_path)).document
    report = summarize(document, engine=labels.Told(raw))
    assert len(report.rejected) == 1
    assert draft(report, "tarn.txt") == labels.LABEL
