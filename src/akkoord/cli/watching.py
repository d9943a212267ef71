"""How a build that stays looks on a terminal: all of it once, then of each round what was written."""

from __future__ import annotations

from akkoord.cli.bugs import BugsError
from akkoord.cli.building import Shown, show_build, show_round
from akkoord.cli.general import General
from akkoord.cli.refusals import say_error
from akkoord.cli.streams import say
from akkoord.project.build import Request
from akkoord.project.watching import watch_project


def watch(request: Request, general: General) -> int:
    """Build after every change until Ctrl-C; the exit code of the last round that ended.

    Raises:
        AkkoordError, BugsError: as a build.
        KeyboardInterrupt: no round ended yet.
    """
    code: int | None = None
    try:
        with Shown(quiet=general.quiet) as progress:
            for made in watch_project(request, progress):
                progress.ended()
                code = made.exit_code
                if made.refused is not None:
                    say_error(made.refused, as_data=False)
                if made.result is not None:
                    if made.first or request.explain:
                        show_build(made.result, general)
                    else:
                        show_round(made.result, made.seconds, general)
                    if made.result.report:
                        raise BugsError(made.result.report)
                if not general.quiet:
                    say("Wacht op een wijziging; Ctrl-C stopt.")
    except KeyboardInterrupt:
        if code is None:
            raise
    return code or 0
