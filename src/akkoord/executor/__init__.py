"""Workers behind one interface; what they need is injected."""

from akkoord.executor.batches import Workers
from akkoord.executor.outcome import Crashed, Done, Failed, Outcome
from akkoord.executor.processes import Processes, cores

__all__ = ["Crashed", "Done", "Failed", "Outcome", "Processes", "Workers", "cores"]
