"""What is found is the article's own words; what would change a word that counts is refused."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from summarize.document import Document, Span
from summarize.grounding import Grounded, Index, Match, tokens
from summarize.grounding.boundaries import inside, shape, whole
from summarize.grounding.near import FUNCTION_WORDS

ARTICLE = """\
Northern Shield denies deal on Keslow

The Northern Shield has denied on Monday that a deal had been reached with the Varenian army, leaving some 42 people \
trapped in Keslow and 1,600,000 without water. About 42.5 per cent of the town’s hospitals work.

“We will fight on,” spokesman Pavel Osk said. A few hundred fighters were evacuated to Tarn after the goverment offer, \
but the rebels were attacked in Orlava.

The town was all but destroyed. The monitor could not confirm the reports, nor did it deny them."""


def indexed(text: str) -> Index:
    return Index(Document(text=text))


INDEX = indexed(ARTICLE)


def found(
    words: str, text: str = ARTICLE, *, near: bool = True, one_paragraph: bool = True
) -> tuple[str, Match] | None:
    """The article's own words for `words`, and how they were found."""
    index = INDEX if text is ARTICLE else indexed(text)
    place = index.find(words, near=near, one_paragraph=one_paragraph)
    return place and (text[slice(*place.span)], place.match)


# ---- token boundaries


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("20,000", "some 120,000 fled"),
        ("1,600", "some 1,600,000 fled"),
        ("600", "some 1,600 fled"),
        ("42", "about 42.5 per cent"),
        ("5", "about 42.5 per cent"),
        ("5 per cent", "rose by .5 per cent"),
        ("30", "at 12:30 on Monday"),
        ("11", "since 9/11 nothing"),
        ("2011", "from 2011-2015 on"),
        ("2015", "from 2011–2015 on"),
        ("20", "some 20 000 fled"),
        ("000", "some 20 000 fled"),
        ("20", "some 20\u202f000 fled"),
        ("20", "some 20'000 fled"),
        ("5", "some 5½ hours"),
        ("10", "some 10² metres"),
        ("4", "some 4\u200b2 fled"),
        ("a", "stay at home"),
        ("a", "in Sana'a on Monday"),
        ("a", "in Sana’a on Monday"),
        ("a", "at 6 a.m. on Monday"),
        ("S", "the U.S. said"),
        ("can", "they can't go"),
        ("did", "he didn’t go"),
        ("five", "some twenty-five fled"),
        ("twenty", "some Twenty-Five fled"),
        ("two", "two-thirds fled"),
        ("16", "an F-16 struck"),
        ("24", "a Su-24 struck"),
        ("combatants", "ten non-combatants died"),
        ("rebels", "ten ex-rebels died"),
        ("combatants", "NON-combatants died"),
        ("soldier", "ten sol\u00addiers died"),
        ("e", "une e\u0301tude"),
        ("etude", "une etude\u0323s"),
        ("三十", "三百三十人"),
        ("5", "5万人"),
        ("क", "हिन्दी की"),
        ("سلام", "الإسلام"),
    ],
)
def test_words_do_not_stand_inside_longer_words_and_numbers(words, text):
    assert found(words, text) is None
    assert indexed(text).find_all(words) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Varenia", "the Varenia-based monitor"),
        ("based", "the Varenia-based monitor"),
        ("Liwa", "the Liwa-al-Sahra group"),
        ("UN", "the UN-led talks"),
        ("Tarn", "in Pont-de-Tarn"),
        ("Osk", "Osk's men"),
        ("Osk", "Osk’s men"),
        ("rebels", "the rebels' men"),
        ("they", "they're gone"),
        ("Union", "l’Union a dit"),
        ("1,600", "some 1,600, he said"),
        ("42", "there are 42. Of these"),
        ("42", "only “42” died"),
        ("300", "in 2015 300 fled"),
        ("2015", "since mid-2015 none"),
        ("$42", "for $42 each"),
        ("U.S.", "the U.S. said"),
        ("20\u202f000", "some 20\u202f000 fled"),
        ("42", "42人死亡"),
        ("停火协议", "双方达成停火协议。"),
        ("서울", "서울에서 열린"),
        ("перемирие", "стороны заключили перемирие."),
        ("وقف إطلاق النار", "أعلن وقف إطلاق النار أمس"),
        ("نَصٌّ", "هذا نَصٌّ قصير"),
        ("युद्ध", "यह युद्ध है"),
        ("The rebels", "\ufeffThe rebels left"),
        ("كلمة", "\u200fكلمة\u200f هنا"),
        ("\U0001f54a radio", "on the \U0001f54a radio, he"),
    ],
)
def test_words_stand_exactly_where_words_are_cut(words, text):
    assert found(words, text, near=False) == (words, Match.exact)
    assert [text[slice(*g.span)] for g in indexed(text).find_all(words)] == [words]


