"""Two servers on one archive, asked by several programs beside an ingest: right answers only, and all that came."""

import json
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.archives import archive_of
from tests.support.faults import started
from tests.support.servers import command
from tests.support.written_articles import record, write

PATIENT = {"BRIEFING_TIMEOUT": "600"}
FACTS = {
    "How many passengers does the ferry to Gull Island carry?": "The ferry to Gull Island carries 240 passengers.",
    "What was stranded at Brenna beach?": "A whale of eighteen metres was stranded at Brenna beach.",
    "What did the school in Alta lose in a storm?": "The school in Alta lost its roof in a storm.",
}


def post(address, path, body):
    asked = urllib.request.Request(address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=100) as answer:
        return json.load(answer)


@pytest.mark.long
def test_two_servers_answer_rightly_beside_an_ingest_and_have_what_it_brought(tmp_path):
    lines = [
        {"id": f"f-{at}", "title": "A report", "published": "2022-06-02", "source": "Harbour Post", "text": text}
        for at, text in enumerate(FACTS.values())
    ]
    folder, over = archive_of(tmp_path, lines), threading.Event()

    def client(address, first):
        """The first answer that is not right, if any, and how many were before it."""
        right = 0
        while not over.is_set() or not right:
            question, said = list(FACTS.items())[(first + right) % len(FACTS)]
            answer = post(address, "/ask", {"question": question})
            quotes = [each["quote"] for one in answer["sentences"] for each in one["citations"]]
            if quotes[:1] != [said]:
                return [answer], right
            right += 1
        return [], right

    with command(folder, "api", "--port", **PATIENT) as one, command(folder, "api", "--port", **PATIENT) as two:
        with ThreadPoolExecutor(4) as pool:
            clients = [pool.submit(client, (one, two)[at % 2], at) for at in range(4)]
            try:
                for shard in range(2):
                    source = write(tmp_path / f"{shard}.jsonl", [record(100 * shard + n) for n in range(12)])
                    assert started(folder, source).communicate()[1] == ""
            finally:
                over.set()
            found = [each.result() for each in clients]
        assert [wrong for wrong, _ in found] == [[]] * 4 and all(right for _, right in found)
        for address in (one, two):
            with urllib.request.urlopen(f"{address}/status") as answer:
                state = json.load(answer)
            assert state["whole"] and state["articles"] == len(FACTS) + 24
            for number in (0, 111):
                best = post(address, "/search", {"query": record(number)["text"], "k": 1})["results"][0]
                assert best["article_id"] == f"t-{number}"
