"""Who accedes to a text for all has signed it when its own declaration is back, not when its pack is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from akkoord.project.recording import Recording, record
from akkoord.project.selection import Selection
from akkoord.project.status import status_of
from support.workspace import REGION, build, edit, make_project

ACCEDING = "voorbeeld-opstap"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_project(tmp_path_factory.mktemp("toetreding"))
    assert build(made, ACCEDING).exit_code == 0
    return made


def verified(project: Path, month: int) -> bool:
    """The pack goes its whole way on paper; whether its party then counts as having signed the convenant."""
    for day, state in enumerate(("ready", "sent", "returned", "verified"), 1):
        asked = Recording(project, (f"2023/{ACCEDING}",), state, date(2023, month, day), "A. Voorbeeld", "op papier")
        record(asked, lambda _who: None)
    status = status_of(project, Selection(editions=("2023",)), date(2023, month, 9))
    (one,) = (one for one in status.shared if one.document == "convenant")
    return not any(party.pack.endswith(ACCEDING) for party in one.missing)


def test_a_pack_without_the_declaration_makes_nobody_a_party(project: Path) -> None:
    assert not verified(project, 1)
    edit(project / REGION / "pack.yaml", "toetredingsverklaring, in_signature_pack: false", "toetredingsverklaring")
    assert build(project, ACCEDING).exit_code == 0
    assert verified(project, 2)
