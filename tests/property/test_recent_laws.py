"""What is kept of things that come again: what is given back is what was kept, and what comes once does not stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from akkoord.tree.recent import Recent, turn_all

MOST = 5


@given(st.lists(st.integers(0, 30)), st.integers(1, 3))
def test_what_is_known_is_what_was_kept(asked: list[int], weight: int) -> None:
    known: Recent[int, tuple[int, int]] = Recent(MOST, lambda _: weight)
    last: dict[int, tuple[int, int]] = {}
    for at, key in enumerate(asked):
        found = known.get(key)
        if found is None:
            found = last[key] = known.keep(key, (key, at))
        assert found is last[key]
        assert known.get(key) is found
        assert len(known) <= 2 * (MOST + 31)


@given(st.integers(1, 40), st.integers(1, 60), st.integers(1, 8))
def test_what_many_have_stays_and_what_one_has_goes(common: int, many: int, together: int) -> None:
    """Each of many asks for what all have, and for two things that nobody else has."""
    known: Recent[tuple[str, int], object] = Recent(10_000)
    made = 0
    for one in range(many):
        for key in [*(("common", n) for n in range(common)), ("own", 2 * one), ("own", 2 * one + 1)]:
            if known.get(key) is None:
                made += key[0] == "common"
                known.keep(key, object())
        if one % together == 0:
            turn_all()
        assert len(known) <= common + 4 * together
    assert made == common


@given(st.integers(1, 4), st.integers(1, 500))
def test_it_is_bounded_without_turns(weight: int, many: int) -> None:
    known: Recent[int, str] = Recent(MOST, lambda _: weight)
    for key in range(many):
        known.keep(key, "kept")
    assert len(known) <= 2 * MOST
    assert known.get(many - 1) == "kept"


def test_all_is_let_go() -> None:
    known: Recent[int, str] = Recent(MOST)
    for key in range(3 * MOST):
        known.keep(key, "kept")
    known.clear()
    assert len(known) == 0
    assert all(known.get(key) is None for key in range(3 * MOST))
