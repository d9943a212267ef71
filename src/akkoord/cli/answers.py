"""What the answers to `explain` and `where` have in common."""

from __future__ import annotations

from akkoord.cli.streams import say
from akkoord.diagnostics import Diagnostic, Severity, Span, as_text, folded, has_errors
from akkoord.project.places import Heading


def heading_words(heading: Heading) -> str:
    """A chapter, article or annex as it is printed."""
    return " ".join(part for part in (heading.shown, heading.title) if part)


def heading_data(heading: Heading) -> dict[str, object]:
    """The same as data."""
    return {"number": heading.number, "shown": heading.shown, "title": heading.title, "anchor": heading.anchor}


def place_data(span: Span | None) -> dict[str, object] | None:
    """A place in a source as data."""
    return None if span is None else {"file": span.file, "line": span.line, "column": span.column}


def say_errors(found: tuple[Diagnostic, ...]) -> None:
    """An answer from faulty material is not the whole answer: say what is wrong."""
    if has_errors(found):
        say("let op: in het project staan fouten, dus dit kan onvolledig zijn:")
        for diagnostic in folded(d for d in found if d.severity is Severity.ERROR):
            say(as_text(diagnostic))
