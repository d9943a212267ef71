"""Records of the YAML as tables to fill in: the other way of `reading`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from akkoord.readers.yaml import YamlValue
from akkoord.spec.reading.record import one_line
from akkoord.spec.register.families import DEFAULTS, FAMILIES
from akkoord.spec.register.layout import ChildSheet, Column, Family, Kind, Rule, Schema, Shape, child_rules, main_rules
from akkoord.writers.sheets import Table, TableColumn, TableValue

Record = Mapping[str, YamlValue]
Choices = Mapping[str, tuple[str, ...]]
"""Values to choose from that a region has, by key of the YAML: `lots` (for a row each), `lot`, `kind`, `serves` …"""


def register_tables(
    records: Mapping[str, Sequence[Record]], schemas: Mapping[str, Schema], choices: Choices
) -> tuple[Table, ...]:
    """A table for every sheet of a register. `records` are those of each sort by the name of its schema."""
    tables: list[Table] = []
    for family in FAMILIES:
        schema, rows = schemas[family.schema], records[family.schema]
        rules = main_rules(family, schema)
        columns = tuple(_column(c, c.heading, rule, choices, "") for c, rule in rules.items())
        tables.append(Table(family.name, columns, tuple(_row(record, rules) for record in rows)))
        tables += (_child_table(family, child, schema, rows, choices) for child in family.children)
    return tuple(tables)


def flat_table(family: Family, records: Sequence[Record], schema: Schema) -> Table:
    """All of one family in one table, children in columns of their own, for CSV."""
    rules = main_rules(family, schema)
    columns = [_column(c, c.heading, rule, {}, "") for c, rule in rules.items()]
    rows = [list(_row(record, rules)) for record in records]
    for child in family.children:
        inner = child_rules(family, child, schema)
        groups = [_children(record, child) for record in records]
        if child.shape is Shape.GROUPS:
            return _repeated(family, child, records, columns, rules, inner)
        count = 1 if child.shape is not Shape.RECORDS else max(1, *map(len, groups), 1)
        for number in range(1, count + 1):
            columns += (_column(c, child.heading(c, number), rule, {}, child.path[-1]) for c, rule in inner.items())
            for row, group in zip(rows, groups, strict=True):
                row += _flat(child, group, number, inner)
    return Table(family.name, tuple(columns), tuple(tuple(row) for row in rows))


def _repeated(
    family: Family,
    child: ChildSheet,
    records: Sequence[Record],
    columns: list[TableColumn],
    rules: Mapping[Column, Rule],
    inner: Mapping[Column, Rule],
) -> Table:
    """A row for each row of each group, with what is the same for all of a record before it."""
    columns = [*columns, *(_column(c, child.heading(c, 1), rule, {}, "") for c, rule in inner.items())]
    rows: list[tuple[TableValue, ...]] = []
    for record in records:
        own = _row(record, rules)
        items = [item for item in _children(record, child) if isinstance(item, dict)]
        rows += ((*own, *_row(item, inner)) for item in items)
        rows += () if items else ((*own, *(None,) * len(inner)),)
    return Table(family.name, tuple(columns), tuple(rows))


def _flat(
    child: ChildSheet, group: list[YamlValue], number: int, rules: Mapping[Column, Rule]
) -> tuple[TableValue, ...]:
    if child.shape is Shape.SCALARS:
        return ("; ".join(str(value) for value in group) or None,)
    item = group[number - 1] if number <= len(group) else None
    return _row(item, rules) if isinstance(item, dict) else (None,) * len(rules)


def _child_table(
    family: Family, child: ChildSheet, schema: Schema, records: Sequence[Record], choices: Choices
) -> Table:
    rules = child_rules(family, child, schema)
    key = family.key_column
    note = f"`{key.heading}` van het blad {family.name}."
    kind = "date" if main_rules(family, schema)[key].kind is Kind.DATE else "text"
    parent = TableColumn(family.singular, kind, note, key.width, choices_of=family.name)
    columns = (parent, *(_column(c, c.heading, rule, choices, child.path[-1]) for c, rule in rules.items()))
    return Table(child.name, columns, tuple(_child_rows(family, child, rules, records)))


def _child_rows(
    family: Family, child: ChildSheet, rules: Mapping[Column, Rule], records: Sequence[Record]
) -> Iterator[tuple[TableValue, ...]]:
    for record in records:
        for item in _children(record, child):
            key = _at(record, family.key)
            name = key if isinstance(key, date) else str(key)
            if isinstance(item, dict):
                yield (name, *_row(item, rules))
            else:
                ((_, rule),) = rules.items()
                yield (name, _shown(item, rule))


def _children(record: Record, child: ChildSheet) -> list[YamlValue]:
    value = _at(record, child.path)
    if value is None:
        return []
    if child.shape is Shape.GROUPS and isinstance(value, list):
        key = child.columns[0].path[-1]
        groups = (group for group in value if isinstance(group, dict))
        return [{key: group[key], **row} for group in groups for row in cast("list[Record]", group[child.inner])]
    return value if isinstance(value, list) else [value]


def _row(record: Record, rules: Mapping[Column, Rule]) -> tuple[TableValue, ...]:
    return tuple(_shown(_at(record, column.path), rule) for column, rule in rules.items())


def _at(record: Record, path: tuple[str, ...]) -> YamlValue:
    value: YamlValue = dict(record)
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return DEFAULTS.get(path[-1]) if value is None else value


def _shown(value: YamlValue, rule: Rule) -> TableValue:
    match value:
        case str():
            text = one_line(value)
            return rule.choices.get(text, text) or None
        case list() if rule.kind is Kind.LIST:
            return "; ".join(str(item) for item in value) or None
        case list() | dict() | None:
            return None
        case bool():
            return rule.choices["true" if value else "false"]
        case _:
            return value


def _column(column: Column, heading: str, rule: Rule, choices: Choices, key: str) -> TableColumn:
    kinds = {Kind.WHOLE: "number", Kind.DATE: "date", Kind.DECIMAL: "amount" if column.decimals else "number"}
    kind = kinds.get(rule.kind, "text")
    needed = "Verplicht." if rule.required else "Mag leeg blijven."
    note = f"{rule.description} Verwacht: {rule.expected}. {needed}"
    listed = tuple(rule.choices.values()) or choices.get(column.path[-1] if column.path else key, ())
    return TableColumn(heading, kind, note, column.width, listed, column.refers)
