"""How a document without title page begins: its title above the text, or the head of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.context import Party, organisation_values
from akkoord.assembly.evaluation import evaluate
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import SENDER_OPTIONAL, Scope
from akkoord.assembly.signatories import SigningPlaces
from akkoord.assembly.slots import checked, filled_text
from akkoord.diagnostics import Span, error
from akkoord.spec import Address, DocumentSpec, EnclosedPart, Letter, Organisation, Provider, Region, signers_of
from akkoord.tree import (
    Block,
    Clause,
    Inline,
    LineBreak,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    TitlePage,
)

_WIDTHS = (8, 40, 11, 21, 20)
_ALIGN = ("right", "left", "left", "left", "left")


class Enclosed(Struct, frozen=True):
    """A document that goes with a letter. `mark` are the first digits of the SHA-256 of its text."""

    title: str
    version: str
    mark: str
    to_sign: bool


class Post(Struct, frozen=True):
    """Who sends a letter to whom, and when."""

    letter: Letter
    sender: Organisation
    provider: Provider
    sent_on: date


def titled(page: TitlePage, blocks: tuple[Block, ...], place: Span) -> tuple[Block, ...]:
    """`blocks` under the words of a title page."""
    lines = tuple(Text(line, place) for line in (page.subtitle, page.motto, *page.lines) if line)
    under = (Paragraph(_broken(lines), span=place),) if lines else ()
    small = (Paragraph((Text(page.notice, place),), Role.SMALL, span=place),) if page.notice else ()
    title = Section(SectionKind.TEXT, (Text(page.title, place),), (*under, *small), None, 1, "document--titel", place)
    return (title, *blocks)


def posted(spec: DocumentSpec, region: Region, provider: Provider, scope: Scope, findings: Findings) -> Post | None:
    """The post of a letter; None, with an error, when it has no date or nobody can send it then."""
    letter = spec.letter
    if letter is None:
        return None  # said when the specs are read
    sent_on = evaluate(letter.date, scope, letter.span, findings)
    if sent_on is None:
        return None
    if not isinstance(sent_on, date):
        message = "`date` van de brief geeft geen datum; verwacht: een expressie die een datum geeft"
        findings.add(error("LTR001", message, letter.span))
        return None
    sender = region.organisation(letter.sender_role, sent_on)
    if sender is None:
        message = f"op {sent_on} heeft niemand de rol `{letter.sender_role}`; verwacht: een organisatie die verstuurt"
        findings.add(error("LTR002", message, letter.span, "voeg haar toe bij `organisations` in het regioprofiel"))
        return None
    if sender.address is None or not sender.mailbox:
        message = f"`{sender.id}` stuurt brieven; verwacht: een postadres en een e-mailadres"
        findings.add(error("LTR003", message, sender.span, "voeg `address` en `mailbox` toe"))
        return None
    return Post(letter, sender, provider, sent_on)


def sent_by(scope: Scope, post: Post) -> Scope:
    """`scope` with the organisation that sends the letter: the one of its date, which may be a successor."""
    return scope.with_values(organisation_values(post.sender), SENDER_OPTIONAL)


def as_letter(
    spec: DocumentSpec,
    post: Post,
    title: str,
    blocks: tuple[Block, ...],
    scope: Scope,
    enclosed: tuple[Enclosed, ...],
    findings: Findings,
) -> tuple[Block, ...]:
    """`blocks` as a letter with the subject `title`: its text ends in a place to sign, annexes follow."""
    letter, place = post.letter, post.letter.span
    texts = tuple(b for b in blocks if isinstance(b, Section) and b.kind is SectionKind.TEXT)
    annexes = tuple(b for b in blocks if b not in texts)
    tables = {p.id: _contents_of_pack(p, enclosed) for p in spec.parts if isinstance(p, EnclosedPart)}
    texts = tuple(replace(t, children=(tables[t.anchor],)) if t.anchor in tables else t for t in texts)

    def said(source: str) -> Text:
        return Text(filled_text(source, scope, place, findings), place)

    party = Party(post.sender.id, post.sender.name, "rsj", seat=post.sender.seat, kvk=post.sender.kvk)
    signed = SigningPlaces(spec.kind, findings).of_letter(party, post.sender.representatives, post.sender.span)
    children = (
        Paragraph((said(letter.salutation),), span=place),
        *_kept(texts),
        Paragraph((said(letter.closing),), Role.SIGNATURE, span=place),
        *signed,
    )
    head = Section(
        SectionKind.TEXT,
        (),
        (
            *_addresses(post, findings),
            _reference("Datum", Text(dutch.long_date(post.sent_on), place)),
            _reference("Ons kenmerk", said(letter.reference)),
            *_annex_line(annexes, place),
        ),
        anchor="document--briefhoofd",
        span=place,
    )
    subject = (Text(f"Onderwerp: {title}", spec.span),)
    return (head, Section(SectionKind.SUBJECT, subject, children, None, 1, "document--brief", place), *annexes)


def _kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with the last paragraph on the page of what follows: a place to sign never stands alone on a page."""
    if not blocks:
        return ()
    *before, last = blocks
    match last:
        case Paragraph(role=Role.BODY):
            return (*before, replace(last, role=Role.SIGNATURE))
        case Section() | Clause():
            return (*before, replace(last, children=_kept(last.children)))
        case _:
            return blocks


