"""What changed after a signature."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

from pyhanko.sign.diff_analysis.form_rules_api import FormUpdate

class ModificationLevel(IntEnum):
    NONE = 0
    LTA_UPDATES = 1
    FORM_FILLING = 2
    ANNOTATIONS = 3
    OTHER = 4

class FieldMDPRule: ...
class SigFieldCreationRule(FieldMDPRule): ...
class GenericFieldModificationRule(FieldMDPRule): ...

class SigFieldModificationRule(FieldMDPRule):
    def check_form_field(
        self, fq_name: str, spec: Any, context: Any
    ) -> Iterator[tuple[ModificationLevel, FormUpdate]]: ...
    def compare_fields(self, spec: Any) -> bool: ...

class FormUpdatingRule:
    def __init__(self, field_rules: Sequence[FieldMDPRule]) -> None: ...

class StandardDiffPolicy:
    global_rules: list[Any]
    def __init__(self, global_rules: list[Any], form_rule: FormUpdatingRule | None) -> None: ...

DEFAULT_DIFF_POLICY: StandardDiffPolicy
