"""What a schema or the assembly refuses in place of a rule is told under that rule."""

import pytest

from akkoord.checks.held import with_rules
from akkoord.checks.registry import all_rules
from akkoord.checks.sarif import sarif
from akkoord.diagnostics import Span, as_json, as_text, error, note

A = Span("contracts/streek/providers/a.yaml", 3, 4)


@pytest.mark.parametrize(
    ("code", "message", "rule"),
    [
        ("SCH005", "`123` kan niet (bij `kvk`)", "R062"),
        ("SCH005", "`123` kan niet (bij `subcontractors`, deel 1, `kvk`)", "R062"),
        ("SCH002", "de sleutel `kvk` ontbreekt (bij `subcontractors`, deel 2)", "R073"),
        ("SCH005", "`123` kan niet (bij `agb`)", "R064"),
        ("SPC022", "`confirmed_on` (2023-09-16) ligt voor `notified_on` (2023-10-02)", "R115"),
        ("SPC022", "`valid_until` (2023-09-16) ligt voor `valid_from` (2023-10-02)", "R046"),
        ("NUM002", "de bijlage `eisen` heeft nummer `B`, maar telt als `II`", "R007"),
        ("NUM002", "het artikel `ro-recht` heeft nummer `19`, maar telt als `18`", "R002"),
        ("REF001", "`bijlage-werkwijze` bestaat niet", "R021"),
        ("REF001", "`ro-werkwijze` bestaat niet", "R020"),
        ("SPC010", "perceel 9 staat niet in het regioprofiel", "R080"),
        ("SCH005", "`x` kan niet (bij `short_title`)", ""),
        ("R150", "hier is nog iets in te vullen", ""),
    ],
)
def test_a_finding_of_reading_has_the_rule_that_it_is_one_of(code: str, message: str, rule: str):
    (found,) = with_rules((error(code, message, A),))
    assert (found.code, found.rule) == (code, rule)


def test_a_note_is_no_finding_of_a_rule():
    assert with_rules((note("NUM003", "x"),)) == (note("NUM003", "x"),)


def test_it_is_shown_under_the_rule_with_the_code_of_reading():
    (found,) = with_rules((error("SCH005", "`123` kan niet (bij `kvk`)", A),))
    assert as_text(found).startswith("fout[R062, SCH005]: ")
    assert [as_json(found)[key] for key in ("code", "read_as")] == ["R062", "SCH005"]
    (run,) = sarif((found,), "1.0.0")["runs"]  # pyright: ignore[reportGeneralTypeIssues, reportIndexIssue]
    assert (run["results"][0]["ruleId"], run["results"][0]["properties"]["readAs"]) == ("R062", "SCH005")
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"]


def test_one_finding_is_held_by_one_rule():
    every = [(held, rule.id) for rule in all_rules() for held in rule.codes]
    assert len({(h.code, h.about, h.file) for h, _ in every}) == len(every)
