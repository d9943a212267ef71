"""The cover sheet of a signature pack: what is in it, who signs what where, and what to look at first.

It is a document as any other, so that the same writers print it. Findings that somebody accepted stay inside: they are
no business of who signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from akkoord.diagnostics.dutch import joined, long_date
from akkoord.signing.signature_pack import Authority, PackedDocument, PackFacts, Signatory, SignaturePack
from akkoord.spec import MultilateralSigning, PadesLevel, SignatureLevel, SigningRoute, Statement
from akkoord.spec.days import months_later
from akkoord.tree import (
    Block,
    BulletList,
    Document,
    DocumentMeta,
    Frame,
    ListItem,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Status,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)

_LEVELS = {
    SignatureLevel.SIMPLE: "een elektronische handtekening (eIDAS-verordening, artikel 3, onder 10)",
    SignatureLevel.ADVANCED: "een geavanceerde elektronische handtekening (eIDAS-verordening, artikel 26)",
    SignatureLevel.QUALIFIED: "een gekwalificeerde elektronische handtekening (eIDAS-verordening, artikel 3, onder 12)",
}
_FORMS = {
    PadesLevel.B_T: "met een tijdstempel",
    PadesLevel.B_LT: "met een tijdstempel en de gegevens over intrekking",
    PadesLevel.B_LTA: "met een tijdstempel, de gegevens over intrekking en een tijdstempel daarover",
}
_DIGITAL = (
    "Onderteken in de velden van de PDF-bestanden, in de volgorde van de nummers. Wie hetzelfde nummer heeft, mag als "
    "eerste of als laatste tekenen, na elkaar in hetzelfde bestand. Verander niets aan een bestand en voeg bestanden "
    "niet samen: dan vervallen de handtekeningen. De datum staat in de handtekening zelf."
)
_PAPER = (
    "Onderteken elk origineel met de pen, in de volgorde van de nummers, en vul plaats en datum in. Zet op elke andere "
    "pagina, ook van de bijlagen, een paraaf in het vak onderaan. Verander niets in de tekst."
)
_NOT_YET = "Dit pakket is een concept. Onderteken het niet: de bestanden hebben geen plaats voor een handtekening."
_POWERS = {"sole": "alleen bevoegd", "joint": "gezamenlijk bevoegd"}
_STATEMENTS = (
    ("eigen-verklaring", "Eigen verklaring"),
    ("verzekering", "Bewijs van verzekering"),
    ("vog-beleid", "Beleid voor verklaringen omtrent het gedrag (VOG)"),
)
_BOX = "□"
_UNKNOWN = "niet vastgelegd"


def cover_sheet(pack: SignaturePack) -> Document:
    """The cover sheet of `pack` as a document; a concept as long as the pack is one."""
    facts = pack.facts
    title = Section(
        SectionKind.TEXT, _text("Voorblad van het tekenpakket"), tuple(_opening(pack)), None, 1, "document--titel"
    )
    parts = (
        title,
        _section("stukken", "Stukken", _documents(pack)),
        _section("ondertekening", "Wie ondertekent", tuple(_signing(pack))),
        _section("controle", "Vóór het ondertekenen na te gaan", (_checklist(pack),)),
    )
    meta = DocumentMeta(
        kind="voorblad",
        title=f"Voorblad van het tekenpakket – {_whose(pack)}",
        short_title=f"Tekenpakket {facts.set_id}, nummer {pack.number}",
        version=str(pack.number),
        version_line=f"editie {facts.edition}",
        edition=facts.edition,
        region=facts.region_name,
        author=facts.region_name,
        date=facts.edition_date.isoformat(),
        language=facts.language,
    )
    return Document(meta, None, parts, status=Status.READY if pack.ready else Status.CONCEPT)


def _opening(pack: SignaturePack) -> Iterator[Block]:
    facts = pack.facts
    yield _paragraph(_whose(pack))
    if pack.ready:
        yield Frame((Paragraph((Strong(_text("GEREED")), Text(" om te ondertekenen."))),))
    else:
        reasons = BulletList(tuple(ListItem((_paragraph(reason),)) for reason in facts.reasons))
        words = Paragraph((Strong(_text("CONCEPT")), Text(": niet ondertekenen. De reden:")))
        yield Frame((words, reasons))
    rows = tuple(_row((name,), (value,)) for name, value in _facts(pack))
    summary = "Wat dit pakket is: per rij een gegeven en de waarde daarvan."
    yield Table((3, 9), ("left", "left"), _row(("Gegeven",), ("Waarde",)), rows, summary=summary)
    if facts.notice:
        yield Paragraph(_text(facts.notice), Role.SMALL)


def _facts(pack: SignaturePack) -> Iterator[tuple[str, str]]:
    facts = pack.facts
    if facts.provider:
        yield "Aanbieder", facts.provider
        yield "KvK-nummer", facts.kvk
        yield "Percelen", joined(facts.lots, "en") or "geen"
    yield "Regio", facts.region_name
    yield "Editie", f"{facts.edition}, met als datum {long_date(facts.edition_date)}"
    yield "Pakket", f"{facts.set_id}, nummer {pack.number}"
    yield "Vervangt", f"nummer {pack.supersedes} van dit pakket" if pack.supersedes else "geen eerder pakket"
    yield "Verzending op", _day(facts.sent_on)
    yield "Uiterlijk terug op", _day(facts.return_by)
    yield "Terug te zenden aan", facts.mailbox or _UNKNOWN
    if facts.profile.route is SigningRoute.PAPER:
        yield "Wijze van ondertekenen", "met de pen, met een paraaf op elke pagina"
        yield "Aantal originelen", f"{pack.originals}: een voor elke partij die tekent"
    else:
        yield "Wijze van ondertekenen", f"elektronisch, met ten minste {_LEVELS[facts.profile.level]}{_form(facts)}"
        if facts.profile.seal is not None:
            yield "Zegel", f"bij verzending gezet door {facts.profile.seal.holder}, in elk bestand dat wordt getekend"
        yield "Origineel", "het ondertekende bestand zelf; een afdruk is een kopie"


def _form(facts: PackFacts) -> str:
    """What a signature is by its form, where more is asked than the least."""
    pades = facts.profile.pades
    return "" if pades is PadesLevel.B_B else f", {_FORMS[pades]} (PAdES {pades.value})"


def _documents(pack: SignaturePack) -> tuple[Block, ...]:
    rows = tuple(
        _row(
            (str(place),),
            (document.title,),
            (document.version,),
            (str(document.pages),),
            (_purpose(document),),
        )
        for place, document in enumerate(pack.documents, 1)
    )
    header = _row(("Nr.",), ("Stuk",), ("Versie",), ("Pagina’s",), ("Bestemd",))
    summary = "De stukken in volgorde: nummer, naam, versie, aantal pagina’s en waarvoor bestemd."
    listed = Table((2, 20, 4, 4, 10), ("right", "left", "left", "right", "left"), header, rows, summary=summary)
    return listed, _files(pack)


def _purpose(document: PackedDocument) -> str:
    if document.elsewhere:
        return "om kennis van te nemen; alle partijen ondertekenen dit stuk op één bestand, in het pakket van de regio"
    return "om te ondertekenen" if document.signatories else "om kennis van te nemen"


def _files(pack: SignaturePack) -> Table:
    """The digests have a table of their own: they are wide, and cannot be broken without harm."""
    rows = tuple(
        _row((str(place),), (document.file, document.sha256)) for place, document in enumerate(pack.documents, 1)
    )
    header = _row(("Nr.",), ("Bestand, met zijn controlegetal (SHA-256)",))
    summary = "Van elk stuk het bestand en de SHA-256-waarde daarvan, waaraan te zien is dat het niet is veranderd."
    return Table((2, 38), ("right", "left"), header, rows, summary=summary)


def _signing(pack: SignaturePack) -> Iterator[Block]:
    paper = pack.facts.profile.route is SigningRoute.PAPER
    yield _paragraph((_PAPER if paper else _DIGITAL) if pack.ready else _NOT_YET)
    for place, document in enumerate(pack.documents, 1):
        if document.signatories:
            yield _section(f"ondertekening-{place}", f"{place}. {document.title}", (_signatories(document, paper),), 2)


def _signatories(document: PackedDocument, paper: bool) -> Table:
    ordered = sorted(document.signatories, key=lambda signatory: signatory.rank)
    rows = tuple(_row((str(s.rank),), tuple(_who(s)), tuple(_where(s, paper=paper))) for s in ordered)
    header = _row(("Nr.",), ("Wie, voor wie en krachtens welke bevoegdheid",), ("Waar",))
    summary = "Wie dit stuk ondertekent: volgnummer, persoon met functie, partij en bevoegdheid, en de plaats."
    return Table((2, 23, 15), ("right", "left", "left"), header, rows, summary=summary)


def _who(signatory: Signatory) -> Iterator[str]:
    name = signatory.name or "naam in te vullen bij het ondertekenen"
    yield f"{name}, {signatory.function}"
    yield f"voor {signatory.party}"
    if signatory.capacity:
        yield signatory.capacity
    evidence = Authority(signatory.party, signatory.evidence, signatory.evidence_on)
    shown = _document_of(evidence) if signatory.evidence else f"bewijsstuk {_UNKNOWN}"
    yield f"{_POWERS[signatory.power]}; {shown}"


def _where(signatory: Signatory, *, paper: bool) -> Iterator[str]:
    if signatory.page:
        yield f"pagina {signatory.page}, veld"
        yield signatory.field
        if signatory.locks:
            yield "de laatste: daarna ligt het bestand vast"
    else:
        yield "in het vak bij de naam" if paper else "geen veld: dit is een concept"


def _checklist(pack: SignaturePack) -> Table:
    rows = tuple(_row((_BOX,), (what,), (detail,)) for what, detail in _checks(pack))
    header = _row(("Akkoord",), ("Stuk",), ("Bijzonderheden",))
    summary = "Wat na te gaan is: een vakje om aan te kruisen, het stuk, en wat daarvan is vastgelegd."
    return Table((3, 9, 17), ("center", "left", "left"), header, rows, summary=summary)


def _checks(pack: SignaturePack) -> Iterator[tuple[str, str]]:
    facts = pack.facts
    for extract in facts.extracts:
        yield f"Uittreksel uit het handelsregister van {extract.whose}", _age(extract, pack)
    if facts.powers:
        yield "Volmachten van de gemeenten", _dated(facts.powers)
    if facts.decisions:
        yield "Besluiten om de overeenkomsten aan te gaan", _dated(facts.decisions)
    if facts.provider:
        for kind, name in _STATEMENTS:
            yield name, _statement([s for s in facts.statements if s.kind == kind])
    yield "Stukken", f"{len(pack.documents)} stukken, elk met het controlegetal dat hierboven staat"


def _age(extract: Authority, pack: SignaturePack) -> str:
    months, sent = pack.facts.profile.register_extract_months, pack.sending_date
    limit = f"ten hoogste {months} maanden oud bij verzending" if months else ""
    if extract.on is None:
        return f"datum {_UNKNOWN}" + (f"; {limit}" if limit else "")
    old = bool(months) and months_later(sent, -(months or 0)) > extract.on
    return f"van {long_date(extract.on)}; " + (
        f"ouder dan {months} maanden op {long_date(sent)}: vraag een nieuw uittreksel" if old else limit or "geen grens"
    )


def _statement(found: Sequence[Statement]) -> str:
    if not found:
        return _UNKNOWN
    newest = max(found, key=lambda statement: statement.issued_on)
    until = f", geldig tot en met {long_date(newest.valid_until)}" if newest.valid_until else ""
    return f"{newest.description}, van {long_date(newest.issued_on)}{until}"


def _dated(items: Iterable[Authority]) -> str:
    """The same day once: `15 november 2022: A en B; datum niet vastgelegd: C`."""
    by_day: dict[date | None, list[str]] = {}
    for item in items:
        by_day.setdefault(item.on, []).append(item.whose)
    known = sorted((day, names) for day, names in by_day.items() if day is not None)
    parts = [f"{long_date(day)}: {joined(names, 'en')}" for day, names in known]
    if None in by_day:
        parts.append(f"datum {_UNKNOWN}: {joined(by_day[None], 'en')}")
    return "; ".join(parts)


def _document_of(authority: Authority) -> str:
    return authority.what + (f" van {long_date(authority.on)}" if authority.on else f", datum {_UNKNOWN}")


def _whose(pack: SignaturePack) -> str:
    facts = pack.facts
    joint = facts.profile.multilateral is MultilateralSigning.SINGLE_FILE
    parties = "alle partijen" if joint else "gemeenten en uitvoeringsorganisatie"
    return facts.provider or f"Regio {facts.region_name}: {parties}"


def _day(day: date | None) -> str:
    return long_date(day) if day is not None else _UNKNOWN


def _section(anchor: str, title: str, children: tuple[Block, ...], level: int = 1) -> Section:
    kind = SectionKind.TEXT if level == 1 else SectionKind.HEADING
    return Section(kind, _text(title), children, None, level, anchor)


def _row(*cells: tuple[str, ...]) -> TableRow:
    return TableRow(tuple(TableCell(tuple(map(_paragraph, lines))) for lines in cells))


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_text(words))


def _text(words: str) -> tuple[Text, ...]:
    return (Text(words),)
