"""Everything that a file can be read as can be kept: each class, each type of a field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.library import ClauseVersion, Edition
from akkoord.project.read_cache import CLASSES, MODULES
from akkoord.spec import Acceptance, DocumentSpec, Initiative, Pack, Provider, Rates, Region

READ = (ClauseVersion, Edition, Region, Provider, Initiative, Rates, Pack, DocumentSpec, Acceptance)
NAMES = {name: value for module in MODULES for name, value in vars(module).items()}
"""Some modules import a type only for the type checker."""
PLAIN = (bool, int, str, NoneType, Span, date, Decimal)


def inside(hint: Any) -> tuple[Any, ...]:
    """The types that a field of this type can hold, one level deep."""
    if get_origin(hint) in (Union, UnionType, tuple):
        return tuple(one for one in get_args(hint) if one is not Ellipsis)
    if get_origin(hint) is Mapping:
        assert get_args(hint)[0] is str
        return get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        names = set(hint.__struct_fields__)
        assert hint.__match_args__ == hint.__struct_fields__  # each can be given by its position
        return tuple(t for name, t in get_type_hints(hint, localns=NAMES).items() if name in names)
    return ()


def test_every_type_that_a_file_is_read_as_can_be_kept() -> None:
    seen: list[Any] = []
    left: list[Any] = list(READ)
    while left:
        hint = left.pop()
        if hint in seen:
            continue
        seen.append(hint)
        known = hint in PLAIN or get_origin(hint) in (Union, UnionType, tuple, Mapping)
        assert known or CLASSES.get((hint.__module__, hint.__qualname__)) is hint, hint
        left += inside(hint)
    assert len(seen) > 50
