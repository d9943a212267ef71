"""Tracked changes that stood in the documents before they were compared.

What both documents hold stays as it is, with its author. What only the old one holds was
decided on the way to the new one: it is read as accepted. What only the new one holds is kept
by the writer as the mark of that change, with its author.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from akkoord.ooxml import Element, Package, serialise
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import MARKS, author_of, date_of, may_hold_changes
from akkoord.redline.resolution import Decision, Selection, resolve_story

_AUTHOR = w("author")
_KEPT = "\ue001"
"""Put before the author of a change that stays, while the others are accepted; private use."""


def accept_decided(old: Package, new: Package) -> tuple[Package, tuple[str, ...]]:
    """`old` with the changes accepted that `new` does not hold any more, and what was accepted, in Dutch.

    Raises:
        XmlError: a part cannot be read.
    """
    marked = _marked(old)
    if not marked:
        return old, ()
    left = Counter(_key(mark) for name in _marked(new) for mark in new.xml(name).iter(*MARKS))
    parts = dict(old.parts)
    decided: Counter[str] = Counter()
    for name in marked:
        root = old.xml(name)
        if _settle(root, left, decided):
            parts[name] = serialise(root).encode()
    said = tuple(
        f"{n} wijziging{'en' if n > 1 else ''} van {author or 'onbekend'} in de oude versie: als aanvaard gelezen"
        for author, n in sorted(decided.items())
    )
    return replace(old, parts=parts), said


def _marked(package: Package) -> list[str]:
    return [n for n, data in package.parts.items() if n.endswith(".xml") and may_hold_changes(data)]


def _settle(root: Element, left: Counter[object], decided: Counter[str]) -> bool:
    authors: set[str] = set()
    kept: list[Element] = []
    for mark in root.iter(*MARKS):
        author, key = author_of(mark), _key(mark)
        if left[key] > 0:
            left[key] -= 1
            mark.set(_AUTHOR, _KEPT + author)
            kept.append(mark)
        else:
            authors.add(author)
            decided[author] += 1
    if authors:
        resolve_story(root, Decision.ACCEPT, Selection(frozenset(authors)))
    for element in kept:
        element.set(_AUTHOR, element.get(_AUTHOR, "").removeprefix(_KEPT))
    return bool(authors)


def _key(mark: Element) -> object:
    return (mark.tag, author_of(mark), date_of(mark), "".join(mark.itertext()))
