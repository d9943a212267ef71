"""A provider and the initiatives, as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from akkoord.diagnostics import Placed, Span
from akkoord.spec.events import Admission, Exit, Extension, Statement
from akkoord.spec.evidence import Account, Award, Extract, PowerOfAttorney
from akkoord.spec.region import Address, Representative
from akkoord.spec.relations import Combination, Predecessor, Subcontractor


class Deviation(Struct, frozen=True):
    """Another text of a clause for one provider, in documents between two parties only.

    It stands in place of version `base`, up to and including `until`: another `version` of the
    clause, or a text of its own at the path `text` in the folder of the region. `editions`
    are those it is for, () for all.
    """

    clause: str
    base: str
    reason: str
    approved_by: str
    approved_on: date
    until: date
    span: Span
    version: str = ""
    text: str = ""
    editions: tuple[str, ...] = ()


def own_version(base: str, provider: str) -> str:
    """The version that a text of its own gets: that of its base, and whose it is (`1.0+voorbeeld-ster`)."""
    return f"{base}+{provider}"


class Provider(Placed, frozen=True):
    """A contracted provider: `contracts/<region>/providers/<id>.yaml`.

    `kvk` (8 digits) and `agb` (8 digits) are text, so that leading zeros stay. `places` has
    where each value stands by its dotted path (`lots.0`, `address.postcode`). `serves` are the codes of the
    municipalities it works for, () for all.
    """

    ASIDE = frozenset({"places"})

    id: str
    legal_name: str
    legal_form: str
    seat: str
    kvk: str
    agb: str
    address: Address
    representatives: tuple[Representative, ...]
    lots: tuple[int, ...]
    span: Span
    admission: Admission | None = None
    exit: Exit | None = None
    extensions: tuple[Extension, ...] = ()
    statements: tuple[Statement, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    combination: Combination | None = None
    predecessors: tuple[Predecessor, ...] = ()
    serves: tuple[str, ...] = ()
    serves_reason: str = ""
    branch_number: str = ""
    rsin: str = ""
    account: Account | None = None
    awards: tuple[Award, ...] = ()
    extract: Extract | None = None
    powers_of_attorney: tuple[PowerOfAttorney, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)


class Home(Struct, frozen=True):
    """A small home of an initiative: at `place`, for at most `youths` young people."""

    place: str
    youths: int
    span: Span


class Initiative(Placed, frozen=True):
    """An initiatief of the covenant: `contracts/<region>/initiatives.yaml`.

    `task` is "ambulantiseren" or "kgw"; `providers` are provider ids, `municipalities`
    CBS codes. `border_case` says why it is (also) outside the region, "" when it is not. `places` has where each
    value stands by its dotted path (`providers.0`).
    """

    ASIDE = frozenset({"places"})

    id: str
    name: str
    task: str
    providers: tuple[str, ...]
    municipalities: tuple[str, ...]
    client_perspective: str
    start: date
    end: date
    measure: str
    span: Span
    location: str = ""
    means: str = ""
    commissioned_on: date | None = None
    border_case: str = ""
    homes: tuple[Home, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)
