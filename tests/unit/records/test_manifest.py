"""Manifest and build record: as plain data, back, and as their schemas say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

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
    json_text,
    manifest_from_json,
    manifest_to_json,
    output_record,
    step_lines,
)
from support.schemas import validator

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


def test_a_manifest_comes_back_from_its_json() -> None:
    assert manifest_from_json(manifest_to_json(MANIFEST)) == MANIFEST


def test_a_manifest_is_written_as_all_that_is_json() -> None:
    content = manifest_to_json(MANIFEST)
    assert json_text(json.loads(content)).encode() == content


def test_a_manifest_is_as_its_schema_says() -> None:
    validator("manifest").validate(json.loads(manifest_to_json(MANIFEST)))


@pytest.mark.parametrize("broken", [{}, [], None, {"format": "akkoord-pack/0"}, {"format": "akkoord-pack/1"}])
def test_what_is_no_manifest_is_refused(broken: object) -> None:
    with pytest.raises(ValueError, match=r"manifest|format|dictionary"):
        manifest_from_json(json.dumps(broken).encode())


def test_a_document_is_found_by_its_kind() -> None:
    assert MANIFEST.document("convenant") is PRESENT
    assert MANIFEST.document("onbekend") is None


STEP = Step("write r/e/b/x", (("tree", SHA),), (("r/e/b/x.pdf", SHA),))
PACKS = [PackEntry("r/e/b", "concept", SHA, SHA), PackEntry("r/e/a", "", SHA), PackEntry("r/e/c", "ready", SHA)]
STEPS = {"r/e/b": (STEP, replace(STEP, name="assemble r/e/b/x")), "r/e/c": (replace(STEP, name="write r/e/c/x"),)}
OVERVIEWS = (Step("overview r/e", (), ()), Step("overview", (), ()))


def pieces(packs: Sequence[PackEntry], overviews: Iterable[Step]) -> list[tuple[str, bytes]]:
    return list(output_record(packs, lambda pack: step_lines(STEPS.get(pack.path, ())), step_lines(overviews)))


@pytest.mark.parametrize("packs", [[], PACKS[:1], PACKS[1:2], PACKS, PACKS[::-1]])
@pytest.mark.parametrize("overviews", [(), OVERVIEWS[:1], OVERVIEWS])
def test_the_record_of_the_output_is_in_order_and_as_its_schema_says(
    packs: list[PackEntry], overviews: tuple[Step, ...]
) -> None:
    text = b"".join(piece for _, piece in pieces(packs, overviews)).decode()
    record = json.loads(text)
    validator("output").validate(record)
    paths = sorted(pack.path for pack in packs)
    assert [pack["path"] for pack in record["packs"]] == paths
    steps = [step for path in paths for step in sorted(STEPS.get(path, ()), key=lambda step: step.name)]
    steps += sorted(overviews, key=lambda step: step.name)
    assert record["steps"] == [
        {"name": step.name, "inputs": dict(step.inputs), "outputs": dict(step.outputs)} for step in steps
    ]
    # A member to a line, so that the steps of a pack are lines of their own.
    members = [*record["packs"], *record["steps"]]
    assert [json.loads(line.removesuffix(",")) for line in text.splitlines()[2:] if line[0] == "{"] == members


def test_a_piece_of_the_record_is_the_steps_of_a_pack_and_nothing_else() -> None:
    own = {path: piece for path, piece in pieces(PACKS, OVERVIEWS) if path}
    assert own == {path: step_lines(steps) for path, steps in STEPS.items()}


def test_json_has_one_text_per_value() -> None:
    assert json_text({"b": 1, "a": "é"}) == '{\n  "a": "é",\n  "b": 1\n}\n'
