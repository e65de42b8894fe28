"""Gather what a page says of itself: JSON-LD, meta elements and microdata, each with its place.

Nothing is chosen here. The same question often has several answers, and which one is right depends
on the text too: `titles.py`, `publishers.py` and `dates.py` choose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.page.jsonld import Node, read_json_ld
from builder.extract.page.links import safe_href
from builder.extract.page.logos import logo_names
from builder.extract.page.tree import line_of, text_of
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_VALUE: Final = 5_000
"""Characters of a meta value that are looked at; an `articleBody` may be longer."""
ORGANISATIONS: Final = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})
"""Types of JSON-LD that are no persons."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value that the page's metadata gives, and the rule it was read by."""

    value: str
    rule: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself, by question, most telling answers first."""

    answers: dict[str, tuple[Said, ...]]
    """Keys are those of `meta` in page.yml, and `body`, `person`, `organisation`."""
    types: frozenset[str]
    """All types of the page's JSON-LD and microdata, and `og:` with the type of Open Graph."""
    page_title: str
    """Text of `<title>`."""
    generator: str
    lang: str
    address: str | None
    """The page's own address, http or https."""
    is_base: bool = False
    """Whether that is only where its links begin, and may be the site's first page."""

    def all(self, question: str) -> tuple[Said, ...]:
        """Return the answers to `question`."""
        return self.answers.get(question, ())


def read_metadata(root: _Element) -> Metadata:
    """Return what the page says of itself."""
    nodes = read_json_ld(root)
    metas = _metas(root)
    answers: dict[str, list[Said]] = {}
    title = root.find(".//title")
    page_title = text_of(title) if title is not None else ""
    article = _article_node(nodes, page_title)
    if article is not None:
        _from_article(article, answers)
    for question, names in own_data("page")["meta"].items():
        for name in names:
            answers.setdefault(question, []).extend(metas.get(name, ()))
    _from_microdata(root, answers)
    _from_organisations(nodes, answers)
    if not answers.get("site"):
        answers["site"] = [Said(name, "logo", line) for name, line in logo_names(root)]
    types = frozenset(kind for node in nodes for kind in node.types) | _item_types(root)
    base = _base(root)
    address = _address(root, answers, base)
    og_type = {f"og:{said.value.lower()}" for said in metas.get("og:type", ())}
    return Metadata(
        answers={key: tuple(dict.fromkeys(value)) for key, value in answers.items()},
        types=types | og_type,
        page_title=page_title,
        generator=" ".join(said.value for said in metas.get("generator", ())).lower(),
        lang=(
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        ).lower(),
        address=address or base,
        is_base=address is None and base is not None,
    )


def _metas(root: _Element) -> dict[str, list[Said]]:
    metas: dict[str, list[Said]] = {}
    for element in root.iter("meta"):
        value = _flat((element.get("content") or "")[:MAX_VALUE])
        if not value:
            continue
        for attribute in ("property", "name", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                metas.setdefault(name, []).append(Said(value, f"meta-{name}", line_of(element)))
    return metas


def _article_node(nodes: list[Node], page_title: str) -> Node | None:
    """Return the object that describes the article, the plainest type before the others."""
    title = "".join(words(page_title))
    ranks = {kind: rank for rank, kind in enumerate(own_data("page")["article_types"])}
    found = [
        (-_known(node, title), min(ranks[kind] for kind in node.types & ranks.keys()), place)
        for place, node in enumerate(nodes)
        if node.types & ranks.keys()
    ]
    return nodes[min(found)[2]] if found else None


def _known(node: Node, title: str) -> int:
    """Weigh an object: one without headline and date is a reference, maybe to another article."""
    same = any("".join(words(text)) in title for text in node.texts("headline") if text)
    return 2 * same + sum(any(node.texts(key)) for key in ("headline", "datePublished"))


def _from_article(node: Node, answers: dict[str, list[Said]]) -> None:
    questions = {
        "title": "headline", "published": "datePublished", "updated": "dateModified",
        "description": "description", "section": "articleSection", "tags": "keywords",
        "url": "url", "body": "articleBody",
    }  # fmt: skip
    for question, key in questions.items():
        answers[question] = [Said(text, f"json-ld-{key}") for text in node.texts(key) if text]
    answers.setdefault("published", []).extend(
        Said(text, "json-ld-dateCreated") for text in node.texts("dateCreated") if text
    )
    answers["site"] = [Said(text, "json-ld-publisher") for text in node.texts("publisher") if text]
    answers["person"] = []
    for author in node.nodes("author") or node.nodes("creator"):
        kind = "organisation" if author.types & ORGANISATIONS else "person"
        answers.setdefault(kind, []).extend(
            Said(text, "json-ld-author") for text in author.texts("name")
        )
    answers["author"] = [
        Said(text, "json-ld-author")
        for text in node.texts("author") or node.texts("creator")
        if text and text not in {said.value for said in answers.get("organisation", ())}
    ]


def _from_organisations(nodes: list[Node], answers: dict[str, list[Said]]) -> None:
    """Take the names of the site and its owner, where the page describes them apart."""
    for node in nodes:
        if node.types & (ORGANISATIONS | {"WebSite"}):
            for key in ("name", "alternateName"):
                answers.setdefault("site", []).extend(
                    Said(text, "json-ld-site") for text in node.texts(key) if text
                )


def _from_microdata(root: _Element, answers: dict[str, list[Said]]) -> None:
    """Take `itemprop` values that stand in visible elements."""
    questions = {
        "headline": "title", "datePublished": "published", "dateCreated": "published",
        "dateModified": "updated", "author": "author", "creator": "author", "publisher": "site",
        "articleSection": "section", "description": "description",
    }  # fmt: skip
    for element in root.iter():
        if element.tag == "meta":
            continue
        for name in (element.get("itemprop") or "").split():
            if name in questions and (value := _item_value(element)):
                said = Said(value, f"microdata-{name}", line_of(element))
                answers.setdefault(questions[name], []).append(said)


def _item_value(element: _Element) -> str:
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return _flat(value)
    if element.get("itemscope") is not None:
        named = element.find(".//*[@itemprop='name']")
        if named is None:
            return ""
        element = named
    return _flat(element.get("content") or text_of(element))[:MAX_VALUE]


def _item_types(root: _Element) -> frozenset[str]:
    kinds = (
        element.get("itemtype") for element in root.iter("html", "body", "article", "main", "div")
    )
    return frozenset(kind.rstrip("/").rpartition("/")[2] for kind in kinds if kind)


def _base(root: _Element) -> str | None:
    """Return where the page's links begin."""
    base = root.find(".//base")
    href = safe_href(base.get("href")) if base is not None else None
    return href if href and href.startswith("http") else None


def _address(root: _Element, answers: dict[str, list[Said]], base: str | None) -> str | None:
    links = [
        (element.get("href") or "", f"link-{rel}")
        for rel in ("canonical", "shortlink", "amphtml")
        for element in root.iter("link")
        if rel in (element.get("rel") or "").lower().split()
    ]
    said = [(value.value, value.rule) for value in answers.get("url", ())]
    for href, _rule in (*links[:1], *said, *links[1:]):
        address = safe_href(href, base)
        if address and address.startswith("http"):
            return address
    return None


def _flat(text: str) -> str:
    return " ".join(text.split())
