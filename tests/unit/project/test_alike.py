"""A text that stands for those of other addressees: what `where` says is what it says when each is looked through."""

from collections.abc import Callable

import pytest

from akkoord.project.alike import Alike
from akkoord.project.selection import Selection
from akkoord.project.where import find_uses
from akkoord.project.where_term import find_term
from akkoord.project.where_variable import find_variable
from support.workspace import ROOT

pytestmark = pytest.mark.slow
EDITION = Selection(editions=("2024",))
ASKED: list[tuple[Callable[..., object], str]] = [
    (find_uses, "perceel-intensiteiten"),
    (find_uses, "ondertekening-partij"),
    (find_variable, "looptijd.eind"),
    (find_variable, "aanbieder.voorheen"),
    (find_variable, "aanbieder.naam"),
    (find_variable, "lid.naam"),
    (find_variable, "percelen"),
    (find_term, "Jeugdige"),
]


@pytest.mark.parametrize(("find", "what"), ASKED)
def test_one_text_of_an_arrangement_answers_for_all_who_get_it(
    find: Callable[..., object], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood: list[bool] = []
    found = Alike.find

    def noted(*asked):
        known = found(*asked)
        stood.append(known is not None)
        return known

    monkeypatch.setattr(Alike, "find", noted)
    answer = find(ROOT, what, EDITION)
    monkeypatch.setattr(Alike, "find", lambda *_: None)
    assert answer == find(ROOT, what, EDITION)
    assert any(stood)
