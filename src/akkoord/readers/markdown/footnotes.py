"""Footnote texts by label, and the marks that use them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error
from akkoord.readers.markdown.source import SourceText
from akkoord.tree import Footnote, Paragraph

ReadParagraphs = Callable[[Sequence[Token]], tuple[Paragraph, ...]]
"""Reads the blocks of a footnote text, which are paragraphs only."""


class _Definition(Struct):
    span: Span
    tokens: list[Token] = field(default_factory=list[Token])
    used: Span | None = None


class Footnotes:
    """The footnote texts of one clause; every text has exactly one mark."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.findings: list[Diagnostic] = []
        self.definitions: dict[str, _Definition] = {}

    def taken_from(self, tokens: Sequence[Token]) -> list[Token]:
        """`tokens` without the footnote texts, which are kept here."""
        rest: list[Token] = []
        into = [rest]
        for token in tokens:
            if token.type == "footnote_reference_open":
                into.append(self._defined(str(token.meta["label"]), self.source.span(int(token.meta["at"]))))
            elif token.type == "footnote_reference_close":
                into.pop()
            else:
                into[-1].append(token)
        return rest

    def _defined(self, label: str, span: Span) -> list[Token]:
        first = self.definitions.get(label)
        if first is None:
            self.definitions[label] = definition = _Definition(span)
            return definition.tokens
        message = f"de voetnoot `{label[:40]}` heeft hier een tweede tekst; verwacht: elk label een keer"
        related = (Related(first.span, "de eerste tekst"),)
        self.findings.append(Diagnostic(Severity.ERROR, "MDN018", message, span, (), related))
        return []

    def note(self, label: str, span: Span, read: ReadParagraphs) -> Footnote | None:
        """The footnote for the mark at `span`; None, with a finding, when it has no text of its own."""
        definition = self.definitions.get(label)
        if definition is None:
            message = f"de voetnoot `{label}` heeft geen tekst; verwacht: een regel `[^{label}]: …`"
            hint = did_you_mean(label, self.definitions)
            self.findings.append(error("MDN016", message, span, hint))
            return None
        if definition.used is not None:
            message = f"de voetnoot `{label}` staat hier voor de tweede keer; verwacht: elke voetnoot een keer"
            related = (Related(definition.used, "de eerste keer"),)
            hints = ("geef deze plaats een eigen voetnoot",)
            self.findings.append(Diagnostic(Severity.ERROR, "MDN019", message, span, hints, related))
            return None
        definition.used = span
        paragraphs = read(definition.tokens)
        if not paragraphs:
            self.findings.append(error("MDN033", f"de voetnoot `{label}` heeft een lege tekst", definition.span))
            return None
        return Footnote(paragraphs, span=span)

    def all_findings(self) -> tuple[Diagnostic, ...]:
        """What was wrong, with the texts no mark asked for; to be asked last."""
        unused = (
            error("MDN017", f"de tekst van voetnoot `{label[:40]}` wordt nergens gebruikt", d.span)
            for label, d in self.definitions.items()
            if d.used is None
        )
        return (*self.findings, *unused)
