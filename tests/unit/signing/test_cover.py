"""The cover sheet says what is in the pack, who signs what where, and whether it may be signed at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.proof.tree_text import tree_text
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.signing import Authority, PackedDocument, PackFacts, Signatory, SignaturePack, cover_sheet, not_ready
from akkoord.signing.signature_pack import packed_name
from akkoord.spec import MunicipalSigning, PadesLevel, Seal, SignatureLevel, SigningProfile, SigningRoute
from akkoord.tree import Document, Status
from akkoord.writers.typst import typst_data
from support.pdf import typesetter
from support.verapdf import VeraPdf

PROFILE = SigningProfile(MunicipalSigning.VOLMACHT, register_extract_months=6)
PARTY, TOWNS = "Stichting Voorbeeld Bos & Hei", "Gemeenten Voorbeeldstad en Voorbeelddorp"
FIRST = Signatory(
    "overeenkomst-bos-1", PARTY, "mevrouw E. Voorbeeld", "bestuurder", "als bestuurder, op grond van de statuten", 1,
    power="joint", ground="statuten", evidence="uittreksel uit het handelsregister", evidence_on=date(2022, 11, 28),
    email="e@voorbeeld.example", page=3, rectangle=(1, 2, 3, 4),
)  # fmt: skip
SECOND = replace(FIRST, field="overeenkomst-bos-2", name="de heer F. Voorbeeld", email="f@voorbeeld.example")
LAST = Signatory(
    "overeenkomst-gemeenten-1", TOWNS, "mevrouw R. Voorbeeld", "voorzitter", "gevolmachtigde", 2, True,
    ground="volmacht", page=4, rectangle=(1, 2, 3, 4),
)  # fmt: skip
FACTS = PackFacts(
    "voorbeeld", "Voorbeeld", "2023", date(2023, 1, 1), "bos", PROFILE, PARTY, "00000005", ("4 (Wonen)",),
    date(2022, 12, 16), date(2023, 1, 20), "contracten@voorbeeld.example",
    extracts=(Authority(PARTY, "uittreksel", date(2022, 11, 28)),),
    powers=(
        Authority("Voorbeeldstad", "volmacht", date(2022, 11, 15)),
        Authority("Voorbeelddorp", "volmacht"),
    ),
)  # fmt: skip
DOCUMENTS = (
    PackedDocument("brief", "Begeleidende brief", "1.0", packed_name(FACTS, 1, "brief", "1.0"), 2, "ab" * 32),
    PackedDocument(
        "overeenkomst", "Overeenkomst", "1.1", packed_name(FACTS, 2, "overeenkomst", "1.1"), 4, "0f" * 32,
        (LAST, FIRST, SECOND),
    ),
)  # fmt: skip
PACK = SignaturePack(FACTS, DOCUMENTS, number=3, supersedes=2)


def words(document: Document) -> str:
    return " ".join(piece.text for piece in tree_text(document).pieces)


def told(pack: SignaturePack) -> str:
    return words(cover_sheet(pack))


def test_it_says_whose_pack_it_is_and_what_it_replaces():
    text = told(PACK)
    for said in (
        PARTY, "00000005", "4 (Wonen)", "voorbeeld-2023-bos, nummer 3", "nummer 2 van dit pakket", "16 december 2022",
        "20 januari 2023", "contracten@voorbeeld.example", "GEREED", "eIDAS-verordening, artikel 26",
    ):  # fmt: skip
        assert said in text, said
    assert "CONCEPT" not in text
    assert "geen eerder pakket" in told(replace(PACK, supersedes=0))


def test_it_says_what_form_is_asked_and_who_seals():
    assert "PAdES" not in told(PACK)
    assert "Zegel" not in told(PACK)
    profile = replace(PROFILE, pades=PadesLevel.B_T, seal=Seal("Regio Voorbeeld", ("0" * 64,)))
    text = told(replace(PACK, facts=replace(FACTS, profile=profile)))
    assert "artikel 26), met een tijdstempel (PAdES B-T)" in text
    assert "bij verzending gezet door Regio Voorbeeld, in elk bestand dat wordt getekend" in text


def test_each_document_has_its_version_pages_digest_and_purpose():
    text = told(PACK)
    for document in DOCUMENTS:
        assert document.file in text
        assert document.sha256 in text
    assert "1 Begeleidende brief 1.0 2 om kennis van te nemen" in text
    assert "2 Overeenkomst 1.1 4 om te ondertekenen" in text


def test_who_signs_stands_in_order_with_power_proof_field_and_page():
    text = told(PACK)
    assert text.index("mevrouw E. Voorbeeld") < text.index("de heer F. Voorbeeld") < text.index("mevrouw R. Voorbeeld")
    assert "gezamenlijk bevoegd; uittreksel uit het handelsregister van 28 november 2022" in text
    assert "alleen bevoegd; bewijsstuk niet vastgelegd" in text
    assert "pagina 3, veld overeenkomst-bos-1" in text
    assert "pagina 4, veld overeenkomst-gemeenten-1 de laatste: daarna ligt het bestand vast" in text


def test_no_address_of_a_signatory_is_on_it():
    assert "e@voorbeeld.example" not in told(PACK)


def test_what_is_to_be_looked_at_first_has_its_dates():
    text = told(PACK)
    assert "van 28 november 2022; ten hoogste 6 maanden oud bij verzending" in text
    assert "15 november 2022: Voorbeeldstad; datum niet vastgelegd: Voorbeelddorp" in text
    assert text.count("□") == 6


@pytest.mark.parametrize(
    ("extract", "said"),
    [
        (date(2022, 6, 16), "ten hoogste 6 maanden oud bij verzending"),
        (date(2022, 6, 15), "ouder dan 6 maanden op 16 december 2022: vraag een nieuw uittreksel"),
        (None, "datum niet vastgelegd; ten hoogste 6 maanden oud bij verzending"),
    ],
)
def test_an_extract_is_old_after_so_many_months(extract: date | None, said: str):
    facts = replace(FACTS, extracts=(Authority(PARTY, "uittreksel", extract),))
    assert said in told(replace(PACK, facts=facts))


def test_the_end_of_a_month_counts_as_the_day_it_has():
    facts = replace(FACTS, sent_on=date(2023, 8, 31), extracts=(Authority(PARTY, "uittreksel", date(2023, 2, 28)),))
    assert "ten hoogste 6 maanden oud" in told(replace(PACK, facts=facts))


def test_a_concept_says_why_and_gives_no_place():
    facts = replace(FACTS, reasons=("De volmacht van de gemeente Voorbeelddorp ontbreekt.", "Nog een reden."))
    bare = replace(DOCUMENTS[1], signatories=tuple(replace(s, page=0, rectangle=None) for s in (FIRST, LAST)))
    pack = replace(PACK, facts=facts, documents=(bare,))
    document = cover_sheet(pack)
    text = words(document)
    assert document.status is Status.CONCEPT
    assert "CONCEPT: niet ondertekenen" in text
    assert all(reason in text for reason in facts.reasons)
    assert "GEREED" not in text
    assert "geen veld: dit is een concept" in text
    assert "veld overeenkomst" not in text


def test_on_paper_it_counts_originals_and_asks_for_initials():
    paper = replace(FACTS, profile=replace(PROFILE, route=SigningRoute.PAPER))
    text = told(replace(PACK, facts=paper))
    assert "2: een voor elke partij die tekent" in text
    assert "paraaf" in text
    assert "eIDAS" not in text


@pytest.mark.parametrize("level", list(SignatureLevel))
def test_each_level_is_named_with_its_article(level: SignatureLevel):
    facts = replace(FACTS, profile=replace(PROFILE, level=level))
    assert "eIDAS-verordening, artikel" in told(replace(PACK, facts=facts))


def test_the_pdf_says_what_the_tree_says():
    document = cover_sheet(PACK)
    read = read_pdf_text(typesetter().pdf(typst_data(document)))
    assert read.unread == ()


def test_who_lacks_a_name_a_ground_or_a_power_keeps_the_pack_a_concept():
    nameless = replace(FIRST, name="")
    groundless = replace(SECOND, ground="", file="providers/kompas.yaml")
    missing = (Authority("Voorbeelddorp", ""),)
    reasons = not_ready((nameless, nameless, groundless), missing, PROFILE)
    assert reasons == (
        f"De naam ontbreekt van wie tekent voor {PARTY} (bestuurder).",
        f"Niet vastgelegd is op grond waarvan de heer F. Voorbeeld tekent voor {PARTY}; vul `ground` in, "
        "in providers/kompas.yaml.",
        "De volmacht van de gemeente Voorbeelddorp ontbreekt.",
    )
    assert not_ready((nameless,), (), replace(PROFILE, names_at_signing=True)) == ()
    assert not_ready((FIRST, SECOND, LAST), FACTS.powers, PROFILE) == ()


@pytest.mark.slow
def test_no_rule_fails_on_a_cover(verapdf: VeraPdf, tmp_path: Path):
    concept = replace(PACK, facts=replace(FACTS, reasons=("Een reden.",)))
    for name, pack in {"ready.pdf": PACK, "concept.pdf": concept}.items():
        (tmp_path / name).write_bytes(typesetter().pdf(typst_data(cover_sheet(pack))))
    verdicts = verapdf.check([tmp_path / "ready.pdf", tmp_path / "concept.pdf"])
    assert {key: verdict.failed for key, verdict in verdicts.items() if verdict.failed} == {}
    assert len(verdicts) == 4
