"""One cell of a register as a value of the YAML; nothing is guessed where a spreadsheet may have changed it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, did_you_mean, error
from akkoord.readers.sheets import Cell
from akkoord.readers.yaml import YamlValue
from akkoord.spec.reading.record import one_line
from akkoord.spec.register.layout import Column, Kind, Rule

_DUTCH_DATE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"[0-9]{1,9}(?:,0+)?")
_DECIMAL = re.compile(
    r"(?:€ ?)?(?:(-?(?:[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2}),[0-9]{1,9}|-?[0-9]{1,9})"
    r"|(-?[0-9]{1,9}\.[0-9]{1,2}))(?: ?%)?"
)
"""With a decimal comma, points between thousands or not; or with a point and one or two digits."""
_UNCLEAR = re.compile(r"(?:€ ?)?-?[0-9]{1,3}(?:\.[0-9]{3})+")
_MOST = Decimal(10) ** 9
_SHOWN = 40


class CellError(Exception):
    """A cell that does not hold what its column asks; carries the finding to the row that is read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def cell_value(cell: Cell, column: Column, rule: Rule) -> YamlValue:
    """What `cell` means in `column`.

    Raises:
        CellError: it means nothing there.
    """
    match rule.kind:
        case Kind.WHOLE:
            return _whole(cell, column, rule)
        case Kind.DATE:
            return _date(cell, column, rule)
        case Kind.DECIMAL:
            return _decimal(cell, column, rule)
        case Kind.TRUTH:
            return cell.value if isinstance(cell.value, bool) else _choice(cell, column, rule) == "true"
        case Kind.LIST:
            return _list(cell, column, rule)
        case Kind.DIGITS:
            return _digits(cell, column, rule)
        case Kind.CHOICE:
            return _choice(cell, column, rule)
        case Kind.TEXT:
            return one_line(_text(cell, column, rule))


def _refused(cell: Cell, column: Column, rule: Rule, what: str, *hints: str) -> CellError:
    message = f"{what} in kolom `{column.heading}`; verwacht: {rule.expected}"
    return CellError(error("REG010", message, cell.span, *hints))


def _shown(cell: Cell) -> str:
    match cell.value:
        case str() as text:
            return f"`{text[:_SHOWN]}…`" if len(text) > _SHOWN else f"`{text}`"
        case Decimal() as number:
            return f"het getal `{str(number).replace('.', ',')}`"
        case bool():
            return "een waarheidswaarde"
        case date() as day:
            return f"de datum `{day.strftime('%d-%m-%Y')}`"


def _text(cell: Cell, column: Column, rule: Rule) -> str:
    if isinstance(cell.value, str):
        return cell.value
    what = _shown(cell)
    if isinstance(cell.value, Decimal):
        hint = "maak de kolom op als Tekst en typ de waarde opnieuw, met de nullen waarmee zij begint"
        raise _refused(cell, column, rule, f"{what}, waarvan voorloopnullen kunnen zijn weggevallen,", hint)
    raise _refused(cell, column, rule, what, "maak de kolom op als Tekst en typ de waarde opnieuw")


def _digits(cell: Cell, column: Column, rule: Rule) -> str:
    text = _whole_number(cell, rule) or _text(cell, column, rule)
    if not (text.isascii() and text.isdecimal()) or len(text) > rule.digits:
        raise _refused(cell, column, rule, _shown(cell))
    if len(text) < rule.digits:
        count = "1 cijfer" if len(text) == 1 else f"{len(text)} cijfers"
        what = f"{_shown(cell)} telt {count}; voorloopnullen zijn weggevallen, of er ontbreekt een cijfer,"
        raise _refused(cell, column, rule, what, "maak de kolom op als Tekst en typ het hele nummer")
    return text


def _whole_number(cell: Cell, rule: Rule) -> str:
    """The digits of a cell that a spreadsheet took for a number, when all of them are still there; else ""."""
    match cell.value:
        case Decimal() as number if 10 ** (rule.digits - 1) <= number < 10**rule.digits and number % 1 == 0:
            return str(int(number))
        case _:
            return ""


def _choice(cell: Cell, column: Column, rule: Rule) -> str:
    text = one_line(_text(cell, column, rule)).casefold()
    for stored, label in rule.choices.items():
        if text in (stored.casefold(), label.casefold()):
            return stored
    raise _refused(cell, column, rule, _shown(cell), did_you_mean(text, rule.choices.values()))


def _whole(cell: Cell, column: Column, rule: Rule) -> int:
    match cell.value:
        case Decimal() as number if number == number.to_integral_value() and abs(number) < 10**9:
            return int(number)
        case str() as text if _WHOLE.fullmatch(text):
            return int(text.split(",")[0])
        case _:
            raise _refused(cell, column, rule, _shown(cell))


def _list(cell: Cell, column: Column, rule: Rule) -> list[YamlValue]:
    """Values with `;` or `,` between them; one value may be a number."""
    parts = re.split(r"[;,]", cell.value) if isinstance(cell.value, str) else [cell.value]
    inner = replace(rule, kind=rule.items, may_be_empty=False)
    cells = (Cell(part.strip() if isinstance(part, str) else part, cell.span) for part in parts)
    return [cell_value(single, column, inner) for single in cells if single.value != ""]


def _decimal(cell: Cell, column: Column, rule: Rule) -> Decimal:
    """A number cell, or text with a decimal comma. A point is a decimal one with one or two digits behind it.

    `1.234` is refused: it can be more than a thousand, and little more than one.
    """
    match cell.value:
        case Decimal() as number:
            value = number
        case str() as text if found := _DECIMAL.fullmatch(text.replace("\xa0", " ")):
            value = Decimal(found[1].replace(".", "").replace(",", ".") if found[1] else found[2])
        case str() as text if _UNCLEAR.fullmatch(text):
            what = f"{_shown(cell)} kan {text.replace('.', '')} zijn of {text.replace('.', ',')},"
            raise _refused(cell, column, rule, what, "schrijf decimalen achter een komma")
        case _:
            raise _refused(cell, column, rule, _shown(cell))
    if column.decimals is None:
        return value.normalize() if value != value.to_integral_value() else Decimal(int(value))
    exact = value.quantize(Decimal(1).scaleb(-column.decimals)) if abs(value) < _MOST else value
    if exact != value or abs(value) >= _MOST:
        raise _refused(cell, column, rule, _shown(cell), "rond het af op hele centen")
    return exact


def _date(cell: Cell, column: Column, rule: Rule) -> date:
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, Decimal):
        raise _refused(cell, column, rule, _shown(cell), "maak de cel op als Datum, of typ de datum als tekst")
    text = cell.value if isinstance(cell.value, str) else ""
    try:
        if found := _DUTCH_DATE.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO_DATE.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise _refused(cell, column, rule, f"de datum {_shown(cell)} bestaat niet,") from None
    raise _refused(cell, column, rule, _shown(cell), "schrijf bijvoorbeeld `31-01-2023`")
