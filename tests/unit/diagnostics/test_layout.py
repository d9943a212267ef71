"""Findings read the same everywhere: code, text, place, hint."""

from msgspec.structs import replace

from akkoord.diagnostics import Span, as_json, as_text, did_you_mean, error, folded, in_order, summary, warning


def test_a_finding_names_code_place_and_hint():
    finding = error("REF002", "artikel `x` staat niet in dit contract", Span("a.md", 14, 38), "voeg `x` toe")
    assert as_text(finding) == "fout[REF002]: artikel `x` staat niet in dit contract\n  a.md:14:38\n  tip: voeg `x` toe"


def test_json_keeps_every_field():
    data = as_json(error("REF002", "m", Span("a.md", 14, 38)))
    assert data["place"] == {"file": "a.md", "line": 14, "column": 38}
    assert data["severity"] == "error"
    assert data["provider"] is None


def test_order_is_by_place_and_repeats_vanish():
    late, early = warning("A001", "m", Span("b.md", 2, 1)), error("A001", "m", Span("b.md", 1, 9))
    assert in_order([late, early, late]) == (early, late)


def test_counts_in_words():
    assert summary([error("A001", "m"), warning("A002", "m"), warning("A003", "m")]) == "1 fout, 2 waarschuwingen"
    assert summary([]) == "geen bevindingen"


def test_nearest_name_ignores_case_and_gives_nothing_when_far():
    assert did_you_mean("looptjd", ["Looptijd", "regio"]) == "bedoelde u `Looptijd`?"
    assert did_you_mean("zzz", ["looptijd"]) == ""


def test_what_is_the_same_for_many_providers_is_said_once():
    finding, other = error("EVA001", "m", Span("a.yaml", 1, 1)), error("EVA002", "m", Span("a.yaml", 2, 1))
    many = [replace(finding, document="convenant", provider=name) for name in "abcde"]
    assert [as_text(found) for found in folded([*many[:2], other, *many[2:]])] == [
        "fout[EVA001]: m\n  a.yaml:1:1\n  in convenant / a, b, c en nog 2",
        "fout[EVA002]: m\n  a.yaml:2:1",
    ]
    assert folded(many[:1]) == (many[0],)
