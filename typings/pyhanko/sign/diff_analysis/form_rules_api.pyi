"""An update of a form."""

from typing import Any

class FormUpdate:
    def __init__(
        self, *, updated_ref: Any, field_name: str, valid_when_locked: bool = False, context_checked: Any = None
    ) -> None: ...
