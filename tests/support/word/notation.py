"""A short notation for documents, so that a probe is read at a glance.

One line is one paragraph; an empty line is an empty paragraph only when written `.`; other empty lines are layout.

    [style=Kop1 list=artikel/0 align=center] Tekst met {b:vet}, {b,i:beide} en {color:FF0000|rood}
    | cel | cel |                         rows of a plain table; consecutive lines make one table
    ::: KIND ARGUMENTS … :::              table row cell control bookmark header footer (nested, closed by `:::`)
    --- landscape start=continuous        ends a section with the paragraph before it

Inline: `{b:…}` formats by name, `{color:FF0000|…}` with a value, `{link TARGET|…}`, `{field CODE|…}`,
`{simple CODE|…}`, `{note|…}`, `{endnote|…}`, `{image 1}`, `{anchored 1}`, `{control TAG|…}`, `{bookmark NAME|…}`,
`{comment REMARK|…}`, `{box|…}`, `{vml|…}`, `{ins|…}`, `{del|…}`, `{bold|…}` (an earlier tracked bold), `{math x}`;
characters by name: `{nbsp}`, `{shy}`, `{nbhy}`, `{tab}`, `{br}`, `{page}`, `{column}`, `{zwsp}`, `{ensp}`, `{space}`,
`{check}`. Paragraphs within notes and boxes are parted by ` ¶ `.
"""

from __future__ import annotations

import shlex

from msgspec.structs import replace

from support.word.model import (
    Block,
    BlockBookmark,
    BlockControl,
    Bookmark,
    Box,
    Cell,
    Comment,
    Control,
    Document,
    Field,
    Formula,
    Image,
    Inline,
    Link,
    Note,
    Paragraph,
    Revision,
    Row,
    Section,
    Table,
    Text,
)

_CHARACTERS = {
    "nbsp": "\u00a0",
    "shy": "\u00ad",
    "nbhy": "\u2011",
    "tab": "\t",
    "br": "\n",
    "page": "\f",
    "column": "\v",
    "zwsp": "\u200b",
    "ensp": "\u2002",
    "space": " ",
    "check": "\u2713",
}
_VALUED = ("color", "size", "font", "style", "lang")


def document(text: str) -> Document:
    """The document of the notation."""
    return _Reader(text).document()


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = [line.strip() for line in text.splitlines() if line.strip()]
        self.at = 0
        self.section = Section()
        self.even_and_odd = False

    def document(self) -> Document:
        blocks = self.blocks()
        assert self.at == len(self.lines), f"closed too often: line {self.at}"
        return Document(blocks, self.section, even_and_odd=self.even_and_odd)

    def blocks(self) -> list[Block]:
        out: list[Block] = []
        while self.at < len(self.lines) and self.lines[self.at] != ":::":
            line = self.lines[self.at]
            self.at += 1
            if line.startswith(":::"):
                out += self.fenced(shlex.split(line[3:]))
            elif line.startswith("---"):
                last = out[-1]
                assert isinstance(last, Paragraph), "a section ends in a paragraph"
                last.section = self.page(line[3:].split())
                self.section = Section()
            elif line.startswith("==="):  # the page of the last section
                self.page(line[3:].split())
            elif line.startswith("|"):
                row = Row([Cell([_paragraph(text.strip())]) for text in line.strip("|").split("|")])
                if out and isinstance(out[-1], Table) and self.at > 1 and self.lines[self.at - 2].startswith("|"):
                    out[-1].rows.append(row)
                else:
                    out.append(Table([row]))
            else:
                out.append(_paragraph(line))
        return out

    def page(self, words: list[str]) -> Section:
        for word in words:
            name, _, value = word.partition("=")
            if name == "landscape":
                self.section.landscape = True
            elif name in ("margin", "columns"):
                setattr(self.section, name, int(value))
            else:
                self.section.start = {"start": value}[name]
        return self.section

    def fenced(self, words: list[str]) -> list[Block]:
        kind, arguments = words[0], words[1:]
        named = dict(word.split("=", 1) for word in arguments if "=" in word)
        if kind == "table":
            return [self.table(named)]
        inner = self.blocks()
        self.at += 1
        match kind:
            case "control":
                return [BlockControl(arguments[0], inner)]
            case "bookmark":
                return [BlockBookmark(arguments[0], inner)]
            case "header" | "footer":
                page = arguments[0] if arguments else "default"
                self.even_and_odd |= page == "even"
                getattr(self.section, f"{kind}s")[page] = inner
                return []
            case _:
                raise AssertionError(f"unknown block {kind}")

    def table(self, named: dict[str, str]) -> Table:
        rows: list[Row] = []
        while self.lines[self.at] != ":::":
            words = shlex.split(self.lines[self.at])
            self.at += 1
            if words[0].startswith("|"):
                texts = self.lines[self.at - 1].strip("|").split("|")
                rows.append(Row([Cell([_paragraph(text.strip())]) for text in texts]))
                continue
            assert words[:2] == [":::", "row"], words
            rows.append(Row(self.cells(), header="header" in words, repeated="repeated" in words))
        self.at += 1
        return Table(rows, named.get("style", "Raster"), named.get("align", ""))

    def cells(self) -> list[Cell]:
        out: list[Cell] = []
        while self.lines[self.at] != ":::":
            line = self.lines[self.at]
            self.at += 1
            if line.startswith("|"):
                out += [Cell([_paragraph(text.strip())]) for text in line.strip("|").split("|")]
                continue
            words = shlex.split(line)
            assert words[:2] == [":::", "cell"], words
            named = dict(word.split("=", 1) for word in words[2:])
            blocks = self.blocks()
            self.at += 1
            out.append(Cell(blocks, int(named.get("span", 1)), named.get("merge", ""), named.get("shade", "")))
        self.at += 1
        return out


