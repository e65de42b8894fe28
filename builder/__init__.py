"""Warraq turns raw Arabic article files into a searchable right-to-left site.

The flow has one direction, and one frozen type per stage (`builder.model`):

    raw file ─decode─▶ text or page ─extract─▶ Document ─describe, validate─▶ Article ─render─▶ Page
                                                             all Articles ─▶ Library ─▶ index Pages

`builder.pipeline` shows the whole of it on one page; `builder.cli` is the only place that prints.
"""
