"""Why a clause differs between two editions: what its versions say of themselves, each mend once."""

from datetime import date

import pytest

from akkoord.compare.script import Clause
from akkoord.diagnostics import Span
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library
from akkoord.project.grounds import edition_grounds

MEND = "Het plan heet nu zoals in de wet."
ADDED = "Voor een verlenging volstaat een mededeling."
SHORTER = "De termijn is korter."
CHANGES = {"1.0": "", "1.0.1": MEND, "1.1": ADDED, "2.0": SHORTER, "2.0.1": MEND, "2.1": ADDED, "2.2": "Een lid erbij."}


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
        ("1.0", "2.0", f"{MEND} {ADDED} {SHORTER}"),
        ("1.0", "2.0.1", f"{MEND} {ADDED} {SHORTER}"),
        ("1.0.1", "2.0.1", f"{ADDED} {SHORTER}"),
        ("1.1", "2.1", SHORTER),
        ("1.1", "2.2", f"{SHORTER} Een lid erbij."),
        ("2.0", "2.0.1", MEND),
    ],
)
def test_what_the_old_text_was_mended_for_is_no_ground(old: str, new: str, said: str) -> None:
    edition = Edition("2024", date(2024, 1, 1), ClauseStatus.VASTGESTELD, "", {}, {}, Span("2024.yaml"))
    grounds = edition_grounds(_library(), {"wachttijd": old}, {"wachttijd": new}, edition, {})
    assert grounds(Clause("wachttijd", old), Clause("wachttijd", new)) == said
