"""What a few names are worth is what a scope of all of them says, and who gets a document is decided by no more."""

from __future__ import annotations

import pytest

from akkoord.assembly import Sources, entitlement, prepare, tender_model
from akkoord.assembly.addressee import provider_scope, worth
from akkoord.assembly.scope import ADDRESSEE_NAMES
from akkoord.project.opening import open_project
from support.contracts import ROOT, read_contracts, texts_under
from support.mini_project import mini_project

WHO = """\
@@ document overeenkomst
when: percelen & [2] or aanbieder.kvk == "00000009"
absent: "Heeft {{ percelen | opsomming }} als {{ rol }}."
parts:
  - article: [alfa]
@@ document brief
when: verlenging.eerste
parts:
  - article: [alfa]
@@ clause alfa
Tekst.
@@ provider a
lots: [1]
@@ provider b
lots: [1]
@@ provider c
lots: [1]
kvk: "00000009"
@@ provider d
lots: [2]
"""


@pytest.fixture(scope="module")
def sources():
    read = read_contracts(texts_under(ROOT / "contracts" / "ijsselland", "contracts/ijsselland"))
    documents = {d.kind: d for d in read.documents}
    library = open_project(ROOT).library
    return Sources(library, read.region, documents, read.providers, read.rates, read.initiatives or (), read.pack)


@pytest.mark.parametrize("edition", ["2022-concept", "2023", "2024"])
@pytest.mark.parametrize("model", [False, True])
def test_a_name_is_worth_what_it_is_in_the_scope_of_an_addressee(sources, edition, model):
    made = tender_model(sources, [lot.number for lot in sources.region.lots]) if model else sources
    prepared = prepare(made, sources.library.editions[edition])
    names = (*ADDRESSEE_NAMES, "editie", "tekenaar.naam")
    for kind, there in prepared.contractors.items():
        for party in there.values():
            for role in ("", prepared.roles[party.provider.id]):
                values = provider_scope(prepared.scopes[kind], party, role).values
                expected = [values.get(name) for name in names]
                assert worth(names, prepared.scopes[kind], party, role) == (*expected, *map(type, expected))


def test_who_gets_a_document_does_not_depend_on_who_was_asked_about_before():
    project = mini_project(WHO)
    together = prepare(project.sources, project.edition)
    for provider in together.sources.providers:
        alone = prepare(project.sources, project.edition)
        assert entitlement(together, "overeenkomst", provider) == entitlement(alone, "overeenkomst", provider)
    rights = {p.id: entitlement(together, "overeenkomst", p) for p in together.sources.providers}
    assert [name for name, right in rights.items() if right.entitled] == ["c", "d"]
    assert rights["a"] is rights["b"]
    assert rights["a"].reason == "Heeft 1 als aanbieder."
    assert rights["a"].names_used == {"aanbieder.kvk", "percelen", "rol"}


def test_what_is_wrong_with_a_condition_is_said_of_each_addressee():
    project = mini_project(WHO)
    prepared = prepare(project.sources, project.edition)
    for _ in range(2):
        said = [entitlement(prepared, "brief", p).diagnostics for p in prepared.sources.providers]
        assert [[(d.code, d.provider) for d in found] for found in said] == [[("EVA002", p)] for p in "abcd"]
