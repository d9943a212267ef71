"""Sheets of a register as records of the YAML, with the cell that each value stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error, in_order, nearest, warning
from akkoord.readers.sheets import Cell, Row, Sheet
from akkoord.readers.yaml import Path, YamlValue
from akkoord.spec.register.cells import CellError, cell_value
from akkoord.spec.register.families import FAMILIES, sheet_names
from akkoord.spec.register.headings import Headings, Place, child_headings, main_headings, missing
from akkoord.spec.register.layout import (
    ChildSheet,
    Column,
    Family,
    Kind,
    Rule,
    Schema,
    Shape,
    child_is_required,
    child_rules,
    main_rules,
)

Record = dict[str, YamlValue]


class Entry(Struct):
    """A row of a main sheet with its children.

    `data` holds only the keys whose columns the register has: what it says nothing of is
    not in it, and None stands for an empty cell. `spans` has the cell of each value by path.
    """

    id: str
    span: Span
    data: Record = field(default_factory=dict[str, YamlValue])
    main: Record = field(default_factory=dict[str, YamlValue])
    """What the row of the main sheet itself says."""
    spans: dict[Path, Span] = field(default_factory=dict[Path, Span])

    def place(self, path: Path) -> Span:
        """The cell of the value at `path`, or of the nearest value around it."""
        around = (path[:n] for n in range(len(path), -1, -1))
        return next((self.spans[p] for p in around if p in self.spans), self.span)


class Register(Struct, frozen=True):
    """The rows of each sort of record by the name of its schema; a sort without a sheet is not in it.

    `headings` are those of every sheet, by the file of its cells and the number of the column.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    headings: Mapping[str, Mapping[int, str]]


