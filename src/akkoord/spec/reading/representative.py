"""Who signs, from a mapping that stands the same under every sort of party."""

from __future__ import annotations

from akkoord.spec.reading.record import Record
from akkoord.spec.region import Representative


def read_representative(record: Record) -> Representative:
    """Who signs for a party."""
    return Representative(
        name=record.text("name"),
        function=record.text("function"),
        span=record.span,
        power=record.text("power", "sole"),
        rank=record.whole("rank", 1),
        capacity=record.text("capacity"),
        ground=record.text("ground"),
        email=record.text("email"),
        evidence=record.text("evidence"),
        evidence_on=record.day_or_none("evidence_on"),
    )
