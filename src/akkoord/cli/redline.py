"""The verb `redline`: what it takes, and how its answer looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from akkoord.cli.declared import Argument, DeclaredVerb, Given, Option, UsageError
from akkoord.cli.general import General
from akkoord.cli.selecting import SELECTION
from akkoord.cli.streams import put, say
from akkoord.diagnostics import AkkoordError, error

if TYPE_CHECKING:  # the receipt is only shown here; loading what makes it would be waiting
    from akkoord.redline.receipt import Receipt

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_SHOWN = 10


class RedlineUsageError(AkkoordError):
    """A call that lacks something (RDL030, RDL031)."""


class Call(Struct, frozen=True):
    """The arguments of the verb."""

    old: str = ""
    new: str = ""
    out: str = ""
    author: str = ""
    date: str = ""
    as_json: bool = False
    quiet: bool = False
    report: str = ""


def run_redline(call: Call) -> int:
    """Compare, write and show; the exit code.

    Raises:
        AkkoordError: wrong use, or files that cannot be compared.
    """
    from akkoord.project.redline import redline_files
    from akkoord.redline.making import AUTHOR, DATE

    if not call.out and not call.report and not call.as_json:
        hint = "noem het resultaat: `-o redline.docx` of `--report was-wordt.html`, of vraag `--json`"
        raise RedlineUsageError(error("RDL030", "er is niet gezegd waar het resultaat moet komen", None, hint))
    if call.date and not _DATE.fullmatch(call.date):
        message = f"`{call.date}` is geen datum; verwacht: `2024-01-01` of `2024-01-01T12:00:00Z`"
        raise RedlineUsageError(error("RDL031", message))
    date = call.date if "T" in call.date or not call.date else f"{call.date}T00:00:00Z"
    out, report = (Path(name) if name else None for name in (call.out, call.report))
    if report is not None:
        _check_report(report, out)
    by = call.author or AUTHOR, date or DATE
    made = redline_files(Path(call.old), Path(call.new), out, *by, with_script=call.as_json, report=report)
    if call.as_json and made.script is not None:
        from akkoord.compare.script_json import script_to_data
        from akkoord.records.json_text import json_text
        from akkoord.redline.receipt import receipt_to_data

        put(json_text({"receipt": receipt_to_data(made.receipt), "script": script_to_data(made.script)}).rstrip())
    elif not call.quiet:
        _show(call, made.receipt, [name for name in (call.out, call.report) if name])
    return 0


def _check_report(report: Path, out: Path | None) -> None:
    from akkoord.project.file_report import check_report_name

    check_report_name(report)
    if out is not None and out.absolute() == report.absolute():
        raise UsageError("`-o` en `--report` noemen hetzelfde bestand")


def _run(given: Given, general: General) -> int:
    values = given.values
    if values.get("from_edition") or values.get("to_edition"):
        from akkoord.cli.edition_redlines import run_edition_redlines

        return run_edition_redlines(given, general)
    for key, shown in (("old", "OUD"), ("new", "NIEUW")):
        if not values.get(key):
            raise UsageError(f"`{shown}` ontbreekt", "noem twee bestanden, of twee edities met `--from` en `--to`")
    return run_redline(
        Call(
            values["old"],
            values["new"],
            values.get("out", ""),
            values.get("author", ""),
            values.get("date", ""),
            general.as_json,
            general.quiet,
            values.get("report", ""),
        )
    )


REDLINE = DeclaredVerb(
    "redline",
    "Vergelijk twee Word-bestanden, of met --from en --to alle documenten van twee edities: bijgehouden wijzigingen "
    "die bewezen omkeerbaar zijn, en was-wordt.",
    (
        Argument("old", "[OUD]", "De oude versie: een bestand .docx.", required=False),
        Argument("new", "[NIEUW]", "De nieuwe versie: een bestand .docx.", required=False),
    ),
    (
        Option("out", ("-o", "--out"), "BESTAND", "Waar het resultaat komt (.docx)."),
        Option("report", ("--report",), "BESTAND", "Waar was-wordt van twee bestanden komt (.html, .docx of .pdf)."),
        Option("author", ("--author",), "NAAM", "De naam bij de wijzigingen; anders: Akkoord."),
        Option("date", ("--date",), "JJJJ-MM-DD", "De datum bij de wijzigingen."),
        Option("from_edition", ("--from",), "EDITIE", "De oude editie."),
        Option("to_edition", ("--to",), "EDITIE", "De nieuwe editie."),
        *SELECTION[:4],
        Option("jobs", ("--jobs",), "AANTAL", "Zoveel documenten tegelijk; anders: alle kernen.", number=True, least=1),
        Option("force", ("--force",), "", "Vergelijk alles opnieuw, ook wat gelijk bleef."),
    ),
    _run,
)


def _show(call: Call, receipt: Receipt, written: Sequence[str]) -> None:
    if not receipt.changed:
        say("Geen verschillen in wat is vergeleken." if receipt.not_compared else "Geen verschillen.")
    say(f"Geschreven: {', '.join(written)}")
    say(
        f"Bewezen in {len(receipt.compared)} delen: alles verworpen geeft `{call.old}`, "
        f"alles geaccepteerd `{call.new}`."
    )
    for title, rows in (("Niet bijgehouden", receipt.untracked), ("Niet vergeleken", receipt.not_compared)):
        if rows:
            say(f"{title}:")
            for row in rows[:_SHOWN]:
                say(f"  {row.part + ': ' if row.part else ''}{row.what}")
            if len(rows) > _SHOWN:
                say(f"  en nog {len(rows) - _SHOWN}")
