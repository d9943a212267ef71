"""Where a defined term is defined, and where a text uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from akkoord.assembly import Layout, Prepared, page_clauses
from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.library import ClauseVersion, Library
from akkoord.project.alike import headings_alike, repeated_tables
from akkoord.project.places import clause_places
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.printed import Leaf, Stretch, stretches_of
from akkoord.project.selection import Selection
from akkoord.project.typed_words import SourceLines, place_in, typed
from akkoord.project.where import Place, UnknownNameError, Use, opened, uses_in
from akkoord.spec import DocumentSpec
from akkoord.tree import Block, Inline, Paragraph, TermUse, all_blocks, plain_text


class Definition(Struct, frozen=True):
    """A clause version that defines the term; `forms` are the other words that count as its use."""

    clause: str
    version: str
    status: str
    term: str
    forms: tuple[str, ...]
    span: Span


class TermUses(Struct, frozen=True):
    """Everything about where a defined term is used."""

    term: str
    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_term(folder: Path, term: str, selection: Selection) -> TermUses:
    """Where `term`, or one of its forms, is defined and recognised.

    Raises:
        UnknownNameError: no clause defines it.
        AkkoordError: as `opened`.
    """
    project = opened(folder, selection)
    library = project.content.library
    defining = [v for _, v in sorted(library.versions.items()) if _plain(term) in map(_plain, _words(v))]
    if not defining:
        known = {word for version in library.versions.values() for word in _words(version)}
        message = f"er is geen begrip `{term}`; verwacht: een term die een clausule met `term:` omschrijft"
        raise UnknownNameError(error("WHR004", message, None, did_you_mean(term, known)))
    definitions = tuple(Definition(v.id, v.version, v.status.value, v.term, v.term_forms, v.span) for v in defining)
    ids = frozenset(v.id for v in defining)
    words = frozenset(_plain(word) for v in library.versions.values() if v.id in ids for word in _words(v))
    finder = _OfTerm(library, ids, words, SourceLines(project.sources))
    return TermUses(defining[0].term, definitions, uses_in(project, finder), project.diagnostics)


def _words(version: ClauseVersion) -> tuple[str, ...]:
    return (version.term, *version.term_forms) if version.term else ()


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    return (block.children for block in all_blocks(blocks) if isinstance(block, Paragraph))


def _plain(word: str) -> str:
    return " ".join(word.replace("\u00a0", " ").casefold().split())


class _OfTerm(Struct):
    """Finds the definitions with these ids, and what leads to them; `words` are all that can."""

    library: Library
    clauses: frozenset[str]
    words: frozenset[str]
    lines: SourceLines

    def alike(self, planner: Planner, prepared: Prepared, spec: DocumentSpec, layout: Layout) -> bool:
        """As the headings are, where no page to sign and no row that is repeated has words of it."""
        del planner
        clauses = tuple(page_clauses(prepared, spec))
        texts = (*(clause.blocks for clause in clauses), tuple(repeated_tables(layout)))
        pages = "\n".join(_plain(plain_text(text)) for blocks in texts for text in _paragraphs(blocks))
        there = any(clause.id in self.clauses for clause in clauses) or any(word in pages for word in self.words)
        return headings_alike(layout) and not there

    def in_text(self, planner: Planner, kind: str, blocks: tuple[Block, ...]) -> Iterator[Place]:
        """The definition where it is printed, and every use that assembling recognised."""
        del planner, kind
        for place in clause_places(blocks):
            if place.id in self.clauses:
                version = self.library.versions[place.id, place.version]
                clause = f"{place.id}@{place.version}"
                yield Place("definition", place.heading, (), "", clause, version.span, version.term)
        for stretch in stretches_of(blocks):
            for at, leaf in enumerate(stretch.leaves):
                if isinstance(leaf, TermUse) and leaf.anchor.rpartition("--")[2] in self.clauses:
                    span = _typed_at(self.lines, stretch, at, leaf)
                    where = (stretch.heading, stretch.numbers, stretch.place, stretch.clause)
                    yield Place("term", *where, span, leaf.text)

    def beside(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> Iterator[Place]:
        """Nowhere: a term is used in a text or not at all."""
        del planner, pack, planned
        yield from ()


def _typed_at(lines: SourceLines, stretch: Stretch, at: int, word: TermUse) -> Span:
    """Where `word`, leaf `at` of a stretch, was typed; where its text begins when that is not to be seen."""
    begin = word.span or stretch.span
    if begin is None:
        return Span("")
    before = _same_text(stretch.leaves[:at], word)
    pattern = re.compile(rf"(?<!\w){typed(word.text)}(?!\w)")
    skip = len(pattern.findall(before))
    text = "\n".join(lines.of(begin.file)[begin.line - 1 :])
    for number, found in enumerate(pattern.finditer(text, begin.column - 1)):
        if number == skip:
            return place_in(text, found.start(), begin.file, begin.line)
    return begin


def _same_text(leaves: tuple[Leaf, ...], word: TermUse) -> str:
    """What stands before a word in the text it was marked in."""
    return "".join(getattr(leaf, "text", "") for leaf in leaves if getattr(leaf, "span", None) == word.span)
