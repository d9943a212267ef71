"""How an import or export of a register looks on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import as_json, summary
from akkoord.records import json_text

if TYPE_CHECKING:
    from akkoord.project.register import Import

_CHANGES = {"new": "nieuw", "changed": "gewijzigd"}


def show_import(done: Import, general: General) -> None:
    """Findings on stderr, the changed files on stdout; the changed lines too when nothing was written."""
    if general.as_json:
        put(json_text(_as_data(done)).rstrip())
        return
    tell_findings(done.diagnostics, general, say)
    if general.quiet:
        return
    for file in done.files:
        put(f"{_CHANGES[file.change.value]}: {file.path}" if done.written else file.diff)
    put(_closing(done))


def _closing(done: Import) -> str:
    counts = {change: sum(file.change == change for file in done.files) for change in _CHANGES}
    parts = ", ".join(f"{count} {_CHANGES[change]}" for change, count in counts.items())
    what = "bestanden" if done.written else "niets geschreven; het zou worden: bestanden"
    if done.exit_code:
        return f"{done.read} rijen gelezen; niets geschreven; {summary(done.diagnostics)}."
    return f"{done.read} rijen gelezen; {what}: {parts}; {summary(done.diagnostics)}."


def _as_data(done: Import) -> dict[str, object]:
    return {
        "region": done.region,
        "read": done.read,
        "written": done.written,
        "files": [{"path": f.path, "change": f.change.value, "diff": f.diff} for f in done.files],
        "diagnostics": [as_json(diagnostic) for diagnostic in done.diagnostics],
    }


def show_export(written: Sequence[Path], general: General) -> None:
    """The files that were written."""
    if general.as_json:
        put(json_text({"files": [str(path) for path in written]}).rstrip())
    elif not general.quiet:
        for path in written:
            put(f"geschreven: {path}")
