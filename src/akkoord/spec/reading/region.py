"""The region profile from `region.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from akkoord.diagnostics import Diagnostic
from akkoord.spec.reading.address import read_address
from akkoord.spec.reading.checks import read_rule_settings
from akkoord.spec.reading.governance import read_governance
from akkoord.spec.reading.record import Record, close_record, one_line, open_record
from akkoord.spec.reading.representative import read_representative
from akkoord.spec.region import (
    Addressee,
    ArchiveProfile,
    Lot,
    LotKind,
    MultilateralSigning,
    Municipality,
    MunicipalSigning,
    Organisation,
    PadesLevel,
    Parameter,
    ParameterValue,
    ReferenceStyle,
    Region,
    Seal,
    SeedValues,
    SignatureLevel,
    SigningProfile,
    SigningRoute,
)


def read_region(text: str, file: str, schema: Mapping[str, object]) -> tuple[Region | None, tuple[Diagnostic, ...]]:
    """The region profile in `text`; None when a finding stops it."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    region = Region(
        id=record.text("id"),
        name=record.text("name"),
        editions=record.texts("editions"),
        parameters=dict(_parameters(record.record("parameters"), ())),
        municipalities=tuple(_municipality(r) for r in record.records("municipalities")),
        organisations=tuple(_organisation(r) for r in record.records("organisations")),
        lots=tuple(_lot(r) for r in record.records("lots")),
        addressees=tuple(_addressees(record)),
        references=ReferenceStyle(record.text("references")),
        signing=_signing(record.record("signing")),
        archive=_archive(record.record("archive")) if record.has("archive") else None,
        span=record.span,
        language=record.text("language", "nl-NL"),
        lot_kinds=tuple(LotKind(r.text("kind"), r.texts("units"), r.span) for r in record.records("lot_kinds")),
        amends=dict(_amends(record.record("amends"))) if record.has("amends") else {},
        checks=dict(read_rule_settings(record.record("checks"))) if record.has("checks") else {},
        governance=read_governance(record.record("governance")) if record.has("governance") else None,
        places=record.places(),
    )
    return close_record(record, region, findings)


def _amends(record: Record) -> Iterator[tuple[str, str]]:
    for edition in record.data:
        yield edition, record.text(edition)


def _parameters(group: Record, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[Parameter, ...]]]:
    for key, value in group.data.items():
        own = (*path, key)
        if isinstance(value, list):
            yield ".".join(own), tuple(_parameter(inner, own) for inner in group.records(key))
            continue
        inner = group.record(key)
        if inner.has("derived") or inner.has("value"):
            yield ".".join(own), (_parameter(inner, own),)
        else:
            yield from _parameters(inner, own)


def _parameter(record: Record, path: tuple[str, ...]) -> Parameter:
    return Parameter(
        path=path,
        value=_parameter_value(record),
        span=record.key_place,
        derived=record.expression("derived"),
        asserts=record.text("asserts"),
        source=record.text("source"),
        change=record.text("change"),
        period=record.period(),
    )


def _parameter_value(record: Record) -> ParameterValue | None:
    value = record.data.get("value")
    if isinstance(value, list):
        # The schema lets only texts and whole numbers into a list.
        items = cast("list[str | int]", value)
        return tuple(one_line(item) if isinstance(item, str) else item for item in items)
    if isinstance(value, str):
        return one_line(value)
    return cast("ParameterValue | None", value)  # the schema refuses a mapping


def _municipality(record: Record) -> Municipality:
    return Municipality(
        code=record.text("code"),
        name=record.text("name"),
        size=record.text("size"),
        representative=read_representative(record.record("representative")),
        span=record.span,
        power_of_attorney=record.text("power_of_attorney"),
        inhabitants=record.whole("inhabitants"),
        power_of_attorney_on=record.day_or_none("power_of_attorney_on"),
        decided_on=record.day_or_none("decided_on"),
    )


def _organisation(record: Record) -> Organisation:
    return Organisation(
        id=record.text("id"),
        role=record.text("role"),
        name=record.text("name"),
        short_name=record.text("short_name"),
        valid_from=record.day("valid_from"),
        representatives=tuple(read_representative(r) for r in record.records("representatives")),
        span=record.span,
        valid_until=record.day_or_none("valid_until"),
        successor=record.text("successor"),
        ground=record.text("ground"),
        seat=record.text("seat"),
        kvk=record.text("kvk"),
        address=read_address(record.record("address")) if record.has("address") else None,
        mailbox=record.text("mailbox"),
    )


def _archive(record: Record) -> ArchiveProfile:
    return ArchiveProfile(
        creator=record.text("creator"),
        restriction=record.text("restriction"),
        disposal=record.text("disposal"),
        retention_years=record.whole("retention_years", 0),
    )


def _signing(record: Record) -> SigningProfile:
    extract = "register_extract_months"
    return SigningProfile(
        municipalities=MunicipalSigning(record.text("municipalities")),
        route=SigningRoute(record.text("route", "digital")),
        level=SignatureLevel(record.text("level", "advanced")),
        seed_values=SeedValues(record.text("seed_values", "none")),
        names_at_signing=record.text("names", "required") == "at_signing",
        register_extract_months=record.whole(extract, 0) if record.has(extract) else None,
        pades=PadesLevel(record.text("pades", "B-B")),
        seal=_seal(record.record("seal")) if record.has("seal") else None,
        one_sided=tuple((one.text("clause"), one.text("ground")) for one in record.records("one_sided")),
        multilateral=MultilateralSigning(record.text("multilateral", "counterparts")),
    )


def _seal(record: Record) -> Seal:
    return Seal(record.text("holder"), record.texts("certificates"))


def _lot(record: Record) -> Lot:
    example = record.truth("example", default=True)
    return Lot(
        number=record.whole("number"),
        name=record.text("name"),
        span=record.span,
        example=example,
        kinds=record.texts("kinds"),
        starts_on=record.day_or_none("starts_on"),
        separate=record.text("separate"),
        aliases=record.texts("aliases"),
        statements=record.texts("statements"),
    )


def _addressees(region: Record) -> Iterator[Addressee]:
    for record in region.records("addressees"):
        when = record.expression("when")
        if when is not None:
            yield Addressee(when, record.text("label"), record.span)
