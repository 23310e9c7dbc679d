"""Reads who the labels outside the parsed words name: speakers' turns ("MR PRICE:") and account names ("@FijiPMDesk").

A label is no prose, so no token covers it; what it names is kept by the place where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon.registry import Actor, Agent, Registry, folded
from communique.mentions.chains import Chain, unique
from communique.mentions.handles import actor_of_handle, country_of_handle, pieces_of_handle
from communique.mentions.reading import Reading
from communique.mentions.singles import Singles
from communique.model import Block, Span

_HANDLE = re.compile(r"@\w{2,30}")
_BRACKET = re.compile(r"\s*\(([^)\n]*)\)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
HEADINGS = 4  # blocks in which a title can stand
ASKER = "questioner"
TITLES = 6  # words of a label among which its title is
LONGEST = 5  # words of the name before an account's
OPENING = 600  # code points in which a document says what kind of transcript it is


class Titled(NamedTuple):
    """A label without its titles: the name left, and what the titles say."""

    name: str
    sector: tuple[str, ...]
    gender: str


class Labels:
    """Finds the actors of the labels of one document; ``found`` holds them by the offset where each label begins."""

    def __init__(self, reading: Reading, singles: Singles) -> None:
        self.reading = reading
        self.singles = singles
        self.registry: Registry = reading.registry
        self.found: dict[int, tuple[Chain, ...]] = {}
        self.turned: dict[int, Chain] = {}  # who speaks in a turn, by the index of its block
        self.posts: list[tuple[int, Chain, Chain | None]] = []  # where a post begins, whose it is, whom it answers
        self.office = self._office()

    def issuer(self, asides: Sequence[Span]) -> Chain | None:
        """The account that the document's header says issues it: "@FijiPMDesk · 29 Apr 2022"."""
        for start, end in asides:
            handle = _HANDLE.search(self.reading.text.text, start, end)
            if handle:
                words = self.reading.text.words(start, handle.start())
                chain = self._signed(words.strip(" .,:;·-–—("), start, handle.group())
                self._keep(chain, handle.span())
                return chain
        return self._headed()

    def _signed(self, words: str, start: int, handle: str) -> Chain:
        """Who posts: the person or office named before the account, else the account's own."""
        titled = self._untitled(words)
        names = titled.name.split()
        if not names or not all(n[0].isupper() for n in names) or len(names) > LONGEST:
            return self.account(handle)
        at = self.reading.text.text.index(words, start)
        actor = self._actor(words)
        if actor is not None:
            chain = self.singles.known(actor, None)
        elif titled.sector or len(names) > 1:
            chain = self._person(titled, None)
            chain.code = chain.code or country_of_handle(handle, self.registry) or self._spoken_for(titled)
            chain.why = "account that posts this"
        else:
            return self.account(handle)
        chain.spans[(at, at + len(words))] = "name"
        return chain

    def _spoken_for(self, titled: Titled) -> str | None:
        """The country of somebody in office whose posts are about it: the one that they name most."""
        return self.reading.setting.country if titled.sector else None

    def _headed(self) -> Chain | None:
        """An account in a heading, and the person named before it: "Amb. Ana Vey @anavey, 3 May"."""
        for block in self.reading.text.blocks[:1]:
            handle = _HANDLE.search(self.reading.text.text, block.start, block.end) if block.kind == "heading" else None
            if handle is None:
                continue
            words = self.reading.text.words(block.start, handle.start()).strip(" .,:;·-–—(")
            chain = self._signed(words, block.start, handle.group()) if words else self.account(handle.group())
            self._keep(chain, handle.span())
            return chain
        return None

    def read_posts(self, asides: Sequence[Span]) -> None:
        """Reads the headings of posts by others in a thread: "@anavey · 2 May 2023", "Replying to @portofzorn"."""
        headings = [(b.start, b.end) for b in self.reading.text.blocks[1:] if b.kind == "heading"]
        poster: Chain | None = None
        for start, end in sorted((*asides[1:], *headings)):
            handle = _HANDLE.search(self.reading.text.text, start, end)
            if handle is None:
                continue
            account = self.account(handle.group())
            if handle.start() == start:
                poster = account
                self._keep(account, handle.span())
                self.posts.append((start, account, None))
            elif poster is not None:
                self._keep(account, handle.span())
                self.posts.append((start, poster, account))

    def poster(self, block: Block) -> Chain | None:
        """Who posts this part of a thread, where another than the issuer does."""
        post = self._post(block)
        return post[1] if post is not None else None

    def replied_to(self, block: Block) -> Chain | None:
        """Whom this part of a thread answers."""
        post = self._post(block)
        return post[2] if post is not None else None

    def _post(self, block: Block) -> tuple[int, Chain, Chain | None] | None:
        return next((post for post in reversed(self.posts) if post[0] < block.start), None)

    def authors(self) -> tuple[Chain, ...]:
        """Whoever a heading says speak all that follows: "Address by President Vey", "by A and B"."""
        headings = [b for b in self.reading.text.blocks[:HEADINGS] if b.kind == "heading"]
        for token in (t for b in headings for s in b.sentences for t in s.tokens):
            noun = token.child("pobj") if token.lower in ("by", "of", "from") else None
            if token.lower != "by" and token.head.lemma.lower() not in self.registry.nouns["papers"]:
                continue
            kinds = self.registry.words["addresses"] | self.registry.nouns["papers"]
            spoken = {t.lemma.lower() for t in token.sentence.tokens} & kinds
            heads = noun.conjuncts() if noun is not None and spoken else ()
            chains = tuple(c for head in heads for c in self.reading.chains_of(head)[:2])
            if len(chains) == len(heads) and all(c.kind != "thing" for c in chains) and chains:
                return unique(list(chains))
        return ()

    def turns(self) -> None:
        """Reads the label of every turn of a transcript."""
        for block in self.reading.text.blocks:
            if block.kind == "turn" and block.label:
                span = self._words(block.label)
                chain = self._speaker(self.reading.text.words(*span), block)
                if chain is not None:
                    self._keep(chain, span)
                    self.turned[block.index] = chain
                    self.reading.sides.note(block, chain.code)

    def addressed(self, block: Block) -> Chain | None:
        """Whom the speaker of a turn means by "you": those who asked last, or whoever answers a question next."""
        own = self.turned.get(block.index)
        if own is None:
            return None
        if "JRN" in own.sector or own.name == ASKER:
            later = [c for i, c in sorted(self.turned.items()) if i > block.index]
            earlier = [c for i, c in sorted(self.turned.items(), reverse=True) if i < block.index]
            return next((c for c in (*later, *earlier) if c.name != ASKER and "JRN" not in c.sector), None)
        before = (c for i, c in sorted(self.turned.items(), reverse=True) if i < block.index)
        return next((c for c in before if c is not own and ("JRN" in c.sector or c.name == ASKER)), None)

    def _keep(self, chain: Chain, span: Span) -> None:
        chain.spans[span] = "name"
        self.found[span[0]] = (chain,)

    def _words(self, label: Span) -> Span:
        words = self.reading.text.words(*label).rstrip(" :.\t")
        return label[0], label[0] + len(words)

    def account(self, handle: str) -> Chain:
        """Whoever an account's name spells out, else the account itself."""
        actor = actor_of_handle(handle, self.registry)
        if actor is not None:
            return self.singles.known(actor, None)
        known = self.reading.chains.get("name", folded(handle))
        titled = self._untitled(" ".join(pieces_of_handle(handle)))
        if known is None and titled.sector and titled.name and " " not in titled.name:
            holder = self._person(titled, None)  # "@MayorVey"
            holder.code, holder.why = holder.code or self._spoken_for(titled), "account that posts this"
            return self.reading.chains.keep(holder, "name", folded(handle))
        return known or self.reading.keyed(
            ("name", folded(handle)), handle, None, (), "body", "account that posts this"
        )

    def _speaker(self, label: str, block: Block) -> Chain | None:
        bracket = _BRACKET.search(label)
        words = label[: bracket.start()] if bracket else label
        if words.lower() in self.registry.words["askers"]:
            return self.reading.keyed(
                ("asker",), ASKER, None, ("JRN",) if self.office else (), "people", "asks; not named"
            )
        if words.lower() in self.registry.words["answerers"]:
            return None
        actor = self._actor(words)
        if actor is not None and not bracket:
            return self.singles.known(actor, None)
        paper = self._newspaper(words)
        if paper is not None:
            return paper
        titled = self._untitled(words)
        if self.office and titled.name and not (titled.sector or titled.gender or bracket) and self._asks(block):
            return self.reading.keyed(("name", folded(words)), words, None, ("JRN",), "media", "asks here")
        if not titled.name and bracket and self._actor(bracket.group(1)) is None:
            return self._person(titled._replace(name=bracket.group(1)), None)  # "SPOKESPERSON (Ana Vey):"
        if not titled.name:
            return self.reading.keyed(
                ("label", words.lower()), words.lower(), self.office, titled.sector, "person", "label"
            )
        side = self._actor(bracket.group(1)) if bracket else None
        return self._person(titled, side)

    def _asks(self, block: Block) -> bool:
        return self.reading.text.words(block.start, block.end).rstrip(" \"”'’\n").endswith("?")

    def _newspaper(self, words: str) -> Chain | None:
        """A newspaper or station that asks: "Nairobi Times:"; it is of the place that it is named after."""
        first, _, last = words.strip().rpartition(" ")
        if not first or self.registry.proper.get(last) != "JRN":
            return None
        code = next((a.actor.code for a in self.registry.aliases(first) if a.actor.code in self.registry.states), None)
        return self.reading.keyed(("name", folded(words)), words, code, ("JRN",), "media", "asks in this transcript")

    def _person(self, titled: Titled, side: Actor | None) -> Chain:
        """The chain of a speaker: one for every form of the name that ends alike."""
        name = _WORD.sub(lambda m: m.group().capitalize(), titled.name) if titled.name.isupper() else titled.name
        last = folded(name.rsplit(" ", 1)[-1])
        chain = self.reading.chains.get("name", folded(name)) or self.reading.chains.get("name", last)
        if chain is None:
            code = side.code if side else self.office or (self.reading.setting.home if titled.sector else None)
            sector = titled.sector or (side and (side.sector or ("GOV",))) or (("GOV",) if self.office else ())
            chain = self.reading.chains.new(name, code, sector, "person", "speaks in this transcript")
            chain.gender = titled.gender
        self.reading.chains.keep(chain, "name", folded(name))
        return self.reading.chains.keep(chain, "name", last)

    def _actor(self, words: str) -> Actor | None:
        """A state or organisation of this name."""
        aliases = self.registry.aliases(words.strip())
        return next((a.actor for a in aliases if a.role == "name" and a.actor.kind in ("state", "igo", "ngo")), None)

    def _untitled(self, words: str) -> Titled:
        """The name behind the last title: "Foreign Ministry Spokesperson Ana Vey", "Amb. Vey", "Ms Vey"."""
        parts = words.split()
        lowers = [p.lower() for p in parts]
        polite = self.registry.words["honorifics"]
        last = max((n for n in range(len(parts)) if self._is_title(lowers[n]) and n < TITLES), default=-1)
        while last + 1 < len(parts) and lowers[last + 1].rstrip(".") in polite | {"the"}:
            last += 1
        sector, gender = "", ""
        for n in range(last + 1):
            agent = self._agent(" ".join(lowers[n : last + 1])) or self._agent(lowers[n])
            sector = sector or (agent.sector if agent else "")
            gender = gender or ("male" if lowers[n].rstrip(".") in self.registry.nouns["male"] else "")
            gender = gender or ("female" if lowers[n].rstrip(".") in self.registry.nouns["female"] else "")
        return Titled(" ".join(parts[last + 1 :]), (sector,) if sector else (), gender)

    def _agent(self, words: str) -> Agent | None:
        return self.registry.agents.get(words) or self.registry.agents.get(words.rstrip("."))

    def _is_title(self, word: str) -> bool:
        agent = self._agent(word)
        return word.rstrip(".") in self.registry.words["honorifics"] or (agent is not None and agent.kind == "person")

    def body(self) -> Actor | None:
        """The one organisation named in a heading that calls the document a briefing."""
        for block in self.reading.text.blocks[:HEADINGS]:
            tokens = [t for s in block.sentences for t in s.tokens] if block.kind == "heading" else []
            if any(t.lower in self.registry.words["briefings"] for t in tokens):
                hits = self.reading.describer.hits
                actors = dict.fromkeys(hits[t.i].aliases[0].actor for t in tokens if t.i in hits)
                bodies = [a for a in actors if a.kind in ("igo", "body", "ngo")]
                return bodies[0] if len(bodies) == 1 else self._served(block)
        return None

    def _served(self, block: Block) -> Actor | None:
        """The organisation that the officer of a heading serves, where the document names it: the United Nations."""
        words = self.reading.text.words(block.start, block.end).lower()
        for name, officers in self.registry.served.items():
            if any(o in words for o in officers) and self.reading.describer.chooser.says((name,)):
                return self._actor(name)
        return None

    def _office(self) -> str | None:
        """The country whose officials speak: that of the place where a department's briefing is held, or the
        organisation that a heading says it is of.
        """
        headed = self.body()
        if headed is not None:
            return headed.code
        opening = frozenset(w.lower() for w in _WORD.findall(self.reading.text.text[:OPENING]))
        said = opening & self.registry.words["briefings"] and opening & self.registry.words["offices"]
        setting = self.reading.setting
        return (self.reading.dateline or setting.home or setting.top) if said else None
