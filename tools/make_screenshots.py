"""Take the pictures that the README shows: `python -m tools.make_screenshots` after a build.

They are of the built `site/`, served over the loopback, and reduced to few colours: it has few.
Needs the test requirements, and Chromium in `WARRAQ_CHROMIUM` or on the PATH.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browsing import FLAGS, chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / "docs" / "assets" / "screenshots"
COLOURS: Final = 96


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a page as one reader sees it."""

    name: str
    address: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


SHOTS: Final = (
    Shot("home", "", 1280, 900, "light"),
    Shot("article", "articles/syria-tv-2021-08-11/", 1280, 900, "light"),
    Shot("article-dark", "articles/syria-tv-2021-08-11/", 1280, 900, "dark"),
    Shot("topic", "topics/printing/", 1280, 900, "light"),
    Shot("search", "search/?q=المطبعة", 1280, 900, "light"),
    Shot("home-phone", "", 360, 720, "light"),
    Shot("article-phone-dark", "articles/syria-tv-2021-08-11/", 360, 720, "dark"),
)


def main() -> None:
    """Serve the site and take every picture of it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        served(ROOT / "site") as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS)) as browser,
    ):
        for shot in SHOTS:
            take(shot, f"{site}/", browser)


def take(shot: Shot, site: str, browser: Browser) -> None:
    """Open the page as the reader would and keep what stands on the first screen."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        device_scale_factor=2 if shot.width < 500 else 1,  # noqa: PLR2004 - a phone
    )
    page.goto(site + shot.address, wait_until="networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(PICTURES / f"{shot.name}.png", optimize=True)
    page.close()


if __name__ == "__main__":
    main()
