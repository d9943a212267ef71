"""Answers about single certificates."""

from typing import Any

class OCSPResponse:
    response_data: Any
    @classmethod
    def load(cls, encoded_data: bytes, strict: bool = False) -> OCSPResponse: ...
    def __getitem__(self, name: str) -> Any: ...
