"""Fields among leaves: where they begin and end, what their code says, and where their result begins."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.compare.leaves import Leaf
from akkoord.ooxml.names import w

FIELD_CHARACTER = w("fldChar")
FIELD_CODES = frozenset((w("instrText"), w("delInstrText")))
_KIND = w("fldCharType")


def grouped(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leaves with each field that begins and ends among them as one."""
    out: list[Leaf] = []
    index = 0
    while index < len(leaves):
        end = end_of_field(leaves, index)
        out.append(leaves[index] if end == index else field_of(leaves[index : end + 1]))
        index = end + 1
    return out


def end_of_field(leaves: Sequence[Leaf], begin: int) -> int:
    """The index of the end of the field that begins at `begin`; `begin` itself when there is no such field."""
    first = leaves[begin]
    if first.element.tag != FIELD_CHARACTER or first.element.get(_KIND) != "begin":
        return begin
    depth = 0
    for index in range(begin, len(leaves)):
        element = leaves[index].element
        if element.tag != FIELD_CHARACTER:
            continue
        kind = element.get(_KIND)
        depth += (kind == "begin") - (kind == "end")
        if depth == 0:
            return index if leaves[index].wrapper is first.wrapper else begin
    return begin


def field_of(parts: Sequence[Leaf]) -> Leaf:
    """A field as one leaf; its key says what it does, however its code is cut into runs."""
    head = head_of_field(parts)
    shown = "".join(part.shown for part in parts[head:])
    first = parts[0]
    key = ("field", first.key, _code(parts[1:head]))
    return Leaf(first.start, first.end, first.element, first.run, first.wrapper, first.marks, key, shown, tuple(parts))


def head_of_field(parts: Sequence[Leaf]) -> int:
    """How many parts stand before the result: the begin, the code and the separator; all when there is no result."""
    depth = 0
    for index, part in enumerate(parts):
        if part.element.tag == FIELD_CHARACTER:
            kind = part.element.get(_KIND)
            depth += (kind == "begin") - (kind == "end")
            if kind == "separate" and depth == 1:
                return index + 1
    return len(parts)


def depth_of_fields(parts: Sequence[Leaf]) -> int:
    """How many fields stand in one another at most."""
    deepest = depth = 0
    for part in parts:
        if part.element.tag == FIELD_CHARACTER:
            kind = part.element.get(_KIND)
            depth += (kind == "begin") - (kind == "end")
            deepest = max(deepest, depth)
    return deepest


def _code(parts: Sequence[Leaf]) -> tuple[object, ...]:
    """What a code says: its words and the codes of fields in it; what those show is calculated anew."""
    out: list[object] = []
    open_fields: list[bool] = []  # of each field in the code whether its result has begun
    for part in parts:
        kind = part.element.get(_KIND) if part.element.tag == FIELD_CHARACTER else ""
        if kind == "end" and open_fields:
            open_fields.pop()
        if not any(open_fields):
            _say(part, out)
        if kind == "begin":
            open_fields.append(False)
        elif kind == "separate" and open_fields:
            open_fields[-1] = True
    return tuple(" ".join(said.split()) if isinstance(said, str) else said for said in out)


def _say(part: Leaf, out: list[object]) -> None:
    """What a part of a code says, joined to what was said before where only runs are between."""
    text = part.element.text or "" if part.element.tag in FIELD_CODES else part.shown
    said = text if part.element.tag in FIELD_CODES or part.key is None else part.key
    former = out[-1] if out else None
    if isinstance(former, str) and isinstance(said, str):
        out[-1] = former + said
    else:
        out.append(said)
