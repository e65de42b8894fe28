"""Build the theme's sample pages (`tests/theme_site/`): one of each kind, one of them hostile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "theme_site"
THEME = ROOT / "builder" / "theme"
SITE_URL = "https://archive.example/warraq/"

KINDS: Mapping[str, str] = {
    "home": "",
    "article": "articles/full/",
    "bare article": "articles/bare/",
    "hostile article": "articles/hostile/",
    "tombstone": "articles/withdrawn/",
    "term": "topics/paper/",
    "index": "topics/",
    "timeline": "timeline/",
    "list": "archive/2024/12/",
    "search": "search/",
    "hand-written": "about/",
    "guide": "guide/dates/",
    "404": "404.html",
}


def build_samples(folder: Path, site_url: str = SITE_URL, language: str = "ar") -> Path:
    """Build the samples below `folder` with the project's own settings; return the site's folder.

    Without our plugin: the pages here are what the builder would have written.
    """
    docs, site = folder / "docs", folder / "site"
    shutil.copytree(SAMPLES, docs)
    for page in ("about.md", "search.md"):
        shutil.copyfile(ROOT / "docs" / page, docs / page)
    shutil.copytree(ROOT / "docs" / "guide", docs / "guide")
    settings: dict[str, Any] = {"docs_dir": str(docs), "site_dir": str(site), "site_url": site_url}
    theme = {"name": "material", "custom_dir": str(THEME), "language": language}
    build(load_config(str(ROOT / "mkdocs.yml"), plugins=[], theme=theme, **settings))
    return site


def page_of(site: Path, address: str) -> str:
    """Return the HTML at `address` of a built site."""
    file = site / address
    return (file if file.suffix == ".html" else file / "index.html").read_text(encoding="utf-8")
