"""A whole page: head, title, contents, text, signature pages and footer."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.tree import Block, Contents, Document, DocumentMeta, Status, TitlePage
from akkoord.writers.html.body import Body
from akkoord.writers.html.links import Addresses, anchors_in
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
from akkoord.writers.html.stylesheet import STYLESHEET

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


@dataclass(frozen=True, slots=True)
class _Text:
    """The text that was written of `blocks`, all that it depends on, and where the page goes on after it."""

    blocks: tuple[Block, ...]
    signature_anchors: frozenset[str]
    siblings: frozenset[str]
    markup: Markup
    after: Body

    def is_of(self, document: Document, signature_anchors: frozenset[str], siblings: frozenset[str]) -> bool:
        """Whether it would be written again. Blocks never change, so the same object has the same text."""
        same_targets = self.signature_anchors == signature_anchors and self.siblings == siblings
        return self.blocks is document.body and same_targets


class PageWriter:
    """Writes pages one after another. Addressees that share the object `Document.body` have its text written once."""

    def __init__(self) -> None:
        self._last: _Text | None = None

    def write(self, document: Document, siblings: frozenset[str] = frozenset()) -> bytes:
        """See `write_html`."""
        written = self._text(document, siblings)
        body = written.after.copy()
        contents = _contents(document)
        signature_pages = body.written(document.signature_pages)
        page = block(
            "html",
            {"lang": document.meta.language},
            _head(document.meta),
            block(
                "body",
                {},
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

    def _text(self, document: Document, siblings: frozenset[str]) -> _Text:
        signature_anchors = anchors_in(document.signature_pages)
        if self._last is None or not self._last.is_of(document, signature_anchors, siblings):
            body = Body(Addresses(anchors_in(document.body) | signature_anchors, siblings))
            contents = _contents(document)
            markup = body.written(b for b in document.body if b is not contents)
            self._last = _Text(document.body, signature_anchors, siblings, markup, body)
        return self._last


def _contents(document: Document) -> Contents | None:
    return next((b for b in document.body if isinstance(b, Contents)), None)


def _head(meta: DocumentMeta) -> Markup:
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
        line("style", {}, Markup(STYLESHEET), _page_margins(meta)),
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
    page = document.title_page or TitlePage("")
    concept = line("p", {"class": "status"}, element("strong", {}, words("Concept.")), words(" " + _NOT_TO_SIGN))
    return block(
        "header",
        {},
        concept if document.status is Status.CONCEPT else NOTHING,
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
