"""What may not be signed is a concept: marked, without a field, with the reason; mended, it is ready again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from msgspec import Struct

from akkoord.project.check import CheckRequest, check_project
from akkoord.project.result import BuildResult
from akkoord.readers.pdf_text import read_pdf_text
from support.plan_project import REGION, make_plan_project
from support.signed.files import placed
from support.workspace import build, edit

OUTPUT = "output/voorbeeld/2023"
PACK, OTHER, SHARED = "twee", "een", "regio"
PROVIDER = f"{REGION}/providers/{PACK}.yaml"
PROFILE = f"{REGION}/region.yaml"
POWER = ", capacity: als bestuurder, ground: statuten"
GENERAL = "bijlage-begrippen"
MARK = (0xE4, 0xE8, 0xEC)
"""The colour of the watermark, which nothing else in a document has."""


class Fault(Struct, frozen=True):
    """A fault in one file: what stands there, what is made of it, what is said, of whom, and where.

    `reason` stands on the cover sheet and in the manifest, `code` is said by `check` of `file`, "" for nothing.
    `first` is another edit, made before the project is good. `packs` become a concept, the rest stays ready.
    """

    file: str
    was: str
    becomes: str
    reason: str
    code: str
    packs: tuple[str, ...] = (PACK,)
    first: tuple[str, str, str] = ("", "", "")
    blank: str = ""


FAULTS = {
    "no power of a provider": Fault(
        PROVIDER, POWER, "",
        f"mevrouw A. Voorbeeld tekent voor Stichting Voorbeeld Twee; vul `ground` in, in {PROVIDER}",
        "R069", blank="[grond van de bevoegdheid]",
    ),
    "no power of a municipality": Fault(
        PROFILE, ", capacity: namens de gemeente, ground: artikel 171 van de Gemeentewet", "",
        f"mevrouw V. Voorbeeld tekent voor Gemeente Voorbeeldstad; vul `ground` in, in {PROFILE}",
        "R070", (PACK, OTHER, SHARED), blank="[grond van de bevoegdheid]",
    ),
    "no power of the organisation": Fault(
        PROFILE, ", capacity: namens het bestuur, ground: regeling", "",
        f"de heer W. Voorbeeld tekent voor Regionale Dienst; vul `ground` in, in {PROFILE}", "R070",
        (PACK, SHARED),
    ),
    "a seat that is to be filled in": Fault(
        PROVIDER, "seat: Voorbeeldstad", 'seat: "[vestigingsplaats]"', "R163", "R163",
    ),
    "a ground that is not known": Fault(PROVIDER, "ground: statuten", "ground: n.t.b.", "R163", "R163"),
    "an extract that is too old": Fault(
        PROVIDER, "evidence_on: 2022-11-28", "evidence_on: 2021-11-28", "R068", "R068",
        first=(PROVIDER, "ground: statuten", "ground: statuten, evidence: uittreksel, evidence_on: 2022-11-28"),
    ),
    "an error in a text": Fault(
        "clauses/afspraken/melding/1.0.md", "binnen tien dagen", "binnen xx dagen", "R150", "R150", (PACK, OTHER),
    ),
    "a clause that is a concept": Fault(
        "clauses/editions/2023.yaml", "status: vastgesteld", "status: concept",
        "Editie 2023 is nog niet vastgesteld.", "", (PACK, OTHER, SHARED),
    ),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of which every pack is ready, and a region that wants a recent extract."""
    made = make_plan_project(tmp_path / "project")
    signing = "signing: {municipalities: afzonderlijk, register_extract_months: 6}"
    edit(made / PROFILE, "signing: {municipalities: afzonderlijk}", signing)
    return made


def statuses(result: BuildResult) -> dict[str, str]:
    return {pack.path.rpartition("/")[2]: pack.status for pack in result.packs}


