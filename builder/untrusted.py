"""Read a file that a stranger may have put there, by a pull request or otherwise.

What stands under its name may be a link to anything on this machine, a pipe that nobody ever writes
into, or a device without an end. None of them is opened, and no file of any size.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from builder.errors import ArticleError
from builder.model import Problem


def read_untrusted(place: str, root: Path | None, most: int) -> bytes:
    """Return the bytes of a file, `most` at most; raise ArticleError where it is none to be read.

    It may be a link to a file below `root`, or to any where there is none. The folders on the way
    are those of whoever found it, and no links; `read_below` is for any other file.
    """
    try:
        found = os.lstat(place)
        if stat.S_ISLNK(found.st_mode):
            if root is not None and leads_out(place, root):
                raise ArticleError(Problem("FILE04"))
            found = os.stat(place)  # noqa: PTH116 - `Path` would cost as much again
        if stat.S_ISDIR(found.st_mode):
            raise ArticleError(Problem("FILE11"))
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(Problem("FILE19"))
        if found.st_size > most:
            values = (("size", f"{found.st_size / 1e6:.0f}"), ("limit", f"{most / 1e6:.0f}"))
            raise ArticleError(Problem("FILE03", values=values))
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - the quickest
            return file.read()
    except FileNotFoundError:
        raise ArticleError(Problem("FILE10")) from None
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise ArticleError(Problem("FILE05", values=(("what", what),))) from None


def read_below(file: Path, root: Path, most: int) -> bytes:
    """Return the bytes of a file that must lie below `root`, whatever on the way to it is a link.

    Raise ArticleError as `read_untrusted` does.
    """
    if leads_out(file, root):
        raise ArticleError(Problem("FILE04"))
    return read_untrusted(str(file), None, most)


def leads_out(place: Path | str, root: Path) -> bool:
    """Tell whether a file or folder lies elsewhere than below `root`, in truth and not by name."""
    where = Path(os.path.realpath(place))  # `resolve` gives up on links that go round
    return not where.is_relative_to(os.path.realpath(root))
