"""In what two blocks with the same text differ: every aspect on its own, so that none hides another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from akkoord.compare.canonical.blocks import ANY_STYLE, Paragraph, Table
from akkoord.compare.canonical.difference import Level
from akkoord.compare.canonical.nested import Lists, aspects_inside
from akkoord.compare.canonical.properties import Value, items_of
from akkoord.compare.canonical.wording import not_shared
from akkoord.ooxml.names import w

Unequal = tuple[Level, str, object, object]
"""Level, aspect, and what stands there on either side."""

_MARKERS = ("bookmark", "comment", "permission", "change", "empty link", "chunk", "loose")
_SPELLING = frozenset(w(tag) for tag in ("lang", "noProof", "bCs", "iCs", "szCs", "webHidden"))
"""Properties about the language and the twins for right-to-left scripts: other runs look the same without them.
Like those, `w:hint` of fonts (17.3.2.26) is not tracked: programs write it by the keyboard that was used."""
_HELD_INSIDE = frozenset(("bookmark", "comment", "empty link", "list of style"))
"""What paragraphs in an object may differ in without the object being another."""
_FORMATTING = ("paragraph properties", "paragraph mark", "run properties")
_STYLE, _NUMBERING, _CONTENT, _MARKED, _CHANGE, _SECTION = range(6)


def unequal_aspects(mine: Paragraph, theirs: Paragraph, lists: Lists) -> Iterator[Unequal]:
    """Every aspect in which two paragraphs with the same text differ; `lists` are those that their styles give."""
    a, b = mine.structure, theirs.structure
    any_style = ANY_STYLE in (a[_STYLE], b[_STYLE])
    for place, aspect in ((_STYLE, "style"), (_NUMBERING, "numbering"), (_CHANGE, "change"), (_SECTION, "section")):
        if a[place] != b[place] and not (any_style and place in (_STYLE, _NUMBERING)):
            of_style = place == _NUMBERING and a[_STYLE] == b[_STYLE] and (a[place], b[place]) == lists(a[_STYLE])
            yield Level.STRUCTURE, "list of style" if of_style else aspect, a[place], b[place]
    yield from _controls(a[_CONTENT], b[_CONTENT])
    content = _without_controls(a[_CONTENT]), _without_controls(b[_CONTENT])
    if content[0] != content[1]:
        old, new = _first_unequal(*content)
        inside = aspects_inside(*content, lists)
        held = inside <= _HELD_INSIDE
        yield Level.STRUCTURE, min(inside) if held else _kind(old, new), old, new
    yield from _markers(a[_MARKED], b[_MARKED])
    if content[0] == content[1] and not any_style:
        yield from _formatting(mine.formatting, theirs.formatting)


def unequal_aspects_of_tables(mine: Table, theirs: Table) -> Iterator[Unequal]:
    """Every aspect in which two tables with cells that answer to each other differ, apart from what is in the cells."""
    a, b = ([(_kind_of(item), item) for item in _flat(table.structure)] for table in (mine, theirs))
    for kind in dict.fromkeys([*(k for k, _ in a), *(k for k, _ in b)]):
        sides = tuple(tuple(item for k, item in side if k == kind) for side in (a, b))
        if sides[0] != sides[1]:
            yield Level.STRUCTURE, kind, *_first_unequal(*sides)
    if mine.formatting != theirs.formatting:
        yield Level.FORMATTING, "table", *_first_unequal(mine.formatting, theirs.formatting)


def _flat(structure: Value) -> Iterator[object]:
    """What a table is made of, with the markers around it one by one."""
    for item in structure:
        if items_of(item) and not isinstance(items_of(item)[0], str):
            for stream in items_of(item):
                yield from items_of(stream)
        else:
            yield item


def _kind_of(item: object) -> str:
    return next((kind for kind in (*_MARKERS, "control") if kind in items_of(item)), "table")


def _formatting(mine: Value, theirs: Value) -> Iterator[Unequal]:
    spelling = None
    for place, aspect in enumerate(_FORMATTING):
        old, new = _without_controls(mine[place]), _without_controls(theirs[place])
        if old == new:
            continue
        plain = [_joined(_without_spelling(value)) for value in (old, new)]
        if plain[0] != plain[1]:
            yield Level.FORMATTING, aspect, *_first_unequal(*plain)
        else:
            spelling = spelling or (Level.FORMATTING, "language", *_first_unequal(old, new))
    if spelling is not None:
        yield spelling


def _controls(mine: object, theirs: object) -> Iterator[Unequal]:
    old, new = (tuple(t for t in items_of(side) if items_of(t)[0] == "control") for side in (mine, theirs))
    if old != new:
        yield Level.STRUCTURE, "control", *not_shared(old, new)


def _markers(mine: object, theirs: object) -> Iterator[Unequal]:
    for kind in _MARKERS:
        old, new = (tuple(m for m in items_of(side) if items_of(m)[1] == kind) for side in (mine, theirs))
        if old != new:
            yield Level.STRUCTURE, kind, *not_shared(old, new)


def _without_controls(stream: object) -> object:
    """A stream as it is without the content controls in it; another value as it is."""
    kept = tuple(token for token in items_of(stream) if not (items_of(token) and items_of(token)[0] == "control"))
    return stream if kept == stream else _joined(kept)


def _without_spelling(value: object) -> object:
    items = items_of(value)
    if not items:
        return value
    plain = (_without_hint(item) for item in items if not (items_of(item) and items_of(item)[0] in _SPELLING))
    return tuple(_without_spelling(item) for item in plain if item is not None)


def _without_hint(item: object) -> object:
    """The fonts of a run without what only says which of them a sign of two scripts takes; None for no fonts."""
    parts = items_of(item)
    if not parts or parts[0] != w("rFonts"):
        return item
    fonts = tuple(pair for pair in items_of(parts[1]) if items_of(pair)[0] != w("hint"))
    return (parts[0], fonts, *parts[2:]) if fonts else None


def _joined(stream: object) -> object:
    """A stream in which texts that now stand together with the same properties are one."""
    out: list[object] = []
    for token in items_of(stream):
        kind, text, properties = _three(token)
        former, before, own = _three(out[-1] if out else None)
        if kind == former == "text" and properties == own:
            out[-1] = ("text", f"{before}{text}", properties)
        else:
            out.append(token)
    return tuple(out)


def _three(token: object) -> tuple[object, object, object]:
    match items_of(token):
        case (kind, text, properties):
            return kind, text, properties
        case _:
            return None, None, None


def _kind(*tokens: object) -> str:
    """What kind of token differs; text is only the kind when both are text."""
    kinds = [next((part for part in token if isinstance(part, str)), "") for token in map(items_of, tokens) if token]
    return next((kind for kind in kinds if kind != "text"), "content")


def _first_unequal(old: object, new: object) -> tuple[object, object]:
    return next(((a, b) for a, b in zip_longest(items_of(old), items_of(new)) if a != b), (old, new))
