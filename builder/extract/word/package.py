"""Open a .docx as what it is, a ZIP archive of XML, and trust nothing in it.

An archive of a few kilobytes can unpack to gigabytes, an XML entity can multiply itself, and a
relation can point at a file of ours: sizes are bounded while unpacking, entities stay unresolved,
and only names inside the archive are followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from builder.errors import ArticleError
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

MAX_ENTRIES: Final = 5_000
MAX_PART: Final = 40_000_000
"""Bytes of one unpacked part; a book of 1,000 pages takes a tenth."""
CHUNK: Final = 1 << 20

_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/\2"
"""What Word calls the parts of a document, which it saves as «Strict Open XML» under others."""

RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """What an id in a part stands for."""

    kind: str
    """Last part of the relation's type: `hyperlink`, `image`, `styles`."""
    target: str
    external: bool


class Package:
    """The archive, opened; parts are unpacked when they are asked for."""

    def __init__(self, content: bytes) -> None:
        """Open the archive; raise ArticleError where it is none or holds no document."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            names = self._archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _broken("a damaged Word document") from error
        if len(names) > MAX_ENTRIES:
            raise _broken("an archive with too many files")
        self._names = frozenset(names)
        self.main = self._main_part()

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part, by id."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in root.iter(RELATIONS) if root is not None else ():
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relation(kind, target, external)
        return found

    def xml(self, part: str) -> _Element | None:
        """Return the root of a part, or None where there is no such part."""
        if part not in self._names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        try:
            return etree.fromstring(_STRICT.sub(_USUAL, self._unpacked(part)), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _broken("a damaged Word document") from error

    def content(self, part: str) -> bytes | None:
        """Return what a part holds, or None where there is no such part."""
        return self._unpacked(part) if part in self._names else None

    def _main_part(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise _broken("a ZIP archive without a Word document")

    def _unpacked(self, part: str) -> bytes:
        """Unpack a part, piece by piece, and stop at the bound whatever the archive claims."""
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(CHUNK):
                    size += len(piece)
                    if size > MAX_PART:
                        values = (
                            ("size", f"{size / 1e6:.0f}+"),
                            ("limit", f"{MAX_PART / 1e6:.0f}"),
                        )
                        raise ArticleError(Problem("FILE03", values=values))
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            EOFError,
            NotImplementedError,
            OSError,
        ) as error:
            raise _broken("a damaged or locked Word document") from error
        return b"".join(pieces)


def embedded_pictures(document: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Return those of the pictures in a Word document that go by `names`."""
    package = Package(document)
    wanted = frozenset(names)
    found = {}
    for relation in package.relations(package.main).values():
        name = relation.target.rpartition("/")[2]
        if relation.kind == "image" and not relation.external and name in wanted:
            content = package.content(relation.target)
            if content is not None:
                found[name] = content
    return found


def _broken(what: str) -> ArticleError:
    return ArticleError(Problem("FILE02", values=(("what", what),)))
