"""A build on the real project: what is made, what is left alone, and what stops what."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.project import making, workshop
from akkoord.project.build import Request, build_project
from akkoord.project.progress import Silent
from akkoord.project.result import Outcome, result_to_data
from akkoord.project.selection import Selection, SelectionError
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.records import manifest_from_json
from support.workspace import PACK, PROVIDER, REGION, ROOT, WITHOUT, build, edit, make_project, tree_of


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which two packs were built; tests work on a copy."""
    project = make_project(tmp_path_factory.mktemp("built"))
    build(project, PROVIDER, WITHOUT)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def outcome(result, provider: str = PROVIDER, kind: str = "convenant") -> Outcome:
    pack = next(p for p in result.packs if p.path.endswith(f"/{provider}"))
    return next(d.outcome for d in pack.documents if d.kind == kind)


def codes(result) -> set[str]:
    return {d.code for d in result.diagnostics}


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_pack_holds_each_document_in_three_forms_and_a_manifest(project: Path) -> None:
    folder = project / "output" / PACK
    manifest = manifest_from_json((folder / "manifest.json").read_bytes())
    kinds = [row.kind for row in manifest.documents if row.present]
    assert {"raamovereenkomst", "convenant", "bijlage-definities"} <= set(kinds)
    forms = [f"{kind}.{form}" for kind in kinds for form in ("docx", "html", "pdf")]
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        [*forms, "agenda.ics", "manifest.json", "tekenpakket.zip"]
    )


def test_the_manifest_is_as_its_schema_says_and_true(project: Path) -> None:
    folder = project / "output" / PACK
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas/manifest.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    manifest = manifest_from_json((folder / "manifest.json").read_bytes())
    rows = (*manifest.files, *(f for row in manifest.documents for f in row.files))
    assert {f.file: f.sha256 for f in rows} == {
        name: digest for name, digest in tree_of(folder).items() if name not in ("manifest.json", "tekenpakket.zip")
    }
    row = manifest.document("convenant")
    assert row is not None
    assert all((project / clause.file).is_file() for clause in row.clauses)
    assert {d.kind for d in row.data} == {"region", "edition", "pack", "document", "provider"}
    assert [s.rank for s in row.signers] == [1]


def test_who_gets_no_document_has_a_folder_and_the_reason(project: Path) -> None:
    folder = project / "output/ijsselland/2023" / WITHOUT
    manifest = manifest_from_json((folder / "manifest.json").read_bytes())
    assert not list(folder.glob("convenant.*"))
    row = manifest.document("convenant")
    assert row is not None
    assert (row.present, bool(row.reason)) == (False, True)


def test_who_gets_no_document_at_all_has_a_folder_with_the_reasons(project: Path) -> None:
    kept_out = "document: raamovereenkomst\n    write: false\n    reason: nog niet vastgesteld"
    edit(project / REGION / "pack.yaml", "document: raamovereenkomst", kept_out)
    sending = '  - {edition: "2023", sent_on: 2022-12-16, return_by: 2023-01-20}\n'
    edit(project / REGION / "pack.yaml", sending, "")
    for annex in ("definities", "programma-van-eisen", "tarieven", "administratieprotocol", "monitoring"):
        edit(project / REGION / "pack.yaml", f"    - bijlage-{annex}\n", "")  # of the pack of the region
    edit(project / REGION / "rates.yaml", "    announced_on: 2022-11-15\n", "")
    assert build(project, WITHOUT).exit_code == 0
    folder = project / "output/ijsselland/2023" / WITHOUT
    manifest = manifest_from_json((folder / "manifest.json").read_bytes())
    assert [p.name for p in folder.iterdir()] == ["manifest.json"]
    assert manifest.status == ""
    assert all(not row.present and row.reason for row in manifest.documents)


