"""The region, providers and initiatives of contracts/ijsselland hold what the covenant asks of them."""

from collections import Counter
from datetime import date

import pytest
from msgspec.structs import replace

from support.contracts import ROOT, read_contracts, texts_under

FOLDER = ROOT / "contracts" / "ijsselland"


DAY = date(2023, 1, 1)
"""That of the convenant 1.0, whose values are those of the source."""


@pytest.fixture(scope="module")
def read():
    return read_contracts(texts_under(FOLDER, "contracts/ijsselland"))


@pytest.fixture(scope="module")
def value(read):
    return lambda name: read.region.parameter(name, DAY).value


@pytest.fixture(scope="module")
def system_parties(read, value):
    bound = set(value("convenant_percelen"))
    return [p for p in read.providers if bound & set(p.lots) or p.admission]


def on_the_day(region):
    """The parameters that have a value then."""
    found = {name: region.parameter(name, DAY) for name in region.parameters}
    return {name: parameter for name, parameter in found.items() if parameter is not None}


def test_everything_is_read_without_a_finding(read):
    assert read.findings == ()


def test_every_file_names_its_schema(read):
    for path in sorted(FOLDER.rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert first.startswith("# yaml-language-server: $schema=")
        assert schema.resolve().is_file(), path


def test_every_variable_of_the_covenant_has_its_value_and_source(read):
    own = {name: p for name, p in on_the_day(read.region).items() if not name.startswith("overeenkomst.")}
    values = {name: p.value for name, p in own.items() if p.derived is None}
    assert values == {
        "partnerregio": "Twente",
        "jaar_bestuurlijk_convenant": 2023,
        "bestuurlijk_convenant_gereed": False,
        "visie_periode": "2021-2025",
        "kgw_max": 6,
        "convenant_percelen": (2, 4, 5),
        "percelen_buiten": (1, 3),
        "grens_inwoners": 30000,
        "n_groot": 5,
        "n_klein": 6,
        "ambitie": 0,
        "regiegroep_max": 8,
        "termijn_max_jaren": 2,
        "stemmen.gemeenten": 1,
        "stemmen.aanbieders": 1,
        "stemmen.bij_staken": "afgewezen",
        "looptijd.start": date(2023, 1, 1),
        "looptijd.eind": date(2024, 12, 31),
        "looptijd.verlenging_max_jaren": 6,
        "herijking_vooraf_maanden": 3,
        "min_init_systeempartij": 2,
        "min_init_gemeente": 1,
        "init_min_systeempartijen": 2,
        "init_min_gemeenten": 2,
        "geschil_artikel": 17,
        "start_uitvoering": date(2023, 1, 1),
        "vaststellen_voor": date(2023, 1, 1),
        "bijlage_definities": "XV",
        "transformatiedocument.titel": "Transformatieconvenant jeugdhulp",
        "transformatiedocument.korte_titel": "Transformatieconvenant",
        "transformatiedocument.onderwerp": "het Convenant",
        "transformatiedocument.soort": "Convenant",
    }
    assert all(p.source for values in read.region.parameters.values() for p in values)


def test_every_term_of_the_framework_agreement_says_where_it_comes_from(read):
    terms = {name: p for name, p in on_the_day(read.region).items() if name.startswith("overeenkomst.")}
    from_sources = {
        name: p.value for name, p in terms.items() if p.derived is None and not p.source.startswith("voorbeeldwaarde")
    }
    assert from_sources == {
        "overeenkomst.betaaltermijn_dagen": 30,
        "overeenkomst.functiegroepen": 7,
        "overeenkomst.inkoop_start_jaar": 2019,
        "overeenkomst.keuzebudgetten": 7,
        "overeenkomst.keuzebudgetten_huisarts": 2,
    }
    assert terms["overeenkomst.waarde.geraamd"].value < terms["overeenkomst.waarde.maximaal"].value
    shares = (terms[f"overeenkomst.index.{name}_procent"].value for name in ("loon", "prijs"))
    assert sum(shares) == 100


def test_every_lot_has_rates_for_each_sort_of_help_and_only_those(read):
    rates = read.rates.on(DAY)
    assert read.rates.example
    assert {kind for lot in read.region.lots for kind in lot.kinds} == {k.kind for k in read.region.lot_kinds}
    for lot in read.region.lots:
        assert {rate.kind for rate in rates.of(lot.number)} == set(lot.kinds)


def test_as_many_rates_as_the_sources_count(read, value):
    rates = read.rates.on(DAY)
    for lot in read.region.lots:
        counted = Counter(rate.kind for rate in rates.of(lot.number))
        if "ambulant" in lot.kinds:
            assert counted["ambulant"] == value("overeenkomst.functiegroepen")
            assert counted["keuzebudget"] == value("overeenkomst.keuzebudgetten")
            of_doctor = [r for r in rates.of(lot.number) if "huisarts" in r.description]
            assert len(of_doctor) == value("overeenkomst.keuzebudgetten_huisarts")


def test_only_covenant_lots_have_a_higher_rate(read, value):
    rates = read.rates.on(DAY)
    higher = {lot.lot for lot in rates.lots if any(rate.higher_amount for rate in lot.rows)}
    assert higher == set(value("convenant_percelen"))


def test_figures_that_are_computed_stay_bound_to_what_they_count(read):
    asserted = {name: p.asserts for name, p in on_the_day(read.region).items() if p.asserts}
    assert asserted == {
        "n_groot": "gemeenten_groot | aantal",
        "n_klein": "gemeenten_klein | aantal",
        "geschil_artikel": "raamovereenkomst#ro-geschillen",
    }
    derived = {name for name, p in on_the_day(read.region).items() if p.derived is not None}
    assert derived == {
        "aantal_gemeenten",
        "herijking_uiterlijk_eerste",
        "looptijd.uiterste_eind",
        "overeenkomst.percelen_ambulant",
        "overeenkomst.percelen_crisis",
        "overeenkomst.percelen_verblijf",
    }


def test_the_eleven_municipalities_have_their_codes_and_published_classes(read, value):
    assert {m.name: m.code for m in read.region.municipalities} == {
        "Dalfsen": "0148",
        "Deventer": "0150",
        "Hardenberg": "0160",
        "Kampen": "0166",
        "Olst-Wijhe": "1773",
        "Ommen": "0175",
        "Raalte": "0177",
        "Staphorst": "0180",
        "Steenwijkerland": "1708",
        "Zwartewaterland": "1896",
        "Zwolle": "0193",
    }
    sizes = Counter(m.size for m in read.region.municipalities)
    assert sizes == {"groot": value("n_groot"), "klein": value("n_klein")}


def test_the_executive_organisation_follows_the_date(read):
    names = [
        getattr(read.region.organisation("uitvoeringsorganisatie", on), "short_name", None)
        for on in (date(2023, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert names == ["RSJ IJsselland", "RSJ IJsselland", "GGD IJsselland"]


@pytest.mark.parametrize("lots", [(1,), (2,), (3,), (4,), (5,), (1, 2, 3, 4, 5), (2, 4), (1, 3)])
def test_there_is_a_provider_with_exactly_these_lots(read, lots):
    assert lots in {p.lots for p in read.providers}


def test_lot_three_is_there_with_and_without_admission(read):
    assert {p.admission is None for p in read.providers if p.lots == (3,)} == {True, False}
    assert all(p.admission is None for p in read.providers if p.lots == (1,))


def test_the_covenant_goes_to_at_least_fourteen_of_at_least_sixteen_providers(read, system_parties):
    assert len(read.providers) >= 16
    assert 14 <= len(system_parties) < len(read.providers)


def test_every_provider_is_recognisably_fictitious(read):
    for provider in read.providers:
        assert "Voorbeeld" in provider.legal_name
        assert provider.kvk == provider.agb
        assert provider.kvk.startswith("000000")
        assert provider.address.street.startswith("Voorbeeld")


def test_every_legal_form_and_way_of_signing_is_there(read):
    assert {p.legal_form for p in read.providers} >= {"stichting", "besloten vennootschap", "coöperatie", "vereniging"}
    ways = {tuple(r.power for r in p.representatives) for p in read.providers}
    assert ways >= {("sole",), ("joint", "joint")}


@pytest.mark.parametrize("character", [*"&<*_{}ëöéçş'"])
def test_a_name_holds_what_could_be_taken_for_markup(read, character):
    assert any(character in p.legal_name for p in read.providers)


def test_one_name_has_120_characters(read):
    assert max(len(p.legal_name) for p in read.providers) == 120


def test_every_system_party_takes_part_in_enough_initiatives(read, system_parties, value):
    taking_part = Counter(provider for i in read.initiatives for provider in i.providers)
    assert all(taking_part[p.id] >= value("min_init_systeempartij") for p in system_parties)
    assert set(taking_part) == {p.id for p in system_parties}


def test_every_municipality_takes_part_in_enough_initiatives(read, value):
    taking_part = Counter(code for i in read.initiatives for code in i.municipalities)
    assert all(taking_part[m.code] >= value("min_init_gemeente") for m in read.region.municipalities)


def test_every_initiative_meets_the_conditions_of_the_covenant(read, value):
    size = {m.code: m.size for m in read.region.municipalities}
    assert len(read.initiatives) >= 8
    assert {i.task for i in read.initiatives} == {"ambulantiseren", "kgw"}
    for initiative in read.initiatives:
        assert len(initiative.providers) >= value("init_min_systeempartijen")
        assert len(initiative.municipalities) >= value("init_min_gemeenten")
        assert {size[code] for code in initiative.municipalities} == {"groot", "klein"}, initiative.id
        assert initiative.client_perspective
        assert initiative.measure
        assert initiative.means


def test_every_initiative_is_commissioned_before_it_starts_and_lies_in_the_term(read, value):
    for initiative in read.initiatives:
        assert value("start_uitvoering") <= initiative.commissioned_on <= initiative.start < initiative.end
        assert initiative.end <= value("looptijd.eind")


def test_every_initiative_takes_place_in_the_region(read):
    """A place is that of a municipality, or one of its larger places."""
    within = {"Steenwijkerland": {"Steenwijk"}, "Zwartewaterland": {"Hasselt"}}
    names = {m.code: {m.name, *within.get(m.name, set())} for m in read.region.municipalities}
    for initiative in read.initiatives:
        for code in initiative.municipalities:
            assert any(name in initiative.location for name in names[code]), (initiative.id, code)


def test_an_admitted_provider_takes_part_in_its_initiative(read):
    by_id = {i.id: i for i in read.initiatives}
    admitted = [p for p in read.providers if p.admission]
    assert len(admitted) >= 2
    for provider in admitted:
        assert provider.id in by_id[provider.admission.initiative].providers
        assert provider.admission.date <= by_id[provider.admission.initiative].start


def test_every_document_is_written_in_the_order_of_signing(read):
    assert all(d.write for d in read.pack.documents)
    documents = {d.kind: d for d in read.documents}
    annexes = [(a.document, a.bound) for d in read.pack.documents for a in d.annexes]
    apart = [kind for kind, bound in annexes if not bound]
    sent = ("raamovereenkomst", *apart, "convenant")
    assert read.pack.signature_documents(documents) == sent
    assert annexes[0] == ("bijlage-definities", False)
    assert annexes[-1] == ("bijlage-perceel", True)
    assert read.pack.region_pack == "regio"
    assert "convenant" in read.pack.region_documents


def test_the_rates_of_a_year_have_the_codes_of_the_year_before(read):
    first, second = read.rates.sets
    assert [(lot.lot, rate.code) for lot in first.lots for rate in lot.rows] == [
        (lot.lot, rate.code) for lot in second.lots for rate in lot.rows
    ]


def test_every_value_that_changes_says_why(read):
    assert all(p.change for values in read.region.parameters.values() for p in values[1:])


def test_an_annex_goes_with_its_document_or_as_it_says_itself(read):
    documents = {d.kind: d for d in read.documents}
    agreement = next(e for e in read.pack.documents if e.document == "raamovereenkomst")
    annexes = tuple(replace(a, in_signature_pack=a.document == "bijlage-tarieven" or None) for a in agreement.annexes)
    apart = replace(agreement, in_signature_pack=False, annexes=annexes)
    entries = tuple(apart if e is agreement else e for e in read.pack.documents)
    sent = replace(read.pack, documents=entries).signature_documents(documents)
    assert "raamovereenkomst" not in sent
    assert [kind for kind in sent if kind.startswith("bijlage-")] == ["bijlage-tarieven"]
