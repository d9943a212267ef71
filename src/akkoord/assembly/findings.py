"""What the stages of one assembly write down as they go: diagnostics, and the names that were used."""

from __future__ import annotations

from dataclasses import dataclass, field

from akkoord.diagnostics import Diagnostic, has_errors


@dataclass(slots=True)
class Findings:
    """A notebook that lives as long as one call; what leaves the room are the tuples made of it."""

    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    names: set[str] = field(default_factory=set[str])

    def add(self, *diagnostics: Diagnostic) -> None:
        """Write down what was found."""
        self.diagnostics.extend(diagnostics)

    @property
    def failed(self) -> bool:
        """Whether anything so far stops the document."""
        return has_errors(self.diagnostics)
