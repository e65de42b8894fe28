"""Remove folders of thousands of files at once: out of the way now, from the disk beside all else.

Taking 23,000 files from a busy disk was seen to take a minute, in which a build could be half done.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from glob import escape
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMOVE: Final = "import shutil, sys\nfor name in sys.argv[1:]: shutil.rmtree(name, True)"


def remove_beside(folders: Iterable[Path], aside: Path) -> subprocess.Popen[bytes] | None:
    """Move `folders` out of the way, and leave them to a process that removes them.

    They go into a new folder whose name begins with that of `aside`. The process is nobody's to
    wait for: whatever ends it, the next one removes what it left. Where a folder cannot be moved,
    it is removed here and now. Where there is nothing to remove, no process is started.
    """
    left = list(aside.parent.glob(f"{escape(aside.name)}.*"))
    there = [folder for folder in folders if folder.exists()]
    if not left and not there:
        return None
    try:
        new = Path(mkdtemp(prefix=f"{aside.name}.", dir=aside.parent))
    except OSError:  # no folder to put it in: the site was never built, or nobody may write there
        for folder in (*left, *there):
            shutil.rmtree(folder, ignore_errors=True)
        return None
    for number, folder in enumerate(there):
        try:
            folder.rename(new / str(number))
        except OSError:  # on another disk, or in use by a server
            shutil.rmtree(folder, ignore_errors=True)
    try:
        return subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-I", "-S", "-c", _REMOVE, *map(str, (*left, new))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the end of the terminal is not its own
        )
    except OSError:
        for folder in (*left, new):
            shutil.rmtree(folder, ignore_errors=True)
        return None
