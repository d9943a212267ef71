"""An addendum amends what a party signed: as its ledgers tell, and only when that text is still made the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.project.recording import Recording, record
from akkoord.project.selection import Selection
from support.workspace import ROOT, build, edit, packs_gone_into, tree_of

CONTRACTS = "contracts/voorbeeld"
CLAUSE = """---
id: {id}
version: "{version}"
title: {id}
status: vastgesteld
approved_by: Bestuurlijk Overleg
approved_on: 2022-12-15
decision: voorbeeldbesluit
valid_from: {since}
source: voorbeeld
change: "{change}"
---
{text}
"""
AGREEMENT = """kind: overeenkomst
title: Overeenkomst {{ regio }}
short_title: Overeenkomst
notice: Modeltekst.
instrument: bilateral
parts:
  - article: [duur]
  - article: [doel]
signature_pages: {title: Ondertekening, provider: ondertekening, municipality: ondertekening}
"""
ADDENDUM = """kind: addendum-overeenkomst
title: Addendum {{ editie_datum | jaar }} bij de overeenkomst
short_title: Addendum {{ editie_datum | jaar }}
notice: Modeltekst.
instrument: bilateral
amends: {document: overeenkomst, form: addendum, text: wijziging, numbers: nummers, table: was-wordt}
parts:
  - article: [wijziging]
  - article: [nummers]
  - annex: Was-wordt
    id: was-wordt
    content: [toelichting]
signature_pages: {title: Ondertekening, provider: ondertekening, municipality: ondertekening}
"""
EDITION = """id: "{id}"
date: {id}-01-01
status: vastgesteld
note: Voorbeeld
documents: {{overeenkomst: "{id}.0", addendum-overeenkomst: "{id}.0", convenant: "1.0"}}
clauses:
  doel: "1.0"
  duur: "{duur}"
  ondertekening: "1.0"
  wijziging: "1.0"
  nummers: "1.0"
  toelichting: "1.0"
