"""The verdict on one PDF that came back: its text and its signatures, two answers that do not hide each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.readers.pdf.seen_fields import words_in_fields
from akkoord.records import SignerRow
from akkoord.signing.comparison.pdf import PdfFile, compare_pdf
from akkoord.signing.comparison.services import is_reservation
from akkoord.signing.comparison.verdict import Answer, TextVerdict
from akkoord.signing.signatures.fields import SEAL_FIELD, open_pdf, places
from akkoord.signing.signatures.trust import Authorities
from akkoord.signing.signatures.validation import judge
from akkoord.signing.signatures.verdict import Level, Signature, Trust
from akkoord.spec import PadesLevel, Seal, SignatureLevel, SigningProfile

_LEVELS = (Level.BASIC, Level.B_B, Level.B_T, Level.B_LT, Level.B_LTA)
_EIDAS = tuple(SignatureLevel)
_DUTCH = {
    SignatureLevel.SIMPLE: "gewone",
    SignatureLevel.ADVANCED: "geavanceerde",
    SignatureLevel.QUALIFIED: "gekwalificeerde",
}


class Demand(Struct, frozen=True):
    """What the region asks of a signature: at least `eidas` for the regulation and `pades` by its form, and its seal.

    A simple signature needs no form at all.
    """

    eidas: SignatureLevel = SignatureLevel.ADVANCED
    pades: Level = Level.B_B
    seal: Seal | None = None

    @classmethod
    def of(cls, profile: SigningProfile) -> Demand:
        """What a profile asks."""
        simple = profile.level is SignatureLevel.SIMPLE and profile.pades is PadesLevel.B_B
        return cls(profile.level, Level.BASIC if simple else Level(profile.pades.value), profile.seal)


ANY_DEMAND = Demand()
"""What is asked where no profile says."""


class SignaturesVerdict(Struct, frozen=True):
    """All signatures of a file.

    `signed_text` is per field what became of the text that its signatory saw. `open_fields` are places in which
    nobody signed, `unexpected` fields that nobody was asked to sign. `problems` are of the file as a whole, `notes`
    what is worth knowing of it and no problem; `demand` is what it was held against.
    """

    signatures: tuple[Signature, ...] = ()
    signed_text: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    open_fields: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    demand: Demand = ANY_DEMAND

    @property
    def good(self) -> bool:
        """Whether everybody signed what was sent, with certificates that are trusted, and nothing is wrong."""
        every = all(one.valid and one.trust is Trust.TRUSTED for one in self.signatures)
        return every and not (self.open_fields or self.unexpected or self.problems)


class PdfVerdict(Struct, frozen=True):
    """Both answers on a PDF."""

    text: TextVerdict
    signatures: SignaturesVerdict


def verify_pdf(
    sent: PdfFile,
    returned: bytes,
    signers: Sequence[SignerRow],
    authorities: Authorities,
    moment: datetime,
    demand: Demand = ANY_DEMAND,
) -> PdfVerdict:
    """The verdict on `returned`, which stands for `sent` and is to be signed by `signers` as `demand` asks.

    Raises:
        UnreadablePdfError: `sent` cannot be read.
    """
    text = compare_pdf(sent, PdfFile(returned))
    return PdfVerdict(text, _signatures(sent, returned, text, signers, authorities, moment, demand))


def _signatures(
    sent: PdfFile,
    returned: bytes,
    text: TextVerdict,
    signers: Sequence[SignerRow],
    authorities: Authorities,
    moment: datetime,
    demand: Demand,
) -> SignaturesVerdict:
    expected = {row.field: row.name for row in signers if row.field}
    try:
        reader = open_pdf(returned)
        fields = places(reader)
        found = judge(reader, authorities, moment, expected)
    except ValueError as problem:
        unsigned = tuple(expected)
        return SignaturesVerdict(open_fields=unsigned, problems=(f"niet te beoordelen: {problem}",), demand=demand)
    signed_text = {one.field: _text_of(sent, returned, one, text) for one in found}
    shown = words_in_fields(returned, ((place.name, place.page, place.rectangle) for place in fields if place.signed))
    seen = tuple(replace(one, seen=shown.get(one.field, "")) for one in found)
    judged = tuple(replace(one, problems=(*one.problems, *_more(one, signed_text[one.field], demand))) for one in seen)
    there = {one.field for one in judged}
    known = set(expected) or {place.name for place in places(open_pdf(sent.data))}
    sealed = {SEAL_FIELD} if demand.seal is not None else set[str]()
    return SignaturesVerdict(
        judged,
        signed_text,
        tuple(name for name in (expected or known) if name not in there),
        tuple(sorted(there - known - sealed)),
        tuple(_order(judged, signers)) if len(fields) >= len(there) else (),
        ("er staat geen zegel van de regio op",) if sealed - there else (),
        demand,
    )


def _text_of(sent: PdfFile, returned: bytes, signature: Signature, whole: TextVerdict) -> Answer:
    """What the signatory saw: the file as it was up to the end of what the signature covers."""
    if not signature.intact:
        return Answer.UNREADABLE
    if not 0 < signature.end < len(returned):
        return whole.answer
    return compare_pdf(sent, PdfFile(returned[: signature.end])).answer


def _more(signature: Signature, signed: Answer, demand: Demand) -> list[str]:
    said: list[str] = []
    if signature.intact and signed not in (Answer.IDENTICAL, Answer.LAYOUT):
        said.append(f"wat is ondertekend is niet wat is verzonden: {signed.dutch}")
    if _LEVELS.index(signature.level) < _LEVELS.index(demand.pades):
        said.append(f"het niveau is {_named(signature.level)}; gevraagd is ten minste {_named(demand.pades)}")
    words = next((w for w in (signature.seen, signature.reason, signature.location) if is_reservation(w)), "")
    if words:
        said.append(f"bij de handtekening staat iets dat een voorbehoud kan zijn: `{words}`")
    if signature.field == SEAL_FIELD:
        return [*said, *_sealed(signature, demand.seal)]
    if _EIDAS.index(signature.eidas) < _EIDAS.index(demand.eidas):
        asked, there = _DUTCH[demand.eidas], _DUTCH[signature.eidas]
        certificate = signature.certificate
        why = f" (gekwalificeerd: {certificate.qualified.dutch})" if certificate is not None else ""
        said.append(f"het is een {there} handtekening{why}; gevraagd is ten minste een {asked}")
    return said


def _named(level: Level) -> str:
    return "geen PAdES" if level is Level.BASIC else f"PAdES {level.value}"


def _sealed(signature: Signature, seal: Seal | None) -> list[str]:
    """What is wrong with a seal: only the region puts one, with its own certificate and as the first."""
    certificate = signature.certificate
    if seal is None:
        return ["het is een zegel, en de regio heeft volgens het profiel geen zegel"]
    if certificate is None or certificate.sha256 not in seal.certificates:
        return [f"het is niet het zegel van {seal.holder}: het certificaat staat niet bij `seal` in het profiel"]
    return []


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
