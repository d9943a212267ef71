"""A note that is referred to more than once, as a note for each reference.

Programs that copy a paragraph leave the number of its note in both. Word shows the note with each of them, under
numbers of their own; a change in one can only be told when they are notes of their own (ISO/IEC 29500-1, 17.11.14).
"""

from __future__ import annotations

from copy import deepcopy

from msgspec.structs import replace

from akkoord.compare.content import NOTE_REFERENCES
from akkoord.ooxml import Element, Package, serialise
from akkoord.ooxml.names import W14_NS, w

_ID = w("id")
_SAVED = frozenset((f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId"))
"""What may stand on one paragraph of a package only."""


def with_own_notes(package: Package) -> tuple[Package, int]:
    """The package in which every reference has a note of its own, and how many notes that took.

    Raises:
        XmlError, PackageError: a part cannot be read.
    """
    main = package.main_part()
    root = package.xml(main)
    parts: dict[str, bytes] = {}
    count = 0
    for tag, kind in NOTE_REFERENCES.items():
        part = package.related(main, f"{kind}s")
        references = list(root.iter(tag)) if part is not None else []
        if part is None or len({reference.get(_ID) for reference in references}) == len(references):
            continue
        notes = package.xml(part)
        made = _separated(references, notes, kind)
        if made:
            parts[part] = serialise(notes).encode()
            count += made
    if not count:
        return package, 0
    parts[main] = serialise(root).encode()
    return replace(package, parts={**package.parts, **parts}), count


def _separated(references: list[Element], root: Element, kind: str) -> int:
    """Give each reference but the first to a note a copy of it; how many that were."""
    notes = {note.get(_ID, ""): note for note in root.iterchildren(w(kind))}
    seen: set[str] = set()
    count = 0
    free = max((int(number) for number in notes if number.isascii() and number.isdigit()), default=0) + 1
    for reference in references:
        identifier = reference.get(_ID, "")
        if identifier in seen and identifier in notes:
            copy = deepcopy(notes[identifier])
            copy.set(_ID, str(free + count))
            for element in copy.iter():
                for name in _SAVED:
                    element.attrib.pop(name, None)
            root.append(copy)
            reference.set(_ID, copy.get(_ID, ""))
            count += 1
        seen.add(identifier)
    return count
