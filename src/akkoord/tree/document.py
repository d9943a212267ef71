"""A whole document as every writer takes it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from akkoord.tree.blocks import Block, Section

MARK_LENGTH = 12
"""Digits of a SHA-256 that tell two texts apart by eye; the whole digest stands on the signature pages."""


class Status(StrEnum):
    """Whether a document may be signed; only the diagnostics decide."""

    CONCEPT = "concept"
    READY = "ready"


class TitlePage(Struct, frozen=True):
    """The first page. `lines` stand under the subtitle in order; `notice` at its foot."""

    title: str
    subtitle: str = ""
    motto: str = ""
    lines: tuple[str, ...] = ()
    notice: str = ""


class DocumentMeta(Struct, frozen=True):
    """What stands in properties, header and footer.

    `title` is the full title for the properties of the file; `short_title` stands in the
    header; `version_line` ("versie 1.0") in the footer, beside page x of y. `date` is the
    edition's, ISO 8601: the only date that goes into file properties. `initials` gives every page a box for the
    initials of who signs by hand.
    """

    kind: str
    title: str
    short_title: str
    version: str
    version_line: str
    edition: str
    region: str
    author: str
    date: str
    language: str = "nl-NL"
    subject: str = ""
    initials: bool = False


class Document(Struct, frozen=True):
    """A document for one addressee.

    `body` is what every addressee of a multilateral document gets; `signature_pages` are
    this addressee's own. `title_page` is None for a document that begins with its text, such as
    a letter. `body_digest` is the SHA-256 of title page and body (see
    `tree.digest.body_digest`), printed on the signature pages of a multilateral document.
    A `report` on two versions has its pages turned, and struck words are part of its text.
    """

    meta: DocumentMeta
    title_page: TitlePage | None
    body: tuple[Block, ...]
    signature_pages: tuple[Section, ...] = ()
    body_digest: str = ""
    provider: str = ""
    status: Status = Status.CONCEPT
    report: bool = False

    @property
    def mark(self) -> str:
        """The first digits of the body digest, printed on every page; "" without a digest."""
        return self.body_digest[:MARK_LENGTH]
