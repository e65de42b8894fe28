"""Bring posting groups up to date: take out the documents that went, put in those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.search.columns import joined
from builder.search.postings import Group, Lists, carried, prune
from builder.search.wordlist import frequency_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.search.changes import Changes
    from builder.search.columns import Columns
    from builder.search.documents import Card
    from builder.search.postings import FormList


class GroupMerger:
    """Knows the changes by stem."""

    def __init__(self, changes: Changes) -> None:
        """Sort `changes` by stem."""
        self._collector = changes.collector
        self._gone_from = changes.gone_from if not changes.anew else {}
        self._collector.lay_out([changes.numbers[url] for url in changes.came])
        self._card = changes.card
        self._came = {changes.numbers[url] for url in changes.came}
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
        if old is None:
            return self._new(stem)
        main = {one.form: one for one in old.main.apart()}
        rest = {one.form: one for one in old.rest.apart()} if old.rest else {}
        for number in self._forms[stem]:
            form = self._texts[number]
            before = [one for one in (main.pop(form, None), rest.pop(form, None)) if one]
            columns = self._columns(number, before)
            documents = len(columns.numbers) if columns else 0
            if not documents or _differ(sum([one.documents for one in before]), documents):
                self.counts[form] = documents
            if columns:
                main[form], others = prune(form, columns)
                if others:
                    rest[form] = others
        return self._group(stem, (_sorted(main), _sorted(rest)), {}, old.cards) if main else None

    def _new(self, stem: str) -> Group | None:
        """Return the group of a stem that was not there: most are written so, and few are large."""
        main, rest = [], []
        numbers: dict[str, Sequence[int]] = {}
        for form, number in sorted([(self._texts[number], number) for number in self._forms[stem]]):
            columns = self._collector.columns(number)
            if columns:
                self.counts[form] = len(columns.numbers)
                strong, others = prune(form, columns)
                main.append(strong)
                if others:
                    rest.append(others)
                else:
                    numbers[form] = columns.numbers
        return self._group(stem, (tuple(main), tuple(rest)), numbers, {}) if main else None

    def _group(
        self,
        stem: str,
        lists: tuple[tuple[FormList, ...], tuple[FormList, ...]],
        numbers: Mapping[str, Sequence[int]],
        old: Mapping[int, Card],
    ) -> Group:
        """Return a group of main lists and rests, with its cards.

        `numbers` may have those of a form's documents, and `old` are the cards it had.
        """
        main, rest = lists
        cards = {
            number: old[number]
            if number in old and number not in self._came
            else self._card(number)
            for number in carried((*main, *rest), numbers)
        }
        return Group(stem, Lists.of(stem, main), Lists.of(stem, rest) if rest else None, cards)

    def _columns(self, form: int, before: Sequence[FormList]) -> Columns | None:
        """Return the postings of `form` as they are now, or None where none is left."""
        came = self._collector.columns(form)
        if not before:
            return came
        gone = self._gone_from.get(form, ())
        stay = [one.columns().without(gone) for one in before]
        return joined([*stay, came] if came else stay)


def _differ(count: int, other: int) -> bool:
    """Tell whether a word list shows the two counts differently."""
    return not count or frequency_level(count) != frequency_level(other)


def _sorted(lists: Mapping[str, FormList]) -> tuple[FormList, ...]:
    return tuple(lists[form] for form in sorted(lists))
