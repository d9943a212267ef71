"""Whether a pack may be signed, and what its signature pack says: worked out before anything is written.

What is decided here holds for the whole pack: one document that may not be signed yet makes every document of that
pack a concept, so that nobody signs half of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akkoord.assembly import accession_of, in_one_file, joint_parties
from akkoord.library import ClauseStatus
from akkoord.project.planned import PlannedDocument
from akkoord.project.signers import EXECUTIVE, addressees_of, people_of, signatories_of
from akkoord.project.steps import content_digest, text_digest
from akkoord.records import SignerRow
from akkoord.signing import Authority, PackFacts, not_ready
from akkoord.spec import Provider, Region
from akkoord.tree import Status, tree_digest

if TYPE_CHECKING:
    from akkoord.assembly import Prepared
    from akkoord.project.planner import Planner


def signing_facts(
    planner: Planner,
    prepared: Prepared,
    name: str,
    provider: Provider | None,
    documents: Sequence[PlannedDocument],
    notice: str,
) -> PackFacts | None:
    """What the signature pack of these documents says; None when nothing of them is sent to be signed."""
    sent = _sent(documents)
    if not sent:
        return None
    region, edition = planner.region, planner.edition
    providers = _parties(prepared, sent, provider)
    joint = _joint_parties(prepared, sent, provider)
    people = people_of(region, (*providers, *joint), edition.date)
    signatories = tuple(s for d in sent for s in signatories_of(d.row.signers, d.kind, people))
    powers = _powers(region, sent)
    sending = planner.pack.sending(edition.id)
    executive = region.organisation(EXECUTIVE, edition.date)
    return PackFacts(
        region=planner.folder,
        region_name=region.name,
        edition=edition.id,
        edition_date=edition.date,
        name=name,
        profile=region.signing,
        provider=prepared.name_of(provider) if provider is not None else "",
        kvk=providers[0].kvk if providers else "",
        lots=_lots(region, providers[0].lots if providers else ()),
        sent_on=sending.sent_on if sending else None,
        return_by=sending.return_by if sending else None,
        mailbox=executive.mailbox if executive else "",
        reasons=(
            *_of_edition(planner),
            *_of_rules(planner, prepared, sent, provider),
            *not_ready(signatories, powers, region.signing),
            *_of_blanks(sent),
        ),
        extracts=_extracts((*providers, *joint)),
        powers=powers,
        decisions=_decisions(region, sent),
        statements=provider.statements if provider is not None else (),
        signatories=signatories,
        notice=notice,
        language=region.language,
        elsewhere=tuple(d.kind for d in sent if provider is not None and _on_file_of_all(prepared, d.kind, provider)),
    )


def with_readiness(
    documents: tuple[PlannedDocument, ...],
    facts: PackFacts | None,
    anew: Callable[[], Iterable[PlannedDocument]],
) -> tuple[PlannedDocument, ...]:
    """`documents`, all of them concepts when the pack may not be signed.

    A document that is the same for everybody has nothing to sign and stays what it is: its digest is cited elsewhere.
    When the pack was a concept and is ready by now, or the other way round, `anew` assembles all of them.
    """
    if facts is None:
        return documents
    if _misjudged(documents, Status.CONCEPT if facts.reasons else Status.READY):
        documents = tuple(anew())
    if not facts.reasons:
        return documents
    return tuple(document if document.general else _as_concept(document) for document in documents)


def _misjudged(documents: Iterable[PlannedDocument], status: Status) -> bool:
    """Whether a document that was left standing has another status."""
    left = (d for d in documents if d.there and d.document is None and not d.general)
    return any(planned.row.status != status.value for planned in left)


def _as_concept(planned: PlannedDocument) -> PlannedDocument:
    if planned.document is None or planned.made is None or planned.document.status is Status.CONCEPT:
        return replace(planned, fields=())
    document = replace(planned.document, status=Status.CONCEPT)
    row = replace(planned.row, status=document.status.value, tree_sha256=tree_digest(document))
    text = text_digest(document, row.tree_sha256)
    made = replace(planned.made, content=content_digest(text, ()), text=text)
    return replace(planned, document=document, row=row, made=made, fields=())


def _sent(documents: Iterable[PlannedDocument]) -> tuple[PlannedDocument, ...]:
    return tuple(document for document in documents if document.there and document.row.sent)


def _of_edition(planner: Planner) -> Iterator[str]:
    if planner.edition.status is not ClauseStatus.VASTGESTELD:
        yield f"Editie {planner.edition.id} is nog niet vastgesteld."
    elif not planner.provable:
        yield "De PDF-bestanden zijn gemaakt met LibreOffice; gelijkheid met Word is niet bewezen."


def _of_rules(
    planner: Planner, prepared: Prepared, sent: Iterable[PlannedDocument], provider: Provider | None
) -> Iterator[str]:
    """The rules that found an error in what is sent; what they found stands in the findings, not on a cover sheet."""
    for planned in sent:
        addressees = addressees_of(prepared, planned.kind, None if planned.general else provider)
        about = (planner.readiness.about(planner.place, planned.kind, whose) for whose in addressees)
        rules = sorted({found.rule for errors in about for found in errors})
        if rules:
            yield f"{planned.row.title}: los eerst op wat `check` als fout meldt ({', '.join(rules)})."


def _of_blanks(sent: Iterable[PlannedDocument]) -> Iterator[str]:
    """What the text of a document leaves to be filled in: nobody signs a place between brackets."""
    for planned in sent:
        labels = tuple(dict.fromkeys(blank.label for blank in planned.row.blanks))
        if labels:
            yield f"{planned.row.title}: nog in te vullen in de tekst: {', '.join(labels)}."


def _parties(prepared: Prepared, sent: Iterable[PlannedDocument], provider: Provider | None) -> tuple[Provider, ...]:
    """The provider and who sign beside it, as they are on the date of the edition."""
    if provider is None:
        return ()
    found: dict[str, Provider] = {}
    for planned in sent:
        if planned.row.signers and not planned.general:
            party = prepared.party(planned.kind, provider)
            for one in (party.provider, *party.signing):
                found.setdefault(one.id, one)
    return tuple(found.values()) or (provider,)


def _joint_parties(
    prepared: Prepared, sent: Iterable[PlannedDocument], provider: Provider | None
) -> tuple[Provider, ...]:
    """The providers that sign a text of the region on one file, each once, as they are on the date of the edition."""
    kinds = [planned.kind for planned in sent if planned.row.signers and provider is None]
    parties = (party.provider for kind in kinds for party in joint_parties(prepared, kind))
    return tuple({party.id: party for party in parties}.values())


def _on_file_of_all(prepared: Prepared, kind: str, provider: Provider) -> bool:
    """Whether a provider signs a document in the pack of the region."""
    joint = in_one_file(prepared.sources.documents[kind], prepared.sources.region)
    return joint and not accession_of(prepared, kind, provider)


def _lots(region: Region, numbers: Iterable[int]) -> tuple[str, ...]:
    names = {lot.number: lot.name for lot in region.lots}
    return tuple(f"{number} ({names.get(number, '')})" for number in numbers)


def _extracts(parties: Iterable[Provider]) -> tuple[Authority, ...]:
    """The register extract of each party: the oldest that shows the power of somebody who signs for it."""
    found: list[Authority] = []
    for party in parties:
        days = [person.evidence_on for person in party.representatives if person.evidence_on is not None]
        found.append(Authority(party.legal_name, "uittreksel", min(days, default=None)))
    return tuple(found)


def _powers(region: Region, sent: Iterable[PlannedDocument]) -> tuple[Authority, ...]:
    """The power of attorney of each municipality, when one signs for all of them."""
    if not any(s.field == f"{d.kind}-gemeenten-1" for d in sent for s in d.row.signers):
        return ()
    return tuple(Authority(m.name, m.power_of_attorney, m.power_of_attorney_on) for m in region.municipalities)


def _decisions(region: Region, sent: Iterable[PlannedDocument]) -> tuple[Authority, ...]:
    """What the colleges decided, when the municipalities sign or are signed for."""
    if not any(_of_municipality(d, s) for d in sent for s in d.row.signers):
        return ()
    return tuple(Authority(m.name, "collegebesluit", m.decided_on) for m in region.municipalities)


def _of_municipality(planned: PlannedDocument, signer: SignerRow) -> bool:
    return signer.field.startswith(f"{planned.kind}-gemeente")
