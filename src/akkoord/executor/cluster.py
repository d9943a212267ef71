"""The same batches over the workers of a Dask cluster: more machines, the same bytes.

Work and store go to each worker once, as a plugin, so that a worker that joins later or
replaces a dead one has them too. Dask runs a batch again elsewhere when its worker dies;
only one that kills several workers comes back here, to be done task by task.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from akkoord.diagnostics import AkkoordError, error
from akkoord.executor.batches import as_done, attempt, first_done
from akkoord.executor.outcome import Crashed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
_SECONDS_TO_CONNECT = 10
_SECONDS_FOR_WORKERS = 20
_SECONDS_TO_LOOK = 2.0
_SECONDS_WITHOUT = 60
"""So long a cluster may be without any worker: those that died may be on their way back."""


class _Client(Protocol):
    """What is used of `distributed.Client`, which has no types of its own."""

    def nthreads(self) -> dict[str, int]: ...
    def wait_for_workers(self, n_workers: int, timeout: float) -> None: ...
    def run(self, function: Callable[[], str]) -> dict[str, str]: ...
    def submit(self, function: object, *arguments: object, pure: bool) -> Any: ...
    def cancel(self, futures: list[Any]) -> None: ...
    def register_plugin(self, plugin: object, name: str) -> object: ...
    def unregister_worker_plugin(self, name: str) -> object: ...
    def close(self) -> None: ...


class ClusterError(AkkoordError):
    """The cluster cannot be used: not installed, not reachable, without workers, or with other versions."""


class Cluster:
    """The workers of the Dask scheduler at `address` (`tcp://host:8786`).

    `identity` gives, in this process and in a worker, what its output depends on; it is the same everywhere
    or the cluster is refused. One worker does one batch at a time in each of its threads; `threads` counts them all.

    Raises:
        ClusterError: see there.
    """

    def __init__(self, address: str, identity: Callable[[], str]) -> None:
        self._identity = identity
        self._client = _connected(address)
        try:
            self.threads = self._checked_threads(address)
        except BaseException:
            self.close()
            raise

    def run(
        self, work: Callable[[S, T], R], batches: Iterable[Sequence[T]], store: S
    ) -> Iterator[tuple[T, Outcome[R]]]:
        """See `Workers.run`."""
        return as_done(_Crew(self._client, work, store), batches, self.threads * _AHEAD)

    def close(self) -> None:
        """Let go of the cluster."""
        self._client.close()

    def _checked_threads(self, address: str) -> int:
        """How many batches the workers do at once; workers that are just starting are waited for a moment."""
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, _SECONDS_FOR_WORKERS)
        threads = self._client.nthreads()
        if not threads:
            hint = f"start er een op elke machine: `dask worker {address}`"
            raise ClusterError(error("CLU003", f"de planner op `{address}` heeft geen werkers", None, hint))
        found = self._client.run(self._identity)
        own = self._identity()
        other = sorted(worker for worker, theirs in found.items() if theirs != own)
        if other:
            message = f"op {len(other)} van de {len(found)} werkers staat een andere versie: `{other[0]}`"
            hint = "installeer daar hetzelfde programma met dezelfde bibliotheken; anders verschillen de bestanden"
            raise ClusterError(error("CLU004", message, None, hint))
        return sum(threads.values())


def _connected(address: str) -> _Client:
    try:
        from distributed import Client
    except ImportError:
        hint = "installeer het met `pip install akkoord[cluster]`"
        message = "voor `--executor dask` is Dask nodig, en dat is hier niet geïnstalleerd"
        raise ClusterError(error("CLU001", message, None, hint)) from None
    for name in sorted(logging.root.manager.loggerDict):
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what there is to say is said by us
    try:
        _reach(address)
        return cast("_Client", Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False))
    except (OSError, ValueError) as problem:  # a timeout is an OSError; an address that is none a ValueError
        message = f"de planner op `{address}` is niet te bereiken"
        hint = "kijk of `dask scheduler` daar draait en of het adres klopt, zoals `tcp://10.0.0.5:8786`"
        raise ClusterError(error("CLU002", message, None, hint)) from problem


def _reach(address: str) -> None:
    """Connect to the scheduler and no more: where nobody listens, Dask would keep trying and then complain.

    Raises:
        OSError, ValueError: nobody listens there; it is no address.
    """
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if not place.hostname or place.port is None:
        raise ValueError(address)
    socket.create_connection((place.hostname, place.port), _SECONDS_TO_CONNECT).close()


class _Crew(Generic[S, T, R]):
    """The workers of a cluster for one run.

    `Client.get_executor()` is not used: a future of it never ends when the task kills its workers, because its
    way from Dask to `concurrent.futures` raises there (distributed 2026.8). `submit` makes that way itself.
    """

    def __init__(self, client: _Client, work: Callable[[S, T], R], store: S) -> None:
        from distributed import KilledWorker

        self._client = client
        payload = pickle.dumps((work, store), pickle.HIGHEST_PROTOCOL)
        self._key = hashlib.sha256(payload).hexdigest()
        client.register_plugin(_plugin(self._key, payload), name=self._key)
        self.broken: tuple[type[BaseException], ...] = (KilledWorker,)
        self._in_flight: dict[Future[list[Outcome[R]]], Any] = {}

    def submit(self, batch: Sequence[T]) -> Future[list[Outcome[R]]]:
        """Hand out a batch."""
        data = pickle.dumps(tuple(batch), pickle.HIGHEST_PROTOCOL)
        # Not pure: a batch that is done again is a task of its own.
        there = self._client.submit(_in_cluster, self._key, data, pure=False)
        here: Future[list[Outcome[R]]] = Future()
        self._in_flight[here] = there  # Dask forgets what nobody holds
        there.add_done_callback(partial(self._hand_over, here))
        return here

    def _hand_over(self, here: Future[list[Outcome[R]]], there: Any) -> None:
        try:
            here.set_result(there.result())
        except self.broken as died:
            here.set_exception(died)
        except BaseException as problem:  # of whatever kind: it must not be lost in a thread of Dask
            here.set_exception(_lost(problem))
        self._in_flight.pop(here, None)

    def done(self, futures: Sequence[Future[list[Outcome[R]]]]) -> Future[list[Outcome[R]]]:
        """See `Crew.done`.

        Raises:
            ClusterError: the scheduler is gone, or all workers are and none comes back.
        """
        without = 0
        while True:
            future = first_done(futures, _SECONDS_TO_LOOK)
            if future is not None:
                return future
            without = 0 if self._has_workers() else without + 1
            if without * _SECONDS_TO_LOOK > _SECONDS_WITHOUT:
                hint = "start ze weer en bouw opnieuw: wat klaar is blijft klaar"
                raise ClusterError(error("CLU003", "alle werkers van het cluster zijn weg", None, hint))

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except Exception as problem:
            raise _lost(problem) from problem

    def alone(self, task: T) -> Outcome[R]:
        """See `Crew.alone`."""
        try:
            return self.done((self.submit((task,)),)).result()[0]
        except self.broken:
            return Crashed()

    def end(self) -> None:
        """See `Crew.end`."""
        # Also when the scheduler is gone, and then it does not matter.
        with suppress(Exception):
            self._client.cancel(list(self._in_flight.values()))
            self._client.unregister_worker_plugin(self._key)


def _lost(problem: BaseException) -> ClusterError:
    message = f"de verbinding met het cluster viel weg ({type(problem).__name__})"
    hint = "start het cluster weer en bouw opnieuw: wat klaar is blijft klaar"
    return ClusterError(error("CLU005", message, None, hint))


_payloads: dict[str, bytes] = {}
"""In a worker: work and store of each run, pickled."""

_opened = threading.local()
"""In a thread of a worker: work and store of the run it is busy with. What they open is not for two threads at once."""


def _plugin(key: str, payload: bytes) -> Any:
    from distributed import WorkerPlugin

    class _Store(WorkerPlugin):
        """Brings work and store to a worker for as long as the run lasts."""

        def setup(self, worker: object) -> None:
            _receive(key, payload)

        def teardown(self, worker: object) -> None:
            _forget(key)

    return _Store()


def _receive(key: str, payload: bytes) -> None:
    _payloads[key] = payload


def _forget(key: str) -> None:
    _payloads.pop(key, None)


def _in_cluster(key: str, data: bytes) -> list[Outcome[object]]:
    if getattr(_opened, "key", "") != key:
        _opened.bound, _opened.key = pickle.loads(_payloads[key]), key  # noqa: S301  given by the run itself
    work, store = _opened.bound
    return [attempt(work, store, task) for task in pickle.loads(data)]  # noqa: S301  as above
