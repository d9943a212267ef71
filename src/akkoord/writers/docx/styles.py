"""The styles the writer asks of the house style, by the names they have in Word.

Word calls a style by its name; the id behind it changes with the language of the Word that
saved the file (`Heading1`, `Kop1`). So styles are found by name, and ids never stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from akkoord.tree import ListKind, Role, SectionKind


class Style(StrEnum):
    """A style by its name in Word (built-in names in their English form, as files hold them)."""

    BODY = "Body Text"
    QUOTE = "Quote"
    LEGEND = "Toelichting"
    SMALL = "Kleine tekst"
    REQUIREMENT = "Eisletter"
    SIGNATURE = "Ondertekening tekst"
    SIGNATURE_PARTY = "Ondertekening partij"
    CHAPTER = "heading 1"
    ARTICLE = "Artikelkop"
    ANNEX = "Bijlagekop"
    SIGNATURES = "Ondertekening kop"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    CHAPTER_LID = "Lid"
    CHAPTER_ONDERDEEL = "Onderdeel"
    CHAPTER_SUBONDERDEEL = "Subonderdeel"
    ARTICLE_LID = "Artikellid"
    ARTICLE_ONDERDEEL = "Artikelonderdeel"
    ARTICLE_SUBONDERDEEL = "Artikelsubonderdeel"
    ANNEX_LID = "Bijlagelid"
    ANNEX_ONDERDEEL = "Bijlageonderdeel"
    ANNEX_SUBONDERDEEL = "Bijlagesubonderdeel"
    FREE_DIGITS = "Lijst cijfers"
    FREE_LETTERS = "Lijst letters"
    FREE_DEGREES = "Lijst graden"
    BULLET = "Opsomming"
    FREE_FOLLOW = "Lijst vervolg"
    LID_FOLLOW = "Lid vervolg"
    ONDERDEEL_FOLLOW = "Onderdeel vervolg"
    SUBONDERDEEL_FOLLOW = "Subonderdeel vervolg"
    FRAME = "Kader"
    TABLE_TEXT = "Tabeltekst"
    TABLE_HEAD = "Tabelkop"
    TABLE_SPACE = "Tabelruimte"
    CAPTION = "caption"
    CONTENTS_HEADING = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    FOOTNOTE = "footnote text"
    FOOTNOTE_MARK = "footnote reference"
    LINK = "Hyperlink"
    TABLE = "Huistabel"
    SIGNATURE_TABLE = "Tekentabel"


CHARACTER_STYLES = frozenset({Style.FOOTNOTE_MARK, Style.LINK})
TABLE_STYLES = frozenset({Style.TABLE, Style.SIGNATURE_TABLE})


def style_type(style: Style) -> str:
    """`paragraph`, `character` or `table`, as in the file."""
    if style in CHARACTER_STYLES:
        return "character"
    return "table" if style in TABLE_STYLES else "paragraph"


class Counting(Struct, frozen=True):
    """How Word must count a style: its list, the level in it, the format and the text round it.

    Styles of one `scheme` share one multilevel list; a level restarts when a higher one
    goes on. `text` is Word's own notation: `%2` stands for the number of level 2.
    """

    scheme: str
    level: int
    format: str
    text: str


COUNTED: Mapping[Style, Counting] = {
    Style.CHAPTER: Counting("chapter", 0, "decimal", "%1"),
    Style.CHAPTER_LID: Counting("chapter", 1, "decimal", "%1.%2"),
    Style.CHAPTER_ONDERDEEL: Counting("chapter", 2, "lowerLetter", "%3."),
    Style.CHAPTER_SUBONDERDEEL: Counting("chapter", 3, "decimal", "%4°"),
    Style.ARTICLE: Counting("article", 0, "decimal", "Artikel %1"),
    Style.ARTICLE_LID: Counting("article", 1, "decimal", "%2."),
    Style.ARTICLE_ONDERDEEL: Counting("article", 2, "lowerLetter", "%3."),
    Style.ARTICLE_SUBONDERDEEL: Counting("article", 3, "decimal", "%4°"),
    Style.ANNEX: Counting("annex", 0, "upperRoman", "Bijlage %1"),
    Style.ANNEX_LID: Counting("annex", 1, "decimal", "%2."),
    Style.ANNEX_ONDERDEEL: Counting("annex", 2, "lowerLetter", "%3."),
    Style.ANNEX_SUBONDERDEEL: Counting("annex", 3, "decimal", "%4°"),
    Style.REQUIREMENT: Counting("requirement", 0, "upperLetter", "%1"),
    Style.FREE_DIGITS: Counting("digits", 0, "decimal", "%1."),
    Style.FREE_LETTERS: Counting("letters", 0, "lowerLetter", "%1."),
    Style.FREE_DEGREES: Counting("degrees", 0, "decimal", "%1°"),
    Style.BULLET: Counting("bullet", 0, "bullet", ""),
}
"""Free lists and bullets use a deeper level of their own list for every list they stand in."""

FREE_LEVELS = 4
"""How deep free lists and bullets may stand inside other lists."""

SECTION_STYLES: Mapping[SectionKind, Style] = {
    SectionKind.PREAMBLE: Style.ARTICLE,
    SectionKind.CHAPTER: Style.CHAPTER,
    SectionKind.ARTICLE: Style.ARTICLE,
    SectionKind.ANNEX: Style.ANNEX,
    SectionKind.SIGNATURES: Style.SIGNATURES,
    SectionKind.TEXT: Style.CHAPTER,
    SectionKind.SUBJECT: Style.HEADING_2,
}

LIST_STYLES: Mapping[tuple[SectionKind, ListKind], Style] = {
    (SectionKind.CHAPTER, ListKind.LEDEN): Style.CHAPTER_LID,
    (SectionKind.CHAPTER, ListKind.ONDERDELEN): Style.CHAPTER_ONDERDEEL,
    (SectionKind.CHAPTER, ListKind.SUBONDERDELEN): Style.CHAPTER_SUBONDERDEEL,
    (SectionKind.ARTICLE, ListKind.LEDEN): Style.ARTICLE_LID,
    (SectionKind.ARTICLE, ListKind.ONDERDELEN): Style.ARTICLE_ONDERDEEL,
    (SectionKind.ARTICLE, ListKind.SUBONDERDELEN): Style.ARTICLE_SUBONDERDEEL,
    (SectionKind.ANNEX, ListKind.LEDEN): Style.ANNEX_LID,
    (SectionKind.ANNEX, ListKind.ONDERDELEN): Style.ANNEX_ONDERDEEL,
    (SectionKind.ANNEX, ListKind.SUBONDERDELEN): Style.ANNEX_SUBONDERDEEL,
}

FOLLOW_STYLES: Mapping[ListKind, Style] = {
    ListKind.LEDEN: Style.LID_FOLLOW,
    ListKind.ONDERDELEN: Style.ONDERDEEL_FOLLOW,
    ListKind.SUBONDERDELEN: Style.SUBONDERDEEL_FOLLOW,
}

ROLE_STYLES: Mapping[Role, Style] = {
    Role.BODY: Style.BODY,
    Role.QUOTE: Style.QUOTE,
    Role.LEGEND: Style.LEGEND,
    Role.REQUIREMENT: Style.REQUIREMENT,
    Role.SIGNATURE: Style.SIGNATURE,
    Role.SMALL: Style.SMALL,
    Role.SENDER: Style.SMALL,
    Role.ADDRESSEE: Style.BODY,
    Role.LETTER_REFERENCE: Style.BODY,
}

ROLE_SPACING: Mapping[Role, str] = {
    Role.SENDER: '<w:spacing w:before="120" w:after="400"/>',
    Role.ADDRESSEE: '<w:spacing w:after="400"/>',
    Role.LETTER_REFERENCE: '<w:spacing w:after="0"/>',
}
"""White space of the head of a letter, for which the house style need not have styles of its own."""
