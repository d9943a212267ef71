"""A workbook (XLSX), read with our own bounded reader.

Not by the library that writes ours: that one gives binary fractions for numbers, no places,
and stops at the first fault. What may not be in a register (formulas, merged cells, macros,
links to other files) is refused here.

Source:
    ISO/IEC 29500-1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, error, has_errors, warning
from akkoord.ooxml import Limits, Package, XmlError, read_archive
from akkoord.ooxml.xml import Element
from akkoord.readers.sheets.cell import Sheet
from akkoord.readers.sheets.number_formats import date_styles, percent_styles
from akkoord.readers.sheets.worksheet import Book, read_worksheet, string_text

_LIMITS = Limits(entries=500, entry_bytes=24 * 2**20, total_bytes=48 * 2**20)
_MAIN_TYPE = "spreadsheetml.sheet.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_ACTIVE = (
    (re.compile(r"vbaproject\.bin$|/macrosheets/"), "macro's"),
    (re.compile(r"/externallinks/"), "koppelingen naar een ander bestand"),
    (re.compile(r"/connections\.xml$|/querytables/"), "verbindingen met gegevens buiten het bestand"),
    (re.compile(r"/activex/|/ctrlprops/"), "besturingselementen"),
    (re.compile(r"/embeddings/"), "ingesloten bestanden"),
)


class _Listed(Struct, frozen=True):
    name: str
    part: str
    hidden: bool


def read_workbook(data: bytes, file: str) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    """The sheets of the workbook in `data` in their order; none when a finding stops it.

    The file of a span is `name.xlsx!sheet`, its line the row and its column the column.
    """
    try:
        package = Package(file, read_archive(data, file, _LIMITS))
        main = _main_part(package)
        found = _active_parts(package)
        if has_errors(found):
            return (), found
        return _sheets(package, main)
    except AkkoordError as refused:
        return (), refused.diagnostics


class WorkbookError(AkkoordError):
    """A zip that is no workbook (SHT010)."""


def _main_part(package: Package) -> str:
    main = package.related("", "officeDocument") if _CONTENT_TYPES in package.parts else None
    if main is None or _MAIN_TYPE not in package.content_type(main):
        found = package.content_type(main) if main else ""
        what = "heeft macro's" if "macroEnabled" in found else "is geen Excel-werkmap"
        message = f"`{package.file}` {what}; verwacht: een werkmap zonder macro's (.xlsx)"
        raise WorkbookError(error("SHT010", message, Span(package.file), "sla het op als Excel-werkmap (.xlsx)"))
    return main


def _active_parts(package: Package) -> tuple[Diagnostic, ...]:
    names = [f"/{name.lower()}" for name in package.parts]
    said = [what for pattern, what in _ACTIVE if any(pattern.search(name) for name in names)]
    return tuple(
        error("SHT011", f"`{package.file}` heeft {what}; die worden niet gelezen", Span(package.file), "haal ze weg")
        for what in said
    )


def _sheets(package: Package, main: str) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    workbook = package.xml(main)
    properties = next(workbook.iter("{*}workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    strings = _optional(package, main, "sharedStrings")
    shared = tuple(string_text(s) for s in strings.iterchildren("{*}si")) if strings is not None else ()
    styles = _optional(package, main, "styles")
    book = Book(shared, date_styles(styles), percent_styles(styles), since_1904)
    sheets: list[Sheet] = []
    found: list[Diagnostic] = []
    for listed in _listed(package, main, workbook):
        place = Span(f"{package.file}!{listed.name}")
        if listed.part not in package.parts:
            found.append(error("SHT012", f"het blad `{listed.name}` ontbreekt in het bestand", place))
            continue
        hidden = warning("SHT013", f"het blad `{listed.name}` is verborgen; het is wel gelezen", place)
        try:
            sheets.append(
                read_worksheet(package.xml(listed.part), listed.name, place, book, (hidden,) if listed.hidden else ())
            )
        except XmlError as broken:
            found += broken.diagnostics
    return tuple(sheets), tuple(found)


def _optional(package: Package, main: str, kind: str) -> Element | None:
    part = package.related(main, kind)
    return package.xml(part) if part else None


def _listed(package: Package, main: str, workbook: Element) -> list[_Listed]:
    targets = {r.id: r.target for r in package.relationships(main) if r.kind == "worksheet" and not r.external}
    return [
        _Listed(s.get("name", ""), targets[identifier], s.get("state", "visible") != "visible")
        for s in workbook.iter("{*}sheet")
        if (identifier := _relationship_id(s)) in targets
    ]


def _relationship_id(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")  # strict or not
