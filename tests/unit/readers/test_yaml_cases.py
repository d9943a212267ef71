"""Every file under tests/cases/readers/yaml gives its values and findings, as the file beside it says."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from akkoord.diagnostics import as_text
from akkoord.readers.yaml import MAX_CHARACTERS, read_yaml
from support.expected import assert_as_expected

CASES = Path(__file__).parents[2] / "cases" / "readers" / "yaml"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda p: p.stem)
def test_file_gives_findings(path: Path) -> None:
    document, findings = read_yaml(path.read_bytes().decode(), path.name)
    assert bool(findings) == (path.stem != "goed")
    assert_as_expected(path.with_suffix(".txt"), "\n".join(map(as_text, findings)))
    if document is not None:
        places = "\n".join(f"{'.'.join(map(str, p))}: {s.line}:{s.column}" for p, s in document.spans.items())
        assert_as_expected(path.with_suffix(".places"), f"{document.data!r}\n{places}" if not findings else "")


def test_values_have_the_types_of_contracts() -> None:
    document, _ = read_yaml((CASES / "goed.yaml").read_text(encoding="utf-8"), "goed.yaml")
    assert document is not None
    data = document.data
    assert data["code"] == "0148"
    assert data["breuk"] == Decimal("2.50")
    assert isinstance(data["breuk"], Decimal)
    assert data["datum"] == date(2023, 1, 1)
    assert data["ja"] == "ja"
    assert data["waar"] is True
    assert data["leeg"] is None
    assert data["weer"] == {"x": 1}


def test_place_of_an_unknown_path_is_that_of_what_is_around_it() -> None:
    document, _ = read_yaml("a:\n  b: 1\n", "x.yaml", first_line=5)
    assert document is not None
    assert str(document.span("a", "niet", 3)) == "x.yaml:6:3"
    assert str(document.key_span("a")) == "x.yaml:5:1"
    assert str(document.key_span("niet")) == "x.yaml:5:1"


def test_a_file_too_large_is_refused() -> None:
    document, findings = read_yaml("# " + "a" * MAX_CHARACTERS, "x.yaml")
    assert document is None
    assert [d.code for d in findings] == ["YAM001"]
