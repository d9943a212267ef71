"""Which sheets and columns a register has, and which key of the YAML each column is.

What a column may hold (sort, required, choices, explanation) is not repeated here: it is read
from the schema of the YAML file, so that both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, cast

from msgspec import Struct, field

from akkoord.diagnostics import Placed

Schema = Mapping[str, object]


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "tekst"
    DIGITS = "cijfers"
    CHOICE = "keuze"
    WHOLE = "geheel getal"
    DECIMAL = "getal"
    TRUTH = "ja of nee"
    LIST = "waarden met ; ertussen"
    DATE = "datum"


class Shape(StrEnum):
    """What the rows of a child sheet make of one key of their parent."""

    SCALARS = "lijst van waarden"
    RECORDS = "lijst van regels"
    RECORD = "een regel"
    GROUPS = "lijst van groepen met regels"
    """The first column says to which group a row belongs; the rows stand under `inner` of it."""


class Column(Placed, frozen=True):
    """A column by its heading. `path` is the key inside its row's record, () for a list of plain values.

    `labels` are the words people choose from, where those of the YAML are English; `refers` names the
    main sheet whose ids the cells hold.
    """

    ASIDE = frozenset({"labels"})

    heading: str
    path: tuple[str, ...]
    width: int = 24
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    refers: str = ""
    decimals: int | None = None
    """How many decimals a number has, None for as many as are written."""
    example: str = ""
    """What a cell with several values looks like."""


class ChildSheet(Struct, frozen=True):
    """A sheet whose rows belong to a row of the main sheet, under `path` in its record.

    The same can stand in columns of the main sheet (always so in CSV): `Vertegenwoordiger 1: Naam`,
    `Toelating: Datum`, or for plain values one column with the name of the sheet.
    """

    name: str
    path: tuple[str, ...]
    shape: Shape
    singular: str
    columns: tuple[Column, ...]
    inner: str = ""

    def heading(self, column: Column, number: int) -> str:
        """The heading of a column of this sheet when it stands in the main sheet."""
        match self.shape:
            case Shape.SCALARS:
                return self.name
            case Shape.RECORD | Shape.GROUPS:
                return f"{self.singular}: {column.heading}"
            case Shape.RECORDS:
                return f"{self.singular} {number}: {column.heading}"


class Family(Struct, frozen=True):
    """A main sheet with its children: the rows of one sort of record.

    `key` is what tells its rows apart, and what rows of its children name. In CSV a row with the same key
    as an earlier one brings more children of it, when these come in groups.
    """

    name: str
    singular: str
    schema: str
    root: tuple[str, ...]
    columns: tuple[Column, ...]
    children: tuple[ChildSheet, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def key_column(self) -> Column:
        """The column of the key."""
        return next(column for column in self.columns if column.path == self.key)

    @property
    def grouped(self) -> bool:
        """Whether its children come in groups."""
        return any(child.shape is Shape.GROUPS for child in self.children)

    def record_schema(self, schema: Schema) -> Schema:
        """The part of the schema that one row of the main sheet obeys."""
        node = schema
        for step in self.root:
            node = _resolved(schema, cast("Schema", node[step]))
        return node


class Rule(Struct, frozen=True):
    """What a column may hold, as its schema says. `digits` is the fixed width of a number kept as text."""

    kind: Kind
    required: bool
    may_be_empty: bool
    choices: Mapping[str, str]
    description: str
    expected: str
    digits: int = 0
    items: Kind = Kind.TEXT


_YES_OR_NO = {"true": "ja", "false": "nee"}


def main_rules(family: Family, schema: Schema) -> dict[Column, Rule]:
    """The rule of each column of the main sheet."""
    return _rules(family.columns, schema, family.record_schema(schema))


def child_rules(family: Family, child: ChildSheet, schema: Schema) -> dict[Column, Rule]:
    """The rule of each column of a child sheet."""
    node = family.record_schema(schema)
    for step in child.path:
        node = _resolved(schema, _properties(node)[step])
    if child.shape is not Shape.RECORD:
        node = _resolved(schema, cast("Schema", node["items"]))
    if child.shape is not Shape.GROUPS:
        return _rules(child.columns, schema, node)
    inside = _resolved(schema, cast("Schema", _resolved(schema, _properties(node)[child.inner])["items"]))
    return _rules(child.columns[:1], schema, node) | _rules(child.columns[1:], schema, inside)


def child_is_required(family: Family, child: ChildSheet, schema: Schema) -> bool:
    """Whether every record around this child must have its key."""
    node = family.record_schema(schema)
    for step in child.path[:-1]:
        node = _resolved(schema, _properties(node)[step])
    return child.path[-1] in cast("list[str]", node.get("required", []))


def _rules(columns: tuple[Column, ...], root: Schema, record: Schema) -> dict[Column, Rule]:
    return {column: _rule(column, root, record) for column in columns}


def _rule(column: Column, root: Schema, record: Schema) -> Rule:
    node, required = record, True
    for step in column.path:
        required = required and step in cast("list[str]", node.get("required", []))
        node = _resolved(root, _properties(node)[step])
    kind, digits = _kind(node)
    items = _kind(_resolved(root, cast("Schema", node["items"])))[0] if kind is Kind.LIST else Kind.TEXT
    return Rule(
        kind=kind,
        required=required,
        may_be_empty=kind is Kind.TEXT and "pattern" not in node and "minLength" not in node,
        choices=_YES_OR_NO
        if kind is Kind.TRUTH
        else {str(c): column.labels.get(str(c), str(c)) for c in cast("list[object]", node.get("enum", []))},
        description=str(node.get("description", "")),
        expected=_expected(kind, digits, column, str(node.get("x-expected", kind.value))),
        digits=digits,
        items=items,
    )


def _kind(node: Schema) -> tuple[Kind, int]:
    if "enum" in node:
        return Kind.CHOICE, 0
    if node.get("format") == "date":
        return Kind.DATE, 0
    simple = {
        "integer": Kind.WHOLE,
        "number": Kind.DECIMAL,
        "boolean": Kind.TRUTH,
        "array": Kind.LIST,
    }.get(str(node.get("type")))
    if simple is not None:
        return simple, 0
    fixed = re.fullmatch(r"\^\[0-9\]\{([0-9]+)\}\$", str(node.get("pattern", "")))
    return (Kind.DIGITS, int(fixed[1])) if fixed else (Kind.TEXT, 0)


def _expected(kind: Kind, digits: int, column: Column, said: str) -> str:
    """What a cell should hold: as the schema says, but in words of a spreadsheet."""
    match kind:
        case Kind.DIGITS:
            return f"{digits} cijfers, als tekst"
        case Kind.DATE:
            return "een datum: dag-maand-jaar"
        case Kind.DECIMAL if column.decimals:
            return "een bedrag met een komma, zoals `61,50`"
        case Kind.DECIMAL:
            return "een getal met een komma, zoals `4,62`"
        case Kind.TRUTH:
            return "`ja` of `nee`"
        case Kind.LIST:
            return f"waarden met `;` ertussen, zoals `{column.example}`"
        case Kind.CHOICE if column.labels:
            return " of ".join(f"`{label}`" for label in column.labels.values())
        case _:
            return _in_a_cell(said)


def _in_a_cell(said: str) -> str:
    """What the schema says is expected, without the quotation marks that only YAML asks for."""
    return said.replace(', of `""`', "").replace(" tussen aanhalingstekens", "").replace('`"', "`").replace('"`', "`")


def _properties(node: Schema) -> Mapping[str, Schema]:
    return cast("Mapping[str, Schema]", node["properties"])


def _resolved(root: Schema, node: Schema) -> Schema:
    """The node itself, or what its `$ref` inside the same schema points at."""
    reference = node.get("$ref")
    if reference is None:
        return node
    found: Any = root
    for step in str(reference).removeprefix("#/").split("/"):
        found = found[step]
    return cast("Schema", found)
