"""PDF objects; what they hold is only known when it is looked at."""

from typing import Any, BinaryIO

from pyhanko.pdf_utils.decode_limits import DecodePurpose

class Reference:
    idnum: int
    generation: int
    def __init__(self, idnum: int, generation: int = 0, pdf: Any = None) -> None: ...
    def get_object(self) -> Any: ...

class IndirectObject:
    reference: Reference
    def get_object(self) -> Any: ...

class DictionaryObject(dict[str, Any]):
    def raw_get(self, key: str) -> Any: ...

class StreamObject(DictionaryObject):
    def read_data(self, purpose: DecodePurpose) -> bytes: ...

def read_object(stream: BinaryIO, container_ref: Reference) -> object: ...