def _addresses(post: Post, findings: Findings) -> Iterator[Paragraph]:
    """Sender and addressee, each line with the place of what it says."""
    sender, provider = post.sender, post.provider
    home = ", ".join(_address(sender.address)) if sender.address else ""
    own = ((sender.name, sender.span), (" · ".join(filter(None, (home, sender.mailbox))), sender.span))
    people = signers_of(provider.representatives)
    names = tuple(person.name or f"de {person.function}" for person in people)
    first = provider.representatives.index(people[0]) if people else 0
    street, town = _address(provider.address)
    theirs = (
        (provider.legal_name, provider.place("legal_name")),
        (f"t.a.v. {dutch.joined(names, 'en')}" if names else "", provider.place(f"representatives.{first}.name")),
        (street, provider.place("address.street")),
        (town, provider.place("address")),
    )
    for lines, role in ((own, Role.SENDER), (theirs, Role.ADDRESSEE)):
        clean = tuple(Text(checked(words, "het adres", place, findings), place) for words, place in lines if words)
        yield Paragraph(_broken(tuple(text for text in clean if text.text)), role, span=lines[0][1])


def _address(address: Address) -> tuple[str, str]:
    return address.street, f"{address.postcode} {address.place}"


def _reference(label: str, value: Text) -> Paragraph:
    return Paragraph((Strong((Text(f"{label}:"),)), Text(" "), value), Role.LETTER_REFERENCE, span=value.span)


def _annex_line(annexes: tuple[Block, ...], place: Span) -> Iterator[Paragraph]:
    numbers = [b.number.cited for b in annexes if isinstance(b, Section) and b.number is not None]
    if numbers:
        shown = numbers[0] if len(numbers) == 1 else f"{numbers[0]} tot en met {numbers[-1]}"
        yield _reference("Bijlage" if len(numbers) == 1 else "Bijlagen", Text(shown, place))


def _broken(texts: tuple[Text, ...]) -> tuple[Inline, ...]:
    """Each text on a line of its own."""
    out: list[Inline] = []
    for text in texts:
        out += [LineBreak(), text] if out else [text]
    return tuple(out)


def _contents_of_pack(part: EnclosedPart, enclosed: tuple[Enclosed, ...]) -> Table:
    place = part.span

    def row(words: tuple[str, ...]) -> TableRow:
        cells = tuple(TableCell((Paragraph((Text(word, place),), span=place),)) for word in words)
        return TableRow(cells, span=place)

    shown = ((e.title, e.version, e.mark, "ja" if e.to_sign else "nee") for e in enclosed)
    rows = tuple(row((str(n), *words)) for n, words in enumerate(shown, 1))
    return Table(_WIDTHS, _ALIGN, row(part.columns), rows, part.caption, part.summary, "", place)
