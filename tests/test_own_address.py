"""The address of an article is told from those of its notes and of the site's channels."""

from __future__ import annotations

import pytest

from builder.extract import Profiles, extract_text
from builder.extract.phrases import phrase_key
from tests.evidence import value

TEXT = """عودة الحياة إلى الجسر القديم بعد عامين
4 مارس 2024

أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين.
وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من طريق جديد.

"""
OWN = "https://www.jisr.example/n/41"
OTHER = "https://dalil.example/shajar"
KNOWN = {
    phrase_key(key): (id_, name)
    for key, id_, name in (
        ("دفاتر النهر", "nahr", "دفاتر النهر"),
        ("الدليل", "dalil", "الدليل"),
        ("dalil.example", "dalil", "الدليل"),
    )
}


@pytest.mark.parametrize(
    ("foot", "address"),
    [
        (OWN, OWN),
        (f"رابط الخبر: {OWN}", OWN),
        (f"للتفاصيل:\n{OWN}", OWN),
        (f"{OTHER}\nالمصدر: {OWN}", OWN),
        (f"[1] {OTHER}\n[2] {OTHER}/2", None),
        (f"المراجع\n{OTHER}", None),
        (f"المراجع\n{OTHER}\n{OTHER}/2", None),
        (f"لتحميل التطبيق:\n{OTHER}", None),
        (f"لتحميل التطبيق: {OTHER}", None),
        (f"لتحميل التطبيق:\n{OTHER}\n{OTHER}/2", None),
        ("https://m.facebook.com/jisr", None),
        ("https://www.facebook.com/jisr/posts/7", None),
    ],
)
def test_an_address_is_the_articles_own_unless_it_stands_for_something_else(
    foot: str, address: str | None
) -> None:
    """A note's address was taken for the article's, and its host for the publisher."""
    document = extract_text(TEXT + foot + "\n", Profiles())
    assert value(document.url) == address
    assert (document.source is None) == (address is None)


def test_the_address_of_another_known_publisher_is_not_the_articles() -> None:
    """The vocabulary knows both: who published the text, and whose address ends it."""
    text = f"{TEXT}المصدر: دفاتر النهر\n{OTHER}\n"
    document = extract_text(text, Profiles(), known_sources=KNOWN)
    assert (document.source_id, document.url) == ("nahr", None)
    alone = extract_text(f"{TEXT}{OTHER}\n", Profiles(), known_sources=KNOWN)
    assert (alone.source_id, alone.url is None) == ("dalil", False)
