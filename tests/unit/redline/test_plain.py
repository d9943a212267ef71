"""What stands where a block, row or cell should, and differs: it is compared all the same, and that is said."""

import pytest

from akkoord.compare.canonical import differences
from akkoord.ooxml.names import W14_NS, w
from akkoord.redline.making import make_redline
from akkoord.redline.resolution import Decision, resolve
from support.tracked import package, zipped

_MARK = 'w:author="Ander" w:date="2024-01-01T00:00:00Z" w:id="7"'
_ROW = "<w:tr><w:tc><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc></w:tr>"
_RUN = "<w:r><w:t>{0}</w:t></w:r>"
_P = f"<w:p>{_RUN}</w:p>"
_CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="w14">{0}</mc:Choice>'
    "<mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"
)
_TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>" + _ROW.format("kop") + "{0}</w:tbl>"
_BODIES = {
    "choice between blocks": _CHOICE.format(_P),
    "choice of a table": _CHOICE.format(_TABLE.format(_ROW)),
    "choice of a row": _TABLE.format(_CHOICE.format(_ROW)),
    "choice of a cell": _TABLE.format("<w:tr>" + _CHOICE.format(f"<w:tc>{_P}</w:tc>") + "</w:tr>"),
    "mark around loose runs": f"<w:ins {_MARK}>{_RUN}</w:ins>",
    "mark around a paragraph": f"<w:ins {_MARK}>{_P}</w:ins>",
    "mark around a row": _TABLE.format(f"<w:ins {_MARK}>{_ROW}</w:ins>"),
    "loose run": _RUN,
    "loose text": "<w:t>{0}</w:t>",
    "loose link": f'<w:hyperlink w:anchor="x">{_RUN}</w:hyperlink>',
    "loose row": _ROW,
    "loose cell": f"<w:tc>{_P}</w:tc>",
    "paragraph in a table": _TABLE.format(_P),
    "run in a row": _TABLE.format(f"<w:tr>{_RUN}</w:tr>"),
    "unknown around a paragraph": f'<x:y xmlns:x="urn:x">{_P}</x:y>',
    "second body": f"<w:p/></w:body><w:body>{_P}",
}
_AROUND = "<w:p><w:r><w:t>voor</w:t></w:r></w:p>{0}<w:p><w:r><w:t>na</w:t></w:r></w:p>"


def _words(made, decision):
    root = resolve(made.package, decision).xml("word/document.xml")
    return [t.text for t in root.iter("{*}t")]


def _made(old, new):
    old, new = (zipped(package(_AROUND.format(body))) for body in (old, new))
    return make_redline(old, new, "oud.docx", "nieuw.docx")


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
def test_both_words_come_back_and_the_reading_is_named(body):
    made = _made(body.replace("{0}", "oud"), body.replace("{0}", "nieuw"))
    accepted, rejected = (_words(made, decision) for decision in (Decision.ACCEPT, Decision.REJECT))
    assert "nieuw" in accepted
    assert "oud" not in accepted
    assert "nieuw" not in rejected
    assert "oud" in rejected
    assert any("gelezen" in row.what or "gezet" in row.what for row in made.receipt.untracked)


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
def test_what_came_or_went_gives_the_other_text_back(body):
    one = body.replace("{0}", "woord")
    for old, new, there in ((one, "", Decision.REJECT), ("", one, Decision.ACCEPT)):
        made = _made(old, new)
        other = Decision.ACCEPT if there is Decision.REJECT else Decision.REJECT
        assert "woord" not in _words(made, other)
        assert _words(made, other)[0] == "voor"
        assert "woord" in _words(made, there) or ("<w:ins" in body and there is Decision.REJECT)


def test_what_both_hold_stays_as_it_is():
    body = _CHOICE.format(_P.format("keuze"))
    made = _made(body, f"{body}<w:p><w:r><w:t>erbij</w:t></w:r></w:p>")
    assert b"AlternateContent" in made.package.parts["word/document.xml"]
    assert not made.receipt.untracked


