"""Characters and lengths that no document can print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import cast

from akkoord.diagnostics import Diagnostic, Span, error

MAX_NAME_LENGTH = 300

_NAMES = frozenset(("name", "legal_name", "short_name", "function", "seat", "street", "place", "title", "short_title"))
_REFUSED_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co"))
"""Control, invisible (writing direction, zero width), surrogate and private characters."""
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(p << 16 | 0xFFFE) + chr(p << 16 | 0xFFFF) for p in range(17)) + "]"
)


def check_texts(specs: Iterable[object]) -> Iterator[Diagnostic]:
    """Whether every text in `specs` can stand in a document, and names are of a length that can.

    Source: XML 1.0, section 2.2 (Char); Unicode Standard, section 23 (special areas). Wider
    than XML asks: a character nobody sees may make two names look the same.
    """
    for spec in specs:
        if spec is not None:
            yield from _in_record(spec, Span(""), {}, "")


def _in_record(record: object, span: Span, places: Mapping[str, Span], path: str) -> Iterator[Diagnostic]:
    own = cast("Mapping[str, Span] | None", getattr(record, "places", None))
    span = cast("Span", getattr(record, "span", None) or span)
    if own is not None:
        places, path = own, ""
    for field in fields(cast("type", record)):
        if field.name not in ("span", "places"):
            inner = f"{path}.{field.name}" if path else field.name
            yield from _in_value(getattr(record, field.name), field.name, span, places, inner)


def _in_value(value: object, name: str, span: Span, places: Mapping[str, Span], path: str) -> Iterator[Diagnostic]:
    match value:
        case str():
            yield from _in_text(value, name, places.get(path, span))
        case tuple():
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                yield from _in_value(item, name, span, places, f"{path}.{index}")
        case Mapping():
            for key, item in cast("Mapping[str, object]", value).items():
                yield from _in_value(item, name, span, places, f"{path}.{key}")
        case _ if is_dataclass(value):
            yield from _in_record(value, span, places, path)
        case _:
            return


def _in_text(text: str, name: str, place: Span) -> Iterator[Diagnostic]:
    found = {c for c in text if unicodedata.category(c) in _REFUSED_CATEGORIES or _NONCHARACTER.match(c)}
    for character in sorted(found):
        message = f"het onzichtbare teken U+{ord(character):04X} in `{name}`; verwacht: leesbare tekst"
        yield error("SPC005", message, place, "verwijder het teken; typ de tekst zo nodig over")
    if name in _NAMES and len(text) > MAX_NAME_LENGTH:
        message = f"`{name}` telt {len(text)} tekens; verwacht: ten hoogste {MAX_NAME_LENGTH}"
        yield error("SPC006", message, place)
