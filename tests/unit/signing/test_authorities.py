"""What is known of a certificate besides who gave it out: whether it was withdrawn, and whether it is qualified."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from akkoord.signing.signatures.fields import open_pdf
from akkoord.signing.signatures.revocation import RevocationData, RevocationError, revocation_data
from akkoord.signing.signatures.trust import Authorities, trusted
from akkoord.signing.signatures.validation import judge
from akkoord.signing.signatures.verdict import Level, Qualified, Revocation, Trust
from akkoord.spec import SignatureLevel
from support.signed import files, pki

ROOTS = trusted({"root.pem": pki.root().pem})
PROVIDER = pki.person(*files.PEOPLE[files.PROVIDER])
SERIAL = PROVIDER.certificate.serial_number
DAY = timedelta(days=1)


def judged(pdf, revocation=None, qualified=()):
    authorities = Authorities(ROOTS, qualified, revocation or RevocationData())
    (one,) = judge(open_pdf(pdf), authorities, pki.LATER)
    return one


def listed(*serials, on=pki.NOW, said=pki.LATER - DAY, **more):
    return revocation_data({"lijst.crl": pki.withdrawn(*serials, on=on, said=said, **more)})


def test_without_a_list_nothing_is_known_of_revocation():
    one = judged(files.signed_once())
    assert (one.revocation, one.revocation_on) == (Revocation.UNKNOWN, "")
    assert one.withdrawal.startswith("intrekking niet nagegaan")
    assert one.valid


def test_a_list_without_the_certificate_says_that_it_was_not_withdrawn():
    one = judged(files.signed_once(), listed(1, 2))
    assert (one.revocation, one.revocation_on) == (Revocation.GOOD, "2023-01-31T12:00:00Z")
    assert one.withdrawal == "niet ingetrokken, volgens gegevens van 2023-01-31T12:00:00Z"
    assert one.valid


def test_a_certificate_that_was_withdrawn_before_the_signature_does_not_do():
    one = judged(files.signed_once(), listed(SERIAL, on=pki.NOW - DAY))
    assert (one.revocation, one.trust, one.valid) == (Revocation.REVOKED, Trust.REVOKED, False)
    assert one.revocation_on == "2023-01-09T09:30:00Z"
    assert "het certificaat is ingetrokken" in one.problems


@pytest.mark.parametrize(("timestamped", "valid"), [(True, True), (False, False)])
def test_withdrawn_after_the_signature_needs_a_timestamp_to_be_believed(timestamped, valid):
    signed = files.sign(files.sent(), timestamped=timestamped)
    one = judged(signed, listed(SERIAL, on=pki.NOW + DAY))
    assert one.valid is valid
    assert one.revocation is (Revocation.GOOD if valid else Revocation.REVOKED)


def test_a_list_that_is_too_old_says_nothing():
    old = pki.NOW - 60 * DAY
    assert judged(files.signed_once(), listed(said=old)).revocation is Revocation.UNKNOWN


def test_a_list_that_a_stranger_signed_says_nothing():
    forged = listed(SERIAL, on=pki.NOW - DAY, by=pki.person("Vreemde", 51))
    one = judged(files.signed_once(), forged)
    assert (one.revocation, one.valid) == (Revocation.UNKNOWN, True)


@pytest.mark.parametrize(("revoked_on", "found"), [(None, Revocation.GOOD), (pki.NOW - DAY, Revocation.REVOKED)])
def test_an_answer_about_one_certificate(revoked_on, found):
    who = pki.person("A. Voorbeeld", 71, asked_at="http://ocsp.voorbeeld.invalid/")
    answer = revocation_data({"antwoord.ocsp": pki.answered(who, pki.LATER - DAY, revoked_on)})
    assert judged(files.sign(files.sent(), who=who), answer).revocation is found


def test_an_answer_about_another_certificate_says_nothing():
    other = pki.person(*files.PEOPLE[files.TOWNS])
    answer = revocation_data({"antwoord.ors": pki.answered(other, pki.LATER - DAY)})
    assert judged(files.signed_once(), answer).revocation is Revocation.UNKNOWN


SERVICE = pki.timestamp_authority().certificate.serial_number


def test_of_the_timestamp_service_too_it_is_known_only_from_what_is_at_hand():
    assert judged(files.signed_once()).timestamp_revocation is Revocation.UNKNOWN
    assert "niet nagegaan" in judged(files.signed_once()).timestamp_withdrawal
    one = judged(files.signed_once(), listed(1))
    assert (one.timestamp_revocation, one.timestamp_revocation_on) == (Revocation.GOOD, "2023-01-31T12:00:00Z")
    assert judged(files.kept_for_later()).timestamp_revocation is Revocation.GOOD
    assert not judged(files.sign(files.sent(), timestamped=False), listed(1)).timestamp_withdrawal


@pytest.mark.parametrize(
    ("days", "reason", "stands"),
    [
        (5, x509.ReasonFlags.superseded, True),
        (5, x509.ReasonFlags.cessation_of_operation, True),
        (5, x509.ReasonFlags.key_compromise, False),
        (5, None, False),
        (-5, x509.ReasonFlags.superseded, False),
    ],
)
def test_a_timestamp_stands_when_its_service_was_withdrawn_later_and_its_key_was_safe(days, reason, stands):
    one = judged(files.signed_once(), listed(SERVICE, on=pki.NOW + days * DAY, reason=reason))
    assert one.timestamp_revocation is Revocation.REVOKED
    assert bool(one.timestamp) is stands
    assert one.valid is stands
    assert one.level is (Level.B_T if stands else Level.B_B)
    assert ("ingetrokken vanaf" in " ".join(one.problems)) is not stands


def test_a_file_is_kept_for_long_only_by_a_timestamp_that_is_trusted():
    lasting = files.kept_for_later(covered=True)
    assert judged(lasting).level is Level.B_LTA
    gone = listed(SERVICE, on=pki.NOW - DAY, reason=x509.ReasonFlags.key_compromise)
    assert judged(lasting, gone).level is Level.B_B


@pytest.mark.parametrize("name", ["lijst.crl", "antwoord.ocsp"])
@pytest.mark.parametrize("data", [b"", b"geen lijst", pki.root().pem])
def test_data_on_revocation_that_cannot_be_read_are_named(name, data):
    with pytest.raises(RevocationError) as error:
        revocation_data({name: data})
    (found,) = error.value.diagnostics
    assert found.code == "SGN025"
    assert f"`{name}`" in found.message


@pytest.mark.parametrize("kind", ["/CRLs", "/OCSPs"])
def test_data_in_the_file_that_cannot_be_read_say_nothing(kind):
    writer = IncrementalPdfFileWriter(io.BytesIO(files.signed_once()))
    broken = writer.add_object(generic.StreamObject(stream_data=b"kapot"))
    store = {generic.pdf_name(kind): generic.ArrayObject([broken])}
    writer.root[generic.pdf_name("/DSS")] = generic.DictionaryObject(store)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    one = judged(out.getvalue())
    assert (one.revocation, one.level, one.intact) == (Revocation.UNKNOWN, Level.B_T, True)
    assert judged(out.getvalue(), listed()).revocation is Revocation.GOOD


@pytest.mark.parametrize(("covered", "level"), [(False, Level.B_LT), (True, Level.B_LTA)])
def test_a_file_that_keeps_what_it_is_judged_by(covered, level):
    one = judged(files.kept_for_later(covered=covered))
    assert (one.level, one.revocation, one.trust) == (level, Revocation.GOOD, Trust.TRUSTED)
    assert one.intact
    assert one.allowed


def test_a_file_that_keeps_nothing_is_no_more_than_timestamped():
    assert judged(files.signed_once(), listed()).level is Level.B_T


@pytest.mark.parametrize(
    ("said", "known", "found", "eidas"),
    [
        ((), True, Qualified.NO, SignatureLevel.ADVANCED),
        (("qc_sscd",), True, Qualified.NO, SignatureLevel.ADVANCED),
        (("qc_compliance",), True, Qualified.WITHOUT_DEVICE, SignatureLevel.ADVANCED),
        (("qc_compliance", "qc_sscd"), False, Qualified.CLAIMED, SignatureLevel.ADVANCED),
        (("qc_compliance", "qc_sscd"), True, Qualified.CONFIRMED, SignatureLevel.QUALIFIED),
    ],
)
def test_a_qualified_certificate_says_so_and_its_authority_is_known(said, known, found, eidas):
    statements = pki.statements(*said) if said else b""
    who = pki.person("A. Voorbeeld", 61 + len(said), qualified=statements)
    one = judged(files.sign(files.sent(), who=who), qualified=ROOTS if known else ())
    assert one.certificate is not None
    assert (one.certificate.qualified, one.eidas) == (found, eidas)


def test_statements_that_cannot_be_read_say_nothing():
    who = pki.person("A. Voorbeeld", 65, qualified=b"\x30\x03\x02\x01")
    one = judged(files.sign(files.sent(), who=who), qualified=ROOTS)
    assert one.certificate is not None
    assert one.certificate.qualified is Qualified.NO
