"""The XML of what stands inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from akkoord.ooxml import escape, escape_attribute
from support.word.drawings import box_of, image_of
from support.word.model import (
    OTHER,
    Block,
    Bookmark,
    Box,
    Comment,
    Control,
    Field,
    Formula,
    Image,
    Inline,
    Link,
    Note,
    Revision,
    Text,
)
from support.word.package import Story

Blocks = Callable[[Story, list[Block]], str]
Properties = Callable[[Story, str], str]

_SPECIAL = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\f": '<w:br w:type="page"/>',
    "\v": '<w:br w:type="column"/>',
    "\u2011": "<w:noBreakHyphen/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2713": '<w:sym w:font="Wingdings" w:char="F0FC"/>',
}
_ORDER = ("style", "font", "b", "i", "caps", "strike", "hidden", "color", "size", "mark", "u", "sup", "lang")
_PLAIN = {
    "b": "<w:b/>",
    "i": "<w:i/>",
    "caps": "<w:caps/>",
    "strike": "<w:strike/>",
    "hidden": "<w:vanish/>",
    "mark": '<w:highlight w:val="yellow"/>',
    "u": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_VALUED = {
    "style": '<w:rStyle w:val="{0}"/>',
    "font": '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>',
    "color": '<w:color w:val="{0}"/>',
    "size": '<w:sz w:val="{0}"/>',
    "lang": '<w:lang w:val="{0}"/>',
}


def inlines_of(story: Story, inlines: list[Inline], blocks: Blocks, properties: Properties) -> str:
    """Inlines in order."""
    return _Line(story, blocks, properties).inlines(inlines)


def run_properties(format: tuple[str, ...], change: str = "") -> str:  # noqa: A002  the word of the trade
    """`w:rPr` in the order of the standard; names may bear a value: `size:28`."""
    ordered = sorted(format, key=lambda name: _ORDER.index(name.split(":")[0]))
    out = "".join(
        _PLAIN.get(name) or _VALUED[name.split(":")[0]].format(name.split(":", 1)[1]) for name in dict.fromkeys(ordered)
    )
    return f"<w:rPr>{out}{change}</w:rPr>" if out or change else ""


class _Line:
    """Writes the inlines of one paragraph."""

    def __init__(self, story: Story, blocks: Blocks, properties: Properties) -> None:
        self.story = story
        self.blocks = blocks
        self.properties = properties
        self.deleted = False
        self.change = ""

    def inlines(self, inlines: list[Inline]) -> str:
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> str:  # noqa: C901  one case for each kind
        match inline:
            case Text():
                return self.text(inline)
            case Note():
                return self.note(inline)
            case Image():
                return f"<w:r>{image_of(self.story, inline)}</w:r>"
            case Box():
                content = self.blocks(self.story, inline.blocks)
                return f"<w:r>{box_of(self.story, inline, content)}</w:r>"
            case Link():
                return self.link(inline)
            case Field():
                return self.field(inline)
            case Control():
                inner = self.inlines(inline.inlines)
                return f"<w:sdt>{self.properties(self.story, inline.tag)}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            case Bookmark():
                number = self.story.parts.next("bookmark")
                return (
                    f'<w:bookmarkStart w:id="{number}" w:name="{inline.name}"/>{self.inlines(inline.inlines)}'
                    f'<w:bookmarkEnd w:id="{number}"/>'
                )
            case Comment():
                return self.comment(inline)
            case Revision():
                return self.revision(inline)
            case Formula():
                return f"<m:oMath><m:r><m:t>{escape(inline.text)}</m:t></m:r></m:oMath>"

    def text(self, inline: Text) -> str:
        if not inline.text:
            return ""
        pieces = self.cut(inline.text)
        return "".join(self.run(piece, inline.format) for piece in pieces)

    def cut(self, text: str) -> list[str]:
        """With noise, the text in pieces: Word cuts a run at each save."""
        random = self.story.parts.random
        if not self.story.parts.noise or len(text) < 2 or random.random() < 0.6:
            return [text]
        at = random.randrange(1, len(text))
        return [text[:at], text[at:]]

    def run(self, text: str, format: tuple[str, ...]) -> str:  # noqa: A002  the word of the trade
        tag = "delText" if self.deleted else "t"
        out: list[str] = []
        for piece in re.split(r"([\t\n\f\v\u2011\u00ad\u2713])", text):
            if piece in _SPECIAL:
                out.append(_SPECIAL[piece])
            elif piece:
                kept = ' xml:space="preserve"' if piece != piece.strip() or self.story.parts.noise % 2 else ""
                out.append(f"<w:{tag}{kept}>{escape(piece)}</w:{tag}>")
        saved, checked = "", ""
        if self.story.parts.noise and self.story.parts.random.random() < 0.3:
            saved = f' w:rsidR="{self.story.parts.random.randrange(16**8):08X}"'
            checked = '<w:proofErr w:type="spellStart"/>'
        return f"{checked}<w:r{saved}>{run_properties(format, self.change)}{''.join(out)}</w:r>"

    def note(self, note: Note) -> str:
        number = self.story.parts.next(note.kind)
        self.story.parts.notes[note.kind].append((number, note))
        return f'<w:r>{run_properties(("style:Nootmarkering",))}<w:{note.kind}Reference w:id="{number}"/></w:r>'

    def link(self, link: Link) -> str:
        """A link; with noise cut in two, as programs do that write a link for each run."""
        where = f'w:anchor="{link.target[1:]}"' if link.target.startswith("#") else ""
        where = where or f'r:id="{self.story.relate("hyperlink", link.target)}"'
        pieces = [link.inlines]
        match link.inlines:
            case [Text(text) as only] if len(cut := self.cut(text)) > 1:
                pieces = [[replace(only, text=piece)] for piece in cut]
            case [first, *others] if others and self.story.parts.noise % 3 == 1:
                pieces = [[first], others]
            case _:
                pass
        return "".join(f"<w:hyperlink {where}>{self.inlines(piece)}</w:hyperlink>" for piece in pieces)

    def field(self, field: Field) -> str:
        inner = self.inlines(field.inlines)
        if field.simple:
            return f'<w:fldSimple w:instr="{escape_attribute(field.code)}">{inner}</w:fldSimple>'
        instruction = "delInstrText" if self.deleted else "instrText"
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:{instruction} xml:space="preserve">{escape(field.code)}</w:{instruction}></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def comment(self, comment: Comment) -> str:
        number = self.story.parts.next("comment")
        self.story.parts.comments.append((number, comment))
        return (
            f'<w:commentRangeStart w:id="{number}"/>{self.inlines(comment.inlines)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def revision(self, revision: Revision) -> str:
        number = self.story.parts.next("revision") + 900
        bears = f'w:id="{number}" w:author="{escape_attribute(revision.author or OTHER)}" w:date="{revision.date}"'
        if revision.kind == "format":
            self.change = f"<w:rPrChange {bears}><w:rPr/></w:rPrChange>"
            inner = self.inlines(revision.inlines)
            self.change = ""
            return inner
        self.deleted = revision.kind == "del"
        inner = self.inlines(revision.inlines)
        self.deleted = False
        return f"<w:{revision.kind} {bears}>{inner}</w:{revision.kind}>"
