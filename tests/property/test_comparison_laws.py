"""The comparison that proves a redline sees every edit of a document, and nothing of what a second save does."""

import copy
from random import Random  # noqa: TID251  its seed is the argument

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.compare.canonical import differences
from akkoord.ooxml import read_package
from support.word.documents import Maker, random_document
from support.word.edits import EDITS
from support.word.model import Paragraph
from support.word.valid import made_valid
from support.word.writing import docx

seeds = st.integers(0, 2**32)
# Another form of the same field reads the same; a list that no paragraph uses is read by nobody.
_SAME = {"field_form", "lists"}


@settings(max_examples=120, deadline=None)
@given(seeds, st.integers(0, 60))
def test_a_second_save_is_no_difference(seed: int, noise: int) -> None:
    made = random_document(Random(seed))  # noqa: S311  no secret
    assert differences(read_package(docx(made), "een"), read_package(docx(made, noise), "twee")).found == ()


@settings(max_examples=200, deadline=None)
@given(seeds, st.sampled_from(sorted(EDITS.keys() - _SAME)))
def test_every_edit_is_a_difference(seed: int, name: str) -> None:
    random = Random(seed)  # noqa: S311  no secret
    old = random_document(random)
    new = copy.deepcopy(old)
    EDITS[name](new, Maker(random))
    made_valid(new)
    for document in (old, new):
        document.blocks = document.blocks or [Paragraph()]  # a body without any shows one, so taking it out is no edit
    before, after = docx(old), docx(new)
    assert before == after or differences(read_package(before, "een"), read_package(after, "twee")).found
