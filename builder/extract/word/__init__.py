"""Read a Word document (.docx): its paragraphs, styles, lists, tables, links and notes."""

from builder.extract.word.reader import extract_docx

__all__ = ["extract_docx"]
