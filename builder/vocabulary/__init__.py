"""The controlled vocabulary: topics, people, organisations, places and sources.

`entries` has the types, `schema` checks the shape of the files against the same JSON Schema that
editors use, `checks` judges the entries together, `load` does all of it at once.
"""

from builder.vocabulary.entries import (
    Alias,
    Entry,
    Keyword,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
    Vocabulary,
)
from builder.vocabulary.load import VocabularyError, load_vocabulary, warnings_of

__all__ = [
    "Alias",
    "Entry",
    "Keyword",
    "Organisation",
    "Person",
    "Place",
    "Source",
    "Topic",
    "Vocabulary",
    "VocabularyError",
    "load_vocabulary",
    "warnings_of",
]
