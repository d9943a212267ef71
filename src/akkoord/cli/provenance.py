"""How answers to `explain` look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.cli.answers import heading_data, heading_words, place_data, say_errors
from akkoord.cli.streams import put
from akkoord.diagnostics import as_json
from akkoord.project.explain import ExplainedClause, ExplainedDocument, Explanation
from akkoord.project.places import Heading
from akkoord.records import json_text

_STATUS = {"concept": "concept", "ready": "gereed"}


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
    say_errors(explained[0].diagnostics if explained else ())


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
            yield f"\n  {heading_words(heading)}"
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
        "place": place_data(clause.span),
        "heading": heading_data(clause.place.heading),
        "deviation": None
        if clause.deviation is None
        else {"base": clause.deviation.base, "reason": clause.deviation.reason, "until": clause.deviation.until},
        "numbers": [{"number": number, "line": line} for number, line in clause.place.numbers],
        "parameters": [{"name": p.name, "place": place_data(p.span)} for p in clause.parameters],
    }
