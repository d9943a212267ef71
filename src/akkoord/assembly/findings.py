"""What the stages of one assembly write down as they go: diagnostics, and what the text rests on."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, has_errors, in_order


class Findings(Struct):
    """A notebook that lives as long as one call; what leaves the room are the tuples made of it.

    `names` are those that were used, `clauses` the clause versions (`id@version`) that were
    met, printed or not: a clause that prints nothing may have lost its text while it was read.
    `undecided` are the places of references in text that may not belong there: its condition is faulty.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    names: set[str] = field(default_factory=set[str])
    clauses: set[str] = field(default_factory=set[str])
    undecided: set[Span] = field(default_factory=set[Span])

    def add(self, *diagnostics: Diagnostic) -> None:
        """Write down what was found."""
        self.diagnostics.extend(diagnostics)

    def take(self, other: Findings, provider: str = "") -> None:
        """Write down what `other` found too; `provider` is whose data it comes from, "" for anyone's."""
        self.diagnostics.extend(replace(d, provider=provider) if provider else d for d in other.diagnostics)
        self.names |= other.names
        self.clauses |= other.clauses
        self.undecided |= other.undecided

    def of(self, kind: str) -> tuple[Diagnostic, ...]:
        """What was found, in order, with the document `kind` that it showed up in."""
        return in_order(replace(d, document=kind) for d in self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether anything so far stops the document."""
        return has_errors(self.diagnostics)
