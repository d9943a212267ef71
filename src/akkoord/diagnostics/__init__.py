"""Findings with a place, a code and a way to mend them; the ground every room stands on."""

from akkoord.diagnostics.diagnostic import (
    AkkoordError,
    Diagnostic,
    Related,
    Severity,
    error,
    has_errors,
    in_order,
    note,
    warning,
)
from akkoord.diagnostics.layout import as_json, as_text, folded, summary
from akkoord.diagnostics.nearest import did_you_mean, nearest
from akkoord.diagnostics.placed import Placed, counting_fields
from akkoord.diagnostics.span import Span

__all__ = [
    "AkkoordError",
    "Diagnostic",
    "Placed",
    "Related",
    "Severity",
    "Span",
    "as_json",
    "as_text",
    "counting_fields",
    "did_you_mean",
    "error",
    "folded",
    "has_errors",
    "in_order",
    "nearest",
    "note",
    "summary",
    "warning",
]
