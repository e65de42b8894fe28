"""Take the pictures that the README shows: `python tools/make_screenshots.py` after a build.

They are of the built `site/`, served over the loopback, and reduced to few colours: it has few.
Needs the test requirements, and Chromium in `WARRAQ_CHROMIUM` or on the PATH.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / "docs" / "assets" / "screenshots"
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
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
    Shot("home-phone", "", 360, 720, "light"),
    Shot("article-phone-dark", "articles/syria-tv-2021-08-11/", 360, 720, "dark"),
)


def main() -> None:
    """Serve the site and take every picture of it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    handler = partial(_Quiet, directory=str(ROOT / "site"))
    chromium = os.environ.get("WARRAQ_CHROMIUM") or shutil.which("chromium")
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=FLAGS) as browser,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        for shot in SHOTS:
            take(shot, f"http://127.0.0.1:{server.server_address[1]}/", browser)
        server.shutdown()


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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    main()
