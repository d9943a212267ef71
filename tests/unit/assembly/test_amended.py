"""What an addendum says of the text that it amends: since when until when, and what was signed before."""

from datetime import date

import pytest

from akkoord.assembly.amended import AmendedText
from akkoord.spec import Period

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def amended(held: Period, *earlier: str) -> AmendedText:
    day = date(2022, 12, 1)
    return AmendedText(
        "Overeenkomst jeugdhulp",
        "Overeenkomst",
        "1.0",
        "2023",
        day,
        "0" * 64,
        "1.1",
        "1" * 64,
        "Addendum",
        held,
        earlier,
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Period(FIRST, LAST), "van 1 januari 2024 tot en met 31 december 2024"),
        (Period(None, LAST), "tot en met 31 december 2024"),
        (
            Period(FIRST, None),
            "van 1 januari 2024 tot en met de dag vóór een volgend addendum of het einde van de Overeenkomst",
        ),
        (Period(None, None), "tot en met de dag vóór een volgend addendum of het einde van de Overeenkomst"),
    ],
)
def test_when_the_new_text_holds(held: Period, said: str) -> None:
    assert amended(held).held_in_words.replace("\u00a0", " ") == said


def test_the_addenda_that_were_signed_before() -> None:
    assert amended(Period(FIRST, None)).earlier_in_words == "geen eerder addendum"
    both = amended(Period(FIRST, None), "Addendum 1, versie 1.0", "Addendum 2, versie 1.0")
    assert both.earlier_in_words == "Addendum 1, versie 1.0; Addendum 2, versie 1.0"
