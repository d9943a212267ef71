"""`redline --from 2023 --to 2024` on the real project: what comes of it, what stays, and what is refused."""

import base64
import hashlib
import html
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from akkoord.diagnostics import error
from akkoord.project import edition_redlines
from akkoord.project.edition_redlines import EditionRequest, RedlineSelectionError, redline_editions
from akkoord.project.progress import Silent
from akkoord.project.redline_work import redline_names
from akkoord.project.selection import Selection
from support.verapdf import VeraPdf
from support.workspace import REGION, ROOT, edit, run, tree_of

pytestmark = pytest.mark.slow

TO, FROM = "2024", "2023"
PLACE = f"ijsselland/{TO}/redline/{FROM}"
ONE, TWO = "voorbeeld-ambulant", "voorbeeld-ster"
SCHEMAS = ROOT / "schemas"


def _compare(project: Path, *providers: str, **options: object):
    selection = Selection(providers=providers, documents=options.pop("documents", ()))
    return redline_editions(EditionRequest(project, FROM, TO, selection, jobs=1, **options), Silent())


def _project(folder: Path) -> Path:
    for name in ("clauses", "contracts", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of two providers, compared."""
    project = _project(tmp_path_factory.mktemp("project"))
    result = _compare(project, ONE, TWO)
    assert result.exit_code == 0, result.diagnostics
    assert [(pack.path, pack.failed) for pack in result.packs] == [(f"{PLACE}/{name}", ()) for name in (ONE, TWO)]
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(built, tmp_path / "project")


def _redlines(project: Path) -> dict[str, str]:
    return tree_of(project / "output" / PLACE)


def test_every_document_of_both_editions_has_all_its_files(built: Path) -> None:
    folder = built / "output" / PLACE
    proof = json.loads((folder / TWO / "bewijs.json").read_bytes())
    jsonschema.validate(proof, json.loads((SCHEMAS / "redline-proof.schema.json").read_bytes()))
    assert {"convenant", "raamovereenkomst"} <= set(proof["documents"])
    expected = {name for kind in proof["documents"] for name in redline_names(kind)} | {"bewijs.json"}
    assert {path.name for path in (folder / TWO).iterdir()} == expected
    assert {path.name for path in folder.iterdir()} == {
        ONE, TWO, "was-wordt.docx", "was-wordt.html", "was-wordt.pdf",
    }  # fmt: skip


def test_an_annex_that_is_the_same_for_everybody_is_compared_once_and_names_nobody(built: Path) -> None:
    folder = built / "output" / PLACE
    for name in redline_names("bijlage-definities"):
        assert (folder / ONE / name).read_bytes() == (folder / TWO / name).read_bytes(), name
    assert "Stichting Voorbeeld" not in (folder / ONE / "bijlage-definities-was-wordt.html").read_text(encoding="utf-8")


def test_an_addendum_gives_grounds_a_party_can_read(built: Path) -> None:
    """The exit clause becomes article 16a with the same text; the rates are those of the new year."""
    page = (built / "output" / "ijsselland" / TO / TWO / "addendum-raamovereenkomst.html").read_text(encoding="utf-8")
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    places = ("Artikel 16 leden 7 tot en met 12", "Artikel 16a")
    moved = [row for row in rows for place in places if re.match(rf" *\d+ +{place} ", row)]
    assert len(moved) == len(places)
    assert all("De tekst is verplaatst." in row for row in moved)
    assert any(f"De bedragen zijn die van editie {TO}." in row for row in rows)
    assert "rates.yaml" not in page


def test_the_index_of_the_edition_names_what_stands_there(built: Path) -> None:
    page = (built / f"output/ijsselland/{TO}/index.html").read_text(encoding="utf-8")
    assert f'href="redline/{FROM}/was-wordt.html"' in page
    assert f'href="redline/{FROM}/{TWO}/raamovereenkomst-redline.docx"' in page
    assert "redline" not in (built / f"output/ijsselland/{FROM}/index.html").read_text(encoding="utf-8")


def test_the_collected_report_says_of_which_packs_it_is(built: Path) -> None:
    page = (built / "output" / PLACE / "was-wordt.html").read_text(encoding="utf-8")
    assert "keuze uit de documenten van IJsselland: Stichting Voorbeeld Ambulant, Voorbeeld *Ster* B.V." in page


def test_a_second_run_writes_nothing(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project / "output" / PLACE).rglob("*")}
    result = _compare(project, ONE, TWO)
    assert [pack.written for pack in result.packs] == [False, False]
    assert {path: path.stat().st_mtime_ns for path in (project / "output" / PLACE).rglob("*")} == before


def test_the_same_bytes_in_another_process_and_folder(built: Path, tmp_path: Path) -> None:
    project = _project(tmp_path / "elders")
    done = run(project, "redline", "--from", FROM, "--to", TO, "--provider", ONE, "--json", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, json.loads((SCHEMAS / "edition-redlines.schema.json").read_bytes()))
    assert [pack["path"] for pack in answer["packs"]] == [f"{PLACE}/{ONE}"]
    mine, theirs = (tree_of(where / "output" / PLACE / ONE) for where in (project, built))
    assert mine == theirs


def test_what_is_not_asked_for_stays_as_it_was(project: Path) -> None:
    before = _redlines(project)
    result = _compare(project, TWO, documents=("raamovereenkomst",), force=True)
    assert result.exit_code == 0
    after = _redlines(project)
    assert {name: after[name] for name in before if "/" in name} == {n: d for n, d in before.items() if "/" in n}


def test_a_build_keeps_the_comparisons_and_one_change_touches_one_pack(project: Path) -> None:
    before = _redlines(project)
    edit(project / REGION / "providers" / f"{ONE}.yaml", "Voorbeeldstraat 1", "Voorbeeldstraat 11")
    done = run(project, "build", "--provider", ONE, "--edition", TO, "--quiet")
    assert done.returncode == 0, done.stderr
    assert _redlines(project) == before
    result = _compare(project, ONE, TWO)
    assert {pack.path.rpartition("/")[2]: pack.written for pack in result.packs} == {ONE: True, TWO: False}
    after = _redlines(project)
    changed = {name for name in before if after[name] != before[name]}
    assert changed
    assert all(name.startswith((f"{ONE}/", "was-wordt.")) for name in changed)


def test_a_comparison_that_cannot_be_proven_leaves_the_former_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _redlines(project)
    monkeypatch.setattr("akkoord.redline.report.check_applied", lambda *_: (error("RDL021", "niet bewezen"),))
    result = _compare(project, ONE, force=True)
    assert result.exit_code == 1
    assert {d.code for d in result.diagnostics} == {"RDL021"}
    assert result.packs[0].failed
    page = (project / "output" / PLACE / "was-wordt.html").read_text(encoding="utf-8")
    assert "Raamovereenkomst jeugdhulp IJsselland, Stichting Voorbeeld Ambulant: mislukt; zie de bevindingen" in page
    after = _redlines(project)
    assert {n: d for n, d in after.items() if "/" in n} == {n: d for n, d in before.items() if "/" in n}


def test_a_folder_that_cannot_be_written_leaves_the_former_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _redlines(project)

    def refused(*_: object) -> object:
        return error("OUT001", "map niet te schrijven")

    monkeypatch.setattr(edition_redlines.Staging, "put", refused)
    result = _compare(project, ONE, documents=("raamovereenkomst",), force=True)
    assert result.exit_code == 1
    assert _redlines(project) == before


@pytest.mark.parametrize(("old", "new", "code"), [("2022", TO, "RDL040"), (FROM, "2042", "RDL040"), (TO, TO, "RDL041")])
def test_editions_that_cannot_be_compared_are_refused(built: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(RedlineSelectionError) as refused:
        redline_editions(EditionRequest(built, old, new, jobs=1), Silent())
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_the_side_by_side_page_allows_its_own_script_alone(built: Path) -> None:
    for page in (built / "output" / PLACE).rglob("*-naast-elkaar.html"):
        text = page.read_text(encoding="utf-8")
        (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html.unescape(text)


def test_pages_refuse_everything_from_elsewhere(built: Path) -> None:
    for page in (built / "output" / PLACE).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text
        assert not [line for line in text.splitlines() if 'src="http' in line or "@import" in line]


def test_every_pdf_is_archival_and_accessible(built: Path, verapdf: VeraPdf, tmp_path: Path) -> None:
    paths = sorted((built / "output" / PLACE).rglob("*.pdf"))
    files = [Path(shutil.copy(path, tmp_path / f"{path.parent.name}-{path.name}")) for path in paths]
    verdicts = verapdf.check(files)
    assert len(verdicts) == 2 * len(files) > 0
    assert {place: dict(v.failed) for place, v in verdicts.items() if v.failed} == {}
