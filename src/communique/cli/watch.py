"""``communique watch``: what is new in feeds, into an archive."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.ingest import code_into, maker_of, now
from communique.cli.jobs import on_processes
from communique.cli.own import Own, kit_maker
from communique.cli.report import OK, FailuresFile, Report

if TYPE_CHECKING:
    from communique.archive.store import Store
    from communique.feeds.fetch import Fetcher
    from communique.feeds.poll import Feed, Look
    from communique.model import Document

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
SHORTEST = 60.0  # seconds between two looks at a feed that is not on this machine


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED…", help="Addresses of RSS or Atom feeds.")],
    archive: Annotated[Path, typer.Option(metavar="FILE", help="The archive; it is made where there is none.")],
    every: Annotated[str, typer.Option(help="How often each feed is looked at: 10m, 2h, 1d.")] = "10m",
    contact: Annotated[
        str | None, typer.Option(envvar="COMMUNIQUE_CONTACT", help="Your address, for the owners of the sites.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once and end.")] = False,
    actors: Own = None,
    failures: FailuresFile = None,
    allow_loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="Also feeds on this machine (for tests).")
    ] = False,
) -> None:
    """Look at feeds again and again, and code what is new into an archive, until stopped (Ctrl-C).

    Exit code 0: stopped; with --once 1: a feed could not be read; 2: wrong use.
    """
    from communique.archive.store import Store  # noqa: PLC0415
    from communique.feeds.fetch import Fetcher  # noqa: PLC0415
    from communique.formats.readers.source import package  # noqa: PLC0415

    package("feedparser", "watching feeds")
    period = seconds(every, 0.1 if allow_loopback else SHORTEST)
    settings = {"feeds": feeds, "actors": str(actors) if actors else None}
    stop = Stopping()
    with ExitStack() as stack:
        report = stack.enter_context(Report(None, failures))
        if contact is None:
            report.say("nobody can write to you: say --contact you@example.org, which the feeds' owners then see")
        fetcher = Fetcher(contact, loopback=allow_loopback)
        make_kit = kit_maker(actors, report)
        kit = make_kit()
        store = stack.enter_context(Store(archive, maker_of(actors), settings, now()))
        for look in _looks(feeds, archive, fetcher, period, once, stop):
            if look.trouble:
                report.say(look.trouble)
                report.failed += once
            known = code_into(_documents(look, store, report, stop), store, report, on_processes(lambda: kit, 1))
            if look.items:
                store.group_happenings()
                report.say(f"{look.feed.url}: {len(look.items) - known} new")
        store.finish(now())
        report.summary()
    raise typer.Exit(report.exit_code if once else OK)


def seconds(words: str, least: float) -> float:
    """The length that ``10m`` means; wrong use where it means none, or less than is polite."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", words.strip())
    if match is None or float(match[1]) * UNITS[match[2]] < least:
        raise typer.BadParameter(f"--every is a time such as 10m, 2h or 1d, at least {least:g} seconds, not {words!r}")
    return float(match[1]) * UNITS[match[2]]


class Stopping:
    """What Ctrl-C and a request to end ask for: the documents at hand are finished first, a request is broken off."""

    def __init__(self) -> None:
        self.wanted = threading.Event()
        self.asking = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)

    def _stop(self, *_: object) -> None:
        self.wanted.set()
        if self.asking:
            raise KeyboardInterrupt


def _looks(
    urls: list[str], archive: Path, fetcher: Fetcher, every: float, once: bool, stop: Stopping
) -> Iterator[Look]:
    """A look at whichever feed is due, for ever, or at each once."""
    from communique.feeds.memory import beside, recalled, remember  # noqa: PLC0415
    from communique.feeds.poll import look_at  # noqa: PLC0415
    from communique.feeds.robots import Robots  # noqa: PLC0415

    robots = Robots(fetcher)
    feeds: dict[str, Feed] = {feed.url: feed for feed in recalled(beside(archive), urls)}
    waiting = list(feeds.values())
    while waiting:
        feed = min(waiting, key=lambda f: f.due)
        if stop.wanted.wait(0 if once else max(0.0, feed.due - time.time())):
            break
        stop.asking = True
        try:
            look = look_at(feed, fetcher, robots, every, time.time())
        except KeyboardInterrupt:
            break
        finally:
            stop.asking = False
        yield look
        if stop.wanted.is_set() and look.items:
            break
        feeds[feed.url] = look.feed  # only now: what was not yet in the archive is asked for again after a kill
        remember(beside(archive), feeds.values())
        waiting = [f for f in waiting if f.url != feed.url]
        if not once and not look.feed.ended:
            waiting.append(look.feed)


def _documents(look: Look, store: Store, report: Report, stop: Stopping) -> Iterator[Document]:
    from communique.formats.failure import Failure  # noqa: PLC0415

    for item in look.items:
        if stop.wanted.is_set():
            return
        if isinstance(item, Failure):
            store.fail(item)
            report.failure(item)
        else:
            yield item
