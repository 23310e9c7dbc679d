"""Cuts out the noun phrases that can stand in a role, with their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.lexicon.registry import Registry
from communique.mentions.naming import Hit
from communique.model import Text, Time, Token

ROLES = frozenset(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "iobj",
        "dative",
        "pobj",
        "conj",
        "agent",
        "attr",
        "appos",
        "poss",
        "ROOT",
        "csubj",
        "oprd",
        "acomp",
        "ccomp",
        "dep",
    ]
)
BEFORE = frozenset(
    [
        "det",
        "compound",
        "amod",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "case",
        "punct",
        "prep",
        "npadvmod",
    ]
)
QUANTITIES = frozenset(("MONEY", "PERCENT", "QUANTITY", "DATE", "TIME", "ORDINAL"))
OUTSIDE = frozenset(("compound", "amod", "nmod", "expl", "det", "punct", "nummod", "quantmod", "advmod", "npadvmod"))
_PLURALS = ("women", "men", "people", "children", "workers")
FURTHEST = 16  # tokens before its head that a phrase can have
_BEFALLEN = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))
_HEADS = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"))


class Phrase(NamedTuple):
    """A noun phrase: ``before`` are the tokens from its first word to its head, determiner included."""

    head: Token
    start: int
    end: int
    kind: str  # name | nominal | pronoun
    before: tuple[Token, ...]
    hit: Hit | None
    determiner: str
    plural: bool
    possessor: Token | None
    of: Token | None  # the noun after "of"
    places: tuple[Token, ...]  # nouns after "in", "from", "at", …

    @property
    def modifier(self) -> bool:
        """Whether it only stands before another noun ("the Australian ultimatum")."""
        token = self.head
        while token.dep == "conj" and token.head is not token:
            token = token.head
        return token.dep in ("compound", "amod", "nmod")

    @property
    def only_where(self) -> bool:
        """Whether it is a name that says where something is: "at Los Pozos"."""
        place = self.head.dep == "pobj" and self.head.head.lower in _WHERE
        return self.kind == "name" and not self.determiner and place


_WHERE = ("in", "at", "near", "from", "outside")
_TAGS = frozenset(("WP$", "VBN"))  # of other words that may be heads: "whose", "the wounded"


def find_phrases(
    text: Text, hits: Mapping[int, Hit], times: Sequence[Time], registry: Registry, marked: Collection[int]
) -> list[Phrase]:
    """The phrases of ``text`` in order of their heads; times and bare quantities are left out, marked heads never."""
    busy = _tokens_of_times(text, times)
    tails = _tails(text)
    found = []
    for token in text.tokens:
        hit = hits.get(token.i)
        if hit is not None:
            heads = _leads(token, hit)
        elif token.pos in _HEADS or token.tag in _TAGS or token.i in tails or token.text[0] == "@":
            heads = token.i not in busy and _is_head(token, token.i in tails, registry) and not inside_name(token)
        else:
            heads = False
        if heads or token.i in marked:
            found.append(_phrase(token, hit, hits, token.i in tails, registry))
    return found


def _tokens_of_times(text: Text, times: Sequence[Time]) -> frozenset[int]:
    return frozenset(t.i for time in times for t in text.tokens_in(time.start, time.end))


def inside_name(token: Token) -> bool:
    """Whether the token is part of a possessor inside a name of capitals: "Urban Teachers' Confederation"."""
    owner = token.head if token.dep == "case" else token
    for _ in range(3):
        if owner.dep not in ("compound", "amod", "nmod"):
            break
        owner = owner.head
    plural = owner.tag in ("NNPS", "NNS") or owner.lower in _PLURALS
    return owner.dep == "poss" and owner.text[0].isupper() and plural and owner.head.text[0].isupper()


def _leads(token: Token, hit: Hit) -> bool:
    """Whether the token ties its name to the rest of the sentence."""
    above = token.head
    return above is token or not hit.first <= above.i <= hit.last


def hyphened(token: Token) -> tuple[Token, ...]:
    """What a name goes on with behind a hyphen, in small letters: "-ah" of "Seo Yun-ah"."""
    if token.pos != "PROPN":
        return ()
    base = token.sentence.tokens[0].i
    tail = token.sentence.tokens[token.i + 1 - base : token.i + 3 - base]
    joined = len(tail) == 2 and tail[0].text == "-" and tail[0].start == token.end and tail[1].start == tail[0].end
    return tail if joined and tail[1].text.islower() and tail[1].text.isalpha() else ()


def _tails(text: Text) -> frozenset[int]:
    """The tokens that end a name behind its hyphen, by their index."""
    return frozenset(hyphened(text.tokens[t.i - 1])[-1].i for t in text.tokens if _is_tail_hyphen(t, text))


def _is_tail_hyphen(token: Token, text: Text) -> bool:
    if token.text != "-" or token.i == 0:
        return False
    name = text.tokens[token.i - 1]
    return name.sentence is token.sentence and bool(hyphened(name))


def _governs_name(token: Token) -> bool:
    """Whether the parser hangs the name on what follows its hyphen."""
    name = token.sentence.tokens[token.i - 2 - token.sentence.tokens[0].i]
    return name.head is token and token.dep in ROLES


def _is_head(token: Token, tail: bool, registry: Registry) -> bool:
    if tail and not _governs_name(token):
        return False
    if token.text[0] == "@" and len(token.text) > 2:  # an account that is spoken of or to
        return True
    if token.pos in ("NOUN", "PROPN") or tail:
        counted = token.label == "QUANTITY" and token.lemma in registry.agents  # "forty migrants"
        measure = token.label in QUANTITIES and not counted
        adverb = token.dep == "npadvmod" and token.label != "PERSON"
        outside = token.dep in OUTSIDE and (adverb or token.dep != "npadvmod")
        return not outside and not measure and token.lower[0].isalnum()
    if token.tag == "WP$":
        return True
    if befallen(token):
        return token.lower in registry.agents
    if token.pos == "PRON":
        return token.dep != "expl" and token.tag not in ("EX",) and token.dep in ROLES | {"relcl", "nsubj"}
    if token.pos in ("ADJ", "NUM", "DET") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"):
        if token.pos == "NUM":
            return token.label not in QUANTITIES and token.dep != "conj"
        return token.child("det") is not None or token.pos == "DET"
    return False


def befallen(token: Token) -> bool:
    """Whether it is a participle that stands for people: "the wounded", "the disappeared"."""
    return token.tag == "VBN" and token.dep in _BEFALLEN and token.child("det") is not None


def _phrase(token: Token, hit: Hit | None, hits: Mapping[int, Hit], tail: bool, registry: Registry) -> Phrase:
    left = _left_edge(token, hit, registry)
    last = max(token.i, hit.last) if hit else token.i
    tokens = _between(token, left, last)
    start = tokens[0].start if tokens else token.start
    of, places = _after(token, hit, registry)
    end = tokens[-1].end if tokens else token.end
    if token.pos == "PROPN":
        end = max([end, *(t.end for t in hyphened(token))])
    if of is not None and of.i - last <= FURTHEST and not (hit and hit.role("name")):
        end = max(end, _end_of(of, hits, 0))
    before = tuple(t for t in tokens if t.i <= token.i)
    determiner = next((t.lower for t in before if t.dep in ("det", "predet") and t.head is token), "")
    kind = (
        "pronoun"
        if (token.pos == "PRON" or token.tag == "WP$") and not hit
        else "name"
        if hit or token.text[0] == "@" or tail or (token.pos == "PROPN" and not token.text.islower())
        else "nominal"
    )
    several = befallen(token) and token.lower not in registry.words["befallen_alone"]
    plural = token.tag in ("NNS", "NNPS") or token.pos == "NUM" or several
    return Phrase(token, start, end, kind, before, hit, determiner, plural, token.child("poss"), of, places)


def _left_edge(token: Token, hit: Hit | None, registry: Registry) -> int:
    """The first token of the phrase; a name's own words belong to it however they were parsed."""
    left = token.i
    if token.dep not in ("compound", "amod", "nmod"):
        stack = [token]
        while stack:
            for child in stack.pop().children:
                if child.i >= token.i:
                    break
                if child.dep in BEFORE and token.i - child.i <= FURTHEST:
                    left = min(left, child.i)
                    stack.append(child)
    left = min(left, hit.first) if hit else left
    return left - _titles_before(token, left, registry)


