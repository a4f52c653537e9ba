"""The HTTP interface, asked by OpenAI's own client, by LangChain's, and by plain requests."""

import http.client
import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2
import pytest

from assistant import Assistant
from assistant.settings import Settings
from corpus.errors import CallError
from tests.support.servers import command
from ui.server.admission import LARGEST, key_of
from ui.server.api import serve

KEY = "harbour-key-for-tests"
FERRY = "When will the ferry to Gull Island resume?"
AS_OF = "2021-05-10"


@pytest.fixture(scope="module")
def server(harbour):
    """The address of an interface that asks for a key."""
    with command(harbour, "api", "--port", BRIEFING_API_KEY=KEY, BRIEFING_TIMEOUT="600") as address:
        yield address


@pytest.fixture(scope="module")
def desk(harbour):
    """The Python interface over the same archive."""
    return Assistant.open(harbour)


@pytest.fixture(scope="module")
def client(server):
    """OpenAI's own client."""
    import openai

    with openai.OpenAI(base_url=f"{server}/v1", api_key=KEY, max_retries=0) as found:
        yield found


@pytest.fixture(scope="module")
def whole(client):
    """A whole answer."""
    return client.chat.completions.create(model="briefing", messages=turn(FERRY))


@pytest.fixture(scope="module")
def http_client(server):
    """Plain requests, with the key."""
    with httpx2.Client(base_url=server, headers={"Authorization": f"Bearer {KEY}"}, timeout=300) as found:
        yield found


def turn(question):
    return [{"role": "user", "content": question}]


def error(response):
    """Status and code of a refusal, which has OpenAI's form and one line."""
    found = response.json()["error"]
    assert set(found) == {"message", "type", "param", "code"} and found["message"] and "\n" not in found["message"]
    return response.status_code, found["code"]


def test_the_openai_client_gets_an_answer_with_markers_sources_and_citations(whole):
    answer = whole
    text = answer.choices[0].message.content
    (first, *_) = answer.citations
    assert "14 June" in text and "[1]" in text
    assert first["article_id"] == "ferry" and first["quote"] in text
    assert text.partition("\n\nSources:\n")[2].startswith(
        f"- [1] {first['title']} - Harbour Gazette, 2021-05-03 https://"
    )
    assert answer.choices[0].finish_reason == "stop" and answer.usage.total_tokens == 0


def test_a_streamed_answer_is_the_same_as_a_whole_one(client, whole):
    chunks = list(
        client.chat.completions.create(
            model="briefing", messages=turn(FERRY), stream=True, stream_options={"include_usage": True}
        )
    )
    text = "".join(one.choices[0].delta.content or "" for one in chunks if one.choices)
    assert text == whole.choices[0].message.content
    assert len(chunks) >= 4 and len({one.id for one in chunks}) == 1
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-2].choices[0].finish_reason == "stop" and chunks[-2].citations == whole.citations
    assert chunks[-1].usage.total_tokens == 0


def test_earlier_messages_are_the_history_and_their_sources_are_not(client, desk, whole):
    first = whole.choices[0].message.content
    talk = [{"role": "system", "content": "Be brief."}, *turn(FERRY), {"role": "assistant", "content": first}]
    second = client.chat.completions.create(model="briefing", messages=[*talk, *turn("Who said so?")])
    answer = desk.ask(FERRY)
    history = [*turn(FERRY), {"role": "assistant", "content": answer.text}]
    assert second.choices[0].message.content.startswith(desk.ask("Who said so?", history=history).text)


def test_langchain_gets_an_answer(server):
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model="briefing", base_url=f"{server}/v1", api_key=KEY, max_retries=0)
    assert "14 June" in "".join(chunk.content for chunk in model.stream(FERRY))


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not on this machine")
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_curl_gets_an_answer(server, whole, streamed):
    body = json.dumps({"model": "briefing", "messages": turn(FERRY), "stream": streamed})
    heads = ("-H", f"Authorization: Bearer {KEY}", "-H", "Content-Type: application/json")
    command = ("curl", "--silent", "--show-error", "--no-buffer", *heads, "-d", body, f"{server}/v1/chat/completions")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if streamed:
        *events, last = [line.removeprefix("data: ") for line in told.splitlines() if line]
        assert last == "[DONE]"
        pieces = [choice["delta"].get("content") or "" for one in events for choice in json.loads(one)["choices"]]
        assert "".join(pieces) == whole.choices[0].message.content
    else:
        assert json.loads(told)["choices"][0]["message"]["content"] == whole.choices[0].message.content


