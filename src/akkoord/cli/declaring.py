"""Telling the parser that makes `--help` about verbs that are declared as data."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from akkoord.cli.declared import Argument, DeclaredVerb, Given, Option, check_values
from akkoord.cli.general import General
from akkoord.cli.words import Verb


def declare(app: typer.Typer, verb: DeclaredVerb, epilog: str) -> None:
    """Add `verb` to the program."""

    def command(context: typer.Context, **typed: Any) -> int:  # the parser gives text, lists and truths
        general: General = context.obj
        return verb.run(given_of(verb, typed), general)

    parameters = [
        Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *map(_argument, verb.arguments),
        *map(_option, verb.options),
    ]
    command.__doc__ = verb.help
    command.__signature__ = Signature(parameters)  # pyright: ignore[reportFunctionMemberAccess]  # read by `inspect`
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(verb.name, cls=Verb, epilog=epilog, options_metavar="[OPTIES]")(command)


def given_of(verb: DeclaredVerb, typed: Mapping[str, Any]) -> Given:
    """What the parser made of what was typed after `verb`; to the parser a value is any text.

    Raises:
        UsageError: a value that cannot be.
    """
    values = {key: text for key, text in typed.items() if isinstance(text, str)}
    several = {o.key: tuple(typed[o.key]) for o in verb.options if o.repeatable and typed[o.key]}
    given = Given(values, several, frozenset(key for key, value in typed.items() if value is True))
    check_values(verb, given)
    return given


def _argument(argument: Argument) -> Parameter:
    info = typer.Argument(metavar=argument.shown, help=argument.help, show_default=False)
    if argument.required:
        return _parameter(argument.key, Annotated[str, info], Parameter.empty)
    return _parameter(argument.key, Annotated[str | None, info], None)


def _option(option: Option) -> Parameter:
    names = option.names
    if not option.shown:
        return _parameter(option.key, Annotated[bool, typer.Option(*names, help=option.help)], False)
    text = option.help if option.least is None else f"{option.help}  [vanaf {option.least}]"
    info = typer.Option(*names, metavar=option.shown, help=text, show_default=bool(option.default))
    if option.repeatable:
        return _parameter(option.key, Annotated[list[str] | None, info], None)
    if option.required:
        return _parameter(option.key, Annotated[str, info], Parameter.empty)
    return _parameter(option.key, Annotated[str | None, info], option.default or None)


def _parameter(name: str, annotation: object, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
