"""A provider from `providers/<id>.yaml`, and the initiatives from `initiatives.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.diagnostics import Diagnostic
from akkoord.spec.events import Admission, Exit, Extension, Statement
from akkoord.spec.provider import Deviation, Home, Initiative, Provider
from akkoord.spec.reading.address import read_address
from akkoord.spec.reading.evidence import read_account, read_award, read_extract, read_power
from akkoord.spec.reading.record import Record, close_record, open_record
from akkoord.spec.reading.relations import read_combination, read_predecessor, read_subcontractor
from akkoord.spec.reading.representative import read_representative


def read_provider(text: str, file: str, schema: Mapping[str, object]) -> tuple[Provider | None, tuple[Diagnostic, ...]]:
    """The provider in `text`; None when a finding stops it."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    provider = Provider(
        id=record.text("id"),
        legal_name=record.text("legal_name"),
        legal_form=record.text("legal_form"),
        seat=record.text("seat"),
        kvk=record.text("kvk"),
        agb=record.text("agb"),
        address=read_address(record.record("address")),
        representatives=tuple(read_representative(r) for r in record.records("representatives")),
        lots=record.wholes("lots"),
        span=record.span,
        admission=_admission(record.record("admission")) if record.has("admission") else None,
        exit=_exit(record.record("exit")) if record.has("exit") else None,
        extensions=tuple(_extension(r) for r in record.records("extensions")),
        statements=tuple(_statement(r) for r in record.records("statements")),
        deviations=tuple(_deviation(r) for r in record.records("deviations")),
        subcontractors=tuple(read_subcontractor(r) for r in record.records("subcontractors")),
        combination=read_combination(record.record("combination")) if record.has("combination") else None,
        predecessors=tuple(read_predecessor(r) for r in record.records("predecessors")),
        serves=record.texts("serves"),
        serves_reason=record.text("serves_reason"),
        branch_number=record.text("branch_number"),
        rsin=record.text("rsin"),
        account=read_account(record.record("account")) if record.has("account") else None,
        awards=tuple(read_award(r) for r in record.records("awards")),
        extract=read_extract(record.record("extract")) if record.has("extract") else None,
        powers_of_attorney=tuple(read_power(r) for r in record.records("powers_of_attorney")),
        places=record.places(),
    )
    return close_record(record, provider, findings)


def read_initiatives(
    text: str, file: str, schema: Mapping[str, object]
) -> tuple[tuple[Initiative, ...] | None, tuple[Diagnostic, ...]]:
    """The initiatives in `text`, in their order; None when a finding stops them."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    return close_record(record, tuple(_initiative(r) for r in record.records("initiatives")), findings)


def _admission(record: Record) -> Admission:
    return Admission(record.day("date"), record.text("decision"), record.span, record.text("initiative"))


def _exit(record: Record) -> Exit:
    confirmed = record.day_or_none("confirmed_on")
    return Exit(record.day("notified_on"), record.text("decision"), record.day("date"), record.span, confirmed)


def _extension(record: Record) -> Extension:
    return Extension(record.day("until"), record.text("decision"), record.day("notified_on"), record.span)


def _statement(record: Record) -> Statement:
    issued, until = record.day("issued_on"), record.day_or_none("valid_until")
    return Statement(record.text("kind"), record.text("description"), issued, record.span, until)


def _deviation(record: Record) -> Deviation:
    return Deviation(
        clause=record.text("clause"),
        base=record.text("base"),
        reason=record.text("reason"),
        approved_by=record.text("approved_by"),
        approved_on=record.day("approved_on"),
        until=record.day("until"),
        span=record.span,
        version=record.text("version"),
        text=record.text("text"),
        editions=record.texts("editions"),
    )


def _initiative(record: Record) -> Initiative:
    return Initiative(
        id=record.text("id"),
        name=record.text("name"),
        task=record.text("task"),
        providers=record.texts("providers"),
        municipalities=record.texts("municipalities"),
        client_perspective=record.text("client_perspective"),
        start=record.day("start"),
        end=record.day("end"),
        measure=record.text("measure"),
        span=record.span,
        location=record.text("location"),
        means=record.text("means"),
        commissioned_on=record.day_or_none("commissioned_on"),
        border_case=record.text("border_case"),
        homes=tuple(Home(r.text("place"), r.whole("youths"), r.span) for r in record.records("homes")),
        places=record.places(),
    )
