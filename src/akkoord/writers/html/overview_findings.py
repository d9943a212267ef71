"""Findings in the overview: those of a pack in its row, those that many packs share once, led to from each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Severity, as_text
from akkoord.writers.html.markup import NOTHING, Markup, block, element, join, line, words

_SEVERITY = {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.NOTE: "opmerking"}
_IN_FULL = 3
"""What so many packs have stands in the row of each; what more have, once for all of them."""
_GENERAL = "findings:all"


class FindingGroup(Struct, frozen=True):
    """What the same packs have, each by its name."""

    number: int
    packs: tuple[str, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def id(self) -> str:
        """The place on the page."""
        return f"findings:{self.number}"


def finding_groups(packs: Iterable[tuple[str, Sequence[Diagnostic]]]) -> tuple[FindingGroup, ...]:
    """What many packs have, together with what the very same packs have, in the order of the packs."""
    whose: dict[Diagnostic, list[str]] = {}
    for name, findings in packs:
        for finding in findings:
            whose.setdefault(finding, []).append(name)
    together: dict[tuple[str, ...], list[Diagnostic]] = {}
    for finding, names in whose.items():
        if len(names) > _IN_FULL:
            together.setdefault(tuple(names), []).append(finding)
    return tuple(
        FindingGroup(number, names, tuple(findings)) for number, (names, findings) in enumerate(together.items(), 1)
    )


def groups_of_packs(groups: Iterable[FindingGroup]) -> dict[str, list[FindingGroup]]:
    """The groups that each pack is in, by its name."""
    found: dict[str, list[FindingGroup]] = {}
    for group in groups:
        for name in group.packs:
            found.setdefault(name, []).append(group)
    return found


def pack_findings(
    findings: Sequence[Diagnostic], groups: Sequence[FindingGroup], general: Sequence[Diagnostic]
) -> Markup:
    """The findings of a pack that is in `groups`, with their true count; what it shares is counted, and led to."""
    shared = {finding for group in groups for finding in group.findings}
    links = [_link(group.id, f"samen met {len(group.packs) - 1} andere pakketten", group.findings) for group in groups]
    links += [_link(_GENERAL, "voor alle pakketten", general)] if general else []
    if not findings and not links:
        return words("geen")
    head = words(_counted(findings) if findings else "geen eigen")
    items = (*map(_item, (f for f in findings if f not in shared)), *(element("li", {}, link) for link in links))
    return element("details", {"class": "findings"}, element("summary", {}, head), element("ul", {}, *items))


def general_section(findings: Sequence[Diagnostic]) -> Markup:
    """What is about no pack in particular, and so about each of them."""
    if not findings:
        return NOTHING
    listed = element(
        "details",
        {"id": _GENERAL, "class": "findings"},
        element("summary", {}, words(_counted(findings))),
        _listed(findings),
    )
    return block("section", {}, line("h2", {}, words("Bevindingen voor alle pakketten")), listed)


def groups_section(groups: Sequence[FindingGroup]) -> Markup:
    """What many packs share, each group with the names of its packs."""
    if not groups:
        return NOTHING
    return block(
        "section",
        {},
        line("h2", {}, words("Bevindingen van meer pakketten")),
        *(block("details", {"id": group.id, "class": "findings composition"}, *_group(group)) for group in groups),
    )


def _group(group: FindingGroup) -> tuple[Markup, ...]:
    head = f"Bevindingen {group.number}, van {len(group.packs)} pakketten: {_counted(group.findings)}"
    return (
        line("summary", {}, words(head)),
        line("p", {}, words(f"Pakketten: {', '.join(group.packs)}.")),
        _listed(group.findings),
    )


def _link(target: str, label: str, findings: Sequence[Diagnostic]) -> Markup:
    return join((element("a", {"href": f"#{target}"}, words(label)), words(f": {_counted(findings)}")))


def _counted(findings: Sequence[Diagnostic]) -> str:
    counts = [(_SEVERITY[s], sum(d.severity is s for d in findings)) for s in _SEVERITY]
    return ", ".join(f"{word}: {count}" for word, count in counts if count)


def _listed(findings: Sequence[Diagnostic]) -> Markup:
    return element("ul", {}, *map(_item, findings))


def _item(finding: Diagnostic) -> Markup:
    return element("li", {}, element("pre", {}, words(as_text(finding))))
