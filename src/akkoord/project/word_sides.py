"""A Word file read for the comparison of what came back with what was sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from akkoord.compare.comparison import compare_packages
from akkoord.compare.description import describe
from akkoord.compare.script import BlockRef, EditScript, Side, StoryKind, block_edits
from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Package, pack_archive, read_package, require_word_document
from akkoord.ooxml.tracked import TrackedChange
from akkoord.project.pack_files import sha256_of
from akkoord.readers.docx.beside import hidden_words, part_words, remarks
from akkoord.readers.docx.oddities import oddities
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.extracted import ExtractedText
from akkoord.redline.changes.places import is_contents, place_of
from akkoord.redline.resolution import Decision, changes_of, resolve
from akkoord.signing.comparison.docx import Tracked, WordSide

_MARK = re.compile(r"\[\^\d*\]")
_PAGE_NUMBER = re.compile(r"\t\d*$")
_KINDS = {
    "insertion": "ingevoegd",
    "deletion": "verwijderd",
    "move": "verplaatst",
    "formatting": "opmaak",
    "table": "tabel",
    "control": "besturingselement",
}


def word_side(data: bytes, file: str, *, with_places: bool = False) -> WordSide:
    """What a Word file holds; one that cannot be read says so in its text. Tracked changes are read as accepted."""
    try:
        package = read_package(data, file)
        require_word_document(package)
        tracked = changes_of(package)
        accepted = resolve(package, Decision.ACCEPT) if tracked else package
        text = read_docx_text(pack_archive(accepted.parts) if tracked else data)
        return WordSide(
            sha256_of(data),
            text,
            tuple(_places(accepted, text)) if with_places else (),
            part_words(accepted),
            hidden_words(accepted),
            remarks(package),
            tuple(_tallied(tracked)),
            oddities(accepted),
        )
    except AkkoordError as unreadable:
        return WordSide(sha256_of(data), ExtractedText((), (), tuple(d.message for d in unreadable.diagnostics)))


def _places(package: Package, text: ExtractedText) -> Iterator[str]:
    """How each piece is cited: as the paragraph with its words, and else as the piece before it."""
    known = _cited(package)
    place = "titelblad"
    for piece in text.pieces:
        found = known.get(_plain(piece.text))
        if found:
            place = found.pop(0) if len(found) > 1 else found[0]
        yield place


def _cited(package: Package) -> dict[str, list[str]]:
    side = Side("", "")
    script: EditScript = describe(compare_packages(package, package), side, side)
    known: dict[str, list[str]] = {}
    for story, edit in block_edits(script):
        if story.kind is StoryKind.BODY:
            for ref in edit.old:
                text = _PAGE_NUMBER.sub("", ref.text) if is_contents(ref) else ref.text
                known.setdefault(_plain(f"{ref.number} {text}"), []).append(_place(ref, story.label))
    return known


def _place(ref: BlockRef, story: str) -> str:
    return place_of(ref, story, only_lid=False).label.rstrip(" –")


def _plain(text: str) -> str:
    """A text without blanks and marks of notes, in which both readers agree."""
    return "".join(_MARK.sub("", text).split())


def _tallied(changes: tuple[TrackedChange, ...]) -> Iterator[Tracked]:
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.author, Counter())[change.kind] += 1
    for author in sorted(counts):
        yield Tracked(author, ", ".join(f"{n} {_KINDS.get(kind, kind)}" for kind, n in sorted(counts[author].items())))
