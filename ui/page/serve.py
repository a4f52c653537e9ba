"""Starts the page: Streamlit on the installed `app.py`, on the loopback address, its telemetry off."""

import os
import socket
import sys
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import CallError

ADDRESS = "127.0.0.1"


def serve(folder: Path, settings: Settings, *, port: int = 8501, headless: bool = False) -> int:
    """Serve the page over the archive in `folder` until it is interrupted; returns the exit status.

    Raises CallError when the port cannot be had. The folder need not hold an archive yet: the page helps to make one.
    """
    check_port(port)
    from streamlit.web.cli import main

    # The page is another program: it reads its settings from the environment, as the command line did.
    os.environ["BRIEFING_ARCHIVE"] = str(folder.absolute())
    try:
        main(options(port, headless, settings.upload_mb), standalone_mode=False)
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 1
    except KeyboardInterrupt:
        return 0
    return 0


def options(port: int, headless: bool, upload_mb: int) -> list[str]:
    """What `streamlit` is called with; the flags win over any configuration of the person or the folder."""
    flags = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "server.headless": str(headless or not sys.stdin.isatty()).lower(),
        "server.maxUploadSize": str(upload_mb),
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
    }
    app = Path(__file__).with_name("app.py")
    return ["run", str(app), *(part for name, value in flags.items() for part in (f"--{name}", value))]


def check_port(port: int) -> None:
    """Raise CallError where nothing can listen on the port."""
    if not 1 <= port <= 65535:
        raise CallError(f"the port {port} is not right: it must be from 1 to 65535")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except OSError:
            raise CallError(f"the port {port} is taken or not allowed: choose another with --port") from None
