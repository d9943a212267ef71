"""The words of a reference, in the region's style.

Source: Aanwijzingen voor de regelgeving, 3.29 (style `aanwijzingen`); the shorter style `lid`
is that of contracts and case law.
"""

from __future__ import annotations

from akkoord.assembly import dutch
from akkoord.assembly.targets import Mark, Target
from akkoord.spec import ReferenceStyle
from akkoord.tree import ListKind, NumberPart, SectionKind

Parts = tuple[str | NumberPart, ...]


def cited(target: Target, style: ReferenceStyle) -> Parts:
    """The words that cite `target`, numbers as parts of their own.

    A lid written as a rank (`tweede lid`) is text: the number itself is not printed.
    """
    under = " onder " if style is ReferenceStyle.LID else ", onder "
    leden, deeper = _split(target)
    if target.requirement is not None:
        head: Parts = ("eis ", _part(target.requirement))
        deeper = target.items
    elif target.kind is SectionKind.CHAPTER:
        head = _of_chapter(target, leden)
    elif target.kind is SectionKind.ARTICLE:
        head = ("artikel ", _part(target.section), *_of_article(leden, style))
    elif target.kind is SectionKind.PREAMBLE:
        head = (target.section.number.shown, *_of_annex(leden, under))
    else:
        head = (NumberPart(target.section.anchor, target.section.number.shown), *_of_annex(leden, under))
    return _joined((*head, *(p for mark in deeper for p in (under, _part(mark)))))


def number_of(target: Target) -> Mark:
    """The innermost number a reference to `target` prints."""
    if target.items:
        return target.items[-1]
    if target.requirement is not None:
        return target.requirement
    return target.several[0] if len(target.several) == 1 else target.section


def _split(target: Target) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The lid or leden, and what is inside it; the only lid of an article has no number."""
    if target.items and target.items[0].level is ListKind.LEDEN:
        return target.items[:1], target.items[1:]
    return target.several, target.items


def _of_chapter(target: Target, leden: tuple[Mark, ...]) -> Parts:
    if not leden:
        return ("hoofdstuk ", _part(target.section))
    return ("punt " if len(leden) == 1 else "de punten ", *_range(leden))


def _of_article(leden: tuple[Mark, ...], style: ReferenceStyle) -> Parts:
    if not leden:
        return ()
    if style is ReferenceStyle.AANWIJZINGEN:
        ranks = [dutch.ordinal_in_words(int(m.number.cited)) for m in leden]
        return (", " + (f"{ranks[0]} tot en met {ranks[-1]}" if len(ranks) > 2 else " en ".join(ranks)) + " lid",)
    return (" lid " if len(leden) == 1 else " leden ", *_range(leden))


def _of_annex(leden: tuple[Mark, ...], under: str) -> Parts:
    return (under, *_range(leden)) if leden else ()


def _range(marks: tuple[Mark, ...]) -> Parts:
    """`7.3`, `7.3 en 7.4`, `7.3 tot en met 7.5`; the leden of a clause always follow each other."""
    first, last = marks[0], marks[len(marks) - 1]
    if first is last:
        return (_part(first),)
    return (_part(first), " tot en met " if len(marks) > 2 else " en ", _part(last))


def _part(mark: Mark) -> NumberPart:
    return NumberPart(mark.anchor, mark.number.cited)


def _joined(parts: Parts) -> Parts:
    """`parts` with neighbouring texts as one."""
    out: list[str | NumberPart] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)
