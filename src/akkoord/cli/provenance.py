"""How answers to `explain` look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.cli.answers import heading_data, heading_words, place_data, say_errors
from akkoord.cli.streams import put, say
from akkoord.diagnostics import as_json
from akkoord.project.explain import ExplainedClause, ExplainedDocument, Explanation
from akkoord.project.explained_texts import ExplainedText
from akkoord.project.line_commits import Commit
from akkoord.project.places import Heading
from akkoord.records import json_text

_FIRST = 10
"""So many digits tell commits apart by eye."""
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
        if one.commits:
            put("\n  Commits")
        for commit in one.commits:
            put(f"    {commit.id[:_FIRST]}  {commit.date}  {commit.author}  {commit.subject}")
    for note in explained[0].notes if explained else ():
        say(note)
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
            yield from _lines_under(document, heading)
        yield from _clause_lines(clause)
    told = {clause.place.heading for clause in document.clauses}
    for heading in dict.fromkeys(text.heading for text in document.texts if text.heading not in told):
        yield f"\n  {heading_words(heading) or 'zonder kop'}"
        yield from _lines_under(document, heading)
    if document.texts or any(clause.texts for clause in document.clauses):
        return  # of an article each value has its own row
    yield "\n  Gegevens"
    for row in document.data:
        yield f"    {row.kind:<12} {row.file}  {row.sha256[:12]}"


def _clause_lines(clause: ExplainedClause) -> Iterator[str]:
    place = clause.place
    pin = ", vastgezet" if clause.pinned else ""
    yield f"    {place.id}@{place.version}  {clause.span.file}:{clause.span.line}  ({clause.status}{pin})"
    if (deviation := clause.deviation) is not None:
        yield f"      afwijking van {deviation.base} tot en met {deviation.until}: {deviation.reason}"
    if clause.texts:
        for text in clause.texts:
            yield from _text_lines(text)
    else:
        for number, line in place.numbers:
            yield f"      {number:<6} regel {line}"
    for parameter in clause.parameters:
        if parameter.decides or not clause.texts:
            how = "voorwaarde  " if parameter.decides else ""
            yield f"      {how}{parameter.name}  {parameter.span or 'berekend'}"


def _lines_under(document: ExplainedDocument, heading: Heading) -> Iterator[str]:
    """What stands under a heading and in no clause, but for words that no data filled in: the heading itself."""
    for text in document.texts:
        if text.heading == heading and text.values:
            yield from _text_lines(text)


def _text_lines(text: ExplainedText) -> Iterator[str]:
    yield f"      {'  '.join(part for part in (text.place, str(text.span or '')) if part)}{_commit_words(text.commit)}"
    yield f"        {text.text}"
    for value in text.values:
        for row in value.rows:
            where = row.span or "berekend"
            named = f"{row.name}  " if row.name else ""
            yield f"          “{value.text}”  {named}{where}{_commit_words(row.commit)}"


def _commit_words(commit: Commit | None) -> str:
    return f"  ({commit.id[:_FIRST]}, {commit.date})" if commit is not None else ""


def _explanation_data(one: Explanation) -> dict[str, object]:
    return {
        "pack": one.pack,
        "provider": one.provider,
        "documents": [_document_data(document) for document in one.documents],
        "commits": [{"id": c.id, "date": c.date, "author": c.author, "subject": c.subject} for c in one.commits],
        "notes": list(one.notes),
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
        "texts": list(map(_text_data, document.texts)),
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
        "parameters": [{"name": p.name, "place": place_data(p.span), "decides": p.decides} for p in clause.parameters],
        "texts": list(map(_text_data, clause.texts)),
    }


def _text_data(text: ExplainedText) -> dict[str, object]:
    return {
        "heading": heading_data(text.heading),
        "numbers": list(text.numbers),
        "place": text.place,
        "text": text.text,
        "source": place_data(text.span),
        "commit": text.commit.id if text.commit is not None else None,
        "values": [
            {
                "text": value.text,
                "slot": value.source or None,
                "source": place_data(value.span),
                "rows": [
                    {
                        "name": row.name or None,
                        "place": place_data(row.span),
                        "commit": row.commit.id if row.commit is not None else None,
                    }
                    for row in value.rows
                ],
            }
            for value in text.values
        ],
    }
