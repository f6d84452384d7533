"""Time phrases of news English → calendar days: "by Wednesday" in a Friday's paper → that Friday to the next Wednesday.

A text is cut into tokens and each token becomes one letter that stands for its kind (`kinds`: weekday, month, unit, …).
The `grammar` is a table of regular expressions over those letters, for finding phrases in running text (`finding`) and
for reading one (`reading`, `points`, with the calendar of `days`). A word that is also something else ("May", "spring",
"2000") is *weak* in running text: it needs a neighbour that makes it a time. No pattern repeats without bound, so the
work is linear in the text.

How a phrase is read (deadlines and expected movements look forward from publication, everything else back). With no
publication date nothing is read: both ends are None.

- A weekday, day of a month, month, season or weekend without a year is the nearest on that side, the publication day
  included. "Last" and "next" are strictly before and after it, wherever the reader looks. Parts of a day do not matter.
- A stretch without a year that the publication day falls in ends there (back) or begins there (forward): "this week".
- "Early", "mid", "late" are thirds of a month, season, year or decade. Weeks run from Monday; seasons are northern.
- "Midnight", "dawn", "18:00 GMT", "overnight" with no day: the publication day with the day before (back) or after
  (forward); "last night" is the first of these, as is "earlier in the day". "Overnight Sunday": Sunday with the day
  before or after it.
- A length of time ("48 hours", "a week") goes from publication forward, or back from it; hours and half days count as
  days, rounded up. "The past" and "the next three days" say their own way. "More than" a length: its far end is open.
- "Three days ago" is a day; "two weeks", "months", "years ago" are a whole week, month, year around that day.
- "By", "until": from publication (forward; open when looking back) to the last day named. "Before" a day or night the
  same; before something longer, to its first day. "After": from that day, or from the last day of something longer.
  "Since": from the first day named to publication. "From" the same, and open when looking forward.
- Of a range with one year the other end is the nearest on its side: "from November to March 2017" begins in 2016.
- "Recent weeks", "several days", "the next day", "two days later": bounds unknown; found, but both ends are None.
"""

from summarize.dates.finding import find_whens, may_tell_when
from summarize.dates.interval import Direction, Interval
from summarize.dates.reading import resolve

__all__ = ["Direction", "Interval", "find_whens", "may_tell_when", "resolve"]
