"""All rules there are: every module in `rules` that is named after one holds it as `RULE`."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module

from akkoord.checks import rules
from akkoord.checks.rule import Rule

_NAME = re.compile(r"r[0-9]{3}_[a-z0-9_]+")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order of its number."""
    return tuple(_rule(name) for name in _modules())


def find_rule(rule_id: str) -> Rule | None:
    """The rule with this id (`R047`), None when there is none. No other rule is loaded."""
    wanted = f"{rule_id.lower()}_"
    return next((_rule(name) for name in _modules() if name.startswith(wanted)), None)


@cache
def page_of(rule_id: str) -> str:
    """The manual page of a rule, "" for one that is not there."""
    wanted = f"{rule_id.lower()}_"
    found = next((name for name in _modules() if name.startswith(wanted)), "")
    return (import_module(f"{rules.__name__}.{found}").__doc__ or "").strip() if found else ""


def rule_ids() -> tuple[str, ...]:
    """The ids of all rules, in order."""
    return tuple(name[:4].upper() for name in _modules())


@cache
def _modules() -> tuple[str, ...]:
    return tuple(sorted(m.name for m in pkgutil.iter_modules(rules.__path__) if _NAME.fullmatch(m.name)))


def _rule(name: str) -> Rule:
    return import_module(f"{rules.__name__}.{name}").RULE
