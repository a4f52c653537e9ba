"""Twenty clients at once on `briefing api`: whether an answer is wrong or holds what another asked, and the memory.

Each client asks of a place of its own, then on with its history, which holds a word that no other knows: half of them
through OpenAI's protocol, where a scripted chat model writes and is watched, half from `/ask`, where quotes answer.
Wrong is an answer that is not the one that the same question got before the others came, or that holds another's word.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, quantiles
from typing import Any

from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from tests.benchmarks.bench_retrieval import environment
from tests.support.chat_server import Asked, Reply, chat_server
from tests.support.page import free_port, make_archive

PLACES = (
    "Arvika Belmar Corvo Dunmore Elvas Fermoy Gotska Hvar Inagh Jura Kilrush Lismore Mallow Naxos Orust Paros Quilty "
    "Runde Sligo Tresco"
).split()
THINGS = (
    "ferry bridge market school lighthouse library clinic museum theatre harbour airport railway prison quarry brewery "
    "cinema hospital reservoir windmill shipyard"
).split()
HOLDS = "The {thing} of {place} will open on {day} June, the mayor of {place} said on Monday. A visit will cost {cost} "
MORE = "crowns. Work on the {thing} had begun {begun} years ago, after a vote of the council of {place}."
VARY = ("id", "created", "usage", "timings_ms")  # in the answers to one question


@dataclass
class Client:
    """One client: what it knows, and what came of its questions."""

    number: int
    alone: dict[bool, dict[str, Any]] = field(default_factory=dict)  # the answers to the first question, the second
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, Any]:
        at = self.number
        return {"thing": THINGS[at], "place": PLACES[at], "day": 3 + at, "cost": 40 + 7 * at, "begun": 2 + at}

    @property
    def word(self) -> str:
        """What stands in this client's history alone."""
        return f"codeword{self.number:02}x"

    def article(self) -> dict[str, str]:
        """The article that answers this client's questions."""
        title = "{thing} of {place} to open in June".format(**self.facts).capitalize()
        text = (HOLDS + MORE).format(**self.facts)
        return {"id": PLACES[self.number], "title": title, "published": f"2021-05-{1 + self.number:02}", "text": text}

    def ask(self, address: str, follow: bool) -> None:
        """Ask once, the first question or the one that follows it, and look at the answer."""
        facts, plain = self.facts, self.number % 2
        first = "When will the {thing} of {place} open?".format(**facts)
        said = "The {thing} of {place} will open on {day} June.".format(**facts)
        question = "And how much will a visit cost?" if follow else first
        history = [
            {"role": "user", "content": f"I am called {self.word}. {first}"},
            {"role": "assistant", "content": said},
        ]
        history = history if follow else []
        if plain:
            path, body = "/ask", {"question": question, "history": history, "writer": "quotes"}
        else:
            messages = [*history, {"role": "user", "content": question}]
            path, body = "/v1/chat/completions", {"model": "briefing", "messages": messages}
        began = time.perf_counter()
        try:
            answer = {name: value for name, value in post(address + path, body).items() if name not in VARY}
        except OSError as exc:
            self.failed.append(str(exc))
            return
        self.seconds.append(time.perf_counter() - began)
        text, whole = answer["text"] if plain else answer["choices"][0]["message"]["content"], json.dumps(answer)
        wanted = f"{facts['cost']} crowns" if follow else f"{facts['day']} June"
        others = {*re.findall(r"codeword\d\dx", whole)} - {self.word}
        if wanted not in text or others or answer != self.alone.setdefault(follow, answer):
            self.wrong.append(f"{self.number} {question} -> {whole}")


def post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        return json.load(answer)