def test_the_record_of_the_output_tells_every_step(project: Path) -> None:
    data = json.loads((project / "output/manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas/output.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert {pack["path"] for pack in data["packs"]} == {PACK, f"ijsselland/2023/{WITHOUT}"}
    there = tree_of(project / "output")
    made = {name: digest for step in data["steps"] for name, digest in step["outputs"].items() if "tree " not in name}
    assert made == {name: digest for name, digest in there.items() if name != "manifest.json"}


def test_nothing_changed_is_seen_without_reading(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(project, PROVIDER)
    monkeypatch.setattr(making.Making, "run", lambda self: pytest.fail("made anew"))
    again = build(project, PROVIDER)
    assert outcome(again) is Outcome.UNCHANGED
    assert again.diagnostics == first.diagnostics


def test_a_note_in_a_spec_writes_nothing(project: Path) -> None:
    before = times(project / "output" / PACK)
    edit(project / REGION / "region.yaml", "\n", "\n# een opmerking\n")
    assert outcome(build(project, PROVIDER)) is Outcome.UNCHANGED
    assert times(project / "output" / PACK) == before


def test_a_new_time_alone_changes_nothing(project: Path) -> None:
    before = times(project / "output" / PACK)
    os.utime(project / REGION / "region.yaml")
    assert outcome(build(project, PROVIDER)) is Outcome.UNCHANGED
    assert times(project / "output" / PACK) == before


def test_a_changed_fact_is_written_and_all_else_is_not(project: Path) -> None:
    path = project / REGION / "providers" / f"{PROVIDER}.yaml"
    edit(path, "legal_name: ", "legal_name: Nieuwe ") if "legal_name: V" in path.read_text(encoding="utf-8") else edit(
        path, 'legal_name: "', 'legal_name: "Nieuwe '
    )
    before = times(project / "output/ijsselland/2023" / WITHOUT)
    assert outcome(build(project, PROVIDER, WITHOUT)) is Outcome.WRITTEN
    assert "Nieuwe " in (project / "output" / PACK / "convenant.html").read_text(encoding="utf-8")
    assert times(project / "output/ijsselland/2023" / WITHOUT) == before


def test_a_file_that_somebody_changed_is_made_again(project: Path) -> None:
    before = tree_of(project / "output")
    (project / "output" / PACK / "convenant.pdf").write_bytes(b"iets anders")
    assert outcome(build(project, PROVIDER)) is Outcome.WRITTEN
    assert tree_of(project / "output") == before


def test_a_pack_that_somebody_threw_away_is_made_again(project: Path) -> None:
    before = tree_of(project / "output")
    shutil.rmtree(project / "output" / PACK)
    assert outcome(build(project, PROVIDER)) is Outcome.WRITTEN
    assert tree_of(project / "output") == before


@pytest.mark.parametrize("lost", ["state.json", "read"])
def test_without_its_memory_a_build_gives_the_same(project: Path, lost: str) -> None:
    before = tree_of(project / "output")
    (project / "output/.cache" / lost).unlink()
    build(project, PROVIDER)
    assert tree_of(project / "output") == before


def test_force_makes_all_again_and_writes_nothing_that_is_equal(project: Path) -> None:
    before = times(project / "output" / PACK)
    assert outcome(build(project, PROVIDER, force=True)) is Outcome.WRITTEN
    assert times(project / "output" / PACK) == before


def test_a_provider_that_left_the_project_leaves_the_output(project: Path) -> None:
    (project / REGION / "providers" / f"{WITHOUT}.yaml").unlink()
    result = build(project, PROVIDER)
    assert result.removed == (f"ijsselland/2023/{WITHOUT}",)
    assert not (project / "output/ijsselland/2023" / WITHOUT).exists()
    record = json.loads((project / "output/manifest.json").read_text(encoding="utf-8"))
    assert [pack["path"] for pack in record["packs"]] == [PACK]


def test_a_folder_that_is_not_ours_is_never_taken_away(project: Path) -> None:
    own = project / "output/ijsselland/2023/aantekeningen"
    own.mkdir()
    (own / "brief.txt").write_text("van mij", encoding="utf-8")
    edit(project / REGION / "region.yaml", "\n", "\n# een opmerking\n")
    assert build(project, PROVIDER).removed == ()
    assert (own / "brief.txt").exists()


def test_a_broken_provider_stops_no_other(project: Path) -> None:
    before = tree_of(project / "output" / PACK)
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "lots:", "lost:")
    result = build(project, PROVIDER, WITHOUT)
    assert result.exit_code == 1
    assert outcome(result) is Outcome.FAILED
    assert outcome(result, WITHOUT) is Outcome.ABSENT
    assert tree_of(project / "output" / PACK) == before


def test_an_error_in_a_clause_stops_the_documents_that_print_it(project: Path) -> None:
    before = tree_of(project / "output" / PACK)
    edit(project / "clauses/afspraken/afspraken-duur/1.0.md", "looptijd.start", "looptijd.strat")
    result = build(project, PROVIDER, WITHOUT)
    assert result.exit_code == 1
    assert outcome(result) is Outcome.FAILED
    assert outcome(result, WITHOUT) is Outcome.ABSENT
    finding = next(d for d in result.diagnostics if d.code == "EVA001")
    assert finding.hints == ("bedoelde u `looptijd.start`?",)
    assert tree_of(project / "output" / PACK) == before


def test_a_failed_build_fails_again_until_it_is_mended(project: Path) -> None:
    path = project / "clauses/afspraken/afspraken-duur/1.0.md"
    edit(path, "looptijd.start", "looptijd.strat")
    first, second = build(project, PROVIDER), build(project, PROVIDER)
    assert (second.exit_code, second.diagnostics) == (1, first.diagnostics)
    edit(path, "looptijd.strat", "looptijd.start")
    assert build(project, PROVIDER).exit_code == 0


def test_a_file_that_cannot_be_read_is_a_finding(project: Path) -> None:
    (project / "clauses/afspraken/afspraken-duur/1.0.md").write_bytes(b"\xff\xfe")
    result = build(project, PROVIDER, WITHOUT)
    assert result.exit_code == 1
    assert "SRC005" in codes(result)
    assert outcome(result, WITHOUT) is Outcome.ABSENT


@pytest.mark.slow
def test_libreoffice_makes_a_pdf_that_says_what_the_word_file_says_and_is_never_ready(project: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) staat niet op deze machine: niet uitgevoerd")
    result = build(
        project, pdf_engine="libreoffice", selection=Selection(providers=(PROVIDER,), documents=("convenant",))
    )
    folder = project / "output" / PACK
    manifest = json.loads((folder / "manifest.json").read_bytes())
    row = next(d for d in manifest["documents"] if d["kind"] == "convenant")
    with pikepdf.open(folder / "convenant.pdf") as pdf, pdf.open_metadata() as metadata:
        conforms = f"PDF/A-{metadata['pdfaid:part']}{metadata['pdfaid:conformance']}"
        pages = len(pdf.pages)
    assert result.exit_code == 0
    assert (row["status"], manifest["status"]) == ("concept", "concept")
    assert (conforms, pages > 5) == ("PDF/A-2B", True)
    docx = read_docx_text((folder / "convenant.docx").read_bytes())
    printed = read_pdf_text((folder / "convenant.pdf").read_bytes())
    words, seen = ({word for piece in read.pieces for word in piece.text.split()} for read in (docx, printed))
    assert len(words & seen) > 0.9 * len(words)


def test_a_difference_between_docx_and_pdf_keeps_the_pack_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from akkoord.writers import docx

    real = docx.DocxWriter.write

    def forgetful(self, document, **options):
        from msgspec.structs import replace

        return real(self, replace(document, signature_pages=()), **options)

    monkeypatch.setattr(docx.DocxWriter, "write", forgetful)
    before = tree_of(project / "output" / PACK)
    result = build(project, PROVIDER, force=True)
    assert result.exit_code == 1
    assert "PRF001" in codes(result)
    assert all(d.provider == PROVIDER for d in result.diagnostics)
    assert any("DOCX (" in d.message and "PDF (" in d.message for d in result.diagnostics)
    assert tree_of(project / "output" / PACK) == before


def test_a_bug_in_a_writer_costs_one_document_and_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("een bug")

    monkeypatch.setattr(workshop, "_named", broken)
    result = build(project, PROVIDER, WITHOUT, force=True)
    assert result.exit_code == 3
    assert "ZeroDivisionError: een bug" in result.report
    assert codes(result) == {"INT001", "PLN002"}
    assert outcome(result, WITHOUT) is Outcome.ABSENT
    monkeypatch.undo()
    assert build(project, PROVIDER, WITHOUT).exit_code == 0


def test_a_faulty_house_style_is_refused_before_anything_is_written(project: Path) -> None:
    before = tree_of(project / "output")
    (project / "templates/huisstijl.docx").write_bytes(b"geen Word")
    with pytest.raises(AkkoordError) as caught:
        build(project, PROVIDER)
    assert caught.value.exit_code == 1
    assert caught.value.diagnostics
    assert tree_of(project / "output") == before


def test_a_faulty_logo_is_refused_once_before_anything_is_written(project: Path) -> None:
    before = tree_of(project / "output")
    (project / "templates/logo.png").write_bytes(b"")
    with pytest.raises(AkkoordError, match=r"`templates/logo\.png` is geen hele PNG: het bestand is leeg") as caught:
        build(project, PROVIDER)
    assert (caught.value.exit_code, len(caught.value.diagnostics)) == (1, 1)
    assert tree_of(project / "output") == before


def test_a_document_that_is_not_asked_for_stays_as_it_was(project: Path) -> None:
    before = tree_of(project / "output" / PACK)
    result = build(project, selection=Selection(providers=(PROVIDER,), documents=("raamovereenkomst",)))
    assert outcome(result) is Outcome.UNCHANGED
    assert tree_of(project / "output" / PACK) == before


def test_what_is_not_in_the_project_cannot_be_asked_for(project: Path) -> None:
    with pytest.raises(SelectionError, match="voorbeeld-sterk"):
        build(project, "voorbeeld-sterk")


def test_choices_that_no_pack_has_all_of_are_refused(project: Path) -> None:
    before = tree_of(project / "output")
    with pytest.raises(SelectionError, match=f"--provider {WITHOUT} --lot 2"):
        build(project, selection=Selection(providers=(WITHOUT,), lots=(2,)))
    assert tree_of(project / "output") == before


def test_an_output_that_cannot_be_written_is_told_and_costs_no_other_pack(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.mkdir

    def refuse(self: Path, *arguments: object, **options: object) -> None:
        if self.name.endswith(PROVIDER):
            raise PermissionError(13, "Permission denied")
        real(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    shutil.rmtree(project / "output/ijsselland")
    result = build(project, PROVIDER, WITHOUT)
    assert result.exit_code == 1
    assert codes(result) == {"OUT006"}
    assert outcome(result) is Outcome.FAILED
    assert (project / "output/ijsselland/2023" / WITHOUT / "manifest.json").exists()


def test_the_result_is_as_its_schema_says(project: Path) -> None:
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "lots:", "lost:")
    schema = json.loads((ROOT / "schemas/build.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(result_to_data(build(project, PROVIDER, WITHOUT)))


def test_the_overview_stays_complete_when_one_provider_is_built(project: Path) -> None:
    index = project / "output/ijsselland/2023/index.html"
    before = index.read_text(encoding="utf-8")
    assert f'href="{PROVIDER}/convenant.pdf"' in before
    assert f'href="{WITHOUT}/manifest.json"' in before
    seal = index.stat().st_mtime_ns
    build(project, PROVIDER, force=True)
    assert (index.read_text(encoding="utf-8"), index.stat().st_mtime_ns) == (before, seal)


def test_a_pack_that_fails_is_in_the_overview_with_its_findings(project: Path) -> None:
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "seat:", "saet:")
    build(project, PROVIDER)
    build(project, WITHOUT)
    index = (project / "output/ijsselland/2023/index.html").read_text(encoding="utf-8")
    assert "De bestanden zijn van een eerdere keer." in index
    assert "de sleutel `saet` bestaat hier niet" in index


def test_what_was_asked_before_a_change_is_not_remembered_after_another_run(project: Path) -> None:
    other = Selection(providers=(PROVIDER,), documents=("convenant",))
    request = Request(project, other)
    build_project(request, Silent())
    edition = project / "clauses/editions/2023.yaml"
    sound = edition.read_text(encoding="utf-8")
    edition.write_text(sound + "kapot\n", encoding="utf-8", newline="\n")
    assert build_project(request, Silent()).exit_code == 1
    edition.write_text(sound, encoding="utf-8", newline="\n")
    assert build(project, PROVIDER).exit_code == 0
    assert build_project(request, Silent()).exit_code == 0


def test_what_is_found_in_one_edition_is_told_of_the_packs_of_that_edition(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    edit(project / REGION / "region.yaml", 'editions: ["2023"]', 'editions: ["2022-concept", "2023"]')
    initiatives = project / REGION / "initiatives.yaml"
    others = initiatives.read_text(encoding="utf-8").replace(PROVIDER, "voorbeeld-thuisbasis")
    initiatives.write_text(others, encoding="utf-8", newline="\n")
    first, again = build(project, PROVIDER), build(project, PROVIDER)
    for result in (first, again):
        (place,) = (n for n, finding in enumerate(result.diagnostics) if finding.code == "R100")
        told = {pack.path: place in pack.findings for pack in result.packs}
        assert told == {f"ijsselland/2022-concept/{PROVIDER}": False, PACK: True}
