"""The sheets of a register: providers, initiatives and rates, with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.spec.register.layout import ChildSheet, Column, Family, Shape

_POWERS = {"sole": "alleen bevoegd", "joint": "gezamenlijk bevoegd"}
_SIGNING = {"members": "alle leden", "lead": "penvoerder met volmacht"}
_SUCCESSIONS = {"rename": "naamswijziging", "merger": "fusie", "takeover": "contractsovername"}
_KINDS = "raamovereenkomst; convenant"
_LOTS = Column("Percelen", ("lots",), 12, example="2; 4")
_FROM = Column("Vanaf", ("valid_from",), 14)
_UNTIL = Column("Tot en met", ("valid_until",), 14)
_GROUND = Column("Grond", ("ground",), 40)

PROVIDERS = Family(
    name="Aanbieders",
    singular="Aanbieder",
    schema="provider",
    root=(),
    columns=(
        Column("Id", ("id",), 30),
        Column("Statutaire naam", ("legal_name",), 40),
        Column("Rechtsvorm", ("legal_form",)),
        Column("Vestigingsplaats", ("seat",)),
        Column("KvK-nummer", ("kvk",), 14),
        Column("AGB-code", ("agb",), 14),
        Column("Straat en huisnummer", ("address", "street"), 30),
        Column("Postcode", ("address", "postcode"), 12),
        Column("Plaats", ("address", "place")),
        Column("Vestigingsnummer", ("branch_number",), 18),
        Column("RSIN", ("rsin",), 14),
        Column("Reden werkgebied", ("serves_reason",), 40),
    ),
    children=(
        ChildSheet(
            "Bankrekening",
            ("account",),
            Shape.RECORD,
            "Bankrekening",
            (
                Column("IBAN", ("iban",), 28),
                Column("Op naam van", ("holder",), 40),
                Column("Reden andere naam", ("reason",), 50),
            ),
        ),
        ChildSheet("Percelen", ("lots",), Shape.SCALARS, "Perceel", (Column("Perceel", (), 12),)),
        ChildSheet(
            "Gunningen",
            ("awards",),
            Shape.RECORDS,
            "Gunning",
            (Column("Besluit", ("decision",), 50), Column("Datum", ("date",), 14), _LOTS),
        ),
        ChildSheet("Werkgebied", ("serves",), Shape.SCALARS, "Werkgebied", (Column("Gemeentecode", (), 16),)),
        ChildSheet(
            "Vertegenwoordigers",
            ("representatives",),
            Shape.RECORDS,
            "Vertegenwoordiger",
            (
                Column("Naam", ("name",), 30),
                Column("Functie", ("function",)),
                Column("Bevoegdheid", ("power",), 22, _POWERS),
                Column("Volgorde", ("rank",), 12),
                Column("Hoedanigheid", ("capacity",), 32),
                Column("Grond", ("ground",), 40),
                Column("E-mailadres", ("email",), 30),
                Column("Bewijsstuk", ("evidence",), 36),
                Column("Datum bewijsstuk", ("evidence_on",), 18),
            ),
        ),
        ChildSheet(
            "Uittreksel",
            ("extract",),
            Shape.RECORD,
            "Uittreksel",
            (
                Column("Datum", ("date",), 14),
                Column("Statutaire naam", ("legal_name",), 40),
                Column("Rechtsvorm", ("legal_form",)),
                Column("Vestigingsplaats", ("seat",)),
            ),
        ),
        ChildSheet(
            "Bevoegden",
            ("extract", "officers"),
            Shape.RECORDS,
            "Bevoegde",
            (Column("Naam", ("name",), 30), Column("Bevoegdheid", ("power",), 22, _POWERS)),
        ),
        ChildSheet(
            "Volmachten",
            ("powers_of_attorney",),
            Shape.RECORDS,
            "Volmacht",
            (
                Column("Naam", ("name",), 30),
                Column("Documenten", ("documents",), 30, example=_KINDS),
                _FROM,
                _UNTIL,
                Column("Hoogste bedrag", ("amount_max",), 16),
            ),
        ),
        ChildSheet(
            "Toelating",
            ("admission",),
            Shape.RECORD,
            "Toelating",
            (
                Column("Initiatief", ("initiative",), 30, refers="Initiatieven"),
                Column("Datum", ("date",), 14),
                Column("Besluit", ("decision",), 50),
            ),
        ),
        ChildSheet(
            "Uitstap",
            ("exit",),
            Shape.RECORD,
            "Uitstap",
            (
                Column("Gemeld op", ("notified_on",), 14),
                Column("Besluit", ("decision",), 50),
                Column("Laatste dag", ("date",), 14),
                Column("Bevestigd op", ("confirmed_on",), 14),
            ),
        ),
        ChildSheet(
            "Verlengingen",
            ("extensions",),
            Shape.RECORDS,
            "Verlenging",
            (
                Column("Meegedeeld op", ("notified_on",), 14),
                Column("Besluit", ("decision",), 50),
                Column("Tot en met", ("until",), 14),
            ),
        ),
        ChildSheet(
            "Verklaringen",
            ("statements",),
            Shape.RECORDS,
            "Verklaring",
            (
                Column("Soort", ("kind",), 20),
                Column("Omschrijving", ("description",), 50),
                Column("Afgegeven op", ("issued_on",), 14),
                Column("Geldig tot en met", ("valid_until",), 16),
            ),
        ),
        ChildSheet(
            "Afwijkingen",
            ("deviations",),
            Shape.RECORDS,
            "Afwijking",
            (
                Column("Clausule", ("clause",), 30),
                Column("Basisversie", ("base",), 12),
                Column("Andere versie", ("version",), 14),
                Column("Eigen tekst", ("text",), 50),
                Column("Grond", ("reason",), 50),
                Column("Goedgekeurd door", ("approved_by",), 30),
                Column("Goedgekeurd op", ("approved_on",), 16),
                Column("Tot en met", ("until",), 14),
                Column("Edities", ("editions",), 14, example="2023; 2024"),
            ),
        ),
        ChildSheet(
            "Onderaannemers",
            ("subcontractors",),
            Shape.RECORDS,
            "Onderaannemer",
            (
                Column("Naam", ("legal_name",), 30),
                Column("KvK-nummer", ("kvk",), 14),
                _LOTS,
                Column("Jeugdhulp", ("services",), 40),
                Column("Aangemeld op", ("notified_on",), 14),
                Column("Toestemming op", ("approved_on",), 16),
                Column("Besluit", ("ground",), 40),
                _FROM,
                _UNTIL,
            ),
        ),
        ChildSheet(
            "Combinatie",
            ("combination",),
            Shape.RECORD,
            "Combinatie",
            (
                Column("Naam", ("name",), 30),
                Column("Penvoerder", ("lead",), 30, refers="Aanbieders"),
                Column("Hoofdelijk", ("joint_liability",), 12),
                Column("Ondertekening", ("signing",), 24, _SIGNING),
                Column("Volmacht", ("power_of_attorney",), 40),
                _GROUND,
                _FROM,
                _UNTIL,
            ),
        ),
        ChildSheet(
            "Combinatieleden",
            ("combination", "members"),
            Shape.RECORDS,
            "Combinatielid",
            (
                Column("Lid", ("provider",), 30, refers="Aanbieders"),
                Column("KvK-nummer", ("kvk",), 14),
                _LOTS,
                _FROM,
                _UNTIL,
            ),
        ),
        ChildSheet(
            "Rechtsvoorgangers",
            ("predecessors",),
            Shape.RECORDS,
            "Rechtsvoorganger",
            (
                Column("Soort", ("kind",), 20, _SUCCESSIONS),
                Column("Naam", ("legal_name",), 30),
                Column("KvK-nummer", ("kvk",), 14),
                Column("Eigen Id", ("provider",), 30, refers="Aanbieders"),
                Column("Rechtsvorm", ("legal_form",)),
                Column("Vestigingsplaats", ("seat",)),
                Column("AGB-code", ("agb",), 14),
                Column("Ingegaan op", ("effective_on",), 14),
                _GROUND,
                _LOTS,
                Column("Overeenkomsten", ("agreements",), 30, example=_KINDS),
            ),
        ),
    ),
)

INITIATIVES = Family(
    name="Initiatieven",
    singular="Initiatief",
    schema="initiatives",
    root=("properties", "initiatives", "items"),
    columns=(
        Column("Id", ("id",), 30),
        Column("Naam", ("name",), 40),
        Column("Opgave", ("task",), 18),
        Column("Cliëntperspectief", ("client_perspective",), 40),
        Column("Begin", ("start",), 14),
        Column("Einde", ("end",), 14),
        Column("Meetwijze", ("measure",), 40),
        Column("Locatie", ("location",)),
        Column("Middelen", ("means",), 40),
        Column("Opdrachtdatum", ("commissioned_on",), 14),
        Column("Grensgeval", ("border_case",), 40),
    ),
    children=(
        ChildSheet(
            "Deelnemers",
            ("providers",),
            Shape.SCALARS,
            "Deelnemer",
            (Column("Aanbieder", (), 30, refers="Aanbieders"),),
        ),
        ChildSheet("Gemeenten", ("municipalities",), Shape.SCALARS, "Gemeente", (Column("Gemeentecode", (), 16),)),
        ChildSheet(
            "Woonvormen",
            ("homes",),
            Shape.RECORDS,
            "Woonvorm",
            (Column("Plaats", ("place",), 30), Column("Jeugdigen", ("youths",), 12)),
        ),
    ),
)

RATES = Family(
    name="Indexaties",
    singular="Ingangsdatum",
    schema="rates",
    root=("properties", "rates", "items"),
    columns=(
        Column("Ingangsdatum", ("valid_from",), 14),
        Column("Indexcijfer", ("index", "percentage"), 14),
        Column("Jaar", ("index", "year"), 10),
        Column("Bron", ("index", "source"), 50),
        Column("Meegedeeld op", ("announced_on",), 14),
    ),
    children=(
        ChildSheet(
            "Tarieven",
            ("lots",),
            Shape.GROUPS,
            "Tarief",
            (
                Column("Perceel", ("lot",), 12),
                Column("Code", ("code",), 14),
                Column("Soort hulp", ("kind",), 16),
                Column("Omschrijving", ("description",), 50),
                Column("Eenheid", ("unit",), 12),
                Column("Basisbedrag", ("base",), 14, decimals=2),
                Column("Tarief", ("amount",), 14, decimals=2),
                Column("Hoger tarief", ("higher_amount",), 14, decimals=2),
            ),
            inner="rows",
        ),
    ),
    key=("valid_from",),
)

FAMILIES = (PROVIDERS, INITIATIVES, RATES)

DEFAULTS: Mapping[str, str | int] = {"power": "sole", "rank": 1}
"""What a key means that is not there; any other text then is "" (`spec.reading`)."""


def sheet_names() -> Iterator[str]:
    """The names of all sheets, in the order of a workbook."""
    for family in FAMILIES:
        yield family.name
        yield from (child.name for child in family.children)
