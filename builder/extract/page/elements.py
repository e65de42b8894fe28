"""Kinds of HTML elements, by what they do to the text in them."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "base"}
    | {"svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio", "video"}
    | {"map", "area", "param", "source", "track", "frame", "frameset", "noframes"}
    | {"input", "select", "datalist", "textarea", "optgroup", "option"}
)
"""Elements whose text a reader does not see, or that are players and forms of their own."""

STRUCK: Final = frozenset({"del", "s", "strike"})
"""Elements whose text the publisher took back: what corrects it stands beside it."""

WORDLESS: Final = frozenset({"script", "style", "head", "title", "desc", "meta", "link", "base"})
"""Elements whose text is no words of the page: a program, a style, the name of a drawing."""

EMPTY: Final = frozenset({"embed", "source", "track", "wbr", "keygen", "bgsound"})
"""Elements without content of which the parser does not know it: it would wait for their end."""

WITHHELD: Final = frozenset(
    {"svg", "math", "object", "applet", "canvas", "audio", "video"}
    | {"select", "datalist", "noscript", "template"}
)
"""Elements in which text is not seen: one without an end would take the rest of the page along."""

RAW: Final = frozenset(
    {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"}
)
"""Elements whose content is no markup: tags in them are words."""

BLOCKS: Final = frozenset(
    {"html", "body", "main", "article", "section", "header", "footer", "aside", "nav", "hgroup"}
    | {"div", "p", "blockquote", "pre", "center", "address", "details", "summary", "dialog", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "picture", "search"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "menu", "dir", "form", "fieldset", "legend", "button"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "amp-sidebar"}
)
"""Elements that begin and end a stretch of text; an element that no browser knows is inline."""

CHROME_TAGS: Final = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "footer",
    "aside": "sidebar",
    "amp-sidebar": "sidebar",
    "form": "login",
    "button": "tools",
    "dialog": "popup",
    "search": "search",
}
"""Elements that are chrome by their own name, as cues to be believed or not."""

CHROME_ROLES: Final = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "navigation",
    "complementary": "sidebar",
    "contentinfo": "footer",
    "search": "search",
    "dialog": "popup",
    "alertdialog": "popup",
    "form": "login",
    "toolbar": "tools",
}

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
PICTURES: Final = frozenset({"img", "amp-img"})
QUOTING: Final = frozenset({"blockquote", "figure"})
"""Elements whose `<footer>` says whose words or picture it is."""
PLAYERS: Final = frozenset({"video", "audio", "iframe", "object"})
STRONG: Final = frozenset({"b", "strong"})
EMPHASIS: Final = frozenset({"i", "em"})
LABELS: Final = frozenset(
    {"span", "a", "label", "cite", "small", "strong", "b", "em", "i", "time", "font"}
)
"""Inline elements that sites use for a date, a byline or a button on its own."""
ONE_LINE: Final = frozenset({*HEADINGS, "caption", "figcaption"})
"""Elements in which a line break is a space and not the end of a paragraph."""
FLOWING: Final = frozenset({*ONE_LINE, "p", "li", "dt", "dd", "blockquote", "pre", "summary"})
"""Elements whose inline children are parts of one sentence."""
