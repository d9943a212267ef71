"""Plain texts of specs that hold `{{ … }}`: titles, lines, labels, reasons."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.readers.braces import loose_braces
from akkoord.readers.expression import parse_expression
from akkoord.tree import Slot
from akkoord.tree.expression import Expression, Filter, ListOf, Literal, Name, Not, Operation

_TEXTS_KEPT = 500
"""Of so many texts it is remembered what they are: those of a spec are filled in for each addressee."""


@lru_cache(_TEXTS_KEPT)
def parse_text(source: str, span: Span) -> tuple[tuple[str | Slot, ...], tuple[Diagnostic, ...]]:
    r"""The pieces of `source` in order: text as it stands, and a `Slot` for each `{{ … }}`.

    `\{{` is two braces. Every place is `span`: what YAML quotes or folds has no column of
    its own. A slot that cannot be read gives a finding and `Slot(Literal(""))`.
    """
    parts: list[str | Slot] = []
    findings: list[Diagnostic] = []
    text, at = "", 0
    escaped = False
    while (opening := source.find("{{", at)) >= 0:
        if source[:opening].endswith("\\"):
            text, at = text + source[at : opening - 1] + "{{", opening + 2
            escaped = True
            continue
        closing = source.find("}}", opening)
        if closing < 0:
            message = "`{{` wordt niet gesloten; verwacht: `}}` in dezelfde tekst"
            findings.append(error("EXP010", message, span, "schrijf `\\{{` om twee accolades af te drukken"))
            break
        text += source[at:opening]
        if text:
            _add(text, parts)
        slot, found = _slot(source[opening + 2 : closing].strip(), span)
        parts.append(slot)
        findings.extend(found)
        text, at = "", closing + 2
    text += source[at:]
    if text:
        _add(text, parts)
    if not escaped:
        texts = (part for part in parts if isinstance(part, str))
        findings += [warning("EXP012", said, span, hint) for part in texts for _, said, hint in loose_braces(part)]
    return tuple(parts), tuple(findings)


def full_stop(text: str) -> bool:
    """Whether `text` begins with the full stop of a sentence, and not with more of them."""
    return text.startswith(".") and not text.startswith("..")


def _add(text: str, parts: list[str | Slot]) -> None:
    """`text` at the end of `parts`; a slot before it knows when that closes its sentence."""
    before = parts[-1] if parts else None
    if isinstance(before, Slot) and full_stop(text):
        parts[-1] = replace(before, closed=True)
    parts.append(text)


def _slot(source: str, span: Span) -> tuple[Slot, tuple[Diagnostic, ...]]:
    expression, findings = parse_expression(source, span)
    placed = _placed(expression, span) if expression is not None else Literal("")
    return Slot(placed, " ".join(source.split()), span), tuple(replace(f, span=span) for f in findings)


def _placed(expression: Expression, span: Span) -> Expression:
    """`expression` with every part at `span`."""
    match expression:
        case Literal():
            return expression
        case Name():
            return replace(expression, span=span)
        case ListOf(items):
            return ListOf(tuple(_placed(i, span) for i in items))
        case Filter(value, name, arguments):
            return Filter(_placed(value, span), name, tuple(_placed(a, span) for a in arguments), span)
        case Operation(operator, left, right):
            return Operation(operator, _placed(left, span), _placed(right, span), span)
        case Not(value):
            return Not(_placed(value, span))
