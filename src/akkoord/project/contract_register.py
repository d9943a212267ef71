"""The contract register of an edition as a workbook, and its dates as calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from akkoord.assembly import Agenda, ContractDates, Sources, agenda_of
from akkoord.library import Edition
from akkoord.project.content import Content, RegionContent
from akkoord.project.made_files import MadeFile, inputs_of
from akkoord.records import STATE_WORDS, Ledger, Manifest
from akkoord.spec import Provider
from akkoord.writers.calendar import CalendarDay, write_calendar
from akkoord.writers.sheets import Table, TableColumn, TableValue, write_workbook

REGISTER = "contractregister.xlsx"
CALENDAR = "agenda.ics"

_CONTRACTS = (
    TableColumn("Aanbieder", "text", "Statutaire naam van de aanbieder.", 42),
    TableColumn("Id", "text", "Naam van de map in de uitvoer.", 28),
    TableColumn("KvK-nummer", "text", "Acht cijfers.", 13),
    TableColumn("Percelen", "text", "De gegunde percelen.", 12),
    TableColumn("Begin", "date", "Eerste dag van de raamovereenkomst.", 12),
    TableColumn("Einde", "date", "Laatste dag van de raamovereenkomst, met verlengingen die zijn meegedeeld.", 12),
    TableColumn("Uiterste einde", "date", "Laatste dag na de langste verlenging.", 12),
    TableColumn("Verlengen voor", "date", "Uiterste dag om een verlenging mee te delen.", 14),
    TableColumn("Volgende indexering", "date", "Dag waarop nieuwe tarieven ingaan.", 14),
    TableColumn("Toetreding", "date", "Eerste dag van deelname aan het convenant, bij wie later is toegetreden.", 12),
    TableColumn("Uitstap", "date", "Laatste dag van deelname aan het convenant, bij wie is uitgestapt.", 12),
    TableColumn("Eerste verklaring verloopt", "date", "Vroegste laatste dag van de verklaringen.", 16),
    TableColumn("Status", "text", "Status van het pakket.", 12),
    TableColumn("Levensloop", "text", "Wat het laatst van het pakket is vastgelegd.", 16),
    TableColumn("Sinds", "date", "Vanaf welke dag dat zo is.", 12),
)
_PACKS = (
    TableColumn("Aanbieder", "text", "Statutaire naam van de aanbieder; leeg bij het pakket van de regio.", 42),
    TableColumn("Id", "text", "Naam van de map in de uitvoer.", 28),
    TableColumn(
        "Pakketnummer", "number", "Wat verzonden is verandert niet: een verandering heeft een volgend nummer.", 14
    ),
    TableColumn("Levensloop", "text", "Wat er het laatst van is vastgelegd.", 16),
    TableColumn("Sinds", "date", "Vanaf welke dag dat zo is.", 12),
    TableColumn("Vastgelegd door", "text", "Wie het laatst iets vastlegde.", 24),
    TableColumn("Vervangt", "number", "Het pakketnummer dat het vervangt.", 12),
    TableColumn("Kenmerk", "text", "Eerste cijfers van de SHA-256-waarde van het manifest.", 16),
)
_DOCUMENTS = (
    TableColumn("Aanbieder", "text", "Statutaire naam van de aanbieder.", 42),
    TableColumn("Document", "text", "Titel van het document.", 60),
    TableColumn("Versie", "text", "Versie van het document.", 9),
    TableColumn("Status", "text", "Status van het document.", 12),
    TableColumn("Kenmerk", "text", "Eerste cijfers van de SHA-256-waarde van de tekst.", 16),
)
_STATEMENTS = (
    TableColumn("Aanbieder", "text", "Statutaire naam van de aanbieder.", 42),
    TableColumn("Soort", "text", "Soort verklaring.", 18),
    TableColumn("Omschrijving", "text", "Wat het is.", 60),
    TableColumn("Afgegeven", "date", "Datum van afgifte.", 12),
    TableColumn("Geldig tot en met", "date", "Laatste dag; leeg als zij niet verloopt.", 14),
)
_MARK_LENGTH = 12
_STATUS_WORDS = {"ready": "gereed", "concept": "concept"}


def register_files(
    content: Content, folder: str, edition: Edition, manifests: Mapping[str, Manifest | None], program: str
) -> dict[str, MadeFile]:
    """The files of one edition by their path in its folder; `manifests` holds what stands there by pack."""
    region = content.regions[folder]
    if region.region is None or not region.providers:
        return {}
    providers = sorted(region.providers.values(), key=lambda p: p.id)
    sources = Sources(content.library, region.region, region.documents, tuple(providers), region.rates)
    agenda = agenda_of(sources, edition)
    dates = {provider.id: agenda.of(provider) for provider in providers}
    title = f"Contractregister {region.region.name} {edition.id}"
    packs = {name: f"{folder}/{edition.id}/{name}" for name in (*dates, region.pack.region_pack if region.pack else "")}
    ledgers = {name: content.ledgers.of(path) for name, path in packs.items() if path not in content.ledgers.broken}
    tables = _tables(providers, dates, manifests, ledgers)
    rows = (repr(row).encode() for table in tables for row in (table.name, *table.columns, *table.rows))
    inputs = inputs_of(program, chain((title.encode(),), rows))
    files = {REGISTER: MadeFile(inputs, lambda: (write_workbook(tables, title),), tells=True)}
    every = tuple(day for provider in providers for day in _days(folder, provider, dates[provider.id]))
    every += tuple(_sendings(folder, region, agenda))
    if every:
        name = f"Contracten {region.region.name}"
        told = (name.encode(), str(edition.date).encode())
        inputs = inputs_of(program, chain(told, (repr(day).encode() for day in every)))
        files[CALENDAR] = MadeFile(inputs, lambda: (write_calendar(every, name, edition.date),))
    return files


def calendar_of(agenda: Agenda, folder: str, provider: Provider) -> dict[str, bytes]:
    """The calendar of one provider by its name in its pack; nothing where no date is known."""
    days = _days(folder, provider, agenda.of(provider))
    return {CALENDAR: write_calendar(days, provider.legal_name, agenda.edition.date)} if days else {}


def _tables(
    providers: Sequence[Provider],
    dates: Mapping[str, ContractDates],
    manifests: Mapping[str, Manifest | None],
    ledgers: Mapping[str, Ledger],
) -> tuple[Table, ...]:
    statements: tuple[tuple[TableValue, ...], ...] = tuple(
        (p.legal_name, s.kind, s.description, s.issued_on, s.valid_until) for p in providers for s in p.statements
    )
    documents: tuple[tuple[TableValue, ...], ...] = tuple(
        (p.legal_name, row.title, row.version, _STATUS_WORDS.get(row.status, "–"), row.body_sha256[:_MARK_LENGTH])
        for p in providers
        if (manifest := manifests.get(p.id)) is not None
        for row in manifest.documents
        if row.present
    )
    contracts = tuple(_contract(p, dates[p.id], manifests.get(p.id), ledgers.get(p.id)) for p in providers)
    names = {provider.id: provider.legal_name for provider in providers}
    packs = (row for name, ledger in ledgers.items() for row in _pack_rows(name, names.get(name), ledger))
    return (
        Table("Contracten", _CONTRACTS, contracts),
        Table("Pakketten", _PACKS, tuple(packs)),
        Table("Documenten", _DOCUMENTS, documents),
        Table("Verklaringen", _STATEMENTS, statements),
    )


def _pack_rows(name: str, provider: str | None, ledger: Ledger) -> Iterator[tuple[TableValue, ...]]:
    """A row for each number of a pack of which something was recorded."""
    for number in range(1, ledger.current + 1):
        last, state = ledger.of(number)[-1], ledger.state(number)
        word = STATE_WORDS[state] if state is not None else None
        mark = last.manifest_sha256[:_MARK_LENGTH]
        yield (provider, name, number, word, ledger.since(number), last.by, last.supersedes or None, mark)


def _contract(
    provider: Provider, dates: ContractDates, manifest: Manifest | None, ledger: Ledger | None
) -> tuple[TableValue, ...]:
    """A row of the register; `ledger` is None when what was recorded cannot be trusted."""
    state = ledger.state(ledger.leading) if ledger is not None else None
    life = STATE_WORDS[state] if state is not None else "–" if ledger is not None else "niet te lezen"
    expiring = [s.valid_until for s in provider.statements if s.valid_until is not None]
    return (
        provider.legal_name,
        provider.id,
        provider.kvk,
        ", ".join(map(str, provider.lots)),
        dates.start,
        dates.end,
        dates.limit,
        dates.notice,
        dates.indexation,
        provider.admission.date if provider.admission else None,
        provider.exit.date if provider.exit else None,
        min(expiring, default=None),
        _STATUS_WORDS.get(manifest.status if manifest else "", "–"),
        life,
        ledger.since(ledger.leading) if ledger is not None else None,
    )


def _days(folder: str, provider: Provider, dates: ContractDates) -> tuple[CalendarDay, ...]:
    return tuple(
        CalendarDay(
            f"{folder}.{provider.id}.{occasion.kind}@akkoord",
            occasion.day,
            f"{provider.legal_name}: {occasion.what}",
            f"{'Perceel' if len(provider.lots) == 1 else 'Percelen'} {', '.join(map(str, provider.lots))}",
        )
        for occasion in dates.occasions
    )


def _sendings(folder: str, region: RegionContent, agenda: Agenda) -> tuple[CalendarDay, ...]:
    sending = region.pack.sending(agenda.edition.id) if region.pack is not None else None
    if sending is None:
        return ()
    name = f"{folder}.{agenda.edition.id}"
    return (
        CalendarDay(f"{name}.verzending@akkoord", sending.sent_on, f"Pakketten van editie {sending.edition} versturen"),
        CalendarDay(
            f"{name}.retour@akkoord", sending.return_by, f"Pakketten van editie {sending.edition} getekend terug"
        ),
    )
