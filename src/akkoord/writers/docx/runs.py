"""What stands inside a paragraph, as runs, fields, hyperlinks and footnote marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

from akkoord.diagnostics import Span
from akkoord.ooxml import escape, escape_attribute
from akkoord.ooxml.names import OFFICE_RELATIONSHIP
from akkoord.tree import (
    Blank,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Mark,
    Number,
    NumberPart,
    Paragraph,
    Reference,
    Revised,
    Slot,
    Strong,
    TermUse,
    Text,
)
from akkoord.writers.docx.errors import footnote_error, missing_target_error
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.provenance import bookmark_name
from akkoord.writers.docx.styles import Style

Targets = Mapping[str, Number | None]
"""The number of every anchor a reference or the contents can point to."""

_BEGIN = '<w:r>{0}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{0}<w:instrText xml:space="preserve"> '
_CODE_END = " </w:instrText></w:r>"
_SEPARATE = '<w:r>{0}<w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r>{0}<w:fldChar w:fldCharType="end"/></w:r>'


def field(code: str, result: str, properties: str = "") -> str:
    """A complex field with `result` (text) as what it shows until it is updated."""
    return field_start(code, properties) + run(result, properties) + _END.format(properties)


def field_start(code: str, properties: str = "") -> str:
    """A complex field up to where its result begins."""
    return f"{_BEGIN.format(properties)}{code}{_CODE_END}{_SEPARATE.format(properties)}"


_REVISED = {
    Mark.REMOVED: '<w:strike/><w:color w:val="9B1C1C"/>',
    Mark.ADDED: '<w:color w:val="14532D"/><w:u w:val="double"/>',
}
"""How words look that went or came; each can be told without its colour."""

_PLAIN_BEGIN = '<w:fldChar w:fldCharType="begin"/>'
_LONGEST_HELP, _LONGEST_STATUS = 255, 138
"""Characters that Word takes of a form field's help and status text; the standard allows one or two more."""

_UNDERLINED = '<w:u w:val="single"/>'

FIELD_END = _END.format("")


def run(text: str, properties: str = "") -> str:
    """A run of plain text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class Links:
    """The addresses outside the document that one part points to, each once."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[str, str] = {}

    def going_on(self) -> Links:
        """One that goes on from here on its own."""
        after = Links(self._prefix)
        after._ids = self._ids.copy()
        return after

    def id_of(self, url: str) -> str:
        """The relationship id of `url`."""
        return self._ids.setdefault(url, f"{self._prefix}{len(self._ids) + 1}")

    def xml(self) -> str:
        """The relationships, in order of first use."""
        return "".join(
            f'<Relationship Id="{i}" Type="{OFFICE_RELATIONSHIP}hyperlink" Target="{escape_attribute(url)}" '
            'TargetMode="External"/>'
            for url, i in self._ids.items()
        )


class RunWriter:
    """Writes the inlines of one story. `notes` is None in the footnotes themselves."""

    def __init__(self, house: HouseStyle, targets: Targets, links: Links, notes: NoteWriter | None) -> None:
        self._targets = targets
        self._links = links
        self._notes = notes
        link = escape_attribute(house.styles[Style.LINK])
        self._link_style = f'<w:rStyle w:val="{link}"/>'

    def xml(
        self, inlines: Sequence[Inline], bold: bool = False, italic: bool = False, style: str = "", revised: str = ""
    ) -> str:
        """The runs of `inlines`; `style` is the `rStyle` element they carry, `revised` the look of words that
        went or came, "" for none."""
        if len(inlines) == 1 and type(inlines[0]) is Text and not (bold or italic or style or revised):
            return f'<w:r><w:t xml:space="preserve">{escape(inlines[0].text)}</w:t></w:r>'
        properties = _properties(bold, italic, style, revised)
        out: list[str] = []
        text = ""
        for inline in inlines:
            match inline:
                case Text(words) | TermUse(words):
                    text += words
                    continue
                case Reference() if not any(isinstance(p, NumberPart) for p in inline.parts):
                    text += inline.text
                    continue
                case _:
                    if text:
                        out.append(run(text, properties))
                        text = ""
                    out.append(self._other(inline, bold, italic, style, revised, properties))
        if text:
            out.append(run(text, properties))
        return "".join(out)

    def _other(  # noqa: C901  # one flat branch for each kind of node
        self, inline: Inline, bold: bool, italic: bool, style: str, revised: str, properties: str
    ) -> str:
        match inline:
            case Strong(children):
                return self.xml(children, True, italic, style, revised)
            case Emphasis(children):
                return self.xml(children, bold, True, style, revised)
            case Revised(mark, children):
                return self.xml(children, bold or mark is Mark.ADDED, italic, style, _REVISED[mark])
            case Blank():
                look = _properties(bold, italic, style, revised + _UNDERLINED)
                return _blank(inline, look)
            case LineBreak():
                return f"<w:r>{properties}<w:br/></w:r>"
            case Link(url, children):
                inner = self.xml(children, bold, italic, self._link_style, revised)
                return f'<w:hyperlink r:id="{self._links.id_of(url)}" w:history="1">{inner}</w:hyperlink>'
            case Reference():
                parts = (run(p, properties) if isinstance(p, str) else self._number(p, inline.span, properties)
                         for p in inline.parts if p)  # fmt: skip
                return "".join(parts)
            case Footnote():
                if self._notes is None:
                    raise footnote_error(inline.number, inline.span)
                return self._notes.mark(inline)
            case Text() | TermUse() | Slot() | CrossReference():
                raise AssertionError(f"assembly replaces every {type(inline).__name__}")

    def _number(self, part: NumberPart, span: Span | None, properties: str) -> str:
        """The number of a target as a field that Word and LibreOffice both show as `part.text`.

        `\\n` prints the number without its last full stop, `\\t` drops the words in it
        ("Artikel 17" gives "17"). LibreOffice knows no `\\t`; a field without the word REF,
        which Word lets one leave out, it does not know at all and leaves as it is.
        """
        number = self._targets.get(part.anchor)
        if number is None:
            raise missing_target_error(part.anchor, span)
        name = bookmark_name("_Ref", part.anchor)
        bare = number.shown.rstrip(".")
        if part.text == bare:
            return field(f"REF {name} \\n \\h", part.text, properties)
        if part.text.isdigit() and bare.endswith(f" {part.text}"):
            return field(f"{name} \\n \\t \\h", part.text, properties)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{run(part.text, properties)}</w:hyperlink>'


