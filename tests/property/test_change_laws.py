"""The laws of was-wordt, on random pairs of documents: nothing is left out, added or misplaced."""

from random import Random  # noqa: TID251  its seed is the argument

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.compare.script import Segment, SegmentKind, StoryEdit
from akkoord.diagnostics import AkkoordError
from akkoord.redline.changes import changes_of, readings_of
from akkoord.redline.changes.change import ChangeClass, Line, Shape
from akkoord.redline.changes.classes import class_of
from akkoord.redline.changes.signals import VALUE
from akkoord.redline.changes.units import units_of
from akkoord.redline.changes.whole_values import whole_values
from akkoord.redline.report import check_applied, paragraphs_of
from akkoord.redline.report.applying import words_of
from akkoord.redline.report.cells import paragraphs_of as cell_paragraphs
from akkoord.tree import plain_text
from support.word.changes import script_of
from support.word.documents import random_document
from support.word.edits import edited

PIECES = st.sampled_from(
    [
        "1",
        "2",
        "€ 1.250,00",
        "5,83%",
        " ",
        "1 april 2023",
        "niet",
        "kan",
        "van",
        ".",
        ",",
        "januari",
        "-",
        "€",
        "één",
        "a",
    ]
)
SEGMENTS = st.lists(
    st.builds(
        lambda kind, text: Segment(
            kind,
            "" if kind is SegmentKind.INSERTED else text,
            "" if kind is SegmentKind.DELETED else text,
        ),
        st.sampled_from(list(SegmentKind)),
        st.lists(PIECES, min_size=1, max_size=4).map("".join),
    ),
    max_size=8,
)


def _script(seed: int):
    random = Random(seed)  # noqa: S311  no secret
    old = random_document(random, revisions=False)
    new, _ = edited(old, random, revisions=False)
    try:
        return script_of(old, new)
    except AkkoordError as refused:  # the laws of the redline itself judge whether that may be
        return refused


@pytest.mark.parametrize("seed", range(100, 140))
def test_the_table_applied_to_the_old_text_gives_the_new_one(seed: int) -> None:
    script = _script(seed)
    if isinstance(script, AkkoordError):
        assert script.diagnostics
        return
    for reading in readings_of(script):
        old, new = paragraphs_of(reading.story)
        assert check_applied(reading, old, new) == ()
        _every_line_is_in_one_unit(reading.story, old, new)
    for change in changes_of(readings_of(script)):
        for side, texts in ((SegmentKind.DELETED, change.was), (SegmentKind.INSERTED, change.becomes)):
            assert len(cell_paragraphs(change.lines, side)) == len(texts)


def _every_line_is_in_one_unit(story: StoryEdit, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    lines = [line for unit in units_of(story) for line in unit.lines]
    joined = ("", "")
    for line in lines:
        joined = (
            joined[0] + ("\n" if line.starts_old else "") + line.was,
            joined[1] + ("\n" if line.starts_new else "") + line.becomes,
        )
    assert words_of([joined[0]]) == words_of(old)
    assert words_of([joined[1]]) == words_of(new)


@given(SEGMENTS)
def test_whole_values_keep_both_texts_and_part_no_value(segments: list[Segment]) -> None:
    whole = whole_values(segments)
    assert "".join(s.old for s in whole) == "".join(s.old for s in segments)
    assert "".join(s.new for s in whole) == "".join(s.new for s in segments)
    for side, texts in ((SegmentKind.DELETED, [s.old for s in whole]), (SegmentKind.INSERTED, [s.new for s in whole])):
        kinds = [s.kind for s, text in zip(whole, texts, strict=True) for _ in text]
        for value in VALUE.finditer("".join(texts)):
            assert len(set(kinds[value.start() : value.end()])) == 1, (side, value[0])


@given(SEGMENTS)
def test_the_cells_of_a_line_say_its_texts(segments: list[Segment]) -> None:
    line = Line("", "", whole_values(segments))
    for side, text in ((SegmentKind.DELETED, line.was), (SegmentKind.INSERTED, line.becomes)):
        shown = " ".join(plain_text(paragraph.children) for paragraph in cell_paragraphs([line], side))
        bare = shown.translate(str.maketrans("", "", "[]\u200b")).replace("(spatie)", "").replace("(spaties)", "")
        assert "".join(bare.split()) == "".join(text.split())


@given(SEGMENTS, SEGMENTS)
def test_a_heavier_change_is_never_called_lighter(segments: list[Segment], more: list[Segment]) -> None:
    """What is called editorial or nothing has the same letters and digits on both sides."""
    line = Line("", "", tuple(segments + more))
    if class_of([line], Shape.CHANGED, "", "") in (ChangeClass.EDITORIAL, ChangeClass.FORMATTING):
        letters = ["".join(c for c in text.lower() if c.isalnum()) for text in (line.was, line.becomes)]
        assert letters[0] == letters[1]
