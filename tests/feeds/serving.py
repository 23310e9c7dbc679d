"""A server of the tests' own, on this machine, that answers as it is told and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """What the server says; ``etag`` is checked against what the client asks for."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None


class Site:
    """Answers by path (several: one after the other, the last for ever), and the requests it got."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def says(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.url + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            waiting = site.answers.get(self.path, [Answer(404)])
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            unchanged = answer.etag is not None and self.headers.get("If-None-Match") == answer.etag
            self.send_response(304 if unchanged else answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.etag:
                self.send_header("ETag", answer.etag)
            body = b"" if unchanged else answer.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rss(*texts: str) -> bytes:
    """A feed with these texts, all invented."""
    items = "".join(
        f"<item><title>News {n}</title><link>https://post.example.org/{n}</link>"
        f"<pubDate>Fri, 03 May 2024 0{n}:00:00 GMT</pubDate><description>{text}</description></item>"
        for n, text in enumerate(texts)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()