def test_what_the_archive_does_not_say_is_told_so(client):
    text = client.chat.completions.create(model="briefing", messages=turn("Who won the football cup?"))
    assert text.choices[0].message.content.startswith("The archive does not say.") and text.citations == []


def test_a_program_that_shows_markdown_loads_nothing_of_an_article(client):
    answer = client.chat.completions.create(
        model="briefing", messages=turn("What did harbour pilots measure at Port Tamsin?")
    )
    text = answer.choices[0].message.content
    assert answer.citations[0]["article_id"] == "tides"
    assert "](" not in text and "<script" not in text and "<img" not in text and "![" not in text


def test_the_model_is_listed_and_no_other_is_there(client):
    import openai

    assert [one.id for one in client.models.list()] == ["briefing"]
    with pytest.raises(openai.NotFoundError, match="briefing"):
        client.chat.completions.create(model="gpt-9", messages=turn(FERRY))


def test_the_routes_give_the_documents_of_the_python_interface(http_client, desk):
    told = {"timings_ms": None}
    asked = http_client.post("/ask", json={"question": FERRY, "as_of": AS_OF}).json()
    assert asked | told == desk.ask(FERRY, as_of=AS_OF).model_dump(mode="json") | told
    briefed = http_client.post("/brief", json={"request": "the ferry to Gull Island", "words": 100}).json()
    assert briefed | told == desk.brief("the ferry to Gull Island", words=100).model_dump(mode="json") | told
    found = http_client.post("/search", json={"query": "ferry", "k": 2, "as_of": AS_OF}).json()
    assert list(found) == ["query", "as_of", "results", "timings_ms"] and found["as_of"] == AS_OF
    assert found["results"] == [one.model_dump(mode="json") for one in desk.search("ferry", k=2, as_of=AS_OF)]
    quote = asked["sentences"][0]["citations"][0]
    article = http_client.get(f"/articles/{quote['article_id']}", params={"version": 1}).json()
    assert article["text"][quote["start"] : quote["end"]] == quote["quote"]
    judged = http_client.post("/judge", json={"sentence": "It opens in May.", "quotes": "It opens in June."}).json()
    assert judged["verdict"] == "unsupported" and judged["reasons"]
    assert http_client.get("/status").json()["articles"] == 3


def test_nothing_is_used_that_arrived_after_the_moment_that_is_named(http_client):
    before, after = {"known_at": "2020-01-01T09:00Z"}, {"known_at": "2999-01-01"}
    found = [http_client.post("/search", json={"query": "ferry"} | one).json() for one in (before, after)]
    assert found[0]["results"] == [] and found[0]["as_of"] is None and found[1]["results"]
    assert http_client.post("/brief", json={"request": "the ferry", **before}).json()["abstained"]
    asked = http_client.post("/ask", json={"question": FERRY} | before).json()
    assert (
        asked["reason"] == "outside_dates"
        and "As this archive knew it on 1 January 2020, 09:00 UTC." in asked["notes"][0]
    )
    spoken = {"model": "briefing", "messages": turn(FERRY)} | before
    said = http_client.post("/v1/chat/completions", json=spoken).json()["choices"][0]["message"]["content"]
    assert said.startswith("The archive does not say.")


def test_every_route_is_described(http_client):
    described = http_client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        *("/v1/chat/completions", "/v1/models", "/ask", "/brief", "/search", "/judge"),
        *("/articles/{id}", "/status", "/health", "/openapi.json"),
    }
    assert "standalone_question" in described["components"]["schemas"]["Answer"]["properties"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "Invalid JSON"),
        (b"[]", "the body"),
        (b'{"question": ""}', "empty"),
        (b'{"question": "q", "colour": "red"}', "colour"),
        (b'{"question": 5}', "question: Input should be a valid string"),
        (b'{"question": "q", "source": " "}', "source is empty"),
        (b'{"question": "caf\xe9"}', "Invalid JSON"),
        (b"[" * 100_000, "Invalid JSON"),
        (b'{"question": "q", "as_of": "2021-02-30"}', "2021-02-30"),
        (b'{"question": "q", "known_at": "soon"}', "'soon' is no moment"),
        (b'{"question": "q", "history": [{"role": "judge", "content": "x"}]}', "turn 1"),
        (b'{"question": "' + b"x" * 100_000 + b'"}', "100,000"),
    ],
)
def test_what_is_wrong_with_a_body_is_told_in_one_line(http_client, body, said):
    response = http_client.post("/ask", content=body)
    assert error(response) == (400, "invalid_request") and said in response.json()["error"]["message"]


