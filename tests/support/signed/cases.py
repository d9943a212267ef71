"""The cases of what can happen to a file, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from akkoord.records import SignerRow
from akkoord.signing.comparison.pdf import PdfFile
from akkoord.signing.returned import PdfVerdict, verify_pdf
from akkoord.signing.signatures.trust import trusted
from support.signed import files, pki
from support.signed.mutations import OPERATIONS

SIGNERS = tuple(
    SignerRow("Voorbeeld", name, "bestuurder", "", rank, field)
    for rank, (field, (name, _)) in enumerate(files.PEOPLE.items(), 1)
)


@dataclass(frozen=True)
class Case:
    """One thing that can happen; `data` as in the file of cases."""

    name: str
    data: Mapping[str, Any]


def read_cases(name: str) -> tuple[Case, ...]:
    """The cases of a file."""
    rows = YAML(typ="safe", pure=True).load((files.CASES / name).read_text(encoding="utf-8"))
    return tuple(Case(row["name"], row) for row in rows)


def made(case: Case) -> bytes:
    """The PDF of a case."""
    data = files.signed_twice()
    for step in case.data.get("do", ()):
        ((operation, given),) = step.items()
        data = OPERATIONS[operation](data, **given)
    return data


@cache
def _sent() -> PdfFile:
    return PdfFile(files.sent())


def judged(data: bytes) -> PdfVerdict:
    """What `verify` says of it."""
    return verify_pdf(_sent(), data, SIGNERS, trusted({"root.pem": pki.root().pem}), pki.LATER)


def signatures_in_words(verdict: PdfVerdict) -> str:
    """Good, bad, or none."""
    if not verdict.signatures.signatures:
        return "none"
    return "good" if verdict.signatures.good else "bad"
