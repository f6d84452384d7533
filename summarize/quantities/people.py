"""What a number counts, when it counts no people: durations, measures, money, shares, dates, ages, names, lists."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from summarize.quantities.amounts import PLURALS, read_amount
from summarize.quantities.bounds import Qualifier
from summarize.quantities.phrases import Phrase
from summarize.quantities.tokens import HYPHENS, Tokens, word_set

__all__ = ["ARTICLES", "Doubt", "bare_one", "counts_many", "doubt", "is_ordinal"]


def _with_plurals(words: str) -> frozenset[str]:
    return word_set(words) | {f"{word}s" for word in words.split()}


# Nouns after a number.
_DURATIONS = _with_plurals(
    "second minute hour day week weekend fortnight month year decade century night yr hr min season generation semester"
) | {"centuries"}
_MEASURES = _with_plurals(
    "km kilometre kilometer mile metre meter yard acre hectare ton tonne kg kilo kilogram kilogramme gram "
    "gramme litre liter gallon barrel degree knot centimetre centimeter millimetre millimeter megawatt "
    "gigawatt watt volt calorie point time"
) | word_set(
    "m cm mm ft feet foot inch inches mph kph kmh fold square cubic sq km2 km² m2 m² nautical mw gw mb gb ° º celsius"
)
_MONEY = _with_plurals(
    "dollar euro pound cent lira rouble ruble rupee shekel dinar riyal rial franc peso naira hryvnia dirham taka "
    "krona krone shilling birr"
) | word_set("yen yuan rand usd eur gbp chf pence")
_CLOCK = word_set("am pm gmt utc noon midnight % percent percentage pc pct")
_OTHER: Final = _DURATIONS | _MEASURES | _MONEY | _CLOCK
_OTHER_WORDS: Final = {"per cent", "local time", "o ' clock", "o ’ clock", "p . m", "a . m"}
_BETWEEN: Final = word_set(
    "more full straight consecutive successive long further additional extra other whole short calendar working "
    "school square cubic nautical metric billion us light"
)  # words that may stand between a number and such a noun
_PARTS: Final = _with_plurals("third fourth fifth sixth seventh eighth ninth tenth quarter") | {"halves", "half"}
_ORDINALS: Final = word_set("first second third fourth fifth sixth seventh eighth ninth")
_LONG: Final = word_set("tall high wide long deep away from across thick radius")
_PLURAL_PEOPLE: Final = word_set(
    "people men women children police civilian military injured dead wounded missing others"
)
_AFTER_SCORES: Final = word_set("of more dead are were have others people civilians")

# Words and signs before a number.
_MONEY_BEFORE: Final = frozenset("$€£¥₹₪₽₺₴₦₩﷼₱฿") | {"usd", "eur", "gbp", "chf", "rs"}
_SIGNS_BEFORE: Final = frozenset("/\\.@=&#+_")
_GLUE: Final = HYPHENS - {"–"}  # an unspaced en dash may also set off a clause
_NAMED: Final = _with_plurals(
    "resolution article chapter section paragraph route flight highway road motorway page phase number day level "
    "area block zone unit camp sector channel category type boeing airbus brigade battalion division regiment "
    "corps room gate grade tier item version act annex protocol clause formula covid checkpoint district precinct "
    "ward"
)  # designations when capitalised before a plain number ("Route 5")
_NAMED_LOWER: Final = word_set("resolution article chapter paragraph page number flight route top covid")
_ABBREVIATED: Final = word_set("no nos art arts sec ch para pp p fig vol ver")
_MONTHS: Final = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)
_YEAR_BEFORE: Final = word_set(
    "in since until till during before after early late mid circa year summer winter spring autumn fall"
)
_YEAR_OR_COUNT: Final = word_set("by from of through to between")  # a plural noun after the number decides
_WITHIN: Final = word_set("in during throughout last late early")  # "in March 12 people": no date
_AGED: Final = word_set(
    "children kids boys girls men women people those anyone everyone adults minors youths males females aged"
)
_ONE_PERSON: Final = word_set("child boy girl man woman baby infant toddler teenager youth son daughter mother father")
_ASIDE: Final = word_set("about around over above under below to")  # "over one of the houses"

# Words around "a" and "one".
ARTICLES: Final = frozenset({"a", "an", "one"})
_COLLECTIVES: Final = word_set(
    "number total lot group handful series majority minority host variety range string spate pair crowd maximum minimum"
)  # "a number of" and "a small group of" are no counts of one
_ADDED: Final = word_set(
    "further record additional reported total combined mere full staggering"
)  # nor is "a further 12"


class Doubt(IntEnum):
    """Whether a phrase counts no people: surely not so, by its look only, or by its own words."""

    none = 0
    soft = 1
    hard = 2


def doubt(t: Tokens, p: Phrase) -> Doubt:
    """How much speaks against the phrase as a count of people."""
    if _measures(t, p) or _marked(t, p) or _dates(t, p) or _names(t, p):
        return Doubt.hard
    return Doubt.soft if _year(t, p) or _age(t, p) or _share(t, p) or _listed(t, p) else Doubt.none


def bare_one(t: Tokens, p: Phrase) -> bool:
    """Whether the phrase is a "one" that may be a pronoun, as also in "close to one of"."""
    if t.low[p.core] != "one" or p.end > p.core + 1:
        return False
    return p.first == p.core or (t.low[p.end] == "of" and t.low[p.core - 1] in _ASIDE)


def counts_many(t: Tokens, k: int, *, amount_after: bool) -> bool:
    """Whether the "a" at token k is that of "a number of", or of "a further 12" where an amount follows."""
    many = any(t.low[k + n] in _COLLECTIVES and t.low[k + n + 1] == "of" for n in (1, 2))
    return many or (amount_after and t.low[k + 1] in _ADDED)


def is_ordinal(t: Tokens, p: Phrase) -> bool:
    """As in "twenty-first"."""
    return t.hyphen(p.end) and t.low[p.end + 1] in _ORDINALS


# ---- by its own words


def _measures(t: Tokens, p: Phrase) -> bool:
    """Durations, measures, money, shares, clock times, by the noun that follows."""
    k = t.skip(p.end)
    hyphened = k > p.end
    if t.low[k] == "of" and t.low[p.end - 1] in PLURALS:
        k += 1
    if t.low[k] in _OTHER or t.words(k, k + 2) in _OTHER_WORDS or t.words(k, k + 3) in _OTHER_WORDS:
        return True
    if t.low[k] in _PARTS:
        return hyphened or t.low[k].endswith("s") or t.low[p.core] == "one"
    if hyphened:
        return t.low[k] in _ORDINALS or t.digits(k)
    if t.words(k, k + 4) == "u . s .":
        return t.low[k + 4] in _MONEY
    return t.low[k + 1] in (_OTHER if t.low[k] in _BETWEEN else _MONEY if t.capital(k) else ())


def _marked(t: Tokens, p: Phrase) -> bool:
    """By a sign that touches it, or the word that opens an age, a sum or a share before it."""
    before = p.first - 1
    if t.low[before] in _MONEY_BEFORE or t.low[before] in {"aged", "age", "ages"}:
        return True
    if t.low[before] == "of" and t.low[before - 1] in _PARTS | {"age", "ages"}:
        return True
    if t.low[p.end] == "/" and t.glued(p.end - 1):
        return True
    if not t.glued(before):
        return False
    designation = t.low[before] in _GLUE and t.glued(before - 1) and t.raw[before - 1][-1:].isalnum()
    digits_before = t.low[before] in HYPHENS and t.glued(before - 1) and t.digits(before - 1)
    ellipsis = t.words(before - 1, before + 1) == ". ."
    return designation or digits_before or (t.low[before] in _SIGNS_BEFORE and not ellipsis)


def _dates(t: Tokens, p: Phrase) -> bool:
    """As in "March 30", "30 March", "in 2015"."""
    if not t.digits(p.core):
        return False
    day = p.values[-1] <= 31
    if day and _month(t, p.end):
        return True
    before = p.first - 1
    month = before - (t.low[before] == ".")
    if p.first == p.core and _month(t, month):
        taken = month == before and t.digits(month - 1) and _counted(t, p)  # "on 31 March 12 people"
        return _looks_year(t, p) or (day and not taken and t.low[month - 1] not in _WITHIN)
    if not _looks_year(t, p) or (p.bounds and p.bounds.qualifier in {Qualifier.at_least, Qualifier.more_than}):
        return False
    if t.low[before] in _YEAR_OR_COUNT or t.low[p.first] in _YEAR_OR_COUNT:
        return not _counted(t, p)
    return t.low[before] in _YEAR_BEFORE or (t.low[before] == "," and t.digits(before - 1))


def _names(t: Tokens, p: Phrase) -> bool:
    """As in "Resolution 2401", "Route 5", "No. 12"."""
    before = p.first - 1
    if p.first != p.core:
        return False
    if t.low[before] in _NAMED_LOWER or (t.low[before] in _NAMED and t.capital(before)):
        return True
    return t.low[before] == "." and t.glued(before - 1) and t.low[before - 1] in _ABBREVIATED


def _counted(t: Tokens, p: Phrase) -> bool:
    """Whether a plural noun follows."""
    noun = t.low[p.end]
    return noun in _PLURAL_PEOPLE or (noun.isalpha() and noun.endswith("s") and t.raw[p.end][0].islower())


def _month(t: Tokens, i: int) -> bool:
    return t.low[i] in _MONTHS and t.capital(i)


def _looks_year(t: Tokens, p: Phrase) -> bool:
    raw = t.raw[p.core]
    return len(raw) == 4 and raw.isdecimal() and all(1900 <= v <= 2100 for v in p.values)


# ---- by its look only


def _year(t: Tokens, p: Phrase) -> bool:
    """A number that could be a year, with no plural noun after it and nothing that bounds it."""
    if not _looks_year(t, p) or (p.bounds and p.bounds.qualifier not in {Qualifier.exact, Qualifier.range}):
        return False
    return not _counted(t, p) or t.low[p.first - 1] in {"the", "a", "this", "that"}


def _age(t: Tokens, p: Phrase) -> bool:
    """As in "Smith, 34, said", "(34)", "a boy of 12", "children under 5"; also "a mother of five"."""
    if not 0 < p.values[0] <= 110:
        return False
    before, after = t.low[p.first - 1], t.low[p.end]
    if before == "of" and t.low[p.first - 2] in _ONE_PERSON:
        return True
    if p.first == p.core and t.raw[p.core].isdecimal():
        if before in {"(", "["}:
            return after in {")", "]"}
        return before == "," and t.capital(p.first - 2) and after in {",", ".", ")", ";"}
    bounded = t.low[p.core - 1] in {"under", "over", "above", "below"}
    return bounded and before in _AGED and not (after[:1].isalpha() and after.endswith("s"))


def _share(t: Tokens, p: Phrase) -> bool:
    """Either number of "nearly one in five"."""
    if t.words(p.first - 2, p.first) in {"one in", "in every"}:
        return True
    if t.words(p.core, p.end + 1) != "one in":
        return False
    k = p.end + 1 + (t.low[p.end + 1] == "every")
    return read_amount(t, k) is not None and not (t.digits(k) and len(t.raw[k]) == 4)


def _listed(t: Tokens, p: Phrase) -> bool:
    """A compound ("12-strong"), the number of a list or a telephone, test scores, "2m high", a wedded couple."""
    core, last = t.raw[p.core], t.raw[p.end - 1]
    if t.hyphen(p.end) or t.low[p.core] == "zero" or last.casefold() == "couple":
        return True
    if t.low[p.core] == "scores":
        return not _score_of_people(t, p)
    if not t.digits(p.core):
        return False
    beside = any(t.digits(k) and not _free(t, k) for k in (p.first - 1, p.end))
    telephone = t.hyphen(p.core + 1) and core.isdecimal() and last.isdecimal() and last[-1] != "0"
    long = last[-1].casefold() == "m" and (t.low[p.end] in _LONG or t.low[p.first - 1] == "within")
    return beside or (telephone and (len(core), len(last)) == (3, 4)) or long or _item(t, p)


def _item(t: Tokens, p: Phrase) -> bool:
    """The "1." that opens a line."""
    opens = t.low[p.first - 1][:1] in {"", "\n"} or t.text[t.start[p.first] - 1] == "\n"
    return opens and p.end == p.core + 1 and t.low[p.end] in {".", ")"} and t.low[p.end + 1][:1] not in {"", "\n"}


def _score_of_people(t: Tokens, p: Phrase) -> bool:
    after = t.low[p.end]
    opens = p.first == p.core and not t.low[p.core - 1].isalpha()
    return opens or p.end > p.core + 1 or after in _AFTER_SCORES or after.endswith("ed")


def _free(t: Tokens, k: int) -> bool:
    """Whether digits at k may stand beside another number: a year, or a day of a month."""
    return len(t.raw[k]) == 4 or _month(t, k - 1) or (t.low[k - 1] == "." and _month(t, k - 2))
