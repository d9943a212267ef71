"""A small document that holds every kind of final node, for the tests of writers and readers."""

from akkoord.diagnostics import Span
from akkoord.tree import (
    Blank,
    BulletList,
    Clause,
    Contents,
    ContentsEntry,
    Document,
    DocumentMeta,
    Emphasis,
    Footnote,
    Frame,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    Mark,
    Number,
    NumberedList,
    NumberPart,
    Paragraph,
    Reference,
    Revised,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureRow,
    Strong,
    Table,
    TableCell,
    TableRow,
    TermUse,
    Text,
    TitlePage,
)

NASTY = 'Voorbeeld & Zn. <B.V.> *ster* _streep_ {{ x }} {% y %} \\w #let "Ö" ’t'
SPAN = Span("clauses/voorbeeld/1.0.md", 12, 1)


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def paragraph(words: str, role: Role = Role.BODY, anchor: str = "") -> Paragraph:
    return Paragraph(text(words), role, anchor=anchor, span=SPAN)


def item(number: str, cited: str, anchor: str, *children) -> ListItem:
    return ListItem(children, Number(number, cited), anchor, SPAN)


def chapter_one() -> Section:
    first = item(
        "1.1",
        "1.1",
        "alpha.1",
        Paragraph(
            (
                Text("Partijen werken samen aan "),
                TermUse("ambulantiseren", "definitie-a"),
                Text(", zoals bedoeld in "),
                Reference(("punt ", NumberPart("beta.1", "2.1"), " onder ", NumberPart("beta.1.b", "b")), "beta.1.b"),
                Text("."),
                Footnote((paragraph("Een noot met een verwijzing naar de regiovisie."),), 1),
                Text(" Daarna gaat de zin verder tot en met 31 december 2030."),
            ),
            span=SPAN,
        ),
    )
    second = item(
        "1.2",
        "1.2",
        "alpha.2",
        Paragraph(
            (
                Text("Geschillen volgen "),
                Reference(("artikel 17 van de Raamovereenkomst",), "ro-geschillen", "raamovereenkomst"),
                Text("; zie ook "),
                Link("https://www.voorbeeld.nl/visie.pdf", text("de visie")),
                Text(" en "),
                Strong(text("vet")),
                Text(", "),
                Emphasis((Text("cursief en "), Strong(text("beide")))),
                Text(", "),
                Revised(Mark.REMOVED, text("[weg]")),
                Text(" "),
                Revised(Mark.ADDED, (Text("nieuw en "), Emphasis(text("schuin")))),
                Text(", "),
                Blank("naam van de aanbieder", "aanbieder.naam"),
                Strong((Blank("KvK-nummer", "aanbieder.kvk"),)),
                Text("."),
            ),
            span=SPAN,
        ),
        Paragraph((Text("Een tweede alinea met"), LineBreak(), Text("een regeleinde.")), span=SPAN),
    )
    leden = NumberedList((first, second), ListKind.LEDEN, SectionKind.CHAPTER, SPAN)
    third = NumberedList(
        (
            item(
                "1.3",
                "1.3",
                "alpha2.1",
                paragraph("Een lid onder een kop telt door."),
                BulletList((ListItem((paragraph("een streepje;"),)), ListItem((paragraph("nog een streepje."),)))),
            ),
        ),
        ListKind.LEDEN,
        SectionKind.CHAPTER,
        SPAN,
    )
    return Section(
        SectionKind.CHAPTER,
        text("Inleiding en context"),
        (
            Clause("alpha", "1.0", (leden,), "aa" * 32, "alpha", SPAN),
            Section(
                SectionKind.HEADING,
                text("Onder een kop"),
                (Clause("alpha2", "1.0", (third,), "ab" * 32, "alpha2", SPAN),),
                None,
                2,
                "kop",
                SPAN,
            ),
        ),
        Number("1", "1"),
        1,
        "inleiding",
        SPAN,
    )


