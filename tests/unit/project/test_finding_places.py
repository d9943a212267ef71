"""Where a finding on filled-in text is mended: at the value of the data, found without reading all data there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from akkoord.checks.finding import Finding
from akkoord.checks.found import Found
from akkoord.diagnostics import Severity, Span
from akkoord.project import finding_places
from akkoord.project.finding_places import SourcePlaces
from akkoord.project.sources import Sources, list_sources
from akkoord.project.typed_words import SourceLines

CLAUSE = "clauses/a/doel/1.0.md"
REGION = "contracts/r/region.yaml"
FILES = {
    CLAUSE: "De naam is {{ aanbieder.naam }}.\nDe plaats is {{ plaats }}.\n",
    REGION: "name: Regio\nplace: Ons  Dorp\n",
    "contracts/r/providers/a.yaml": "legal_name: Stichting Eén & Co\nseat: Ons Dorp\n",
    "contracts/r/providers/b.yaml": 'seat: Elders\nlegal_name: "Stichting E\\u00e9n\n  & Co"\n',
    "contracts/r/providers/c.yaml": "seat: Elders\nlegal_name: >-\n  Stichting\n  Twee\n",
    "contracts/r/providers/d.yaml": "seat: Elders\nlegal_name: 'Stichting ''Drie'''\n",
}
OWN, OF_ALL = Span(CLAUSE, 1, 12), Span(CLAUSE, 2, 14)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read as YAML."""
    found: list[str] = []
    real = finding_places.values_in

    def noted(file: str, text: str | None):
        found.append(Path(file).stem)
        return real(file, text)

    monkeypatch.setattr(finding_places, "values_in", noted)
    return found


@pytest.fixture
def places(tmp_path: Path) -> SourcePlaces:
    for file, text in FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    files = (REGION, *sorted(file for file in FILES if "/providers/" in file))
    return SourcePlaces(SourceLines(Sources(tmp_path, list_sources(tmp_path))), files)


@pytest.mark.parametrize(
    ("words", "slot", "providers", "place", "looked"),
    [
        # What is typed as it is read is looked for where the words stand; behind a backslash anything may stand.
        ("Stichting Eén & Co", OWN, "ab", "a.yaml:1:13", ["a"]),
        ("Stichting Eén & Co", OWN, "bc", "b.yaml:2:13", ["b"]),
        ("Stichting Twee", OWN, "abcd", "c.yaml:2:13", ["b", "c"]),
        ("Stichting 'Drie'", OWN, None, "d.yaml:2:13", ["b", "d"]),
        # Of those who have the text, before all others; what everybody has, in what is of nobody first.
        ("Ons Dorp", OWN, "bc", "region.yaml:2:8", ["b", "region"]),
        ("Ons Dorp", OWN, "ab", "a.yaml:2:7", ["a"]),
        ("Ons Dorp", OF_ALL, "ab", "region.yaml:2:8", ["region"]),
        ("Elders", OF_ALL, "cd", "b.yaml:1:7", ["b"]),
        ("Nergens", OF_ALL, None, "", ["b"]),
    ],
)
def test_words_of_the_data_are_mended_there(
    places: SourcePlaces, read: list[str], words: str, slot: Span, providers: str | None, place: str, looked: list[str]
) -> None:
    finding = Finding("te lang", slot, words)
    whose = None if providers is None else frozenset(providers)
    placed = places.placed(Found("R001", Severity.ERROR, finding, ("r/e",), (), whose)).finding
    assert read == looked
    if not place:
        assert placed == finding
        return
    assert placed.span is not None
    assert f"{placed.span.file.rpartition('/')[2]}:{placed.span.line}:{placed.span.column}" == place
    assert [related.span for related in placed.related] == [slot]


def test_a_finding_on_a_value_of_data_stays_at_that_value(tmp_path: Path):
    file = "contracts/r/initiatives.yaml"
    (tmp_path / "contracts" / "r").mkdir(parents=True)
    text = 'initiatives:\n  - id: a\n    towns: ["0150"]\n    where: Thuis in Deventer.\n'
    text += "    names:\n      - Elders\n      - Deventer\n"
    (tmp_path / file).write_text(text, encoding="utf-8")
    places = SourcePlaces(SourceLines(Sources(tmp_path, list_sources(tmp_path))), (file,))

    def placed(line: int, column: int) -> str:
        finding = Finding("te weinig", Span(file, line, column), "Deventer")
        span = places.placed(Found("R103", Severity.ERROR, finding)).finding.span
        return f"{span.line}:{span.column}" if span is not None else ""

    assert placed(3, 12) == "3:12"  # not where the same word stands in another value
    assert placed(5, 5) == "7:9"
