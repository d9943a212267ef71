"""Two folders change places in one step, where the operating system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""linux/fs.h, for renameat2(2), since Linux 3.15 and glibc 2.28."""
_RENAME_SWAP = 2
"""sys/stdio.h, for renamex_np(2), since macOS 10.12 on APFS."""
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a kernel or file system says that cannot do it (some network and FUSE file systems)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders on one file system change places; False when that cannot be done here.

    Whoever looks sees either the old or the new folder at every instant.

    Raises:
        OSError: it can be done here, but not with these two.
    """
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _system_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: swap(one, other, _RENAME_SWAP))
    rename = getattr(library, "renameat2", None)
    return rename and (lambda one, other: rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
