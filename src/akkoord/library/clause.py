"""A clause version and an edition, as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from akkoord.diagnostics import Span
from akkoord.tree import Block


class ClauseStatus(StrEnum):
    """Where a clause version stands; the words are those of the trade and of the files."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    VERVALLEN = "vervallen"


class ClauseVersion(Struct, frozen=True):
    """One file of the clause library, read.

    `term` is set on a definition: the defined term, with the other spellings and
    inflections that count as its use in `term_forms`. `digest` is the SHA-256 of the file
    with line ends as LF, so that a checkout on Windows gives the same. `blocks` are as
    read: slots, references and conditions are not resolved.
    """

    id: str
    version: str
    title: str
    status: ClauseStatus
    valid_from: date
    source: str
    blocks: tuple[Block, ...]
    digest: str
    span: Span
    valid_until: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    decision: str = ""
    change: str = ""
    term: str = ""
    term_forms: tuple[str, ...] = ()

    def holds(self, on: date) -> bool:
        """Whether this version is valid on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


class Pin(Struct, frozen=True):
    """The version of a clause that an edition names."""

    version: str
    span: Span


class Edition(Struct, frozen=True):
    """One version per clause id, on one date. That date, never the clock, decides validity.

    `documents` holds the version of each kind of document in this edition.
    """

    id: str
    date: date
    status: ClauseStatus
    note: str
    clauses: Mapping[str, Pin]
    documents: Mapping[str, str]
    span: Span


class Library(Struct, frozen=True, dict=True):
    """All clause versions and editions of a project.

    `unread` are the ids and versions whose file is there and cannot be read, which was said.
    """

    versions: Mapping[tuple[str, str], ClauseVersion]
    editions: Mapping[str, Edition] = field(default_factory=dict[str, Edition])
    unread: frozenset[tuple[str, str]] = frozenset()

    @property
    def days(self) -> Mapping[str, date]:
        """The date of every edition."""
        return {name: edition.date for name, edition in self.editions.items()}

    def clause_ids(self) -> tuple[str, ...]:
        """Every clause id, sorted."""
        return tuple(sorted({clause_id for clause_id, _ in (*self.versions, *self.unread)}))

    def versions_of(self, clause_id: str) -> tuple[str, ...]:
        """The versions of a clause, oldest first; empty for an unknown clause. Own texts of providers are none."""
        return self._versions.get(clause_id, ())

    @cached_property
    def _versions(self) -> Mapping[str, tuple[str, ...]]:
        """By clause: asked of each clause of a text, for each addressee."""
        found: dict[str, list[str]] = {}
        for clause_id, version in self.versions:
            if "+" not in version:
                found.setdefault(clause_id, []).append(version)
        return {clause_id: tuple(sorted(versions, key=version_key)) for clause_id, versions in found.items()}


def version_key(version: str) -> tuple[int, ...]:
    """Order of versions: `1.10` comes after `1.9`."""
    return tuple(int(part) for part in version.split("."))
