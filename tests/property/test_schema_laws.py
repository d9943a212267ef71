"""The law of schemas: what decides whether a value fits says of each what the library says that finds the faults."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.diagnostics import Span
from akkoord.readers.front_matter import read_front_matter
from akkoord.readers.schema import check_schema, faults
from akkoord.readers.schema_fit import KEYWORDS, UnsureError, fits
from akkoord.readers.yaml import YamlDocument, read_yaml

ROOT = Path(__file__).resolve().parents[2]
READ = ("accepted", "clause", "document", "edition", "initiatives", "pack", "provider", "rates", "region")
"""The schemas of what people write as YAML."""
PLACES = {
    "clause": "clauses/*/*/*.md",
    "document": "contracts/*/documents/*.yaml",
    "edition": "clauses/editions/*.yaml",
    "provider": "contracts/*/providers/*.yaml",
}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2000),
    st.sampled_from([Decimal("1.0"), Decimal("0"), Decimal("-0.5"), Decimal("1e9"), date(2023, 1, 1)]),
    st.sampled_from(["", "x", "2023-01-01", "vastgesteld", "vervallen", "0148", "R047", "een-naam", "ruim " * 300]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "een", "X y"]), inner),
    max_leaves=5,
)


@cache
def schema(name: str) -> Mapping[str, Any]:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


@cache
def written(name: str) -> tuple[Any, ...]:
    """What the sample holds of a sort, as it is read."""
    paths = sorted(ROOT.glob(PLACES.get(name, f"contracts/*/{name}.yaml")))
    read = (
        read_front_matter(p.read_text("utf-8"), "x.md")[0].document
        if p.suffix == ".md"
        else read_yaml(p.read_text("utf-8"), "x")[0]
        for p in paths
    )
    return tuple(document.data for document in read if document is not None)


def document(value: Any) -> YamlDocument:
    return YamlDocument(value, {(): Span("x")}, {})


def agreed(value: Any, held: Mapping[str, Any]) -> bool:
    """Whether a value fits, which both say."""
    said = fits(value, held)
    assert said == (not faults(document(value), held))
    return said


def holders(value: Any) -> Iterator[Any]:
    """Every list and mapping in a value, itself included."""
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from holders(inner)


@pytest.mark.parametrize("name", READ)
def test_what_the_sample_holds_fits(name: str) -> None:
    there = written(name)
    assert there
    assert all(agreed(value, schema(name)) for value in there[:40])


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_file_in_which_something_is_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(READ))
    value = deepcopy(data.draw(st.sampled_from(written(name))))
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(holders(value))
        place = places[data.draw(st.integers(0, len(places) - 1))]
        new = data.draw(VALUES)
        if isinstance(place, dict):
            key = data.draw(st.sampled_from([*place, "nieuw", "id"]))
            if data.draw(st.booleans()) and key in place:
                del place[key]
            else:
                place[key] = new
        elif place and data.draw(st.booleans()):
            place[data.draw(st.integers(0, len(place) - 1))] = new
        else:
            place.append(data.draw(st.sampled_from([new, *place])))
    try:
        agreed(value, schema(name))
    except UnsureError:  # then the library decides
        check_schema(document(value), schema(name))


@pytest.mark.parametrize(
    "held",
    [
        {"type": ["integer", "null"]},
        {"type": "number", "minimum": 0, "maximum": 3},
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "string", "format": "date"},
        {"type": ["string", "integer"]},
        {"type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 10},
        {"enum": ["x", None, 1, True]},
        {"const": 1},
        {"const": False},
        {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 2, "uniqueItems": True},
        {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1},
        {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": False},
        {"required": ["id"], "propertyNames": {"pattern": "^[a-z]+$"}},
        {"anyOf": [{"type": "integer"}, {"type": "object", "required": ["een"]}]},
        {"allOf": [{"minimum": 0}, {"type": ["integer", "boolean"]}]},
        {"if": {"required": ["id"]}, "then": {"properties": {"id": {"const": "x"}}}, "else": {"type": "null"}},
        {"if": {"type": "string"}, "then": {"maxLength": 3}},
        {"$defs": {"naam": {"items": {"$ref": "#/$defs/naam"}, "type": ["array", "string"]}}, "$ref": "#/$defs/naam"},
        {"items": {"type": "boolean"}, "additionalProperties": True},
    ],
    ids=lambda held: "-".join(held),
)
@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_each_keyword_by_itself(held: Mapping[str, Any], value: Any) -> None:
    try:
        agreed(value, held)
    except UnsureError:
        assert any(word in repr(held) for word in ("uniqueItems", "const", "enum"))
        check_schema(document(value), held)


@pytest.mark.parametrize(
    "held",
    [
        {"not": {}},
        {"multipleOf": 2},
        {"patternProperties": {}},
        {"if": {"not": {}}},
        {"$ref": "https://voorbeeld.invalid/x"},
        {"$ref": "#/$defs/a~1b", "$defs": {"a~1b": True}},
        {"type": "text"},
        {"const": []},
    ],
    ids=repr,
)
def test_what_is_not_known_is_not_decided(held: Mapping[str, Any]) -> None:
    with pytest.raises(UnsureError):
        fits("x", held)


@pytest.mark.parametrize("name", READ)
def test_every_schema_of_a_file_is_decided(name: str) -> None:
    assert set(keywords(schema(name))) <= KEYWORDS


def keywords(held: Any) -> Iterator[str]:
    """Every keyword in a schema, at any depth."""
    if isinstance(held, dict):
        for keyword, inner in held.items():
            yield keyword
            named = (
                inner.values() if keyword in ("properties", "$defs") else inner if isinstance(inner, list) else [inner]
            )
            for one in named:
                yield from keywords(one)
