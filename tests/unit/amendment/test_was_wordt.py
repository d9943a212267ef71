"""The was-wordt table of an addendum: what is long gets more rows, since no page breaks a row."""

from akkoord.amendment.drafting import drafted
from akkoord.amendment.parts import parts_of
from akkoord.spec import ReferenceStyle
from akkoord.tree import Paragraph, Table, TableRow, plain_text
from support.instrument import instrument, pairing_of

HEAD = "Artikel 1 Prijzen\n1. De prijzen staan in de tabel.\n| Code | Omschrijving | Bedrag |\n"


def prices(count: int, year: int) -> str:
    rows = (f"| P{n} | Behandeling van het soort nummer {n} | {n + year} |" for n in range(1, count + 1))
    return HEAD + "\n".join(rows)


def cells(row: TableRow) -> list[list[str]]:
    return [[plain_text(b.children) for b in cell.children if isinstance(b, Paragraph)] for cell in row.cells]


def was_wordt(old: str, new: str) -> list[list[list[str]]]:
    pairing = pairing_of(instrument(old), instrument(new))
    parts = parts_of(pairing, drafted(pairing), ReferenceStyle.LID)
    (table,) = (block for block in parts.table if isinstance(block, Table))
    return [cells(row) for row in table.rows]


def test_a_short_change_has_one_row():
    (row,) = was_wordt(prices(3, 2023), prices(3, 2024))
    assert row[0] == ["1"]
    assert len(row[2]) == len(row[3])


def test_a_long_table_goes_on_in_rows_of_its_own_and_nothing_is_lost():
    rows = was_wordt(prices(60, 2023), prices(60, 2024))
    assert len(rows) > 2
    first, *others = rows
    assert all(row[0] == ["1"] and row[1] == row[4] == ["(vervolg)"] for row in others)
    assert first[1] != ["(vervolg)"]
    # A page has some fifty lines of this table.
    assert all(sum(1 + len(words) // 24 for words in side) <= 40 for row in rows for side in row[2:4])
    said = [" ".join(words for row in rows for words in row[side]) for side in (2, 3)]
    for n in range(1, 61):
        assert f"P{n} " in said[0]
        assert f"P{n} " in said[1]


def test_a_long_new_article_goes_on_too():
    old = "Artikel 1 Doel\n1. Het doel."
    lids = "\n".join(f"{n}. Bepaling {n} van een lang artikel dat een hele bladzijde vraagt." for n in range(1, 31))
    rows = was_wordt(old, f"{old}\nArtikel 2 Lang\n{lids}")
    assert len(rows) > 1
    assert all(row[2] == ["(nieuw)"] for row in rows)
    assert [words for row in rows for words in row[3]][-1].startswith("30. Bepaling 30")
