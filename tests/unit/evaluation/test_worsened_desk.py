"""A desk made worse on purpose: the bounds of an evaluation catch it, and its report says what is wrong."""

import pytest

from assistant import Assistant
from assistant.evaluation import evaluate
from assistant.evaluation.comparing import bound, broken, compare
from assistant.evaluation.report.page import html
from assistant.evaluation.report.tables import markdown
from assistant.evaluation.runs.run_store import sample_prompts
from assistant.gate.judge import Judgement
from assistant.settings import Settings
from corpus.search import Searcher
from tests.support.chat_server import Reply, chat_server

BOUNDS = [bound("supported=1"), bound("citations_exact=1")]


@pytest.fixture(scope="module")
def prompts():
    """The sample prompts by their ids."""
    return {one.id: one for one in sample_prompts()}


class Shuffled:
    """A desk whose sentences each carry the citation of the next one."""

    def __init__(self, desk):
        self.article, self.search, self._desk = desk.article, desk.search, desk

    def stream(self, question, **options):
        for event in self._desk.stream(question, **options):
            if event["type"] == "done":
                sentences = event["answer"]["sentences"]
                cited = [one["citations"] for one in sentences]
                for sentence, other in zip(sentences, cited[1:] + cited[:1], strict=True):
                    sentence["citations"] = other
            yield event


@pytest.mark.long
def test_shuffled_citations_are_caught_and_explained(desk, prompts):
    asked = [prompts["sample-quote-02"], prompts["sample-multi-doc-09"]]  # answers of several sentences
    good, bad = evaluate(desk, asked), evaluate(Shuffled(desk), asked)
    assert broken(good, BOUNDS) == []
    (said,) = broken(bad, BOUNDS)
    assert said.startswith("supported is 0.000, less than 1")
    assert all("is not in the cited text" in problem for one in bad.results for problem in one.problems)
    found = compare(good, bad)
    assert found["measures"]["supported"]["difference"] == -1.0
    for page in (html(bad, found, [said]), markdown(bad, found, [said])):
        assert "supported is 0.000" in page and "is not in the cited text" in page


def truth_and_lie(asked):
    key = asked.key("13722")
    return Reply(
        f"Far Eastern Bank comes under Executive Order 13722. [{key}]\n"
        f"Far Eastern Bank was closed on 9 March 2019 by 4,000 officers. [{key}]"
    )


def test_a_gate_that_lets_everything_through_is_caught_under_a_lying_server(sample_archive, prompts, monkeypatch):
    bank = prompts["sample-fact-01"]
    with chat_server(truth_and_lie) as server:
        desk = Assistant.open(sample_archive, settings=Settings(openai_base_url=server.url))
        good = evaluate(desk, [bank], writer="openai:liar")
        monkeypatch.setattr("assistant.gate.citing.weigh", lambda *args, **options: Judgement("supported", 1.0, []))
        bad = evaluate(desk, [bank], writer="openai:liar")
    assert good.results[0].passed
    assert broken(good, BOUNDS) == []
    assert good.totals()["sentences_left_out"] == 1
    assert bad.results[0].faults == []  # the lie stands beside the right answer
    (said,) = broken(bad, BOUNDS)
    assert said.startswith("supported is 0.500, less than 1")
    assert bad.summary()["passed_gate"] == 1.0 > good.summary()["passed_gate"]
    (problem,) = bad.results[0].problems
    assert "9 March 2019" in problem and "4,000" in problem
    assert "9 March 2019" in html(bad) and "not supported" in markdown(bad)


@pytest.mark.long
def test_a_reader_that_is_off_is_reported(sample_archive, prompts):
    asked = [prompts["sample-fact-01"], prompts["sample-fact-03"]]
    with chat_server(Reply("Nothing.")) as server:
        desk = Assistant.open(sample_archive, settings=Settings(openai_base_url=server.url))
        good = evaluate(desk, asked, writer="openai:mute")
        searcher = desk.searcher
        desk.searcher = Searcher(desk.archive, desk.index, searcher._embedder, None)
        bad = evaluate(desk, asked, writer="openai:mute")
    assert good.summary()["reranked"] == 1.0
    assert broken(bad, [bound("reranked=1")])
    found = compare(good, bad)
    assert found["measures"]["reranked"]["difference"] == -1.0
    assert "the reader is off" in html(bad, found) and "the reader is off" in markdown(bad, found)
    assert "the reader is off" not in html(good)
