"""What a profile says of a rule: other values, texts that are excepted, or that it does not count here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.spec import ExceptedText, Region, RuleSettings, SettingValue

if TYPE_CHECKING:
    from akkoord.checks.rule import Rule


class Setting(Struct, frozen=True):
    """A value of a rule that a profile may set; `meaning` is Dutch, for the manual. The default gives the type."""

    name: str
    default: SettingValue
    meaning: str


class Settings(Struct, frozen=True):
    """The settings of one rule in one region on one date.

    `exceptions` are the texts that the rule leaves alone on that date. `span` is where the profile speaks of the
    rule, None when it does not.
    """

    values: dict[str, SettingValue]
    exceptions: tuple[ExceptedText, ...] = ()
    span: Span | None = None

    def text(self, name: str) -> str:
        """A text."""
        return str(self.values[name])

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, in the order of the profile."""
        value = self.values[name]
        if not isinstance(value, tuple):
            return (str(value),)
        # The very object where it can be: what was worked out of a list is known by it.
        return cast("tuple[str, ...]", value) if all(type(item) is str for item in value) else tuple(map(str, value))

    def wholes(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self.values[name]
        return tuple(map(int, value)) if isinstance(value, tuple) else (int(value),)

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.values[name]
        assert isinstance(value, int), name  # noqa: S101  a bug of ours: values have the type of their default
        return value

    def truth(self, name: str) -> bool:
        """Whether."""
        return bool(self.values[name])

    def excepts(self, text: str) -> bool:
        """Whether `text` is one that the profile excepts, whatever its capitals."""
        return any(excepted.text.casefold() == text.casefold() for excepted in self.exceptions)

    def excepts_at(self, text: str, start: int, end: int) -> bool:
        """Whether characters `start` to `end` of `text` are, or are a part of, a text that the profile excepts."""
        if self.excepts(text[start:end]):
            return True
        lowered = text.casefold() if any(" " in excepted.text for excepted in self.exceptions) else ""
        return any(
            found.start() <= start and end <= found.end()
            for excepted in self.exceptions
            if " " in excepted.text
            for found in re.finditer(rf"(?<!\w){re.escape(excepted.text.casefold())}(?!\w)", lowered)
        )


def settings_of(rule: Rule, region: Region, on: date) -> Settings:
    """The settings of `rule` in `region` on a day; exceptions that have ended by then no longer count."""
    given = region.checks.get(rule.id)
    values = {setting.name: setting.default for setting in rule.settings}
    if given is None:
        return Settings(values)
    own = {s.name: _as(given.values[s.name], s.default) for s in rule.settings if s.name in given.values}
    holds = tuple(text for text in given.exceptions if text.until is None or on <= text.until)
    return Settings(values | own, holds, given.span)


def is_on(rule: Rule, region: Region) -> bool:
    """Whether `rule` counts in `region`."""
    given = region.checks.get(rule.id)
    return given is None or not (given.off and rule.switchable)


def settings_findings(rules: Iterable[Rule], region: Region) -> Iterator[Diagnostic]:
    """What is wrong with what `region` says of rules: one that is not there, a setting it has not, a wrong type."""
    by_id = {rule.id: rule for rule in rules}
    for name, given in sorted(region.checks.items()):
        rule = by_id.get(name)
        if rule is None:
            yield error("CHK001", f"de regel `{name}` bestaat niet", given.span, did_you_mean(name, by_id))
            continue
        if given.off and not rule.switchable:
            hint = "alleen taalregels kunnen uit; een waarschuwing is te aanvaarden in `accepted.yaml`"
            yield error("CHK002", f"de regel `{name}` kan niet uit", given.place("off"), hint)
        yield from _values(rule, given)


def _values(rule: Rule, given: RuleSettings) -> Iterator[Diagnostic]:
    for key, value in given.values.items():
        setting = rule.setting(key)
        place = given.place(f"settings.{key}")
        if setting is None:
            hint = did_you_mean(key, (s.name for s in rule.settings))
            yield error("CHK003", f"de regel `{rule.id}` heeft geen instelling `{key}`", place, hint)
        elif _as(value, setting.default) != value:
            message = f"`{key}` van `{rule.id}` is geen {_sort(setting.default)}"
            yield error("CHK004", message, place, f"zo staat het er zonder uw waarde: `{_shown(setting.default)}`")


def _as(value: SettingValue, default: SettingValue) -> SettingValue:
    """`value` when it has the type of `default`, else `default`."""
    if isinstance(default, tuple):
        same = (
            isinstance(value, tuple) and all(isinstance(item, type(default[0])) for item in value) if default else True
        )
        return value if same and isinstance(value, tuple) else default
    return value if type(value) is type(default) else default


def _sort(default: SettingValue) -> str:
    if isinstance(default, tuple):
        return "lijst van gehele getallen" if default and isinstance(default[0], int) else "lijst van teksten"
    return {bool: "waar of onwaar", int: "geheel getal", str: "tekst"}[type(default)]


def _shown(default: SettingValue) -> str:
    return ", ".join(map(str, default)) if isinstance(default, tuple) else str(default)
