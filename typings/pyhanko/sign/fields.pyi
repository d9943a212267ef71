"""Signature fields."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

class MDPPerm(Enum):
    NO_CHANGES = 1
    FILL_FORMS = 2
    ANNOTATE = 3

class SigSeedSubFilter(Enum):
    PADES = "/ETSI.CAdES.detached"

class InvisSigSettings:
    def __init__(
        self, set_print_flag: bool = True, set_hidden_flag: bool = False, box_out_of_bounds: bool = False
    ) -> None: ...

class SigFieldSpec:
    def __init__(
        self,
        sig_field_name: str,
        on_page: int = 0,
        *,
        invis_sig_settings: InvisSigSettings = ...,
        readable_field_name: str | None = None,
    ) -> None: ...

def enumerate_sig_fields(
    handler: PdfFileReader, filled_status: bool | None = None
) -> Iterator[tuple[str, Any, IndirectObject]]: ...