def _paragraph(line: str) -> Paragraph:
    made = Paragraph()
    if line.startswith("["):
        head, _, line = line[1:].partition("]")
        made = _with_properties(head.split())
        line = line.strip()
    return replace(made, inlines=_inlines("" if line == "." else line))


def _with_properties(words: list[str]) -> Paragraph:
    made = Paragraph()
    for word in words:
        name, _, value = word.partition("=")
        if name == "list":
            lst, _, level = value.partition("/")
            made.list = (lst, int(level or 0))
        elif name in ("indent", "space_after"):
            setattr(made, name, int(value))
        elif name == "keep_next":
            made.keep_next = True
        else:
            assert name in ("style", "align", "mark", "changed_from"), name
            setattr(made, name, value)
    return made


def _inlines(text: str) -> list[Inline]:
    out: list[Inline] = []
    plain = ""
    at = 0
    while at < len(text):
        if text[at] != "{":
            plain += text[at]
            at += 1
            continue
        end = _closing(text, at)
        inside = text[at + 1 : end]
        at = end + 1
        if inside in _CHARACTERS:
            plain += _CHARACTERS[inside]
            continue
        if plain:
            out.append(Text(plain))
            plain = ""
        out += _inline(inside)
    return [*out, Text(plain)] if plain else out


def _closing(text: str, at: int) -> int:
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError(f"not closed: {text}")


def _inline(inside: str) -> list[Inline]:
    head, bar, rest = inside.partition("|")
    kind, _, argument = head.partition(" ")
    made = _wrapper(kind, argument, rest) if bar or " " in head else None
    if made is not None:
        return [made]
    names, _, text = inside.partition(":")
    if names in _VALUED:
        value, _, text = text.partition("|")
        return _formatted((f"{names}:{value}",), _inlines(text))
    return _formatted(tuple(names.split(",")), _inlines(text))


def _formatted(format: tuple[str, ...], inlines: list[Inline]) -> list[Inline]:  # noqa: A002  the word of the trade
    return [replace(i, format=(*format, *i.format)) if isinstance(i, Text) else i for i in inlines]


def _wrapper(kind: str, argument: str, rest: str) -> Inline | None:  # noqa: C901  one case for each kind
    def paragraphs() -> list[Block]:
        return [_paragraph(part.strip()) for part in rest.split(" ¶ ")]

    match kind:
        case "link":
            return Link(argument, _inlines(rest))
        case "field" | "simple":
            return Field(argument, _inlines(rest), simple=kind == "simple")
        case "note" | "endnote":
            return Note(paragraphs(), "footnote" if kind == "note" else "endnote")
        case "box" | "vml":
            return Box(paragraphs(), vml_only=kind == "vml")
        case "image" | "anchored":
            return Image(int(argument), anchored=kind == "anchored")
        case "control":
            return Control(argument, _inlines(rest))
        case "bookmark":
            return Bookmark(argument, _inlines(rest))
        case "comment":
            return Comment(argument, _inlines(rest))
        case "ins" | "del" | "bold":
            inner = _formatted(("b",), _inlines(rest)) if kind == "bold" else _inlines(rest)
            return Revision("format" if kind == "bold" else kind, inner)
        case "math":
            return Formula(argument)
        case _:
            return None
