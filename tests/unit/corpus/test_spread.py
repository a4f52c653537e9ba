"""Embedding spread over workers, as far as no Ray is needed: batches, their order, who is lost, and what is refused."""

import os
import sys
from concurrent import futures
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import Mock

import grpc
import numpy as np
import pytest

from corpus.errors import CallError, WorkError
from corpus.models import embedder
from corpus.models.bundled import BATCH, DIMENSION, batches
from corpus.spread import MOST, Spread, admitted, spread
from tests.support.page import free_port
from tests.support.written_articles import Counting, record, write
from ui.cli.main import main

TOKEN = "ab" * 32
TEXTS = [f"{number} " + "word " * (number * 7 % 40) for number in range(70)]


class Promise:
    def __init__(self, texts):
        self.texts = list(texts)


class Lost(Exception):
    pass


class Hands:
    """In Ray's place, in this process: the last promise is kept first, and so many workers die over their texts."""

    exceptions = SimpleNamespace(RayError=Lost, RayActorError=Lost)

    def __init__(self, deaths=0):
        self.deaths, self.started, self.killed = deaths, 0, 0

    def remote(self, num_cpus):
        return lambda kind: SimpleNamespace(remote=self._start)

    def _start(self):
        self.started += 1
        return SimpleNamespace(embed=SimpleNamespace(remote=Promise))

    def wait(self, promises, num_returns, timeout):
        return promises[-1:], promises[:-1]

    def get(self, promise):
        if promise.texts and self.deaths:
            self.deaths -= 1
            raise Lost("The actor died.\nIts process was killed.")
        return np.array([[float(text.split()[0])] * DIMENSION for text in promise.texts])

    def kill(self, worker):
        self.killed += 1

    def init(self, *where, **how):
        self.told = dict(os.environ)

    def shutdown(self):
        self.ended = True


def test_every_text_is_in_one_batch_the_shortest_first():
    found = batches(TEXTS)
    order = [at for batch in found for at in batch]
    assert sorted(order) == list(range(70))
    assert [len(batch) for batch in found] == [BATCH] * 4 + [6]
    lengths = [len(TEXTS[at]) for at in order]
    assert lengths == sorted(lengths)
    assert batches([]) == []


def test_a_batch_by_itself_has_the_vectors_that_all_have_at_once():
    whole = embedder().embed(TEXTS[:40])
    for batch in batches(TEXTS[:40]):
        made = embedder().embed([TEXTS[at] for at in batch])
        assert (made * whole[batch]).sum(axis=1).min() >= 0.9999


@pytest.mark.parametrize("deaths", [0, 1, 5])
def test_vectors_come_in_the_order_of_the_texts_whoever_is_done_first_and_whoever_dies(deaths):
    hands = Hands(deaths)
    made = Spread(hands, 3, embedder()).embed(TEXTS)
    assert made[:, 0].tolist() == [float(number) for number in range(70)]
    assert (hands.started, hands.killed) == (3 + deaths, deaths)


def test_no_more_workers_start_than_a_step_has_batches():
    hands = Hands()
    Spread(hands, 1000, embedder())
    assert hands.started == MOST


def test_where_every_worker_dies_one_line_says_so():
    with pytest.raises(WorkError) as ended:
        Spread(Hands(deaths=1000), 2, embedder()).embed(TEXTS)
    assert "the workers failed (Its process was killed.)" in str(ended.value)
    assert "\n" not in str(ended.value)


def test_without_workers_the_embedder_is_itself():
    with spread("", embedder()) as found:
        assert found is embedder()


