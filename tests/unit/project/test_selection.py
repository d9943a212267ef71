"""What is asked for, and what is not in the project."""

from __future__ import annotations

import pytest

from akkoord.project.selection import Selection, SelectionError, check_selection

KNOWN = {
    "region": ["ijsselmond"],
    "provider": ["een", "twee"],
    "document": ["convenant"],
    "lot": [1, 2],
    "edition": ["2023"],
}


def test_nothing_asked_is_all() -> None:
    assert Selection().all
    assert Selection().wants("r", "e", "p", ())
    assert Selection().wants_document("convenant")


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(providers=("een", "twee")), True),
        (Selection(providers=("twee",)), False),
        (Selection(lots=(2, 3)), True),
        (Selection(lots=(3,)), False),
        (Selection(providers=("een",), lots=(3,)), False),
        (Selection(regions=("r",), editions=("e",)), True),
        (Selection(editions=("f",)), False),
    ],
)
def test_values_add_up_and_fields_narrow_down(selection: Selection, wanted: bool) -> None:
    assert selection.wants("r", "e", "een", (1, 2)) is wanted


def test_known_values_pass() -> None:
    assert check_selection(Selection(("ijsselmond",), ("een",), ("convenant",), (2,), ("2023",)), KNOWN) is None


def test_every_unknown_value_is_named_with_the_nearest() -> None:
    with pytest.raises(SelectionError) as caught:
        check_selection(Selection(providers=("eem",), lots=(7,)), KNOWN)
    first, second = caught.value.diagnostics
    assert first.message == "`--provider eem` is er niet; bekend: `een`, `twee`"
    assert first.hints == ("bedoelde u `een`?",)
    assert second.message == "`--lot 7` is er niet; bekend: `1`, `2`"


def test_of_many_known_values_some_are_shown() -> None:
    with pytest.raises(SelectionError, match="en nog 8"):
        check_selection(Selection(providers=("x",)), {"provider": [f"p{n:02}" for n in range(20)]})
