"""Which rule a finding of reading or assembling is one of: what a schema refuses, a rule of the trade refuses too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec.structs import replace

from akkoord.checks.registry import all_rules
from akkoord.checks.rule import Held
from akkoord.diagnostics import Diagnostic, Severity

_OF_RULES = ("CHK", "OPN", "LCK")
"""Codes that are no part of any rule; with these alone, no rule is loaded to find that out."""


def with_rules(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings; each that reading or assembling told in place of a rule with the id of that rule."""
    return tuple(replace(d, rule=rule) if (rule := _rule_of(d)) else d for d in diagnostics)


def _rule_of(found: Diagnostic) -> str:
    """The rule that a finding is one of, "" for none; of several that say they hold it, the one that says most."""
    of_rule = found.code[1:].isdecimal()
    if of_rule or found.code.startswith(_OF_RULES) or found.severity is Severity.NOTE:
        return ""
    fitting = [
        (len(held.about) + len(held.file), rule) for rule, held in _by_code().get(found.code, ()) if held.holds(found)
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else ""


@cache
def _by_code() -> dict[str, tuple[tuple[str, Held], ...]]:
    made: dict[str, tuple[tuple[str, Held], ...]] = {}
    for rule in all_rules():
        for held in rule.codes:
            made[held.code] = (*made.get(held.code, ()), (rule.id, held))
    return made
