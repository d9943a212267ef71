"""Why clauses differ between two editions, from what their versions say of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.compare.script import Clause
from akkoord.library import Edition, Library, version_key

_OUTSIDE = "De opbouw van het document of een gegeven van regio of aanbieder is gewijzigd."

FactGrounds: TypeAlias = "Mapping[str, Mapping[tuple[str, str], str]]"


class EditionGrounds(Struct, frozen=True):
    """Why clauses differ between two editions: by id, old and new version, "" where a side has none.

    `outside` is what to say of text in no clause, `rows` of a row of a table in no clause. `filled` holds per clause
    why words in it differ that the profile fills in, by what they were and what they are (`fact_grounds`).
    """

    of_clause: Mapping[tuple[str, str, str], str]
    outside: str
    rows: str
    filled: FactGrounds = field(default_factory=dict[str, Mapping[tuple[str, str], str]])

    def __call__(self, old: Clause | None, new: Clause | None) -> str:
        """The ground of a change, "" when none is known."""
        known = new or old
        if known is None:
            return ""
        versions = (old.version if old else "", new.version if new else "")
        return self.of_clause.get((known.id, *versions), "")


def edition_grounds(
    library: Library,
    old: Mapping[str, str],
    new: Mapping[str, str],
    edition: Edition,
    filled: FactGrounds,
    rates: bool = False,
) -> EditionGrounds:
    """The ground of every clause that differs between two documents: what each version in between says of itself.

    `old` and `new` hold the version of each clause in the documents; `edition` is that of the new one,
    `filled` the grounds of facts that changed, `rates` whether it prints rates.
    """
    out: dict[tuple[str, str, str], str] = {}
    for clause in sorted(old.keys() | new.keys()):
        first, last = old.get(clause, ""), new.get(clause, "")
        if first == last:
            continue
        said = list(dict.fromkeys(_said(library, clause, first, last or _pinned(edition, clause))))
        default = "" if first and last else f"{'Nieuw' if last else 'Vervallen'} in editie {edition.id}."
        text = " ".join(said) or default
        for key in ((clause, first, last), (clause, "", last), (clause, first, "")):
            out.setdefault(key, text)
    rows = f"De bedragen zijn die van editie {edition.id}." if rates else _OUTSIDE
    return EditionGrounds(out, _OUTSIDE, rows, filled)


def _pinned(edition: Edition, clause: str) -> str:
    pin = edition.clauses.get(clause)
    return pin.version if pin else ""


def _said(library: Library, clause: str, first: str, last: str) -> Iterator[str]:
    """The `change` of each version after `first` up to `last`; a provider's own text counts as its base.

    What the old text was mended for already is no ground: one mend has the same words in each line of versions.
    """
    low, high = (version.partition("+")[0] for version in (first, last))
    mended = {library.versions[clause, patch].change.strip() for patch in _line_up_to(library, clause, low)}
    for version in library.versions_of(clause):
        after = not low or version_key(version) > version_key(low)
        if high and after and version_key(version) <= version_key(high):
            text = library.versions[clause, version].change.strip()
            if text and text not in mended:
                yield text


def _line_up_to(library: Library, clause: str, version: str) -> Iterator[str]:
    """The versions with the meaning of `version` (the same first number), up to itself; none for ""."""
    if version:
        key = version_key(version)
        for one in library.versions_of(clause):
            its = version_key(one)
            if its[0] == key[0] and its <= key:
                yield one
