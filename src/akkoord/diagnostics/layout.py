"""How findings look on a terminal and in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from akkoord.diagnostics.diagnostic import Diagnostic, Severity
from akkoord.diagnostics.span import Span

_NAMED = 3
"""So many providers are named with a finding; of the others it says how many."""
_WORD = {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.NOTE: "let op"}


def as_text(diagnostic: Diagnostic) -> str:
    """One finding as plain text, clear without colour, without a line end after it."""
    lines = [f"{_WORD[diagnostic.severity]}[{_called(diagnostic)}]: {diagnostic.message}"]
    if diagnostic.span is not None:
        lines.append(f"  {diagnostic.span}")
    if diagnostic.found:
        lines.append(f"  er staat: `{diagnostic.found}`")
    if diagnostic.expected:
        lines.append(f"  verwacht: `{diagnostic.expected}`")
    lines.extend(f"  {r.message}: {r.span}" for r in diagnostic.related)
    document = ", ".join(x for x in (diagnostic.document, diagnostic.article) if x)
    used_by = " / ".join(x for x in (document, _together(diagnostic.names)) if x)
    if used_by:
        lines.append(f"  in {used_by}")
    lines.extend(f"  tip: {hint}" for hint in diagnostic.hints)
    return "\n".join(lines)


def _called(diagnostic: Diagnostic) -> str:
    """The rule, with the code of reading behind it when that told it."""
    return f"{diagnostic.rule}, {diagnostic.code}" if diagnostic.rule else diagnostic.code


def folded(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings for a reader: what is the same for several providers or documents once, with their names together.

    A finding at a place in the document is of that document alone.
    """
    whose: dict[Diagnostic, list[Diagnostic]] = {}
    for found in diagnostics:
        document = found.document if found.article else ""
        whose.setdefault(replace(found, document=document, provider="", providers=()), []).append(found)
    return tuple(_of(found, same) for found, same in whose.items())


def _of(found: Diagnostic, same: list[Diagnostic]) -> Diagnostic:
    """The finding as that of all who are named; of everybody when one of them names nobody."""
    names = tuple(dict.fromkeys(name for one in same for name in one.names)) if all(d.names for d in same) else ()
    documents = tuple(dict.fromkeys(one.document for one in same)) if all(d.document for d in same) else ()
    found = replace(found, document=_together(documents))
    return replace(found, provider=names[0]) if len(names) == 1 else replace(found, providers=names)


def _together(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """One finding as plain data, keys as in `schemas/diagnostics.schema.json`; those of rules only where they apply."""
    of_rule = {
        "article": diagnostic.article,
        "found": diagnostic.found,
        "expected": diagnostic.expected,
        "mark": diagnostic.mark,
    }
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.rule or diagnostic.code,
        "message": diagnostic.message,
        "place": _place(diagnostic.span),
        "hints": list(diagnostic.hints),
        "related": [{"place": _place(r.span), "message": r.message} for r in diagnostic.related],
        "document": diagnostic.document or None,
        "provider": diagnostic.provider or None,
        **{key: text for key, text in of_rule.items() if text},
        **({"read_as": diagnostic.code} if diagnostic.rule else {}),
        **({"providers": list(diagnostic.providers)} if diagnostic.providers else {}),
    }


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each, in words: `2 fouten, 1 waarschuwing`. Remarks alone are no findings that fail."""
    found = list(diagnostics)
    counts = [
        (sum(d.severity is s for d in found), one, many)
        for s, one, many in (
            (Severity.ERROR, "fout", "fouten"),
            (Severity.WARNING, "waarschuwing", "waarschuwingen"),
            (Severity.NOTE, "opmerking", "opmerkingen"),
        )
    ]
    words = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    if not any(d.severity is not Severity.NOTE for d in found):
        words.insert(0, "geen bevindingen")
    return ", ".join(words)


def _place(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    return {"file": span.file, "line": span.line, "column": span.column}