"""
WORDS = {
    "wijziging": "De overeenkomst met kenmerk {{ gewijzigd.digest }} wordt gewijzigd. Eerder: "
    "{{ gewijzigd.eerdere_addenda }}.",
    "nummers": "1. Nummers die meeschuiven, staan hieronder.",
    "toelichting": "De tabel zet oud en nieuw naast elkaar.",
}
TERMS = {"2023": "een jaar", "2024": "twee jaar", "2025": "drie jaar"}


def write(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


def clause(project: Path, name: str, version: str, text: str, since: str = "2023-01-01", change: str = "") -> None:
    content = CLAUSE.format(id=name, version=version, since=since, text=text, change=change)
    write(project, f"clauses/afspraken/{name}/{version}.md", content)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("addenda") / "project"
    shutil.copytree(ROOT / "tests/cases/cli/project", project)
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.rmtree(project / "clauses/afspraken/duur")
    for version, (year, term) in enumerate(TERMS.items(), 1):
        text = f"1. De overeenkomst duurt {term}.\n1. Daarna eindigt zij.\n1. Over het doel gaat [](#doel.1)."
        clause(project, "duur", f"{version}.0", text, f"{year}-01-01", "Herijking." if version > 1 else "")
        write(project, f"clauses/editions/{year}.yaml", EDITION.format(id=year, duur=f"{version}.0"))
    for name, text in WORDS.items():
        clause(project, name, "1.0", text)
    write(project, f"{CONTRACTS}/documents/overeenkomst.yaml", AGREEMENT)
    write(project, f"{CONTRACTS}/documents/addendum-overeenkomst.yaml", ADDENDUM)
    pack = "documents:\n  - document: overeenkomst\n  - {document: addendum-overeenkomst, in_signature_pack: SENT}\n"
    write(project, f"{CONTRACTS}/pack.yaml", pack.replace("SENT", "false") + "  - document: convenant\n")
    with (project / f"{CONTRACTS}/pack.yaml").open("a", encoding="utf-8") as file:
        file.write("region_pack: {id: regio, documents: [convenant]}\n")
    edit(project / f"{CONTRACTS}/region.yaml", '["2023"]', '["2023", "2024", "2025"]')
    assert built(project, "2023").exit_code == 0
    return project


@pytest.fixture
def project(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "project"))


@pytest.fixture
def sign(project: Path) -> Callable[[str], None]:
    def signed(edition: str, provider: str = "twee") -> None:
        for day, state in enumerate(("ready", "sent", "returned", "verified"), 1):
            asked = Recording(
                project, (f"{edition}/{provider}",), state, date(int(edition), 1, day), "A. Voorbeeld", "op papier"
            )
            record(asked, lambda _who: None)

    return signed


def built(project: Path, edition: str, base: str = "", providers: tuple[str, ...] = ("twee",), **options: object):
    selection = Selection(editions=(edition,), providers=providers)
    return build(project, selection=selection, base=base, **options)


def addendum(project: Path, edition: str, provider: str = "twee") -> dict[str, object]:
    manifest = json.loads((project / f"output/voorbeeld/{edition}/{provider}/manifest.json").read_bytes())
    return next(row for row in manifest["documents"] if row["kind"] == "addendum-overeenkomst")


def test_without_records_nothing_is_amended_but_what_is_named(project: Path) -> None:
    assert built(project, "2024").exit_code == 0
    assert "`amends` in het regioprofiel noemt er geen" in addendum(project, "2024")["reason"]
    built(project, "2024", base="2023")
    amends = addendum(project, "2024")["amends"]
    assert (amends["edition"], amends["signed_with"], amends["manifest_sha256"]) == ("2023", "", "")


def test_what_was_signed_is_the_base_with_the_digest_of_its_manifest(
    project: Path, sign: Callable[[str], None]
) -> None:
    sign("2023")
    assert built(project, "2024").exit_code == 0
    amends = addendum(project, "2024")["amends"]
    (archived,) = (project / "archive/voorbeeld").iterdir()
    assert amends == {
        "document": "overeenkomst",
        "edition": "2023",
        "body_sha256": amends["body_sha256"],
        "signed_with": "overeenkomst",
        "pack": "voorbeeld/2023/twee",
        "number": 1,
        "manifest_sha256": archived.name,
    }
    text = (project / "output/voorbeeld/2024/twee/addendum-overeenkomst.html").read_text(encoding="utf-8")
    assert "drie" not in text
    assert "twee jaar" in text
    assert "Eerder: geen eerder addendum." in text


def test_what_was_sent_and_not_signed_is_no_base(project: Path, sign: Callable[[str], None]) -> None:
    sign("2023")
    ledger = project / f"{CONTRACTS}/ledger/2023/twee.jsonl"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[:2]), encoding="utf-8")
    built(project, "2024")
    assert addendum(project, "2024")["present"] is False


def test_an_earlier_addendum_is_part_of_what_was_signed(project: Path, sign: Callable[[str], None]) -> None:
    sign("2023")
    pack = project / f"{CONTRACTS}/pack.yaml"
    edit(pack, "  - document: overeenkomst", "  - {document: overeenkomst, in_signature_pack: false}")
    edit(pack, "addendum-overeenkomst, in_signature_pack: false", "addendum-overeenkomst, in_signature_pack: true")
    assert built(project, "2024").exit_code == 0
    sign("2024")
    assert built(project, "2025").exit_code == 0
    amends = addendum(project, "2025")["amends"]
    assert (amends["edition"], amends["signed_with"], amends["number"]) == ("2024", "addendum-overeenkomst", 1)
    text = (project / "output/voorbeeld/2025/twee/addendum-overeenkomst.html").read_text(encoding="utf-8")
    assert "drie jaar" in text
    assert "een jaar" not in text
    assert "Eerder: Addendum 2024 bij de overeenkomst, versie 2024.0, met SHA-256-waarde" in text
    assert built(project, "2024").exit_code == 0  # the addendum that was signed stays as it was
    edit(project / "clauses/afspraken/wijziging/1.0.md", "met kenmerk", "met als kenmerk")
    found = [d for d in built(project, "2025").diagnostics if d.code == "ADD024"]
    assert "wijziging/1.0.md" in found[0].hints[0]


def test_a_text_that_is_no_longer_made_as_it_was_signed_is_not_amended(
    project: Path, sign: Callable[[str], None]
) -> None:
    sign("2023")
    edit(project / "clauses/afspraken/doel/1.0.md", "werken samen", "werken goed samen")
    result = built(project, "2024")
    assert result.exit_code == 1
    (found,) = [d for d in result.diagnostics if d.code == "ADD024"]
    assert found.document == "addendum-overeenkomst"
    assert str(found.span) == f"{CONTRACTS}/ledger/2023/twee.jsonl:2:1"
    assert found.hints[0] == "veranderd sinds de verzending: `clauses/afspraken/doel/1.0.md`"
    shutil.rmtree(project / "archive")
    (found,) = [d for d in built(project, "2024", force=True).diagnostics if d.code == "ADD024"]
    assert len(found.hints) == 1  # without the archive nobody knows which sources changed


def test_another_edition_than_was_signed_is_refused(project: Path, sign: Callable[[str], None]) -> None:
    sign("2023")
    with pytest.raises(AkkoordError) as refused:
        built(project, "2025", base="2024")
    assert [d.code for d in refused.value.diagnostics] == ["ADD022"]
    assert built(project, "2025", base="2023").exit_code == 0


def test_who_signed_the_text_itself_has_nothing_to_amend(project: Path, sign: Callable[[str], None]) -> None:
    sign("2023")
    built(project, "2024")
    sign("2024")
    built(project, "2024")
    assert addendum(project, "2024")["reason"].startswith("De tekst van editie 2024 is zelf getekend")


def test_a_concept_is_no_base_whatever_was_recorded(project: Path, sign: Callable[[str], None]) -> None:
    sign("2023")
    edit(project / "clauses/editions/2023.yaml", "status: vastgesteld", "status: concept")
    result = built(project, "2024")
    assert "ADD021" in [d.code for d in result.diagnostics]
    assert addendum(project, "2024")["present"] is False


def test_a_text_for_all_is_amended_only_when_all_signed_the_same(project: Path, sign: Callable[..., None]) -> None:
    shared = ADDENDUM.replace("overeenkomst", "convenant").replace("bilateral", "multilateral")
    write(project, f"{CONTRACTS}/documents/addendum-convenant.yaml", shared)
    edit(
        project / f"{CONTRACTS}/pack.yaml",
        "  - document: convenant\n",
        "  - document: convenant\n  - document: addendum-convenant\n",
    )
    for year in TERMS:
        edit(
            project / f"clauses/editions/{year}.yaml", 'convenant: "1.0"', 'convenant: "1.0", addendum-convenant: "1.0"'
        )
    everyone = {"providers": ("twee", "regio")}
    built(project, "2023", **everyone)
    sign("2023")
    built(project, "2024", **everyone)
    sign("2024", "regio")
    result = built(project, "2025", **everyone)
    (found,) = [d for d in result.diagnostics if d.code == "ADD023"]
    assert "`twee` tekenden editie 2023; `regio` tekenden editie 2024" in found.message


def later(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build the later edition anew, with the same bytes as from nothing; the packs that were gone into."""
    seen = packs_gone_into(monkeypatch, lambda pack: pack.planned.path)
    result = built(project, "2024", providers=())
    fresh = Path(shutil.copytree(project, project.with_name("fresh"), ignore=shutil.ignore_patterns(".cache", "2024")))
    again = built(fresh, "2024", providers=())
    looked = [path for path in dict.fromkeys(seen) if seen.count(path) == 2 or again.exit_code]
    if not again.exit_code:
        assert tree_of(project / "output/voorbeeld/2024") == tree_of(fresh / "output/voorbeeld/2024")
    assert [d.code for d in result.diagnostics] == [d.code for d in again.diagnostics]
    shutil.rmtree(fresh)
    return looked


