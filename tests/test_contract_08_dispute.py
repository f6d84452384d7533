"""Invariant 8: dispute has two degrees, and both follow from the claims. The oracle is the codebook's words."""

from __future__ import annotations

from itertools import combinations, product

from fiction import actor, casualty, claim, deal, displacement, report, ultimatum
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document
from summarize.schemas import Claimed, Stance

SOURCES = [None, "Osk", "Halvia"]
TEXT = "Osk and Halvia said that of Keslow."
DOCUMENT = Document(text=TEXT)


def read(claims: tuple[tuple[str | None, str], ...]) -> Claimed:
    told = [claim(source, stance, "said that of Keslow") for source, stance in claims]
    (record,) = report({"deals": [deal(*told, parties=["Keslow"])]}, DOCUMENT).deals
    return record


def disputed(claims: tuple[tuple[str | None, str], ...]) -> bool:
    """One source asserts or accepts that the deal exists, another denies it."""
    for (a, stance), (b, other) in product(claims, claims):
        if stance in ("asserts", "accepts") and other == "denies" and a != b:
            return True
    return False


def unconfirmed(claims: tuple[tuple[str | None, str], ...]) -> bool:
    """Asserted, and doubted by another, denied by none."""
    if any(stance == "denies" for _, stance in claims):
        return False
    return any(s == "asserts" and o == "doubts" and a != b for (a, s), (b, o) in product(claims, claims))


def test_all_single_claims_and_pairs_of_them_are_as_the_codebook_says() -> None:
    single = list(product(SOURCES, [s.value for s in Stance]))
    seen: set[tuple[bool, bool]] = set()
    for size in (1, 2):
        for claims in combinations(single, size):
            record = read(claims)
            assert (record.disputed, record.unconfirmed) == (disputed(claims), unconfirmed(claims)), claims
            seen.add((record.disputed, record.unconfirmed))
    assert seen == {(False, False), (True, False), (False, True)}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SOURCES), st.sampled_from([s.value for s in Stance])),
        min_size=1,
        max_size=7,
        unique=True,
    )
)
def test_any_claims_are_as_the_codebook_says(claims: list[tuple[str | None, str]]) -> None:
    record = read(tuple(claims))
    assert (record.disputed, record.unconfirmed) == (disputed(tuple(claims)), unconfirmed(tuple(claims)))
    assert not (record.disputed and record.unconfirmed)


def test_two_forms_of_one_source_do_not_contradict_each_other() -> None:
    text = "A resident said it was so. Osk, or Pavel Osk, said so. The army is here; later a resident denied it."
    osk, resident = "Pavel Osk, said so", "said it was so"
    pairs = [
        [claim("Osk", "asserts", osk), claim("Pavel Osk", "denies", osk)],
        [claim("A resident", "asserts", resident), claim("a resident", "denies", "later a resident denied")],
        [claim("A resident", "asserts", resident), claim("Osk", "denies", osk)],
    ]
    raw = {
        "actors": [actor("Pavel Osk", "person", aliases=["Osk"])],
        "deals": [deal(*pair, parties=["Osk"]) for pair in pairs],
    }
    assert [d.disputed for d in report(raw, Document(text=text)).deals] == [False, False, True]


def test_every_kind_of_record_with_claims_can_be_disputed() -> None:
    claims = [claim(None, "asserts", "Osk and Halvia said"), claim("Osk", "denies", "said that of Keslow")]
    text = "Osk and Halvia said that of Keslow 7 were killed, 7 fled."
    raw = {
        "ultimatums": [
            ultimatum(issuers=[], targets=[], demand_text="said that", threat_text=None, deadline=None, claims=claims)
        ],
        "deals": [deal(*claims, parties=["Osk"])],
        "casualties": [casualty(count="7", victims_text=None, when=None, claims=claims)],
        "displacements": [displacement(count="7", claims=claims)],
    }
    found = report(raw, Document(text=text))
    assert found.rejected == ()
    assert [r.disputed for r in found.records() if isinstance(r, Claimed)] == [True] * 4


def test_dispute_is_computed_anew_from_the_claims_of_a_saved_report() -> None:
    record = read(((None, "asserts"), ("Osk", "denies")))
    dumped = record.model_dump(mode="json")
    assert dumped["disputed"] is True
    assert type(record).model_validate(dumped | {"disputed": False, "unconfirmed": True}) == record
