"""A finished document as plain text, everything computed shown: numbers, addresses, references, terms, notes."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.tree import (
    Blank,
    Block,
    BulletList,
    Clause,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Footnote,
    Frame,
    Inline,
    LineBreak,
    Link,
    Mark,
    NumberedList,
    NumberPart,
    Paragraph,
    Reference,
    Revised,
    Role,
    Section,
    SignatureBlock,
    Strong,
    Table,
    TermUse,
    Text,
    TitlePage,
    plain_text,
)


def printed(document: Document) -> str:
    """The document as lines: `‹term›`, `⟦reference with (numbers)⟧`, `{anchor}`, `<clause@version>`."""
    page = document.title_page or TitlePage("")
    head = [f"{document.status.value}: {document.meta.title}, {document.meta.version_line}"]
    head += [f"| {words}" for words in (page.subtitle, page.motto, *page.lines, page.notice) if words]
    return "\n".join((*head, *_blocks(document.body, 0), *_blocks(document.signature_pages, 0)))


def words(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:  # noqa: C901  # one flat case for each kind of node
    match inline:
        case Text(text):
            return text
        case Strong():
            return f"**{words(inline.children)}**"
        case Emphasis():
            return f"*{words(inline.children)}*"
        case Revised(mark, children):
            return f"{'-' if mark is Mark.REMOVED else '+'}{{{words(children)}}}"
        case Link(url):
            return f"[{words(inline.children)}]({url})"
        case Blank(label, name):
            return f"⟨{label}: {name}⟩"
        case LineBreak():
            return " / "
        case TermUse(text, anchor):
            return f"‹{text}›" if anchor else text
        case Footnote():
            return f"[^{inline.number}: {' '.join(words(b.children) for b in inline.children)}]"
        case Reference():
            parts = "".join(f"({p.text})" if isinstance(p, NumberPart) else p for p in inline.parts)
            return f"⟦{parts} → {inline.document}#{inline.anchor}⟧"
        case _:
            raise AssertionError(f"not a final node: {inline!r}")


def _blocks(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[str]:  # noqa: C901  # one flat case for each kind of node
    pad = "  " * depth
    match block:
        case Paragraph():
            role = "" if block.role in (Role.BODY, Role.REQUIREMENT) else f"({block.role.value}) "
            yield f"{pad}{role}{_number(block)}{words(block.children)}{_address(block.anchor)}"
        case Section():
            yield f"{pad}{'#' * block.level} {_number(block)}{words(block.title)}{_address(block.anchor)}"
            yield from _blocks(block.children, depth)
        case Clause():
            yield f"{pad}<{block.id}@{block.version}>{_address(block.anchor)}"
            yield from _blocks(block.children, depth)
        case NumberedList() | BulletList():
            for item in block.items:
                mark = f"{item.number.shown} ({block.kind.value})" if isinstance(block, NumberedList) else "-"
                yield f"{pad}{mark}{_address(item.anchor)}"
                yield from _blocks(item.children, depth + 1)
        case Frame():
            yield f"{pad}kader"
            yield from _blocks(block.children, depth + 1)
        case Table():
            yield f"{pad}tabel {block.summary}".rstrip()
            for row in (block.header, *block.rows):
                yield f"{pad}  rij {row.clause}{_address(row.anchor)}".rstrip()
                yield from (line for cell in row.cells for line in _blocks(cell.children, depth + 2))
        case Contents():
            yield f"{pad}{block.title}: " + "; ".join(_number(e) + plain_text(e.title) for e in block.entries)
        case SignatureBlock():
            yield f"{pad}[{block.field_name}] {block.heading} ({block.tooltip})"
            yield from (f"{pad}  {row.label}: {row.value}".rstrip() for row in block.rows)
        case _:
            raise AssertionError(f"not a final node: {block!r}")


def _number(node: Paragraph | Section | ContentsEntry) -> str:
    return f"{node.number.shown} " if node.number else ""


def _address(anchor: str) -> str:
    return f" {{{anchor}}}" if anchor else ""
