"""Two articles on envoys, and a chat writer that writes on them with a scripted server."""

import dataclasses

from assistant.chat_model import make_chat_model
from assistant.settings import Settings
from assistant.writers.base import Brief, Meter
from assistant.writers.chat import ChatWriter
from corpus.article import Article
from tests.support.chat_server import Reply, chat_server
from tests.support.evidence import whole

MEETING = Article(
    id="meeting",
    title="Three envoys meet in Honolulu",
    published="2022-02-12",
    source="Harbour Dispatch",
    kind="report",
    text="Envoys of three countries met in Honolulu on Saturday. They agreed on 15 joint steps, Park Min-ho said.\n"
    "“We are ready for talks without conditions,” Park told reporters. North Korea did not reply.\n"
    "[Photo: the envoys at the harbour]\nThe next meeting is planned for May. It will be held in Seoul.",
)
OPINION = Article(
    id="opinion",
    title="Patience is not a policy",
    published="2022-02-14",
    source="Harbour Dispatch",
    kind="editorial",
    text="The envoys wasted a week in the sun. Sanctions without talks will change nothing in Pyongyang.",
)
ARTICLES = {one.id: one for one in (MEETING, OPINION)}


def brief(*articles, question="What did the envoys agree on?"):
    return Brief(
        question,
        "2022-02-20",
        tuple(whole(one, rank) for rank, one in enumerate(articles, 1)),
        lambda id, version: {**ARTICLES, **{one.id: one for one in articles}}[id],
    )


def settings(server, **more):
    return dataclasses.replace(Settings(openai_base_url=server.url, timeout=10, retries=0), **more)


def write(script, *articles, meter=None, question="What did the envoys agree on?", **more):
    """The drafts for a script, and the server that it ran on."""
    with chat_server(script) as server:
        return write_to(server, *articles, meter=meter, question=question, **more), server


def write_to(server, *articles, meter=None, question="What did the envoys agree on?", **more):
    """The drafts of a server that runs."""
    chosen = settings(server, **more)
    writer = ChatWriter.from_settings(make_chat_model("openai:scripted", chosen), chosen, name="openai:scripted")
    asked = brief(*(articles or (MEETING, OPINION)), question=question)
    return list(writer.write(asked, Meter() if meter is None else meter))


TRUE = "They agreed on 15 joint steps. [KEY]"


def says(text, words="Honolulu", **more):
    """A script that says the text, `KEY` standing for the key of the passage with the words."""
    return lambda asked: Reply(text.replace("KEY", asked.key(words)), **more)
