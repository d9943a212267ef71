"""A region with other lots, another term and another style of reference runs under the same rules."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.assembly import prepare
from akkoord.checks.found import Found
from akkoord.checks.passages import Known
from akkoord.project.set_views import region_view, set_view
from support.checked import cases_in, checked
from support.mini_project import mini_project

CASES = Path(__file__).parents[2] / "cases" / "checks" / "tweede-regio.case"
(REGION,) = cases_in(CASES.read_text(encoding="utf-8"))


def test_a_clean_set_of_another_region_has_no_findings():
    assert [(f.rule, f.finding.message, str(f.finding.span)) for f in checked(REGION) if isinstance(f, Found)] == []


def test_it_is_assembled_whole():
    project = mini_project(REGION.project)
    editions = {project.edition.id: project.edition}
    texts, said = set_view(
        region_view("streek", project.sources, editions, project.sources.documents),
        prepare(project.sources, project.edition),
        Known(),
    )
    assert said == ()
    assert sorted({text.kind for text in texts.texts}) == [
        *(f"bijlage-perceel-{lot}" for lot in (1, 2, 3)),
        "streekovereenkomst",
    ]


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("R191", "uiterste_eind: {value: 2028-12-31", "uiterste_eind: {value: 2029-12-31"),
        ("R080", "lots: [1, 2, 3]}]\nextract", "lots: [1, 2]}]\nextract"),
        ("R067", "legal_name: Stichting Voorbeeld B, legal_form", "legal_name: Stichting Anders, legal_form"),
        (
            "R069",
            "Voorbeeld B, legal_form: stichting, seat: Zwolle, officers: [{name: mevrouw A.",
            "Voorbeeld B, legal_form: stichting, seat: Zwolle, officers: [{name: mevrouw Q.",
        ),
        ("R033", "[begrip-aanbieder, begrip-bekwaamheidsdossier", "[begrip-bekwaamheidsdossier, begrip-aanbieder"),
        ("R031", "zoals beschreven in zijn Bekwaamheidsdossier", "zoals beschreven in zijn plan"),
        ("R171", "municipality: tekenen, ", ""),
        ("R150", "De Aanbieder verleent hulp", "De Aanbieder verleent xx hulp"),
        ("R030", "Partijen overleggen over", "Partijen overleggen in een Streektafel over"),
        ("R020", "volgens [](#bekostiging)", "volgens artikel 9, tweede lid"),
        ("R021", "::: bijlagen", "Zie ook bijlage VIII.\n\n::: bijlagen"),
        ("R023", "volgens [](#bekostiging)", "volgens artikel 2 lid 1"),
        ("R044", "op 1 mei van ieder jaar", "op 31 april 2022"),
        ("R046", "tot en met uiterlijk {{ looptijd.uiterste_eind | datum }}", "tot en met 31 december 2021"),
        ("R152", "De Aanbieder verleent", "De Aanbieder moet een plan maken en verleent"),
        ("R156", "zijn jaarverslag; en", "zijn jaarverslag, en"),
    ],
)
def test_what_is_planted_in_it_is_found(rule: str, old: str, new: str):
    assert old in REGION.project
    planted = replace(REGION, project=REGION.project.replace(old, new))
    assert rule in {f.rule for f in checked(planted) if isinstance(f, Found)}
