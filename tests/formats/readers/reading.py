"""How the tests of the readers read a file of their own. All texts are invented."""

from __future__ import annotations

from pathlib import Path

from communique.formats.failure import Failure
from communique.formats.read import read_documents
from communique.formats.readers.choose import reading_of
from communique.model import Document

TEXT = "Arvenia urged Bolmark on Friday to reopen the bridge at Carran."
OTHER = "Bolmark rejected the request, its minister said."


def read(path: Path, data: bytes | None = None, reader: str | None = None, columns: str | None = None) -> list[
    Document | Failure
]:
    """What the file holds, once ``data`` is written into it."""
    if data is not None:
        path.write_bytes(data)
    return list(read_documents([str(path)], None, reading_of(reader, columns)))


def documents(items: list[Document | Failure]) -> list[Document]:
    """The documents, where nothing else came out."""
    assert not [str(item) for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, Document)]


def messages(items: list[Document | Failure]) -> list[str]:
    """The failures, as the user sees them, without the folder."""
    return [f"{Path(i.file).name}:{i.line}: {i.message}" for i in items if isinstance(i, Failure)]


def page(text: str = TEXT, title: str = "Bridge to reopen", extra: str = "") -> str:
    """A web page with an article in it, and with what else is on web pages."""
    body = "".join(f"<p>{sentence}</p>" for sentence in (text, OTHER, "The bridge has been closed since March."))
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title} | The Carran Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Carran Post">
<meta property="article:published_time" content="2024-05-03T08:00:00Z">
<link rel="canonical" href="https://post.example.org/bridge"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{title}</h1>{body}{extra}</article>
<footer>Copyright. Cookie settings. Subscribe to our newsletter.</footer></body></html>"""
