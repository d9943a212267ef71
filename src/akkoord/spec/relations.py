"""Who else stands beside a provider, and since when: subcontractors, a combination, predecessors."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.spec.period import Period


class Subcontractor(Struct, frozen=True):
    """Who does a part of the work for a provider, in `lots`.

    `approved_on` None means: notified, not (yet) approved by the municipalities.
    """

    legal_name: str
    kvk: str
    lots: tuple[int, ...]
    services: str
    notified_on: date
    valid_from: date
    span: Span
    approved_on: date | None = None
    valid_until: date | None = None
    ground: str = ""

    def engaged_on(self, day: date) -> bool:
        """Whether it works for the provider on `day`, with approval given by then."""
        approved = self.approved_on is not None and self.approved_on <= day
        return approved and Period(self.valid_from, self.valid_until).holds(day)


class CombinationSigning(StrEnum):
    """Who signs for a combination."""

    MEMBERS = "members"
    """Every member, each on a page of its own."""
    LEAD = "lead"
    """The lead alone, by power of attorney of the others."""


class Member(Struct, frozen=True):
    """A member of a combination: the id of its own record, and the lots it works in.

    Without dates of its own it is a member as long as the combination is there.
    """

    provider: str
    kvk: str
    lots: tuple[int, ...]
    span: Span
    valid_from: date | None = None
    valid_until: date | None = None


class Combination(Struct, frozen=True):
    """Providers that hold one agreement together. It stands in the record of the lead, whose lots it holds.

    `joint` is whether each member is liable for the whole. `power_of_attorney` says by what
    the lead signs for the others, "" where all sign.
    """

    name: str
    lead: str
    members: tuple[Member, ...]
    joint: bool
    signing: CombinationSigning
    ground: str
    valid_from: date
    span: Span
    power_of_attorney: str = ""
    valid_until: date | None = None

    def members_on(self, day: date) -> tuple[Member, ...]:
        """The members on `day`, in their order; () when the combination is not there then."""
        if not Period(self.valid_from, self.valid_until).holds(day):
            return ()
        return tuple(m for m in self.members if Period(m.valid_from, m.valid_until).holds(day))


class Succession(StrEnum):
    """How a provider came in the place of another."""

    RENAME = "rename"
    """The same legal person under another name, seat or form; the KvK number stays."""
    MERGER = "merger"
    """Under universal title: merger or division (article 2:309 and following of the Civil Code)."""
    TAKEOVER = "takeover"
    """Transfer of agreements with the consent of the other party (article 6:159 of the Civil Code)."""


class Predecessor(Struct, frozen=True):
    """Whose place a provider took on `effective_on`, and which signed agreements passed over.

    `provider` is the id of the predecessor's own record, "" when it has none. Without one the
    provider's record goes on where the predecessor's ended: before that day the party is the
    predecessor, by `legal_name`, `kvk` and, where they differ, `legal_form`, `seat` and `agb`.
    `lots` are those that came with the agreements of a predecessor with a record of its own;
    `agreements` are kinds of document.
    """

    kind: Succession
    legal_name: str
    kvk: str
    effective_on: date
    ground: str
    span: Span
    provider: str = ""
    legal_form: str = ""
    seat: str = ""
    agb: str = ""
    lots: tuple[int, ...] = ()
    agreements: tuple[str, ...] = ()
