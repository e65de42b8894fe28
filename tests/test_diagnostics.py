"""Messages: what stands in them is of their own language."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from builder.decoding import DAMAGING_ENCODINGS, SIGNATURES
from builder.diagnostics import Diagnostic, reasons
from builder.model import Problem
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Project


def written() -> Iterator[str]:
    """Yield the reasons that the code gives in words of its own."""
    yield from (what for _, what in SIGNATURES)
    yield from (f"UTF-8 read as {encoding}" for encoding in DAMAGING_ENCODINGS)
    for path in (ROOT / "builder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Tuple(elts=[ast.Constant("what"), ast.Constant(str(said))]):
                    yield said
                case ast.Call(
                    func=ast.Name("_broken" | "GitError"), args=[ast.Constant(str(said))]
                ):
                    yield said


def test_every_reason_has_an_arabic_one() -> None:
    """«الملف ليس نصًّا: control characters» is half a message."""
    assert {*written()} - reasons().keys() == set()


@pytest.mark.parametrize(
    ("code", "what"),
    [("FILE02", "control characters"), ("PAGE01", "forum"), ("GIT01", "git refused")],
)
def test_a_reason_is_told_in_the_language_of_its_message(code: str, what: str) -> None:
    """English messages keep it as it is."""
    told = Diagnostic("a.txt", Problem(code, values=(("what", what), ("revision", "x"))))
    assert what in told.message("en")
    assert reasons()[what] in told.message("ar")
    assert what not in told.message("ar")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("date: غدًا", "SIDE03"),
        ("images: [a.png, 5/x]", "SIDE03"),
        ("topics: [لا مدخل كهذا]", "TAG02"),
        ("keep: 700", "SIDE06"),
        ("keep: 8\ndrop: 8", "SIDE07"),
    ],
)
def test_a_mistake_in_front_matter_is_not_said_to_be_in_a_sidecar(
    project: Project, paste: Callable[..., str], said: str, code: str
) -> None:
    """Who wrote no sidecar went looking for one; the same in a sidecar names that."""
    project.write("articles/front.txt", f"---\n{said}\n---\n{paste()}")
    project.write("articles/beside.txt", paste("خبر آخر عن مطبعة"))
    project.write("articles/beside.yml", f"{said}\n")
    told = {d.path: d for d in project.convert().diagnostics if d.code == code}
    assert set(told) == {"articles/front.txt", "articles/beside.yml"}
    for path, english, arabic in (
        ("articles/front.txt", "the front matter", "كتلة البيانات في رأس الملف"),
        ("articles/beside.yml", "the sidecar", "الملف المرافق"),
    ):
        assert f" in {english}" in told[path].message("en")
        assert arabic in told[path].message("ar")
    assert "sidecar" not in told["articles/front.txt"].message("en")
    assert "المرافق" not in told["articles/front.txt"].message("ar")
