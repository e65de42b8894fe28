"""Judge what was read: make a valid article of it, or say everything that is wrong with it.

A person's corrections win over what was found. Nothing is made up: what is missing is an error.
"""

from __future__ import annotations

import re
from dataclasses import field
from datetime import timedelta
from hashlib import sha256
from posixpath import basename, splitext
from typing import TYPE_CHECKING, Any, Final

from babel import Locale

from builder.addresses import article_id
from builder.arabic.dates import DateProblem, read_date
from builder.bounds import MAX_SIGNS, too_many_signs
from builder.diagnostics import is_error
from builder.errors import ArticleError
from builder.excerpt import LENGTH, allowed, excerpt
from builder.frozen import frozen
from builder.model import Article, FrontMatter, Problem, block_text
from builder.sidecar import corrected
from builder.sources import looks_like_id, says_unknown
from builder.terms import NAMED
from builder.topics import suggested

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from builder.model import Document, Mention
    from builder.raw_files import RawFile
    from builder.sidecar import Overrides
    from builder.sidecar_values import Choice
    from builder.sources import Sources
    from builder.terms import Terms
    from builder.vocabulary import Source
    from builder.vocabulary.entries import Kind

MOST_BLOCKS: Final = 2_000
"""Paragraphs of a long book; no article comes near."""
OF_AN_ARTICLE: Final = frozenset({"TITLE", "DATE", "SOURCE", "TAG"})
"""What is not asked for where there is no text: with the text it may well be found."""
_A_DAY: Final = timedelta(days=1)
_PLAIN_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.ASCII | re.IGNORECASE)


@frozen
class Judged:
    """All that is known of one raw file when it comes to be judged."""

    raw: RawFile
    content: bytes
    document: Document
    overrides: Overrides
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    """What decoding had to say, and mistakes in the sidecar."""


def to_article(judged: Judged, known: Mapping[Kind, Terms], sources: Sources) -> Article:
    """Return the article; raise ArticleError with every problem where it is not one."""
    document, overrides = judged.document, judged.overrides
    problems = [*judged.problems, *_unanswered(document, overrides), *_apart(overrides)]
    if len(document.blocks) > MOST_BLOCKS:
        problems.append(Problem("FILE17", values=(("count", f"{len(document.blocks):,}"),)))
    if len(judged.content) > MAX_SIGNS:
        too_many = too_many_signs("\n".join(map(block_text, document.blocks)))
        problems += [too_many] if too_many else []
    source = _source(judged, sources)
    is_said = "source" in overrides.unread or overrides.takedown  # then nothing more is published
    if source.problem is not None and not is_said:
        problems.append(source.problem)
    problems = [_in_full(problem, source.entry) for problem in problems]
    url, rejected = _address(document, overrides)
    problems += rejected
    terms: dict[str, tuple[str, ...]] = {}
    for kind in NAMED:
        terms[kind], unknown = _terms(kind, judged, known[kind])
        problems += unknown
    if not (terms["topics"] or overrides.takedown):
        problems.append(Problem("TAG01", values=suggested(judged.mentions)))
    if not (document.blocks or overrides.takedown):
        problems = [one for one in problems if _family(one) not in OF_AN_ARTICLE]
    title, day, moment = _title(document, overrides), *_published(document, overrides)
    if title is None or day is None or not source.name or any(map(is_error, problems)):
        raise ArticleError(*problems)
    settled: dict[str, Any] = {
        "title": title,
        "date": day,
        "published": moment,
        "source": source.name,
        "source_id": source.entry.id if source.entry else None,
        "url": url,
        "tags": tuple(known["topics"].names[term] for term in terms["topics"]),
        "rights": source.entry.rights if source.entry else sources.unknown_rights,
        **terms,
    }
    return Article(
        _front_matter(judged, settled), document.blocks, tuple(problems), judged.mentions
    )


