"""The HTML writer: one self-contained accessible page per document."""

from akkoord.writers.html.page import PageWriter, write_html

__all__ = ["PageWriter", "write_html"]
