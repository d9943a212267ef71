"""What a profile says of rules is held against the rules: each fault has its code, its place and a way to mend it."""

from __future__ import annotations

import pytest

from akkoord.checks.registry import all_rules, find_rule
from akkoord.checks.settings import is_on, settings_findings, settings_of
from akkoord.spec import Region
from support.mini_project import mini_project

DAY_BEFORE, DAY_AFTER = 2023, 2024


def region(checks: str) -> Region:
    """The profile of a small project with this under `checks`."""
    return mini_project(f"@@ region\nchecks:\n{checks}\n").sources.region


@pytest.mark.parametrize(
    ("checks", "code", "at", "hint"),
    [
        ("  R198: {off: proef}", "CHK001", "R198", "bedoelde u `R19"),
        ("  R150: {off: proef}", "CHK002", "proef", "alleen taalregels kunnen uit"),
        ("  R154: {settings: {words_mx: 30}}", "CHK003", "30", "bedoelde u `words_max`?"),
        ("  R154: {settings: {words_max: veel}}", "CHK004", "veel", "zo staat het er zonder uw waarde: `40`"),
        ("  R154: {settings: {words_max: [30]}}", "CHK004", "[30]", "zo staat het er zonder uw waarde: `40`"),
        ("  R153: {settings: {words: [1]}}", "CHK004", "[1]", "zo staat het er zonder uw waarde"),
    ],
)
def test_a_fault_in_the_profile_is_told_at_its_place(checks: str, code: str, at: str, hint: str):
    (one,) = settings_findings(all_rules(), region(checks))
    assert (one.code, str(one.span)) == (code, f"region.yaml:2:{checks.index(at) + 1}")
    assert one.hints[0].startswith(hint)


def test_what_a_profile_may_say_is_no_finding():
    own = region("  R152: {off: proef}\n  R154: {settings: {words_max: 30}}")
    assert list(settings_findings(all_rules(), own)) == []


def test_a_value_of_another_sort_does_not_count_and_an_ended_exception_neither():
    own = region(
        "  R154: {settings: {words_max: veel}}\n"
        "  R150: {exceptions: [{text: maxxi, reason: een naam, until: 2023-06-30}, {text: xxl, reason: een maat}]}"
    )
    rule, words = find_rule("R154"), find_rule("R150")
    assert rule is not None
    assert words is not None
    day = mini_project("@@ clause a\nTekst.\n").edition.date
    assert settings_of(rule, own, day).whole("words_max") == 40
    assert [settings_of(words, own, day.replace(year=y)).excepts("Maxxi") for y in (DAY_BEFORE, DAY_AFTER)] == [
        True,
        False,
    ]
    assert settings_of(words, own, day.replace(year=DAY_AFTER)).excepts("xxl")


def test_only_a_rule_about_language_can_be_off():
    own = region("  R152: {off: proef}\n  R150: {off: proef}")
    assert [r.id for r in all_rules() if not is_on(r, own)] == ["R152"]
