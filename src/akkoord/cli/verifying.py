"""The verb `verify`: what it takes, and how its answers look."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from akkoord.cli.clock import now
from akkoord.cli.declared import UsageError
from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say

if TYPE_CHECKING:
    from akkoord.project.verifying import FileVerdict, Verified
    from akkoord.signing.comparison.verdict import Change
    from akkoord.signing.signatures.verdict import Signature

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?", re.ASCII)
_SHOWN = 20
_LONGEST = 160

Paths = list[Path] | None


def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND...", help="PDF, Word-bestand, map of ZIP.")],
    against: Annotated[
        Paths,
        typer.Option(
            metavar="BESTAND", help="Wat is verzonden: een bestand, pakketmap of ZIP; anders archive/ en output/."
        ),
    ] = None,
    trust: Annotated[
        Paths,
        typer.Option(metavar="BESTAND", help="Certificaten van vertrouwde uitgevers (PEM), of een map ermee."),
    ] = None,
    qualified: Annotated[
        Paths,
        typer.Option(metavar="BESTAND", help="Certificaten van uitgevers van gekwalificeerde, of een map."),
    ] = None,
    revocation: Annotated[
        Paths,
        typer.Option(metavar="BESTAND", help="Wat is ingetrokken: lijsten (.crl), antwoorden (.ocsp), of een map."),
    ] = None,
    at: Annotated[
        str, typer.Option(metavar="MOMENT", help="Beoordeel op dit moment (2024-01-31T12:00:00Z); anders nu.")
    ] = "",
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP", help="Schrijf per bestand een validatierapport en MDTO-metagegevens.", show_default=False
        ),
    ] = None,
    officer: Annotated[str, typer.Option(metavar="NAAM", help="Wie voor de controle verantwoordelijk is.")] = "",
) -> int:
    """Controleer wat terugkwam: is de tekst wat is verzonden, en kloppen de handtekeningen?"""
    from akkoord.project.verifying import Asked, verify_files

    options: General = context.obj
    if report is not None and not officer:
        raise UsageError("`--officer` ontbreekt", "een validatierapport noemt wie ervoor verantwoordelijk is")
    sent, trusted, known, withdrawn = (tuple(paths or ()) for paths in (against, trust, qualified, revocation))
    asked = Asked(options.project, tuple(files), _moment(at), sent, trusted, known, withdrawn)
    verified = verify_files(asked)
    _show(verified, options)
    if report is not None:
        _report(verified, officer, report, options)
    return verified.exit_code


def _report(verified: Verified, officer: str, folder: Path, options: General) -> None:
    from akkoord.project.validation_reports import write_reports

    written, found = write_reports(verified, officer, folder)
    if options.as_json:
        return
    tell_findings(found, options, say)
    if not options.quiet:
        put(f"{len(written)} bestanden geschreven in {folder}")


def _moment(text: str) -> datetime:
    if not text:
        return now()
    if _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise UsageError(f"`{text}` bij `--at` is geen moment", "schrijf het als `2024-01-31` of `2024-01-31T12:00:00Z`")


def _show(verified: Verified, options: General) -> None:
    if options.as_json:
        from akkoord.project.verification_data import verified_to_data
        from akkoord.records import json_text

        put(json_text(verified_to_data(verified)).rstrip())
        return
    for verdict in verified.files:
        if not options.quiet or not verdict.good:
            _show_file(verdict)
    for missing in verified.missing:
        put(f"niet teruggekomen: {missing.title} ({missing.pack})")
    if options.quiet:
        return
    for one in verified.evidence:
        put(f"bewijs van een ondertekendienst: {one.name}: `{_short(one.words)}`")
    for name in verified.skipped:
        put(f"niet bekeken: {name} (geen PDF of Word-bestand)")
    good = sum(verdict.good for verdict in verified.files)
    missing = f", {len(verified.missing)} niet teruggekomen" if verified.missing else ""
    put(f"{good} van {len(verified.files)} in orde{missing}")


def _show_file(verdict: FileVerdict) -> None:
    sent = verdict.sent
    about = f" ({sent.title} {sent.version}, {sent.pack})".replace(" ,", ",") if sent is not None else ""
    put(f"{verdict.name}{about}")
    if verdict.outdated:
        put(f"  stand van het pakket: {verdict.outdated}")
    text = verdict.text
    put(f"  tekst: {text.answer.dutch}")
    for change in text.changes[:_SHOWN]:
        for line in _change(change):
            put(f"    {line}")
    if len(text.changes) > _SHOWN:
        put(f"    en nog {len(text.changes) - _SHOWN}; `--json` noemt alles")
    for what in text.unread[:_SHOWN]:
        put(f"    niet gelezen: {what}")
    for what in text.notes:
        put(f"    let op: {what}")
    if verdict.checked is not None:
        put(f"    bladzijde voor bladzijde vergeleken door {verdict.checked.by} op {verdict.checked.date}")
    if verdict.signatures is not None:
        _show_signatures(verdict)


def _change(change: Change) -> list[str]:
    where = change.place + (f" (bladzijde {change.page})" if change.page and "bladzijde" not in change.place else "")
    lines = [f"{where}: {change.kind.dutch}" + (f"; {change.what}" if change.what else "")]
    if change.was:
        lines.append(f"  was: {_short(change.was)}")
    if change.becomes:
        lines.append(f"  is:  {_short(change.becomes)}")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _show_signatures(verdict: FileVerdict) -> None:
    found = verdict.signatures
    assert found is not None  # noqa: S101  only called with
    put(f"  handtekeningen: {'in orde' if found.good else 'niet in orde' if found.signatures else 'geen'}")
    for one in found.signatures:
        certificate = one.certificate
        who = certificate.name if certificate is not None else "onbekend"
        put(f"    {one.field}: {who}")
        for line in (*_signature(one), *one.problems):
            put(f"      {line}")
    for name in found.open_fields:
        put(f"    {name}: niet ondertekend")
    for name in found.unexpected:
        put(f"    {name}: een handtekening waar niemand om vroeg")
    for what in (*found.problems, *found.notes):
        put(f"    {what}")


def _signature(one: Signature) -> list[str]:
    when = f"op {one.timestamp} (tijdstempel)" if one.timestamp else f"op {one.claimed} (eigen opgave)"
    level = "geen PAdES" if one.level.value == "basic" else f"PAdES {one.level.value}"
    after = f": {', '.join(one.changed_after)}" if one.changed_after else ""
    lines = [f"{when}, {level}; geldt voor {one.coverage.dutch}{after}"]
    if one.certificate is not None:
        chain = " – ".join(one.certificate.chain)
        lines.append(f"certificaat {one.certificate.serial}: {chain}; vertrouwen: {one.trust.dutch}")
        lines.append(f"{one.withdrawal}; gekwalificeerd: {one.certificate.qualified.dutch}")
    said = [f"reden: `{one.reason}`" if one.reason else "", f"plaats: `{one.location}`" if one.location else ""]
    if any(said):
        lines.append("; ".join(filter(None, said)))
    if one.seen:
        lines.append(f"in het vak staat: `{_short(one.seen)}`")
    return lines