_PIECES = """
the The a Osk's Sana’a can't U.S. a.m. 1,600 42.5 20 000 12:30 9/11 2011–2015 twenty-five two-thirds F-16 non-rebels
Varenia-based l'Union 5½ sol\u00addiers e\u0301t Ørn ﬁre İz ß 42人 三百三十人 停火 हिन्दी สวัสดี قوات نَصٌّ перемирие 서울에서
\U0001f54a … -- “ ” ' " ( ) . , ; : ! - — / % $ \u200b \u200f \ufeff \u0301 か\u3099 ...
"""
_GAPS = st.sampled_from(["", "", " ", " ", " ", "\n", "\n\n", "\u00a0", "\u2009", "\t"])
texts = st.lists(st.tuples(st.sampled_from(_PIECES.split()) | st.text(max_size=4), _GAPS), max_size=25).map(
    lambda p: "".join(a + b for a, b in p)
)


@settings(deadline=None)
@given(texts, st.data())
def test_any_stretch_between_boundaries_is_found_exactly(text, data):
    text = Document(text=text).text
    shaped = shape(text)
    cuts = [at for at in range(len(text) + 1) if not inside(shaped, at)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    words = text[start:end].strip()
    assume(any(c.isalnum() for c in words))
    start = text.index(words, start)
    assume(not inside(shaped, start) and not inside(shaped, start + len(words)))
    assert found(words, text, one_paragraph=False) == (words, Match.exact)
    place = Grounded(Span(start, start + len(words)), Match.exact)
    every = indexed(text).find_all(words)
    assert every == sorted(every)
    assert any(other.span.distance(place.span) == 0 for other in every)
    assert indexed(text).find(words, anchors=[place.span]).span.distance(place.span) == 0


@settings(deadline=None)
@given(texts)
@example("a" + "\u200b" * 7 + "b")
@example("1,600 \u0301a\u0301'\u0301b 5-five-5")
def test_tokens_are_what_lies_between_boundaries(text):
    shaped = shape(text)
    assert len(shaped) == len(text)
    spans = [m.span() for m in whole(shaped)]
    assert all(not inside(shaped, start) and not inside(shaped, end) for start, end in spans)
    assert all(inside(shaped, at) for start, end in spans for at in range(start + 1, end))
    between = [shaped[a:b] for (_, a), (b, _) in pairwise([(0, 0), *spans, (len(text), len(text))])]
    assert "".join(between).strip() == ""


# ---- folding


@pytest.mark.parametrize(
    ("words", "text", "own"),
    [
        ("northern shield HAS denied", ARTICLE, "Northern Shield has denied"),
        ("town's hospitals", ARTICLE, "town’s hospitals"),
        ('"We will fight on," spokesman', ARTICLE, "“We will fight on,” spokesman"),
        ("“We will fight on”, spokesman", "He: «We will fight on», spokesman Osk", "«We will fight on», spokesman"),
        ("We will fight on, spokesman", ARTICLE, "We will fight on,” spokesman"),
        ('"leaving some 42 people"', ARTICLE, "leaving some 42 people"),
        ("leaving some 42 people.", ARTICLE, "leaving some 42 people"),
        ("…leaving some 42 people…", ARTICLE, "leaving some 42 people"),
        ("2011-2015", "from 2011–2015 on", "2011–2015"),
        ("talks - such as they were", "the talks—such as they were—failed", "talks—such as they were"),
        ("the rebels left", "Then the\n  rebels\u00a0left.", "the\n  rebels\u00a0left"),
        ("20 000", "some 20\u202f000 fled", "20\u202f000"),
        ("Lukasz Orn", "said Łukasz Ørn today", "Łukasz Ørn"),
        ("łukasz ørn", "said Lukasz Orn today", "Lukasz Orn"),
        ("étude", "une e\u0301tude\u0301 e\u0301tude", "e\u0301tude\u0301"),
        ("cafe", "un cafe\u0301, oui", "cafe\u0301"),
        ("Istanbul", "in İstanbul today", "İstanbul"),
        ("strasse", "in der Straße dort", "Straße"),
        ("fire fell", "and ﬁre fell", "ﬁre fell"),
        ("soldiers died", "ten sol\u00addi\u200bers died", "sol\u00addi\u200bers died"),
        ("نص", "هذا نَصٌّ قصير", "نَصٌّ"),
        ("\U0001d5dd the radio", "on \U0001d5dd The radio", "\U0001d5dd The radio"),
        ("wait...", "they wait… and", "wait…"),
    ],
)
def test_what_does_not_count_is_folded(words, text, own):
    assert found(words, text, near=False) == (own, Match.folded)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("102", "some 10² metres"),
        ("512", "some 5½ metres"),
        ("-5 degrees", "some 5 degrees"),
        (".5 per cent", "some 5 per cent"),
        ("50%", "some 50 men"),
        ("की", "यह कि वह"),
        ("が", "か"),
    ],
)
def test_what_counts_is_not_folded_away(words, text):
    assert found(words, text) is None


