"""What signing services add to a file: stamps in a margin, and pages at the end that say who signed when.

They are recognised by what they say, and only where they leave what was sent untouched. Their words are
shown all the same: a page of evidence is no place for an agreement.
"""

from __future__ import annotations

import re

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
_SERVICE = re.compile(r"validsign|onespan|evidos|zynyo|docusign|acrobat sign|connective|signhost", re.IGNORECASE)


def is_stamp(words: str) -> bool:
    """Whether `words` are all and only what a signing service stamps in a margin."""
    text = " ".join(words.split())
    return len(text) <= _LONGEST_STAMP and _STAMP.fullmatch(text) is not None


def is_evidence(words: str) -> bool:
    """Whether a page of `words` says of itself that it is the evidence of a signing service."""
    return _EVIDENCE.search(words) is not None and _SERVICE.search(words) is not None
