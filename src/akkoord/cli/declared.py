"""Verbs that are declared as data, so that they can start without the parser that makes `--help`.

That parser takes longer to load than a redline takes to make. A declared verb is read here;
`declaring` tells the parser about it, so that `--help` is complete and written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from akkoord.cli.arguments import GENERAL
from akkoord.diagnostics import AkkoordError, did_you_mean, error

if TYPE_CHECKING:
    from akkoord.cli.general import General


class Argument(Struct, frozen=True):
    """A value by its place. `shown` is its name in messages and help."""

    key: str
    shown: str
    help: str
    required: bool = True


class Option(Struct, frozen=True):
    """A value by name, or, without `shown`, a switch. `names` holds every way to write it.

    A value is any text, one of `choices`, or a whole `number`, which may have to be `least` or more. What is not
    typed is `default`.
    """

    key: str
    names: tuple[str, ...]
    shown: str
    help: str
    required: bool = False
    repeatable: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    number: bool = False
    least: int | None = None

    def takes(self, value: str) -> bool:
        """Whether `value` can be one."""
        if self.choices and value not in self.choices:
            return False
        if not self.number:
            return True
        try:
            number = int(value)
        except ValueError:
            return False
        return self.least is None or number >= self.least

    @property
    def expected(self) -> str:
        """What it takes, in words."""
        if self.choices:
            return " of ".join(f"`{choice}`" for choice in self.choices)
        if self.number:
            return "een geheel getal" if self.least is None else f"een geheel getal vanaf {self.least}"
        return self.shown


class Given(Struct, frozen=True):
    """What was typed after a verb, by key."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    several: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    switches: frozenset[str] = frozenset()

    def number(self, key: str) -> int | None:
        """The whole number at `key`; None when it was not typed."""
        return int(self.values[key]) if key in self.values else None


class DeclaredVerb(Struct, frozen=True):
    """A verb: what it takes, and what runs it (which imports what it needs itself)."""

    name: str
    help: str
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]
    run: Callable[[Given, General], int]


class UsageError(AkkoordError):
    """The program was called in a way that it does not know (CMD001)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(error("CMD001", message, None, hint or "`--help` toont wat kan"))


def unknown_option(wanted: str, known: Iterable[str]) -> UsageError:
    """That there is no option `wanted`, with the nearest of `known` and of the options that every verb has."""
    if wanted in GENERAL:
        return UsageError(f"de optie `{wanted}` krijgt geen waarde")
    return UsageError(f"de optie `{wanted}` bestaat niet", did_you_mean(wanted, (*known, *GENERAL)))


def said_twice(name: str) -> UsageError:
    """That an option of one value was given two: one of them would be lost without a word."""
    return UsageError(f"de optie `{name}` staat er meer dan eens, en krijgt één waarde", "noem haar één keer")


def read_arguments(verb: DeclaredVerb, typed: Sequence[str]) -> Given:
    """What was typed after `verb`.

    Raises:
        UsageError: an option that is not there or twice, a value too many, one that is missing or that cannot be.
    """
    given = _Reading(verb, list(typed)).read()
    check_values(verb, given)
    for option in verb.options:
        if option.required and option.key not in given.values:
            raise UsageError(f"`{option.names[-1]}` ontbreekt")
    return given


def check_values(verb: DeclaredVerb, given: Given) -> None:
    """Hold what was typed against what the options of `verb` take.

    Raises:
        UsageError: a value is something else.
    """
    options = {option.key: option for option in verb.options}
    typed = {key: (value,) for key, value in given.values.items()} | given.several
    for key, values in typed.items():
        option = options.get(key)
        wrong = next((value for value in values if option is not None and not option.takes(value)), None)
        if option is not None and wrong is not None:
            message = f"`{wrong}` bij `{option.names[-1]}` kan niet; verwacht: {option.expected}"
            raise UsageError(message, did_you_mean(wrong, option.choices))


class _Reading:
    def __init__(self, verb: DeclaredVerb, rest: list[str]) -> None:
        self.verb = verb
        self.rest = rest
        self.known = {name: option for option in verb.options for name in option.names}
        self.values: dict[str, str] = {}
        self.several: dict[str, tuple[str, ...]] = {}
        self.switches: set[str] = set()

    def read(self) -> Given:
        places: list[str] = []
        while self.rest:
            word = self.rest.pop(0)
            if word == "--":
                places += self.rest
                break
            if word.startswith("-") and word != "-":
                self._option(word)
            else:
                places.append(word)
        self._places(places)
        for option in self.verb.options:
            if option.default:
                self.values.setdefault(option.key, option.default)
        return Given(self.values, self.several, frozenset(self.switches))

    def _places(self, places: list[str]) -> None:
        for argument, word in zip(self.verb.arguments, places, strict=False):
            self.values[argument.key] = word
        missing = [a for a in self.verb.arguments[len(places) :] if a.required]
        if missing:
            raise UsageError(f"`{missing[0].shown}` ontbreekt")
        if len(places) > len(self.verb.arguments):
            raise UsageError(f"`{' '.join(places[len(self.verb.arguments) :])}` is te veel")

    def _option(self, word: str) -> None:
        name, sign, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        option = self.known.get(name)
        if option is None:
            wanted = word.partition("=")[0]
            raise unknown_option(wanted, self.known)
        if not option.shown:
            if sign:
                raise UsageError(f"de optie `{name}` krijgt geen waarde")
            self.switches.add(option.key)
            return
        if not sign:
            if not self.rest:
                raise UsageError(f"bij `{name}` ontbreekt de waarde; verwacht: {option.expected}")
            value = self.rest.pop(0)
        if option.repeatable:
            self.several[option.key] = (*self.several.get(option.key, ()), value)
        elif option.key in self.values:
            raise said_twice(option.names[-1])
        else:
            self.values[option.key] = value
