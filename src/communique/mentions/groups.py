"""Groups of actors: "both sides", the Parties of a treaty, those who issued a communiqué."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from communique.lexicon.registry import Registry
from communique.mentions.chains import Chain, Reference, unique
from communique.mentions.phrases import Phrase
from communique.model import Text, Token

_TERM = re.compile(r"\((?:[^()\n]{0,60}?[\s,])?[\"“”„'‘](?:the |The )?([A-Z][\w ]{1,30})[\"“”'’]\)?")
FIGHTING = frozenset(("MIL", "REB", "PRM", "UAF", "CRM", "COP"))
ORGANS = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY"))
"""Sectors of bodies that are parts of a state, and so no side beside it."""
ARMIES = (("MIL",),)
RISEN = (("REB",), ("UAF",), ("PRM",))
LOOKED_BACK = 60  # references
SENTENCES = 10
PAIR = 2
Resolve = Callable[[Token], tuple[Chain, ...]]


def pair_before(
    phrase: Phrase,
    recent: Sequence[Reference],
    by_head: Mapping[int, Reference],
    wanted: str,
    weapons: frozenset[str],
    far: bool = False,
    mediating: frozenset[str] = frozenset(),
) -> tuple[Chain, ...]:
    """The two who were last named together, or the two named most of late, the subject of this clause left out.

    ``far``: however far back; ``weapons`` are nouns that fight, but are nobody; ``mediating`` the verbs of whoever goes
    between the two and is neither.
    """
    verb = phrase.head.head
    excluded = {
        c.index for r in recent[-12:] if r.phrase.head.head is verb and r.phrase.head.dep == "nsubj" for c in r.chains
    }
    excluded |= {c.index for r in recent[-LOOKED_BACK:] if _mediates(r.phrase.head, mediating) for c in r.chains}
    named: Counter[Chain] = Counter()
    for reference in reversed(recent if far else recent[-LOOKED_BACK:]):
        head = reference.phrase.head
        if not far and phrase.head.sentence.index - head.sentence.index > SENTENCES:
            break
        together = (
            [c for t in head.conjuncts() if t.i in by_head for c in by_head[t.i].chains] if head.dep != "conj" else []
        )
        two = unique([*reference.chains, *together])
        if len(two) != 2 or not _are_foes(two, wanted, weapons):
            two = tuple(c for c in two if _fits(c, wanted) or (wanted == "any" and _rises(c)))
        if len(two) == 2 and not {c.index for c in two} & excluded:
            return tuple(sorted(two, key=lambda c: c.index))
        where = reference.phrase.only_where and all(c.why.startswith("named here") for c in reference.chains)
        named.update(c for c in reference.chains if not where and _fits(c, wanted) and c.index not in excluded)
    fighting = _fighting(recent, weapons) if wanted == "any" else ()
    if fighting and not any(c.kind == "state" and named[c] >= 2 for c in named):
        return fighting
    top = sorted(named, key=lambda c: -named[c])[:2]  # of equals those named last, which come first
    return tuple(sorted(top, key=lambda c: c.index)) if len(top) == 2 else ()


def _fighting(recent: Sequence[Reference], weapons: frozenset[str]) -> tuple[Chain, ...]:
    """The army and the rebels of a report in which there is one of each."""
    sides = unique([c for r in recent for c in r.chains if c.kind in ("body", "armed", "party") and c.number == "one"])
    armed = [c for c in sides if c.lemma not in weapons]
    rebels, army = ([c for c in armed if c.sector[:1] in kinds] for kinds in (RISEN, ARMIES))
    return tuple(sorted((rebels[0], army[0]), key=lambda c: c.index)) if len(rebels) == len(army) == 1 else ()


def _mediates(subject: Token, mediating: frozenset[str]) -> bool:
    """Whether somebody goes between two others, or offers to."""
    verb = subject.head
    return subject.dep in ("nsubj", "nsubjpass") and bool(
        mediating & {verb.lemma, *(c.lemma for c in verb.children if c.dep == "xcomp")}
    )


def group_before(
    phrase: Phrase, recent: Sequence[Reference], by_head: Mapping[int, Reference], number: int, wanted: str
) -> tuple[Chain, ...]:
    """Those who were named together last and are just so many ("the three countries"); none where nobody fits."""
    far = number > PAIR  # three states named together are hardly others than "the three governments"
    for reference in reversed(recent if far else recent[-LOOKED_BACK:]):
        head = reference.phrase.head
        if not far and phrase.head.sentence.index - head.sentence.index > SENTENCES:
            break
        together = [c for t in head.conjuncts() if t.i in by_head for c in by_head[t.i].chains]
        found = unique([c for c in [*reference.chains, *together] if _fits(c, wanted)])
        if head.dep != "conj" and len(found) == number:
            return found
    return _of_one_sentence(phrase, recent, number) if wanted == "state" else ()


def _of_one_sentence(phrase: Phrase, recent: Sequence[Reference], number: int) -> tuple[Chain, ...]:
    """The states of the nearest sentence that names just so many: lists are often parsed amiss."""
    here = phrase.head.sentence.index
    for back in range(SENTENCES):
        inside = [r for r in recent[-LOOKED_BACK:] if r.phrase.head.sentence.index == here - back]
        found = unique([c for r in inside for c in r.chains if c.kind == "state"])
        if len(found) == number:
            return found
    return ()


def _are_foes(two: Sequence[Chain], wanted: str, weapons: frozenset[str]) -> bool:
    """Whether the two are an army and rebels, two armed groups, two peoples: sides without being states."""
    if wanted != "any":
        return False
    if any(c.lemma in weapons for c in two):
        return False
    named = all(c.kind in ("body", "armed", "party") or (c.kind == "people" and c.why.startswith("named")) for c in two)
    fighting = sum(bool(FIGHTING & set(c.sector)) or c.kind == "people" for c in two)
    return named and fighting == len(two)


def _fits(chain: Chain, wanted: str) -> bool:
    if wanted == "state":
        return chain.kind == "state"
    if wanted == "person":
        return chain.kind == "person"
    organ = chain.kind == "body" and (chain.number == "many" or bool(ORGANS & set(chain.sector[:1])))
    if wanted == "any" and chain.kind in ("igo", "ngo"):  # they speak of both sides more often than they are one
        return False
    return chain.actor and not organ and chain.kind not in ("people", "world", "region", "thing", "person")


def _rises(chain: Chain) -> bool:
    """Whether it is several rebels or armed men, who can be a side: "the government and Maoist rebels"."""
    return chain.kind in ("people", "person") and chain.number == "many" and chain.sector[:1] in RISEN


def defined_terms(text: Text) -> dict[str, tuple[int, int]]:
    """Terms that a text defines for itself, and where: ``between A and B (hereinafter "the Parties")``."""
    return {match.group(1).lower(): match.span() for match in _TERM.finditer(text.text)}


def named_before(text: Text, position: int, resolve: Resolve, term: str) -> tuple[Chain, ...]:
    """The actors coordinated right before ``position``; of them the last alone where ``term`` stands for one."""
    tokens = text.tokens_in(max(0, position - 400), position)
    near = [t for t in tokens if t.sentence is tokens[-1].sentence] if tokens else []
    worded = [t for t in near if t.lower == term and t.text[0].isupper()] if not term.endswith("s") else []
    for token in reversed(worded):  # "the Front for Reform (“the Front”)": the name that has the word
        found = resolve(token)[:1]
        if found:
            return found
    for token in reversed(near):
        first = token
        if not term.endswith("s"):
            if token.pos not in ("NOUN", "PROPN") or token.dep == "compound":
                continue
            return resolve(_bearer(token, term))[:1] or resolve(token)[:1]
        while first.dep == "conj":
            first = first.head
        chains = unique([c for t in first.conjuncts() for c in resolve(t)])
        if len(chains) >= 2:
            return chains
    return unique([c for t in near for c in resolve(t) if c.code])


def _bearer(token: Token, term: str) -> Token:
    """The word that is the term itself in the name around ``token``: Front of "Front for Peace", for "the Front"."""
    for above in token.ancestors():
        if above.lower == term:
            return above
        if above.pos not in ("ADP", "NOUN", "PROPN"):
            break
    return token


def issuers_of(phrase: Phrase, registry: Registry, resolve: Resolve) -> tuple[Chain, ...]:
    """Those who issued the paper that ``phrase`` names, where the words around it say so."""
    return unique([c for token in _issuers(phrase, registry.nouns["issuing"]) for c in resolve(token) if c.actor])


def _issuers(phrase: Phrase, issuing: frozenset[str]) -> Iterator[Token]:
    head = phrase.head
    for child in head.children:
        if child.dep in ("acl", "relcl") and child.lemma in issuing:
            yield from _by(child)
        if child.dep == "prep" and child.lower in ("by", "from", "of", "between") and child.child("pobj"):
            noun = child.child("pobj")
            if noun is not None and (child.lower != "of" or noun.pos == "PROPN"):
                yield from noun.conjuncts()
    if phrase.possessor is not None:
        yield from phrase.possessor.conjuncts()
    verb = (
        head.head
        if head.dep in ("dobj", "nsubjpass")
        else head.head.head
        if head.dep == "pobj" and head.head.lower in ("in", "with")
        else None
    )
    if verb is not None and verb.pos == "VERB":
        if head.dep == "nsubjpass" and verb.lemma in issuing:
            yield from _by(verb)
        elif head.dep == "pobj" or (head.dep == "dobj" and verb.lemma in issuing):
            yield from _subjects(verb)


def _by(verb: Token) -> Iterator[Token]:
    by = verb.child("agent")
    noun = by.child("pobj") if by is not None else None
    if noun is not None:
        yield from noun.conjuncts()


def _subjects(verb: Token) -> Iterator[Token]:
    for _ in range(4):
        subject = verb.child("nsubj")
        if subject is not None:
            yield from subject.conjuncts()
            return
        if verb.dep not in ("conj", "xcomp"):
            return
        verb = verb.head
