"""What an operating system refuses, in words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.EACCES: "u hebt er geen rechten voor, of het is open in een ander programma",
    errno.EBUSY: "een ander programma houdt het vast",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EEXIST: "op die plaats staat al iets anders",
    errno.EIO: "de schijf geeft een fout",
    errno.EISDIR: "het is een map",
    errno.ELOOP: "een koppeling leidt naar zichzelf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOENT: "het is er niet meer",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "op die plaats staat een bestand, geen map",
    errno.EPERM: "u hebt er geen rechten voor",
    errno.EROFS: "op deze schijf kan niets worden geschreven",
}

_OF_THE_MACHINE = frozenset(
    (errno.EACCES, errno.EBUSY, errno.EDQUOT, errno.EIO, errno.ENOSPC, errno.EPERM, errno.EROFS)
)
"""What no program can help: rights, a disk that is full or broken, a file that another program holds."""


def is_of_the_machine(problem: OSError) -> bool:
    """Whether the machine refused, so that there is nothing wrong with the program."""
    return problem.errno in _OF_THE_MACHINE


def why(problem: OSError) -> str:
    """Why the operating system refused, as the end of a sentence."""
    known = _WORDS.get(problem.errno or 0)
    return known or problem.strerror or type(problem).__name__
