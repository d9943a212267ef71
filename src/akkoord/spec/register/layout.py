"""Which sheets and columns a register has, and which key of the YAML each column is.

What a column may hold (sort, required, choices, explanation) is not repeated here: it is read
from the schema of the YAML file, so that both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

Schema = Mapping[str, object]


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "tekst"
    DIGITS = "cijfers"
    CHOICE = "keuze"
    WHOLE = "geheel getal"
    DATE = "datum"


class Shape(StrEnum):
    """What the rows of a child sheet make of one key of their parent."""

    SCALARS = "lijst van waarden"
    RECORDS = "lijst van regels"
    RECORD = "een regel"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. `path` is the key inside its row's record, () for a list of plain values.

    `labels` are the words people choose from, where those of the YAML are English; `refers` names the
    main sheet whose ids the cells hold.
    """

    heading: str
    path: tuple[str, ...]
    width: int = 24
    labels: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)
    refers: str = ""


@dataclass(frozen=True, slots=True)
class ChildSheet:
    """A sheet whose rows belong to a row of the main sheet, under `key`.

    The same can stand in columns of the main sheet (always so in CSV): `Vertegenwoordiger 1: Naam`,
    `Toelating: Datum`, or for plain values one column with the name of the sheet.
    """

    name: str
    key: str
    shape: Shape
    singular: str
    columns: tuple[Column, ...]

    def heading(self, column: Column, number: int) -> str:
        """The heading of a column of this sheet when it stands in the main sheet."""
        match self.shape:
            case Shape.SCALARS:
                return self.name
            case Shape.RECORD:
                return f"{self.singular}: {column.heading}"
            case Shape.RECORDS:
                return f"{self.singular} {number}: {column.heading}"


@dataclass(frozen=True, slots=True)
class Family:
    """A main sheet with its children: the rows of one sort of record."""

    name: str
    singular: str
    schema: str
    root: tuple[str, ...]
    columns: tuple[Column, ...]
    children: tuple[ChildSheet, ...]

    def record_schema(self, schema: Schema) -> Schema:
        """The part of the schema that one row of the main sheet obeys."""
        node = schema
        for step in self.root:
            node = _resolved(schema, cast("Schema", node[step]))
        return node


@dataclass(frozen=True, slots=True)
class Rule:
    """What a column may hold, as its schema says. `digits` is the fixed width of a number kept as text."""

    kind: Kind
    required: bool
    may_be_empty: bool
    choices: Mapping[str, str]
    description: str
    expected: str
    digits: int = 0


_POWERS = {"sole": "alleen bevoegd", "joint": "gezamenlijk bevoegd"}

PROVIDERS = Family(
    name="Aanbieders",
    singular="Aanbieder",
    schema="provider",
    root=(),
    columns=(
        Column("Id", ("id",), 30),
        Column("Statutaire naam", ("legal_name",), 40),
        Column("Rechtsvorm", ("legal_form",)),
        Column("Vestigingsplaats", ("seat",)),
        Column("KvK-nummer", ("kvk",), 14),
        Column("AGB-code", ("agb",), 14),
        Column("Straat en huisnummer", ("address", "street"), 30),
        Column("Postcode", ("address", "postcode"), 12),
        Column("Plaats", ("address", "place")),
    ),
    children=(
        ChildSheet("Percelen", "lots", Shape.SCALARS, "Perceel", (Column("Perceel", (), 12),)),
        ChildSheet(
            "Vertegenwoordigers",
            "representatives",
            Shape.RECORDS,
            "Vertegenwoordiger",
            (
                Column("Naam", ("name",), 30),
                Column("Functie", ("function",)),
                Column("Bevoegdheid", ("power",), 22, _POWERS),
                Column("Volgorde", ("rank",), 12),
                Column("Hoedanigheid", ("capacity",), 32),
                Column("Grond", ("ground",), 40),
            ),
        ),
        ChildSheet(
            "Toelating",
            "admission",
            Shape.RECORD,
            "Toelating",
            (
                Column("Initiatief", ("initiative",), 30, refers="Initiatieven"),
                Column("Datum", ("date",), 14),
                Column("Besluit", ("decision",), 50),
            ),
        ),
    ),
)

