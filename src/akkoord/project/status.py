"""Where every pack is in its life, what waits for whom, and whether a text for all parties is complete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import accession_of, entitlement, in_one_file
from akkoord.diagnostics import Diagnostic, error, has_errors, in_order
from akkoord.library import ClauseStatus
from akkoord.project.archive import ArchiveError, archive_findings
from akkoord.project.asked import check_asked
from akkoord.project.content import Content
from akkoord.project.opening import open_project
from akkoord.project.pack_files import MANIFEST, read_manifest
from akkoord.project.plan import make_plan
from akkoord.project.planner import Planner
from akkoord.project.selection import Selection
from akkoord.project.signers import party_of
from akkoord.project.sources import find_root
from akkoord.records import FORMING, SIGNED, Ledger, LedgerState, Manifest
from akkoord.spec import Instrument, MultilateralSigning, Provider, Sending

REGION_PARTIES = "gemeenten en uitvoeringsorganisatie"
_EVERYBODY = "alle partijen"
_REGION = "de regio"
_NOTHING = "nothing"
_TO_RECORD = {"": "bouwen", "concept": "gereed maken", "ready": "nakijken en `ready` vastleggen"}
"""What is to be done with a pack of which nothing was recorded, by what stands in the output."""
_TO_DO = {
    LedgerState.CONCEPT: "gereed maken",
    LedgerState.READY: "verzenden",
    LedgerState.SENT: "tekenen en terugsturen",
    LedgerState.RETURNED: "verifiëren wat terugkwam",
    LedgerState.VERIFIED: "van kracht verklaren",
}


class PackStatus(Struct, frozen=True):
    """One number of a pack. `state` is None when nothing was recorded of it, and then `since` and `by` are empty;
    `known` is False when what was recorded cannot be trusted.

    `built` is the status of what stands in the output under this number: "ready", "concept", "nothing" when there is
    nothing to sign, or "" when another number or no pack stands there. `waits_for` says who is to do something, and
    `to_do` what; both "" when nobody is. `due` is the day by which, None when that is not known, and `overdue` how
    many days that is past. `despite` is the reason for which somebody verified it although it was not in order.
    """

    pack: str
    provider: str
    number: int
    supersedes: int
    state: LedgerState | None
    since: date | None
    by: str
    built: str
    waits_for: str
    to_do: str
    due: date | None
    overdue: int
    known: bool = True
    despite: str = ""


class Party(Struct, frozen=True):
    """A party of a text for all, by the pack in which it signs; `state` is that of this pack, None when not sent.

    `known` is False when what was recorded of it cannot be trusted.
    """

    pack: str
    name: str
    state: LedgerState | None
    body_sha256: str
    known: bool = True


class Completeness(Struct, frozen=True):
    """Whether all parties signed a text that is one for all of them: their pages are back and were verified."""

    region: str
    edition: str
    document: str
    title: str
    parties: tuple[Party, ...]

    @property
    def missing(self) -> tuple[Party, ...]:
        """The parties that did not sign yet, as far as is known."""
        return tuple(party for party in self.parties if party.state not in SIGNED)


class Status(Struct, frozen=True):
    """The answer, as it is on `on`."""

    on: date
    packs: tuple[PackStatus, ...]
    shared: tuple[Completeness, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """0 fine, 1 when a ledger or the archive cannot be trusted."""
        return int(has_errors(self.diagnostics))


def status_of(folder: Path, selection: Selection, on: date) -> Status:
    """The packs of `selection` on that day.

    Raises:
        NoProjectError: there is no project.
        SelectionError: something was asked for that is not there.
    """
    root = find_root(folder)
    content = open_project(root)
    check_asked(selection, content)
    plan = make_plan(content, Selection(selection.regions, selection.providers, (), selection.lots, selection.editions))
    packs: list[PackStatus] = []
    shared: list[Completeness] = []
    for planner in plan.planners:
        names = planner.asked()
        for name in names:
            manifest = read_manifest(root / "output" / planner.path(name) / MANIFEST)
            packs += _numbers(planner, name, content, manifest, on)
        if names and planner.edition.status is not ClauseStatus.CONCEPT:
            shared += _shared(planner, content, selection)
        planner.let_go()
    found = [d for d in content.diagnostics if d.code.startswith("LGR")]
    for region in sorted(content.regions):
        ledgers = (ledger for pack, ledger in content.ledgers.of_pack.items() if pack.startswith(f"{region}/"))
        complete = not any(pack.startswith(f"{region}/") for pack in content.ledgers.broken)
        entries = (entry for ledger in ledgers for entry in ledger.entries)
        found += archive_findings(root, region, entries, complete=complete)
    found += (problem for one in shared for problem in _differing(one))
    packs += _gone(plan.existing, content, selection)
    return Status(on, tuple(packs), tuple(shared), in_order(found))


def _numbers(
    planner: Planner, name: str, content: Content, manifest: Manifest | None, on: date
) -> Iterator[PackStatus]:
    """A row for each number of a pack: those recorded, and the one that stands in the output."""
    pack = planner.path(name)
    ledger = content.ledgers.of(pack)
    provider = planner.region_content.providers.get(name)
    legal_name = provider.legal_name if provider else ""
    sending = planner.pack.sending(planner.edition.id)
    built = manifest.number if manifest is not None else 0
    numbers = sorted({*range(1, ledger.current + 1), built} - {0}) or [1]
    for number in numbers:
        own = manifest if manifest is not None and number == built else None
        row = _row(ledger, number, own, legal_name, sending, on)
        if row.waits_for == REGION_PARTIES and planner.region.signing.multilateral is MultilateralSigning.SINGLE_FILE:
            row = replace(row, waits_for=_EVERYBODY)
        if pack in content.ledgers.broken:
            row = replace(
                row, waits_for=_REGION, to_do="herstellen wat is vastgelegd", due=None, overdue=0, known=False
            )
        yield row


def _row(
    ledger: Ledger, number: int, manifest: Manifest | None, legal_name: str, sending: Sending | None, on: date
) -> PackStatus:
    state, own = ledger.state(number), ledger.of(number)
    built = manifest.status or _NOTHING if manifest is not None else ""
    who, what = _waiting(state, built, legal_name)
    due = _due(ledger, number, state, sending) if who else None
    replaces = own[-1].supersedes if own else manifest.supersedes if manifest is not None else 0
    overdue = (on - due).days if due is not None and on > due else 0
    by = own[-1].by if own else ""
    verified = next((one for one in reversed(own) if one.state is LedgerState.VERIFIED), None)
    despite = verified.despite.reason if verified is not None and verified.despite is not None else ""
    return PackStatus(
        ledger.pack, legal_name, number, replaces, state, ledger.since(number), by, built, who, what, due, overdue,
        despite=despite,
    )  # fmt: skip


def _waiting(state: LedgerState | None, built: str, legal_name: str) -> tuple[str, str]:
    """Who is to do something, and what; both "" when nobody is."""
    what = _TO_DO.get(state, "") if state is not None else _TO_RECORD.get(built, "")
    who = (legal_name or REGION_PARTIES) if state is LedgerState.SENT else _REGION
    return (who, what) if what else ("", "")


def _due(ledger: Ledger, number: int, state: LedgerState | None, sending: Sending | None) -> date | None:
    """The day by which what is waited for should have happened; those of the edition are not for what came later."""
    if sending is None:
        return None
    if state is None or state in FORMING:
        return sending.sent_on if ledger.standing is None else None
    sent = ledger.sent(number)
    in_time = sent is not None and sent.date <= sending.return_by
    return sending.return_by if state is LedgerState.SENT and in_time else None


def _shared(planner: Planner, content: Content, selection: Selection) -> Iterator[Completeness]:
    """Every text for all parties that is sent to be signed, with who gets it."""
    prepared = planner.ready(None)
    specs = prepared.sources.documents
    for kind in planner.pack.signature_documents(planner.region_content.documents):
        spec = specs.get(kind)
        if spec is None or spec.instrument is not Instrument.MULTILATERAL or kind not in prepared.titles:
            continue
        if not selection.wants_document(kind):
            continue
        file_of_all = planner.path(planner.pack.region_pack)
        parties = [_party(file_of_all, REGION_PARTIES, kind, content)]
        parties = parties if kind in planner.pack.region_documents else []
        joint = in_one_file(spec, planner.region)
        on_file = _on_file(file_of_all, kind, content) if joint else frozenset[str]()
        for provider in sorted(planner.region_content.providers.values(), key=lambda p: p.id):
            if entitlement(prepared, kind, provider).entitled:
                signs = accession_of(prepared, kind, provider)
                if joint and not signs:
                    parties.append(_on_file_of_all(file_of_all, provider, kind, content, on_file))
                else:
                    parties.append(_party(planner.path(provider.id), provider.legal_name, kind, content, signs))
        if parties:
            title = prepared.titles[kind].short_title
            yield Completeness(planner.folder, planner.edition.id, kind, title, tuple(parties))


def _party(pack: str, name: str, kind: str, content: Content, signs: str = "") -> Party:
    """A party of the text `kind`. Who accedes to it `signs` another document, and gets the text to read alone."""
    ledger = content.ledgers.of(pack)
    there = ledger.standing
    sent = next((d for d in there.documents if d.kind == kind), None) if there is not None else None
    signed = there is not None and any(d.kind == (signs or kind) for d in there.documents)
    state = ledger.state(there.number) if there is not None and sent is not None and signed else None
    known = pack not in content.ledgers.broken
    return Party(pack, name, state, sent.body_sha256 if sent is not None else "", known)


def _on_file_of_all(
    pack: str, provider: Provider, kind: str, content: Content, on_file: frozenset[str] | None
) -> Party:
    """A provider that signs `kind` on the one file of all, that of `pack`.

    Who is not among those `on_file` in what was sent signed nothing, whatever came back; None is not known.
    """
    party = _party(pack, provider.legal_name, kind, content)
    if on_file is None:
        return replace(party, state=None, known=False)
    return party if provider.id in on_file else replace(party, state=None, body_sha256="")


def _on_file(pack: str, kind: str, content: Content) -> frozenset[str] | None:
    """The parties that have a place to sign in `kind` as it was sent in `pack`; None when the archive does not tell."""
    sent = content.ledgers.of(pack).standing
    if sent is None:
        return frozenset()
    try:
        row = content.ledgers.manifest(sent).document(kind)
    except ArchiveError:
        return None
    return frozenset(party_of(signer.field, kind) for signer in row.signers) if row is not None else frozenset()


def _differing(one: Completeness) -> Iterator[Diagnostic]:
    """A text for all parties has one digest; whoever was sent another text did not sign the same."""
    texts: dict[str, list[str]] = {}
    for party in one.parties:
        if party.body_sha256 and party.pack not in texts.setdefault(party.body_sha256, []):
            texts[party.body_sha256].append(party.pack)
    if len(texts) > 1:
        rarest = min(texts.values(), key=lambda packs: (len(packs), packs))
        message = (
            f"niet alle partijen kregen dezelfde tekst van `{one.document}`, editie {one.edition}: "
            f"{len(texts)} teksten; een andere kregen {', '.join(f'`{pack}`' for pack in rarest)}"
        )
        hint = "stuur iedereen dezelfde tekst: bouw en verzend die pakketten opnieuw"
        yield error("STS001", message, None, hint)


def _gone(existing: frozenset[str], content: Content, selection: Selection) -> Iterator[PackStatus]:
    """What was recorded of packs that are no longer in the project; their records stay."""
    for pack, ledger in sorted(content.ledgers.of_pack.items()):
        region, edition, name = pack.split("/")
        if pack in existing or selection.lots or not selection.wants(region, edition, name, ()):
            continue
        for number in range(1, ledger.current + 1):
            yield _row(ledger, number, None, name, None, date.min)
