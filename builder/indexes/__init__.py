"""Library → index pages: every aggregate is a page of its own.

How many files one new article may change, apart from its own page and those of its neighbours
(`tests/test_indexes.py` counts them):

    home, sitemap   2
    archive         3: the index, its year, its month; 2 more where a month's page overflows
    timeline        1; 2 where the collection is so long that it is paged by decade
    a term's page   2: its page, its year; 2 more where a year's page overflows
    a kind's index  1; the map of places stands on theirs
    feeds           1 of the collection, 1 for each topic and source (`builder.feeds`)

The first article of a term also changes the pages that name it and can link to it now: the terms
that stand beside it in the vocabulary (`builder.relations`). What a term's page says of others by
counting, it counts on its own shelf, and there among the newest articles only.

Long lists are cut from the oldest end, so that a page that is full does not change again, but for
the link to its newer neighbour; an article put in between moves the pages of its own span of time.
"""

from __future__ import annotations

from builder.indexes.archive import archive_pages, year_pages
from builder.indexes.home import home_page
from builder.indexes.kinds import kind_page
from builder.indexes.making import redirect_page
from builder.indexes.terms import term_pages
from builder.indexes.timeline import timeline_pages

__all__ = [
    "archive_pages",
    "home_page",
    "kind_page",
    "redirect_page",
    "term_pages",
    "timeline_pages",
    "year_pages",
]
