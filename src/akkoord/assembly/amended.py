"""The names of the text that an addendum amends."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from akkoord.assembly import dutch
from akkoord.assembly.scope import AMENDED_NAMES, Scope
from akkoord.spec import Period


class AmendedText(Struct, frozen=True):
    """The text that was signed and the one that comes of it, for the words of an addendum.

    `digest` and `new_digest` are the SHA-256 of both texts. `addendum` is the title of the addendum with its
    version. `held` is when the new text holds. `earlier` names the addenda
    that were signed before and are part of the text, oldest first.
    """

    title: str
    short_title: str
    version: str
    edition: str
    date: date
    digest: str
    new_version: str
    new_digest: str
    addendum: str
    held: Period
    earlier: tuple[str, ...] = ()

    @property
    def earlier_in_words(self) -> str:
        """The addenda that the signed text holds already."""
        return "; ".join(self.earlier) or "geen eerder addendum"

    @property
    def held_in_words(self) -> str:
        """From when until when the new text holds; without an end until a next addendum."""
        first, last = self.held.first, self.held.last
        start = f"van {dutch.long_date(first)} " if first is not None else ""
        if last is None:
            whole = f"{dutch.article_of(self.short_title)} {self.short_title}"
            return f"{start}tot en met de dag vóór een volgend addendum of het einde van {whole}".strip()
        return f"{start}tot en met {dutch.long_date(last)}"


def with_amended(scope: Scope, amended: AmendedText) -> Scope:
    """`scope` with the names of the text that is amended."""
    values = (
        amended.addendum,
        amended.date,
        amended.digest,
        amended.edition,
        amended.earlier_in_words,
        amended.held_in_words,
        amended.short_title,
        amended.new_digest,
        amended.new_version,
        amended.title,
        amended.version,
    )
    return scope.with_values(dict(zip(AMENDED_NAMES, values, strict=True)))
