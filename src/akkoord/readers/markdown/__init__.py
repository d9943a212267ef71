"""Clause texts: CommonMark with tables, footnotes, slots and directives, read into the tree with places.

`parser` sets up markdown-it, with block rules from `rules` and `tables` that keep offsets;
`blocks`, `directives`, `footnotes` and `inlines` make the tree; `typography` sets the words.
"""

from __future__ import annotations

from akkoord.diagnostics import Diagnostic, Span, error, in_order
from akkoord.readers.characters import REFUSED, miscoded, refused_characters
from akkoord.tree import Block

__all__ = ["MAX_CHARACTERS", "read_blocks"]

MAX_CHARACTERS = 256 * 1024


def read_blocks(text: str, file: str, first_line: int = 1) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of a clause text, and everything that is wrong with it in order of place.

    `first_line` is the line of `file` at which `text` begins. Blocks come back also when
    there are errors, so that later stages find theirs in the same run; only a text too
    large or too deep gives none.
    """
    # Imported here: a run whose clauses all come from the cache never needs markdown-it, and it costs 45 ms.
    from akkoord.readers.markdown.blocks import BlockReader
    from akkoord.readers.markdown.footnotes import Footnotes
    from akkoord.readers.markdown.parser import MAX_LEVELS, block_tokens
    from akkoord.readers.markdown.source import SourceText

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    start = Span(file, first_line)
    if len(text) > MAX_CHARACTERS:
        message = f"een tekst van {len(text)} tekens; verwacht: hoogstens {MAX_CHARACTERS}"
        return (), (error("MDN001", message, start, "verdeel de tekst over meer clausules"),)
    characters = refused_characters(text, start)
    source = SourceText(REFUSED.sub(" ", text) if characters else text, file, first_line)
    characters += miscoded(text, start)
    tokens, problems = block_tokens(source.text)
    deep = next((t for t in tokens if t.level >= MAX_LEVELS), None)
    if deep is not None:
        place = Span(file, first_line + deep.map[0]) if deep.map else start
        return (), (*characters, error("MDN002", f"meer dan {MAX_LEVELS} niveaus diep", place))
    footnotes = Footnotes(source)
    reader = BlockReader(source, footnotes)
    blocks = reader.blocks(footnotes.taken_from(tokens))
    found = [error(p.code, p.message, source.span(p.offset), p.hint) for p in problems]
    return blocks, in_order((*characters, *found, *reader.findings, *footnotes.all_findings()))
