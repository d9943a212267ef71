"""What a rule can mend is right afterwards: each fix in the cases, carried out, leaves nothing of it to find."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from akkoord.checks.finding import Fix
from akkoord.checks.found import Found
from akkoord.checks.ordering import changing_places
from akkoord.checks.registry import find_rule, rule_ids
from akkoord.diagnostics import Span
from akkoord.project.mending import mended_texts
from support.checked import Case, checked
from support.mini_project import RefusedError
from support.seeded import cases_of

_PART = re.compile(r"^@@ (.+)\n((?:(?!@@ ).*\n?)*)", re.MULTILINE)
MENDING = {"R007", "R023", "R033", "R036", "R060", "R080", "R155", "R156", "R157"}
"""The rules that can mend some of what they find."""


def parts(project: str) -> dict[str, str]:
    """The files of a case, by the name that a finding has for them."""
    return {_file(match[1].split()): match[2] for match in _PART.finditer(project)}


def _file(head: list[str]) -> str:
    if head[0] == "clause":
        return f"{head[1]}/{head[2] if len(head) > 2 else '1.0'}.md"
    return f"{head[1] if len(head) > 1 else head[0]}.yaml"


def mended(case: Case, fixes: tuple[Fix, ...]) -> Case:
    """A case with fixes carried out in its files, which have the spaces that were typed."""
    fixes = tuple(replace(fix, was=fix.was.replace("\u00a0", " ")) for fix in fixes)
    texts = mended_texts(fixes, {fix.span.file: parts(case.project)[fix.span.file] for fix in fixes})
    project = _PART.sub(lambda m: f"@@ {m[1]}\n{texts.get(_file(m[1].split()), m[2])}", case.project)
    return replace(case, project=project)


def found_in(case: Case, rule_id: str) -> list[Found]:
    """What a rule finds in a case."""
    rule = find_rule(rule_id)
    assert rule is not None
    try:
        return [one for one in checked(case, rule) if isinstance(one, Found)]
    except RefusedError:
        return []


@pytest.mark.parametrize("rule", sorted(MENDING))
def test_what_is_mended_is_found_no_more(rule: str):
    carried_out = 0
    for case in (case for case in cases_of(rule) if not case.proven):
        found = found_in(case, rule)
        fixes = tuple({fix for one in found for fix in one.fixes})
        left = [(o.finding.message, o.finding.found) for o in found if not o.fixes]
        after = mended(case, fixes)
        if fixes:
            carried_out += after.project != case.project
            assert [(o.finding.message, o.finding.found) for o in found_in(after, rule)] == left, case.name
    assert carried_out


def test_all_that_mend_are_known():
    offering = {r for r in rule_ids() for c in cases_of(r) if not c.proven for one in found_in(c, r) if one.fixes}
    assert offering == MENDING


def test_words_change_places_all_of_them_or_none():
    here = [(word, Span("a.md", 1, 3 * at)) for at, word in enumerate(("c", "a", "b"), 1)]
    assert [(f.span.column, f.was, f.becomes) for f in changing_places(here, ["a", "b", "c"])] == [
        (3, "c", "a"),
        (6, "a", "b"),
        (9, "b", "c"),
    ]
    assert changing_places(here, ["c", "a", "b"]) == ()
    assert changing_places(here, ["a", "b"]) == ()
    assert changing_places([*here, here[0]], ["a", "b", "c", "c"]) == ()
    assert changing_places([(word, None) for word, _ in here], ["a", "b", "c"]) == ()
