"""Records of the YAML as tables to fill in: the other way of `reading`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from akkoord.readers.yaml import YamlValue
from akkoord.spec.reading.record import one_line
from akkoord.spec.register.layout import (
    DEFAULTS,
    FAMILIES,
    ChildSheet,
    Column,
    Family,
    Kind,
    Rule,
    Schema,
    Shape,
    child_rules,
    main_rules,
)
from akkoord.writers.sheets import Table, TableColumn, TableValue

Record = Mapping[str, YamlValue]
Choices = Mapping[str, tuple[str, ...]]
"""Values to choose from that a region has, by key: `lots`, `municipalities`."""


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
        count = 1 if child.shape is not Shape.RECORDS else max(1, *map(len, groups), 1)
        for number in range(1, count + 1):
            columns += (_column(c, child.heading(c, number), rule, {}, child.key) for c, rule in inner.items())
            for row, group in zip(rows, groups, strict=True):
                row += _flat(child, group, number, inner)
    return Table(family.name, tuple(columns), tuple(tuple(row) for row in rows))


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
    note = f"`Id` van het blad {family.name}."
    parent = TableColumn(family.singular, "text", note, 30, choices_of=family.name)
    columns = (parent, *(_column(c, c.heading, rule, choices, child.key) for c, rule in rules.items()))
    return Table(child.name, columns, tuple(_child_rows(child, rules, records)))


def _child_rows(
    child: ChildSheet, rules: Mapping[Column, Rule], records: Sequence[Record]
) -> Iterator[tuple[TableValue, ...]]:
    for record in records:
        for item in _children(record, child):
            name = str(record["id"])
            if isinstance(item, dict):
                yield (name, *_row(item, rules))
            else:
                ((_, rule),) = rules.items()
                yield (name, _shown(item, rule))


def _children(record: Record, child: ChildSheet) -> list[YamlValue]:
    value = record.get(child.key)
    if value is None:
        return []
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
        case list() | dict() | None:
            return None
        case bool():
            return str(value)
        case _:
            return value


def _column(column: Column, heading: str, rule: Rule, choices: Choices, key: str) -> TableColumn:
    kind = {Kind.WHOLE: "number", Kind.DATE: "date"}.get(rule.kind, "text")
    needed = "Verplicht." if rule.required else "Mag leeg blijven."
    note = f"{rule.description} Verwacht: {rule.expected}. {needed}"
    listed = tuple(rule.choices.values()) or (choices.get(key, ()) if not column.path else ())
    return TableColumn(heading, kind, note, column.width, listed, column.refers)
