"""What `where` says of a variable or term is what a reader of the printed text finds, no more and no less."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.project.opening import open_project
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection
from akkoord.project.where import Use
from akkoord.project.where_term import find_term
from akkoord.project.where_variable import find_variable
from akkoord.tree import Block, Section, child_blocks, inlines_in, plain_text
from support.workspace import ROOT

pytestmark = pytest.mark.slow

SMALL = ROOT / "tests/cases/cli/project"
NAMES = ("aa", "bb", "cc")
WORDS = ("kind", "kinderen", "Kind", "kindje", "huis-kind", "kinds", "weer kind", "tehuis")
FORMS = re.compile(r"(?<!\w)(?<!\w[-‑’'])(?:[Kk]ind|[Kk]inderen)(?![-‑’']?\w)")
"""What counts as a use, as a lawyer would say it: the term or its plural, as a word of its own."""

pieces = st.sampled_from(("kind", "kind", *WORDS, "iets", *(f"{{{{ proef.{name} }}}}" for name in NAMES)))
leden = st.lists(
    st.tuples(st.lists(pieces, min_size=1, max_size=9).map(" ".join), st.sampled_from(("", *NAMES))),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(leden, leden, st.lists(st.booleans(), min_size=3, max_size=3))
def test_a_variable_and_a_term_are_where_they_are_printed(
    first: list[tuple[str, str]], second: list[tuple[str, str]], switches: list[bool]
) -> None:
    with _project(first, second, switches) as project:
        printed = _printed(project)
        for name in NAMES:
            found = find_variable(project, f"proef.{name}", Selection()).uses
            assert _articles(found, "printed") == {at for at, text in printed.items() if f"WAARDE-{name}" in text}
            deciding = {"1": first, "2": second}
            asked = {at for at, rows in deciding.items() if any(by == name for _, by in rows)}
            assert asked & {at for at, text in printed.items() if text} <= _articles(
                find_variable(project, f"schakel.{name}", Selection()).uses, "condition"
            )
        uses = find_term(project, "kind", Selection()).uses
        for at in ("1", "2"):
            own = [use for use in uses if use.at.relation == "term" and use.at.heading.number == at]
            assert sorted(use.at.words for use in own) == sorted(FORMS.findall(printed[at]))
            for use in own:
                assert _at(project, use) == use.at.words


def _articles(uses: tuple[Use, ...], relation: str) -> set[str]:
    return {use.at.heading.number for use in uses if use.at.relation == relation}


def _at(project: Path, use: Use) -> str:
    """What stands in the file at the place of a use."""
    span = use.at.span
    line = (project / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1]
    return line[span.column - 1 : span.column - 1 + len(use.at.words)]


def _printed(project: Path) -> dict[str, str]:
    """What stands in each chapter of the covenant as a reader sees it."""
    plan = make_plan(open_project(project), Selection(providers=("twee",)))
    document = next(d.document for pack in plan.packs() for d in pack.documents)
    assert document is not None
    sections = [block for block in document.body if isinstance(block, Section) and block.number is not None]
    return {s.number.cited: " ".join(_paragraphs(s)) for s in sections if s.number is not None}


def _paragraphs(block: Block) -> Iterator[str]:
    inner = list(child_blocks(block))
    if not inner:
        yield plain_text(inlines_in((block,)))
    for one in inner:
        yield from _paragraphs(one)


@contextmanager
def _project(first: list[tuple[str, str]], second: list[tuple[str, str]], switches: list[bool]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(SMALL, project)
        region = project / "contracts/voorbeeld/region.yaml"
        values = "".join(f"    {name}: {{value: WAARDE-{name}, source: proef}}\n" for name in NAMES)
        turned = zip(NAMES, switches, strict=True)
        decided = "".join(f"    {name}: {{value: {str(on).lower()}, source: proef}}\n" for name, on in turned)
        text = region.read_text(encoding="utf-8")
        region.write_text(
            text.replace("parameters:\n", f"parameters:\n  proef:\n{values}  schakel:\n{decided}"), encoding="utf-8"
        )
        _write(project / "clauses/afspraken/doel/1.0.md", _leden(first))
        _write(project / "clauses/afspraken/duur/1.0.md", _leden(second))
        head, _, _ = (project / "clauses/afspraken/doel/1.0.md").read_text(encoding="utf-8").partition("\n---\n")
        begrip = (
            head.replace("id: doel", "id: begrip\nterm: Kind\nterm_forms: [Kinderen]") + "\n---\nEen omschrijving.\n"
        )
        path = project / "clauses/afspraken/begrip/1.0.md"
        path.parent.mkdir()
        path.write_text(begrip, encoding="utf-8")
        edition = project / "clauses/editions/2023.yaml"
        edition.write_text(edition.read_text(encoding="utf-8") + '  begrip: "1.0"\n', encoding="utf-8")
        spec = project / "contracts/voorbeeld/documents/convenant.yaml"
        chapter = "  - chapter: Begrip\n    id: begrippen\n    content: [begrip]\nsignature_pages:"
        spec.write_text(spec.read_text(encoding="utf-8").replace("signature_pages:", chapter), encoding="utf-8")
        yield project


def _write(path: Path, body: str) -> None:
    head, rule, _ = path.read_text(encoding="utf-8").partition("\n---\n")
    path.write_text(head + rule + body, encoding="utf-8")


def _leden(rows: list[tuple[str, str]]) -> str:
    out: list[str] = ["1. Vast begin."]
    for text, by in rows:
        lid = f"1. Lid: {text}."
        out.append(f"\n::: als schakel.{by}\n{lid}\n:::\n" if by else lid)
    return "\n".join(out) + "\n"
