"""What the edit script says of a comparison: kinds, places, segments, formatting."""

import pytest

from akkoord.compare.comparison import compare_packages
from akkoord.compare.description import describe
from akkoord.compare.script import EditKind, EditScript, SegmentKind, Side, block_edits
from support.tracked import package

_LONG = "De Opdrachtnemer levert de diensten die in deze bijlage staan."


def _p(text, properties="", run=""):
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{inner}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _table(*rows):
    cells = ["".join(f"<w:tc>{_p(text)}</w:tc>" for text in row) for row in rows]
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _script(old, new) -> EditScript:
    sides = Side("oud", "0" * 64), Side("nieuw", "1" * 64)
    return describe(compare_packages(package(old), package(new)), *sides)


_KINDS = {
    "equal": (_p("Een."), _p("Een."), [EditKind.EQUAL]),
    "changed": (_p("Een boom."), _p("Een huis."), [EditKind.CHANGED]),
    "inserted": (
        _p("A.") + _p("C."),
        _p("A.") + _p("B.") + _p("C."),
        [EditKind.EQUAL, EditKind.INSERTED, EditKind.EQUAL],
    ),
    "deleted at the end": (_p("A.") + _p("B."), _p("A."), [EditKind.EQUAL, EditKind.DELETED]),
    "split": (_p("Een zin. Nog een zin."), _p("Een zin. ") + _p("Nog een zin."), [EditKind.SPLIT]),
    "merged": (_p("Een zin. ") + _p("Nog een zin."), _p("Een zin. Nog een zin."), [EditKind.MERGED]),
    "moved": (
        _p(_LONG) + _p("Een korte alinea staat hier."),
        _p("Een korte alinea staat hier.") + _p(_LONG),
        [EditKind.MOVED_TO, EditKind.EQUAL, EditKind.MOVED_FROM],
    ),
}


@pytest.mark.parametrize("name", _KINDS)
def test_the_kind_of_each_block(name):
    old, new, kinds = _KINDS[name]
    script = _script(old, new)
    assert [edit.kind for _, edit in block_edits(script)] == kinds


@pytest.mark.parametrize("name", _KINDS)
def test_segments_give_both_texts_back(name):
    old, new, _ = _KINDS[name]
    for _, edit in block_edits(_script(old, new)):
        assert "".join(s.old for s in edit.segments) == "\n".join(r.text for r in edit.old)
        assert "".join(s.new for s in edit.segments) == "\n".join(r.text for r in edit.new)


def test_the_two_sides_of_a_move_have_one_name():
    old, new, _ = _KINDS["moved"]
    moves = [e.move for _, e in block_edits(_script(old, new)) if e.move]
    assert len(moves) == 2
    assert len(set(moves)) == 1


def test_formatting_is_named_with_both_values():
    ((_, edit),) = block_edits(
        _script(_p("Een.", '<w:jc w:val="left"/>'), _p("Een.", '<w:jc w:val="right"/>', "<w:b/>"))
    )
    assert {(c.name, c.old, c.new, c.text) for c in edit.formatting} == {
        ("jc", "left", "right", ""),
        ("b", "", "1", "Een."),
    }
    assert {s.kind for s in edit.segments} == {SegmentKind.EQUAL}


def test_places_in_tables_are_said_for_people():
    script = _script(_table(("a", "b")) + _p("x"), _table(("a", "c")) + _p("x"))
    changed = [e for _, e in block_edits(script) if e.kind is EditKind.CHANGED and not e.rows]
    assert [(e.old[0].place, e.new[0].text) for e in changed] == [("tabel 1, rij 1, cel 2", "c")]


def test_the_clause_of_a_control_goes_with_its_blocks():
    control = '<w:sdt><w:sdtPr><w:tag w:val="duur@{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    script = _script(control.format("1.0", _p("twee jaar")) + _p("x"), control.format("1.1", _p("drie jaar")) + _p("x"))
    edit = next(e for _, e in block_edits(script) if e.kind is EditKind.CHANGED)
    assert edit.old[0].clause is not None
    assert edit.new[0].clause is not None
    assert (edit.old[0].clause.id, edit.old[0].clause.version, edit.new[0].clause.version) == ("duur", "1.0", "1.1")
