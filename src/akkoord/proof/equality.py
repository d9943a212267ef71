"""Whether two files of one document say the same (DESIGN law 5), and where they do not.

Compared are the words in reading order with their computed numbers, tables in row order, and
footnotes by their mark. White space counts only as the border between words.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from akkoord.diagnostics import Diagnostic, error
from akkoord.proof.tree_text import tree_text
from akkoord.proof.words import Word, decided, words_of
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
    return _compared(docx, pdf, ("DOCX", "PDF"))


def compare_tree(document: Document, extracted: ExtractedText, name: str) -> tuple[Diagnostic, ...]:
    """The differences between `document` and what a reader found in its file `name` ("PDF").

    The tree is the third witness: it finds a text that every writer lost. Codes as `compare`.
    """
    return _compared(tree_text(document), extracted, ("tekst", name))


def _compared(one: ExtractedText, two: ExtractedText, names: tuple[str, str]) -> tuple[Diagnostic, ...]:
    return (
        *_unread(one, names[0]),
        *_unread(two, names[1]),
        *_text_differences(one.pieces, two.pieces, names, "PRF001", ""),
        *_note_differences(one.notes, two.notes, names),
    )


def _unread(text: ExtractedText, name: str) -> tuple[Diagnostic, ...]:
    return tuple(
        error("PRF004", f"de {name} is niet helemaal te lezen, dus niet bewezen: {what}") for what in text.unread
    )


def _note_differences(
    one: Sequence[ExtractedNote], two: Sequence[ExtractedNote], names: tuple[str, str]
) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    by_mark = (_by_mark(one), _by_mark(two))
    for mark in sorted(by_mark[0].keys() | by_mark[1].keys(), key=lambda m: (len(m), m)):
        notes = (by_mark[0].get(mark, []), by_mark[1].get(mark, []))
        if len(notes[0]) != 1 or len(notes[1]) != 1:
            counts = f"{len(notes[0])} keer in de {names[0]}, {len(notes[1])} keer in de {names[1]}"
            words = (*notes[0], *notes[1])[0].text[:60]
            found.append(error("PRF002", f"voetnoot {mark} (`{words}`) staat {counts}; verwacht: in beide 1 keer"))
            continue
        pieces = [[ExtractedPiece(n.text, f"voetnoot {mark}, {n.place}") for n in side] for side in notes]
        found.extend(_text_differences(pieces[0], pieces[1], names, "PRF003", f" in voetnoot {mark}"))
    return tuple(found)


def _by_mark(notes: Iterable[ExtractedNote]) -> dict[str, list[ExtractedNote]]:
    marked: dict[str, list[ExtractedNote]] = {}
    for note in notes:
        marked.setdefault(note.mark, []).append(note)
    return marked


def _text_differences(
    one: Sequence[ExtractedPiece], two: Sequence[ExtractedPiece], names: tuple[str, str], code: str, where: str
) -> tuple[Diagnostic, ...]:
    left, right = words_of(one), words_of(two)
    right = decided(right, left)
    left = decided(left, right)
    texts = ([w.text for w in left], [w.text for w in right])
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
    shown = [_difference(left, right, span, names, code, where) for span in spans[:MAX_SHOWN]]
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


def _difference(
    left: Sequence[Word],
    right: Sequence[Word],
    span: tuple[int, int, int, int],
    names: tuple[str, str],
    code: str,
    where: str,
) -> Diagnostic:
    sides = (_shown(left, span[0], span[1], names[0]), _shown(right, span[2], span[3], names[1]))
    return error(code, f"{names[0]} en {names[1]} verschillen{where}: {sides[0]}; {sides[1]}")


def _shown(words: Sequence[Word], start: int, end: int, name: str) -> str:
    """`DOCX (alinea 12): … voor [anders] na …`: what stands there with a few words around it."""
    place = words[min(start, len(words) - 1)].place if words else "leeg"
    before = " ".join(w.text for w in words[max(0, start - _CONTEXT_WORDS) : start])
    inside = " ".join(w.text for w in words[start : min(end, start + 4 * _CONTEXT_WORDS)])
    after = " ".join(w.text for w in words[end : end + _CONTEXT_WORDS])
    return f"{name} ({place}): `{before} [{inside}] {after}`"
