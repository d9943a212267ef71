"""The clock of the machine, for the two things that need it: the moment of a signature, and that of a verdict."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251  # signing and judging are acts at a moment
