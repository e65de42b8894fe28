"""What every command starts from: the project, the languages, and how it ends where it cannot."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from builder.cli.console import say, tell
from builder.config import FILE, load_config
from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.interface import Interface
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.config import Config
    from builder.diagnostics import Language
    from builder.workshop import Workshop

log = logging.getLogger("warraq")


class Session:
    """What every command starts from."""

    def __init__(self, project: Path, speaking: tuple[Language, ...]) -> None:
        """Hold the project's folder, and the languages to speak."""
        self.project = project
        self.speaking = speaking

    @property
    def words(self) -> Interface:
        """The words of tables, which are in one language: Arabic where that alone is spoken."""
        return Interface("ar" if self.speaking == ("ar",) else "en")

    def say(self, english: str, arabic: str) -> None:
        """Say something in the languages spoken."""
        say(english, arabic, self.speaking)

    def config(self) -> Config:
        """Load the settings, or say what is wrong with them and end with 2."""
        try:
            return load_config(self.project)
        except ConfigError as error:
            self.refuse(error)

    def workshop(self) -> Workshop:
        """Load settings, vocabulary and profiles, or say what is wrong and end with 2."""
        from builder.workshop import open_workshop

        config = self.config()
        try:
            return open_workshop(config)
        except ConfigError as error:
            self.refuse(error)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """End with 2 where MkDocs cannot make a site: 1 would say that there is one."""
        try:
            yield
        except Exception as error:
            log.debug("publishing", exc_info=True)
            values = (("what", f"{type(error).__name__}: {error}"),)
            self.refuse(ConfigError((Diagnostic(FILE, Problem("SITE01", values=values)),)))

    def refuse(self, error: ConfigError) -> NoReturn:
        """Print configuration mistakes and end with 2."""
        tell(error.diagnostics, "text", self.speaking)
        sys.exit(2)
