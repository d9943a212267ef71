"""References resolved: words from the numbers of their target, in this document or another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.citation import cited
from akkoord.assembly.findings import Findings
from akkoord.assembly.layout import Layouts, Numbers
from akkoord.assembly.targets import Target, Targets
from akkoord.assembly.variants import InlineMapper, each_by_itself
from akkoord.diagnostics import Diagnostic, Related, Span, did_you_mean, error
from akkoord.spec import Annex, AnnexList, ReferenceStyle, lists_by_kind
from akkoord.tree import (
    Block,
    CrossReference,
    Held,
    Inline,
    Reference,
    Slot,
    Text,
    all_inlines,
    plain_text,
)

_MAY_FOLLOW = frozenset(("REF002", "REF003", "REF007", "REF008"))
"""What may be wrong with a reference only because its text is not for this addressee."""
_LEVELS = (("lid", "leden"), ("onderdeel", "onderdelen"), ("subonderdeel", "subonderdelen"))


class DocumentSet(Struct, frozen=True, dict=True):
    """All documents of an edition as far as references need them.

    `layouts` holds the arrangements per kind, `short_titles` what a reference calls a kind,
    `clauses` every clause id of the library, `annexes` the lists of annexes, `lots` those of each provider,
    `parties` the providers that get each kind.
    """

    layouts: Layouts
    short_titles: Mapping[str, str]
    clauses: tuple[str, ...]
    style: ReferenceStyle
    annexes: tuple[AnnexList, ...] = ()
    lots: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    parties: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @property
    def numbers(self) -> Mapping[str, tuple[Numbers, ...]]:
        """What can be cited of each kind."""
        return self.layouts.numbers

    @cached_property
    def _lists(self) -> Mapping[str, AnnexList]:
        return lists_by_kind(self.annexes)

    def list_of(self, kind: str) -> AnnexList | None:
        """The list of annexes of which `kind` is the document or an annex."""
        return self._lists.get(kind)

    def target(self, reference: CrossReference, provider: str, place: Span, findings: Findings) -> Target | None:
        """The target of a reference to another document, None with an error when there is none.

        `provider` is "" in a text that is the same for everyone; then the target must be
        cited the same for all who get the other document.
        """
        layouts = self.numbers.get(self.standing(reference.document))
        if layouts is None:
            hint = did_you_mean(reference.document, self.numbers)
            findings.add(error("REF006", f"het document `{reference.document}` bestaat niet", place, hint))
            return None
        if provider:
            gets = self.gets(reference.document, provider)
            layouts = tuple(layout for layout in layouts if layout.is_for(provider) and gets)
        if not layouts:
            who = f"`{provider}` krijgt dat document niet" if provider else "niemand krijgt dat document"
            findings.add(error("REF008", f"`{reference.document}` heeft hier geen nummers: {who}", place))
            return None
        gone = next((layout for layout in layouts if layout.targets.is_withdrawn(reference.target)), None)
        if gone is not None:
            findings.add(_withdrawn(reference, gone.targets, place))
            return None
        found = [(layout, layout.targets.find(reference.target, reference.path)) for layout in layouts]
        if all(target is None for _, target in found):
            findings.add(missing(reference, layouts[0].targets, self, reference.document, place))
            return None
        words: dict[str, list[str]] = {}
        for layout, target in found:
            shown = "afwezig" if target is None else f"`{self.words(reference.document, target)}`"
            words.setdefault(shown, []).extend(sorted(layout.providers or ()))
        if len(words) > 1:
            findings.add(_different(reference, words, place))
            return None
        return found[0][1]

    def standing(self, kind: str) -> str:
        """The document in which the text of `kind` stands: another one for an annex that is bound in."""
        listed = self.list_of(kind)
        annex = listed.annex(kind) if listed is not None else None
        return listed.main if listed is not None and annex is not None and annex.bound else kind

    def gets(self, kind: str, provider: str) -> bool:
        """Whether a provider gets the document in which the text of `kind` stands; asked of annexes only."""
        if self.list_of(kind) is None:
            return True
        parties = self.parties.get(self.standing(kind))
        return parties is None or provider in parties

    def words(self, document: str, target: Target) -> str:
        """How another document cites `target` of `document`: `artikel 17 van de Raamovereenkomst`."""
        title = self.short_titles[self.standing(document)]
        here = "".join(p if isinstance(p, str) else p.text for p in cited(target, self.style))
        return f"{here} van {dutch.article_of(title)} {title}"


class References(Struct, frozen=True):
    """Resolves the references of one document. `provider` is "" in a text that is the same for everyone.

    `undecided` are the places of references in text that a faulty condition left standing: the fault is told there, and
    what follows from that text not belonging here is not told again.
    """

    kind: str
    targets: Targets
    others: DocumentSet
    provider: str
    place: Span
    findings: Findings
    undecided: frozenset[Span] = frozenset()

    def resolved(self, blocks: tuple[Block, ...], over: InlineMapper = each_by_itself) -> tuple[Block, ...]:
        """`blocks` with a `Reference` for each `CrossReference`; one without a target leaves a mark and an error."""
        return over(blocks, self._inline, Held.CROSS_REFERENCE)

    def within(self, blocks: tuple[Block, ...], over: InlineMapper) -> tuple[Block, ...]:
        """`blocks` with a `Reference` for each reference to a place in this text: the same for all who get it.

        One of which the words are still to be filled in, or that leads elsewhere or nowhere, is left to `resolved`.
        """
        return over(blocks, self._inline_within, Held.CROSS_REFERENCE)

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, CrossReference):
            return (inline,)
        if inline.span in self.undecided:
            return self._undecided(inline)
        return self._resolved(inline)

    def _undecided(self, reference: CrossReference) -> tuple[Inline, ...]:
        aside = Findings()
        made = replace(self, findings=aside)._resolved(reference)
        self.findings.add(*(d for d in aside.diagnostics if d.code not in _MAY_FOLLOW))
        return made

    def _resolved(self, inline: CrossReference) -> tuple[Inline, ...]:
        found = self._own(inline) if self._is_here(inline) else self._elsewhere(inline)
        return (found or Text(f"[verwijzing: {_address(inline)}]", inline.span),)

    def _inline_within(self, inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, CrossReference) or not self._is_here(inline):
            return (inline,)
        open_words = any(isinstance(child, Slot) for child in all_inlines(inline.children))
        if open_words or self.targets.is_withdrawn(inline.target):
            return (inline,)
        target = self.targets.find(inline.target, inline.path)
        return (inline if target is None else self._reference(inline, target),)

    def _is_here(self, reference: CrossReference) -> bool:
        return reference.document in ("", self.kind) or self.others.standing(reference.document) == self.kind

    def _own(self, reference: CrossReference) -> Reference | None:
        place = reference.span or self.place
        if self.targets.is_withdrawn(reference.target):
            self.findings.add(_withdrawn(reference, self.targets, place))
            return None
        target = self.targets.find(reference.target, reference.path)
        if target is None and not reference.document and (found := self._related(reference)) is not None:
            return found
        if target is None:
            self.findings.add(missing(reference, self.targets, self.others, self.kind, place))
            return None
        return self._reference(reference, target)

    def _reference(self, reference: CrossReference, target: Target) -> Reference:
        own_words = plain_text(reference.children)
        parts = (own_words,) if own_words else cited(target, self.others.style)
        return Reference(parts, target.anchor, "", reference.span)

    def _related(self, reference: CrossReference) -> Reference | None:
        """What a name leads to in the document that this one is an annex of, or in an annex; None when nowhere."""
        listed = self.others.list_of(self.kind)
        if listed is None or reference.target in self.targets.names():
            return None
        annex = listed.annex(reference.target)
        if annex is not None and not reference.path:
            return self._annex(annex, reference, listed.main)
        kinds = (listed.main, *(kind for a in listed.annexes if not a.bound for kind in a.kinds.values()))
        for kind in kinds:
            layouts = self.others.numbers.get(kind, ())
            if kind != self.kind and holds_name(layouts, reference.target):
                return self._elsewhere(replace(reference, document=kind)) or _unresolved(reference)
        return None

    def _annex(self, annex: Annex, reference: CrossReference, main: str) -> Reference | None:
        """The number of a whole annex: `Bijlage II`."""
        number = annex.number(reference.target, self.others.lots.get(self.provider, ()))
        if number is None:
            message = f"`{reference.target}` heeft hier geen nummer: dat verschilt per aanbieder"
            hint = "noem de bijlage in eigen woorden, zoals `de bijlage bij het desbetreffende Perceel`"
            self.findings.add(error("REF007", message, reference.span or self.place, hint))
            return _unresolved(reference)
        if self.provider and not self.others.gets(reference.target, self.provider):
            message = f"`{reference.target}` is er hier niet: `{self.provider}` krijgt dat document niet"
            self.findings.add(error("REF008", message, reference.span or self.place))
        words = plain_text(reference.children) or f"Bijlage {dutch.roman(number)}"
        if annex.bound:
            return Reference((words,), reference.target, main, reference.span)
        return Reference((words,), "", reference.target, reference.span)

    def _elsewhere(self, reference: CrossReference) -> Reference | None:
        target = self.others.target(reference, self.provider, reference.span or self.place, self.findings)
        if target is None:
            return None
        words = plain_text(reference.children) or self.others.words(reference.document, target)
        return Reference((words,), target.anchor, self.others.standing(reference.document), reference.span)


def missing(reference: CrossReference, targets: Targets, others: DocumentSet, kind: str, place: Span) -> Diagnostic:
    """Why `reference` has no target among `targets`, the numbers of document `kind`."""
    if len(there := targets.repeated.get(reference.target, ())) > 1:
        message = f"`{reference.target}` staat hier {len(there)} keer, voor elk perceel; verwacht: één plaats"
        hint = "noem het in eigen woorden, zoals `de bijlage bij het desbetreffende Perceel`"
        return error("REF010", message, place, hint)
    name = targets.single(reference.target)
    if name in targets.headings:
        hint = "verwijs naar een clausule onder die kop, of naar het hoofdstuk"
        return error("REF005", f"de kop `{name}` heeft geen nummer; verwacht: iets met een nummer", place, hint)
    if name in targets.clauses:
        return _beyond(reference, targets, place)
    if name in targets.sections:
        message = (
            f"`{name}` is een deel van het document; een pad als `.{'.'.join(reference.path)}` telt in een clausule"
        )
        return error("REF004", message, place, "noem de clausule waarin het lid staat")
    holders = sorted(k for k, layouts in others.numbers.items() if holds_name(layouts, name) and k != kind)
    if holders:
        names = " en ".join(f"`{k}`" for k in holders)
        hint = f"schrijf `[]({holders[0]}#{'.'.join((name, *reference.path))})`"
        return error("REF002", f"`{name}` staat niet in `{kind}`, wel in {names}", place, hint)
    if name in others.clauses:
        hint = f"zet de clausule `{name}` in het document, of haal de verwijzing weg"
        return error("REF002", f"`{name}` staat niet in `{kind}`, en in geen ander document", place, hint)
    return error("REF001", f"`{name}` bestaat niet", place, did_you_mean(name, (*targets.names(), *others.clauses)))


def _beyond(reference: CrossReference, targets: Targets, place: Span) -> Diagnostic:
    """The clause is there, the path in it is not: say how far it goes."""
    anchor = targets.clauses[targets.single(reference.target)].anchor
    name = reference.target.rpartition("--")[2]  # in a part for each lot the clause has a longer name than is written
    for depth, step in enumerate(reference.path):
        steps = targets.below(anchor)
        if step not in steps:
            one, more = _LEVELS[min(depth, len(_LEVELS) - 1)]
            last = f", het laatste is `{steps[-1]}`" if steps else ""
            count = f"{len(steps)} {one if len(steps) == 1 else more}"
            place_in = anchor.rpartition("--")[2]
            message = f"`{place_in}` heeft in dit document {count}{last}; `{step}` is er niet"
            hint = f"schrijf `[](#{place_in}.{steps[-1]})` of `[](#{name})`" if steps else ""
            return error("REF003", message, place, hint)
        anchor = f"{anchor}.{step}"
    raise AssertionError(f"bug: {_address(reference)} has a target")


def _unresolved(reference: CrossReference) -> Reference:
    """What stands in place of a reference that has been reported."""
    return Reference((f"[verwijzing: {_address(reference)}]",), "", "", reference.span)


def _withdrawn(reference: CrossReference, targets: Targets, place: Span) -> Diagnostic:
    target = targets.find(reference.target, ())
    message = f"`{_address(reference)}` is vervallen; verwacht: een verwijzing naar wat geldt"
    hint = "verwijs naar wat ervoor in de plaats kwam, of haal de verwijzing weg"
    related = (Related(target.span, "dit is vervallen"),) if target is not None and target.span is not None else ()
    return replace(error("REF009", message, place, hint), related=related)


def _different(reference: CrossReference, words: Mapping[str, list[str]], place: Span) -> Diagnostic:
    each = "; ".join(f"{shown} bij {_names(ids)}" for shown, ids in words.items())
    message = f"`{_address(reference)}` is niet voor iedereen dezelfde plaats: {each}"
    hint = "verwijs naar een plaats die voor iedereen gelijk is, of neem de voorwaarde weg die de nummers verschuift"
    return error("REF007", message, place, hint)


def holds_name(layouts: tuple[Numbers, ...], name: str) -> bool:
    """Whether a reference to one of these arrangements can use `name`."""
    return any(name in layout.targets.clauses or name in layout.targets.sections for layout in layouts)


def _address(reference: CrossReference) -> str:
    return f"{reference.document}#{'.'.join((reference.target, *reference.path))}"


def _names(ids: list[str]) -> str:
    shown = ", ".join(f"`{i}`" for i in ids[:5])
    return f"{shown} en {len(ids) - 5} andere" if len(ids) > 5 else shown
