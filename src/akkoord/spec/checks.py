"""What a region says of the rules: settings in its profile, and the warnings it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.diagnostics import Placed, Span

SettingValue: TypeAlias = bool | int | str | tuple[str, ...] | tuple[int, ...]


class ExceptedText(Placed, frozen=True):
    """A text that a rule leaves alone, such as the name of a place. `until` is its last day, None without end."""

    text: str
    reason: str
    span: Span
    until: date | None = None


class RuleSettings(Placed, frozen=True):
    """What a profile says of one rule: other `values`, `exceptions`, or why it is `off` ("" when it counts)."""

    ASIDE = frozenset({"places"})

    rule: str
    values: Mapping[str, SettingValue]
    exceptions: tuple[ExceptedText, ...]
    off: str
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)


class Acceptance(Struct, frozen=True):
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