def test_what_holds_no_text_stands_as_in_the_new_document_and_is_named():
    made = _made('<w:subDoc r:id="r1"/>', "")
    assert made.receipt.changed
    assert [row.what for row in made.receipt.untracked if "onbekend onderdeel" in row.what]
    new = package(_AROUND.format(""))
    assert differences(new, resolve(made.package, Decision.ACCEPT)).found == ()


def test_the_last_of_two_ends_of_the_body_is_read():
    ends = "<w:sectPr/>", ""
    last = '<w:sectPr><w:cols w:num="1"/></w:sectPr>'
    pair = (zipped(package(f"<w:p>{_RUN.format(w)}</w:p>{e}{last}")) for w, e in zip("ab", ends, strict=True))
    made = make_redline(*pair, "oud.docx", "nieuw.docx")
    assert _words(made, Decision.REJECT) == ["a"]
    assert any("einde van een sectie" in row.what for row in made.receipt.untracked)


def test_a_property_of_a_section_that_is_written_twice_is_no_difference():
    once = '<w:pgSz w:w="12240" w:h="15840"/>'
    pair = (zipped(package(f"<w:p/><w:sectPr>{sizes}</w:sectPr>")) for sizes in (once * 2, once))
    assert not make_redline(*pair, "oud.docx", "nieuw.docx").receipt.untracked


def test_the_number_of_a_bookmark_in_an_unknown_element_says_nothing():
    odd = '<x:y xmlns:x="urn:x"><w:bookmarkStart w:id="{0}" w:name="plek"/><w:bookmarkEnd w:id="{0}"/></x:y>'
    bodies = (f"<w:p>{_RUN.format(word)}{odd.format(number)}</w:p>" for word, number in (("a", 1), ("b", 5)))
    made = make_redline(*(zipped(package(body)) for body in bodies), "oud.docx", "nieuw.docx")
    assert _words(made, Decision.REJECT) == ["a"]
    assert _words(made, Decision.ACCEPT) == ["b"]


_NOTES = (
    '\n=== word/footnotes.xml\n<w:footnotes {W}><w:footnote w:id="1"><w:p w14:paraId="0000000A"><w:r>'
    "<w:t>Zie de wet.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_REFERS = '<w:p><w:r><w:t>{0}</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'


def test_a_note_that_a_copied_paragraph_refers_to_again_is_one_of_its_own():
    once = _REFERS.format("een") + "<w:p/>" + _NOTES
    twice = _REFERS.format("een") + _REFERS.format("twee") + "<w:p/>" + _NOTES
    for old, new in ((once, twice), (twice, once)):
        made = make_redline(zipped(package(old)), zipped(package(new)), "oud.docx", "nieuw.docx")
        assert not made.receipt.coarse
        rejected, accepted = (resolve(made.package, decision) for decision in (Decision.REJECT, Decision.ACCEPT))
        assert not differences(package(old), rejected).found
        assert not differences(package(new), accepted).found
        notes = list(made.package.xml("word/footnotes.xml").iter("{*}footnote"))
        assert len(notes) == 2
        assert len({note.get(w("id")) for note in notes}) == 2
        saved = [p.get(f"{{{W14_NS}}}paraId") for note in notes for p in note]
        assert len({number for number in saved if number}) == sum(map(bool, saved))


@pytest.mark.parametrize("around", ["<w:tc>{}</w:tc>", "<w:tr><w:tc>{}</w:tc></w:tr>", '<x:p xmlns:x="urn:x">{}</x:p>'])
def test_text_in_a_body_without_a_paragraph_of_its_own_is_compared(around):
    bodies = (around.format(f"<w:p>{_RUN.format('een')}</w:p><w:p>{_RUN.format(word)}</w:p>") for word in ("a", "b"))
    made = make_redline(*(zipped(package(body)) for body in bodies), "oud.docx", "nieuw.docx")
    assert made.receipt.changed
    assert _words(made, Decision.REJECT) == ["een", "a"]
    assert _words(made, Decision.ACCEPT) == ["een", "b"]
