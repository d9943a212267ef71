"""What of a region could not be read, and which findings say no more than that.

A file that cannot be read has its own finding. What looks for it in the others finds that it is not there: a reference
into it, a term that it defines, a provider of an initiative. Those are no findings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from akkoord.checks.found import Found
from akkoord.checks.registry import find_rule
from akkoord.checks.rule import Needs
from akkoord.diagnostics import Diagnostic, Severity
from akkoord.project.check_memory import Part
from akkoord.spec import Acceptance, Pack

_BESIDE = re.compile(r"^(?:amends|accession|layout:\s*letter)\b", re.MULTILINE)
"""What an addendum, an accession and a letter say of themselves, of which nothing else is made."""
_REFERS = "REF"
_OF_A_PLACE = ("EVA002", "CMP001", "DEV005")
"""What is told of a clause, a fact or a deviation that has no place; it may have one in what was not read."""
_NO_RATES = "RTT002"


class Unread(Struct, frozen=True):
    """What of a region could not be read: documents and providers by the name of their file, rates and initiatives.

    `main` is whether one of the documents may be an agreement or a covenant: much rests on those.
    """

    documents: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    rates: str = ""
    initiatives: str = ""
    main: bool = False

    def __bool__(self) -> bool:
        return bool(self.documents or self.providers or self.rates or self.initiatives)

    def left(self, part: Part, acceptances: Iterable[Acceptance]) -> Part:
        """`part` without what only follows from a file that could not be read."""
        if not self:
            return part
        accepted = {(one.rule, one.place) for one in acceptances}
        found = tuple(one for one in part.found if not self._follows(one, accepted))
        return replace(part, found=found, assembled=tuple(d for d in part.assembled if not self._told_of(d)))

    def _follows(self, found: Found, accepted: set[tuple[str, str]]) -> bool:
        rule = find_rule(found.rule)
        needs = rule.needs if rule is not None else Needs.NOTHING
        if self.documents and (needs is Needs.DOCUMENTS or (needs is Needs.MAIN_DOCUMENTS and self.main)):
            return True
        # A passage that cites such a document has other words now than those that were accepted.
        place = found.finding.span.file if found.finding.span is not None else ""
        return self.main and found.severity is Severity.WARNING and (found.rule, place) in accepted

    def _told_of(self, told: Diagnostic) -> bool:
        if told.code == _NO_RATES:
            return bool(self.rates) and told.span is not None and told.span.file == self.rates
        if told.code.startswith(_REFERS):
            return self.main or any(f"`{name}`" in told.message for name in self.documents)
        return self.main and told.code in _OF_A_PLACE


def unread_of(
    documents: Iterable[str],
    providers: Iterable[str],
    single: tuple[str, str],
    pack: Pack | None,
    text: Callable[[str], str | None],
) -> Unread:
    """What could not be read, of the paths of documents and providers that have no value.

    `single` are the paths of the rates and of the initiatives, "" for those that were read or are not there. `text`
    gives the words of a file, None when it has none that can be read.
    """
    annexes = {annex.document for entry in (pack.documents if pack is not None else ()) for annex in entry.annexes}
    paths = tuple(documents)
    of_main = (path for path in paths if _name(path) not in annexes)
    main = any((words := text(path)) is None or not _BESIDE.search(words) for path in of_main)
    return Unread(frozenset(map(_name, paths)), frozenset(map(_name, providers)), *single, main)


def _name(path: str) -> str:
    return PurePosixPath(path).stem
