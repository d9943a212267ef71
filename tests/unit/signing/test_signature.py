"""Signing: only where and when it may be, and everything stays what it was."""

from __future__ import annotations

import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.records import SignerRow
from akkoord.signing.signatures import signature
from akkoord.signing.signatures.fields import SEAL_FIELD, open_pdf, places
from akkoord.signing.signatures.keys import KeyFileError, common_name, open_key
from akkoord.signing.signatures.names import same_person
from akkoord.signing.signatures.signature import Request, SigningRefusedError, place_to_sign
from akkoord.signing.signatures.trust import Authorities, TrustError, trusted
from akkoord.signing.signatures.validation import judge
from akkoord.signing.signatures.verdict import Coverage, Level, Trust
from support.signed import files, pki

ROOTS = Authorities(trusted({"root.pem": pki.root().pem}))
SIGNERS = tuple(
    SignerRow("Voorbeeld", files.PEOPLE[field][0], "bestuurder", "", rank, field)
    for rank, field in enumerate((files.PROVIDER, files.TOWNS), 1)
)


def judged(pdf, moment=pki.LATER, roots=ROOTS, expected=None):
    return judge(open_pdf(pdf), roots, moment, expected)


def refused(pdf, field, signers=(), *, certify=False):
    with pytest.raises(SigningRefusedError) as error:
        place_to_sign(pdf, Request(field, pki.NOW, "", certify=certify), signers, "proef.pdf")
    (found,) = error.value.diagnostics
    return found


def test_two_signatures_are_whole_and_trusted_and_the_first_stays_valid():
    first, second = judged(files.signed_twice(), expected={f: p[0] for f, p in files.PEOPLE.items()})
    assert (first.field, second.field) == (files.PROVIDER, files.TOWNS)
    assert first.valid
    assert second.valid
    assert {first.trust, second.trust} == {Trust.TRUSTED}
    assert {first.level, second.level} == {Level.B_T}
    assert (first.coverage, second.coverage) == (Coverage.REVISION, Coverage.WHOLE_FILE)
    assert first.changed_after == ("een handtekening of de inhoud van een veld",)
    assert first.timestamp == first.claimed == "2023-01-10T09:30:00Z"
    assert first.certificate
    assert first.certificate.serial == "A00B"
    assert first.certificate.chain == ("A. Voorbeeld", "Voorbeeld Stamcertificaat (alleen proef)")


def test_a_signature_is_added_and_nothing_before_it_changes():
    assert files.signed_once().startswith(files.sent())
    assert files.signed_twice().startswith(files.signed_once())


def test_without_a_timestamp_the_level_is_b_b():
    (one,) = judged(files.sign(files.sent(), timestamped=False))
    assert one.valid
    assert one.level is Level.B_B
    assert one.timestamp == ""


def test_the_seal_of_a_region_comes_first_and_lets_others_sign():
    sealed = files.sign(files.sent(), certify=True)
    seal, first, second = judged(files.sign(files.sign(sealed), files.TOWNS))
    assert (seal.field, seal.certifies, first.certifies) == (SEAL_FIELD, True, False)
    assert seal.valid
    assert first.valid
    assert second.valid
    assert refused(files.signed_once(), "", certify=True).code == "SGN014"
    assert refused(sealed, "", certify=True).code == "SGN014"


@pytest.mark.slow
def test_the_file_stays_pdf_a_and_pdf_ua_after_each_signature(verapdf, tmp_path):
    paths = []
    sealed = files.sign(files.sent(), certify=True)
    made = (files.sent(), files.signed_once(), files.signed_twice(), sealed, files.sign(sealed))
    for number, data in enumerate(made):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(data)
    for verdict in verapdf.check(paths).values():
        assert verdict.rules > 100
        assert verdict.failed == {}


@pytest.mark.parametrize(
    ("seed", "says"),
    [
        ("/DigestMethod [(SHA512)] /Ff 64", "het veld vraagt een ander algoritme dan SHA-256"),
        ("/SubFilter [/adbe.pkcs7.detached] /Ff 2", "het veld vraagt een andere vorm van handtekening dan PAdES"),
        ("/Reasons [(Akkoord)] /Ff 8", "het veld vraagt een andere reden van ondertekenen, of juist geen"),
        ("/AddRevInfo true /Ff 32", "het veld vraagt gegevens over intrekking"),
    ],
)
def test_what_a_field_asks_and_is_not_given_is_told_in_dutch(seed, says):
    with pytest.raises(SigningRefusedError) as error:
        files.sign(files.asking(seed))
    (found,) = error.value.diagnostics
    assert found.code == "SGN017"
    assert found.message == f"het veld `{files.PROVIDER}` laat deze handtekening niet toe: {says}"
    assert found.found


def test_a_field_that_is_not_there_is_refused_with_the_nearest():
    found = refused(files.sent(), "aanbieder-2")
    assert found.code == "SGN011"
    assert found.hints == (f"bedoelde u `{files.PROVIDER}`?",)


def test_a_field_is_signed_once():
    assert refused(files.signed_once(), files.PROVIDER).code == "SGN012"


def test_whoever_comes_first_signs_first():
    found = refused(files.sent(), files.TOWNS, SIGNERS)
    assert found.code == "SGN013"
    assert "A. Voorbeeld" in found.message
    assert place_to_sign(files.signed_once(), Request(files.TOWNS, pki.NOW, ""), SIGNERS, "proef.pdf").locks


def test_equal_ranks_sign_in_either_order():
    equal = tuple(SignerRow("V", "", "", "", 1, row.field) for row in SIGNERS)
    assert place_to_sign(files.sent(), Request(files.TOWNS, pki.NOW, ""), equal, "proef.pdf").name == files.TOWNS


