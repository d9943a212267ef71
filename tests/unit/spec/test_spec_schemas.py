"""The schemas of the contract files say in Dutch what every key is and refuse every other key."""

import pytest
from jsonschema import Draft202012Validator

from support.contracts import schema

NAMES = ("region", "provider", "initiatives", "document", "pack", "rates")


def nodes(node, path="#"):
    """Every schema inside `node`, with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, inner in node.items():
            yield from nodes(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from nodes(inner, f"{path}/{index}")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema_of_draft_2020_12(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name):
    described = {
        f"{path}/{key}": inner.get("description")
        for path, node in nodes(schema(name))
        if isinstance(node.get("properties"), dict)
        for key, inner in node["properties"].items()
    }
    assert described
    assert [path for path, text in described.items() if not text] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_key_is_let_pass_unknown(name):
    objects = [(path, node) for path, node in nodes(schema(name)) if isinstance(node.get("properties"), dict)]
    assert objects
    assert [path for path, node in objects if node.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_demand_on_a_value_says_what_is_expected(name):
    demands = ("pattern", "enum", "const", "format", "minimum", "anyOf")
    asked = [
        (path, node)
        for path, node in nodes(schema(name))
        if any(isinstance(node.get(d), str | list | int) for d in demands)
    ]
    assert asked
    assert [path for path, node in asked if "x-expected" not in node] == []
