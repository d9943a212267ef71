"""The receipt of a redline: what was compared, with what, and what could not be."""

from __future__ import annotations

from msgspec import Struct, to_builtins


class DocumentRow(Struct, frozen=True):
    """A file with the SHA-256 of its bytes."""

    file: str
    sha256: str


class UntrackedRow(Struct, frozen=True):
    """Something that differs and that tracked changes cannot hold, or that was not compared.

    `part` is where, "" for the whole document; `what` says it in Dutch.
    """

    part: str
    what: str


class Receipt(Struct, frozen=True):
    """The proof of one redline: rejected it is `old`, accepted it is `new`, in every part of `compared`.

    `coarse` names the places that had to be marked as a whole to be reversible.
    """

    old: DocumentRow
    new: DocumentRow
    redline: DocumentRow
    author: str
    date: str
    compared: tuple[str, ...]
    untracked: tuple[UntrackedRow, ...]
    not_compared: tuple[UntrackedRow, ...]
    coarse: tuple[str, ...] = ()
    changed: bool = True


def receipt_to_data(receipt: Receipt) -> dict[str, object]:
    """As JSON, keys as in `schemas/redline.schema.json`."""
    return to_builtins(receipt)
