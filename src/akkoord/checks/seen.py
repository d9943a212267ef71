"""What rules of passages said before, of passages that they cannot tell from the one before them.

Most passages stand in all editions, and in a project of which one clause changed all others were looked at in an
earlier run. What a rule says of a passage follows from the rule, its settings and the passage: its words, their places
in the source and what they are part of. Not where it stands in the document: that is told to no rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Origin, Passage
from akkoord.checks.rule import PassageRule
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Span
from akkoord.tree import Text

Said = tuple[tuple[str, Finding], ...]
"""Findings on one passage, each with the id of the rule."""

_DIGEST_SIZE = 12


class Seen(Struct):
    """By the mark of rules with their settings, and by that of a passage, what those rules said of it.

    `asked` are the passages that were asked for in this run, by the same two marks.
    """

    said: dict[str, dict[str, Said]] = field(default_factory=dict[str, "dict[str, Said]"])
    asked: dict[str, set[str]] = field(default_factory=dict[str, "set[str]"])

    def of(self, rules: Iterable[tuple[PassageRule, Settings]]) -> Look:
        """A look at passages with these rules."""
        rows = tuple(rules)
        mark = _digest("\n".join(f"{rule.id} {settings!r}" for rule, settings in rows))
        return Look(rows, self.said.setdefault(mark, {}), self.asked.setdefault(mark, set()))

    def take(self, other: Seen) -> None:
        """Add what was said elsewhere, as asked for here."""
        for mark, said in other.said.items():
            self.said.setdefault(mark, {}).update(said)
            self.asked.setdefault(mark, set()).update(said)


class Look(Struct, frozen=True):
    """Rules that look at passages, with what they said of them before."""

    rules: tuple[tuple[PassageRule, Settings], ...]
    said: dict[str, Said]
    asked: set[str]

    def at(self, passage: Passage) -> Said:
        """What the rules say of a passage."""
        mark = mark_of(passage)
        self.asked.add(mark)
        if mark not in self.said:
            self.said[mark] = tuple(self._said(replace(passage, article="")))
        return self.said[mark]

    def _said(self, passage: Passage) -> Iterable[tuple[str, Finding]]:
        for rule, settings in self.rules:
            for finding in rule.check(passage, settings):
                # A person judges what its author wrote, whatever is filled in for whom.
                yield rule.id, replace(finding, context=finding.context or passage.typed)


def mark_of(passage: Passage) -> str:
    """The digest of all that a rule can see of a passage: equal for equal ones, with equal places."""
    parts = [
        passage.text,
        passage.clause,
        passage.role.value,
        f"{passage.title:d}{passage.item:d}{passage.note:d}",
        _place(passage.span),
    ]
    for piece in passage.pieces:
        # A text is what the passage has of it; anything else has a nature of its own.
        kind = "" if type(piece.node) is Text else repr(piece.node)
        origin = "" if piece.origin is Origin.TYPED else piece.origin.value
        parts.append(f"{piece.start}{origin}{_place(piece.span)}{kind}")
    return _digest("\0".join(parts))


def _place(span: Span | None) -> str:
    return "" if span is None else f"{span.file}:{span.line}:{span.column}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()
