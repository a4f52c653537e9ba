"""Servers that refuse a part of the request, and models that think aloud: the answer comes all the same."""

import pytest
from pydantic import SecretStr

from assistant.chat_model import make_chat_model
from corpus.errors import CallError, WorkError
from tests.support.chat_server import Reply, chat_server
from tests.support.envoys import says, settings, write, write_to

# What a server refuses


def refuses(what, words, *, status=400, then="They agreed on 15 joint steps. [KEY]"):
    """A script that refuses every request of which `what` is true, in those words, and answers all others."""

    def script(asked):
        if what(asked.body):
            return Reply(status=status, error=words)
        return says(then)(asked)

    return script


def has_system(body):
    return any(message["role"] in ("system", "developer") for message in body["messages"])


REFUSED = {
    "the usage of a stream": (lambda body: "stream_options" in body, "Extra inputs are not permitted: stream_options"),
    "the limit of tokens by its new name": (
        lambda body: "max_completion_tokens" in body,
        "Unrecognized request argument supplied: max_completion_tokens",
    ),
    "the limit of tokens by either name": (
        lambda body: {"max_completion_tokens", "max_tokens"} & body.keys(),
        "max_completion_tokens and max_tokens are set by the administrator",
    ),
    "streaming": (lambda body: body.get("stream"), "Streaming is not enabled for this deployment"),
    "the system's role": (has_system, "Only user and assistant roles are supported!"),
    "the system's message": (has_system, "developer instruction is not enabled for this model"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("status", [400, 422, 500])
def test_what_a_server_refuses_is_given_up_and_the_request_sent_again(name, status):
    what, words = REFUSED[name]
    with chat_server(refuses(what, words, status=status)) as server:
        for _ in range(2):
            drafts = write_to(server)
            assert [one.text for one in drafts] == ["They agreed on 15 joint steps."]
        assert sum(bool(what(one.body)) for one in server.asked) <= 2  # and is not sent to it again
        last = server.asked[-1].body
        assert "15 joint steps" in str(last["messages"]) and "You write for a news desk" in str(last["messages"])


def test_several_things_are_given_up_one_after_the_other():
    def script(asked):
        for what, words in REFUSED.values():
            if what(asked.body):
                return Reply(status=400, error=words)
        return says("They agreed on 15 joint steps. [KEY]")(asked)

    assert [one.text for one in write(script)[0]] == ["They agreed on 15 joint steps."]


def test_the_limit_of_tokens_goes_by_its_old_name_where_the_new_one_is_refused():
    with chat_server(refuses(*REFUSED["the limit of tokens by its new name"])) as server:
        write_to(server)
        assert server.asked[-1].body["max_tokens"] == 1000


def test_a_refusal_inside_the_stream_is_one_too():
    def script(asked):
        if "stream_options" in asked.body:
            return Reply(raw=b'data: {"error": {"message": "unknown field: stream_options"}}\n\n')
        return says("They agreed on 15 joint steps. [KEY]")(asked)

    assert [one.text for one in write(script)[0]] == ["They agreed on 15 joint steps."]


# Thoughts


def test_thoughts_are_no_sentences_of_the_answer():
    script = says("<think>They agreed on 16 steps? [KEY] No.</think>They agreed on 15 joint steps. [KEY]")
    assert [one.text for one in write(script)[0]] == ["They agreed on 15 joint steps."]


def test_thoughts_that_are_only_closed_are_none_either():
    script = says("The passage says 15. They agreed, it says. [KEY]\n</think>\nThey agreed on 15 joint steps. [KEY]")
    assert [one.text for one in write(script)[0]] == ["They agreed on 15 joint steps."]


def test_thoughts_that_come_out_as_such_after_a_sentence_was_given_are_an_error():
    with pytest.raises(WorkError, match="thoughts"):
        write(says("They agreed on 15 steps. [KEY] So it is. </think> They agreed on 15 joint steps. [KEY]"))


@pytest.mark.parametrize("finish", ["length", "stop"])
def test_thoughts_without_an_end_are_told_as_such(finish):
    with pytest.raises(WorkError, match=r"thoughts.*BRIEFING_MAX_TOKENS"):
        write(Reply("<think>Well. Let me see. " * 9, finish=finish))


def test_long_thoughts_are_waited_for():
    script = says("<think>" + "Let me see. " * 100 + "</think>They agreed on 15 joint steps. [KEY]")
    assert [one.text for one in write(script, max_tokens=100)[0]] == ["They agreed on 15 joint steps."]


# The key


@pytest.mark.parametrize("key", ["“sk-abc”", '"sk-abc"', "sk-abc def", "sk-\u200babc"])
def test_a_key_with_a_character_that_no_key_has_is_told_before_it_is_sent(key):
    with chat_server(Reply("never")) as server:
        chosen = settings(server, openai_api_key=SecretStr(key))
        with pytest.raises(CallError, match="OPENAI_API_KEY holds a character"):
            make_chat_model("openai:scripted", chosen)


def test_an_address_that_names_the_whole_endpoint_is_understood():
    with chat_server(says("They agreed on 15 joint steps. [KEY]")) as server:
        assert write_to(server, openai_base_url=f"{server.url}/chat/completions")
