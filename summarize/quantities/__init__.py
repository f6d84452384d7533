"""Count phrases of news English and their bounds: "more than 1,600" → 1,600 or higher.

The table of the codebook rules. A text is cut into `tokens` once; at each number word an `amounts` reader goes forward,
`phrases` adds the bounding words before it and after it, and `people` says which of them count no people. Every step
looks at a fixed number of tokens, so the work is linear in the text.
"""

from summarize.quantities.bounds import Bounds, CountSpan, Qualifier
from summarize.quantities.finding import find_counts, numbers_in, parse_count, widen

__all__ = ["Bounds", "CountSpan", "Qualifier", "find_counts", "numbers_in", "parse_count", "widen"]
