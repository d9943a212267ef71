"""The command as a whole: arguments in, exit code out, and every way in which it can end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from akkoord import collect_seldom
from akkoord.cli.arguments import parted
from akkoord.cli.bugs import BugsError
from akkoord.cli.declared import read_arguments
from akkoord.cli.declared_verbs import DECLARED
from akkoord.cli.general import general_of
from akkoord.cli.refusals import say_error
from akkoord.cli.streams import say
from akkoord.diagnostics import AkkoordError, error

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as shells count it."""
WRONG, INTERNAL = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 fine, 1 findings, 2 wrong use, 3 a bug of ours, 130 Ctrl-C."""
    _speak_utf8()
    collect_seldom()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except AkkoordError as error:
        say_error(error, as_data="--json" in given)
        return error.exit_code
    except KeyboardInterrupt:
        say("\nAfgebroken. Wat er in `output/` stond is heel; de volgende keer gaat het verder.")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output had enough of it
        sys.stdout = None
        return 0
    except BugsError as bugs:
        _say_bug(bugs.report, given)
        return INTERNAL
    except OSError as problem:
        from akkoord.project.refusals import is_of_the_machine

        if not is_of_the_machine(problem):
            _say_bug(_traceback(), given)
            return INTERNAL
        say_error(_refused(problem), as_data="--json" in given)
        return WRONG
    except Exception:  # a bug of ours, whatever it is: say so, and keep what we need to mend it
        _say_bug(_traceback(), given)
        return INTERNAL


def _run(given: list[str]) -> int:
    """Declared verbs are read here: the parser of the others, and of `--help`, takes long to load."""
    general, own = parted(given)
    verb = DECLARED.get(own[0])
    if verb is None or "--help" in own:
        return _run_parsed([*general, *own])
    return verb.run(read_arguments(verb, own[1:]), general_of(general))


def _run_parsed(arguments: list[str]) -> int:
    from akkoord.cli.verbs import app
    from akkoord.cli.words import usage_error

    try:
        outcome: object = app(arguments, prog_name=_called(), standalone_mode=False)
    except Exception as error:
        found = usage_error(error)
        if found is None:
            raise
        raise found from error
    if outcome == INTERRUPTED:  # the parser has caught it
        raise KeyboardInterrupt
    return outcome if isinstance(outcome, int) else 0


def _traceback() -> str:
    """What is known of the exception that is being handled."""
    import traceback  # takes long to load, and is hardly ever needed

    return traceback.format_exc()


def _refused(problem: OSError) -> AkkoordError:
    """That the machine refused to read or write a file; where a verb knows more of it, it says so itself."""
    from akkoord.project.refusals import why

    place = f"`{problem.filename2 or problem.filename}`" if problem.filename else "een bestand"
    hint = "sluit het bestand in andere programma's, en kijk of u in de map mag schrijven en of er ruimte is"
    return AkkoordError(error("FIL005", f"{place} kan niet worden gebruikt: {why(problem)}", None, hint))


def _called() -> str:
    """How the user called us, for the line of use."""
    if Path(sys.argv[0]).name != "build.py":
        return "akkoord"
    return "py build.py" if sys.platform == "win32" else "python3 build.py"


def _say_bug(report: str, given: Sequence[str]) -> None:
    from akkoord.project.report import keep_report

    place = keep_report(report, given)
    say("fout: er ging iets mis in Akkoord zelf; uw bestanden zijn niet veranderd.")
    say(f"  meld dit, met het verslag in `{place}`" if place else f"  meld dit:\n{report}")
    if "--debug" in given and place:
        say(report)


def _speak_utf8() -> None:
    """Whatever the console or the locale says: names have diacritics. A character it lacks is replaced.

    Who starts us with a stream closed (a planned task, a program without a console) hears nothing there.
    """
    # Typeshed holds them for always there; what is opened here is theirs and lasts as long as the program.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
