"""An address, from a mapping that stands the same under every party."""

from __future__ import annotations

from akkoord.spec.reading.record import Record
from akkoord.spec.region import Address


def read_address(record: Record) -> Address:
    """Where a party has its post sent."""
    return Address(record.text("street"), record.text("postcode"), record.text("place"))
