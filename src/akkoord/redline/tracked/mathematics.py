"""Formulas on both sides: what changed in them, marked inside.

Source:
    ISO/IEC 29500-1, 22.1 (Office Math); EG_PContentMath lets tracked changes stand in arguments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from msgspec import Struct

from akkoord.compare.content import RANGES
from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import DELETED, INSERTED, KEPT
from akkoord.compare.sequence import matches
from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS
from akkoord.ooxml.tracked import DELETING, INSERTING
from akkoord.redline.tracked.revisions import Revisions

_RUN, _TEXT = f"{{{M_NS}}}r", f"{{{M_NS}}}t"
_FORMULA = f"{{{M_NS}}}oMath"
_TRACKED = INSERTING | DELETING
_TOKEN = re.compile(r"\w|\s+|[^\w\s]")


class _Part(Struct, frozen=True):
    """A structure, or characters of a run; `key` is equal for what says the same."""

    element: Element
    start: int
    end: int
    key: object


class FormulaMerger:
    """Merges formulas of both sides."""

    def __init__(self, old: Fingerprints, new: Fingerprints, revisions: Revisions) -> None:
        self._old, self._new = old, new
        self._revisions = revisions

    def merged(self, old: Element, new: Element) -> Element | None:
        """A copy of `new` with what changed since `old` marked in it; None when that cannot be shown inside."""
        if next(old.iter(*_TRACKED), None) is not None or old.tag != new.tag:
            return None
        if new.tag != _FORMULA and not len(old.findall(_FORMULA)) == len(new.findall(_FORMULA)) == 1:
            return None
        return self._holder(old, new)

    def _holder(self, old: Element, new: Element) -> Element | None:
        heads = [[self._of(s, c) for c in e if _is_head(c)] for s, e in ((DELETED, old), (INSERTED, new))]
        if heads[0] != heads[1] or dict(old.attrib) != dict(new.attrib):
            return None
        out = new.makeelement(new.tag, dict(new.attrib))
        out.extend([deepcopy(child) for child in new if _is_head(child)])
        a, b = self._parts(DELETED, old), self._parts(INSERTED, new)
        i = j = 0
        for i1, j1, n in [*matches([p.key for p in a], [p.key for p in b]), (len(a), len(b), 0)]:
            self._gap(a[i:i1], b[j:j1], out)
            self._write(KEPT, b[j1 : j1 + n], out)
            i, j = i1 + n, j1 + n
        return out

    def _of(self, side: str, element: Element) -> object:
        return (self._old if side == DELETED else self._new).of(element)

    def _parts(self, side: str, holder: Element) -> list[_Part]:
        out: list[_Part] = []
        for child in holder:
            if _is_head(child):
                continue
            texts = child.findall(_TEXT) if child.tag == _RUN else []
            if len(texts) != 1 or len(child) != 1 + sum(1 for c in child if _is_head(c)):
                out.append(_Part(child, 0, 0, self._of(side, child)))
                continue
            looks = tuple(self._of(side, c) for c in child if _is_head(c))
            tokens = _TOKEN.finditer(texts[0].text or "")
            out += [_Part(child, t.start(), t.end(), (looks, t.group())) for t in tokens]
        return out

    def _gap(self, old: Sequence[_Part], new: Sequence[_Part], out: Element) -> None:
        """Structures of one kind are merged, whatever else went goes and came comes."""
        if len(old) == len(new) == 1 and old[0].element.tag == new[0].element.tag != _RUN:
            merge = self._holder if new[0].element.tag == _FORMULA else self._structure
            inner = merge(old[0].element, new[0].element)
            if inner is not None:
                out.append(inner)
                return
        self._write(DELETED, old, out)
        self._write(INSERTED, new, out)

    def _structure(self, old: Element, new: Element) -> Element | None:
        if [c.tag for c in old] != [c.tag for c in new] or new.tag in _TRACKED:
            return None
        out = new.makeelement(new.tag, dict(new.attrib))
        for one, other in zip(old, new, strict=True):
            same = self._of(DELETED, one) == self._of(INSERTED, other)
            inner = deepcopy(other) if same else None if _is_head(other) else self._holder(one, other)
            if inner is None:
                return None
            out.append(inner)
        return out

    def _write(self, op: str, parts: Sequence[_Part], out: Element) -> None:
        at = 0
        while at < len(parts):
            last = at
            while last + 1 < len(parts) and parts[last + 1].element is parts[at].element:
                last += 1
            element = deepcopy(parts[at].element)
            element.tail = None
            if parts[at].end:
                for text in element.iter(_TEXT):
                    text.text = (text.text or "")[parts[at].start : parts[last].end]
            self._append(op, element, out)
            at = last + 1

    def _append(self, op: str, element: Element, out: Element) -> None:
        if element.tag in RANGES and op == DELETED:
            return
        theirs = element.tag in _TRACKED or any(child.tag in INSERTING for child in element)
        if op == KEPT or theirs or element.tag in RANGES:  # the mark of another author is the change itself
            out.append(element)
            return
        former = out[-1] if len(out) else None
        tag = "del" if op == DELETED else "ins"
        if former is None or not former.tag.endswith(f"}}{tag}"):
            former = self._revisions.mark(op)
            out.append(former)
        former.append(element)


def _is_head(element: Element) -> bool:
    """Whether an element is a property, not content."""
    return element.tag.endswith("Pr")
