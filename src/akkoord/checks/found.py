"""What was found, with whose it is: by which rule, in which documents of whom, in which editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from akkoord.checks.finding import Finding, Fix
from akkoord.diagnostics import Diagnostic, Related, Severity, Span

_MARK_LENGTH = 16
"""So many digits of a digest bind an acceptance to a text."""
_MOST_NAMES = 3

Reach: TypeAlias = tuple[str, str, frozenset[str] | None]
"""Whose an error is: the folder `<region>/<edition>`, a kind of document ("" for all), providers (None for all)."""


class Found(Struct, frozen=True):
    """A finding of a rule with whose it is.

    `places` are the folders `<region>/<edition>` it holds in, `documents` the kinds it stands in, () for data,
    `providers` whose packs have it, None for everybody's. `weight` is how much the rule weighs.
    """

    rule: str
    weight: Severity
    finding: Finding
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    providers: frozenset[str] | None = None
    accepted: str = ""
    """By whom and why a warning was accepted, "" when it was not."""
    concept: bool = False
    """Whether it stands in editions that are a concept only, in which nothing needs to be ready yet."""
    together: tuple[Reach, ...] = ()
    """For an error that was joined with others: whose each of them is."""

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """Whose it is as an error, () when it is none."""
        if self.together or self.severity is not Severity.ERROR:
            return self.together
        return tuple((place, kind, self.providers) for place in self.places for kind in self.documents or ("",))

    @property
    def severity(self) -> Severity:
        """How much it weighs; a warning that was accepted is a note, and so is everything in a concept."""
        return Severity.NOTE if self.accepted or self.concept else self.finding.severity or self.weight

    @property
    def mark(self) -> str:
        """What binds an acceptance to the text: equal as long as nobody changes that."""
        text = " ".join((self.finding.context or self.finding.found or self.finding.message).split())
        return sha256(f"{self.rule}\n{text}".encode()).hexdigest()[:_MARK_LENGTH]

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """How to mend it, all of it or nothing; () when that is for a person to say."""
        return (self.finding.fix,) if self.finding.fix is not None else self.finding.moves

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as everything else shows it."""
        finding = self.finding
        names = sorted(self.providers or ())
        message = f"{finding.message} (aanvaard: {self.accepted})" if self.accepted else finding.message
        return Diagnostic(
            self.severity,
            self.rule,
            message,
            finding.span,
            finding.hints,
            finding.related,
            _together(self.documents) or finding.document,
            names[0] if len(names) == 1 else finding.provider,
            finding.article,
            finding.found,
            finding.expected,
            self.mark,
            tuple(names) if len(names) > 1 else (),
        )

    def joined(self, other: Found) -> Found:
        """This and another one that says the same of more texts or editions: for all who have one of them."""
        whose = None if self.providers is None or other.providers is None else self.providers | other.providers
        return replace(
            self,
            places=tuple(dict.fromkeys((*self.places, *other.places))),
            documents=tuple(dict.fromkeys((*self.documents, *other.documents))),
            providers=whose,
            concept=self.concept and other.concept,
            together=tuple(dict.fromkeys((*self.reaches, *other.reaches))),
        )


def _together(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" en nog {more}" if more > 0 else "")


def merged(found: Iterable[Found]) -> tuple[Found, ...]:
    """`found` with what is said of several texts or editions as one, in order of first appearance."""
    made: dict[tuple[object, ...], Found] = {}
    for one in found:
        about = replace(one.finding, article="", context="", document="")
        # Where a warning of one edition is accepted and that of another not, the two stay apart.
        key = (one.rule, about, one.mark, one.accepted)
        made[key] = made[key].joined(one) if key in made else one
    return tuple(made.values())


def found_to_data(found: Found) -> dict[str, object]:
    """A finding with whose it is as plain data, for the memory between runs."""
    return {
        "rule": found.rule,
        "weight": found.weight.value,
        "places": found.places,
        "documents": found.documents,
        "providers": None if found.providers is None else sorted(found.providers),
        "accepted": found.accepted,
        "concept": found.concept,
        "together": [[p, kind, None if w is None else sorted(w)] for p, kind, w in found.together],
        "finding": finding_to_data(found.finding),
    }


def finding_to_data(finding: Finding) -> dict[str, object]:
    """A finding as plain data, for the memory between runs."""
    fix = finding.fix
    return {
        "message": finding.message,
        "span": _span_data(finding.span),
        "found": finding.found,
        "expected": finding.expected,
        "hints": finding.hints,
        "related": [[_span_data(r.span), r.message] for r in finding.related],
        "article": finding.article,
        "document": finding.document,
        "provider": finding.provider,
        "context": finding.context,
        "severity": None if finding.severity is None else finding.severity.value,
        "fix": None if fix is None else _fix_data(fix),
        "moves": [_fix_data(move) for move in finding.moves],
    }


def found_from_data(data: Mapping[str, Any]) -> Found:
    """The finding that `found_to_data` was given.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by it.
    """
    providers = data["providers"]
    return Found(
        data["rule"],
        Severity(data["weight"]),
        finding_from_data(data["finding"]),
        tuple(data["places"]),
        tuple(data["documents"]),
        None if providers is None else frozenset(providers),
        data["accepted"],
        data["concept"],
        tuple((place, kind, None if whose is None else frozenset(whose)) for place, kind, whose in data["together"]),
    )


def finding_from_data(data: Mapping[str, Any]) -> Finding:
    """The finding that `finding_to_data` was given.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by it.
    """
    fix = data["fix"]
    return Finding(
        data["message"],
        _span(data["span"]),
        data["found"],
        data["expected"],
        tuple(data["hints"]),
        tuple(Related(Span(*span), message) for span, message in data["related"]),
        data["article"],
        data["document"],
        data["provider"],
        data["context"],
        None if data["severity"] is None else Severity(data["severity"]),
        None if fix is None else _fix(fix),
        tuple(map(_fix, data["moves"])),
    )


def _fix_data(fix: Fix) -> list[object]:
    return [_span_data(fix.span), fix.was, fix.becomes]


def _fix(data: list[Any]) -> Fix:
    return Fix(Span(*data[0]), data[1], data[2])


def _span_data(span: Span | None) -> list[object] | None:
    return None if span is None else [span.file, span.line, span.column]


def _span(data: list[Any] | None) -> Span | None:
    return None if data is None else Span(*data)
