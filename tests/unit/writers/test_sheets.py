"""What a person sees of a sheet who opens it."""

import io

from openpyxl import load_workbook

from akkoord.writers.sheets import Table, TableColumn, write_workbook


def height(*headings: str) -> float:
    columns = tuple(TableColumn(heading, "text", "", 10) for heading in headings)
    book = load_workbook(io.BytesIO(write_workbook((Table("Blad", columns, ()),), "titel")))
    return book["Blad"].row_dimensions[1].height


def test_the_headings_have_room_for_all_their_lines() -> None:
    assert height("Id") == 15
    assert height("Id", "Volgende indexering") == 30
    assert height("Eerste verlenging vervalt") == 45
