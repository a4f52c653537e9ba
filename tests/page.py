"""A real archive, a real server and a real browser for the tests of the page."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

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
HOSTILE_TITLE = "Tides <script>window.hacked=1</script> ![x](http://127.0.0.1:9/t.png) [go](javascript:window.hacked=2)"
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
        "source": "<b>Tide</b> Wire",
        "published": "2021-05-09",
        "text": HOSTILE_TEXT,
    },
]


def make_archive(folder: Path, articles=ARTICLES) -> Path:
    """An archive of a few invented articles, through the command line."""
    source = folder / "articles.jsonl"
    source.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in articles), "utf-8")
    archive = folder / "archive"
    command = [sys.executable, "-m", "ui.cli", "ingest", str(source), "--archive", str(archive)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return archive


@contextmanager
def serving(archive: Path, **environment: str):
    """`briefing serve` on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = archive.parent / f"server-{port}.log"
    command = [sys.executable, "-m", "ui.cli", "serve", "--headless", "--port", str(port), "--archive", str(archive)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=archive.parent, env=os.environ | environment
        )
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 60
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


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False
