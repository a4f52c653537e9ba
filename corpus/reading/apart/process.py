"""The process of the foreign parsers, as its callers see it: started at need, and ended where it takes too long.

What is asked goes over its standard input: a line of JSON (`task`, `options`, `seconds`, `size`) and the bytes. What it
answers comes over its standard output: the size in a line, and JSON with one of `found`, `rejected`, `failed`.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.limits import LONGEST_WAIT, SECONDS

# No key or setting of ours is there for a parser that was led astray.
_KEPT = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")

_lock = threading.Lock()
_child: "subprocess.Popen[bytes] | None" = None
_blocks = 0  # of `parsers`, under way


def apart(task: str, data: bytes, **options: str | None) -> Any:  # noqa: ANN401 - JSON
    """What a task of the worker makes of the bytes, in JSON types; raises Rejected for whatever fails in it."""
    with _lock:
        child = _running()
        ended = threading.Timer(LONGEST_WAIT, child.kill)
        ended.daemon = True
        ended.start()
        try:
            answer = _asked(child, task, data, options)
        except (OSError, EOFError):
            raise Rejected(_ending(child)) from None
        except BaseException:  # what was asked is still to be answered, and nobody waits for it
            _stop()
            raise
        finally:
            ended.cancel()
        if "rejected" in answer:
            raise Rejected(answer["rejected"])
        if "failed" in answer:
            _stop()  # whatever failed may have left something behind
            raise Rejected(f"cannot be read: {answer['failed']}")
        return answer["found"]


@contextmanager
def parsers() -> Iterator[None]:
    """A block in which the process that one thing begins serves the next; it ends with the last such block."""
    global _blocks
    with _lock:
        _blocks += 1
    try:
        yield
    finally:
        with _lock:
            _blocks -= 1
            if not _blocks:
                _stop()


def close() -> None:
    """End the process, until something is asked of it again."""
    with _lock:
        _stop()


def _running() -> "subprocess.Popen[bytes]":
    global _child
    if _child is None or _child.poll() is not None:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        _child = subprocess.Popen(
            [sys.executable, "-m", "corpus.reading.apart.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONPATH": paths},
            start_new_session=True,  # Ctrl-C is for us, who end it then
        )
    return _child


def _asked(child: "subprocess.Popen[bytes]", task: str, data: bytes, options: dict[str, str | None]) -> dict[str, Any]:
    assert child.stdin is not None and child.stdout is not None
    asked = {"task": task, "options": options, "seconds": SECONDS[task], "size": len(data)}
    child.stdin.write(json.dumps(asked).encode() + b"\n")
    child.stdin.write(data)
    child.stdin.flush()
    size = int(child.stdout.readline() or b"-1")
    answer = child.stdout.read(size) if size >= 0 else b""
    if len(answer) != size:
        raise EOFError
    found: dict[str, Any] = json.loads(answer)
    return found


def _ending(child: "subprocess.Popen[bytes]") -> str:
    """Why the process ended in the middle of its work."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(10)
    status = child.returncode
    _stop()
    timed = status is not None and -status in (9, 27)  # SIGKILL of our timer, SIGPROF of its own
    return "takes too long to read" if timed else "cannot be read: its parser broke down"


def _stop() -> None:
    global _child
    child, _child = _child, None
    if child is not None:
        with suppress(OSError):
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


atexit.register(close)
