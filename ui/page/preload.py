"""What a page will draw with is fetched together with it, not part by part once the first words are there.

Streamlit's own script fetches the script of a widget when the first of its kind is drawn, and draws nothing after it
meanwhile; on a page of ten kinds they come one after the other.
"""

import re
from functools import lru_cache
from pathlib import Path

from streamlit import file_util

from ui.page.guard import Application, Message, Receive, Scope, Send

# The names of Streamlit's scripts before their hashes: of all pages, and of each by its path.
COMMON = ("Html", "purify.es", "BidiComponent", "Button")
OF = {
    "": ("TextInput", "ChatInput"),
    "ask": ("TextInput", "ChatInput"),
    "today": ("TextInput",),
    "briefing": ("TextArea", "DateInput", "Selectbox", "NumberInput"),
    "library": ("TextInput", "Selectbox", "Checkbox", "DataFrame"),
    "timeline": ("ButtonGroup", "TextInput"),
    "evaluation": ("FileUploader", "NumberInput"),
    "settings": ("Radio", "DateInput", "Selectbox"),
}
_IMPORTED = re.compile(rb'(?:from|import) ?"\./([\w.-]{1,100}\.js)"')


class Preload:
    """An ASGI application in front of another: its HTML names in its head what the page will draw with."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_html(message) and (links := header(scope["path"])):
                message["headers"] = [*message.get("headers", ()), (b"link", links)]
            await send(message)

        await self._application(scope, receive, named if scope["type"] == "http" else send)


def _is_html(message: Message) -> bool:
    headers = message.get("headers", ())
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def header(path: str) -> bytes:
    """The value of a `Link` header for the page at that path; empty where there is no such page."""
    name = path.strip("/")
    return _header(name) if name in OF else b""


@lru_cache
def _header(name: str) -> bytes:
    return ", ".join(f"</static/js/{one}>; rel=modulepreload" for one in scripts(name)).encode()


def scripts(name: str) -> list[str]:
    """The files that the page of that name draws with, beyond those that every page of Streamlit names itself."""
    static = Path(file_util.get_static_dir())
    first = (static / "index.html").read_text("utf-8")
    found: dict[str, None] = {}
    waiting = [file.name for one in (*COMMON, *OF[name]) for file in sorted(_files(static, one))]
    while waiting:
        one = waiting.pop(0)
        if one not in found and one not in first:
            found[one] = None
            script = static / "static" / "js" / one
            waiting += [file.decode() for file in _IMPORTED.findall(script.read_bytes() if script.is_file() else b"")]
    return list(found)


def _files(static: Path, name: str) -> list[Path]:
    return list((static / "static" / "js").glob(f"{name}.????????.js"))
