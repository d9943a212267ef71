"""PDF objects; what they hold is only known when it is looked at."""

from typing import Any

class Reference:
    idnum: int
    generation: int

class IndirectObject:
    reference: Reference
    def get_object(self) -> Any: ...

class DictionaryObject(dict[str, Any]):
    def raw_get(self, key: str) -> Any: ...
