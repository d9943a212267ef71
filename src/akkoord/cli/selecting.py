"""The options with which every verb says which part of the project is meant, written once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

from akkoord.cli.declared import Given, Option
from akkoord.project.selection import Selection

SELECTION = tuple(
    Option(name, (f"--{name}",), shown, f"{text}; herhaalbaar.", repeatable=True, number=name == "lot")
    for name, shown, text in (
        ("region", "REGIO", "Alleen deze regio"),
        ("provider", "AANBIEDER", "Alleen deze aanbieder"),
        ("document", "SOORT", "Alleen dit document"),
        ("lot", "NUMMER", "Alleen aanbieders met dit perceel"),
        ("edition", "EDITIE", "Alleen deze editie"),
    )
)
"""The options of a selection, as data."""

_Verb = Callable[..., int]


def selection_of(given: Given) -> Selection:
    """The selection that was typed after a declared verb."""
    several = {option.key: given.several.get(option.key, ()) for option in SELECTION}
    lots = tuple(map(int, several["lot"]))
    return Selection(several["region"], several["provider"], several["document"], lots, several["edition"])


def selecting(document: str = "") -> Callable[[_Verb], _Verb]:
    """Give a verb the options of a selection, of which it gets the outcome as its parameter `selection`.

    `document` says what `--document` narrows down, where that is something of its own.
    """

    def with_options(verb: _Verb) -> _Verb:
        @wraps(verb)
        def with_selection(**typed: Any) -> int:  # the parser gives lists, and the values of the verb itself
            given = {option.key: tuple(typed.pop(option.key) or ()) for option in SELECTION}
            chosen = Selection(given["region"], given["provider"], given["document"], given["lot"], given["edition"])
            return verb(selection=chosen, **typed)

        own = list(signature(verb, eval_str=True).parameters.values())
        at = next(place for place, parameter in enumerate(own) if parameter.name == "selection")
        parameters = [*own[:at], *(_parameter(option, document) for option in SELECTION), *own[at + 1 :]]
        parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in parameters]
        with_selection.__signature__ = Signature(parameters)  # pyright: ignore[reportAttributeAccessIssue]  # read by `inspect`
        with_selection.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_selection

    return with_options


def _parameter(option: Option, document: str) -> Parameter:
    import typer  # declared verbs start without it

    text = document if document and option.key == "document" else option.help
    info = typer.Option(*option.names, metavar=option.shown, help=text)
    kind = Annotated[list[int] | None, info] if option.key == "lot" else Annotated[list[str] | None, info]
    return Parameter(option.key, Parameter.KEYWORD_ONLY, annotation=kind, default=None)
