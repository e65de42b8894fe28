"""How well the search finds articles by other spellings and forms, over real texts."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.search import build_index
from tests.search_variants import variants
from tests.searching import SHARED, ask, document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CORPUS: Final = SHARED / "data" / "corpus" / "arwiki_10197.jsonl.gz"
ARTICLES: Final = 2000
LEAST_RECALL: Final = 0.96
LEAST_RANK: Final = 0.92


def articles() -> list[dict[str, Any]]:
    """Return real articles, each under seven words of its own as title."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in islice(lines, ARTICLES)]
    return [
        document(one["id"], " ".join(one["text"].split()[:7]), " ".join(one["text"].split()[:600]))
        for one in read
    ]


def measure(runs: Sequence[Sequence[str]], wanted: Sequence[str]) -> tuple[float, float]:
    """Return recall@10 and MRR@10 of queries with one right answer each."""
    ranks = [run.index(url) + 1 if url in run else 0 for run, url in zip(runs, wanted, strict=True)]
    return (
        sum(rank > 0 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


@pytest.mark.slow
def test_other_forms_find_the_article(tmp_path: Path) -> None:
    """Over all kinds of change recall@10 is at least .96 and MRR@10 at least .92."""
    if not CORPUS.is_file():
        pytest.skip("the shared corpus is not here: variants were not measured")
    documents = articles()
    build_index(documents, tmp_path / "index")
    kinds = variants(documents)
    queries = [query for kind in kinds.values() for query in kind]
    calls = [["search", query["q"], {"limit": 10}] for query in queries]
    answers = iter(ask(tmp_path, tmp_path / "index", calls)["answers"])
    found = {
        kind: measure(
            [[hit["url"] for hit in next(answers)] for _ in queries],
            [query["rel"][0] for query in queries],
        )
        for kind, queries in kinds.items()
    }
    changed = [figures for kind, figures in found.items() if kind != "as written"]
    recall = sum(figures[0] for figures in changed) / len(changed)
    rank = sum(figures[1] for figures in changed) / len(changed)
    assert (recall >= LEAST_RECALL, rank >= LEAST_RANK) == (True, True), found
