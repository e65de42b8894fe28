"""Read a saved page as a Document: metadata first, then the text, then what stands around it."""

from builder.extract.page.charset import declared_charset
from builder.extract.page.reader import extract_page

__all__ = ["declared_charset", "extract_page"]
