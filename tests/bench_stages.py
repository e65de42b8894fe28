"""Show what share of a clean build each stage has: `python tests/bench_stages.py PROJECT`.

Each stage's own CPU time, without the stages inside it; one process reads, though several could.
The timers cost some percent themselves.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import wraps
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

STAGES: Final = {
    "read and extract": ("builder.finishing:read",),
    "tag": ("builder.finishing:mention", "builder.finishing:to_article"),
    "body and its proof": ("builder.finishing:render_body",),
    "signature and gist": (
        "builder.finishing:sign",
        "builder.finishing:signature",
        "builder.finishing:gist",
        "builder.copies:compare",
    ),
    "keys and store": (
        "builder.held:Held.digest",
        "builder.outcomes:with_pictures",
        "builder.gathering:digest",
        "builder.store:Store.keep",
    ),
    "open the vocabulary": ("builder.pipeline:open_workshop",),
    "make pages, lists, feeds": ("builder.pipeline:_write",),
    "write docs": ("builder.site:_write",),
    "search index": ("builder.indexing:build_index",),
    "MkDocs: read a page": ("builder.rendering:QuickPage.read_source",),
    "MkDocs: Markdown": (
        "builder.rendering:QuickPage.render",
        "builder.rendering:QuickPage.is_put_together",
    ),
    "MkDocs: templates": ("jinja2.environment:Template.render",),
    "MkDocs: write": ("mkdocs.utils:write_file", "builder.printing:_write"),
    "MkDocs: the rest": ("mkdocs.commands.build:build",),
    "publish": ("builder.mkdocs_plugin:publish", "builder.mkdocs_plugin:Published.record"),
}


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        """Start with none."""
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside = [0.0]

    def time(self, stage: str, place: str) -> None:
        """Time every call of the function at `place`."""
        module, _, path = place.partition(":")
        owner: Any = importlib.import_module(module)
        *parents, name = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        function = getattr(owner, name)

        @wraps(function)
        def timed(*arguments: object, **options: object) -> object:
            begun = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                whole = time.process_time() - begun
                self.spent[stage] += whole - self._inside.pop()
                self._inside[-1] += whole

        setattr(owner, name, timed)


def main() -> None:
    """Build a project from nothing and print the shares."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from builder import hands  # noqa: PLC0415 - after the path is set
    from builder.cli import main as warraq  # noqa: PLC0415

    hands.cores = lambda: 1  # the clocks of other processes are not ours
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    clock = Clock()
    for stage, places in STAGES.items():
        for place in places:
            clock.time(stage, place)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        quiet = redirect_stdout(nowhere), redirect_stderr(nowhere)
        with quiet[0], quiet[1], suppress(SystemExit):
            warraq(["--project", sys.argv[1], "build", "--clean"])
    total = time.process_time()
    clock.spent["start, report, the rest"] = total - sum(clock.spent.values())
    for stage, seconds in sorted(clock.spent.items(), key=lambda pair: -pair[1]):
        line = f"{stage:26}{seconds:8.2f} s{seconds / total:8.1%}"
        print(line)  # noqa: T201 - a benchmark speaks to the person who runs it


if __name__ == "__main__":
    main()
