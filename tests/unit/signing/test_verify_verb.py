"""The verb `verify`, from files on disk to the answers, and the reports for the archive."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date

import pytest

from akkoord.cli import main
from akkoord.ooxml import parse_xml
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.records import (
    CheckedFile,
    DocumentRow,
    Entry,
    FileRow,
    Ledger,
    LedgerState,
    Manifest,
    Program,
    ReturnedFile,
    SentDocument,
    appended,
    ledger_text,
    manifest_to_json,
)  # fmt: skip
from support.schemas import validator
from support.signed import cases, files, pki
from support.signed.profile import REGION

AT = ("--at", "2023-02-01T12:00:00Z")


def row(kind, data, signers=(), *, sent=True):
    file = FileRow(f"{kind}.pdf", sha256_of(data), len(data))
    return DocumentRow(kind, kind.capitalize(), present=True, version="1.0", files=(file,), signers=signers, sent=sent)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one pack in the output, and the trusted authority of its region."""
    pack = tmp_path / "output" / "voorbeeld" / "2023" / "voorbeeld-bv"
    pack.mkdir(parents=True)
    other = files.typeset("Bijlage zonder handtekening.", conforming=False)
    (pack / "raamovereenkomst.pdf").write_bytes(files.sent())
    (pack / "bijlage-definities.pdf").write_bytes(other)
    rows = (row("raamovereenkomst", files.sent(), cases.SIGNERS), row("bijlage-definities", other, sent=False))
    about = ("voorbeeld", "2023", "2023-01-01", "voorbeeld-bv", "voorbeeld-bv", "ready", "")
    manifest = Manifest(*about, Program("akkoord", "0", {}), None, None, (), (), rows)
    (pack / MANIFEST).write_bytes(manifest_to_json(manifest))
    region = tmp_path / "contracts" / "voorbeeld"
    (region / "trust").mkdir(parents=True)
    (region / "region.yaml").write_text(REGION)
    (region / "trust" / "uitgever.pem").write_bytes(pki.root().pem)
    (tmp_path / "clauses").mkdir()
    (tmp_path / "terug").mkdir()
    (tmp_path / "terug" / "raamovereenkomst getekend.pdf").write_bytes(files.signed_twice())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verified(capsys, *given):
    code = main(["verify", *given, *AT, "--json"])
    data = json.loads(capsys.readouterr().out)
    if "diagnostics" not in data:
        validator("verify").validate(data)
    return code, data


def test_what_came_back_is_found_in_the_output_by_its_bytes(project, capsys):
    code, data = verified(capsys, "terug/raamovereenkomst getekend.pdf")
    (file,) = data["files"]
    assert code == 0
    assert file["sent"]["pack"] == "voorbeeld/2023/voorbeeld-bv"
    assert file["text"]["answer"] == "identical"
    assert [one["certificate"]["name"] for one in file["signatures"]["signatures"]] == ["A. Voorbeeld", "B. Proef"]


def test_a_file_written_anew_is_found_by_its_identifier(project, capsys):
    data = cases.OPERATIONS["saved"](files.sent(), "plain")
    (project / "terug" / "scan0001.pdf").write_bytes(data)
    code, said = verified(capsys, "terug/scan0001.pdf")
    assert code == 1
    assert said["files"][0]["sent"]["document"] == "raamovereenkomst"
    assert said["files"][0]["text"]["answer"] == "identical"
    assert said["files"][0]["signatures"]["open_fields"] == ["aanbieder-1", "gemeenten-1"]


def test_a_file_of_no_pack_is_never_good(project, capsys):
    (project / "vreemd.pdf").write_bytes(files.typeset("Iets anders.", conforming=False))
    code, said = verified(capsys, "vreemd.pdf")
    assert code == 1
    assert said["files"][0]["sent"] is None
    assert said["files"][0]["text"]["answer"] == "unreadable"


