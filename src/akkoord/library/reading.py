"""Clause files and editions from text to values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import cast

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error, has_errors, in_order
from akkoord.library.clause import ClauseStatus, ClauseVersion, Edition, Pin
from akkoord.readers.front_matter import read_front_matter
from akkoord.readers.markdown import read_blocks
from akkoord.readers.markdown.typography import typeset
from akkoord.readers.schema import Schema, check_schema
from akkoord.readers.yaml import YamlDocument, read_yaml


def text_digest(text: str) -> str:
    """SHA-256, in hexadecimal, of `text` in UTF-8 with line ends as LF and without a byte order mark."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # A lone surrogate is a finding elsewhere; here it may not end the run.
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def read_clause(text: str, file: str, schema: Schema) -> tuple[ClauseVersion | None, tuple[Diagnostic, ...]]:
    """The clause version in `text`, and everything that is wrong with it in order of place.

    `file` is the path inside the project, `clauses/<topic>/<id>/<version>.md`; `schema` is
    `schemas/clause.schema.json`. None comes back when the front matter is not right; a text
    with errors is read as far as it goes.
    """
    front, findings = read_front_matter(text, file)
    document = front.document
    if document is not None:
        findings = (*findings, *check_schema(document, schema))
    usable = document is not None and not has_errors(findings)
    blocks, body_findings = read_blocks(front.body, file, front.body_line)
    findings = (*findings, *body_findings)
    if document is None or not usable:
        return None, in_order(findings)
    if not blocks and not has_errors(body_findings):
        findings = (*findings, error("LIB003", "deze clausule heeft geen tekst", Span(file, front.body_line)))
    values = cast("Mapping[str, object]", document.data)
    clause = ClauseVersion(
        id=_text(values, "id"),
        version=_text(values, "version"),
        title=typeset(_text(values, "title"), "", ""),
        status=ClauseStatus(_text(values, "status")),
        valid_from=cast("date", values["valid_from"]),
        source=_text(values, "source"),
        blocks=blocks,
        digest=text_digest(text),
        span=Span(file),
        valid_until=cast("date | None", values.get("valid_until")),
        approved_by=_text(values, "approved_by"),
        approved_on=cast("date | None", values.get("approved_on")),
        decision=_text(values, "decision"),
        change=_text(values, "change"),
        term=typeset(_text(values, "term"), "", ""),
        term_forms=tuple(typeset(form, "", "") for form in cast("list[str]", values.get("term_forms", []))),
    )
    return clause, in_order((*findings, *_misplaced(clause, document), *_never_valid(clause, document)))


def _text(values: Mapping[str, object], key: str) -> str:
    return str(values.get(key, ""))


def _misplaced(clause: ClauseVersion, document: YamlDocument) -> tuple[Diagnostic, ...]:
    path = PurePosixPath(clause.span.file)
    findings: list[Diagnostic] = []
    if path.parent.name != clause.id:
        message = f"de id `{clause.id}` is niet die van de map; verwacht: `{path.parent.name}`"
        findings.append(error("LIB001", message, document.span("id")))
    if path.name != f"{clause.version}.md":
        message = f"de versie `{clause.version}` is niet die van het bestand; verwacht: `{path.stem}`"
        findings.append(error("LIB002", message, document.span("version")))
    return tuple(findings)


def _never_valid(clause: ClauseVersion, document: YamlDocument) -> tuple[Diagnostic, ...]:
    if clause.valid_until is None or clause.valid_from <= clause.valid_until:
        return ()
    message = f"deze versie geldt tot en met {clause.valid_until}, voor de eerste dag {clause.valid_from}"
    related = (Related(document.span("valid_from"), "de eerste dag"),)
    return (Diagnostic(Severity.ERROR, "LIB004", message, document.span("valid_until"), (), related),)


def read_edition(text: str, file: str, schema: Schema) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """The edition in `text`; None when something in it is not right.

    `file` is the path inside the project, `clauses/editions/<edition>.yaml`; `schema` is
    `schemas/edition.schema.json`.
    """
    document, findings = read_yaml(text, file)
    if document is None:
        return None, findings
    findings = (*findings, *check_schema(document, schema))
    if has_errors(findings):
        return None, in_order(findings)
    values = cast("Mapping[str, object]", document.data)
    pins = {
        clause_id: Pin(version, document.span("clauses", clause_id))
        for clause_id, version in cast("Mapping[str, str]", values["clauses"]).items()
    }
    edition = Edition(
        id=_text(values, "id"),
        date=cast("date", values["date"]),
        status=ClauseStatus(_text(values, "status")),
        note=_text(values, "note"),
        clauses=pins,
        documents=dict(cast("Mapping[str, str]", values["documents"])),
        span=Span(file),
    )
    stem = PurePosixPath(file).stem
    if stem != edition.id:
        message = f"de id `{edition.id}` is niet die van het bestand; verwacht: `{stem}`"
        findings = (*findings, error("LIB001", message, document.span("id")))
    return edition, in_order(findings)
