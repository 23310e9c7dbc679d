"""Finds the words that name places: gazetteer look-up of capitalised words, judged by their company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.lexicon.gazetteer import Gazetteer, Site
from communique.lexicon.place_keys import key_of
from communique.mentions.where.again import bare_name, named_again
from communique.mentions.where.evidence import NO, SURE, WEAK, Company, is_located, is_settled, surnames, verdict
from communique.mentions.where.names import Finder, holder_end, is_name, name_end, opened, street_end
from communique.mentions.where.unlisted import is_part_of_longer, unlisted_end
from communique.model import Sentence, Text, Token

KINDS_IN_NAMES = frozenset({"adm1", "adm2", "town", "water", "land"})
BARE_KINDS = frozenset({"adm1", "adm2", "town", "region"})  # kinds whose noun may be left off the name


class Toponym(NamedTuple):
    """A name in the text that stands for a place, before it is known which."""

    start: int
    end: int
    key: str  # of the bare name, without the noun for its kind
    words: str
    sites: tuple[Site, ...]
    kind: str | None = None  # what a noun beside it says it is: adm1, adm2, town, water, land, region, site, street
    holders: tuple[Site, ...] = ()  # the states or countries that the words after its comma may stand for
    verdict: int = SURE
    tokens: tuple[int, int] = (-1, -1)  # the indices of its first token and of the one after its last, in its sentence


def find_toponyms(text: Text, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of ``text`` in order, none overlapping another."""
    finder = Finder(text.text, gazetteer)
    people = surnames(text)
    found: list[Toponym] = []
    for sentence in text.sentences:
        found.extend(_company(sentence, list(_in_sentence(sentence, people, finder)), finder))
    known = {t.key for t in found if t.verdict == SURE and t.sites}
    sure = [t for t in found if t.verdict == SURE or (t.verdict == WEAK and t.key in known)]
    return sorted((*sure, *_again(text, sure, finder)), key=lambda t: t.start)


def _again(text: Text, sure: Sequence[Toponym], finder: Finder) -> Iterator[Toponym]:
    """Names without a place in the gazetteer, where they stand again without what showed that they are places."""
    bare = (bare_name(t.words, finder) for t in sure if not t.sites and t.kind != "street")
    taken = [(t.start, t.end) for t in sure]
    for sentence, at, end in named_again(text, frozenset(filter(None, bare)), taken, finder):
        yield _made(sentence.tokens, at, end, (), None, (), SURE, finder)


def _in_sentence(sentence: Sentence, people: frozenset[str], finder: Finder) -> Iterator[Toponym]:
    tokens = sentence.tokens
    at = 0
    held_by: tuple[int, tuple[Site, ...]] = (-1, ())
    while at < len(tokens):
        if not is_name(tokens[at]):
            at += 1
            continue
        if length := opened(tokens[at], finder):
            yield _within(tokens, at, length, finder)
            at += 1
            continue
        street = street_end(tokens, at, finder)
        end = street or _named(tokens, at, finder)
        if not street and (end is None or is_part_of_longer(tokens, at, end, finder)):
            longer = unlisted_end(tokens, at, people, finder)
            if longer is not None and longer > (end or at):
                yield _unlisted(tokens, at, longer, finder)
                at = longer
                continue
        if at == held_by[0] and not street:
            end = (held_by[1] and _holder_stop(tokens, at, finder)) or end
        if end is None:
            at += 1
            continue
        if street:
            yield _made(tokens, at, end, (), "street", (), SURE, finder)
        else:
            toponym = _judged(tokens, at, end, people, held_by[1] if at == held_by[0] else (), finder)
            if toponym.verdict != SURE and (shown := unlisted_end(tokens, at, people, finder)):
                if toponym.verdict == WEAK and shown <= toponym.tokens[1]:
                    toponym = toponym._replace(verdict=SURE)
                else:
                    end = shown
                    toponym = _unlisted(tokens, at, end, finder)
            stop, holders = holder_end(tokens, toponym.tokens[1], finder)
            comma = toponym.tokens[1]
            if holders and toponym.verdict == SURE and (toponym.holders or _sure_state(tokens, comma, stop, finder)):
                held_by = (comma + 1, holders)
            yield toponym
            end = max(end, toponym.tokens[1]) if toponym.verdict != NO else end
        at = end


