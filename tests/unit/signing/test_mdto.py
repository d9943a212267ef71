"""The record of a document for the archive is MDTO: all fields that must be there, in order, in words of its lists."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from akkoord.signing.mdto import LONGEST_NAME, NAMESPACE, SIGNED, VALIDATED, ArchivedDocument, mdto, shortened
from akkoord.spec import ArchiveProfile
from support.signed import files

SCHEMA = etree.RelaxNG(etree.parse(files.CASES / "mdto.rng"))
MOMENT = "2023-02-01T12:00:00Z"
DOCUMENT = ArchivedDocument(
    "ab" * 32, "SHA-256 van het bestand", "Raamovereenkomst 1.0, voorbeeld & zoon", "nl-NL",
    ((SIGNED, MOMENT), (VALIDATED, MOMENT)), "cd" * 32, "Raamovereenkomst 1.0, zoals verzonden",
)  # fmt: skip
PROFILE = ArchiveProfile("Gemeente Voorbeeld", "Openbaar", "destroy", 20)


def found(record: bytes, *names: str) -> list[str | None]:
    path = "/".join(f"m:{name}" for name in names)
    return [e.text for e in etree.fromstring(record).iterfind(f".//{path}", {"m": NAMESPACE})]


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT,
        replace(DOCUMENT, base="", base_name=""),
        replace(DOCUMENT, events=()),
        replace(DOCUMENT, name="x" * 300),
    ],
)
@pytest.mark.parametrize("profile", [PROFILE, ArchiveProfile("Gemeente", "Openbaar", "keep")])
def test_every_field_is_there_in_order(document: ArchivedDocument, profile: ArchiveProfile):
    SCHEMA.assertValid(etree.fromstring(mdto(document, profile)))


@pytest.mark.parametrize(
    "field",
    ["identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik", "begripLabel", "verwijzingNaam"],
)
def test_a_record_without_a_field_that_must_be_there_is_none(field: str):
    root = etree.fromstring(mdto(DOCUMENT, PROFILE))
    element = root.find(f".//{{{NAMESPACE}}}{field}")
    element.getparent().remove(element)
    assert not SCHEMA.validate(root)


def test_fields_in_another_order_are_no_record():
    root = etree.fromstring(mdto(DOCUMENT, PROFILE))
    root[0].insert(0, root[0][-1])
    assert not SCHEMA.validate(root)


@pytest.mark.parametrize(
    ("disposal", "label", "code"), [("keep", "Blijvend te bewaren", "B"), ("destroy", "Tijdelijk te bewaren", "V")]
)
def test_the_appraisal_is_a_word_of_the_closed_list(disposal: str, label: str, code: str):
    record = mdto(DOCUMENT, replace(PROFILE, disposal=disposal))
    assert found(record, "waardering", "begripLabel") == [label]
    assert found(record, "waardering", "begripCode") == [code]


def test_what_happened_and_what_it_goes_back_to_are_words_of_the_lists():
    record = mdto(DOCUMENT, PROFILE)
    assert found(record, "eventType", "begripLabel") == ["Accordering", "Validatie Handtekening"]
    assert found(record, "gerelateerdInformatieobjectTypeRelatie", "begripLabel") == ["Is een versie van"]
    assert found(record, "aggregatieniveau", "begripLabel") == ["Archiefstuk"]


def test_a_name_is_not_too_long():
    assert shortened("a" * LONGEST_NAME) == "a" * LONGEST_NAME
    assert len(shortened("a" * (LONGEST_NAME + 1))) == LONGEST_NAME
