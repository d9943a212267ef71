"""What rules look at: a whole set, read-only, with what several rules need worked out once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeAlias, TypeVar, cast

from msgspec import Struct, field

from akkoord.checks.citations import Numbers, numbers_of
from akkoord.checks.definitions import Definition, definitions_in
from akkoord.checks.passages import Known, Passage, Stretch, bare_blocks, stretches_in
from akkoord.checks.patterns import Pattern
from akkoord.diagnostics import Placed, Span
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library
from akkoord.records import Manifest
from akkoord.spec import AnnexList, DocumentSpec, Initiative, Pack, Predecessor, Provider, Rates, Region
from akkoord.tree import (
    Block,
    Clause,
    Document,
    Held,
    Paragraph,
    Section,
    Slot,
    Table,
    all_blocks,
    blocks_with,
    inlines_in,
)

T = TypeVar("T")

Fact: TypeAlias = str | int | bool | Decimal | date | tuple[str | int, ...]
"""The value of a parameter of the profile on the date of an edition."""


class TextSort(StrEnum):
    """What a document is in a set, whatever a region calls it."""

    AGREEMENT = "agreement"
    """A text between two parties that both sign, and that is no annex."""
    COVENANT = "covenant"
    """One text for all parties."""
    ANNEX = "annex"
    ADDENDUM = "addendum"
    """Amends another document, or gives its consolidated text."""
    LETTER = "letter"
    OTHER = "other"


class RegionView(Struct, frozen=True, dict=True):
    """The data of a region. `folder` is the name of its folder; the others are None where a file cannot be read.

    `days` are the dates of its editions. In the view of a set `editions` is empty: what is found in one edition rests
    on nothing but the dates of the others, and stands when those change otherwise.
    """

    folder: str
    region: Region
    providers: tuple[Provider, ...]
    initiatives: tuple[Initiative, ...]
    documents: Mapping[str, DocumentSpec]
    pack: Pack | None
    rates: Rates | None
    editions: tuple[Edition, ...]
    days: tuple[date, ...] = ()
    other_names: frozenset[str] = frozenset()
    """The names of the other regions of the project, and of their municipalities."""
    unread_providers: frozenset[str] = frozenset()
    """The ids of providers whose file cannot be read: who they are is not known, but that they are there is."""


class TextView(Placed, frozen=True, dict=True):
    """A document as `providers` get it, assembled once for all of them; None for one that is the same for everybody.

    The tree is that of one of them: what differs between the others is their own data only, which rules find where
    it was typed. `annex_of` is the kind of the document that it is an annex of, "" for none.
    """

    ASIDE = frozenset({"known"})

    kind: str
    spec: DocumentSpec
    sort: TextSort
    document: Document
    providers: frozenset[str] | None
    region: Region
    edition: Edition
    library: Library
    annex_of: str = ""
    known: Known = field(default_factory=Known)
    """What this text has in common with others."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its body and its signature pages."""
        return (*self.document.body, *self.document.signature_pages)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its passages in reading order, in pieces that stand in other texts as well."""
        found = stretches_in(self.blocks, self.region.references, self._slots, self.known)
        return tuple(stretch for stretch in found if stretch.passages)

    def with_stretches(self, stretches: tuple[Stretch, ...]) -> TextView:
        """Itself, of which the stretches are known: those that it would make itself."""
        cast("dict[str, object]", self.__dict__)["stretches"] = stretches
        return self

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every stretch of text in it, in reading order; not its title page, nor its signature blocks."""
        return tuple(passage for stretch in self.stretches for passage in stretch.passages)

    def drawn(self, fact: Callable[[Passage], Iterable[T]]) -> Iterator[T]:
        """What `fact` says of each of its passages, in reading order.

        It is worked out once for texts that have a passage in common, so it follows from the passage alone; who asks
        again gives the same `fact`, not one that is made for the occasion.
        """
        return chain.from_iterable(stretch.drawn(fact) for stretch in self.stretches)

    def said_of(self, fact: Callable[[Block], Iterable[T]]) -> Iterator[T]:
        """As `drawn`, what `fact` says of each block that is no section: of clauses, tables and what stands bare."""
        return chain.from_iterable(self.known.of(block, fact) for block in self.bare)

    @cached_property
    def bare(self) -> tuple[Block, ...]:
        """Its blocks without the sections that they stand in."""
        return tuple(bare_blocks(self.blocks))

    def holding(self, pattern: Pattern) -> Iterator[Passage]:
        """Its passages in whose text `pattern` stands."""
        return self.drawn(_holding(pattern))

    @cached_property
    def numbers(self) -> Numbers:
        """Its numbers as they are printed."""
        return numbers_of(self.document.body, self.known)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Every definition in it, in reading order."""
        return tuple(definitions_in(self))

    @cached_property
    def clauses(self) -> tuple[ClauseVersion, ...]:
        """The clause versions that it prints, in order of first use."""
        return tuple(self.library.versions[name] for name in dict.fromkeys(self.said_of(_clauses_in)))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section of its body, outermost first, in reading order."""
        held = blocks_with(self.document.body, Held.SECTION)
        return tuple(block for block in held if isinstance(block, Section))

    @cached_property
    def filled_sections(self) -> frozenset[str]:
        """The anchors of its sections that hold a paragraph, however deep."""
        return frozenset(
            section.anchor
            for section in self.sections
            if any(isinstance(block, Paragraph) for block in all_blocks(section.children))
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of its body, in reading order."""
        return tuple(t for block in bare_blocks(self.document.body) for t in self.known.of(block, _tables_in))

    @cached_property
    def cover(self) -> tuple[tuple[str, Span], ...]:
        """The words round its text, each with its place in the spec: title page, or the title above it."""
        page, spec = self.document.title_page, self.spec
        if page is None:
            return ((self.document.meta.title, spec.place("title")),)
        words = [(page.title, "title"), (page.subtitle, "subtitle"), (page.motto, "motto"), (page.notice, "notice")]
        ahead = _lines_ahead(page.lines, spec.lines)
        lines = [(line, f"lines.{max(index - ahead, 0)}") for index, line in enumerate(page.lines)]
        return tuple((text, spec.place(path)) for text, path in (*words, *lines) if text)

    @cached_property
    def _slots(self) -> dict[str, frozenset[Span]]:
        return {f"{c.id}@{c.version}": self.known.of(c, _slot_places)[0] for c in self.clauses}


def _lines_ahead(printed: Sequence[str], wanted: Sequence[str]) -> int:
    """How many lines of a title page stand before those of the spec: an annex says first what it is one of."""
    if not wanted:
        return 0
    first = re.compile(".*".join(map(re.escape, re.split(r"\{\{.*?\}\}", wanted[0]))))
    return next((at for at, line in enumerate(printed) if first.fullmatch(line)), 0)


@lru_cache(512)
def _holding(pattern: Pattern) -> Callable[[Passage], Iterable[Passage]]:
    """Of a passage: itself when `pattern` stands in its text."""
    return lambda passage: () if pattern.search(passage.text) is None else (passage,)


def _tables_in(block: Block) -> Iterator[Table]:
    return (inner for inner in all_blocks((block,)) if isinstance(inner, Table))


def _clauses_in(block: Block) -> Iterator[tuple[str, str]]:
    """Id and version of each clause that is printed in a block, with repeats."""
    for inner in all_blocks((block,)):
        if isinstance(inner, Clause):
            yield inner.id, inner.version
        elif isinstance(inner, Table):
            yield from ((c, v) for c, _, v in (row.clause.partition("@") for row in inner.rows) if c)


def is_final_covenant(text: TextView) -> bool:
    """Whether a text is the covenant of an edition that is no concept: a concept need not have all of it yet."""
    return text.sort is TextSort.COVENANT and text.edition.status is not ClauseStatus.CONCEPT


def _slot_places(clause: ClauseVersion) -> Iterator[frozenset[Span]]:
    """Where in its source a clause leaves something to fill in."""
    yield frozenset(i.span for i in inlines_in(clause.blocks) if isinstance(i, Slot) and i.span is not None)


class SetView(Struct, frozen=True, dict=True):
    """All texts of a region in one edition, and the data they were made of.

    `facts` are the parameters of the profile that have a value on the date of the edition, computed ones included.
    `documents` are the kinds as they are made: annexes bound in, one for each lot. `entitled` holds for each kind
    the providers that get it, and `annexes` the list of annexes of each document that has one.
    """

    region_view: RegionView
    edition: Edition
    library: Library
    facts: Mapping[str, Fact]
    documents: Mapping[str, DocumentSpec]
    annexes: Mapping[str, AnnexList]
    entitled: Mapping[str, frozenset[str]]
    texts: tuple[TextView, ...]

    @property
    def region(self) -> Region:
        """The profile."""
        return self.region_view.region

    @property
    def place(self) -> str:
        """The folder of the packs of this edition, under the output folder."""
        return f"{self.region_view.folder}/{self.edition.id}"

    def of(self, *sorts: TextSort) -> tuple[TextView, ...]:
        """The texts of these sorts."""
        return tuple(text for text in self.texts if text.sort in sorts)

    def fact(self, name: str) -> Fact | None:
        """The value of a parameter, None when the profile has none on this date."""
        return self.facts.get(name)

    def fact_place(self, name: str) -> Span:
        """Where the value of a parameter stands; the profile itself when it is not there."""
        parameter = self.region.parameter(name, self.edition.date)
        return parameter.span if parameter is not None else self.region.span

    @cached_property
    def received(self) -> Mapping[str, Received]:
        """By provider the texts that it gets: one value for all who get the same."""
        texts: dict[str, list[TextView]] = {}
        for text in self.texts:
            there = self.entitled.get(text.kind, frozenset[str]())
            for name in there if text.providers is None else there & text.providers:
                texts.setdefault(name, []).append(text)
        alike: dict[tuple[int, ...], Received] = {}
        return {name: alike.setdefault(tuple(map(id, own)), Received(tuple(own))) for name, own in texts.items()}

    @cached_property
    def passed(self) -> Mapping[str, tuple[Predecessor, ...]]:
        """By provider the records by which agreements of it passed to another one by the date of the edition."""
        found: dict[str, list[Predecessor]] = {}
        for provider in self.region_view.providers:
            for before in provider.predecessors:
                if before.effective_on <= self.edition.date:
                    found.setdefault(before.provider, []).append(before)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def leads(self) -> tuple[Provider, ...]:
        """The providers that are the lead of a combination."""
        return tuple(provider for provider in self.region_view.providers if provider.combination is not None)

    @cached_property
    def passages(self) -> tuple[tuple[TextView, Passage], ...]:
        """Every passage of the set once, with the first text that it stands in."""
        first: dict[tuple[str, Span | None], tuple[TextView, Passage]] = {}
        met: set[int] = set()
        for text in self.texts:
            for stretch in text.stretches:
                if id(stretch) in met:
                    continue
                met.add(id(stretch))
                for passage in stretch.passages:
                    first.setdefault((passage.text, passage.span), (text, passage))
        return tuple(first.values())

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Every definition of its texts, in reading order."""
        return tuple(definition for text in self.texts for definition in text.definitions)

    @cached_property
    def clauses(self) -> tuple[ClauseVersion, ...]:
        """Every clause version that some text of the set prints, in order of first use."""
        return tuple({(c.id, c.version): c for text in self.texts for c in text.clauses}.values())


class Received(Struct, frozen=True, dict=True):
    """The texts of a pack; those of data of another provider with the same arrangement read the same."""

    texts: tuple[TextView, ...]

    @cached_property
    def sorts(self) -> frozenset[TextSort]:
        """The sorts of text among them."""
        return frozenset(text.sort for text in self.texts)

    @cached_property
    def made(self) -> frozenset[str]:
        """Their kinds, and the anchors of the sections in them that hold some text."""
        return frozenset(text.kind for text in self.texts).union(*(text.filled_sections for text in self.texts))


class ProviderView(Struct, frozen=True, dict=True):
    """One provider in one edition, with the texts it gets."""

    set: SetView
    provider: Provider

    @property
    def received(self) -> Received:
        """The texts of its pack."""
        return self.set.received.get(self.provider.id, _NOTHING)

    @property
    def texts(self) -> tuple[TextView, ...]:
        """The texts of its pack, one by one."""
        return self.received.texts

    def has(self, sort: TextSort) -> bool:
        """Whether its pack holds a text of this sort."""
        return sort in self.received.sorts


_NOTHING = Received(())


class PackView(Struct, frozen=True, dict=True):
    """A produced pack: `files` are the names in its folder, `read` gives the bytes of one of them."""

    set: SetView
    name: str
    manifest: Manifest
    files: tuple[str, ...]
    read: Callable[[str], bytes]

    @property
    def place(self) -> str:
        """The folder of the pack, as a user sees it."""
        return f"output/{self.set.place}/{self.name}"
