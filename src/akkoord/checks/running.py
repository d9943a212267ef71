"""Rules held against a set: who looks at what, and whose each finding is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.finding import Finding
from akkoord.checks.found import Found, merged
from akkoord.checks.passages import Passage
from akkoord.checks.rule import PackRule, PassageRule, ProviderRule, RegionRule, Rule, SetRule, TextRule
from akkoord.checks.seen import Said, Seen
from akkoord.checks.settings import Settings, is_on, settings_of
from akkoord.checks.views import PackView, ProviderView, RegionView, SetView, TextView
from akkoord.diagnostics import Span
from akkoord.library import ClauseStatus
from akkoord.spec import Region

AnyRule = TypeVar("AnyRule", bound=Rule)

Told: TypeAlias = Mapping[str, tuple[Finding, ...]]
"""By rule, what those over one text said of it."""


class Running(Struct):
    """The rules of one region in one edition, each with its settings there.

    What a rule says of a passage is remembered in `seen`: most clauses stand in all editions.
    """

    rules: Iterable[Rule]
    seen: Seen = field(default_factory=Seen)
    _set: SetView | None = None
    _of_provider: list[tuple[ProviderRule, Settings]] = field(default_factory=list[tuple[ProviderRule, Settings]])

    def region(self, view: RegionView) -> Iterator[Found]:
        """What is to be said of the data of a region, in all its editions."""
        last = max((edition.date for edition in view.editions), default=None)
        if last is None:
            return
        places = tuple(f"{view.folder}/{edition.id}" for edition in view.editions)
        concept = all(edition.status is ClauseStatus.CONCEPT for edition in view.editions)
        for rule in self._of(RegionRule, view.region):
            for finding in rule.check(view, settings_of(rule, view.region, last)):
                whose = _whose(finding)
                yield Found(rule.id, rule.severity, finding, places, _kinds(finding), whose, concept=concept)

    def text(self, text: TextView) -> Told:
        """By rule, what is to be said of one text."""
        rules = self._of(TextRule, text.region)
        said = ((rule.id, tuple(rule.check(text, settings_of(rule, text.region, text.edition.date)))) for rule in rules)
        return {name: found for name, found in said if found}

    def set(
        self, view: SetView, of_texts: Sequence[Mapping[str, tuple[Finding, ...]]] | None = None
    ) -> Iterator[Found]:
        """What is to be said of a set: as a whole, of each text, and of each passage once.

        `of_texts` is what `text` said of each of its texts, when that is known.
        """
        told = of_texts if of_texts is not None else tuple(map(self.text, view.texts))
        found: list[Found] = []
        for of_set in self._of(SetRule, view.region):
            said = of_set.check(view, settings_of(of_set, view.region, view.edition.date))
            found += (_found(view, of_set, finding, _kinds(finding), _whose(finding)) for finding in said)
        for of_text in self._of(TextRule, view.region):
            for text, own in zip(view.texts, told, strict=True):
                said = own.get(of_text.id, ())
                found += [_found(view, of_text, finding, (text.kind,), text.providers) for finding in said]
        yield from merged(found)
        yield from self._passages(view)

    def provider(self, view: ProviderView) -> Iterator[Found]:
        """What is to be said of one provider."""
        if self._set is not view.set:  # the providers of a set come one after the other, and there may be a thousand
            region, day = view.set.region, view.set.edition.date
            self._set = view.set
            self._of_provider = [(rule, settings_of(rule, region, day)) for rule in self._of(ProviderRule, region)]
        for rule, settings in self._of_provider:
            for finding in rule.check(view, settings):
                own = replace(finding, provider=view.provider.id)
                yield _found(view.set, rule, own, _kinds(finding), frozenset((view.provider.id,)))

    def pack(self, view: PackView) -> Iterator[Found]:
        """What is to be said of one produced pack."""
        for rule in self._of(PackRule, view.set.region):
            for finding in rule.check(view, settings_of(rule, view.set.region, view.set.edition.date)):
                own = replace(finding, provider=view.name)
                yield _found(view.set, rule, own, _kinds(finding), frozenset((view.name,)))

    def _of(self, sort: type[AnyRule], region: Region) -> list[AnyRule]:
        return [rule for rule in self.rules if isinstance(rule, sort) and is_on(rule, region)]

    def _passages(self, view: SetView) -> Iterator[Found]:
        """Each rule on each passage once; a passage that stands in several texts is one finding for all of them."""
        settings = (
            (rule, settings_of(rule, view.region, view.edition.date)) for rule in self._of(PassageRule, view.region)
        )
        look = self.seen.of(settings)
        rules = {rule.id: rule for rule, _ in look.rules}
        first: dict[tuple[str, Span | None], tuple[Passage, Said, list[TextView]]] = {}
        of_stretch: dict[int, list[tuple[str, Span | None]]] = {}
        for text in view.texts:
            for stretch in text.stretches:
                keys = of_stretch.get(id(stretch))
                if keys is None:
                    every = [(passage.text, passage.span) for passage in stretch.passages]
                    for key, passage in zip(every, stretch.passages, strict=True):
                        if key not in first:
                            first[key] = (passage, look.at(passage), [])
                    keys = of_stretch[id(stretch)] = [key for key in every if first[key][1]]
                for key in keys:
                    first[key][2].append(text)
        found: list[Found] = []
        for passage, said, texts in first.values():
            for rule_id, finding in said:
                own = replace(finding, article=finding.article or passage.article)
                found += (_found(view, rules[rule_id], own, (text.kind,), text.providers) for text in texts)
        yield from merged(found)


def _found(
    view: SetView, rule: Rule, finding: Finding, documents: tuple[str, ...], providers: frozenset[str] | None
) -> Found:
    concept = view.edition.status is ClauseStatus.CONCEPT
    return Found(rule.id, rule.severity, finding, (view.place,), documents, providers, concept=concept)


def _kinds(finding: Finding) -> tuple[str, ...]:
    return (finding.document,) if finding.document else ()


def _whose(finding: Finding) -> frozenset[str] | None:
    return frozenset((finding.provider,)) if finding.provider else None
