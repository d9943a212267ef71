"""`accept` and `reject`: what they take, and how their answer looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.declared import Argument, DeclaredVerb, Given, Option
from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say

if TYPE_CHECKING:
    from akkoord.project.resolving import Resolved, Tally

_KINDS = {
    "insertion": ("invoeging", "invoegingen"),
    "deletion": ("verwijdering", "verwijderingen"),
    "move": ("verplaatsing", "verplaatsingen"),
    "formatting": ("opmaakwijziging", "opmaakwijzigingen"),
    "table": ("tabelwijziging", "tabelwijzigingen"),
    "control": ("wijziging van een besturingselement", "wijzigingen van besturingselementen"),
}
_DONE = {"accept": "Aangenomen", "reject": "Verworpen"}


def _verb(name: str, summary: str) -> DeclaredVerb:
    return DeclaredVerb(
        name,
        summary,
        (Argument("file", "BESTAND", "Het Word-bestand met bijgehouden wijzigingen."),),
        (
            Option("out", ("-o", "--out"), "BESTAND", "Het bestand dat wordt geschreven; nooit BESTAND zelf.", True),
            Option(
                "authors",
                ("--author",),
                "NAAM",
                "Alleen wijzigingen van deze persoon; herhaalbaar. De rest blijft bijgehouden.",
                repeatable=True,
            ),
            Option("since", ("--since",), "JJJJ-MM-DD", "Alleen wijzigingen vanaf deze dag."),
            Option("until", ("--until",), "JJJJ-MM-DD", "Alleen wijzigingen tot en met deze dag."),
        ),
        lambda given, general: _run(name, given, general),
    )


ACCEPT = _verb(
    "accept", "Neem de bijgehouden wijzigingen in een Word-bestand aan, alle of die van een persoon of periode."
)
REJECT = _verb(
    "reject", "Verwerp de bijgehouden wijzigingen in een Word-bestand, alle of die van een persoon of periode."
)


def _run(decision: str, given: Given, general: General) -> int:
    from akkoord.project.resolving import Choice, resolve_file

    choice = Choice(given.several.get("authors", ()), given.values.get("since", ""), given.values.get("until", ""))
    resolved = resolve_file(Path(given.values["file"]), Path(given.values["out"]), decision, choice)
    if general.as_json:
        _put_json(resolved)
    else:
        _put_text(resolved, general)
    return 0


def _put_json(resolved: Resolved) -> None:
    from akkoord.diagnostics import as_json
    from akkoord.records import json_text

    data = {
        "decision": resolved.decision,
        "file": resolved.file,
        "output": resolved.output,
        "resolved": [_as_data(tally) for tally in resolved.resolved],
        "remaining": [_as_data(tally) for tally in resolved.remaining],
        "diagnostics": [as_json(d) for d in resolved.diagnostics],
    }
    put(json_text(data).rstrip())


def _as_data(tally: Tally) -> dict[str, object]:
    return {"author": tally.author or None, "changes": sum(tally.kinds.values()), "kinds": dict(tally.kinds)}


def _put_text(resolved: Resolved, general: General) -> None:
    tell_findings(resolved.diagnostics, general, say)
    if general.quiet:
        return
    if not resolved.resolved:
        put(f"Er is niets te doen: geen bijgehouden wijzigingen{' in die keuze' if resolved.remaining else ''}.")
    for tally in resolved.resolved:
        put(f"{_DONE[resolved.decision]}: {_told(tally)}")
    for tally in resolved.remaining:
        put(f"Blijft bijgehouden: {_told(tally)}")
    put(f"geschreven: {resolved.output}")


def _told(tally: Tally) -> str:
    kinds = ", ".join(f"{n} {_KINDS[kind][n != 1]}" for kind, n in tally.kinds.items())
    return f"{tally.author or 'zonder naam'}: {kinds}"
