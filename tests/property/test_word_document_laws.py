"""The random Word documents are ones that Word accepts, and accepting or rejecting in them leaves what was there."""

from random import Random  # noqa: TID251  its seed is the argument

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.ooxml import read_package
from akkoord.ooxml.archive import pack_archive
from akkoord.redline.resolution import Decision, changes_of, resolve
from support.word.documents import random_document
from support.word.edits import edited
from support.word.notation import document
from support.word.referees import VALIDATOR, named, new_findings
from support.word.writing import docx

seeds = st.integers(0, 2**32)  # a document is far more choices than hypothesis draws in one example


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(0, 60))
def test_random_documents_and_their_edits_are_valid(seed: int, noise: int) -> None:
    if named(VALIDATOR) is None:
        pytest.skip(f"`{VALIDATOR}` noemt geen programma: oordeel van buiten over DOCX niet uitgevoerd")
    random = Random(seed)  # noqa: S311  no secret
    old = random_document(random)
    new, names = edited(old, random)
    empty = docx(document("."))
    assert new_findings(docx(old), empty) == []
    assert new_findings(docx(new, noise), empty) == [], names


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(0, 60), st.sampled_from(Decision))
def test_resolving_leaves_no_change_and_no_new_finding(seed: int, noise: int, decision: Decision) -> None:
    data = docx(random_document(Random(seed)), noise)  # noqa: S311  no secret
    resolved = resolve(read_package(data, "proef.docx"), decision)
    assert changes_of(resolved) == ()
    assert new_findings(pack_archive(resolved.parts), data) == []


def test_one_document_has_one_file() -> None:
    made = random_document(Random(7))  # noqa: S311  no secret
    assert docx(made, 3) == docx(random_document(Random(7)), 3)  # noqa: S311  no secret
    assert docx(made, 3) != docx(made, 4)