def chapter_two() -> Section:
    subs = NumberedList(
        (
            item("1°", "1°", "beta.1.b.1", paragraph("eerste subonderdeel;")),
            item("2°", "2°", "beta.1.b.2", paragraph("tweede subonderdeel;")),
        ),
        ListKind.SUBONDERDELEN,
        SectionKind.CHAPTER,
        SPAN,
    )
    parts = NumberedList(
        (
            item("a.", "a", "beta.1.a", paragraph("het eerste onderdeel;")),
            item("b.", "b", "beta.1.b", paragraph("het tweede onderdeel, met:"), subs),
            item("c.", "c", "beta.1.c", paragraph(NASTY + ".")),
        ),
        ListKind.ONDERDELEN,
        SectionKind.CHAPTER,
        SPAN,
    )
    leden = NumberedList(
        (
            item("2.1", "2.1", "beta.1", paragraph("De afspraken zijn:"), parts),
            item(
                "2.2",
                "2.2",
                "beta.2",
                paragraph("Een volgend lid, waarvan de onderdelen opnieuw beginnen:"),
                NumberedList(
                    (
                        item(
                            "a.",
                            "a",
                            "beta.2.a",
                            paragraph("weer a."),
                        ),
                    ),
                    ListKind.ONDERDELEN,
                    SectionKind.CHAPTER,
                    SPAN,
                ),
            ),
        ),
        ListKind.LEDEN,
        SectionKind.CHAPTER,
        SPAN,
    )
    frame = Frame(
        (Paragraph((Strong(text("Ambitie: 0 uithuisplaatsingen")),)), paragraph("Een moreel doel dat richting geeft.")),
        SPAN,
    )
    plain = NumberedList(
        (item("1.", "1", "", paragraph("losse lijst, een;")), item("2.", "2", "", paragraph("losse lijst, twee.")))
    )
    return Section(
        SectionKind.CHAPTER,
        text("Afspraken & meer"),
        (Clause("beta", "2.1", (leden, frame, plain, paragraph("Een motto.", Role.QUOTE)), "bb" * 32, "beta", SPAN),),
        Number("2", "2"),
        1,
        "afspraken",
        SPAN,
    )


def cell(*children) -> TableCell:
    return TableCell(tuple(children))


def requirement(letter: str, words: str, clause: str) -> TableRow:
    mark = Paragraph((), Role.REQUIREMENT, Number(letter, letter), f"{clause}.letter", SPAN)
    return TableRow((cell(mark), cell(paragraph(words))), clause, f"{clause}@1.0", SPAN)


def annex() -> Section:
    head = TableRow((cell(paragraph("Eis")), cell(paragraph("Omschrijving"))))
    first = Table(
        (1, 9),
        ("center", "left"),
        head,
        (
            requirement("A", "Opdrachtnemer onderschrijft beide definities.", "eis-a"),
            requirement("B", "De definities kunnen worden aangescherpt.", "eis-b"),
        ),
        "",
        "Eisen over de definities",
        "",
        SPAN,
    )
    second = Table(
        (1, 9),
        ("center", "left"),
        head,
        (requirement("C", "Partijen stellen het convenant op.", "eis-c"),),
        "",
        "Eisen over het proces",
        "",
        SPAN,
    )
    rates = Table(
        (3, 1, 1),
        ("left", "left", "right"),
        TableRow((cell(paragraph("Omschrijving")), cell(paragraph("Eenheid")), cell(paragraph("Tarief")))),
        tuple(
            TableRow((cell(paragraph(f"Functiegroep {n}")), cell(paragraph("uur")), cell(paragraph(f"€ {50 + n},25"))))
            for n in range(1, 46)
        ),
        "Tarieven (voorbeeld)",
        "Tarief per functiegroep",
        "",
        SPAN,
    )
    return Section(
        SectionKind.ANNEX,
        text("Eisen"),
        (
            Section(SectionKind.HEADING, text("Definitie"), (first,), None, 2, "eisen-definitie", SPAN),
            Section(SectionKind.HEADING, text("Procesafspraken"), (second, rates), None, 2, "eisen-proces", SPAN),
        ),
        Number("Bijlage I", "I"),
        1,
        "bijlage-eisen",
        SPAN,
    )


