"""Tracked changes that stood in the documents before they were compared.

What both documents hold stays as it is, with its author, also where its text was edited on the way.
What only the old one holds was decided on the way to the new one: it is read as accepted. What only the
new one holds is kept by the writer as the mark of that change, with its author; unless the old one has
carried it out already, as where a paragraph with struck text reads there as it would without: then it is
no change.
"""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from akkoord.compare.likeness import Words, paired
from akkoord.ooxml import Element, Package, serialise
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING, MARKS, author_of, date_of
from akkoord.redline.resolution import Decision, Selection, parts_with_changes, resolve_story
from akkoord.redline.resolution.content import resolve_content
from akkoord.redline.resolution.story import Story

_AUTHOR = w("author")
_P, _INS, _DEL = w("p"), w("ins"), w("del")
_LIVE, _RAW = (w("t"),), (w("t"), w("delText"))
_Key = tuple[str, str, str, str]
"""What kind of mark it is, who made it when, and the text in it."""
_ALIKE = 0.5
"""So much of its words a tracked insertion or deletion keeps when it is edited and stays open."""
_KEPT = "\ue001"
"""Put before the author of a change that stays, while the others are accepted; private use."""


def accept_decided(old: Package, new: Package) -> tuple[Package, tuple[str, ...]]:
    """`old` with the changes accepted that `new` does not hold any more, and what was accepted, in Dutch.

    Raises:
        XmlError: a part cannot be read.
    """
    marked = parts_with_changes(old)
    if not marked:
        return old, ()
    left = _open_still(_keys(old), _keys(new))
    parts = dict(old.parts)
    decided: Counter[str] = Counter()
    for name in marked:
        root = old.xml(name)
        if _settle(root, left, decided):
            parts[name] = serialise(root).encode()
    return replace(old, parts=parts), _said(decided, "in de oude versie: als aanvaard gelezen")


def accept_done(old: Package, new: Package) -> tuple[Package, tuple[str, ...]]:
    """`new` with the changes accepted that `old` has carried out already, and what was accepted, in Dutch.

    Raises:
        XmlError: a part cannot be read.
    """
    parts = dict(new.parts)
    done: Counter[str] = Counter()
    for name in parts_with_changes(new):
        if b":delText" not in new.parts[name] or name not in old.parts:
            continue
        root = new.xml(name)
        struck = [p for p in root.iter(_P) if _strikes_text(p)]
        known = {_text(p, _RAW) for p in old.xml(name).iter(_P)} if struck else set[str]()
        carried_out = [p for p in struck if _text(p, _LIVE) in known and known.isdisjoint(_readings_before(p))]
        for paragraph in carried_out:
            done.update(author_of(mark) for mark in paragraph.iter(_INS, _DEL))
            resolve_content(Story(paragraph, Decision.ACCEPT))
        if carried_out:
            parts[name] = serialise(root).encode()
    return replace(new, parts=parts) if done else new, _said(done, "in de nieuwe versie: in de oude al verwerkt")


def _strikes_text(paragraph: Element) -> bool:
    """Whether somebody struck text in a paragraph of which no more is tracked than words."""
    tracked = {mark.tag for mark in paragraph.iter(*INSERTING, *DELETING)}
    of_end = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    whole = of_end is not None and any(child.tag in tracked for child in of_end)
    return _DEL in tracked and tracked <= {_INS, _DEL} and not whole and bool(_text(paragraph, _LIVE))


def _readings_before(paragraph: Element) -> tuple[str, str]:
    """How a paragraph reads with its changes open, and without them: an old version that has this did not decide."""
    before = (e.text or "" for e in paragraph.iter(*_RAW) if next(e.iterancestors(_INS), None) is None)
    return _text(paragraph, _RAW), "".join(before)


def _text(paragraph: Element, tags: tuple[str, ...]) -> str:
    return "".join(e.text or "" for e in paragraph.iter(*tags))


def _said(counted: Counter[str], how: str) -> tuple[str, ...]:
    return tuple(
        f"{n} wijziging{'en' if n > 1 else ''} van {author or 'onbekend'} {how}"
        for author, n in sorted(counted.items())
    )


def _open_still(old: Counter[_Key], new: Counter[_Key]) -> Counter[_Key]:
    """The marks of `old` that are still open in `new`: the same there, or of the same author, moment and most words."""
    same = old & new
    gone, come = (_by_moment(side - same) for side in (old, new))
    for moment, texts in gone.items():
        one, other = ([Words(text) for text in side] for side in (texts, come.get(moment, [])))
        pairs = paired(len(one), len(other), lambda i, j, a=one, b=other: a[i].likeness(b[j]), _ALIKE)
        same.update((*moment, texts[i]) for i, _ in pairs)
    return same


def _keys(package: Package) -> Counter[_Key]:
    return Counter(_key(mark) for name in parts_with_changes(package) for mark in package.xml(name).iter(*MARKS))


def _by_moment(keys: Counter[_Key]) -> dict[tuple[str, str, str], list[str]]:
    """The texts of marks that hold some, by what kind they are and who made them when."""
    out: dict[tuple[str, str, str], list[str]] = {}
    for *moment, text in keys.elements():
        if text.strip():
            out.setdefault((moment[0], moment[1], moment[2]), []).append(text)
    return out


def _settle(root: Element, left: Counter[_Key], decided: Counter[str]) -> bool:
    authors: set[str] = set()
    kept: list[tuple[Element, str | None]] = []
    for mark in root.iter(*MARKS):
        author, key = author_of(mark), _key(mark)
        if left[key] > 0:
            left[key] -= 1
            kept.append((mark, mark.get(_AUTHOR)))
            mark.set(_AUTHOR, _KEPT + author)
        else:
            authors.add(author)
            decided[author] += 1
    if authors:
        resolve_story(root, Decision.ACCEPT, Selection(frozenset(authors)))
    for mark, written in kept:
        if written is None:  # that of a grid has no author (17.13.5.33)
            del mark.attrib[_AUTHOR]
        else:
            mark.set(_AUTHOR, written)
    return bool(authors)


def _key(mark: Element) -> _Key:
    return (mark.tag, author_of(mark), date_of(mark), "".join(mark.itertext()))
