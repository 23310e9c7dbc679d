"""Web pages, feeds, crawls, news items, mail, PDF, Word and wikis."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from communique.formats.failure import Failure
from formats.readers.reading import OTHER, TEXT, documents, messages, page, read


@pytest.mark.parametrize("name", ["a.html", "a", "a.txt"])
def test_a_page_gives_its_article_alone(tmp_path: Path, name: str) -> None:
    found = documents(read(tmp_path / name, page().encode()))[0]
    assert found.text.startswith(TEXT) or found.text.split("\n")[1] == TEXT
    assert OTHER in found.text
    assert "Cookie" not in found.text
    assert "Sport" not in found.text
    assert (found.title, found.date, found.publisher) == ("Bridge to reopen", "2024-05-03", "The Carran Post")


def test_an_article_is_found_wherever_a_page_has_it(tmp_path: Path) -> None:
    for outer in ("form", "aside", "div class='x'"):
        opened = page().replace("<article>", f"<{outer}><article>")
        markup = opened.replace("</article>", f"</article></{outer.split()[0]}>")
        found = documents(read(tmp_path / "a.html", markup.encode()))[0]
        assert TEXT in found.text, outer


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    data = b"<!doctype html><html><body><script>var x = 1;</script></body></html>"
    assert messages(read(tmp_path / "a.html", data)) == ["a.html:None: no article is found in the page"]


def test_a_page_in_an_older_encoding(tmp_path: Path) -> None:
    markup = page("The señora met the mayor of Zürich on Friday to sign the treaty on the bridge.")
    data = markup.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
    assert "señora met the mayor of Zürich" in documents(read(tmp_path / "a.html", data))[0].text


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Carran Post</title><link>https://post.example.org</link><language>en</language>
<item><title>Bridge &amp; road</title><link>https://post.example.org/1</link>
<pubDate>Fri, 03 May 2024 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>{OTHER}</p>]]></content:encoded></item>
<item><title>Nothing</title><link>https://post.example.org/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Carran Post</title>
<entry><title>Bridge &amp; road</title><link href="https://post.example.org/1"/><published>2024-05-03T08:00:00Z</published>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{OTHER}&lt;/p&gt;</content></entry>
<entry><title>Nothing</title></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_feeds(tmp_path: Path, feed: str) -> None:
    items = read(tmp_path / "a", feed.encode())
    found = [d for d in items if not isinstance(d, Failure)]
    assert [(d.text, d.date, d.title, d.url, d.publisher) for d in found] == [
        (f"{TEXT}\n{OTHER}", "2024-05-03T08:00:00+00:00", "Bridge & road", "https://post.example.org/1",
         "The Carran Post")
    ]
    assert messages(items) == ["a:2: is empty"]


def warc(*records: tuple[str, str, bytes]) -> bytes:
    """A WARC with these: the kind of each, its address and content type in one word, and its body."""
    sink = io.BytesIO()
    for kind, about, body in records:
        url, _, media = about.partition(" ")
        record = WarcRecord()
        record.init_headers(record_type=getattr(WarcRecordType, kind))
        record.headers["WARC-Target-URI"] = url
        if kind == "response":
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(head + body)
        else:
            record.headers["Content-Type"] = media
            record.set_bytes_content(body)
        record.write(sink)
    return sink.getvalue()


def test_a_crawl_gives_its_pages(tmp_path: Path) -> None:
    data = warc(
        ("request", "https://a.example.org/", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "https://a.example.org/1 text/html;charset=utf-8", page().encode()),
        ("response", "https://a.example.org/2 image/png", b"\x89PNG"),
        ("response", "https://a.example.org/3 text/html", b"<html><body></body></html>"),
        ("conversion", "https://a.example.org/4 text/plain", OTHER.encode()),
    )
    items = read(tmp_path / "crawl", data)
    found = [d for d in items if not isinstance(d, Failure)]
    assert [(d.url, d.date) for d in found] == [("https://a.example.org/1", "2024-05-03"),
                                                ("https://a.example.org/4", None)]
    assert messages(items) == ["crawl:3: no article is found in the page"]


def test_a_crawl_that_breaks_off_or_is_packed(tmp_path: Path) -> None:
    data = warc(*(("response", f"https://a.example.org/{n} text/html", page().encode()) for n in range(2)))
    assert len(documents(read(tmp_path / "whole.gz", gzip.compress(data)))) == 2
    items = read(tmp_path / "half", data[:-500])
    assert [isinstance(item, Failure) for item in items] == [False, True]
    assert "breaks off" in messages(items)[0]
    assert "ends early" in messages(read(tmp_path / "half.gz", gzip.compress(data)[:-80]))[-1]


def test_a_crawl_without_pages_is_refused(tmp_path: Path) -> None:
    data = warc(("response", "https://a.example.org/2 image/png", b"\x89PNG"))
    assert messages(read(tmp_path / "crawl.warc", data)) == ["crawl.warc:None: holds no web page among 1 records"]


NEWSML = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" xml:lang="en">
<itemMeta><provider literal="Carran Press Agency"/><versionCreated>2024-05-04T00:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2024-05-03T08:00:00Z</contentCreated><headline>Bridge</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>Page</title></head><body><p>{TEXT}</p><p>{OTHER}</p></body></html></inlineXML></contentSet></newsItem>"""
NITF = f"""<nitf><head><docdata><date.issue norm="20240503T080000Z"/><doc-id id-string="urn:x:1"/>
<doc.copyright holder="Carran Press Agency"/></docdata></head>
<body><body.head><hedline><hl1>Bridge</hl1></hedline></body.head>
<body.content><p>{TEXT}</p><p>{OTHER}</p></body.content></body></nitf>"""