def definitions_annex() -> Section:
    leden = NumberedList(
        (
            item(
                "1.",
                "1",
                "bijlage-definities--alpha.1",
                Paragraph(
                    (
                        Text("Zie "),
                        Reference((NumberPart("bijlage-eisen", "Bijlage I"),), "bijlage-eisen"),
                        Text(", eis "),
                        Reference((NumberPart("eis-b.letter", "B"),), "eis-b"),
                        Text("."),
                    )
                ),
            ),
        ),
        ListKind.LEDEN,
        SectionKind.ANNEX,
        SPAN,
    )
    return Section(
        SectionKind.ANNEX,
        text("Definities"),
        (Clause("alpha", "1.0", (leden,), "aa" * 32, "bijlage-definities--alpha", SPAN),),
        Number("Bijlage II", "II"),
        1,
        "bijlage-definities",
        SPAN,
    )


def signature_page(party: str) -> Section:
    def block(name: str, number: int) -> SignatureBlock:
        rows = (
            SignatureRow("Naam", name),
            SignatureRow("Functie", "bestuurder"),
            SignatureRow("Hoedanigheid", f"namens {party}"),
            SignatureRow("Plaats"),
            SignatureRow("Datum"),
            SignatureRow("Handtekening"),
        )
        return SignatureBlock(
            party, rows, f"convenant-partij-{number}", f"Handtekening van {name or party}", f"sig-{number}", SPAN
        )

    intro = paragraph(
        "Deze pagina hoort bij het convenant, versie 1.0, met inhoud " + "0123456789abcdef" * 4 + ".", Role.SIGNATURE
    )
    return Section(
        SectionKind.SIGNATURES,
        text("Ondertekening"),
        (
            Clause(
                "ondertekening-partij",
                "1.0",
                (intro, block("mevrouw A. Voorbeeld", 1), block("de heer B. Voorbeeld", 2)),
                "cc" * 32,
                "ondertekening-partij",
                SPAN,
            ),
        ),
        None,
        1,
        "ondertekening",
        SPAN,
    )


def article_chapter() -> tuple[Section, ...]:
    leden = NumberedList(
        (
            item("1.", "1", "ro-a.1", paragraph("Lid een van een artikel.")),
            item(
                "2.",
                "2",
                "ro-a.2",
                Paragraph(
                    (
                        Text("Zie "),
                        Reference(("artikel ", NumberPart("ro-b", "2")), "ro-b"),
                        Text(" en "),
                        Reference(("artikel ", NumberPart("ro-a", "1"), " lid ", NumberPart("ro-a.1", "1")), "ro-a.1"),
                        Text("."),
                    )
                ),
            ),
        ),
        ListKind.LEDEN,
        SectionKind.ARTICLE,
        SPAN,
    )
    return (
        Section(
            SectionKind.ARTICLE,
            text("Definities"),
            (Clause("ro-a", "1.0", (leden,), "dd" * 32, "ro-a", SPAN),),
            Number("Artikel 1", "1"),
            1,
            "ro-a",
            SPAN,
        ),
        Section(
            SectionKind.ARTICLE,
            text("Slot"),
            (Clause("ro-b", "1.0", (paragraph("Een artikel met een enkel lid."),), "ee" * 32, "ro-b", SPAN),),
            Number("Artikel 2", "2"),
            1,
            "ro-b",
            SPAN,
        ),
    )


def sample_document(provider: str = NASTY) -> Document:
    """Chapters, articles, annexes and a signature page for `provider`."""
    sections = (chapter_one(), chapter_two(), *article_chapter(), annex(), definitions_annex())
    entries = tuple(ContentsEntry(s.anchor, s.number, s.title, 1) for s in sections)
    meta = DocumentMeta(
        "convenant",
        "Transformatieconvenant Voorbeeld & <proef>",
        "Transformatieconvenant",
        "1.0",
        "versie 1.0",
        "2023",
        "Voorbeeld",
        "Regio Voorbeeld",
        "2023-01-01",
        subject="Editie 2023",
    )
    title_page = TitlePage(
        "Convenant",
        "Transformatie jeugdhulp",
        "Ieder kind heeft een ‘thuis’.",
        ("Regio Voorbeeld", "Versie 1.0"),
        "Modeltekst, afgeleid van openbare stukken; niet het ondertekende origineel.",
    )
    return Document(
        meta,
        title_page,
        (Contents("Inhoud", entries), *sections),
        (signature_page(provider),),
        "0123456789abcdef" * 4,
        "voorbeeld-a",
    )