def _plain(text: str) -> str:
    """Letters and digits without case and accents: a folding of its own, to check the other against."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("…", ""))
    return "".join(c for c in letters if c.isalnum())


_DISGUISES = {
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda s: unicodedata.normalize("NFD", s),
    "composed": lambda s: unicodedata.normalize("NFC", s),
    "straight": lambda s: s.translate(str.maketrans("“”’–—", '""\'--')),
    "curly": lambda s: s.translate(str.maketrans("\"'-", "”’–")),
    "spaced": lambda s: re.sub(r"\s+", "\u00a0\n", s),
    "quoted": lambda s: f"“{s}”",
    "ended": lambda s: s + ".",
}
_WORDS = """
the Dune League’s Sabra Khel é Łódź 1,600 - — “talks” naïve, fighters; 42.5 (Qarsad) قوات停火 перемирие Ørn’s
"""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS.split()), min_size=3, max_size=20),
    st.data(),
    st.lists(st.sampled_from(sorted(_DISGUISES)), min_size=1, max_size=4),
)
def test_a_disguised_quote_is_found_and_is_the_same_but_for_the_disguise(words, data, disguises):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    own = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assume(any(c.isalnum() for c in own))
    quote = own
    for disguise in disguises:
        quote = _DISGUISES[disguise](quote)
    place = found(quote, text)
    assert place is not None
    assert _plain(place[0]) == _plain(own)


def test_exact_places_come_before_folded_ones():
    text = "May they go? They may. MAY is over."
    assert [g.span.start for g in indexed(text).find_all("may")] == [text.index("may")]
    assert [g.match for g in indexed(text).find_all("mAy")] == [Match.folded] * 3


# ---- which place


def test_of_several_places_the_nearest_to_an_anchor_else_the_first():
    text = "In Keslow he spoke. Later, in Keslow, she left; and in KESLOW they wait."
    index = indexed(text)
    assert index.find("Keslow").span.start == text.index("Keslow")
    she, they = Span(text.index("she"), text.index("she") + 3), Span(text.index("they"), text.index("they") + 4)
    assert index.find("Keslow", anchors=[she]).span.start == text.index("Keslow, she")
    assert index.find("keslow", anchors=[she]).span.start == text.index("Keslow, she")
    assert index.find("keslow", anchors=[she, they]).span.start == text.index("KESLOW")
    assert index.find("keslow", anchors=[they]).span.start == text.index("KESLOW")


@settings(deadline=None)
@given(st.integers(1, 30), st.data())
def test_the_nearest_is_the_least_distant_of_all(count, data):
    text = " and ".join(["Tarn", "x" * data.draw(st.integers(1, 9))] * count)
    anchors = data.draw(st.lists(st.integers(0, len(text)).map(lambda a: Span(a, a)), min_size=1, max_size=3))
    index = indexed(text)
    best = min(min(g.span.distance(a) for a in anchors) for g in index.find_all("Tarn"))
    chosen = index.find("Tarn", anchors=anchors).span
    assert min(chosen.distance(a) for a in anchors) == best


def test_a_near_match_goes_to_the_anchor_too():
    text = "The rebels had left the town on Monday. The rebels have left the town on Tuesday."
    index = indexed(text)
    words = "The rebels left the town"
    assert index.find(words, near=True).span.start == 0
    tuesday = index.find("Tuesday").span
    assert text[slice(*index.find(words, near=True, anchors=[tuesday]).span)] == "The rebels have left the town"


def test_the_nearest_match_of_several_differs_least():
    text = "The rebels had left town on Monday. The rebels have left the town."
    assert found("The rebels left the town", text) == ("The rebels have left the town", Match.near)


def test_a_quote_stays_in_one_paragraph():
    crossing = "hospitals work. “We will fight on"
    assert found(re.sub(" “", "\n\n“", crossing), one_paragraph=False) == (crossing.replace(" “", "\n\n“"), Match.exact)
    assert found(crossing, one_paragraph=False) == (crossing.replace(" “", "\n\n“"), Match.folded)
    assert found(crossing) is None
    assert INDEX.explain(crossing) == "crosses the end of a paragraph; copy from one paragraph"
    text = "He left Tarn.\n\nIt was late. He left Tarn. It was late."
    assert indexed(text).find("Tarn. It was late", one_paragraph=True).span.start == text.index("Tarn. It")
    near = (
        "leaving some 42 people trapped in Keslow and 1,600,000 without water. About 42.5 per cent of town’s hospitals"
    )
    assert found(near) == (near.replace("of town", "of the town"), Match.near)
    assert found(near + " work. We will fight") is None
    assert "paragraph" in INDEX.explain(near + " work. We will fight")


# ---- near matches


@pytest.mark.parametrize(
    ("words", "text", "own"),
    [
        (
            "Northern Shield denied on Monday that deal had been reached",
            ARTICLE,
            "Northern Shield has denied on Monday that a deal had been reached",
        ),
        ("fighters are evacuated to Tarn", ARTICLE, "fighters were evacuated to Tarn"),
        ("fighters evacuated to Tarn", ARTICLE, "fighters were evacuated to Tarn"),
        ("A deal had been reached with Varenian army", ARTICLE, "a deal had been reached with the Varenian army"),
        ("evacuated to Tarn after the government offer", ARTICLE, "evacuated to Tarn after the goverment offer"),
        ("The spokesman Pavel Osk said", ARTICLE, "spokesman Pavel Osk said"),
        ("Osk says that talks go on", "Osk says talks go on", "Osk says talks go on"),
        ("villages which rebels hold", "the villages that rebels hold", "villages that rebels hold"),
        ("it was rejected by the rebels", "it has been rejected by the rebels", "it has been rejected by the rebels"),
        (
            "the offer rejected by the rebels",
            "the offer was rejected by the rebels",
            "the offer was rejected by the rebels",
        ),
        ("shells fell but nobody died", "shells fell and nobody died", "shells fell and nobody died"),
        ("the humanitarain convoy left Tarn", "the humanitarian convoy left Tarn", "the humanitarian convoy left Tarn"),
        ("a seperate deal with Tarn", "a separate deal with Tarn", "a separate deal with Tarn"),
        ("they were accomodated in tents", "they were accommodated in tents", "they were accommodated in tents"),
        ("the 42 fighters left Tarn", "42 fighters left Tarn", "42 fighters left Tarn"),
    ],
)
def test_function_words_and_slips_make_a_near_match(words, text, own):
    assert found(words, text) == (own, Match.near)
    assert found(words, text, near=False) is None
    assert indexed(text).find_all(words) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The Northern Shield has confirmed on Monday that a deal", ARTICLE),  # another verb
        ("leaving some 420 people trapped in Keslow", ARTICLE),  # another number
        ("leaving some forty-two people trapped in Keslow", ARTICLE),
        ("The Northern Shield has denied on Tuesday that a deal", ARTICLE),  # another day
        ("The Southern Shield has denied on Monday that a deal", ARTICLE),  # another name
        ("The army has said that the rebels had left on Monday", ARTICLE),  # only common words
        ("monitor could confirm the reports", ARTICLE),  # "not" left out
        ("monitor could not confirm the reports, did it deny them", ARTICLE),  # "nor" left out
        ("The Northern Shield has not denied on Monday that a deal", ARTICLE),
        ("The Northern Shield may have denied on Monday that a deal", ARTICLE),
        ("monitor would not confirm the reports", ARTICLE),
        ("has denied that a deal had been reached", ARTICLE),  # content left out
        ("on Monday has denied that a deal had been reached", ARTICLE),  # another order
        ("The Northern Shield has denied … leaving some 42 people trapped", ARTICLE),  # two places joined
        ("The Northern Shield has denied ... leaving some 42 people trapped", ARTICLE),
        ("leaving 42 people trapped in Keslow", ARTICLE),  # "some" bounds the count
        ("few hundred fighters were evacuated from Tarn", ARTICLE),  # another way
        ("Few hundred fighters evacuated to Tarn after goverment offer", "A " + ARTICLE[400:] + " the few hundred."),
        ("about few hundred fighters left Tarn", "about a few hundred fighters left Tarn"),  # "a few" is not "few"
        ("about a few hundred fighters left Tarn", "about few hundred fighters left Tarn"),
        ("the number of fighters left Tarn", "a number of fighters left Tarn"),
        ("killed half million people in Tarn", "killed half a million people in Tarn"),
        ("the town was all destroyed on Monday", "the town was all but destroyed on Monday"),
        ("rebels or soldiers left Tarn", "rebels and soldiers left Tarn"),
        ("rebels and soldiers left Tarn", "rebels or soldiers left Tarn"),
        ("said Northern Shield Dune League left", "said Northern Shield and Dune League left"),  # two parties made one
        ("rebels attacked in Orlava on Monday", "rebels were attacked in Orlava on Monday"),  # passive made active
        ("rebels were attacked in Orlava on Monday", "rebels attacked in Orlava on Monday"),
        ("rebels were heavily shelled in Orlava", "rebels heavily shelled in Orlava"),
        ("the army was killed 42 civilians", "the army killed 42 civilians"),
        ("the army was attacked near Tarn", "the army has attacked near Tarn"),
        ("the army has attacked near Tarn", "the army has been attacked near Tarn"),
        ("rebels to leave Tarn on Monday", "rebels have to leave Tarn on Monday"),  # an obligation
        ("rebels are to leave Tarn", "rebels have to leave Tarn"),
        ("had it rained, army left Tarn on Monday", "it rained, the army left Tarn on Monday"),
        ("had the army left Tarn on Monday", "It rained, the army left Tarn on Monday, he"),
        ("the fighters of IS left Tarn", "the fighters of Tarn left"),
        ("fighters of left Tarn on Monday", "fighters of IS left Tarn on Monday"),  # a name, not an auxiliary
        ("many fighters near Tarn", "many IS fighters near Tarn"),
        ("they left in march with army", "they left in March with the army"),
        ("US and army left Tarn", "he told us and the army left Tarn"),
        ("members of Brigade left Tarn", "members of Brigade A left Tarn"),
        ("he told us army left Tarn", "he told US army had left Tarn"),  # another word in capitals
        ("rebels evaluated to Tarn on Monday", "rebels evacuated to Tarn on Monday"),  # another word by one letter
        ("an offer that was excepted in Tarn", "an offer that was accepted in Tarn"),
        ("rebels were deported from Tarn", "rebels were departed from Tarn"),
        ("the contacted fighters left Tarn", "the contracted fighters left Tarn"),
        ("ten policemen killed near Tarn", "ten policeman killed near Tarn"),  # an ending
        ("the prisoners freed near Tarn", "the prisoner freed near Tarn"),
        ("the unarmored vehicles near Tarn", "the armored vehicles near Tarn"),  # a prefix
        ("rebels were prescribed in Tarn", "rebels were proscribed in Tarn"),
        ("the immigrants fled from Tarn", "the emigrants fled from Tarn"),
        ("some thousands fled from Tarn", "some thousads fled from Tarn"),  # a number word
        ("villagers without food in Tarn", "villagers withuot food in Tarn"),  # a negation
        ("Halvian Goverment of Tarn", "Halvian Government of Tarn"),  # a name
        ("rebls left the town", "rebels left the town"),  # a short word
        ("the goverment and the opositions left", "the government and the oppositions left"),  # two slips
        ("the Tarn army", "Tarn army"),  # too little in common
        ("the humanitarain convoy left", "the humanitarian convoy left"),
        ("the rebels had have the been Tarn left on", "rebels Tarn left on"),  # too much between
    ],
)
def test_what_changes_the_sense_is_refused(words, text):
    assert found(words, text) is None
    assert indexed(text).explain(words)


def test_a_slip_that_makes_another_word_of_the_article_is_no_slip():
    text = "the goverment left Tarn. The government returned."
    assert found("the goverment left Tarn", text) == ("the goverment left Tarn", Match.exact)
    assert found("the government left Tarn", text) is None


_NEGATIONS_AND_MODALS = "not never no without nor neither hardly may might could would should must can cannot will"
_NEWS = (
    "The rebels of the Northern Shield have left Keslow and its suburbs on Monday, the Varenian army said, but some "
    "1,600 fighters that were trapped in the eastern districts had been offered a passage to Tarn by 12:30. Osk has "
    "rejected it."
)


@settings(deadline=None)
@given(st.data(), st.sampled_from(_NEGATIONS_AND_MODALS.split()))
def test_an_inserted_negation_or_modal_is_refused(data, word):
    words = _NEWS.split()
    start = data.draw(st.integers(0, len(words) - 6))
    end = data.draw(st.integers(start + 5, len(words)))
    at = data.draw(st.integers(start, end))
    assert found(" ".join([*words[start:at], word, *words[at:end]]), _NEWS) is None


@settings(deadline=None)
@given(st.data())
def test_a_changed_digit_is_refused(data):
    numbers = data.draw(
        st.lists(
            st.integers(0, 9_999_999).map("{:,}".format)
            | st.integers(0, 999).map("{}.5".format)
            | st.integers(1000, 2100).map(str),
            min_size=1,
            max_size=6,
        )
    )
    text = "Osk said " + " and ".join(f"{n} fighters of the League left Tarn" for n in numbers) + "."
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda d: d != text[at]))
    changed = text[:at] + digit + text[at + 1 :]
    quote = changed[data.draw(st.integers(0, 8)) : data.draw(st.integers(len(text) - 12, len(text)))]
    assert found(quote, text) is None
    number = next(m[0] for m in re.finditer(r"[\d.,]*\d", changed) if m.start() <= at < m.end())
    place = found(number, text)
    assert (place is not None) == (number in numbers)


_CHANGES = "the a an has had was been and but that which The or not may to 42 1,600 Keslow Tarn army armies Osk"


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_a_near_match_never_differs_in_a_content_word(dice: random.Random, count):
    words = _NEWS.split()
    start = dice.randrange(len(words) - 8)
    quote = words[start : start + dice.randrange(8, 16)]
    for _ in range(count):
        at = dice.randrange(len(quote))
        quote[at : at + dice.randrange(2)] = [dice.choice(_CHANGES.split())] if dice.random() < 0.7 else []
    place = found(" ".join(quote), _NEWS)
    if place is None:
        return

    def content(text: str) -> list[str]:
        return [w for w in re.findall(r"[\w,:.]*\w", text) if w.lower() not in FUNCTION_WORDS]

    own, asked = content(place[0]), content(" ".join(quote))
    assert [w.lower() for w in own] == [w.lower() for w in asked]
    if place[1] is Match.near:
        assert own[1:] == asked[1:]


# ---- reasons


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "there is no word in it"),
        (" “—” ", "there is no word in it"),
        ("w " * 1_500, "longer than 2000 characters; copy less"),
        ("the weather was fine all over the coast", "not in the article"),
        ("Northern Shield has confirmed on Monday", "the article has 'denied' here, not 'confirmed'"),
        ("confirmed on Monday that a deal", "the article has 'denied' here, not 'confirmed'"),
        ("leaving some 420 people", "the article has '42' here, not '420'"),
        ("has not denied on Monday", "the article does not have 'not' here"),
        ("monitor could confirm the reports", "the article has 'not' here, which is left out"),
        ("1,600", "stands only inside a longer word or number: '1,600,000'"),
        ("ospital", "stands only inside a longer word or number: 'hospitals'"),
        (
            "Northern Shield … leaving some 42",
            "an ellipsis joins two places of the article; copy one unbroken stretch",
        ),
        ("hospitals work. We will fight", "crosses the end of a paragraph; copy from one paragraph"),
        ("evacuated to Tarn after the government", "the article has 'goverment' here, not 'government'"),
    ],
)
def test_a_refusal_has_a_reason(words, reason):
    assert INDEX.explain(words) == reason


@settings(deadline=None)
@given(texts, texts)
@example("\U000f0000" * 99 + "ab", "a")
def test_any_words_are_found_in_the_article_or_refused_with_a_short_reason(text, words):
    text = Document(text=text).text
    index = indexed(text)
    place = index.find(words, near=True)
    assert len(index.explain(words)) < 200
    if place is not None:
        assert 0 <= place.span.start < place.span.end <= len(text)
        if place.match is Match.exact:
            assert text[slice(*place.span)] == words.strip()
        if place.match is not Match.near:
            assert index.find_all(words)[0].match is place.match


# ---- bounds


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60_000,
        "a" * 300_000,
        "a'" * 150_000,
        "1," * 150_000,
        "e\u0301" * 150_000,
        "\u200b" * 300_000,
        "...-" * 75_000,
    ],
)
def test_hostile_articles_are_read_in_bounded_work(text):
    index = indexed(text)
    assert index.find("word, the word and the word", near=True) is None
    assert index.find("x" * 100_000, near=True) is None
    assert index.find("the " * 400, near=True) is None
    assert index.explain("word, a word") != ""


def test_an_article_of_too_many_different_words_is_still_searched(monkeypatch):
    monkeypatch.setattr(tokens, "_MOST_WORDS", 5)
    text = "one two three four five six seven eight nine"
    assert found("Two Three Four", text) == ("two three four", Match.folded)
    assert found("seven eight", text) == ("seven eight", Match.exact)
    assert found("Seven Nine", text) is None


def test_a_cheap_look_up_builds_no_index():
    index = indexed(ARTICLE)
    assert index.find("Northern Shield", near=True) is not None
    assert "_tokens" not in vars(index)
