"""Whether the table of a report, applied to the old text, gives the new text exactly.

The texts come from a reader of the files that knows nothing of the comparison; a report
whose table leaves out, adds or misplaces a word is therefore found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from akkoord.compare.script import BlockEdit, BlockKind, StoryEdit
from akkoord.diagnostics import Diagnostic, error
from akkoord.redline.changes import Change, Reading
from akkoord.redline.changes.places import is_contents
from akkoord.redline.changes.units import CELL_GAP, Unit

_NOT_WORDS = re.compile("[\\s\u00ad\u200b\ufeff\u2060\ufffc]+")
_NOTE_MARK = re.compile(r"\[\^\d*\]")
_PAGE = re.compile(r"\t\d+$")
_SHOWN = 12
_MOST = 5


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of texts in order; white space, objects and the numbers of note marks do not count."""
    joined = "\n".join(texts).replace(CELL_GAP, " ")
    return tuple(word for word in _NOT_WORDS.split(_NOTE_MARK.sub("", joined)) if word)


def applied(reading: Reading, old: Sequence[str]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The words of the old story after every change of the table was carried out, and what did not fit.

    `old` are the words of the old story. A change takes its old words away from where they
    must stand, and puts its new ones there.
    """
    out: list[str] = []
    found: list[Diagnostic] = []
    at = 0
    for unit, change in zip(reading.units, reading.changes, strict=True):
        if change is None:
            length = len(_words(unit, [line.was for line in unit.lines]))
            out += old[at : at + length]
            at += length
            continue
        was = _words(unit, change.was)
        standing = tuple(old[at : at + len(was)])
        if standing != was:
            found.append(_misfit(change, standing, was))
        out += _words(unit, change.becomes)
        at += len(was)
    out += old[at:]
    return tuple(out), tuple(found)


def _words(unit: Unit, texts: Iterable[str]) -> tuple[str, ...]:
    """The words of a unit. A line of the contents without its page, which is no text of the document."""
    if any(is_contents(ref) for ref in (*unit.old, *unit.new)):
        return words_of(_PAGE.sub("", text) for text in texts)
    return words_of(texts)


def check_applied(reading: Reading, old: Iterable[str], new: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Empty exactly when the table, applied to the old paragraphs, gives the new ones.

    RDL020 a change whose old text does not stand where the table says; RDL021 the outcome is
    another text than the new one.
    """
    outcome, found = applied(reading, words_of(old))
    expected = words_of(new)
    if found or outcome == expected:
        return found[:_MOST]
    at = next(
        (i for i, (a, b) in enumerate(zip(outcome, expected, strict=False)) if a != b), min(len(outcome), len(expected))
    )
    return (
        error(
            "RDL021",
            f"de was-wordt-tabel van {reading.story.label} geeft niet de nieuwe tekst: na "
            f"`{_part(outcome, at - _SHOWN, at)}` volgt `{_part(outcome, at, at + _SHOWN)}`, "
            f"verwacht `{_part(expected, at, at + _SHOWN)}`",
        ),
    )


def paragraphs_of(story: StoryEdit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The old and the new paragraphs of a story with their numbers, from the blocks themselves.

    Other than the segments of the changes these come straight from each document; where no
    other reader of a file reads all that the comparison does, a table is checked against them.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    for edit in _inner(story.blocks):
        for side, references in zip(sides, (edit.old, edit.new), strict=True):
            side.extend(
                f"{ref.number} {_PAGE.sub('', ref.text) if is_contents(ref) else ref.text}" for ref in references
            )
    return tuple(sides[0]), tuple(sides[1])


def _inner(edits: Iterable[BlockEdit]) -> Iterator[BlockEdit]:
    for edit in edits:
        if edit.block is BlockKind.TABLE:
            yield from _inner(block for row in edit.rows for cell in row.cells for block in cell.blocks)
        else:
            yield edit


def _misfit(change: Change, standing: Sequence[str], was: Sequence[str]) -> Diagnostic:
    place = change.old.label or change.new.label
    at = _first_difference(standing, was)
    return error(
        "RDL020",
        f"de was-wordt-tabel past niet op de oude tekst bij {place}: daar staat "
        f"`{_part(standing, at, at + _SHOWN)}`, de tabel zegt `{_part(was, at, at + _SHOWN)}`",
    )


def _first_difference(one: Sequence[str], two: Sequence[str]) -> int:
    differing = (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(differing, min(len(one), len(two)))


def _part(words: Sequence[str], low: int, high: int) -> str:
    return " ".join(words[max(0, low) : max(0, high)])
