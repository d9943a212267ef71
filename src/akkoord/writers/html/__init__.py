"""The HTML writer: one self-contained accessible page per document, and the overview of an edition."""

from akkoord.writers.html.overview import Overview, OverviewPack, write_overview
from akkoord.writers.html.page import PageWriter, write_html

__all__ = ["Overview", "OverviewPack", "PageWriter", "write_html", "write_overview"]
