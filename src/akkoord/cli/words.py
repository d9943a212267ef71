"""What the parser says, in Dutch: headings of `--help` and errors in use."""

from __future__ import annotations

import re
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from akkoord.cli.declared import UsageError, said_twice, unknown_option
from akkoord.diagnostics import did_you_mean

_FIXED = {
    "Usage: ": "Gebruik: ",
    "Options:": "Opties:",
    "Commands:": "Opdrachten:",
    "Arguments:": "Argumenten:",
}
_HELP = "Show this message and exit."
_BRACKETS = re.compile(r"\{([A-Z][^{}]*)\}(?:\.\.\.)?|\[(\[\S*?\])\](?=\s)")
"""What the parser sets around the name of an argument in the line of use."""


def _in_dutch(text: str) -> str:
    for english, dutch in _FIXED.items():
        text = re.sub(rf"^{english}", dutch, text, flags=re.MULTILINE)
    text = _BRACKETS.sub(lambda m: m[1] or m[2], text)
    return text.replace(_HELP, "Toon deze hulp.").replace("[required]", "[verplicht]").replace("[default:", "[anders:")


def _refuse_twice(command: Any, context: Any, typed: list[str]) -> None:
    """An option of one value that was given two; the parser would keep the last.

    Raises:
        UsageError: there is one.
    """
    _, _, order = command.make_parser(context).parse_args(args=list(typed))
    met: set[str] = set()
    for parameter in order:
        if parameter.param_type_name == "option" and not parameter.multiple and not parameter.is_flag:
            if parameter.name in met:
                raise said_twice(parameter.opts[-1])
            met.add(parameter.name)


class Verb(TyperCommand):
    """A verb whose help is Dutch."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # the parser's own context
        """What was typed, when every option of one value is there once."""
        _refuse_twice(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # the parser's own context; its class has no public name
        """The text of `--help`, in which an argument has a name and no type of the parser."""
        for parameter in cast("list[Any]", self.params):
            if parameter.param_type_name == "argument":
                parameter.display_type_rich = _no_type
        return _in_dutch(super().get_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """As much of the first sentence as fits, up to where it can be left off."""
        sentence = " ".join(str(self.help).partition("\n\n")[0].split())
        if len(sentence) <= limit:
            return sentence
        for ends in ("[:;] ", ", "):
            parts = [found.start() for found in re.finditer(ends, sentence[: limit + 2])]
            if parts:
                return sentence[: parts[-1]]
        return super().get_short_help_str(limit)


def _no_type(ctx: Any) -> str:
    del ctx
    return ""


class Program(TyperGroup):
    """The program, whose help is Dutch."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # the parser's own context
        """What was typed, when every option of one value is there once."""
        _refuse_twice(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # the parser's own context; its class has no public name
        """The text of `--help`."""
        return _in_dutch(super().get_help(ctx))


def usage_error(error: Exception) -> UsageError | None:
    """What is wrong with how the program was called; None when `error` is something else.

    The parser's error classes have no public names, so they are known by what they hold.
    """
    if isinstance(error, typer.Abort):
        return UsageError("afgebroken")
    if not hasattr(error, "format_message"):
        return None
    held = cast("Any", error)
    if type(error).__name__ == "NoSuchOption":
        known = [name for parameter in getattr(held.ctx.command, "params", ()) for name in parameter.opts]
        return unknown_option(held.option_name, known)
    message = _message(held)
    hint = _hint(held)
    return UsageError(message, hint)


def _message(error: Any) -> str:
    match type(error).__name__:
        case "BadOptionUsage":
            if "does not take" in str(error.message):
                return f"de optie `{error.option_name}` krijgt geen waarde"
            return f"bij `{error.option_name}` ontbreekt de waarde"
        case "MissingParameter":
            return f"`{_name(error)}` ontbreekt"
        case "BadParameter":
            return f"de waarde bij `{_name(error)}` kan niet; verwacht: {_expected(error)}"
        case _:
            command = re.search(r"No such command '(.*?)'", str(error.message))
            if command:
                return f"de opdracht `{command[1]}` bestaat niet"
            extra = re.search(r"extra argument(?:s|\(s\))? \((.*)\)", str(error.message))
            return f"`{extra[1]}` is te veel" if extra else str(error.message)


def _name(error: Any) -> str:
    names = getattr(error.param, "opts", None) or [error.param_hint or "?"]
    return names[-1] if names[-1].startswith("-") else str(error.param.metavar or names[-1]).upper()


def _expected(error: Any) -> str:
    return str(getattr(error.param, "metavar", None) or "iets anders")


def _hint(error: Any) -> str:
    command = getattr(error.ctx, "command", None)
    if found := re.search(r"No such command '(.*?)'", str(error.message)):
        return did_you_mean(found[1], [str(name) for name in getattr(command, "commands", ())])
    return ""
