"""What a document depends on: one digest of everything that assembling it reads, worked out without assembling it.

Two documents with equal digests are equal, to the last reference and the place of every clause. The reverse does not
hold: what is read may change and leave the text as it was. So a digest that is as it was saves the work of assembling,
and one that differs says no more than that somebody has to look.

    all that the region, the edition, the specs and the pack say   (what has parameters: only those that are named)
    the arrangement: every clause with its place, its digest, its conditions resolved, its slots open
    of a clause that was met and left nothing of itself: that it was met
    the clauses of the signature pages, and what those include
    of each document that is cited, the numbers of what is cited
    the provider, as it stands on the day of the edition, with the members of its combination
    where all sign one file, every provider that does
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, cast

from msgspec import Struct, field
from msgspec.json import encode
from msgspec.structs import fields, replace

from akkoord.assembly.choice import chosen
from akkoord.assembly.contract_documents import DIGEST_ROOT
from akkoord.assembly.findings import Findings
from akkoord.assembly.joint_signing import signing_providers
from akkoord.assembly.layout import Layout
from akkoord.assembly.opening import Enclosed
from akkoord.assembly.preparation import Prepared
from akkoord.assembly.scope import Scope
from akkoord.assembly.targets import Target
from akkoord.assembly.terms import clauses_in
from akkoord.diagnostics import Span
from akkoord.library import ClauseVersion
from akkoord.readers.slots import parse_text
from akkoord.spec import ClauseUse, DocumentLayout, DocumentSpec, Instrument, Provider
from akkoord.tree import Block, CrossReference, Include, Section, Slot, all_blocks, inlines_in
from akkoord.tree.blocks import Conditional
from akkoord.tree.codec import to_data
from akkoord.tree.expression import Expression, names_in

_NOT_TRACED = ""
"""The digest of a document of which it is not told what it depends on: it has to be assembled."""


class _Citing(Struct, frozen=True):
    """The places that a text cites, each as a target with a path, and the other documents in which they can be."""

    documents: tuple[str, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]


class Dependence(Struct):
    """Works out the digests for one edition; what documents share is worked out once.

    `amended` gives what a document that amends another rests on besides its own text, "" when that is not known.
    """

    prepared: Prepared
    amended: Callable[[DocumentSpec, Provider | None], str] | None = None
    _arranged: dict[int, str] = field(default_factory=dict[int, str])
    _layouts: dict[str, dict[str, Layout]] = field(default_factory=dict[str, dict[str, Layout]])
    _references: dict[int, _Citing] = field(default_factory=dict[int, "_Citing"])
    _targets: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    _cited: dict[tuple[object, ...], list[object]] = field(default_factory=dict["tuple[object, ...]", "list[object]"])
    _last: tuple[Provider | None, dict[str, tuple[Layout | None, bool]]] = (None, {})
    _blocks: dict[int, tuple[Block, str]] = field(default_factory=dict[int, "tuple[Block, str]"])
    _people: dict[int, tuple[Provider, str]] = field(default_factory=dict[int, tuple[Provider, str]])
    _edition: str = ""
    _known: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def of(self, kind: str, provider: Provider | None, enclosed: tuple[Enclosed, ...] = ()) -> str:
        """SHA-256 of what the document `kind` for `provider` is made of; "" for one that has to be assembled.

        `provider` is None for the parties of the region, and for a document that is the same for everybody;
        `enclosed` is what a letter goes with.
        """
        made_of = self._kept(kind, provider)
        if not made_of or not enclosed:
            return made_of
        return plain_digest([made_of, [[e.title, e.version, e.mark, e.to_sign] for e in enclosed]])

    def known(self, providers: Container[str]) -> dict[tuple[str, str], str]:
        """What was worked out of the documents of these providers, by their ids; for who works on the same edition."""
        return {key: digest for key, digest in self._known.items() if key[1] in providers}

    def take(self, known: Mapping[tuple[str, str], str]) -> None:
        """What somebody else worked out of the same edition."""
        self._known |= known

    def _kept(self, kind: str, provider: Provider | None) -> str:
        """What a document depends on, worked out once."""
        name = provider.id if provider is not None else ""
        if (kind, name) not in self._known:
            self._known[kind, name] = self._worked_out(kind, provider)
        return self._known[kind, name]

    def _worked_out(self, kind: str, provider: Provider | None) -> str:
        prepared, spec = self.prepared, self.prepared.sources.documents[kind]
        own = None if spec.instrument.shared else provider
        layout = self._layout(kind, own)
        amends = self.amended(spec, own) if spec.amends is not None and self.amended is not None else _NOT_TRACED
        if layout is None or (spec.amends is not None and not amends):
            return _NOT_TRACED
        parts = [
            self._of_edition(),
            self._of_arrangement(spec, layout),
            self._numbers(spec, layout, own),
            self._of_provider(spec, provider) if spec.instrument is not Instrument.GENERAL else "",
            amends,
        ]
        if spec.accession in prepared.sources.documents:
            parts.append(self._kept(spec.accession, None))
        return plain_digest(parts)

    def layout(self, kind: str, provider: Provider) -> Layout | None:
        """The arrangement of the document `kind` for `provider`, None when there is none."""
        spec = self.prepared.sources.documents[kind]
        return self._layout(kind, None if spec.instrument.shared else provider)

    def gets(self, kind: str, provider: Provider | None) -> bool:
        """Whether there is a document `kind` for `provider`, or with None for all parties."""
        return kind in self.prepared.sources.documents and self._layout(kind, provider) is not None

    def clauses(self, kind: str, provider: Provider | None) -> frozenset[str]:
        """The ids of the clauses that were met when a document was arranged, printed or not; none where it is not."""
        layout = self._layout(kind, provider)
        return frozenset(name.partition("@")[0] for name in layout.clauses) if layout is not None else frozenset()

    def _layout(self, kind: str, provider: Provider | None) -> Layout | None:
        """The arrangement of `kind`, looked up by provider once."""
        if kind not in self._layouts:
            found = self.prepared.documents.layouts.get(kind, ())
            self._layouts[kind] = {name: one for one in reversed(found) for name in (one.providers or ("",))}
        known = self._layouts[kind]
        return known.get(provider.id if provider is not None else "") or known.get("")

    def _of_edition(self) -> str:
        """What every document of the edition rests on: the region without its parameters, and what its files say."""
        if not self._edition:
            prepared = self.prepared
            sources, edition = prepared.sources, prepared.edition
            self._edition = plain_digest(
                [
                    [edition.id, edition.date.isoformat(), edition.status.value],
                    plain(replace(sources.region, parameters={}, editions=(), amends={})),
                    plain(sources.pack),
                    [plain(listed) for listed in sources.annexes.values()],
                    sources.model,
                    sorted(prepared.annex_titles.items()),
                    sorted(prepared.annex_versions.items()),
                    sorted(prepared.documents.short_titles.items()),
                    [[d.code, d.severity.value, d.message] for d in prepared.diagnostics],
                ]
            )
        return self._edition

    def _of_arrangement(self, spec: DocumentSpec, layout: Layout) -> str:
        """What all addressees of one arrangement share."""
        if id(layout) not in self._arranged:
            prepared, scope = self.prepared, self.prepared.scopes[spec.kind]
            versions = prepared.sources.library.versions
            pages = tuple(page_clauses(self.prepared, spec))
            printed = (versions[name] for name in sorted(set(clauses_in(layout.blocks))))
            titles = prepared.titles[spec.kind]
            self._arranged[id(layout)] = plain_digest(
                [
                    plain(spec),
                    [titles.title, titles.short_title, sorted(titles.names)],
                    prepared.sources.version_of(spec, prepared.edition),
                    [[v.id, v.version, v.digest, v.span.file, v.status.value] for v in printed],
                    sorted(layout.clauses),
                    [self._of_block(block) for block in layout.blocks],
                    sorted(layout.terms.forms.items()),
                    sorted(layout.targets.withdrawn),
                    sorted(layout.names),
                    [[d.code, d.severity.value, d.message, d.provider] for d in layout.diagnostics],
                    [[v.id, v.version, v.digest, v.title, to_data(v.blocks, spans=True)] for v in pages],
                    self._values(spec, scope, (*layout.blocks, *(block for v in pages for block in v.blocks))),
                ]
            )
        return self._arranged[id(layout)]

    def _of_block(self, block: Block) -> object:
        """A block with its place; arrangements share most of their clauses and tables, so each is looked at once."""
        if isinstance(block, Section):
            return [to_data(replace(block, children=()), spans=True), [self._of_block(one) for one in block.children]]
        if id(block) not in self._blocks:
            self._blocks[id(block)] = (block, plain_digest(to_data(block, spans=True)))
        return self._blocks[id(block)][1]

    def _values(self, spec: DocumentSpec, scope: Scope, blocks: tuple[Block, ...]) -> list[object]:
        """The values of the names that a document can ask for, and what else is in its scope."""
        names = {*_named_in(blocks), *_named_in_spec(spec)}
        if spec.layout is DocumentLayout.LETTER or self.prepared.sources.list_of(spec.kind) is not None:
            names |= {name for name in scope.values if name.startswith(f"{DIGEST_ROOT}.")}
        rests_on = names.union(*(scope.origins.get(name, frozenset[str]()) for name in names))
        return [
            [[name, plain(scope.values.get(name))] for name in sorted(rests_on)],
            [[name, sorted(scope.origins[name])] for name in sorted(names & scope.origins.keys())],
            sorted(scope.optional),
            plain(scope.period),
            sorted(scope.lot_names.items()),
            sorted(scope.initiative_names.items()),
        ]

    def _citing(self, spec: DocumentSpec, layout: Layout) -> _Citing:
        """The places that a text cites, and the other documents they can be in: those it names, and its family."""
        if id(layout) not in self._references:
            documents = self.prepared.documents
            texts = (layout.blocks, *(version.blocks for version in page_clauses(self.prepared, spec)))
            met = [i for blocks in texts for i in inlines_in(blocks) if isinstance(i, CrossReference)]
            named = {reference.document for reference in met if reference.document}
            listed = documents.list_of(spec.kind)
            if listed is not None:
                named |= {listed.main, *(kind for annex in listed.annexes for kind in annex.kinds.values())}
            others = sorted({documents.standing(name) for name in named} - {spec.kind})
            places = sorted({(reference.target, reference.path) for reference in met})
            self._references[id(layout)] = _Citing(tuple(others), tuple(places))
        return self._references[id(layout)]

    def _numbers(self, spec: DocumentSpec, layout: Layout, provider: Provider | None) -> list[object]:
        """What a text for `provider` cites of each other document; of all its arrangements where that is nobody."""
        documents, citing = self.prepared.documents, self._citing(spec, layout)
        if provider is None:
            every = ((kind, documents.layouts.get(kind, ())) for kind in citing.documents)
            return [[kind, [self._of_targets(citing, one) for one in there]] for kind, there in every]
        others = [self._other(kind, provider) for kind in citing.documents]
        alike = (id(citing), *((id(layout), gets) for layout, gets in others))
        if alike not in self._cited:
            texts = [self._of_targets(citing, layout) if layout is not None else "" for layout, _ in others]
            gets = [gets for _, gets in others]
            self._cited[alike] = [[*one] for one in zip(citing.documents, texts, gets, strict=True)]
        return self._cited[alike]

    def _other(self, kind: str, provider: Provider) -> tuple[Layout | None, bool]:
        """The arrangement of a document that others cite, and whether it is given to a provider.

        Kept of the provider who was asked for last: its documents are gone through one after the other.
        """
        whose, known = self._last
        if whose is not provider:
            known = {}
            self._last = (provider, known)
        if kind not in known:
            known[kind] = (self._layout(kind, provider), self.prepared.documents.gets(kind, provider.id))
        return known[kind]

    def _of_targets(self, citing: _Citing, layout: Layout) -> str:
        """All that resolving the references of one text can read of the numbers in another."""
        known = (id(citing), id(layout))
        if known not in self._targets:
            targets = layout.targets
            self._targets[known] = plain_digest(
                [
                    [
                        targets.is_withdrawn(target),
                        target in targets.sections,
                        target in targets.clauses,
                        _of_target(targets.find(target, path)),
                    ]
                    for target, path in citing.places
                ]
            )
        return self._targets[known]

    def _of_provider(self, spec: DocumentSpec, provider: Provider | None) -> list[object]:
        """What a document has of its addressee: its party on the day of the edition, its role, what it deviates in."""
        if provider is None:
            there = signing_providers(self.prepared, spec.kind, None)
            return [self._of_provider(spec, one) for one in there]
        party = self.prepared.party(spec.kind, provider)
        accedes = [kind for kind, ids in self.prepared.parties.items() if provider.id in ids]
        return [
            self._of_record(provider),
            self._of_record(party.provider),
            list(party.provider.lots),
            party.day.isoformat(),
            plain(party.combination),
            [[plain(member), self._of_record(record)] for member, record in party.members],
            party.absent,
            party.unknown,
            self.prepared.roles.get(provider.id, ""),
            accedes,
            [[d.code, d.message] for d in self.prepared.deviations.get(provider.id, ())],
        ]

    def _of_record(self, provider: Provider) -> str:
        """The digest of a record, once for each: what was prepared keeps them, so that each has its own `id`."""
        if id(provider) not in self._people:
            self._people[id(provider)] = (provider, plain_digest(plain(provider)))
        return self._people[id(provider)][1]


def page_clauses(prepared: Prepared, spec: DocumentSpec) -> Iterator[ClauseVersion]:
    """The clauses of the signature pages of a document, and those that they include."""
    pages = spec.signature_pages
    uses = [u for u in (pages.provider, pages.municipality, pages.organisation) if u is not None] if pages else []
    seen: set[str] = set()
    while uses:
        use = uses.pop(0)
        version = chosen(use, prepared.sources.library, prepared.edition, Findings())
        if version is None or use.clause in seen:
            continue
        seen.add(use.clause)
        yield version
        uses += [ClauseUse(b.clause, use.span) for b in all_blocks(version.blocks) if isinstance(b, Include)]


def _of_target(target: Target | None) -> list[object]:
    """What a reference can print of a target, nothing when it is not there."""
    if target is None:
        return []
    marks = (target.section, *target.items, *target.several, *((target.requirement,) if target.requirement else ()))
    return [
        target.kind.value,
        target.anchor,
        [len(target.items), len(target.several)],
        [[m.anchor, m.number.shown, m.number.cited, m.level.value if m.level else ""] for m in marks],
    ]


def _named_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The names in slots and conditions."""
    whole = tuple(blocks)
    expressions = [i.expression for i in inlines_in(whole) if isinstance(i, Slot)]
    expressions += [b.expression for b in all_blocks(whole) if isinstance(b, Conditional)]
    return (".".join(name.path) for expression in expressions for name in names_in(expression))


