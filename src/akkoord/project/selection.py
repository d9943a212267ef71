"""Which part of a project is asked for; said the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error

ADDENDA = "addendum"
"""Stands for every kind of document that amends another one, on the command line."""


class SelectionError(AkkoordError):
    """Something was asked for that is not in the project."""


class Selection(Struct, frozen=True):
    """What is asked for; an empty tuple asks for all. Values of one field add up, fields narrow down."""

    regions: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    lots: tuple[int, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def all(self) -> bool:
        """Whether everything is asked for."""
        return self == Selection()

    def wants(self, region: str, edition: str, provider: str, lots: Iterable[int]) -> bool:
        """Whether the pack of `provider`, who has `lots`, is asked for."""
        return (
            _in(region, self.regions)
            and _in(edition, self.editions)
            and _in(provider, self.providers)
            and (not self.lots or bool(set(self.lots) & set(lots)))
        )

    def names(self, kind: str) -> bool:
        """Whether this kind of document is asked for by its own name."""
        return kind in self.documents

    def wants_document(self, kind: str, base: str = "", lot: int | None = None) -> bool:
        """Whether this kind of document is asked for: by its own name, or by `base` for one that is of a `lot`."""
        if _in(kind, self.documents):
            return True
        return base in self.documents and (lot is None or not self.lots or lot in self.lots)


def _in(value: str, asked: tuple[str, ...]) -> bool:
    return not asked or value in asked


def packs_named(paths: Iterable[str], asked: str) -> tuple[str, ...]:
    """The packs that `asked` stands for, sorted: it is the end of their path, whole names only."""
    return tuple(sorted(path for path in paths if f"/{path}".endswith(f"/{asked.strip('/')}")))


def check_selection(selection: Selection, known: Mapping[str, Iterable[object]]) -> None:
    """Refuse what is not in the project. `known` holds all values by the name of their option.

    Raises:
        SelectionError: with every unknown value, and the nearest that is known.
    """
    asked: Mapping[str, tuple[object, ...]] = {
        "region": selection.regions,
        "provider": selection.providers,
        "document": selection.documents,
        "lot": selection.lots,
        "edition": selection.editions,
    }
    found = [
        _unknown(option, str(value), [str(k) for k in known.get(option, ())])
        for option, values in asked.items()
        for value in values
        if str(value) not in {str(k) for k in known.get(option, ())}
    ]
    if found:
        raise SelectionError(*found)


def no_pack(selection: Selection) -> SelectionError:
    """What to raise when everything asked for is there, and no pack is all of it."""
    asked = {
        "region": selection.regions,
        "provider": selection.providers,
        "lot": selection.lots,
        "edition": selection.editions,
    }
    shown = " ".join(f"--{option} {value}" for option, values in asked.items() for value in values)
    return SelectionError(error("SEL002", f"geen pakket voldoet aan `{shown}`", None, "laat een van de keuzes weg"))


def _unknown(option: str, value: str, known: list[str]) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in sorted(known)[:12]) or "niets"
    more = f" en nog {len(known) - 12}" if len(known) > 12 else ""
    message = f"`--{option} {value}` is er niet; bekend: {listed}{more}"
    return error("SEL001", message, None, did_you_mean(value, known))