def read_register(sheets: Sequence[Sheet], schemas: Mapping[str, Schema]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """The register in `sheets`. `schemas` are those of the YAML files by name (`provider`, `initiatives`).

    A register with findings that are errors is not to be used: values may be missing from it.
    """
    named, found = _named(sheets)
    entries: dict[str, tuple[Entry, ...]] = {}
    for family in FAMILIES:
        reading = _Reading(family, schemas[family.schema], named, found)
        if family.name in named:
            entries[family.schema] = reading.entries()
        else:
            found += reading.without_parent()
    if not entries:
        message = "er is geen blad dat Akkoord kent; verwacht: " + " of ".join(f"`{f.name}`" for f in FAMILIES)
        found.append(error("REG004", message, sheets[0].span if sheets else None))
    headings = {s.span.file: {n: str(c.value) for n, c in s.rows[0].cells.items()} for s in sheets if s.rows}
    return Register(entries, headings), in_order(found)


def _named(sheets: Sequence[Sheet]) -> tuple[dict[str, Sheet], list[Diagnostic]]:
    """The sheets that are known, by their own name; a single unknown sheet with content is known by its columns."""
    known = {name.casefold(): name for name in sheet_names()}
    filled = [sheet for sheet in sheets if sheet.rows]
    if len(filled) == 1 and filled[0].name.strip().casefold() not in known:
        return {_family_of(filled[0]).name: filled[0]}, list(filled[0].findings)
    named: dict[str, Sheet] = {}
    found: list[Diagnostic] = []
    for sheet in filled:
        name = known.get(sheet.name.strip().casefold())
        if name is not None:
            named[name] = sheet
            found += sheet.findings
            continue
        message = f"het blad `{sheet.name}` is onbekend"
        if nearest(sheet.name, known.values()):
            found.append(error("REG004", message, sheet.span, did_you_mean(sheet.name, known.values())))
        else:
            found.append(warning("REG004", f"{message} en wordt niet gelezen", sheet.span))
    return named, found


def _family_of(sheet: Sheet) -> Family:
    headings = {str(cell.value).casefold() for cell in sheet.rows[0].cells.values()}
    return max(FAMILIES, key=lambda f: len(headings & {c.heading.casefold() for c in f.columns}))


class _Reading(Struct):
    """Reads one family of sheets."""

    family: Family
    schema: Schema
    sheets: Mapping[str, Sheet]
    found: list[Diagnostic]
    by_id: dict[str, Entry] = field(default_factory=dict[str, Entry])
    broken: frozenset[Span | None] = frozenset()
    """Cells that could not be read; nothing more is said of them."""
    rules: Mapping[Column, Rule] = field(default_factory=dict[Column, Rule])
    """Those of the main sheet."""

    def __post_init__(self) -> None:
        self.rules = main_rules(self.family, self.schema)
        self.broken = frozenset(d.span for d in self.found if d.severity is Severity.ERROR)

    def without_parent(self) -> Iterator[Diagnostic]:
        """Sheets of children whose main sheet is not there."""
        for child in self.family.children:
            if sheet := self.sheets.get(child.name):
                message = f"bij blad `{child.name}` hoort het blad `{self.family.name}`, dat er niet is"
                yield error("REG004", message, sheet.span)

    def entries(self) -> tuple[Entry, ...]:
        """All rows of the main sheet, with their children from wherever they stand."""
        sheet = self.sheets[self.family.name]
        headings, found = main_headings(sheet, self.family)
        self.found += found
        self.found += missing(headings, (Place(c) for c, rule in self.rules.items() if rule.required), sheet)
        inside = {place.child for place in headings.places.values() if place.child}
        for row in sheet.rows[1:]:
            self._main_row(row, headings)
        for child in self.family.children:
            if child in inside and child.name in self.sheets:
                message = f"`{child.name}` staat als blad en als kolom op blad `{sheet.name}`; verwacht: een van beide"
                self.found.append(error("REG005", message, self.sheets[child.name].span))
            elif child.name in self.sheets:
                self._child_sheet(child, self.sheets[child.name])
        return tuple(self.by_id.values())

    def _main_row(self, row: Row, headings: Headings) -> None:
        entry = Entry("", row.span)
        groups: dict[ChildSheet, dict[int, dict[Column, int]]] = {}
        for number, place in headings.places.items():
            if place.child is not None:
                groups.setdefault(place.child, {}).setdefault(place.number, {})[place.column] = number
                continue
            span = Span(row.span.file, row.span.line, number)
            value = self._value(row.cells.get(number), span, place.column, self.rules[place.column])
            _put(entry, place.column.path, value, span)
        key = self.family.key
        entry.id = _text(entry.data.get(key[0]))
        entry.span = entry.spans.get(key, row.span)
        first = self.by_id.get(entry.id)
        if first is not None and self.family.grouped and first.main == entry.data:
            entry = first
        else:
            entry.main = dict(entry.data)
        for child, numbered in groups.items():
            self._inside(entry, row, child, numbered, begin=entry is not first)
        if not entry.id or entry is first:
            return
        if first is not None:
            column = self.family.key_column.heading
            message = f"`{entry.id}` staat twee keer op blad `{self.family.name}`; verwacht: elke `{column}` een keer"
            related = (Related(first.span, "de eerste keer"),)
            self.found.append(Diagnostic(Severity.ERROR, "REG006", message, entry.span, (), related))
            return
        self.by_id[entry.id] = entry

    def _inside(
        self, entry: Entry, row: Row, child: ChildSheet, numbered: Mapping[int, Mapping[Column, int]], *, begin: bool
    ) -> None:
        """A child that stands in columns of the main sheet; `begin` False for a row that brings more of it."""
        rules = child_rules(self.family, child, self.schema)
        first_column = min(min(columns.values()) for columns in numbered.values())
        if begin:
            self._begin(entry, child, Span(row.span.file, row.span.line, first_column))
        for _, columns in sorted(numbered.items()):
            cells = {column: row.cells.get(number) for column, number in columns.items()}
            if not any(cells.values()):
                continue
            places = {column: Span(row.span.file, row.span.line, number) for column, number in columns.items()}
            if child.shape is Shape.SCALARS:
                self._listed(entry, child, next(iter(cells.values())), rules)
            else:
                self._add(entry, child, self._record(cells, places, rules), min(places.values()))

    def _listed(self, entry: Entry, child: ChildSheet, cell: Cell | None, rules: Mapping[Column, Rule]) -> None:
        """Plain values in one cell, with `;` or `,` between them."""
        ((column, rule),) = rules.items()
        if cell is None:
            return
        parts = cell.value.replace(",", ";").split(";") if isinstance(cell.value, str) else [cell.value]
        for part in parts:
            single = Cell(part.strip() if isinstance(part, str) else part, cell.span)
            if single.value != "":
                self._add(entry, child, (self._value(single, cell.span, column, rule), {}), cell.span)

    def _child_sheet(self, child: ChildSheet, sheet: Sheet) -> None:
        parent = Column(self.family.singular, ())
        headings, found = child_headings(sheet, parent, child)
        rules = child_rules(self.family, child, self.schema)
        needed = [Place(parent), *(Place(column) for column, rule in rules.items() if rule.required)]
        absent = missing(headings, needed, sheet)
        self.found += (*found, *absent)
        if absent:
            return
        for entry in self.by_id.values():
            self._begin(entry, child, entry.span)
        numbers = {place.column: number for number, place in headings.places.items()}
        for row in sheet.rows[1:]:
            entry = self._parent(row, numbers[parent], sheet)
            places = {c: Span(row.span.file, row.span.line, n) for c, n in numbers.items() if c != parent}
            record = self._child_record(child, {c: row.cells.get(numbers[c]) for c in places}, places, rules)
            if entry is not None:
                self._add(entry, child, record, min(places.values()))

    def _child_record(
        self,
        child: ChildSheet,
        cells: Mapping[Column, Cell | None],
        places: Mapping[Column, Span],
        rules: Mapping[Column, Rule],
    ) -> tuple[YamlValue, dict[Path, Span]]:
        if child.shape is not Shape.SCALARS:
            return self._record(cells, places, rules)
        ((column, rule),) = rules.items()
        return self._value(cells[column], places[column], column, rule), {}

    def _parent(self, row: Row, number: int, sheet: Sheet) -> Entry | None:
        """The record of the main sheet that a row of a child sheet belongs to."""
        span = Span(row.span.file, row.span.line, number)
        cell = row.cells.get(number)
        name = self._key(cell)
        entry = self.by_id.get(name)
        if entry is None:
            what = f"`{name[:60]}` staat niet op blad `{self.family.name}`" if name else "de cel is leeg"
            column = self.family.key_column.heading
            which = f"een `{column}` van dat blad in kolom `{self.family.singular}`"
            hint = did_you_mean(name, self.by_id) if name else ""
            self.found.append(error("REG007", f"{what}; verwacht: {which}", span, hint))
        return entry

    def _key(self, cell: Cell | None) -> str:
        """The key in a cell of a child sheet, in the form in which the main sheet keeps it."""
        if cell is None:
            return ""
        column = self.family.key_column
        rule = self.rules[column]
        if rule.kind is not Kind.DATE:
            return str(cell.value)
        try:
            return _text(cell_value(cell, column, rule))
        except CellError:
            return str(cell.value)

    def _begin(self, entry: Entry, child: ChildSheet, span: Span) -> None:
        """From here on the register says what this child holds, be it nothing."""
        around = _around(entry, child, make=False)
        if around is None:
            return
        needed = child.shape is not Shape.RECORD and child_is_required(self.family, child, self.schema)
        around[child.path[-1]] = [] if needed else None
        entry.spans[child.path] = span

    def _add(self, entry: Entry, child: ChildSheet, record: tuple[YamlValue, dict[Path, Span]], span: Span) -> None:
        value, spans = record
        around = _around(entry, child, make=True)
        if around is None:
            message = f"`{entry.id}` heeft een rij op blad `{child.name}`, maar geen op blad `{self._outer(child)}`"
            self.found.append(error("REG012", f"{message}; verwacht: ook daar een rij", span))
            return
        listed = around.get(child.path[-1])
        if child.shape is Shape.RECORD:
            if listed is not None:
                message = f"een tweede rij voor `{entry.id}` op blad `{child.name}`; verwacht: hoogstens een"
                self.found.append(error("REG006", message, span))
                return
            path: Path = child.path
            around[child.path[-1]] = value
        else:
            rows = listed if isinstance(listed, list) else []
            around[child.path[-1]] = rows
            path = child.path
            if child.shape is Shape.GROUPS:
                rows, path, value = _grouped(entry, child, rows, value, spans)
            path = (*path, len(rows))
            rows.append(value)
        entry.spans[path] = span
        entry.spans |= {(*path, *inner): place for inner, place in spans.items()}

    def _outer(self, child: ChildSheet) -> str:
        """The name of the sheet of what is around a child."""
        return next(other.name for other in self.family.children if other.path == child.path[:-1])

    def _record(
        self, cells: Mapping[Column, Cell | None], places: Mapping[Column, Span], rules: Mapping[Column, Rule]
    ) -> tuple[YamlValue, dict[Path, Span]]:
        part = Entry("", min(places.values()))
        for column, cell in cells.items():
            if column.path:
                _put(part, column.path, self._value(cell, places[column], column, rules[column]), places[column])
        return part.data, part.spans

    def _value(self, cell: Cell | None, span: Span, column: Column, rule: Rule) -> YamlValue:
        """The value of a cell; None for an empty one that may be empty, and after a finding."""
        if cell is None:
            if rule.required and not rule.may_be_empty and span not in self.broken:
                message = f"de cel in kolom `{column.heading}` is leeg; verwacht: {rule.expected}"
                self.found.append(error("REG008", message, span))
            return "" if rule.required and rule.may_be_empty else None
        try:
            return cell_value(cell, column, rule)
        except CellError as refused:
            self.found.append(refused.diagnostic)
            return None


def _text(value: YamlValue) -> str:
    """A key as text; a date as in the YAML."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _around(entry: Entry, child: ChildSheet, *, make: bool) -> Record | None:
    """The record that the key of a child stands in; None where the register says that it is not there.

    `make` is whether it is begun where the register says nothing of it.
    """
    around: Record = entry.data
    for step in child.path[:-1]:
        inner = around.setdefault(step, {}) if make else around.get(step)
        if not isinstance(inner, dict):
            return None
        around = inner
    return around


def _grouped(
    entry: Entry, child: ChildSheet, groups: list[YamlValue], value: YamlValue, spans: dict[Path, Span]
) -> tuple[list[YamlValue], Path, YamlValue]:
    """The rows of the group that a row belongs to, with their path, and the row without what names the group."""
    key = child.columns[0].path[-1]
    assert isinstance(value, dict), "a row of a group is a record"  # noqa: S101  a bug of ours
    name = value.pop(key)
    place = spans.pop((key,))
    for number, group in enumerate(groups):
        if isinstance(group, dict) and group[key] == name and isinstance(there := group[child.inner], list):
            return there, (*child.path, number, child.inner), value
    rows: list[YamlValue] = []
    groups.append({key: name, child.inner: rows})
    entry.spans[(*child.path, len(groups) - 1, key)] = place
    return rows, (*child.path, len(groups) - 1, child.inner), value


def _put(entry: Entry, path: tuple[str, ...], value: YamlValue, span: Span) -> None:
    node = entry.data
    for step in path[:-1]:
        inner = node.setdefault(step, {})
        assert isinstance(inner, dict), "the columns of a register name no key twice"  # noqa: S101  a bug of ours
        node = inner
    node[path[-1]] = value
    entry.spans[path] = span
