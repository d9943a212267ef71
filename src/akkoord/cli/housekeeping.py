"""How the answers of `lock`, `new-version`, `new-provider` and `new-region` look on a terminal, and as JSON."""

from __future__ import annotations

import sys
from datetime import date

import typer

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import AkkoordError, as_json, error, summary
from akkoord.library import Step
from akkoord.project.locking import Locked
from akkoord.project.new_version import NewVersion
from akkoord.project.starting import Started
from akkoord.records import json_text


def waiting(who: str) -> None:
    """Another run is at work."""
    say(f"Een andere run werkt in dit project{who}; deze wacht tot die klaar is.")


class ChoiceError(AkkoordError):
    """Options that cannot go together, or a value that is none."""


def chosen_step(*, major: bool, minor: bool, patch: bool) -> Step:
    """How far the version goes on.

    Raises:
        ChoiceError: more than one was asked for.
    """
    asked = [step for step, wanted in ((Step.MAJOR, major), (Step.MINOR, minor), (Step.PATCH, patch)) if wanted]
    if len(asked) > 1:
        named = " en ".join(f"`--{step.value}`" for step in asked)
        raise ChoiceError(error("NEW007", f"{named} gaan niet samen; verwacht: hoogstens een"))
    return asked[0] if asked else Step.MINOR


def first_day(text: str, *, asked: bool) -> date | None:
    """The date in `text`; without text it is asked for when `asked`, of somebody at a keyboard.

    Raises:
        ChoiceError: it is no date.
    """
    if not text and asked and sys.stdin.isatty():
        text = typer.prompt("Vanaf welke dag geldt de nieuwe versie (JJJJ-MM-DD)?", err=True)
    return required_day(text.strip()) if text else None


def required_day(text: str) -> date:
    """The date in `text`.

    Raises:
        ChoiceError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is geen datum; verwacht: een datum als `2024-01-01`"
        raise ChoiceError(error("NEW008", message)) from None


def show_locked(locked: Locked, general: General, *, checked: bool) -> None:
    """Every version that was frozen, and what is wrong; `checked` when it was only to look."""
    if general.as_json:
        versions = [{"clause": clause, "version": version} for clause, version in locked.versions]
        put(json_text({"locked": versions, "diagnostics": [as_json(d) for d in locked.diagnostics]}).rstrip())
        return
    tell_findings(locked.diagnostics, general, say)
    for clause, version in locked.versions:
        put(f"vastgelegd: {clause}@{version}")
    if general.quiet or locked.versions:
        return
    if checked:
        put(f"Vastgestelde teksten nagekeken: {summary(locked.diagnostics)}.")
    else:
        put("Er is niets vastgelegd." if locked.exit_code else "Er is niets meer vast te leggen.")


def show_new_version(made: NewVersion, general: General) -> None:
    """What was made, and what to do next."""
    if general.as_json:
        data = {
            "clause": made.clause,
            "former": made.former,
            "version": made.version,
            "file": made.file,
            "valid_from": made.valid_from.isoformat(),
            "edition": made.edition or None,
            "pointed": made.pointed,
        }
        put(json_text(data).rstrip())
        return
    put(f"gemaakt: {made.file}  (een kopie van {made.former}, concept, geldig vanaf {made.valid_from})")
    if made.pointed:
        put(f"editie {made.edition} noemt nu {made.clause}@{made.version}")
    elif made.edition:
        reason = "zij is vastgesteld" if made.fixed else f"zij noemt {made.clause} niet"
        put(f"editie {made.edition} is niet veranderd: {reason}")
    if general.quiet:
        return
    steps = ["verander de tekst in dat bestand, en vul bij `change` in waarom"]
    steps += [] if made.pointed else [f'zet de versie in een editie: `{made.clause}: "{made.version}"`']
    steps += [
        "bouw opnieuw en lees het resultaat",
        "na het besluit: `status: vastgesteld`, met `approved_by`, `approved_on` en `decision`",
        f"leg de tekst vast: `lock {made.clause}`",
    ]
    put("Hierna:")
    for number, step in enumerate(steps, 1):
        put(f"  {number}. {step}")


def show_started(started: Started, general: General) -> None:
    """What was made, and what to do next."""
    if general.as_json:
        data = {"sort": started.sort, "id": started.id, "region": started.region, "files": list(started.files)}
        put(json_text(data).rstrip())
        return
    for file in started.files:
        put(f"gemaakt: {file}")
    if general.quiet:
        return
    steps = ["vul in wat open staat (`n.t.b.`, nullen, `voorbeeld`); de uitleg staat ernaast"]
    if started.sort == "provider":
        steps.append(f"bouw: `build --region {started.region} --provider {started.id}`")
    else:
        steps += [
            f"bouw: `build --region {started.id}`",
            f"voeg aanbieders toe: `new-provider ID --region {started.id}`",
        ]
    steps.append("kijk na wat er nog ontbreekt: `check`")
    put("Hierna:")
    for number, step in enumerate(steps, 1):
        put(f"  {number}. {step}")
