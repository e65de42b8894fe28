"""The collection's settings: `extra.warraq` in `mkdocs.yml`, checked all at once.

They sit under `extra` because every engine that reads `mkdocs.yml` leaves that key alone.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml_env_tag import construct_env_tag

from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.interface import LANGUAGES, Interface, Language
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE: Final = "mkdocs.yml"
LOCALES: Final = ("ar_SY", "ar_EG", "ar_SA", "ar_MA", "ar_TN", "ar_DZ", "ar_MR", "ar_LY")
MAX_PAGE_SIZE: Final = 60
RIGHTS: Final = ("full", "excerpt", "link")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the builder needs to know of one collection."""

    project: Path
    """Folder that holds `mkdocs.yml`; every other path is below it."""
    articles_dir: Path
    docs_dir: Path
    site_dir: Path
    settings_file: str = FILE
    """Name of the file in `project` that the settings are from."""
    theme_dir: Path | None = None
    """Folder of the theme's own templates and assets: MkDocs' `custom_dir`."""
    site_name: str = ""
    site_url: str = ""
    description: str = ""
    repo_url: str = ""
    branch: str = "main"
    """Branch of the repository that readers' corrections are for."""
    language: Language = "ar"
    locale: str = "ar_SY"
    digits: str = "latn"
    page_size: int = 30
    unknown_source: str = "full"
    """What is published of an article whose source has no entry: a value of `rights`."""
    cards: bool = True
    """Whether each article gets a picture for shared links."""

    @property
    def vocabulary_dir(self) -> Path:
        """Folder of the vocabulary files."""
        return self.articles_dir / "vocabulary"

    @property
    def interface(self) -> Interface:
        """The interface's words in the collection's language."""
        return Interface(self.language, self.locale, self.digits == "arab")


def load_config(project: Path, name: str = FILE) -> Config:
    """Read the settings file `name` in `project`; raise ConfigError with every mistake."""
    file = project / name
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError((_mistake("CONF01", ("what", str(file))),)) from None
    try:
        settings = yaml.load(text, Loader=_SettingsLoader)  # noqa: S506 - derived from SafeLoader
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise ConfigError((_mistake("CONF02", ("what", what)),)) from None
    read = parse_config(settings if isinstance(settings, dict) else {}, project)
    return replace(read, settings_file=name)


def parse_config(settings: Mapping[str, Any], project: Path) -> Config:
    """Turn the settings of `mkdocs.yml` into a Config; raise ConfigError with every mistake."""
    ours = (settings.get("extra") or {}).get("warraq") or {}
    mistakes: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for key, value in ours.items():
        if key not in SETTINGS:
            near = difflib.get_close_matches(str(key), SETTINGS, n=1, cutoff=0)[0]
            mistakes.append(_mistake("CONF03", ("key", str(key)), ("nearest", near)))
        elif not SETTINGS[key].accepts(value):
            expected = SETTINGS[key].expected
            shown = ("key", key), ("value", repr(value)), ("expected", expected)
            mistakes.append(_mistake("CONF04", *shown))
        else:
            values[key] = value
    if mistakes:
        raise ConfigError(tuple(mistakes))
    theme = settings.get("theme") or {}
    theme = theme if isinstance(theme, dict) else {}
    language, theme_dir = theme.get("language", "ar"), theme.get("custom_dir")
    return Config(
        project=project,
        articles_dir=project / values.pop("articles", "articles"),
        docs_dir=project / (settings.get("docs_dir") or "docs"),
        site_dir=project / (settings.get("site_dir") or "site"),
        theme_dir=project / theme_dir if theme_dir else None,
        site_name=settings.get("site_name") or "",
        site_url=settings.get("site_url") or "",
        description=settings.get("site_description") or "",
        repo_url=(settings.get("repo_url") or "").rstrip("/"),
        language=language if language in LANGUAGES else "ar",
        **values,
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    accepts: Callable[[Any], bool]
    expected: str


def _is_branch(value: object) -> bool:
    """Tell whether Git takes a name for a branch, as far as an address depends on it."""
    return isinstance(value, str) and re.fullmatch(r"(?!.*\.\.)[\w.][\w./+-]*", value) is not None


def _is_folder_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and bool(value)
        and not value.startswith(("/", "."))
        and (".." not in value)
    )


SETTINGS: Final = {
    "articles": _Setting(_is_folder_name, "a folder below the project, such as articles"),
    "branch": _Setting(_is_branch, "a branch of the repository, such as main"),
    "locale": _Setting(lambda value: value in LOCALES, "one of " + " ".join(LOCALES)),
    "digits": _Setting(lambda value: value in ("latn", "arab"), "latn (123) or arab (١٢٣)"),
    "page_size": _Setting(
        lambda value: type(value) is int and 1 <= value <= MAX_PAGE_SIZE,
        f"a whole number from 1 to {MAX_PAGE_SIZE}",
    ),
    "unknown_source": _Setting(lambda value: value in RIGHTS, "one of " + " ".join(RIGHTS)),
    "cards": _Setting(lambda value: isinstance(value, bool), "true or false"),
}


def _mistake(code: str, *values: tuple[str, str]) -> Diagnostic:
    return Diagnostic(FILE, Problem(code, values=values))


class _SettingsLoader(yaml.SafeLoader):
    """Reads `mkdocs.yml` as MkDocs does, but runs none of its `!!python` tags."""


_SettingsLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_SettingsLoader.add_constructor("!ENV", construct_env_tag)