@dataclass
class Watched:
    """The scripted chat model: makes a follow-up whole, or writes the sentence that is asked for; notes what mixes."""

    mixed: list[str] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        question = asked.body["messages"][-1]["content"]
        if len(set(re.findall(r"codeword\d\dx", asked.text))) > 1:
            self.mixed.append(question[-300:])
        if not asked.passages:  # a follow-up that is to stand alone
            thing, place = re.findall(r"the (\w+) of (\w+)", asked.text)[-1]
            return Reply(f"How much will a visit to the {thing} of {place} cost?")
        question = question.partition("The question:")[2].partition("\n")[0]
        place = next((one for one in PLACES if one in question), "nowhere")
        key, passage = next(((key, one) for key, one in asked.passages.items() if place in one), ("", ""))
        sentences = re.split(r"(?<=\.) ", passage)
        wanted = "cost" if "cost" in question else "will open on"
        found = next((one for one in sentences if wanted in one), "")
        return Reply(f"{found} [{key}]" if found else "The articles do not say.")


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000


def archive_for(folder: Path, clients: list[Client], beside: Path | None) -> Path:
    """An archive of the clients' articles, in a copy of the archive `beside` where one is given."""
    articles = [one.article() for one in clients]
    if beside is None:
        return make_archive(folder, articles)
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    shutil.copytree(beside, folder / "archive")
    ingest_into(folder / "archive", [source], Settings())
    return folder / "archive"


def measure(folder: Path, seconds: float, count: int, beside: Path | None = None) -> dict[str, Any]:
    """Ask with so many clients at once for so long; what came of it."""
    clients = [Client(number) for number in range(count)]
    archive, port, watched = archive_for(folder, clients, beside), free_port(), Watched()
    command = [sys.executable, "-m", "ui.cli", "api", "--port", str(port), "--archive", str(archive)]
    address = f"http://127.0.0.1:{port}"
    with chat_server(watched) as model:
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFING_WRITER": "openai:scripted", "BRIEFING_TIMEOUT": "600"}
        server = subprocess.Popen(command, env=environment() | settings)
        try:
            wait_for(f"{address}/health", server)
            for one in clients:
                for follow in (False, True):
                    one.ask(address, follow)
                one.seconds.clear()
            memory, stop = [resident(server.pid)], threading.Event()

            def work(client: Client) -> None:
                chance = random.Random(client.number)
                while not stop.is_set():
                    client.ask(address, follow=chance.random() < 0.7)

            threads = [threading.Thread(target=work, args=(one,)) for one in clients]
            for thread in threads:
                thread.start()
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                stop.wait(min(1.0, max(0.0, ends - time.monotonic())))
                memory.append(resident(server.pid))
            stop.set()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait(timeout=600)
    return told(clients, watched, memory, seconds)


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once an address answers."""
    deadline = time.monotonic() + 200
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("briefing api does not answer")


def told(clients: list[Client], watched: Watched, memory: list[float], seconds: float) -> dict[str, Any]:
    """The figures; memory in megabytes, as the mean of each quarter of the time."""
    took = [one for client in clients for one in client.seconds]
    cuts = quantiles(took, n=20) if len(took) > 1 else [0.0] * 19
    part = max(1, len(memory) // 4)
    return {
        "clients": len(clients),
        "seconds": seconds,
        "answers": len(took),
        "wrong": [one for client in clients for one in client.wrong],
        "failed": [one for client in clients for one in client.failed],
        "requests that held two histories": watched.mixed,
        "seconds to an answer, p50": round(cuts[9], 2),
        "seconds to an answer, p95": round(cuts[18], 2),
        "memory by quarter": [round(sum(memory[at : at + part]) / part) for at in range(0, 4 * part, part)],
        "memory each 5 s": [round(one) for one in memory[::5]],
        "memory gained a minute, after the first quarter and after half": [
            round(60 * slope(memory[at:]), 1) for at in (part, 2 * part)
        ],
    }


def slope(found: list[float]) -> float:
    """By how much each value is above the one before it, by least squares; 0 of fewer than two values."""
    return linear_regression(range(len(found)), found).slope if len(found) > 1 else 0.0


def main() -> None:
    """Print the figures, and write them as JSON where asked; ends with 1 where an answer was wrong or failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=len(PLACES))
    parser.add_argument("--archive", type=Path, help="an archive in a copy of which the clients' articles stand")
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), args.seconds, args.clients, args.archive)
    for name, value in found.items():
        print(f"{name}: {value}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), "utf-8")
    sys.exit(1 if found["wrong"] or found["failed"] or found["requests that held two histories"] else 0)


if __name__ == "__main__":
    main()
