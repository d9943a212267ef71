"""What a region says of the rules: settings in its profile, and the warnings it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from akkoord.diagnostics import Span

SettingValue: TypeAlias = bool | int | str | tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExceptedText:
    """A text that a rule leaves alone, such as the name of a place. `until` is its last day, None without end."""

    text: str
    reason: str
    span: Span = field(compare=False)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What a profile says of one rule: other `values`, `exceptions`, or why it is `off` ("" when it counts)."""

    rule: str
    values: Mapping[str, SettingValue]
    exceptions: tuple[ExceptedText, ...]
    off: str
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict[str, Span], compare=False, repr=False)

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning that somebody takes responsibility for: of `rule`, in the file `place`, on the text with `mark`.

    It holds for editions of which the date lies not after `until`, None for all.
    """

    rule: str
    place: str
    mark: str
    reason: str
    by: str
    on: date
    span: Span
    until: date | None = None
