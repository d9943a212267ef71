"""What is written for one provider says nothing of another, and nothing that stays inside: keys, addresses, remarks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from akkoord.project.check import CheckRequest, check_project
from akkoord.readers.pdf_text import read_pdf_text
from support.plan_project import REGION, make_plan_project, write
from support.workspace import build, edit

OUTPUT = "output/voorbeeld/2023"
PACK, OTHER = "twee", "een"
OWN_ADDRESS, OTHERS_ADDRESS = "tekenaar-twee@voorbeeld.example", "tekenaar-een@voorbeeld.example"
TOWN_ADDRESS = "burgemeester@voorbeeld.example"
OF_OTHER = {
    "name": "Vereniging Merelbosch",
    "kvk": "00000731",
    "agb": "00000746",
    "street": "Lijsterpad 8",
    "signer": "mevrouw Q. Zanglijster",
}
INSIDE = {
    "remark": "de wethouder wil hier eerst nog over bellen",
    "who": "P. Binnenshuis",
    "passphrase": "zeer-geheim-wachtwoord",
    "key": "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
}
ACCEPTED = """accepted:
  - rule: R086
    place: contracts/voorbeeld/rates.yaml
    mark: {mark}
    reason: {remark}
    by: {who}
    on: 2022-12-01
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two providers who differ in all, a warning that was accepted, and a key with its passphrase."""
    made = make_plan_project(tmp_path_factory.mktemp("geheim") / "project")
    other = made / REGION / f"providers/{OTHER}.yaml"
    edit(other, "Stichting Voorbeeld Een", OF_OTHER["name"])
    edit(other, "legal_form: stichting", "legal_form: vereniging")
    edit(other, 'kvk: "00000001"', f'kvk: "{OF_OTHER["kvk"]}"')
    edit(other, 'agb: "00000001"', f'agb: "{OF_OTHER["agb"]}"')
    edit(other, "Voorbeeldstraat 1", OF_OTHER["street"])
    edit(other, "mevrouw A. Voorbeeld", OF_OTHER["signer"])
    edit(other, "ground: statuten", f"ground: statuten, email: {OTHERS_ADDRESS}")
    edit(made / REGION / f"providers/{PACK}.yaml", "ground: statuten", f"ground: statuten, email: {OWN_ADDRESS}")
    region = made / REGION / "region.yaml"
    edit(region, "ground: artikel 171 van de Gemeentewet", f"ground: artikel 171, email: {TOWN_ADDRESS}")
    write(made, f"{REGION}/sleutels/zegel.pem", f"-----BEGIN PRIVATE KEY-----\n{INSIDE['key']}\n")
    write(made, f"{REGION}/sleutels/wachtwoord.txt", INSIDE["passphrase"])
    (found,) = [one for one in build(made).diagnostics if one.code == "R086"]
    text = ACCEPTED.format(mark=found.mark, remark=INSIDE["remark"], who=INSIDE["who"])
    write(made, f"{REGION}/accepted.yaml", text)
    assert {pack.status for pack in build(made).packs} == {"ready"}
    said = check_project(CheckRequest(made)).diagnostics
    assert any(INSIDE["remark"] in one.message for one in said)  # whoever checks does see it
    return made


def written(project: Path, pack: str) -> Iterator[tuple[str, str]]:
    """Everything that is written for a pack, with all that is packed in it, as what can be found in it."""
    for path in sorted((project / OUTPUT / pack).rglob("*")):
        if path.is_file():
            yield from _inside(path.name, path.read_bytes())


def _inside(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield name, " ".join((*archive.namelist(), archive.comment.decode()))
            for one in archive.namelist():
                yield from _inside(f"{name}/{one}", archive.read(one))
    elif content.startswith(b"%PDF"):
        yield name, _of_pdf(content)
    elif name.endswith(".xml"):
        text = content.decode("utf-8")
        yield name, text + " " + re.sub(r"<[^>]*>", "", text)
    else:
        yield name, re.sub(r"\r?\n ", "", content.decode("utf-8", "replace"))  # a calendar folds its lines


def _of_pdf(content: bytes) -> str:
    """The words on its pages, its text strings, and every stream that is text."""
    words = " ".join(piece.text for piece in read_pdf_text(content).pieces)
    said: list[str] = [words, "".join(words.split())]
    with pikepdf.open(io.BytesIO(content)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                said.append(thing.read_bytes().decode("latin-1"))
            elif isinstance(thing, pikepdf.Dictionary):
                said += [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
        said += [str(value) for value in dict(opened.docinfo).values()]
    return " ".join(said)


def holding(project: Path, pack: str, needle: str) -> set[str]:
    """The files of a pack in which `needle` can be found, also when a line was broken in it."""
    wanted = {needle, "".join(needle.split())}
    return {name for name, text in written(project, pack) if any(one in " ".join(text.split()) for one in wanted)}


def test_every_sort_of_file_is_looked_into(project: Path):
    names = [name for name, _ in written(project, PACK)]
    assert {Path(name).suffix for name in names} >= {".docx", ".pdf", ".html", ".json", ".zip", ".ics", ".xml"}
    assert len(names) > 30


@pytest.mark.parametrize("address", [OWN_ADDRESS, TOWN_ADDRESS])
def test_an_address_of_a_signatory_is_for_the_signing_service_alone(project: Path, address: str):
    assert holding(project, PACK, address) == {"tekenpakket.zip/envelope.json"}


def test_the_address_of_who_signs_for_another_is_nowhere(project: Path):
    assert holding(project, OTHER, OTHERS_ADDRESS) == {"tekenpakket.zip/envelope.json"}
    assert holding(project, PACK, OTHERS_ADDRESS) == set()


@pytest.mark.parametrize("what", OF_OTHER)
def test_nothing_of_another_provider_is_in_a_pack(project: Path, what: str):
    assert holding(project, PACK, OF_OTHER[what]) == set()


@pytest.mark.parametrize("what", ["name", "kvk", "signer"])
def test_what_is_looked_for_would_be_found(project: Path, what: str):
    found = {Path(name).suffix for name in holding(project, OTHER, OF_OTHER[what])}
    assert {".pdf"} <= found


@pytest.mark.parametrize("what", INSIDE)
def test_what_stays_inside_is_in_no_pack(project: Path, what: str):
    for pack in (PACK, OTHER, "regio"):
        assert holding(project, pack, INSIDE[what]) == set()
