"""The pipeline as a LangChain Runnable: each step is seen, all ways to run it give one answer, and it ends in time."""

import json
import re
import time

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.tracers.context import collect_runs
from pydantic import SecretStr

from assistant import pipeline
from assistant.answer import Answer
from assistant.deadline import Deadline
from assistant.events import Done, Passed, Refused
from corpus import clock
from corpus.errors import CallError, WorkError
from corpus.models import pair_model
from tests.support import loops
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server

TRUE = "They agreed on 15 joint steps."
FALSE = "They agreed on 17 joint steps."
QUESTION = "What did the envoys agree on in Honolulu?"
TEXT = (
    "Envoys of three countries met in Honolulu on Saturday to discuss North Korea. They agreed on 15 joint steps. "
    "North Korea did not reply to the offer. The next meeting is planned for May in Seoul."
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    article = {"id": "envoys", "title": "Envoys meet", "published": "2022-02-12", "source": "Harbour Dispatch"}
    return desk_of(tmp_path_factory.mktemp("pipeline"), [article | {"text": TEXT}])


def says(*sentences, **more):
    """A script that says the sentences, each with the key of the first passage."""

    def script(asked):
        key = next(iter(asked.passages))
        return Reply(" ".join(f"{one} [{key}]" for one in sentences), **more)

    return script


@pytest.fixture
def model():
    with chat_server(says(TRUE, FALSE)) as server:
        yield server


class Steps(BaseCallbackHandler):
    """The names of the steps that began, and how many ended."""

    def __init__(self):
        self.began, self.ended = [], 0

    def on_chain_start(self, serialized, inputs, *, name=None, **more):
        self.began.append(name)

    def on_chain_end(self, outputs, **more):
        self.ended += 1

    def on_chat_model_start(self, serialized, messages, **more):
        self.began.append("model")


# The model writes, looks at the sentence that passed a second time, and is told of the one that was refused.
MODEL = ["model"] * 3
SEEN = ["briefing", "understand", "search", "decide", "answer", "write", *MODEL, "verify", "verify", "whole"]
REQUEST = {"question": QUESTION, "writer": "openai:scripted"}


@pytest.mark.parametrize("way", ["invoke", "stream", "batch", "ainvoke", "astream"])
def test_every_way_to_run_the_chain_shows_every_step_and_gives_one_answer(desk, model, way):
    chain, steps = desk.with_settings(openai_base_url=model.url, retries=0).chain, Steps()
    config = {"callbacks": [steps]}

    async def streamed():
        return [one async for one in chain.astream(REQUEST, config)]

    answers = {
        "invoke": lambda: [chain.invoke(REQUEST, config)],
        "stream": lambda: list(chain.stream(REQUEST, config)),
        "batch": lambda: chain.batch([REQUEST], config),
        "ainvoke": lambda: [loops.run(chain.ainvoke(REQUEST, config))],
        "astream": lambda: loops.run(streamed()),
    }[way]()
    [answer] = answers
    assert isinstance(answer, Answer)
    assert (answer.text, [one.text for one in answer.left_out]) == (f"{TRUE} [1]", [FALSE])
    assert sorted(steps.began) == sorted(SEEN) and steps.ended == len(SEEN) - len(MODEL)
    assert steps.began[0] == "briefing" and steps.began.index("write") < steps.began.index("verify")


@pytest.mark.parametrize("way", ["ask", "stream"])
def test_asking_and_streaming_go_through_the_same_steps(desk, model, way):
    mine = desk.with_settings(openai_base_url=model.url, retries=0)
    with collect_runs() as seen:
        if way == "ask":
            mine.ask(QUESTION, writer="openai:scripted")
        else:
            list(mine.stream(QUESTION, writer="openai:scripted"))
    [whole] = seen.traced_runs
    assert whole.name == "briefing" and whole.error is None
    assert {"understand", "search", "decide", "answer"} <= {one.name for one in whole.child_runs}


def test_events_are_typed_and_the_stream_is_their_json(desk, model):
    mine = desk.with_settings(openai_base_url=model.url, retries=0)
    passed, refused, done = mine.events(QUESTION, writer="openai:scripted")
    assert isinstance(passed, Passed) and isinstance(refused, Refused) and isinstance(done, Done)
    assert (done.answer.sentences, done.answer.left_out) == ([passed.sentence], [refused.left_out])
    first, second, last = mine.stream(QUESTION, writer="openai:scripted")
    assert first == {"type": "sentence", "sentence": passed.sentence.model_dump(mode="json")}
    assert second == {"type": "left_out", "left_out": refused.left_out.model_dump(mode="json")}
    assert last["type"] == "done" and json.loads(json.dumps(last["answer"])) == last["answer"]
    assert Answer.model_validate(last["answer"]).text == done.answer.text


def test_a_key_of_ones_own_reaches_every_way_to_ask(desk):
    def bearer(asked):
        return says(TRUE)(asked) if asked.headers["authorization"] == "Bearer sk-mine" else Reply(status=401)

    with chat_server(bearer) as server:
        shared = desk.with_settings(openai_base_url=server.url, openai_api_key=SecretStr("sk-shared"), retries=0)
        mine = shared.with_settings(openai_api_key=SecretStr("sk-mine"))
        ways = [
            mine.ask(QUESTION, writer="openai:scripted"),
            mine.chain.invoke(REQUEST),
            Answer.model_validate(list(mine.stream(QUESTION, writer="openai:scripted"))[-1]["answer"]),
        ]
        assert {one.text for one in ways} == {f"{TRUE} [1]"}
        with pytest.raises(WorkError, match="refused the key"):
            shared.ask(QUESTION, writer="openai:scripted")
    assert mine.archive is desk.archive and "sk-mine" not in repr(mine.settings)


def test_settings_that_decide_what_is_open_cannot_be_exchanged(desk, tmp_path):
    with pytest.raises(CallError, match="archive, chroma_url cannot be changed"):
        desk.with_settings(archive=tmp_path, chroma_url="http://127.0.0.1:1", timeout=5.0)


def test_who_leaves_early_stops_the_model(desk):
    with chat_server(says(TRUE, "North Korea did not reply to the offer.", "It was", endless=" very late")) as server:
        mine = desk.with_settings(openai_base_url=server.url, max_tokens=90_000, retries=0)
        events = mine.stream(QUESTION, writer="openai:scripted")
        assert next(events)["type"] == "sentence"
        began = time.monotonic()
        events.close()
        assert server.hung_up.wait(10) and time.monotonic() - began < 10


def test_each_of_several_questions_is_decided_once(desk, monkeypatch):
    asked, real = [], pipeline.decide

    def counted(question, *args, **more):
        asked.append(question)
        return real(question, *args, **more)

    monkeypatch.setattr(pipeline, "decide", counted)
    answer = desk.ask("How many joint steps were agreed on in Honolulu, and who was the king of the Moon?")
    assert len(asked) == len(set(asked)) == 2, asked
    assert [one.unanswered for one in answer.left_out] == [True]


# Time


def test_a_model_that_goes_on_too_long_is_one_line(desk):
    with chat_server(says(TRUE, between=0.3)) as server:
        mine = desk.with_settings(openai_base_url=server.url, timeout=1.5, retries=0)
        with pytest.raises(WorkError, match=r"within 1\.5 s.*BRIEFING_TIMEOUT"):
            mine.ask(QUESTION, writer="openai:scripted")


def test_our_own_work_ends_in_time_and_what_was_checked_stays(desk, model, monkeypatch):
    mine = desk.with_settings(openai_base_url=model.url, timeout=30.0, retries=0)
    real = pipeline.CitationChecker.check

    def slow(self, draft):
        checked = real(self, draft)
        monkeypatch.setattr("assistant.deadline.time.monotonic", lambda: float("inf"))
        return checked

    monkeypatch.setattr(pipeline.CitationChecker, "check", slow)
    answer = mine.ask(QUESTION, writer="openai:scripted")
    assert answer.text == f"{TRUE} [1]" and answer.left_out == []
    assert answer.notes == ["The answer was cut after 30 s (BRIEFING_TIMEOUT)."]


def test_what_was_answered_stays_where_time_ends_over_what_nothing_answers(desk, model, monkeypatch):
    mine = desk.with_settings(openai_base_url=model.url, timeout=30.0, retries=0)

    def slow(self, state):
        monkeypatch.setattr("assistant.deadline.time.monotonic", lambda: float("inf"))
        clock.go_on()
        raise AssertionError("nothing is decided once the time is up")

    monkeypatch.setattr(pipeline.Pipeline, "_decided_part", slow)
    answer = mine.ask(f"{QUESTION[:-1]}, and who won the cup?", writer="openai:scripted")
    assert answer.text == f"{TRUE} [1]"


def test_where_nothing_was_checked_in_time_the_answer_is_one_line(desk, monkeypatch):
    mine = desk.with_settings(timeout=30.0)
    real = pipeline.Pipeline.search

    def slow(self, state):
        found = real(self, state)
        monkeypatch.setattr("assistant.deadline.time.monotonic", lambda: float("inf"))
        return found

    monkeypatch.setattr(pipeline.Pipeline, "search", slow)
    with pytest.raises(WorkError, match="there was no answer within 30 s: ask again, or raise BRIEFING_TIMEOUT"):
        mine.ask(QUESTION)


def test_no_model_reads_on_once_the_time_is_up(desk, monkeypatch):
    runs, real = [], pair_model._run

    def slow(*given):
        runs.append(given)
        monkeypatch.setattr("assistant.deadline.time.monotonic", lambda: float("inf"))
        return real(*given)

    monkeypatch.setattr(pair_model, "_run", slow)
    with pytest.raises(WorkError, match="there was no answer within 30 s"):
        desk.with_settings(timeout=30.0).ask(QUESTION)
    assert len(runs) == 1


def test_a_model_that_hangs_and_who_writes_in_its_place_stay_within_one_time(desk):
    with chat_server(says(TRUE, wait=60.0)) as server:
        mine = desk.with_settings(openai_base_url=server.url, timeout=8.0, retries=0, fallback="quotes")
        began = time.monotonic()
        *_, last = mine.stream(QUESTION, writer="openai:scripted")
        took = time.monotonic() - began
    answer = last["answer"]
    assert answer["writer"] == "quotes" and answer["sentences"]
    assert re.search(r"did not finish within [4-7](\.\d)? s:", answer["notes"][0])
    assert took < 9


def test_a_deadline_leaves_time_behind_it():
    whole = Deadline(60.0, time.monotonic() + 60.0)
    assert whole.leaving(10.0) == Deadline(50.0, whole.at - 10.0)
    assert 3.0 < Deadline.after(8.0).leaving(10.0).left < 4.01
    assert not Deadline().leaving(10.0).passed


# The retriever


def test_the_retriever_gives_documents_whose_metadata_is_the_evidence(desk):
    found = desk.retriever(k=1).invoke(QUESTION)
    [evidence] = desk.search(QUESTION, k=1)
    [document] = found
    assert document.page_content == evidence.text
    assert document.metadata == {name: value for name, value in evidence.model_dump().items() if name != "text"}
    article = desk.article(document.metadata["article_id"], document.metadata["version"])
    assert article.text[document.metadata["start"] : document.metadata["end"]] == document.page_content


@pytest.mark.parametrize("k", ["5", None, 1.5, True, 0])
def test_a_number_of_passages_that_is_none_is_refused(desk, k):
    with pytest.raises(CallError, match="k must be at least 1, and a whole number"):
        desk.search(QUESTION, k=k)


def test_a_writer_that_is_no_name_is_refused(desk):
    for call in (desk.ask, desk.brief):
        with pytest.raises(CallError, match="writer must be a name"):
            call(QUESTION, writer=5)


def test_the_retriever_keeps_to_its_day_and_its_number(desk):
    assert desk.retriever(as_of="2022-02-11").invoke(QUESTION) == []
    assert len(desk.retriever().batch([QUESTION, "Seoul"])) == 2
    with pytest.raises(CallError, match="k must be at least 1"):
        desk.retriever(k=0).invoke(QUESTION)
