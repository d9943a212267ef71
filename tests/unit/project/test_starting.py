"""What is started can be built at once, as a concept; nothing that is there is touched."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from akkoord.project.build import Request, build_project
from akkoord.project.progress import Silent
from akkoord.project.result import Outcome
from akkoord.project.starting import StartError, start_provider, start_region
from akkoord.readers.yaml import read_yaml
from akkoord.spec import read_provider
from support.workspace import ROOT, tree_of

DAY = date(2027, 1, 1)


def nobody(_who: str) -> None:
    """No other run is at work."""


def schema(name: str) -> dict[str, object]:
    return json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))


def test_a_region_started_in_an_empty_folder_builds_to_concepts(tmp_path: Path) -> None:
    started = start_region(tmp_path, "oost", "Oost & <West>: *nieuw*", DAY, nobody)
    start_provider(tmp_path, "tweede", "", 'Stichting "Voorbeeld" # 2', (1,), nobody)
    result = build_project(Request(tmp_path), Silent())
    assert all((tmp_path / file).is_file() for file in started.files)
    assert result.exit_code == 0
    made = {p.path: (p.status, [d.outcome for d in p.documents]) for p in result.packs}
    assert made["oost/oost-2027/oost-aanbieder"] == ("concept", [Outcome.WRITTEN])
    assert made["oost/oost-2027/tweede"] == ("concept", [Outcome.WRITTEN])
    told = {(d.code, d.found) for d in result.diagnostics}
    assert {("R163", "00000000"), ("R163", "n.t.b."), ("OPN001", "")} <= told
    assert all(code != "R150" for code, _ in told)


@pytest.mark.parametrize("name", ["Voorbeeld", 'a: "b" # c', "- 'x' {y} [z] & *", "é — $id ${name} %"])
def test_any_name_stands_in_the_file_as_it_was_given(tmp_path: Path, name: str) -> None:
    start_region(tmp_path, "oost", name, DAY, nobody)
    file = start_provider(tmp_path, "tweede", "oost", name, (), nobody).files[0]
    region, faults = read_yaml((tmp_path / "contracts/oost/region.yaml").read_text(encoding="utf-8"), "region.yaml")
    provider, found = read_provider((tmp_path / file).read_text(encoding="utf-8"), file, schema("provider"))
    assert region is not None
    assert provider is not None
    assert (faults, found) == ((), ())
    assert (region.data["name"], provider.legal_name, provider.lots) == (name, name, (1,))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Oost", "NEW010"),
        ("a_b", "NEW010"),
        ("nul", "NEW010"),
        ("com1", "NEW010"),
        ("", "NEW010"),
        ("a" * 61, "NEW010"),
        ("oost", "NEW013"),
    ],
)
def test_what_cannot_be_started_leaves_everything_as_it_was(tmp_path: Path, name: str, code: str) -> None:
    start_region(tmp_path, "oost", "", DAY, nobody)
    before = tree_of(tmp_path)
    with pytest.raises(StartError) as refused:
        start_region(tmp_path, name, "", date(2028, 1, 1), nobody)
    assert refused.value.diagnostics[0].code == code
    assert tree_of(tmp_path) == before


def test_a_region_is_started_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "clauses/editions").mkdir(parents=True)
    (tmp_path / "clauses/editions/oost-2027.yaml").write_text("van een ander", encoding="utf-8")
    with pytest.raises(StartError):
        start_region(tmp_path, "oost", "", DAY, nobody)
    assert not (tmp_path / "contracts").exists()


def test_the_answer_keeps_its_schema(tmp_path: Path) -> None:
    started = start_region(tmp_path, "oost", "", DAY, nobody)
    data = {"sort": started.sort, "id": started.id, "region": started.region, "files": list(started.files)}
    jsonschema.Draft202012Validator(schema("start")).validate(data)


def test_the_term_ends_the_day_before_also_after_a_leap_day(tmp_path: Path) -> None:
    start_region(tmp_path, "oost", "", date(2028, 2, 29), nobody)
    text = (tmp_path / "contracts/oost/region.yaml").read_text(encoding="utf-8")
    assert "eind: {value: 2030-02-28," in text


def test_what_is_open_in_data_and_printed_in_texts_is_told_once_where_it_stands(tmp_path: Path) -> None:
    start_region(tmp_path, "oost", "", DAY, nobody)
    found = build_project(Request(tmp_path), Silent()).diagnostics
    open_ones = [(d.code, d.span) for d in found if d.found in ("n.t.b.", "00000000") and d.span]
    assert len(open_ones) == len(set(open_ones))
    assert {code for code, _ in open_ones} == {"R163"}
    files = {span.file for _, span in open_ones}
    assert files == {"contracts/oost/providers/oost-aanbieder.yaml", "contracts/oost/region.yaml"}


def test_what_is_wrong_in_two_files_is_told_in_the_one_that_filled_it_in(tmp_path: Path) -> None:
    start_region(tmp_path, "oost", "", DAY, nobody)
    data = tmp_path / "contracts/oost/providers/oost-aanbieder.yaml"
    written = data.read_text(encoding="utf-8")
    assert "seat: n.t.b." in written
    data.write_text(written.replace("seat: n.t.b.", "seat: 31 juni 2023"), encoding="utf-8")
    found = [d for d in build_project(Request(tmp_path), Silent()).diagnostics if d.code == "R044"]
    files = [(d.span.file, d.related[0].span.file) for d in found if d.span and d.related and d.related[0].span]
    assert files == [("contracts/oost/providers/oost-aanbieder.yaml", "clauses/oost/oost-onderwerp/0.1.md")]
