"""What a page shows besides its text: names, dates and addresses, ready to be printed.

A page's template gets everything from its own front matter under `view`, so that each page is a
function of its own Markdown, the settings and the theme, and of nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hijridate import Gregorian

from builder.addresses import article_address, card_path, term_address
from builder.corrections import correction_link
from builder.excerpt import in_brief
from builder.markdown.places import place_of
from builder.relations import relate
from builder.terms import NAMED
from builder.vocabulary.entries import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from builder.config import Config
    from builder.interface import Interface
    from builder.library import Library
    from builder.model import FrontMatter
    from builder.pictures import Picture
    from builder.relations import Relations
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that views and index pages are made from."""

    library: Library
    vocabulary: Vocabulary
    config: Config
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By id of an article, the ids of other copies of its story."""
    relations: Relations = field(init=False)
    """How the vocabulary's entries stand to each other."""

    def __post_init__(self) -> None:
        """Relate the entries once; every page of a term asks for it."""
        object.__setattr__(self, "relations", relate(self.vocabulary))

    @property
    def interface(self) -> Interface:
        """The interface's words."""
        return self.config.interface

    def name(self, kind: Kind, term: str) -> str:
        """Return the Arabic name of a term."""
        return self.vocabulary.of(kind)[term].name


def article_view(
    article: FrontMatter,
    catalogue: Catalogue,
    pictures: tuple[Picture, ...] = (),
    sidecar: str | None = None,
) -> View:
    """Return the view of an article's page."""
    library, interface = catalogue.library, catalogue.interface
    copies = catalogue.copies.get(article.id, ())
    related = (other for other in library.related(article) if other.id not in copies)
    view: View = {
        **date_view(article, interface),
        "source": _source(article, catalogue.vocabulary),
        "picture": _picture(pictures[0], article) if pictures else None,
        "more_pictures": _more_pictures(pictures, article),
        "card": card_path(article.id) if catalogue.config.cards else None,
        **{kind: _terms(kind, article, catalogue) for kind in NAMED},
        "previous": _link(library.older(article.id)),
        "next": _link(library.newer(article.id)),
        "copies": [_entry(library.articles[library.position[id_]], interface) for id_ in copies],
        "related": [_entry(other, interface) for other in related],
        "edit": correction_link(article.raw, sidecar, catalogue.config),
    }
    return without_nothing(view)


def date_view(article: FrontMatter, interface: Interface) -> View:
    """Return the dates of an article as they are shown."""
    return {
        "date": interface.day(article.date),
        "hijri": hijri(article.date, interface),
        "time": interface.digits(f"{article.published:%H:%M}") if article.published else None,
        "updated": interface.day(article.updated.date()) if article.updated else None,
    }


def entry_view(article: FrontMatter, interface: Interface) -> View:
    """Return the line that stands for an article elsewhere."""
    about = {"section": article.section, "description": article.description}
    return without_nothing(_entry(article, interface) | about)


def hijri(day: date, interface: Interface) -> str | None:
    """Return the day in the Umm al-Qura calendar; None beyond its tables (1924 to 2077).

    The calendar is computed; sightings of the moon may differ from it by a day.
    """
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    month = found.month_name(interface.language)
    era = interface.text("date.hijri_era")
    return interface.digits(f"{found.day} {month} {found.year} {era}")


def term_link(kind: Kind, term: str, catalogue: Catalogue) -> View:
    """Return the way to a term's page."""
    return {"name": catalogue.name(kind, term), "url": term_address(kind, term)}


def term_breadcrumbs(kind: Kind, term: str, catalogue: Catalogue) -> list[View]:
    """Return the way from the kind's index down to a term, broader topics between."""
    chain = [{"name": catalogue.interface.text(f"site.{kind}"), "url": f"{kind}/"}]
    entry = catalogue.vocabulary.of(kind)[term]
    above = []
    while isinstance(entry, Topic) and entry.broader is not None:
        entry = catalogue.vocabulary.topics[entry.broader]
        address = (
            term_address("topics", entry.id) if has_page("topics", entry.id, catalogue) else None
        )
        above.append(without_nothing({"name": entry.name, "url": address}))
    return chain + above[::-1]


def has_page(kind: Kind, term: str, catalogue: Catalogue) -> bool:
    """Tell whether a term has articles, and so a page."""
    return term in catalogue.library.shelves[kind]


def without_nothing(view: View) -> View:
    """Leave out what is not known, so that templates ask only whether a key is there."""
    return {key: value for key, value in view.items() if value not in (None, [], "")}


def _terms(kind: Kind, article: FrontMatter, catalogue: Catalogue) -> list[View]:
    ids: Iterable[str] = getattr(article, kind)
    return [term_link(kind, id_, catalogue) for id_ in ids]


def _source(article: FrontMatter, vocabulary: Vocabulary) -> View:
    entry = vocabulary.sources.get(article.source_id or "")
    if entry is None:
        return {"name": article.source}
    address = term_address("sources", entry.id)
    return without_nothing({"name": entry.name, "url": address, "site": entry.url})


def _link(article: FrontMatter | None) -> View | None:
    if article is None:
        return None
    return {"title": article.title, "url": article_address(article.id)}


def _entry(article: FrontMatter, interface: Interface) -> View:
    """Return what an article's page shows of another one: thousands of pages hold four of these."""
    return {
        "title": article.title,
        "url": article_address(article.id),
        "date": interface.day(article.date),
        "source": in_brief(article.source),
    }


def _more_pictures(pictures: tuple[Picture, ...], article: FrontMatter) -> list[View]:
    """Return the pictures within the text or under it; an excerpt has the first one alone."""
    more = pictures[1:] if article.rights == "full" else ()
    return [
        {**_picture(picture, article), "place": place_of(picture.image.name)} for picture in more
    ]


def _picture(picture: Picture, article: FrontMatter) -> View:
    alt = picture.image.caption or article.title
    shown = {"src": picture.path, "alt": alt, "caption": picture.image.caption}
    size = {"width": picture.width, "height": picture.height}
    return without_nothing({**shown, "credit": picture.image.credit, **size})
