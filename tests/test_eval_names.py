"""Spellings that are one name, and names that are not one; actors by their surface forms."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evals.names import actor_forms, fold, likeness, overlap, party_forms

ONE_NAME = """
    Jaish al-Islam | Jaysh al-Islam | Jaysh ul-Islam | Jaish el-Islam | the Jaish Islam | JAISH AL ISLAM
    Mohammad | Muhammad | Mohammed | Mohamed | Muhammed | Mohamad
    Hezbollah | Hizbollah | Hizbullah | Hezballah | Hizb'allah
    al-Qaeda | al-Qaida | Al Qa'ida | Al Qaeda | al-Qāʿida | al‑Qaeda
    Bashar al-Assad | Bashar Assad | Bashar al-Asad | Bashar el Assad | BASHAR AL-ASSAD
    Saddam Hussein | Saddam Husayn | Sadam Hussain
    Jabhat an-Nusra | Jabhat al-Nusra | Jabhat al-Nusrah
    Houthi | Huthi | al-Houthi
    al-Shabaab | Al Shabab | ash-Shabaab | Shabaab
    Abdul Rahman | Abd al-Rahman | Abdelrahman | Abdurrahman | Abdulrahman | Abd ar-Rahman
    Abdullah | Abdallah
    Gaddafi | Qaddafi | Kadhafi | Qadhafi | Khadafi
    Volodymyr Zelensky | Volodymyr Zelenskyy | Volodymyr Zelenskiy | Volodymyr Zelenskyi
    Raqqa | Raqqah | al-Raqqa | ar-Raqqa
    Lashkar-e-Taiba | Lashkar-i-Tayyiba | Lashkar-e Taiba | Lashkar-e-Toiba
    Hay'at Tahrir al-Sham | Hayat Tahrir al Sham | Hay’at Tahrir ash-Sham
    Sergei | Sergey
    U.N. | UN | the U.N.
    Taliban | Taleban | the Taliban
    al-Gama'a al-Islamiyya | Gamaa Islamiya | Gama'a Islamiyah
    Saeed | Sa'id | Said
    Yousef | Youssef | Yusuf
    Latakia | Lattakia | Latakiya
    Mahmoud | Mahmood | Mahmud
    Mujahideen | Mujahedin | Mojahedin
    Erdoğan | Erdogan | Erdoğan’s
    Straße | STRASSE
"""
OTHER_NAMES = """
    Iraq | Iran
    Niger | Nigeria
    Mali | Malawi
    Sudan | South Sudan
    North Korea | South Korea
    Hamas | Hama
    Fatah | FATA
    Islamic State | Islamic Jihad
    IS | ISS | ISIS
    PKK | PK
    ISSG | ISG
    AQ | AK
    Lee | Li
    M2 | M22 | M23
    Unit 1 | Unit 11
    Houthi | Hutu
    Hassan | Hussein
    Muhammad | Mahmoud | Ahmad | Hamad | Hamid
    Salim | Salem
    Assad | Asaad | Saad
    Sayyid | Said
    Abu Sayyaf | Abu Saif
    Austria | Australia
    Slovakia | Slovenia
    Guinea | Guyana
    Gambia | Zambia
    Omar | Oman
    Al | El
    Syrian army | Syrian Observatory
"""


def rows(table: str) -> list[list[str]]:
    return [[n.strip() for n in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize("spellings", rows(ONE_NAME), ids=lambda r: r[0])
def test_spellings_of_one_name_fold_to_one_key(spellings: list[str]) -> None:
    assert len({fold(s) for s in spellings}) == 1


@pytest.mark.parametrize("others", rows(OTHER_NAMES), ids=lambda r: r[0])
def test_other_names_stay_apart(others: list[str]) -> None:
    for a, b in combinations(others, 2):
        assert fold(a) != fold(b)
        assert likeness(actor_forms(a, ()), actor_forms(b, ())) == 0


def test_no_two_rows_of_the_table_fall_together() -> None:
    assert len({fold(row[0]) for row in rows(ONE_NAME)}) == len(rows(ONE_NAME))


@given(st.text(max_size=40))
def test_white_space_around_a_name_does_not_matter(text: str) -> None:
    assert fold(f"  {text}\n") == fold(text)


@given(st.text(st.characters(categories=["L"]), min_size=4, max_size=12))
def test_case_and_a_leading_article_do_not_matter(word: str) -> None:
    assert fold(f"The {word}") == fold(f"“the {word}”") == fold(word)
    assert fold(word.upper().lower()) == fold(word.lower())


def test_an_article_that_is_all_there_is_stays() -> None:
    assert [fold("The"), fold("Al"), fold("a")] == ["the", "al", "a"]


def test_any_form_of_one_side_may_be_the_name_of_the_other() -> None:
    league = actor_forms("Dune League", ["DL", "the League"])
    assert likeness(league, actor_forms("D.L.", [])) == 1
    assert likeness(actor_forms("Sahra Dune League Command", ["The Dune League"]), league) == 1
    assert likeness(actor_forms("Colonel Ivo Sand", ["Sand"]), actor_forms("Sand", [])) == 1
    assert likeness(actor_forms("Ivo Sand", ["Ivo"]), actor_forms("Mara Sand", ["Mara"])) == 0


def test_what_any_state_is_called_does_not_make_two_states_one() -> None:
    varenia = actor_forms("Varenia", ["Keslow", "the government", "Regime forces"])
    qarsad = actor_forms("Qarsad", ["the government", "the regime forces"])
    assert likeness(varenia, qarsad) == 0
    assert likeness(varenia, actor_forms("Keslow", ["the government"])) == 1
    # As a party that the report has no actor for, the same words can only be that state.
    assert likeness(varenia, party_forms("the government")) == 1


def test_unnamed_parties_are_alike_by_their_words() -> None:
    activist = party_forms("a Tarn-based opposition activist")
    assert likeness(activist, party_forms("an opposition activist")) == 2 * 2 / (4 + 2)
    assert likeness(activist, actor_forms("Opposition Council", [])) == 2 * 1 / (4 + 2)
    assert likeness(activist, party_forms("officials")) == 0
    assert likeness(party_forms("rebels"), party_forms("The rebels")) == 1


def test_words_count_as_often_as_they_stand() -> None:
    assert overlap("the town the bridge", "the bridge") == 2 * 2 / 6
    assert overlap("a a a", "a") == 2 * 1 / 4
    assert overlap("", "") == overlap("a", "") == 0


forms = st.builds(
    actor_forms,
    st.sampled_from(["Varenia", "Keslow", "Dune League"]),
    st.lists(st.sampled_from(["Keslow", "the regime", "DL"])),
) | st.sampled_from(["the regime", "Keslow", "a source in Keslow", "!"]).map(party_forms)


@given(forms, forms)
def test_likeness_is_symmetric_and_whole_for_itself(a, b) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1
