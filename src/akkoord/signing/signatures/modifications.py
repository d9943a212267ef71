"""What may be added to a PDF after a signature, and what not.

Source: ISO 32000-1, 12.8.2.2 (DocMDP) and 12.8.2.4 (FieldMDP); docs/verification.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdate
from pyhanko.sign.diff_analysis.rules_api import Context

_TAGS = ".Root.StructTreeRoot"


class TaggedSignatureField(SigFieldModificationRule):
    """Signing a field that stands in the tag tree.

    The tree refers to the field as well (ISO 32000-1, 14.7.4.3, /OBJR), by which pyHanko reaches it from a
    place where it expects no change. Exactly that way to it is allowed, and no other.
    """

    def check_form_field(self, fq_name: str, spec: Any, context: Any) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        """The updates of pyHanko, and the same field as seen from the tag tree."""
        yield from super().check_form_field(fq_name, spec, context)
        if spec.field_type != "/Sig" or not spec.old_field or not spec.new_field_ref:
            return
        valid_when_locked = self.compare_fields(spec)
        for path in context.old._get_usages_of_ref(spec.new_field_ref):  # it has no public name
            if str(path).startswith(_TAGS) and str(path).endswith(".Obj"):
                update = FormUpdate(
                    updated_ref=spec.new_field_ref,
                    field_name=fq_name,
                    valid_when_locked=valid_when_locked,
                    context_checked=Context.from_absolute(context.old, path),
                )
                yield ModificationLevel.LTA_UPDATES, update


POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldCreationRule(), TaggedSignatureField(), GenericFieldModificationRule()]
    ),
)
"""New signatures in fields that were there, timestamps and data to judge them by; the rest is another document."""
