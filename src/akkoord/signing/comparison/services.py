"""What signing services add to a file: stamps in a margin, and pages at the end that say who signed when.

They are recognised by what they say, and only where they leave what was sent untouched. Their words are
shown all the same, and a page that speaks as an agreement does is no page of evidence.
"""

from __future__ import annotations

import re

from akkoord.readers.pdf.printed import read_printed

_STAMPS = (
    r"(?:ValidSign|OneSpan)?\s*(?:Document[- ]?ID|Transactie-?(?:nummer|ID)|Transaction ID)\s*[:#]?\s*[0-9A-F-]{8,64}",
    r"DocuSign Envelope ID\s*:\s*[0-9A-F-]{36}",
    r"(?:Digitaal|Elektronisch) ondertekend (?:met|via) (?:ValidSign|Evidos|Zynyo|DocuSign|Adobe Acrobat Sign)",
)
_STAMP = re.compile("|".join(f"(?:{pattern})" for pattern in _STAMPS), re.IGNORECASE)
_LONGEST_STAMP = 160
_EVIDENCE = re.compile(
    r"ondertekeningsbewijs|bewijsdocument|ondertekenbewijs|transactieverslag|transactiebewijs|auditspoor"
    r"|evidence summary|signing certificate|certificate of completion|audit trail|signature certificate",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"in afwijking van|komt te luiden|voorbehoud|overeengekomen|\bmits\b|met dien verstande|onder de voorwaarde|€"
    r"|\beuro\b",
    re.IGNORECASE,
)
"""Words of who agrees, or does not: on a page of evidence, which names documents and moments, they do not belong."""
_SHOWN = 300
_SERVICE = re.compile(r"validsign|onespan|evidos|zynyo|docusign|acrobat sign|connective|signhost", re.IGNORECASE)


def is_stamp(words: str) -> bool:
    """Whether `words` are all and only what a signing service stamps in a margin."""
    text = " ".join(words.split())
    return len(text) <= _LONGEST_STAMP and _STAMP.fullmatch(text) is not None


def is_evidence(words: str) -> bool:
    """Whether a page of `words` says of itself that it is the evidence of a signing service."""
    of_service = _EVIDENCE.search(words) is not None and _SERVICE.search(words) is not None
    return of_service and _AGREEMENT.search(words) is None


def evidence_words(pdf: bytes) -> str:
    """How a file begins that is evidence of a signing service and nothing else; "" when it is something else."""
    words = " ".join(line.text.strip() for page in read_printed(pdf).pages for line in page.lines)
    return words[:_SHOWN] if is_evidence(words) else ""


def is_reservation(words: str) -> bool:
    """Whether somebody who signs says with it that he does not agree, or not with all of it."""
    return _RESERVATION.search(words) is not None


_RESERVATION = re.compile(
    r"voorbehoud|onder protest|niet akkoord|niet eens|niet gebonden|(?:uitsluitend|alleen|slechts) (?:voor|ter) "
    r"(?:ontvangst|kennisneming|kennisname|gezien)|behoudens|in afwijking van|met uitzondering van|\bmits\b",
    re.IGNORECASE,
)
