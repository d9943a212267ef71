"""How the answers of `lock` and `new-version` look on a terminal, and as JSON."""

from __future__ import annotations

from akkoord.cli.streams import put, say
from akkoord.diagnostics import Diagnostic, Severity, as_json, as_text, summary
from akkoord.project.locking import Locked
from akkoord.records import json_text


def waiting(who: str) -> None:
    """Another run is at work."""
    say(f"Een andere run werkt in dit project{who}; deze wacht tot die klaar is.")


def show_locked(locked: Locked, *, checked: bool, as_data: bool, quiet: bool) -> None:
    """Every version that was frozen, and what is wrong; `checked` when it was only to look."""
    if as_data:
        versions = [{"clause": clause, "version": version} for clause, version in locked.versions]
        put(json_text({"locked": versions, "diagnostics": [as_json(d) for d in locked.diagnostics]}).rstrip())
        return
    _say(locked.diagnostics, quiet)
    for clause, version in locked.versions:
        put(f"vastgelegd: {clause}@{version}")
    if quiet or locked.versions:
        return
    if checked:
        put(f"Vastgestelde teksten nagekeken: {summary(locked.diagnostics)}.")
    else:
        put("Er is niets vastgelegd." if locked.exit_code else "Er is niets meer vast te leggen.")


def _say(found: tuple[Diagnostic, ...], quiet: bool) -> None:
    for diagnostic in found:
        if not quiet or diagnostic.severity is Severity.ERROR:
            say(as_text(diagnostic))
