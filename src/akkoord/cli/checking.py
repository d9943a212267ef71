"""How a check looks on a terminal, as JSON and as SARIF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import AkkoordError, as_json, did_you_mean, error, folded, summary

if TYPE_CHECKING:
    from akkoord.project.check import CheckResult
    from akkoord.project.mending import Mended


class UnknownRuleError(AkkoordError):
    """A rule was asked for that is not there."""


def show_check(result: CheckResult, layout: str, general: General) -> None:
    """The findings on stdout in the `layout` that was asked for (`text`, `json`, `sarif`); text closes with a count."""
    if layout == "text":
        tell_findings(result.diagnostics, general, put)
        if not general.quiet:
            say(f"check: {summary(folded(result.diagnostics))}")
        return
    from akkoord.records import json_text

    put(json_text(_data(result, layout)).rstrip())


def _data(result: CheckResult, layout: str) -> object:
    if layout == "json":
        return {"diagnostics": [as_json(diagnostic) for diagnostic in result.diagnostics]}
    from akkoord import __version__
    from akkoord.checks.sarif import sarif

    return sarif(result.diagnostics, __version__)


def show_mended(mended: Mended, *, as_data: bool, quiet: bool) -> None:
    """What is, or would be, mended: each place with what was there and what it becomes."""
    if as_data:
        from akkoord.records import json_text

        rows = [
            {"file": f.span.file, "line": f.span.line, "column": f.span.column, "was": f.was, "becomes": f.becomes}
            for f in mended.fixes
        ]
        put(json_text({"fixes": rows, "approved": mended.approved, "done": mended.done}).rstrip())
        return
    for fix in mended.fixes:
        put(f"{fix.span}\n  was    `{fix.was}`\n  wordt  `{fix.becomes}`")
    if quiet:
        return
    if mended.approved:
        say(f"{mended.approved} keer in een vastgestelde tekst: die verandert niet; maak een nieuwe versie.")
    if not mended.fixes:
        say("Er is niets te herstellen waarvan het antwoord vaststaat.")
    elif mended.done:
        say(f"{len(mended.fixes)} keer hersteld.")
    else:
        say(f"{len(mended.fixes)} keer te herstellen; met `--yes` gebeurt het.")


def show_pages(rule_ids: Sequence[str]) -> None:
    """The manual page of each rule.

    Raises:
        UnknownRuleError: a rule is not there.
    """
    from akkoord.checks.manual import rule_page
    from akkoord.checks.registry import find_rule
    from akkoord.checks.registry import rule_ids as known

    rules = {name: find_rule(name.upper()) for name in rule_ids}
    unknown = [name for name, rule in rules.items() if rule is None]
    if unknown:
        raise UnknownRuleError(
            *(error("CHK009", f"er is geen regel `{n}`", None, did_you_mean(n, known())) for n in unknown)
        )
    put("\n\n".join(f"{rule.id}\n\n{rule_page(rule)}" for rule in rules.values() if rule is not None))
