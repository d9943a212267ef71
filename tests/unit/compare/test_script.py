"""The edit script keeps its JSON form, and the form its schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from akkoord.compare.script import (
    BlockEdit,
    BlockKind,
    BlockRef,
    CellEdit,
    Clause,
    EditKind,
    EditScript,
    FormatChange,
    FormatScope,
    NotCompared,
    RowEdit,
    Segment,
    SegmentKind,
    Side,
    StoryEdit,
    StoryKind,
    block_edits,
)
from akkoord.compare.script_json import script_from_data, script_to_data

_SCHEMA = json.loads((Path(__file__).parents[3] / "schemas/edit-script.schema.json").read_text(encoding="utf-8"))


def _paragraph(kind=EditKind.CHANGED):
    ref = BlockRef("word/document.xml", 1, "een twee", "Lid", "2.", ("Artikel 3", "2."), clause=Clause("duur", "1.0"))
    segments = (
        Segment(SegmentKind.EQUAL, "een ", "een ", 1, 1),
        Segment(SegmentKind.DELETED, "twee", "", 1),
        Segment(SegmentKind.INSERTED, "", "drie", 0, 1),
    )
    formatting = (FormatChange(FormatScope.RUN, "b", "", "1", "een"),)
    return BlockEdit(kind, BlockKind.PARAGRAPH, (ref,), (ref,), segments, formatting)


def _script():
    cell = CellEdit(EditKind.CHANGED, 1, 1, (_paragraph(),))
    table = BlockEdit(EditKind.CHANGED, BlockKind.TABLE, (), (), rows=(RowEdit(EditKind.CHANGED, 1, 1, (cell,)),))
    story = StoryEdit(StoryKind.BODY, "hoofdtekst", "word/document.xml", "word/document.xml", (_paragraph(), table))
    return EditScript(Side("a", "0" * 64), Side("b", "1" * 64), (story,), (NotCompared("word/styles.xml", "x"),))


def test_the_json_form_gives_the_script_back_and_keeps_its_schema():
    data = script_to_data(_script())
    jsonschema.validate(data, _SCHEMA)
    assert script_from_data(json.loads(json.dumps(data))) == _script()


@pytest.mark.parametrize("spoil", [{"version": "1"}, {"stories": {}}, {"extra": 1}, {"old": None}])
def test_other_data_is_refused(spoil):
    with pytest.raises(ValueError, match=r"no |fields"):
        script_from_data({**script_to_data(_script()), **spoil})


def test_edits_inside_tables_are_found_too():
    assert sum(1 for _ in block_edits(_script())) == 3
