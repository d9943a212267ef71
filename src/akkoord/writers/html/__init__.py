"""The HTML writer: one self-contained accessible page per document, and the overview of an edition."""

from akkoord.writers.html.editions import EditionLink, write_editions
from akkoord.writers.html.overview import Overview, told_of, write_overview
from akkoord.writers.html.overview_documents import COMPARISON_FILES, OverviewPack, RedlineFiles
from akkoord.writers.html.page import PageWriter, write_html

__all__ = [
    "COMPARISON_FILES",
    "EditionLink",
    "Overview",
    "OverviewPack",
    "PageWriter",
    "RedlineFiles",
    "told_of",
    "write_editions",
    "write_html",
    "write_overview",
]