@pytest.mark.parametrize("workers", ["0", "two", "-1", "10.0.0.2:10001", "http://10.0.0.2:10001"])
def test_workers_that_are_named_wrongly_are_refused_before_an_archive_is_made(workers, tmp_path, capsys):
    source = write(tmp_path / "a.jsonl", [record(1)])
    assert main(["ingest", str(source), "--archive", str(tmp_path / "archive"), f"--workers={workers}"]) == 2
    assert capsys.readouterr().err == (
        f"briefing: --workers {workers}: give a number of processes, or ray://HOST:PORT\n"
    )
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("workers", ["2", "ray://127.0.0.1:9"])
def test_without_the_extra_one_line_says_what_to_install(workers, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ray", None)  # as if it were not there
    source = write(tmp_path / "a.jsonl", [record(1)])
    assert main(["ingest", str(source), "--archive", str(tmp_path / "archive"), "--workers", workers]) == 2
    assert capsys.readouterr().err == (
        "briefing: --workers needs the extra `ray`: pip install 'briefing-assistant[ray]'\n"
    )
    assert not (tmp_path / "archive").exists()


def test_what_ray_is_told_in_the_environment_stands_there_while_it_runs_alone(monkeypatch):
    hands, before = Hands(), dict(os.environ)
    monkeypatch.setitem(sys.modules, "ray", hands)
    with spread("2", embedder()):
        assert hands.told["RAY_AUTH_MODE"] == "token"
        assert len(hands.told["RAY_AUTH_TOKEN"]) == 64
    assert hands.ended
    assert dict(os.environ) == before


def test_where_ray_does_not_start_one_line_says_so(monkeypatch):
    hands = Hands()
    hands.init = Mock(side_effect=Exception("It took long.\nThe node timed out during startup."))
    monkeypatch.setitem(sys.modules, "ray", hands)
    with pytest.raises(WorkError, match=r"^no workers could be started \(The node timed out"), spread("2", embedder()):
        pass


def test_another_embedder_is_not_spread():
    other = Counting(embedder())
    other.name = "openai:some"
    with (
        pytest.raises(CallError, match=r"bundled:bge-small-en alone, and the settings name openai:some"),
        spread("2", other),
    ):
        pass


@contextmanager
def cluster(wanted):
    """The port of a server that answers Ray's first question, for whoever has the token that is wanted."""

    class Answers(grpc.GenericRpcHandler):
        def service(self, call):
            sent = dict(call.invocation_metadata).get("authorization")
            if wanted and sent != f"Bearer {wanted}":
                return grpc.unary_unary_rpc_method_handler(
                    lambda request, context: context.abort(grpc.StatusCode.UNAUTHENTICATED, "no")
                )
            return grpc.unary_unary_rpc_method_handler(lambda request, context: b"")

    server = grpc.server(futures.ThreadPoolExecutor(1), handlers=[Answers()])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"ray://127.0.0.1:{port}"
    finally:
        server.stop(None).wait()


@pytest.fixture
def tokens(tmp_path, monkeypatch):
    """No token but what a test gives."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_a_cluster_takes_the_token_of_the_environment_or_of_a_file(tokens, monkeypatch):
    with cluster(TOKEN) as address:
        (tokens / ".ray").mkdir()
        (tokens / ".ray" / "auth_token").write_text(TOKEN + "\n")
        admitted(address)
        (tokens / "other").write_text("cd" * 32)
        monkeypatch.setenv("RAY_AUTH_TOKEN_PATH", str(tokens / "other"))
        with pytest.raises(CallError, match=r"refuses this token: set RAY_AUTH_TOKEN to what"):
            admitted(address)
        monkeypatch.setenv("RAY_AUTH_TOKEN", TOKEN)
        admitted(address)


def test_without_a_token_a_cluster_that_wants_one_is_not_joined(tokens):
    with cluster(TOKEN) as address, pytest.raises(CallError, match="wants a token"):
        admitted(address)


def test_a_cluster_that_anybody_can_run_programs_on_is_not_joined(tokens, monkeypatch):
    monkeypatch.setenv("RAY_AUTH_TOKEN", TOKEN)
    with cluster("") as address, pytest.raises(CallError, match="start Ray there with RAY_AUTH_MODE=token"):
        admitted(address)


def test_where_nobody_answers_one_line_says_so(tokens):
    with pytest.raises(WorkError, match=r"no Ray answers at ray://127\.0\.0\.1:\d+ \(UNAVAILABLE\): give its client"):
        admitted(f"ray://127.0.0.1:{free_port()}")
