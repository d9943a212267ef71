"""The settings of rules from a profile, and `accepted.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from akkoord.diagnostics import Diagnostic
from akkoord.spec.checks import Acceptance, ExceptedText, RuleSettings, SettingValue
from akkoord.spec.reading.record import Record, close_record, one_line, open_record


def read_rule_settings(record: Record) -> Iterator[tuple[str, RuleSettings]]:
    """What the mapping `checks` of a profile says of each rule."""
    for rule in record.data:
        inner = record.record(rule)
        values: Mapping[str, object] = inner.record("settings").data if inner.has("settings") else {}
        yield (
            rule,
            RuleSettings(
                rule,
                {key: _value(value) for key, value in values.items()},
                tuple(
                    ExceptedText(r.text("text"), r.text("reason"), r.span, r.day_or_none("until"))
                    for r in inner.records("exceptions")
                ),
                inner.text("off"),
                inner.key_place,
                inner.places(),
            ),
        )


def _value(value: object) -> SettingValue:
    if isinstance(value, list):
        # The schema lets only texts and whole numbers into a list.
        items = cast("list[str | int]", value)
        return cast("SettingValue", tuple(one_line(item) if isinstance(item, str) else item for item in items))
    return one_line(value) if isinstance(value, str) else cast("SettingValue", value)


def read_accepted(
    text: str, file: str, schema: Mapping[str, object]
) -> tuple[tuple[Acceptance, ...] | None, tuple[Diagnostic, ...]]:
    """The accepted warnings in `text`; None when a finding stops them."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    accepted = tuple(
        Acceptance(
            r.text("rule"),
            r.text("place"),
            r.text("mark"),
            r.text("reason"),
            r.text("by"),
            r.day("on"),
            r.span,
            r.day_or_none("until"),
        )
        for r in record.records("accepted")
    )
    return close_record(record, accepted, findings)
