"""Columns of postings: what comes and goes leaves what a plain list of rows would hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.search import postings
from builder.search.collector import Collector
from builder.search.columns import Columns, columns_of, joined
from builder.search.documents import Card, analyse, fold, tokens
from builder.search.forms import Forms
from builder.search.splicing import spliced
from builder.search.varint import decode_differences, encode_differences

Rows = dict[int, tuple[int, int, bytes]]
ROWS = st.dictionaries(
    st.integers(0, 300),
    st.tuples(
        st.integers(0, 63),
        st.integers(0, 255),
        st.sampled_from([b"\x01\0", b"\xac\x02\x05\0", b"\0"]),
    ),
)


def columns(rows: Rows) -> Columns:
    """Return rows, by number, as columns."""
    if not rows:
        return Columns([], b"", b"", b"")
    return columns_of(sorted(rows), [rows[number] for number in sorted(rows)])


@given(ROWS, ROWS, st.sets(st.integers(0, 300)))
def test_what_goes_and_comes(there: Rows, more: Rows, gone: set[int]) -> None:
    """Those that go are missing, those that come stand in order of their numbers."""
    came = {number: row for number, row in more.items() if number not in there}
    found = joined([columns(there).without(gone), columns(came)])
    left = {number: row for number, row in there.items() if number not in gone} | came
    assert sorted(left.items()) == (list(found.rows()) if found else [])


@given(ROWS.filter(lambda rows: len(rows) > 5))
def test_the_strongest_stand_in_the_main_list(rows: Rows) -> None:
    """Of equally strong ones the first; what a stem is mostly about is no strength of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MOST_POSTINGS", 5)
        main, rest = postings.prune("حقل", columns(rows))
    ranked = sorted(rows, key=lambda number: (-(rows[number][0] % 32), number))
    assert rest is not None
    assert sorted(ranked[:5]) == decode_differences(main.numbers)
    assert sorted(ranked[5:]) == decode_differences(rest.numbers)
    assert bytes(rows[number][0] for number in sorted(ranked[:5])) == main.levels


@given(ROWS.filter(len), ROWS, st.sets(st.integers(0, 300)), st.integers(1, 12))
def test_lists_that_are_spliced_are_lists_that_are_written_anew(
    there: Rows, more: Rows, gone: set[int], most: int
) -> None:
    """Postings come and go one by one, and the strongest stand in the main list again."""
    came = {number: row for number, row in more.items() if number not in there or number in gone}
    left = {number: row for number, row in there.items() if number not in gone} | came
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MOST_POSTINGS", most)
        before = [one for one in postings.prune("حقل", columns(there)) if one]
        after = [one for one in postings.prune("حقل", columns(left)) if one] if left else []
        found = spliced("حقل", before, gone, columns(came) if came else None)
    assert found == (after if len(after) == len(before) else None)


@given(st.sets(st.integers(0, 1 << 22)))
def test_numbers_come_back_from_their_differences(numbers: set[int]) -> None:
    """Whatever their count and the steps between them."""
    assert sorted(numbers) == decode_differences(encode_differences(sorted(numbers)))


def test_packed_rows_are_the_rows_that_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packing in between saves memory and changes nothing."""
    monkeypatch.setattr("builder.search.collector._AT_ONCE", 3)
    monkeypatch.setattr("builder.search.collector._WORTH_PACKING", 1)
    forms = Forms()
    card = Card("articles/a/", "حقل", "", ((), (), (), (), ()))
    texts = [f"نفط {'بيان ' * (place % 4)} كلمة{place}" for place in range(20)]
    documents = [tokens(fold(card, text), forms) for text in texts]
    collector = Collector(forms)
    for document in documents:
        collector.add(document)
    numbers = [place * 7 % 20 for place in range(20)]
    collector.lay_out(numbers)
    rows = {number: analyse(one, forms) for number, one in zip(numbers, documents, strict=True)}
    for form in collector.forms():
        found = collector.columns(form)
        expected = [(number, rows[number][form]) for number in sorted(rows) if form in rows[number]]
        assert expected == (list(found.rows()) if found else [])
