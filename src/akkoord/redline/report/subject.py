"""What a report is about: two versions of a document, and what was not compared."""

from __future__ import annotations

from msgspec import Struct

from akkoord.compare.script import NotCompared


class Version(Struct, frozen=True):
    """One side: its edition ("" for a loose file), version and date in words, file and SHA-256 of the file.

    `mark` is the SHA-256 of the text, "" where the file does not say it.
    """

    edition: str
    version: str
    date: str
    file: str
    digest: str
    mark: str = ""

    @property
    def name(self) -> str:
        """How the heads of columns call it: the edition, else the file."""
        return f"editie {self.edition}" if self.edition else self.file


class Subject(Struct, frozen=True):
    """The documents that are compared.

    `party` is the legal name of the addressee, "" where it is not of one. `effective` is the
    day in words from which the new text holds, "" where not known. `iso_date`, `author`,
    `region` and `language` go into the properties of the files.
    """

    title: str
    party: str
    old: Version
    new: Version
    effective: str
    iso_date: str
    author: str
    region: str
    language: str = "nl-NL"
    not_compared: tuple[NotCompared, ...] = ()
