"""A whole page: head, title, contents, text, signature pages and footer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from akkoord.tree import KEPT, Block, BlocksKey, Contents, Document, DocumentMeta, Gathered, OfBlocks, Status, TitlePage
from akkoord.writers.html.body import Body, Part
from akkoord.writers.html.links import Addresses, anchors_in, pointed_to
from akkoord.writers.html.markup import (
    LINE,
    NOTHING,
    Markup,
    block,
    css_string,
    element,
    join,
    line,
    void_element,
    words,
)
from akkoord.writers.html.stylesheet import REPORT, STANDING_ALONE, STYLESHEET

_LOADS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page needs nothing from anywhere, so a browser is told to fetch nothing."""


def write_html(document: Document, siblings: frozenset[str] = frozenset()) -> bytes:
    """`document` as one HTML page in UTF-8, without scripts and without anything outside it.

    `siblings` holds the kinds of the documents whose page stands in the same folder as
    `<kind>.html`; a reference to another document is a link only when it is in there.

    Source:
        WHATWG HTML; WCAG 2.1 level AA; DPUB-ARIA 1.0 (footnotes); CSS Paged Media 3 (print).
    """
    return PageWriter().write(document, siblings)


class _Pointing(NamedTuple):
    """What can be pointed to in a text, and what it points to."""

    own: frozenset[str]
    to: frozenset[str]


class _Text(NamedTuple):
    """A written text, and where the page goes on after it."""

    markup: Markup
    after: Body


class PageWriter:
    """Writes pages one after another. Addressees that share the object `Document.body` have its text written once.

    So have those that share a clause or a table in different bodies, while the same ids are on the page.
    """

    def __init__(self) -> None:
        self._anchors, self._pointed_to = Gathered(anchors_in), Gathered(pointed_to)
        self._pointing = lru_cache(KEPT)(self._points)
        self._text = lru_cache(KEPT)(self._written)
        self._parts = lru_cache(2 * KEPT)(_no_parts)

    def write(self, document: Document, siblings: frozenset[str] = frozenset()) -> bytes:
        """See `write_html`."""
        key = BlocksKey(document.body)
        pointing = self._pointing(key)
        beyond = anchors_in(document.signature_pages)
        # of what stands on the signature pages the text depends only on what it points to
        written = self._text(key, pointing.own | (beyond & pointing.to), siblings)
        body = written.after.on_page(pointing.own | beyond)
        contents = _contents(document.body)
        signature_pages = body.written(document.signature_pages)
        page = block(
            "html",
            {"lang": document.meta.language},
            _head(document),
            block(
                "body",
                {"class": "alone report" if document.report else None},
                line("a", {"class": "skip", "href": "#document:text"}, words("Naar de tekst")),
                _header(document),
                NOTHING if contents is None else body.contents(contents, heading="h2"),
                block(
                    "main", {"id": "document:text", "tabindex": "-1"}, written.markup, body.endnotes(), signature_pages
                ),
                _footer(document),
            ),
        )
        return f"<!DOCTYPE html>\n{page}".encode()

    def _points(self, body: BlocksKey) -> _Pointing:
        return _Pointing(self._anchors.of(body.blocks), self._pointed_to.of(body.blocks))

    def _written(self, body: BlocksKey, known: frozenset[str], siblings: frozenset[str]) -> _Text:
        after = Body(Addresses(known, siblings), parts=self._parts(known, siblings))
        contents = _contents(body.blocks)
        return _Text(after.written(b for b in body.blocks if b is not contents), after)


def _no_parts(known: frozenset[str], siblings: frozenset[str]) -> OfBlocks[Part]:
    """What pages with these ids, beside these siblings, are going to have in common."""
    del known, siblings
    return OfBlocks()


def _contents(body: Iterable[Block]) -> Contents | None:
    return next((b for b in body if isinstance(b, Contents)), None)


def _head(document: Document) -> Markup:
    meta = document.meta
    wide = (Markup(STANDING_ALONE), Markup(REPORT)) if document.report else ()
    parts = (meta.title, meta.version_line, f"editie {meta.edition}" if meta.edition else "", meta.region)
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "description": ", ".join(part for part in parts if part),
        "author": meta.author,
        "dcterms.date": meta.date,
    }
    return block(
        "head",
        {},
        join((void_element("meta", {"charset": "utf-8"}), LINE)),
        join((void_element("meta", {"http-equiv": "Content-Security-Policy", "content": _LOADS_NOTHING}), LINE)),
        line("title", {}, words(meta.title)),
        *(join((void_element("meta", {"name": n, "content": c}), LINE)) for n, c in named.items() if c),
        line("style", {}, Markup(STYLESHEET), *wide, _page_margins(meta)),
    )


def _page_margins(meta: DocumentMeta) -> Markup:
    """What is printed above and below every sheet but the first; `css_string` makes the data safe."""
    return Markup(
        "@page{"
        f"@top-left{{content:{css_string(meta.short_title)}}}"
        f"@bottom-left{{content:{css_string(meta.version_line)}}}"
        '@bottom-right{content:"pagina " counter(page) " van " counter(pages)}}\n'
        "@page :first{@top-left{content:none}}\n"
    )


def _header(document: Document) -> Markup:
    """The band above the text; a report has its title in the text."""
    if document.report and document.title_page is None:
        return NOTHING
    page = document.title_page or TitlePage("")
    concept = line("p", {"class": "status"}, element("strong", {}, words("Concept.")), words(" " + _NOT_TO_SIGN))
    return block(
        "header",
        {},
        concept if document.status is Status.CONCEPT and not document.report else NOTHING,
        line("h1", {}, words(page.title)) if page.title else NOTHING,
        line("p", {"class": "subtitle"}, words(page.subtitle)) if page.subtitle else NOTHING,
        line("p", {"class": "motto"}, words(page.motto)) if page.motto else NOTHING,
        *(line("p", {"class": "title-line"}, words(text)) for text in page.lines),
        line("p", {"class": "notice"}, words(page.notice)) if page.notice else NOTHING,
    )


_NOT_TO_SIGN = "Deze tekst is nog niet gereed om te ondertekenen."


def _footer(document: Document) -> Markup:
    meta = document.meta
    parts = (meta.short_title, meta.version_line, f"editie {meta.edition}" if meta.edition else "")
    digest = line(
        "p",
        {"class": "digest"},
        words("Kenmerk van de tekst (SHA-256): "),
        element("code", {}, words(document.body_digest)),
    )
    return block(
        "footer",
        {},
        line("p", {}, words(", ".join(part for part in parts if part))),
        digest if document.body_digest else NOTHING,
    )
