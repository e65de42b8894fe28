"""Measure the reading of saved pages: CPU time beside trafilatura's on the same files.

    python tests/bench_pages.py [FOLDER]

FOLDER holds `.html` files; without it the invented pages of `tests/pages` are read. The last line
is one line of key=value pairs. The ratio has to stay below 1.3; trafilatura has to be installed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from builder.decoding import decode
from builder.errors import ArticleError
from builder.extract.page import declared_charset, extract_page
from builder.extract.profiles import load_profiles

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3


def main() -> None:
    """Read every page several times with both, and print the best round of each."""
    import trafilatura  # noqa: PLC0415 - needed for this comparison alone

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pages"
    pages = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    profiles = load_profiles()

    def ours(content: bytes) -> None:
        try:
            extract_page(decode(content, declared_charset(content)).text, profiles)
        except ArticleError:
            return

    def theirs(content: bytes) -> None:
        trafilatura.bare_extraction(content, with_metadata=True)

    mine, other = _best(ours, pages), _best(theirs, pages)
    print(  # noqa: T201 - a benchmark speaks to the person who runs it
        f"pages={len(pages)} ours_ms={mine / len(pages):.1f} "
        f"trafilatura_ms={other / len(pages):.1f} ratio={mine / other:.2f}"
    )


def _best(read: Callable[[bytes], None], pages: list[bytes]) -> float:
    """Return the CPU time of the fastest round, in milliseconds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for content in pages:
            read(content)
        rounds.append(1_000 * (time.process_time() - begun))
    return min(rounds)


if __name__ == "__main__":
    main()
