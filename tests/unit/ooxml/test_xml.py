"""Hostile XML is refused, and text goes into XML and comes back the same."""

import pytest
from lxml import etree

from akkoord.ooxml import (
    XmlError,
    escape,
    escape_attribute,
    forbidden_character,
    holds_forbidden,
    parse_xml,
)

BOMB = b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">' + b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b;" * 10) for n in range(9)
) + b"]><a>&b8;</a>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a>", "XML001"),
        (b"", "XML001"),
        (b"\xff\xfe\x00", "XML001"),
        (b"<a>" * 5000 + b"</a>" * 5000, "XML001"),
        (BOMB, "XML002"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "XML002"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "XML002"),
        (b" " * 5000 + b"<!DOCTYPE a><a/>", "XML002"),
    ],
    ids=["open", "leeg", "ruis", "diep", "bom", "extern", "utf-16", "laat"],
)
def test_what_is_no_xml_or_names_entities_is_refused(data: bytes, code: str):
    with pytest.raises(XmlError) as caught:
        parse_xml(data, "x.docx", "word/a.xml")
    assert caught.value.diagnostics[0].code == code
    assert "word/a.xml" in caught.value.diagnostics[0].message


def test_comments_and_instructions_are_left_out():
    root = parse_xml(b"<a><!-- x --><?akkoord body?><b/></a>", "x.docx")
    assert [child.tag for child in root] == ["b"]


@pytest.mark.parametrize("text", ["a & b < c > d", "\"'", "]]>", "&amp;", "tab\there\nend", "ü € 𝄞"])
def test_text_comes_back_from_content_and_attribute(text: str):
    root = etree.fromstring(f'<a b="{escape_attribute(text)}">{escape(text)}</a>'.encode())
    assert (root.text, root.get("b")) == (text, text)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_xml_cannot_hold_are_found_in_text_and_bytes(character: str):
    text = f"goed {character} fout"
    assert forbidden_character(text) == character
    assert holds_forbidden(text.encode("utf-8", "surrogatepass"))


def test_all_other_characters_pass():
    text = "\t\n\r ~\x7f\u00a0\u00ad€\ud7ff\ue000\ufffd𝄞"
    assert forbidden_character(text) is None
    assert not holds_forbidden(text.encode())
