"""Sheets of cells with places, from a workbook (XLSX) or from text with separators (CSV)."""

from akkoord.readers.sheets.cell import Cell, CellValue, Row, Sheet
from akkoord.readers.sheets.separated import read_csv
from akkoord.readers.sheets.workbook import read_workbook

__all__ = ["Cell", "CellValue", "Row", "Sheet", "read_csv", "read_workbook"]
