"""The changes between two documents, told in a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from akkoord.compare.script import EditScript, SegmentKind
from akkoord.redline.changes import Change, Line
from akkoord.redline.making import make_redline
from support.word.model import Document
from support.word.writing import docx

NOISE = 7  # the new file comes from another save: other ids, other runs


def script_of(old: Document, new: Document, noise: int = NOISE) -> EditScript:
    """What makes `new` of `old`, from a redline that is proven."""
    script = make_redline(docx(old), docx(new, noise), "oud.docx", "nieuw.docx", with_script=True).script
    assert script is not None
    return script


def told(changes: Iterable[Change]) -> str:
    """Every change: its shape and class, its places, its lines as `-` was and `+` wordt, and its signals as `!`.

    What differs stands in brackets; a change that only follows from another is a `volgt`.
    """
    return "".join(f"{line}\n" for change in changes for line in _told(change))


def _told(change: Change) -> Iterator[str]:
    sort = "volgt" if change.consequential else change.change_class.dutch
    story = "" if change.story == "hoofdtekst" else f" in {change.story}"
    clause = f" van {change.clause} {' → '.join(v or '–' for v in change.versions)}" if change.clause else ""
    yield f"{change.shape.dutch}, {sort}: {change.old.label or '–'} → {change.new.label or '–'}{story}{clause}"
    old = ((_shown(line, SegmentKind.DELETED), line.starts_old) for line in change.lines if line.on_old)
    new = ((_shown(line, SegmentKind.INSERTED), line.starts_new) for line in change.lines if line.on_new)
    yield from (f"  - {text}" if starts else f"    {text}" for text, starts in old)
    yield from (f"  + {text}" if starts else f"    {text}" for text, starts in new)
    yield from (f"  ! {sort}: {was or '–'} → {becomes or '–'}" for sort, was, becomes in change.signals.pairs)
    yield from (f"  ~ {words}" for words in change.formatting)
    if change.ground:
        yield f"  ? {change.ground}"


def _shown(line: Line, side: SegmentKind) -> str:
    number, other = line.old_number, line.new_number
    if side is SegmentKind.INSERTED:
        number, other = other, number
    words = f"{number if number == other else f'[{number}]'} " if number else ""
    for segment in line.segments:
        text = segment.old if side is SegmentKind.DELETED else segment.new
        words += text if segment.kind is SegmentKind.EQUAL or not text else f"[{text}]"
    for sign, name in (("\u00a0", "{nbsp}"), ("\t", "{tab}"), ("\u2028", "{br}"), ("\ufffc", "{object}")):
        words = words.replace(sign, name)
    return words
