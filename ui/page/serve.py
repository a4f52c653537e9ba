"""Starts the page: Streamlit on the installed `app.py`, on the loopback address, its telemetry off."""

import ipaddress
import os
import re
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from assistant.daily.watch import watch
from assistant.settings import Settings
from corpus.errors import CallError
from ui.outgoing import Outgoing
from ui.page.guard import Guard
from ui.safe import one_line

ADDRESS = "127.0.0.1"
APP = Path(__file__).with_name("app.py")
# Megabytes of one message between the page and a browser: the longest article fits, and files come another way.
MESSAGE_MB = 30
ANSWERS = ("file_urls_response", "backend_operation_response")  # to what a browser asked, and waits for


@dataclass(frozen=True, slots=True)
class Door:
    """The address that is listened on, and the names beside the loopback's that may be asked for."""

    address: str = ADDRESS
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, hosts: Sequence[str]) -> "Door":
        """The door of `serve --host`: an IP address is listened on; it and every name may be asked for.

        Raises CallError for two addresses, and for what is no name.
        """
        addresses, names = [], []
        for host in hosts:
            try:
                found = ipaddress.ip_address(host.strip("[]"))
            except ValueError:
                if not re.fullmatch(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,9}", host):
                    raise CallError(
                        f"the host {host} is not right: give a name or an IP address, without a port"
                    ) from None
                names.append(host)
            else:
                addresses.append(str(found))
                names += [] if found.is_unspecified else [_bracketed(str(found))]
        if len(set(addresses)) > 1:
            raise CallError(f"only one address can be listened on, not {' and '.join(addresses)}")
        return cls(addresses[0] if addresses else ADDRESS, tuple(names))

    @property
    def shown(self) -> str:
        """The name under which this machine opens the page."""
        if not ipaddress.ip_address(self.address).is_unspecified:
            return _bracketed(self.address)
        return self.names[0] if self.names else "localhost"

    def check(self, port: int) -> None:
        """Raise CallError where nothing can listen on the port."""
        if not 1 <= port <= 65535:
            raise CallError(f"the port {port} is not right: it must be from 1 to 65535")
        with socket.socket(socket.AF_INET6 if ":" in self.address else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.address, port))
            except OSError:
                raise CallError(
                    f"the port {port} of {self.address} is taken or not allowed: choose another with --port"
                ) from None


def serve(
    folders: Sequence[Path],
    settings: Settings,
    *,
    port: int = 8501,
    headless: bool = False,
    hosts: Sequence[str] = (),
    watched: bool = False,
) -> int:
    """Serve the page over the archives in `folders` until it is interrupted; returns the exit status. `hosts`: see
    `Door.of`. `watched`: what is subscribed to is looked at meanwhile.

    Raises CallError when a host or the port cannot be had. The only folder need not hold an archive yet: the page helps
    to make one; several must.
    """
    if len(folders) > 1 and (none := [one for one in folders if not (one / "archive.db").is_file()]):
        raise CallError(f"there is no archive in {none[0]}: `briefing ingest --archive {none[0]} SOURCE` makes one")
    door = Door.of(hosts)
    door.check(port)
    # The page is another program: it reads its settings from the environment, as the command line did.
    os.environ["BRIEFING_ARCHIVE"] = str(folders[0].absolute())
    from ui.page import archives  # Streamlit is slow to import, and the other servers share this file

    archives.serve(folders)
    sys.argv = [str(APP)]  # Streamlit looks for its files beside the program
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    stop = threading.Event()
    for folder in folders if watched else ():
        threading.Thread(
            target=watch, args=(folder, settings, Outgoing(), stop, _say), name="watch", daemon=True
        ).start()
    opened = None if headless or not sys.stdin.isatty() else f"http://{door.shown}:{port}"
    try:
        _application(door, opened, settings.upload_mb * 1_000_000).run(config=options(door, port, settings.upload_mb))
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop.set()
    return 0


def _say(line: str) -> None:
    print(f"watch: {one_line(line)}", file=sys.stderr, flush=True)


def options(door: Door, port: int, upload_mb: int) -> dict[str, Any]:
    """What Streamlit is told; it wins over any configuration of the person or the folder."""
    return {
        "server.address": door.address,
        "server.port": port,
        "server.headless": True,  # a browser is opened by `_application`
        "server.maxUploadSize": upload_mb,
        "server.maxMessageSize": MESSAGE_MB,
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": False,
        "server.enableCORS": True,
        "server.corsAllowedOrigins": [],
        "server.enableXsrfProtection": True,
        "server.enableAgentApi": False,
        # Else every run of the page ends with a look at all that the process holds, while nothing else can run.
        "runner.postScriptGC": False,
        "browser.serverAddress": door.shown,  # where it is not told, Streamlit asks a server of the internet for it
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
    }


def _application(door: Door, opened: str | None, most: int) -> Any:  # noqa: ANN401 - Streamlit's own type
    """Streamlit's application behind the guard; a browser is `opened` at that address, once the port is listened on.

    `most`: bytes of a page that a browser sends.
    """
    from starlette.routing import Route
    from streamlit.web.server.starlette import App

    from ui import heads
    from ui.page import saving
    from ui.page.preload import Preload

    heads.bound()
    answers_stay()

    class Guarded(App):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's
            await Guard(Preload(super().__call__), door.names, [saving.PATH])(scope, receive, send)

    @asynccontextmanager
    async def lifespan(_: App) -> AsyncIterator[None]:
        if opened:
            threading.Thread(target=webbrowser.open, args=(opened,), daemon=True).start()
        yield

    route = Route(saving.PATH, saving.Saving(most).take, methods=["POST"])
    return Guarded(APP, lifespan=lifespan, routes=[route], on_script_error=_failed)


def answers_stay() -> None:
    """Have Streamlit keep what it answers a browser until that is sent.

    When a run of the page's script begins it forgets whatever is not yet sent, for the run draws that anew. So it did
    with the answer where chosen files go: they were gone without a word, where a run began at that moment.
    """
    from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

    if hasattr(ForwardMsgQueue.clear, "__wrapped__"):
        return
    forget = ForwardMsgQueue.clear

    @wraps(forget)
    def clear(
        queue: Any,  # noqa: ANN401 - Streamlit's own type
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        waiting = list(queue._queue) if retain_lifecycle_msgs else []
        forget(queue, retain_lifecycle_msgs, fragment_ids_this_run)
        for one in waiting:
            if one.WhichOneof("type") in ANSWERS and not any(one is kept for kept in queue._queue):
                queue.enqueue(one)

    ForwardMsgQueue.clear = clear  # type: ignore[method-assign, assignment]


def _failed(exc: Exception) -> bool:
    from ui.page import session  # as late as the page itself: it reads Streamlit's configuration

    return session.failed(exc)


def _bracketed(host: str) -> str:
    """A host as it stands in an address: an IPv6 one in brackets."""
    return f"[{host}]" if ":" in host else host
