"""The manual of the rules, made of their docstrings: `docs/rules.md`, and the page that `--explain` prints."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.not_checked import NOT_CHECKED
from akkoord.checks.registry import all_rules, page_of
from akkoord.checks.rule import HeldRule, PackRule, PassageRule, ProviderRule, RegionRule, Rule, SetRule, TextRule
from akkoord.diagnostics import Severity

_SEVERITY = {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.NOTE: "opmerking"}
_BASIS = {"S": "brondocumenten", "P": "openbare bron", "K": "praktijk", "L": "wet of norm"}
_SCOPE = {
    "RO": "raamovereenkomst",
    "CV": "convenant",
    "BL": "bijlagen",
    "AD": "addenda",
    "SET": "hele set",
    "PK": "tekenpakket",
    "PF": "regioprofiel",
    "OUT": "gemaakte bestanden",
}
_LOOKS_AT = {
    RegionRule: "de gegevens van een regio",
    SetRule: "alle teksten van een editie naast elkaar",
    ProviderRule: "elke aanbieder",
    TextRule: "elk document",
    PassageRule: "elke alinea, één keer",
    PackRule: "elk gemaakt pakket",
}
_HEAD = """# De regels van `check`

Deze bladzijde is gemaakt uit de regels zelf; `check --explain R150` toont er één. Hoe u `check` gebruikt, staat in
[de handleiding](handleiding.md); hoe u een regel toevoegt, in [CONTRIBUTING.md](../CONTRIBUTING.md).

Een **fout** houdt een document tegen: het is niet gereed om te tekenen. Een **waarschuwing** mag blijven als iemand
haar aanvaardt, met reden, naam en datum.

Een bestand dat niet te lezen is, is zelf de bevinding. Zolang het zo is, zegt `check` niet wat alleen daaruit volgt:
een verwijzing naar dat document, een term die daar staat, een initiatief met die aanbieder.
"""
_CODES = """## Bevindingen over instellingen en aanvaardingen

| code | betekent |
|---|---|
| CHK001 | het profiel noemt een regel die niet bestaat |
| CHK002 | het profiel zet een regel uit die niet uit kan |
| CHK003 | een regel heeft de genoemde instelling niet |
| CHK004 | de waarde van een instelling is van een andere soort |
| CHK005 | `accepted.yaml` noemt een regel die niet bestaat |
| CHK006 | een aanvaarding staat er twee keer |
| CHK007 | een fout wordt aanvaard; dat kan niet |
| CHK008 | een aanvaarding past nergens meer op: de tekst is veranderd of de bevinding is weg |
| CHK009 | `check --explain` noemt een regel die niet bestaat |
"""


def manual() -> str:
    """The whole of `docs/rules.md`."""
    rules = all_rules()
    table = [f"| [{r.id}](#{r.id.lower()}) | {_SEVERITY[r.severity]} | {_scopes(r)} | {_title(r.id)} |" for r in rules]
    index = "\n".join(("## Overzicht", "", "| regel | gewicht | over | wat goed is |", "|---|---|---|---|", *table))
    pages = "\n".join(f"## {rule.id}\n\n{rule_page(rule)}\n" for rule in rules)
    return "\n".join((_HEAD, index, "", pages, _CODES, "\n".join(_without()), ""))


def rule_page(rule: Rule) -> str:
    """The manual page of one rule, in Markdown without heading."""
    title, _, rest = page_of(rule.id).partition("\n")
    basis = ", ".join(_BASIS[b.value] for b in rule.basis)
    facts = [
        f"**{title.removeprefix(rule.id).lstrip(': ')}**",
        "",
        f"Gewicht: {_SEVERITY[rule.severity]}. Over: {_scopes(rule)}. {_looks_at(rule)} "
        f"Grond: {basis}." + (" Een profiel kan deze taalregel uitzetten." if rule.switchable else ""),
    ]
    settings = [f"- `{s.name}`: {s.meaning} Zonder instelling: {_default(s.default)}." for s in rule.settings]
    return "\n".join((*facts, "", rest.strip(), *(("", "Instellingen:", "", *settings) if settings else ())))


def _looks_at(rule: Rule) -> str:
    codes = ", ".join(f"`{code}`" for code in dict.fromkeys(held.code for held in rule.codes))
    if isinstance(rule, HeldRule):
        return f"Wordt al gevonden bij het lezen en samenstellen, als {codes}."
    also = f" Een deel wordt al gevonden bij het lezen en samenstellen, als {codes}." if codes else ""
    return f"Kijkt naar: {_LOOKS_AT[type(rule)]}.{also}"


def _title(rule_id: str) -> str:
    return page_of(rule_id).partition("\n")[0].removeprefix(rule_id).lstrip(": ").rstrip(".")


def _scopes(rule: Rule) -> str:
    return ", ".join(_SCOPE[s.value] for s in rule.scope)


def _default(value: object) -> str:
    if isinstance(value, tuple):
        items = [f"`{item}`" for item in value]  # pyright: ignore[reportUnknownVariableType]  # texts or numbers
        return ", ".join(items) or "geen"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return f"`{value}`" if value != "" else "geen"


def _without() -> Iterator[str]:
    done = {rule.id for rule in all_rules()}
    rows = [(rule, why) for rule, why in sorted(NOT_CHECKED.items()) if rule not in done]
    if rows:
        yield "## Niet gecontroleerd"
        yield ""
        yield "| regel | waarover | waarom niet |"
        yield "|---|---|---|"
        yield from (f"| {rule} | {subject} | {why} |" for rule, (subject, why) in rows)
