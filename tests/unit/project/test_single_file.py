"""A text for all that every party signs on one file: built in the pack of the region, signed in order, verified."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from akkoord.cli import main
from akkoord.project.build import Request
from akkoord.project.change_planning import plan_changes
from akkoord.project.pack_files import MANIFEST
from akkoord.project.progress import Silent
from akkoord.project.recording import Recording, record
from akkoord.project.result import Outcome
from akkoord.project.selection import Selection
from akkoord.project.status import Completeness, status_of
from akkoord.readers.pdf_text import read_pdf_text
from support.plan_project import REGION, make_plan_project, write
from support.signed import pki
from support.workspace import build, edit, tree_of

OUT = "output/voorbeeld/2023"
PROVIDER = """id: {name}
legal_name: Stichting Voorbeeld {title}
legal_form: stichting
seat: Voorbeeldstad
kvk: "{number:08}"
agb: "{number:08}"
address: {{street: Geheimestraat {number}, postcode: 1234 AB, place: Voorbeeldstad}}
representatives:
  - {{name: mevrouw {title}, function: bestuurder, power: joint, rank: 1, capacity: als bestuurder, ground: statuten,
     email: {name}@voorbeeld.example}}
  - {{name: de heer {title}, function: bestuurder, power: joint, rank: 2, capacity: als bestuurder, ground: statuten}}
