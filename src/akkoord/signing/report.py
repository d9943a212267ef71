"""The validation report of one file as a document: who judged what, when, with what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from akkoord.signing.comparison.verdict import TextVerdict
from akkoord.signing.returned import SignaturesVerdict
from akkoord.signing.signatures.verdict import Level, Signature
from akkoord.spec import SignatureLevel
from akkoord.tree import (
    Block,
    BulletList,
    Document,
    DocumentMeta,
    ListItem,
    Paragraph,
    Section,
    SectionKind,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)

KIND = "validatierapport"
_EIDAS = {
    SignatureLevel.SIMPLE: "een gewone elektronische handtekening",
    SignatureLevel.ADVANCED: "een geavanceerde elektronische handtekening",
    SignatureLevel.QUALIFIED: "een gekwalificeerde elektronische handtekening",
}


class Subject(Struct, frozen=True):
    """What was judged: name and digest of the file, what it stands for, by whom, when (ISO 8601, UTC) and with what.

    `outdated` is why it is not of what is out now, "" when it is.
    """

    file: str
    sha256: str
    sent: str
    sent_sha256: str
    officer: str
    time: str
    program: str
    checked: str = ""
    outdated: str = ""


def validation_report(
    subject: Subject, text: TextVerdict, signatures: SignaturesVerdict | None, *, good: bool
) -> Document:
    """The report; its date is that of the verdict."""
    outcome = "in orde" if good else "niet in orde"
    body = (
        _section("uitkomst", f"Validatierapport: {outcome}", _about(subject, text, signatures, outcome)),
        _section("tekst", f"Tekst: {text.answer.dutch}", _text(text, subject.checked)),
        _section("handtekeningen", f"Handtekeningen: {_signed(signatures)}", _signatures(signatures)),
    )
    title = f"Validatierapport {subject.file}"
    meta = DocumentMeta(
        kind=KIND,
        title=title,
        short_title=title,
        version="",
        version_line=subject.time[:10],
        edition="",
        region="",
        author=subject.officer,
        date=subject.time[:10],
        language="nl-NL",
        subject="Controle van een bestand dat is teruggekomen",
    )
    return Document(meta=meta, title_page=None, body=body, report=True)


def _about(subject: Subject, text: TextVerdict, signatures: SignaturesVerdict | None, outcome: str) -> Iterator[Block]:
    rows = [
        ("Uitkomst", outcome),
        ("Tekst", text.answer.dutch),
        ("Handtekeningen", _signed(signatures)),
        ("Bestand", subject.file),
        ("SHA-256 van het bestand", subject.sha256),
        ("Stand van het pakket", subject.outdated),
        ("Vergeleken met", subject.sent or "niets: het hoort bij geen pakket dat bekend is"),
        ("SHA-256 van wat is verzonden", subject.sent_sha256),
        ("Moment van de controle", subject.time),
        ("Verantwoordelijke", subject.officer),
        ("Programma", subject.program),
    ]
    kept = [row for row in rows if row[1]]
    yield _table("gegevens", ("Gegeven", "Waarde"), (30, 70), kept, "Wat is gecontroleerd, door wie en waarmee")


def _text(text: TextVerdict, checked: str) -> Iterator[Block]:
    if checked:
        yield _words(checked)
    if text.changes:
        heads = ("Plaats", "Bladzijde", "Wat", "Was", "Is")
        rows = [
            (c.place, str(c.page or "–"), c.what or c.kind.dutch, c.was or "–", c.becomes or "–") for c in text.changes
        ]
        yield _table("wijzigingen", heads, (16, 9, 17, 29, 29), rows, "Wat anders is dan wat is verzonden")
    else:
        yield _words("Er is geen verschil gevonden met wat is verzonden.")
    yield from _listed("Niet gelezen, en dus niet vergeleken:", text.unread)
    yield from _listed("Gezien, en geen wijziging:", text.notes)


def _signed(signatures: SignaturesVerdict | None) -> str:
    if signatures is None:
        return "niet gevraagd"
    if not signatures.signatures:
        return "geen"
    return "in orde" if signatures.good else "niet in orde"


def _signatures(found: SignaturesVerdict | None) -> Iterator[Block]:
    if found is None:
        yield _words("Dit bestand hoeft niet te worden ondertekend.")
        return
    yield _words(
        f"Gevraagd: ten minste {_EIDAS[found.demand.eidas]}"
        + (f", PAdES {found.demand.pades.value} of hoger." if found.demand.pades is not Level.BASIC else ".")
    )
    for number, one in enumerate(found.signatures, 1):
        rows = [row for row in _rows(one, found.signed_text[one.field].dutch) if row[1]]
        yield _table(
            f"handtekening-{number}", ("Gegeven", "Waarde"), (30, 70), rows, f"Handtekening in het veld {one.field}"
        )
    yield from _listed("Niet ondertekend:", found.open_fields)
    yield from _listed("Handtekeningen waar niemand om vroeg:", found.unexpected)
    yield from _listed("Van het bestand als geheel:", found.problems)
    yield from _listed("Verder:", found.notes)


def _rows(one: Signature, signed: str) -> list[tuple[str, str]]:
    certificate = one.certificate
    level = "geen PAdES" if one.level is Level.BASIC else f"PAdES {one.level.value}"
    return [
        ("Uitkomst", "in orde" if one.valid else "; ".join(one.problems)),
        ("Ondertekend door", certificate.name if certificate else "onbekend"),
        ("Verwacht", one.expected),
        ("Certificaat", certificate.serial if certificate else ""),
        ("Uitgever", certificate.issuer if certificate else ""),
        ("Geldig", f"{certificate.valid_from} tot en met {certificate.valid_until}" if certificate else ""),
        ("Keten", " – ".join(certificate.chain) if certificate else ""),
        ("Vertrouwen", one.trust.dutch),
        ("Intrekking", one.withdrawal),
        ("Gekwalificeerd certificaat", certificate.qualified.dutch if certificate else ""),
        ("Tijdstip (eigen opgave)", one.claimed),
        ("Tijdstempel", f"{one.timestamp}, {one.timestamp_by}" if one.timestamp else ""),
        ("Tijdstempeldienst", one.timestamp_withdrawal),
        ("Niveau", f"{level}; {_EIDAS[one.eidas]}"),
        ("Geldt voor", one.coverage.dutch),
        ("Daarna toegevoegd", ", ".join(one.changed_after)),
        ("De tekst die is ondertekend", signed),
        ("Reden en plaats", "; ".join(filter(None, (one.reason, one.location)))),
        ("In het vak staat", one.seen),
    ]


def _section(anchor: str, title: str, children: Iterable[Block]) -> Section:
    return Section(SectionKind.TEXT, (Text(title),), tuple(children), None, 1, anchor)


def _words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _listed(title: str, items: Sequence[str]) -> Iterator[Block]:
    if items:
        yield Paragraph((Strong((Text(title),)),))
        yield BulletList(tuple(ListItem((_words(item),)) for item in items))


def _table(
    anchor: str, heads: Sequence[str], widths: tuple[int, ...], rows: Iterable[Sequence[str]], said: str
) -> Table:
    def row(texts: Sequence[str]) -> TableRow:
        return TableRow(tuple(TableCell((_words(text or "–"),)) for text in texts))

    aligned = ("left",) * len(heads)
    return Table(widths, aligned, row(heads), tuple(row(texts) for texts in rows), said, said, anchor)
