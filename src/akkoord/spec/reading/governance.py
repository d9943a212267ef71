"""What a profile records of the steering of its covenant: `governance` in `region.yaml`."""

from __future__ import annotations

from akkoord.spec.governance import (
    Decision,
    DecisionKind,
    Governance,
    Outcome,
    Recalibration,
    Side,
    SteeringMember,
    Theme,
)
from akkoord.spec.reading.record import Record


def read_governance(record: Record) -> Governance:
    """The members, decisions, themes and recalibrations in `record`, in the order of the file."""
    return Governance(
        record.span,
        tuple(_member(r) for r in record.records("members")),
        tuple(_decision(r) for r in record.records("decisions")),
        tuple(Theme(r.text("name"), r.text("owner"), r.span) for r in record.records("themes")),
        tuple(_recalibration(r) for r in record.records("recalibrations")),
    )


def _member(record: Record) -> SteeringMember:
    return SteeringMember(record.text("seat"), Side(record.text("side")), record.period(), record.span)


def _decision(record: Record) -> Decision:
    return Decision(
        date=record.day("date"),
        subject=record.text("subject"),
        kind=DecisionKind(record.text("kind", DecisionKind.OTHER)),
        municipalities=record.text("municipalities"),
        providers=record.text("providers"),
        outcome=Outcome(record.text("outcome")),
        covered=record.truth("covered", default=True),
        board_decision=record.text("board_decision"),
        span=record.span,
    )


def _recalibration(record: Record) -> Recalibration:
    return Recalibration(
        year=record.whole("year"),
        span=record.span,
        evaluated_on=record.day_or_none("evaluated_on"),
        outcome_on=record.day_or_none("outcome_on"),
        effective_on=record.day_or_none("effective_on"),
        reason=record.text("reason"),
    )
