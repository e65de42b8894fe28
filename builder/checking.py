"""Read files to judge them, and write nothing: what `extract`, `explain` and `check` stand on."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.answer import answer
from builder.claims import Claim, collisions, refusal
from builder.contribution import Examined
from builder.diagnostics import Diagnostic, is_error
from builder.duplicates import find_copies
from builder.errors import ArticleError
from builder.finishing import bug, judge, mention, sign
from builder.former import former_articles
from builder.gathering import read_signatures
from builder.hand_written import taken_places
from builder.markdown.article import render_body
from builder.model import Problem
from builder.pictures import find_pictures, missing_pictures
from builder.raw_files import RawFile, StrayFile, discover_files, raw_file
from builder.reading import identify, read
from builder.revised import revised
from builder.since import changed_since, changed_since_last_commit
from builder.supplanted import altered, predecessors, standing_claims
from builder.validate import topic_names
from builder.vanished import vanished
from builder.vocabulary import warnings_of
from builder.workshop import Workshop, diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from builder.config import Config
    from builder.former import Former
    from builder.since import Changed
    from builder.validate import Judged

log = logging.getLogger("warraq")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking some files."""

    files: tuple[Examined, ...]
    others: tuple[Diagnostic, ...]
    """What belongs to no single raw file: stray files, vanished addresses."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything to be told, errors first."""
        told = [*self.others, *(d for one in self.files for d in one.diagnostics)]
        return tuple(sorted(told, key=lambda d: not is_error(d.problem)))

    @property
    def failed_files(self) -> int:
        """How many of the files are not fit to be published."""
        return sum(one.failed for one in self.files)

    @property
    def other_errors(self) -> int:
        """How many errors there are of no file among them: vanished addresses, stray files."""
        return sum(is_error(d.problem) for d in self.others)

    @property
    def failed(self) -> bool:
        """Tell whether anything needs mending."""
        return self.failed_files + self.other_errors > 0


def check_files(
    workshop: Workshop,
    files: Iterable[RawFile | StrayFile],
    since: str | None,
    *,
    whole: bool = False,
) -> Checked:
    """Examine `files`, also beside all others; with `since`, look for vanished addresses too.

    Where they are the `whole` collection, its addresses are compared with those of the last commit,
    and one that is missing is worth a warning: who looks is in the middle of the work.
    """
    changed = None if since is None else changed_since(since, workshop.config)
    compared = changed_since_last_commit(workshop.config) if whole else changed
    examined: list[Examined] = []
    others: list[Diagnostic] = []
    raws: dict[str, RawFile] = {}
    for file in files:
        if isinstance(file, StrayFile):
            others.append(diagnostic(file.problem, file.path, file.path))
        else:
            touched = changed is None or changed.touches(file)
            raws[file.path] = file
            one = examine_file(file, workshop)
            examined.append(replace(one, touched=touched))
    examined = [*_with_collisions(examined, workshop.config)]
    if whole or (changed is not None and changed.everything):
        others += warnings_of(workshop.desk.vocabulary)
    if compared is not None or whole:
        others += taken_places(workshop.config)
    if compared is not None:
        gone, other = ("ADDR01", "ADDR03") if changed else ("ADDR02", "ADDR04")
        former = former_articles(compared, workshop)
        standing = standing_claims(workshop.config) if former else {}
        others += vanished(former, standing, compared, workshop, gone)
        before = predecessors(former, standing)
        examined = [*_with_altered(examined, raws, before, compared, other)]
        examined = [*_with_revised(examined, before, workshop)]
    return Checked(tuple(_with_copies(examined, workshop)), tuple(others))


def _with_altered(
    examined: list[Examined],
    raws: Mapping[str, RawFile],
    before: Mapping[str, Mapping[Former, str]],
    compared: Changed,
    code: str,
) -> Iterator[Examined]:
    """Tell of the raw files that are not what was published."""
    for one in examined:
        was = before.get(one.path, {})
        problem = altered(raws[one.path], one.judged, was, compared, code)
        yield _telling(one, problem)


def _with_revised(
    examined: list[Examined], before: Mapping[str, Mapping[Former, str]], workshop: Workshop
) -> Iterator[Examined]:
    """Tell of the articles that readers are shown otherwise than they were published."""
    for one in examined:
        was, fit = before.get(one.path, {}), one.judged if not one.failed else None
        problem = revised(fit, was, workshop) if fit is not None else None
        yield _telling(one, problem)


def _with_copies(examined: list[Examined], workshop: Workshop) -> Iterator[Examined]:
    """Tell of each file which others of the collection tell the same story."""
    own = {one.path: sign(one.judged.document.blocks) for one in examined if one.judged}
    beside = read_signatures(workshop, {one.path for one in examined}) if own else {}
    copies = find_copies(dict(sorted((own | beside).items())))
    for one in examined:
        others = ", ".join(copies.get(one.path, ()))
        yield _telling(one, Problem("DUP01", values=(("others", others),)) if others else None)


def _telling(one: Examined, problem: Problem | None) -> Examined:
    """Return a file with one more thing told of it, if there is one."""
    if problem is None:
        return one
    return replace(one, diagnostics=(*one.diagnostics, Diagnostic(one.path, problem)))


def _with_collisions(examined: list[Examined], config: Config) -> Iterator[Examined]:
    """Tell of the raw files whose id or former id another one claims.

    A build leaves all of them out. Of a file that no change touches it is not told where a touched
    one is the cause: to mend it is not for those whose file was there before.
    """
    failed = {one.path for one in examined if one.failed}
    there = [
        file
        for file in discover_files(config.articles_dir, config.project)
        if isinstance(file, RawFile)
    ]
    claims = [
        Claim(file.path, ids[0], ids[1:])
        for file in there
        if file.path not in failed and (ids := identify(file))
    ]
    touched = {one.path for one in examined if one.touched}
    told = {
        path: contested
        for path, contested in collisions(claims).items()
        if path in touched or contested.other not in touched
    }
    files = {file.path: file for file in there if file.path in told}
    for one in examined:
        if one.path in told:
            file = files[one.path]
            said = diagnostic(refusal(told[one.path], file), file.path, file.sidecar_path)
            yield replace(one, diagnostics=(*one.diagnostics, said))
        else:
            yield one


def examine(location: Path, workshop: Workshop) -> Examined:
    """Examine the file at `location`, wherever it lies and whatever it is; it goes by that name."""
    shown = str(location)
    try:
        raw = raw_file(location, workshop.config.project)
    except ArticleError as error:
        told = tuple(diagnostic(problem, shown, shown) for problem in error.problems)
        return Examined(shown, None, answer(shown, None, told), told)
    return examine_file(raw, workshop, shown)


def examine_file(raw: RawFile, workshop: Workshop, shown: str | None = None) -> Examined:
    """Read one raw file as far as it goes, and say what keeps it from being an article."""
    judged: Judged | None = None
    problems: tuple[Problem, ...]
    try:
        judged = mention(read(raw, workshop.desk), workshop.gazetteer)
        article = judge(judged, workshop)
        render_body(article)
        about = article.front_matter
        problems = article.problems + missing_pictures(judged, about)
        problems += find_pictures(raw, about.id, about.images)[1]
    except ArticleError as error:
        problems = error.problems
    except Exception as error:
        log.exception("%s", raw.path)
        problems = (bug(error),)
    told = tuple(diagnostic(problem, raw.path, raw.sidecar_path) for problem in problems)
    path = shown or raw.path
    topics = topic_names(judged, workshop.desk.terms) if judged else ()
    return Examined(path, judged, answer(path, judged, told, topics), told)
