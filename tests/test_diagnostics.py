"""Messages: what stands in them is of their own language."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from builder.decoding import SIGNATURES
from builder.diagnostics import Diagnostic, reasons
from builder.model import Problem
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def written() -> Iterator[str]:
    """Yield the reasons that the code gives in words of its own."""
    yield from (what for _, what in SIGNATURES)
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
