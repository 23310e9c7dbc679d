"""Reads who the labels outside the parsed words name: speakers' turns ("MR PRICE:") and account names ("@FijiPMDesk").

A label is no prose, so no token covers it; what it names is kept by the place where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon.registry import Actor, Registry, folded
from communique.mentions.chains import Chain
from communique.mentions.handles import actor_of_handle
from communique.mentions.reading import Reading
from communique.mentions.singles import Singles
from communique.model import Block, Span

_HANDLE = re.compile(r"@\w{2,30}")
_BRACKET = re.compile(r"\s*\(([^)\n]*)\)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
HEADINGS = 4  # blocks in which a title can stand
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
        self.office = self._office()

    def issuer(self, asides: Sequence[Span]) -> Chain | None:
        """The account that the document's header says issues it: "@FijiPMDesk · 29 Apr 2022"."""
        for start, end in asides:
            handle = _HANDLE.search(self.reading.text.text, start, end)
            if handle:
                chain = self._account(handle.group())
                self._keep(chain, handle.span())
                return chain
        return self._headed()

    def _headed(self) -> Chain | None:
        """An account in a heading, and the person named before it: "Amb. Ana Vey @anavey, 3 May"."""
        for block in self.reading.text.blocks[:1]:
            handle = _HANDLE.search(self.reading.text.text, block.start, block.end) if block.kind == "heading" else None
            if handle is None:
                continue
            before = [t for t in self.reading.text.tokens_in(block.start, handle.start()) if t.pos == "PROPN"]
            named = self.reading.chains_of(before[-1]) if before else ()
            chain = named[0] if len(named) == 1 else self._account(handle.group())
            self._keep(chain, handle.span())
            return chain
        return None

    def author(self) -> Chain | None:
        """Whoever a heading says speaks all that follows: "Address by President Vey"."""
        headings = [b for b in self.reading.text.blocks[:HEADINGS] if b.kind == "heading"]
        for token in (t for b in headings for s in b.sentences for t in s.tokens):
            noun = token.child("pobj") if token.lower in ("by", "of", "from") else None
            if token.lower != "by" and token.head.lemma.lower() not in self.registry.nouns["papers"]:
                continue
            kinds = self.registry.words["addresses"] | self.registry.nouns["papers"]
            spoken = {t.lemma.lower() for t in token.sentence.tokens} & kinds
            chains = self.reading.chains_of(noun) if noun is not None and spoken else ()
            if len(chains) == 1 and chains[0].kind != "thing":
                return chains[0]
        return None

    def turns(self) -> None:
        """Reads the label of every turn of a transcript."""
        for block in self.reading.text.blocks:
            if block.kind == "turn" and block.label:
                span = self._words(block.label)
                chain = self._speaker(self.reading.text.words(*span), block)
                if chain is not None:
                    self._keep(chain, span)
                    self.reading.sides.note(block, chain.code)

    def _keep(self, chain: Chain, span: Span) -> None:
        chain.spans[span] = "name"
        self.found[span[0]] = (chain,)

    def _words(self, label: Span) -> Span:
        words = self.reading.text.words(*label).rstrip(" :.\t")
        return label[0], label[0] + len(words)

    def _account(self, handle: str) -> Chain:
        actor = actor_of_handle(handle, self.registry)
        if actor is not None:
            return self.singles.known(actor, None)
        return self.reading.keyed(("name", folded(handle)), handle, None, (), "body", "account that posts this")

    def _speaker(self, label: str, block: Block) -> Chain | None:
        bracket = _BRACKET.search(label)
        words = label[: bracket.start()] if bracket else label
        if words.lower() in self.registry.words["askers"]:
            return self.reading.keyed(
                ("asker",), "questioner", None, ("JRN",) if self.office else (), "people", "asks; not named"
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
        if not titled.name and bracket and self._actor(bracket.group(1)) is None:
            return self._person(titled._replace(name=bracket.group(1)), None)  # "SPOKESPERSON (Ana Vey):"
        if not titled.name:
            return self.reading.keyed(
                ("label", words.lower()), words.lower(), self.office, titled.sector, "person", "label"
            )
        side = self._actor(bracket.group(1)) if bracket else None
        return self._person(titled, side)

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
        parts = words.split()
        sector: tuple[str, ...] = ()
        gender = ""
        while parts:
            word = parts[0].lower().rstrip(".")
            agent = self.registry.agents.get(word)
            if (
                word not in self.registry.words["honorifics"]
                and word != "the"
                and (agent is None or agent.kind != "person")
            ):
                break
            sector = sector or ((agent.sector,) if agent and agent.sector else ())
            gender = gender or ("male" if word in self.registry.nouns["male"] else "")
            gender = gender or ("female" if word in self.registry.nouns["female"] else "")
            parts.pop(0)
        return Titled(" ".join(parts), sector, gender)

    def _headed_by(self) -> str | None:
        """The code of the one organisation named in a heading that calls the document a briefing."""
        for block in self.reading.text.blocks[:HEADINGS]:
            tokens = [t for s in block.sentences for t in s.tokens] if block.kind == "heading" else []
            if any(t.lower in self.registry.words["briefings"] for t in tokens):
                hits = self.reading.describer.hits
                actors = {hits[t.i].aliases[0].actor for t in tokens if t.i in hits}
                codes = {a.code for a in actors if a.kind in ("igo", "body", "ngo")}
                return codes.pop() if len(codes) == 1 else None
        return None

    def _office(self) -> str | None:
        """The country whose officials speak: that of the place where a department's briefing is held, or the
        organisation that a heading says it is of.
        """
        headed = self._headed_by()
        if headed is not None:
            return headed
        opening = frozenset(w.lower() for w in _WORD.findall(self.reading.text.text[:OPENING]))
        said = opening & self.registry.words["briefings"] and opening & self.registry.words["offices"]
        return (self.reading.dateline or self.reading.setting.home) if said else None
