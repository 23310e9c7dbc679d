"""Boils the words of an act down to lemmas, so that the same act can be known again in other words."""

from __future__ import annotations

import msgspec

from communique.lexicon.duties import Duties
from communique.model import Gist, Token
from communique.undertakings.clause import own_subject

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "ADV"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "dative", "attr", "oprd"))
_PARTICLES = ("advmod", "prt", "amod", "acomp", "oprd", "relcl", "acl")
_TIMES = frozenset(("DATE", "TIME"))


def gist_of(head: Token, start: int, end: int, duties: Duties) -> Gist:
    """The gist of the act headed by ``head`` whose words are ``[start, end)`` of the text; a passive's subject counts.

    "has begun paying families" has the gist of paying: verbs of beginning, going on and bringing to an end are looked
    through, but not those of stopping.
    """
    verb = _looked_through(head, duties)
    inner = _inner(verb, duties)
    objects = _objects(verb, duties) + (_objects(inner, duties) if inner is not None else [])
    if verb.pos in ("NOUN", "PROPN", "NUM", "SYM"):
        objects = _of(verb, duties) or _after(verb)
    taken = {verb.i, *(t.i for t in objects)}
    words = [t for t in _words(verb, start, end) if t.i not in taken and t is not inner]
    if not objects and verb.lemma in duties.words["verbs_of_acts"]:
        objects = [t for t in words if t.pos in ("NOUN", "PROPN")]  # "let the carts through", read as one adverbial
    return Gist(
        verb=_name(verb, objects, duties),
        objects=_lemmas(objects),
        others=_lemmas([t for t in words if t.pos in _CONTENT and t.lemma not in duties.words["empty_words"]]),
        names=_names(objects, start, end),
        ends=_ends(verb, duties),
        numbers=tuple(sorted({_digits(t, duties) for t in words if t.tag == "CD"})),
        inner=_name(inner, objects, duties) if inner is not None else None,
    )


def with_subject(gist: Gist, subject: Token, clause: Token, duties: Duties) -> Gist:
    """The gist of a clause about a thing ("the convoy rolled in"): the thing counts as what was dealt with."""
    noun = head_of(subject)
    around = [t for t in subject.subtree() if t.pos in _CONTENT and t is not noun and t.label not in _TIMES]
    objects = dict.fromkeys((_lemma(noun), *gist.objects))
    others = dict.fromkeys([*gist.others, *(t.lemma for t in around if t.lemma not in duties.words["empty_words"])])
    numbers = {*gist.numbers, *(_digits(t, duties) for t in subject.subtree() if t.tag == "CD")}
    return Gist(
        verb="remain" if clause.lemma == "be" else gist.verb,
        objects=tuple(objects),
        others=tuple(o for o in others if o not in objects),
        names=tuple(sorted({*gist.names, *_names([subject], subject.subtree()[0].start, subject.subtree()[-1].end)})),
        ends=gist.ends,
        numbers=tuple(sorted(numbers)),
        inner=gist.inner,
    )


def with_count(gist: Gist, subject: Token, duties: Duties) -> Gist:
    """The gist with how many did it: "six of the teachers walked out"."""
    counted = [subject, *subject.having("nummod"), *head_of(subject).having("nummod")]
    numbers = {_digits(t, duties) for t in counted if t.tag == "CD"}
    return msgspec.structs.replace(gist, numbers=tuple(sorted({*gist.numbers, *numbers}))) if numbers else gist


def about_of(subject: Token, duties: Duties) -> tuple[str, ...]:
    """The lemmas of a subject, its noun first: whoever goes free or arrives is what was owed to be let go or sent."""
    noun = head_of(subject)
    if noun.pos not in ("NOUN", "PROPN", "NUM"):
        return ()
    around = [
        t
        for t in subject.subtree()
        if t.pos in _CONTENT and t is not noun and t.label not in _TIMES and t.lemma not in duties.words["empty_words"]
    ]
    return tuple(dict.fromkeys((_lemma(noun), *(t.lemma for t in around))))


def _looked_through(head: Token, duties: Duties) -> Token:
    verb = head
    for _ in range(3):
        below = next((c for c in verb.rights if c.dep == "xcomp" and c.pos == "VERB"), None)
        if verb.lemma not in duties.words["phase_verbs"] or below is None or verb.child("dobj") or own_subject(below):
            return verb
        verb = below
    return verb


def _inner(verb: Token, duties: Duties) -> Token | None:
    """The act that is allowed, prevented or stopped."""
    if verb.lemma not in duties.words["verbs_of_acts"]:
        return None
    for child in verb.rights:
        if child.dep in ("ccomp", "xcomp") and child.pos in ("VERB", "AUX"):
            return child
        if child.dep == "prep" and child.child("pcomp"):
            return child.child("pcomp")
    return None


def _is_made_to(verb: Token, duties: Duties) -> bool:
    """Whether the verb's subject is what somebody lets, makes or keeps doing it: an object of the verb above."""
    return verb.dep in ("ccomp", "xcomp") and verb.head.lemma in duties.words["verbs_of_acts"]


