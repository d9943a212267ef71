"""The heading row of a sheet: which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error, nearest, warning
from akkoord.readers.sheets import Sheet
from akkoord.spec.register.layout import ChildSheet, Column, Family, Shape

_NUMBERED = re.compile(r"(.+) ([1-9][0-9]?): (.+)")


class Place(Struct, frozen=True):
    """What a column of a sheet is: a column of the family, or of its child number `number`."""

    column: Column
    child: ChildSheet | None = None
    number: int = 1


class Headings(Struct, frozen=True):
    """The columns of a sheet by number, and the line of the row they stand in."""

    places: Mapping[int, Place]
    line: int


def main_headings(sheet: Sheet, family: Family) -> tuple[Headings, tuple[Diagnostic, ...]]:
    """The columns of a main sheet; children may stand in it."""
    known = {column.heading: Place(column) for column in family.columns}
    for child in family.children:
        known |= {child.heading(column, 1): Place(column, child) for column in child.columns}
    return _headings(sheet, known, family.children)


def child_headings(sheet: Sheet, parent: Column, child: ChildSheet) -> tuple[Headings, tuple[Diagnostic, ...]]:
    """The columns of a child sheet; `parent` is the one that says to which row of the main sheet a row belongs."""
    return _headings(sheet, {column.heading: Place(column) for column in (parent, *child.columns)}, ())


def missing(headings: Headings, needed: Iterable[Place], sheet: Sheet) -> tuple[Diagnostic, ...]:
    """A finding for each column that must be there and is not."""
    there = set(headings.places.values())
    return tuple(
        error(
            "REG003",
            f"de kolom `{_shown(place)}` ontbreekt op blad `{sheet.name}`",
            Span(sheet.span.file, headings.line),
            f"voeg de kolom `{_shown(place)}` toe",
        )
        for place in needed
        if place not in there
    )


def _shown(place: Place) -> str:
    return place.child.heading(place.column, place.number) if place.child else place.column.heading


def _headings(
    sheet: Sheet, known: Mapping[str, Place], children: tuple[ChildSheet, ...]
) -> tuple[Headings, tuple[Diagnostic, ...]]:
    row = sheet.rows[0]
    folded = {heading.casefold(): place for heading, place in known.items()}
    places: dict[int, Place] = {}
    first: dict[Place, Span] = {}
    found: list[Diagnostic] = []
    for number, cell in row.cells.items():
        heading = " ".join(str(cell.value).split())
        place = folded.get(heading.casefold()) or _numbered(heading, folded, children)
        if place is None:
            found.append(_unknown(heading, known, cell.span, sheet))
        elif place in first:
            message = f"de kolom `{heading}` staat twee keer op blad `{sheet.name}`; verwacht: een keer"
            related = (Related(first[place], "de eerste keer"),)
            found.append(Diagnostic(Severity.ERROR, "REG002", message, cell.span, (), related))
        else:
            places[number] = place
            first[place] = cell.span
    return Headings(places, row.span.line), tuple(found)


def _numbered(heading: str, known: Mapping[str, Place], children: tuple[ChildSheet, ...]) -> Place | None:
    match = _NUMBERED.fullmatch(heading)
    if match is None or not any(
        c.shape is Shape.RECORDS and c.singular.casefold() == match[1].casefold() for c in children
    ):
        return None
    first = known.get(f"{match[1]} 1: {match[3]}".casefold())
    return Place(first.column, first.child, int(match[2])) if first else None


def _unknown(heading: str, known: Mapping[str, Place], span: Span, sheet: Sheet) -> Diagnostic:
    """An error when a known heading comes near, for then a value would be lost by a typing error."""
    message = f"de kolom `{heading[:60]}` op blad `{sheet.name}` is onbekend"
    if nearest(heading, known):
        return error("REG001", message, span, did_you_mean(heading, known))
    return warning("REG001", f"{message} en wordt niet gelezen", span)
