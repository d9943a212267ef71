"""Each file in tests/cases/assembly is a small project; its documents and findings are as expected beside it."""

import re
from pathlib import Path

import pytest

from akkoord.assembly import assemble, entitlement, prepare
from akkoord.diagnostics import as_text, in_order
from akkoord.spec import Provider
from support.expected import assert_as_expected
from support.mini_project import MiniProject, mini_project
from support.printed import printed

IN_TEST_BOUNDS = {"INC002", "SIG002", "SLT003"}  # readers refuse what leads to these, so no file can show them
CASES = sorted((Path(__file__).parents[2] / "cases" / "assembly").glob("*.case"))


def outcome(project: MiniProject) -> str:
    prepared = prepare(project.sources, project.edition)
    out: list[str] = []
    found = list(prepared.diagnostics)
    for kind, recipient in project.wanted:
        name = recipient.id if isinstance(recipient, Provider) else "regio"
        made = assemble(prepared, kind, recipient)
        found.extend(made.diagnostics)
        out.append(f"@@ {kind} {name}")
        if made.document is not None:
            out.append(printed(made.document))
            out.append("clausules: " + ", ".join(f"{c.id}@{c.version}" for c in made.clauses))
        elif isinstance(recipient, Provider) and kind in project.sources.documents:
            out.append(f"krijgt het niet: {entitlement(prepared, kind, recipient).reason}")
    return "\n".join((*out, *(as_text(d) for d in in_order(found))))


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_a_project_gives_what_is_expected(case: Path):
    project = mini_project(case.read_text(encoding="utf-8"))
    assert_as_expected(case.with_suffix(".txt"), outcome(project))


def test_every_code_of_the_room_has_a_case():
    room = Path(__file__).parents[3] / "src" / "akkoord" / "assembly"
    codes = {c for p in room.glob("*.py") for c in _codes(p.read_text(encoding="utf-8"))}
    shown = "".join(c.with_suffix(".txt").read_text(encoding="utf-8") for c in CASES)
    assert sorted(c for c in codes - IN_TEST_BOUNDS if f"[{c}]" not in shown) == []


def _codes(source: str) -> set[str]:
    return set(re.findall(r'"([A-Z]{3}\d{3})"', source))
