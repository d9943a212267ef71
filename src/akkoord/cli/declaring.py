"""Telling the parser that makes `--help` about verbs that are declared as data."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from akkoord.cli.declared import Argument, DeclaredVerb, Given, Option
from akkoord.cli.general import General
from akkoord.cli.words import Verb


def declare(app: typer.Typer, verb: DeclaredVerb, epilog: str) -> None:
    """Add `verb` to the program."""

    def command(context: typer.Context, **typed: Any) -> int:  # the parser gives text, lists and truths
        general: General = context.obj
        needed = {taken.key for taken in (*verb.arguments, *verb.options) if taken.required}
        values = {key: text for key, text in typed.items() if isinstance(text, str) and (text or key in needed)}
        several = {o.key: tuple(map(str, typed[o.key] or ())) for o in verb.options if o.repeatable}
        return verb.run(Given(values, several, frozenset(k for k, v in typed.items() if v is True)), general)

    parameters = [
        Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *map(_argument, verb.arguments),
        *map(_option, verb.options),
    ]
    command.__doc__ = verb.help
    command.__signature__ = Signature(parameters)  # pyright: ignore[reportFunctionMemberAccess]  # read by `inspect`
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(verb.name, cls=Verb, epilog=epilog, options_metavar="[OPTIES]")(command)


def _argument(argument: Argument) -> Parameter:
    info = typer.Argument(metavar=argument.shown, help=argument.help, show_default=False)
    return _parameter(argument.key, Annotated[str, info], Parameter.empty if argument.required else "")


def _option(option: Option) -> Parameter:
    names = option.names
    if not option.shown:
        return _parameter(option.key, Annotated[bool, typer.Option(*names, help=option.help)], False)
    info = typer.Option(*names, metavar=option.shown, help=option.help, show_default=False)
    if option.repeatable:
        return _parameter(option.key, Annotated[list[str] | None, info], None)
    return _parameter(option.key, Annotated[str, info], Parameter.empty if option.required else "")


def _parameter(name: str, annotation: object, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
