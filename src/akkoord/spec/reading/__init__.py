"""Contract specs from YAML that obeys the schemas: one function per sort of file.

Each gives the value, or None when a finding stops it, and all findings.
"""

from akkoord.spec.reading.checks import read_accepted
from akkoord.spec.reading.document import read_document
from akkoord.spec.reading.pack import read_pack
from akkoord.spec.reading.provider import read_initiatives, read_provider
from akkoord.spec.reading.rates import read_rates
from akkoord.spec.reading.region import read_region

__all__ = [
    "read_accepted",
    "read_document",
    "read_initiatives",
    "read_pack",
    "read_provider",
    "read_rates",
    "read_region",
]
