"""Every document under tests/cases/readers/schema, held against schema.json, gives the findings beside it."""

import json
from pathlib import Path

import pytest

from akkoord.diagnostics import as_text
from akkoord.readers.schema import check_schema
from akkoord.readers.yaml import read_yaml
from support.expected import assert_as_expected

CASES = Path(__file__).parents[2] / "cases" / "readers" / "schema"
SCHEMA = json.loads((CASES / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda p: p.stem)
def test_document_gives_findings(path: Path) -> None:
    document, findings = read_yaml(path.read_text(encoding="utf-8"), path.name)
    assert document is not None
    assert findings == ()
    found = check_schema(document, SCHEMA)
    assert bool(found) == (path.stem != "goed")
    assert_as_expected(path.with_suffix(".txt"), "\n".join(map(as_text, found)))


def test_a_schema_never_fetches_another() -> None:
    document, _ = read_yaml("a: 1\n", "x.yaml")
    assert document is not None
    from referencing.exceptions import Unresolvable

    with pytest.raises(Exception) as caught:  # noqa: PT011  # the class is private; its cause is checked below
        check_schema(document, {"$ref": "https://voorbeeld.invalid/schema.json"})
    assert isinstance(caught.value, Unresolvable)


@pytest.mark.parametrize("typed", ["2026-02-31", "0x1F", "1e9", "2023-01-01 10:00", "&a 2026-02-31"])
@pytest.mark.parametrize("wanted", [{"type": "string", "format": "date"}, {"type": "integer"}, {"enum": ["x"]}])
def test_a_value_that_is_not_understood_is_one_finding(typed: str, wanted: object) -> None:
    document, findings = read_yaml(f"a: {typed}\nb: {'*a' if '&' in typed else 'x'}\nc: fout\n", "x.yaml")
    assert document is not None
    assert [d.code for d in findings] == ["YAM007"]
    both = {"a": wanted, "b": wanted if "&" in typed else {}, "c": {"type": "integer"}}
    found = check_schema(document, {"properties": both})
    assert [(d.code, d.span.line if d.span else 0) for d in found] == [("SCH003", 3)]
