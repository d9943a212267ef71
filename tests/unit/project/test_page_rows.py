"""Rows of the page of an edition, taken from the page that stands there: the page is what it would be without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.diagnostics import Span, warning
from akkoord.project.page_rows import page_of
from akkoord.records import ClauseRow, DocumentRow, Entry, FileRow, Ledger, LedgerState, Manifest, Program
from akkoord.writers.html import Overview, OverviewPack, RedlineFiles, overview, write_overview

SHA = "ab" * 32
LISTS = tuple(
    tuple(ClauseRow(f"duur-{n}", version, "vastgesteld", SHA, "duur.md") for n in range(2)) for version in ("1.0", "2")
)
SHARED = [warning("R153", f"norm {number}", Span("a.md", number, 1)) for number in range(3)]
ENTRY = Entry("r/e/een", 1, LedgerState.READY, date(2023, 1, 2), "A. Voorbeeld", SHA)


@st.composite
def packs(draw: st.DrawFn, name: str) -> OverviewPack:
    """A pack of which anything may be otherwise that a page tells."""
    rows = tuple(
        DocumentRow(
            kind,
            draw(st.sampled_from((kind, f"{kind}: é <b>\nx"))),
            present=draw(st.booleans()),
            reason=draw(st.sampled_from(("", "nog `niet`"))),
            version=draw(st.sampled_from(("1.0", "1.1"))),
            status=draw(st.sampled_from(("ready", "concept"))),
            body_sha256=draw(st.sampled_from((SHA, "cd" * 32))),
            files=(FileRow(f"{kind}.pdf", "", 0),),
            clauses=draw(st.sampled_from(LISTS)),
        )
        for kind in ("convenant", "brief")
    )
    manifest = Manifest(
        "r", "e", "2023-01-01", name, name, draw(st.sampled_from(("ready", "concept"))), "", Program("", "", {}),
        None, None, (), draw(st.sampled_from(((), (FileRow("agenda.ics", "", 0),)))), rows,
        draw(st.integers(1, 2)), 0, draw(st.sampled_from(((), ("er ontbreekt iets",)))),
    )  # fmt: skip
    return OverviewPack(
        name,
        draw(st.sampled_from((name, ""))),
        draw(st.sampled_from(((2, 4), ()))),
        draw(st.sampled_from((manifest, None))),
        draw(st.sampled_from((None, (), tuple(SHARED[:1]), tuple(SHARED)))),
        draw(st.booleans()),
        draw(st.sampled_from(((), (RedlineFiles("2022", ("convenant-was-wordt.html",)),)))),
        draw(st.sampled_from((None, Ledger("r/e/een"), Ledger("r/e/een", (ENTRY,), "x")))),
        draw(st.sampled_from(("", "tekenpakket.zip"))),
    )


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1))
    general = draw(st.sampled_from(((), tuple(SHARED[:2]))))
    return Overview("Regio", "e", "2023-01-01", "nl-NL", tuple(draw(packs(name)) for name in names), general)


@settings(max_examples=60)
@given(made=st.lists(overviews(), min_size=2, max_size=3), changed=st.data())
def test_a_page_with_rows_of_the_former_one_is_what_it_would_be(
    tmp_path_factory: pytest.TempPathFactory, made: list[Overview], changed: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("bladzijde")
    last = made[-1]
    at = changed.draw(st.integers(0, len(last.packs) - 1))
    other = changed.draw(packs(last.packs[at].name))
    made.append(replace(last, packs=(*last.packs[:at], other, *last.packs[at + 1 :])))
    for one in made:
        content = b"".join(page_of(one, folder / "index.html", folder / "rows.json"))
        assert content == b"".join(piece for _, piece in write_overview(one))
        (folder / "index.html").write_bytes(content)


@pytest.mark.parametrize("touched", ["", "page", "rows"])
def test_only_the_row_of_a_pack_that_changed_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, touched: str
) -> None:
    written: list[str] = []
    real = overview.pack_documents

    def noted(pack: OverviewPack):
        written.append(pack.name)
        return real(pack)

    monkeypatch.setattr(overview, "pack_documents", noted)
    row = DocumentRow("convenant", "Convenant", present=True, clauses=LISTS[0])
    light = Manifest("r", "e", "2023-01-01", "", "", "ready", "", Program("", "", {}), None, None, (), (), (row,))
    before = Overview("Regio", "e", "2023-01-01", "nl", tuple(OverviewPack(n, n, (), light, ()) for n in "abc"), ())
    page, kept = tmp_path / "index.html", tmp_path / "rows.json"
    page.write_bytes(b"".join(page_of(before, page, kept)))
    match touched:
        case "page":
            page.write_bytes(page.read_bytes().replace(b"Regio", b"Rejio"))
        case "rows":
            kept.write_bytes(kept.read_bytes()[:-5])
        case _:
            pass
    written.clear()
    last = replace(before.packs[1], manifest=replace(light, status="concept"))
    list(page_of(replace(before, packs=(before.packs[0], last, before.packs[2])), page, kept))
    assert written == (["b"] if not touched else ["a", "b", "c"])
