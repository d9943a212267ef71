"""A rule: what it is called, how much it weighs, what it looks at, what can be set, and the look itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import PackView, ProviderView, RegionView, SetView, TextView
from akkoord.diagnostics import Diagnostic, Severity


class Scope(StrEnum):
    """What a rule is about, as the list of rules abbreviates it."""

    AGREEMENT = "RO"
    COVENANT = "CV"
    ANNEX = "BL"
    ADDENDUM = "AD"
    SET = "SET"
    PACK = "PK"
    PROFILE = "PF"
    FILE = "OUT"


class Basis(StrEnum):
    """What a rule rests on."""

    SOURCE = "S"
    PUBLIC = "P"
    PRACTICE = "K"
    LAW = "L"


class Needs(StrEnum):
    """Which documents a rule has to know before it can say that something is missing.

    While one of them cannot be read, that is the finding, and the rule says nothing.
    """

    NOTHING = ""
    MAIN_DOCUMENTS = "main"
    """The agreements and covenants."""
    DOCUMENTS = "all"


class Held(Struct, frozen=True):
    """A code under which reading or assembling finds a part of a rule.

    Of a code that serves many rules, only what has `about` in its message, in a file that has `file` in its path.
    """

    code: str
    about: str = ""
    file: str = ""

    def holds(self, found: Diagnostic) -> bool:
        """Whether a finding of reading or assembling is one of the rule."""
        path = found.span.file if found.span is not None else ""
        return found.code == self.code and self.about in found.message and self.file in path


class _About(Struct, frozen=True, kw_only=True):
    """What every rule says of itself.

    `settings` are the values that a profile may set, each with its default. A rule about language is
    `switchable`: a profile may turn it off, with a reason. `codes` are those under which reading or assembling
    already finds a part of it, such as a number of which the schema counts the digits.
    """

    id: str
    severity: Severity
    scope: tuple[Scope, ...]
    basis: tuple[Basis, ...]
    settings: tuple[Setting, ...] = ()
    switchable: bool = False
    codes: tuple[Held, ...] = ()
    needs: Needs = Needs.NOTHING

    def setting(self, name: str) -> Setting | None:
        """The setting with that name, None when there is none."""
        return next((setting for setting in self.settings if setting.name == name), None)


class RegionRule(_About, frozen=True, kw_only=True):
    """Looks at the data of a region, whatever the edition: profile, providers, initiatives, rates, pack."""

    check: Callable[[RegionView, Settings], Iterable[Finding]]


class SetRule(_About, frozen=True, kw_only=True):
    """Looks at the whole set of a region in one edition: all texts beside each other, and the data."""

    check: Callable[[SetView, Settings], Iterable[Finding]]


class ProviderRule(_About, frozen=True, kw_only=True):
    """Looks at one provider in one edition: its data, and the texts it gets."""

    check: Callable[[ProviderView, Settings], Iterable[Finding]]


class TextRule(_About, frozen=True, kw_only=True):
    """Looks at one document tree. A document that differs between providers is looked at once for each difference."""

    check: Callable[[TextView, Settings], Iterable[Finding]]


class PassageRule(_About, frozen=True, kw_only=True):
    """Looks at one paragraph, heading or cell, once in however many documents it stands."""

    check: Callable[[Passage, Settings], Iterable[Finding]]


class PackRule(_About, frozen=True, kw_only=True):
    """Looks at one produced pack: its manifest and its files."""

    check: Callable[[PackView, Settings], Iterable[Finding]]


class HeldRule(_About, frozen=True, kw_only=True):
    """Held already where files are read or documents assembled: all its findings have one of its `codes`."""


Rule: TypeAlias = HeldRule | RegionRule | SetRule | ProviderRule | TextRule | PassageRule | PackRule
