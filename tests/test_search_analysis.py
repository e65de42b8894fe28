"""The builder and the browser cut, fold and stem alike: one set of rules, two readers."""

from __future__ import annotations

import gzip
import json
import random
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest

from builder.arabic.key import analysis, words
from builder.arabic.stem import light_stem, other_forms
from builder.search.forms import reader_rules
from tests.searching import SHARED, run_node

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CORPUS: Final = SHARED / "data" / "corpus" / "arwiki_10197.jsonl.gz"
ENOUGH: Final = 200_000

_ANALYSE: Final = """
import fs from 'node:fs';
import { createAnalyser } from './analysis.js';
const { rules, texts } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { words, stem, places } = createAnalyser(rules);
console.log(JSON.stringify(texts.map((text) => {
  const found = words(text);
  const apart = places(text).map((place) => place.key).join() !== found.join();
  return [apart ? 'places differ' : found, found.map(stem)];
})));
"""


def differences(folder: Path, texts: list[str]) -> Sequence[object]:
    """Return the texts that the two sides read differently, with both readings."""
    theirs = run_node(folder, _ANALYSE, {"rules": reader_rules(), "texts": texts})
    ours = [[found := words(text), [light_stem(word) for word in found]] for text in texts]
    pairs = zip(texts, ours, theirs, strict=True)
    return [(text, our, their) for text, our, their in pairs if our != their][:5]


def test_every_character_is_read_alike(tmp_path: Path) -> None:
    """Each character of the basic plane, alone and inside a word, gives the same words.

    Beyond it the two sides may follow different versions of Unicode, in scripts of the past.
    """
    known = [
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    assert differences(tmp_path, [f"{char} كتا{char}ب" for char in known]) == []


def test_invented_words_are_read_alike(tmp_path: Path) -> None:
    """A hundred thousand words of Arabic letters, marks, digits and clitics get the same stems."""
    rng = random.Random(5)  # noqa: S311  # only has to be the same each time
    letters = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئءًَُِّْـ٣7a"
    affixes = ["", "و", "ف", "ال", "بال", "ولل", "س"], ["", "ها", "ات", "ين", "تهم", "ة", "يات"]
    known = [form for pair in other_forms(analysis()) for form in pair]
    texts = []
    for _ in range(100_000):
        inner = "".join(rng.choices(letters, k=rng.randrange(1, 7)))
        if rng.random() < 0.2:
            inner = rng.choice(known)
        texts.append(rng.choice(affixes[0]) + inner + rng.choice(affixes[1]))
    assert differences(tmp_path, texts) == []


@pytest.mark.slow
def test_real_words_are_read_alike(tmp_path: Path) -> None:
    """At least 200,000 distinct words of real articles get the same keys and stems."""
    if not CORPUS.is_file():
        pytest.skip("the shared corpus is not here: real words were not compared")
    found: set[str] = set()
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            found.update(json.loads(line)["text"].split())
    assert len(found) >= ENOUGH
    assert differences(tmp_path, sorted(found)) == []
