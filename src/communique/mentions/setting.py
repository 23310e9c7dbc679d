"""Where a report is set: which country it is about, and so whose ministers, police and villagers it speaks of.

A reader gives "the police" in a report on Kenya to Kenya without being told; so does this, and says so in ``why``. It
counts the names of states, peoples and capitals, those of headings twice; the dateline's country counts as the one that
the report is about unless another is named far more often (talks in a third country).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile

from communique.lexicon.registry import Registry
from communique.mentions.chains import Chain, Reference
from communique.mentions.naming import Hit, is_backer
from communique.mentions.phrases import Phrase
from communique.model import Text, Token

Foreign = Callable[[Phrase], bool]
Local = Callable[[Chain, Phrase, Iterable[Reference]], str | None]
SETTLED = "; of the country that the report is about"
SUBJECTS = ("nsubj", "nsubjpass")
PRESENT = ("VBZ", "VBP")
PLACED = ("in", "at", "from", "near", "to")
ABOUT = ("state", "region")
ISSUING = (*ABOUT, "body")
NEEDY = ("person", "people", "body", "armed", "party", "company")
ELSEWHERE = frozenset(("REF", "JRN"))
"""Sectors of persons who are likely to come from another country than the one they are reported in."""
COUNTED = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"))
LEAST = 0.5  # share of the names of the country named most, from which the dateline's country counts as the subject
DOMINANT = 2  # times that a country is named as often as the next, from which it is what the report is about
LEADING = 1.0  # times that it is named as often as the next, from which it weighs at all
DATELINE = 0.5  # what the dateline itself counts
NEAR = 80  # references looked back on
HEADINGS = 3  # blocks
OPENING = 3  # sentences, headings among them, in which an organisation's paper says whose it is
HOME, ISSUED, DOMINATING, TOP = 1.2, 4.0, 2.0, 1.5
"""What the dateline's country, that of the office that issues a paper, the one named most by far, and the one named
most weigh against what is said around a word."""
CAPITAL = 0.5  # what a capital counts: it may be a place only


class Setting:
    """Counts which countries a document names; ``dateline`` is the country it was filed from, ``ours`` are the tokens
    "we" and "our" that nobody is quoted for.
    """

    def __init__(
        self,
        text: Text,
        hits: Mapping[int, Hit],
        places: Mapping[int, str],
        dateline: str | None,
        registry: Registry,
        ours: frozenset[int],
    ) -> None:
        self._onomastics = registry.onomastics
        treaties = registry.words["treaties"]
        papers = registry.nouns["papers"] | treaties
        count = self.named = _named(text, hits, places, registry.words["addressing"])
        headings = [b for b in text.blocks[:HEADINGS] if b.kind == "heading"]
        self.papered = any(t.lower in papers for b in headings for s in b.sentences for t in s.tokens)
        if _of_several(text, hits, papers):
            dateline = None  # where they met says nothing of whose ministers they speak of
        self.dateline = dateline
        self.international = dateline is None and any(
            hit.aliases[0].actor.kind == "igo"
            and text.tokens[i].sentence.index < OPENING
            and not _describes(text.tokens[hit.last])
            for i, hit in hits.items()
        )
        made = {t.lower for b in text.blocks[:HEADINGS] for s in b.sentences[:1] for t in s.tokens} & treaties
        self.between_states = dateline is None and bool(made) and len(count) >= 2
        self.international = self.international or self.between_states
        ranked = sorted(count, key=lambda c: -count[c])  # of equals the one named first
        most, next_most = (count[ranked[0]] if ranked else 0.0), (count[ranked[1]] if len(ranked) > 1 else 1.0)
        self.dominant = ranked[0] if most >= DOMINANT * next_most else None
        self.top = ranked[0] if most >= LEADING * next_most else None
        far = dateline is not None and count.get(dateline, 0.0) + DATELINE < LEAST * most
        met = dateline is not None and dateline not in _acting(text, hits) and bool(count)
        far = far or (met and _met(text, hits))
        headed = _issuing(text, hits, registry.words["offices"])
        issuing = headed or (_speaking(text, hits, ours) if dateline is None else None)
        self.home = issuing or (None if far else dateline)
        self.country = self.home or (ranked[0] if ranked else None)
        self.issued = issuing is not None
        self.remarks = issuing is not None and headed is None

    def issue(self, code: str | None, remarks: bool = False) -> None:
        """Notes the country of whoever issues the document, where it is known by other signs; ``remarks``: it tells of
        others as often as of its own.
        """
        if self.home is None and code is not None:
            self.home, self.issued, self.remarks = code, True, remarks

    def note_organisation(self, sentence: int) -> None:
        """Notes that an organisation of states is named; in the opening, the document is its own unless it is a report,
        and a paper of its own tells by its dateline only where they met.
        """
        if sentence >= OPENING or not (self.papered or self.dateline is None):
            return
        self.international = True
        if not self.issued and self.home == self.dateline:
            self.dateline = self.home = None

    def prior(self, office: bool) -> dict[str, float]:
        """What countries weigh at any word of the report, whatever is said around it; ``office``: at a title written
        large ("The Secretary"), which is the issuer's own in remarks of a state.
        """
        if self.home is not None and not (self.remarks and not office):
            alone = DOMINATING if self.home == self.dominant else HOME
            return {self.home: ISSUED if self.issued else alone}
        if self.remarks and self.top == self.home:
            return {}  # who speaks names its own state first
        if self.dominant is not None:
            return {self.dominant: DOMINATING if self.dateline is None else HOME}
        return {self.top: TOP} if self.top is not None else {}

    def is_borne(self, name: str) -> bool:
        """Whether people are called so in a country that the document names."""
        usual = self._onomastics.usual(name)
        return any(usual[code] for code in self.named)

    def settle(
        self,
        references: Mapping[int, Reference],
        chains: list[Chain],
        foreign: Foreign,
        local: Local,
        at_home: frozenset[str],
    ) -> None:
        """Gives actors without a country that of their possessor, else the one talked about, else the report's.

        ``at_home`` are words for those who flee, but within their country.
        """
        before: deque[Reference] = deque(maxlen=NEAR)
        for _, reference in sorted(references.items()):
            before.appendleft(reference)
            for chain in reference.chains:
                if self._is_host_to(chain, reference, before):
                    chain.code = self.dominant
                    chain.why += SETTLED
                if not _is_needy(chain, at_home, self.is_borne) or foreign(reference.phrase):
                    continue
                owner = chains[chain.owner] if chain.owner is not None else None
                code = (
                    owner.code if owner is not None and owner.code else local(chain, reference.phrase, before)
                ) or self.country
                if code:
                    chain.code = code
                    chain.why += SETTLED

    def _is_host_to(self, chain: Chain, reference: Reference, before: Iterable[Reference]) -> bool:
        """Whether the refugees are spoken of where a neighbour of the country that the report is about takes them in:
        "Chad hosts 600,000 refugees" in a report on Sudan.
        """
        fled = chain.sector[:1] == ("REF",) and chain.number == "many" and chain.code is None and chain.mark is None
        if not fled or self.dominant is None or not chain.why.startswith("noun: "):
            return False
        here = reference.phrase.head.sentence.index
        near = takewhile(lambda r: r.phrase.head.sentence.index == here, before)
        hosts = {c.code for r in near for c in r.chains if c.kind == "state" and c.code}
        return bool(hosts) and self.dominant not in hosts


def _named(
    text: Text, hits: Mapping[int, Hit], places: Mapping[int, str], addressing: frozenset[str]
) -> dict[str, float]:
    """How often each country is named, in the order in which they are named first."""
    count: dict[str, float] = defaultdict(float)
    for i, hit in hits.items():
        alias = hit.aliases[0]
        if i == hit.first and not is_backer(hit, text) and alias.actor.code and alias.actor.kind in ISSUING:
            weight = CAPITAL if alias.role == "capital" or _is_addressed(text.tokens[i], addressing) else 1.0
            count[alias.actor.code] += weight * (2 if _heads(text.tokens[i]) else 1)
    for i, code in places.items():
        if i not in hits:
            count[code] += CAPITAL
    return dict(count)


def _is_addressed(name: Token, addressing: frozenset[str]) -> bool:
    """Whether a paper asks something of who is so named: "Norway is requested to …"."""
    return name.dep in ("dobj", "nsubjpass") and name.head.lemma in addressing


def _met(text: Text, hits: Mapping[int, Hit]) -> bool:
    """Whether an organisation acts in the first sentence: its dateline may be no more than where it met."""
    first = next((s for s in text.sentences if s.block.kind != "heading"), None)
    acting = (t for t in first.tokens if t.dep in SUBJECTS and t.i in hits) if first is not None else ()
    return any(hits[t.i].aliases[0].actor.kind == "igo" for t in acting)


def _acting(text: Text, hits: Mapping[int, Hit]) -> frozenset[str]:
    """The countries that are named otherwise than by a capital or town in which something takes place."""
    found = set()
    for i, hit in hits.items():
        alias, token = hit.aliases[0], text.tokens[i]
        where = alias.role == "capital" and token.dep == "pobj" and token.head.lower in PLACED
        if alias.actor.code and alias.actor.kind in ISSUING and not where:
            found.add(alias.actor.code)
    return frozenset(found)


def _speaking(text: Text, hits: Mapping[int, Hit], ours: frozenset[int]) -> str | None:
    """The state whose statement it is by its first words, in which it acts now: "Fiji has learned … We call on …"."""
    first = next((s for s in text.sentences if s.block.kind not in ("heading", "turn")), None)
    for token in first.tokens if first is not None and ours else ():
        hit = hits.get(token.i)
        verb = token.head
        if hit is None or token.dep != "nsubj" or verb.dep != "ROOT" or token.child("conj") is not None:
            continue
        now = verb.tag in PRESENT or any(c.dep == "aux" and c.tag in PRESENT for c in verb.children)
        if now and hit.aliases[0].actor.kind == "state" and hit.aliases[0].role == "name":
            return hit.aliases[0].actor.code
    return None


def _of_several(text: Text, hits: Mapping[int, Hit], papers: frozenset[str]) -> bool:
    """Whether a heading says that the paper is of an organisation, or of several states."""
    headings = [b for b in text.blocks[:HEADINGS] if b.kind == "heading"]
    lines = [[t for s in b.sentences for t in s.tokens] for b in headings]
    papered = [any(t.lower in papers or t.lemma.lower() in papers for t in line) for line in lines]
    for line, paper in zip(lines, papered, strict=True):
        actors = {hits[t.i].aliases[0].actor for t in line if t.i in hits}
        if any(papered) and any(a.kind == "igo" for a in actors):
            return True
        if paper and len({a.code for a in actors if a.kind in ABOUT}) > 1:
            return True
    return False


def _issuing(text: Text, hits: Mapping[int, Hit], offices: frozenset[str]) -> str | None:
    """The country whose office issues the document, by a heading: "Ministry of Defence, Lima"."""
    for block in text.blocks[:HEADINGS]:
        tokens = [t for s in block.sentences for t in s.tokens] if block.kind == "heading" else []
        named = {
            hits[t.i].aliases[0].actor.code
            for t in tokens
            if t.i in hits and hits[t.i].aliases[0].actor.kind in ISSUING
        }
        if len(named) == 1 and any(t.lower in offices for t in tokens):
            return named.pop()
    return None


def _is_needy(chain: Chain, at_home: frozenset[str], borne: Callable[[str], bool]) -> bool:
    """Whether it is somebody who acts in a country that no words give."""
    if chain.code or chain.mark is not None or chain.kind not in NEEDY or chain.why.startswith("known"):
        return False
    abroad = ELSEWHERE & set(chain.sector[:1]) and not at_home & set(chain.lemma.split()) and chain.kind != "body"
    counted = any(m.isdigit() or m in COUNTED for m in chain.modifiers)
    several = chain.number == "many" and not counted  # one journalist is met at home, and so many that were counted
    abroad = abroad and (several or chain.sector[:1] == ("REF",))
    if abroad and not chain.why.startswith("named here"):
        return False
    full = chain.kind != "person" or chain.gender or " " in chain.name or borne(chain.name)  # one word may be anybody
    named = chain.why.startswith("named here") and chain.kind in ("person", "body", "people") and full
    noun = chain.why.startswith("noun: ") and chain.kind == "person"
    return bool(chain.sector or noun or named)


def _describes(token: Token) -> bool:
    """Whether the name stands before a common noun: "an EU envoy", "UN troops"; it speaks of others, then."""
    return token.dep in ("compound", "nmod", "amod", "poss") and token.head.text.islower()


def _heads(token: Token) -> bool:
    return token.sentence.block.kind == "heading"
