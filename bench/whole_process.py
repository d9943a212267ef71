"""What one process costs: wall time, processor time, peak memory.

The process is started by a small one of its own. What a system counts as the peak of a process holds that of the
process that started it, and a bench with a referee in it is larger than what it measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

from msgspec import Struct

_STARTER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
said = child.stderr.read().decode(errors="replace")
_, status, usage = os.wait4(child.pid, 0)
unit = 1024 if sys.platform != "darwin" else 1024 * 1024
cost = [time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit]
print(json.dumps({"cost": cost, "code": os.waitstatus_to_exitcode(status), "said": said}))
"""


class ProcessFailedError(RuntimeError):
    """The process ended with a code other than 0; what it said."""


class Cost(Struct, frozen=True, dict=True):
    """Seconds on the wall, seconds of all processors, megabytes at the peak."""

    seconds: float
    processor_seconds: float
    megabytes: float


def cost_of(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command and tell what it cost.

    Raises:
        ProcessFailedError: it ended with a code other than 0.
    """
    starter = [sys.executable, "-S", "-c", _STARTER, *command]
    done = subprocess.run(starter, env=dict(environment), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if found["code"]:
        raise ProcessFailedError(found["said"])
    return Cost(*found["cost"])
