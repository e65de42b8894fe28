"""Measure how many pasted articles a second one core reads: `bench_extract.py [FOLDER]`.

FOLDER holds `.txt` files, such as those of `../shared/tools/make_corpus.py`; without it the pages
are invented. Decoding is part of the work. The last line is one line of key=value pairs; the figure
has to stay above 800. Memory is measured after the first and the last round: it must not grow.
"""

from __future__ import annotations

import resource
import runpy
import sys
import time
from pathlib import Path

from builder.decoding import decode
from builder.extract import extract_text, load_profiles

ROUNDS = 5
INVENTED = 500
PAGES = Path(__file__).resolve().parent / "quality" / "pages.py"


def main() -> None:
    """Read every article several times, and print the best round."""
    if len(sys.argv) > 1:
        contents = [path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.txt"))]
    else:
        pages = runpy.run_path(str(PAGES))["pages"](INVENTED)
        contents = [page.text.encode() for page in pages]
    profiles = load_profiles()
    seconds: list[float] = []
    memory: list[int] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for content in contents:
            extract_text(decode(content).text, profiles)
        seconds.append(time.process_time() - begun)
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(  # noqa: T201 - a benchmark speaks to the person who runs it
        f"articles={len(contents)} articles_per_second={len(contents) / min(seconds):.0f} "
        f"ms_each={1_000 * min(seconds) / len(contents):.2f} "
        f"memory_growth_kb={memory[-1] - memory[0]}"
    )


if __name__ == "__main__":
    main()
