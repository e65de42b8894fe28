"""Make the fonts of the social cards from the font packages: `python tools/make_card_fonts.py`.

A card is drawn letter by letter, by the code points of joined letters and with no layout engine, so
these faces need other characters than the site's and none of the joining rules. The joined forms
that a face draws but has no code point for are given one. `coverage.json` says what each face has.

Needs what `make_fonts.py` needs, and `arabic-reshaper`; the same versions give the same bytes.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from arabic_reshaper.letters import LETTERS_ARABIC
from fontTools.subset import Options, Subsetter
from make_fonts import LICENCES, MARKS, files, open_font, rename

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parent.parent / "builder" / "data" / "fonts"
FACES: Final = {
    "naskh": ("fontpkg_amiri", "Amiri-Bold.ttf", "Warraq Card Naskh"),
    "sans": ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf", "Warraq Card Sans"),
}
POSITIONS: Final = ("isol", "init", "medi", "fina")
"""The forms of a letter, in the order in which `LETTERS_ARABIC` has them."""
JOINED: Final = frozenset(ord(form) for form in chain(*LETTERS_ARABIC.values()) if form)
LIGATURES: Final = frozenset({*range(0xFEF5, 0xFEFD), 0xFDF2, 0xFDFA})
LATIN: Final = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C)})
SIGNS: Final = frozenset(map(ord, "،؛؟٪٫٬‐‑–—‘’‚“”„•…‹›€№™−"))
ARABIC: Final = frozenset({*range(0x621, 0x64B), *range(0x660, 0x66E), *range(0x6F0, 0x6FA)})
CHARACTERS: Final = JOINED | LIGATURES | LATIN | SIGNS | ARABIC | MARKS


def main() -> None:
    """Write each face, its licence, and what the faces cover."""
    FONTS.mkdir(parents=True, exist_ok=True)
    coverage = {}
    for name, (package, file, family) in FACES.items():
        font = make_face(package, file)
        rename(font, family, f"card-{name}")
        font.save(FONTS / f"{name}.ttf")
        coverage[name] = ranges(font.getBestCmap())
        licence = files(package).joinpath("LICENSE").read_text(encoding="utf-8")
        (FONTS / LICENCES[package]).write_text(licence, encoding="utf-8", newline="\n")
    text = json.dumps(coverage, separators=(",", ":")).replace('],"', '],\n"')
    (FONTS / "coverage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def make_face(package: str, file: str) -> TTFont:
    """Return a face with the letters of cards alone, each joined form under its code point."""
    font = open_font(package, file)
    name_joined_forms(font)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.drop_tables += ["meta", "DSIG", "GDEF", "GPOS", "GSUB"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    return font


def name_joined_forms(font: TTFont) -> None:
    """Give the forms that the face reaches by substitution the code points that Unicode has."""
    cmap: dict[int, str] = font.getBestCmap()
    forms = {position: _substitutions(font, position) for position in POSITIONS}
    for letter, codes in LETTERS_ARABIC.items():
        base = cmap.get(ord(letter))
        for position, code in zip(POSITIONS, codes, strict=True):
            if base is None or not code or ord(code) in cmap or ord(code) == ord(letter):
                continue
            glyph = forms[position].get(base, base if position == "isol" else None)
            if glyph is not None:
                _name(font, ord(code), glyph)


def ranges(characters: Any) -> list[list[int]]:  # noqa: ANN401 - any collection of numbers
    """Return characters as their first and last of each unbroken row."""
    found: list[list[int]] = []
    for code in sorted(characters):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def _substitutions(font: TTFont, feature: str) -> dict[str, str]:
    """Return the single substitutions of a feature, for the scripts that are written joined."""
    table = font["GSUB"].table
    lookups = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    mapping: dict[str, str] = {}
    for number in sorted(lookups):
        for subtable in table.LookupList.Lookup[number].SubTable:
            mapping |= getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
    return mapping


def _name(font: TTFont, code: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


if __name__ == "__main__":
    main()
