"""One body for all parties, provenance down to the facts, and numbers that hold across documents."""

import pickle

from msgspec.structs import replace

from akkoord.assembly import RegionParties, assemble, assemble_body, entitlement, prepare, with_signature_pages
from akkoord.assembly.in_common import Common
from akkoord.tree import body_digest
from support.mini_project import mini_project

PROJECT = """\
@@ region
parameters:
  start: {value: 2023-01-01, source: voorbeeld}
  jaren: {value: 6, source: voorbeeld}
  eind: {derived: "start | plus_jaren(jaren)", source: berekend}
  ongebruikt: {value: 1, source: voorbeeld}
  convenant_percelen: {value: [2, 4], source: voorbeeld}
@@ document convenant
instrument: multilateral
title: Convenant {{ regio }}
when: percelen & convenant_percelen
absent: "Geen van de percelen {{ convenant_percelen | opsomming }}."
parts:
  - chapter: Tekst
    id: tekst
    content: [alfa]
signature_pages: {title: Ondertekening, provider: tekenen, municipality: tekenen}
@@ document overeenkomst
parts:
  - article: [beta]
@@ clause alfa
1. Tot en met {{ eind }}.
@@ clause beta
Voor {{ aanbieder.naam }}.
@@ clause tekenen
Inhoud: {{ inhoud_digest }}.

::: handtekening
:::
@@ provider a
@@ provider b
@@ provider c
lots: [1]
"""


def prepared():
    project = mini_project(PROJECT)
    return prepare(project.sources, project.edition)


def test_every_copy_has_the_same_body_and_digest():
    edition = prepared()
    body = assemble_body(edition, "convenant")
    a, b, _ = edition.sources.providers
    copies = [with_signature_pages(edition, body, who).document for who in (a, b, RegionParties())]
    assert {c.body for c in copies} == {body.blocks}
    assert {c.body_digest for c in copies} == {body.digest} == {body_digest(c) for c in copies}
    assert len({c.signature_pages for c in copies}) == 3
    assert copies[0] == assemble(edition, "convenant", a).document


def test_the_body_does_not_change_with_the_providers_there_are():
    edition = prepared()
    fewer = replace(edition.sources, providers=edition.sources.providers[:1])
    assert assemble_body(prepare(fewer, edition.edition), "convenant") == assemble_body(edition, "convenant")


def test_provenance_reaches_the_facts_behind_a_computed_value():
    edition = prepared()
    a = edition.sources.providers[0]
    names = assemble(edition, "convenant", a).names_used
    assert names == {"start", "jaren", "eind", "regio", "percelen", "convenant_percelen", "inhoud_digest"}
    assert assemble(edition, "overeenkomst", a).names_used == {"aanbieder.naam"}


def test_who_does_not_get_it_hears_why():
    edition = prepared()
    c = edition.sources.providers[2]
    right = entitlement(edition, "convenant", c)
    assert (right.entitled, right.reason, right.diagnostics) == (False, "Geen van de percelen 2 en 4.", ())
    assert assemble(edition, "convenant", c).document is None
    assert edition.roles == {"a": "systeempartij", "b": "systeempartij", "c": "aanbieder"}


def test_a_prepared_edition_can_be_sent_to_another_process():
    edition = prepared()
    sent = pickle.loads(pickle.dumps(edition))  # noqa: S301  # our own bytes
    a = edition.sources.providers[0]
    assert assemble(sent, "convenant", a) == assemble(edition, "convenant", a)


def test_the_clauses_in_use_come_with_digest_and_file_in_order():
    edition = prepared()
    made = assemble(edition, "convenant", edition.sources.providers[0])
    assert [(c.id, c.version, c.digest, c.file) for c in made.clauses] == [
        ("alfa", "1.0", "alfa@1.0", "alfa/1.0.md"),
        ("tekenen", "1.0", "tekenen@1.0", "tekenen/1.0.md"),
    ]


def test_field_names_are_ascii_and_unique():
    edition = prepared()
    made = assemble(edition, "convenant", RegionParties())
    blocks = [b for page in made.document.signature_pages for c in page.children for b in c.children]
    fields = [b.field_name for b in blocks if hasattr(b, "field_name")]
    assert fields == ["convenant-gemeente-0148-1", "convenant-gemeente-0193-1"]


ARRANGEMENTS = """\
@@ document overeenkomst
parts:
  - article: [beta]
    when: percelen & [2]
  - article: [alfa]
    when: percelen & [1]
  - article: [gamma]
  - annex: Lijst
    id: lijst
    content: [alfa, delta]
@@ clause alfa
1. Zie [](#gamma.1) en {{ aanbieder.naam }}.
@@ clause beta
::: als 1 in percelen
Met een.
:::

Altijd.
@@ clause gamma
1. Een.[^n]
2. Twee, zie [](#delta).

[^n]: Noot.
@@ clause delta
1. Drie.
@@ provider a
lots: [1]
@@ provider b
lots: [2]
@@ provider c
lots: [1, 2]
@@ provider d
lots: [3]
"""


def test_a_part_that_others_have_too_has_for_each_its_own_numbers_addresses_and_conditions():
    project = mini_project(ARRANGEMENTS)
    together = prepare(project.sources, project.edition)
    for provider in project.sources.providers:
        sources = replace(project.sources, providers=(provider,), common=Common())
        alone = assemble(prepare(sources, project.edition), "overeenkomst", provider)
        assert assemble(together, "overeenkomst", provider) == alone
    bodies = [assemble(together, "overeenkomst", p).document.body for p in project.sources.providers]
    addresses = [[clause.anchor for clause in body[-1].children] for body in bodies]
    assert addresses == [["lijst--alfa", "delta"], ["alfa", "delta"], ["lijst--alfa", "delta"], ["alfa", "delta"]]
    assert [body[-2].number.cited for body in bodies] == ["2", "2", "3", "1"]


def test_parts_that_are_alike_in_two_arrangements_are_one_object():
    project = mini_project(ARRANGEMENTS)
    together = prepare(project.sources, project.edition)
    a, b = (assemble(together, "overeenkomst", p).document.body for p in project.sources.providers[:2])
    assert a[-2] is b[-2]
    assert a[-1] is not b[-1]
