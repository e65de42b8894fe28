"""Staged site → `site/`: whole at every moment, and untouched where nothing changed."""

from __future__ import annotations

import ctypes
import ctypes.util
import filecmp
import os
import shutil
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.beside import beside, can_share
from builder.files import make_folder, remove_empty_folders
from builder.trees import Look, Tree, folders_of, is_as_left, look, look_at, times_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

STAGING_SUFFIX: Final = ".staging"
SPARE_SUFFIX: Final = ".spare"
RETIRED_SUFFIX: Final = ".retired"
MANY: Final = 2000
"""Files from which a second process is worth its start."""
NOTHING: Final = Look(-1, 0, 0)
"""How a file looks that is not there."""
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def staging_dir(site_dir: Path) -> Path:
    """Return the folder beside `site_dir` in which its next state is built."""
    return site_dir.with_name(f".{site_dir.name}{STAGING_SUFFIX}")


def spare_dir(site_dir: Path) -> Path:
    """Return the folder that was `site_dir` before the last change, and will be it again."""
    return site_dir.with_name(f".{site_dir.name}{SPARE_SUFFIX}")


class Spare(NamedTuple):
    """How the spare folder differs from the published site."""

    folders: Mapping[str, int]
    """The times of its folders."""
    other: Collection[str]
    """Names under which it holds another file, or the site holds none."""
    absent: Collection[str]
    """Names of the site under which it holds nothing."""


class Publication(NamedTuple):
    """What a publication did and left."""

    changed: Collection[str]
    """Names of new files, and of those that are not what they were."""
    site: Tree
    spare: Spare | None


def publish(
    staging: Path,
    site_dir: Path,
    kept: Iterable[str] = (),
    site: Tree | None = None,
    spare: Spare | None = None,
) -> Publication:
    """Put the staged site in the place of `site_dir`.

    `kept` names files of the published site that stay and were not staged. A file that did not
    change stays the very file it was, so that nothing downstream (a copy tool, a web server's
    cache) takes it for new. The next state is put together in the spare folder, where most files
    are there already from the last time; then the two folders change names in one step. A first
    build makes the spare folder too, which costs it little and the second one nothing. `site` and
    `spare` are what the caller knows of the two folders.
    """
    site = look(site_dir) if site is None else site
    next_site = look(staging)
    staged = next_site.files.keys()
    wanted = staged | set(kept)
    is_first = _gives_way(site_dir)
    changed = {
        name
        for name in staged
        if is_first
        or next_site.files[name].size != site.files.get(name, NOTHING).size
        or not _is_same(f"{staging}/{name}", f"{site_dir}/{name}")
    }
    if is_first:
        staging.rename(site_dir)
        site = next_site
        _make_alike(_Spare(spare_dir(site_dir), site, None), site_dir, wanted)
        spare = Spare(times_of(spare_dir(site_dir), site.folders), (), ())
    elif changed or site.files.keys() != wanted:
        before, next_ = site, _Spare(spare_dir(site_dir), site, spare)
        _make_alike(next_, site_dir, wanted - changed)
        next_.take(changed, lambda name: _move(name, staging, next_.root))
        site = next_.tree({name: site.files[name] for name in wanted - changed})
        _exchange(next_.root, site_dir)
        old, new = before.files.keys(), site.files.keys()
        spare = Spare(before.folders, (changed & old) | (old - new), new - old)
    shutil.rmtree(staging, ignore_errors=True)
    return Publication(changed, site, spare)


def carry(names: Iterable[str], source: str, staging: Path) -> None:
    """Stage files that are published as they are: to make one costs ten times a link to it.

    Whoever writes any of them puts a new file in its place.
    """
    made: set[str] = set()
    for name in sorted(names):
        _make_folder_of(name, staging, made)
        _take_over(f"{source}/{name}", f"{staging}/{name}")


def _make_folder_of(name: str, root: Path, made: set[str]) -> None:
    """Make the folder that a file stands in, unless it is among those that are `made`."""
    folder = name.rpartition("/")[0]
    if folder not in made:
        make_folder(f"{root}/{folder}")
        made.add(folder)


def _gives_way(site_dir: Path) -> bool:
    """Tell whether nothing is published yet; a live server makes an empty folder, which goes."""
    try:
        site_dir.rmdir()
    except FileNotFoundError:
        return True
    except OSError:  # it holds something
        return False
    return True


