"""The page that leads to the overview of every edition."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct

from akkoord.writers.html.head import head
from akkoord.writers.html.markup import Markup, block, element, line, words
from akkoord.writers.html.tables import wide_table


class EditionLink(Struct, frozen=True):
    """An edition of a region whose overview stands at `path`; `date` is ISO, `packs` how many there are."""

    region: str
    edition: str
    date: str
    status: str
    note: str
    packs: int
    path: str


def write_editions(links: Sequence[EditionLink], language: str) -> bytes:
    """The page in UTF-8, for the folder that all paths start from."""
    title = "Edities"
    page = block(
        "html",
        {"lang": language},
        head(title),
        block("body", {"class": "alone"}, block("main", {}, line("h1", {}, words(title)), _table(links))),
    )
    return f"<!DOCTYPE html>\n{page}".encode()


def _table(links: Sequence[EditionLink]) -> Markup:
    heads = ("Editie", "Regio", "Datum", "Status", "Pakketten", "Toelichting")
    return wide_table("Alle edities, ieder met een eigen overzicht", heads, map(_row, links))


def _row(link: EditionLink) -> Markup:
    name = element("a", {"href": quote(link.path)}, words(link.edition))
    day = "-".join(reversed(link.date.split("-")))
    cells = (link.region, day, link.status, str(link.packs), link.note)
    return line("tr", {}, element("th", {"scope": "row"}, name), *(element("td", {}, words(c)) for c in cells))
