"""Pages of HTML that are made to break their reader."""

from __future__ import annotations

import json
from functools import cache
from html import escape

from fuzzed_files import ENCODINGS, FIRST, SECOND
from fuzzing import damaged, json_values, words
from hypothesis import strategies as st

__all__ = ["page_parts", "pages"]


_INLINE = "b i a span em strong font sub abbr bdo time q code br img wbr input"
_BLOCK = """p div article main section h1 h2 h6 ul ol li table thead tr td th dl dt dd blockquote pre figure figcaption
    header footer nav aside form select option iframe object svg math textarea title noscript template details
    center marquee frameset plaintext xmp script style body html head"""
_REFERENCES = "&#0; &#xD800; &#1114112; &#x80; &nbsp; &amp;lt;p&gt; &NotEqualTilde; &shy; &#x202e; &zwnj; &# & &bogus;"
_LEAVES = (
    FIRST,
    SECOND,
    "<!-- c -->",
    "<![CDATA[x]]>",
    "<![x[ a",
    "<?php x ?>",
    "<!doctype html>",
    "</p>",
    "</div></b>",
    "<",
    "<p",
)
_NAMES = [
    "class",
    "id",
    "style",
    "lang",
    "dir",
    "href",
    "datetime",
    "itemprop",
    "content",
    "src",
    "hidden",
    "x:y",
    "\u202e",
]
_VALUES = [
    "article-body",
    "post-content",
    "comment",
    "advert",
    "2026-05-04",
    "0000-00-00",
    "display:none",
    "javascript:x",
]


def _tag(tag: str, attributes: list[tuple[str, str]], inside: str, closed: bool) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{told}>{inside}" + (f"</{tag}>" if closed else "")


@cache
def page_parts() -> st.SearchStrategy[str]:
    """HTML that closes what it opens, mostly."""
    leaf = st.sampled_from(_LEAVES) | words(2).map(escape) | words(2) | st.sampled_from(_REFERENCES.split())
    attribute = st.tuples(st.sampled_from(_NAMES), st.sampled_from(_VALUES) | words(1))
    closed = st.sampled_from([True, True, True, False])

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        insides = st.lists(inner, max_size=4).map("".join)
        return st.builds(
            _tag, st.sampled_from(f"{_BLOCK} {_INLINE}".split()), st.lists(attribute, max_size=2), insides, closed
        )

    return st.recursive(leaf, wrap, max_leaves=8)


# What the head of a page tells of it, JSON-LD of any shape among it.
_DATES = [
    "2026-05-04T10:15:00Z",
    "0000-00-00",
    "9999-12-31",
    "99999-01-01",
    "May 4, 2026",
    "now",
    "-1",
    "1e9",
    "٢٠٢٦-٠٥-٠٤",
]
_PROPERTIES = """og:title og:site_name article:published_time article:author og:url description keywords author date
    dc.date.issued og:type citation_title twitter:title"""


@st.composite
def _heads(draw: st.DrawFn) -> str:
    tags = [
        "".join(
            ("<meta charset=", draw(st.sampled_from([*ENCODINGS, "no-such", "hex", "idna", "unicode_escape"])), ">")
        )
    ]
    for name in draw(st.lists(st.sampled_from(_PROPERTIES.split()), max_size=4)):
        value = draw(st.sampled_from(_DATES) | words(2) | st.just("https://a.example/2026/05/04/b"))
        tags.append(f'<meta {draw(st.sampled_from(["property", "name"]))}="{name}" content="{escape(value)}">')
    keys = [
        "@type",
        "@graph",
        "headline",
        "author",
        "datePublished",
        "publisher",
        "name",
        "isAccessibleForFree",
        "articleSection",
    ]
    told = draw(
        st.dictionaries(st.sampled_from(keys), json_values() | st.sampled_from(["NewsArticle", *_DATES]), max_size=4)
    )
    tags.append(f'<script type="application/ld+json">{json.dumps(told)}</script>')
    tags.append(f"<title>{draw(words(2))}</title>")
    return "".join(draw(st.permutations(tags))[: draw(st.integers(0, len(tags)))])


@st.composite
def _pages(draw: st.DrawFn) -> bytes:
    body = [*draw(st.lists(page_parts(), max_size=5)), f"<p>{FIRST}</p>", f"<p>{SECOND}</p>"]
    html = f"<html><head>{draw(_heads())}</head><body>{''.join(draw(st.permutations(body)))}</body></html>"
    return html.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-7"])), "replace")


_ARTICLE = f"""<!doctype html><html lang=en><head><meta charset=utf-8>
<title>Rebels leave Keslow | The Marrow Post</title>
<meta property="article:published_time" content="2026-05-04T23:30:00-05:00"></head><body><nav><a href=/>Home</a></nav>
<article><h1>Rebels leave Keslow</h1><p>{FIRST.replace("deadline", "<b>dead&shy;line</b>")}</p><p>{SECOND}</p>
<ul><li>The talks go on in Vell.</li></ul><table><tr><th>Town</th></tr><tr><td>Keslow<td>12</tr></table></article>
<script>var a = "<p>" + 1;</script><footer>All rights reserved.</footer></body></html>""".encode()


def pages() -> st.SearchStrategy[bytes]:
    """Two paragraphs of an article somewhere among hostile elements, or a page with some of it damaged."""
    tokens = (*_LEAVES, *_REFERENCES.split(), "<table>", "<template>", "<svg>", "\0")
    return _pages() | damaged(_ARTICLE, [t.encode() for t in tokens])
