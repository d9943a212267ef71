"""How answers to `explain` and `where` look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.cli.streams import put, say
from akkoord.diagnostics import Diagnostic, Span, as_json, as_text, has_errors
from akkoord.project.explain import ExplainedClause, ExplainedDocument, Explanation
from akkoord.project.places import Heading
from akkoord.project.where import Use, Uses
from akkoord.records import json_text

_STATUS = {"concept": "concept", "ready": "gereed"}
_MANY = 8
"""So many packs are named one by one; of more the number says enough."""


def show_explanations(explained: tuple[Explanation, ...], *, as_data: bool) -> None:
    """Every pack with its documents, clauses, lines and facts."""
    if as_data:
        put(json_text({"packs": [_explanation_data(one) for one in explained]}).rstrip())
        return
    for one in explained:
        put(one.pack + (f"  {one.provider}" if one.provider else ""))
        for document in one.documents:
            for line in _document_lines(document):
                put(line)
    _say_errors(explained[0].diagnostics if explained else ())


def _document_lines(document: ExplainedDocument) -> Iterator[str]:
    if document.reason:
        yield f"\n{document.title} ({document.kind}): niet in dit pakket"
        yield f"  {document.reason}"
        return
    yield f"\n{document.title} ({document.kind}), versie {document.version}, {_STATUS[document.status]}"
    heading: Heading | None = None
    for clause in document.clauses:
        if clause.place.heading != heading:
            heading = clause.place.heading
            yield f"\n  {_heading(heading)}"
        yield from _clause_lines(clause)
    yield "\n  Gegevens"
    for row in document.data:
        yield f"    {row.kind:<12} {row.file}  {row.sha256[:12]}"


def _clause_lines(clause: ExplainedClause) -> Iterator[str]:
    place = clause.place
    pin = ", vastgezet" if clause.pinned else ""
    yield f"    {place.id}@{place.version}  {clause.span.file}:{clause.span.line}  ({clause.status}{pin})"
    if (deviation := clause.deviation) is not None:
        yield f"      afwijking van {deviation.base} tot en met {deviation.until}: {deviation.reason}"
    for number, line in place.numbers:
        yield f"      {number:<6} regel {line}"
    for parameter in clause.parameters:
        yield f"      {parameter.name}  {parameter.span or 'berekend'}"


def _heading(heading: Heading) -> str:
    return " ".join(part for part in (heading.shown, heading.title) if part)


def show_uses(uses: Uses, *, as_data: bool) -> None:
    """Every version of a clause, and every place where it stands."""
    if as_data:
        put(json_text(_uses_data(uses)).rstrip())
        return
    put(uses.clause)
    for row in uses.versions:
        editions = ", ".join(row.editions) or "geen enkele"
        put(f"  {row.version}  {row.status}, editie: {editions}  {row.span.file}:{row.span.line}")
    for use in uses.uses:
        put(f"\n  {use.region}/{use.edition}  {use.document}  {_heading(use.heading)}  (versie {use.version})")
        put(f"    {_packs(use)}")
    if not uses.uses:
        put("\n  staat in geen enkel document")
    for pin in uses.pins:
        put(f"\n  vastgezet op {pin}")
    for d in uses.deviations:
        editions = f", editie {', '.join(d.editions)}" if d.editions else ""
        put(f"\n  {d.region}/{d.provider} wijkt af van {d.base} met {d.version}, tot en met {d.until}{editions}")
        put(f"    {d.reason}  ({d.span})")
    _say_errors(uses.diagnostics)


def _packs(use: Use) -> str:
    named = ", ".join(use.packs[:_MANY])
    return named if len(use.packs) <= _MANY else f"{named} en nog {len(use.packs) - _MANY}"


def _say_errors(found: tuple[Diagnostic, ...]) -> None:
    """An answer from faulty material is not the whole answer: say what is wrong."""
    if has_errors(found):
        say("let op: in het project staan fouten, dus dit kan onvolledig zijn:")
        for diagnostic in found:
            say(as_text(diagnostic))


def _place(span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"file": span.file, "line": span.line, "column": span.column}


def _heading_data(heading: Heading) -> dict[str, object]:
    return {"number": heading.number, "shown": heading.shown, "title": heading.title, "anchor": heading.anchor}


def _explanation_data(one: Explanation) -> dict[str, object]:
    return {
        "pack": one.pack,
        "provider": one.provider,
        "documents": [_document_data(document) for document in one.documents],
        "diagnostics": [as_json(diagnostic) for diagnostic in one.diagnostics],
    }


def _document_data(document: ExplainedDocument) -> dict[str, object]:
    return {
        "kind": document.kind,
        "title": document.title,
        "version": document.version,
        "status": document.status,
        "reason": document.reason or None,
        "clauses": [_clause_data(clause) for clause in document.clauses],
        "data": [{"kind": row.kind, "file": row.file, "sha256": row.sha256} for row in document.data],
    }


def _clause_data(clause: ExplainedClause) -> dict[str, object]:
    return {
        "id": clause.place.id,
        "version": clause.place.version,
        "title": clause.title,
        "status": clause.status,
        "pinned": clause.pinned,
        "place": _place(clause.span),
        "heading": _heading_data(clause.place.heading),
        "deviation": None
        if clause.deviation is None
        else {"base": clause.deviation.base, "reason": clause.deviation.reason, "until": clause.deviation.until},
        "numbers": [{"number": number, "line": line} for number, line in clause.place.numbers],
        "parameters": [{"name": p.name, "place": _place(p.span)} for p in clause.parameters],
    }


def _uses_data(uses: Uses) -> dict[str, object]:
    return {
        "clause": uses.clause,
        "versions": [
            {"version": v.version, "status": v.status, "place": _place(v.span), "editions": list(v.editions)}
            for v in uses.versions
        ],
        "uses": [
            {
                "region": use.region,
                "edition": use.edition,
                "document": use.document,
                "heading": _heading_data(use.heading),
                "version": use.version,
                "packs": list(use.packs),
            }
            for use in uses.uses
        ],
        "pins": [_place(pin) for pin in uses.pins],
        "deviations": [
            {
                "region": d.region,
                "provider": d.provider,
                "version": d.version,
                "base": d.base,
                "reason": d.reason,
                "until": d.until,
                "editions": list(d.editions),
                "place": _place(d.span),
            }
            for d in uses.deviations
        ],
        "diagnostics": [as_json(diagnostic) for diagnostic in uses.diagnostics],
    }
