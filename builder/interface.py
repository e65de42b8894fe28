"""The words of the interface: one YAML file a language, with plurals and dates by locale.

`python -m builder.interface --write` writes the same words as the partial that templates import.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel import Locale

from builder.arabic.numerals import arabic_digits
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from builder.diagnostics import Language

LANGUAGES: Final[tuple[Language, ...]] = ("ar", "en")
PARTIAL: Final = "theme/partials/interface.html"


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language, and how its dates and numbers are written."""

    language: Language
    locale: str = "ar_SY"
    """CLDR locale of dates: `ar_SY` writes آب, `ar_EG` أغسطس, `ar_MA` غشت, `ar_TN` أوت."""
    arabic_indic_digits: bool = False

    def text(self, key: str, **values: object) -> str:
        """Return the words of `key` («article.source»), with placeholders filled."""
        words = _find(key, self.language)
        if not isinstance(words, str):
            raise TypeError(f"{key} is not one text but {type(words).__name__}")
        return self.digits(words.format(**values)) if values else words

    def count(self, key: str, number: int) -> str:
        """Return the plural form of `key` for `number`.

        Arabic has six: لا مقالات، مقال واحد، مقالان، 3 مقالات، 11 مقالًا، 100 مقال.
        """
        forms = _find(key, self.language)
        form = _plural(self.language)(number)
        return self.digits(forms.get(form, forms["other"]).format(n=number))

    def day(self, day: date) -> str:
        """Write a day in full, without its weekday: «11 آب 2021»."""
        return self.digits(f"{day.day} {self.month_name(day)} {day.year}")

    def month(self, day: date) -> str:
        """Write the month of a day with its year: «آب 2021»."""
        return self.digits(f"{self.month_name(day)} {day.year}")

    def month_name(self, day: date) -> str:
        """Write the name of a day's month alone: «آب»."""
        return _month_names(self.locale if self.language == "ar" else "en_GB")[day.month]

    def digits(self, text: str) -> str:
        """Write the digits of `text` as the settings say."""
        return arabic_digits(text) if self.arabic_indic_digits else text


@cache
def _month_names(locale: str) -> Mapping[int, str]:
    names: Mapping[int, str] = Locale.parse(locale).months["format"]["wide"]
    return names


@cache
def _plural(language: Language) -> Callable[[int], str]:
    form: Callable[[int], str] = Locale(language).plural_form
    return form


def _find(key: str, language: Language) -> Any:  # noqa: ANN401 - a text or a mapping of plurals
    found: Any = words(language)
    for part in key.split("."):
        found = found[part]
    return found


@cache
def words(language: Language) -> Mapping[str, Any]:
    """Return all the words of one language as nested mappings."""
    loaded: dict[str, Any] = own_data(f"interface.{language}")
    return loaded


def partial() -> str:
    """Return the partial from which templates take their words."""
    table = {language: words(language) for language in LANGUAGES}
    literal = json.dumps(table, ensure_ascii=False, indent=1)
    return (
        "{#- Made from builder/data/interface.*.yml by `python -m builder.interface --write`. -#}\n"
        "{%- set interface = " + literal + " -%}\n"
    )


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    Path(__file__).with_name("theme").joinpath("partials").mkdir(parents=True, exist_ok=True)
    Path(__file__).parent.joinpath(PARTIAL).write_text(partial(), encoding="utf-8")
