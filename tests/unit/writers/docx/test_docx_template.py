"""Each case in tests/cases/docx/templates.yaml is a fault in the template, found with its place."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.ooxml import Element, pack_archive, parse_xml
from akkoord.ooxml.names import w
from akkoord.writers.docx import open_house_style
from support.docx import HOUSE_FILE, changed, house_bytes, parts_of, replaced

CASES = YAML(typ="safe").load((Path(__file__).parents[3] / "cases" / "docx" / "templates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_fault_in_the_template_is_found_where_it_stands(case):
    part = case.get("part", "word/document.xml")
    house, found = open_house_style(replaced(house_bytes(), part, case["find"], case["put"]), HOUSE_FILE)
    assert house is None
    assert sorted(d.code for d in found) == sorted(e["code"] for e in case["expect"]), found
    for expected in case["expect"]:
        assert any(_fits(d, expected) for d in found), (expected, found)


def _fits(diagnostic, expected) -> bool:
    span = diagnostic.span
    return (
        diagnostic.code == expected["code"]
        and expected.get("says", "") in diagnostic.message
        and ("hint" not in expected or any(expected["hint"] in hint for hint in diagnostic.hints))
        and ("place" not in expected or span.file == f"{HOUSE_FILE}!{expected['place']}")
        and ("line" not in expected or span.line == expected["line"])
    )


def test_the_house_style_of_the_project_has_no_fault():
    house, found = open_house_style(house_bytes(), HOUSE_FILE)
    assert (house is not None, found) == (True, ())
    assert house.titled.compiled is not None


def test_a_heading_never_touches_the_words_of_its_number_however_wide_the_font():
    """No tab that a wider font than the one of the house could reach: a space follows, as in the PDF."""
    numbering = parse_xml(parts_of(house_bytes())["word/numbering.xml"], "numbering")
    levels = [level for level in numbering.iter(w("lvl")) if "%" in _said(level, "lvlText")]
    worded = [level for level in levels if any(c.isalpha() for c in _said(level, "lvlText"))]
    assert {_said(level, "lvlText").removesuffix(" %1") for level in worded} == {"Artikel", "Bijlage"}
    for level in worded:
        (indent,) = level.iter(w("ind"))
        assert (_said(level, "suff"), list(level.iter(w("tab")))) == ("space", [])
        assert (indent.get(w("left")), indent.get(w("hanging"))) == ("0", None)


def _said(level: Element, name: str) -> str:
    found = level.find(w(name))
    return found.get(w("val"), "") if found is not None else ""


def test_all_faults_are_found_at_once():
    broken = changed(
        house_bytes(),
        {
            "word/document.xml": lambda xml: xml.replace("{{ motto }}", "{{ moto }}").replace(
                "{{ titel }}", "{{ titel"
            ),
            "word/styles.xml": lambda xml: xml.replace('w:val="Kader"', 'w:val="Lijst"').replace("nl-NL", "de-DE"),
        },
    )
    _, found = open_house_style(broken, HOUSE_FILE)
    assert {d.code for d in found} == {"HST001", "HST015", "HST020", "HST021"}


def test_styles_are_found_by_name_when_word_in_another_language_renamed_their_ids():
    def dutch(xml: str) -> str:
        return xml.replace('"Heading1"', '"Kop1"').replace('"BodyText"', '"Plattetekst"')

    house, found = open_house_style(
        changed(house_bytes(), dict.fromkeys(("word/styles.xml", "word/numbering.xml", "word/document.xml"), dutch)
                | {"word/numbering.xml": lambda xml: xml.replace('"Heading1"', '"Kop1"')}), HOUSE_FILE
    )  # fmt: skip
    assert found == ()
    assert house is not None
    assert {"Kop1", "Plattetekst"} <= set(house.styles.values())


@pytest.mark.parametrize("data", [b"", b"PK\3\4 stuk", b"%PDF-1.7"], ids=["leeg", "afgekapt", "pdf"])
def test_what_is_no_word_file_is_refused_with_a_message(data: bytes):
    house, found = open_house_style(data, HOUSE_FILE)
    assert (house, [d.code for d in found]) == (None, ["PKG001"])


def test_a_template_file_becomes_a_document_and_loses_its_traces():
    parts = parts_of(house_bytes())
    main = parts["word/document.xml"].decode().replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">', 1)
    types = parts["[Content_Types].xml"].decode().replace("document.main+xml", "template.main+xml")
    data = pack_archive({**parts, "word/document.xml": main.encode(), "[Content_Types].xml": types.encode()})
    house, found = open_house_style(data, HOUSE_FILE)
    assert found == ()
    assert house is not None
    assert house.titled.compiled is not None
    assert "rsid" not in "".join(s for s in house.titled.compiled["word/document.xml"] if isinstance(s, str))
    assert house.fixed == open_house_style(house_bytes(), HOUSE_FILE)[0].fixed
