"""Pages that a visitor's browser sends from other sites, through the bookmarklet of the library: held until a press.

The site that a page is sent from sees what is sent, and can send again. So a token opens nothing but this: what comes
with one waits in the library of whoever it was made for, and is taken in or dropped there.
"""

import asyncio
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assistant.desk.additions import Sent
from ui.page import archives, session
from ui.safe import cut, link, one_line

PATH = "/save"
PATIENCE = 60.0  # seconds that a page may take to come
ADDRESS, TITLE = 2_000, 300  # characters


class Saving:
    """Takes pages of at most so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most

    async def take(self, request: Request) -> Response:
        """Hold the page that was posted, and lead to the library; what is wrong is said in one line."""
        length = request.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 12):
            return _refused(411, "The size of the page was not said.")
        if int(length) > self._most:
            return _refused(413, f"This page is larger than {self._most / 1e6:g} MB (BRIEFING_UPLOAD_MB).")
        try:
            async with (
                asyncio.timeout(PATIENCE),
                request.form(max_files=0, max_fields=4, max_part_size=self._most) as form,
            ):
                sent = {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
        except (TimeoutError, HTTPException):
            return _refused(400, "The page did not come whole: send it again.")
        url, html = sent.get("url", "")[:ADDRESS], sent.get("html", "")
        if link(url) is None or not html.strip():
            return _refused(400, "Only pages of the web can be sent.")
        page = Sent(url, cut(one_line(sent.get("title", "")), TITLE), html)
        for name, folder in archives.all_of_them().items():
            if session.room_of(str(folder)).adding.hold(sent.get("token", ""), page):
                return RedirectResponse(f"/library?archive={quote(name)}", status_code=303)
        return _refused(403, "This bookmark is of another archive: make a new one from the library's page.")


def _refused(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status_code=status)
