"""The laws of the redline, on random pairs of documents with every feature it must survive.

Rejecting everything gives the old document, accepting everything the new one, with text, structure and formatting;
what comes out is a file that Word accepts, the same bytes every time; where nothing changed, nothing is marked.
`python bench/redline_laws.py` runs ten thousand pairs.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from support.word.laws import faults, faults_of_equal, random_pair

seeds = st.integers(0, 2**32)  # a document is far more choices than hypothesis draws in one example


@settings(max_examples=120, deadline=None)
@given(seeds)
def test_reject_gives_the_old_and_accept_the_new_in_both_directions(seed: int) -> None:
    old, new, noise, names = random_pair(seed)
    assert faults(old, new, noise) == [], (names, old, new)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 60))
def test_a_document_has_no_changes_against_another_save_of_itself(seed: int, noise: int) -> None:
    document, _, _, _ = random_pair(seed)
    assert faults_of_equal(document, noise) == [], document
