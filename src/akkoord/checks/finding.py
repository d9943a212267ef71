"""What a rule finds, before it is told who found it and in which documents it stands."""

from __future__ import annotations

from msgspec import Struct

from akkoord.diagnostics import Related, Severity, Span


class Fix(Struct, frozen=True):
    """The one certain way to mend a finding: in the source at `span`, `was` becomes `becomes`."""

    span: Span
    was: str
    becomes: str


class Finding(Struct, frozen=True):
    """One thing a rule has against the material.

    `message` is one Dutch main clause without a full stop. `found` is the offending text as it stands,
    `expected` what would be right, both without backticks. `context` is the whole text that a person judges
    when a warning is accepted: when that changes, so may the judgement; "" means `found`. `article` cites the
    place in the document, "" for data. `document` and `provider` are filled in by who runs the rule where a rule
    looks at one of them, and by the rule itself where it looks at more. `severity` None is that of the rule.
    `moves` are the words that change places when things stand in the wrong order: all of them, or none.
    """

    message: str
    span: Span | None
    found: str = ""
    expected: str = ""
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    article: str = ""
    document: str = ""
    provider: str = ""
    context: str = ""
    severity: Severity | None = None
    fix: Fix | None = None
    moves: tuple[Fix, ...] = ()
