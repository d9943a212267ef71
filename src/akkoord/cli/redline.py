"""The verb `redline` for two files: started often and by hand, so without the parser where that is possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.streams import put, say
from akkoord.diagnostics import AkkoordError, error

if TYPE_CHECKING:  # the receipt is only shown here; loading what makes it would be waiting
    from akkoord.records.receipt import Receipt

_VALUED = {"-o": "out", "--out": "out", "--author": "author", "--date": "date"}
_FLAGS = {"--json": "as_json", "--quiet": "quiet"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_SHOWN = 10


class RedlineUsageError(AkkoordError):
    """A call that lacks something (RDL030, RDL031)."""


@dataclass(slots=True)
class Call:
    """The arguments of the verb."""

    old: str = ""
    new: str = ""
    out: str = ""
    author: str = ""
    date: str = ""
    as_json: bool = False
    quiet: bool = False


def plain_call(arguments: Sequence[str]) -> Call | None:
    """The call in `arguments` when it is the plain form; None when only the parser can tell."""
    if arguments[:1] != ["redline"]:
        return None
    call = Call()
    files: list[str] = []
    rest = list(arguments[1:])
    while rest:
        argument = rest.pop(0)
        if argument in _FLAGS:
            setattr(call, _FLAGS[argument], True)
        elif argument in _VALUED and rest and not rest[0].startswith("-"):
            setattr(call, _VALUED[argument], rest.pop(0))
        elif argument.startswith("-"):
            return None
        else:
            files.append(argument)
    if len(files) != 2:
        return None
    call.old, call.new = files
    return call


def run_redline(call: Call) -> int:
    """Compare, write and show; the exit code.

    Raises:
        AkkoordError: wrong use, or files that cannot be compared.
    """
    from akkoord.project.redline import redline_files
    from akkoord.redline.making import AUTHOR, DATE

    if not call.out and not call.as_json:
        hint = "noem het resultaat: `-o redline.docx`, of vraag `--json`"
        raise RedlineUsageError(error("RDL030", "er is niet gezegd waar het resultaat moet komen", None, hint))
    if call.date and not _DATE.fullmatch(call.date):
        message = f"`{call.date}` is geen datum; verwacht: `2024-01-01` of `2024-01-01T12:00:00Z`"
        raise RedlineUsageError(error("RDL031", message))
    date = call.date if "T" in call.date or not call.date else f"{call.date}T00:00:00Z"
    out = Path(call.out) if call.out else None
    made = redline_files(Path(call.old), Path(call.new), out, call.author or AUTHOR, date or DATE)
    if call.as_json:
        from akkoord.records.json_text import json_text
        from akkoord.records.receipt import receipt_to_data

        put(json_text({"receipt": receipt_to_data(made.receipt)}).rstrip())
    elif not call.quiet:
        _show(made.receipt, call.out)
    return 0


def _show(receipt: Receipt, out: str) -> None:
    if not receipt.changed:
        say("Geen verschillen.")
    say(f"Geschreven: {out}")
    say(
        f"Bewezen in {len(receipt.compared)} delen: verworpen is het {receipt.old.file}, "
        f"geaccepteerd {receipt.new.file}."
    )
    for title, rows in (("Niet bijgehouden", receipt.untracked), ("Niet vergeleken", receipt.not_compared)):
        if rows:
            say(f"{title}:")
            for row in rows[:_SHOWN]:
                say(f"  {row.part + ': ' if row.part else ''}{row.what}")
            if len(rows) > _SHOWN:
                say(f"  en nog {len(rows) - _SHOWN}")
