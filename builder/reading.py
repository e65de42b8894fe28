"""Raw file → Document: choose the reader by kind, and lay a person's corrections beside it.

Readers of what is rarer than text are loaded where there is some: one changed article should not
wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, Final

from builder.addresses import article_id
from builder.arabic.dates.zones import zone
from builder.chosen_lines import Chosen
from builder.decoding import REPLACEMENT, decode
from builder.doubtful import lines_told
from builder.errors import ArticleError
from builder.extract.plaintext.reader import extract_text
from builder.held import Held
from builder.model import Document, Evidence, Fate, LineFate, Moment, Problem
from builder.raw_files import Kind
from builder.sidecar import (
    NOTHING_SAID,
    MistakesError,
    Overrides,
    merge,
    read_overrides,
)
from builder.top_block import split_front_matter
from builder.validate import Judged

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.desk import Desk
    from builder.raw_files import RawFile
    from builder.vocabulary import Source

FRONT_MATTER_RULE: Final = "front-matter"
PACKAGES: Final = frozenset({Kind.WORD, Kind.MIME})
FRONT_MATTER_KINDS: Final = frozenset({Kind.TEXT, Kind.MARKDOWN})
SIDECARS_OWN: Final = {
    "FILE01": "SIDE10",
    "FILE02": "SIDE11",
    "FILE11": "SIDE11",
    "FILE18": "SIDE11",
    "FILE21": "SIDE12",
    "FILE22": "SIDE12",
}
"""What is said of a sidecar where the words for a raw file would mislead."""
FATES: Final = {
    "title": Fate.TITLE,
    "date": Fate.DATE,
    "published": Fate.DATE,
    "source": Fate.SOURCE,
    "url": Fate.ADDRESS,
    "authors": Fate.BYLINE,
    "author": Fate.BYLINE,
    "section": Fate.SECTION,
}
"""What became of a line of front matter, by its key; other lines are dropped by this rule."""


def read(raw: RawFile, desk: Desk, held: Held | None = None) -> Judged:
    """Read one raw file and its sidecar; raise ArticleError where that cannot be done.

    `held` is what they hold, where the caller has to know that as well.
    """
    held = held or Held(raw)
    said, mistakes = _as_far_as_read(partial(_read_corrections, held))
    content = held.content
    if raw.kind in PACKAGES:
        extract = partial(_unpacked, content, raw.kind, desk, _chosen(said))
        document = _settled(extract, said, desk)
        document = lines_told(document, said, raw.kind)
        shown = _that_shows(document.problems, document)
        return Judged(raw, content, replace(document, problems=shown), said, problems=mistakes)
    decoded = decode(content, _declared_charset(content, raw.kind))
    written, fates, text = _part_front_matter(decoded.text, raw.kind)
    above, more = _as_far_as_read(partial(_read_front_matter, written))
    said, mistakes = merge(said, above), mistakes + more
    document = _settled(partial(_written, text, raw.kind, desk, _chosen(said)), said, desk)
    document = lines_told(document, said, raw.kind)
    document = replace(document, lines=fates + document.lines)
    damage = decoded.problems
    if raw.kind is Kind.PAGE:
        damage = _that_shows(damage, document)
    return Judged(raw, content, document, said, problems=mistakes + said.remarks + damage)


def identify(raw: RawFile) -> tuple[str, ...]:
    """Return the id of a raw file's article and its former ids, without reading the article.

    Nothing for a file that cannot be read: it has no page.
    """
    try:
        held = Held(raw)
        said, content = _read_corrections(held), held.content
        if raw.kind in FRONT_MATTER_KINDS:
            written, _, _ = _part_front_matter(decode(content).text, raw.kind)
            said = merge(said, _read_front_matter(written))
    except ArticleError:
        return ()
    return (said.id or article_id(raw.location.stem, content), *said.aliases)


def _chosen(said: Overrides) -> Chosen:
    return Chosen(said.keep, said.drop)


def _declared_charset(content: bytes, kind: Kind) -> str | None:
    """Return what a page says of its encoding."""
    if kind is not Kind.PAGE:
        return None
    from builder.extract.page.charset import declared_charset  # noqa: PLC0415

    return declared_charset(content)


def _that_shows(problems: tuple[Problem, ...], document: Document) -> tuple[Problem, ...]:
    """Return what is said of a page, without damage to bytes that its article does not have.

    Sites cut the headlines of other articles short in the middle of a letter.
    """
    fields = (document.headline, document.standfirst, document.source, *document.authors)
    texts = [field.value for field in fields if field is not None]
    texts += [line.text for line in document.lines if line.fate is not Fate.DROPPED]
    if any(REPLACEMENT in text for text in texts):
        return problems
    return tuple(problem for problem in problems if problem.code != "FILE21")


def _written(text: str, kind: Kind, desk: Desk, chosen: Chosen, date_order: str | None) -> Document:
    """Read a file that is text."""
    if kind is Kind.PAGE:
        from builder.extract.page import extract_page  # noqa: PLC0415

        return extract_page(text, desk.profiles, known_sources=desk.sources, date_order=date_order)
    known = desk.sources.phrases
    if kind is Kind.MARKDOWN:
        from builder.extract.markdown_text import extract_markdown as extract  # noqa: PLC0415
    else:
        extract = extract_text
    return extract(text, desk.profiles, known_sources=known, date_order=date_order, chosen=chosen)


def _unpacked(
    content: bytes, kind: Kind, desk: Desk, chosen: Chosen, date_order: str | None
) -> Document:
    """Read a file that holds its text in a container."""
    known = desk.sources.phrases
    if kind is Kind.WORD:
        from builder.extract.word import extract_docx  # noqa: PLC0415

        return extract_docx(
            content, desk.profiles, known_sources=known, date_order=date_order, chosen=chosen
        )
    from builder.extract.mime import extract_mime  # noqa: PLC0415

    return extract_mime(
        content, desk.profiles, known_sources=desk.sources, phrases=known, date_order=date_order
    )


def _settled(extract: Callable[[str | None], Document], said: Overrides, desk: Desk) -> Document:
    """Read a document, and settle what only its source can: the order of a date, its zone."""
    document = extract(said.date_order)
    source = _source(document, said, desk)
    if source is None:  # where a person names another, whoever the text names is not the source
        return document if said.source is None else replace(document, source_id=None)
    is_ambiguous = any(problem.code == "DATE03" for problem in document.problems)
    if is_ambiguous and source.date_order and not said.date_order:
        document = extract(source.date_order)
    return replace(
        document,
        source_id=source.id,
        published=_in_zone(document.published, source.time_zone),
        updated=_in_zone(document.updated, source.time_zone),
    )


def _source(document: Document, said: Overrides, desk: Desk) -> Source | None:
    """Return the entry of the source: the one a person names, else the one that was found."""
    if said.source is not None:
        return desk.sources.named(said.source)
    name = document.source.value if document.source else ""
    return desk.sources.by_id.get(document.source_id or "") or desk.sources.named(name)


def _in_zone(found: Evidence[Moment] | None, name: str | None) -> Evidence[Moment] | None:
    """Take a time without an offset for the local time of its source, where that is known."""
    if found is None or found.value.time is None or found.value.time.tzinfo or name is None:
        return found
    time = found.value.time.replace(tzinfo=zone(name))
    fixed = time.replace(tzinfo=timezone(time.utcoffset() or timedelta()))
    return replace(found, value=Moment(found.value.day, fixed))


def _part_front_matter(text: str, kind: Kind) -> tuple[str, tuple[LineFate, ...], str]:
    """Take front matter off a text, leaving blank lines so that line numbers stay true."""
    parts = split_front_matter(text) if kind in FRONT_MATTER_KINDS else None
    if parts is None:
        return "", (), text
    written, rest = parts
    taken = text[: len(text) - len(rest)].split("\n")
    fates = tuple(
        LineFate(number, line.strip(), _fate(line), FRONT_MATTER_RULE)
        for number, line in enumerate(taken, 1)
        if line.strip()
    )
    blank = "\n" * (len(taken) - 1)
    return written, fates, blank + rest


def _fate(line: str) -> Fate:
    return FATES.get(line.partition(":")[0], Fate.DROPPED)


def _as_far_as_read(read: Callable[[], Overrides]) -> tuple[Overrides, tuple[Problem, ...]]:
    """Return what could be read, and every mistake, to be told with those of the text."""
    try:
        return read(), ()
    except MistakesError as error:
        return error.read, error.problems


def _read_front_matter(written: str) -> Overrides:
    return read_overrides(written, front_matter_from=2) if written else NOTHING_SAID


def _read_corrections(held: Held) -> Overrides:
    """Read the sidecar; its problems are its own and not the raw file's."""
    try:
        content = held.corrections
        return NOTHING_SAID if content is None else _corrections(content)
    except ArticleError as error:
        problems = tuple(map(_of_sidecar, error.problems))
        if isinstance(error, MistakesError):
            raise MistakesError(error.read, problems) from None
        raise ArticleError(*problems) from None


def _corrections(content: bytes) -> Overrides:
    """Read a sidecar; bytes that are no text are a mistake, for nobody meant «�»."""
    decoded = decode(content)
    damage = tuple(one for one in decoded.problems if one.code in SIDECARS_OWN)
    said, wrong = _as_far_as_read(partial(read_overrides, decoded.text))
    if damage or wrong:
        raise MistakesError(said, damage + wrong)
    return said


def _of_sidecar(problem: Problem) -> Problem:
    """Return a problem as one of the sidecar, in words for what is no article."""
    code = SIDECARS_OWN.get(problem.code, problem.code)
    values = problem.values or ((("what", "a folder"),) if problem.code == "FILE11" else ())
    return problem._replace(code=code, values=values, in_sidecar=True)
