"""The rates of a region from `rates.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.spec.rates import Index, LotRates, Rate, Rates, RateSet
from akkoord.spec.reading.record import Record, close_record, open_record


def read_rates(text: str, file: str, schema: Mapping[str, object]) -> tuple[Rates | None, tuple[Diagnostic, ...]]:
    """The rates in `text`; None when a finding stops it. Amounts are euros with two decimals."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    sets = tuple(_set(r) for r in record.records("rates"))
    return close_record(record, Rates(sets, record.truth("example", default=False), record.span), findings)


def _set(record: Record) -> RateSet:
    index = record.record("index")
    return RateSet(
        valid_from=record.day("valid_from"),
        index=Index(
            percentage=_number(index, "percentage"),
            year=index.whole("year"),
            source=index.text("source"),
            span=index.span,
        ),
        lots=tuple(_lot(r) for r in record.records("lots")),
        span=record.place("valid_from"),
        announced_on=record.day_or_none("announced_on"),
    )


def _lot(record: Record) -> LotRates:
    return LotRates(record.whole("lot"), tuple(_rate(r) for r in record.records("rows")), record.place("lot"))


def _rate(record: Record) -> Rate:
    return Rate(
        code=record.text("code"),
        kind=record.text("kind"),
        description=record.text("description"),
        unit=record.text("unit"),
        base=_amount(record, "base"),
        amount=_amount(record, "amount"),
        higher_amount=_amount(record, "higher_amount") if record.has("higher_amount") else None,
        span=record.span,
        places=record.places(),
    )


def _amount(record: Record, key: str) -> Decimal:
    """An amount as it is written, to the cent: `60` and `60.5` are more often a slip than a whole amount."""
    value = _number(record, key)
    if value.as_tuple().exponent != -2:
        place: Span = record.place(key)
        shown = record.data[key]
        message = f"`{key}` is `{shown}`; verwacht: een bedrag in euro met twee decimalen, zoals `61.50`"
        record.findings.append(error("RTE001", message, place, f"schrijf `{key}: {value:.2f}`"))
    return value


def _number(record: Record, key: str) -> Decimal:
    value = record.data[key]
    # The schema lets only numbers pass, and a fraction is read as a decimal.
    assert isinstance(value, int | Decimal), f"{key} is {type(value).__name__}"  # noqa: S101  a bug of ours
    return Decimal(value)
