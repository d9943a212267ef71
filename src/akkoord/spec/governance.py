"""Who steers a covenant and what they decided, as the profile records it: members, decisions, themes, evaluations."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.spec.period import Period


class Side(StrEnum):
    """For whom a member of the steering group sits there."""

    MUNICIPALITIES = "gemeenten"
    PROVIDERS = "aanbieders"
    PROCESS = "proces"
    """Process support: no member that counts or votes."""


class Outcome(StrEnum):
    """What became of a proposal."""

    ADOPTED = "aangenomen"
    REJECTED = "verworpen"


class DecisionKind(StrEnum):
    """What a decision is about: for rates, and for what no budget covers, the steering group has no power."""

    INITIATIVE = "initiatief"
    RATES = "tarieven"
    OTHER = "overig"


class SteeringMember(Struct, frozen=True):
    """A seat in the steering group, from and until a date (both included); `seat` is a function, never a person."""

    seat: str
    side: Side
    period: Period
    span: Span


class Decision(Struct, frozen=True):
    """A decision of the steering group: the vote of each side ("voor" or "tegen"), and what came of it.

    `covered` is whether a budget covers it; `board_decision` is the decision of the board of aldermen behind it, "".
    """

    date: date
    subject: str
    kind: DecisionKind
    municipalities: str
    providers: str
    outcome: Outcome
    covered: bool
    board_decision: str
    span: Span


class Theme(Struct, frozen=True):
    """A theme that supports the covenant, with who looks after it; `owner` "" is nobody yet."""

    name: str
    owner: str
    span: Span


class Recalibration(Struct, frozen=True):
    """The yearly evaluation for `year`, and what it led to.

    `outcome_on` is when the outcome was made known, `effective_on` when what it changes takes effect; None while
    that is not so. `reason` says why it takes effect on another day than 1 January.
    """

    year: int
    span: Span
    evaluated_on: date | None = None
    outcome_on: date | None = None
    effective_on: date | None = None
    reason: str = ""


class Governance(Struct, frozen=True):
    """What a profile records of the steering of its covenant."""

    span: Span
    members: tuple[SteeringMember, ...] = ()
    decisions: tuple[Decision, ...] = ()
    themes: tuple[Theme, ...] = ()
    recalibrations: tuple[Recalibration, ...] = ()
