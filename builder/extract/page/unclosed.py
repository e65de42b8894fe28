"""End what a page opens and never closes, before the parser takes the rest of the page for its own.

The parser does not know every element that has no content, and would put what follows a `<source>`
into it, as it puts what follows a `<video>` without an end into the video, out of sight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from builder.extract.page.elements import EMPTY, RAW, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES: Final = r"""(?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|=)*+"""
_TOKEN: Final = re.compile(rf"<!--|</?+(?P<name>[a-z][^\s/>]*+){_ATTRIBUTES}>?", re.IGNORECASE)
_SUSPECT: Final = re.compile(rf"<(/?)({'|'.join(sorted(RAW | WITHHELD))})(?=[\s/>])", re.IGNORECASE)
_EMPTY: Final = re.compile(rf"<(?:{'|'.join(sorted(EMPTY))})[\s>]", re.IGNORECASE)
_COMMENT_END: Final = re.compile(r"-?>|.*?--!?>", re.DOTALL)
_IN_VALUE: Final = re.compile(r"""=\s*[^\s"'>][^\s>]*/>$""")
COMMENT: Final = "!--"
_TEXT: Final = re.compile(">[^<>]*[\u0621-\u06ff]{2}")


@dataclass(frozen=True, slots=True)
class Unclosed:
    """An element or a comment that is never closed, with text after it."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A page with nothing left open that would hide what follows."""

    html: str
    first: Unclosed | None = None
    """The first thing that is never closed and that text follows."""
    ends_early: bool = False
    """Whether a script is never closed: nothing after it can be read."""


def close(html: str) -> Closed:
    """Return the page with nothing left open that would hide what follows.

    What is never closed ends at once. Of a style or a comment the next tag is the end, so that its
    own words do not become text; a script is left as it is, for it may hold tags in its strings.

    >>> close("<picture><source srcset=a><img></picture>").html
    '<picture><source srcset=a /><img></picture>'
    >>> close("<p>x</p><!-- y <p>نص</p>").html
    '<p>x</p><!-- y --><p>نص</p>'
    """
    if not _is_suspicious(html):
        return Closed(html)
    scan = _Scan(html)
    scan.run()
    pieces, begin = [], 0
    for place, text in sorted(scan.insertions()):
        pieces += [html[begin:place], text]
        begin = place
    ends_early = any(name == "script" for name, _, _ in scan.raw)
    return Closed("".join((*pieces, html[begin:])), scan.first(), ends_early)


def _is_suspicious(html: str) -> bool:
    """Tell whether the page has anything to be ended: few have, and going through takes time."""
    if _EMPTY.search(html) or html.count("<!--") > html.count("-->"):
        return True
    balance: dict[str, int] = {}
    for end, name in _SUSPECT.findall(html):
        balance[name.lower()] = balance.get(name.lower(), 0) + (-1 if end else 1)
    return any(open_ > 0 for open_ in balance.values())


@dataclass(slots=True)
class _Scan:
    """One way through the tags of a page."""

    html: str
    empty: list[int] = field(default_factory=list)
    """Ends of the tags of elements without content."""
    open: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Begin and end of the tags whose end tag has not come, by name."""
    raw: list[tuple[str, int, int]] = field(default_factory=list)
    """Name, and begin and end of the tag, of raw elements and comments never closed."""
    endless: set[str] = field(default_factory=set)
    """Names that no end tag follows any more."""

    def run(self) -> None:
        """Go through the page; what is no markup is jumped over."""
        place = 0
        while (tag := _TOKEN.search(self.html, place)) is not None:
            name = (tag["name"] or COMMENT).lower()
            place = tag.end()
            if tag["name"] and self.html[place - 1] != ">":
                return  # cut off within a tag
            if self.html.startswith("</", tag.start()):
                if self.open.get(name):
                    self.open[name].pop()
            elif name in EMPTY:
                self.empty.append(place - 1)
            elif tag[0].endswith("/>") and not _IN_VALUE.search(tag[0]):
                continue
            elif name in WITHHELD:
                self.open.setdefault(name, []).append((tag.start(), tag.end()))
            elif name in RAW or name == COMMENT:
                place = self._over(name, tag.start(), tag.end())

    def _over(self, name: str, begin: int, place: int) -> int:
        """Return where the content of a raw element or a comment ends."""
        end = None
        if name not in self.endless:
            if name == COMMENT:
                end = _COMMENT_END.match(self.html, place)
            else:
                end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(self.html, place)
        if end is not None:
            return end.end()
        self.endless.add(name)
        self.raw.append((name, begin, place))
        return len(self.html) if name == "script" else place

    def insertions(self) -> Iterator[tuple[int, str]]:
        """Yield what to put in, and where."""
        yield from ((place, " /") for place in self.empty)
        yield from ((end - 1, " /") for tags in self.open.values() for _, end in tags)
        for name, _, end in self.raw:
            place = self.html.find("<", end)
            if name != "script" and place >= 0:
                yield place, "-->" if name == COMMENT else f"</{name}>"

    def first(self) -> Unclosed | None:
        """Return the first thing never closed, where text follows it."""
        found = [(begin, name) for name, tags in self.open.items() for begin, _ in tags]
        found += [(begin, name) for name, begin, _ in self.raw if name != "script"]
        if not found:
            return None
        begin, name = min(found)
        if not _TEXT.search(self.html, begin):
            return None
        return Unclosed(name, self.html.count("\n", 0, begin) + 1)
