"""The days of a contract, from what region, provider and edition say; what they do not say is not known."""

from datetime import date

import pytest
from msgspec.structs import replace

from akkoord.assembly import agenda_of
from akkoord.assembly.agenda import Agenda, ContractDates
from akkoord.diagnostics import Span
from akkoord.spec import Extension, Period
from support.mini_project import mini_project

PROJECT = """@@ region
parameters:
  looptijd:
    start: {value: 2022-01-01, source: voorbeeld}
    eind: {value: 2024-12-31, source: voorbeeld}
    uiterste_eind: {value: 2028-12-31, source: voorbeeld}
  overeenkomst:
    naam: {value: overeenkomst, source: voorbeeld}
    verlenging_vooraf_maanden: {value: 6, source: voorbeeld}
    index:
      indexcijfer: {value: 4, source: voorbeeld}
      mededeling_weken: {value: 8, source: voorbeeld}
@@ document overeenkomst
parts: [{article: [alfa]}]
@@ clause alfa
Tekst.
@@ provider a
@@ assemble overeenkomst a
"""
PLACE = Span("a.yaml")


def agenda(*, year: int = 2023, left_out: str = "") -> Agenda:
    """The agenda of an edition of 1 January, of a region without one of its parameters."""
    text = "".join(line for line in PROJECT.splitlines(keepends=True) if not left_out or left_out not in line)
    project = mini_project(text)
    return agenda_of(project.sources, replace(project.edition, date=date(year, 1, 1)))


def dates(of: Agenda, *extensions: tuple[date, date]) -> ContractDates:
    """The dates of a provider whose contract was extended until a day, as told on a day."""
    (provider,) = of.sources.providers
    told = tuple(Extension(until, "besluit", day, PLACE) for until, day in extensions)
    return of.of(replace(provider, extensions=told))


def days(found: ContractDates) -> dict[str, date]:
    return {one.kind: one.day for one in found.occasions}


def test_every_day_of_a_contract_is_told_in_order():
    found = dates(agenda())
    assert (found.start, found.end, found.limit) == (date(2022, 1, 1), date(2024, 12, 31), date(2028, 12, 31))
    assert (found.notice, found.indexation) == (date(2024, 6, 30), date(2024, 1, 1))
    assert list(days(found).items()) == [
        ("indexering-mededelen-2024", date(2023, 11, 6)),
        ("indexering-2024", date(2024, 1, 1)),
        ("verlengen", date(2024, 6, 30)),
        ("einde", date(2024, 12, 31)),
    ]


def test_an_extension_moves_the_end_and_the_last_one_counts():
    longer, longest = date(2026, 12, 31), date(2028, 12, 31)
    once = dates(agenda(), (longer, date(2024, 5, 1)))
    assert (once.end, once.notice) == (longer, date(2026, 6, 30))
    twice = dates(agenda(), (longer, date(2024, 5, 1)), (longest, date(2026, 5, 1)))
    assert twice.end == longest
    assert twice.notice is None  # there is nothing left to extend
    assert "verlengen" not in days(twice)


@pytest.mark.parametrize(
    ("told", "end"),
    [(date(2023, 12, 31), date(2026, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))],
)
def test_an_extension_told_after_the_edition_ended_is_not_of_it(told: date, end: date):
    until_next = replace(agenda(), period=Period(date(2023, 1, 1), date(2023, 12, 31)))
    assert dates(until_next, (date(2026, 12, 31), told)).end == end


@pytest.mark.parametrize(("year", "indexed"), [(2023, date(2024, 1, 1)), (2024, None)])
def test_rates_are_indexed_as_long_as_the_contract_runs(year: int, indexed: date | None):
    found = dates(agenda(year=year))
    assert found.indexation == indexed
    assert any(kind.startswith("indexering") for kind in days(found)) is (indexed is not None)


def test_a_contract_that_ends_on_the_first_of_january_is_indexed_that_day():
    assert dates(agenda(), (date(2024, 1, 1), date(2023, 5, 1))).indexation == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("left_out", "gone"),
    [
        (" eind:", {"einde", "verlengen"}),
        ("verlenging_vooraf_maanden:", {"verlengen"}),
        ("mededeling_weken:", {"indexering-mededelen-2024"}),
        ("uiterste_eind:", set()),
    ],
)
def test_what_rests_on_a_parameter_that_is_not_there_is_not_told(left_out: str, gone: set[str]):
    assert days(dates(agenda())).keys() - days(dates(agenda(left_out=left_out))).keys() == gone


def test_joining_leaving_and_papers_that_expire_are_told():
    of = agenda()
    (provider,) = of.sources.providers
    one = mini_project(
        PROJECT.replace(
            "@@ provider a\n",
            """@@ provider a
statements:
  - {kind: overig, description: Gedragsverklaring aanbesteden, issued_on: 2022-03-01, valid_until: 2024-02-29}
  - {kind: eigen-verklaring, description: Eigen verklaring, issued_on: 2022-03-01}
admission: {date: 2023-02-01, decision: besluit}
exit: {date: 2023-06-30, notified_on: 2023-03-01, decision: besluit}
""",
        )
    ).sources.providers[0]
    assert provider.statements == ()
    found = days(of.of(one))
    assert found.keys() - days(of.of(provider)).keys() == {"verklaring-overig-1", "toetreding", "uitstap"}
    assert (found["toetreding"], found["uitstap"]) == (date(2023, 2, 1), date(2023, 6, 30))
    assert found["verklaring-overig-1"] == date(2024, 2, 29)


def test_behind_the_last_year_that_there_is_nothing_is_indexed():
    assert dates(agenda(year=9999, left_out=" eind:")).indexation is None
