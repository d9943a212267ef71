"""Why a clause differs between two editions: what its versions say of themselves, each mend once."""

from datetime import date

import pytest

from akkoord.compare.script import Clause
from akkoord.diagnostics import Span
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library
from akkoord.project.grounds import edition_grounds

MEND = "Het plan heet nu zoals in de wet."
CHANGES = {"1.0": "", "1.0.1": MEND, "2.0": "De termijn is korter.", "2.0.1": MEND, "2.1": "Er staat een lid bij."}


def _library() -> Library:
    span = Span("clauses/wachttijd/1.0.md")
    versions = {
        ("wachttijd", version): ClauseVersion(
            "wachttijd",
            version,
            "Wachttijd",
            ClauseStatus.VASTGESTELD,
            date(2023, 1, 1),
            "",
            (),
            "",
            span,
            change=change,
        )
        for version, change in CHANGES.items()
    }
    return Library(versions)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.0", "2.0", f"{MEND} De termijn is korter."),
        ("1.0", "2.0.1", f"{MEND} De termijn is korter."),
        ("1.0.1", "2.0.1", "De termijn is korter."),
        ("1.0.1", "2.1", "De termijn is korter. Er staat een lid bij."),
        ("2.0", "2.0.1", MEND),
    ],
)
def test_what_the_old_text_was_mended_for_is_no_ground(old: str, new: str, said: str) -> None:
    edition = Edition("2024", date(2024, 1, 1), ClauseStatus.VASTGESTELD, "", {}, {}, Span("2024.yaml"))
    grounds = edition_grounds(_library(), {"wachttijd": old}, {"wachttijd": new}, edition, {})
    assert grounds(Clause("wachttijd", old), Clause("wachttijd", new)) == said
