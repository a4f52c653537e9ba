"""Embedding spread over processes and machines: a step's batches, handed to actors. The only importer of Ray."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import CallError, WorkError
from corpus.models import Embedder, Vectors
from corpus.models.bundled import DIMENSION, BundledEmbedder, batches

MOST = 16  # workers: a step of an ingest has as many batches
ADDRESS = "ray://"
_QUIET: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
_ROOM = 100 << 20  # bytes that Ray sets aside on this machine for what it hands over; a batch has 25 kB
_PATIENCE = 300.0  # seconds in which a worker must have started
_OWN = secrets.token_hex(32)  # the token of workers here; one a process, since Ray reads it once
_PING = b"\x08\x06"  # in Ray's protocol: whether anybody is there


@contextmanager
def spread(workers: str, embedder: Embedder) -> Iterator[Embedder]:
    """An embedder that gives the vectors of `embedder`, made by `workers`; `embedder` itself where none are named.

    Workers are a number of processes on this machine, or `ray://HOST:PORT`, the client port of a Ray cluster that wants
    the token in RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token. They end with the block.

    Raises CallError where the workers are named wrongly, the extra is not installed, the embedder is not the bundled
    one, or the cluster wants no token or another one; WorkError where no worker can be had.
    """
    if not workers:
        yield embedder
        return
    count = int(workers) if workers.isdecimal() else 0
    if not count and not workers.startswith(ADDRESS):
        raise CallError(f"--workers {workers}: give a number of processes, or {ADDRESS}HOST:PORT")
    if embedder.name != BundledEmbedder.name:
        raise CallError(f"workers embed with {BundledEmbedder.name} alone, and the settings name {embedder.name}")
    with _environment():
        ray = _ray()
        if not count:
            admitted(workers)
        try:
            yield Spread(ray, _joined(ray, workers, count), embedder)
        finally:
            ray.shutdown()


@contextmanager
def _environment() -> Iterator[None]:
    """What Ray is told in the environment, for the block alone: a token of ours is no other cluster's."""
    names = ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_USAGE_STATS_ENABLED")
    before = {name: os.environ[name] for name in names if name in os.environ}
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)


def _ray() -> Any:  # noqa: ANN401 - an extra, untyped here
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ["RAY_AUTH_MODE"] = "token"  # read as Ray is imported; without it whoever reaches a port runs programs
    try:
        import ray
    except ModuleNotFoundError as exc:
        if exc.name != "ray":
            raise
        raise CallError("--workers needs the extra `ray`: pip install 'briefing-assistant[ray]'") from None
    return ray


def _token() -> str:
    """The token for a cluster, from where Ray looks for it; empty where there is none."""
    if token := os.environ.get("RAY_AUTH_TOKEN"):
        return token.strip()
    path = Path(os.environ.get("RAY_AUTH_TOKEN_PATH") or Path.home() / ".ray" / "auth_token")
    return path.read_text("utf-8").strip() if path.is_file() else ""


def admitted(address: str) -> None:
    """Raise unless a cluster answers, wants a token, and takes ours; of each, Ray says that time ran out."""
    import grpc

    with grpc.insecure_channel(address.removeprefix(ADDRESS)) as channel:
        ask = channel.unary_unary("/ray.rpc.RayletDriver/ClusterInfo")

        def answer(token: str) -> str:
            try:
                ask(_PING, timeout=30, metadata=(("authorization", f"Bearer {token}"),) if token else ())
            except grpc.RpcError as exc:
                return str(exc.code().name)
            return "OK"

        token = _token()
        without = answer("")
        found = answer(token) if without == "UNAUTHENTICATED" and token else without
    if without == "OK":
        raise CallError(f"{address} runs whatever anybody sends: start Ray there with RAY_AUTH_MODE=token")
    if found == "UNAUTHENTICATED":
        wrong = "refuses this token" if token else "wants a token"
        raise CallError(f"{address} {wrong}: set RAY_AUTH_TOKEN to what `ray get-auth-token` prints there")
    if found != "OK":
        raise WorkError(f"no Ray answers at {address} ({found}): give its client port, which is 10001 by default")


