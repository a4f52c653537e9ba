"""Sentences that were refused go back to their writer once, with the reasons; what comes back passes the same gate."""

import pytest

from assistant.answer import Sentence
from assistant.gate.second.chance import SecondChance
from assistant.writers.base import Draft
from assistant.writers.quotes import QuotesWriter
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server

QUESTION = "What did the envoys agree on in Honolulu?"
TRUE, WRONG, MENDED = "They agreed on 15 joint steps.", "They agreed on 17 steps jointly.", "The joint steps number 15."
TEXT = "Envoys met in Honolulu on Saturday. They agreed on 15 joint steps. The next meeting is in Seoul."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    article = {"id": "envoys", "title": "Envoys meet", "published": "2022-02-12", "source": "Harbour Dispatch"}
    return desk_of(tmp_path_factory.mktemp("chance"), [article | {"text": TEXT}])


def says(*sentences, key=True):
    def script(asked):
        mark = f" [{next(iter(asked.passages))}]" if key else ""
        return Reply(" ".join(f"{one}{mark}" for one in sentences))

    return script


def ask(desk, script, **more):
    with chat_server(script, **more) as server:
        mine = desk.with_settings(openai_base_url=server.url, retries=0)
        return mine.ask(QUESTION, writer="openai:scripted"), server


def test_what_is_said_again_as_the_passage_says_it_is_shown_and_no_longer_left_out(desk):
    answer, server = ask(desk, says(TRUE, WRONG), again=says(MENDED))
    assert [one.text for one in answer.sentences] == [f"{TRUE} [1]", f"{MENDED} [1]"] and not answer.left_out
    [asked] = server.returned
    assert WRONG in asked.text and "says 17" in asked.text and TRUE not in asked.text.split("refused them")[1]


@pytest.mark.parametrize("again", [says(WRONG), says("There are 19 steps."), Reply("NOT STATED"), Reply(status=500)])
def test_what_is_wrong_again_stays_left_out_once(desk, again):
    answer, server = ask(desk, says(TRUE, WRONG), again=again)
    assert [one.text for one in answer.sentences] == [f"{TRUE} [1]"]
    assert [one.text for one in answer.left_out] == [WRONG] and len(server.returned) == 1


@pytest.mark.parametrize("again", [(TRUE,), (WRONG, TRUE), ("On 15 joint steps they agreed.",), ("Envoys met.", TRUE)])
def test_what_is_told_already_is_not_told_again_and_takes_no_place(desk, again):
    answer, _ = ask(desk, says(TRUE, WRONG), again=says(*again))
    told = [one.text.split(" [")[0] for one in answer.sentences]
    assert told.count(TRUE) == 1 and not any("On 15" in one for one in told)
    assert [one.text for one in answer.left_out] == [WRONG]


@pytest.mark.parametrize(
    ("one", "two"),
    [("China condemned Japan.", "Japan condemned China."), ("Seoul agreed to talks.", "Seoul did not agree to talks.")],
)
def test_a_sentence_of_the_same_words_that_says_the_contrary_is_another_one(one, two):
    chance = SecondChance(QuotesWriter())
    chance.takes(Draft(one, ()), Sentence(text=f"{one} [1]", verdict="supported", reasons=[], citations=[]))
    assert chance.tells(Draft(one, ())) and not chance.tells(Draft(two, ()))


def test_a_sentence_without_a_key_has_no_second_chance(desk):
    answer, server = ask(desk, says(WRONG, key=False), again=says(MENDED))
    assert answer.abstained and not server.returned


def test_the_second_look_reads_what_came_back_too(desk):
    def no_to_mended(asked):
        return Reply("\n".join(f"[{key}] {'no' if one == MENDED else 'yes'}" for key, one in asked.passages.items()))

    answer, _ = ask(desk, says(TRUE, WRONG), again=says(MENDED), look=no_to_mended)
    assert [one.text for one in answer.sentences] == [f"{TRUE} [1]"] and answer.judge == "openai:scripted"


def test_a_no_is_told_with_its_reason_and_counted_in_the_usage(desk):
    def no(asked):
        return Reply("\n".join(f"[{key}] no: the steps are only planned" for key in asked.passages))

    refused, _ = ask(desk, says(TRUE), look=no)
    assert refused.abstained and refused.reason == "nothing_supported"
    assert "only planned" in refused.left_out[0].reasons[0]
    alone = desk.with_settings(judge="gate")
    plain, server = ask(alone, says(TRUE))
    assert plain.judge == "gate" and not server.looked and plain.usage.input_tokens < refused.usage.input_tokens