INITIATIVES = Family(
    name="Initiatieven",
    singular="Initiatief",
    schema="initiatives",
    root=("properties", "initiatives", "items"),
    columns=(
        Column("Id", ("id",), 30),
        Column("Naam", ("name",), 40),
        Column("Opgave", ("task",), 18),
        Column("Cliëntperspectief", ("client_perspective",), 40),
        Column("Begin", ("start",), 14),
        Column("Einde", ("end",), 14),
        Column("Meetwijze", ("measure",), 40),
        Column("Locatie", ("location",)),
        Column("Middelen", ("means",), 40),
        Column("Opdrachtdatum", ("commissioned_on",), 14),
    ),
    children=(
        ChildSheet(
            "Deelnemers", "providers", Shape.SCALARS, "Deelnemer", (Column("Aanbieder", (), 30, refers="Aanbieders"),)
        ),
        ChildSheet("Gemeenten", "municipalities", Shape.SCALARS, "Gemeente", (Column("Gemeentecode", (), 16),)),
    ),
)

FAMILIES = (PROVIDERS, INITIATIVES)

DEFAULTS: Mapping[str, str | int] = {"power": "sole", "rank": 1}
"""What a key means that is not there; any other text then is "" (`spec.reading`)."""


def main_rules(family: Family, schema: Schema) -> dict[Column, Rule]:
    """The rule of each column of the main sheet."""
    return _rules(family.columns, schema, family.record_schema(schema))


def child_rules(family: Family, child: ChildSheet, schema: Schema) -> dict[Column, Rule]:
    """The rule of each column of a child sheet."""
    record = family.record_schema(schema)
    node = _resolved(schema, _properties(record)[child.key])
    if child.shape is not Shape.RECORD:
        node = _resolved(schema, cast("Schema", node["items"]))
    return _rules(child.columns, schema, node)


def child_is_required(family: Family, child: ChildSheet, schema: Schema) -> bool:
    """Whether every record of the family must have the key of this child."""
    return child.key in cast("list[str]", family.record_schema(schema).get("required", []))


def _rules(columns: tuple[Column, ...], root: Schema, record: Schema) -> dict[Column, Rule]:
    return {column: _rule(column, root, record) for column in columns}


def _rule(column: Column, root: Schema, record: Schema) -> Rule:
    node, required = record, True
    for step in column.path:
        required = required and step in cast("list[str]", node.get("required", []))
        node = _resolved(root, _properties(node)[step])
    kind, digits = _kind(node)
    return Rule(
        kind=kind,
        required=required,
        may_be_empty=kind is Kind.TEXT and "pattern" not in node and "minLength" not in node,
        choices={str(c): column.labels.get(str(c), str(c)) for c in cast("list[object]", node.get("enum", []))},
        description=str(node.get("description", "")),
        expected=_expected(kind, digits, column, str(node.get("x-expected", kind.value))),
        digits=digits,
    )


def _kind(node: Schema) -> tuple[Kind, int]:
    if "enum" in node:
        return Kind.CHOICE, 0
    if node.get("format") == "date":
        return Kind.DATE, 0
    if node.get("type") == "integer":
        return Kind.WHOLE, 0
    fixed = re.fullmatch(r"\^\[0-9\]\{([0-9]+)\}\$", str(node.get("pattern", "")))
    return (Kind.DIGITS, int(fixed[1])) if fixed else (Kind.TEXT, 0)


def _expected(kind: Kind, digits: int, column: Column, said: str) -> str:
    """What a cell should hold: as the schema says, but in words of a spreadsheet."""
    match kind:
        case Kind.DIGITS:
            return f"{digits} cijfers, als tekst"
        case Kind.DATE:
            return "een datum: dag-maand-jaar"
        case Kind.CHOICE if column.labels:
            return " of ".join(f"`{label}`" for label in column.labels.values())
        case _:
            return said


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


def sheet_names() -> Iterator[str]:
    """The names of all sheets, in the order of a workbook."""
    for family in FAMILIES:
        yield family.name
        yield from (child.name for child in family.children)
