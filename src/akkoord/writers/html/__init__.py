"""The HTML writer: one self-contained accessible page per document."""

from akkoord.writers.html.page import write_html

__all__ = ["write_html"]
