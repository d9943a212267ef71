"""Manifest and build record: as plain data, back, and as their schemas say."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from akkoord.records import (
    BlankRow,
    ClauseRow,
    DataRow,
    DeviationRow,
    DocumentRow,
    FileRow,
    Manifest,
    PackEntry,
    Program,
    SignerRow,
    Step,
    former_entries,
    json_text,
    manifest_from_json,
    manifest_to_json,
    output_record,
    step_lines,
)

SCHEMAS = Path(__file__).parents[3] / "schemas"
SHA = "0123456789abcdef" * 4
FILE = FileRow("convenant.docx", SHA, 12)
PRESENT = DocumentRow(
    "convenant",
    "Convenant",
    True,
    instrument="multilateral",
    version="1.0",
    status="concept",
    tree_sha256=SHA,
    body_sha256=SHA,
    pdf_engine="typst",
    pdf_standards=("PDF/A-2a", "PDF/UA-1"),
    files=(FILE,),
    clauses=(ClauseRow("duur", "1.0", "vastgesteld", SHA, "clauses/a/duur/1.0.md"),),
    data=(DataRow("region", "contracts/regio/region.yaml", SHA),),
    signers=(SignerRow("Stichting X", "", "bestuurder", "namens X", 1, "x-1"),),
    blanks=(BlankRow("aanbieder.naam", "naam van de aanbieder", 2),),
    deviations=(DeviationRow("duur", "1.0+een", "1.0", "proef", "Overleg", "2022-12-01", "2023-12-31"),),
)
ABSENT = DocumentRow("overeenkomst", "Overeenkomst", False, reason="nog niet")
MANIFEST = Manifest(
    "regio",
    "2023",
    "2023-01-01",
    "een",
    "Stichting X",
    "concept",
    "modeltekst",
    Program("akkoord", "0.1.0", {"lxml": "6.0"}),
    FileRow("templates/huisstijl.docx", SHA, 3),
    None,
    (FileRow("templates/fonts/a.ttf", SHA, 4),),
    (FileRow("agenda.ics", SHA, 5),),
    (ABSENT, PRESENT),
)


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def test_a_manifest_comes_back_from_its_json() -> None:
    assert manifest_from_json(manifest_to_json(MANIFEST)) == MANIFEST


def test_a_manifest_is_written_as_all_that_is_json() -> None:
    content = manifest_to_json(MANIFEST)
    assert json_text(json.loads(content)).encode() == content


def test_a_manifest_is_as_its_schema_says() -> None:
    schema("manifest").validate(json.loads(manifest_to_json(MANIFEST)))


@pytest.mark.parametrize("broken", [{}, [], None, {"format": "akkoord-pack/0"}, {"format": "akkoord-pack/1"}])
def test_what_is_no_manifest_is_refused(broken: object) -> None:
    with pytest.raises(ValueError, match=r"manifest|format|dictionary"):
        manifest_from_json(json.dumps(broken).encode())


def test_a_document_is_found_by_its_kind() -> None:
    assert MANIFEST.document("convenant") is PRESENT
    assert MANIFEST.document("onbekend") is None


STEP = Step("write r/e/b/x", (("tree", SHA),), (("r/e/b/x.pdf", SHA),))
PACKS = [
    PackEntry("r/e/b", "concept", SHA, step_lines((STEP, replace(STEP, name="assemble r/e/b/x"))), SHA),
    PackEntry("r/e/a", "", SHA, ()),
]


def test_the_record_of_the_output_is_in_order_and_as_its_schema_says() -> None:
    text = output_record(PACKS, (Step("overview r/e", (), ()),))
    record = json.loads(text)
    schema("output").validate(record)
    assert [pack["path"] for pack in record["packs"]] == ["r/e/a", "r/e/b"]
    assert [s["name"] for s in record["steps"]] == ["assemble r/e/b/x", "write r/e/b/x", "overview r/e"]
    assert record["steps"][0] == {"name": "assemble r/e/b/x", "inputs": {"tree": SHA}, "outputs": {"r/e/b/x.pdf": SHA}}
    assert output_record(reversed(PACKS), (Step("overview r/e", (), ()),)) == text


@pytest.mark.parametrize("packs", [[], PACKS[:1], PACKS])
def test_what_a_record_says_of_a_pack_can_go_on_into_the_next(packs: list[PackEntry]) -> None:
    text = output_record(packs, (Step("overview r/e", (), ()), Step("overview", (), ())))
    schema("output").validate(json.loads(text))
    assert former_entries(text) == {pack.path: pack for pack in packs}


@pytest.mark.parametrize(
    "text", ["", "{}", "[]\n", output_record(PACKS)[:-3], output_record(PACKS).replace("packs", "x")]
)
def test_what_is_no_record_of_an_output_says_nothing(text: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        former_entries(text)


def test_json_has_one_text_per_value() -> None:
    assert json_text({"b": 1, "a": "é"}) == '{\n  "a": "é",\n  "b": 1\n}\n'
