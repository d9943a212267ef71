"""What somebody takes out of a redline, or puts in without a mark, the proof sees.

A redline that is proven is damaged in one place. Where the damage changes what a reader gets back, by its nature or
because the referee says so, the proof must no longer hold.
"""

from random import Random  # noqa: TID251  its seed is the argument

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.ooxml import pack_archive, read_package
from akkoord.redline.earlier import accept_decided
from akkoord.redline.proof import prove
from support.word.damage import DAMAGES, SEEN_BY_NATURE
from support.word.engine import Refused, redline
from support.word.laws import random_pair
from support.word.referees import score
from support.word.writing import docx


def _proven(seed: int) -> tuple[bytes, bytes, bytes] | None:
    old, new, noise, _ = random_pair(seed)
    before, after = docx(old), docx(new, noise)
    try:
        return before, after, redline(before, after)
    except Refused:
        return None


@pytest.mark.parametrize("name", sorted(DAMAGES))
@settings(max_examples=4, deadline=None, derandomize=True)
@given(seed=st.integers(0, 5000), where=st.integers(0, 2**16))
def test_what_changes_for_a_reader_the_proof_sees(name: str, seed: int, where: int) -> None:
    made = _proven(seed)
    if made is None:
        return
    old, new, data = made
    damaged = DAMAGES[name](read_package(data, "redline"), Random(where))  # noqa: S311  no secret
    if damaged is None:
        return
    before, after = read_package(old, "oud"), read_package(new, "nieuw")
    failed = prove(accept_decided(before, after)[0], after, damaged).failed
    if name in SEEN_BY_NATURE:
        assert failed
    elif seed % 4:  # the referee takes changes that the inputs hold already as accepted
        verdict = score(old, new, pack_archive(damaged.parts))
        assert failed or verdict is None or verdict["struct"]
