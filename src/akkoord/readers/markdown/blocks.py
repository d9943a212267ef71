"""From block tokens to blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from markdown_it.token import Token
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.readers.markdown.directives import Directives
from akkoord.readers.markdown.footnotes import Footnotes
from akkoord.readers.markdown.inlines import FootnoteMaker, InlineReader
from akkoord.readers.markdown.source import SourceText, Stretch
from akkoord.readers.markdown.tables import TableSource
from akkoord.tree import (
    Block,
    BulletList,
    Footnote,
    Inline,
    ListItem,
    NumberedList,
    Paragraph,
    Role,
    Table,
    TableCell,
    TableRow,
    Text,
    plain_text,
)

_REFUSED = {
    "code_block": ("MDN004", "een blok code (vier spaties ingesprongen); verwacht: gewone tekst"),
    "fence": ("MDN004", "een blok code; verwacht: gewone tekst"),
    "hr": ("MDN007", "een streep; verwacht: gewone tekst"),
    "html_block": ("MDN005", "HTML; verwacht: Markdown"),
    "heading_open": ("MDN003", "een kop; verwacht: gewone tekst"),
}
_HINTS = {
    "heading_open": "koppen staan in het document, onder `documents/`; een regel `---` onder tekst maakt ook een kop",
    "code_block": "spring een vervolg onder `1.` drie spaties in",
}


_CAPTION = "Tabel: "


def _is_caption(paragraph: Paragraph) -> bool:
    return plain_text(paragraph.children).startswith(_CAPTION)


class BlockReader:
    """Reads tokens with nested blocks; what is wrong with them is in `findings`."""

    def __init__(self, source: SourceText, footnotes: Footnotes) -> None:
        self.source = source
        self.footnotes = footnotes
        self.findings: list[Diagnostic] = []
        self.directives = Directives(source)

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """The blocks of a whole text or of the inside of one container."""
        out: list[Block] = []
        columns: dict[int, int] = {}
        for token, inside in _groups(tokens):
            read = self._block(token, inside)
            if token.type in ("ordered_list_open", "bullet_list_open"):
                columns[len(out)] = self._span(token).column
                self._check_indent(columns.get(len(out) - 1), self._span(token))
            out.extend(read)
        return self._captioned(out)

    def _captioned(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """`blocks` in which a paragraph `Tabel: …` right before a table has become its caption."""
        out: list[Block] = []
        for block in blocks:
            before = out[-1] if out else None
            if isinstance(block, Table) and isinstance(before, Paragraph) and _is_caption(before):
                out[-1] = replace(block, caption=self._caption(before))
            else:
                out.append(block)
        return tuple(out)

    def _caption(self, paragraph: Paragraph) -> str:
        if not all(isinstance(inline, Text) for inline in paragraph.children):
            message = "in het opschrift van een tabel staat meer dan gewone tekst; verwacht: `Tabel: ` met een naam"
            self.findings.append(error("MDN036", message, paragraph.span))
        return plain_text(paragraph.children).removeprefix(_CAPTION)

    def _span(self, token: Token) -> Span:
        return self.source.span(int(token.meta["at"]))

    def _block(self, token: Token, inside: Sequence[Token]) -> tuple[Block, ...]:
        span = self._span(token)
        match token.type:
            case "paragraph":
                return (self._paragraph(token, self._note),)
            case "table":
                return (self._table(cast("TableSource", token.meta["table"]), span),)
            case "ordered_list_open":
                self._check_numbers(token, inside)
                return (NumberedList(self._items(inside), span=span),)
            case "bullet_list_open":
                return (BulletList(self._items(inside), span=span),)
            case "blockquote_open":
                return self._only_paragraphs(inside, "MDN008", "een citaat", Role.QUOTE, self._note)
            case "directive_open":
                block, findings = self.directives.block(token, self.blocks(inside))
                self.findings.extend(findings)
                return (block,) if block is not None else ()
            case _:
                self._refuse(token)
                return ()

    def _refuse(self, token: Token) -> None:
        code, message = _REFUSED[token.type]
        self.findings.append(error(code, message, self._span(token), _HINTS.get(token.type, "")))

    def _inlines(self, stretch: Stretch, footnote: FootnoteMaker | None) -> tuple[Inline, ...]:
        reader = InlineReader(self.source, stretch, footnote)
        nodes = reader.read()
        self.findings.extend(reader.findings)
        return nodes

    def _paragraph(self, token: Token, footnote: FootnoteMaker | None, role: Role = Role.BODY) -> Paragraph:
        stretch = cast("Stretch", token.meta["stretch"])
        if stretch.content.startswith("|"):
            message = "een tabel zonder regel met streepjes; verwacht: `|---|---|` onder de kop"
            self.findings.append(error("MDN026", message, self._span(token)))
        return Paragraph(self._inlines(stretch, footnote), role, span=self._span(token))

    def _note(self, label: str, span: Span) -> Footnote | None:
        return self.footnotes.note(label, span, self._note_text)

    def _note_text(self, tokens: Sequence[Token]) -> tuple[Paragraph, ...]:
        return self._only_paragraphs(tokens, "MDN020", "een voetnoot", Role.BODY, None)

    def _only_paragraphs(
        self, tokens: Sequence[Token], code: str, where: str, role: Role, footnote: FootnoteMaker | None
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of `where`; any other block is a finding."""
        out: list[Paragraph] = []
        for token, _ in _groups(tokens):
            if token.type == "paragraph":
                out.append(self._paragraph(token, footnote, role))
            else:
                message = f"{where} met iets anders dan alinea's; verwacht: alleen alinea's"
                self.findings.append(error(code, message, self._span(token)))
        return tuple(out)

    def _items(self, tokens: Sequence[Token]) -> tuple[ListItem, ...]:
        out: list[ListItem] = []
        for token, inside in _groups(tokens):
            span = self._span(token)
            children = self.blocks(inside)
            if not children:
                self.findings.append(error("MDN030", "een leeg onderdeel; verwacht: tekst erachter", span))
            if out and out[0].span is not None and out[0].span.column < span.column:
                self._check_indent(out[0].span.column, span)
            out.append(ListItem(children, span=span))
        return tuple(out)

    def _check_indent(self, column: int | None, span: Span) -> None:
        """A list meant to stand inside an item, but not indented enough, would silently become its equal."""
        if column is None or span.column <= column:
            return
        message = "dit onderdeel springt te weinig in om bij het onderdeel erboven te horen"
        hint = "zet het even ver als de tekst erboven (drie spaties onder `1.`), of haal de spaties weg"
        self.findings.append(error("MDN035", message, span, hint))

    def _check_numbers(self, token: Token, inside: Sequence[Token]) -> None:
        if token.markup != ".":
            message = f"een nummer met `{token.markup}`; verwacht: `1.`"
            self.findings.append(error("MDN034", message, self._span(token)))
        items = [t for t, _ in _groups(inside)]
        if all(int(t.info) == 1 for t in items):
            return
        for count, item in enumerate(items, 1):
            if int(item.info) != count:
                message = f"het nummer `{item.info}.`; verwacht: `1.`, want nummers worden berekend"
                hint = "begint de zin met een getal, schrijf dan `\\.` erachter"
                self.findings.append(warning("MDN029", message, self._span(item), hint))
                return

    def _table(self, table: TableSource, span: Span) -> Table:
        header, *rows = (
            TableRow(tuple(map(self._cell, cells)), span=self.source.span(at))
            for cells, at in zip(table.rows, table.places, strict=True)
        )
        return Table(table.widths, table.align, header, tuple(rows), span=span)

    def _cell(self, stretch: Stretch) -> TableCell:
        place = self.source.span(stretch.origin(0))
        return TableCell((Paragraph(self._inlines(stretch, self._note), span=place),))


def _groups(tokens: Sequence[Token]) -> list[tuple[Token, Sequence[Token]]]:
    """The blocks directly in `tokens`, each with the tokens between its opening and closing."""
    out: list[tuple[Token, Sequence[Token]]] = []
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index)
        out.append((tokens[index], tokens[index + 1 : end]))
        index = end + 1
    return out


def _closing(tokens: Sequence[Token], index: int) -> int:
    depth = 0
    while True:
        depth += tokens[index].nesting
        if depth == 0:
            return index
        index += 1
