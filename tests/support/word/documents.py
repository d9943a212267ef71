"""Random documents with every feature that the redline must survive.

Everything is drawn from the `Random` that is handed in, so that a seed names a document: hypothesis draws seeds, a
long run counts them.
"""

from __future__ import annotations

from random import Random  # noqa: TID251  a type; the caller decides where the choices come from

from support.word.model import (
    LISTS,
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
from support.word.valid import made_valid

_PROSE = """de het een van aan in op dat die is zijn niet of en voor met aanbieder gemeente jeugdige overeenkomst
    opdrachtnemer lid artikel bijlage termijn vergoeding € 1.250,00 30% uiterlijk 1 januari 2024 schriftelijk opzegging,
    partijen; «bijzonder» (tenzij) zorg/hulp 2.1 §3 hulp- verlener’s élan naïef"""
WORDS = tuple(_PROSE.split())
FORMATS = ("b", "i", "u", "caps", "strike", "hidden", "mark", "sup", "color:FF0000", "color:0070C0", "size:28",
           "font:Georgia", "style:Nadruk")  # fmt: skip
INVISIBLE = ("\u00a0", "\u00ad", "\u2011", "\t", "\n", "\u200b", "\u2002", "  ", "\u2713")
STYLES = ("", "", "", "", "Kop1", "Kop2", "Kop3", "Citaat", "Lid")
ADDRESSES = ("https://voorbeeld.nl/", "https://voorbeeld.nl/?a=1&b=2", "mailto:post@voorbeeld.nl")
CODES = ("PAGE", "NUMPAGES", 'DATE \\@ "d MMMM yyyy"', "DOCPROPERTY Title", "SEQ Tabel \\* ARABIC")
REMARKS = ("Klopt dit?", "Akkoord.", "Zie de nota van inlichtingen")


def random_document(random: Random, *, revisions: bool = True) -> Document:
    """A document of up to some thirty blocks; now and then empty, or many times the same paragraph.

    `revisions` allows tracked changes of someone else.
    """
    maker = Maker(random, revisions=revisions)
    made = Document(title=random.choice(("Proef", "Overeenkomst & bijlage")))
    size = random.choice((0, 1, 2, 3, 5, 8, 13, 20))
    made.blocks = maker.blocks("body", size)
    if random.random() < 0.15:
        made.blocks += [Paragraph([Text("Gelijke alinea.")]) for _ in range(12)]
    made.even_and_odd = random.random() < 0.3
    made.section = maker.section()
    if random.random() < 0.2:
        made.lists = tuple(random.sample(tuple(LISTS), random.randrange(0, 4)))
    for block in made.blocks:
        if isinstance(block, Paragraph) and random.random() < 0.05:
            block.section = maker.section()
    return made_valid(made)


class Maker:
    """Makes random pieces of a document."""

    def __init__(self, random: Random, *, revisions: bool = True) -> None:
        self.random = random
        self.revisions = revisions
        self.named = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self, prefix: str) -> str:
        """A name for a bookmark or control, hardly ever the same one twice."""
        return f"{prefix}_{self.random.randrange(10**6)}"

    def blocks(self, place: str, size: int, depth: int = 0) -> list[Block]:
        """`size` blocks for this place."""
        return [self.block(place, depth) for _ in range(size)]

    def block(self, place: str, depth: int = 0) -> Block:
        share = self.random.random()
        if depth < 2 and share < 0.12:
            return self.table(place, depth + 1)
        if depth < 2 and share < 0.16:
            return BlockControl(self.name("blok"), self.blocks(_inner(place), self.random.randrange(1, 3), depth + 1))
        if depth < 1 and share < 0.18:
            return BlockBookmark(self.name("bw"), self.blocks(_inner(place), self.random.randrange(1, 3), depth + 1))
        return self.paragraph(place)

    def paragraph(self, place: str = "body") -> Paragraph:
        random = self.random
        made = Paragraph(self.inlines(place, random.choice((0, 1, 1, 1, 2, 3, 5))))
        made.style = random.choice(STYLES)
        if self.chance(0.25):
            made.list = (random.choice(tuple(LISTS)), random.randrange(3))
        if self.chance(0.15):
            made.align = random.choice(("center", "both", "right"))
        if self.chance(0.1):
            made.indent = random.choice((360, 720))
        if self.chance(0.1):
            made.space_after = random.choice((0, 120))
        made.keep_next = self.chance(0.05)
        if self.revisions and self.chance(0.02):
            made.mark = random.choice(("ins", "del"))
        if self.revisions and self.chance(0.02):
            made.changed_from = "right"
        return made

    def inlines(self, place: str, size: int, depth: int = 0) -> list[Inline]:
        """`size` inlines for a paragraph in this place."""
        return [self.inline(place, depth) for _ in range(size)]

    def inline(self, place: str, depth: int = 0) -> Inline:
        random = self.random
        share = random.random()
        if share < 0.62 or depth > 1:
            return self.text()
        inner = self.inlines(place, random.randrange(1, 3), depth + 1)
        body = place in ("body", "cell")
        kinds: list[Inline] = [
            Link(random.choice(ADDRESSES), inner),
            Field(random.choice(CODES), [self.text()], simple=self.chance(0.4)),
            Control(self.name("ctl"), inner),
            Bookmark(self.name("bm"), inner),
            Image(random.randrange(1, 4), anchored=self.chance(0.3)),
            Formula(random.choice(("x=1", "a+b", "2"))),
        ]
        if body:
            kinds += [self.note(), self.note(), Comment(random.choice(REMARKS), [self.text()]), self.box()]
            if self.revisions and depth == 0:
                kinds.append(Revision(random.choice(("ins", "del", "format")), [self.text()]))
        return random.choice(kinds)

    def text(self) -> Text:
        random = self.random
        words = random.choices(WORDS, k=random.choice((1, 2, 4, 8, 16)))
        text = " ".join(words) + random.choice(("", "", " ", ".", ". "))
        if self.chance(0.12):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(INVISIBLE) + text[at:]
        look = tuple(random.sample(FORMATS, random.randrange(1, 3))) if self.chance(0.25) else ()
        return Text(text, look)

    def note(self) -> Note:
        kind = self.random.choice(("footnote", "footnote", "endnote"))
        return Note(
            [Paragraph([self.text()], style="Voetnoottekst") for _ in range(self.random.choice((1, 1, 2)))], kind
        )

    def box(self) -> Box:
        blocks: list[Block] = [self.paragraph("box") for _ in range(self.random.randrange(1, 3))]
        return Box(blocks, vml_only=self.chance(0.3))

    def table(self, place: str = "body", depth: int = 1) -> Table:
        random = self.random
        columns = random.randrange(1, 5)
        rows: list[Row] = []
        for _ in range(random.randrange(1, 5)):
            cells: list[Cell] = []
            while (left := columns - sum(cell.span for cell in cells)) > 0:
                span = random.randrange(1, left + 1) if self.chance(0.15) else 1
                cells.append(self.cell(place, span, depth))
            rows.append(Row(cells, header=not rows and self.chance(0.4)))
        if len(rows) > 1 and self.chance(0.2):
            merge_down(rows, random.randrange(len(rows) - 1), 0)
        return Table(rows, random.choice(("Raster", "Raster", "Kaal")), random.choice(("", "", "center")))

    def cell(self, place: str, span: int, depth: int) -> Cell:
        size = self.random.choice((1, 1, 1, 2))
        return Cell(self.blocks(_inner(place), size, depth), span, shade=self.random.choice(("", "", "", "D9E2F3")))

    def section(self) -> Section:
        random = self.random
        made = Section(start=random.choice(("nextPage", "nextPage", "continuous", "oddPage")))
        made.landscape = self.chance(0.15)
        made.columns = random.choice((1, 1, 1, 2))
        made.margin = random.choice((1417, 1417, 1134))
        for stories in (made.headers, made.footers):
            for page in ("default", "first", "even"):
                if self.chance(0.2):
                    stories[page] = [self.paragraph("header") for _ in range(random.randrange(1, 3))]
        if self.chance(0.05):
            made.headers["default"] = [self.table("header")]
        return made


def merge_down(rows: list[Row], at: int, column: int) -> None:
    """Merge a cell with the one below, when both have the same width."""
    upper, lower = rows[at].cells[column], rows[at + 1].cells[column]
    if upper.span == lower.span and not upper.merge and not lower.merge:
        upper.merge, lower.merge = "restart", "continue"


def _inner(place: str) -> str:
    return place if place in ("note", "box", "header") else "cell"
