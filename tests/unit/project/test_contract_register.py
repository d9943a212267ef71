"""The register of an edition and its calendars: from the data, the same bytes, nothing that is a formula."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from akkoord.assembly import Sources as Assembled
from akkoord.assembly import agenda_of
from akkoord.project.content import Content, read_content
from akkoord.project.contract_register import calendar_of, register_files
from akkoord.project.read_cache import ReadCache
from akkoord.project.sources import Sources, list_sources
from akkoord.records import DocumentRow, Manifest, Program
from support.workspace import ROOT


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    cache = ReadCache(tmp_path_factory.mktemp("cache"), "program", use=False)
    return read_content(Sources(ROOT, list_sources(ROOT), {}), cache)


def made(*asked) -> dict[str, bytes]:
    return {name: b"".join(file.make()) for name, file in register_files(*asked, "program").items()}


def rows(data: bytes, sheet: str) -> dict[str, dict[str, object]]:
    there = list(load_workbook(io.BytesIO(data))[sheet].values)
    return {str(row[1]): dict(zip(there[0], row, strict=True)) for row in there[1:]}


def test_the_dates_are_those_of_the_edition(content: Content):
    editions = content.library.editions
    before, after = (made(content, "ijsselland", editions[e], {}) for e in ("2023", "2024"))
    ends = [rows(f["contractregister.xlsx"], "Contracten")["voorbeeld-thuisbasis"]["Einde"] for f in (before, after)]
    assert [end.date() for end in ends] == [date(2024, 12, 31), date(2026, 12, 31)]
    left = rows(after["contractregister.xlsx"], "Contracten")["voorbeeld-zoe-coordinatie"]
    assert left["Uitstap"].date() == date(2023, 12, 31)
    assert left["Verlengen voor"].date() == date(2024, 6, 30)
    assert left["KvK-nummer"] == "00000012"


def test_a_calendar_says_what_the_register_says_and_its_days_keep_their_names(content: Content):
    region = content.regions["ijsselland"]
    provider = region.providers["voorbeeld-thuisbasis"]
    sources = Assembled(content.library, region.region, region.documents, (provider,), region.rates)
    before, after = (
        calendar_of(agenda_of(sources, content.library.editions[e]), "ijsselland", provider)["agenda.ics"].decode()
        for e in ("2023", "2024")
    )
    assert "DTSTART;VALUE=DATE:20241231" in before
    assert "DTSTART;VALUE=DATE:20261231" in after
    uid = "UID:ijsselland.voorbeeld-thuisbasis.einde@akkoord"
    assert uid in before
    assert uid in after


def test_the_same_data_give_the_same_bytes(content: Content):
    edition = content.library.editions["2024"]
    assert made(content, "ijsselland", edition, {}) == made(content, "ijsselland", edition, {})


def test_a_name_never_starts_a_formula_and_the_headings_stay_in_sight(content: Content):
    files = made(content, "ijsselland", content.library.editions["2024"], {})
    book = load_workbook(io.BytesIO(files["contractregister.xlsx"]))
    for sheet in book:
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("B2", True)
        assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_what_stands_in_a_pack_is_told_in_dutch(content: Content):
    documents = (
        DocumentRow("convenant", "Convenant", present=True, version="1.0", status="ready", body_sha256="ab" * 32),
        DocumentRow("addendum", "Addendum", present=False, reason="er is geen eerdere editie"),
    )
    manifest = Manifest(
        "ijsselland", "2023", "2023-01-01", "voorbeeld-ster", "voorbeeld-ster", "concept", "",
        Program("", "", {}), None, None, (), (), documents,
    )  # fmt: skip
    files = made(content, "ijsselland", content.library.editions["2023"], {"voorbeeld-ster": manifest})
    assert rows(files["contractregister.xlsx"], "Contracten")["voorbeeld-ster"]["Status"] == "concept"
    assert rows(files["contractregister.xlsx"], "Documenten") == {
        "Convenant": {
            "Aanbieder": "Voorbeeld *Ster* B.V.", "Document": "Convenant", "Versie": "1.0", "Status": "gereed",
            "Kenmerk": "abababababab",
        }
    }  # fmt: skip
    days = files["agenda.ics"].decode().replace("\r\n ", "")
    assert "DESCRIPTION:Perceel 3\r\n" in days
    assert "DESCRIPTION:Percelen 1\\, 3\r\n" in days
