"""Put a new raw file into the collection: its name, its folder, and never over another.

A raw file is kept byte by byte as it was given. What is known besides, such as the address it was
fetched from, goes into a sidecar.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.addresses import MAX_LENGTH, article_id, is_id, last_part
from builder.checking import examine
from builder.diagnostics import is_error
from builder.errors import ArticleError
from builder.model import Problem
from builder.raw_files import (
    MAX_BYTES,
    SIDECAR_SUFFIX,
    VOCABULARY,
    RawFile,
    discover_files,
    raw_file,
    raw_file_of,
    visible_path,
)
from builder.reading import identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config import Config
    from builder.contribution import Examined
    from builder.workshop import Workshop

MODE: Final = 0o644
_NOT_ID: Final = re.compile(r"[^a-z0-9]+", re.ASCII)
_TELLING: Final = re.compile(r"[a-z]{2,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Material:
    """What a person adds."""

    content: bytes
    suffix: str
    name: str = ""
    """What it was called where it comes from; nothing for a paste."""
    address: str | None = None
    """Where it was fetched from."""


def add(material: Material, name: str | None, workshop: Workshop) -> RawFile:
    """Write `material` as a new raw file, called `name` where a person has chosen one.

    Raise ArticleError where that would bring nothing new, or take another's place.
    """
    config = workshop.config
    if not material.content.strip():
        raise ArticleError(Problem("FILE01"))
    if len(material.content) > MAX_BYTES:
        limit = f"{MAX_BYTES / 1e6:.0f}"
        raise ArticleError(Problem("FILE03", values=(("size", f"> {limit}"), ("limit", limit))))
    files = list(_raw_files(config))
    _refuse_copy(material.content, files)
    ids = {id_: file.path for file in files for id_ in identify(file)}
    looked = _look(material, workshop)
    unfit = [d.problem for d in looked.diagnostics if d.code.startswith("FILE")]
    if any(map(is_error, unfit)):  # it can never be an article, and would only lie about
        raise ArticleError(*unfit)
    if name is None:
        target = _chosen(material, looked, config, ids)
    else:
        target = _asked(name, material, config, ids)
    _keep_within(target, config, name)
    _write(target, material)
    raw = raw_file(target, config.project)
    return RawFile(raw.path, raw.place, raw.kind, raw.sidecars, config.articles_dir)


def is_named_by_chance(raw: RawFile, content: bytes) -> bool:
    """Tell whether a raw file's name says nothing: neither file, source nor day gave one."""
    return raw.location.stem.startswith(article_id("", content))


def _raw_files(config: Config) -> Iterator[RawFile]:
    if config.articles_dir.is_dir():
        for file in discover_files(config.articles_dir, config.project):
            if isinstance(file, RawFile):
                yield file


def _refuse_copy(content: bytes, files: Iterable[RawFile]) -> None:
    """Refuse what is there already, byte by byte: a second copy would need a second address."""
    for file in files:
        with suppress(OSError):  # what is wrong with that file is told when it is checked
            same_size = file.location.stat().st_size == len(content)
            if same_size and file.location.read_bytes() == content:
                raise ArticleError(Problem("ADD02", values=(("other", file.path),)))


def _asked(name: str, material: Material, config: Config, ids: dict[str, str]) -> Path:
    """Return the path that a person asks for, such as «2024/aleppo-press»."""
    *parts, stem = name.removesuffix(material.suffix).split("/")
    fit = all(part == visible_path(part).strip() and part[:1] not in ("", ".") for part in parts)
    if not is_id(stem) or not fit or "\\" in name or parts[:1] == [VOCABULARY]:
        raise ArticleError(Problem("ADD03", values=(("name", visible_path(name)),)))
    target = config.articles_dir.joinpath(*parts, stem + material.suffix)
    beside = raw_file_of(target)
    other = ids.get(stem) or (beside.name if beside else None)
    if other is not None:
        raise ArticleError(Problem("ADD01", values=(("id", stem), ("other", other))))
    return target


def _chosen(material: Material, looked: Examined, config: Config, ids: dict[str, str]) -> Path:
    """Choose a path by what the file is called and says: «2024/syria-tv-2024-03-05»."""
    found = looked.answer
    day, source = str(found.get("date") or ""), str(found.get("source_id") or "")
    stem = _slug(material.name)
    if not stem and day and source:
        stem = _slug(f"{source}-{day}")
    stem = stem or _called_by(str(found.get("url") or "")) or article_id("", material.content)
    folder = config.articles_dir / day[:4]
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    targets = (folder / f"{one}{material.suffix}" for one in numbered if one not in ids)
    return next(target for target in targets if raw_file_of(target) is None)


def _called_by(address: str) -> str:
    """Return the name that its own address gives an article; a script's gives none.

    >>> _called_by("https://example.org/news/olive-2021"), _called_by("https://example.org/n.php?i=7")
    ('olive-2021', '')
    """
    return "" if "?" in address else _slug(last_part(address))


def _look(material: Material, workshop: Workshop) -> Examined:
    """Read the article aside, to learn its day and source before it has a place."""
    with tempfile.TemporaryDirectory(prefix="warraq-add-") as folder:
        target = Path(folder) / f"new{material.suffix}"
        _write(target, material)
        return examine(target, workshop)


def _slug(name: str) -> str:
    """Return a name as an id, or nothing where it is in other letters or only a number.

    >>> _slug("Old Press_found (1)"), _slug("مطبعة press"), _slug("12345"), _slug("index")
    ('old-press-found-1', '', '', '')
    """
    if not name.isascii():
        return ""
    slug = _NOT_ID.sub("-", name.lower()).strip("-")
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH - 10].rpartition("-")[0] or slug[: MAX_LENGTH - 10]
    return slug if is_id(slug) and _TELLING.search(slug) else ""


def _keep_within(target: Path, config: Config, name: str | None) -> None:
    """Refuse a folder that is a link out of the collection."""
    nearest = next(folder for folder in target.parents if folder.exists())
    root = config.articles_dir.resolve()
    if nearest.resolve().is_relative_to(root) or not config.articles_dir.exists():
        return
    shown = name or target.parent.name
    raise ArticleError(Problem("ADD03", values=(("name", visible_path(shown)),)))


def _write(target: Path, material: Material) -> None:
    """Write the sidecar, then the raw file, so that none is ever without what belongs to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sidecar = None
    if material.address is not None:
        sidecar = target.with_suffix(SIDECAR_SUFFIX)
        quoted = json.dumps(material.address, ensure_ascii=False)  # a text of YAML's too
        write_new(sidecar, f"url: {quoted}\n".encode())
    try:
        write_new(target, material.content)
    except BaseException:
        if sidecar is not None:
            sidecar.unlink()
        raise


def write_new(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, and never in another's place."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    whole = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        whole.chmod(MODE)
        try:
            target.hardlink_to(whole)
        except FileExistsError:
            raise ArticleError(
                Problem("ADD01", values=(("id", target.stem), ("other", target.name)))
            ) from None
        except OSError:  # a file system without such links
            with target.open("xb") as stream:
                stream.write(content)
    finally:
        whole.unlink()