def _unlisted(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> Toponym:
    """A name with its plain nouns, which only our own table may have: "Ofer prison"."""
    own = tuple(s for s in finder.sites(finder.span(tokens, at, end)) if s.own)
    return _made(tokens, at, end, own, _kind(tokens, at, end, finder)[0], (), SURE, finder)


def _within(tokens: Sequence[Token], at: int, length: int, finder: Finder) -> Toponym:
    """The country inside a word: "U.S." of "U.S.-led"."""
    words = tokens[at].text[:length]
    start = tokens[at].start
    return Toponym(start, start + length, key_of(words), words, finder.sites(words), tokens=(at, at + 1))


def _holder_stop(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    return holder_end(tokens, at - 1, finder)[0]


def _sure_state(tokens: Sequence[Token], comma: int, stop: int, finder: Finder) -> bool:
    """Whether what follows the comma is written as a state is ("Ky.", "N.J.")."""
    words = finder.span(tokens, comma + 1, stop)
    return bool(finder.states(words) or finder.states(words + "."))


def _named(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of the name that begins here; "Lake", "Mount", "Fort" take the next word in."""
    if tokens[at].lower == "the" and at + 1 < len(tokens):
        return None
    end = name_end(tokens, at, finder)
    if tokens[at].lower in finder.words.before and (end is None or end == at + 1):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after and is_name(after) and after.tag in ("NNP", "NNPS"):
            return at + 2
    found = end or _introduced_end(tokens, at, finder) or _located_end(tokens, at, finder)
    return found or _known_by_noun_end(tokens, at, finder)


def _known_by_noun_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of a name that only together with the plain noun behind it is a place that we know: "Nasib crossing"."""
    for end in range(min(at + 3, len(tokens)), at, -1):
        if all(is_name(t) for t in tokens[at:end]) and _with_noun(tokens, at, end, finder):
            return end
    return None


def _introduced_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of a name that no gazetteer has, where "the village of" before it says that it is a place."""
    if not is_settled(tokens, at, finder.words):
        return None
    end = at
    while end < len(tokens) and end - at < 3 and is_name(tokens[end]) and tokens[end].tag == "NNP":
        end += 1
    return end if end > at else None


def _located_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of a name that no gazetteer has, where it is that in which something happens: "shot in Tula Toli"."""
    if at < 1 or tokens[at - 1].lower not in finder.words.locating or not tokens[at].tag.startswith("NNP"):
        return None
    end = at
    while end < len(tokens) and end - at < 4 and is_name(tokens[end]) and tokens[end].tag.startswith("NNP"):
        end += 1
    return end if is_located(tokens, at, end, finder.words) else None


def _judged(
    tokens: Sequence[Token], at: int, end: int, people: frozenset[str], held: tuple[Site, ...], finder: Finder
) -> Toponym:
    """The name from ``at`` to ``end`` with the noun for its kind, what holds it, and how sure it is a place."""
    words = finder.words
    name = finder.span(tokens, at, end)
    if held:
        return _made(tokens, at, end, held, "holder", (), SURE, finder)
    kind, stop = _kind(tokens, at, end, finder)
    the = at > 0 and tokens[at - 1].lower == "the" and stop == end
    definite = tuple(s for s in finder.sites("the " + name) if s.own or s.code == "PCLI") if the else ()
    sites = tuple(dict.fromkeys((*definite, *finder.sites(finder.span(tokens, at, stop)))))
    if not sites and (stop == end or kind in BARE_KINDS):
        sites = finder.sites(name)
    if tokens[at].lower in words.before and end == at + 2 and not sites:
        kind = words.before[tokens[at].lower]
    known = _with_noun(tokens, at, end, finder)
    sites = known or sites or finder.states(name, alone=True)
    holders = holder_end(tokens, stop, finder)[1]
    inside = bool(holders) and any(holds(h, s) for h in holders for s in sites)
    sure = SURE if definite else verdict(Company(tokens, at, end, people, finder), inside)
    if known:
        sure = SURE
    if kind and stop > end and not sites and sure == WEAK:
        sure = SURE
    if kind and kind not in BARE_KINDS and end == at + 2 and tokens[at].lower in words.before:
        sure = SURE
    return _made(tokens, at, stop, sites, kind, holders if inside or not sites else (), sure, finder, key_of(name))


def _with_noun(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> tuple[Site, ...]:
    """The crossing, camp or base of our own table that a name and the plain words behind it name together."""
    for stop in (end + 2, end + 1):
        if stop > len(tokens) or any(is_name(t) for t in tokens[end:stop]):
            continue
        noun = tokens[stop - 1].lower
        if finder.words.after.get(noun) == "site" or noun in finder.words.facilities:
            own = tuple(s for s in finder.sites(finder.span(tokens, at, stop)) if s.own)
            if own:
                return own
    return ()


def _kind(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> tuple[str | None, int]:
    """What a noun beside the name says it is, and the end of the name with that noun."""
    words = finder.words
    if end < len(tokens) and tokens[end].lower in words.after:
        kind = words.after[tokens[end].lower]
        if is_name(tokens[end]):
            return kind, end + 1
        return (kind, end) if kind in BARE_KINDS or kind in ("water", "land") else (None, end)
    if at >= 2 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in words.of:
        return words.after.get(tokens[at - 2].lower), end
    inside = words.after.get(tokens[end - 1].lower) if end - at > 1 else None
    return (inside if inside in KINDS_IN_NAMES else None), end


def _made(
    tokens: Sequence[Token],
    at: int,
    end: int,
    sites: tuple[Site, ...],
    kind: str | None,
    holders: tuple[Site, ...],
    sure: int,
    finder: Finder,
    key: str | None = None,
) -> Toponym:
    words = finder.span(tokens, at, end)
    return Toponym(
        tokens[at].start, tokens[end - 1].end, key or key_of(words), words, sites, kind, holders, sure, (at, end)
    )


def _company(sentence: Sentence, found: list[Toponym], finder: Finder) -> list[Toponym]:
    """Names in one list share what is known of one: "Rapides, Grant and Avoyelles parishes"."""
    tokens = sentence.tokens
    for n in range(len(found) - 1, 0, -1):
        left, right = found[n - 1], found[n]
        if not left.sites or not _listed(tokens, left, right):
            continue
        if _shared_kind(tokens, right, finder):
            found[n - 1] = left._replace(kind=right.kind, verdict=SURE)
        elif right.verdict == SURE and right.sites and left.verdict == WEAK and right.kind != "holder":
            found[n - 1] = left._replace(verdict=SURE)
    for n in range(1, len(found)):
        left, right = found[n - 1], found[n]
        sure = left.verdict == SURE and left.sites and left.kind != "holder"
        if sure and right.verdict == WEAK and _listed(tokens, left, right):
            found[n] = right._replace(verdict=SURE)
    return [t for t in found if t.verdict != NO]


def _listed(tokens: Sequence[Token], left: Toponym, right: Toponym) -> bool:
    """Whether nothing but a comma or "and" stands between two names."""
    gap = tokens[left.tokens[1] : right.tokens[0]]
    return 0 < len(gap) <= 2 and all(t.text == "," or t.tag == "CC" for t in gap)


def _shared_kind(tokens: Sequence[Token], last: Toponym, finder: Finder) -> bool:
    """Whether a plural noun after the last name of a list says what all of them are."""
    end = last.tokens[1]
    inside = tokens[end - 1]
    if last.kind in ("adm1", "adm2") and inside.tag in ("NNS", "NNPS") and inside.lower in finder.words.after:
        return True
    after = tokens[end] if end < len(tokens) else None
    return after is not None and after.tag in ("NNS", "NNPS") and after.lower in finder.words.after


def holds(holder: Site, site: Site) -> bool:
    """Whether one place lies in the other, as far as the gazetteer knows."""
    if holder.key == site.key:
        return False
    if holder.code == "PCLI":
        return holder.country == site.country and site.code != "PCLI"
    if holder.key in (site.province, site.district):
        return True
    apart = max(abs(holder.lat - site.lat), abs(holder.lon - site.lon)) * 111
    return holder.own and holder.country in (None, site.country) and apart < 1.5 * holder.size
