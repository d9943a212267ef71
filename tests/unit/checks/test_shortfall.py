"""Who takes part in too few initiatives hears how many run on that day, and which of its own have ended."""

from pathlib import Path

from akkoord.checks.registry import find_rule
from support.checked import cases_in, checked

CASES = Path(__file__).parents[2] / "cases" / "checks"


def finding(rule_id: str, name: str):
    case = next(c for c in cases_in((CASES / f"{rule_id}.case").read_text(encoding="utf-8")) if c.name == name)
    rule = find_rule(rule_id)
    assert rule is not None
    return next(iter(checked(case, rule))).finding


def test_an_initiative_that_ended_is_named_with_the_place_of_its_last_day():
    found = finding("R100", "het tweede is afgelopen")
    assert found.message.endswith("doet op 1 januari 2023 mee aan één initiatief, 1 is afgelopen")
    assert (found.found, found.expected) == ("een", "ten minste 2 initiatieven")
    assert [related.message for related in found.related] == ["`twee` eindigt op 31 december 2022"]
    assert found.hints[0] == "loopt `twee` langer door, geef dan bij `end` de nieuwe laatste dag"


def test_without_one_that_ended_it_is_said_how_to_take_part():
    found = finding("R100", "in geen enkel")
    assert found.message.endswith("mee aan geen enkel initiatief")
    assert found.related == ()
    assert len(found.hints) == 1
    assert "voeg `a` toe bij `providers`" in found.hints[0]
