"""Search without a server: an index of small files, and the code that reads it in a browser.

`build_index` writes the index. `js/search.js` reads it; `builder.arabic` and `js/analysis.js` make
words, keys and stems alike, by rules that travel inside the index.
"""

from builder.search.build import IndexReport, build_index

__all__ = ["IndexReport", "build_index"]
