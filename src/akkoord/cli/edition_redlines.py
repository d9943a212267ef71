"""`redline --from A --to B`: what it takes, and how its answer looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.declared import Given, UsageError
from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.selecting import selection_of
from akkoord.cli.streams import put, say

if TYPE_CHECKING:
    from akkoord.project.edition_redlines import EditionRedlines


def run_edition_redlines(given: Given, general: General) -> int:
    """Compare the editions and show what came of it; the exit code.

    Raises:
        UsageError: one of both editions is missing.
        AkkoordError: see `redline_editions`.
    """
    values = given.values
    for name in ("from", "to"):
        if not values.get(f"{name}_edition"):
            raise UsageError(f"`--{name}` ontbreekt", "noem beide edities: `redline --from 2023 --to 2024`")
    if values.get("old") or values.get("new") or values.get("out") or values.get("report"):
        raise UsageError("twee bestanden en twee edities tegelijk", "noem `OUD NIEUW -o UIT`, of `--from A --to B`")

    from akkoord.cli.building import Shown
    from akkoord.project.edition_redlines import EditionRequest, redline_editions

    request = EditionRequest(
        general.project,
        values["from_edition"],
        values["to_edition"],
        selection_of(given),
        values.get("author", ""),
        given.number("jobs"),
        force="force" in given.switches,
    )
    with Shown(quiet=general.quiet or general.as_json) as progress:
        result = redline_editions(request, progress)
    _show(result, general, request.old, request.new)
    return _ended(result)


def _ended(result: EditionRedlines) -> int:
    from akkoord.cli.bugs import BugsError

    report = result.report or result.build.report
    if report:
        raise BugsError(report)
    return result.exit_code


def _show(result: EditionRedlines, general: General, old: str, new: str) -> None:
    from akkoord.diagnostics import as_json

    found = (*result.build.diagnostics, *result.diagnostics)
    if general.as_json:
        from akkoord.records import json_text

        packs = [
            {"path": p.path, "documents": list(p.kinds), "failed": list(p.failed), "written": p.written}
            for p in result.packs
        ]
        data = {"from": old, "to": new, "packs": packs, "diagnostics": [as_json(d) for d in found]}
        put(json_text(data).rstrip())
        return
    tell_findings(found, general, say)
    if general.quiet:
        return
    compared = sum(len(pack.kinds) for pack in result.packs)
    failed = sum(len(pack.failed) for pack in result.packs)
    written = sum(pack.written for pack in result.packs)
    same = sum(bool(pack.kinds) and not pack.failed and not pack.written for pack in result.packs)
    empty = [pack.path.rpartition("/")[2] for pack in result.packs if not pack.kinds and not pack.failed]
    places = sorted({str(Path(pack.path).parent.as_posix()) for pack in result.packs})
    say(f"Van editie {old} naar {new}: {compared} documenten vergeleken en bewezen, {failed} niet.")
    say(f"Pakketten: {written} geschreven of bijgewerkt, {same} gelijk gebleven.")
    if empty:
        say(f"Geen document in beide edities: {', '.join(empty)}.")
    for place in places:
        say(f"  output/{place}/was-wordt.html (alles bij elkaar) en een map per aanbieder")
