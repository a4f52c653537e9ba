"""A briefing that a chat model writes: shown in order of date, gated, and with what it left untold."""

import time

import pytest

from assistant.answer import Sentence
from assistant.briefing.prose import AGAIN, BROKEN, HANGING, UNSPOKEN, alone
from assistant.rechecking.mismatches import mismatches
from assistant.writers.base import Draft
from corpus.errors import WorkError
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server


def model(asked):
    strike, deal = asked.key("stayed away"), asked.key("cut by 30 percent")
    return Reply(
        f"The Port Authority and the Dockers' Union agreed on March 19, 2022 to end the strike. [{deal}] "
        f"The Dockers' Union began a strike on March 1, 2022. [{strike}] "
        f"In all 9,000 workers stayed away. [{strike}] "
        f"On March 19, 2022 the Port Authority and the Dockers' Union agreed to end the strike at Port Ansel. [{deal}] "
        f"Under the agreement the night shifts are cut by 30 percent. [{deal}]"
    )


def with_model(harbour, url, **more):
    return harbour.with_settings(**{"openai_base_url": url, "writer": "openai:m", "retries": 0, **more})


def test_a_chat_models_briefing_is_gated_and_its_bottom_line_stands_on_the_body(harbour):
    with chat_server(model) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", writer="openai:m")
    kinds = {section.kind: section for section in found.sections}
    assert found.writer == "openai:m"
    assert "9,000" not in found.text
    assert any("9,000" in one.text for one in found.left_out)
    body = {
        (one.article_id, one.start, one.end)
        for section, item in found.items()
        if section.kind != "bottom_line"
        for sentence in item.sentences
        for one in sentence.citations
    }
    bottom = [one for item in kinds["bottom_line"].items for one in item.sentences]
    assert {(one.article_id, one.start, one.end) for sentence in bottom for one in sentence.citations} <= body
    assert found.usage.input_tokens > 0
    strike = next(item for item in kinds["developments"].items if item.date == "2022-03-01")
    assert strike.confidence.basis == "one outlet, one origin, sources differ" and kinds["disagreements"].items
    days = [item.date for item in kinds["developments"].items]
    assert days == sorted(days)


@pytest.mark.parametrize(("words", "above"), [(400, 1), (40, 0)])
def test_no_sentence_cites_what_the_bottom_line_alone_says(harbour, words, above):
    def said(asked):
        deal = asked.key("cut by 30 percent")
        return Reply(
            f"The Port Authority and the Dockers' Union agreed on March 19, 2022 to end the strike. [{deal}] "
            f"The Dockers' Union began a strike on March 1, 2022. [{asked.key('stayed away')}] "
            f"Under the agreement the night shifts are cut by 30 percent. [{deal}]"
        )

    with chat_server(said) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", words=words)
    told = {section.kind: [one for item in section.items for one in item.sentences] for section in found.sections}
    assert len(told.get("bottom_line", [])) == above
    assert any(one.text.startswith("The Port Authority and") for one in told["developments"])
    assert [len(one.citations) for one in found.sentences() if one.citations and "30 percent" in one.text] == [1]


def test_what_weighs_much_and_is_not_told_is_listed(harbour):
    with chat_server(model) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike")
    assert any("did not tell it" in reason for one in found.left_out for reason in one.reasons)


def test_the_passages_come_in_order_of_date(harbour):
    with chat_server(model) as server:
        with_model(harbour, server.url).brief("Brief me on the dockers' strike")
        shown = server.asked[0].body["messages"][-1]["content"]
    assert shown.index("2 March 2022") < shown.index("20 March 2022")


def test_a_model_that_fails_is_an_error_or_gives_way_to_quotations(harbour):
    with chat_server(Reply(status=500)) as server:
        with pytest.raises(WorkError):
            with_model(harbour, server.url).brief("Brief me on the dockers' strike")
        found = with_model(harbour, server.url, fallback="quotes").brief("Brief me on the dockers' strike")
    assert found.writer == "quotes" and found.sections
    assert any("quotes instead" in note for note in found.notes)


def test_a_model_that_hangs_leaves_a_briefing_time_to_quote(harbour):
    with chat_server(Reply(wait=60.0)) as server:
        mine = with_model(harbour, server.url, fallback="quotes", timeout=3.0, retries=0)
        began = time.monotonic()
        found = mine.brief("Brief me on the dockers' strike")
    assert found.writer == "quotes" and found.sections
    assert time.monotonic() - began < 3 * 3.0 + 1


def test_what_was_refused_is_said_again_once_and_told_if_it_passes(harbour):
    def mended(asked):
        return Reply(f"In all 420 workers stayed away on March 1, 2022. [{asked.key('stayed away')}]")

    with chat_server(model, again=mended) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", writer="openai:m")
    assert len(server.returned) == 1 and "9,000" in server.returned[0].text
    assert "420 workers stayed away" in found.text
    assert "9,000" not in found.text and not any("9,000" in one.text for one in found.left_out)


def test_what_a_briefing_tells_already_is_not_told_again(harbour):
    with chat_server(model, again=model) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", writer="openai:m")
    told = [one.citing(()).text for one in found.sentences()]
    assert len(server.returned) == 1 and len(told) == len(set(told))
    assert [one.text for one in found.left_out if "9,000" in one.text] == ["In all 9,000 workers stayed away."]


