"""Rules held against a set: who looks at what, and whose each finding is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import Passage
from akkoord.checks.rule import PackRule, PassageRule, ProviderRule, RegionRule, Rule, SetRule, TextRule
from akkoord.checks.settings import Settings, is_on, settings_of
from akkoord.checks.views import PackView, ProviderView, RegionView, SetView, TextView
from akkoord.diagnostics import Diagnostic, Severity, Span
from akkoord.library import ClauseStatus
from akkoord.spec import Region

_MARK_LENGTH = 16
"""So many digits of a digest bind an acceptance to a text."""
_MOST_KINDS = 3

AnyRule = TypeVar("AnyRule", bound=Rule)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with whose it is.

    `place` is the folder `<region>/<edition>` it holds in, "" where it holds in every edition of its region.
    `documents` are the kinds it stands in, () for data, `providers` whose packs have it, None for everybody's.
    """

    rule: Rule
    finding: Finding
    region: str
    place: str = ""
    documents: tuple[str, ...] = ()
    providers: frozenset[str] | None = None
    accepted: str = ""
    """By whom and why a warning was accepted, "" when it was not."""
    concept: bool = False
    """Whether it stands in an edition that is a concept, in which nothing needs to be ready yet."""

    @property
    def severity(self) -> Severity:
        """How much it weighs; a warning that was accepted is a note, and so is everything in a concept."""
        return Severity.NOTE if self.accepted or self.concept else self.finding.severity or self.rule.severity

    @property
    def mark(self) -> str:
        """What binds an acceptance to the text: equal as long as nobody changes that."""
        text = " ".join((self.finding.context or self.finding.found or self.finding.message).split())
        return sha256(f"{self.rule.id}\n{text}".encode()).hexdigest()[:_MARK_LENGTH]

    @property
    def fix(self) -> Fix | None:
        """How to mend it, None when that is for a person to say."""
        return self.finding.fix

    def diagnostic(self) -> Diagnostic:
        """The finding as everything else shows it."""
        finding = self.finding
        names = sorted(self.providers) if self.providers is not None else [finding.provider]
        message = f"{finding.message} (aanvaard: {self.accepted})" if self.accepted else finding.message
        return Diagnostic(
            self.severity,
            self.rule.id,
            message,
            finding.span,
            finding.hints,
            finding.related,
            _together(self.documents) or finding.document,
            _together(names),
            finding.article,
            finding.found,
            finding.expected,
            self.mark,
        )


def _together(names: Sequence[str]) -> str:
    more = len(names) - _MOST_KINDS
    return ", ".join(names[:_MOST_KINDS]) + (f" en nog {more}" if more > 0 else "")


@dataclass(slots=True)
class Running:
    """The rules of one region in one edition, each with its settings there.

    What a rule says of a passage is remembered between editions: most clauses stand in all of them. `memory` is
    shared by who runs several editions.
    """

    rules: Iterable[Rule]
    memory: dict[tuple[str, str, Span | None, str], tuple[Finding, ...]] = field(
        default_factory=dict[tuple[str, str, Span | None, str], tuple[Finding, ...]]
    )

    def region(self, view: RegionView) -> Iterator[Found]:
        """What is to be said of the data of a region."""
        last = max((edition.date for edition in view.editions), default=None)
        if last is None:
            return
        for rule in self._of(RegionRule, view.region):
            for finding in rule.check(view, settings_of(rule, view.region, last)):
                yield Found(rule, finding, view.folder, "", _kinds(finding), _whose(finding))

    def set(self, view: SetView) -> tuple[Found, ...]:
        """What is to be said of a set: as a whole, of each text, and of each passage once."""
        found: dict[Finding, Found] = {}
        for rule in self._of(SetRule, view.region):
            for finding in rule.check(view, settings_of(rule, view.region, view.edition.date)):
                _note(found, _of_set(view, rule, finding, _kinds(finding), _whose(finding)))
        for text in view.texts:
            for rule in self._of(TextRule, view.region):
                for finding in rule.check(text, settings_of(rule, view.region, view.edition.date)):
                    _note(found, _of_set(view, rule, finding, (text.kind,), text.providers))
        return (*found.values(), *self._passages(view))

    def provider(self, view: ProviderView) -> Iterator[Found]:
        """What is to be said of one provider."""
        for rule in self._of(ProviderRule, view.set.region):
            for finding in rule.check(view, settings_of(rule, view.set.region, view.set.edition.date)):
                own = replace(finding, provider=view.provider.id)
                whose = frozenset((view.provider.id,))
                yield _of_set(view.set, rule, own, _kinds(finding), whose)

    def pack(self, view: PackView) -> Iterator[Found]:
        """What is to be said of one produced pack."""
        for rule in self._of(PackRule, view.set.region):
            for finding in rule.check(view, settings_of(rule, view.set.region, view.set.edition.date)):
                own = replace(finding, provider=view.name)
                whose = frozenset((view.name,))
                yield _of_set(view.set, rule, own, _kinds(finding), whose)

    def _of(self, sort: type[AnyRule], region: Region) -> list[AnyRule]:
        return [rule for rule in self.rules if isinstance(rule, sort) and is_on(rule, region)]

    def _passages(self, view: SetView) -> Iterator[Found]:
        """Each rule on each passage once; a passage that stands in several texts is one finding for all of them."""
        rules = self._of(PassageRule, view.region)
        settings = {rule.id: settings_of(rule, view.region, view.edition.date) for rule in rules}
        where: dict[tuple[str, Span | None], tuple[Passage, list[TextView]]] = {}
        for text in view.texts:
            for passage in text.passages:
                where.setdefault((passage.text, passage.span), (passage, []))[1].append(text)
        said: dict[tuple[str, Finding], Found] = {}
        for passage, texts in where.values():
            for rule in rules:
                for finding in self._said(rule, passage, settings[rule.id]):
                    for text in texts:
                        own = replace(finding, article=finding.article or passage.article)
                        key = (rule.id, replace(own, article="", context=""))
                        made = _of_set(view, rule, own, (text.kind,), text.providers)
                        said[key] = _joined(said[key], made) if key in said else made
        yield from said.values()

    def _said(self, rule: PassageRule, passage: Passage, settings: Settings) -> tuple[Finding, ...]:
        key = (rule.id, passage.text, passage.span, repr(settings))
        if key not in self.memory:
            found = tuple(rule.check(passage, settings))
            self.memory[key] = tuple(replace(f, context=f.context or _typed(passage)) for f in found)
        return self.memory[key]


def _of_set(
    view: SetView, rule: Rule, finding: Finding, documents: tuple[str, ...], providers: frozenset[str] | None
) -> Found:
    concept = view.edition.status is ClauseStatus.CONCEPT
    return Found(rule, finding, view.region_view.folder, view.place, documents, providers, concept=concept)


def _typed(passage: Passage) -> str:
    """The words of its author: what a person judges, whatever is filled in for whom."""
    return passage.masked


def _kinds(finding: Finding) -> tuple[str, ...]:
    return (finding.document,) if finding.document else ()


def _whose(finding: Finding) -> frozenset[str] | None:
    return frozenset((finding.provider,)) if finding.provider else None


def _note(found: dict[Finding, Found], new: Found) -> None:
    there = found.get(new.finding)
    found[new.finding] = _joined(there, new) if there is not None else new


def _joined(one: Found, other: Found) -> Found:
    """One finding that stands in more texts, for all who get one of them."""
    documents = tuple(dict.fromkeys((*one.documents, *other.documents)))
    whose = None if one.providers is None or other.providers is None else one.providers | other.providers
    return replace(one, documents=documents, providers=whose)
