"""`tekenpakket.zip`: what is in it, in which order, and what is never in it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pikepdf
import pytest
from ruamel.yaml import YAML

from akkoord.project.selection import Selection
from akkoord.readers.pdf_text import read_pdf_text
from support.signed.files import placed
from support.workspace import REGION, ROOT, build, edit, make_project

JOINT, OTHER = "voorbeeld-kompas", "voorbeeld-ambulant"
FOLDER = "output/ijsselland/2023"
MAYOR = "name: mevrouw A.A. Voorbeeld\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a pack of two who sign together, one of another provider, and that of the region."""
    project = make_project(tmp_path_factory.mktemp("built"))
    result = build(project, JOINT, OTHER, "regio")
    assert result.exit_code == 0, result.diagnostics
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def packed(project: Path, pack: str) -> dict[str, bytes]:
    """What is in a signature pack, in its order."""
    with zipfile.ZipFile(project / FOLDER / pack / "tekenpakket.zip") as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def envelope(project: Path, pack: str) -> dict:
    data = json.loads(packed(project, pack)["envelope.json"])
    schema = json.loads((ROOT / "schemas/envelope.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


def text_of(pdf: bytes) -> str:
    return " ".join(piece.text for piece in read_pdf_text(pdf).pieces)


def test_the_pack_is_the_cover_the_documents_in_signing_order_the_envelope_and_the_manifest(built: Path):
    held, data = packed(built, JOINT), envelope(built, JOINT)
    documents = [document["file"] for document in data["documents"]]
    assert list(held) == [data["cover"]["file"], *documents, "envelope.json", "manifest.json"]
    kinds = [document["kind"] for document in data["documents"]]
    assert kinds[:2] == ["raamovereenkomst", "bijlage-definities"]
    assert kinds[-1] == "convenant"
    assert not {"begeleidende-brief", "indexeringsbrief"} & set(kinds)
    for name in (data["cover"]["file"], *documents):
        assert re.fullmatch(r"ijsselland-2023-voorbeeld-kompas_\d\d-[a-z-]+_v[\d.]+_2023-01-01\.pdf", name), name


def test_every_file_is_the_one_of_the_pack_to_the_last_byte(built: Path):
    held, data = packed(built, JOINT), envelope(built, JOINT)
    for document in (data["cover"], *data["documents"]):
        assert hashlib.sha256(held[document["file"]]).hexdigest() == document["sha256"]
    folder = built / FOLDER / JOINT
    for document in data["documents"]:
        assert held[document["file"]] == (folder / f"{document['kind']}.pdf").read_bytes()
    assert held["manifest.json"] == (folder / "manifest.json").read_bytes()
    record = json.loads((built / "output/manifest.json").read_text(encoding="utf-8"))
    entry = next(pack for pack in record["packs"] if pack["path"].endswith(JOINT))
    assert entry["zip_sha256"] == hashlib.sha256((folder / "tekenpakket.zip").read_bytes()).hexdigest()
    step = next(step for step in record["steps"] if step["name"] == f"pack ijsselland/2023/{JOINT}")
    assert len([name for name in step["inputs"] if name.endswith(".pdf")]) == len(data["documents"])


def test_who_signs_has_one_field_in_each_document_and_the_envelope_says_where(built: Path):
    held, data = packed(built, JOINT), envelope(built, JOINT)
    for document in data["documents"]:
        fields = {field.name: field for field in placed(held[document["file"]])}
        assert {f["name"]: (f["page"], tuple(f["rectangle"])) for f in document["fields"]} == {
            name: (field.page, field.rectangle) for name, field in fields.items()
        }
        signers = [field["signer"] for field in document["fields"]]
        assert len(set(signers)) == len(signers)
        assert document["to_sign"] == bool(fields)
    agreement = next(d for d in data["documents"] if d["kind"] == "raamovereenkomst")
    assert [(f["order"], f["locks"]) for f in agreement["fields"]] == [(1, False), (1, False), (2, True)]
    shared = next(d for d in data["documents"] if d["kind"] == "convenant")
    assert [(f["order"], f["locks"]) for f in shared["fields"]] == [(1, False), (1, False)]
    own = next(d for d in envelope(built, OTHER)["documents"] if d["kind"] == "raamovereenkomst")
    assert [(f["order"], f["locks"]) for f in own["fields"]] == [(1, False), (2, True)]


def test_the_region_signs_apart_and_the_organisation_last(built: Path):
    data = envelope(built, "regio")
    fields = [field for document in data["documents"] for field in document["fields"]]
    assert [field["order"] for field in fields] == [1] * 11 + [2]
    assert [field["locks"] for field in fields] == [False] * 11 + [True]
    assert len({signer["id"] for signer in data["signers"]}) == 12


def test_an_address_of_a_signatory_stands_in_the_envelope_alone(built: Path):
    addresses = {signer["email"] for signer in envelope(built, JOINT)["signers"]}
    assert {"tekenaar-1@voorbeeld-kompas.example", "bestuur.rsj@voorbeeld.example"} <= addresses
    held = packed(built, JOINT)
    for name, content in held.items():
        if name == "envelope.json":
            continue
        seen = text_of(content) + metadata(content) if name.endswith(".pdf") else content.decode()
        assert not [address for address in addresses if address in seen], name
    for file in (built / FOLDER / JOINT).glob("*"):
        assert not [a for a in addresses if a.encode() in file.read_bytes()], file.name


def inside(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file with all that is packed in it."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.namelist():
                yield from inside(f"{name}/{one}", archive.read(one))


def test_no_file_of_the_output_has_the_address_of_any_signatory_but_an_envelope(built: Path):
    """Overview, register of contracts, calendar and record of the build too; what is kept for speed goes nowhere."""
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted((built / REGION).rglob("*.yaml")))
    addresses = {found.encode() for found in re.findall(r"email: ([^\s,}]+)", sources)}
    assert len(addresses) > 20
    files = [path for path in (built / "output").rglob("*") if path.is_file()]
    held = 0
    for path in files:
        name = path.relative_to(built / "output").as_posix()
        if name.startswith(".cache/"):
            continue
        for one, content in inside(name, path.read_bytes()):
            found = {address for address in addresses if address in content}
            held += bool(found)
            assert not found or one.endswith("tekenpakket.zip/envelope.json"), (one, found)
    assert held == 3


def metadata(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        info = " ".join(str(value) for value in dict(opened.docinfo).values())
        fields = " ".join(f"{f.T} {f.TU}" for f in opened.Root.AcroForm.Fields) if "/AcroForm" in opened.Root else ""
        return f"{info} {opened.Root.Metadata.read_bytes().decode()} {fields}"


def telling_of_others(project: Path, pack: str) -> set[str]:
    """Names, numbers and ids of every provider but that of `pack`."""
    yaml = YAML(typ="safe", pure=True)
    files = sorted((project / REGION / "providers").glob("*.yaml"))
    providers = {path.stem: yaml.load(path.read_text(encoding="utf-8")) for path in files}
    own = providers.pop(pack)
    telling = {str(p[key]) for p in providers.values() for key in ("legal_name", "kvk", "id", "agb") if p.get(key)}
    return telling - {own["legal_name"], own["kvk"], own.get("agb"), pack}


def accepted(project: Path) -> list[dict[str, str]]:
    """The warnings that somebody accepted."""
    text = (project / REGION / "accepted.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)["accepted"]


def internal(project: Path) -> set[str]:
    """What people say among themselves of findings: why they accepted one, and who did."""
    said = YAML(typ="safe", pure=True).load((project / REGION / "accepted.yaml").read_text(encoding="utf-8"))[
        "accepted"
    ]
    return {" ".join(one[key].split()) for one in said for key in ("reason", "by")}


def seen(name: str, content: bytes) -> str:
    """All that somebody can find in a file: its text, and what it says of itself."""
    if name.endswith(".pdf"):
        return f"{text_of(content)} {metadata(content)}"
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
        return " ".join(re.sub(r"</w:p>|</w:tr>", " ", part) + re.sub(r"<[^>]*>", "", part) for part in parts)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(seen(one, archive.read(one)) for one in archive.namelist() if one != "envelope.json")
    return content.decode("utf-8")


@pytest.mark.parametrize("pack", [JOINT, OTHER])
def test_no_file_of_a_pack_holds_anything_of_another_provider_or_of_what_stays_inside(built: Path, pack: str):
    """Every file: Word, PDF, page, manifest and what is in the ZIP."""
    telling, remarks = telling_of_others(built, pack), internal(built)
    assert len(telling) > 20
    assert len(remarks) > 3
    files = sorted(path for path in (built / FOLDER / pack).iterdir() if path.is_file())
    assert {".docx", ".html", ".json", ".pdf", ".zip"} <= {path.suffix for path in files}
    for path in files:
        text = seen(path.name, path.read_bytes())
        words = set(re.findall(r"\d{8}|[a-z0-9]+(?:-[a-z0-9]+)+", text))
        found = {t for t in telling if (t in words if re.fullmatch(r"[a-z0-9-]+", t) else t in text)}
        assert not found, (path.name, found)
        said = {remark for remark in remarks if remark in " ".join(text.split())}
        assert not said, (path.name, said)


def test_an_accepted_warning_is_on_no_cover_sheet(built: Path):
    """It stays inside: neither its rule, nor its reason, nor a number of them."""
    said = accepted(built)
    for pack in (JOINT, OTHER, "regio"):
        held, data = packed(built, pack), envelope(built, pack)
        cover = text_of(held[data["cover"]["file"]])
        assert "GEREED" in cover
        assert not [one["rule"] for one in said if one["rule"] in cover]
        assert not [remark for remark in internal(built) if remark in cover]
        assert "waarschuwing" not in cover.lower()
        assert json.loads(held["manifest.json"])["reasons"] == []


def test_an_extract_that_is_too_old_keeps_the_pack_a_concept_when_the_region_sets_a_limit(project: Path):
    provider = project / REGION / "providers" / f"{JOINT}.yaml"
    text = provider.read_text(encoding="utf-8")
    provider.write_text(re.sub(r"evidence_on: 2022-\d\d-\d\d", "evidence_on: 2021-11-28", text), encoding="utf-8")
    assert [pack.status for pack in build(project, JOINT).packs] == ["concept"]
    held, data = packed(project, JOINT), envelope(project, JOINT)
    reasons = json.loads(held["manifest.json"])["reasons"]
    assert [reason for reason in reasons if "R068" in reason], reasons
    cover = text_of(held[data["cover"]["file"]])
    assert "CONCEPT" in cover
    assert "vraag een nieuw uittreksel" in cover
    edit(project / REGION / "region.yaml", "  register_extract_months: 6\n", "")
    assert [pack.status for pack in build(project, JOINT).packs] == ["ready"]


def test_the_same_sources_give_the_same_pack_and_it_is_not_made_again(project: Path):
    path = project / FOLDER / JOINT / "tekenpakket.zip"
    before, time = path.read_bytes(), path.stat().st_mtime_ns
    build(project, JOINT, force=True)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == time


def test_what_a_signatory_lacks_makes_the_whole_pack_a_concept_until_it_is_there(project: Path):
    region = project / REGION / "region.yaml"
    edit(region, MAYOR, 'name: ""\n')
    result = build(project, "regio", JOINT)
    assert {pack.path.rpartition("/")[2]: pack.status for pack in result.packs} == {"regio": "concept", JOINT: "ready"}
    manifest = json.loads(packed(project, "regio")["manifest.json"])
    assert [reason for reason in manifest["reasons"] if "burgemeester" in reason]
    data, held = envelope(project, "regio"), packed(project, "regio")
    assert data["status"] == "concept"
    assert not [field for document in data["documents"] for field in document["fields"]]
    covenant = next(d["file"] for d in data["documents"] if d["kind"] == "convenant")
    assert placed(held[covenant]) == ()
    cover = text_of(held[data["cover"]["file"]])
    assert "CONCEPT" in cover
    assert manifest["reasons"][0] in cover
    edit(region, 'name: ""\n', MAYOR)
    assert [pack.status for pack in build(project, "regio").packs] == ["ready"]
    assert envelope(project, "regio")["documents"][-1]["fields"]


def test_a_name_may_be_left_for_the_signing_where_the_region_says_so(project: Path):
    region = project / REGION / "region.yaml"
    edit(region, MAYOR, 'name: ""\n')
    edit(region, "names: required", "names: at_signing")
    assert [pack.status for pack in build(project, "regio").packs] == ["ready"]
    assert None in {signer["name"] for signer in envelope(project, "regio")["signers"]}


def test_half_a_pack_is_no_signature_pack(project: Path):
    edit(project / REGION / "providers" / f"{JOINT}.yaml", "Voorbeeldlaan 5", "Voorbeeldlaan 7")
    result = build(project, selection=Selection(providers=(JOINT,), documents=("convenant",)))
    assert "PAK001" in {finding.code for finding in result.diagnostics}
    assert not (project / FOLDER / JOINT / "tekenpakket.zip").exists()
    build(project, JOINT)
    assert (project / FOLDER / JOINT / "tekenpakket.zip").is_file()


def test_on_paper_every_page_has_a_box_for_initials_and_the_cover_counts_the_originals(project: Path):
    edit(project / REGION / "region.yaml", "route: digital", "route: paper")
    build(project, JOINT)
    held, data = packed(project, JOINT), envelope(project, JOINT)
    assert not [field for document in data["documents"] for field in document["fields"]]
    cover = text_of(held[data["cover"]["file"]])
    assert "met de pen" in cover
    assert "Aantal originelen 2" in cover
    agreement = next(d["file"] for d in data["documents"] if d["kind"] == "raamovereenkomst")
    import pypdfium2 as pdfium

    pages = list(pdfium.PdfDocument(held[agreement]))
    assert all("Paraaf" in page.get_textpage().get_text_range() for page in pages)
