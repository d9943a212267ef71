"""The time in which an edition is the one that counts: from its date until that of the next one of the region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from akkoord.library import Edition
from akkoord.spec import Period, Region


def period_of(edition: Edition, region: Region, days: Mapping[str, date]) -> Period:
    """The period of `edition` among those that the region builds; without end when none follows.

    `days` holds the date of every edition that there is.
    """
    there = (days[name] for name in region.editions if name in days)
    following = min((day for day in there if day > edition.date), default=None)
    return Period(edition.date, following - timedelta(days=1) if following is not None else None)
