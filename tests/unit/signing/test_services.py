"""What is known by its words alone: stamps and evidence of signing services, reservations, where a link leads."""

import pytest

from akkoord.readers.pdf.shape import Annotation, PageShape, PdfShape
from akkoord.signing.comparison.overlays import leads_elsewhere, overlay_notes
from akkoord.signing.comparison.services import is_evidence, is_reservation, is_stamp

STAMP = "ValidSign Document ID: 0123ABCD-89EF"
PAGE = (0.0, 0.0, 595.0, 842.0)


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        (STAMP, True),
        ("  ValidSign\nDocument-ID #0123456789ABCDEF ", True),
        ("DocuSign Envelope ID: 0123ABCD-0123-0123-0123-0123456789AB", True),
        ("Elektronisch ondertekend via Zynyo", True),
        (f"{STAMP} en het tarief is € 10", False),
        ("Het tarief is € 10. Document ID: 0123ABCD", False),
        ("Document ID: 0123", False),
        ("Document ID: " + "0" * 65, False),
        ("Ondertekend via Zynyo", False),
        ("", False),
    ],
)
def test_a_stamp_says_nothing_but_what_a_service_stamps(words: str, stamp: bool):
    assert is_stamp(words) is stamp


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("Ondertekeningsbewijs van ValidSign: A. Voorbeeld, 24 november 2023", True),
        ("Certificate of Completion, DocuSign", True),
        ("Ondertekeningsbewijs: A. Voorbeeld", False),  # of no service that is known
        ("ValidSign: A. Voorbeeld", False),
        ("Ondertekeningsbewijs van ValidSign. In afwijking van artikel 3 geldt een ander tarief.", False),
        ("Transactieverslag Evidos, onder de voorwaarde dat de prijs daalt", False),
        ("Transactieverslag Evidos: € 10", False),
    ],
)
def test_evidence_names_its_service_and_agrees_to_nothing(words: str, evidence: bool):
    assert is_evidence(words) is evidence


@pytest.mark.parametrize(
    ("words", "reservation"),
    [
        *(
            (words, True)
            for words in ("onder voorbehoud van artikel 3", "Onder protest", "niet akkoord", "niet gebonden")
        ),
        *((words, True) for words in ("alleen voor ontvangst", "slechts ter kennisneming", "behoudens lid 2", "mits")),
        *((words, False) for words in ("A. Voorbeeld", "akkoord", "gezien en akkoord", "de heer Smits", "bestuurder")),
    ],
)
def test_a_reservation_is_heard(words: str, reservation: bool):
    assert is_reservation(words) is reservation


@pytest.mark.parametrize(
    ("was", "now", "elsewhere"),
    [
        ("https://een.example", "https://een.example", False),
        ("https://een.example", "https://twee.example", True),
        ("page 2 700", "https://een.example", True),
        ("page 2 700", "page 2 700", False),
        ("page 2 700", "page 3 700", True),
        ("page 2 700", "page 2 680", False),
        ("page 2 700", "page 2 679", True),
        ("page 2 700", "page 2 721", True),
        ("page 2", "page 2 100", False),  # the whole page is not another place than a height on it
        ("page 3 700", "page 4 700", False),  # a page was put before it
        ("page 3 700", "page 3 700", True),
        ("page 9 700", "page 1 700", False),  # a page that did not come back is told by itself
    ],
)
def test_a_link_leads_elsewhere_when_the_page_or_the_height_is_another(was: str, now: str, elsewhere: bool):
    assert leads_elsewhere(was, now, {1: 1, 2: 2, 3: 4}) is elsewhere


def test_of_what_lies_over_a_page_only_stamps_are_noted_as_such():
    laid = (
        Annotation("FreeText", PAGE, "a", text=STAMP),
        Annotation("FreeText", PAGE, "b", text="niet akkoord"),
        Annotation("Square", PAGE, "c"),
        Annotation("Widget", PAGE, "d", text=STAMP),
    )
    file = PdfShape((PageShape(1, "", PAGE, 0, laid),), (), (), (), (), "", "", "", (), 0)
    assert list(overlay_notes(file)) == [f"stempel van een ondertekendienst: `{STAMP}`"]
