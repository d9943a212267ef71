"""The verb `sign`: what it takes, how it gets the passphrase, and how its answer looks."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.clock import now
from akkoord.cli.declared import Argument, DeclaredVerb, Given, Option, UsageError
from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say

if TYPE_CHECKING:
    from akkoord.project.signing import Signed

_REASON = "Ondertekening"


def _run(given: Given, general: General) -> int:
    from akkoord.project.signing import sign_file
    from akkoord.project.whole_file import check_there
    from akkoord.signing.signatures.signature import Request

    values = given.values
    certify = "certify" in given.switches
    if certify == bool(values.get("field")):
        hint = "een zegel heeft een veld van zichzelf" if certify else "het voorblad noemt het veld van wie tekent"
        raise UsageError("noem `--field NAAM`, of `--certify` voor het zegel van de regio", hint)
    request = Request(
        values.get("field", ""),
        now(),
        values.get("reason", "") or _REASON,
        values.get("place", ""),
        values.get("timestamp", ""),
        certify,
    )
    out, manifest = (Path(values[name]) if values.get(name) else None for name in ("out", "manifest"))
    file, key = Path(values["file"]), Path(values["key"])
    check_there(file, key)
    signed = sign_file(file, key, _passphrase(values), request, out, manifest, project=general.project)
    _show(signed, general)
    return 0


def _passphrase(values: dict[str, str]) -> str:
    """The passphrase of the key: from a file, from the environment, or typed where nobody sees it."""
    if values.get("passphrase_file"):
        from akkoord.project.whole_file import read_whole

        try:
            return read_whole(Path(values["passphrase_file"])).decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise UsageError("het bestand met het wachtwoord is geen tekst (UTF-8)") from None
    if name := values.get("passphrase_env"):
        if name not in os.environ:
            raise UsageError(f"de omgevingsvariabele `{name}` bestaat niet")
        return os.environ[name]
    if not sys.stdin.isatty():
        raise UsageError("er is geen wachtwoord", "noem `--passphrase-file` of `--passphrase-env`")
    from getpass import getpass

    try:
        return getpass("Wachtwoord van de sleutel: ")
    except EOFError:
        raise UsageError("er is geen wachtwoord getypt", "noem `--passphrase-file` of `--passphrase-env`") from None


def _show(signed: Signed, general: General) -> None:
    from akkoord.diagnostics import as_json

    if general.as_json:
        from akkoord.records import json_text

        data = {
            "file": signed.file,
            "output": signed.output,
            "field": signed.field,
            "signer": signed.signer,
            "serial": signed.serial,
            "level": signed.level,
            "time": signed.moment,
            "diagnostics": [as_json(d) for d in signed.diagnostics],
        }
        put(json_text(data).rstrip())
        return
    tell_findings(signed.diagnostics, general, say)
    if general.quiet:
        return
    put(f"Ondertekend door {signed.signer} in `{signed.field}` (PAdES {signed.level}, certificaat {signed.serial}).")
    put(f"geschreven: {signed.output}")


SIGN = DeclaredVerb(
    "sign",
    "Onderteken een PDF met een eigen sleutel (PKCS#12): PAdES B-B, met een tijdstempeldienst B-T.",
    (Argument("file", "PDF", "De PDF uit het tekenpakket."),),
    (
        Option("field", ("--field",), "NAAM", "Het handtekeningveld; het voorblad noemt het."),
        Option("key", ("--key",), "BESTAND", "De sleutel: een bestand .p12 of .pfx.", required=True),
        Option("out", ("-o", "--out"), "BESTAND", "Waar de ondertekende PDF komt; anders in de plaats van PDF."),
        Option("passphrase_file", ("--passphrase-file",), "BESTAND", "Het bestand met het wachtwoord van de sleutel."),
        Option("passphrase_env", ("--passphrase-env",), "NAAM", "De omgevingsvariabele met het wachtwoord."),
        Option("timestamp", ("--timestamp",), "ADRES", "De tijdstempeldienst (RFC 3161); de enige verbinding."),
        Option("manifest", ("--manifest",), "BESTAND", "Het manifest van het pakket; anders dat naast PDF."),
        Option("reason", ("--reason",), "TEKST", "De reden in de handtekening; anders: Ondertekening."),
        Option("place", ("--place",), "PLAATS", "De plaats van ondertekening."),
        Option("certify", ("--certify",), "", "Zet het zegel van de regio (`signing.seal`), als eerste."),
    ),
    _run,
)
