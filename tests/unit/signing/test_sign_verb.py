"""The verb `sign`, from what is typed to the file on disk."""

from __future__ import annotations

import json

import pytest

from akkoord.cli import main
from akkoord.project.signing import MANIFEST
from akkoord.records import DocumentRow, FileRow, Manifest, Program, SignerRow, manifest_to_json
from akkoord.signing.signatures.fields import open_pdf, places
from support.schemas import validator
from support.signed import files, pki
from support.signed.profile import REGION
from support.signed.service import timestamp_service

SECRET = "dit wachtwoord staat nergens anders"  # noqa: S105  # opens a key that exists in this test only


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the contract, a key and its passphrase; the clock stands still."""
    monkeypatch.setattr("akkoord.cli.signing.now", lambda: pki.NOW)
    (tmp_path / "overeenkomst.pdf").write_bytes(files.sent())
    for field, (name, number) in files.PEOPLE.items():
        (tmp_path / f"{field}.p12").write_bytes(pki.key_file(pki.person(name, number), SECRET))
    (tmp_path / "wachtwoord.txt").write_text(SECRET + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sign(*more, field=files.PROVIDER, file="overeenkomst.pdf"):
    given = ("sign", file, "--field", field, "--key", f"{field}.p12", "--passphrase-file", "wachtwoord.txt")
    return main([*given, *more])


def fields(path):
    return {place.name: place.signed for place in places(open_pdf(path.read_bytes()))}


def manifest(signers):
    document = DocumentRow(
        "raamovereenkomst",
        "Raamovereenkomst",
        present=True,
        files=(FileRow("overeenkomst.pdf", "", 0),),
        signers=signers,
    )
    program = Program("akkoord", "0", {})
    pack = ("voorbeeld", "2023", "2023-01-01", "voorbeeld-pakket", "", "ready", "")
    return Manifest(*pack, program, None, None, (), (), (document,))


def test_a_file_is_signed_in_its_own_place(folder, capsys):
    assert sign() == 0
    assert fields(folder / "overeenkomst.pdf") == {files.PROVIDER: True, files.TOWNS: False}
    said = capsys.readouterr()
    assert "Ondertekend door A. Voorbeeld in `aanbieder-1` (PAdES B-B, certificaat A00B)." in said.out
    assert "SGN021" in said.err
    assert "SGN022" in said.err


def test_a_timestamp_comes_from_the_address_that_is_named(folder, capsys):
    with timestamp_service() as address:
        assert sign("-o", "getekend.pdf", "--timestamp", address, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    validator("sign").validate(said)
    assert (said["level"], said["time"], said["output"]) == ("B-T", "2023-01-10T09:30:00Z", "getekend.pdf")
    assert (folder / "overeenkomst.pdf").read_bytes() == files.sent()
    assert fields(folder / "getekend.pdf")[files.PROVIDER]


@pytest.mark.parametrize("broken", [True, False])
def test_without_an_answer_of_the_service_nothing_is_signed(folder, capsys, broken):
    with timestamp_service(broken=True) as address:
        assert sign("--timestamp", address if broken else "http://127.0.0.1:9/") == 2
    assert "SGN016" in capsys.readouterr().err
    assert (folder / "overeenkomst.pdf").read_bytes() == files.sent()


def test_the_order_is_that_of_the_manifest(folder, capsys):
    rows = tuple(
        SignerRow("Voorbeeld", name, "", "", rank, field)
        for rank, (field, (name, _)) in enumerate(files.PEOPLE.items(), 1)
    )
    (folder / "pakket.json").write_bytes(manifest_to_json(manifest(rows)))
    assert sign("--manifest", "pakket.json", field=files.TOWNS) == 2
    assert "SGN013" in capsys.readouterr().err
    assert sign("--manifest", "pakket.json") == 0
    assert sign("--manifest", "pakket.json", field=files.TOWNS) == 0
    assert all(fields(folder / "overeenkomst.pdf").values())


def test_what_a_build_made_is_not_signed_in_its_place(folder, capsys):
    (folder / MANIFEST).write_bytes(manifest_to_json(manifest(())))
    assert sign() == 2
    assert "SGN018" in capsys.readouterr().err
    (folder / "getekend").mkdir()
    assert sign("-o", "getekend/overeenkomst.pdf") == 0


SEALED = "signing: {{municipalities: volmacht, seal: {{holder: Regio Voorbeeld, certificates: [{}]}}}}"


def sealed(folder, signing, *more, who=None):
    """The outcome of `sign --certify` in a project whose profile has this under `signing`."""
    region = folder / "contracts" / "voorbeeld"
    region.mkdir(parents=True)
    (folder / "clauses").mkdir()
    (region / "region.yaml").write_text(REGION.replace("signing: {municipalities: volmacht}", signing))
    (folder / "zegel.p12").write_bytes(pki.key_file(who or pki.seal(), SECRET))
    key = ("--key", "zegel.p12", "--passphrase-file", "wachtwoord.txt")
    return main(["sign", "overeenkomst.pdf", "--certify", *key, "-o", "verzegeld.pdf", *more])


def test_the_seal_of_the_region_has_a_field_of_its_own(folder, capsys):
    assert sealed(folder, SEALED.format(pki.seal().sha256), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    validator("sign").validate(said)
    assert (said["field"], said["signer"]) == ("zegel", "Regio Voorbeeld")
    assert [one["code"] for one in said["diagnostics"]] == ["SGN022"]
    assert fields(folder / "verzegeld.pdf") == {files.PROVIDER: False, files.TOWNS: False, "zegel": True}
    assert sign(file="verzegeld.pdf") == 0
    assert sign(file="verzegeld.pdf", field=files.TOWNS) == 0


@pytest.mark.parametrize(
    ("signing", "who", "code"),
    [
        ("signing: {municipalities: volmacht}", None, "SGN023"),
        (SEALED.format(pki.seal().sha256), pki.person("Regio Voorbeeld", 43), "SGN024"),
    ],
)
def test_nobody_seals_with_another_key_than_that_of_the_profile(folder, capsys, signing, who, code):
    assert sealed(folder, signing, who=who) == 2
    assert code in capsys.readouterr().err
    assert not (folder / "verzegeld.pdf").exists()


def asking(folder, pades):
    """A project whose region asks this of a signature."""
    region = folder / "contracts" / "voorbeeld"
    region.mkdir(parents=True)
    (folder / "clauses").mkdir()
    signing = f"signing: {{municipalities: volmacht, pades: {pades}}}"
    (region / "region.yaml").write_text(REGION.replace("signing: {municipalities: volmacht}", signing))


def test_a_signature_that_the_region_would_not_take_is_not_put(folder, capsys):
    asking(folder, "B-T")
    assert sign() == 2
    assert "SGN026" in capsys.readouterr().err
    assert (folder / "overeenkomst.pdf").read_bytes() == files.sent()
    with timestamp_service() as address:
        assert sign("--timestamp", address) == 0


def test_what_a_signature_lacks_that_can_be_added_later_is_told(folder, capsys):
    asking(folder, "B-LT")
    with timestamp_service() as address:
        assert sign("--timestamp", address, "-o", "getekend.pdf") == 0
    assert "SGN027" in capsys.readouterr().err


def test_without_a_project_nobody_can_tell_whose_the_seal_is(folder, capsys):
    key = ("--key", "aanbieder-1.p12", "--passphrase-file", "wachtwoord.txt")
    assert main(["sign", "overeenkomst.pdf", "--certify", *key]) == 2
    assert "SGN023" in capsys.readouterr().err


@pytest.mark.parametrize("given", [(), ("--certify", "--field", files.PROVIDER)])
def test_a_person_has_a_field_and_a_seal_has_its_own(folder, capsys, given):
    key = ("--key", "aanbieder-1.p12", "--passphrase-file", "wachtwoord.txt")
    assert main(["sign", "overeenkomst.pdf", *key, *given]) == 2
    assert "`--certify`" in capsys.readouterr().err


def test_the_passphrase_comes_from_the_environment(folder, monkeypatch):
    monkeypatch.setenv("PROEF_WACHTWOORD", SECRET)
    key = ("--key", "aanbieder-1.p12", "--passphrase-env", "PROEF_WACHTWOORD")
    assert main(["sign", "overeenkomst.pdf", "--field", files.PROVIDER, *key]) == 0


@pytest.mark.parametrize(
    "given",
    [
        ("--passphrase-env", "BESTAAT_NIET"),
        (),
        ("--passphrase", SECRET),
        ("--passphrase-file", "aanbieder-1.p12"),
        ("--passphrase-file", "er-is-niets.txt"),
        ("--passphrase-file", "fout.txt"),
    ],
)
def test_a_passphrase_that_does_not_come_is_asked_for_in_another_way_and_never_shown(folder, capsys, given):
    (folder / "fout.txt").write_text("een fout wachtwoord")
    assert main(["sign", "overeenkomst.pdf", "--field", files.PROVIDER, "--key", "aanbieder-1.p12", *given]) == 2
    said = capsys.readouterr()
    for secret in (SECRET, "een fout wachtwoord"):
        assert secret not in said.out + said.err
    assert (folder / "overeenkomst.pdf").read_bytes() == files.sent()


def test_a_passphrase_that_is_not_typed_is_no_bug_of_the_program(folder, capsys, monkeypatch):
    def nothing(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nothing)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert main(["sign", "overeenkomst.pdf", "--field", files.PROVIDER, "--key", "aanbieder-1.p12"]) == 2
    assert "er is geen wachtwoord" in capsys.readouterr().err


def test_no_secret_is_in_what_is_written_or_said(folder, capsys):
    assert sign("-o", "getekend.pdf") == 0
    said = capsys.readouterr()
    made = (folder / "getekend.pdf").read_bytes()
    assert SECRET.encode() not in made
    assert SECRET not in said.out + said.err
    who = pki.person(*files.PEOPLE[files.PROVIDER])
    secret = who.key.private_numbers().private_value.to_bytes(32, "big")
    assert secret not in made
    assert b"PRIVATE KEY" not in made
    assert not list(folder.glob(".*"))
