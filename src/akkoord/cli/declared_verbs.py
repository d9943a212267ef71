"""The verbs that are declared as data: those that people wait for, and those that work on files, without a project."""

from __future__ import annotations

from akkoord.cli.build_verb import BUILD
from akkoord.cli.check_verb import CHECK
from akkoord.cli.declared import DeclaredVerb
from akkoord.cli.plan_verb import PLAN
from akkoord.cli.redline import REDLINE
from akkoord.cli.resolving import ACCEPT, REJECT
from akkoord.cli.signing import SIGN

PROJECT_VERBS = (BUILD, PLAN, CHECK)
FILE_VERBS = (REDLINE, ACCEPT, REJECT, SIGN)
DECLARED: dict[str, DeclaredVerb] = {verb.name: verb for verb in (*PROJECT_VERBS, *FILE_VERBS)}
