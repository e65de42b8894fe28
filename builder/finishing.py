"""One raw file, all the way to the body of its page.

What goes wrong with a file stays with it: the expected as problems, the unexpected as our bug.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.duplicates import signature
from builder.errors import ArticleError
from builder.frozen import frozen
from builder.likeness import gist
from builder.markdown.article import published_blocks, render_body
from builder.model import Problem, block_text
from builder.pictures import missing_pictures
from builder.reading import read
from builder.validate import to_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.duplicates import Signature
    from builder.held import Held
    from builder.likeness import Gist
    from builder.model import Article, Block, Document, FrontMatter
    from builder.raw_files import RawFile
    from builder.validate import Judged
    from builder.workshop import Tagger, Workshop

log = logging.getLogger("warraq")


@frozen
class Finished:
    """One raw file, taken all the way to the body of its page."""

    raw: RawFile
    front_matter: FrontMatter
    body: str
    text: str
    """What the search finds the article by."""
    signature: Signature
    """What its copies are found by; of the whole text, whatever of it the rights let us publish."""
    gist: Gist
    """What its related articles are found by; of the text that is published."""
    problems: tuple[Problem, ...]
    takedown: str | None


@frozen
class Failed:
    """One file that is not published, with the reasons."""

    path: str
    sidecar_path: str
    problems: tuple[Problem, ...]


def finish(raw: RawFile, workshop: Workshop, held: Held | None = None) -> Finished | Failed:
    """Take one raw file all the way; what goes wrong stays with this file.

    `held` is what it and its sidecar hold, where the caller has to know that as well.

    An exception that is not ours to expect is a bug: it is logged with its traceback, reported as
    such, and the other files are read as if nothing had happened.
    """
    try:
        judged = mention(read(raw, workshop.desk, held), workshop.gazetteer, evidence=False)
        article = judge(judged, workshop)
        published, blocks = published_blocks(article), article.blocks
        text = "\n".join(map(block_text, published))
        signed = signature(text) if published is blocks else sign(blocks)
        said = judged.overrides.takedown
        body = render_body(article)
        about = article.front_matter
        told = gist(about.title, f"{about.standfirst or ''}\n{text}")
        problems = article.problems + missing_pictures(judged, about)
        return Finished(raw, about, body, text, signed, told, problems, said)
    except ArticleError as error:
        return Failed(raw.path, raw.sidecar_path, error.problems)
    except Exception as error:
        log.exception("%s", raw.path)
        return Failed(raw.path, raw.sidecar_path, (bug(error),))


def judge(judged: Judged, workshop: Workshop) -> Article:
    """Return the article; raise ArticleError with all that is wrong with it, pictures included."""
    try:
        return to_article(judged, workshop.desk.terms, workshop.desk.sources)
    except ArticleError as error:
        raise ArticleError(*error.problems, *missing_pictures(judged)) from None


def sign(blocks: Iterable[Block]) -> Signature:
    """Return the signature of an article's body: a copy may well have another headline."""
    return signature("\n".join(map(block_text, blocks)))


def read_signature(raw: RawFile, workshop: Workshop) -> Signature:
    """Read one raw file for its signature alone; one that cannot be read has no copies."""
    try:
        return sign(read(raw, workshop.desk).document.blocks)
    except Exception:  # noqa: BLE001 - whatever is wrong with it is told where it is checked itself
        return sign(())


def bug(error: Exception) -> Problem:
    """Return the problem that says: this exception is our fault."""
    return Problem("BUG01", values=(("what", f"{type(error).__name__}: {error}"),))


def mention(judged: Judged, gazetteer: Tagger, *, evidence: bool = True) -> Judged:
    """Add the entries of the vocabulary that the document names."""
    document = judged.document
    title = judged.overrides.title or (document.headline.value if document.headline else "")
    standfirst = document.standfirst.value if document.standfirst else ""
    texts = _body_texts(document)
    mentions = gazetteer.find_mentions(title, standfirst, texts, evidence=evidence)
    return replace(judged, mentions=mentions)


def _body_texts(document: Document) -> tuple[str, ...]:
    return tuple(text for block in document.blocks if (text := block_text(block)))
