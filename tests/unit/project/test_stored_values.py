"""Everything that a file can be read as can be kept: each class, each type of a field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.library import ClauseVersion, Edition
from akkoord.project.stored_values import CLASSES, MODULES, restored, stored
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
        assert known or CLASSES.get(hint.__name__) is hint, hint
        left += inside(hint)
    assert len(seen) > 50


def test_no_two_classes_have_one_name() -> None:
    names = [
        name
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert len(names) == len(set(names))


def test_a_place_in_another_file_stays_there() -> None:
    value = (Span("a.yaml", 1, 2), Span("b.yaml", 3, 4))
    assert restored(stored(value, "a.yaml"), "a.yaml") == value


def test_what_no_file_is_read_as_is_refused() -> None:
    with pytest.raises(TypeError, match="no value of a file: set"):
        stored(({1},), "a.yaml")