def _make_alike(spare: _Spare, site_dir: Path, names: AbstractSet[str]) -> None:
    """Make the spare folder hold these files of the site, and no others."""
    spare.remove(spare.names - names)
    missing = sorted(names & spare.unlike)

    def put(name: str) -> None:
        _take_over(f"{site_dir}/{name}", f"{spare.root}/{name}")

    if len(missing) < MANY or not can_share():
        spare.take(missing, put)
        return
    half = len(missing) // 2
    with beside(lambda: spare.take(missing[:half], put)) as is_done:
        spare.take(missing[half:], put)
        if is_done():
            spare.note(missing[:half])
        else:
            spare.take(missing[:half], put)


class _Spare:
    """The spare folder on its way to be the next site.

    Whoever begins to change it gives it a new time, so it is only as it was left where nobody did
    since; then it is enough that no folder in it came or went.
    """

    def __init__(self, root: Path, site: Tree, spare: Spare | None) -> None:
        self.root = root
        self._touched: set[str] = set()
        self._made: set[str] = set()
        self.names: set[str]
        """The names under which it holds files."""
        self.unlike: set[str]
        """Names of the site under which it holds another file or none."""
        if spare is not None and is_as_left(root, _holding_folders(spare.folders)):
            os.utime(root)
            self._folders = spare.folders
            self.unlike = {*spare.other, *spare.absent}
            self.names = site.files.keys() - set(spare.absent) | set(spare.other)
        else:
            tree = look(root)
            self._folders = tree.folders
            self.names = set(tree.files)
            self.unlike = {
                name
                for name, one in site.files.items()
                if tree.files.get(name, NOTHING).number != one.number
            }

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, and the folders that are empty then."""
        gone = sorted(names)
        self._touched.update(gone)
        for name in gone:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.root}/{name}")  # noqa: PTH108 - `Path` would cost as much again
        for folder in {name.rpartition("/")[0] for name in gone}:
            remove_empty_folders(self.root / folder, self.root)

    def take(self, names: Iterable[str], put: Callable[[str], object]) -> None:
        """Put each of some files into its folder, which is made where it is missing."""
        for name in names:
            self._touched.add(name)
            _make_folder_of(name, self.root, self._made)
            put(name)

    def note(self, names: Iterable[str]) -> None:
        """Note that another process has put files there."""
        self._touched.update(names)

    def tree(self, kept: Mapping[str, Look]) -> Tree:
        """Return how it looks now; `kept` is how the site's own files look that it holds."""
        new = {name: look_at(f"{self.root}/{name}") for name in self._touched}
        folders = folders_of(self._touched) | {""}
        rest = {path: time for path, time in self._folders.items() if path not in folders}
        return Tree(
            {**kept, **{name: one for name, one in new.items() if one}},
            rest | times_of(self.root, folders),
        )


def _holding_folders(folders: Mapping[str, int]) -> dict[str, int]:
    """Return those of some folders, with their times, that hold others, and the outermost."""
    holding = {path.rpartition("/")[0] for path in folders}
    return {path: folders[path] for path in holding & folders.keys()}


def _is_same(staged: str, published: str) -> bool:
    try:
        is_link = stat.S_ISLNK(os.lstat(published).st_mode)
        return not is_link and filecmp.cmp(staged, published, shallow=False)
    except OSError:
        return False


def _move(name: str, source: Path, target: Path) -> None:
    os.replace(f"{source}/{name}", f"{target}/{name}")  # noqa: PTH105 - as above


def _take_over(published: str, spare: str) -> None:
    """Make the spare file the published one: the same file, or where links fail, an equal one."""
    try:
        os.link(published, spare)
    except FileExistsError:  # another one, or one that a killed build put there
        os.unlink(spare)  # noqa: PTH108 - `Path` would cost as much again
        _take_over(published, spare)
    except FileNotFoundError:
        raise
    except OSError:  # no hard links on this file system
        with suppress(FileNotFoundError):
            os.unlink(spare)  # noqa: PTH108 - `Path` would cost as much again
        shutil.copy2(published, spare)


def _exchange(spare: Path, site_dir: Path) -> None:
    """Let the two folders change names: at once where the system can, else in three steps."""
    if not _exchange_at_once(spare, site_dir):
        retired = site_dir.with_name(f".{site_dir.name}{RETIRED_SUFFIX}")
        shutil.rmtree(retired, ignore_errors=True)
        site_dir.rename(retired)
        spare.rename(site_dir)
        retired.rename(spare)


def _exchange_at_once(first: Path, second: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(first), os.fsencode(second)
    result: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return result == 0