lots: [2]
"""
SECRET = "dit wachtwoord staat nergens anders"  # noqa: S105  # opens keys that exist in this test only
ORDER = (
    ("convenant-drie-1", 1, False),
    ("convenant-drie-2", 2, False),
    ("convenant-twee-1", 1, False),
    ("convenant-gemeente-0001-1", 3, False),
    ("convenant-dienst-1", 4, True),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_plan_project(tmp_path_factory.mktemp("een-bestand") / "project")
    write(project, f"{REGION}/providers/drie.yaml", PROVIDER.format(name="drie", title="Drie", number=3))
    write(project, f"{REGION}/trust/uitgever.pem", pki.root().pem.decode())
    edit(project / REGION / "region.yaml", "{municipalities: afz", "{multilateral: single-file, municipalities: afz")
    assert build(project).exit_code == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def row(project: Path, pack: str, kind: str = "convenant") -> dict[str, Any]:
    manifest = json.loads((project / OUT / pack / MANIFEST).read_bytes())
    return next(one for one in manifest["documents"] if one["kind"] == kind)


def signers(project: Path, pack: str) -> tuple[tuple[object, ...], ...]:
    return tuple((s["field"], s["rank"], s["locks"]) for s in row(project, pack).get("signers", ()))


def convenant(project: Path) -> Completeness:
    (one,) = status_of(project, Selection(), date(2023, 2, 1)).shared
    return one


def test_the_file_of_the_region_has_a_field_for_every_signatory(built: Path) -> None:
    assert signers(built, "regio") == ORDER
    assert all(s["rectangle"] for s in row(built, "regio")["signers"])


def test_the_pack_of_a_provider_has_the_same_text_to_read(built: Path) -> None:
    there, here = row(built, "regio"), row(built, "twee")
    assert here["body_sha256"] == there["body_sha256"]
    assert signers(built, "twee") == ()
    assert "Ondertekening" not in text(built / OUT / "twee/convenant.pdf")
    with zipfile.ZipFile(built / OUT / "twee/tekenpakket.zip") as archive:
        cover = next(name for name in archive.namelist() if "voorblad" in name)
        said = " ".join(pieces(archive.read(cover)).replace("\u00ad\n", "").replace("\u00ad", "").split())
    assert "om kennis van te nemen; alle partijen ondertekenen dit stuk op één bestand, in het pakket van" in said


def test_the_envelope_and_the_cover_sheet_tell_of_all_who_sign(built: Path) -> None:
    with zipfile.ZipFile(built / OUT / "regio/tekenpakket.zip") as archive:
        envelope = json.loads(archive.read("envelope.json"))
        cover = pieces(archive.read(next(name for name in archive.namelist() if "voorblad" in name)))
    placed = [field for document in envelope["documents"] for field in document.get("fields", ())]
    assert {(field["name"], field["order"]) for field in placed} == {(name, rank) for name, rank, _ in ORDER}
    assert {s["email"] for s in envelope["signers"] if s["email"]} == {"drie@voorbeeld.example"}
    assert "Regio Voorbeeld: alle partijen" in cover
    assert all(name in cover for name, _, _ in ORDER)
    assert "uittreksel uit het handelsregister van stichting voorbeeld drie" in " ".join(cover.lower().split())


def test_of_a_party_the_file_has_its_name_and_its_signatories(built: Path) -> None:
    said = text(built / OUT / "regio/convenant.pdf")
    assert "Stichting Voorbeeld Drie" in said
    assert "mevrouw Drie" in said
    for folder in ("regio", "twee"):
        for path in (built / OUT / folder).rglob("*"):
            if path.suffix in (".pdf", ".html", ".docx"):
                shown = text(path) if path.suffix == ".pdf" else opened(path)
                assert "Geheimestraat 3" not in shown, path
                assert "drie@voorbeeld.example" not in shown, path
    assert "mevrouw Drie" not in (built / OUT / "twee" / MANIFEST).read_text(encoding="utf-8")


def test_signed_in_order_by_everybody_it_is_verified_and_complete(project: Path, tmp_path: Path, monkeypatch) -> None:
    for day, state in enumerate(("ready", "sent"), 1):
        record(Recording(project, ("2023/regio",), state, date(2023, 1, day), "A. Voorbeeld"), lambda _who: None)
    assert len(convenant(project).missing) == 3
    waiting = {pack.pack: pack.waits_for for pack in status_of(project, Selection(), date(2023, 1, 5)).packs}
    assert waiting["voorbeeld/2023/regio"] == "alle partijen"
    signed = tmp_path / "convenant.pdf"
    shutil.copy(project / OUT / "regio/convenant.pdf", signed)
    assert sign(project, signed, "convenant-dienst-1", 0, monkeypatch) == 2  # others come first
    order = sorted(ORDER, key=lambda one: one[1])
    for number, (field, _, _) in enumerate(order[:-1], 1):
        assert sign(project, signed, field, number, monkeypatch) == 0
    assert main(["verify", str(signed), "--at", "2023-01-12", "--project", str(project)]) == 1  # one is missing
    assert sign(project, signed, order[-1][0], len(order), monkeypatch) == 0
    assert main(["verify", str(signed), "--at", "2023-01-12", "--project", str(project)]) == 0
    back = Recording(project, ("2023/regio",), "returned", date(2023, 1, 11), "A. Voorbeeld", files=(signed,))
    record(back, lambda _who: None)
    record(replace(back, state="verified", date=date(2023, 1, 12), files=()), lambda _who: None)
    assert not convenant(project).missing
    assert [party.pack for party in convenant(project).parties] == ["voorbeeld/2023/regio"] * 3

    write(project, f"{REGION}/providers/vier.yaml", PROVIDER.format(name="vier", title="Vier", number=4))
    (late,) = convenant(project).missing  # it has no place to sign in what everybody signed
    assert late.name == "Stichting Voorbeeld Vier"


def test_what_everybody_signs_is_made_anew_when_a_party_changes_and_as_planned(project: Path, tmp_path: Path) -> None:
    edit(project / REGION / "providers/drie.yaml", "mevrouw Drie", "mevrouw Driessen")
    planned = plan_changes(Request(project, Selection()), Silent(), "built").plan
    assert {pack.path for pack in planned.packs if pack.files} >= {"voorbeeld/2023/regio", "voorbeeld/2023/drie"}
    assert build(project).exit_code == 0
    assert "mevrouw Driessen" in text(project / OUT / "regio/convenant.pdf")
    other = Path(shutil.copytree(project, tmp_path / "opnieuw", ignore=shutil.ignore_patterns("output")))
    assert build(other).exit_code == 0
    assert tree_of(other / "output") == tree_of(project / "output")


def test_without_one_of_the_parties_there_is_no_file_to_sign(project: Path) -> None:
    edit(project / REGION / "providers/drie.yaml", "kvk:", "kvvk:")
    shutil.rmtree(project / "output")
    made = {pack.path: {d.kind: d.outcome for d in pack.documents} for pack in build(project).packs}
    assert made["voorbeeld/2023/regio"]["convenant"] is Outcome.FAILED
    assert made["voorbeeld/2023/twee"]["convenant"] is Outcome.WRITTEN  # to be read it is as good as it was
    assert not (project / OUT / "regio").exists()


def test_a_signatory_without_a_name_keeps_the_whole_file_a_concept(project: Path) -> None:
    edit(project / REGION / "providers/drie.yaml", "name: mevrouw Drie", 'name: ""')
    build(project)
    assert row(project, "regio")["status"] == "concept"
    reasons = json.loads((project / OUT / "regio" / MANIFEST).read_bytes())["reasons"]
    assert any("Stichting Voorbeeld Drie" in reason for reason in reasons)


def test_an_error_of_a_rule_about_one_party_holds_the_whole_file_back(project: Path) -> None:
    edit(project / REGION / "region.yaml", "{multilateral:", "{register_extract_months: 6, multilateral:")
    extract = "ground: statuten, evidence: uittreksel, evidence_on: 2020-01-01,\n"
    edit(project / REGION / "providers/drie.yaml", "ground: statuten,\n", extract)
    build(project)
    assert {name: row(project, name)["status"] for name in ("regio", "drie", "twee")} == {
        "regio": "concept", "drie": "concept", "twee": "ready",
    }  # fmt: skip
    reasons = json.loads((project / OUT / "regio" / MANIFEST).read_bytes())["reasons"]
    assert any("R068" in reason for reason in reasons)


def sign(project: Path, file: Path, field: str, number: int, monkeypatch) -> int:
    """Put the signature of the person of `field` into `file`, with a key of its own."""
    monkeypatch.setattr("akkoord.cli.signing.now", lambda: pki.NOW)
    key, words = file.with_suffix(".p12"), file.with_suffix(".txt")
    name = next(s["name"] for s in row(project, "regio")["signers"] if s["field"] == field)
    key.write_bytes(pki.key_file(pki.person(name, 40 + number), SECRET))
    words.write_text(SECRET, encoding="utf-8")
    manifest = str(project / OUT / "regio" / MANIFEST)
    return main(
        ["sign", str(file), "--field", field, "--key", str(key), "--passphrase-file", str(words),
         "--manifest", manifest, "--project", str(project)]
    )  # fmt: skip


def text(pdf: Path) -> str:
    return pieces(pdf.read_bytes())


def pieces(pdf: bytes) -> str:
    return "\n".join(piece.text for piece in read_pdf_text(pdf).pieces)


def opened(path: Path) -> str:
    """All that a file holds, unpacked."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