def packed(project: Path, pack: str) -> dict[str, bytes]:
    """What is in a signature pack, in its order."""
    with zipfile.ZipFile(project / OUTPUT / pack / "tekenpakket.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def own_pdfs(project: Path, pack: str) -> dict[str, bytes]:
    """The PDFs of a pack by name, in its folder and in what is sent; not those that are the same for everybody."""
    there = {path.name: path.read_bytes() for path in (project / OUTPUT / pack).glob("*.pdf")}
    held = {name: content for name, content in packed(project, pack).items() if name.endswith(".pdf")}
    return {name: content for name, content in (there | held).items() if GENERAL not in name}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(piece.text for piece in read_pdf_text(pdf).pieces).split())


def marked_pages(pdf: bytes) -> tuple[int, int]:
    """On how many pages the watermark is seen, and how many there are."""
    pages = list(pdfium.PdfDocument(pdf))
    seen = [page.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20) or [] for page in pages]
    return sum(any(colour == MARK and count > 200 for count, colour in colours) for colours in seen), len(pages)


def fields(pdf: bytes) -> int:
    """How many fields of a form there are, whoever made them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.Root.AcroForm.Fields) if "/AcroForm" in opened.Root else 0


def reasons(project: Path, pack: str) -> list[str]:
    return json.loads((project / OUTPUT / pack / "manifest.json").read_text(encoding="utf-8"))["reasons"]


def one_line(text: str) -> str:
    """A text without what an end of a line does to it."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def assert_concept(project: Path, pack: str, *about: str) -> None:
    """Every PDF of the pack is marked and has no field; manifest and cover sheet say why, in words `about` it."""
    pdfs = own_pdfs(project, pack)
    assert len(pdfs) > 2
    for name, content in pdfs.items():
        marked, pages = marked_pages(content)
        assert marked == pages, name
        assert fields(content) == 0, name
        assert placed(content) == (), name
    said = reasons(project, pack)
    assert any(words in one for one in said for words in about), said
    cover = text_of(next(content for name, content in packed(project, pack).items() if "voorblad" in name))
    assert "CONCEPT" in cover
    assert not [one for one in said if one_line(one) not in one_line(cover)]
    envelope = json.loads(packed(project, pack)["envelope.json"])
    assert envelope["status"] == "concept"
    assert not [field for document in envelope["documents"] for field in document["fields"]]


def assert_ready(project: Path, pack: str) -> None:
    """No PDF is marked, who signs has a field, and there is no reason."""
    assert reasons(project, pack) == []
    pdfs = own_pdfs(project, pack)
    assert [marked_pages(content)[0] for content in pdfs.values()] == [0] * len(pdfs)
    envelope = json.loads(packed(project, pack)["envelope.json"])
    named = [field["name"] for document in envelope["documents"] for field in document["fields"]]
    assert named
    assert sum(fields(content) for name, content in packed(project, pack).items() if name.endswith(".pdf")) == len(
        named
    )


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_makes_a_pack_a_concept_until_it_is_mended(project: Path, fault: Fault):
    if fault.first[0]:
        edit(project / fault.first[0], *fault.first[1:])
    every = (PACK, OTHER, SHARED)
    assert statuses(build(project)) == dict.fromkeys(every, "ready")
    before = {pack: (project / OUTPUT / pack / "tekenpakket.zip").read_bytes() for pack in every}

    file = project / fault.file
    good = file.read_text(encoding="utf-8")
    edit(file, fault.was, fault.becomes)
    result = build(project)
    assert statuses(result) == {pack: "concept" if pack in fault.packs else "ready" for pack in every}
    for pack in every:
        if pack in fault.packs:
            assert_concept(project, pack, fault.reason, *((fault.code,) if fault.code else ()))
        else:
            assert_ready(project, pack)
    assert any(fault.reason in said for pack in fault.packs for said in reasons(project, pack))
    if fault.blank:
        pages = [text_of(content) for name, content in own_pdfs(project, fault.packs[0]).items() if "_" not in name]
        assert any(fault.blank in text for text in pages)
    if fault.code:
        said = check_project(CheckRequest(project)).diagnostics
        assert fault.file in {found.span.file for found in said if found.span and found.code == fault.code}

    edit(file, file.read_text(encoding="utf-8"), good)
    assert statuses(build(project)) == dict.fromkeys(every, "ready")
    for pack in every:
        assert_ready(project, pack)
        assert (project / OUTPUT / pack / "tekenpakket.zip").read_bytes() == before[pack]
