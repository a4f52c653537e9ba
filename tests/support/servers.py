"""The servers for other programs as their users start them, each for as long as a block runs."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from tests.support.page import free_port


@contextmanager
def command(archive, *words, ready="/health", **environment):
    """`briefing WORDS` on a free port; gives its address once it answers there, with whatever status."""
    port = free_port()
    log = archive.parent / f"{words[0]}-{port}.log"
    call = [sys.executable, "-m", "ui.cli", *words, str(port), "--archive", str(archive)]
    with log.open("wb") as out:
        server = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=os.environ | environment)
    try:
        deadline = time.monotonic() + 60
        while not _answers(f"http://127.0.0.1:{port}{ready}"):
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(log.read_text("utf-8"))
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answers(address):
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
