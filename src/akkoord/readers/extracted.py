"""The logical text of a produced file, as an independent reader sees it."""

from __future__ import annotations

from msgspec import Struct


class ExtractedPiece(Struct, frozen=True):
    """A stretch of text in reading order, printed numbers included (`7.2 De looptijd …`).

    `place` says in Dutch where it stands in the file ("alinea 12", "pagina 3").
    """

    text: str
    place: str


class ExtractedNote(Struct, frozen=True):
    """A footnote by its mark."""

    mark: str
    text: str
    place: str


class ExtractedText(Struct, frozen=True):
    """Body text and footnotes; page furniture and the page numbers of the contents are left out.

    In `pieces` a footnote mark stands as `[^1]` directly after the word it follows.
    `unread` names what the reader met and could not read; it makes a comparison incomplete. `pages` is how many
    pages were read, 0 of a file without.
    """

    pieces: tuple[ExtractedPiece, ...]
    notes: tuple[ExtractedNote, ...]
    unread: tuple[str, ...] = ()
    pages: int = 0
