"""Workers behind one interface; what they need is injected."""

from akkoord.executor.outcome import Crashed, Done, Failed, Outcome
from akkoord.executor.processes import cores, run

__all__ = ["Crashed", "Done", "Failed", "Outcome", "cores", "run"]
