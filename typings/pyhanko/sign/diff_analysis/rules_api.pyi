"""Where an update was found."""

from typing import Any

class Context:
    @classmethod
    def from_absolute(cls, pdf_handler: Any, absolute_path: Any) -> Context: ...
