"""Who gets a document, decided once for all addressees for whom everything that decides it is worth the same."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct, field

from akkoord.assembly.addressee import provider_scope, worth
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.evaluation import holds
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope, depends_on_addressee
from akkoord.assembly.slots import filled_text
from akkoord.diagnostics import Diagnostic, Span
from akkoord.readers.slots import parse_text
from akkoord.spec import DocumentSpec
from akkoord.tree.expression import names_in


class Entitlement(Struct, frozen=True):
    """Whether a provider gets a document; if not, `reason` is the sentence for its manifest."""

    entitled: bool
    reason: str
    diagnostics: tuple[Diagnostic, ...]
    names_used: frozenset[str]


class Entitling(Struct, frozen=True, dict=True):
    """Decides who gets the document of `spec`, in whose `scope` are the names that everybody has.

    What there is something to say of is decided, and said, for each.
    """

    spec: DocumentSpec
    scope: Scope
    _gets: dict[tuple[object, ...], tuple[bool, frozenset[str]]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[bool, frozenset[str]]"]
    )
    _known: dict[tuple[object, ...], Entitlement] = field(default_factory=dict["tuple[object, ...]", Entitlement])

    def gets(self, party: Contractor, findings: Findings) -> bool:
        """Whether a party gets the document; not when the condition fails, which `findings` then says."""
        if party.absent:
            return False
        if self.spec.when is None:
            return True
        key = worth(self._deciding, self.scope, party)
        if key not in self._gets:
            aside = Findings()
            verdict = holds(self.spec.when, provider_scope(self.scope, party), self.spec.span, aside) is True
            if aside.diagnostics:
                findings.take(aside)
                return verdict
            self._gets[key] = (verdict, frozenset(aside.names))
        verdict, names = self._gets[key]
        findings.names |= names
        return verdict

    def of(self, party: Contractor, role: str) -> Entitlement:
        """Whether a party, with this role, gets the document; and the reason when not."""
        key = (party.absent, *worth(self._names, self.scope, party, role))
        known = self._known.get(key)
        if known is None:
            findings = Findings()
            entitled, reason = self.gets(party, findings), party.absent
            if not entitled and not findings.failed and not reason:
                scope = provider_scope(self.scope, party, role)
                reason = filled_text(self.spec.absent, scope, self.spec.span, findings)
            known = Entitlement(entitled, reason, findings.of(self.spec.kind), frozenset(findings.names))
            if not known.diagnostics:
                self._known[key] = known
        return known

    @cached_property
    def _deciding(self) -> tuple[str, ...]:
        """The names of an addressee that the condition asks for."""
        when = self.spec.when
        paths = [name.path for name in names_in(when)] if when is not None else []
        return tuple(sorted({".".join(path) for path in paths if depends_on_addressee(path)}))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The same, with those that the sentence asks for that says why there is none."""
        parts, _ = parse_text(self.spec.absent, Span(""))
        paths = [name.path for one in parts if not isinstance(one, str) for name in names_in(one.expression)]
        said = {".".join(path) for path in paths if depends_on_addressee(path)}
        return tuple(sorted(said.union(self._deciding)))
