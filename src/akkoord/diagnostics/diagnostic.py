"""Findings in the user's material, and the errors that end a run."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from akkoord.diagnostics.span import Span


class Severity(StrEnum):
    """How much a finding weighs: an error stops the document it stands in."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Related(Struct, frozen=True):
    """A second place that explains a finding, with what is to be seen there."""

    span: Span
    message: str


class Diagnostic(Struct, frozen=True):
    """One finding.

    `message` is Dutch and says what is wrong and what was expected, literals between
    backticks. `hints` are the ways to mend it, only those that would work. `document`
    and `provider` name where the finding showed up, "" when it holds everywhere; when several
    providers have it, `providers` names all of them and `provider` is "". A finding
    of a rule also has `article`, the place in the document as a reference cites it, `found`, the
    offending text, `expected`, what would be right, and `mark`, which an acceptance repeats and
    which changes with the text; each is "" where it does not apply. `rule` is the rule that a finding of
    reading or assembling is one of; shown, the finding goes by that name.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    document: str = ""
    provider: str = ""
    article: str = ""
    found: str = ""
    expected: str = ""
    mark: str = ""
    providers: tuple[str, ...] = ()
    rule: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every provider whose it is, () for everybody."""
        return self.providers or ((self.provider,) if self.provider else ())

    def sort_key(self) -> tuple[object, ...]:
        """Total order: place first, then weight, then code and text; two that differ anywhere differ here.

        The findings come out of sets, so that equal keys would leave their order to chance.
        """
        place = self.span or Span("", 0, 0)
        return (
            place.file,
            place.line,
            place.column,
            _RANK[self.severity],
            self.code,
            self.message,
            self.document,
            self.provider,
            self.article,
            self.found,
            self.expected,
            self.mark,
            self.providers,
            self.rule,
            self.hints,
            tuple((related.span, related.message) for related in self.related),
            self.span is not None,
        )


def error(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """A finding that stops the document it stands in."""
    return Diagnostic(Severity.ERROR, code, message, span, tuple(h for h in hints if h))


def warning(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """A finding that may pass with a reason."""
    return Diagnostic(Severity.WARNING, code, message, span, tuple(h for h in hints if h))


def note(code: str, message: str, span: Span | None = None, *hints: str) -> Diagnostic:
    """Something worth knowing that asks for nothing."""
    return Diagnostic(Severity.NOTE, code, message, span, tuple(h for h in hints if h))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repeats, in stable order."""
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything in `diagnostics` stops its document."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


class AkkoordError(Exception):
    """A cause that ends the run. One subclass per cause; `exit_code` as in the manual.

    Exit codes: 1 findings or differences that fail, 2 wrong use or unreadable input,
    3 internal error.
    """

    exit_code = 2

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics
