"""The project's own content assembles for everyone, without a finding, and says what the source says."""

import re

import pytest
from msgspec.structs import replace

from akkoord.assembly import RegionParties, Sources, assemble, assemble_body, prepare, with_signature_pages
from akkoord.project.opening import open_project
from akkoord.proof.tree_text import tree_text
from akkoord.spec import MunicipalSigning
from akkoord.tree import Section, SectionKind, SignatureBlock, Status, Table, all_blocks, plain_text
from support.contracts import ROOT, read_contracts, texts_under

ARTICLES = (
    "Definities",
    "Voorwerp en percelen",
    "Contractdocumenten en rangorde",
    "Looptijd",
    "Toegang en opdracht",
    "Kwaliteit",
    "Tarieven en indexatie",
    "Declaratie en verantwoording",
    "Onderaanneming en combinatie",
    "Monitoring en contractmanagement",
    "Transformatie",
    "Privacy en beveiliging",
    "Aansprakelijkheid en verzekering",
    "Integriteit en social return",
    "Wijziging en herijking",
    "Tekortkoming, opzegging en exit",
    "Geschillen",
    "Toepasselijk recht en forum",
    "Toetreding en toelating",
    "Slotbepalingen",
)


@pytest.fixture(scope="module")
def edition():
    library = open_project(ROOT).library
    read = read_contracts(texts_under(ROOT / "contracts" / "ijsselland", "contracts/ijsselland"))
    sources = Sources(
        library, read.region, {d.kind: d for d in read.documents}, read.providers, read.rates, pack=read.pack
    )
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
        if provider.id in edition.parties["raamovereenkomst"]:
            assert contract.document.status is Status.READY


def test_who_gets_the_convenant_follows_from_lots_and_admission(edition):
    bound = {p.id for p in edition.sources.providers if {2, 4, 5} & set(p.lots) or p.admission}
    assert edition.parties["convenant"] == bound
    # A member all of whose lots are in a combination has its agreement with the lead.
    own = {p.id for p in edition.sources.providers} - {"voorbeeld-nachtwacht"}
    assert edition.parties["raamovereenkomst"] == own


def test_the_regions_copy_has_a_page_for_every_municipality_and_the_organisation(edition):
    made = with_signature_pages(edition, assemble_body(edition, "convenant"), RegionParties())
    assert made.diagnostics == ()
    assert len(made.document.signature_pages) == len(edition.sources.region.municipalities) + 1


def test_chapters_and_annexes_stand_in_order(edition):
    body = assemble_body(edition, "convenant")
    numbers = [s.number.shown for s in body.blocks if isinstance(s, Section)]
    assert numbers == [*(str(n) for n in range(1, 11)), "Bijlage I", "Bijlage II"]


@pytest.fixture(scope="module")
def agreements(edition):
    """The framework agreement of every provider, by its lots."""
    there = (p for p in edition.sources.providers if p.id in edition.parties["raamovereenkomst"])
    made = ((p, assemble(edition, "raamovereenkomst", p).document) for p in there)
    lots = {p.id: edition.party("raamovereenkomst", p).provider.lots for p in edition.sources.providers}
    return {(lots[p.id], p.admission is not None): document for p, document in made}


def text_of(document):
    return "\n".join(piece.text for piece in tree_text(document).pieces)


def test_the_framework_agreement_has_its_twenty_articles_for_everyone(agreements):
    for document in agreements.values():
        sections = [s for s in document.body if isinstance(s, Section)]
        assert [plain_text(s.title) for s in sections if s.number is None] == ["Partijen", "Overwegingen"]
        articles = [f"{s.number.shown} {plain_text(s.title)}" for s in sections if s.kind is SectionKind.ARTICLE]
        assert articles == [f"Artikel {n} {title}" for n, title in enumerate(ARTICLES, 1)]


def test_the_definitions_stand_in_alphabetical_order_each_once(agreements):
    for document in agreements.values():
        text = text_of(document)
        terms = re.findall(
            r"^– ([^:\n]+): ", text[: text.index("Artikel 2 Voorwerp", text.index("Artikel 1 Def") + 400)], re.M
        )
        assert len(terms) > 20
        assert terms == sorted(set(terms), key=str.casefold)


