"""Bring posting groups up to date: take out the documents that went, put in those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.search.postings import FormList, Group, carried, columns_of, prune
from builder.search.wordlist import frequency_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.search.changes import Changes
    from builder.search.postings import Columns


class GroupMerger:
    """Knows the changes by stem."""

    def __init__(self, changes: Changes) -> None:
        """Sort `changes` by stem."""
        self._collector = changes.collector
        self._gone_from = changes.gone_from if not changes.anew else {}
        self._collector.lay_out([changes.numbers[url] for url in changes.came])
        self._cards = {changes.numbers[card.url]: card for card in changes.cards}
        self._texts = changes.forms.texts
        stems, stem_texts = changes.forms.stems, changes.forms.stem_texts
        self._forms: dict[str, list[int]] = {}
        for form in {*changes.collector.forms(), *self._gone_from}:
            self._forms.setdefault(stem_texts[stems[form]], []).append(form)
        self.counts: dict[str, int] = {}
        """Documents of each form that is new, gone or clearly more or less common than before."""

    @property
    def stems(self) -> Mapping[str, object]:
        """The stems whose groups change."""
        return self._forms

    def merge(self, stem: str, old: Group | None) -> Group | None:
        """Return the group of `stem` as it is now, or None where no form is left."""
        main = {one.form: one for one in old.main} if old else {}
        rest = {one.form: one for one in old.rest} if old else {}
        for number in self._forms[stem]:
            form = self._texts[number]
            before = [one for one in (main.pop(form, None), rest.pop(form, None)) if one]
            columns = self._columns(number, before)
            documents = len(columns.numbers) if columns else 0
            if not documents or _differ(sum(one.documents for one in before), documents):
                self.counts[form] = documents
            if columns:
                main[form], others = prune(form, columns)
                if others:
                    rest[form] = others
        if not main:
            return None
        numbers = carried([*main.values(), *rest.values()])
        cards = {number: self._cards[number] for number in numbers}
        return Group(stem, _sorted(main), _sorted(rest), cards)

    def _columns(self, form: int, before: Sequence[FormList]) -> Columns | None:
        """Return the postings of `form` as they are now, or None where none is left."""
        came = self._collector.columns(form)
        if not before:
            return came
        gone = self._gone_from.get(form, ())
        there = (row for one in before for row in one.columns().rows())
        rows = [row for row in there if row[0] not in gone]
        rows += came.rows() if came else ()
        return columns_of(*zip(*sorted(rows), strict=True)) if rows else None


def _differ(count: int, other: int) -> bool:
    """Tell whether a word list shows the two counts differently."""
    return not count or frequency_level(count) != frequency_level(other)


def _sorted(lists: Mapping[str, FormList]) -> tuple[FormList, ...]:
    return tuple(lists[form] for form in sorted(lists))