def test_each_item_of_a_chat_models_briefing_stands_alone_and_tells_one_event_once(harbour):
    def tells(asked):
        strike, deal, told = asked.key("stayed away"), asked.key("cut by 30 percent"), asked.key("first for the town")
        return Reply(
            f"It began a strike at Port Ansel on March 1, 2022. [{strike}] "
            f"The Dockers' Union of Port Ansel began a strike on March 1, 2022. [{strike}] "
            f"On March 1, 2022 the Dockers' Union of Port Ansel began a strike. [{strike}] "
            f"The Port Authority and the Dockers' Union agreed on March 19, 2022 to end the strike. [{deal}] "
            f"On March 1, 2022 in all 420 workers stayed away. [{strike}] "
            "The Dockers' Union and the Port Authority agreed on March 19, 2022 to end the strike at Port Ansel. "
            f"[{told}]"
        )

    with chat_server(tells) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", writer="openai:m")
    told = [one.citing(()).text for one in found.sentences()]
    assert not any(one.startswith("It ") for one in told)
    left = {one.text: one.reasons for one in found.left_out}
    assert left["It began a strike at Port Ansel on March 1, 2022."] == [HANGING]
    assert left["On March 1, 2022 the Dockers' Union of Port Ansel began a strike."] == [AGAIN]
    items = [item for section, item in found.items() if section.kind == "developments"]
    assert [item.date for item in items] == sorted({item.date for item in items})
    agreed = items[-1]
    assert (agreed.date, len(agreed.sentences)) == ("2022-03-19", 2)
    assert mismatches(harbour.archive, [found]) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The union ended the strike on Monday.", None),
        ("Mr Lee said: “We have signed an agreement today.”", None),
        ('Asked “Will there be a strike?”, Mr Lee said that "we shall see".', None),
        ("The US welcomed the agreement.", None),
        ("We have signed an agreement with the union today.", UNSPOKEN),
        ("The agreement shows that I was right.", UNSPOKEN),
        ("QUESTION: Will there be a strike at the port?", BROKEN),
        ("and the union agreed to end the strike.", BROKEN),
        ("Jon Vale, Mayor of the Town of Norvik.", BROKEN),
        ("He said that the strike would end.", HANGING),
    ],
)
def test_what_a_chat_model_writes_stands_alone_or_is_left_out(text, why):
    said = Sentence(text=text, verdict="supported", reasons=[], citations=[])
    checked = alone(Draft(text, ()), said)
    assert (checked if why is None else checked.reasons) == (said if why is None else [why])


def test_what_stands_above_stands_below_too_where_it_was_told(tmp_path):
    said = [
        "The ferry Petrel sank off Port Vale on May 3, 2024, and 31 people died.",
        "Divers searched the wreck of the Petrel on May 3, 2024, from noon until midnight.",
        "The coast guard towed the Petrel's two lifeboats to Port Vale on May 3, 2024.",
    ]
    article = {"id": "a", "title": "Petrel", "source": "Coast Daily", "published": "2024-05-04"}
    desk = desk_of(tmp_path, [article | {"text": " ".join(said)}])
    with chat_server(lambda asked: Reply(" ".join(f"{one} [{asked.key(one)}]" for one in said))) as server:
        found = with_model(desk, server.url).brief("Brief me on the Petrel")
    told = {part.kind: [one.citing(()).text for one in item.sentences] for part, item in found.items()}
    assert (told["bottom_line"], told["developments"]) == (said[:2], said)
    assert mismatches(desk.archive, [found]) == []


@pytest.mark.parametrize("refused", ["In all 9,000 workers stayed away. [{0}] Some 8,000 stayed away. [{0}] ", ""])
def test_a_chat_model_of_which_one_sentence_stands_has_a_bottom_line_that_stands_below_too(harbour, refused):
    def tells(asked):
        strike = asked.key("stayed away")
        return Reply(f"{refused.format(strike)}The Dockers' Union began a strike on March 1, 2022. [{strike}]")

    with chat_server(tells) as server:
        found = with_model(harbour, server.url).brief("Brief me on the dockers' strike", writer="openai:m")
    told = {section.kind: [one.text for item in section.items for one in item.sentences] for section in found.sections}
    assert told["bottom_line"] == told["developments"] == ["The Dockers' Union began a strike on March 1, 2022. [1]"]
    assert mismatches(harbour.archive, [found]) == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply(""),
        Reply("The Dockers' Union began a strike. [", reset=True),
        Reply("The moon fell on Port Ansel and 900 dockers left it."),
    ],
    ids=["dies", "says nothing", "breaks off", "lies"],
)
@pytest.mark.parametrize(
    "request_",
    [
        "Brief me on the dockers' strike at Port Ansel",
        "How did Mayor Vale's position on talks with the Dockers' Union change?",
        "What happened in March 2022?",
    ],
)
def test_what_is_quoted_in_place_of_a_chat_model_is_what_is_quoted_without_one(harbour, reply, request_):
    with chat_server(reply) as server:
        found = with_model(harbour, server.url, fallback="quotes").brief(request_)
    apart = {"notes", "usage", "timings_ms"}
    assert found.model_dump(exclude=apart) == harbour.brief(request_).model_dump(exclude=apart)
    assert found.sections and any("the briefing quotes instead" in note for note in found.notes)
