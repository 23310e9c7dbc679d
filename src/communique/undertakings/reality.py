"""Tells demands and promises that were made from those that were denied, refused, asked about or only imagined."""

from __future__ import annotations

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, is_negated, is_passive, subject_of


def is_made(token: Token, cue: Cue, duties: Duties, own: bool = False) -> bool:
    """Whether the demanding or promising word ``token`` is said for real, not negated, planned or supposed.

    ``own``: whoever speaks says it of himself, so that "expects" is no guess at what others expect.
    """
    if in_question(token) or below_unreal(token, duties):
        return False
    if cue.pos == "VERB":
        return _verb_is_made(token, cue, duties, own)
    if any(c.lower in duties.words["no_determiners"] for c in token.children if c.dep in ("det", "neg", "advmod")):
        return False
    if cue.only == "declared" and token.head.lemma not in duties.words["declaring_verbs"]:
        return False
    if cue.pos == "ADJ" and cue.obligor == "clause" and token.dep == "amod":
        return False  # "the essential documents that …"
    above = token.head
    stem = above.lower.removesuffix("s") if above is above.sentence.tokens[0] else above.lemma  # "Underlines", a name
    if cue.only == "stressed" and not {above.lemma, stem} & duties.words["stressing_verbs"]:
        return False
    if cue.pos == "NOUN" and token.tag == "NN" and token.dep == "pobj" and not token.lefts:
        return False  # "in order to"
    verb = token.head if cue.pos == "NOUN" else (token if token.child("nsubj") else token.head)
    while verb.pos in ("ADP", "NOUN") and verb.head is not verb and cue.pos == "NOUN":
        if verb.lower in duties.words["voiding_prepositions"]:
            return False
        verb = verb.head
    return not (verb.pos in ("VERB", "AUX") and (is_negated(verb, duties) or _is_unreal_infinitive(verb, duties)))


def _verb_is_made(token: Token, cue: Cue, duties: Duties, own: bool) -> bool:
    if is_negated(token, duties) or _is_unreal_infinitive(token, duties):
        return False
    if token.dep == "pcomp" and token.head.lower in duties.words["voiding_prepositions"]:
        return False
    subject = subject_of(token)
    first = subject is not None and subject.lower in duties.words["first_person"]
    if cue.only == "first" and not own and (not first or token.tag in ("VBD", "VBN")):
        return False
    decided = _decide_together(subject, duties) or _organ_decides(token, subject, duties)
    decided = decided or _opens_point(token, subject)
    if cue.only == "opening" and not decided:
        return False
    turned = (c.lower in duties.words["turning_particles"] for c in token.having("prt", "advmod"))
    if cue.kind == "demand" and any(turned):
        return False  # "pushed back against", "ordered out"
    if cue.only == "ruling" and (subject is None or subject.lemma not in duties.words["ruling_nouns"]):
        return False
    objects = token.having("dobj", "dative")
    if cue.only == "reflexive" and not any(c.lower.endswith(("self", "selves")) for c in objects):
        return False
    modals = [c.lower for c in token.children if c.dep == "aux" and c.tag == "MD"]
    for modal in modals:
        if modal in duties.words["unreal_modals"] and not (first and modal in duties.words["performing_modals"]):
            return False
    return not (subject is not None and subject.lower in duties.words["second_person"] and not is_passive(token))


def _decide_together(subject: Token | None, duties: Duties) -> bool:
    """ "The two Ministers decided to …": what several decide together binds them."""
    words = duties.words["joint_deciders"]
    return subject is not None and subject.tag in ("NNS", "NNPS") and subject.lower.removesuffix("s") in words


def _organ_decides(token: Token, subject: Token | None, duties: Duties) -> bool:
    """ "2. The Authority decides to …" of a communiqué."""
    point = token.sentence.block.kind == "item" and token.sentence.root is token
    return point and subject is not None and subject.lower in duties.words["deciding_organs"]


def _opens_point(token: Token, subject: Token | None) -> bool:
    """ "Decides to …" of a resolution, "decided to …" of a communiqué's list: no subject of its own."""
    if subject is not None or token.tag not in ("VBZ", "VBD", "VBN"):
        return False
    return token.tag == "VBZ" or (token.sentence.block.kind == "item" and token.sentence.root is token)


def _is_unreal_infinitive(verb: Token, duties: Duties) -> bool:
    """ "refused to promise", "plans to ask": an infinitive below a word that keeps it from being done."""
    if verb.tag == "VB" and infinitive_mark(verb) and verb.dep in ("xcomp", "acl", "advcl", "ccomp"):
        governor = verb.head
        if governor.lemma in duties.words["unreal_governors"] or governor.lower in duties.words["unreal_governors"]:
            return True
        return governor.pos in ("VERB", "AUX") and is_negated(governor, duties)
    if verb.dep == "xcomp" and (verb.tag == "VBG" or any(c.tag == "VBG" for c in verb.having("auxpass", "aux"))):
        above = verb.head.lemma
        return above in duties.words["denying_governors"] or above in duties.words["unreal_governors"]
    return False


def in_question(token: Token) -> bool:
    """Whether the sentence asks."""
    last = token.sentence.tokens[-1]
    if last.text in ('"', "”", "''", ")") and len(token.sentence.tokens) > 1:
        last = token.sentence.tokens[-2]
    return last.text == "?"


def below_unreal(token: Token, duties: Duties) -> bool:
    """Whether the word stands in an if-clause, in a doubted clause or below a denial."""
    below = token
    for _ in range(12):
        marks = (c.lower for c in below.children if c.dep in ("mark", "advmod") and c.i < token.i)
        if any(mark in duties.words["unreal_marks"] for mark in marks):
            return True
        above = below.head
        if above is below:
            return False
        told = below.dep in ("acl", "ccomp") and below.child("nsubj", "nsubjpass") is not None
        if told and above.pos == "NOUN" and _is_none(above, duties):
            return True  # "showed no signs that it was prepared to …"
        if below.dep in ("ccomp", "acl", "pcomp") and _denies(above, duties) and not parted(below, above):
            return True
        below = above
    return False


def parted(below: Token, above: Token) -> bool:
    """Whether a semicolon or colon parts two clauses that the parser made one of ("X ordered …; Y had asked …")."""
    tokens = below.sentence.tokens
    low, high = sorted((below.i, above.i))
    return above.i > below.i and any(t.text in (";", ":") for t in tokens[low - tokens[0].i : high - tokens[0].i])


def _is_none(noun: Token, duties: Duties) -> bool:
    return any(c.lower in duties.words["no_determiners"] for c in noun.having("det"))


def _denies(governor: Token, duties: Duties) -> bool:
    if governor.lemma == "rule" and governor.child("prt") is None:
        return False  # "ruled that"; only "ruled out" denies
    if governor.lemma in duties.words["denying_governors"]:
        return True
    if governor.pos in ("NOUN",) and governor.head.lemma in duties.words["denying_governors"]:
        return governor.dep in ("dobj", "nsubjpass", "pobj")
    return governor.lemma in duties.words["speech_verbs"] and governor.pos == "VERB" and is_negated(governor, duties)
