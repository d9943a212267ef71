"""A tender model: the same documents, for whoever is not known yet, and nothing of anybody who is."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from ruamel.yaml import YAML

from akkoord.ooxml.names import w
from akkoord.project.selection import Selection, SelectionError
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.records import manifest_from_json
from support.workspace import PROVIDER, REGION, ROOT, build, make_project, run, tree_of

FOLDER = "output/ijsselland/2023/tendermodel"
LINE = "TENDERMODEL – niet voor ondertekening"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which the model for two lots was built."""
    project = make_project(tmp_path_factory.mktemp("tender"))
    result = build(project, selection=Selection(lots=(4, 2)), model=True)
    assert (result.exit_code, [d.code for d in result.diagnostics if d.code != "OPN001"]) == (0, [])
    return project


def manifest_content(project: Path) -> bytes:
    return (project / FOLDER / "manifest.json").read_bytes()


def texts(folder: Path) -> dict[str, str]:
    """What each file says: the whole HTML and manifest, every part of a DOCX, the text of a PDF."""
    out = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.suffix in (".html", ".json")}
    for path in folder.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            xml = [package.read(n) for n in package.namelist() if n.endswith((".xml", ".rels"))]
        out[path.name] = "\n".join("".join(etree.fromstring(x).itertext()) + x.decode() for x in xml)  # ours
    out |= {p.name: said(read_pdf_text(p.read_bytes())) for p in folder.glob("*.pdf")}
    return out


def said(text) -> str:
    return " ".join(piece.text for piece in text.pieces)


def test_the_documents_are_there_without_letters_and_never_ready(project: Path) -> None:
    content = manifest_content(project)
    schema = json.loads((ROOT / "schemas/manifest.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(content))
    manifest = manifest_from_json(content)
    there = {row.kind: row for row in manifest.documents if row.present}
    assert {"raamovereenkomst", "convenant", "bijlage-definities"} <= set(there)
    assert manifest.status == "concept"
    assert {row.status for row in there.values()} == {"concept"}
    assert [row.signers for row in there.values() if row.signers] == []
    assert not any("brief" in kind for kind in there)
    assert all(row.reason for row in manifest.documents if not row.present)


def test_every_document_says_what_it_is_on_its_title_page_and_at_the_foot_of_each_page(project: Path) -> None:
    for path in (project / FOLDER).glob("*.docx"):
        assert said(read_docx_text(path.read_bytes())).count(LINE) == 1, path.name
        with zipfile.ZipFile(path) as package:
            feet = [package.read(n).decode() for n in package.namelist() if n.startswith("word/footer")]
        assert any(LINE in foot for foot in feet), path.name


def printed_by(run: etree._Element) -> str:
    """The result of the field that begins in `run`."""
    runs = list(run.itersiblings(w("r")))
    kinds = [c.get(w("fldCharType")) if (c := r.find(w("fldChar"))) is not None else "" for r in runs]
    result = runs[kinds.index("separate") + 1 : kinds.index("end")]
    return "".join(t.text or "" for r in result for t in r.iter(w("t")))


def test_what_only_a_provider_knows_is_a_field_to_fill_in_and_in_the_manifest(project: Path) -> None:
    row = manifest_from_json(manifest_content(project)).document("raamovereenkomst")
    assert row is not None
    with zipfile.ZipFile(project / FOLDER / "raamovereenkomst.docx") as package:
        body = etree.fromstring(package.read("word/document.xml"))  # ours
    shown: dict[tuple[str, str], int] = {}
    for data in body.iter(w("ffData")):
        name, label = (data.find(w(k)).get(w("val")) for k in ("statusText", "helpText"))
        assert printed_by(data.getparent().getparent()) == f"[{label}]"
        shown[name, label] = shown.get((name, label), 0) + 1
    assert shown == {(blank.name, blank.label): blank.places for blank in row.blanks}
    assert ("aanbieder.kvk", "KvK-nummer") in shown


def test_the_text_follows_the_chosen_lots(project: Path) -> None:
    text = said(read_docx_text((project / FOLDER / "raamovereenkomst.docx").read_bytes()))
    assert "Perceel 2: " in text
    assert "Perceel 4: " in text
    assert "Perceel 1: " not in text
    assert "Perceel 5: " not in text


def test_nothing_of_any_provider_is_in_it(project: Path) -> None:
    files = texts(project / FOLDER)
    assert len(files) >= 10
    for path in (project / REGION / "providers").glob("*.yaml"):
        own = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        people = [person["name"] for person in own["representatives"] if person["name"]]
        secret = [own["id"], own["legal_name"], own["kvk"], own["agb"], own["address"]["street"], *people]
        found = [(name, word) for name, text in files.items() for word in secret if word and word in text]
        assert found == []


def test_another_build_neither_makes_it_nor_takes_it_away(project: Path) -> None:
    before = tree_of(project / FOLDER)
    build(project, PROVIDER)
    assert tree_of(project / FOLDER) == before
    pack = project / FOLDER.replace("tendermodel", PROVIDER)
    assert json.loads((pack / "manifest.json").read_text(encoding="utf-8"))["status"] == "ready"
    overview = json.loads((project / "output/ijsselland/2023/bevindingen.json").read_text(encoding="utf-8"))
    assert not any(path.endswith("/tendermodel") for path in overview["packs"])
    again = build(project, selection=Selection(lots=(4, 2)), model=True)
    assert {d.outcome.value for pack in again.packs for d in pack.documents} == {"unchanged", "absent"}
    assert tree_of(project / FOLDER) == before


def test_a_provider_cannot_be_asked_for(project: Path) -> None:
    with pytest.raises(SelectionError) as refused:
        build(project, PROVIDER, model=True)
    assert [d.code for d in refused.value.diagnostics] == ["SEL003"]
    asked = run(project, "build", "--model", "--lot", "9", "--json")
    assert (asked.returncode, "SEL001" in asked.stdout + asked.stderr) == (2, True)


def test_a_table_of_those_who_sign_has_a_row_to_fill_in(project: Path) -> None:
    row = manifest_from_json(manifest_content(project)).document("bijlage-tekenbevoegdheden")
    assert row is not None
    assert {blank.name.partition(".")[0] for blank in row.blanks} == {"tekenaar"}
