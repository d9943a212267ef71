"""A project read: the library, and every region with its providers and documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from msgspec import Struct, field

from akkoord.assembly import Prepared
from akkoord.diagnostics import Diagnostic, Placed, in_order
from akkoord.library import (
    ClauseFile,
    ClauseVersion,
    Library,
    Lock,
    LockedVersion,
    build_library,
    read_clause,
    read_edition,
    read_lock,
    text_digest,
)
from akkoord.project.approved import clause_files, fixed_pins, lock_findings
from akkoord.project.layout import Layout, RegionFiles, clause_of, layout_of
from akkoord.project.ledgers import Ledgers, read_ledgers
from akkoord.project.missing_files import missing_editions, missing_files
from akkoord.project.own_texts import wanted_texts, with_own_texts
from akkoord.project.read_cache import Kept, ReadCache
from akkoord.project.sources import Sources, UnreadableError
from akkoord.project.unread_files import Unread, unread_of
from akkoord.spec import (
    Acceptance,
    DocumentSpec,
    Initiative,
    Pack,
    Provider,
    Rates,
    Region,
    check_contracts,
    read_accepted,
    read_document,
    read_initiatives,
    read_pack,
    read_provider,
    read_rates,
    read_region,
)

V = TypeVar("V")
Schema = Mapping[str, object]
Reader = Callable[[str, str, Schema], tuple[V | None, tuple[Diagnostic, ...]]]


class RegionContent(Struct, frozen=True):
    """A region as far as it could be read. Providers and documents by the name of their file."""

    files: RegionFiles
    region: Region | None
    initiatives: tuple[Initiative, ...] | None
    pack: Pack | None
    providers: Mapping[str, Provider]
    documents: Mapping[str, DocumentSpec]
    rates: Rates | None = None
    accepted: tuple[Acceptance, ...] = ()
    unread: Unread = field(default_factory=Unread)


class Content(Placed, frozen=True):
    """Everything of a project. `digests` holds of each text read its SHA-256, line ends as LF.

    `values` are digests of what documents can print of a file, once they were asked for (see `data_digests`).
    `lock` says which texts are approved, `files` where each version of a clause stands, `ledgers` what became of
    packs. `prepared` is the edition that the rules were held against, by its folder, until it is asked for.
    """

    ASIDE = frozenset({"prepared", "values"})

    library: Library
    regions: Mapping[str, RegionContent]
    layout: Layout
    digests: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    lock: Lock = field(default_factory=dict[tuple[str, str], LockedVersion])
    files: Mapping[tuple[str, str], ClauseFile] = field(default_factory=dict[tuple[str, str], ClauseFile])
    ledgers: Ledgers = field(default_factory=Ledgers)
    values: dict[str, str] = field(default_factory=dict[str, str])
    prepared: dict[str, Prepared] = field(default_factory=dict[str, Prepared])


def read_content(sources: Sources, cache: ReadCache) -> Content:
    """Read all of a project; whatever is wrong with one file, the others are read. `cache` is closed afterwards."""
    reading = _Reading(sources, cache)
    layout = layout_of(sources.listing.files)
    reading.found += (*sources.listing.diagnostics, *layout.unused_findings())
    clauses: list[ClauseVersion | None] = [reading.value(path, "clause", read_clause) for path in layout.clauses]
    editions = [reading.value(path, "edition", read_edition) for path in layout.editions]
    regions = {name: reading.region(name, files) for name, files in sorted(layout.regions.items())}
    unread = (clause_of(path) for path, clause in zip(layout.clauses, clauses, strict=True) if clause is None)
    library, findings = build_library(
        (clause for clause in clauses if clause is not None),
        (edition for edition in editions if edition is not None),
        unread,
    )
    reading.found += findings
    wanted = {p: found for name, region in regions.items() for p, found in wanted_texts(name, region.providers).items()}
    library, findings = with_own_texts(library, sources, cache, _own_texts(layout, regions), wanted)
    reading.found += findings
    cache.close()
    present = [content.region for content in regions.values() if content.region is not None]
    reading.found += missing_editions(present, library, layout.editions)
    files = clause_files(layout.clauses, reading.digests)
    lock = reading.lock(layout.lock, files, library)
    ledgers, findings = read_ledgers(sources, layout.ledgers)
    reading.found += findings
    return Content(library, regions, layout, reading.digests, in_order(reading.found), lock, files, ledgers)


class _Reading(Struct):
    sources: Sources
    cache: ReadCache
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    digests: dict[str, str] = field(default_factory=dict[str, str])
    schemas: dict[str, Schema] = field(default_factory=dict[str, Schema])

    def value(self, path: str, schema: str, read: Reader[V]) -> V | None:
        """What `read` makes of the file at `path`, None for no path or when a finding stops it.

        It comes from the cache when the file is as it was; what was read with findings is never kept.
        """
        if not path:
            return None
        try:
            kept = self.cache.get(path, self.sources.sha256(path))
            text = self.sources.text(path) if kept is None else ""
        except UnreadableError as problem:
            self.found += problem.diagnostics
            return None
        if kept is not None:
            self.digests[path] = kept.digest
            return cast("V", kept.value)
        self.digests[path] = text_digest(text)
        value, findings = read(text, path, self.schema(schema))
        self.found += findings
        if value is not None and not findings:
            self.cache.put(path, self.sources.read[path].sha256, Kept(value, self.digests[path]))
        return value

    def words(self, path: str) -> str | None:
        """The text of a file, None when it cannot be read as one; that was told."""
        try:
            return self.sources.text(path)
        except UnreadableError:
            return None

    def lock(self, path: str, files: Mapping[tuple[str, str], ClauseFile], library: Library) -> Lock:
        """The lock, held against the clauses; when it cannot be read, that is the finding."""
        try:
            text = self.sources.text(path) if path else ""
        except UnreadableError as problem:
            self.found += problem.diagnostics
            return {}
        lock, findings = read_lock(text)
        # A project without a lock has not begun to freeze its texts: `lock --check` says so, not every build.
        pinned = fixed_pins(library) if path else ()
        self.found += (*findings, *lock_findings(self.sources, lock, files, library, pinned))
        return lock

    def region(self, name: str, files: RegionFiles) -> RegionContent:
        """The region in the folder `name`, and how its files fit together."""
        region = self.value(files.region, "region", read_region)
        initiatives = self.value(files.initiatives, "initiatives", read_initiatives) if files.initiatives else ()
        rates = self.value(files.rates, "rates", read_rates)
        pack = self.value(files.pack, "pack", read_pack)
        providers = {n: self.value(p, "provider", read_provider) for n, p in sorted(files.providers.items())}
        documents = {n: self.value(p, "document", read_document) for n, p in sorted(files.documents.items())}
        accepted = self.value(files.accepted, "accepted", read_accepted) or ()
        unreadable = unread_of(
            (files.documents[name] for name, value in documents.items() if value is None),
            (files.providers[name] for name, value in providers.items() if value is None),
            (files.rates if rates is None else "", files.initiatives if initiatives is None else ""),
            pack,
            self.words,
        )
        content = RegionContent(
            files, region, initiatives, pack, _present(providers), _present(documents), rates, accepted, unreadable
        )
        unread = [name for name, value in (*providers.items(), *documents.items()) if value is None]
        present, told = tuple(content.providers.values()), initiatives or ()
        missing = missing_files(f"contracts/{name}", files, present, told, pack)
        self.found += missing.findings
        if not missing.specs:
            held = None if missing.initiatives else initiatives
            specs = tuple(content.documents.values())
            self.found += check_contracts(region, present, held, specs, pack, unread, rates)
        return content

    def schema(self, name: str) -> Schema:
        """A schema that ships with the program."""
        if name not in self.schemas:
            self.schemas[name] = cast("Schema", json.loads(self.sources.text(f"@schemas/{name}.schema.json")))
        return self.schemas[name]


def _own_texts(layout: Layout, regions: Mapping[str, RegionContent]) -> tuple[str, ...]:
    """The own texts of providers, but not of one whose file cannot be read: that names them."""
    unread = {f"contracts/{name}/deviations/{one}" for name, own in regions.items() for one in own.unread.providers}
    return tuple(path for path in layout.own_texts if path.rpartition("/")[0] not in unread)


def _present(values: Mapping[str, V | None]) -> dict[str, V]:
    return {name: value for name, value in values.items() if value is not None}