def _objects(verb: Token, duties: Duties) -> list[Token]:
    found = [t for c in verb.children if c.dep in _OBJECTS for t in c.conjuncts() if t.pos != "ADP"]
    found += [c for c in verb.children if c.dep == "nsubj" and _is_made_to(verb, duties)]
    small = [c for c in verb.rights if c.dep in ("ccomp", "xcomp") and c.lower in duties.words["particles"]]
    found += [n for c in small for n in c.having("nsubj")]  # "set the monks free": the monks hang on "free"
    if not any(t.pos in ("NOUN", "PROPN", "NUM") for t in found):
        found += _after(verb)
    return [head_of(t) for t in found if t.pos in ("NOUN", "PROPN", "NUM", "SYM", "VERB")]


def head_of(token: Token) -> Token:
    """ "dozens of lorries", "a number of prisoners": what is counted."""
    if token.tag in ("CD", "NNS", "NN") and token.label in ("CARDINAL", "QUANTITY"):
        behind = token.child("prep")
        noun = behind.child("pobj") if behind is not None and behind.lower == "of" else None
        return noun or token
    return token


def _after(verb: Token) -> list[Token]:
    """The nouns behind the prepositions of a verb without an object ("left for Lima")."""
    return [n for p in verb.rights if p.dep == "prep" for n in p.having("pobj") if n.label not in ("DATE", "TIME")]


def _of(noun: Token, duties: Duties) -> list[Token]:
    """What a noun of an act acts upon: "the publication of the deal", "its troop withdrawal", "Navalny's release"."""
    behind = [o for p in noun.children if p.dep == "prep" and p.lower == "of" for o in p.having("pobj")]
    found = [n for o in behind for n in o.conjuncts()]
    owner = noun.child("poss")
    if not found and owner is not None and noun.lemma in duties.words["undergone_acts"]:
        return [owner]
    return found or [c for c in noun.lefts if c.dep == "compound"]


def _name(verb: Token, objects: list[Token], duties: Duties) -> str:
    """The lemma with its particle, wherever the parser put it: "hand … over", "let … go", "pull … out of"."""
    particles = duties.words["particles"]
    for child in verb.rights:
        if child.lower in particles and child.dep in ("prt", "advmod", "ccomp", "xcomp", "acomp", "oprd", "advcl"):
            return f"{verb.lemma} {child.lower}"
        if child.dep == "prep" and child.lower in duties.words["leading_away"]:
            return f"{verb.lemma} {child.lower}"
    after = verb.sentence.tokens[verb.i - verb.sentence.tokens[0].i + 1 :][:1]
    if after and f"{verb.lemma} {after[0].lower}" in duties.phrases:
        return f"{verb.lemma} {after[0].lower}"  # "hand over 12 …", which the parser reads as "more than 12"
    for noun in objects:
        for child in noun.rights:
            if child.lower in particles and child.dep in _PARTICLES and child.i < verb.i + 12:
                return f"{verb.lemma} {child.lower}"
    if verb.lemma == "let":
        inner = next((c for c in verb.rights if c.dep == "ccomp"), None)
        if inner is not None and inner.lower in particles:
            return f"let {inner.lower}"
    return verb.lemma


def _names(objects: list[Token], start: int, end: int) -> tuple[str, ...]:
    """Names inside the phrases of the objects: "Chilean ports", "the monks jailed in Cusco"."""
    inside = {t.i: t for o in objects for t in o.subtree() if start <= t.start < end and t.label not in _TIMES}
    named = (t for t in inside.values() if t.pos == "PROPN" or t.label in ("GPE", "NORP", "LOC", "FAC"))
    return tuple(sorted({t.lemma for t in named if t.pos in ("PROPN", "ADJ", "NOUN")}))


def _ends(verb: Token, duties: Duties) -> tuple[str, ...]:
    """Names that the act leads to or from: "to Lima", "out of Cusco", hung on the verb or on its object."""
    holders = [verb, *verb.having("dobj", "prt", "prep", "nsubjpass")]
    preps = [p for h in holders for p in h.rights if p.dep in ("prep", "dative")]
    found: set[str] = set()
    for prep in (p for p in preps if p.lower in duties.words["directions"]):
        behind = [o for q in (prep, *prep.having("prep")) for o in q.having("pobj")]
        for noun in (n for o in behind for n in o.conjuncts()):
            found |= {t.lemma for t in noun.subtree() if t.pos == "PROPN" and t.label not in _TIMES}
            if prep.lower in duties.words["sources"] and noun.pos == "NOUN" and noun.label not in _TIMES:
                found.add(noun.lemma)
    return tuple(sorted(found))


def _digits(token: Token, duties: Duties) -> str:
    number = duties.numbers.get(token.lower)
    return str(number) if number is not None else token.text.replace(",", "")


def _words(verb: Token, start: int, end: int) -> list[Token]:
    return [t for t in verb.sentence.tokens if start <= t.start < end and t is not verb and t.label not in _TIMES]


def _lemmas(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lemma(t) for t in sorted(tokens, key=lambda t: t.i)))


def _lemma(token: Token) -> str:
    """The lemma; of a word with a hyphen that the parser cut up ("cease-fire"), the whole."""
    tokens = token.sentence.tokens
    at = token.i - tokens[0].i
    if at > 1 and tokens[at - 1].tag == "HYPH" and tokens[at - 2].end == tokens[at - 1].start:
        return f"{tokens[at - 2].lower}-{token.lemma}"
    return token.lemma
