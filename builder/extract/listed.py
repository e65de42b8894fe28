"""Know a name by the list that it stands in: a place, an agency, a section, what is no name."""

from __future__ import annotations

from builder.extract.phrases import phrase_key, phrase_set


def is_place(text: str) -> bool:
    """Say whether `text` is the name of a place from which reports are sent.

    >>> is_place("الرياض"), is_place("رويترز")
    (True, False)
    """
    return phrase_key(text) in phrase_set("datelines", "places")


def is_agency(text: str) -> bool:
    """Say whether `text` is the name of an agency, or how it signs."""
    return phrase_key(text) in phrase_set("datelines", "agencies")


def is_listed(text: str) -> bool:
    """Say whether `text` is the name of a place or of an agency."""
    return is_place(text) or is_agency(text)


def is_national_agency(text: str) -> bool:
    """Say whether `text` is an agency of one country, whose reports stand on its own pages too."""
    return phrase_key(text) in phrase_set("datelines", "senders")


def is_section(text: str) -> bool:
    """Say whether `text` is what many publishers call a section.

    >>> is_section("محليات"), is_section("أوراق"), is_section("الإمارات 71")
    (True, False, False)
    """
    return phrase_key(text) in phrase_set("sections") and not text[-1:].isdigit()


def is_no_name(text: str) -> bool:
    """Say whether `text` labels things where a publisher's name might stand: «الخبر»."""
    return phrase_key(text) in phrase_set("sources", "not_names")


def names_nobody(text: str) -> bool:
    """Say whether `text` stands where a source is named and names none.

    >>> names_nobody("وكالات"), names_nobody("رويترز")
    (True, False)
    """
    return phrase_key(text) in phrase_set("sources", "nobody")
