"""Filling `{{ … }}`: a value becomes text and nothing else, so that data never becomes markup."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.evaluation import evaluate
from akkoord.assembly.filters import OPEN, RefusedError, text_of
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope, mentions_addressee
from akkoord.assembly.values import Value
from akkoord.assembly.variants import InlineMapper, each_by_itself
from akkoord.diagnostics import Diagnostic, Span, error, note
from akkoord.readers.characters import REFUSED
from akkoord.readers.expression import parse_expression
from akkoord.readers.slots import parse_text
from akkoord.tree import (
    Blank,
    Block,
    Held,
    Inline,
    Paragraph,
    Role,
    Slot,
    Strong,
    Text,
    map_child_blocks,
    mapped,
    stands_in,
)
from akkoord.tree.expression import Filter, Literal, names_in

_OF_VALUES = frozenset(("SLT001", "SLT002", "SLT003"))
"""What is wrong with the value of a slot, so that where it comes from is worth to know."""
_KEPT = 20_000
"""Of so many slots it is kept what they print; then all of it goes."""


class _Print(Struct, frozen=True):
    """What a slot printed, with the values that its names had, and all the names that rests on."""

    slot: Slot
    values: tuple[tuple[str, Value], ...]
    text: str
    names: frozenset[str]


class Printed(Struct, frozen=True):
    """What slots printed that are the same for every addressee, worked out once for many texts of an edition.

    By the `id` of the slot, which is kept with it. It holds as long as its names have the very values they had.
    """

    known: dict[int, _Print] = field(default_factory=dict[int, _Print])

    def of(self, slot: Slot, scope: Scope, place: Span, findings: Findings) -> str | Blank:
        """As `_printed`; what there is anything to say of is worked out each time."""
        known = self.known.get(id(slot))
        if known is not None and all(scope.values.get(name) is value for name, value in known.values):
            findings.names |= known.names
            return known.text
        aside = Findings()
        text = _printed(slot, scope, place, aside)
        findings.take(aside)
        if isinstance(text, str) and text and not aside.diagnostics and not mentions_addressee(slot.expression):
            if len(self.known) >= _KEPT:
                self.known.clear()
            names = dict.fromkeys(".".join(name.path) for name in names_in(slot.expression))
            values = tuple((name, scope.values[name]) for name in names)
            self.known[id(slot)] = _Print(slot, values, text, frozenset(aside.names))
        return text


def filled(
    blocks: tuple[Block, ...],
    scope: Scope,
    place: Span,
    findings: Findings,
    printed: Printed | None = None,
    over: InlineMapper = each_by_itself,
) -> tuple[Block, ...]:
    """`blocks` with a `Text` for each slot; a slot that fails leaves a mark in brackets and an error.

    A paragraph left without text, because a name may be empty, goes. `place` is used for
    slots without a place of their own. `printed` is what texts of the edition have in common.
    """
    print_slot = _printed if printed is None else printed.of

    def change(inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, Slot):
            return (inline,)
        text = print_slot(inline, scope, place, findings)
        if isinstance(text, Blank):
            return (replace(text, span=inline.span),)
        if _leaves_open(inline):  # bold and between brackets: seen without colour, and heard
            return (Strong((Text(text, inline.span),)),)
        return (Text(text, inline.span),) if text else ()

    out = over(blocks, change, Held.SLOT)
    return _without_empty(out) if scope.optional else out


def _without_empty(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` without paragraphs that hold nothing; the letter of a requirement has no text of its own."""
    if not any(stands_in(b, Held.EMPTY_PARAGRAPH) for b in blocks):
        return blocks
    kept = tuple(b for b in blocks if not _is_empty(b))
    return mapped(blocks if len(kept) == len(blocks) else kept, lambda b: map_child_blocks(b, _without_empty))


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.children and block.role is not Role.REQUIREMENT


def text_inlines(source: str, span: Span, findings: Findings) -> tuple[Inline, ...]:
    """A text of a spec as inlines, its slots not yet filled."""
    parts, found = parse_text(source, span)
    findings.add(*found)
    return tuple(Text(p, span) if isinstance(p, str) else p for p in parts)


def filled_text(source: str, scope: Scope, span: Span, findings: Findings) -> str:
    """A text of a spec with its slots filled."""
    parts, found = parse_text(source, span)
    findings.add(*found)
    printed = (p if isinstance(p, str) else _printed(p, scope, span, findings) for p in parts)
    return "".join(p if isinstance(p, str) else p.text for p in printed)


def checked(text: str, what: str, place: Span, findings: Findings) -> str:
    """`text` when every program can show it, else "" and an error that names `what` it is."""
    refused = REFUSED.search(text)
    if refused is None and "\n" not in text:
        return text
    sign = refused[0] if refused is not None else "\n"
    message = f"{what} bevat het teken U+{ord(sign):04X}; verwacht: leesbare tekst zonder regeleinde"
    findings.add(error("SLT003", message, place, "verwijder dat teken uit de gegevens"))
    return ""


def _printed(slot: Slot, scope: Scope, place: Span, findings: Findings) -> str | Blank:
    """What a slot prints; "" only for a name that may be empty, a `Blank` for one that is not known yet."""
    mark = f"[ontbreekt: {slot.source}]"
    place = slot.span or place
    if slot.expression == Literal("") and parse_expression(slot.source, place)[0] is None:
        return mark  # the reader has said what is wrong with it
    aside = Findings()
    text = _text(slot, scope, place, aside)
    where = scope.where(slot.expression)
    aside.diagnostics = [
        replace(d, related=d.related or where) if d.code in _OF_VALUES else d for d in aside.diagnostics
    ]
    findings.take(aside, scope.whose(slot.expression))
    if isinstance(text, str) and _leaves_open(slot):
        findings.add(_open_place(text, scope, place))
    return mark if text is None else text


def _text(slot: Slot, scope: Scope, place: Span, findings: Findings) -> str | Blank | None:
    """The text of a slot, None when it has none."""
    value = evaluate(slot.expression, scope, place, findings)
    if value is None or isinstance(value, Blank):
        return value
    if isinstance(value, tuple):
        message = f"`{slot.source}` is een lijst; verwacht: tekst, een getal of een datum"
        findings.add(error("SLT001", message, place, f"schrijf `{{{{ {slot.source} | opsomming }}}}`"))
        return None
    try:
        text = text_of(value)
    except RefusedError as refused:
        findings.add(error("SLT001", f"`{slot.source}`: {refused}", place))
        return None
    if not text and not _may_be_empty(slot, scope):
        findings.add(error("SLT002", f"`{slot.source}` geeft een lege tekst; verwacht: een waarde", place))
        return None
    if slot.closed and text.endswith(".") and not text.endswith(".."):
        text = text[:-1]  # an abbreviation at the end of a sentence: its stop and that of the sentence are one
    return (checked(text, f"`{slot.source}`", place, findings) or None) if text else ""


def _leaves_open(slot: Slot) -> bool:
    return isinstance(slot.expression, Filter) and slot.expression.name == OPEN


def _open_place(text: str, scope: Scope, place: Span) -> Diagnostic:
    """What is left open is to be filled in before the edition is fixed."""
    if not scope.fixed:
        return note("OPN001", f"nog in te vullen: {text}", place)
    message = f"{text} is nog in te vullen; verwacht: een vastgestelde editie laat niets open"
    return error("OPN001", message, place, "vul het in, in een nieuwe versie van de clausule")


def _may_be_empty(slot: Slot, scope: Scope) -> bool:
    names = {".".join(n.path) for n in names_in(slot.expression)}
    return bool(names & scope.optional)
