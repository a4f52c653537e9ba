"""Which of the passages that a sentence cites are cited for it: none falls that alone vouches for a part of it."""

import pytest

from assistant.gate.recheck import recheck
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server

ARTICLES = [
    {
        "id": "sank",
        "title": "Ferry sinks off Marlow",
        "published": "2024-05-04",
        "source": "Coast Herald",
        "text": "The ferry Calypso sank off Marlow on Friday, and 23 people died, police said. "
        "Divers will search the wreck of the ferry for those who are still missing.",
    },
    {
        "id": "vote",
        "title": "Parliament votes",
        "published": "2024-06-12",
        "source": "Coast Herald",
        "text": "Parliament voted 61 to 38 on Tuesday for an inquiry into the sinking of the ferry Calypso off Marlow.",
    },
]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry Calypso sank on 3 May 2024, and on 11 June 2024 Parliament voted 61 to 38 for an inquiry.",
        "On 11 June 2024 Parliament voted 61 to 38 for an inquiry into the sinking of the ferry on 3 May 2024.",
    ],
)
def test_a_passage_that_alone_vouches_for_a_day_of_a_sentence_is_cited_for_it(tmp_path, sentence):
    desk = desk_of(tmp_path, ARTICLES)

    def says(asked):
        return Reply(f"{sentence} [{asked.key('sank off Marlow')}] [{asked.key('voted 61 to 38')}]")

    with chat_server(says) as server:
        answer = desk.with_settings(openai_base_url=server.url, retries=0).ask(
            "What became of the ferry Calypso?", writer="openai:scripted"
        )
    [told] = answer.sentences
    assert {one.article_id for one in told.citations} == {"sank", "vote"}
    assert recheck(told, desk.archive.article).verdict == "supported"