@pytest.mark.parametrize("item", [NEWSML, NITF], ids=["newsml", "nitf"])
def test_news_items(tmp_path: Path, item: str) -> None:
    found = documents(read(tmp_path / "a", item.encode()))[0]
    assert (found.text, found.id, found.title, found.publisher) == (
        f"{TEXT}\n{OTHER}", "urn:x:1", "Bridge", "Carran Press Agency")
    assert found.date in ("2024-05-03T08:00:00Z", "20240503T080000Z")


def test_a_message_of_many_items(tmp_path: Path) -> None:
    inner = NEWSML.split("?>", 1)[1]
    empty = '<newsItem guid="urn:x:2"><contentSet/></newsItem>'
    data = f"<newsMessage><itemSet>{inner}{empty}{inner}</itemSet></newsMessage>".encode()
    items = read(tmp_path / "a", data)
    assert [d.id for d in items if not isinstance(d, Failure)] == ["urn:x:1", "urn:x:1~2"]
    assert messages(items) == ["a:2: the item holds no text"]
    assert "not well-formed" in messages(read(tmp_path / "b", data[:-20]))[-1]


def test_entities_that_grow_or_reach_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret", encoding="utf-8")
    data = f"""<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><nitf><body.content><p>&x; and more</p>
</body.content></nitf>"""
    items = read(tmp_path / "a.xml", data.encode())
    assert not any("secret" in d.text for d in items if not isinstance(d, Failure))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<!DOCTYPE nitf [<!ENTITY l0 "ha">{laughs}]><nitf><body.content><p>&l11;</p></body.content></nitf>'
    assert "not well-formed" in messages(read(tmp_path / "b.xml", data.encode()))[0]


def test_ninjs(tmp_path: Path) -> None:
    old = {"uri": "urn:x:1", "headline": "Bridge", "versioncreated": "2024-05-03T08:00:00Z", "body_text": TEXT}
    new = {"uri": "urn:x:2", "headlines": [{"value": "Bridge"}], "firstCreated": "2024-05-03T08:00:00Z",
           "bodies": [{"contentType": "text/html", "value": f"<p>{TEXT}</p>"}], "infoSources": [{"name": "CPA"}]}
    for item in (old, new):
        found = documents(read(tmp_path / "a.json", json.dumps(item, indent=1).encode()))[0]
        assert (found.id, found.title, found.date, found.text) == (item["uri"], "Bridge", "2024-05-03T08:00:00Z", TEXT)
    assert found.publisher == "CPA"


def message(text: str = TEXT, html: bool = False) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Carran Press Office <press@carran.example.org>"
    made["Date"] = "Fri, 03 May 2024 08:00:00 +0200"
    made["Subject"] = "Bridge"
    made["Message-ID"] = "<1@carran.example.org>"
    made.set_content(f"<p>{text}</p>" if html else text, subtype="html" if html else "plain")
    return made


