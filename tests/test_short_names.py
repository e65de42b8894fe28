"""A paper is known by what its readers call it: «صحيفة الأهرام» is «الأهرام» on its own page."""

from __future__ import annotations

from typing import Final

import pytest

from builder.extract.plaintext.reader import extract_text
from builder.extract.profiles import Profiles
from builder.sources import Sources, known_sources
from builder.vocabulary import Alias, Source, Vocabulary
from tests.evidence import value

ENTRIES: Final = (
    Source(id="dar", name="صحيفة الخبر", aliases=(Alias("الخبر الحلبية"),), rights="link"),
    Source(id="one", name="جريدة الدكان"),
    Source(id="other", name="الدكان الجديد"),
    Source(id="ink", name="مجلة حبر"),
)
PAGE: Final = """الخبر
الأربعاء 03 جويلية 2024
ثقافة
عودة أرشيف الدكان القديم إلى خزانة الحي
استعاد أهل الحي صباح الثلاثاء نسخًا من أرشيف الدكان القديم، وقالوا إن الورق سليم كله.
"""


@pytest.fixture(scope="module")
def sources() -> Sources:
    """Know four papers."""
    return known_sources(Vocabulary(sources={one.id: one for one in ENTRIES}))


def test_a_paper_is_named_without_its_kind(sources: Sources) -> None:
    """A sidecar that says «الخبر» means the paper that the vocabulary has, with its rights."""
    found = sources.named("الخبر")
    assert found is not None
    assert (found.id, found.rights) == ("dar", "link")


@pytest.mark.parametrize("said", ["الدكان", "حبر"])
def test_what_may_be_another_is_not_taken_for_a_paper(said: str, sources: Sources) -> None:
    """«الدكان» may be «الدكان الجديد», and «حبر» is a word of any text."""
    assert sources.named(said) is None


def test_a_label_over_the_day_is_the_known_paper(sources: Sources) -> None:
    """«الخبر» labels a story too; at the head of a page, over its day, it is the paper."""
    known = extract_text(PAGE, Profiles(()), known_sources=sources.phrases).source
    unknown = extract_text(PAGE, Profiles(())).source
    assert (value(known), unknown) == ("الخبر", None)
