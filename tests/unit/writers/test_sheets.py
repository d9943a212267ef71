"""What a person sees of a sheet who opens it."""

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from akkoord.writers.sheets import Table, TableColumn, TableValue, write_workbook


def height(*headings: str) -> float:
    columns = tuple(TableColumn(heading, "text", "", 10) for heading in headings)
    book = load_workbook(io.BytesIO(write_workbook((Table("Blad", columns, ()),), "titel")))
    return book["Blad"].row_dimensions[1].height


def test_the_headings_have_room_for_all_their_lines() -> None:
    assert height("Id") == 15
    assert height("Id", "Volgende indexering") == 30
    assert height("Eerste verlenging vervalt") == 45


TEXTS = st.none() | st.sampled_from(["", " ", "a", "A", "1", "1 ", "=1", "'=1", "_x0041_", "_x005F_x0041_", "–", "\n"])
DAYS = st.none() | st.dates(date(1850, 1, 1), date(2100, 1, 1))
NUMBERS = st.none() | st.integers(-5, 5)
ROWS = st.lists(st.tuples(TEXTS, DAYS, NUMBERS), max_size=2).map(tuple)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_no_two_tables_give_the_same_workbook(
    one: tuple[tuple[TableValue, ...], ...], other: tuple[tuple[TableValue, ...], ...]
) -> None:
    columns = (TableColumn("A", "text", "", 10), TableColumn("B", "date", "", 10), TableColumn("C", "number", "", 10))
    first, second = (write_workbook((Table("Blad", columns, rows),), "titel") for rows in (one, other))
    assert (first == second) is (one == other)
