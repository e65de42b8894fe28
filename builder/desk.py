"""What readers of raw files work with: the vocabulary, and what is known of publishers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.errors import ConfigError
from builder.extract.profiles import Profiles, load_profiles
from builder.folders import CACHE
from builder.sources import Sources, known_sources
from builder.terms import known_terms
from builder.vocabulary import Vocabulary, VocabularyError, load_vocabulary
from builder.vocabulary.kept import kept_vocabulary
from builder.world import world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.config import Config
    from builder.terms import Terms
    from builder.vocabulary.entries import Kind as Entries


@dataclass(frozen=True, slots=True)
class Desk:
    """What readers work with: the same for every file."""

    vocabulary: Vocabulary
    sources: Sources
    terms: Mapping[Entries, Terms]
    profiles: Profiles


def open_desk(config: Config, *, keep: bool = False) -> Desk:
    """Load the vocabulary and the profiles; raise ConfigError where they cannot be used.

    With `keep`, the vocabulary is kept for the next run.
    """
    try:
        vocabulary = kept_vocabulary(
            config.project / CACHE,
            world(config),
            lambda: load_vocabulary(config.vocabulary_dir, config.vocabulary_path),
            keep=keep,
        )
    except VocabularyError as error:
        raise ConfigError(error.problems) from None
    return desk_of(vocabulary, config)


def desk_of(vocabulary: Vocabulary, config: Config) -> Desk:
    """Return what readers work with where this is the vocabulary."""
    unknown = config.interface.text("article.unknown_source")
    sources = known_sources(vocabulary, config.unknown_source, unknown)
    return Desk(vocabulary, sources, known_terms(vocabulary), load_profiles())
