"""A news site on loopback: each path answers with a page, or as a function of its handler does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(ThreadingHTTPServer):
    """Answers each path with a function of its handler; keeps the paths that were asked for."""

    def __init__(self):
        self.pages, self.asked = {}, []
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def put(self, path, body, media="text/html; charset=utf-8", status=200, **headers):
        self.pages[path] = (
            status,
            body if isinstance(body, bytes) else body.encode(),
            {"Content-Type": media} | headers,
        )

    def handle_error(self, request, client_address):
        """Say nothing: readers hang up on purpose."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path, (404, b"", {}))
        if callable(page):
            page(self)
            return
        status, body, headers = page
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if (etag and self.headers["If-None-Match"] == etag) or (
            modified and self.headers["If-Modified-Since"] == modified
        ):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def news_site() -> Iterator[Site]:
    """A site for as long as the block runs."""
    server = Site()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
