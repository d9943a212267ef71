"""The edit script as JSON-ready data and back; keys as in `schemas/edit-script.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

from msgspec import Struct

from akkoord.compare import script
from akkoord.compare.script import EditScript


def script_to_data(value: EditScript) -> dict[str, Any]:
    """`value` as plain data: objects with the field names as keys, lists, text and numbers."""
    return cast("dict[str, Any]", _data(value))


def script_from_data(data: Mapping[str, Any]) -> EditScript:
    """The script that `script_to_data` was given.

    Raises:
        ValueError: a field is missing or unknown, or a value is of another kind.
    """
    return cast("EditScript", _value(EditScript, data))


def _data(value: object) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_data(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, Struct):
        return {name: _data(getattr(value, name)) for name in value.__struct_fields__}
    return value


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls, dict(vars(script)))


def _value(kind: Any, data: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _record(kind, data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    arguments = get_args(kind)
    if NoneType in arguments:
        return None if data is None else _value(next(a for a in arguments if a is not NoneType), data)
    if arguments:
        if not isinstance(data, list):
            raise ValueError(f"no list: {data!r}")
        return tuple(_value(arguments[0], item) for item in cast("list[Any]", data))
    if type(data) is not kind:
        raise ValueError(f"no {cast('type[Any]', kind).__name__}: {data!r}")
    return data


def _record(cls: type[Any], data: Any) -> Any:
    hints = _hints(cls)
    if not isinstance(data, Mapping):
        raise ValueError(f"no {cls.__name__}: {data!r}")
    given = cast("Mapping[str, Any]", data)
    if set(given) != set(hints):
        raise ValueError(f"{cls.__name__}: fields {sorted(set(given) ^ set(hints))}")
    return cls(**{name: _value(hint, given[name]) for name, hint in hints.items()})
