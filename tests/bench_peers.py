"""Lay out the same articles for the generators that a build is measured against."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MKDOCS: Final = (sys.executable, "-m", "mkdocs", "build", "-q")
PEERS: Final = {
    "material, articles": ("material", MKDOCS, "site"),
    "material, same pages": ("plugins", MKDOCS, "site"),
    "same, no plugins": ("pages", MKDOCS, "site"),
    "hugo, articles": ("hugo", ("hugo", "--quiet"), "public"),
    "pelican, articles": (
        "pelican",
        ("pelican", "content", "-q", "-s", "pelicanconf.py"),
        "output",
    ),
}
"""By name: the folder, the command, and the folder it publishes to."""
PLAIN, SAME = "material, articles", "material, same pages"
"""What builds are measured against: a collection's articles, and the very pages that we render.

Both have the search and the tags that Material brings along: ours are among the pages."""

MATERIAL: Final = """
site_name: مجموعة
site_url: https://example.org/
theme: {name: material, language: ar, direction: rtl, font: false}
plugins: PLUGINS
nav: [index.md, tags.md]
not_in_nav: "*"
"""
HUGO: Final = """
baseURL = "https://example.org/"
title = "مجموعة"
[taxonomies]
  tag = "tags"
[pagination]
  pagerSize = 50
"""
PAGE: Final = (
    '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
    "<title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>%s</body></html>"
)
LIST: Final = (
    "<ul>{{ range .Paginator.Pages }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
)
PELICAN: Final = """
AUTHOR = "x"
SITENAME = "x"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
THEME = "simple"
DEFAULT_PAGINATION = 50
TAG_FEED_ATOM = "feeds/{slug}.atom.xml"
"""
_OURS: Final = re.compile(r"^template: .*?(?=^---$)", re.MULTILINE | re.DOTALL)
"""The last keys of a page's front matter, which only our theme reads."""


def lay_out_peers(folder: Path, project: Path) -> None:
    """Write the project of each generator from the Markdown that a build of ours has made."""
    pages = {
        file.stem: _OURS.sub("", file.read_text(encoding="utf-8"))
        for file in sorted((project / "docs" / "articles").glob("*.md"))
        if file.stem != "index"  # a way to the archive, and to Hugo a folder's only page
    }
    material, hugo, pelican = (folder / name for name in ("material", "hugo", "pelican"))
    _lay_out_material(material, "[search, tags]")
    _write(material / "docs" / "index.md", "# مجموعة\n")
    for same, plugins in ((folder / "pages", "[]"), (folder / "plugins", "[search, tags]")):
        _lay_out_material(same, plugins)
        for file in (project / "docs").rglob("*.md"):
            text = _OURS.sub("", file.read_text(encoding="utf-8"))
            _write(same / "docs" / file.relative_to(project / "docs"), text)
    _write(hugo / "hugo.toml", HUGO)
    _write(hugo / "layouts" / "_default" / "single.html", PAGE % "{{ .Content }}")
    _write(hugo / "layouts" / "_default" / "list.html", PAGE % LIST)
    _write(pelican / "pelicanconf.py", PELICAN)
    for name, text in pages.items():
        _write(material / "docs" / "articles" / f"{name}.md", text)
        _write(hugo / "content" / "articles" / f"{name}.md", text)
        _write(pelican / "content" / f"{name}.md", _for_pelican(text, name))


def _lay_out_material(folder: Path, plugins: str) -> None:
    settings = MATERIAL.replace("PLUGINS", plugins)
    _write(folder / "mkdocs.yml", settings)
    _write(folder / "docs" / "tags.md", "# وسوم\n\n<!-- material/tags -->\n")


def _for_pelican(text: str, name: str) -> str:
    """Turn the front matter into the few lines that Pelican reads."""
    _, head, body = text.split("---\n", 2)
    title = re.search("^title: (.*)$", head, re.MULTILINE)
    date = re.search("^date: (.*)$", head, re.MULTILINE)
    listed = re.search(r"^tags:\n((?:- .*\n)+)", head, re.MULTILINE)
    tags = ", ".join(line[2:] for line in listed[1].splitlines()) if listed else ""
    lines = {"Title": title and title[1].strip("'"), "Date": date and date[1], "Slug": name}
    top = "".join(f"{key}: {value}\n" for key, value in (lines | {"Tags": tags}).items() if value)
    return f"{top}\n{body}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
