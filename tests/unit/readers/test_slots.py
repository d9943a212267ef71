"""Plain texts of specs: text and slots in order, two braces when escaped."""

from akkoord.diagnostics import Span
from akkoord.readers.slots import parse_text
from akkoord.tree import Slot
from akkoord.tree.expression import Name

PLACE = Span("region.yaml", 4, 9)


def test_text_and_slots_come_in_order() -> None:
    parts, findings = parse_text("Convenant {{ regio }}, versie {{ versie }}", PLACE)
    assert findings == ()
    regio, versie = Slot(Name(("regio",)), "regio"), Slot(Name(("versie",)), "versie")
    assert parts == ("Convenant ", regio, ", versie ", versie)


def test_escaped_braces_are_text() -> None:
    assert parse_text(r"a \{{ b }}", PLACE) == (("a {{ b }}",), ())


def test_open_braces_are_a_finding_at_the_text() -> None:
    _, findings = parse_text("a {{ b", PLACE)
    assert [(f.code, f.span) for f in findings] == [("EXP010", PLACE)]


def test_loose_braces_are_a_warning_and_stay_text() -> None:
    for text, said in (
        ("a { b } c", "een losse `{`"),
        ("a b }} c", "`}}` zonder `{{` ervoor"),
        ("{% x %}", "`{%` bestaat"),
    ):
        parts, findings = parse_text(text, PLACE)
        assert parts == (text,)
        assert [(f.code, f.span, f.severity) for f in findings] == [("EXP012", PLACE, "warning")]
        assert said in findings[0].message