def test_a_folder_misses_what_was_to_be_signed(project, capsys):
    (project / "terug" / "raamovereenkomst getekend.pdf").unlink()
    shutil.copy(project / "output/voorbeeld/2023/voorbeeld-bv/bijlage-definities.pdf", project / "terug")
    (project / "terug" / "lees mij.txt").write_text("Groeten")
    code, said = verified(capsys, "terug")
    assert code == 1
    assert said["missing"] == [
        {"pack": "voorbeeld/2023/voorbeeld-bv", "document": "raamovereenkomst", "title": "Raamovereenkomst"}
    ]
    assert said["skipped"] == ["lees mij.txt"]
    assert said["files"][0]["signatures"] is None


def test_a_zip_is_a_folder(project, capsys):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/raamovereenkomst.pdf", files.signed_twice())
    (project / "terug.zip").write_bytes(out.getvalue())
    code, said = verified(capsys, "terug.zip")
    assert code == 0
    assert said["files"][0]["file"] == "a/raamovereenkomst.pdf"


@pytest.mark.parametrize(("changed", "answer", "code"), [(False, "identical", 0), (True, "changed", 1)])
def test_the_cover_sheet_of_a_pack_is_known_and_nobody_signs_it(project, capsys, changed, answer, code):
    pack = project / "output/voorbeeld/2023/voorbeeld-bv"
    cover, name = files.typeset("Voorblad van het pakket.", conforming=False), "voorbeeld_00-voorblad.pdf"
    envelope = {"cover": {"file": name, "title": "Voorblad", "version": "1"}}
    with zipfile.ZipFile(pack / "tekenpakket.zip", "w") as archive:
        archive.writestr(MANIFEST, (pack / MANIFEST).read_bytes())
        archive.writestr("envelope.json", json.dumps(envelope))
        archive.writestr(name, cover)
    back = files.typeset("Voorblad van een ander pakket.", conforming=False) if changed else cover
    (project / "terug" / name).write_bytes(back)
    found, said = verified(capsys, f"terug/{name}")
    assert found == code
    assert said["files"][0]["sent"]["document"] == "voorblad"
    assert said["files"][0]["text"]["answer"] == answer
    assert said["files"][0]["signatures"] is None


def test_against_names_what_was_sent(project, capsys):
    (project / "verzonden.pdf").write_bytes(files.sent())
    given = ("terug/raamovereenkomst getekend.pdf", "--against", "verzonden.pdf")
    code, said = verified(capsys, *given)
    assert code == 1
    assert {one["trust"] for one in said["files"][0]["signatures"]["signatures"]} == {"unknown"}
    code, _ = verified(capsys, *given, "--trust", "contracts/voorbeeld/trust")
    assert code == 0


def profiled(project, signing):
    """The profile of the region, with this under `signing`."""
    path = project / "contracts/voorbeeld/region.yaml"
    path.write_text(REGION.replace("signing: {municipalities: volmacht}", f"signing: {{{signing}}}"))


BACK = "terug/raamovereenkomst getekend.pdf"


@pytest.mark.parametrize(
    ("signing", "code", "says"),
    [
        ("municipalities: volmacht, level: simple", 0, ""),
        ("municipalities: volmacht, pades: B-T", 0, ""),
        ("municipalities: volmacht, pades: B-LT", 1, "het niveau is PAdES B-T; gevraagd is ten minste PAdES B-LT"),
        ("municipalities: volmacht, level: qualified", 1, "gevraagd is ten minste een gekwalificeerde"),
    ],
)
def test_what_the_profile_asks_of_a_signature_is_held_against_what_there_is(project, capsys, signing, code, says):
    profiled(project, signing)
    found, said = verified(capsys, BACK)
    assert found == code
    for one in said["files"][0]["signatures"]["signatures"]:
        assert says in "\n".join(one["problems"])
        assert bool(one["problems"]) is bool(says)


def test_a_profile_that_cannot_be_read_stops_the_verdict(project, capsys):
    profiled(project, "municipalities: volmacht, pades: B-X")
    assert main(["verify", BACK, *AT]) == 2
    assert "contracts/voorbeeld/region.yaml:" in capsys.readouterr().err


SEAL = f"municipalities: volmacht, seal: {{holder: Regio Voorbeeld, certificates: [{pki.seal().sha256}]}}"
OTHER = f"municipalities: volmacht, seal: {{holder: Regio Voorbeeld, certificates: [{'0' * 64}]}}"


