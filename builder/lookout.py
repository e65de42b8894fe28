"""How `serve` learns that a file was saved: at once, where the system tells of it.

MkDocs looks at every file twice a second. Of ten thousand that takes a fifth of a core, also while
a build needs it, and half a second goes by until a change is seen. Here the system rings, where it
can, and only then are the files looked at. As it does not ring for all (for a folder of another
machine, or of the host of a container), they are looked at now and then all the same.
"""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from watchdog.events import FileModifiedEvent, FileSystemEventHandler
from watchdog.observers import Observer

from builder.files import marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent

    Look = Callable[[str], object]

PAUSE: Final = 0.5
"""Seconds from one look to the next, at the least."""
SHARE: Final = 40
"""A look may take one part in so many of the time: the more files there are, the rarer it is."""
CHANGES: Final = frozenset({"created", "deleted", "modified", "moved"})
SETTLING: Final = 0.02
"""Seconds that whoever rang has to finish writing."""


def look_out(
    server: LiveReloadServer, folder: Path, look: Look = marks, *, below: bool = True
) -> Lookout:
    """Let `server` build again when what is seen of a folder is no more what it was.

    That is each visible file below it; or what another `look` sees, with or without what lies
    `below` folders in it.
    """
    lookout, usual = Lookout(look), server.observer
    server.observer = lookout  # type: ignore[assignment]
    server.watch(str(folder), recursive=below)
    server.observer = usual
    return lookout


class Lookout:
    """Stands in for an observer of watchdog, for one folder."""

    def __init__(self, look: Look = marks) -> None:
        """Watch nothing yet."""
        self._look = look
        self._bell, self._ended = Event(), False
        self._crier = Observer()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        """Begin to watch a folder; each change of it is one event for the handler."""
        with suppress(OSError):  # no more can be watched: the looks now and then are left
            self._crier.schedule(_Ringing(self._bell.set), path, recursive=recursive)
            self._crier.start()
        Thread(target=self._watch, args=(handler, path), daemon=True).start()

    def stop(self) -> None:
        """Watch no more."""
        self._ended = True
        self._bell.set()
        if self._crier.is_alive():
            self._crier.stop()

    def _watch(self, handler: FileSystemEventHandler, path: str) -> None:
        seen, took = self._see(path)
        while not self._ended:
            if self._bell.wait(max(PAUSE, took * SHARE)):
                time.sleep(SETTLING)
                self._bell.clear()
            before = seen
            seen, took = self._see(path)
            if seen != before:
                handler.dispatch(FileModifiedEvent(path))

    def _see(self, path: str) -> tuple[object, float]:
        begun = time.thread_time()
        return self._look(path), time.thread_time() - begun


class _Ringing(FileSystemEventHandler):
    """Rings for what changes a folder, not for what reads in it."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in CHANGES:
            self._ring()