def _front_matter(judged: Judged, settled: Mapping[str, Any]) -> FrontMatter:
    """Add to what is settled what a file may lack: a person's word for it, or the reader's."""
    document, overrides = judged.document, judged.overrides
    own = overrides.id or article_id(splitext(basename(judged.raw.path))[0], judged.content)
    shows_text = settled["rights"] != "link"  # a mere record has nothing of the text, nor pictures
    standfirst = corrected(overrides.standfirst, document.standfirst if shows_text else None)
    images = document.images if overrides.images is None else overrides.images
    description = overrides.description
    if description is None and shows_text:
        length = LENGTH
        if settled["rights"] == "excerpt":
            length = allowed(sum(map(len, map(block_text, document.blocks))))
        description = excerpt(standfirst, document.blocks, length)
    return FrontMatter(
        id=own,
        description=description,
        updated=overrides.updated or (document.updated.value.time if document.updated else None),
        date_text=document.date_text,
        archived_url=overrides.archived_url or document.archived_url,
        authors=_authors(document, overrides),
        dateline=corrected(overrides.dateline, document.dateline),
        section=corrected(overrides.section, document.section),
        standfirst=standfirst,
        images=images if shows_text else (),
        lang=overrides.lang or document.lang,
        raw=judged.raw.path,
        raw_sha256=sha256(judged.content).hexdigest(),
        aliases=tuple(name for name in dict.fromkeys(overrides.aliases) if name != own),
        **settled,
    )


def _unanswered(document: Document, overrides: Overrides) -> list[Problem]:
    """Return the reader's problems that no correction answers, and those of what is missing."""
    unread = overrides.unread
    answered = {
        "DATE": overrides.date or overrides.published or unread & {"date", "published"},
        "SOURCE": overrides.source or "source" in unread,
        "TITLE": overrides.title or "title" in unread,
        "BODY": overrides.takedown,  # of a text that had to go, nothing is left to read
    }
    problems = [problem for problem in document.problems if not answered.get(_family(problem))]
    codes = {_family(problem) for problem in problems}
    if _title(document, overrides) is None and "TITLE" not in codes and not answered["TITLE"]:
        problems.append(Problem("TITLE01"))
    is_asked = any(is_error(one) for one in problems if one.code.startswith("DATE"))
    if _published(document, overrides)[0] is None and not (is_asked or answered["DATE"]):
        problems.append(Problem("DATE01"))
    if not (document.blocks or overrides.takedown) and "BODY" not in codes:
        problems.append(Problem("BODY01"))
    return problems


def _title(document: Document, overrides: Overrides) -> str | None:
    return overrides.title or (document.headline.value if document.headline else None)


def _family(problem: Problem) -> str:
    return problem.code.rstrip("0123456789")


def _published(document: Document, overrides: Overrides) -> tuple[date | None, datetime | None]:
    """Return the day of publication and the moment, where they are known."""
    if overrides.published is not None:
        return overrides.date or overrides.published.date(), overrides.published
    if overrides.date is not None:
        return overrides.date, None
    if document.published is None:
        return None, None
    return document.published.value.day, document.published.value.time


def _apart(overrides: Overrides) -> tuple[Problem, ...]:
    """Tell of a day and a moment that a person gives and that cannot both be right.

    One day apart they may be: it begins elsewhere before it ends here.
    """
    day, moment = overrides.date, overrides.published
    if day is None or moment is None or abs(moment.date() - day) <= _A_DAY:
        return ()
    values = (("day", day.isoformat()), ("moment", moment.isoformat(timespec="minutes")))
    return (overrides.at("date").problem("DATE11", *values),)


def _authors(document: Document, overrides: Overrides) -> tuple[str, ...]:
    if overrides.authors is not None:
        return overrides.authors
    return tuple(author.value for author in document.authors)


@frozen
class _FoundSource:
    name: str | None
    entry: Source | None = None
    problem: Problem | None = None


