"""Run MkDocs: build the site once, or serve it live."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

if TYPE_CHECKING:
    from pathlib import Path


def publish_site(settings: Path) -> None:
    """Build the site from `docs/`, which has just been brought up to date."""
    config = load_config(str(settings))
    plugin = config.plugins["warraq"]
    plugin.config["convert"] = False
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(settings: Path, port: int, *, open_browser: bool) -> None:
    """Serve the site on the loopback address until interrupted, and say where."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    serve(str(settings), dev_addr=f"127.0.0.1:{port}", open_in_browser=open_browser)


def is_free(port: int) -> bool:
    """Tell whether nobody listens on a port of the loopback address; 0 stands for any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
