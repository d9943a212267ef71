"""What of a document stands in one edition: the spec names every place there ever was, in order.

One rule decides, the same for clauses, tables of rates, headings, chapters and annexes: what does not hold on
the edition's date is not there. For a place that is what the spec says (`valid_from`,
`valid_until`), for a clause what its own versions say. So a clause that did not exist yet needs
no mention anywhere, and one that does exist cannot be left out by forgetting it: then the
edition names no version, which is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, error
from akkoord.library import Edition, Library
from akkoord.spec import (
    ClauseUse,
    Content,
    ContentsPart,
    DocumentSpec,
    EnclosedPart,
    HeadingPart,
    Part,
    RatesPart,
    RequirementsPart,
    SectionPart,
)


def composed(spec: DocumentSpec, library: Library, edition: Edition) -> tuple[DocumentSpec, tuple[ClauseUse, ...]]:
    """`spec` with only what stands in `edition`; a part of which nothing is left goes, with its heading.

    With it come the clauses that the edition names, and that have places in the document but none on the
    edition's date: one that stands in no other document either is lost (`without_place`).
    """
    if not spec.period.holds(edition.date):
        return replace(spec, parts=(), signature_pages=None), ()
    composition = _Composition(library, edition)
    parts = tuple(part for given in spec.parts for part in composition.part(given))
    pages = spec.signature_pages
    if pages is not None:
        of = composition.page
        pages = replace(
            pages, provider=of(pages.provider), municipality=of(pages.municipality), organisation=of(pages.organisation)
        )
        if not (pages.provider or pages.municipality or pages.organisation):
            pages = None
    there = {use.clause for part in parts for use in uses_in(part)}
    lost = (use for part in spec.parts for use in uses_in(part) if use.clause not in there)
    first = {use.clause: use for use in reversed(tuple(lost)) if use.clause in edition.clauses}
    return replace(spec, parts=parts, signature_pages=pages), tuple(first.values())


def uses_in(part: Part | Content) -> Iterator[ClauseUse]:
    """The clauses that a part of a document names, in order."""
    match part:
        case ClauseUse():
            yield part
        case SectionPart() | HeadingPart():
            for inner in part.content:
                yield from uses_in(inner)
        case RequirementsPart():
            yield from part.clauses
        case ContentsPart() | EnclosedPart() | RatesPart():
            return


class _Composition(Struct, frozen=True):
    library: Library
    edition: Edition

    def part(self, part: Part) -> Iterator[Part]:
        if isinstance(part, ContentsPart | EnclosedPart):
            yield part
        elif part.period.holds(self.edition.date):
            content = self._left(part)
            if content:
                yield replace(part, content=content)

    def _left(self, part: SectionPart | HeadingPart) -> tuple[Content, ...]:
        """What is left under a heading: nothing when all its clauses are gone, whatever tables stood with them."""
        content = tuple(inner for given in part.content for inner in self._content(given))
        had, has = (any(True for inner in row for _ in uses_in(inner)) for row in (part.content, content))
        return content if has or not had else ()

    def page(self, use: ClauseUse | None) -> ClauseUse | None:
        return use if use is not None and self._exists(use.clause) else None

    def _content(self, part: Content) -> Iterator[Content]:
        match part:
            case ClauseUse():
                if self._stands(part):
                    yield part
            case HeadingPart():
                content = self._left(part)
                if content and part.period.holds(self.edition.date):
                    yield replace(part, content=content)
            case RequirementsPart():
                clauses = tuple(use for use in part.clauses if self._stands(use))
                if clauses:
                    yield replace(part, clauses=clauses)
            case RatesPart():
                if part.period.holds(self.edition.date):
                    yield part

    def _stands(self, use: ClauseUse) -> bool:
        return use.period.holds(self.edition.date) and self._exists(use.clause)

    def _exists(self, clause: str) -> bool:
        """Whether the clause is to be there: the edition names it, or a version of it holds on its date.

        So is a clause that nobody knows, or of which a file cannot be read: that is said elsewhere.
        """
        if clause in self.edition.clauses or any(clause == unread for unread, _ in self.library.unread):
            return True
        versions = [self.library.versions[clause, v] for v in self.library.versions_of(clause)]
        return not versions or any(version.holds(self.edition.date) for version in versions)


def without_place(use: ClauseUse, edition: Edition) -> Diagnostic:
    """The finding on a clause that the edition names and that stands nowhere: its text would be gone unseen."""
    message = f"editie `{edition.id}` noemt `{use.clause}`, maar op {edition.date} heeft die clausule hier geen plaats"
    hint = (
        "kijk naar `valid_from` en `valid_until` van de plaatsen; wat vervalt, krijgt een versie met status `vervallen`"
    )
    found = error("CMP001", message, use.span, hint)
    return replace(found, related=(Related(edition.clauses[use.clause].span, "de editie"),))
