"""Find the entries of the vocabulary in an article, each with its evidence.

The text is folded once (`builder.folding`) and read once by an automaton that holds every name,
keyword and context word (`patterns`, `scan`); `names` and `builder.topics` judge what was seen, and
`gazetteer` puts the stages together.
"""

from builder.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
