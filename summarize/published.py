"""When an article was published, as far as it says so itself. Precision before recall: a wrong day moves every date.

Only whole dates count, with day, month and year, and only where they can be nothing but the article's own: a line at
its head that is a date, or has a label ("Published:") or a byline; a dateline before the first sentence; the caption of
a photo; the name of the file. A date inside a sentence is that of what happened. Two different days in the same kind of
place make a chronicle or a round-up, and say nothing; neither does a day whose weekday is another than the one named.
"Date:" alone is as often the label of an event.

English month names, and figures where only one reading is possible: 2026-05-04, 24/05/2026. 04/05/2026 is the fourth of
May or the fifth of April and is left alone; with dots (4.5.2026) the day comes first wherever people write so, but for
file names, where a dot may stand for a slash. (dateparser, strict or not, reads both as the fifth of April.)
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from summarize.dates.kinds import MONTHS, WEEKDAYS

__all__ = ["PublishedFrom", "find_published", "read_date"]

PublishedFrom: TypeAlias = Literal["given", "metadata", "dateline", "caption", "file name"]

_TOP: Final = 12
"""Lines, blank ones aside, within which an article says when it was published."""
_LONGEST: Final = 200
"""Characters of a line that is no paragraph: a date with a byline, a label."""
_CAPTION: Final = 500
"""Characters of the longest caption."""
_FIRST_YEAR: Final = 1900


def find_published(
    text: str, *, name: str | None = None, metadata: dt.date | None = None, given: dt.date | None = None
) -> tuple[dt.date | None, PublishedFrom | None]:
    """The publication date and where it comes from, the most trusted place first; (None, None) where nothing says.

    Args:
        text: the article, headline included.
        name: its file's name, path or URL; of the latter two only the last part counts.
        metadata: the date that the page or row gives with the article.
        given: the date that the user gives, which is not questioned.

    Days before 1900 or later than tomorrow are no publication dates, wherever they stand.

    >>> find_published("KESLOW, 4 May 2026 (Agency) — Rebels left.")
    (datetime.date(2026, 5, 4), 'dateline')
    >>> find_published("The army took Keslow on 4 May 2026.", name="20260506-keslow.txt")
    (datetime.date(2026, 5, 6), 'file name')
    """
    if given:
        return _plain(given), "given"
    if metadata and _possible(_plain(metadata)):
        return _plain(metadata), "metadata"
    lines = [line for part in text.split("\n") if (line := part[: _CAPTION + 1].strip())]
    if day := _in_head(lines):
        return day, "dateline"
    if found := _in_captions(text, lines):
        return found
    if name and (day := _in_name(name)):
        return day, "file name"
    return None, None


def read_date(text: str) -> dt.date | None:
    """The day of a text that is one date, with or without a weekday and a time of day; None where it is not.

    >>> read_date("Mon, 04 May 2026 10:15:00 GMT"), read_date("2026-05-04T10:15:00Z"), read_date("04/05/2026")
    (datetime.date(2026, 5, 4), datetime.date(2026, 5, 4), None)
    """
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        return _day(text[:4], text[4:6], text[6:])
    m = _pattern(f"{_STAMP}$").match(text[:_LONGEST])
    return _read(m) if m else None


# ---- one date

_SPACE: Final = r"[^\S\n]"
_MONTH: Final = (
    r"(?:jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|june?\b\.?|july?\b\.?|aug(?:ust|\b\.?)"
    r"|sep(?:tember|t?\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?))"
)
_NTH: Final = r"\d{1,2}(?:st|nd|rd|th)?"
# The end of a range ("3-4 May") or of a longer number is no date.
_DATE: Final = (
    r"(?<![\w.,/])(?<!\d[-–—])(?:"
    r"(?P<iso>\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})(?=T\d\d:|\b)"
    rf"|(?P<dmy>{_NTH}(?:{_SPACE}|-)(?:of )?{_MONTH}(?:,?{_SPACE}|-)\d{{4}})\b"
    rf"|(?P<mdy>{_MONTH}{_SPACE}{_NTH},?{_SPACE}\d{{4}})\b"
    r"|(?P<figures>\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{4})\b"
    r")(?![-–—/.]\d)"
)
_ZONE: Final = r"(?:z\b|[+-]\d\d:?\d\d\b|(?:gmt|utc)[+-]\d{1,2}\b|[a-z]{2,4}\b)"
_TIME: Final = (
    r"\d{1,2}(?:[:.]\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    rf"(?:\s?{_ZONE}|\s?\({_ZONE}\))?"
)
_WEEKDAY: Final = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s)?"
_STAMP: Final = (
    rf"{_WEEKDAY}(?:{_TIME}(?:,|\son)?\s{{1,3}}{_WEEKDAY.replace('?P<weekday>', '?P<later_weekday>')})?{_DATE}"
    rf"(?:(?:t|,?\s{{0,3}}(?:at|[-–—|])?\s){_TIME})?"
)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _read(m: re.Match[str], *, dots: bool = True) -> dt.date | None:
    """The day that a match of `_DATE` names: None where there is no such day, or more than one reading.

    `dots`: whether "4.5.2026" is the fourth of May.
    """
    found = m.groupdict()
    weekday = found.get("weekday") or found.get("later_weekday")
    if iso := found["iso"]:
        day = _day(*re.split(r"[-/.]", iso))
    elif words := found["dmy"] or found["mdy"]:
        day = _day(words[-4:], *_month_and_day(words[:-4]))
    else:
        day = _figures(*re.split(r"[-/.]", found["figures"]), day_first=dots and found["sign"] == ".")
    if day and weekday and WEEKDAYS[day.weekday()] != weekday.lower():
        return None  # one of the two is a slip
    return day


def _month_and_day(words: str) -> tuple[int, int]:
    """Of "4th of May"."""
    month = re.search("|".join(MONTHS), words.lower())
    day = re.search(r"\d+", words)
    return (MONTHS.index(month[0]) + 1 if month else 0, int(day[0]) if day else 0)


def _figures(one: str, two: str, year: str, *, day_first: bool) -> dt.date | None:
    readings = {_day(year, two, one), _day(year, one, two)} - {None}
    if len(readings) > 1 and day_first:
        return _day(year, two, one)
    return readings.pop() if len(readings) == 1 else None


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _possible(found) else None


def _possible(day: dt.date) -> bool:
    # Tomorrow has begun somewhere.
    return dt.date(_FIRST_YEAR, 1, 1) <= day <= dt.datetime.now(dt.UTC).date() + dt.timedelta(1)


def _plain(day: dt.date) -> dt.date:
    return day.date() if isinstance(day, dt.datetime) else day


# ---- the head of an article

_BEFORE: Final = r"^\W{0,4}"  # Markdown's marks
_AFTER: Final = r"(?=\W{0,4}$|\s{0,3}(?:[|·•;]|[-–—]\s)|,?\s{0,3}\(?(?:last |first )?(?:updated|published|modified)\b)"
_PUBLISHED: Final = (
    r"(?:(?:first |originally )?(?:published|posted)|(?:publication|publish(?:ed)?) date"
    r"|date (?:of publication|published))"
)
_UPDATED: Final = r"(?:last )?(?:updated|modified)"
_LABELLED: Final = rf"(?:{_BEFORE}|^.{{1,100}}?[|·•]\s{{0,3}})LABEL\W{{0,3}}(?:\s(?:on|at))?\W{{0,6}}{_STAMP}{_AFTER}"
_BESIDE: Final = r"(?:by\s[^\n\d]{2,80}?[,|·•–—-]\s{0,3}|[^\n\d]{1,80}?\s?[|·•]\s{0,3})"
_AGENCY: Final = r"(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)"
_PLACE: Final = (
    rf"{_BEFORE}(?P<place>[^\n\d(/—–|:]{{0,60}}?)\s?(?P<agency>{_AGENCY})?(?:(?<=[\w)/.]),?\s(?P<open>\()?|,\s|(?<!\w))"
)
_DASH: Final = r"(?:\s{0,2}(?:[—–]|--)|\s-(?=\s))"
_REST: Final = rf"\)?\s?(?P<agency_after>{_AGENCY})?[*_]{{0,2}}(?:\W{{0,2}}$|{_DASH}\s{{0,3}}(?P<rest>.{{1,60}}))"
_YEARLESS: Final = rf"{_PLACE}(?P<day>{_NTH}{_SPACE}{_MONTH}|{_MONTH}{_SPACE}{_NTH}){_REST}"
# The most trusted first, and whether more of the kind may stand anywhere: a chronicle's days. Another article's label
# below this one says nothing about it.
_KINDS: Final = (
    # "Published: 2026-05-04", also after a byline
    (_LABELLED.replace("LABEL", _PUBLISHED), False),
    # "KESLOW, 4 May 2026 (Agency) — Rebels left", "May 4, 2026 – Rebels left"
    (f"{_PLACE}{_STAMP}{_REST}", True),
    # a line that is a date, or has one beside a byline or a section's name
    (rf"{_BEFORE}{_BESIDE}?{_STAMP}(?=\W{{0,4}}$|\s?[|·•])", True),
    # "Updated 4.5.2026 10:15"
    (_LABELLED.replace("LABEL", _UPDATED), False),
)


def _in_head(lines: list[str]) -> dt.date | None:
    for pattern, anywhere in _KINDS:
        found = [
            (number, day)
            for number, line in enumerate(lines if anywhere else lines[:_TOP])
            if re.search(r"\d{4}", line[:_LONGEST]) and (m := _match(pattern, line)) and (day := _read(m))
        ]
        if len({day for _, day in found}) == 1 and found[0][0] < _TOP:
            return found[0][1]
    return None


def _match(pattern: str, line: str) -> re.Match[str] | None:
    m = _pattern(pattern).match(line[: _LONGEST + 1])
    return m if m and ("place" not in m.re.groupindex or _is_dateline(m)) else None


def _is_dateline(m: re.Match[str]) -> bool:
    place, agency, rest = m["place"].strip(" ,"), m["agency"] or m["agency_after"], m["rest"]
    if rest is None and not agency and not m["open"]:
        return False  # "BATTLE OF KESLOW, 4 MAY 2026"
    if rest and (rest[0].islower() or _pattern(rf"(?:{_WEEKDAY}{_DATE}|{_NTH}\s{_MONTH}\b|{_MONTH}\b)").match(rest)):
        return False  # "May 4, 2026 - the day that changed Keslow", "4 May 2026 – 6 May 2026"
    words = re.findall(r"[^\W\d_][\w'’.]*", place)
    if agency:
        return bool(words) and len(words) <= 6 and words[0][0].isupper()
    return not words or (len(words[0]) > 1 and words[0].isupper())


# ---- captions and names

_CREDIT: Final = (
    r"^\W{0,3}(?:photo(?:graph)?|picture|image|caption)s?(?: caption)?\s?[:|]"
    r"|\((?:\w{1,20}\s){0,2}(?:photo(?:graph)?|picture|image)s?(?:\sby\s|\scourtesy\s|\s?[:/])[^()]{1,80}\)\W{0,2}$"
    r"|\b(?:photo(?:graph)?|picture|image)s?(?:\sby|\scredit)?\s?:[^.:]{2,60}\W{0,2}$"
    r"|\[[^\[\]/]{2,60}/[^\[\]/]{2,60}\]\W{0,2}$"
)
# "Families walk along a street in Keslow on May 4, 2026": only under a picture does the present have a past date.
_SCENE: Final = (
    r"(?!.*\b(?:was|were|had|has|have|says?|said|told|will|would|the day)\b)(?!.*[.!?]\s)"
    r"[^\n]{0,120}?(?<!\bthe)(?<!\ba)\s(?:(?:is|are) (?:seen|pictured)(?! as| by)|carry|carries"
    r"|(?:walk|stand|sit|ride|inspect|pose|gesture|look|peer|wave|mourn|embrace|board|queue|rise|billow)s?)\s.*\bon\s"
)
_OLD: Final = r"\b(?:files?|archives?|archival|library|undated)\b"
_SOON: Final = 31
"""Days in which a photo is printed, by which a dateline without a year is known to be of the same one."""


def _in_captions(text: str, lines: list[str]) -> tuple[dt.date, PublishedFrom] | None:
    """The latest of the days that captions name one each, or the dateline's day soon after it.

    Nothing where a later day stands in the text: the photos are old.
    """
    days = set[dt.date]()
    for number, line in enumerate(lines):
        if not re.search(r"\d{4}", line) or not _is_caption(line, top=number < _TOP):
            continue
        named = {_read(d) for d in _pattern(_DATE).finditer(line)}
        if len(named) == 1 and (day := named.pop()):
            days.add(day)
    if not days:
        return None
    taken = max(days)
    if any((day := _read(d)) and day > taken for d in _pattern(_DATE).finditer(text)):
        return None
    if m := next((m for line in lines[:_TOP] if (m := _match(_YEARLESS, line))), None):
        soon = [taken + dt.timedelta(n) for n in range(_SOON)]
        printed = next((day for day in soon if (day.month, day.day) == _month_and_day(m["day"])), None)
        return (printed, "dateline") if printed and _possible(printed) else None
    return taken, "caption"


def _is_caption(line: str, *, top: bool) -> bool:
    if len(line) > _CAPTION or _pattern(_OLD).search(line):
        return False
    return bool(_pattern(_CREDIT).search(line) or (top and _pattern(f"{_SCENE}{_DATE}").match(line)))


_IN_NAME: Final = r"(?<![a-z\d])(?P<y>\d{4})(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?![a-su-z\d])"


def _in_name(name: str) -> dt.date | None:
    path = urlsplit(name).path if "://" in name else name
    last = re.split(r"[/\\]", path.rstrip("/\\"))[-1][:_LONGEST]
    days = {_day(m["y"], m["m"], m["d"]) for m in _pattern(_IN_NAME).finditer(last)}
    words = re.sub(r"[_\s]|(?<=[a-z])-|-(?=[a-z])|\.(?=[a-z]*$)", " ", last, flags=re.IGNORECASE)
    words = re.sub(rf"({_MONTH} \d\d?)-(?=\d{{4}}\b)", r"\1 ", words, flags=re.IGNORECASE)
    days |= {_read(m, dots=False) for m in _pattern(_DATE).finditer(words)}
    days -= {None}
    return days.pop() if len(days) == 1 else None
