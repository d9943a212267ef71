"""Hostile material ends in findings: nothing runs away, nothing gets through as something else."""

import pytest
from msgspec.structs import replace

from akkoord.assembly import Sources, assemble, entitlement, prepare
from akkoord.assembly.evaluation import MAX_DEPTH, evaluate
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope
from akkoord.diagnostics import Span
from akkoord.tree import Paragraph, Status, all_blocks, plain_text
from akkoord.tree.expression import Literal, Not
from support.mini_project import mini_project

PLACE = Span("x", 1, 1)

NAMED = """\
@@ document overeenkomst
parts:
  - article: [alfa]
signature_pages: {title: Ondertekening, provider: tekenen, municipality: tekenen}
@@ clause alfa
Dit is {{ aanbieder.naam }}.
@@ clause tekenen
::: handtekening
:::
"""


def made_with(change):
    project = mini_project(NAMED)
    sources = replace(project.sources, providers=tuple(change(p) for p in project.sources.providers))
    return assemble(prepare(sources, project.edition), "overeenkomst", sources.providers[0])


@pytest.mark.parametrize("sign", ["\x00", "\n", "\x1b", "\u202e", "\u2028", "\ud800", "\ufffe", "\x85"])
def test_a_control_character_in_data_is_refused_where_it_lands(sign):
    made = made_with(lambda p: replace(p, legal_name=f"Stich{sign}ting"))
    assert {d.code for d in made.diagnostics} == {"SLT003"}
    assert {d.provider for d in made.diagnostics} == {"a"}
    paragraphs = [b for b in all_blocks(made.document.body) if isinstance(b, Paragraph)]
    assert not any(sign in plain_text(p.children) for p in paragraphs)
    assert made.document.status is Status.CONCEPT


def test_a_party_without_a_representative_cannot_sign():
    made = made_with(lambda p: replace(p, representatives=()))
    assert [(d.code, d.provider) for d in made.diagnostics] == [("SIG002", "a")]


def test_includes_that_multiply_stop_at_a_bound():
    clauses = "".join(f"@@ clause c{n}\n::: clausule c{n + 1}\n:::\n\n::: clausule c{n + 1}\n:::\n" for n in range(20))
    text = f"@@ document overeenkomst\nparts:\n  - article: [c0]\n{clauses}@@ clause c20\nTekst.\n"
    project = mini_project(text)
    made = assemble(prepare(project.sources, project.edition), "overeenkomst", project.sources.providers[0])
    assert "INC002" in {d.code for d in made.diagnostics}


def test_an_expression_deeper_than_any_reader_makes_is_a_finding():
    expression = Literal(True)
    for _ in range(MAX_DEPTH + 1):
        expression = Not(expression)
    findings = Findings()
    assert evaluate(expression, Scope({}), PLACE, findings) is None
    assert [d.code for d in findings.diagnostics] == ["EVA008"]


def test_one_and_true_are_two_things():
    document = "@@ document overeenkomst\nwhen: toelating in [1]\nabsent: weg\nparts:\n  - article: [alfa]\n"
    project = mini_project(document + "@@ clause alfa\nTekst.\n")
    prepared = prepare(project.sources, project.edition)
    right = entitlement(prepared, "overeenkomst", project.sources.providers[0])
    assert not right.entitled
    assert right.reason == ""
    assert [d.code for d in right.diagnostics] == ["EVA005"]


def test_an_empty_project_assembles_nothing():
    project = mini_project("")
    sources = Sources(project.sources.library, project.sources.region, {})
    assert prepare(sources, project.edition).diagnostics == ()
