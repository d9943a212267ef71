"""The editions of the project: the concept of 2022 is whole, and what the recalibration of 2024 brings."""

from __future__ import annotations

import re

import pytest

from akkoord.assembly import RegionParties, Sources, assemble, assemble_body, prepare, with_signature_pages
from akkoord.library import ClauseStatus
from akkoord.project.opening import open_project
from akkoord.proof.tree_text import tree_text
from akkoord.spec import Instrument
from akkoord.tree import Section, SectionKind, Status, plain_text
from support.contracts import ROOT, read_contracts, texts_under

GENERAL_ANNEXES = 9


@pytest.fixture(scope="module")
def sources():
    read = read_contracts(texts_under(ROOT / "contracts" / "ijsselland", "contracts/ijsselland"))
    documents = {d.kind: d for d in read.documents}
    library = open_project(ROOT).library
    return Sources(library, read.region, documents, read.providers, read.rates, pack=read.pack)


@pytest.fixture(scope="module")
def concept(sources):
    return prepare(sources, sources.library.editions["2022-concept"])


def text_of(document):
    return "\n".join(piece.text for piece in tree_text(document).pieces)


def test_the_concept_has_every_document_that_the_first_fixed_edition_has(sources, concept):
    fixed = prepare(sources, sources.library.editions["2023"])
    lasting = {kind for kind in fixed.sources.documents if kind.startswith(("raam", "convenant", "bijlage-"))}
    assert set(concept.sources.documents) == lasting
    assert len(lasting) == len({"raamovereenkomst", "convenant"}) + GENERAL_ANNEXES
    assert {f"bijlage-perceel-{lot.number}" for lot in sources.region.lots} <= concept.annex_versions.keys()


def test_the_concept_agreement_has_the_same_articles_as_the_first_fixed_one(sources, concept):
    fixed = prepare(sources, sources.library.editions["2023"])
    provider = next(p for p in sources.providers if p.id == "voorbeeld-breed")
    first, then = (assemble(prepared, "raamovereenkomst", provider) for prepared in (concept, fixed))
    assert {d.code for d in first.diagnostics} == {"OPN001"}
    assert first.document.status is Status.CONCEPT
    assert titles(first.document, SectionKind.ARTICLE) == titles(then.document, SectionKind.ARTICLE)
    assert len(titles(first.document, SectionKind.ARTICLE)) == 20
    assert titles(first.document, SectionKind.ANNEX) == titles(then.document, SectionKind.ANNEX)


def titles(document, kind):
    sections = (s for s in document.body if isinstance(s, Section) and s.kind is kind)
    return [f"{s.number.shown} {plain_text(s.title)}" for s in sections]


def test_the_concept_knows_no_convenant_and_types_no_figure_that_was_open(concept):
    for kind, spec in concept.sources.documents.items():
        if kind == "convenant":
            continue
        for made in everyones(concept, kind, spec.instrument):
            assert {d.code for d in made.diagnostics} <= {"OPN001"}, (kind, made.diagnostics)
            text = text_of(made.document)
            assert "Convenant" not in text
            assert not re.search(r"€|\b[0-9]+(?:,[0-9]+)?%", text), kind


def everyones(prepared, kind, instrument):
    if instrument is Instrument.GENERAL:
        return [with_signature_pages(prepared, assemble_body(prepared, kind), RegionParties())]
    return [assemble(prepared, kind, p) for p in prepared.sources.providers if p.id in prepared.parties[kind]]


def test_the_recalibration_brings_what_an_edition_of_it_should(sources):
    library = sources.library
    before, after = (library.editions[name].clauses for name in ("2023", "2024"))
    amending = ("addendum-", "doorlopend-", "ondertekening-addendum")  # of the documents that bring the recalibration
    own = {name: use for name, use in after.items() if not name.startswith(amending)}

    def version(name):
        return library.versions[name, own[name].version]

    withdrawn = {n for n in own if version(n).status is ClauseStatus.VERVALLEN}
    new = own.keys() - before.keys()
    changed = {n for n in own.keys() & before.keys() if own[n].version != before[n].version} - withdrawn
    assert len(changed) >= 15
    assert len(new) >= 3
    assert len(withdrawn) >= 2
    assert [n for n in (*changed, *new, *withdrawn) if not version(n).change.strip()] == []


def test_the_recalibration_moves_two_provisions(sources):
    before, after = (prepare(sources, sources.library.editions[name]) for name in ("2023", "2024"))
    assert "procesregie" in under(before, "governance")
    assert "procesregie" in under(after, "betrokkenen")
    assert "procesregie" not in under(after, "governance")
    provider = next(p for p in sources.providers if p.id == "voorbeeld-breed")
    agreement = assemble(after, "raamovereenkomst", provider).document
    numbers = [s.number.shown for s in agreement.body if isinstance(s, Section) and s.kind is SectionKind.ARTICLE]
    assert "Artikel 14a" in numbers
    assert "Artikel 16a" in numbers


def under(prepared, anchor):
    """The headings in one chapter of the convenant."""
    body = assemble_body(prepared, "convenant").blocks
    chapter = next(s for s in body if isinstance(s, Section) and s.anchor == anchor)
    return {s.anchor for s in chapter.children if isinstance(s, Section)}


@pytest.mark.parametrize("name", ["2022-concept", "2023", "2024"])
def test_the_annex_of_definitions_has_every_term_of_the_agreement(sources, name):
    prepared = prepare(sources, sources.library.editions[name])
    provider = next(p for p in sources.providers if p.id == "voorbeeld-breed")
    agreement = assemble(prepared, "raamovereenkomst", provider)
    annex = with_signature_pages(prepared, assemble_body(prepared, "bijlage-definities"), RegionParties())
    terms = [[(c.id, c.version) for c in made.clauses if c.id.startswith("begrip-")] for made in (agreement, annex)]
    assert terms[0] == terms[1] != []


def test_what_the_recalibration_withdraws_keeps_its_number(sources):
    before, after = (prepare(sources, sources.library.editions[name]) for name in ("2023", "2024"))
    provider = next(p for p in sources.providers if p.id == "voorbeeld-breed")
    was, becomes = (text_of(assemble(one, "raamovereenkomst", provider).document) for one in (before, after))
    assert "\n6. Komt Opdrachtnemer de afspraken over social return" in was
    assert "\n6. Vervallen.\n7. Bij fraude" in becomes
    covenant = text_of(with_signature_pages(after, assemble_body(after, "convenant"), RegionParties()).document)
    assert "\n8.5 Vervallen.\n8.6 Communicatie." in covenant
    assert "\nVervallen.\nE\nOpdrachtgever en Opdrachtnemer stellen het convenant vast" in covenant
