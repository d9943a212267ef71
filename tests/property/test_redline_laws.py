"""The laws of the redline, on random pairs of documents with every feature it must survive.

Rejecting everything gives the old document, accepting everything the new one, with text, structure and formatting;
what comes out is a file that Word accepts, the same bytes every time; where nothing changed, nothing is marked.
`python bench/redline_laws.py` runs ten thousand pairs.
"""

import pytest

from support.word.laws import faults, faults_of_equal, random_pair

SEEDS = (
    *range(40),
    46,
    55,
    59,
    69,
    79,
    81,
    99,
    110,
    128,
    170,
    190,
    199,
    207,
    248,
    293,
    299,
    1023,
    3067,
    3083,
    3149,
    3169,
    3172,
    7171,
    22654,
    100688,
    100716,
)
"""The first pairs, and those that a law was broken for once."""


@pytest.mark.parametrize("seed", SEEDS)
def test_reject_gives_the_old_and_accept_the_new_in_both_directions(seed: int) -> None:
    old, new, noise, names = random_pair(seed)
    assert faults(old, new, noise) == [], names


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_has_no_changes_against_another_save_of_itself(seed: int) -> None:
    document, _, noise, _ = random_pair(seed)
    assert faults_of_equal(document, noise or 7) == []
