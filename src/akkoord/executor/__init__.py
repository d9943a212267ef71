"""Workers behind one interface; what they need is injected."""

from akkoord.executor.batches import Workers, in_order
from akkoord.executor.beside import Beside
from akkoord.executor.forked import Forked, can_fork
from akkoord.executor.outcome import Crashed, Done, Failed, Outcome
from akkoord.executor.processes import Processes, cores

__all__ = [
    "Beside",
    "Crashed",
    "Done",
    "Failed",
    "Forked",
    "Outcome",
    "Processes",
    "Workers",
    "can_fork",
    "cores",
    "in_order",
]
