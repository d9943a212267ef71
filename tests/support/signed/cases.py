"""The cases of what can happen to a file, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from cryptography.x509 import ReasonFlags
from msgspec import Struct
from ruamel.yaml import YAML

from akkoord.project.word_sides import word_side
from akkoord.records import SignerRow
from akkoord.signing.comparison.docx import WordSide, compare_docx
from akkoord.signing.comparison.pdf import PdfFile
from akkoord.signing.comparison.verdict import TextVerdict
from akkoord.signing.returned import Demand, PdfVerdict, verify_pdf
from akkoord.signing.signatures.revocation import revocation_data
from akkoord.signing.signatures.trust import Authorities, trusted
from akkoord.spec import Seal
from support.signed import files, pki, word
from support.signed.mutations import OPERATIONS

SIGNERS = tuple(
    SignerRow("Voorbeeld", name, "bestuurder", "", rank, field)
    for rank, (field, (name, _)) in enumerate(files.PEOPLE.items(), 1)
)


class Case(Struct, frozen=True, dict=True):
    """One thing that can happen; `data` as in the file of cases."""

    name: str
    data: Mapping[str, Any]


def read_cases(name: str) -> tuple[Case, ...]:
    """The cases of a file."""
    rows = YAML(typ="safe", pure=True).load((files.CASES / name).read_text(encoding="utf-8"))
    return tuple(Case(row["name"], row) for row in rows)


def made(case: Case) -> bytes:
    """The PDF of a case."""
    return _after(files.signed_twice(), case.data.get("do", ()))


def _after(data: bytes, steps: Iterable[Mapping[str, Any]]) -> bytes:
    for step in steps:
        ((operation, given),) = step.items()
        data = OPERATIONS[operation](data, **given)
    return data


@cache
def _word() -> WordSide:
    return word_side(word.sent(), "verzonden.docx", with_places=True)


@cache
def _word_sent() -> bytes:
    return word.sent()


def made_word(case: Case) -> bytes:
    """The Word file of a case."""
    data = _word_sent()
    for step in case.data.get("do", ()):
        ((operation, given),) = step.items()
        data = word.OPERATIONS[operation](data, **given)
    return data


def judged_word(data: bytes) -> TextVerdict:
    """What `verify` says of a Word file."""
    return compare_docx(_word(), word_side(data, "terug.docx"))


@cache
def _sent() -> PdfFile:
    return PdfFile(files.sent())


def outcome(case: Case) -> PdfVerdict:
    """What `verify` says of the PDF of a case; each is judged once.

    A case has `base` when something else was sent, `withdrawn` when a certificate was (of the timestamp service when
    no field is named), and `seal` when the region
    has one.
    """
    if case.name not in _OUTCOMES:
        was = PdfFile(_after(files.sent(), case.data["base"])) if "base" in case.data else _sent()
        demand = Demand(seal=Seal("Regio Voorbeeld", (pki.seal().sha256,)) if case.data.get("seal") else None)
        _OUTCOMES[case.name] = verify_pdf(was, made(case), SIGNERS, _authorities(case), pki.LATER, demand)
    return _OUTCOMES[case.name]


def _authorities(case: Case) -> Authorities:
    roots = trusted({"root.pem": pki.root().pem})
    if "withdrawn" not in case.data:
        return Authorities(roots)
    given = case.data["withdrawn"]
    who = pki.person(*files.PEOPLE[given["field"]]) if "field" in given else pki.timestamp_authority()
    on = pki.NOW + timedelta(days=given["days"])
    reason = ReasonFlags[given["reason"]] if "reason" in given else None
    listed = pki.withdrawn(who.certificate.serial_number, on=on, said=pki.LATER, reason=reason)
    return Authorities(roots, (), revocation_data({"lijst.crl": listed}))


_OUTCOMES: dict[str, PdfVerdict] = {}


def judged(data: bytes) -> PdfVerdict:
    """What `verify` says of it."""
    return verify_pdf(_sent(), data, SIGNERS, Authorities(trusted({"root.pem": pki.root().pem})), pki.LATER)


def signatures_in_words(verdict: PdfVerdict) -> str:
    """Good, bad, or none."""
    if not verdict.signatures.signatures:
        return "none"
    return "good" if verdict.signatures.good else "bad"


_SIGNATURES = {"good": "in orde", "bad": "niet in orde", "none": "geen"}


def table(pdf: tuple[Case, ...], docx: tuple[Case, ...]) -> str:
    """The page's table: each kind with what `verify` said of it, worked out anew."""
    rows = ["| bestand | wat ermee gebeurde | tekst | waar | handtekeningen |", "|---|---|---|---|---|"]
    for case in pdf:
        verdict = outcome(case)
        signatures = _SIGNATURES[signatures_in_words(verdict)]
        rows.append(_row("PDF", case, verdict.text, signatures))
    rows += [_row("Word", case, judged_word(made_word(case)), "–") for case in docx]
    return "\n".join(rows) + "\n"


def _row(sort: str, case: Case, text: TextVerdict, signatures: str) -> str:
    places = list(dict.fromkeys(change.place for change in text.changes))
    where = ", ".join(places[:2]) + (f" en nog {len(places) - 2}" if len(places) > 2 else "")
    return f"| {sort} | {case.name} | {text.answer.dutch} | {where or '–'} | {signatures} |"
