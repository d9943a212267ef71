"""A signature as it stands in a file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.sign.fields import MDPPerm

class EmbeddedPdfSignature:
    sig_object: DictionaryObject
    byte_range: Sequence[int]
    field_name: str
    signer_cert: Certificate
    self_reported_timestamp: datetime | None
    docmdp_level: MDPPerm | None
    fieldmdp: Any
