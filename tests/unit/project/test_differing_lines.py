"""What stands between two pages' differences is the same in both, digests aside."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from akkoord.project.differing_lines import common, differences, without_digests

DIGESTS = [b"kenmerk 0123456789ab", b"kenmerk ba9876543210"]
LINES = st.lists(st.sampled_from([b"<p>", b"</p>", b"een", b"twee", b"drie", b"vier", b"vijf", *DIGESTS]), max_size=14)


def left(lines: Sequence[bytes], ranges: list[slice]) -> list[bytes]:
    """The lines outside ranges that are in order and do not overlap."""
    out: list[bytes] = []
    at = 0
    for one in ranges:
        assert at <= one.start <= one.stop <= len(lines)
        out += lines[at : one.start]
        at = one.stop
    return [without_digests(line) for line in (*out, *lines[at:])]


@given(LINES, LINES)
def test_all_but_the_differences_is_the_same(one: list[bytes], other: list[bytes]) -> None:
    found = list(differences(one, other))
    assert left(one, [was for was, _ in found]) == left(other, [becomes for _, becomes in found])
    assert all(was.start < was.stop or becomes.start < becomes.stop for was, becomes in found)


@given(LINES)
def test_a_page_does_not_differ_from_itself_nor_by_a_digest(lines: list[bytes]) -> None:
    assert not list(differences(lines, lines))
    swapped = [DIGESTS[line == DIGESTS[0]] if line in DIGESTS else line for line in lines]
    assert not list(differences(lines, swapped))


@given(LINES, st.integers(0, 14), LINES)
def test_what_is_put_in_is_found_at_its_place(lines: list[bytes], at: int, more: list[bytes]) -> None:
    own = [b"%d %s" % pair for pair in enumerate(lines)]  # each stands once
    new = [b"nieuw " + without_digests(line) for line in more]
    place = min(at, len(own))
    found = list(differences(own, [*own[:place], *new, *own[place:]]))
    assert found == ([(slice(place, place), slice(place, place + len(new)))] if new else [])


def test_a_line_that_moved_past_others_is_a_difference() -> None:
    assert list(differences([b"een", b"twee"], [b"twee", b"een"]))


def test_what_two_begin_with_is_counted_past_digests() -> None:
    assert common([DIGESTS[0], b"een"], [DIGESTS[1], b"twee"]) == 1
