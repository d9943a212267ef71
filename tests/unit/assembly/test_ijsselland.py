"""The project's own content assembles for everyone, without a finding, and says what the source says."""

import pytest

from akkoord.assembly import RegionParties, Sources, assemble, assemble_body, prepare, with_signature_pages
from akkoord.library import build_library, read_clause, read_edition
from akkoord.tree import Section, Status, plain_text
from support.contracts import ROOT, read_contracts, schema, texts_under


@pytest.fixture(scope="module")
def edition():
    def texts(pattern):
        files = sorted((ROOT / "clauses").glob(pattern))
        return ((f.read_text(encoding="utf-8"), f.relative_to(ROOT).as_posix()) for f in files)

    clauses = [read_clause(text, file, schema("clause"))[0] for text, file in texts("*/*/*.md")]
    editions = [read_edition(text, file, schema("edition"))[0] for text, file in texts("editions/*.yaml")]
    library, _ = build_library(clauses, editions)
    read = read_contracts(texts_under(ROOT / "contracts" / "ijsselland", "contracts/ijsselland"))
    sources = Sources(library, read.region, {d.kind: d for d in read.documents}, read.providers)
    return prepare(sources, library.editions["2023"])


def test_every_document_of_every_provider_is_ready_without_a_finding(edition):
    body = assemble_body(edition, "convenant")
    assert body.diagnostics == ()
    for provider in edition.sources.providers:
        if provider.id in edition.parties["convenant"]:
            copy = with_signature_pages(edition, body, provider)
            assert copy.diagnostics == ()
            assert copy.document.status is Status.READY
        contract = assemble(edition, "raamovereenkomst", provider)
        assert contract.diagnostics == ()
        assert contract.document.status is Status.READY


def test_who_gets_the_convenant_follows_from_lots_and_admission(edition):
    bound = {p.id for p in edition.sources.providers if {2, 4, 5} & set(p.lots) or p.admission}
    assert edition.parties["convenant"] == bound
    assert edition.parties["raamovereenkomst"] == {p.id for p in edition.sources.providers}


def test_the_regions_copy_has_a_page_for_every_municipality_and_the_organisation(edition):
    made = with_signature_pages(edition, assemble_body(edition, "convenant"), RegionParties())
    assert made.diagnostics == ()
    assert len(made.document.signature_pages) == len(edition.sources.region.municipalities) + 1


def test_chapters_and_annexes_stand_in_order(edition):
    body = assemble_body(edition, "convenant")
    numbers = [s.number.shown for s in body.blocks if isinstance(s, Section)]
    assert numbers == [*(str(n) for n in range(1, 11)), "Bijlage I", "Bijlage II"]
    contract = assemble(edition, "raamovereenkomst", edition.sources.providers[0]).document
    articles = {s.number.shown: plain_text(s.title) for s in contract.body if isinstance(s, Section)}
    assert len(articles) == 20
    assert articles["Artikel 17"] == "Geschillen"
