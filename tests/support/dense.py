"""A document of hard cases: what stands inside what, and text where lines break in odd places."""

from msgspec.structs import replace

from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Footnote,
    Frame,
    LineBreak,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Table,
    TableCell,
    TableRow,
    Text,
)
from support.sample import SPAN, cell, item, paragraph, sample_document, text

LONG_NAME = (
    "Stichting Samenwerkende Jeugdhulpaanbieders voor Gezinsgerichte en Kleinschalige Woonvoorzieningen "
    "Overijssel-Noordwest & Partners B.V."
)
ADDRESSES = (
    "E-mail: contractbeheer.jeugdhulp-specialistisch@samenwerkende-gemeenten-ijsselland.voorbeeld.nl "
    "en https://www.voorbeeld.nl/een/heel/lang/pad?x=1&y=2#deel-3 eindigt. "
)
DASHES = "Van 2023–2025, 24/7, en/of, zes- tot achtjarigen – met streep — en nog — een; 1/2. "


def note(number: int, words: str = "Een noot over het een en ander.") -> Footnote:
    return Footnote((paragraph(words),), number)


def leden(*items: ListItem, kind: ListKind = ListKind.LEDEN) -> NumberedList:
    return NumberedList(items, kind, SectionKind.CHAPTER)


def table() -> Table:
    broken = Paragraph((Text("regel een"), LineBreak(), Text("regel twee")))
    listed = NumberedList((item("1.", "1", "", paragraph("een lijst in een cel")),))
    return Table(
        (2, 5),
        ("left", "left"),
        TableRow((cell(paragraph("Kop")), cell(paragraph("Kop twee")))),
        (
            TableRow((cell(Paragraph((Text("noot"), note(4)))), cell(broken, paragraph("tweede alinea in de cel")))),
            TableRow((TableCell((paragraph("over twee kolommen"),), 2),)),
            TableRow((cell(), cell(listed))),
        ),
    )


def blocks() -> tuple[Block, ...]:
    dashes = BulletList((ListItem((paragraph("een streepje"), BulletList((ListItem((paragraph("dieper"),)),)))),))
    notes = Paragraph(
        (Text("Een noot"), note(2), Text(" en nog een"), note(3, "Lang. " + "Woord " * 60), Text(f". {LONG_NAME}"))
    )
    return (
        leden(
            item(
                "3.1",
                "3.1",
                "s.1",
                notes,
                table(),
                paragraph("Na de tabel verder."),
                Frame((paragraph("Een kader in een lid."), dashes)),
            ),
            item(
                "3.2",
                "3.2",
                "s.2",
                leden(item("a.", "a", "s.2.a", paragraph("geen aanhef;")), kind=ListKind.ONDERDELEN),
            ),
        ),
        Frame((paragraph("Een kader van veel regels. " * 40),)),
        paragraph("Een legenda.", Role.LEGEND),
        paragraph("Kleine tekst.", Role.SMALL),
        paragraph("Een citaat van veel regels. " * 20, Role.QUOTE),
        paragraph(ADDRESSES * 3),
        paragraph(DASHES * 12),
    )


def dense_document() -> Document:
    """The sample with a third chapter in which everything stands in everything."""
    deeper = Section(SectionKind.HEADING, text("Kop drie"), (paragraph("Tekst."),), None, 3, "k3", SPAN)
    chapter = Section(
        SectionKind.CHAPTER,
        (
            Text("Een titel die niet op een regel past omdat hij over "),
            Emphasis(text("veel meer")),
            Text(" gaat dan nodig is voor een titel"),
        ),
        (
            Clause("dicht", "1.0", blocks(), "dd" * 32, "dicht", SPAN),
            Section(SectionKind.HEADING, text("Kop twee"), (deeper,), None, 2, "k2", SPAN),
        ),
        Number("3", "3"),
        1,
        "dicht-hoofdstuk",
        SPAN,
    )
    document = sample_document(LONG_NAME)
    contents, *others = document.body
    assert isinstance(contents, Contents)
    body = (*others[:2], chapter, *others[2:])
    entries = tuple(ContentsEntry(s.anchor, s.number, s.title, 1) for s in body if isinstance(s, Section))
    title = "Convenant transformatie jeugdhulp in de regio van de elf gemeenten"
    title_page = replace(document.title_page, title=title, lines=tuple(f"Regel {n}" for n in range(12)))
    return replace(document, title_page=title_page, body=(replace(contents, entries=entries), *body))
