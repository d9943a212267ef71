"""Arguments as people type them, in the order the parser wants them."""

from __future__ import annotations

from collections.abc import Sequence

FLAGS = ("--json", "--quiet", "--verbose", "--debug")
VALUED = ("--project",)
DEFAULT_VERB = "build"
_ALONE = ("--help", "--version")
GENERAL = (*FLAGS, *VALUED, *_ALONE)
"""Every option that may stand anywhere."""


def arranged(arguments: Sequence[str]) -> list[str]:
    """Options of the whole program first, wherever they were typed; `build` when no verb is named.

    So `build --json` and `--json build` are one, and `--provider x` alone builds x. What
    comes after `--` stays as it is.
    """
    general, own = parted(arguments)
    return [*general, *own]


def parted(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options of the whole program, and the verb with what is its own."""
    general: list[str] = []
    own: list[str] = []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            own += [argument, *rest]
            break
        if argument in FLAGS or argument.startswith(tuple(f"{name}=" for name in VALUED)):
            general.append(argument)
        elif argument in VALUED:
            general += [argument, *rest[:1]]
            del rest[:1]
        else:
            own.append(argument)
    names_verb = bool(own) and (not own[0].startswith("-") or own[0] in _ALONE)
    return general, own if names_verb else [DEFAULT_VERB, *own]
