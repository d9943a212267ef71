"""The names an expression can use in one place, and why others have no value there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.events import EVENT_NAMES
from akkoord.assembly.values import Value
from akkoord.diagnostics import Diagnostic, Related, Span
from akkoord.spec import Period
from akkoord.tree.expression import Expression, names_in

ADDRESSEE_NAMES = (
    "aanbieder.adres",
    "aanbieder.agb",
    "aanbieder.bevoegdheden",
    "aanbieder.id",
    "aanbieder.kvk",
    "aanbieder.naam",
    "aanbieder.partijnaam",
    "aanbieder.rechtsvoorgangers",
    "aanbieder.rechtsvorm",
    "aanbieder.vertegenwoordigers",
    "aanbieder.vestigingsplaats",
    "aanbieder.voorheen",
    "combinatie.grond",
    "combinatie.hoofdelijk",
    "combinatie.leden",
    "combinatie.naam",
    "combinatie.ondertekening",
    "combinatie.penvoerder",
    "combinatie.vanaf",
    "combinatie.volmacht",
    "namens_combinatie",
    "onderaannemers",
    "percelen",
    "percelen_met_naam",
    "rol",
    *EVENT_NAMES,
)
"""Names that have another value for each addressee of a document."""

ORGANISATION_NAMES = (
    "uitvoeringsorganisatie.bevoegdheden",
    "uitvoeringsorganisatie.e_mail",
    "uitvoeringsorganisatie.korte_naam",
    "uitvoeringsorganisatie.naam",
    "uitvoeringsorganisatie.vertegenwoordigers",
    "uitvoeringsorganisatie.vestigingsplaats",
)
"""Names of the executive organisation of the edition's date."""

ACCESSION_NAMES = ("toetreding_tot.digest", "toetreding_tot.titel", "toetreding_tot.versie")
"""Names of the text to which a party accedes: only in the document with which it does so."""

AMENDED_NAMES = (
    "gewijzigd.addendum",
    "gewijzigd.datum",
    "gewijzigd.digest",
    "gewijzigd.editie",
    "gewijzigd.eerdere_addenda",
    "gewijzigd.geldig",
    "gewijzigd.korte_titel",
    "gewijzigd.nieuwe_digest",
    "gewijzigd.nieuwe_versie",
    "gewijzigd.titel",
    "gewijzigd.versie",
)
"""Names of the text that an addendum amends: only in an addendum and in a consolidated text."""

PAGE_NAMES = (
    "inhoud_digest",
    "partij.kvk",
    "partij.naam",
    "partij.rechtsvorm",
    "partij.rol",
    "partij.vestigingsplaats",
)
"""Names that only a signature page has."""

COMBINATION_NAMES = tuple(name for name in ADDRESSEE_NAMES if name.startswith("combinatie."))
"""Names of a combination, for who is the lead of one."""

ROW_NAMES = (
    "gemeente.code",
    "gemeente.functie",
    "gemeente.grond",
    "gemeente.naam",
    "gemeente.volmacht",
    "lid.kvk",
    "lid.naam",
    "lid.percelen",
    "lid.rechtsvorm",
    "lid.rol",
    "lid.vestigingsplaats",
    "onderaannemer.aangemeld",
    "onderaannemer.besluit",
    "onderaannemer.jeugdhulp",
    "onderaannemer.kvk",
    "onderaannemer.naam",
    "onderaannemer.percelen",
    "onderaannemer.periode",
    "onderaannemer.toestemming",
    "tekenaar.bevoegdheid",
    "tekenaar.functie",
    "tekenaar.grond",
    "tekenaar.hoedanigheid",
    "tekenaar.naam",
    "tekenaar.partij",
)
"""Names that only a row of a table has, which then stands once for each of its sort: `lid`, `gemeente` …"""

ROW_OPTIONAL = frozenset(
    ("gemeente.grond", "gemeente.volmacht", "onderaannemer.besluit", "tekenaar.grond", "tekenaar.hoedanigheid")
)

SENDER_OPTIONAL = frozenset(("uitvoeringsorganisatie.e_mail",))
"""What a letter may leave empty of who sends it."""

ROW_ROOTS = frozenset(name.partition(".")[0] for name in ROW_NAMES)
_ROOTS = frozenset(n.partition(".")[0] for n in (*ADDRESSEE_NAMES, *PAGE_NAMES, *ROW_NAMES))


def mentions_addressee(expression: Expression) -> bool:
    """Whether an expression has another value for another addressee."""
    return any(depends_on_addressee(name.path) for name in names_in(expression))


def depends_on_addressee(path: tuple[str, ...]) -> bool:
    """Whether a name is one of an addressee or of a signature page."""
    return path[0] in _ROOTS


Reason: TypeAlias = str | Diagnostic
"""Why a name has no value: in words, to be told at each place that asks for it, or a finding to be told once."""


class Scope(Struct, frozen=True):
    """Names as an expression writes them (`looptijd.start`) with their values.

    `absent` says of names that exist elsewhere why they have no value here, as a Dutch main
    clause, or as the finding that stands for all of them. `optional` are the names whose text may
    be "". `origins` holds for a computed parameter the names it rests on, so that provenance
    reaches the facts. `places` holds where the value of a parameter stands. `addressee` is the id
    of the provider whose names these are, "" when they are nobody's. `fixed` is whether the
    edition is: then nothing may be left open. `lot_names` are those of the region, by number,
    `initiative_names` by id. `period` is the time in which the edition counts. `rows` has for the
    first word of `ROW_NAMES` the names of each row.
    """

    values: Mapping[str, Value]
    absent: Mapping[str, Reason] = field(default_factory=dict[str, Reason])
    optional: frozenset[str] = frozenset()
    origins: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    addressee: str = ""
    fixed: bool = True
    lot_names: Mapping[int, str] = field(default_factory=dict[int, str])
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])
    initiative_names: Mapping[str, str] = field(default_factory=dict[str, str])
    period: Period = field(default_factory=Period)
    rows: Mapping[str, tuple[Mapping[str, Value], ...]] = field(
        default_factory=dict[str, tuple[Mapping[str, Value], ...]]
    )

    def whose(self, expression: Expression) -> str:
        """The provider whose data an expression depends on, "" for an expression that is the same for all."""
        return self.addressee if mentions_addressee(expression) else ""

    def where(self, expression: Expression) -> tuple[Related, ...]:
        """Where the parameters in an expression have their values, so that a faulty one is found there."""
        names = dict.fromkeys(".".join(name.path) for name in names_in(expression))
        return tuple(Related(self.places[n], f"`{n}` heeft zijn waarde hier") for n in names if n in self.places)

    def under(self, name: str) -> tuple[str, ...]:
        """The names that begin with `name` and a dot, sorted."""
        return tuple(sorted(n for n in (*self.values, *self.absent) if n.startswith(name + ".")))

    def with_values(self, values: Mapping[str, Value], optional: frozenset[str] = frozenset()) -> Scope:
        """This scope with more names; what has a value now is no longer absent."""
        absent = dict(self.absent)
        for name in values:
            absent.pop(name, None)
        return replace(self, values={**self.values, **values}, absent=absent, optional=self.optional | optional)

    def without(self, names: tuple[str, ...], reason: Reason) -> Scope:
        """This scope with `names` absent for `reason`."""
        return replace(self, absent={**self.absent, **dict.fromkeys(names, reason)})
