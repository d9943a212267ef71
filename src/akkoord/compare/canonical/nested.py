"""What two objects differ in: the text boxes in them hold paragraphs of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from typing import cast

from akkoord.compare.canonical.blocks import Paragraph

Lists = Callable[[object], tuple[object, object]]
"""From the name of a style to the lists that it gives in either package."""
_STYLE, _NUMBERING, _MARKERS = 0, 1, 3
"""Places in the structure of a paragraph."""


def aspects_inside(old: object, new: object, lists: Lists) -> frozenset[str]:
    """The aspects in which two tokens differ, seen from the paragraphs in them; "" for any other difference.

    "list of style" where the style gives another list, "bookmark" and "comment" for markers. Empty when equal.
    """
    if old == new:
        return frozenset()
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return _of_paragraphs(old, new, lists)
    if isinstance(old, tuple) and isinstance(new, tuple):
        one, other = cast("tuple[object, ...]", old), cast("tuple[object, ...]", new)
        if len(one) == len(other):
            return frozenset(aspect for a, b in zip(one, other, strict=True) for aspect in aspects_inside(a, b, lists))
    return frozenset(("",))


def _of_paragraphs(old: Paragraph, new: Paragraph, lists: Lists) -> frozenset[str]:
    found: set[str] = set()
    style = old.structure[_STYLE]
    for place, (a, b) in enumerate(zip_longest(old.structure, new.structure)):
        if a == b:
            continue
        if place == _NUMBERING:
            found.add("list of style" if style == new.structure[_STYLE] and (a, b) == lists(style) else "")
        elif place == _MARKERS:
            one, other = (Counter(cast("tuple[object, ...]", side)) for side in (a, b))
            found |= {str(cast("tuple[object, ...]", marker)[1]) for marker in (one - other) + (other - one)}
        else:
            found |= aspects_inside(a, b, lists)
    return frozenset(found) | aspects_inside((old.texts, old.formatting), (new.texts, new.formatting), lists)
