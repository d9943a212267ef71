"""The sentences of a document traced back: to the line they were typed on, the data rows they print, the commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.project.facts import Facts
from akkoord.project.line_commits import Commit, LineCommits
from akkoord.project.places import ClausePlace, Heading
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.printed import Leaf, Stretch, printed_in
from akkoord.project.slots import AskedNames, names_of
from akkoord.tree import Slot, plain_text


class DataPlace(Struct, frozen=True):
    """Where the value of a name is written; `span` is None for what is computed, `name` "" for a row as it stands."""

    name: str
    span: Span | None
    commit: Commit | None = None


class ExplainedValue(Struct, frozen=True):
    """Words that were filled in. `source` is the slot as typed at `span`, "" where a table prints a data row."""

    text: str
    source: str
    span: Span | None
    rows: tuple[DataPlace, ...]


class ExplainedText(Struct, frozen=True):
    """A paragraph, title or cell, at its place in the document and in the source, with what was filled in.

    `lines` are those of its source that it was typed on.
    """

    heading: Heading
    numbers: tuple[str, ...]
    place: str
    clause: str
    text: str
    span: Span | None
    lines: tuple[int, ...]
    values: tuple[ExplainedValue, ...]
    commit: Commit | None = None

    def stands_in(self, place: ClausePlace) -> bool:
        """Whether it is of a clause where that stands."""
        return self.clause == f"{place.id}@{place.version}" and self.heading == place.heading


class TextsOf(Struct):
    """Traces the documents of one pack; `text_of` gives what stands in a source."""

    planner: Planner
    pack: PlannedPack
    asked: AskedNames
    text_of: Callable[[str], str | None]
    _files: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def of(self, planned: PlannedDocument) -> tuple[ExplainedText, ...]:
        """Every text of a document, in reading order."""
        if planned.document is None:
            return ()
        stretches = tuple(printed_in(planned.document))
        starts = sorted({(s.span.file, s.span.line) for s in stretches if s.span is not None})
        ends = {(f, a): b - 1 for (f, a), (g, b) in pairwise(starts) if f == g}
        return tuple(self._text(planned, stretch, ends) for stretch in stretches)

    def _text(self, planned: PlannedDocument, stretch: Stretch, ends: dict[tuple[str, int], int]) -> ExplainedText:
        span = stretch.span
        lines = self._lines(span, ends.get((span.file, span.line))) if span is not None else ()
        return ExplainedText(
            stretch.heading,
            stretch.numbers,
            stretch.place,
            stretch.clause,
            stretch.text,
            span,
            tuple(lines),
            tuple(self._values(planned, stretch)),
        )

    def _lines(self, span: Span, last: int | None) -> Sequence[int]:
        """The lines of a text in a clause: to the next one, without what only divides them; of data the row alone."""
        if not span.file.endswith(".md"):
            return (span.line,)
        if span.file not in self._files:
            self._files[span.file] = (self.text_of(span.file) or "").split("\n")
        text = self._files[span.file]
        numbers = range(span.line, (last or len(text)) + 1)
        return [n for n in numbers if n <= len(text) and text[n - 1].strip() and not text[n - 1].startswith(":::")]

    def _values(self, planned: PlannedDocument, stretch: Stretch) -> Iterator[ExplainedValue]:
        """What was filled in: the words of a slot, though a term was marked in them, and data that a table prints."""
        slots = self.asked.of(stretch.clause).slots
        for span, leaves in groupby(stretch.leaves, key=_place):
            slot = slots.get(span) if span is not None else None
            if slot is not None:
                yield ExplainedValue(
                    plain_text(leaves), slot.source, span, tuple(self._rows(planned, slot, stretch.heading))
                )
            elif span is not None and not stretch.clause and _is_data(span):
                yield ExplainedValue(plain_text(leaves), "", None, (DataPlace("", span),))

    def _rows(self, planned: PlannedDocument, slot: Slot, heading: Heading) -> Iterator[DataPlace]:
        origins = self.planner.ready(None).scopes[planned.kind].origins
        named = names_of(slot.expression)
        behind = frozenset[str]().union(*(origins.get(name, frozenset()) for name in named)) - named
        for name in (*sorted(named), *sorted(behind)):
            yield DataPlace(name, self.place(planned, name, heading))

    def place(self, planned: PlannedDocument, name: str, heading: Heading) -> Span | None:
        """Where the value of a name that stands under a heading is written, None for what is computed."""
        prepared = self.planner.ready(None)
        facts = Facts(self.planner.region_content, self.planner.edition)
        provider = self.planner.region_content.providers.get(self.pack.name)
        spec = prepared.sources.documents.get(planned.kind)
        return facts.place(name, prepared.scopes[planned.kind], spec, provider, heading.anchor)


def with_commits(text: ExplainedText, commits: LineCommits) -> ExplainedText:
    """A text with the last commit that touched it, and that of each data row that it prints."""

    def row(place: DataPlace) -> DataPlace:
        span = place.span
        return place if span is None else replace(place, commit=commits.of(span.file, (span.line,)))

    values = (replace(value, rows=tuple(map(row, value.rows))) for value in text.values)
    own = commits.of(text.span.file, text.lines) if text.span is not None else None
    return replace(text, values=tuple(values), commit=own)


def _place(leaf: Leaf) -> Span | None:
    return getattr(leaf, "span", None)


def _is_data(span: Span) -> bool:
    """Whether a place is in a file with data, and not in a spec, in which text stands as well."""
    return span.file.startswith("contracts/") and span.file.endswith(".yaml") and "/documents/" not in span.file
