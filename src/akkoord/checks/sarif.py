"""Findings as SARIF, for whoever shows them beside the source: editors and CI.

Source:
    OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0, 3.13 (log), 3.19 (tool), 3.27 (result);
    the part that is written is `schemas/sarif.schema.json`.
"""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.checks.registry import find_rule, page_of
from akkoord.diagnostics import Diagnostic, Severity, Span

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(diagnostics: Sequence[Diagnostic], version: str) -> dict[str, object]:
    """A log with one run. `version` is that of the program."""
    codes = sorted({d.rule or d.code for d in diagnostics})
    index = {code: number for number, code in enumerate(codes)}
    return {
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "akkoord", "version": version, "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(d, index[d.rule or d.code]) for d in diagnostics],
            }
        ],
    }


def _rule(code: str) -> dict[str, object]:
    rule = find_rule(code) if code.startswith("R") and code[1:].isdigit() else None
    if rule is None:
        return {"id": code}
    title, _, rest = page_of(code).partition("\n")
    return {
        "id": code,
        "shortDescription": {"text": title.removeprefix(code).lstrip(": ")},
        "help": {"text": rest.strip()},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, object]:
    parts = [diagnostic.message]
    parts += [f"Er staat: `{diagnostic.found}`."] if diagnostic.found else []
    parts += [f"Verwacht: `{diagnostic.expected}`."] if diagnostic.expected else []
    parts += [f"Tip: {hint}." for hint in diagnostic.hints]
    made: dict[str, object] = {
        "ruleId": diagnostic.rule or diagnostic.code,
        "ruleIndex": index,
        "level": _LEVEL[diagnostic.severity],
        "message": {"text": "\n".join(parts)},
    }
    if diagnostic.span is not None:
        made["locations"] = [_location(diagnostic.span)]
    if diagnostic.related:
        places = dict.fromkeys(diagnostic.related)  # each once: the format wants them unique
        made["relatedLocations"] = [{**_location(r.span), "message": {"text": r.message}} for r in places]
    if diagnostic.mark:
        made["partialFingerprints"] = {"akkoordMark/v1": diagnostic.mark}
    read = {"readAs": diagnostic.code} if diagnostic.rule else {}
    about = {"document": diagnostic.document, "article": diagnostic.article, "provider": diagnostic.provider}
    whose = {"providers": list(diagnostic.providers)} if diagnostic.providers else {}
    made["properties"] = {name: text for name, text in about.items() if text} | whose | read
    return made


def _location(span: Span) -> dict[str, object]:
    region = {"startLine": span.line, "startColumn": span.column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": region}}


def _uri(path: str) -> str:
    """A path as a relative URI reference (RFC 3986): what may not stand in one is escaped."""
    from urllib.parse import quote

    return quote(path, safe="/!")
