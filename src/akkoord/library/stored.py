"""A clause version as plain data and back, for the clause cache."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from akkoord.library.clause import ClauseStatus, ClauseVersion
from akkoord.tree.codec import from_data, to_data

_TEXTS = ("id", "version", "title", "source", "digest", "approved_by", "decision", "change", "term")
_DATES = ("valid_from", "valid_until", "approved_on")


def clause_to_data(clause: ClauseVersion) -> dict[str, Any]:
    """`clause` as JSON-ready data, places included."""
    data: dict[str, Any] = {name: getattr(clause, name) for name in _TEXTS}
    for name in _DATES:
        day = cast("date | None", getattr(clause, name))
        data[name] = None if day is None else day.isoformat()
    data["status"] = clause.status.value
    data["term_forms"] = list(clause.term_forms)
    data["span"] = to_data(clause.span, spans=True)
    data["blocks"] = to_data(clause.blocks, spans=True)
    return data


def clause_from_data(data: dict[str, Any]) -> ClauseVersion:
    """The clause version that `clause_to_data` was given.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by `clause_to_data` of this version.
    """
    values = {name: data[name] for name in _TEXTS}
    for name in _DATES:
        values[name] = None if data[name] is None else date.fromisoformat(data[name])
    return ClauseVersion(
        **values,
        status=ClauseStatus(data["status"]),
        term_forms=tuple(data["term_forms"]),
        span=from_data(data["span"], spans=True),
        blocks=from_data(data["blocks"], spans=True),
    )
