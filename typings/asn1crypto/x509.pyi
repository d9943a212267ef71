"""Certificates."""

from datetime import datetime
from typing import Any

class Name:
    @property
    def native(self) -> dict[str, str | list[str]]: ...
    def dump(self) -> bytes: ...

class KeyUsage:
    @property
    def native(self) -> set[str]: ...

class Certificate:
    subject: Name
    issuer: Name
    serial_number: int
    not_valid_before: datetime
    not_valid_after: datetime
    ca: bool | None
    key_usage_value: KeyUsage | None
    sha256: bytes
    def dump(self) -> bytes: ...
    def __getitem__(self, name: str) -> Any: ...
