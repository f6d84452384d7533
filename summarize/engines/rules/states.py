"""States, their governments and their forces as actors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

from summarize.countries import country_mentions
from summarize.engines.rules.acting import verb_after
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import group, words
from summarize.engines.rules.names import title_at
from summarize.engines.rules.state_acts import acts
from summarize.engines.rules.text import CountryAt, Sentence
from summarize.engines.rules.unlisted import Unlisted

__all__ = ["find_states", "merge_seats", "named_countries"]

_BODIES: Final = ("governments", "forces", "police", "intelligence", "ministries")
_GROUP_OF: Final = {name: f"actors.{name}" for name in _BODIES}
_BODY_GROUPS: Final = tuple(_GROUP_OF.values())
_DEMONYM = re.compile(r"[A-Z][^\W\d_]{2,20}(?:an|ian|ese|ish|i|ic|ani|ene|ar)")
_LOUD: Final = {"name": 3, "demonym": 2, "capital": 2}
"""Namings that one in the headline or dateline is worth beside its own."""
_SEATED: Final = frozenset({"based in", "headquartered in"})
_SEATED_HERE: Final = tuple(f"{seat} " for seat in _SEATED)
_REPUBLIC: Final = "republic "


def named_countries(sentences: list[Sentence], opening: str = "") -> dict[str, int]:
    """How often each state is named, whatever the form; headline and dateline (`opening`) say it once more loudly."""
    found: dict[str, int] = {}  # the first named stands first
    for c in country_mentions(opening):
        if opening[: c.start].endswith(_SEATED_HERE):
            continue
        found[c.code] = found.get(c.code, 0) + _LOUD[c.kind]
    for sentence in sentences:
        for at in sentence.countries:
            if at.i > 1 and sentence.low(at.i - 2, at.i) in _SEATED:
                continue
            found[at.code] = found.get(at.code, 0) + 1
    return found


def find_states(sentences: list[Sentence], cast: Cast, home: str | None = None, opening: str = "") -> None:
    """Add to `cast` every state, government and state force that acts or is acted on. `home`: the state that the
    article is about; "the government" is its. `opening`: headline and dateline.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    unlisted = Unlisted(sentences)
    for sentence in sentences:
        for at in (*sentence.countries, *unlisted.at(sentence)):
            _state_or_body(sentence, at, cast, forms)
        _unlisted(sentence, cast, unlisted)
    if home is not None and not forms.get(home):
        forms[home].update(
            opening[c.start : c.end] for c in country_mentions(opening) if c.code == home and c.kind == "name"
        )
    _home(sentences, cast, home, forms)
    for code, counted in forms.items():
        if code in cast.states:
            for form in counted:
                cast.alias(cast.states[code], form)
            plain = [f for f in counted if f[:4].lower() != "the "]
            cast.states[code].chosen = max(plain, key=lambda f: (len(f) > 4, counted[f], len(f), f), default="")
    _plain_forms(sentences, cast, home)


def _state_or_body(sentence: Sentence, at: CountryAt, cast: Cast, forms: defaultdict[str, Counter[str]]) -> None:
    body = _body_after(sentence, at.j)
    if body and at.i and sentence.kinds[at.i - 1] == "n" and not sentence.tokens[at.i].mark:
        return  # "six Varenian soldiers" are some of them
    if body and (at.kind != "capital" or body[0] in {"governments", "forces"}):
        _add_body(cast, at.code, sentence.words(at.i, body[1]), body[0])
        return
    counted = forms[at.code]
    if at.kind == "demonym":
        if _the_people(sentence, at):
            counted[sentence.words(at.i - 1, at.j)] += 1
        return
    if acts(sentence, at):
        _add_state(cast, at.code, sentence.words(at.i, at.j))
    if at.kind == "name":
        counted[sentence.words(at.i, at.j)] += 1


