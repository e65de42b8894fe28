"""The page of a topic, person, organisation, place or source, and the lists below it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from builder.addresses import term_address
from builder.feeds import feed_path
from builder.indexes.chart import chart
from builder.indexes.company import company
from builder.indexes.making import list_pages, make_page, redirect_page, year_chips
from builder.markdown.entries import article_list
from builder.relations import Term, seat_of
from builder.views import has_page, term_breadcrumbs, term_link, without_nothing
from builder.vocabulary.entries import Organisation, Place, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.interface import Interface
    from builder.model import Page
    from builder.views import Catalogue, View
    from builder.vocabulary.entries import Entry, Kind


def term_pages(kind: Kind, term: str, catalogue: Catalogue) -> Iterator[Page]:
    """Yield a term's page, the lists of its years where it is long, and its former addresses."""
    shelf = catalogue.library.shelves[kind][term]
    entry, config = catalogue.vocabulary.of(kind)[term], catalogue.config
    base, interface = f"{kind}/{term}", catalogue.interface
    trail = term_breadcrumbs(kind, term, catalogue)
    is_long = len(shelf) > config.page_size
    view = {
        "description": _description(entry),
        "count": interface.count("count.articles", len(shelf)),
        "breadcrumbs": trail,
        "years": year_chips(shelf, base, catalogue) if is_long else [],
        "site": getattr(entry, "url", None),
        "feed": feed_path(config, kind, term),
        "chart": chart(shelf, interface),
        "facts": _facts(entry, catalogue),
        "beside": [*_relatives(kind, entry, catalogue), *company(kind, term, catalogue)],
    }
    newest = shelf[: -config.page_size - 1 : -1]
    body = article_list(f"{base}.md", newest, interface)
    yield make_page(f"{base}.md", "term.html", entry.name, view, body)
    if is_long:
        deeper = [*trail, {"name": entry.name, "url": f"{base}/"}]
        for year, group in groupby(shelf, lambda a: a.date.year):
            period = interface.digits(f"{year:04d}")
            title = interface.text("list.in_period", name=entry.name, period=period)
            yield from list_pages(f"{base}/{year:04d}", title, tuple(group), deeper, catalogue)
    for former in entry.was:
        yield redirect_page(former, kind, entry.name, f"{base}/")


def _description(entry: Entry) -> str | None:
    """Return what an entry is; of a topic without a description, what belongs to it."""
    return entry.description or (entry.scope_note if isinstance(entry, Topic) else None)


def _facts(entry: Entry, catalogue: Catalogue) -> list[View]:
    """Return what the vocabulary knows of an entry: its kind, where it is."""
    words = catalogue.interface.text
    facts: list[View] = []
    if isinstance(entry, Place | Organisation | Source):
        about = words(f"kinds.{type(entry).__name__.lower()}.{entry.kind}")
        facts.append({"name": words("term.kind"), "text": about})
    if (seat := seat_of(entry)) is not None:
        url = term_address("places", seat) if has_page("places", seat, catalogue) else None
        name = words("term.seat" if isinstance(entry, Organisation) else "term.country")
        text = catalogue.name("places", seat)
        facts.append(without_nothing({"name": name, "text": text, "url": url}))
    if isinstance(entry, Place) and entry.latitude is not None and entry.longitude is not None:
        text = coordinates(entry.latitude, entry.longitude, catalogue.interface)
        facts.append({"name": words("term.coordinates"), "text": text})
    return facts


def coordinates(latitude: float, longitude: float, interface: Interface) -> str:
    """Write a place on the globe in words of the interface: «33.51 درجة شمالًا، 36.29 درجة شرقًا»."""
    north = "north" if latitude >= 0 else "south"
    east = "east" if longitude >= 0 else "west"
    return interface.text("chart.separator").join(
        interface.text(f"term.{side}", degrees=f"{abs(degrees):g}")
        for side, degrees in ((north, latitude), (east, longitude))
    )


def _relatives(kind: Kind, entry: Entry, catalogue: Catalogue) -> Iterator[View]:
    """Yield the groups of terms that the vocabulary puts beside an entry."""
    relations, words = catalogue.relations, catalogue.interface.text
    below = relations.below.get(Term(kind, entry.id), ())
    yield from _group(words(f"term.below_{kind}") if below else "", kind, below, catalogue)
    if kind == "topics":
        others = relations.see_also.get(entry.id, ())
        yield from _group(words("term.see_also"), kind, others, catalogue)


def _group(name: str, kind: Kind, terms: Iterable[str], catalogue: Catalogue) -> Iterator[View]:
    """Yield a group of the terms that have pages, if there are any."""
    shown = [term_link(kind, term, catalogue) for term in terms if has_page(kind, term, catalogue)]
    if shown:
        yield {"name": name, "terms": shown}
