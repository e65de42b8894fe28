"""Read many raw files with many hands: one process for each core.

Reading is the largest part of a first build, and what comes of one file depends on no other. Yet
nothing may show how many hands there were: the outcomes come in the order of the files, and so do
the lines of the log. A process that is killed, by whomever, costs time and nothing else; the file
it had is read here. None outlives this one: its pipe ends with us, and so does it.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections import deque
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final

from builder.memory import Memory
from builder.outcomes import Reader, share_words

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.connection import Connection

    from builder.outcomes import Outcome
    from builder.raw_files import RawFile
    from builder.sight import Sight
    from builder.workshop import Workshop

    Batch = Sequence[RawFile]

EACH: Final = {"fork": 100, "spawn": 500}
"""Files that pay for one process more: to copy this one is quick, to start another takes a second.
"""
MOST: Final = 8
"""Processes that one can feed: it has to put away what they read."""
BATCH: Final = 16
"""Files that a process is given at a time."""
LOG: Final = "warraq"


def read_each(
    raws: Sequence[RawFile], workshop: Workshop, sight: Sight | None = None
) -> Generator[Outcome]:
    """Yield what comes of each raw file, in their order; `sight` tells where pictures lie."""
    method = start_method()
    count = min(cores(), MOST, len(raws) // EACH[method])
    here = BATCH if count > 1 else len(raws)  # copies need not load what we have loaded by then
    reader = Reader(workshop, sight)
    yield from map(reader.read, raws[:here])
    if count > 1:
        hands = Hands(workshop, sight, count, method)
        try:
            yield from hands.read([raws[at : at + BATCH] for at in range(here, len(raws), BATCH)])
        finally:
            hands.rest()


def start_method() -> str:
    """Return how processes are to be started: a copy of this one has everything that it needs.

    But only of a process without threads may a copy be made: a lock that another thread holds would
    stay shut in it for ever.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class Hands:
    """Processes that read raw files for this one."""

    def __init__(self, workshop: Workshop, sight: Sight | None, count: int, method: str) -> None:
        """Start them."""
        context: Any = get_context(method)
        self._reader = Reader(workshop, sight)
        workshop = replace(workshop, memory=Memory())  # it may have to be sent
        self._idle: list[Connection] = []
        self._busy: dict[Connection, tuple[int, Batch]] = {}
        self._processes = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            self._idle.append(ours)
            inherited = tuple(self._idle) if method == "fork" else ()
            said = (theirs, workshop, sight, inherited)
            process = context.Process(target=_work, args=said, daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)

    def read(self, batches: Sequence[Batch]) -> Iterator[Outcome]:
        """Yield what comes of each file of each batch, in their order."""
        waiting = deque(enumerate(batches))
        done: dict[int, list[Outcome]] = {}
        for number, batch in enumerate(batches):
            self._give(waiting)
            self._take(done, timeout=0)
            self._give(waiting)
            while number not in done and self._busy:
                self._take(done, timeout=None)
                self._give(waiting)
            yield from done.pop(number, None) or self._read_here(batch)

    def rest(self) -> None:
        """End the processes; they write nothing that could be left half done."""
        for pipe in (*self._idle, *self._busy):
            pipe.close()
        for process in self._processes:
            process.kill()
            process.join()

    def _give(self, waiting: deque[tuple[int, Batch]]) -> None:
        """Give every process that has nothing to do a batch."""
        while waiting and self._idle:
            pipe = self._idle.pop()
            with suppress(OSError):  # it was killed: whoever asks for the batch next has it
                pipe.send(waiting[0][1])
                self._busy[pipe] = waiting.popleft()

    def _take(self, done: dict[int, list[Outcome]], timeout: float | None) -> None:
        """Take what the processes have read by now; read here what a killed one had."""
        ready: list[Any] = wait(list(self._busy), timeout)
        for pipe in ready:
            number, batch = self._busy.pop(pipe)
            try:
                outcomes, said = pipe.recv()
            except (EOFError, OSError):
                done[number] = self._read_here(batch)
                continue
            done[number] = list(map(share_words, outcomes))
            self._idle.append(pipe)
            self._tell(said)

    def _tell(self, said: list[logging.LogRecord]) -> None:
        log = logging.getLogger(LOG)
        for record in said:
            if log.isEnabledFor(record.levelno):
                log.handle(record)

    def _read_here(self, batch: Batch) -> list[Outcome]:
        return list(map(self._reader.read, batch))


def _work(
    pipe: Connection,
    workshop: Workshop,
    sight: Sight | None,
    inherited: tuple[Connection, ...],
) -> None:
    """Read what the pipe asks for until it ends.

    What nobody expects ends the process, and the reading is tried again where it can be told.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told, and ends us
    for other in inherited:
        other.close()  # or that process would never see its pipe end
    diary = _Diary()
    log = logging.getLogger(LOG)
    log.handlers, log.propagate = [diary], False
    reader = Reader(workshop, sight)
    with suppress(Exception):
        while True:
            outcomes = list(map(reader.read, pipe.recv()))
            pipe.send((outcomes, diary.take()))


class _Diary(logging.Handler):
    """Keeps the lines of the log in a form that can be sent."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line with its traceback as text."""
        record.msg, record.args = record.getMessage(), None
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        self._said.append(record)

    def take(self) -> list[logging.LogRecord]:
        """Return the lines since the last time."""
        said, self._said = self._said, []
        return said