def _body_after(sentence: Sentence, k: int) -> tuple[str, int] | None:
    """What stands after a state's name or demonym: the lexicon group of the body and the word where it ends."""
    if not sentence.has(*_BODY_GROUPS):
        return None
    for skipped in range(3):
        if k + skipped >= len(sentence.tokens) or sentence.tokens[k + skipped].mark:
            return None
        if sentence.starts(k + skipped, *_BODY_GROUPS) is not None:
            told = ((sentence.starts(k + skipped, listed), name) for name, listed in _GROUP_OF.items())
            ends = [(end, name) for end, name in told if end is not None]
            end, name = max(ends)
            return (name, end) if _stands_alone(sentence, end) else None
        if sentence.starts(k + skipped, "actors.body_modifiers") is None:
            return None
    return None


def _stands_alone(sentence: Sentence, end: int) -> bool:
    """Whether a body is not only the beginning of something else: "police officers", "Air Force Intelligence"."""
    if end >= len(sentence.tokens) or sentence.tokens[end].mark or sentence.tokens[end - 1].owner:
        return True
    after = sentence.tokens[end]
    return after.low not in words("actors.body_things") and not (after.capital and sentence.tokens[end - 1].capital)


def _add_body(cast: Cast, key: str, form: str, body: str) -> None:
    code = key if key.isupper() else None
    if body == "governments":
        _add_state(cast, key, form)
    elif body == "forces":
        entry = cast.armies.get(key)
        if entry is None:
            cast.armies[key] = cast.add(form, kind="organization", sector="military", country=code)
        else:
            cast.alias(entry, form)
    else:
        sector = "government" if body == "ministries" else body
        cast.add(form, kind="organization", sector=sector, country=code, part_of=cast.states.get(key))


def _add_state(cast: Cast, key: str, form: str) -> None:
    entry = cast.states.get(key)
    if entry is None:
        code = key if key.isupper() else None
        cast.states[key] = cast.add(form, kind="state", sector="government", country=code)
    else:
        cast.alias(entry, form)


def _the_people(sentence: Sentence, at: CountryAt) -> bool:
    """As in "the Varenians said": a demonym that is a noun and acts."""
    if at.i == 0 or sentence.folded[at.i - 1] != "the" or not sentence.folded[at.j - 1].endswith("s"):
        return False
    verb = verb_after(sentence, at.j)
    return verb is not None and (sentence.starts(verb, "actors.acts") is not None or sentence.kinds[verb] == "s")


def _unlisted(sentence: Sentence, cast: Cast, unlisted: Unlisted) -> None:
    """States that no list knows: "the Varenian government", "the republic of Halvia"."""
    if not sentence.has(*_BODY_GROUPS, "actors.republics"):
        return
    listed = {k: c.code for c in (*sentence.countries, *unlisted.at(sentence)) for k in range(c.i, c.j)}
    longest = dict(sentence.spans(*_BODY_GROUPS))  # of those that begin at one word the last
    for i, j in longest.items():
        _of_state(sentence, i, j, cast, listed)
        k = i
        while k > 0 and sentence.starts(k - 1, "actors.body_modifiers") is not None and not sentence.tokens[k].mark:
            k -= 1
        if (
            not k
            or k - 1 in listed
            or sentence.tokens[k].mark
            or sentence.tokens[i].capital
            or not _stands_alone(sentence, j)
        ):
            continue
        token = sentence.tokens[k - 1]
        if token.text in words("actors.not_names") or token.low in words("language.English"):
            continue
        body = next(n for n in _BODIES if sentence.starts(i, f"actors.{n}") == j)
        # What a single name owns may be a leader's ("Marenko's forces"), but for a ministry.
        owned = (
            body == "ministries" and sentence.low(i, j) != "ministry"
            if token.owner
            else _DEMONYM.fullmatch(token.text) is not None
        )
        if owned and sentence.kinds[k - 1] == "N":
            _add_body(cast, token.low, sentence.words(k - 1, j), body)
    for _, j in sentence.spans("actors.republics"):
        if j < len(sentence.tokens) and sentence.kinds[j] == "N" and j not in listed and not sentence.tokens[j].mark:
            _add_state(cast, f"{_REPUBLIC}{sentence.folded[j]}", sentence.tokens[j].text)


