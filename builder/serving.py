"""Run MkDocs: build the site once, or serve it live."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as building
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from builder.conversion import Conversion
    from builder.voice import Voice


def publish_site(settings: Path, conversion: Conversion | None = None) -> None:
    """Build the site from `docs/`, which has just been brought up to date by a `conversion`."""
    config = load_config(str(settings))
    plugin: Any = config.plugins["warraq"]
    plugin.config["convert"] = False
    plugin.conversion = conversion
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with _looking_at_few_files():
            building.build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(settings: Path, port: int, voice: Voice, *, open_browser: bool) -> None:
    """Serve the site on the loopback address until interrupted, and say to `voice` where."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - a server, which no build needs

    from builder.voice import heard_by  # noqa: PLC0415 - nor does it speak

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who ends us so may find no crumbs
    logging.getLogger("mkdocs.livereload").setLevel(logging.WARNING)  # `voice` has the rest
    with _looking_at_few_files(), heard_by(voice):
        serve(str(settings), dev_addr=f"127.0.0.1:{port}", open_in_browser=open_browser)


@contextmanager
def _looking_at_few_files() -> Iterator[None]:
    """Let MkDocs' build begin with the files that our plugin chooses.

    No event comes before it looks at them all, and it is only made quicker: `mkdocs build`, which
    goes the long way, gives the same site.
    """
    whole = vars(building)["get_files"]
    vars(building)["get_files"] = _chosen_files
    try:
        yield
    finally:
        vars(building)["get_files"] = whole


def _chosen_files(config: MkDocsConfig) -> Files:
    plugin: Any = config.plugins["warraq"]
    files: Files = plugin.choose_files(config)
    return files


def is_free(port: int) -> bool:
    """Tell whether nobody listens on a port of the loopback address; 0 stands for any free one."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # there it would let two listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