def _joined(ray: Any, workers: str, count: int) -> int:  # noqa: ANN401
    """Join the cluster, or start one of so many processes here; how many workers it can have."""
    try:
        if not count:
            ray.init(workers, **_QUIET)
            return int(ray.cluster_resources().get("CPU", 0)) or 1
        os.environ.setdefault("RAY_AUTH_TOKEN", _OWN)
        ray.init("local", num_cpus=count, object_store_memory=_ROOM, include_dashboard=False, **_QUIET)
    except Exception as exc:  # of all kinds, as Ray raises them: a slow start is an Exception and no more
        raise WorkError(f"no workers could be started ({_line(exc)})") from exc
    return count


class Worker:
    """A process that has the bundled embedder, and one thread for it."""

    def __init__(self) -> None:
        self._model = BundledEmbedder(threads=1)
        self._model.embed(["ready"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the bundled embedder does; of no texts, once this worker is ready."""
        return self._model.embed(texts)


class Spread:
    """The bundled embedder in many workers; whatever a worker had when it was lost, another one gets."""

    name = BundledEmbedder.name

    def __init__(self, ray: Any, count: int, embedder: Embedder) -> None:  # noqa: ANN401
        self._ray, self._kind, self._here = ray, ray.remote(num_cpus=1)(Worker), embedder
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, list[int]]] = {}  # by its promise: the worker, and the positions of its texts
        self._lost = 0  # workers, since one last did its work
        self._most_lost = count + 3
        for _ in range(min(count, MOST)):
            self._start()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors `[n, 384]`, in the order given. Raises WorkError where the workers fail."""
        try:
            return self._embed(texts)
        except (OSError, RuntimeError, self._ray.exceptions.RayError) as exc:
            raise WorkError(f"the workers failed ({_line(exc)}): what is stored stays, the same goes on") from exc

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector `[384]`, made here."""
        return self._here.embed_query(text)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        out = np.empty((len(texts), DIMENSION), dtype=np.float32)
        todo, left = batches(texts), len(texts)
        while left:
            while todo and self._idle:  # the longest first, so that nobody is left with one at the end
                self._send(self._idle.pop(), texts, todo.pop())
            promise = self._next()
            worker, batch = self._busy.pop(promise)
            try:
                vectors = self._ray.get(promise)
            except self._ray.exceptions.RayActorError as exc:
                todo += [batch] if batch else []
                self._replace(worker, exc)
                continue
            if batch:
                out[batch] = vectors
                left -= len(batch)
                self._lost = 0
            self._idle.append(worker)
        return out

    def _send(self, worker: Any, texts: Sequence[str], batch: list[int]) -> None:  # noqa: ANN401
        self._busy[worker.embed.remote([texts[at] for at in batch])] = worker, batch

    def _start(self) -> None:
        self._send(self._kind.remote(), (), [])

    def _replace(self, worker: Any, exc: Exception) -> None:  # noqa: ANN401
        self._lost += 1
        if self._lost > self._most_lost:
            raise exc
        self._ray.kill(worker)  # one that is only out of reach would keep its core
        self._start()

    def _next(self) -> Any:  # noqa: ANN401
        """The promise of the next worker that is ready or done."""
        while True:
            done, _ = self._ray.wait(list(self._busy), num_returns=1, timeout=_PATIENCE)
            if done:
                return done[0]
            if not any(batch for _, batch in self._busy.values()):
                raise TimeoutError(f"none started in {_PATIENCE:.0f} seconds")


def _line(exc: Exception) -> str:
    """What an error says, in one line: of one that came from a worker, its cause."""
    lines = str(getattr(exc, "cause", None) or exc).strip().splitlines()
    return lines[-1].strip() if lines else type(exc).__name__