def _titles_before(token: Token, left: int, registry: Registry) -> int:
    """How many titles stand right before a name without being tied to it: "PM Litia Vakaloloma met …"."""
    base = token.sentence.tokens[0].i
    if token.pos != "PROPN" or left <= base:
        return 0
    before = token.sentence.tokens[left - 1 - base]
    agent = registry.agents.get(before.lower)
    loose = before.dep in ("npadvmod", "nmod", "dep") or (before.dep == "compound" and before.head.i > token.i)
    return 1 if agent is not None and agent.kind == "person" and loose and before.text[0].isupper() else 0


def _between(token: Token, left: int, last: int) -> list[Token]:
    base = token.sentence.tokens[0].i
    tokens = list(token.sentence.tokens[max(0, left - base) : last + 1 - base])
    while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0] is not token:
        tokens.pop(0)
    return tokens


def _after(token: Token, hit: Hit | None, registry: Registry) -> tuple[Token | None, tuple[Token, ...]]:
    """The noun after "of", and the nouns that say where the actor is."""
    of, places = None, []
    for child in token.children:
        if child.dep == "prep" and child.i > token.i and child.lower in registry.words["located"]:
            noun = child.child("pobj")
            if noun is not None:
                if child.lower == "of" and of is None:
                    of = noun
                places.append(noun)
    return of, tuple(places)


def _end_of(noun: Token, hits: Mapping[int, Hit], depth: int) -> int:
    hit = hits.get(noun.i)
    last = noun.end
    if hit:
        base = noun.sentence.tokens[0].i
        last = max(last, noun.sentence.tokens[min(hit.last - base, len(noun.sentence.tokens) - 1)].end)
    for child in noun.children:
        if child.dep == "prep" and child.lower == "of" and child.i > noun.i and depth == 0:
            inner = child.child("pobj")
            if inner is not None:
                last = max(last, _end_of(inner, hits, 1))
    return last


def conjoined(noun: Token) -> Iterator[Token]:
    """The noun and what is coordinated with it."""
    yield from noun.conjuncts()
