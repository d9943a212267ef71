"""What the parser says, in Dutch: headings of `--help` and errors in use."""

from __future__ import annotations

import re
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from akkoord.cli.declared import UsageError
from akkoord.diagnostics import did_you_mean

_FIXED = {
    "Usage: ": "Gebruik: ",
    "Options:": "Opties:",
    "Commands:": "Opdrachten:",
    "Arguments:": "Argumenten:",
}
_HELP = "Show this message and exit."


def _in_dutch(text: str) -> str:
    for english, dutch in _FIXED.items():
        text = re.sub(rf"^{english}", dutch, text, flags=re.MULTILINE)
    return text.replace(_HELP, "Toon deze hulp.").replace("[required]", "[verplicht]").replace("[default:", "[anders:")


class Verb(TyperCommand):
    """A verb whose help is Dutch."""

    def get_help(self, ctx: Any) -> str:  # the parser's own context; its class has no public name
        """The text of `--help`."""
        return _in_dutch(super().get_help(ctx))


class Program(TyperGroup):
    """The program, whose help is Dutch."""

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
    message = _message(held)
    hint = _hint(held)
    return UsageError(message, hint)


def _message(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            return f"de optie `{error.option_name}` bestaat niet"
        case "BadOptionUsage":
            return f"bij de optie `{error.option_name}` hoort een andere waarde, of geen"
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
    known: list[str] = []
    wanted = ""
    if type(error).__name__ == "NoSuchOption":
        wanted = error.option_name
        known = [name for parameter in getattr(command, "params", ()) for name in parameter.opts]
    elif found := re.search(r"No such command '(.*?)'", str(error.message)):
        wanted, known = found[1], [str(name) for name in getattr(command, "commands", ())]
    return did_you_mean(wanted, known) if wanted else ""
