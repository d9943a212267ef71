"""What is recorded of a pack, what goes into the archive, and what a pack becomes that is not what was sent."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from akkoord.diagnostics import AkkoordError
from akkoord.project.archive import ArchiveError, archive_sent, read_archived
from akkoord.project.opening import open_project
from akkoord.project.pack_files import sha256_of
from akkoord.project.recording import Outcome, Recorded, Recording, record
from akkoord.project.selection import Selection
from akkoord.project.sent_files import SentError, sent_files
from akkoord.project.status import status_of
from akkoord.records import LedgerState
from support.workspace import ROOT, build, edit

PACK = "voorbeeld/2023/twee"
LEDGER = "contracts/voorbeeld/ledger/2023/twee.jsonl"
CLAUSE = "clauses/afspraken/duur/1.0.md"
WHO = "A. Voorbeeld"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("gebouwd") / "project"
    shutil.copytree(ROOT / "tests/cases/cli/project", project)
    shutil.copytree(ROOT / "templates", project / "templates")
    pack = project / "contracts/voorbeeld/pack.yaml"
    sendings = 'sendings:\n  - {edition: "2023", sent_on: 2022-12-16, return_by: 2023-01-20}\n'
    pack.write_text(pack.read_text(encoding="utf-8") + sendings, encoding="utf-8")
    assert build(project).exit_code == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture
def tell(project: Path) -> Callable[..., Recorded]:
    def told(state: str, day: str, pack: str = "twee", by: str = WHO, **more: object) -> Recorded:
        asked = Recording(project, (pack,), state, date.fromisoformat(day), by, **more)
        (one,) = record(asked, lambda _who: None).recorded
        return one

    return told


def refused(told: Callable[..., Recorded], *asked: str, **more: object) -> list[str]:
    with pytest.raises(AkkoordError) as problem:
        told(*asked, **more)
    return [d.code for d in problem.value.diagnostics]


def manifest(project: Path) -> dict[str, object]:
    return json.loads((project / "output" / PACK / "manifest.json").read_bytes())


def send(tell: Callable[..., Recorded], first: str = "2022-12-01", then: str = "2022-12-16") -> Recorded:
    tell("ready", first)
    return tell("sent", then)


def change(project: Path) -> None:
    provider = project / "contracts/voorbeeld/providers/twee.yaml"
    edit(provider, "Stichting Voorbeeld Twee", "Stichting Voorbeeld Tweede")


def test_a_life_from_ready_to_in_force(project: Path, tell: Callable[..., Recorded], tmp_path: Path) -> None:
    sent = send(tell)
    digest = sha256_of((project / "output" / PACK / "manifest.json").read_bytes())
    folder = project / "archive/voorbeeld" / digest
    assert sent.entry.manifest_sha256 == digest
    assert sent.archived == tuple(
        f"archive/voorbeeld/{digest}/{n}" for n in ("manifest.json", "tekenpakket.zip", "teksten.zip")
    )
    for name in ("manifest.json", "tekenpakket.zip"):
        assert (folder / name).read_bytes() == (project / "output" / PACK / name).read_bytes()
        assert (folder / name).stat().st_mode & 0o222 == 0
    back = tmp_path / "getekend (1).pdf"
    back.write_bytes(b"%PDF-1.7 scan")
    (row,) = tell("returned", "2023-01-10", files=(back,)).entry.files
    assert row.file == f"returned/{row.sha256[:12]}-getekend _1_.pdf"
    assert read_archived(project, PACK, digest, row.file, row.sha256) == b"%PDF-1.7 scan"
    checked = tell("verified", "2023-01-11", by="B. Voorbeeld", checked=((back, "convenant"),)).entry
    assert [(c.file, c.pages) for c in checked.checked] == [("getekend (1).pdf", 1)]
    assert (checked.by, checked.checked[0].sha256) == ("B. Voorbeeld", row.sha256)
    tell("in-force", "2023-01-12")
    assert open_project(project).ledgers.of(PACK).signed.number == 1


def test_who_took_as_good_what_was_not_in_order_is_told(project: Path, tell: Callable[..., Recorded]) -> None:
    send(tell)
    tell("returned", "2023-01-10", files=(project / "output" / PACK / "convenant.pdf",))
    assert refused(tell, "verified", "2023-01-11") == ["REC011"]
    despite = tell("verified", "2023-01-11", despite="getekend origineel in de kluis").entry.despite
    assert despite.reason == "getekend origineel in de kluis"
    assert despite.found
    tell("in-force", "2023-01-12")
    (row,) = status_of(project, Selection(providers=("twee",)), date(2023, 2, 1)).packs
    assert (row.state, row.despite) == (LedgerState.IN_FORCE, "getekend origineel in de kluis")


def test_what_is_recorded_survives_a_loss_of_power(
    project: Path, tell: Callable[..., Recorded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: synced.add(os.fstat(handle).st_ino))
    sent = send(tell)
    back = tmp_path / "getekend.pdf"
    back.write_bytes(b"%PDF-1.7 scan")
    returned = tell("returned", "2023-01-10", files=(back,))
    files = [project / path for path in (*sent.archived, *returned.archived, LEDGER)]
    folders = {folder for file in files for folder in file.parents if folder.is_relative_to(project)}
    for path in (*files, *folders - {project / "contracts/voorbeeld", project / "contracts"}):
        assert path.stat().st_ino in synced, path


def test_the_pages_of_a_scan_are_counted(project: Path, tell: Callable[..., Recorded]) -> None:
    send(tell)
    scan = project / "scan.pdf"
    with pikepdf.open(project / "output" / PACK / "convenant.pdf") as sent, pikepdf.new() as pages:
        for _ in sent.pages:
            pages.add_blank_page()
        pages.save(scan)
        count = len(pages.pages)
    tell("returned", "2023-01-10", files=(scan,))
    (checked,) = tell("verified", "2023-01-11", checked=((scan, "convenant"),)).entry.checked
    assert (checked.pages, checked.document) == (count, "convenant")


def test_what_was_not_sent_changes_freely_and_what_was_sent_never(project: Path, tell: Callable[..., Recorded]) -> None:
    tell("concept", "2022-11-01")
    tell("ready", "2022-12-01")
    change(project)
    assert build(project).exit_code == 0
    assert (manifest(project)["number"], manifest(project)["supersedes"]) == (1, 0)
    assert refused(tell, "sent", "2022-12-16") == ["LGR009"]
    before = send(tell, "2022-12-10").entry
    assert build(project).diagnostics == ()
    edit(project / "contracts/voorbeeld/providers/twee.yaml", "Tweede", "Twee")
    result = build(project)
    assert [(d.code, d.provider) for d in result.diagnostics] == [("LGR020", "twee")]
    assert "`convenant` (alleen het bestand)" in result.diagnostics[0].message
    assert (manifest(project)["number"], manifest(project)["supersedes"]) == (2, 1)
    after = send(tell, "2022-12-20", "2022-12-21").entry
    assert (after.number, after.supersedes) == (2, 1)
    ledger = open_project(project).ledgers.of(PACK)
    assert [ledger.state(n) for n in (1, 2)] == [LedgerState.SUPERSEDED, LedgerState.SENT]
    archive = project / "archive/voorbeeld"
    assert sorted(p.name for p in archive.iterdir()) == sorted((before.manifest_sha256, after.manifest_sha256))
    assert refused(tell, "returned", "2022-12-22", number=1, note="op papier") == ["LGR006"]
    assert build(project).diagnostics == ()
    shown = status_of(project, Selection(providers=("twee",)), date(2022, 12, 22))
    assert [(p.number, p.state, p.supersedes) for p in shown.packs] == [
        (1, LedgerState.SUPERSEDED, 0),
        (2, LedgerState.SENT, 1),
    ]


def test_a_record_changes_no_byte_of_the_pack(project: Path, tell: Callable[..., Recorded]) -> None:
    names = ("manifest.json", "tekenpakket.zip")
    before = [(project / "output" / PACK / name).read_bytes() for name in names]
    send(tell)
    build(project, force=True)
    assert [(project / "output" / PACK / name).read_bytes() for name in names] == before


def test_what_cannot_be_recorded(project: Path, tell: Callable[..., Recorded], tmp_path: Path) -> None:
    file = tmp_path / "terug.pdf"
    file.write_bytes(b"terug")
    assert refused(tell, "verzonden", "2022-12-16") == ["REC001"]
    assert refused(tell, "ready", "2022-12-16", pack="drie") == ["REC002"]
    assert refused(tell, "sent", "2022-12-16") == ["LGR006"]
    assert refused(tell, "ready", "2022-12-16", pack="een") == ["REC004"]
    assert refused(tell, "returned", "2022-12-16", note="papier") == ["REC005"]
    assert refused(tell, "ready", "2022-12-16", number=2) == ["REC005"]
    assert refused(tell, "ready", "2022-12-16", by=" ") == ["REC006"]
    assert refused(tell, "ready", "2022-12-16", note="twee\nregels") == ["REC006"]
    assert refused(tell, "ready", "2022-12-16", files=(file,)) == ["REC007"]
    assert refused(tell, "ready", "2022-12-16", checked=((file, ""),)) == ["REC008", "REC008"]
    tell("ready", "2022-12-01")
    (project / "output" / PACK / "tekenpakket.zip").write_bytes(b"anders")
    assert refused(tell, "sent", "2022-12-16") == ["REC009"]
    shutil.rmtree(project / "output" / PACK)
    assert refused(tell, "sent", "2022-12-16") == ["REC003"]
    build(project)
    tell("sent", "2022-12-16")
    assert refused(tell, "returned", "2023-01-10") == ["REC007"]
    assert refused(tell, "returned", "2023-01-10", files=(tmp_path / "weg.pdf",)) == ["FIL001"]
    assert len((project / LEDGER).read_text(encoding="utf-8").splitlines()) == 2
    assert not list((project / "archive").glob("*/*/returned"))


def test_a_concept_is_not_sent(project: Path, tell: Callable[..., Recorded]) -> None:
    edit(project / "clauses/editions/2023.yaml", "vastgesteld", "concept")
    assert build(project).exit_code == 0
    assert refused(tell, "ready", "2022-12-16") == ["REC004"]
    assert tell("concept", "2022-12-16").entry.state is LedgerState.CONCEPT


def test_a_number_that_was_voided_is_not_used_again(project: Path, tell: Callable[..., Recorded]) -> None:
    tell("ready", "2022-12-01")
    tell("void", "2022-12-02", note="verkeerde aanbieder")
    assert refused(tell, "ready", "2022-12-03") == ["REC005"]
    build(project)
    assert (manifest(project)["number"], manifest(project)["supersedes"]) == (2, 0)
    assert tell("ready", "2022-12-03").entry.number == 2


def test_a_ledger_that_is_broken_stops_its_pack_and_no_other(project: Path, tell: Callable[..., Recorded]) -> None:
    send(tell)
    before = (project / "output" / PACK / "manifest.json").read_bytes()
    edit(project / LEDGER, WHO, "Iemand Anders")
    result = build(project)
    assert result.exit_code == 1
    assert {(d.code, d.provider) for d in result.diagnostics} == {("LGR003", "twee")}
    assert [p.path for p in result.packs if p.failed] == [PACK]
    assert (project / "output" / PACK / "manifest.json").read_bytes() == before
    assert refused(tell, "returned", "2023-01-10", note="papier") == ["LGR003"]
    assert status_of(project, Selection(), date(2023, 1, 1)).exit_code == 1


def test_the_archive_is_never_overwritten(project: Path, tell: Callable[..., Recorded]) -> None:
    entry = send(tell).entry
    with pytest.raises(ArchiveError) as problem:
        archive_sent(project, PACK, entry.manifest_sha256, {"tekenpakket.zip": b"anders"})
    assert [d.code for d in problem.value.diagnostics] == ["ARC003"]
    (project / LEDGER).unlink()  # a run that was killed between the archive and the ledger
    send(tell)
    assert len(list((project / "archive/voorbeeld").iterdir())) == 1


def test_the_word_file_of_what_was_sent_is_found_in_the_archive_or_the_output(
    project: Path, tell: Callable[..., Recorded]
) -> None:
    send(tell)
    archived = [file for file in sent_files(project, ()) if file.origin == "archive" and file.name.endswith(".docx")]
    assert archived
    for file in archived:
        assert sha256_of(file.load()) == file.sha256
    for path in project.glob(f"output/**/{archived[0].name}"):
        path.unlink()
    assert sha256_of(archived[0].load()) == archived[0].sha256
    for path in project.glob("archive/*/*/teksten.zip"):
        path.unlink()
    archived = [file for file in sent_files(project, ()) if file.name == archived[0].name and file.origin == "archive"]
    with pytest.raises(SentError):
        archived[0].load()


def test_what_is_wrong_between_archive_and_records_is_told(project: Path, tell: Callable[..., Recorded]) -> None:
    entry = send(tell).entry
    folder = project / "archive/voorbeeld" / entry.manifest_sha256

    def codes() -> list[str]:
        return [d.code for d in status_of(project, Selection(), date(2023, 1, 1)).diagnostics]

    assert codes() == []
    lines = (project / LEDGER).read_text(encoding="utf-8").splitlines(keepends=True)
    (project / LEDGER).write_text(lines[0], encoding="utf-8")  # the last record taken away leaves a sound chain
    assert codes() == ["ARC004"]
    (project / LEDGER).write_text("".join(lines), encoding="utf-8")
    (folder / "returned").mkdir()
    (folder / "returned/iets.pdf").write_bytes(b"iets")
    assert codes() == ["ARC004"]
    (folder / "manifest.json").chmod(0o644)
    (folder / "manifest.json").write_bytes(b"{}")
    assert codes() == ["ARC003", "ARC004"]
    shutil.rmtree(folder)
    assert codes() == ["ARC002"]


def test_an_archive_that_cannot_be_written_records_nothing(project: Path, tell: Callable[..., Recorded]) -> None:
    tell("ready", "2022-12-01")
    (project / "archive").write_bytes(b"")
    assert refused(tell, "sent", "2022-12-16") == ["ARC001"]
    assert len((project / LEDGER).read_text(encoding="utf-8").splitlines()) == 1


def test_who_waits_for_whom_and_what_is_late(project: Path, tell: Callable[..., Recorded]) -> None:
    def rows(day: date, **chosen: tuple[str, ...]) -> dict[str, tuple[str, int]]:
        found = status_of(project, Selection(**chosen), day).packs
        return {p.pack.rpartition("/")[2]: (p.waits_for, p.overdue) for p in found}

    assert rows(date(2022, 12, 18)) == {"een": ("", 0), "regio": ("de regio", 2), "twee": ("de regio", 2)}
    send(tell)
    assert rows(date(2023, 1, 20), providers=("twee",)) == {"twee": ("Stichting Voorbeeld Twee", 0)}
    assert rows(date(2023, 1, 25), providers=("twee",)) == {"twee": ("Stichting Voorbeeld Twee", 5)}
    tell("returned", "2023-01-26", note="op papier, kast 3")
    assert rows(date(2023, 2, 1), providers=("twee",)) == {"twee": ("de regio", 0)}


def test_a_text_for_all_is_complete_when_every_party_signed_the_same(
    project: Path, tell: Callable[..., Recorded]
) -> None:
    def shared() -> tuple[object, ...]:
        status = status_of(project, Selection(), date(2023, 2, 1))
        (one,) = status.shared
        return (one.document, [p.pack.rpartition("/")[2] for p in one.missing], [d.code for d in status.diagnostics])

    assert shared() == ("convenant", ["regio", "twee"], [])
    for pack in ("regio", "twee"):
        tell("ready", "2022-12-01", pack=pack)
        tell("sent", "2022-12-16", pack=pack)
        tell("returned", "2023-01-10", pack=pack, note="op papier")
    assert shared() == ("convenant", ["regio", "twee"], [])
    tell("verified", "2023-01-11", pack="regio")
    assert shared() == ("convenant", ["twee"], [])
    tell("verified", "2023-01-11")
    assert shared() == ("convenant", [], [])
    edit(project / "contracts/voorbeeld/region.yaml", "2024-12-31", "2025-12-31")
    build(project)
    send(tell, "2023-01-20", "2023-01-21")
    assert shared() == ("convenant", ["twee"], ["STS001"])


def test_the_overview_and_the_register_of_contracts_tell_the_state(
    project: Path, tell: Callable[..., Recorded]
) -> None:
    send(tell)
    build(project)
    folder = project / "output/voorbeeld/2023"
    assert "pakket 1: verzonden sinds 16-12-2022" in (folder / "index.html").read_text(encoding="utf-8")
    book = load_workbook(folder / "contractregister.xlsx")
    heads, *rows = book["Contracten"].values
    states = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["Id"], row["Levensloop"]) for row in states] == [("een", "–"), ("twee", "verzonden")]
    assert states[1]["Sinds"].date() == date(2022, 12, 16)
    _, *rows = book["Pakketten"].values
    assert [(*row[1:4], row[4].date(), *row[5:7]) for row in rows] == [
        ("twee", 1, "verzonden", date(2022, 12, 16), WHO, None)
    ]
    edit(project / LEDGER, WHO, "Iemand Anders")
    build(project)
    assert "niet te lezen" in (folder / "index.html").read_text(encoding="utf-8")
    heads, *rows = load_workbook(folder / "contractregister.xlsx")["Contracten"].values
    assert rows[1][heads.index("Levensloop")] == "niet te lezen"


def test_several_packs_are_recorded_together_or_not_at_all(project: Path) -> None:
    def told(state: str, *packs: str, day: str = "2022-12-01", **more: object) -> Outcome:
        asked = Recording(project, packs, state, date.fromisoformat(day), WHO, **more)
        return record(asked, lambda _who: None)

    both = ("twee", "regio")
    outcome = told("ready", *both, "2023/twee")
    assert [one.entry.pack for one in outcome.recorded] == ["voorbeeld/2023/twee", "voorbeeld/2023/regio"]
    with pytest.raises(AkkoordError) as problem:
        told("sent", *both, "een", day="2022-12-16")
    assert [(d.code, d.provider) for d in problem.value.diagnostics] == [("REC004", "voorbeeld/2023/een")]
    with pytest.raises(AkkoordError) as problem:
        told("returned", *both, note="op papier")
    assert [d.provider for d in problem.value.diagnostics] == ["voorbeeld/2023/twee", "voorbeeld/2023/regio"]
    assert not (project / "archive").exists()
    assert len((project / LEDGER).read_text(encoding="utf-8").splitlines()) == 1
    chosen = told("sent", day="2022-12-16", selection=Selection(editions=("2023",)))
    assert sorted(one.entry.pack for one in chosen.recorded) == ["voorbeeld/2023/regio", "voorbeeld/2023/twee"]
    assert chosen.skipped == ("voorbeeld/2023/een",)
    assert len(list((project / "archive/voorbeeld").iterdir())) == 2
    for more in ({"files": (project / LEDGER,)}, {"number": 1}, {"checked": (project / LEDGER,)}):
        with pytest.raises(AkkoordError) as problem:
            told("returned", *both, note="op papier", day="2023-01-10", **more)
        assert [d.code for d in problem.value.diagnostics] == ["REC010"]
    with pytest.raises(AkkoordError) as problem:
        told("returned", note="op papier", day="2023-01-10", selection=Selection(editions=("2030",)))
    assert [d.code for d in problem.value.diagnostics] == ["SEL001"]


def test_what_was_decided_when_a_run_was_killed_is_completed_by_the_next(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(state: str, day: str, *packs: str) -> Outcome:
        return record(Recording(project, packs, state, date.fromisoformat(day), WHO), lambda _who: None)

    def killed(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("akkoord.project.file_set._complete", killed)
        with pytest.raises(KeyboardInterrupt):
            told("ready", "2022-12-01", "twee", "regio")
    assert not (project / LEDGER).exists()
    assert [one.entry.state for one in told("sent", "2022-12-16", "twee", "regio").recorded] == [LedgerState.SENT] * 2
    for pack in ("twee", "regio"):
        lines = (project / f"contracts/voorbeeld/ledger/2023/{pack}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["state"] for line in lines] == ["ready", "sent"]


def test_the_records_of_who_left_stay(project: Path, tell: Callable[..., Recorded]) -> None:
    send(tell)
    (project / "contracts/voorbeeld/providers/twee.yaml").unlink()
    build(project)
    (row,) = (p for p in status_of(project, Selection(), date(2023, 2, 1)).packs if p.pack == PACK)
    assert (row.provider, row.state) == ("twee", LedgerState.SENT)