def _of_state(sentence: Sentence, i: int, j: int, cast: Cast, listed: dict[int, str]) -> None:
    """As in "the military government of Qarsad"."""
    if j + 1 >= len(sentence.tokens) or sentence.folded[j] != "of" or any(t.mark for t in sentence.tokens[j : j + 2]):
        return
    body = next(n for n in _BODIES if sentence.starts(i, f"actors.{n}") == j)
    if title_at(sentence, j + 1, len(sentence.tokens)) is not None:
        return  # "the government of President Marenko"
    if sentence.kinds[j + 1] == "N" and body in {"governments", "forces"} and not sentence.tokens[i].capital:
        k = i
        while k > 0 and sentence.starts(k - 1, "actors.body_modifiers") is not None and not sentence.tokens[k].mark:
            k -= 1
        key = listed.get(j + 1, sentence.folded[j + 1])
        end = next((c.j for c in sentence.countries if c.i == j + 1), j + 2)
        _add_body(cast, key, sentence.words(k, end), body)


def merge_seats(cast: Cast) -> None:
    """A seat such as the Kremlin is another form of its state, where that is in the cast."""
    for form, code in group("actors.seats")["same"].items():
        entry = cast.get(form)
        state = cast.states.get(code)
        if entry is not None and state is not None and entry is not state:
            cast.merge(state, entry)


def _home(sentences: list[Sentence], cast: Cast, home: str | None, forms: dict[str, Counter[str]]) -> None:
    """Add the state that the article is about where only "the government" is named."""
    if home is None or home in cast.states or any("state government" in s.text for s in sentences):
        return  # "the government" is that of a part of the state
    plain = [(s, i, j) for s in sentences for i, j in s.spans("actors.plain_governments")]
    if any(not s.tokens[j - 1].owner for s, i, j in plain) or any(map(_official, sentences)):
        named = forms.get(home) or Counter(s.words(i + 1, j) for s, i, j in plain)
        for form, _ in named.most_common(1):  # none where only its people are named, and "a government deadline"
            _add_state(cast, home, form)


def _official(sentence: Sentence) -> bool:
    """As in "a government deadline", "government forces", "government and opposition negotiators"."""
    return sentence.has("actors.of_government")


def _plain_forms(sentences: list[Sentence], cast: Cast, home: str | None) -> None:
    """As in "the government", "the army": another form of the one such actor that the article is about."""
    for actors, name in ((cast.states, "actors.plain_governments"), (cast.armies, "actors.plain_armies")):
        # A state that is only named ("the republic of Halvia") is no state that the article is about.
        own = [e for key, e in actors.items() if not key.startswith(_REPUBLIC)]
        own.sort(key=lambda e: -sum(e.forms.values()))
        alone = len(own) == 1 or (len(own) > 1 and sum(own[0].forms.values()) > 2 * sum(own[1].forms.values()))
        entry: Entry | None = actors.get(home or "") or (own[0] if alone else None)
        for s in sentences if entry is not None else ():
            for i, j in s.spans(name):
                if entry is not None:
                    cast.alias(entry, s.words(i, j))
    if not cast.armies:
        _lone_army(sentences, cast)
    for key, army in cast.armies.items():
        army.learn(part_of=cast.states.get(key))


def _lone_army(sentences: list[Sentence], cast: Cast) -> None:
    """As in "The army said", where no fuller name stands: it goes by that."""
    named = [(s, i, j) for s in sentences for i, j in s.spans("actors.lone_armies")]
    if any(
        (verb := verb_after(s, j)) is not None and (s.kinds[verb] == "s" or s.starts(verb, "actors.acts"))
        for s, _, j in named
    ):
        s, i, j = named[0]
        cast.armies[""] = cast.add(s.words(i + 1, j), "organization", sector="military")
        for s, i, j in named:
            cast.alias(cast.armies[""], s.words(i, j))
