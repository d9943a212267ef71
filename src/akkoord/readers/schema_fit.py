"""Whether a value fits a JSON Schema, decided by ourselves.

Nearly every file that is read fits. The library that says what is wrong with one takes longer to load than ten
files take to read, so it is loaded for a file that does not fit. A property holds that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Sized
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, cast

Schema: TypeAlias = Mapping[str, Any]


class UnsureError(Exception):
    """A schema, or a value that is held against it, asks for something that is not decided here."""


def fits(value: object, schema: Schema) -> bool:
    """Whether `value`, as it is read from YAML, is as `schema` says.

    Raises:
        UnsureError: that cannot be said here.
    """
    return _fits(value, schema, schema)


def _fits(value: Any, schema: Schema | bool, root: Schema) -> bool:
    if isinstance(schema, bool):
        return schema
    return all(_held(keyword, value, limit, schema, root) for keyword, limit in schema.items())


def _held(keyword: str, value: Any, limit: Any, schema: Schema, root: Schema) -> bool:
    """Whether a value is as one keyword of a schema says."""
    by_itself, in_schema = _BY_ITSELF.get(keyword), _IN_SCHEMA.get(keyword)
    if by_itself is not None:
        return by_itself(value, limit)
    if in_schema is not None:
        return in_schema(value, limit, schema, root)
    if keyword not in _NOTES:
        raise UnsureError(keyword)
    return True


def is_number(value: object) -> bool:
    """Whether a value is a number to JSON."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_integer(value: object) -> bool:
    """Whether a value is a whole number to JSON."""
    return isinstance(value, int) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": is_integer,
    "null": lambda value: value is None,
    "number": is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


def is_of_type(value: object, types: str | Sequence[str], schema: Schema) -> bool:
    """Whether a value is of one of the `types` of `schema`; a date is text where that can be one.

    Raises:
        UnsureError: there is no such type.
    """
    listed = (types,) if isinstance(types, str) else types
    if isinstance(value, date):
        return "string" in listed and (schema.get("format") == "date" or len(listed) > 1)
    if not _TYPES.keys() >= set(listed):
        raise UnsureError(", ".join(listed))
    return any(_TYPES[name](value) for name in listed)


def _equal(one: object, other: object) -> bool:
    if isinstance(one, list | dict) or isinstance(other, list | dict):
        raise UnsureError("const")
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _unique(listed: Any) -> bool:
    value = cast("list[object]", listed)
    if not all(type(item) is str for item in value) and not all(type(item) is int for item in value):
        raise UnsureError("uniqueItems")
    return len(set(value)) == len(value)


def _reference(value: Any, name: str, _schema: Schema, root: Schema) -> bool:
    prefix, _, key = name.rpartition("/")
    own: Schema = root.get("$defs", {})
    if prefix != "#/$defs" or key not in own or set(key) & {"~", "%"}:
        raise UnsureError(name)
    return _fits(value, own[key], root)


def _properties(value: Any, properties: Schema, _schema: Schema, root: Schema) -> bool:
    if not isinstance(value, dict):
        return True
    there = cast("dict[str, Any]", value)
    return all(_fits(there[name], inner, root) for name, inner in properties.items() if name in there)


def _additional(value: Any, allowed: Schema | bool, schema: Schema, root: Schema) -> bool:
    if not isinstance(value, dict) or allowed is True:
        return True
    known: Schema = schema.get("properties", {})
    return all(name in known or _fits(inner, allowed, root) for name, inner in cast("dict[str, Any]", value).items())


def _items(value: Any, inner: Schema | bool, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, list) or all(_fits(item, inner, root) for item in cast("list[Any]", value))


def _names(value: Any, inner: Schema | bool, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, dict) or all(_fits(name, inner, root) for name in cast("dict[str, Any]", value))


def _when(value: Any, condition: Schema | bool, schema: Schema, root: Schema) -> bool:
    return _fits(value, schema.get("then" if _fits(value, condition, root) else "else", True), root)


def _all_of(value: Any, schemas: Sequence[Schema | bool], _schema: Schema, root: Schema) -> bool:
    return all(_fits(value, one, root) for one in schemas)


def _any_of(value: Any, schemas: Sequence[Schema | bool], _schema: Schema, root: Schema) -> bool:
    return any(_fits(value, one, root) for one in schemas)


def _typed(value: Any, types: str | Sequence[str], schema: Schema, _root: Schema) -> bool:
    return is_of_type(value, types, schema)


_NOTES = frozenset(("$defs", "$schema", "description", "else", "then", "title", "x-expected", "x-reason"))
"""What asks nothing of a value by itself."""
_IN_SCHEMA: Mapping[str, Callable[[Any, Any, Schema, Schema], bool]] = {
    "$ref": _reference,
    "additionalProperties": _additional,
    "allOf": _all_of,
    "anyOf": _any_of,
    "if": _when,
    "items": _items,
    "properties": _properties,
    "propertyNames": _names,
    "type": _typed,
}
"""What rests on the rest of the schema too."""
_BY_ITSELF: Mapping[str, Callable[[Any, Any], bool]] = {
    "const": _equal,
    "enum": lambda value, values: any(_equal(value, one) for one in values),
    "exclusiveMinimum": lambda value, least: not is_number(value) or value > least,
    "format": lambda value, name: name != "date" or not isinstance(value, str),
    "maxItems": lambda value, most: not isinstance(value, list) or _size(value) <= most,
    "maxLength": lambda value, most: not isinstance(value, str) or len(value) <= most,
    "maximum": lambda value, most: not is_number(value) or value <= most,
    "minItems": lambda value, least: not isinstance(value, list) or _size(value) >= least,
    "minLength": lambda value, least: not isinstance(value, str) or len(value) >= least,
    "minProperties": lambda value, least: not isinstance(value, dict) or _size(value) >= least,
    "minimum": lambda value, least: not is_number(value) or value >= least,
    "pattern": lambda value, pattern: not isinstance(value, str) or re.search(pattern, value) is not None,
    "required": lambda value, names: not isinstance(value, dict) or all(name in value for name in names),
    "uniqueItems": lambda value, wanted: not wanted or not isinstance(value, list) or _unique(value),
}
KEYWORDS = _NOTES.union(_IN_SCHEMA, _BY_ITSELF)
"""What is decided here; a schema with any other keyword is left to the library."""


def _size(value: Any) -> int:
    return len(cast("Sized", value))
