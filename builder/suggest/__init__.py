"""Say what the vocabulary lacks: names it does not know, entries that may be one, bare articles.

`phrases` counts what is frequent and not yet known, `shape` leaves out what cannot be a name,
`naming` says what kind of thing a phrase names, `merges` compares the entries themselves, `writing`
puts it all as YAML to paste or as text. A person judges: nothing here changes the vocabulary.
"""

from builder.suggest.suggesting import Suggestions, Told, suggest
from builder.suggest.writing import as_text, as_yaml

__all__ = ["Suggestions", "Told", "as_text", "as_yaml", "suggest"]
