"""What `/openapi.json` says of an answer is what it is."""

import httpx2
import jsonschema
import pytest

from tests.support.servers import command

FERRY, CUP = "When will the ferry to Gull Island resume?", "Who won the football cup?"
POSTS = {
    "/ask": [{"question": FERRY}, {"question": CUP}],
    "/brief": [{"request": "the ferry to Gull Island", "words": 100}, {"request": CUP}],
    "/search": [{"query": "ferry", "k": 2}, {"query": "ferry", "source": "Nobody"}],
    "/judge": [{"sentence": "It opens in May.", "quotes": "It opens in June."}],
    "/v1/chat/completions": [
        {"model": "briefing", "messages": [{"role": "user", "content": one}]} for one in (FERRY, CUP)
    ],
}
GETS = {"/v1/models": "/v1/models", "/status": "/status", "/health": "/health", "/articles/ferry": "/articles/{id}"}


@pytest.fixture(scope="module")
def client(harbour):
    with (
        command(harbour, "api", "--port", BRIEFING_TIMEOUT="600") as address,
        httpx2.Client(base_url=address, timeout=300) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def described(client):
    return client.get("/openapi.json").json()


def kept(answer, described, path, method, status):
    """Hold an answer against its schema, which tells each of its names."""
    told = described["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    kind = described["components"]["schemas"][told["$ref"].rpartition("/")[2]]
    assert set(answer) == set(kind["properties"])
    jsonschema.validate(answer, told | {"components": described["components"]}, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("path", POSTS)
def test_what_a_route_answers_keeps_to_the_schema_that_describes_it(client, described, path):
    for body in POSTS[path]:
        response = client.post(path, json=body)
        assert response.status_code == 200
        kept(response.json(), described, path, "post", "200")
    kept(client.post(path, json={"colour": "red"}).json(), described, path, "post", "default")


@pytest.mark.parametrize("path", GETS)
def test_what_can_be_read_keeps_to_its_schema(client, described, path):
    kept(client.get(path).json(), described, GETS[path], "get", "200")
