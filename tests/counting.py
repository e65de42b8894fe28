"""Serve a folder on loopback and note what was asked for."""

from __future__ import annotations

import gzip
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

BLANK: Final = b"<!doctype html><title>.</title>"
GZIP: Final = b"\x1f\x8b"


class CountingServer:
    """A server that says which files it sent, and in how many bytes a compressing one would."""

    def __init__(self, folder: Path) -> None:
        """Serve `folder`, and an empty page at `/blank`."""
        self.served: list[tuple[str, int]] = []
        handler = partial(_Handler, folder, self.served)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """As servers do; else every answer on a connection that is kept waits 40 ms for its end."""

    def __init__(self, folder: Path, served: list[tuple[str, int]], *rest: object) -> None:
        self._folder, self._served = folder, served
        super().__init__(*rest, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:  # the name that the base class calls
        name = self.path.partition("?")[0].lstrip("/")
        file = self._folder / name
        content = BLANK if name == "blank" else file.read_bytes() if file.is_file() else b""
        if not content:
            self.send_error(404)
            return
        packed = content if content.startswith(GZIP) else gzip.compress(content, 6)
        self._served.append((name, len(packed)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(name if "." in name else "blank.html"))
        if packed is not content:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
