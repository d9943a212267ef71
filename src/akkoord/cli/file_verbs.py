"""The verbs that work on files, without a project: they start without the parser of the others."""

from __future__ import annotations

from akkoord.cli.declared import DeclaredVerb
from akkoord.cli.redline import REDLINE
from akkoord.cli.resolving import ACCEPT, REJECT
from akkoord.cli.signing import SIGN

FILE_VERBS: dict[str, DeclaredVerb] = {verb.name: verb for verb in (REDLINE, ACCEPT, REJECT, SIGN)}
