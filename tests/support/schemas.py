"""The schemas of the project, each of which may name parts of another."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parents[2] / "schemas"


def validator(name: str) -> Draft202012Validator:
    """The validator of `name`.schema.json."""
    found = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.schema.json"))}
    registry = Registry().with_resources((file, Resource.from_contents(schema)) for file, schema in found.items())
    return Draft202012Validator(found[f"{name}.schema.json"], registry=registry)
