"""Topics: how many words of what weight speak for one."""

from __future__ import annotations

import pytest

from builder.diagnostics import Diagnostic
from builder.gazetteer import Gazetteer
from builder.model import Mention, Problem
from builder.topics import suggested
from builder.vocabulary import Alias, Keyword, Organisation, Topic, Vocabulary


def judge(topics: list[Topic], *paragraphs: str, title: str = "") -> dict[str, Mention]:
    """Return what topics a text shows, by id."""
    vocabulary = Vocabulary(topics={topic.id: topic for topic in topics})
    mentions = Gazetteer(vocabulary).find_mentions(title, "", paragraphs)
    return {one.id: one for one in mentions}


def words(*texts: str, weight: float = 2.0) -> tuple[Keyword, ...]:
    """Return keywords of one weight."""
    return tuple(Keyword(text, weight) for text in texts)


BOOKS = Topic(id="books", name="كتب", keywords=words("ناشر", "مؤلف", "طبعة"))


def test_a_keyword_counts_three_times_at_its_weightiest_places() -> None:
    """Repeating a word proves little, and a word of the title is never pushed out by the body."""
    found = judge([BOOKS], "طبعة", *["ناشر"] * 9, title="ناشر")["books"]
    assert found.score == 2 * (3 + 1 + 1) + 2 * 2
    assert found.evidence[0].rule == "title-keyword"


@pytest.mark.parametrize(
    "keywords",
    [words("طبعة", "طبعات"), words("ناشر", "ناشِر"), (Keyword("ناشر", 2.0), Keyword("الناشر", 1.0))],
    ids=["plural", "vowel mark", "article"],
)
def test_one_word_is_not_two_keywords(keywords: tuple[Keyword, ...]) -> None:
    """Keywords that meet in the same word of a text are one witness."""
    topic = Topic(id="books", name="كتب", keywords=keywords)
    found = judge([topic], "طبعات الناشر", "طبعات الناشر", title="طبعات الناشر")
    assert [one.decided for one in found.values()] == [False]


def test_a_narrower_topic_does_not_imply_the_broader() -> None:
    """A curator who wants the broader topic says so."""
    culture = Topic(id="culture", name="ثقافة")
    books = Topic(id="books", name="كتب", broader="culture", keywords=BOOKS.keywords)
    assert set(judge([culture, books], "ناشر ومؤلف وطبعة", title="ناشر ومؤلف")) == {"books"}


def test_a_name_takes_its_words_from_the_topics() -> None:
    """«دار الناشر» is a company and says nothing about publishers."""
    company = Organisation(id="dar", name="دار الناشر", kind="publisher")
    vocabulary = Vocabulary(topics={"books": BOOKS}, organisations={"dar": company})
    text = ["دار الناشر", "قالت دار الناشر وأضافت دار الناشر"]
    mentions = Gazetteer(vocabulary).find_mentions("دار الناشر", "", text)
    assert [(one.kind, one.id) for one in mentions] == [("organisations", "dar")]


def test_a_phrase_that_means_something_else_is_no_evidence() -> None:
    """`not_in` of a topic works as it does for names."""
    guarded = Topic(id="books", name="كتب", keywords=BOOKS.keywords, not_in=("طبعة القدم",))
    text = ["رأى طبعة القدم في الرمل"] * 5
    assert judge([guarded], *text, title="طبعة القدم") == {}


def test_a_topic_is_found_by_its_aliases() -> None:
    """The topic's own names weigh most and may stand alone."""
    topic = Topic(id="books", name="كتب", aliases=(Alias("نشر الكتب"),))
    assert judge([topic], "عن نشر الكتب", title="نشر الكتب")["books"].decided


def test_an_article_without_topics_is_told_of_those_with_signs() -> None:
    """What `explain` suggests can be pasted from the hint; a tag is nobody's suggestion."""
    one = Mention("topics", "ink", "الحبر", 6.0, (), decided=False)
    tag = Mention("topics", "paper", "الورق", 9.0, (), decided=True)
    place = Mention("places", "aleppo", "حلب", 1.0, (), decided=False)
    told = Diagnostic(
        "a.txt", Problem("TAG01", values=(("sidecar", "a.yml"), *suggested((tag, place, one))))
    )
    assert "`topics: [ink]`" in told.hint("ar")
    assert "«الحبر»" in told.hint("en")
    assert "[" not in Diagnostic("a.txt", Problem("TAG01", values=suggested((place,)))).hint()