@pytest.mark.parametrize("html", [False, True])
def test_mail(tmp_path: Path, html: bool) -> None:
    made = message(html=html)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    found = documents(read(tmp_path / "a", made.as_bytes()))[0]
    assert (found.text.strip(), found.id, found.title, found.publisher, found.date) == (
        TEXT, "<1@carran.example.org>", "Bridge", "Carran Press Office", "2024-05-03T08:00:00+02:00")
    assert found.warnings == ("1 attachments were not read",)


def test_a_mailbox(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "a")
    for text in (f"From {TEXT}", "", f"Hello.\n\nFrom the ministry: {OTHER}"):
        box.add(message(text))
    box.close()
    items = read(tmp_path / "a")
    found = [d.text.strip() for d in items if not isinstance(d, Failure)]
    assert found == [f"From {TEXT}", f"Hello.\n\nFrom the ministry: {OTHER}"]
    assert messages(items) == ["a:2: holds nothing but spaces"]


def test_a_memo_is_a_text(tmp_path: Path) -> None:
    memo = f"From: The ministry\nDate: 3 May 2024\nSubject: The bridge\n\n{TEXT}\n"
    assert documents(read(tmp_path / "a.txt", memo.encode()))[0].text == memo


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, as small as can be."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 50 750 Td {shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


LINES = ("Arvenia urged Bolmark on Friday to reopen the bridge at Car-",
         "ran, and Bolmark said that it would think about it", "soon.",
         "The bridge has been closed since March, when a lorry broke.")


def test_pdf(tmp_path: Path) -> None:
    found = documents(read(tmp_path / "a", pdf(*LINES)))[0]
    assert found.text == (
        "Arvenia urged Bolmark on Friday to reopen the bridge at Carran, and Bolmark said that it would think about it "
        "soon.\n\nThe bridge has been closed since March, when a lorry broke."
    )


def test_pdf_with_a_password_or_without_text(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    for password, expected in (("secret", "needs a password"), ("", None)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(*LINES))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
        writer.write(tmp_path / "a.pdf")
        items = read(tmp_path / "a.pdf")
        assert messages(items) == ([f"a.pdf:None: {expected}"] if expected else [])
    assert "character recognition" in messages(read(tmp_path / "b.pdf", pdf()))[0]


def test_word(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph(TEXT)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Arvenia", "10 boats"
    made.add_paragraph(OTHER)
    made.core_properties.title = "The bridge"
    made.save(tmp_path / "a")
    found = documents(read(tmp_path / "a"))[0]
    assert (found.text, found.title) == (f"{TEXT}\n\nArvenia | 10 boats\n\n{OTHER}", "The bridge")


def test_a_wiki_dump(tmp_path: Path) -> None:
    linked = TEXT.replace("Bolmark", "[[Bolmark|Bolmark]]")
    markup = f"{{{{date|May 3}}}}\n'''{linked}''' &lt;ref&gt;A note.&lt;/ref&gt; [[File:x.jpg|thumb|A view]]"
    data = f"""<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
<siteinfo><sitename>Carrannews</sitename><base>https://n.example.org/wiki/Main_Page</base></siteinfo>
<page><title>Bridge to reopen</title><ns>0</ns><revision><timestamp>2024-05-03T08:00:00Z</timestamp>
<text>{markup}
[[Category:Bridges]]</text></revision></page>
<page><title>Old</title><ns>0</ns><redirect title="x"/><revision><text>#REDIRECT [[x]]</text></revision></page>
<page><title>Talk:Bridge</title><ns>1</ns><revision><text>hello</text></revision></page></mediawiki>"""
    found = documents(read(tmp_path / "a", data.encode()))
    assert [(d.text, d.title, d.date, d.url, d.publisher) for d in found] == [
        (TEXT, "Bridge to reopen", "2024-05-03T08:00:00Z", "https://n.example.org/wiki/Bridge_to_reopen", "Carrannews")
    ]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.formats.readers import source  # noqa: PLC0415

    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(source, "import_module", absent)
    assert messages(read(tmp_path / "a.html", page().encode())) == [
        "a.html:None: reading HTML needs more packages: pip install 'communique[readers]'"
    ]
