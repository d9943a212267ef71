"""A warning that is accepted is a note as long as its text stays; readiness follows from the errors that are left."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.checks.acceptance import acceptance_findings, accepted
from akkoord.checks.finding import Finding
from akkoord.checks.found import Found, found_from_data, found_to_data, merged
from akkoord.checks.readiness import readiness
from akkoord.diagnostics import Severity, Span
from akkoord.spec import Acceptance
from support.checked import cases_in, checked

DAY = date(2023, 1, 1)
PLACE, NEXT, CONCEPT = "voorbeeld/2023", "voorbeeld/2024", "voorbeeld/2025"
OWN = Span("accepted.yaml", 3, 5)


def found(rule: str = "R153", weight: Severity = Severity.WARNING, file: str = "a/1.0.md", **fields: object) -> Found:
    """A finding of a rule on a text."""
    finding = Finding("een norm zonder maat", Span(file, 4, 9), "waar mogelijk", context="Hij helpt waar mogelijk.")
    return replace(Found(rule, weight, finding, (PLACE,), ("convenant",), frozenset(("a", "b"))), **fields)


def acceptance(of: Found, **fields: object) -> Acceptance:
    """The acceptance that fits a finding."""
    assert of.finding.span is not None
    made = Acceptance(of.rule, of.finding.span.file, of.mark, "beoordeeld in overleg", "A. Jurist", DAY, OWN)
    return replace(made, **fields)


def codes(of: list[Found], acceptances: list[Acceptance], *, whole: bool = True) -> list[str]:
    """The codes of what is said of the acceptances, each at its own place."""
    said = list(acceptance_findings(of, acceptances, whole=whole))
    assert all(one.span == OWN for one in said)
    return [one.code for one in said]


def test_an_accepted_warning_is_a_note_with_reason_name_and_date():
    (one,) = accepted([found()], [acceptance(found())], DAY)
    assert one.severity is Severity.NOTE
    assert one.diagnostic.message.endswith("(aanvaard: beoordeeld in overleg, A. Jurist, 1-1-2023)")
    assert codes([one], [acceptance(found())]) == []


def test_it_holds_for_that_rule_that_file_and_that_text_only():
    one = found()
    for other in (
        acceptance(one, rule="R154"),
        acceptance(one, place="b/1.0.md"),
        acceptance(one, mark="0" * 16),
        acceptance(one, until=date(2022, 12, 31)),
    ):
        (left,) = accepted([one], [other], DAY)
        assert left.severity is Severity.WARNING
    (still,) = accepted([one], [acceptance(one, until=DAY)], DAY)
    assert still.severity is Severity.NOTE


def test_when_the_text_changes_the_acceptance_lapses_and_says_so():
    changed = replace(found(), finding=replace(found().finding, context="Hij helpt waar mogelijk en tijdig."))
    (left,) = accepted([changed], [acceptance(found())], DAY)
    assert left.severity is Severity.WARNING
    assert codes([left], [acceptance(found())]) == ["CHK008"]


def test_another_place_in_the_file_or_another_line_break_is_no_change():
    finding = replace(found().finding, span=Span("a/1.0.md", 40, 2), context="Hij helpt\n  waar mogelijk.")
    (left,) = accepted([replace(found(), finding=finding)], [acceptance(found())], DAY)
    assert left.severity is Severity.NOTE


def test_an_error_is_never_accepted():
    wrong = found("R150", Severity.ERROR)
    (left,) = accepted([wrong], [acceptance(wrong)], DAY)
    assert left.severity is Severity.ERROR
    assert codes([left], [acceptance(wrong)]) == ["CHK007"]


def test_what_is_wrong_with_acceptances_themselves():
    one = found()
    assert codes([one], [acceptance(one, rule="R198")]) == ["CHK005"]
    assert codes([one], [acceptance(one), acceptance(one)]) == ["CHK006"]
    assert codes([], [acceptance(one)]) == ["CHK008"]
    assert codes([], [acceptance(one)], whole=False) == []


def test_a_text_that_changes_in_a_project_takes_the_acceptance_with_it():
    (before,) = cases_in("=== x\n@@ clause a\nDe aanbieder helpt zo spoedig mogelijk.\n")
    (after,) = cases_in("=== x\n@@ clause a\nDe aanbieder helpt zo spoedig mogelijk en gratis.\n")
    (one,), (other,) = ([f for f in checked(case) if f.rule == "R153"] for case in (before, after))
    assert [f.severity for f in accepted([one, other], [acceptance(one)], DAY)] == [Severity.NOTE, Severity.WARNING]


def test_a_text_that_differs_in_data_alone_is_judged_once():
    one = checked_text("De aanbieder {{ partij.naam }} helpt zo spoedig mogelijk.")
    other = checked_text("De aanbieder {{ partij.plaats }} helpt zo spoedig mogelijk.")
    assert one.mark == replace(one, finding=replace(one.finding, span=Span("a/1.0.md", 9, 9))).mark
    assert one.mark == other.mark


def checked_text(text: str) -> Found:
    """What R153 finds in a clause."""
    (case,) = cases_in(f"=== x\n@@ clause a\n{text}\n")
    (one,) = (f for f in checked(case) if f.rule == "R153")
    return one


WEIGHTS = {"R150": Severity.ERROR, "R153": Severity.WARNING, "R154": Severity.NOTE}


def _of_rule(rule: str, file: str, place: str, documents: tuple[str, ...], providers: frozenset[str] | None) -> Found:
    more = {"documents": documents, "providers": providers, "concept": place == CONCEPT}
    return found(rule, WEIGHTS[rule], file, places=(place,), **more)


_findings = st.builds(
    _of_rule,
    st.sampled_from(sorted(WEIGHTS)),
    st.sampled_from(("a/1.0.md", "b/1.0.md")),
    st.sampled_from((PLACE, NEXT, CONCEPT)),
    st.sampled_from(((), ("convenant",), ("convenant", "overeenkomst"))),
    st.sampled_from((None, frozenset("a"), frozenset("ab"))),
)


@given(st.lists(_findings, max_size=6), st.data())
def test_readiness_follows_from_the_errors_that_are_left_alone(of: list[Found], data: st.DataObject):
    chosen = data.draw(st.lists(st.sampled_from(of), max_size=3)) if of else []
    left = tuple(accepted(of, [acceptance(one) for one in chosen], DAY))
    ready = readiness(merged(left))
    for place, kind, provider in product((PLACE, NEXT), ("convenant", "overeenkomst"), ("a", "b", "c", "")):
        errors = [
            one
            for one in of
            if one.weight is Severity.ERROR
            and place in one.places
            and (not one.documents or kind in one.documents)
            and (one.providers is None or provider in one.providers or (not provider and kind in one.documents))
        ]
        assert ready.holds_back(place, kind, provider) == bool(errors)
        assert not ready.holds_back(CONCEPT, kind, provider)


@given(st.lists(_findings, max_size=6))
def test_findings_come_back_from_memory_as_they_were(of: list[Found]):
    joined = merged(of)
    assert tuple(found_from_data(found_to_data(one)) for one in joined) == joined


def test_sign_offs_of_the_sample_contracts_say_that_they_are_an_example():
    text = (Path(__file__).parents[3] / "contracts" / "ijsselland" / "accepted.yaml").read_text(encoding="utf-8")
    names = re.findall(r"^    by: (.+)$", text, re.MULTILINE)
    assert len(names) == text.count("  - rule: ")
    assert all(name.endswith("(voorbeeld)") for name in names)
    assert "VOORBEELD" in text.partition("accepted:")[0]
