"""The letter with the rates: in the first year there is no agreement yet that other rates could be in."""

from __future__ import annotations

import pytest

from akkoord.assembly import assemble_body, with_signature_pages
from akkoord.project.opening import open_project
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection
from support.printed import printed
from support.workspace import PROVIDER, REGION, edit, make_project

FIRST = ("begint de Raamovereenkomst die Opdrachtgever met u sluit", "declareert u deze Tarieven")
LATER = ("indexeert ieder jaar de Tarieven in uw Raamovereenkomst", "blijven de oude Tarieven gelden")


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the letter of each edition says to one provider."""
    project = make_project(tmp_path_factory.mktemp("project"))
    edit(project / REGION / "region.yaml", 'editions: ["2023"]', 'editions: ["2023", "2024"]')
    said: dict[str, str] = {}
    for planner in make_plan(open_project(project), Selection(providers=(PROVIDER,))).planners:
        prepared, provider = planner.ready({}), planner.region_content.providers[PROVIDER]
        made = with_signature_pages(prepared, assemble_body(prepared, "indexeringsbrief", provider), provider)
        assert made.document is not None, made.diagnostics
        said[planner.place.rpartition("/")[2]] = printed(made.document)
    return said


@pytest.mark.parametrize(("edition", "says", "never"), [("2023", FIRST, LATER), ("2024", LATER, FIRST)])
def test_the_letter_speaks_of_an_agreement_only_when_there_is_one(
    letters: dict[str, str], edition: str, says: tuple[str, ...], never: tuple[str, ...]
) -> None:
    for words in says:
        assert words in letters[edition]
    for words in never:
        assert words not in letters[edition]