@pytest.mark.parametrize(
    ("signing", "code", "says"),
    [
        (SEAL, 0, ""),
        (OTHER, 1, "het is niet het zegel van Regio Voorbeeld"),
        ("municipalities: volmacht", 1, "de regio heeft volgens het profiel geen zegel"),
    ],
)
def test_a_seal_is_that_of_the_region_or_is_no_good(project, capsys, signing, code, says):
    sealed = files.sign(files.sign(files.sign(files.sent(), certify=True)), files.TOWNS)
    (project / BACK).write_bytes(sealed)
    profiled(project, signing)
    found, said = verified(capsys, BACK)
    assert found == code
    (file,) = said["files"]
    assert file["text"]["answer"] == "identical"
    seal = file["signatures"]["signatures"][0]
    assert (seal["field"], seal["certifies"]) == ("zegel", True)
    assert says in "\n".join(seal["problems"])


def test_that_there_is_no_seal_is_told(project, capsys):
    profiled(project, SEAL)
    code, said = verified(capsys, BACK)
    assert code == 0
    assert said["files"][0]["signatures"]["notes"] == ["er staat geen zegel van de regio op"]


def test_what_is_known_of_revocation_comes_from_files(project, capsys):
    who = pki.person(*files.PEOPLE[files.PROVIDER]).certificate.serial_number
    listed = pki.withdrawn(who, on=pki.NOW.replace(day=9), said=pki.LATER.replace(hour=1))
    assert main(["verify", BACK, *AT]) == 0
    assert "intrekking niet nagegaan" in capsys.readouterr().out
    (project / "lijst.crl").write_bytes(listed)
    code, said = verified(capsys, BACK, "--revocation", "lijst.crl")
    first, second = said["files"][0]["signatures"]["signatures"]
    assert (code, first["revocation"], second["revocation"]) == (1, "revoked", "good")
    (project / "contracts/voorbeeld/trust/lijst.crl").write_bytes(listed)
    code, said = verified(capsys, BACK)
    assert code == 1


def test_authorities_for_qualified_certificates_are_trusted_and_known(project, capsys):
    (project / "contracts/voorbeeld/trust/uitgever.pem").unlink()
    (project / "contracts/voorbeeld/trust/qualified").mkdir()
    (project / "contracts/voorbeeld/trust/qualified/uitgever.pem").write_bytes(pki.root().pem)
    who = pki.person("A. Voorbeeld", 63, qualified=pki.statements("qc_compliance", "qc_sscd"))
    (project / BACK).write_bytes(files.sign(files.sign(files.sent(), who=who), files.TOWNS))
    profiled(project, "municipalities: volmacht, level: qualified")
    code, said = verified(capsys, BACK)
    first, second = said["files"][0]["signatures"]["signatures"]
    assert (code, first["eidas"], second["eidas"]) == (1, "qualified", "advanced")
    assert (first["problems"], first["certificate"]["qualified"]) == ([], "confirmed")
    assert second["problems"]


def test_a_scan_is_good_only_when_a_person_compared_it(project, capsys):
    scan = cases.OPERATIONS["scanned"](b"", readable=False)
    (project / "terug" / "raamovereenkomst.pdf").write_bytes(scan)
    code, said = verified(capsys, "terug/raamovereenkomst.pdf")
    assert code == 1
    assert said["files"][0]["text"]["answer"] == "unreadable"
    record_scan(project, scan)
    code, said = verified(capsys, "terug/raamovereenkomst.pdf")
    assert code == 0
    assert said["files"][0]["text"]["answer"] == "unreadable"
    assert said["files"][0]["checked"] == {"by": "M. Voorbeeld", "date": "2023-01-20"}


