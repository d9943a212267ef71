"""What a document depends on: while that is as it was, so is the document; and no more counts than it can print."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.assembly import Dependence, assemble_body, with_signature_pages
from akkoord.assembly.dependence import plain_digest
from akkoord.project.opening import open_project
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection
from akkoord.tree import tree_digest
from support.workspace import PROVIDER, make_project

EDITS = {
    "a lid before one that is cited": ("ro-tarieven", "leden", {"raamovereenkomst", "indexeringsbrief"}),
    "a lid before one that nobody cites": ("ro-declaratie", "leden", {"raamovereenkomst"}),
    "a sentence at the end": ("perceel-intensiteiten", "end", {"raamovereenkomst"}),
    "a lid of a lot that this provider does not have": ("perceel-crisis", "leden", set[str]()),
}
"""Where something is added, how, and the documents that have to be looked at; every other one stands."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


def known(project: Path) -> dict[str, tuple[str, str]]:
    """For each document of a provider: the digest of what it depends on, and that of its tree."""
    (planner,) = make_plan(open_project(project), Selection(providers=(PROVIDER,))).planners
    prepared = planner.ready({})
    provider = planner.region_content.providers[PROVIDER]
    dependence = Dependence(prepared)
    found: dict[str, tuple[str, str]] = {}
    for kind, spec in prepared.sources.documents.items():
        if not (digest := dependence.of(kind, provider)) or prepared.layout(kind, PROVIDER) is None:
            continue
        body = assemble_body(prepared, kind, None if spec.instrument.shared else provider)
        made = with_signature_pages(prepared, body, provider)
        assert made.document is not None
        found[kind] = (digest, tree_digest(made.document))
    return found


@pytest.mark.parametrize("name", EDITS)
def test_what_stands_as_it_was_is_as_it_was(project: Path, name: str) -> None:
    clause, how, expected = EDITS[name]
    before = known(project)
    assert {"raamovereenkomst", "convenant", "indexeringsbrief", "bijlage-contactgegevens"} <= before.keys()
    edition = (project / "clauses/editions/2023.yaml").read_text(encoding="utf-8")
    version = re.search(rf'(?m)^  {clause}: \{{?(?:version: )?"([^"]+)"', edition)
    assert version is not None
    (path,) = (project / "clauses").glob(f"*/{clause}/{version[1]}.md")
    text = path.read_text(encoding="utf-8")
    new = re.sub(r"(?m)^1\. ", "1. Dit lid is nieuw.\n1. ", text, count=1) if how == "leden" else f"{text}\nNieuw.\n"
    assert new != text
    path.write_text(new, encoding="utf-8")
    try:
        after = known(project)
    finally:
        path.write_text(text, encoding="utf-8")
    assert after.keys() == before.keys()
    assert {kind for kind in after if after[kind][1] != before[kind][1]} <= expected
    assert {kind for kind in after if after[kind][0] != before[kind][0]} == expected


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner) | st.tuples(inner, inner),
    )
)
def test_a_digest_of_plain_data_is_that_of_the_json_of_the_standard_library(data: object) -> None:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert plain_digest(data) == hashlib.sha256(written.encode()).hexdigest()
