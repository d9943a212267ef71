"""A part of the house style, cut once at its tags: text, values, choices and repeats.

Tags become processing instructions in the parsed part, so that they sit where XML allows
them, and the serialised part is cut there. What a template author can write beyond plain
names, `if name` and `for x in list` stays with docxtpl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from lxml import etree
from msgspec import Struct

from akkoord.ooxml import Element, escape, serialise
from akkoord.ooxml.names import XML_NS, w
from akkoord.writers.docx.tags import MARKER, Tag, find_tags

Values: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""What the tags print; a tuple for the names of lists."""


class Value(Struct, frozen=True):
    """The value of a name, escaped."""

    name: str


class Choice(Struct, frozen=True):
    """Segments that stand only when the value of `name` is not empty (`negated`: is empty)."""

    name: str
    negated: bool
    then: tuple[Segment, ...]
    otherwise: tuple[Segment, ...]


class Repeat(Struct, frozen=True):
    """Segments once per value of the list `name`, which `variable` holds."""

    variable: str
    name: str
    each: tuple[Segment, ...]


class Body(Struct, frozen=True):
    """Where the body of the document comes."""


Segment: TypeAlias = str | Value | Choice | Repeat | Body

_TARGET = "akkoord"
_INSTRUCTION = re.compile(r"<\?akkoord ([^?]*)\?>")
_PLAIN = re.compile(r"[A-Za-z]\w*")
_IF = re.compile(r"if\s+(not\s+)?([A-Za-z]\w*)")
_FOR = re.compile(r"for\s+([A-Za-z]\w*)\s+in\s+([A-Za-z]\w*)")


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph, without that of text boxes inside it."""
    return "".join(t.text or "" for t in own_texts(paragraph))


def own_texts(paragraph: Element) -> list[Element]:
    """The `w:t` elements whose nearest paragraph is this one."""
    return [t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph]


def mark_body(root: Element) -> None:
    """Replace the paragraph of the body marker by a processing instruction."""
    for paragraph in list(root.iter(w("p"))):
        tags = find_tags(paragraph_text(paragraph))
        if len(tags) == 1 and tags[0].body == MARKER:
            _replace(paragraph, "body")


def compile_part(root: Element) -> tuple[Segment, ...] | None:
    """`root` cut at its tags, or None when it holds a tag only docxtpl can render.

    The tags were checked before; the body was marked.
    """
    for paragraph in list(root.iter(w("p"))):
        texts = own_texts(paragraph)
        tags = find_tags("".join(t.text or "" for t in texts))
        if not tags:
            continue
        instructions = [_instruction(tag) for tag in tags]
        if any(i is None for i in instructions):
            return None
        known = [i for i in instructions if i is not None]
        if tags[0].scope == "p":
            _replace(paragraph, known[0])
        elif not _place(texts, tags, known):
            return None
    return cut(serialise(root))


def cut(xml: str) -> tuple[Segment, ...]:
    """Serialised XML, cut at its instructions."""
    pieces = _INSTRUCTION.split(xml)
    segments, rest, _ = _nested(pieces, 0)
    assert rest == len(pieces), "the blocks of a checked template are closed"  # noqa: S101  # a bug of ours
    return segments


def _nested(pieces: Sequence[str], at: int) -> tuple[tuple[Segment, ...], int, str]:
    """Segments from `at` to the end of the block, where that ends, and the closing word."""
    out: list[Segment] = []
    while at < len(pieces):
        if pieces[at]:
            out.append(pieces[at])
        at += 1
        if at >= len(pieces):
            break
        word, *arguments = pieces[at].split()
        at += 1
        if word == "value":
            out.append(Value(arguments[0]))
        elif word == "body":
            out.append(Body())
        elif word == "for":
            each, at, _ = _nested(pieces, at)
            out.append(Repeat(arguments[0], arguments[1], each))
        elif word == "if":
            then, at, end = _nested(pieces, at)
            otherwise: tuple[Segment, ...] = ()
            if end == "else":
                otherwise, at, _ = _nested(pieces, at)
            out.append(Choice(arguments[0], len(arguments) > 1, then, otherwise))
        else:
            return tuple(out), at, word
    return tuple(out), at, ""


def _instruction(tag: Tag) -> str | None:
    if tag.scope not in ("", "p"):
        return None
    if not tag.keyword:
        return f"value {tag.body}" if _PLAIN.fullmatch(tag.body) else None
    if tag.keyword in ("else", "endif", "endfor"):
        return tag.keyword
    if chosen := _IF.fullmatch(tag.body):
        return f"if {chosen.group(2)}" + (" not" if chosen.group(1) else "")
    if repeated := _FOR.fullmatch(tag.body):
        return f"for {repeated.group(1)} {repeated.group(2)}"
    return None


def _replace(paragraph: Element, instruction: str) -> None:
    parent = paragraph.getparent()
    assert parent is not None, "a paragraph stands in a part"  # noqa: S101  # a bug of ours
    parent.replace(paragraph, etree.ProcessingInstruction(_TARGET, instruction))


def _place(texts: list[Element], tags: Sequence[Tag], instructions: Sequence[str]) -> bool:
    """Put the instructions in the texts; a tag split over runs goes to the run it begins in.

    False when a block would begin in one run and end in another.
    """
    homes: set[int] = set()
    offset = 0
    for number, element in enumerate(texts):
        text = element.text or ""
        here = [(t, i) for t, i in zip(tags, instructions, strict=True) if offset <= t.start < offset + len(text)]
        homes.update(number for t, _ in here if t.keyword)
        keep = [(max(t.start, offset), min(t.end, offset + len(text))) for t in tags]
        _rewrite(element, text, offset, [k for k in keep if k[0] < k[1]], {t.start: i for t, i in here})
        offset += len(text)
    return len(homes) <= 1


def _rewrite(
    element: Element, text: str, offset: int, spans: Sequence[tuple[int, int]], instructions: Mapping[int, str]
) -> None:
    """`element` with its tags replaced: the instruction where a tag begins, nothing where it goes on."""
    element.text = ""
    element.set(f"{{{XML_NS}}}space", "preserve")
    at = offset
    last: Element | None = None
    for start, end in [*spans, (offset + len(text), offset + len(text))]:
        between = text[at - offset : start - offset]
        if last is None:
            element.text += between
        else:
            last.tail = (last.tail or "") + between
        if start in instructions:
            last = etree.ProcessingInstruction(_TARGET, instructions[start])
            element.append(last)
        at = end


def render(segments: Sequence[Segment], values: Values) -> tuple[str, str]:
    """The part with its values filled in, escaped: up to where the body comes, and from there on.

    A part without a body is all in the first.
    """
    sides: list[list[str]] = [[], []]
    side = 0
    for segment in _filled(segments, values):
        if isinstance(segment, Body):
            side = 1
        else:
            sides[side].append(segment)
    return "".join(sides[0]), "".join(sides[1])


def _filled(segments: Sequence[Segment], values: Values) -> Iterator[str | Body]:
    for segment in segments:
        match segment:
            case str() | Body():
                yield segment
            case Value(name):
                yield escape(str(values[name]))
            case Choice(name, negated, then, otherwise):
                yield from _filled(then if bool(values[name]) is not negated else otherwise, values)
            case Repeat(variable, name, each):
                for value in values[name]:
                    yield from _filled(each, {**values, variable: value})
