"""A YAML document held against its JSON Schema (draft 2020-12), every finding in our own words.

The keyword `x-expected` of a schema says in Dutch what a value should be, `x-reason` why its
`required` keys are needed. A date of YAML is text
to JSON: it is accepted where a schema asks for text with `"format": "date"`, or lists several
types with text among them; where one plain text is asked it is a wrong type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeAlias, cast

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error, in_order
from akkoord.readers.schema_fit import UnsureError, fits, is_integer, is_number, is_of_type
from akkoord.readers.yaml import Path, YamlDocument

Schema: TypeAlias = Mapping[str, object]

SHOWN = 60
"""Characters of a wrong value that a message repeats."""


class _Finding(Protocol):
    """The part of `jsonschema.ValidationError` that is used."""

    message: str
    validator: str
    validator_value: Any
    instance: Any
    schema: Schema
    absolute_path: Sequence[str | int]
    absolute_schema_path: Sequence[str | int]


class _Validator(Protocol):
    def is_type(self, instance: object, type: str) -> bool: ...  # noqa: A002  # the name jsonschema gives it

    def iter_errors(self, instance: object) -> Iterator[_Finding]: ...

    def descend(self, instance: object, schema: object, path: object = None) -> Iterator[object]: ...


def check_schema(document: YamlDocument, schema: Schema) -> tuple[Diagnostic, ...]:
    """Everything in `document` that is not as `schema` says, in order of place.

    Of a value that the reader of YAML did not understand nothing more is said: that it is no date, say, is the same
    mistake again. `schema` may refer to its own `$defs` only; nothing is ever fetched.
    """
    with suppress(UnsureError):
        if fits(document.data, schema):
            return ()
    return faults(document, schema)


def faults(document: YamlDocument, schema: Schema) -> tuple[Diagnostic, ...]:
    """As `check_schema`, for a document that may not fit: what knows how to say it is loaded first."""
    validator = _validator_class()(schema)
    broken = validator.iter_errors(document.data)
    return in_order(_described(document, found) for found in broken if not _misread(document, found))


def _misread(document: YamlDocument, found: _Finding) -> bool:
    return bool(document.misread) and document.spans.get(tuple(found.absolute_path)) in document.misread


@cache
def _validator_class() -> Callable[[Schema], _Validator]:
    # Imported here: where every file fits nobody needs it, and it costs 70 ms.
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry

    types = Draft202012Validator.TYPE_CHECKER.redefine_many({"number": _is_number, "integer": _is_integer})
    keywords = {"required": _required, "additionalProperties": _additional, "type": _type, "format": _format}
    made = cast("Any", validators).extend(Draft202012Validator, keywords, type_checker=types)
    return lambda schema: made(schema, registry=Registry[Any]())


def _is_number(_checker: object, value: object) -> bool:
    return is_number(value)


def _is_integer(_checker: object, value: object) -> bool:
    return is_integer(value)


def _broken(message: str) -> object:
    from jsonschema import ValidationError

    return ValidationError(message)


def _required(validator: _Validator, names: Sequence[str], instance: Any, _schema: Schema) -> Iterator[object]:
    if validator.is_type(instance, "object"):
        yield from (_broken(name) for name in names if name not in instance)


def _additional(validator: _Validator, allowed: object, instance: Any, schema: Schema) -> Iterator[object]:
    if not validator.is_type(instance, "object"):
        return
    known = cast("Schema", schema.get("properties", {}))
    for name, value in instance.items():
        if name in known:
            continue
        if allowed is False:
            yield _broken(name)
        else:
            yield from validator.descend(value, allowed, path=name)


def _type(_validator: _Validator, types: str | Sequence[str], instance: Any, schema: Schema) -> Iterator[object]:
    if not is_of_type(instance, types, schema):
        yield _broken("")


def _format(_validator: _Validator, name: str, instance: Any, _schema: Schema) -> Iterator[object]:
    if name == "date" and isinstance(instance, str):
        yield _broken("")


_TYPE_WORDS = {
    "string": "tekst",
    "integer": "een geheel getal",
    "number": "een getal",
    "boolean": "`true` of `false`",
    "array": "een lijst",
    "object": "sleutels met waarden",
    "null": "niets",
}


def _described(document: YamlDocument, found: _Finding) -> Diagnostic:
    path = tuple(found.absolute_path)
    if "propertyNames" in found.absolute_schema_path:
        message = f"de sleutel {_shown(found.instance)} kan niet; verwacht: {_expected(found)}"
        return error("SCH005", message, document.key_span(*path, cast("str", found.instance)))
    match found.validator:
        case "additionalProperties":
            return _unknown_key(document, found, path)
        case "required":
            reason = found.schema.get("x-reason")
            missing = f"de sleutel `{found.message}` ontbreekt{_whose(path)}" + (f"; {reason}" if reason else "")
            return error("SCH002", missing, document.span(*path), f"voeg een regel `{found.message}: …` toe")
        case "uniqueItems":
            return _repeated(document, found, path)
        case _:
            return _wrong_value(found, path, document.span(*path))


def _unknown_key(document: YamlDocument, found: _Finding, path: Path) -> Diagnostic:
    known = sorted(cast("Schema", found.schema.get("properties", {})))
    hint = did_you_mean(found.message, known)
    free = [name for name in known if name not in found.instance]
    if not hint and free:
        hint = "mogelijk zijn nog: " + ", ".join(f"`{name}`" for name in free)
    message = f"de sleutel `{found.message[:SHOWN]}` bestaat hier niet{_whose(path)}"
    return error("SCH001", message, document.key_span(*path, found.message), hint)


def _repeated(document: YamlDocument, found: _Finding, path: Path) -> Diagnostic:
    items = cast("list[object]", found.instance)
    later, first = next((n, items.index(x)) for n, x in enumerate(items) if items.index(x) < n)
    message = f"{_shown(items[later])} staat twee keer in de lijst{_whose(path)}; verwacht: elke waarde een keer"
    related = (Related(document.span(*path, first), "de eerste keer"),)
    return Diagnostic(Severity.ERROR, "SCH006", message, document.span(*path, later), (), related)


def _wrong_value(found: _Finding, path: Path, span: Span) -> Diagnostic:
    value, limit = found.instance, found.validator_value
    where = _whose(path)
    match found.validator:
        case "type" if value is None:
            return error("SCH003", f"de waarde ontbreekt{where}; verwacht: {_expected(found)}", span)
        case "type":
            message = f"{_shown(value)} is {_kind(value)}{where}; verwacht: {_expected(found)}"
            return error("SCH003", message, span, _quotes_hint(value, limit))
        case "enum" | "const":
            allowed = [str(x) for x in (limit if found.validator == "enum" else [limit])]
            known = "een van " + ", ".join(f"`{x}`" for x in allowed) if len(allowed) > 1 else f"`{allowed[0]}`"
            message = f"{_shown(value)} kan niet{where}; verwacht: {found.schema.get('x-expected', known)}"
            return error("SCH004", message, span, did_you_mean(str(value), allowed))
        case "format":
            hint = "schrijf de datum zonder aanhalingstekens" if _is_date(value) else ""
            return error("SCH008", f"{_shown(value)} is geen datum{where}; verwacht: {_expected(found)}", span, hint)
        case "pattern" if value == "":
            return error("SCH005", f"een lege tekst kan niet{where}; verwacht: {_expected(found)}", span)
        case "pattern":
            return error("SCH005", f"{_shown(value)} kan niet{where}; verwacht: {_expected(found)}", span)
        case "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minLength" | "maxLength":
            return _wrong_size(found, where, span)
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf":
            return error("SCH007", f"{_shown(value)} kan niet{where}; verwacht: {_bound(found)}", span)
        case _:
            message = f"{_shown(value)} past in geen van de vormen die kunnen{where}; verwacht: {_expected(found)}"
            return error("SCH009", message, span)


def _wrong_size(found: _Finding, where: str, span: Span) -> Diagnostic:
    bound = "ten minste" if found.validator.startswith("min") else "ten hoogste"
    unit = {"Items": "delen", "rties": "sleutels", "ength": "tekens"}[found.validator[-5:]]
    have = len(found.instance)
    message = f"{have} {unit}{where}; verwacht: {bound} {found.validator_value}"
    return error("SCH006", message, span)


def _bound(found: _Finding) -> str:
    words = {
        "minimum": "ten minste",
        "exclusiveMinimum": "meer dan",
        "maximum": "ten hoogste",
        "exclusiveMaximum": "minder dan",
        "multipleOf": "een veelvoud van",
    }
    expected = found.schema.get("x-expected")
    return str(expected) if expected else f"{words[found.validator]} {found.validator_value}"


def _expected(found: _Finding) -> str:
    if said := found.schema.get("x-expected"):
        return str(said)
    if found.schema.get("format") == "date":
        return "een datum, zoals `2023-01-31`"
    types = found.schema.get("type")
    listed = [types] if isinstance(types, str) else cast("list[str]", types or [])
    return " of ".join(_TYPE_WORDS[name] for name in listed) or "een waarde volgens het schema"


def _kind(value: object) -> str:
    match value:
        case bool():
            return "een waarheidswaarde"
        case int():
            return "een geheel getal"
        case Decimal():
            return "een getal met een breuk"
        case date():
            return "een datum"
        case str():
            return "tekst"
        case list():
            return "een lijst"
        case _:
            return "een groep sleutels"


def _shown(value: object) -> str:
    match value:
        case None:
            return "niets"
        case bool():
            return f"`{str(value).lower()}`"
        case list() | dict():
            return "dit"
        case _:
            text = str(value)
            return f"`{text}`" if len(text) <= SHOWN else f"`{text[:SHOWN]}…`"


def _quotes_hint(value: object, types: object) -> str:
    wants_text = types == "string" or (isinstance(types, list) and "string" in types)
    if not wants_text or not isinstance(value, bool | int | Decimal | date):
        return ""
    return f'zet er aanhalingstekens om: `"{str(value).lower()}"`'


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _whose(path: Path) -> str:
    """Where in the document, in words: ` (bij `lots`, deel 2, `name`)`."""
    if not path:
        return ""
    parts = (f"deel {step + 1}" if isinstance(step, int) else f"`{step}`" for step in path)
    return f" (bij {', '.join(parts)})"
