"""The overview of an edition: complete without script, safe with hostile names, one link per file."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from akkoord.diagnostics import Span, warning
from akkoord.records import (
    ClauseRow,
    DocumentRow,
    Entry,
    FileRow,
    Ledger,
    LedgerState,
    Manifest,
    Program,
    appended,
)
from akkoord.writers.html import Overview, OverviewPack, RedlineFiles, write_overview

CLAUSES = (ClauseRow("doel", "1.0", "vastgesteld", "ab", "clauses/a/doel/1.0.md"),)
FILES = tuple(FileRow(f"convenant.{sort}", "ab", 1) for sort in ("docx", "html", "pdf"))
CONVENANT = DocumentRow(
    "convenant", "Convenant", present=True, version="1.0", status="ready", files=FILES, clauses=CLAUSES
)
ABSENT = DocumentRow("convenant", "Convenant", present=False, reason="geen convenantperceel")


def pack(name: str, row: DocumentRow = CONVENANT, **fields: object) -> OverviewPack:
    provider = str(fields.pop("provider", f"Stichting {name}"))
    status = "ready" if row.present else ""
    own = FileRow("agenda.ics", "00", 1)
    manifest = Manifest(
        "r",
        "2023",
        "2023-01-01",
        name,
        provider,
        status,
        "",
        Program("akkoord", "0", {}),
        None,
        None,
        (),
        (own,),
        (row,),
    )
    return replace(OverviewPack(name, provider, (2, 4), manifest, ()), **fields)


def whole(overview: Overview) -> bytes:
    return b"".join(piece for _, piece in write_overview(overview))


def page(*packs: OverviewPack, findings=()) -> bytes:
    return whole(Overview("Voorbeeld", "2023", "2023-01-01", "nl-NL", packs, findings))


def rows(data: bytes):
    return html.fromstring(data.decode()).xpath("//div[@class='table']//tbody/tr")


def test_every_pack_has_a_row_with_links_to_its_files() -> None:
    (row,) = rows(page(pack("een")))
    links = row.xpath(".//a[not(starts-with(@href, '#'))]/@href")
    assert links == [
        "een/convenant.docx",
        "een/convenant.html",
        "een/convenant.pdf",
        "een/agenda.ics",
        "een/manifest.json",
    ]
    assert dict(row.attrib) == {
        "data-lots": "2 4",
        "data-status": "ready",
        "data-life": "none",
        "data-documents": "convenant",
    }
    assert row.xpath("./th/@scope") == ["row"]


def test_the_reason_of_absence_and_the_findings_are_told() -> None:
    found = (warning("SPC012", "`admission` is niet nodig", Span("contracts/r/providers/een.yaml", 3, 1)),)
    (row,) = rows(page(pack("een", ABSENT, findings=found)))
    text = row.text_content()
    absent = row.xpath("./td[4]/details")[0]
    assert absent.text_content() == "1 document niet, met de redenConvenant: geen convenantperceel"
    assert "waarschuwing[SPC012]: `admission` is niet nodig" in text
    assert "niets te tekenen" in text


def test_a_pack_that_failed_or_was_never_made_says_so() -> None:
    failed, missing = rows(page(pack("een", failed=True), pack("twee", manifest=None, findings=None)))
    assert "De bestanden zijn van een eerdere keer." in failed.text_content()
    assert "nog niet gemaakt" in missing.text_content()
    assert "niet bekend" in missing.text_content()


def test_what_was_recorded_of_a_pack_is_told_number_by_number() -> None:
    ledger = Ledger("r/2023/een")
    for number, state, day in ((1, "ready", 1), (1, "sent", 2), (2, "ready", 5)):
        more = {"supersedes": number - 1}
        entry = Entry(ledger.pack, number, LedgerState(state), date(2023, 1, day), "A.", f"{number}" * 64, **more)
        ledger, _ = appended(ledger, entry)
    third = replace(pack("vier").manifest, number=2, supersedes=1)
    sent = Ledger(ledger.pack, ledger.entries[:2], "")
    told = page(pack("een", ledger=ledger), pack("twee", ledger=None), pack("vier", ledger=sent, manifest=third))
    one, unread, four = rows(told)
    assert one.xpath("./td[3]//li/text()") == [
        "pakket 1: verzonden sinds 02-01-2023",
        "pakket 2: gereed sinds 05-01-2023, vervangt pakket 1",
    ]
    assert [row.get("data-life") for row in (one, unread, four)] == ["sent", "unreadable", "sent"]
    assert "niet te lezen" in unread.text_content()
    assert "pakket 2: niet vastgelegd; anders dan pakket 1" in four.text_content()
    assert html.fromstring(told.decode()).xpath("//select[@id='life']/option/@value") == ["", "unreadable", "sent"]


def test_a_comparison_is_told_document_by_document() -> None:
    files = ("bijlage-x-was-wordt.html", "convenant-naast-elkaar.html", "convenant-redline.docx")
    (row,) = rows(page(pack("een", redlines=(RedlineFiles("2022", files),))))
    (made,) = row.xpath("./td[4]/details")
    assert made.xpath("string(summary)") == "Vergeleken met editie 2022: 2 documenten"
    assert made.xpath(".//a/@href") == [f"redline/2022/een/{name}" for name in files]
    assert [item.text for item in made.xpath(".//li")] == ["bijlage-x: ", "Convenant: "]
    assert made.xpath(".//a/text()") == ["was-wordt", "naast elkaar", "bijgehouden wijzigingen (DOCX)"]


def test_packs_with_the_same_clauses_share_a_composition() -> None:
    other = replace(CONVENANT, clauses=(replace(CLAUSES[0], version="1.1"),))
    root = html.fromstring(page(pack("een"), pack("twee"), pack("drie", other)).decode())
    compositions = root.xpath("//details[@class='composition']")
    assert [c.xpath(".//tbody/tr/td[1]/text()") for c in compositions] == [["1.0"], ["1.1"]]
    targets = root.xpath("//div[@class='table']//a[starts-with(@href, '#')]/@href")
    assert targets == ["#composition:1", "#composition:1", "#composition:2"]
    assert {c.get("id") for c in compositions} == {t[1:] for t in targets}


def test_without_script_nothing_is_hidden_but_the_filters() -> None:
    root = html.fromstring(page(pack("een")).decode())
    assert [e.get("id") for e in root.xpath("//*[@hidden]")] == ["filters"]
    controls = root.xpath("//input/@id | //select/@id")
    assert controls == ["search", "lot", "status", "life", "document"]
    assert root.xpath("//label/@for") == controls


def test_the_page_asks_for_nothing_outside_it() -> None:
    root = html.fromstring(page(pack("een")).decode())
    assert not root.xpath("//@src | //link | //img | //iframe")
    assert all(not re.match(r"[a-z]+:|//", link) for link in root.xpath("//@href"))


HOSTILE = st.text(max_size=40) | st.sampled_from(
    [
        "</script><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&amp;<b>",
        "' onclick='x",
        "{{7*7}}",
        "\x00\ud800",
    ]
)


@given(name=HOSTILE, provider=HOSTILE, reason=HOSTILE, message=HOSTILE, file=HOSTILE)
@settings(max_examples=60)
def test_data_never_becomes_markup(name: str, provider: str, reason: str, message: str, file: str) -> None:
    safe = name.encode("utf-8", "replace").decode()
    row = replace(CONVENANT, title=provider, files=(FileRow(file.encode("utf-8", "replace").decode(), "ab", 1),))
    absent = replace(ABSENT, reason=reason)
    data = page(
        pack(safe, row, provider=provider, findings=(warning("ABC001", message),)),
        pack("twee", absent, provider=provider),
    )
    plain = page(pack("een"), pack("twee", ABSENT))
    here, there = (html.fromstring(d.decode()) for d in (data, plain))
    assert len(here.xpath("//script")) == len(there.xpath("//script")) == 1
    assert not here.xpath("//img | //b | //@onclick | //@onerror")
    assert [e.tag for e in here.iter("form", "table", "section", "main")] == [
        e.tag for e in there.iter("form", "table", "section", "main")
    ]


def test_a_thousand_packs_stay_small() -> None:
    assert len(page(*(pack(f"aanbieder-{n}") for n in range(1000)))) < 2_000_000


def test_the_register_the_calendar_and_the_tender_model_are_a_link_away() -> None:
    links = (("contractregister.xlsx", "Contractregister (XLSX)"),)
    overview = Overview("Voorbeeld", "2023", "2023-01-01", "nl-NL", (pack("een"),), (), links, pack("tendermodel"))
    there = html.fromstring(whole(overview).decode())
    assert there.xpath("//header//a/@href") == ["../../index.html", "contractregister.xlsx"]
    assert "tendermodel/convenant.pdf" in there.xpath("//section[h2='Tendermodel']//a/@href")


def test_what_many_packs_share_is_told_once_and_counted_in_each() -> None:
    shared = [warning("R153", f"norm {number}", Span("a.md", number, 1)) for number in (1, 2)]
    few = warning("R150", "plek", Span("b.md", 1, 1))
    own = warning("R066", "postcode", Span("c.yaml", 1, 1))
    packs = [pack(f"p{n}", findings=(*shared, *([few] if n < 3 else []), *([own] if n == 4 else []))) for n in range(5)]
    data = page(*packs, pack("schoon"), findings=(warning("R105", "klasse", Span("region.yaml", 1, 1)),))
    cells = [row.xpath("./td")[4] for row in rows(data)]
    counts = [cell.xpath(".//summary")[0].text_content() for cell in cells]
    assert counts == ["waarschuwing: 3"] * 3 + ["waarschuwing: 2", "waarschuwing: 3", "geen eigen"]
    assert all("norm 1" not in cell.text_content() for cell in cells)
    assert ["plek" in cell.text_content() for cell in cells] == [True, True, True, False, False, False]
    assert ["postcode" in cell.text_content() for cell in cells] == [False, False, False, False, True, False]
    links = [[(a.get("href"), a.text_content()) for a in cell.xpath(".//a")] for cell in cells]
    everybody = ("#findings:all", "voor alle pakketten")
    assert links == [[("#findings:1", "samen met 4 andere pakketten"), everybody]] * 5 + [[everybody]]
    (group,) = html.fromstring(data.decode()).xpath("//details[@id='findings:1']")
    assert "Pakketten: p0, p1, p2, p3, p4." in group.text_content()
    assert [item.text_content().splitlines()[0] for item in group.xpath(".//li")] == [
        "waarschuwing[R153]: norm 1",
        "waarschuwing[R153]: norm 2",
    ]
    (general,) = html.fromstring(data.decode()).xpath("//details[@id='findings:all']")
    assert "klasse" in general.text_content()
