"""Workers behind one interface; what they need is injected."""

from akkoord.executor.batches import Workers, in_order
from akkoord.executor.beside import Beside
from akkoord.executor.outcome import Crashed, Done, Failed, Outcome
from akkoord.executor.processes import Processes, cores

__all__ = ["Beside", "Crashed", "Done", "Failed", "Outcome", "Processes", "Workers", "cores", "in_order"]
