"""No amount, code or title is broken in its column of a table of rates, also in a font wider than that of the house."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from akkoord.assembly import assemble, prepare
from akkoord.assembly.lettering import width
from akkoord.tree import Table, all_blocks, plain_text
from support.mini_project import mini_project

EM = 9.5 * 25.4 / 72  # the text of a table, in millimetres
MARGINS = 4.0  # of a cell in the Word template
LINE = 160
# Advances of DejaVu Sans, in thousandths of an em: what LibreOffice takes where it has neither Calibri nor Carlito.
FIGURES = {**dict.fromkeys("0123456789€", 636), **dict.fromkeys(".,\u00a0 ", 318), "×": 838, "=": 838, "-": 361}
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
THIN = (613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592)
THICK = (675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652)
CELLS = {**FIGURES, **dict(zip(ALPHABET, (*THIN, 818, 592, 592, 525), strict=True)), "V": 684}
TITLES = {
    **dict(zip(ALPHABET, (*THICK, 924, 645, 652, 582), strict=True)),
    **dict.fromkeys("0123456789", 696),
    "B": 762,
    "C": 734,
    "E": 683,
    "H": 837,
    "T": 682,
}
PROJECT = """@@ region
lot_kinds: [{kind: verblijf, units: [etmaal]}]
lots: [{number: 2, name: twee, kinds: [verblijf]}]
@@ rates
example: true
rates:
  - valid_from: 2023-01-01
    index: {percentage: 4.62, year: 2023, source: voorbeeldcijfer, rounding: half_up_cent}
    lots:
      - lot: 2
        rows:
          - {code: V1, kind: verblijf, description: Bed, unit: etmaal, base: BASE, amount: RATE, higher_amount: HIGHER}
@@ document overeenkomst
parts:
  - annex: Bijlage
    id: bijlage
    for_each: percelen
    content:
      - rates: verblijf
        caption: Bedden
        columns: [Code, Omschrijving, Eenheid, "Basis 2022", "Tarief 2023"]
        derivation: Herleiding
        higher: {document: convenant, column: Hoger tarief}
@@ document convenant
instrument: multilateral
parts: [{chapter: Een, id: een, content: [omega]}]
@@ clause omega
Slot.
@@ assemble overeenkomst a
"""


def shown(words, widths):
    return EM * sum(widths[sign] for sign in words) / 1000


def columns(table):
    """Per column the share of the line in millimetres, the words of its title, and those of its cells."""
    for number, share in enumerate(table.widths):
        title, *cells = (row.cells[number] for row in (table.header, *table.rows))
        words = [plain_text(paragraph.children) for cell in cells for paragraph in cell.children]
        yield share * LINE / sum(table.widths), plain_text(title.children[0].children), words


@given(st.integers(1, 90_000_00), st.integers(0, 5_000_00))
@example(14_102_78, 1)
@settings(max_examples=40, deadline=None)
def test_amounts_of_any_size_fit_their_column(cents, more):
    base = Decimal(cents) / 100
    rate = (base * Decimal("1.0462")).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    amounts = {"BASE": base, "RATE": rate, "HIGHER": rate + Decimal(more) / 100}
    text = PROJECT
    for name, amount in amounts.items():
        text = text.replace(name, f"{amount:.2f}")
    project = mini_project(text)
    made = assemble(prepare(project.sources, project.edition), *project.wanted[0])
    assert made.diagnostics == ()
    (table,) = (block for block in all_blocks(made.document.body) if isinstance(block, Table))
    for number, (room, title, words) in enumerate(columns(table)):
        if number == 1:
            continue  # the description may go on to a next line, and within a long word
        assert max(shown(word, TITLES) for word in title.split(" ")) <= room - MARGINS
        assert max(shown(part, CELLS) for word in words for part in word.split(" ")) <= room - MARGINS


@given(st.text("0123456789.,€\u00a0 ×=-", max_size=30))
def test_figures_are_never_taken_for_narrower_than_they_are(words):
    assert width(words) >= shown(words, FIGURES) - 1e-9