def _blank(blank: Blank, properties: str) -> str:
    """A text form field, which shows its label until somebody types; its status text is the name of the value.

    No content control: in a file that also has controls around paragraphs, LibreOffice 7.4 shows the
    codes of every field after an inline one.
    """
    data = (
        '<w:ffData><w:name w:val=""/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:helpText w:type="text" w:val="{escape_attribute(blank.label[:_LONGEST_HELP])}"/>'
        f'<w:statusText w:type="text" w:val="{escape_attribute(blank.name[:_LONGEST_STATUS])}"/>'
        "<w:textInput/></w:ffData>"
    )
    start = field_start("FORMTEXT", properties).replace(
        _PLAIN_BEGIN, f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>', 1
    )
    return start + run(blank.text, properties) + _END.format(properties)


def _properties(bold: bool, italic: bool, style: str, revised: str) -> str:
    if not (bold or italic or style or revised):
        return ""
    return f"<w:rPr>{style}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}{revised}</w:rPr>"


class NoteWriter:
    """The footnotes of a document, in order of their marks."""

    def __init__(self, house: HouseStyle, targets: Targets) -> None:
        self.links = Links("rId")
        self.notes: list[str] = []
        self._house = house
        self._first = house.next_footnote_id
        self._runs = RunWriter(house, targets, self.links, None)
        mark = escape_attribute(house.styles[Style.FOOTNOTE_MARK])
        self._mark = f'<w:rPr><w:rStyle w:val="{mark}"/></w:rPr>'
        self._style = f'<w:pPr><w:pStyle w:val="{escape_attribute(house.styles[Style.FOOTNOTE])}"/></w:pPr>'

    def going_on(self, targets: Targets) -> NoteWriter:
        """One that goes on from here on its own, where references lead to `targets`."""
        after = copy(self)
        after.links = self.links.going_on()
        after.notes = self.notes.copy()
        after._runs = RunWriter(self._house, targets, after.links, None)
        return after

    def mark(self, note: Footnote) -> str:
        """The mark of `note` in the text; the note itself is kept for the footnotes part.

        Raises:
            DocxError: DCX005, the note is out of order or holds other blocks than paragraphs.
        """
        if note.number != len(self.notes) + 1 or not note.children:
            raise footnote_error(note.number, note.span)
        paragraphs: list[str] = []
        number = self._first + len(self.notes)
        lead = f"<w:r>{self._mark}<w:footnoteRef/></w:r>{run(' ')}"
        for block in note.children:
            if not isinstance(block, Paragraph):
                raise footnote_error(note.number, note.span)
            paragraphs.append(f"<w:p>{self._style}{lead}{self._runs.xml(block.children)}</w:p>")
            lead = ""
        self.notes.append(f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>')
        return f'<w:r>{self._mark}<w:footnoteReference w:id="{number}"/></w:r>'
