"""The verdict on one PDF that came back: its text and its signatures, two answers that do not hide each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from asn1crypto.x509 import Certificate

from akkoord.records import SignerRow
from akkoord.signing.comparison.pdf import PdfFile, compare_pdf
from akkoord.signing.comparison.verdict import Answer, TextVerdict
from akkoord.signing.signatures.fields import open_pdf, places
from akkoord.signing.signatures.validation import judge
from akkoord.signing.signatures.verdict import Level, Signature, Trust

_LEVELS = (Level.BASIC, Level.B_B, Level.B_T, Level.B_LT, Level.B_LTA)


@dataclass(frozen=True, slots=True)
class SignaturesVerdict:
    """All signatures of a file.

    `signed_text` is per field what became of the text that its signatory saw. `open_fields` are places in which
    nobody signed, `unexpected` fields that nobody was asked to sign. `problems` are of the file as a whole.
    """

    signatures: tuple[Signature, ...] = ()
    signed_text: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    open_fields: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everybody signed what was sent, with certificates that are trusted, and nothing is wrong."""
        every = all(one.valid and one.trust is Trust.TRUSTED for one in self.signatures)
        return every and not (self.open_fields or self.unexpected or self.problems)


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """Both answers on a PDF."""

    text: TextVerdict
    signatures: SignaturesVerdict


def verify_pdf(
    sent: PdfFile,
    returned: bytes,
    signers: Sequence[SignerRow],
    roots: Sequence[Certificate],
    moment: datetime,
    level: Level = Level.B_B,
) -> PdfVerdict:
    """The verdict on `returned`, which stands for `sent` and is to be signed by `signers` at `level` or better.

    Raises:
        UnreadablePdfError: `sent` cannot be read.
    """
    text = compare_pdf(sent, PdfFile(returned))
    return PdfVerdict(text, _signatures(sent, returned, text, signers, roots, moment, level))


def _signatures(
    sent: PdfFile,
    returned: bytes,
    text: TextVerdict,
    signers: Sequence[SignerRow],
    roots: Sequence[Certificate],
    moment: datetime,
    level: Level,
) -> SignaturesVerdict:
    expected = {row.field: row.name for row in signers if row.field}
    try:
        reader = open_pdf(returned)
        fields = places(reader)
        found = judge(reader, roots, moment, expected).signatures
    except ValueError as problem:
        unsigned = tuple(expected)
        return SignaturesVerdict(open_fields=unsigned, problems=(f"niet te beoordelen: {problem}",))
    signed_text = {one.field: _text_of(sent, returned, one, text) for one in found}
    judged = tuple(replace(one, problems=(*one.problems, *_more(one, signed_text[one.field], level))) for one in found)
    there = {one.field for one in judged}
    known = set(expected) or {place.name for place in places(open_pdf(sent.data))}
    return SignaturesVerdict(
        judged,
        signed_text,
        tuple(name for name in (expected or known) if name not in there),
        tuple(sorted(there - known)),
        tuple(_order(judged, signers)) if len(fields) >= len(there) else (),
    )


def _text_of(sent: PdfFile, returned: bytes, signature: Signature, whole: TextVerdict) -> Answer:
    """What the signatory saw: the file as it was up to the end of what the signature covers."""
    if not signature.intact:
        return Answer.UNREADABLE
    if not 0 < signature.end < len(returned):
        return whole.answer
    return compare_pdf(sent, PdfFile(returned[: signature.end])).answer


def _more(signature: Signature, signed: Answer, level: Level) -> list[str]:
    said: list[str] = []
    if signature.intact and signed not in (Answer.IDENTICAL, Answer.LAYOUT):
        said.append(f"wat is ondertekend is niet wat is verzonden: {signed.dutch}")
    if _LEVELS.index(signature.level) < _LEVELS.index(level):
        said.append(f"het niveau is {signature.level.value}; gevraagd is ten minste {level.value}")
    return said


def _order(signatures: Sequence[Signature], signers: Sequence[SignerRow]) -> list[str]:
    """Whoever signed before somebody of a lower rank."""
    ranks = {row.field: row.rank for row in signers}
    known = [one for one in signatures if one.field in ranks]
    return [
        f"`{later.field}` is ondertekend na `{earlier.field}`, en hoorde eerder te zijn"
        for index, earlier in enumerate(known)
        for later in known[index + 1 :]
        if ranks[later.field] < ranks[earlier.field]
    ]
