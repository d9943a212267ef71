"""Files that came back of several packs, of a pack that was replaced, and whether they may be recorded as verified."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from akkoord.cli import main
from akkoord.project.archive import archive_returned, archive_sent, returned_rows
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.records import (
    DocumentRow,
    Entry,
    FileRow,
    Ledger,
    LedgerState,
    Manifest,
    Program,
    SentDocument,
    SignerRow,
    appended,
    ledger_text,
    manifest_to_json,
)  # fmt: skip
from support.schemas import validator
from support.signed import cases, files, pki
from support.signed.profile import REGION

AT = ("--at", "2023-02-01T12:00:00Z")
PACK = "voorbeeld/2023/een"
ANNEX = files.typeset("Bijlage die voor iedereen gelijk is.", conforming=False)
REPLACED = cases.OPERATIONS["rebuilt"](b"", {"54,82": "54,28"})
"""The contract of the second pack: another rate than in the first."""
BY = ("--date", "2023-02-01", "--by", "A. Voorbeeld")


def row(kind: str, data: bytes, signers: tuple[SignerRow, ...] = ()) -> DocumentRow:
    file = FileRow(f"{kind}.pdf", sha256_of(data), len(data))
    title = kind.capitalize()
    return DocumentRow(kind, title, present=True, version="1.0", files=(file,), signers=signers, sent=True)


def put(project: Path, pack: str, contract: bytes, number: int = 1) -> bytes:
    """A pack in the output with a contract to sign and the annex; its manifest."""
    region, edition, name = pack.split("/")
    folder = project / "output" / pack
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overeenkomst.pdf").write_bytes(contract)
    (folder / "bijlage.pdf").write_bytes(ANNEX)
    rows = (row("overeenkomst", contract, cases.SIGNERS), row("bijlage", ANNEX))
    about = (region, edition, "2023-01-01", name, name, "ready", "")
    supersedes = number - 1
    made = Manifest(
        *about, Program("akkoord", "0", {}), None, None, (), (), rows, number=number, supersedes=supersedes
    )  # fmt: skip
    content = manifest_to_json(made)
    (folder / MANIFEST).write_bytes(content)
    return content


class Ledgers:
    """Records of one pack, kept with what they are about."""

    def __init__(self, project: Path, pack: str = PACK) -> None:
        self.project, self.ledger = project, Ledger(pack)
        self.path = project / f"contracts/voorbeeld/ledger/2023/{pack.rpartition('/')[2]}.jsonl"

    def add(self, number: int, state: LedgerState, day: int, manifest: bytes, *back: Path, **more: object) -> None:
        contents = {str(path): path.read_bytes() for path in back}
        rows = returned_rows(contents)
        digest = sha256_of(manifest)
        entry = Entry(
            self.ledger.pack, number, state, date(2023, 1, day), "A. Voorbeeld", digest, files=rows, **more
        )  # fmt: skip
        after, found = appended(self.ledger, entry)
        assert after is not None, found
        self.ledger = after
        if back:
            archive_returned(self.project, self.ledger.pack, digest, contents.values(), rows)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(ledger_text(after).encode())

    def send(self, number: int, day: int, contract: bytes) -> bytes:
        manifest = put(self.project, self.ledger.pack, contract, number)
        document = SentDocument("overeenkomst", "Overeenkomst", "1.0", "a" * 64, sha256_of(contract))
        more = {"supersedes": number - 1}
        self.add(number, LedgerState.READY, day, manifest, **more)
        self.add(number, LedgerState.SENT, day, manifest, documents=(document,), **more)
        archive_sent(self.project, self.ledger.pack, sha256_of(manifest), {MANIFEST: manifest})
        return manifest


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with two packs in the output that have an annex in common."""
    region = tmp_path / "contracts" / "voorbeeld"
    (region / "trust").mkdir(parents=True)
    (region / "region.yaml").write_text(REGION)
    (region / "trust" / "uitgever.pem").write_bytes(pki.root().pem)
    (tmp_path / "clauses").mkdir()
    put(tmp_path, PACK, files.sent())
    put(tmp_path, "voorbeeld/2023/ander", REPLACED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verified(capsys, *given):
    code = main(["verify", *given, *AT, "--json"])
    data = json.loads(capsys.readouterr().out)
    validator("verify").validate(data)
    return code, data


def came(project: Path, name: str, *given: tuple[str, bytes]) -> Path:
    folder = project / name
    folder.mkdir()
    for file, data in given:
        (folder / file).write_bytes(data)
    return folder


def test_an_annex_of_every_pack_is_of_the_pack_that_came_with_it(project, capsys):
    came(project, "terug", ("overeenkomst.pdf", files.signed_twice()), ("bijlage.pdf", ANNEX))
    came(project, "elders", ("o.pdf", REPLACED), ("b.pdf", ANNEX))
    code, said = verified(capsys, "terug")
    assert code == 0
    assert {file["sent"]["pack"] for file in said["files"]} == {PACK}
    code, said = verified(capsys, "elders")
    assert {file["sent"]["pack"] for file in said["files"]} == {"voorbeeld/2023/ander"}
    assert said["missing"] == []


def test_a_manifest_tells_of_which_pack_a_folder_is(project, capsys):
    manifest = (project / "output/voorbeeld/2023/ander" / MANIFEST).read_bytes()
    came(project, "terug", ("bijlage.pdf", ANNEX), (MANIFEST, manifest))
    code, said = verified(capsys, "terug")
    assert code == 1
    assert [file["sent"]["pack"] for file in said["files"]] == ["voorbeeld/2023/ander"]
    assert [(one["pack"], one["document"]) for one in said["missing"]] == [("voorbeeld/2023/ander", "overeenkomst")]
    assert said["skipped"] == []


def test_the_annex_alone_says_nothing_of_what_is_missing(project, capsys):
    came(project, "terug", ("bijlage.pdf", ANNEX))
    code, said = verified(capsys, "terug")
    assert (code, said["missing"]) == (0, [])


def test_a_scan_is_known_by_the_name_it_had_in_the_pack(project, capsys):
    scan = cases.OPERATIONS["scanned"](b"", readable=False)
    name = "voorbeeld-2023-een_01-overeenkomst_v1.0_2023-01-01 (getekend).pdf"
    came(project, "terug", (name, scan))
    code, said = verified(capsys, f"terug/{name}")
    (file,) = said["files"]
    assert (code, file["sent"]["pack"], file["text"]["answer"]) == (1, PACK, "unreadable")


def test_what_is_signed_of_a_pack_that_was_replaced_is_not_what_is_out(project, capsys):
    ledger = Ledgers(project)
    ledger.send(1, 2, files.sent())
    came(project, "terug", ("overeenkomst.pdf", files.signed_twice()))
    assert verified(capsys, "terug")[0] == 0
    ledger.send(2, 5, REPLACED)
    code, said = verified(capsys, "terug")
    (file,) = said["files"]
    assert (code, file["good"], file["sent"]["number"]) == (1, False, 1)
    assert file["outdated"] == "het is van pakket 1, dat op 2023-01-05 is vervangen door pakket 2"
    assert (file["text"]["answer"], file["signatures"]["good"]) == ("identical", True)


def test_the_line_ends_of_a_ledger_are_those_of_any_program(project, capsys):
    ledger = Ledgers(project)
    ledger.send(1, 2, files.sent())
    ledger.send(2, 5, REPLACED)
    ledger.path.write_bytes(b"\xef\xbb\xbf" + ledger.path.read_bytes().replace(b"\n", b"\r\n"))
    came(project, "terug", ("overeenkomst.pdf", files.signed_twice()))
    assert verified(capsys, "terug")[1]["files"][0]["outdated"].endswith("is vervangen door pakket 2")


def test_a_ledger_that_cannot_be_trusted_is_told_of_every_file_of_its_pack(project, capsys):
    ledger = Ledgers(project)
    ledger.send(1, 2, files.sent())
    came(project, "terug", ("overeenkomst.pdf", files.signed_twice()))
    assert verified(capsys, "terug")[0] == 0
    ledger.path.write_bytes(ledger.path.read_bytes().replace(b"A. Voorbeeld", b"B. Voorbeeld", 1))
    code, said = verified(capsys, "terug")
    (file,) = said["files"]
    assert (code, file["good"], file["text"]["answer"]) == (1, False, "identical")
    assert file["outdated"] == (
        "of het nog geldt, is niet na te gaan: het logboek is niet te vertrouwen; "
        "contracts/voorbeeld/ledger/2023/een.jsonl:1:1: deze regel is veranderd nadat zij is vastgelegd: haar eigen "
        "waarde klopt niet (haal het bestand terug uit git: "
        "`git checkout -- contracts/voorbeeld/ledger/2023/een.jsonl`, en leg zo nodig opnieuw vast met `record`)"
    )
    main(["verify", "terug", *AT])
    assert "stand van het pakket: of het nog geldt, is niet na te gaan" in capsys.readouterr().out


def test_what_was_built_and_not_sent_is_not_what_is_out(project, capsys):
    Ledgers(project).send(1, 2, files.sent())
    put(project, PACK, REPLACED, 2)
    came(project, "terug", ("overeenkomst.pdf", REPLACED))
    said = verified(capsys, "terug/overeenkomst.pdf")[1]["files"][0]["outdated"]
    assert said in ("", "het is van pakket 2, dat niet is verzonden; verzonden is pakket 1, op 2023-01-02")
    shutil.rmtree(project / "output/voorbeeld/2023/ander")
    said = verified(capsys, "terug/overeenkomst.pdf")[1]["files"][0]["outdated"]
    assert said == "het is van pakket 2, dat niet is verzonden; verzonden is pakket 1, op 2023-01-02"


def test_evidence_of_a_signing_service_is_no_document_of_the_pack(project, capsys):
    words = "Evidence Summary. ValidSign, transactie 123. Ondertekend door A. Voorbeeld met een code per sms."
    evidence = files.typeset(words, conforming=False)
    deal = files.typeset(f"{words} In afwijking van artikel 4 is het tarief € 90.", conforming=False)
    came(project, "terug", ("overeenkomst.pdf", files.signed_twice()), ("Evidence Summary.pdf", evidence))
    code, said = verified(capsys, "terug")
    assert (code, len(said["files"])) == (0, 1)
    assert [one["file"] for one in said["evidence"]] == ["Evidence Summary.pdf"]
    assert main(["verify", "terug/Evidence Summary.pdf"]) == 2
    assert "VRF004" in capsys.readouterr().err
    (project / "terug" / "Evidence Summary.pdf").write_bytes(deal)
    code, said = verified(capsys, "terug")
    assert (code, said["evidence"]) == (1, [])


# --- recorded as verified ------------------------------------------------------------------


@pytest.fixture
def returned(project):
    """The pack is out; what comes back is told with `back`."""
    ledger = Ledgers(project)
    manifest = ledger.send(1, 2, files.sent())

    def back(*given: tuple[str, bytes], **more: object) -> None:
        paths = [came(project, f"terug-{name}", (name, data)) / name for name, data in given]
        ledger.add(1, LedgerState.RETURNED, 20, manifest, *paths, **more)

    return back


def record(capsys, *given: str) -> tuple[int, str]:
    code = main(["record", "2023/een", "verified", *BY, *given])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_what_is_in_order_is_recorded(project, returned, capsys):
    returned(("overeenkomst.pdf", files.signed_twice()))
    code, said = record(capsys, "--despite", "voor de zekerheid")
    assert (code, "REC012" in said) == (2, True)
    assert record(capsys)[0] == 0


def test_what_is_not_in_order_is_recorded_by_name_and_with_a_reason_only(project, returned, capsys):
    returned(("overeenkomst.pdf", files.signed_once()))
    before = (project / "contracts/voorbeeld/ledger/2023/een.jsonl").read_bytes()
    code, said = record(capsys)
    assert code == 1
    assert "REC011" in said
    assert "`gemeenten-1` is niet ondertekend" in said
    assert (project / "contracts/voorbeeld/ledger/2023/een.jsonl").read_bytes() == before
    reason = "het tweede origineel ligt getekend in de kluis"
    assert main(["record", "2023/een", "verified", *BY, "--despite", reason, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["records"]
    assert one["by"] == "A. Voorbeeld"
    assert one["despite"]["reason"] == reason
    assert one["despite"]["found"] == ["`overeenkomst.pdf`: `gemeenten-1` is niet ondertekend"]
    line = (project / "contracts/voorbeeld/ledger/2023/een.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    validator("ledger").validate(json.loads(line))
    assert json.loads(line)["despite"] == one["despite"]


def test_a_better_copy_that_came_later_counts(project, returned, capsys):
    returned(("half.pdf", files.signed_once()))
    assert record(capsys)[0] == 1
    returned(("heel.pdf", files.signed_twice()))
    assert record(capsys)[0] == 0


def test_a_document_that_did_not_come_back_is_missed(project, returned, capsys):
    returned(("bijlage.pdf", ANNEX))
    code, said = record(capsys)
    assert (code, "Overeenkomst kwam niet terug" in said) == (1, True)


def test_papers_count_on_the_word_of_who_recorded_them(project, returned, capsys):
    returned(note="op papier, kast 3")
    assert record(capsys)[0] == 0


def test_a_changed_text_is_refused_also_when_a_person_compared_it(project, returned, capsys):
    returned(("overeenkomst.pdf", cases.OPERATIONS["page_replaced"](files.signed_twice(), 2, {"183,40": "188,40"})))
    code, said = record(capsys, "--checked", "terug-overeenkomst.pdf/overeenkomst.pdf")
    assert code == 1
    assert "de tekst is gewijzigd, ook al is het bestand vergeleken" in said


def test_a_scan_counts_when_a_person_compared_it_and_says_what_it_is(project, returned, capsys):
    scan = cases.OPERATIONS["scanned"](b"", readable=False)
    returned(("scan0001.pdf", scan), ("foto.jpg", b"\xff\xd8"))
    code, said = record(capsys, "--checked", "terug-scan0001.pdf/scan0001.pdf=overeenkomst")
    assert (code, "`foto.jpg` is geen PDF of Word-bestand" in said) == (1, True)
    code, said = record(capsys, "--checked", "terug-scan0001.pdf/scan0001.pdf=overeenkomts")
    assert (code, "bedoelde u `overeenkomst`?" in said) == (2, True)
    scans = ("--checked", "terug-scan0001.pdf/scan0001.pdf=overeenkomst", "--checked", "terug-foto.jpg/foto.jpg")
    assert record(capsys, *scans)[0] == 0
    code, said = verified(capsys, "terug-scan0001.pdf")
    assert (code, said["files"][0]["sent"]["document"], said["files"][0]["checked"]["by"]) == (
        0, "overeenkomst", "A. Voorbeeld",
    )  # fmt: skip


def test_a_reason_belongs_to_verified_only(project, returned, capsys):
    returned(("overeenkomst.pdf", files.signed_once()))
    assert main(["record", "2023/een", "void", *BY, "--despite", "zomaar"]) == 2
    assert "REC012" in capsys.readouterr().err
