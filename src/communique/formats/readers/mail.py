"""Mail: a message (EML) or many (mbox) as documents."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.html import fragment_text
from communique.formats.readers.source import INTAKE, Buffered, Source
from communique.model import Document


def read_mail(source: Source) -> Iterator[Document | Failure]:
    """The documents of a mail or a mailbox; ``line`` of a failure is the number of the message."""
    for number, data in enumerate(_messages(source.stream), 1):
        try:
            yield _document(data, f"{source.name}:{number}")
        except InputError as error:
            yield Failure(file=source.name, line=number, message=str(error))


def _messages(stream: Buffered) -> Iterator[bytes]:
    """The messages of an mbox, one at a time; without a ``From `` line there is one.

    Own code: the standard library's mailbox wants a file on disk that it may lock.
    """
    held: list[bytes] = []
    size = 0
    blank = True
    for line in iter(lambda: stream.readline(INTAKE["max_line"]), b""):
        if blank and line.startswith(b"From "):
            if held:
                yield b"".join(held)
            held, size = [], 0
        else:
            size += len(line)
            if size <= INTAKE["max_line"]:
                held.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if held:
        yield b"".join(held)


def _document(data: bytes, source: str) -> Document:
    try:
        message = BytesParser(policy=default).parsebytes(data)
        text, left = _body(message), sum(1 for _ in message.iter_attachments())
        name, address = parseaddr(str(message.get("From", "")))
        found = DocumentIn(
            text=text, id=_header(message, "Message-ID"), date=_date(message), title=_header(message, "Subject"),
            publisher=name or address or None, language=_header(message, "Content-Language"),
        )
    except InputError:
        raise
    except Exception as error:  # whatever a damaged message makes the library raise
        raise InputError(f"cannot be read as mail: {error}") from None
    return document_from(found, source, (f"{left} attachments were not read",) if left else ())


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise InputError("the message holds no text")
    content = part.get_content()
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    return fragment_text(text) if part.get_content_type() == "text/html" else text.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _date(message: EmailMessage) -> str | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.isoformat() if moment else _header(message, "Date")
