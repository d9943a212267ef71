"""A pack is put in place whole or not at all, and the result says so of each document."""

import pytest

from akkoord.project.result import DocumentResult, Outcome, PackResult, held_back


@pytest.mark.parametrize(
    ("became", "told"),
    [
        (Outcome.WRITTEN, Outcome.HELD),
        (Outcome.UNCHANGED, Outcome.UNCHANGED),
        (Outcome.ABSENT, Outcome.ABSENT),
        (Outcome.FAILED, Outcome.FAILED),
    ],
)
def test_only_a_document_that_was_written_is_held_back(became, told):
    assert held_back(DocumentResult("convenant", became)).outcome is told


def test_a_pack_with_a_document_held_back_has_failed():
    documents = (DocumentResult("raamovereenkomst", Outcome.HELD), DocumentResult("convenant", Outcome.FAILED))
    assert PackResult("regio/2023/een", "", documents).failed
