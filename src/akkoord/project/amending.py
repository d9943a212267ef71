"""Addenda and consolidated texts of one region in one edition: what they amend, and what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.amendment import Parts, consolidated, with_parts
from akkoord.assembly import AmendedText, Body, Dependence, Prepared, assemble_body, entitlement, period_of
from akkoord.assembly.dependence import plain, plain_digest
from akkoord.assembly.terms import clauses_in
from akkoord.diagnostics import AkkoordError, Diagnostic, error, has_errors
from akkoord.library import Edition, Library
from akkoord.project.comparisons import Comparisons
from akkoord.project.fact_grounds import FactsBetween
from akkoord.project.grounds import edition_grounds
from akkoord.project.planned import Digests
from akkoord.records import AmendsRow, Entry, SentDocument
from akkoord.spec import AmendingForm, Amends, DocumentSpec, Provider


class Texts(Protocol):
    """An edition whose texts can be asked for."""

    def ready(self, digests: Mapping[str, str] | None) -> Prepared:
        """Everything that the documents of the edition share."""
        ...

    def text(self, kind: str, provider: Provider | None, digests: Mapping[str, str] | None) -> Body:
        """The text of a document for a provider, or the one for all parties."""
        ...

    def dependence(self, digests: Mapping[str, str]) -> Dependence:
        """What the documents of the edition rest on, with these digests of what they cite."""
        ...


class SignedText(Struct, frozen=True):
    """What was recorded of a text that was signed: `document` is the instrument, or an addendum that made it so."""

    edition: Edition
    document: SentDocument
    entry: Entry


class Base(Struct, frozen=True):
    """The text that is amended, or no `texts` and a `reason`. `place` is the folder of the packs of its edition.

    `signed` is None where nothing was recorded, so that the edition was only named. `differing` says what is to be
    said of the text that is made now when it is not the one that was signed. `earlier` are the addenda that are part
    of the text, oldest first.
    """

    texts: Texts | None
    reason: str = ""
    place: str = ""
    signed: SignedText | None = None
    differing: Callable[[Body], Diagnostic] | None = None
    earlier: tuple[SignedText, ...] = ()


class Bases(Protocol):
    """What is amended of each instrument."""

    def of(self, document: str, provider: Provider | None) -> Base:
        """The base for a provider, or with None the one for all parties."""
        ...


class NoBase(Struct, frozen=True):
    """Nothing is amended, for a reason."""

    reason: str

    def of(self, document: str, provider: Provider | None) -> Base:
        """No base."""
        return Base(None, self.reason)


class Changes(Struct, frozen=True):
    """An instrument as it was signed and as it becomes, with the amendments in words; None when they are not made."""

    base: Body
    new: Body
    parts: Parts | None
    found: tuple[Diagnostic, ...]


class Amending(Struct):
    """`bases` know what was signed. `digests` are of the PDFs that texts of each edition cite, None when not known.

    Without `comparisons` a document stands without its amendments, for who only asks what it is made of.
    """

    library: Library
    bases: Bases
    comparisons: Comparisons | None
    digests: Digests | None = None
    _facts: FactsBetween = field(default_factory=FactsBetween)
    _made: dict[str, tuple[str, Changes]] = field(default_factory=dict[str, "tuple[str, Changes]"])

    def absent(
        self,
        spec: DocumentSpec,
        provider: Provider | None,
        texts: Texts,
        prepared: Prepared,
        digests: Mapping[str, str] | None,
    ) -> str:
        """Why there is no addendum for a provider, "" when there is."""
        amends = spec.amends
        if amends is None:
            return ""
        base = self.bases.of(amends.document, None if spec.instrument.shared else provider)
        if base.texts is None:
            return base.reason
        signed = base.texts.ready(self._cited(base))
        title = prepared.titles[amends.document].short_title if amends.document in prepared.titles else amends.document
        if amends.document not in signed.titles:
            return f"Het document {title} is er in editie {signed.edition.id} niet: er is geen tekst om te wijzigen."
        if provider is not None and not entitlement(signed, amends.document, provider).entitled:
            return (
                f"De aanbieder heeft het document {title} van editie {signed.edition.id} niet: hij tekent de nieuwe "
                "tekst, en er is niets om te wijzigen."
            )
        if self.comparisons is None:
            return ""
        addressee = None if spec.instrument.shared else provider
        parts = self._changes(texts, prepared, amends.document, addressee, digests).parts
        if parts is not None and not parts.count:
            return f"Aan het document {title} verandert niets sinds editie {signed.edition.id}."
        return ""

    def rests_on(self, spec: DocumentSpec, provider: Provider | None, new: Dependence) -> str:
        """The digest of what an addendum or consolidated text rests on besides its own; "" when that is not known.

        That is the new text, as `new` tells, the text that was signed with all that its ledger says of it, the
        addenda that are part of it, and what grounds are made of: every version of the clauses in both, which of
        them the edition names, and the values of the profile. Whether there is an addendum follows from the same.
        """
        amends, known = spec.amends, self.digests
        if amends is None or known is None or self.comparisons is None:
            return ""
        base = self.bases.of(amends.document, provider)
        if base.texts is None:
            return plain_digest([base.reason])
        old, signed = base.texts.dependence(known.get(base.place, {})), base.signed
        kinds = {amends.document, *((signed.document.kind,) if signed is not None else ())}
        texts = [new.of(amends.document, provider), *(_signed_text(old, kind, provider) for kind in sorted(kinds))]
        if not all(texts):
            return ""
        prepared = new.prepared
        clauses = new.clauses(amends.document, provider) | old.clauses(amends.document, provider)
        return plain_digest(
            [
                texts,
                [repr(one) for one in (signed, *base.earlier)],
                [[*name, v.digest] for name, v in sorted(self.library.versions.items()) if name[0] in clauses],
                sorted((clause, pin.version) for clause, pin in prepared.edition.clauses.items()),
                plain(prepared.sources.region.parameters),
                prepared.sources.rates is not None,
                hashlib.sha256(self.comparisons.workshop.template).hexdigest(),
            ]
        )

    def body(
        self,
        texts: Texts,
        prepared: Prepared,
        spec: DocumentSpec,
        provider: Provider | None,
        digests: Mapping[str, str] | None,
    ) -> Body:
        """The text of an addendum or a consolidated text; its findings say why its amendments could not be made."""
        amends = spec.amends
        assert amends is not None, "only what amends is asked here"  # noqa: S101  a bug of ours
        addressee = None if spec.instrument.shared else provider
        changes = self._changes(texts, prepared, amends.document, addressee, digests)
        own = assemble_body(prepared, spec.kind, addressee, amended=self._words(prepared, amends, addressee, changes))
        if amends.form is AmendingForm.CONSOLIDATED:
            return consolidated(own, changes.new)
        found = tuple(replace(d, document=spec.kind) for d in changes.found)
        own = replace(own, diagnostics=(*own.diagnostics, *found))
        return own if changes.parts is None else with_parts(own, amends, changes.parts)

    def row(self, spec: DocumentSpec, provider: Provider | None) -> AmendsRow | None:
        """What the manifest says of the text that a document is about, which was asked for before; None for none."""
        amends = spec.amends
        addressee = None if spec.instrument.shared else provider
        if amends is None or amends.document not in self._made:
            return None
        text, signed = self._made[amends.document][1].base, self.bases.of(amends.document, addressee).signed
        if signed is None:
            return AmendsRow(amends.document, text.meta.edition, text.digest)
        entry = signed.entry
        return AmendsRow(
            amends.document,
            text.meta.edition,
            text.digest,
            signed.document.kind,
            entry.pack,
            entry.number,
            entry.manifest_sha256,
        )

    def _changes(
        self,
        texts: Texts,
        prepared: Prepared,
        kind: str,
        provider: Provider | None,
        digests: Mapping[str, str] | None,
    ) -> Changes:
        """What changes in an instrument for an addressee; that of the last one is kept, for its consolidated text."""
        name = provider.id if provider is not None else ""
        if kind not in self._made or self._made[kind][0] != name:
            base, new = self.bases.of(kind, provider), texts.text(kind, provider, digests)
            assert base.texts is not None, "what has no base is absent"  # noqa: S101  a bug of ours
            text = base.texts.text(kind, provider, self._cited(base))
            differs = self._not_as_signed(base, base.texts, text, provider)
            self._made[kind] = (
                name,
                Changes(text, new, None, differs) if differs else self._compared(text, new, prepared),
            )
        return self._made[kind][1]

    def _cited(self, base: Base) -> Mapping[str, str] | None:
        """The digests that the signed text cites: those of the files that went with it."""
        known = self.digests.get(base.place, {}) if self.digests is not None else None
        if base.signed is None or known is None:
            return known
        return {**known, **{document.kind: document.pdf_sha256 for document in base.signed.entry.documents}}

    def _not_as_signed(self, base: Base, texts: Texts, text: Body, provider: Provider | None) -> tuple[Diagnostic, ...]:
        """A finding when the text that is made now is not the one that was signed."""
        known = self.digests is not None and self.comparisons is not None
        if base.signed is None or base.differing is None or not known or has_errors(text.diagnostics):
            return ()
        document = base.signed.document
        made = text if document.kind == text.kind else texts.text(document.kind, provider, self._cited(base))
        return () if made.digest == document.body_sha256 else (base.differing(made),)

    def _compared(self, base: Body, new: Body, prepared: Prepared) -> Changes:
        if has_errors(base.diagnostics):
            message = f"de tekst van editie {base.meta.edition} heeft fouten, zodat er geen addendum van te maken is"
            hint = f"los die eerst op: `check --edition {base.meta.edition}`"
            return Changes(base, new, None, (error("ADD007", message, None, hint),))
        if self.comparisons is None or has_errors(new.diagnostics):
            return Changes(base, new, None, ())
        old_clauses, new_clauses = (dict(clauses_in(body.blocks)) for body in (base, new))
        region, before = prepared.sources.region, date.fromisoformat(base.meta.date)
        filled = self._facts.of(self.library, region, before, prepared.edition)
        grounds = edition_grounds(
            self.library, old_clauses, new_clauses, prepared.edition, filled, prepared.sources.rates is not None
        )
        try:
            made = self.comparisons.amended(base, new, grounds, region.references)
        except AkkoordError as problem:
            return Changes(base, new, None, problem.diagnostics)
        return Changes(base, new, made.parts, made.diagnostics)

    def _words(self, prepared: Prepared, amends: Amends, provider: Provider | None, changes: Changes) -> AmendedText:
        specs = prepared.sources.documents.values()
        addendum = next(
            (
                prepared.titles[s.kind].title
                for s in specs
                if s.amends is not None
                and (s.amends.document, s.amends.form) == (amends.document, AmendingForm.ADDENDUM)
            ),
            "",
        )
        base, new = changes.base, changes.new
        return AmendedText(
            title=base.meta.title,
            short_title=base.meta.short_title,
            version=base.meta.version,
            edition=base.meta.edition,
            date=date.fromisoformat(base.meta.date),
            digest=base.digest,
            new_version=new.meta.version,
            new_digest=new.digest,
            addendum=addendum,
            held=period_of(prepared.edition, prepared.sources.region, prepared.sources.library.days),
            earlier=tuple(_named(one.document) for one in self.bases.of(amends.document, provider).earlier),
        )


def _signed_text(old: Dependence, kind: str, provider: Provider | None) -> str:
    """What a text of the edition that was signed rests on, also where the provider had none there."""
    if old.gets(kind, provider):
        return old.of(kind, provider)
    prepared = old.prepared
    return plain_digest([kind, plain(prepared.edition), plain(prepared.sources.documents.get(kind)), plain(provider)])


def _named(document: SentDocument) -> str:
    return f"{document.title}, versie {document.version}, met SHA-256-waarde {document.body_sha256}"
