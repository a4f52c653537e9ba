"""What can go wrong with a chat model's server: each is one clear line, and no key is shown."""

import dataclasses
import logging
import time

import pytest

from assistant.chat_model import make_chat_model
from assistant.settings import Settings
from assistant.writers.base import Meter
from assistant.writers.chat import ChatWriter
from corpus.errors import CallError, WorkError
from tests.support.chat_server import Reply, chat_server
from tests.support.envoys import MEETING, TRUE, brief, says, settings, write

# What can go wrong with a server


FAILURES = {
    "no credit": (Reply(status=429, error="You exceeded your current quota, check your billing"), "no credit left"),
    "payment": (Reply(status=402, error="Insufficient balance"), "no credit left"),
    "a key that is not valid": (Reply(status=400, error="API key not valid. Pass a valid one."), "refused the key"),
    "another country": (Reply(status=403, error="Country, region, or territory not supported"), "not answer from here"),
    "a model that is loading": (Reply(status=503, error="Loading model"), "still loading"),
    "a filter that refuses the question": (
        Reply(status=400, error="The prompt triggered the content management policy"),
        "content filter",
    ),
    "an error in place of an answer": (
        Reply(raw=b'{"error": {"message": "no such model: x"}}', content_type="application/json"),
        r"failed while it answered \(no such model: x\)",
    ),
    "a failure told as its end": (says("They agreed on 15 joint steps. [KEY] North", finish="error"), "failed while"),
    "an end by abortion": (says(TRUE, finish="abort"), r"failed while it answered \(abort\)"),
    "a cut stream": (says("They agreed on 15 joint steps. [KEY] North", reset=True), "cut the answer off"),
    "a stream without its end": (says(TRUE, finish=None, done=False), "cut the answer off"),
    "over its limit": (Reply(status=429), "over its limit"),
    "a status of no standard": (Reply(status=999), "refused the request"),
    "a server error": (Reply(status=500), r"server failed \(500"),
    "unavailable": (Reply(status=503), r"server failed \(503"),
    "a refused key": (Reply(status=401, error="Incorrect API key provided: sk-secret-1234"), "refused the key"),
    "an unknown model": (Reply(status=404), "does not know the model"),
    "a bad request": (Reply(status=400, error="no such thing as a scripted model"), "refused the request"),
    "too much evidence": (Reply(status=400, error="maximum context length is 10 tokens"), "BRIEFING_EVIDENCE_TOKENS"),
    "garbage": (Reply(raw=b"\x00\xff<html>what?</html>", content_type="text/html"), "not Chat Completions"),
    "garbage in a stream": (Reply(raw=b"data: {not json\n\ndata: [DONE]\n\n"), "not Chat Completions"),
    "other JSON": (Reply(raw=b'data: {"hello": 1}\n\ndata: [DONE]\n\n'), "nothing|not Chat Completions|cut"),
    "JSON of the wrong kind": (Reply(raw=b'data: {"choices": [{"delta": "x"}]}\n\n'), "not Chat Completions"),
    "an error inside the stream": (Reply(raw=b'data: {"error": {"message": "out of memory"}}\n\n'), "out of memory"),
    "an empty answer": (Reply(""), "answered with nothing"),
    "an empty body": (Reply(raw=b""), "nothing|not Chat Completions"),
    "a withheld answer": (Reply("They", finish="content_filter"), "content filter"),
    "a server without resources": (says(TRUE, finish="insufficient_system_resource"), "failed while it answered"),
    "more words than it writes": (
        Reply(status=400, error="max_completion_tokens is too large: 1000. This model supports at most 512"),
        "lower BRIEFING_MAX_TOKENS",
    ),
    "a request above a minute's tokens": (
        Reply(status=429, error="Request too large for this model on tokens per min (TPM): Limit 30, Requested 40"),
        "BRIEFING_EVIDENCE_TOKENS",
    ),
    "a call of a tool": (Reply("", finish="tool_calls"), "tool"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_server_is_one_clear_line(name):
    script, words = FAILURES[name]
    with pytest.raises(WorkError, match=words) as caught:
        write(script)
    line = str(caught.value)
    assert "\n" not in line and len(line) < 300 and "--writer quotes" in line and "sk-" not in line


def test_a_server_that_is_down_is_named():
    with chat_server(Reply("x")) as server:
        chosen = settings(server)
    with pytest.raises(WorkError, match=r"http://127.0.0.1:\d+ cannot be reached"):
        list(ChatWriter.from_settings(make_chat_model("openai:m", chosen), chosen).write(brief(MEETING), Meter()))


@pytest.mark.parametrize(
    "script",
    [Reply("x", wait=30), says("They agreed on 15 joint steps. [KEY] North Korea did not reply.", between=0.2)],
    ids=["silent", "trickling"],
)
def test_the_time_limit_is_of_the_whole_answer(script):
    began = time.monotonic()
    with pytest.raises(WorkError, match="BRIEFING_TIMEOUT"):
        write(script, timeout=0.8, retries=2)
    assert time.monotonic() - began < 20


def test_a_busy_server_is_asked_again(monkeypatch):
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)  # seconds; each pause is twice the last
    statuses = [429, 429, 500]

    def script(asked):
        return Reply(status=statuses.pop(0)) if statuses else says("North Korea did not reply. [KEY]")(asked)

    drafts, server = write(script, retries=3)
    assert [one.text for one in drafts] == ["North Korea did not reply."] and len(server.asked) == 4


def test_the_key_is_sent_and_never_logged_nor_shown(caplog):
    caplog.set_level(logging.DEBUG)
    chosen = Settings.from_env({"OPENAI_API_KEY": "sk-very-secret-0123", "BRIEFING_RETRIES": "0"})
    leaky = Reply(status=400, error="cannot use key sk-very-secret-0123 or its odd form very-secret")
    with chat_server(leaky) as server:
        chosen = dataclasses.replace(chosen, openai_base_url=server.url)
        writer = ChatWriter.from_settings(make_chat_model("openai:m", chosen), chosen)
        with pytest.raises(WorkError) as caught:
            list(writer.write(brief(MEETING), Meter()))
    assert server.asked[0].headers["authorization"] == "Bearer sk-very-secret-0123"
    shown = caplog.text + str(caught.value) + repr(writer) + repr(caught.value.__cause__) + repr(chosen)
    assert "sk-very-secret" not in shown


def test_without_key_and_server_the_error_says_how_to_go_on():
    with pytest.raises(CallError, match="no key: set OPENAI_API_KEY, or use --writer quotes"):
        make_chat_model("openai:gpt-4.1-mini", Settings())
    with pytest.raises(CallError, match="openai:MODEL"):
        make_chat_model("someone:model", Settings())


def test_a_server_of_ones_own_needs_no_key():
    _, server = write(says("North Korea did not reply. [KEY]"))
    assert server.asked[0].headers["authorization"] == "Bearer none"
