"""Make the site's fonts and its favicon from the font packages: `python tools/make_fonts.py`.

The fonts a first visit loads may weigh 110 kB together, so each face keeps only the characters that
Arabic articles use, and Latin letters stand in a face of their own that a page without them never
asks for. Kerning and joining rules stay: without them Amiri is no naskh any more.

Needs `fontpkg-amiri`, `fontpkg-ibm-plex-sans-arabic`, `fonttools` and `brotli`; the site does not,
because what this makes is committed. The same versions give the same bytes. The families get names
of our own, since a subset is a modified font and the licence of Plex reserves its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ASSETS: Final = Path(__file__).parent.parent / "builder" / "theme" / "assets" / "warraq"

LATIN_LETTERS: Final = frozenset({*range(0x41, 0x5B), *range(0x61, 0x7B), *map(ord, "éèçüö")})
SIGNS: Final = frozenset({*range(0x20, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F), 0xA0})
PUNCTUATION: Final = frozenset(map(ord, "«»·–—‘’“”…،؛؟٪٫٬"))
JOINERS: Final = frozenset({0x200C, 0x200D})
LETTERS: Final = frozenset({*range(0x621, 0x63B), *range(0x641, 0x64B), *map(ord, "پچژڤگ")})
MARKS: Final = frozenset({*range(0x64B, 0x653), 0x640, 0x670})
DIGITS: Final = frozenset(range(0x660, 0x66A))
HEADLINE_SIGNS: Final = frozenset({0xA0, *map(ord, ' !"%()-./0123456789:«»“”…،؛؟–')})

TEXT: Final = SIGNS | PUNCTUATION | JOINERS | LETTERS | MARKS | DIGITS
HEADLINES: Final = HEADLINE_SIGNS | JOINERS | LETTERS - frozenset(map(ord, "ژ")) | MARKS | DIGITS
FEATURES: Final = (
    "ccmp isol init medi fina rlig calt liga mark mkmk curs kern".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Face:
    """One file to make."""

    name: str
    package: str
    file: str
    family: str
    characters: frozenset[int]


FACES: Final = (
    Face("naskh", "fontpkg_amiri", "Amiri-Regular.ttf", "Warraq Naskh", TEXT),
    Face("naskh-bold", "fontpkg_amiri", "Amiri-Bold.ttf", "Warraq Naskh", HEADLINES),
    Face("naskh-latin", "fontpkg_amiri", "Amiri-Regular.ttf", "Warraq Latin", LATIN_LETTERS),
    Face(
        "sans",
        "fontpkg_ibm_plex_sans_arabic",
        "IBMPlexSansArabic-Regular.ttf",
        "Warraq Sans",
        TEXT,
    ),
)
LICENCES: Final = {
    "fontpkg_amiri": "naskh-OFL.txt",
    "fontpkg_ibm_plex_sans_arabic": "sans-OFL.txt",
}


def main() -> None:
    """Write every face, the licences beside them, and the favicon."""
    fonts = ASSETS / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        made = make_face(face)
        made.save(fonts / f"{face.name}.woff2")
    for package, name in LICENCES.items():
        licence = files(package).joinpath("LICENSE").read_text(encoding="utf-8")
        (fonts / name).write_text(licence, encoding="utf-8", newline="\n")
    (ASSETS / "favicon.svg").write_text(favicon(), encoding="utf-8", newline="\n")


def make_face(face: Face) -> TTFont:
    """Return the face with its characters alone, under our name."""
    font = open_font(face.package, face.file)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.drop_tables += ["meta", "DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    rename(font, face.family, face.name)
    font.flavor = "woff2"
    return font


def favicon() -> str:
    """Draw the letter waw, with which «ورّاق» begins, on a rubric ground."""
    font = open_font("fontpkg_amiri", "Amiri-Bold.ttf")
    glyphs = font.getGlyphSet()
    waw = glyphs[font.getBestCmap()[ord("و")]]
    bounds = BoundsPen(glyphs)
    waw.draw(bounds)
    left, bottom, right, top = bounds.bounds
    scale = 40 / max(right - left, top - bottom)
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    shift = (32 - scale * (left + right) / 2, 32 + scale * (bottom + top) / 2)
    waw.draw(TransformPen(pen, (scale, 0, 0, -scale, *shift)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        '<rect width="64" height="64" rx="12" fill="#8f2a1c"/>'
        f'<path fill="#fbf5e8" d="{pen.getCommands()}"/></svg>\n'
    )


def open_font(package: str, name: str) -> TTFont:
    """Open a face of a font package, so that saving it writes no time of day."""
    return TTFont(str(files(package).joinpath("files", name)), recalcTimestamp=False)


def rename(font: TTFont, family: str, name: str) -> None:
    """Give a modified font a name of our own, as its licence asks."""
    postscript = name.title().replace("-", "")
    words = {1: family, 3: f"{family} {name}", 4: family, 6: postscript}
    names: Any = font["name"]
    for record in names.names:
        if record.nameID in words:
            record.string = words[record.nameID]


if __name__ == "__main__":
    main()
