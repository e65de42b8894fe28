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
from builder.folders import behind_link, misled, misplaced
from builder.interface import LANGUAGES, Interface
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from builder.diagnostics import Language

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
    unpublished: tuple[str, ...] = ()
    """Patterns, as git ignores by, of pages that MkDocs keeps from readers."""

    @property
    def vocabulary_dir(self) -> Path:
        """Folder of the vocabulary files."""
        return self.articles_dir / "vocabulary"

    @property
    def articles_path(self) -> str:
        """That of the raw files from the project, as git and people name it."""
        return self.articles_dir.relative_to(self.project).as_posix()

    @property
    def vocabulary_path(self) -> str:
        """That of the vocabulary files from the project."""
        return self.vocabulary_dir.relative_to(self.project).as_posix()

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
    mistakes: list[Diagnostic] = []
    extra = _checked(settings, "extra", _GROUP, mistakes) or {}
    ours = _checked(extra, "warraq", _GROUP, mistakes, "extra.") or {}
    values: dict[str, Any] = {}
    for key, value in ours.items():
        if key not in SETTINGS:
            near = difflib.get_close_matches(str(key), SETTINGS, n=1, cutoff=0)[0]
            mistakes.append(_mistake("CONF03", ("key", str(key)), ("nearest", near)))
        elif not SETTINGS[key].accepts(value):
            mistakes.append(_wrong(f"extra.warraq.{key}", value, SETTINGS[key]))
        else:
            values[key] = value
    said = {key: _checked(settings, key, _TEXT, mistakes) or "" for key in TEXTS}
    theme = settings.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    theme_dir = _checked(theme, "custom_dir", _TEXT, mistakes, "theme.")
    mistakes += _unfollowed(settings)
    if mistakes:
        raise ConfigError(tuple(mistakes))
    language = theme.get("language", "ar")
    config = Config(
        project=project,
        articles_dir=project / values.pop("articles", "articles"),
        docs_dir=project / (said["docs_dir"] or "docs"),
        site_dir=behind_link(project / (said["site_dir"] or "site")),
        theme_dir=project / theme_dir if theme_dir else None,
        site_name=said["site_name"],
        site_url=said["site_url"],
        description=said["site_description"],
        repo_url=said["repo_url"].rstrip("/"),
        language=language if language in LANGUAGES else "ar",
        unpublished=(said["exclude_docs"], said["draft_docs"]),
        **values,
    )
    wrong = [Diagnostic(FILE, problem) for problem in misplaced(config)]
    if wrong or (wrong := [*misled(config)]):
        raise ConfigError(tuple(wrong))
    return config


def _unfollowed(settings: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield an error for each setting of MkDocs that it would follow, and the builder cannot."""
    if settings.get("use_directory_urls") is False:
        yield _mistake("CONF09")
    if "INHERIT" in settings:
        yield _mistake("CONF10", ("value", str(settings["INHERIT"])))


def _checked(
    settings: Mapping[str, Any],
    key: str,
    setting: _Setting,
    mistakes: list[Diagnostic],
    above: str = "",
) -> Any:  # noqa: ANN401 - what the settings file holds
    """Return what is set, or None where it is not, or is of another kind: that is a mistake."""
    value = settings.get(key)
    if value is None or setting.accepts(value):
        return value
    mistakes.append(_wrong(above + key, value, setting))
    return None


@dataclass(frozen=True, slots=True)
class _Setting:
    accepts: Callable[[Any], bool]
    expected: str
    expected_ar: str


_GROUP: Final = _Setting(lambda value: isinstance(value, dict), "settings under it", "إعدادات تحته")
_TEXT: Final = _Setting(
    lambda value: isinstance(value, str), "a text, in quotes", "نصًّا بين علامتي اقتباس"
)
TEXTS: Final = (
    *("site_name", "site_url", "site_description", "repo_url"),
    *("docs_dir", "site_dir", "exclude_docs", "draft_docs"),
)
"""Settings of MkDocs that the builder reads as well."""


def _is_branch(value: object) -> bool:
    """Tell whether Git takes a name for a branch, as far as an address depends on it."""
    return isinstance(value, str) and re.fullmatch(r"(?!.*\.\.)[\w.][\w./+-]*", value) is not None


def _is_folder_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and bool(value)
        and not value.startswith(("/", "."))
        and ".." not in value
    )


SETTINGS: Final = {
    "articles": _Setting(
        _is_folder_name,
        "a folder below the project, such as articles",
        "مجلدًا داخل المشروع، مثل articles",
    ),
    "branch": _Setting(
        _is_branch, "a branch of the repository, such as main", "فرعًا من المستودع، مثل main"
    ),
    "locale": _Setting(
        lambda value: value in LOCALES,
        "one of " + " ".join(LOCALES),
        "واحدًا من " + " ".join(LOCALES),
    ),
    "digits": _Setting(
        lambda value: value in ("latn", "arab"),
        "latn (123) or arab (١٢٣)",
        "latn (123) أو arab (١٢٣)",
    ),
    "page_size": _Setting(
        lambda value: type(value) is int and 1 <= value <= MAX_PAGE_SIZE,
        f"a whole number from 1 to {MAX_PAGE_SIZE}",
        f"عددًا صحيحًا من 1 إلى {MAX_PAGE_SIZE}",
    ),
    "unknown_source": _Setting(
        lambda value: value in RIGHTS,
        "one of " + " ".join(RIGHTS),
        "واحدًا من " + " ".join(RIGHTS),
    ),
    "cards": _Setting(lambda value: isinstance(value, bool), "true or false", "true أو false"),
}


def _wrong(key: str, value: object, setting: _Setting) -> Diagnostic:
    shown = ("key", key), ("value", repr(value))
    expected = ("expected", setting.expected), ("expected_ar", setting.expected_ar)
    return _mistake("CONF04", *shown, *expected)


def _mistake(code: str, *values: tuple[str, str]) -> Diagnostic:
    return Diagnostic(FILE, Problem(code, values=values))


class _SettingsLoader(yaml.SafeLoader):
    """Reads `mkdocs.yml` as MkDocs does, but runs none of its `!!python` tags."""


_SettingsLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_SettingsLoader.add_constructor("!ENV", construct_env_tag)
