"""Load the vocabulary: read every file, collect every problem, then build the entries or refuse."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.normalise import unify_line_ends
from builder.diagnostics import Diagnostic, is_error
from builder.errors import ArticleError
from builder.model import Problem
from builder.raw_files import MAX_BYTES
from builder.strict_yaml import Fields, YamlError, YamlRefused, read_on
from builder.untrusted import leads_out, read_below
from builder.vocabulary.build import MAKERS
from builder.vocabulary.checks import File, check_together
from builder.vocabulary.entries import KINDS, Vocabulary, Warned
from builder.vocabulary.schema import check_shape, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.strict_yaml import RepeatedKey
    from builder.vocabulary.entries import Kind

FOLDER: Final = "articles/vocabulary"
_NO_FILE: Final = {
    "FILE03": "a file of more megabytes than are read",
    "FILE04": "a link that leads out of the articles folder",
    "FILE10": "a link that leads nowhere",
    "FILE11": "a folder",
    "FILE19": "a pipe, a socket or a device",
}
"""What may stand in a file's place, by the code that says so of an article's."""


class VocabularyError(Exception):
    """The vocabulary cannot be used; `problems` says everything that is wrong, in order."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        """Keep the problems; the message shows the first and their number."""
        first = problems[0]
        super().__init__(f"{first.place}: {first.code} {first.message()} ({len(problems)} in all)")
        self.problems = problems


def load_vocabulary(folder: Path, shown_as: str = FOLDER) -> Vocabulary:
    """Return the vocabulary of the YAML files in `folder`.

    A kind without a file has no entries. `shown_as` is the folder's path as problems name it.
    Raise `VocabularyError` with all problems of all files at once.
    """
    if leads_out(folder, folder.parent):
        raise VocabularyError((Diagnostic(shown_as, _refused(Problem("FILE04"))),))
    problems = list(_stray_files(folder, shown_as))
    read = [_read_file(folder, kind, shown_as, problems) for kind in KINDS]
    whole = [file for file in read if file is not None]
    problems.extend(check_together(whole))
    told = sorted(_telling(problems), key=_place)
    if any(is_error(one.problem) for one in told):
        raise VocabularyError(tuple(told))
    entries: dict[Kind, Any] = {
        file.kind: {key: MAKERS[file.kind](key, node) for key, node in file.entries.items()}
        for file in whole
    }
    warned = (Warned(one.path, one.code, one.line, one.problem.values) for one in told)
    return Vocabulary(**entries, warned=tuple(warned))


def warnings_of(vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return what is to be told of a vocabulary that can be used as it is."""
    return tuple(
        Diagnostic(one.path, Problem(one.code, one.line, one.values)) for one in vocabulary.warned
    )


def _telling(problems: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out that a value has the wrong form where an unknown reference says more of it."""
    unknown = {_at(problem) for problem in problems if problem.code in {"VOC08", "VOC17"}}
    for problem in problems:
        if problem.code != "VOC06" or _at(problem) not in unknown:
            yield problem


def _at(problem: Diagnostic) -> tuple[str, int | None, str]:
    return (problem.path, problem.line, dict(problem.problem.values)["key"])


def _place(problem: Diagnostic) -> tuple[str, int, str]:
    return (problem.path, problem.line or 0, problem.code)


def _stray_files(folder: Path, shown_as: str) -> Iterator[Diagnostic]:
    """Refuse YAML files whose name is no kind: a misspelt one would be left out in silence."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in {f"{kind}.yml" for kind in KINDS}:
            near = nearest(path.stem, KINDS)
            values = (("name", path.name), *((("nearest", f"{near}.yml"),) if near else ()))
            yield Diagnostic(f"{shown_as}/{path.name}", Problem("VOC13", None, values))


def _read_file(folder: Path, kind: Kind, shown_as: str, problems: list[Diagnostic]) -> File | None:
    """Return the file of one kind; None, with its problems noted, where it cannot be read on."""
    path = folder / f"{kind}.yml"
    shown = f"{shown_as}/{kind}.yml"
    empty = File(kind, shown, {})
    if not os.path.lexists(path):
        return empty
    try:
        content = read_below(path, folder.parent, MAX_BYTES)
        root, repeated = read_on(unify_line_ends(content.decode("utf-8-sig")))
    except ArticleError as error:
        problems.extend(Diagnostic(shown, _refused(problem)) for problem in error.problems)
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Diagnostic(shown, Problem("VOC16", line, (("what", "not UTF-8"),))))
        return None
    except YamlError as error:
        problems.append(Diagnostic(shown, _unreadable(error)))
        return None
    found = [*map(_repeated, repeated), *check_shape(root, kind)]
    problems.extend(Diagnostic(shown, problem) for problem in found)
    entries = root.fields if isinstance(root, Fields) else {}
    return File(
        kind, shown, {key: node for key, node in entries.items() if isinstance(node, Fields)}
    )


def _refused(problem: Problem) -> Problem:
    """Say of a file of the vocabulary why it is not read, as it is said of an article's."""
    if problem.code in _NO_FILE:
        return Problem("VOC18", values=(("what", _NO_FILE[problem.code]),))
    return Problem("VOC16", values=problem.values)


def _unreadable(error: YamlError) -> Problem:
    if isinstance(error, YamlRefused):
        return Problem("VOC02", error.line, (("what", error.feature),))
    return Problem("VOC01", error.line, error.values)


def _repeated(key: RepeatedKey) -> Problem:
    return Problem("VOC03", key.line, (("key", key.key), ("other", str(key.first))))
