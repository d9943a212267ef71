"""Planted faults beside each other: each case of a rule held against all rules, alone and in the company of others.

A case plants faults of its own rule. What the other rules say of it is compared with what they say of the cases of the
same file that are right, and all of it with what is said when a contract and a provider full of other faults stand
beside it. Where a difference is truly caused by the planted fault, `tests/cases/checks/together.yaml` says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.found import Found
from akkoord.diagnostics import Diagnostic
from akkoord.readers.yaml import read_yaml
from support.checked import Case, cases_in, checked
from support.mini_project import MiniProject, RefusedError, mini_project

FOLDER = Path(__file__).parents[1] / "cases" / "checks"
_OTHERS = "kanarie"
_COMPANY = f"""@@ document {_OTHERS}
short_title: Kanarie
instrument: bilateral
parts:
  - article: [{_OTHERS}]
@@ clause {_OTHERS}
1. De partij moet op 31 februari 2024 xx procent leveren, zoals hierboven staat.
1. De partij levert bottum up en/of zo spoedig mogelijk, en noemt maandag 21 april 2022 en 2.5 %.
1. De partij levert volgens artikel 99 lid 3, en belt 06-12345678.
@@ provider {_OTHERS}
legal_name: Zangvogel
lots: [1]
kvk: "00000099"
agb: "00000099"
extract:
  date: 2019-11-21
  legal_name: Zangvogel
  legal_form: stichting
  seat: Kampen
  officers: [{{name: mevrouw A. Voorbeeld, power: sole}}]
"""

Place = tuple[str, str, str]
"""Of a finding: its rule or code, where it stands, and the offending text."""


class Seeded(Struct, frozen=True):
    """A case of `rule`: what every rule finds in it, alone and in company. `refused` is one that is never assembled."""

    rule: str
    case: Case
    alone: Counter[Place] = field(default_factory=Counter[Place])
    beside: Counter[Place] = field(default_factory=Counter[Place])
    refused: bool = False

    @property
    def others(self) -> Counter[str]:
        """How often each other rule speaks of it."""
        return Counter(name for name, _, _ in self.alone.elements() if name != self.rule)

    @property
    def lost(self) -> Counter[Place]:
        """What is no longer found in company: of the case itself, and of its company."""
        if self.refused:
            return Counter()
        return (self.alone + _of_company()) - self.beside

    @property
    def gained(self) -> Counter[Place]:
        """What is found only in company, and not in the company itself."""
        more = self.beside - (self.alone + _of_company())
        return Counter({place: count for place, count in more.items() if not place[1].startswith(f"{_OTHERS}.yaml")})


@cache
def seeded(rule: str) -> tuple[Seeded, ...]:
    """Every case of a rule, held against all rules; a proof of the build and a file that is refused reach no rule."""
    return tuple(_seeded(rule, case) for case in cases_of(rule) if not case.proven)


def cases_of(rule: str) -> tuple[Case, ...]:
    """The cases of a rule."""
    return tuple(cases_in((FOLDER / f"{rule}.case").read_text(encoding="utf-8")))


@cache
def reasons() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What `together.yaml` says: by part (`also`, `company`), planted rule and other rule, the reason."""
    read, findings = read_yaml((FOLDER / "together.yaml").read_text(encoding="utf-8"), "together.yaml")
    assert read is not None
    assert not findings
    return cast(Mapping[str, Mapping[str, Mapping[str, str]]], read.data)


def also_found(rule: str) -> Iterator[tuple[str, str]]:
    """What other rules say of a planted case that they say of none of the right ones beside it: case and rule."""
    right = [one.others for one in seeded(rule) if not one.case.finds and not one.refused]
    for one in seeded(rule):
        if one.case.finds:
            most = {name: max((others[name] for others in right), default=0) for name in one.others}
            yield from ((one.case.name, name) for name, count in one.others.items() if count > most[name])


def _seeded(rule: str, case: Case) -> Seeded:
    try:
        mini_project(case.project)
    except RefusedError:
        return Seeded(rule, case, refused=True)
    return Seeded(rule, case, _found(case), _found(case, beside=True))


def _found(case: Case, *, beside: bool = False) -> Counter[Place]:
    return Counter(map(_place, checked(case, planted=_in_company if beside else None)))


def _place(found: Found | Diagnostic) -> Place:
    if isinstance(found, Diagnostic):
        return found.code, str(found.span), ""
    return found.rule, str(found.finding.span), found.finding.found


@cache
def _company() -> MiniProject:
    return mini_project(_COMPANY)


def _in_company(project: MiniProject) -> MiniProject:
    """A project with one more contract and one more provider, both full of faults."""
    other, own = _company(), project.sources
    edition = replace(
        project.edition,
        clauses={**project.edition.clauses, **other.edition.clauses},
        documents={**project.edition.documents, **other.edition.documents},
    )
    library = replace(
        own.library,
        versions={**own.library.versions, **other.sources.library.versions},
        editions={**own.library.editions, edition.id: edition},
    )
    documents = {**own.documents, **other.sources.documents}
    providers = (*own.providers, *other.sources.providers)
    return replace(
        project, edition=edition, sources=replace(own, library=library, documents=documents, providers=providers)
    )


@cache
def _of_company() -> Counter[Place]:
    """What is found in the company, in a project that has nothing else to say."""
    (plain,) = cases_in("=== alleen\n@@ clause a\nTekst.\n")
    more = _found(plain, beside=True) - _found(plain)
    return Counter({place: count for place, count in more.items() if _OTHERS in place[1]})
