"""How a build looks on a terminal, and as JSON."""

from __future__ import annotations

import sys
from itertools import groupby
from types import TracebackType
from typing import TYPE_CHECKING

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import Diagnostic, folded, summary
from akkoord.records import json_text

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from rich.table import Table

    from akkoord.project.result import BuildResult, PackResult

_OUTCOMES = {
    "written": "geschreven",
    "unchanged": "gelijk",
    "absent": "niet",
    "failed": "mislukt",
    "held": "tegengehouden",
}
_BY_NAME = frozenset(("failed", "held"))
_DOCUMENTS = "documenten"
_MOST_COLUMNS = 4
"""More kinds of documents than this do not fit beside each other; then they are counted."""
_MOST_PACKS = 12
"""Of so many packs it is named what was written of them, after each round of a build that stays."""
_STATUS = {"concept": "concept", "ready": "gereed", "": "–"}
_ANNEXES = "bijlagen"
"""The column of all annexes together: one for each would not fit."""

_PLAIN_WIDTH = 160
"""Columns of a table that goes to a file or another program: wide enough not to break a name."""


class Shown:
    """Progress on stderr: a bar with the time that is left on a terminal, else only what must be said."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Shown:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.ended()

    def ended(self) -> None:
        """The work is done; there may be more of it later."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def waiting(self, who: str) -> None:
        """Another run is at work."""
        say(f"Een andere run werkt in dit project{who}; deze wacht tot die klaar is.")

    def started(self, tasks: int) -> None:
        """Show a bar when there is something to wait for and somebody to see it."""
        if self._quiet or not tasks or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        if self._bar is not None:
            self._bar.stop()
        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("gedaan, nog"),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.description}", markup=False),
            console=Console(file=sys.stderr),
            transient=True,
        )
        self._task = self._bar.add_task("", total=tasks)
        self._bar.start()

    def written(self, pack: str, kind: str = "") -> None:
        """Move the bar on."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=f"{pack} {kind}".strip())


def show_build(result: BuildResult, general: General) -> None:
    """The closing table on stdout and the findings on stderr, what weighs most last; or all of it as JSON."""
    if general.as_json:
        from akkoord.project.result import result_to_data

        put(json_text(result_to_data(result)).rstrip())
        return
    if not general.quiet:
        _show_packs(result)
    tell_findings(result.diagnostics, general, say)
    if not general.quiet:
        put(_closing(result))


def show_round(result: BuildResult, seconds: float, general: General) -> None:
    """What a build that stays wrote just now, with its findings and the time that it took."""
    if not general.quiet:
        written = [
            (pack.path, [d.kind for d in pack.documents if d.outcome.value == "written"]) for pack in result.packs
        ]
        some = [(path, kinds) for path, kinds in written if kinds]
        for path, kinds in some[:_MOST_PACKS]:
            put(f"geschreven: output/{path}: {', '.join(kinds)}")
        if len(some) > _MOST_PACKS:
            put(f"geschreven: nog {_packs(len(some) - _MOST_PACKS)}")
        for pack in result.removed:
            say(f"weggehaald, niet meer in het project: output/{pack}")
    tell_findings(result.diagnostics, general, say)
    if not general.quiet:
        shown = f"{seconds:.1f}".replace(".", ",")
        put(f"{_closing(result)} In {shown} s.")


def _show_packs(result: BuildResult) -> None:
    """What became of every pack, and why where that was asked."""
    if result.packs:
        _tables(result)
    if any(document.steps for pack in result.packs for document in pack.documents):
        from akkoord.cli.reasons import reason_lines

        for line in reason_lines(result):
            put(line)
    for pack in result.removed:
        say(f"weggehaald, niet meer in het project: output/{pack}")


def _tables(result: BuildResult) -> None:
    """A table for each region and edition, packs by name: it fits a terminal of 80 columns."""
    from akkoord.cli.screen import Screen

    width = None if sys.stdout.isatty() else _PLAIN_WIDTH
    console = Screen(file=sys.stdout, width=width, highlight=False)
    for place, packs in groupby(result.packs, lambda pack: pack.path.rpartition("/")[0]):
        console.print(_table(f"output/{place}", tuple(packs), result.diagnostics))
        console.print()


def _table(place: str, packs: tuple[PackResult, ...], diagnostics: tuple[Diagnostic, ...]) -> Table:
    from rich.table import Table
    from rich.text import Text

    columns = list(dict.fromkeys((d.annex_of and _ANNEXES) or d.kind for pack in packs for d in pack.documents))
    if len(columns) > _MOST_COLUMNS:
        columns = [_DOCUMENTS]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in (place, *columns, "status", "bevindingen"):
        table.add_column(Text(name), overflow="fold")
    for pack in packs:
        became = {d.kind: _OUTCOMES[d.outcome.value] for d in pack.documents if not d.annex_of}
        became[_ANNEXES] = _annexes(pack)
        became[_DOCUMENTS] = _documents(pack)
        cells = (_name(pack), *(became.get(column, "–") for column in columns), _STATUS[pack.status])
        # As text: a name is never markup.
        style = "red" if pack.failed else ""
        own = [diagnostics[n] for n in pack.findings]
        table.add_row(*(Text(cell, style=style) for cell in (*cells, summary(own) if own else "–")))
    return table


def _documents(pack: PackResult) -> str:
    """How many documents became what; those that could not be made by name."""
    parts: list[str] = []
    for outcome, word in _OUTCOMES.items():
        kinds = [d.kind for d in pack.documents if d.outcome.value == outcome]
        if not kinds or outcome == "absent":
            continue
        parts.append(f"{word}: {', '.join(kinds)}" if outcome in _BY_NAME else f"{len(kinds)} {word}")
    return "; ".join(parts) or "–"


def _annexes(pack: PackResult) -> str:
    """How many annexes became what; those that are bound in or not for this provider do not count."""
    counts = {name: sum(d.outcome.value == name for d in pack.documents if d.annex_of) for name in _OUTCOMES}
    return ", ".join(f"{n} {_OUTCOMES[name]}" for name, n in counts.items() if n and name != "absent") or "–"


def _name(pack: PackResult) -> str:
    return pack.path.rpartition("/")[2]


def _closing(result: BuildResult) -> str:
    documents = [d for pack in result.packs for d in pack.documents]
    counts = {name: sum(d.outcome.value == name for d in documents) for name in _OUTCOMES}
    parts = [f"{counts['written']} geschreven", f"{counts['unchanged']} gelijk gebleven"]
    parts += [f"{counts[name]} {_OUTCOMES[name]}" for name in ("failed", "held") if counts[name]]
    failed = sum(pack.failed for pack in result.packs)
    packs = _packs(len(result.packs) - failed) + " in output/"
    packs += f", {_packs(failed)} niet vervangen" if failed else ""
    return f"{packs}; documenten: {', '.join(parts)}; {summary(folded(result.diagnostics))}."


def _packs(count: int) -> str:
    return f"{count} {'pakket' if count == 1 else 'pakketten'}"