def a_deviation(project: Path) -> None:
    given = "deviations:\n  - {clause: wijziging, version: '1.1', base: '1.0', reason: proef, approved_by: B, "
    path = project / f"{CONTRACTS}/providers/twee.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{given}approved_on: 2023-12-01, until: 2030-12-31}}\n", encoding="utf-8")
    clause(project, "wijziging", "1.1", WORDS["wijziging"].replace("wordt", "is"), "2024-01-01", "Anders.")


def a_version_more(project: Path) -> None:
    text = "1. De overeenkomst duurt twee jaar.\n1. Over het doel gaat [](#doel.1)."
    clause(project, "duur", "2.1", text, "2024-01-01", "Korter.")
    edit(project / "clauses/editions/2024.yaml", 'duur: "2.0"', 'duur: "2.1"')


EDITS: dict[str, tuple[Callable[[Path], None], bool]] = {
    "nothing": (lambda project: None, False),
    "a note of the other provider": (
        lambda project: edit(project / f"{CONTRACTS}/providers/een.yaml", "\n", "\n# opmerking\n"),
        False,
    ),
    "a seat": (lambda project: edit(project / f"{CONTRACTS}/providers/twee.yaml", "seat: ", "seat: Oud-"), True),
    "the text that was signed": (
        lambda project: edit(project / "clauses/afspraken/duur/1.0.md", "eindigt", "stopt"),
        True,
    ),
    "the new text": (lambda project: edit(project / "clauses/afspraken/duur/2.0.md", "eindigt", "stopt"), True),
    "words of the addendum": (
        lambda project: edit(project / "clauses/afspraken/wijziging/1.0.md", "wordt gewijzigd", "verandert"),
        True,
    ),
    "the ground of a change": (
        lambda project: edit(project / "clauses/afspraken/duur/2.0.md", "Herijking.", "Andere herijking."),
        True,
    ),
    "a version in between": (
        lambda project: clause(project, "duur", "1.1", "1. Tussen.", "2023-06-01", "Tussen."),
        True,
    ),
    "a text that comes after": (
        lambda project: edit(project / "clauses/afspraken/duur/3.0.md", "eindigt", "stopt"),
        True,
    ),
    "a version that the edition names": (
        a_version_more,
        True,
    ),
    "what is recorded": (
        lambda project: (project / f"{CONTRACTS}/ledger/2023/twee.jsonl").unlink(),
        True,
    ),
    "a deviation": (a_deviation, True),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_pack_with_an_addendum_stands_until_something_that_it_rests_on_changes(
    project: Path, sign: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sign("2023")
    assert built(project, "2024", providers=()).exit_code == 0
    change, looked = EDITS[name]
    change(project)
    assert ("voorbeeld/2024/twee" in later(project, monkeypatch)) is looked
    if name != "the text that was signed":  # an addendum on another text is an error, each time
        edit(project / f"{CONTRACTS}/providers/een.yaml", "\n", "\n# nog een opmerking\n")
        assert "voorbeeld/2024/twee" not in later(project, monkeypatch)