def _source(judged: Judged, sources: Sources) -> _FoundSource:
    """Name the source as the vocabulary does, where it knows it."""
    document, overrides = judged.document, judged.overrides
    if overrides.source is not None:
        name: str | None = overrides.source
        entry = sources.named(overrides.source)
    else:
        name = document.source.value if document.source else None
        entry = sources.by_id.get(document.source_id or "") or (sources.named(name or ""))
    if entry is not None:
        return _FoundSource(entry.name, entry)
    said = overrides.source
    if said is not None and says_unknown(said):
        return _FoundSource(sources.unknown_name)
    if said is not None and looks_like_id(said):  # the rights of some source hang on it
        meant = sources.nearest_id(said)
        near = _known("nearest", meant)
        near += _known("named", sources.by_id[meant].name if meant else None)
        problem = overrides.at("source").problem("SOURCE03", ("name", said), *near)
        return _FoundSource(said, None, problem)
    if not name:
        known = any(problem.code.startswith("SOURCE") for problem in document.problems)
        return _FoundSource(None, None, None if known else Problem("SOURCE01"))
    near = _known("nearest", sources.nearest(name))
    values = (("name", name), *near, ("rights", sources.unknown_rights))
    return _FoundSource(name, None, Problem("SOURCE02", values=values))


def _known(name: str, value: str | None) -> tuple[tuple[str, str], ...]:
    return () if value is None else ((name, value),)


def _in_full(problem: Problem, entry: Source | None) -> Problem:
    """Add what a person needs for the cure of a date.

    That is the source's entry, where an order of dates in it would settle the date, and the day
    that a date comes to, with its weekday: few can tell which of the two is wrong without it.
    """
    more: tuple[tuple[str, str], ...] = ()
    if problem.code == "DATE03" and entry is not None and not entry.date_order:
        more = (("entry", entry.id),)
    elif problem.code in {"DATE05", "DATE06"}:
        found = read_date(dict(problem.values).get("text", ""))
        days = found.candidates if isinstance(found, DateProblem) else ()
        if days and problem.code == "DATE06":
            more = (("hijri", days[-1].isoformat()),)
        elif days:
            more = (("reckoned", _days(days, "en")), ("reckoned_ar", _days(days, "ar")))
    return problem._replace(values=problem.values + more) if more else problem


def _days(days: Iterable[date], language: str) -> str:
    """Write days with their weekdays: «الأربعاء 2023-03-29»."""
    names = Locale.parse(language).days["format"]["wide"]
    told = dict.fromkeys(f"{names[day.weekday()]} {day.isoformat()}" for day in days)
    return (" أو " if language == "ar" else " or ").join(told)


def _address(document: Document, overrides: Overrides) -> tuple[str | None, list[Problem]]:
    if overrides.url is not None or document.url is None:
        return overrides.url, []
    found = document.url
    if _PLAIN_ADDRESS.fullmatch(found.value):
        return found.value, []
    return None, [Problem("URL01", found.line, (("text", found.value),))]


def topic_names(judged: Judged, known: Mapping[Kind, Terms]) -> tuple[str, ...]:
    """Return the names of the topics that the article has, also where it is not fit to be one."""
    topics, _ = _terms("topics", judged, known["topics"])
    return tuple(known["topics"].names[topic] for topic in topics)


def _terms(kind: Kind, judged: Judged, known: Terms) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the ids of one kind, strongest first, as the person's choice leaves them."""
    choice: Choice = getattr(judged.overrides, kind)
    problems: list[Problem] = []

    def ids(said: tuple[str, ...]) -> tuple[str, ...]:
        meant = {word: known.meant(word) for word in said}
        unknown = [word for word, term in meant.items() if term is None]
        place = judged.overrides.at(kind)
        problems.extend(place.problem("TAG02", *_unknown(word, kind, known)) for word in unknown)
        return tuple(dict.fromkeys(term for term in meant.values() if term is not None))

    if choice.only is not None:
        return ids(choice.only), problems
    found = (m.id for m in judged.mentions if m.kind == kind and m.decided)
    kept, removed = dict.fromkeys((*found, *ids(choice.add))), ids(choice.remove)
    return tuple(term for term in kept if term not in removed), problems


def _unknown(said: str, kind: Kind, known: Terms) -> tuple[tuple[str, str], ...]:
    near = known.nearest(said)
    hint = () if near is None else (("nearest", near), ("named", known.names[near]))
    return (("id", said), ("key", kind), *hint)
