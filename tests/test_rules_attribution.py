"""Who says what: verbs of speaking, "according to", what goes on, and what is nested."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.engines.rules.actors import find_actors
from summarize.engines.rules.article import sentences
from summarize.engines.rules.attribution import Said, Sayings
from summarize.engines.rules.claims import quote


def sayings(text: str) -> list[Said | None]:
    """For each sentence what covers its word "bridge", or its last word."""
    found = sentences(Document(text=text))
    all_said = Sayings(found, find_actors(found))
    at = [next((n for n, t in enumerate(s.tokens) if t.low == "bridge"), len(s.tokens) - 1) for s in found]
    return [all_said.at(s, k) for s, k in zip(found, at, strict=True)]


def last(text: str) -> tuple[str | None, str] | None:
    said = sayings(text)[-1]
    return (said.source, said.stance) if said else None


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The Keslow Relief Committee said that the bridge had fallen.", "Keslow Relief Committee"),
        ("The bridge had fallen, the Keslow Relief Committee said on Monday.", "Keslow Relief Committee"),
        ("The bridge had fallen, according to the Keslow Relief Committee.", "Keslow Relief Committee"),
        ("The bridge had fallen, said General Ivo Tarn.", "Ivo Tarn"),
        ("“The bridge is gone,” General Ivo Tarn said.", "Ivo Tarn"),
        ("General Ivo Tarn has repeatedly said that the bridge is gone.", "Ivo Tarn"),
        ("Ivo Tarn, a baker from Keslow, said that the bridge was gone.", "Ivo Tarn"),
        ("A spokesman for the mayor, Ivo Tarn, said that the bridge was gone.", "Ivo Tarn"),
        ("The Dune League spokesman Yunis Harrad said that the bridge was gone.", "Yunis Harrad"),
        ("A spokesman for the Dune League said that the bridge was gone.", "A spokesman for the Dune League"),
        ("A military source said that the bridge was gone.", "A military source"),
        ("Two Dune League officials said that the bridge was gone.", "Two Dune League officials"),
        ("Residents of the lower town said that the bridge was gone.", "Residents of the lower town"),
        ("The bridge was gone, according to officials in Keslow.", "officials in Keslow"),
        ("State media said the bridge was gone.", "State media"),
        ("The rebels for the first time said that the bridge was gone.", "rebels"),
        ("The bureau says that the bridge is gone.", "bureau"),
        ("A source close to the Dune League said that the bridge was gone.", "A source close to the Dune League"),
        ("Fighters loyal to the Dune League said that the bridge was gone.", "Fighters loyal to the Dune League"),
        ("A website linked to the Dune League said that the bridge was gone.", "A website linked to the Dune League"),
        ("A woman who fled the Dune League said that the bridge was gone.", "A woman who fled the Dune League"),
        ("The bridge was gone, according to the parish priest.", "parish priest"),
        ("Residents reached by telephone said that the bridge was gone.", "Residents reached by telephone"),
        ("Villagers displaced by the Dune League said the bridge was gone.", "Villagers displaced by the Dune League"),
        ("A statement issued by the Dune League said the bridge was gone.", "Dune League"),
        ("Its local chief, known as Captain Ivo Tarn, said that the bridge was gone.", "Ivo Tarn"),
        ("“The bridge is gone,” said the head of the team, retired general Ivo Tarn.", "Ivo Tarn"),
        ("The head of the team, a friend of General Ivo Tarn, said that the bridge was gone.", "head of the team"),
        ("One of the rebels said that the bridge was gone.", "One of the rebels"),
        ("The head of the rebels, a shy man, said that the bridge was gone.", "head of the rebels"),
        ("One of them, a teacher who fled, said that the bridge was gone.", "a teacher"),
        ("One of them, Colonel Ivo Tarn, said that the bridge was gone.", "Ivo Tarn"),
        ("Justice Now said that the bridge was gone.", "Justice Now"),
        ("Ivo Tarn, a baker, is rich. According to him, the bridge is gone.", "Ivo Tarn"),
        ("Ivo Tarn, a baker, is rich. According to his wife, the bridge is gone.", "his wife"),
        ("The bridge was gone.", None),
        ("On Monday he crossed the bridge.", None),
    ],
)
def test_the_source_of_a_statement(sentence: str, source: str | None) -> None:
    assert last(sentence) == ((source, "asserts") if source else None)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("General Ivo Tarn, quoted by Radio Tarn, said that the bridge was gone.", "Ivo Tarn"),
        ("Radio Tarn quoted General Ivo Osk as saying that the bridge was gone.", "Ivo Osk"),
        ("Radio Tarn, citing the mayor of Keslow, said that the bridge was gone.", "mayor of Keslow"),
        ("The army said that a medic had told it that the bridge was gone.", "medic"),
    ],
)
def test_the_speaker_closest_to_the_fact_is_the_source(sentence: str, source: str) -> None:
    found = last(sentence)
    assert found is not None
    assert found[0] is not None
    assert found[0].removeprefix("a ") == source


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The army denied that the bridge was gone.", "denies"),
        ("The army doubted that the bridge was gone.", "doubts"),
        ("The army insisted that the bridge was gone.", "asserts"),
    ],
)
def test_the_verb_tells_the_stance(sentence: str, stance: str) -> None:
    assert last(sentence) == ("army", stance)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The bridge fell, and ten were hurt, the Dune League said on Monday.", "Dune League"),
        ("The bridge fell, but ten came back, the Dune League said.", None),
        ("Medics at two hospitals in Keslow said that the bridge fell.", "Medics at two hospitals in Keslow"),
    ],
)
def test_who_speaks_at_the_end_says_all_of_a_sentence(sentence: str, source: str | None) -> None:
    said = last(sentence)
    assert (said[0] if said is not None else None) == source


def test_two_statements_of_one_sentence_have_their_own_sources() -> None:
    text = "The army said that the town was quiet, but the mayor said that the bridge was gone."
    found = sentences(Document(text=text))
    all_said = Sayings(found, find_actors(found))
    said = [all_said.at(found[0], k) for k in (5, 15)]
    assert [s.source for s in said if s] == ["army", "mayor"]


def test_a_pronoun_takes_up_the_speaker() -> None:
    assert last("General Ivo Tarn said it rained. He added that the bridge was gone.") == ("Ivo Tarn", "asserts")
    assert last("A medic said it rained. She added that the bridge was gone.") == ("A medic", "asserts")
    assert last("The Dune League said it rained. It said that the bridge was gone.") == ("Dune League", "asserts")


def test_a_pronoun_of_a_thing_takes_up_no_person() -> None:
    assert last("General Ivo Tarn said it rained. It said that the bridge was gone.") == (None, "asserts")


def test_a_body_is_taken_up_by_a_word_of_its_name() -> None:
    text = "The Keslow Centre for Human Rights said it rained. The centre said that the bridge was gone."
    assert last(text) == ("Keslow Centre for Human Rights", "asserts")


def test_the_group_is_the_one_last_named() -> None:
    text = "The Dune League took Orm. The Free Coast Movement fled. The group said that the bridge was gone."
    assert last(text) == ("Free Coast Movement", "asserts")


def test_an_unnamed_source_is_taken_up_in_its_first_words() -> None:
    text = "A military source said it rained. The source said that the bridge was gone."
    assert last(text) == ("A military source", "asserts")


def test_a_quotation_goes_on_and_a_plain_sentence_does_not() -> None:
    quoted = "“It rained,” General Ivo Tarn said. “The bridge is gone.”"
    assert last(quoted) == ("Ivo Tarn", "asserts")
    assert last("It rained, General Ivo Tarn said. The bridge is gone.") is None


def test_a_statement_inside_a_quotation_is_no_attribution_of_the_article() -> None:
    assert last("“My neighbour said the bridge is gone,” General Ivo Tarn said.") == ("Ivo Tarn", "asserts")


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        (
            "It rained in Keslow, and the bridge over the Aru had fallen at noon.",
            (5, 7),
            "and the bridge over the Aru had fallen at noon.",
        ),
        ("It rained in Keslow.", (1, 2), "It rained in Keslow."),
        ("It rained.", (0, 1), None),
        ("On November 20, 2012 the bridge fell.", (4, 6), "On November 20, 2012 the bridge fell."),
    ],
)
def test_a_quote_is_the_clause_around_the_fact(text: str, span: tuple[int, int], expected: str | None) -> None:
    (sentence,) = sentences(Document(text=text))
    assert quote(sentence, *span) == expected


def test_a_quote_has_forty_words_at_most() -> None:
    (sentence,) = sentences(Document(text="The bridge " + "fell and " * 60 + "fell."))
    found = quote(sentence, 4, 6)
    assert found is not None
    assert len(found.split()) == 40
    assert found in sentence.text


@pytest.mark.parametrize(
    "sentence",
    [
        "An alleged raid broke the bridge.",
        "The army's claims of a raid on the bridge were repeated.",
        "Wires were cut by alleged sniper fire near the bridge.",
    ],
)
def test_a_word_of_speaking_inside_a_noun_phrase_says_nothing(sentence: str) -> None:
    assert last(sentence) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The governor of Keslow, Ivo Tarn, met us. The bridge is gone, the regional governor said.", "Ivo Tarn"),
        ("The bridge was gone, according to the parish priest, Father Ugo Tarn.", "Ugo Tarn"),
        ("A military spokesman, Lt Gen Ivo Tarn, said the bridge was gone.", "Ivo Tarn"),
        ("The bridge was gone, the mayor, Ivo Tarn, was quoted by Radio Keslow as saying.", "Ivo Tarn"),
        ("The army put the toll at the bridge at nine.", "army"),
    ],
)
def test_a_role_is_taken_up_by_who_has_it(text: str, source: str) -> None:
    assert last(text) == (source, "asserts")


def test_the_last_of_a_list_begins_no_new_statement() -> None:
    text = "They lost the bridge, two barges, a ferry in the reeds, and eight rafts, the Dune League said."
    assert last(text) == ("Dune League", "asserts")


def test_a_seat_before_a_name_is_no_part_of_it() -> None:
    text = "The bridge was hit, according to the Britain-based Varenian Observatory for Human Rights."
    assert last(text) == ("Varenian Observatory for Human Rights", "asserts")


@pytest.mark.parametrize(
    ("sentence", "source", "stance"),
    [
        ("The army denied this and said that the bridge was gone.", "army", "asserts"),
        ("The army denied the report, saying that the bridge was gone.", "army", "asserts"),
        ("The army denied shelling Keslow but admitted that the bridge was gone.", "army", "asserts"),
        ("The army did not deny the raid, but said that the bridge was gone.", "army", "asserts"),
        ("The mayor, Ivo Tarn, rejected the offer and said that the bridge was gone.", "Ivo Tarn", "asserts"),
        ("Doctors left, but the army denied it and said that the bridge was gone.", "army", "asserts"),
        (
            "The army had left; the rebels disputed this, insisting that the bridge was gone.",
            "rebels",
            "asserts",
        ),
        ("The army rejected the claim that the bridge was gone.", "army", "denies"),
        ("The army denied reports that the bridge was gone.", "army", "denies"),
        ("The army did not confirm that the bridge was gone.", "army", "doubts"),
        ("The army neither confirmed nor denied that the bridge was gone.", "army", "doubts"),
    ],
)
def test_each_verb_has_its_own_stance_and_the_subject_of_the_one_before(
    sentence: str, source: str, stance: str
) -> None:
    assert last(sentence) == (source, stance)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army has not commented on the bridge.",
        "The army did not deny that the bridge was gone.",
        "The mayor would not say whether the bridge was gone.",
        "The army rejected the offer of a bridge.",
    ],
)
def test_who_does_not_say_so_is_no_source(sentence: str) -> None:
    assert last(sentence) is None


def test_a_person_is_not_taken_up_by_the_body_that_spoke_last() -> None:
    assert last("A militia in Keslow said it had left. “The bridge is gone,” he said.") == (None, "asserts")


def test_what_is_in_doubt_is_doubted_by_nobody() -> None:
    assert last("The collapse leaves in doubt a deal on the bridge.") is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nurse Ida Osk was there. One of them, a teacher, said he had counted the bridge as lost.", "a teacher"),
        ("Nurse Ida Osk said so. Police said he had claimed the bridge.", "Ida Osk"),
        ("The Dune League left. It rained. It blew. It snowed. The group denied it took the bridge.", "Dune League"),
        (
            "The Dune League left. It rained. It blew. It snowed. The largest group denied it took the bridge.",
            "largest group",
        ),
    ],
)
def test_who_is_taken_up(text: str, source: str) -> None:
    told = last(text)
    assert told is not None
    assert told[0] == source