def test_after_the_last_signature_nobody_signs():
    locked = files.sign(files.sent(), files.TOWNS)
    assert refused(locked, files.PROVIDER).code == "SGN015"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"geen pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF"]
)
def test_what_is_no_pdf_is_refused(data):
    assert refused(data, files.PROVIDER).code == "SGN010"


@pytest.mark.parametrize(("period", "code"), [(pki.EXPIRED, "SGN002"), (pki.FUTURE, "SGN002")])
def test_nobody_signs_with_a_certificate_that_is_not_valid(period, code):
    with pytest.raises(KeyFileError) as error:
        files.sign(files.sent(), who=pki.person("A. Voorbeeld", 31, period))
    assert error.value.diagnostics[0].code == code


@pytest.mark.parametrize("who", [pki.root(), pki.with_usage(51, "content_commitment", authority=True)])
def test_an_authority_does_not_sign_contracts(who):
    with pytest.raises(KeyFileError) as error:
        files.sign(files.sent(), who=who)
    (found,) = error.value.diagnostics
    assert found.code == "SGN003"
    assert "dat van een uitgever (CA)" in found.message
    assert "`nonRepudiation`" in found.hints[0]


@pytest.mark.parametrize(
    ("usages", "says"),
    [
        ((), "het noemt geen sleutelgebruik"),
        (("digital_signature",), "het sleutelgebruik is alleen `digitalSignature`"),
        (
            ("digital_signature", "key_encipherment"),
            "het sleutelgebruik is alleen `digitalSignature`, `keyEncipherment`",
        ),
        (("content_commitment",), ""),
        (("digital_signature", "content_commitment"), ""),
    ],
)
def test_nobody_signs_with_what_a_verifier_calls_unfit(usages, says, monkeypatch):
    who = pki.with_usage(52, *usages)
    if says:
        with pytest.raises(KeyFileError) as error:
            files.sign(files.sent(), who=who)
        (found,) = error.value.diagnostics
        assert found.code == "SGN003"
        assert found.message.endswith(says)
        monkeypatch.setattr(signature, "check_key", lambda *_: None)
    (one,) = judged(files.sign(files.sent(), who=who))
    assert one.trust is (Trust.UNFIT if says else Trust.TRUSTED)


@pytest.mark.parametrize(
    "data", [pki.key_file(pki.person("A. Voorbeeld", 11), "een ander geheim"), b"geen sleutel", b""]
)
def test_a_key_that_does_not_open_tells_no_secret(data):
    with pytest.raises(AkkoordError) as error:
        open_key(data, "mijn geheime wachtwoord", "sleutel.p12")
    (found,) = error.value.diagnostics
    assert found.code == "SGN001"
    assert "geheim" not in f"{found} {error.value.__cause__!r} {error.value.__context__!r}"


def test_a_key_does_not_show_itself():
    key = open_key(pki.key_file(pki.person("A. Voorbeeld", 11)), pki.PASSPHRASE, "sleutel.p12")
    assert repr(key) == "Key(name='A. Voorbeeld')"


def test_an_expired_certificate_needs_a_timestamp_to_be_believed():
    who = pki.person("A. Voorbeeld", 32, pki.SOON)
    (bare,) = judged(files.sign(files.sent(), who=who, timestamped=False))
    (stamped,) = judged(files.sign(files.sent(), who=who))
    assert (bare.trust, bare.valid) == (Trust.EXPIRED, False)
    assert (stamped.trust, stamped.valid) == (Trust.TRUSTED, True)


def test_unknown_trust_is_an_answer_of_its_own():
    (one,) = judged(files.sign(files.sent(), timestamped=False), roots=Authorities())
    assert one.trust is Trust.UNKNOWN
    assert one.intact
    assert one.problems == ()


def test_trusted_certificates_that_cannot_be_read_are_named():
    with pytest.raises(TrustError) as error:
        trusted({"uitgever.pem": b"-----BEGIN CERTIFICATE-----\nkapot\n-----END CERTIFICATE-----\n"})
    assert "`uitgever.pem`" in error.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("A. Voorbeeld", "Anna Voorbeeld", True),
        ("mr. drs. A. Voorbeeld", "Voorbeeld, A.B.", True),
        ("É. Voorbeeld", "Eva Voorbeeld", True),
        ("A. Voorbeeld", "B. Voorbeeld", False),
        ("A. Voorbeeld", "A. Proef", False),
        ("Anna Voorbeeld", "Annie Voorbeeld", False),
        ("", "A. Voorbeeld", False),
    ],
)
def test_a_name_in_a_certificate_is_the_name_in_the_pack(expected, found, same):
    assert same_person(expected, found) is same


def test_the_fields_of_a_file():
    first, second = places(open_pdf(files.signed_once()))
    assert (first.name, first.page, first.signed, first.locks) == (files.PROVIDER, 4, True, False)
    assert (second.name, second.signed, second.locks) == (files.TOWNS, False, True)
    assert second.tooltip == "Handtekening van B. Proef"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ({"common_name": "A. Voorbeeld", "email_address": "a@voorbeeld.nl"}, "A. Voorbeeld"),
        ({"organization_name": "Voorbeeld B.V.", "email_address": "a@voorbeeld.nl"}, "Voorbeeld B.V."),
        ({"country_name": "NL", "email_address": "a@voorbeeld.nl"}, "NL"),
        ({"email_address": "a@voorbeeld.nl"}, "zonder naam"),
    ],
)
def test_a_mailbox_in_a_certificate_is_never_shown(subject, name):
    assert common_name(subject) == name
