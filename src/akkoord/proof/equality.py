"""Whether two files of one document say the same (DESIGN law 5), and where they do not.

Compared are the words in reading order with their computed numbers, tables in row order, and
footnotes by their mark. White space counts only as the border between words.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, error
from akkoord.proof.tree_text import tree_text
from akkoord.proof.words import Words, decided, words_of
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText
from akkoord.tree import Document

MAX_SHOWN = 5
"""Differences shown per text; one more finding tells how many there are besides."""

_CONTEXT_WORDS = 6


def compare(docx: ExtractedText, pdf: ExtractedText) -> tuple[Diagnostic, ...]:
    """The differences between a DOCX and its PDF; empty exactly when both say the same.

    PRF001 text that differs, PRF002 a footnote that one of them lacks, PRF003 a footnote
    that differs, PRF004 a part that could not be read, which makes the proof incomplete.
    """
    return _compared(_witness(docx, "DOCX"), _witness(pdf, "PDF"))


def compare_tree(document: Document, extracted: ExtractedText, name: str) -> tuple[Diagnostic, ...]:
    """The differences between `document` and what a reader found in its file `name` ("PDF").

    The tree is the third witness: it finds a text that every writer lost. Codes as `compare`.
    """
    return _compared(_witness(tree_text(document), "tekst"), _witness(extracted, name))


def compare_all(document: Document, docx: ExtractedText, pdf: ExtractedText) -> tuple[Diagnostic, ...]:
    """`compare` and both of `compare_tree`: each with each, so that no two can be wrong together."""
    tree, in_docx, in_pdf = _witness(tree_text(document), "tekst"), _witness(docx, "DOCX"), _witness(pdf, "PDF")
    return (*_compared(in_docx, in_pdf), *_compared(tree, in_docx), *_compared(tree, in_pdf))


class _Witness(Struct, frozen=True):
    """A text cut into words once, whatever it is then held against. `notes` by mark."""

    name: str
    body: Words
    notes: Mapping[str, Sequence[tuple[ExtractedNote, Words]]]
    unread: tuple[str, ...]


def _witness(text: ExtractedText, name: str) -> _Witness:
    notes: dict[str, list[tuple[ExtractedNote, Words]]] = {}
    for note in text.notes:
        words = words_of((ExtractedPiece(note.text, f"voetnoot {note.mark}, {note.place}"),))
        notes.setdefault(note.mark, []).append((note, words))
    return _Witness(name, words_of(text.pieces), notes, text.unread)


def _compared(one: _Witness, two: _Witness) -> tuple[Diagnostic, ...]:
    names = (one.name, two.name)
    return (
        *_unread(one),
        *_unread(two),
        *_text_differences(one.body, two.body, names, "PRF001", ""),
        *_note_differences(one, two, names),
    )


def _unread(text: _Witness) -> tuple[Diagnostic, ...]:
    return tuple(
        error("PRF004", f"de {text.name} is niet helemaal te lezen, dus niet bewezen: {what}") for what in text.unread
    )


def _note_differences(one: _Witness, two: _Witness, names: tuple[str, str]) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for mark in sorted(one.notes.keys() | two.notes.keys(), key=lambda m: (len(m), m)):
        notes = (one.notes.get(mark, ()), two.notes.get(mark, ()))
        if len(notes[0]) != 1 or len(notes[1]) != 1:
            counts = f"{len(notes[0])} keer in de {names[0]}, {len(notes[1])} keer in de {names[1]}"
            words = (*notes[0], *notes[1])[0][0].text[:60]
            found.append(error("PRF002", f"voetnoot {mark} (`{words}`) staat {counts}; verwacht: in beide 1 keer"))
            continue
        found.extend(_text_differences(notes[0][0][1], notes[1][0][1], names, "PRF003", f" in voetnoot {mark}"))
    return tuple(found)


def _text_differences(
    left: Words, right: Words, names: tuple[str, str], code: str, where: str
) -> tuple[Diagnostic, ...]:
    right = decided(right, left)
    left = decided(left, right)
    texts = (left.texts, right.texts)
    if texts[0] == texts[1]:
        return ()
    start = _common(texts[0], texts[1])
    end = _common(texts[0][start:][::-1], texts[1][start:][::-1])
    spans = [
        (start + a, start + b, start + c, start + d)
        for tag, a, b, c, d in difflib.SequenceMatcher(
            None, texts[0][start : len(texts[0]) - end], texts[1][start : len(texts[1]) - end], autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
    places = (left.places(), right.places())
    shown = [
        error(
            code,
            f"{names[0]} en {names[1]} verschillen{where}: "
            f"{_shown(texts[0], places[0], a, b, names[0])}; {_shown(texts[1], places[1], c, d, names[1])}",
        )
        for a, b, c, d in spans[:MAX_SHOWN]
    ]
    if len(spans) > MAX_SHOWN:
        more = len(spans) - MAX_SHOWN
        shown.append(error(code, f"{names[0]} en {names[1]} verschillen{where} op nog {more} plaatsen"))
    return tuple(shown)


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words `one` and `two` begin with in common."""
    for index, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return index
    return min(len(one), len(two))


def _shown(texts: Sequence[str], places: Sequence[str], start: int, end: int, name: str) -> str:
    """`DOCX (alinea 12): … voor [anders] na …`: what stands there with a few words around it."""
    place = places[min(start, len(places) - 1)] if places else "leeg"
    before = " ".join(texts[max(0, start - _CONTEXT_WORDS) : start])
    inside = " ".join(texts[start : min(end, start + 4 * _CONTEXT_WORDS)])
    after = " ".join(texts[end : end + _CONTEXT_WORDS])
    return f"{name} ({place}): `{before} [{inside}] {after}`"
