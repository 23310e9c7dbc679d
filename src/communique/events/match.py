"""Matches the patterns of the lexicon against the words that hang on a predicate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events import repairs, structure
from communique.lexicon.frames import NOUNS_ONLY, PSEUDO, Pattern, Rule, Words
from communique.model import Token

_FAR = frozenset(("relcl", "advcl", "ccomp", "punct", "nsubj", "csubj", "parataxis", "mark"))
_FUNCTION = frozenset(("ADP", "PART", "SCONJ"))
_SHOULD = frozenset(("should", "must"))
_TIMES = frozenset(("DATE", "TIME"))
_UNTIL = frozenset(("until", "till"))  # "gave the rebels until Friday": these lead to times and belong to the phrase
_MODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "det"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "attr", "dative", "oprd"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))


def match(token: Token, patterns: Sequence[Pattern], people: Words) -> tuple[Pattern, tuple[Token, ...]] | None:
    """The first (longest) pattern all of whose words hang on ``token``, with the words that matched, in text order."""
    reach: list[Token] | None = None
    near: set[str] = set()  # forms and lemmas of what it reaches; classes that grammar decides may be any of them
    for pattern in patterns:
        rule = pattern.rule
        if not pattern.words and not rule.unless:
            if fits(token, pattern):
                return pattern, (token,)
            continue
        if reach is None:
            reach = list(_reach(token))
            near = {*PSEUDO, *(t.lower for t in reach), *(t.lemma for t in reach)}
            near.update(t.lower for t in _opening(token, asks=False))
        if any(near.isdisjoint(words) for words in pattern.words):  # most patterns fail here, at little cost
            continue
        found = _found(token, pattern.words, [*reach, *_opening(token, asks=rule.event == "REQUEST")])
        if found is None or (rule.unless and _excluded(token, rule, reach, found, people)) or not fits(token, pattern):
            continue
        return pattern, tuple(sorted({token, *found}, key=lambda t: t.i))
    return None


def _opening(token: Token, asks: bool) -> list[Token]:
    """The "that" of its complement clause: "charged that", "complained that"; what one asks is not told as a fact."""
    clauses = [c for c in token.children if c.dep == "ccomp" and c.i > token.i]
    if asks:
        helpers = {c: {a.lower for a in c.children if a.dep in ("aux", "auxpass")} for c in clauses}
        bare = [c for c in clauses if helpers[c] == {"be"} or (c.tag == "VB" and not helpers[c])]
        clauses = [c for c in clauses if helpers[c] & _SHOULD] + bare
    return [m for c in clauses for m in c.children if m.dep == "mark" and m.lower == "that"]


def fits(token: Token, pattern: Pattern) -> bool:
    """Whether what the rule asks of object and subject holds."""
    rule = pattern.rule
    if rule.transitive or rule.intransitive:
        has_object = structure.is_passive(token) or any(c.dep in ("dobj", "dative") for c in token.children)
        if has_object != rule.transitive:
            return False
    if rule.subject:
        return any(word.lemma in rule.subject for t in structure.subjects(token) for word in _phrase(t))
    return True


def rules_out(token: Token, patterns: Sequence[Pattern], event: str, people: Words) -> bool:
    """Whether a rule for the bare word that tells ``event`` does not go with what hangs on it: "released footage"."""
    bare = [p.rule for p in patterns if not p.words and p.rule.event == event and p.rule.unless]
    reach = list(_reach(token)) if bare else []
    return any(_excluded(token, rule, reach, (), people) for rule in bare)


def _found(head: Token, words: Sequence[Words], reach: Sequence[Token]) -> list[Token] | None:
    """The tokens that stand for ``words``, in whatever order they hang together; None where one is missing."""
    found: list[Token] = []
    waiting = list(words)
    while waiting:
        for alternatives in waiting:
            hits = (t for t in reach if _is(t, alternatives) and t not in found and _hangs(t, head, found))
            hit = _nearest(head, hits)
            if hit is not None:
                found.append(hit)
                waiting.remove(alternatives)
                break
        else:
            return None
    return found


def _nearest(head: Token, hits: Iterator[Token]) -> Token | None:
    """The first; of prepositions one behind the word: "on Tuesday Oslo reneged on an accord"."""
    first = next(hits, None)
    if first is None or first.pos != "ADP" or first.i > head.i:
        return first
    return next((t for t in hits if t.i > head.i), first)


def _is(token: Token, words: Words) -> bool:
    if token.pos == "VERB" and NOUNS_ONLY in words:
        return False
    if token.dep == "aux" and token.lemma == "have":
        return False  # "has sought to" is no "seek to have"
    if token.lower in words:
        return True
    if token.lemma in words:  # not by the lemma of "a planned visit", "according to"
        return token.dep != "prep" and not (token.dep == "amod" and token.tag in ("VBN", "VBG"))
    return not words.isdisjoint(PSEUDO) and _is_such(token, words)


def _is_such(token: Token, words: Words) -> bool:
    """Whether ``token`` is of one of the classes in ``words`` that names and grammar decide."""
    if "<predicate>" in words and (token.dep == "oprd" or (token.dep == "ccomp" and structure.is_small_clause(token))):
        return True
    if "<person>" in words and token.label == "PERSON" and token.dep in _OBJECTS:
        return True
    if "<organization>" in words and token.label == "ORG":
        return True
    if "<nationals>" in words and token.label == "NORP" and token.tag in ("NNPS", "NNS"):
        return True
    return "<place>" in words and token.label in _PLACES


def _hangs(token: Token, head: Token, found: Sequence[Token]) -> bool:
    """Whether ``token`` hangs on the head word or on a word that matched, closely enough to be one phrase with it.

    A preposition must not lead to a time ("called on Monday"); a noun behind a preposition needs that preposition in
    the pattern ("suspended aid because of fighting" is no "suspend fighting"), unless it is what an object consists
    of ("a wave of strikes").
    """
    above = token.head
    if token.tag == "TO" and token.dep == "aux":  # "threatened to", "a threat to", "gave the rebels a day to"
        return above.dep in ("xcomp", "acl") and (above.head is head or above.head in found)
    if token.dep == "mark":
        return above.head is head
    if token.dep == "nsubj" and above.dep == "ccomp" and above.head is head:
        return True  # "allowed inspectors to enter", where the parser makes them the subject below
    if token.pos in _FUNCTION and token.dep != "prt":
        beside = above is head or above in found or _is_by(above, head)
        timed = token.lower not in _UNTIL and any(c.label in _TIMES for c in token.children if c.dep == "pobj")
        return beside and not timed
    if above is head or above in found or head.head is token or above is head.head:
        return True
    if token.dep == "pobj":
        return above.lower == "of" and (above.head in found or above.head.head is head or _is_by(above.head, head))
    return above.head is head and (token.dep == "conj" or token.dep in _MODIFIERS) and above.dep in _OBJECTS


def _is_by(word: Token, head: Token) -> bool:
    """ "The lifting by Tunis of the curfew": what the parser hangs on the doer belongs to the act."""
    return word.dep == "pobj" and word.head.lower == "by" and word.head.head is head and head.pos == "NOUN"


def _excluded(head: Token, rule: Rule, reach: Sequence[Token], found: Sequence[Token], people: Words) -> bool:
    """Whether a word stands there that the rule does not go with; what ``people`` are called by is none of its own."""
    return any(
        (t.lemma in rule.unless or t.lower in rule.unless or _is_such(t, rule.unless))
        and t not in found
        and not (t.dep == "compound" and t.head.lemma in people and t.head not in found)  # "stabbed the tax man"
        and _hangs(t, head, found)
        for t in reach
    )


def _reach(token: Token) -> Iterator[Token]:
    """What hangs on ``token``, nearest first: particles, prepositions, objects, their modifiers, what they are of.

    A participle after a noun ("sanctions imposed on Iran") also reaches the noun that it is said of.
    """
    near = [c for c in token.children if c.dep not in _FAR or _is_near_clause(c)]
    purpose = any(c.tag == "TO" for c in token.children)  # "a call on Chad to hold elections" is no call that is held
    below = [c for c in token.children if c.dep == "ccomp" and any(d.tag == "TO" for d in c.children)]
    near += [d for c in below for d in c.children if d.dep == "nsubj" and d.i < c.i]
    if (token.dep in ("acl", "relcl") and token.pos == "VERB" and not purpose) or repairs.perfect(token) is not None:
        near.append(token.head)
    elif (
        token.dep == "conj" and token.pos == "VERB" and not any(c.dep in ("nsubj", "nsubjpass") for c in token.children)
    ):
        near += [c for c in token.head.children if c.dep == "nsubjpass"]
    yield from near
    second = (
        [d for c in near for d in c.children if d.dep not in _FAR and d.dep not in ("acl", "xcomp")] if near else []
    )
    clauses = [c for c in near if c.dep in ("xcomp", "acl")]
    clauses += [d for c in near if c.dep in _OBJECTS for d in c.children if d.dep == "acl"]
    second += [d for c in clauses for d in c.children if d.tag == "TO"]
    second = [d for d in second if d is not token]
    yield from second
    for (
        word
    ) in second:  # modifiers of what a preposition leads to; what a noun is of ("a wave of strikes"); coordination
        if word.dep in ("pobj", "pcomp", "conj", "dobj"):
            yield from (
                c
                for c in word.children
                if c.dep in _MODIFIERS or c.dep == "conj" or (c.dep == "prep" and c.lower == "of")
            )
            if _is_by(word, token):
                yield from (o for c in word.children if c.lower == "of" for o in c.children if o.dep == "pobj")
        elif word.dep == "prep":
            yield from (c for c in word.children if c.dep == "pobj")


def _is_near_clause(child: Token) -> bool:
    """ "Called the vote a farce", "let it be known", "ordered him jailed": a complement without a tense."""
    if child.dep != "ccomp":
        return False
    helpers = [c for c in child.children if c.dep in ("mark", "aux", "auxpass")]
    bare = child.tag in ("VB", "VBN") and all(c.dep == "auxpass" and c.tag == "VB" for c in helpers)
    return bare or structure.is_small_clause(child)


def _phrase(head: Token) -> Iterator[Token]:
    """The words of a noun phrase without its clauses: "first contingents of peacekeeping troops"."""
    yield head
    for child in head.children:
        if child.dep in ("compound", "amod", "prep", "pobj", "conj", "nmod", "appos"):
            yield from _phrase(child)
