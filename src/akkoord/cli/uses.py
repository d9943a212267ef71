"""How answers to `where` look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from akkoord.cli.answers import heading_data, heading_words, place_data, say_errors
from akkoord.cli.streams import put
from akkoord.diagnostics import as_json
from akkoord.diagnostics.dutch import joined
from akkoord.project.where import Use, Uses
from akkoord.project.where_term import TermUses
from akkoord.project.where_variable import ValueRow, VariableUses
from akkoord.records import json_text

_MANY = 8
"""So many packs are named one by one; of more the number says enough."""
_FEW = 3
"""So few packs that lack something are named instead of all that have it."""
_RELATIONS = {
    "clause": "",
    "printed": "gedrukt",
    "condition": "voorwaarde",
    "reason": "reden in het manifest",
    "definition": "omschreven",
    "term": "gebruikt",
}


def show_clause(uses: Uses, *, as_data: bool) -> None:
    """Every version of a clause, and every place where it stands."""
    if as_data:
        put(json_text(_clause_data(uses)).rstrip())
        return
    put(uses.clause + (f"@{uses.version}" if uses.version else ""))
    for row in uses.versions:
        editions = ", ".join(row.editions) or "geen enkele"
        put(f"  {row.version}  {row.status}, editie: {editions}  {row.span.file}:{row.span.line}")
    _put_uses(uses.uses, "staat in geen enkel document")
    for pin in uses.pins:
        put(f"\n  vastgezet op {pin}")
    for d in uses.deviations:
        editions = f", editie {', '.join(d.editions)}" if d.editions else ""
        put(f"\n  {d.region}/{d.provider} wijkt af van {d.base} met {d.version}, tot en met {d.until}{editions}")
        put(f"    {d.reason}  ({d.span})")
    say_errors(uses.diagnostics)


def show_variable(uses: VariableUses, *, as_data: bool) -> None:
    """Where a variable has its values, and every place that prints it or is decided by it."""
    if as_data:
        put(json_text(_variable_data(uses)).rstrip())
        return
    put(uses.variable)
    for row in uses.values[:_MANY]:
        put(f"  {_value_words(row)}{row.span}")
    if len(uses.values) > _MANY:
        put(f"  en nog {len(uses.values) - _MANY}, elk in het bestand van de aanbieder")
    if not uses.values:
        put("  berekend bij het samenstellen")
    if uses.rests_on:
        put(f"  berekend uit {', '.join(uses.rests_on)}")
    _put_uses(uses.uses, "geen enkel document drukt haar af of rust erop")
    say_errors(uses.diagnostics)


def show_term(uses: TermUses, *, as_data: bool) -> None:
    """Where a term is defined, and every place that uses it."""
    if as_data:
        put(json_text(_term_data(uses)).rstrip())
        return
    put(uses.term)
    for row in uses.definitions:
        forms = f", ook: {', '.join(row.forms)}" if row.forms else ""
        put(f"  {row.clause}@{row.version}  {row.status}{forms}  {row.span}")
    _put_uses(uses.uses, "geen enkel document gebruikt het")
    say_errors(uses.diagnostics)


def _value_words(row: ValueRow) -> str:
    whose = row.provider or row.region
    first, last = row.period.first, row.period.last
    words = [row.value] if row.value else []
    words += [f"vanaf {first}"] if first is not None else []
    words += [f"tot en met {last}"] if last is not None else []
    return f"{whose}: {', '.join(words)}  " if words else f"{whose}  "


def _put_uses(uses: tuple[Use, ...], nothing: str) -> None:
    if not uses:
        put(f"\n  {nothing}")
    for (region, edition, document), own in groupby(uses, lambda use: (use.region, use.edition, use.document)):
        put(f"\n  {region}/{edition}  {document}")
        for packs, together in groupby(own, _packs):
            for line in _lines(together):
                put(f"    {line}")
            put(f"      {packs}")


def _lines(uses: Iterable[Use]) -> Iterator[str]:
    for use in uses:
        at = use.at
        where = ", ".join(part for part in (heading_words(at.heading), at.place) if part)
        words = f"“{at.words}”" if at.relation == "term" else f"`{at.words}`" if at.words else ""
        how = " ".join(part for part in (_RELATIONS[at.relation], words) if part and at.relation != "definition")
        how = how or _RELATIONS[at.relation]
        how += f" via {at.via}" if at.via else ""
        yield "  ".join(part for part in (where or "het document", at.clause, how, str(at.span)) if part)


def _packs(use: Use) -> str:
    """Who have it there, readable for any number of them."""
    count, of = len(use.packs), len(use.packs) + len(use.without)
    region = "; en het pakket van de regio" if use.region_pack else ""
    if not count:
        return "alleen het pakket van de regio"
    if not use.without and count > 1:
        return f"alle {count} aanbieders{region}"
    if len(use.without) <= _FEW < count:
        return f"{count} van {of}, niet {joined(use.without, 'en')}{region}"
    named = ", ".join(use.packs[:_MANY]) + (f" en nog {count - _MANY}" if count > _MANY else "")
    return f"{count} van {of}: {named}{region}"


def _clause_data(uses: Uses) -> dict[str, object]:
    return {
        "clause": uses.clause,
        "version": uses.version or None,
        "versions": [
            {"version": v.version, "status": v.status, "place": place_data(v.span), "editions": list(v.editions)}
            for v in uses.versions
        ],
        "uses": list(map(_use_data, uses.uses)),
        "pins": [place_data(pin) for pin in uses.pins],
        "deviations": [
            {
                "region": d.region,
                "provider": d.provider,
                "version": d.version,
                "base": d.base,
                "reason": d.reason,
                "until": d.until,
                "editions": list(d.editions),
                "place": place_data(d.span),
            }
            for d in uses.deviations
        ],
        "diagnostics": [as_json(diagnostic) for diagnostic in uses.diagnostics],
    }


def _variable_data(uses: VariableUses) -> dict[str, object]:
    return {
        "variable": uses.variable,
        "values": [
            {
                "region": row.region,
                "provider": row.provider or None,
                "value": row.value or None,
                "valid_from": row.period.first.isoformat() if row.period.first is not None else None,
                "valid_until": row.period.last.isoformat() if row.period.last is not None else None,
                "place": place_data(row.span),
            }
            for row in uses.values
        ],
        "rests_on": list(uses.rests_on),
        "uses": list(map(_use_data, uses.uses)),
        "diagnostics": [as_json(diagnostic) for diagnostic in uses.diagnostics],
    }


def _term_data(uses: TermUses) -> dict[str, object]:
    return {
        "term": uses.term,
        "definitions": [
            {
                "clause": row.clause,
                "version": row.version,
                "status": row.status,
                "term": row.term,
                "forms": list(row.forms),
                "place": place_data(row.span),
            }
            for row in uses.definitions
        ],
        "uses": list(map(_use_data, uses.uses)),
        "diagnostics": [as_json(diagnostic) for diagnostic in uses.diagnostics],
    }


def _use_data(use: Use) -> dict[str, object]:
    at = use.at
    return {
        "region": use.region,
        "edition": use.edition,
        "document": use.document,
        "heading": heading_data(at.heading),
        "numbers": list(at.numbers),
        "place": at.place,
        "relation": at.relation,
        "clause": at.clause.partition("@")[0] or None,
        "version": at.clause.partition("@")[2] or None,
        "source": place_data(at.span),
        "words": at.words or None,
        "via": at.via or None,
        "packs": list(use.packs),
        "of": len(use.packs) + len(use.without),
        "region_pack": use.region_pack,
    }
