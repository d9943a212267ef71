"""The laws of a redline, for any pair of documents: each function says what is wrong, nothing when all is well."""

from __future__ import annotations

from random import Random  # noqa: TID251  its seed is the argument

from support.word.documents import random_document
from support.word.edits import edited
from support.word.engine import Refused, redline, reversed_by_us
from support.word.marks import doubled, marks
from support.word.model import Document, Revision
from support.word.referees import faults_of_score, new_findings, score
from support.word.walk import inline_lists, paragraphs, tables
from support.word.writing import docx


def random_pair(seed: int) -> tuple[Document, Document, int, tuple[str, ...]]:
    """The pair that a seed names: old, new, the noise of the new file, and the edits between them.

    One seed in four allows tracked changes of someone else; one in ten gives two documents that have nothing to do with
    each other; one in seven has rows of tables in content controls.
    """
    random = Random(seed)  # noqa: S311  no secret
    revisions = seed % 4 == 0
    old = random_document(random, revisions=revisions)
    noise = random.choice((0, random.randrange(1, 60)))
    if seed % 10 == 9:
        new, names = random_document(random, revisions=revisions), ("another document",)
    else:
        new, names = edited(old, random, revisions=revisions)
    if seed % 7 == 0:
        for document in (old, new):
            _repeat_rows(document, random if seed % 2 else None)
    return old, new, noise, names


def _repeat_rows(document: Document, random: Random | None) -> None:
    """Put the rows of every table but the first in controls, or by chance as many of them."""
    for table in tables(document):
        for row in table.rows[1:]:
            row.repeated = random is None or random.random() < 0.7


def faults(old: Document, new: Document, noise: int) -> list[str]:
    """What is wrong with the redline of a pair and of its reverse."""
    before, after = docx(old), docx(new, noise)
    found = faults_of_files(before, after, earlier=_has_revisions(old) or _has_revisions(new))
    back = faults_of_files(after, before, earlier=_has_revisions(old) or _has_revisions(new))
    return found + [f"other way round: {fault}" for fault in back]


def refusals(old: Document, new: Document, noise: int) -> list[str]:
    """Where the engine's own proof of a pair or of its reverse fails; quicker than `faults`, without a second judge."""
    before, after = docx(old), docx(new, noise)
    found: list[str] = []
    for way, pair in (("", (before, after)), ("other way round: ", (after, before))):
        try:
            redline(*pair)
        except Refused as refused:
            found.append(f"{way}refused: {refused}")
    return found


def faults_of_files(old: bytes, new: bytes, *, earlier: bool = False) -> list[str]:
    """What is wrong with the redline of two files; `earlier` when they hold tracked changes already.

    The referee takes earlier changes as accepted, so of such a pair it can say nothing: ours stay beside them.
    """
    try:
        made = redline(old, new)
    except Refused as refused:
        return [f"refused: {refused}"]
    found = [] if earlier else faults_of_score(score(old, new, made))
    found += reversed_by_us(old, new, made)
    found += new_findings(made, old, new)
    found += doubled(made) if not doubled(old) + doubled(new) else []
    if redline(old, new) != made:
        found.append("other bytes the second time")
    return found


def faults_of_equal(document: Document, noise: int) -> list[str]:
    """What is wrong when a document is compared with itself, and with another save of itself."""
    data = docx(document)
    out: list[str] = []
    for other in (data, docx(document, noise)):
        made = marks(redline(data, other))
        if made.kinds or made.marked:
            out.append(f"marked {made.marked} characters with {sorted(made.kinds)} where nothing changed")
    return out


def _has_revisions(document: Document) -> bool:
    tracked = any(p.mark or p.changed_from for _, p in paragraphs(document))
    return tracked or any(isinstance(i, Revision) for _, inlines in inline_lists(document) for i in inlines)
