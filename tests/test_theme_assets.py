"""Style sheet and fonts of the theme: Arabic set as Arabic, and light to send."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from tests.theme_pages import KINDS, THEME, build_samples, page_of

if TYPE_CHECKING:
    from pathlib import Path

ASSETS = THEME / "assets" / "warraq"
STYLES = (ASSETS / "warraq.css").read_text(encoding="utf-8")
FONTS = sorted((ASSETS / "fonts").glob("*.woff2"))
MAX_FONTS = 110_000
MAX_FIRST_VISIT = 200_000


def test_styles_ask_no_other_host() -> None:
    """Every address in the style sheet is a file beside it."""
    addresses = re.findall(r"url\(\s*[\"']?([^)\"']+)", STYLES)
    assert addresses
    assert [a for a in addresses if not (ASSETS / a).is_file()] == []
    assert "@import" not in STYLES


def test_arabic_is_not_spaced_slanted_or_justified() -> None:
    """Each of the three breaks or disfigures cursive script."""
    assert {"0"} == set(re.findall(r"letter-spacing:\s*([^;}]+)", STYLES))
    assert {"normal"} == set(re.findall(r"font-style:\s*([^;}]+)", STYLES))
    assert "justify" not in re.sub(r"justify-content", "", STYLES.split("*/", 1)[1])
    assert "break-all" not in STYLES
    (height,) = re.findall(r"^\.text \{[^}]*?rem/([\d.]+) var\(--naskh\)", STYLES, re.MULTILINE)
    assert 1.8 <= float(height) <= 2


def test_all_fonts_together_are_light() -> None:
    """Even a page that needs every face stays within the budget of a first visit."""
    assert sum(font.stat().st_size for font in FONTS) <= MAX_FONTS


def test_a_first_visit_is_light(tmp_path: Path) -> None:
    """Page, style, script, mark and every font, as a server sends them compressed."""
    sent = [page_of(build_samples(tmp_path), KINDS["article"]).encode()]
    sent += [(ASSETS / name).read_bytes() for name in ("warraq.css", "warraq.js", "favicon.svg")]
    weight = sum(len(gzip.compress(content)) for content in sent)
    assert weight + sum(font.stat().st_size for font in FONTS) <= MAX_FIRST_VISIT


@pytest.mark.parametrize("font", [f for f in FONTS if "latin" not in f.name], ids=lambda p: p.stem)
def test_a_face_can_write_arabic(font: Path) -> None:
    """Every letter, mark and digit is there, and the rules that join them."""
    face = TTFont(font)
    needed = {*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A), *range(0x30, 0x3A)}
    needed |= {ord(sign) for sign in "«»“”،؛؟().:!٪%–…"} - (
        {ord("٪")} if "bold" in font.stem else set()
    )
    assert needed - set(face.getBestCmap()) == set()
    features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} - features == set()


def test_fonts_carry_their_licence_and_not_a_reserved_name() -> None:
    """The licence asks that it travels along, and Plex's that a changed font is not called Plex."""
    assert {"naskh-OFL.txt", "sans-OFL.txt"} == {p.name for p in (ASSETS / "fonts").glob("*.txt")}
    names = {TTFont(font)["name"].getDebugName(1) for font in FONTS}
    assert names == {"Warraq Naskh", "Warraq Latin", "Warraq Sans"}
