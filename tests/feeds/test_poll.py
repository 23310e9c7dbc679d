"""Looking at feeds: politely, through outages, and never where a feed must not lead."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from communique.errors import FetchError
from communique.feeds.addresses import target_of
from communique.feeds.fetch import MAX_BODY, Fetcher
from communique.feeds.poll import Feed, Look, look_at
from communique.feeds.robots import Robots
from communique.model import Document
from feeds.serving import Answer, Site, rss, serving

NOW, EVERY = 1_714_725_000.0, 600.0
TEXTS = ("Arvenia urged Bolmark to reopen the bridge.", "Bolmark rejected the request.")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def look(url: str, feed: Feed | None = None, now: float = NOW) -> Look:
    fetcher = Fetcher("press@example.org", loopback=True)
    return look_at(feed or Feed(url=url), fetcher, Robots(fetcher), EVERY, now)


def test_a_feed_gives_its_documents_and_who_asks_is_said(site: Site) -> None:
    found = look(site.says("/feed", Answer(body=rss(*TEXTS))))
    assert [d.text for d in found.items if isinstance(d, Document)] == list(TEXTS)
    assert {d.source for d in found.items if isinstance(d, Document)} == {site.url + "/feed"}
    assert found.feed.due == NOW + EVERY
    assert site.paths() == ["/robots.txt", "/feed"]
    assert all("communique/" in h["user-agent"] and "press@example.org" in h["user-agent"] for _, h in site.asked)


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    url = site.says("/feed", Answer(body=rss(*TEXTS), etag='"1"', headers=(("Last-Modified", "Fri, 03 May 2024"),)))
    first = look(url)
    second = look(url, first.feed)
    assert second.items == ()
    assert second.trouble is None
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    assert site.asked[-1][1]["if-modified-since"] == "Fri, 03 May 2024"


def test_an_outage_is_waited_out_longer_and_longer(site: Site) -> None:
    url = site.says("/feed", Answer(503), Answer(500), Answer(body=b"<html>no feed</html>"), Answer(body=rss(*TEXTS)))
    feed, waits = Feed(url=url), []
    for _ in range(3):
        found = look(url, feed)
        feed = found.feed
        waits.append(feed.due - NOW)
        assert found.trouble
    assert waits == [1200.0, 2400.0, 4800.0]
    found = look(url, feed)
    assert len(found.items) == 2
    assert (found.feed.failed, found.feed.due) == (0, NOW + EVERY)


def test_a_server_may_ask_for_patience(site: Site) -> None:
    assert look(site.says("/a", Answer(429, headers=(("Retry-After", "7200"),)))).feed.due == NOW + 7200
    dated = look(site.says("/b", Answer(503, headers=(("Retry-After", "Fri, 03 May 2024 12:30:00 GMT"),))))
    assert dated.feed.due == NOW + 4 * 3600
    assert look(site.says("/c", Answer(503, headers=(("Retry-After", "99999999"),)))).feed.due == NOW + 86_400


def test_a_feed_that_is_gone_is_left_alone(site: Site) -> None:
    assert look(site.says("/feed", Answer(410))).feed.ended


def test_a_server_that_is_not_there_is_an_outage() -> None:
    with serving() as closed:
        url = closed.url + "/feed"
    found = look(url)
    assert found.trouble
    assert not found.feed.ended


def test_robots_are_obeyed(site: Site) -> None:
    site.says("/robots.txt", Answer(body=b"User-agent: communique\nDisallow: /feed\n\nUser-agent: *\nDisallow:\n"))
    found = look(site.says("/feed", Answer(body=rss(*TEXTS))))
    assert "robots.txt forbids" in str(found.trouble)
    assert found.feed.ended
    assert site.paths() == ["/robots.txt"]
    site.says("/robots.txt", Answer(body=b"User-agent: *\nCrawl-delay: 3000\n"))
    assert look(site.url + "/feed").feed.due == NOW + 3000
    site.says("/robots.txt", Answer(503))
    assert look(site.url + "/feed").items == ()


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "http://10.0.0.1/", "http://192.168.1.1/feed", "http://169.254.169.254/latest/meta-data/",
     "http://[fd00::1]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "ftp://example.org/", "gopher://x/",
     "http://user:secret@example.org/", "http://0.0.0.0/", "http://224.0.0.1/", "http://100.64.0.1/"],
)
def test_redirects_to_files_and_private_addresses_are_refused(site: Site, place: str) -> None:
    found = look(site.says("/feed", Answer(302, headers=(("Location", place),))))
    assert "refused" in str(found.trouble)
    assert found.items == ()
    assert site.paths() == ["/robots.txt", "/feed"]


def test_this_machine_may_be_asked_only_where_the_user_says_so(site: Site) -> None:
    site.says("/feed", Answer(body=rss(*TEXTS)))
    fetcher = Fetcher(None)
    for url in (site.url + "/feed", site.url.replace("127.0.0.1", "localhost") + "/feed", "http://[::1]/"):
        with pytest.raises(FetchError, match="no public address"):
            fetcher.get(url)
    assert site.asked == []


def test_a_name_that_leads_to_a_private_address_among_others_is_refused() -> None:
    with pytest.raises(FetchError, match=r"10\.1\.2\.3"):
        target_of("https://feed.example.org/", loopback=False, lookup=lambda host, port: ["93.184.216.34", "10.1.2.3"])
    target = target_of("https://feed.example.org/a?b=c", loopback=False, lookup=lambda host, port: ["93.184.216.34"])
    assert target == ("https", "feed.example.org", 443, "93.184.216.34", "/a?b=c")


def test_good_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.says("/new", Answer(body=rss(*TEXTS)))
    assert len(look(site.says("/old", Answer(301, headers=(("Location", "/new"),)))).items) == 2
    assert "more than 5 times" in str(look(site.says("/round", Answer(302, headers=(("Location", "/round"),)))).trouble)


def test_packed_answers_are_unpacked_within_limits(site: Site) -> None:
    packed = (("Content-Encoding", "gzip"),)
    assert len(look(site.says("/feed", Answer(body=gzip.compress(rss(*TEXTS)), headers=packed))).items) == 2
    bomb = gzip.compress(b" " * (MAX_BODY + 1))
    assert "refused" in str(look(site.says("/bomb", Answer(body=bomb, headers=packed))).trouble)
