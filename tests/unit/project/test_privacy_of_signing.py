"""What is signed, kept and reported of one provider holds no key, passphrase or address, and nothing of another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from akkoord.cli import main
from akkoord.project.pack_files import MANIFEST
from support.signed import pki
from unit.project.test_privacy import INSIDE, OF_OTHER, OTHERS_ADDRESS, OWN_ADDRESS, TOWN_ADDRESS, _inside, project

__all__ = ["project"]
PACK = "voorbeeld/2023/twee"
SECRET = "dit wachtwoord staat nergens anders"  # noqa: S105  # opens a key that exists in this test only


@pytest.fixture(scope="module")
def journey(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The pack of `twee` signed by its first signatory, sent, returned, judged and reported; and all that was said."""
    made = Path(shutil.copytree(project, tmp_path_factory.mktemp("reis") / "project"))
    outside = tmp_path_factory.mktemp("tekenaar")
    manifest = json.loads((made / "output" / PACK / MANIFEST).read_bytes())
    document = next(row for row in manifest["documents"] if row.get("signers") and row["sent"])
    signer, kind = document["signers"][0], document["kind"]
    who = pki.person(signer["name"], 21)
    (outside / "sleutel.p12").write_bytes(pki.key_file(who, SECRET))
    (outside / "wachtwoord").write_text(SECRET, encoding="utf-8")
    source, signed = made / "output" / PACK / f"{kind}.pdf", outside / f"{kind}.pdf"
    by = ("--by", "A. Voorbeeld", "--project", str(made))
    steps = (
        ("record", PACK, "ready", "--date", "2022-12-01", *by),
        ("record", PACK, "sent", "--date", "2022-12-02", *by),
        (
            "sign", str(source), "--field", signer["field"], "--key", str(outside / "sleutel.p12"), "--passphrase-file",
            str(outside / "wachtwoord"), "-o", str(signed), "--project", str(made), "--debug",
        ),
        ("record", PACK, "returned", str(signed), "--date", "2023-01-11", *by),
        ("verify", str(signed), "--at", "2023-01-12", "--report", str(made / "rapport"), "--officer", "A. Voorbeeld",
         "--project", str(made)),
        ("record", PACK, "verified", "--date", "2023-01-12", "--despite", "de uitgever is nagebeld", *by),
        ("status", "--date", "2023-01-13", "--project", str(made)),
    )  # fmt: skip
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("akkoord.cli.signing.now", lambda: pki.NOW)
        for step in steps:
            patched.setattr("sys.stdout", out := _Said(said))
            patched.setattr("sys.stderr", out)
            code = main(list(step))
            assert code == (1 if step[0] == "verify" else 0), (step, "".join(said)[-2000:])
    key = who.key.private_numbers().private_value.to_bytes(32, "big")
    assert key not in signed.read_bytes()
    return made, "".join(said)


class _Said:
    """A stream that keeps what is said."""

    encoding = "utf-8"

    def __init__(self, said: list[str]) -> None:
        self._said = said

    def write(self, text: str) -> int:
        self._said.append(text)
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return False


def kept(project: Path) -> dict[str, str]:
    """All that signing left in the project, with what is packed in it, as what can be found in it."""
    places = ("archive", "rapport", f"contracts/{PACK.partition('/')[0]}/ledger")
    files = [path for place in places for path in sorted((project / place).rglob("*")) if path.is_file()]
    return {
        f"{path.relative_to(project).as_posix()}/{name}": text
        for path in files
        for name, text in _inside(path.name, path.read_bytes())
    }


def test_everything_that_signing_leaves_is_looked_into(journey):
    found = kept(journey[0])
    assert {Path(name).suffix for name in found} >= {".jsonl", ".json", ".pdf", ".html", ".xml", ".docx", ".zip"}
    assert any("Voorbeeld Stamcertificaat" in text for text in found.values())


@pytest.mark.parametrize("secret", [SECRET, INSIDE["passphrase"], INSIDE["key"], INSIDE["remark"], "PRIVATE KEY"])
def test_no_secret_or_remark_is_kept_or_said(journey, secret):
    project, said = journey
    assert secret not in said
    assert [name for name, text in kept(project).items() if secret in text] == []


@pytest.mark.parametrize("address", [OWN_ADDRESS, TOWN_ADDRESS, OTHERS_ADDRESS])
def test_an_address_is_in_the_envelope_that_was_sent_alone(journey, address):
    project, said = journey
    assert address not in said
    held = {name for name, text in kept(project).items() if address in text}
    assert all(name.endswith("tekenpakket.zip/envelope.json") for name in held)


@pytest.mark.parametrize("what", ["kvk", "agb", "street", "signer"])
def test_nothing_of_another_provider_is_kept(journey, what):
    held = [name for name, text in kept(journey[0]).items() if OF_OTHER[what] in text]
    assert held == []