def _named_in_spec(spec: object) -> Iterator[str]:
    """The names in the texts and expressions of a spec."""
    if isinstance(spec, str):
        if "{{" in spec:
            parts, _ = parse_text(spec, Span(""))
            slots = (part for part in parts if not isinstance(part, str))
            yield from (".".join(name.path) for slot in slots for name in names_in(slot.expression))
    elif isinstance(spec, tuple | list):
        for item in cast("Iterable[object]", spec):
            yield from _named_in_spec(item)
    elif isinstance(spec, _EXPRESSIONS):
        yield from (".".join(name.path) for name in names_in(cast("Expression", spec)))
    elif isinstance(spec, Struct) and not isinstance(spec, Span):
        for name in spec.__struct_fields__:
            yield from _named_in_spec(getattr(spec, name))


_EXPRESSIONS = cast("tuple[type, ...]", Expression.__args__)


def plain(value: object) -> Any:
    """A value of a spec as JSON-ready data: equal values give equal data; where something stands does not count."""
    match value:
        case None | bool() | int():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case Decimal():
            return ["#", str(value)]
        case date():
            return ["d", value.isoformat()]
        case Span():
            return None
        case tuple() | list():
            return [plain(item) for item in cast("Iterable[object]", value)]
        case frozenset() | set():
            return sorted((plain(item) for item in cast("Iterable[object]", value)), key=repr)
        case Mapping():
            pairs = cast("Mapping[object, object]", value).items()
            return sorted(([plain(k), plain(v)] for k, v in pairs), key=repr)
        case _:
            always, later = _names(type(value))
            set_since = ([name, getattr(value, name)] for name, default in later if getattr(value, name) != default)
            return [type(value).__name__, *(plain(getattr(value, name)) for name in always), *map(plain, set_since)]


@cache
def _names(cls: type[Any]) -> tuple[tuple[str, ...], tuple[tuple[str, object], ...]]:
    """The fields that always count, and those that count where they are not this default (`LATER` of the class).

    Those that say where a value stands never do.
    """
    later: frozenset[str] = getattr(cls, "LATER", frozenset[str]())
    always = (name for name in cls.__struct_fields__ if name not in ("span", "places", *later))
    return tuple(always), tuple((one.name, one.default) for one in fields(cls) if one.name in later)


def plain_digest(data: object) -> str:
    """SHA-256 of JSON-ready data, as `plain` makes it: of compact JSON as the standard library writes it, made in C."""
    return hashlib.sha256(encode(data)).hexdigest()