@pytest.mark.parametrize(
    ("words", "lots"),
    [
        ("keuzebudgetten, of vraagt", {1, 2, 4, 5}),
        ("Voor ambulante Jeugdhulp is de vergoeding", {1, 2, 4, 5}),
        ("per intensiteit één Tarief per etmaal", {2, 4, 5}),
        ("Voor de crisisfunctie is de vergoeding", {3}),
    ],
)
def test_what_holds_for_some_lots_stands_only_with_those(agreements, words, lots):
    for (held, _), document in agreements.items():
        assert (words in text_of(document)) == bool(lots & set(held)), held


def test_who_takes_part_in_the_convenant_is_bound_to_it(agreements):
    for (held, admitted), document in agreements.items():
        text, bound = text_of(document), bool({2, 4, 5} & set(held)) or admitted
        assert ("uitstappen volgens punt" in text) == bound
        assert ("De deelname is een voorwaarde bij de gunning" in text) == bool({2, 4, 5} & set(held))
        admissible = bool({1, 3} & set(held)) and not {2, 4, 5} & set(held)
        assert ("Opdrachtgever kan Opdrachtnemer, die een Perceel" in text) == admissible


def test_the_provider_signs_first_and_the_municipalities_by_one_power(edition, agreements):
    towns = [m.name for m in edition.sources.region.municipalities]
    for document in agreements.values():
        *own, together = document.signature_pages
        blocks = [b for b in all_blocks((together,)) if isinstance(b, SignatureBlock)]
        assert (together.anchor, len(blocks)) == ("pagina--gemeenten", 1)
        assert own
        assert all(page.anchor.startswith("pagina--voorbeeld-") for page in own)
        named = {row.label: row.value for row in blocks[0].rows}
        assert [label for label in named if label in towns] == towns
        assert all("volmacht" in named[name] for name in towns)


def test_the_text_keeps_to_the_language_of_contracts(agreements):
    for document in agreements.values():
        found = re.findall(r"\b(?:dien(?:t|en)|moet(?:en)?|en/of|etc\.|zo spoedig mogelijk|art\.)", text_of(document))
        assert found == []


def test_when_municipalities_sign_each_for_itself_the_parties_say_so(edition):
    spec = edition.sources.documents["raamovereenkomst"]
    pages = replace(spec.signature_pages, municipal_signing=MunicipalSigning.AFZONDERLIJK)
    documents = {**edition.sources.documents, "raamovereenkomst": replace(spec, signature_pages=pages)}
    prepared = prepare(replace(edition.sources, documents=documents), edition.edition)
    made = assemble(prepared, "raamovereenkomst", edition.sources.providers[0])
    assert made.diagnostics == ()
    assert len(made.document.signature_pages) == 1 + len(edition.sources.region.municipalities)
    assert "elk op grond van artikel 171 van de Gemeentewet vertegenwoordigd door haar burgemeester" in text_of(
        made.document
    )


def test_there_is_an_annex_for_each_awarded_lot_with_the_higher_rate_for_who_gets_the_convenant(edition, agreements):
    for party in edition.contractors["raamovereenkomst"].values():
        provider = party.provider
        if party.absent:
            continue
        document = agreements[provider.lots, provider.admission is not None]
        annexes = [s for s in document.body if isinstance(s, Section) and s.kind is SectionKind.ANNEX]
        assert [a.anchor for a in annexes] == [f"bijlage-perceel-{lot}" for lot in sorted(provider.lots)]
        tables = [b for b in all_blocks(annexes) if isinstance(b, Table)]
        assert tables
        assert all(t.caption.endswith("(voorbeeldbedragen)") and t.summary for t in tables)
        assert {t.align[3:] for t in tables} <= {("right",) * 2, ("right",) * 3}
        higher = any(len(t.widths) == 6 for t in tables)
        assert higher == (provider.id in edition.parties["convenant"] and bool({2, 4, 5} & set(provider.lots)))
