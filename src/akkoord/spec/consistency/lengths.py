"""Names that are too long for a title page, a header or a signature block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, error

MAX_NAME_LENGTH = 300

_NAMES = frozenset(("name", "legal_name", "short_name", "function", "seat", "street", "place", "title", "short_title"))


def check_lengths(specs: Iterable[Struct | None]) -> Iterator[Diagnostic]:
    """A finding for every name or title in `specs` of more than 300 characters."""
    for spec in specs:
        if spec is not None:
            yield from _in_record(spec, Span(""), {}, "")


def _in_record(record: Struct, span: Span, places: Mapping[str, Span], path: str) -> Iterator[Diagnostic]:
    """`span` and `places` are those of the record around it, for a record without its own."""
    span = cast("Span | None", getattr(record, "span", None)) or span
    own = cast("Mapping[str, Span] | None", getattr(record, "places", None))
    if own is not None:
        places, path = own, ""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        inner = f"{path}.{name}".removeprefix(".")
        if isinstance(value, str):
            if name in _NAMES and len(value) > MAX_NAME_LENGTH:
                message = f"`{name}` telt {len(value)} tekens; verwacht: ten hoogste {MAX_NAME_LENGTH}"
                yield error("SPC005", message, places.get(inner, span))
        elif isinstance(value, tuple):
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                if isinstance(item, Struct):
                    yield from _in_record(item, span, places, f"{inner}.{index}")
        elif isinstance(value, Struct) and not isinstance(value, Span):
            yield from _in_record(value, span, places, inner)
