"""A real archive, a real server and a real browser for the tests of the page."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support.archives import archive_of
from tests.support.chat_server import Asked, ChatServer, Reply

CHROMIUM = Path("/usr/bin/chromium")
# Flags as root in a container, and none of the browser's own calls to the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
UPLOAD_MB = 2  # of the tests' server
WAIT = 100_000  # milliseconds; two busy cores may need long for the first answer
HOSTILE_TITLE = "Tides <script>window.hacked=1</script> ![x](http://127.0.0.1:9/t.png) [go](javascript:window.hacked=2)"
HOSTILE_OUTLET = "<b>Tide</b> :material/home: a->b $x$"  # Streamlit makes icons, arrows and formulas of such signs
HOSTILE_TEXT = (
    "Harbour pilots at Port Tamsin measured a tide of four metres on Sunday. "
    '<script>window.hacked=3</script> <img src=x onerror="window.hacked=4"> '
    '<iframe src="http://127.0.0.1:9/"></iframe> '
    "</div><style>body{display:none}</style> ![map](http://127.0.0.1:9/map.png) [more](javascript:window.hacked=5) "
    ":red[not red] $x^2$ **not bold** The pilot Ada Quill said \u202eedis gnorw eht morf daer\u202c that "
    "the tide would turn."
)
ARTICLES = [
    {
        "id": "ferry",
        "title": "Ferry service to Gull Island to resume in June",
        "source": "Harbour Gazette",
        "kind": "report",
        "published": "2021-05-03",
        "url": "https://harbour.invalid/ferry",
        "text": "The ferry to Gull Island will resume on 14 June, the harbour office said on Monday.\n\n"
        "“We will sail four times a day,” said Mara Lindqvist, the harbour master. The pier was rebuilt "
        "over the winter for nine million crowns.\n\nIslanders had waited for two years.",
    },
    {
        "id": "ferry-opinion",
        "title": "The ferry is not enough",
        "source": "Harbour Review",
        "kind": "editorial",
        "published": "2021-05-05",
        "url": "javascript:alert(1)",
        "text": "A ferry that sails four times a day does not make Gull Island a place to live. "
        "The island needs a doctor first, and the harbour office should say so.",
    },
    {
        "id": "tides",
        "title": HOSTILE_TITLE,
        "source": HOSTILE_OUTLET,
        "published": "2021-05-09",
        "text": HOSTILE_TEXT,
    },
]


class Site(NamedTuple):
    """A running server, its archive, and the chat model that its tabs may choose."""

    address: str
    archive: Path
    model: ChatServer

    def turns(self) -> list[dict]:
        """The last turn of each conversation as it is kept, the one changed last at the end."""
        files = sorted((self.archive / "conversations").glob("*.json"), key=lambda one: one.stat().st_mtime)
        return [json.loads(one.read_text("utf-8"))["turns"][-1] for one in files]


END = threading.Event()  # cleared while the harbour's model is to be seen at work: till it is set it does not end
END.set()


def harbour_model(asked: Asked) -> Reply:
    """Writes on the ferry, sentences of which one is not borne out; fails where it is asked when it does."""
    question = asked.body["messages"][-1]["content"]
    if "When does the ferry" in question:
        return Reply(status=401, error="no such key")
    ferry = asked.key("14 June")
    return Reply(
        f"The ferry to Gull Island will resume on 14 June. [{ferry}] It will cost 95 crowns a trip. [{ferry}] "
        f"The pier was rebuilt for nine million crowns. [{ferry}] " + "Islanders had waited for two years. " * 4,
        held=END,
    )


def make_archive(folder: Path, articles=ARTICLES) -> Path:
    """An archive of a few invented articles, and `articles.jsonl` with them beside it."""
    return archive_of(folder, articles)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    archive: Path, port: int | None = None, hosts: tuple[str, ...] = (), flags: tuple[str, ...] = (), **environment: str
):
    """`briefing serve` on that port, or a free one, under further `hosts`; gives its address on the loopback."""
    port = port or free_port()
    environment = {"BRIEFING_TIMEOUT": "300"} | environment  # two busy cores load the models for longer than a minute
    log = archive.parent / f"server-{port}.log"
    command = [
        sys.executable,
        "-m",
        "ui.cli.main",
        "serve",
        "--headless",
        "--port",
        str(port),
        "--archive",
        str(archive),
        *(word for host in hosts for word in ("--host", host)),
        *flags,
    ]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=archive.parent, env=os.environ | environment
        )
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 300
            while not _healthy(address):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError(f"the server did not start: {log.read_text('utf-8')}")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@contextmanager
def new_tab(chromium, address, scheme="light"):
    """A new person's browser tab; at the end it must have met no error and asked no other host.

    The browser keeps the page's own programs for the next one, and nothing else of what was there.
    """
    idle = _IDLE.setdefault((chromium, scheme), [])
    context = idle.pop() if idle else _new_context(chromium, scheme)
    page, errors, origins = context.new_page(), [], set()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: origins.add("/".join(request.url.split("/")[:3])))
    page.goto(address)
    yield page
    _forget(context, origins)
    idle.append(context)
    assert errors == []
    assert {urlsplit(one).hostname or "" for one in origins} <= {"127.0.0.1", ""}


# Contexts that nobody uses now, by their browser and scheme: a new one would load and compile megabytes anew.
_IDLE: dict[tuple, list] = {}
_STORED = "cookies,local_storage,indexeddb,service_workers,cache_storage"


def _new_context(chromium, scheme):
    # Streamlit's placeholders do not shimmer: without a graphics card each picture of that is drawn by the processor.
    context = chromium.new_context(
        viewport={"width": 1400, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(WAIT)
    return context


def _forget(context, origins):
    """Leave nothing of a person in a context: no page, no cookie, no permission, nothing that a site stored."""
    empty = context.new_page()
    for page in context.pages:
        if page != empty:
            page.close()
    tool = context.new_cdp_session(empty)
    for origin in (one for one in origins if one.startswith("http")):
        tool.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": _STORED})
    context.clear_cookies()
    context.clear_permissions()
    empty.close()


def ask(page, question):
    """Ask and wait for the whole answer."""
    page.get_by_placeholder("Ask the archive").fill(question)
    page.keyboard.press("Enter")
    page.locator(".question", has_text=question).last.wait_for()
    page.get_by_role("button", name="Ask again", exact=True).wait_for()


def open_source(page, number=0):
    """Press a marker; returns the highlighted words."""
    page.locator("button.cite").nth(number).click()
    page.locator("mark.cited").wait_for()
    return page.locator("mark.cited").text_content()


def settle(page):
    """Wait until the page stands."""
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")


# Whether the highlighted words lie inside what is visible of the source panel.
IN_VIEW = """() => { const mark = document.querySelector("mark.cited").getClientRects()[0];
    const box = document.querySelector(".st-key-source-text").getBoundingClientRect();
    return mark.top >= Math.max(box.top - 1, 0) && mark.bottom <= Math.min(box.bottom, innerHeight) + 1; }"""


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False
