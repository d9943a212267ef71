"""A YAML mapping that obeys its schema, read field by field with the place of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar, cast

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, has_errors
from akkoord.readers.expression import parse_expression
from akkoord.readers.schema import check_schema
from akkoord.readers.yaml import YamlDocument, YamlValue, read_yaml
from akkoord.spec.period import Period
from akkoord.tree.expression import Expression

Field = str | int
_Value = TypeVar("_Value")


class Record(Struct, frozen=True):
    """A mapping inside a document, at `path`.

    `lines` is the source, to tell a quote from what it quotes. The schema was obeyed, so a
    field of another type than asked for is a mistake of ours and raises `AssertionError`.
    `findings` collects what fields hold that cannot be read.
    """

    document: YamlDocument
    lines: tuple[str, ...]
    path: tuple[Field, ...]
    data: Mapping[str, YamlValue]
    findings: list[Diagnostic]

    @property
    def span(self) -> Span:
        """Where the mapping begins."""
        return self.document.span(*self.path)

    @property
    def key_place(self) -> Span:
        """Where the key of the mapping stands."""
        return self.document.key_span(*self.path)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        return self.data.get(key) is not None

    def place(self, *fields: Field) -> Span:
        """Where a value in this mapping stands."""
        return self.document.span(*self.path, *fields)

    def places(self) -> Mapping[str, Span]:
        """The place of every value in this mapping by its dotted path (`lots.0`)."""
        depth = len(self.path)
        inside = ((p, s) for p, s in self.document.spans.items() if len(p) > depth and p[:depth] == self.path)
        return {".".join(map(str, p[depth:])): s for p, s in inside}

    def text(self, key: str, default: str = "") -> str:
        """A text on one line, `default` when the key is not there."""
        return one_line(_as(str, self.data[key])) if self.has(key) else default

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number, `default` when the key is not there."""
        return _as(int, self.data[key]) if self.has(key) else default

    def truth(self, key: str, *, default: bool) -> bool:
        """`true` or `false`, `default` when the key is not there."""
        return _as(bool, self.data[key]) if self.has(key) else default

    def day(self, key: str) -> date:
        """A date that must be there."""
        return _as(date, self.data[key])

    def day_or_none(self, key: str) -> date | None:
        """A date, None when the key is not there."""
        return self.day(key) if self.has(key) else None

    def period(self) -> Period:
        """What `valid_from` and `valid_until` say."""
        return Period(self.day_or_none("valid_from"), self.day_or_none("valid_until"))

    def items(self, key: str) -> list[YamlValue]:
        """A list as it stands, empty when the key is not there."""
        return cast("list[YamlValue]", _as(list, self.data[key])) if self.has(key) else []

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each on one line; empty when the key is not there."""
        return tuple(one_line(_as(str, item)) for item in self.items(key))

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when the key is not there."""
        return tuple(_as(int, item) for item in self.items(key))

    def record(self, key: str) -> Record:
        """The mapping at a key."""
        return self._inner(self.data[key], key)

    def record_at(self, key: str, index: int) -> Record:
        """The mapping at a place in a list."""
        return self._inner(self.items(key)[index], key, index)

    def records(self, key: str) -> tuple[Record, ...]:
        """A list of mappings, empty when the key is not there."""
        return tuple(self.record_at(key, index) for index in range(len(self.items(key))))

    def expression(self, key: str) -> Expression | None:
        """A parsed expression, None when the key is not there or cannot be parsed."""
        if not self.has(key):
            return None
        parsed, findings = parse_expression(_as(str, self.data[key]), self._inside_quotes(self.place(key)))
        self.findings.extend(findings)
        return parsed

    def _inside_quotes(self, place: Span) -> Span:
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        return place.moved(0, 1) if line[place.column - 1 : place.column] in ('"', "'") else place

    def _inner(self, data: YamlValue, *fields: Field) -> Record:
        mapping = cast("dict[str, YamlValue]", _as(dict, data))
        return Record(self.document, self.lines, (*self.path, *fields), mapping, self.findings)


def open_record(text: str, file: str, schema: Mapping[str, object]) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """The whole of a YAML file that obeys `schema`; None when it does not."""
    document, findings = read_yaml(text, file)
    if document is None:
        return None, findings
    findings = (*findings, *check_schema(document, schema))
    if has_errors(findings):
        return None, findings
    data = cast("dict[str, YamlValue]", _as(dict, document.data))
    return Record(document, tuple(text.split("\n")), (), data, []), findings


def close_record(
    record: Record, value: _Value, findings: tuple[Diagnostic, ...]
) -> tuple[_Value | None, tuple[Diagnostic, ...]]:
    """`value` with all findings; None when what was found on reading its fields stops it."""
    found = (*findings, *record.findings)
    return (None if has_errors(found) else value), found


def one_line(text: str) -> str:
    """A text folded over lines in YAML, as the one line it stands for."""
    return " ".join(line.strip() for line in text.strip().split("\n"))


def _as(kind: type[_Value], value: object) -> _Value:
    if not isinstance(value, kind):
        raise AssertionError(f"the schema let {type(value).__name__} pass for {kind.__name__}")
    return value