@pytest.mark.parametrize("field", ["quotes", "known"])
@pytest.mark.parametrize("texts", [["x"] * 201, ["The ferry will resume. " * 10_000]], ids=["many", "long"])
def test_what_a_sentence_is_held_against_has_an_end(http_client, field, texts):
    asked = {"sentence": "The ferry will resume.", "quotes": "The ferry will resume in May.", field: texts}
    response = http_client.post("/judge", json=asked)
    assert error(response) == (400, "invalid_request") and response.json()["error"]["message"].startswith(field)


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/search", {"query": "ferry", "k": "3"}, "k: "),
        ("/search", {"query": "ferry", "k": True}, "k: "),
        ("/brief", {"request": "the ferry", "words": 100.5}, "words: "),
        ("/judge", {"sentence": " ", "quotes": "The ferry will resume."}, "the sentence is empty"),
        ("/v1/chat/completions", {"model": "briefing", "messages": turn("When?"), "stream": "yes"}, "stream: "),
        ("/v1/chat/completions", {"model": "briefing", "messages": [{"role": 5, "content": "x"}]}, "messages.0.role: "),
    ],
)
def test_a_value_of_another_type_is_refused_and_not_guessed(http_client, path, body, said):
    response = http_client.post(path, json=body)
    assert error(response) == (400, "invalid_request") and response.json()["error"]["message"].startswith(said)


def test_a_wrong_question_has_its_status_though_it_is_streamed(client):
    import openai

    with pytest.raises(openai.BadRequestError, match="empty"):
        client.chat.completions.create(model="briefing", messages=turn(" "), stream=True)


def test_what_is_not_there_is_not_found(http_client):
    assert error(http_client.get("/articles/none")) == (404, "not_found")
    assert error(http_client.get("/articles/ferry", params={"version": "9"})) == (404, "not_found")
    assert error(http_client.get("/articles/ferry", params={"version": "x"})) == (400, "invalid_request")
    assert error(http_client.get("/none")) == (404, "not_found")
    long = http_client.get("/articles/" + "x" * 30_000)
    assert error(long) == (404, "not_found") and len(long.content) < 1000
    assert error(http_client.get("/ask")) == (405, "method_not_allowed")


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(http_client):
    assert error(http_client.post("/ask", content=b" " * (LARGEST + 1))) == (413, "too_large")
    assert error(http_client.post("/ask", content=(b" " * 100_000 for _ in range(11)))) == (413, "too_large")


def test_without_the_key_only_health_is_told(server):
    import openai

    wrong = openai.OpenAI(base_url=f"{server}/v1", api_key="harbour-key", max_retries=0)
    with pytest.raises(openai.AuthenticationError, match="key"):
        wrong.chat.completions.create(model="briefing", messages=turn(FERRY))
    for path in ("/v1/models", "/status", "/openapi.json", "/articles/ferry", "/none"):
        assert error(httpx2.get(f"{server}{path}")) == (401, "invalid_api_key")
    assert httpx2.get(f"{server}/health").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("headers", "status"), [({"Host": "evil.example"}, 421), ({"Origin": "http://evil.example"}, 403)]
)
def test_another_name_and_another_site_are_refused(http_client, headers, status):
    assert error(http_client.get("/v1/models", headers=headers)) == (status, "foreign")


def test_many_at_once_get_each_its_own_answer(http_client, desk):
    questions = [FERRY, "How many times a day will it sail?", "What did the pilots measure?", "Who won the cup?"]
    expected = {one: desk.ask(one).text for one in questions}
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda one: http_client.post("/ask", json={"question": one}).json()["text"], questions))
    assert given == [expected[one] for one in questions]


def test_a_client_that_leaves_does_not_stop_the_others(server, http_client):
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    body = json.dumps({"model": "briefing", "messages": turn(FERRY), "stream": True})
    connection.request("POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {KEY}"})
    connection.close()
    assert http_client.post("/ask", json={"question": FERRY}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "briefing.example"])
def test_another_address_needs_a_key(host, tmp_path):
    with pytest.raises(CallError, match="BRIEFING_API_KEY"):
        serve(tmp_path, Settings(), port=8600, hosts=[host], say=print)


@pytest.mark.parametrize("key", ["kéy", "two words", "“quoted”"])
def test_a_key_that_no_client_can_send_is_one_line_at_the_start(key):
    with pytest.raises(CallError, match="BRIEFING_API_KEY is not right"):
        key_of(Settings.from_env({"BRIEFING_API_KEY": key}))
    assert key_of(Settings.from_env({"BRIEFING_API_KEY": "sk-1_Right~"})) == "sk-1_Right~"