def record_scan(project, scan):
    """The ledger of a pack that came back as this scan, which a person compared."""
    pack = "voorbeeld/2023/voorbeeld-bv"
    digest = sha256_of((project / "output" / pack / MANIFEST).read_bytes())
    sent = SentDocument("raamovereenkomst", "Raamovereenkomst", "1.0", "a" * 64, sha256_of(files.sent()))
    back = ReturnedFile("returned/scan.pdf", sha256_of(scan), len(scan))
    ledger = Ledger(pack)
    for entry in (
        Entry(pack, 1, LedgerState.READY, date(2023, 1, 8), "M. Voorbeeld", digest),
        Entry(pack, 1, LedgerState.SENT, date(2023, 1, 9), "M. Voorbeeld", digest, documents=(sent,)),
        Entry(
            pack, 1, LedgerState.RETURNED, date(2023, 1, 20), "M. Voorbeeld", digest, files=(back,),
            checked=(CheckedFile(back.file, back.sha256, 4),),
        ),
    ):  # fmt: skip
        after, found = appended(ledger, entry)
        assert after is not None, found
        ledger = after
    path = project / "contracts" / "voorbeeld" / "ledger" / "2023" / "voorbeeld-bv.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(ledger_text(ledger))


def test_the_answers_in_words(project, capsys):
    (project / "terug" / "raamovereenkomst.pdf").write_bytes(cases.OPERATIONS["rebuilt"](b"", {"54,82": "54,28"}))
    assert main(["verify", "terug/raamovereenkomst.pdf", *AT]) == 1
    said = capsys.readouterr().out
    assert "  tekst: gewijzigd\n    artikel 4 lid 2 (bladzijde 2): gewijzigd\n" in said
    assert "  handtekeningen: geen\n    aanbieder-1: niet ondertekend\n" in said
    assert said.endswith("0 van 1 in orde\n")


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (("er-is-niets.pdf",), 2, "FIL001"),
        (("contracts",), 2, "VRF004"),
        (("terug", "--against", "contracts"), 2, "VRF002"),
        (("terug", "--trust", "contracts/voorbeeld/region.yaml"), 2, "SGN020"),
        (("terug", "--revocation", "contracts/voorbeeld/trust/uitgever.pem"), 2, "SGN025"),
        (("terug", "--report", "rapport"), 2, "--officer"),
    ],
)
def test_what_cannot_be_done_is_said(project, capsys, given, code, says):
    assert main(["verify", *given, *AT]) == code
    assert says in capsys.readouterr().err


def test_a_report_for_the_archive(project, capsys):
    given = ("terug", "--report", "rapport", "--officer", "M. Voorbeeld")
    assert main(["verify", *given, *AT]) == 0
    capsys.readouterr()
    stem = "raamovereenkomst-getekend.pdf"
    names = sorted(path.name for path in (project / "rapport").iterdir())
    assert names == [f"{stem}.{end}" for end in ("mdto.xml", "validatie.html", "validatie.json", "validatie.pdf")]
    data = json.loads((project / "rapport" / f"{stem}.validatie.json").read_text(encoding="utf-8"))
    validator("validation-report").validate(data)
    assert (data["officer"], data["time"], data["good"]) == ("M. Voorbeeld", "2023-02-01T12:00:00Z", True)
    assert data["program"]["libraries"]["pyHanko"]
    assert "A00B" in (project / "rapport" / f"{stem}.validatie.html").read_text(encoding="utf-8")
    record = parse_xml((project / "rapport" / f"{stem}.mdto.xml").read_bytes(), "mdto", "mdto.xml")
    (about,) = record
    space = "{https://www.nationaalarchief.nl/mdto}"
    order = [child.tag.removeprefix(space) for child in about]
    assert order == [
        "identificatie", "naam", "aggregatieniveau", "taal", "event", "event", "event", "waardering", "bewaartermijn",
        "gerelateerdInformatieobject", "archiefvormer", "beperkingGebruik",
    ]  # fmt: skip
    values = {element.tag.removeprefix(space): element.text for element in about.iter()}
    assert values["termijnLooptijd"] == "P20Y"
    assert len(about.findtext(f"{space}naam")) <= 80


def test_the_same_input_gives_the_same_report(project):
    for name in ("een", "twee"):
        assert main(["verify", "terug", "--report", name, "--officer", "M. Voorbeeld", *AT, "--quiet"]) == 0
    for path in (project / "een").iterdir():
        assert path.read_bytes() == (project / "twee" / path.name).read_bytes()
