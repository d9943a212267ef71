"""What an operating system refuses, in words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.EACCES: "u hebt er geen rechten voor",
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


def why(problem: OSError) -> str:
    """Why the operating system refused, as the end of a sentence."""
    known = _WORDS.get(problem.errno or 0)
    return known or problem.strerror or type(problem).__name__
