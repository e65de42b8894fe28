"""The index of one kind: its terms from A to Z.

Topics stand there as a tree too, places on a map and by country.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.arabic.collate import sort_key
from builder.excerpt import in_brief
from builder.indexes.alphabet import by_letter, in_order
from builder.indexes.making import links, make_page
from builder.indexes.map import place_map
from builder.markdown.entries import link
from builder.markdown.escape import escape, escape_inline
from builder.relations import Term
from builder.sources import without_entry
from builder.views import has_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.indexes.alphabet import Row
    from builder.model import Page
    from builder.views import Catalogue
    from builder.vocabulary.entries import Kind, Place


def kind_page(kind: Kind, catalogue: Catalogue) -> Page:
    """Return the index of the terms of one kind."""
    path, interface = f"{kind}/index.md", catalogue.interface
    terms = catalogue.library.shelves[kind]
    rows = [_row(kind, term, catalogue) for term in terms]
    others = len(without_entry(catalogue.library.articles)) if kind == "sources" else 0
    view = {
        "count": interface.count(f"count.{kind}", len(rows) + others),
        "map": place_map(catalogue) if kind == "places" else None,
    }
    body = _body(kind, path, rows, catalogue)
    return make_page(path, "index.html", interface.text(f"site.{kind}"), view, body)


def _body(kind: Kind, path: str, rows: list[Row], catalogue: Catalogue) -> str:
    """Return the ways into a kind: one needs no heading of its own, two do."""
    words = catalogue.interface.text
    if kind == "topics" and (tree := "\n".join(_tree(None, 0, path, catalogue))):
        first, other = words("list.tree"), tree
    elif kind == "sources":
        return "\n\n".join(filter(None, (by_letter(path, rows), _other_sources(catalogue))))
    elif kind == "places" and (countries := "\n\n".join(_by_country(path, catalogue))):
        first, other = words("list.by_country"), countries
    else:
        return by_letter(path, rows)
    alphabet = by_letter(path, rows, level=3)
    return f"## {first}\n\n{other}\n\n## {words('list.a_to_z')}\n\n{alphabet}"


def _other_sources(catalogue: Catalogue) -> str:
    """Return the publishers that no entry describes: they have articles, and no page."""
    others = without_entry(catalogue.library.articles)
    rows = [f"-   {escape(in_brief(one))} ({others[one]})" for one in sorted(others, key=sort_key)]
    heading = f"## {catalogue.interface.text('list.other_sources')}"
    return "\n\n".join((heading, "\n".join(rows))) if rows else ""


def _tree(above: str | None, depth: int, path: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the tree of topics below one, a line each: those with articles and the ways there."""
    vocabulary = catalogue.vocabulary
    if above is None:
        ids = tuple(topic.id for topic in vocabulary.topics.values() if topic.broader is None)
    else:
        ids = catalogue.relations.below.get(Term("topics", above), ())
    for topic in sorted(ids, key=lambda id_: sort_key(vocabulary.topics[id_].name)):
        deeper = list(_tree(topic, depth + 1, path, catalogue))
        margin = "    " * depth
        if has_page("topics", topic, catalogue):
            yield margin + links(path, [_row("topics", topic, catalogue)])
        elif deeper:
            yield f"{margin}-   {escape(vocabulary.topics[topic].name)}"
        yield from deeper


def _by_country(path: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield each country with its places, and at last the places that are in none."""
    shelves, places = catalogue.library.shelves["places"], catalogue.vocabulary.places
    inside: dict[str, list[Row]] = {}
    beyond: list[Row] = []
    for term in shelves:
        country = term if places[term].kind == "country" else places[term].country
        rows = beyond if country is None else inside.setdefault(country, [])
        if term != country:
            rows.append(_row("places", term, catalogue))
    for country in sorted(inside, key=lambda id_: sort_key(places[id_].name)):
        heading = _country(places[country], path, catalogue)
        yield "\n\n".join(filter(None, (heading, links(path, in_order(inside[country])))))
    if beyond:
        heading = f"### {catalogue.interface.text('list.no_country')}"
        yield f"{heading}\n\n{links(path, in_order(beyond))}"


def _country(country: Place, path: str, catalogue: Catalogue) -> str:
    if not has_page("places", country.id, catalogue):
        return f"### {escape_inline(country.name)}"
    return f"### {link(path, country.name, f'places/{country.id}.md')}"


def _row(kind: Kind, term: str, catalogue: Catalogue) -> Row:
    count = len(catalogue.library.shelves[kind][term])
    return catalogue.name(kind, term), f"{kind}/{term}.md", count
