"""Puts right where the parser is known to go wrong: what a verb goes on from, and whose subject stands elsewhere."""

from __future__ import annotations

from communique.model import Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
RELATIVE = frozenset(("WDT", "WP"))
_AT = frozenset(("in", "at", "near", "off", "around", "outside", "inside", "along"))
_NAMES = ("GPE", "ORG", "NORP", "PERSON")
_FINITE = ("VBD", "VBZ")
_TIMES = ("DATE", "TIME")
_SUBJECTS = frozenset(("pobj", "npadvmod", "appos", "conj", "dobj"))
_ACTIVE = ("dobj", "dative", "aux", "auxpass", "ccomp", "xcomp", "attr")
_FULL_STOPS = frozenset((".", "?", "!", '"', "'", ")"))
_BESIDE = frozenset(("prep", "dobj", "oprd", "npadvmod", "attr", "acomp", "prt", "advmod"))


def perfect(verb: Token) -> Token | None:
    """The "having" of "denied having withdrawn troops", where the parser makes the participle a mark of the troops."""
    above = verb.head.head
    return above if verb.tag == "VBN" and verb.dep == "amod" and above.lower == "having" else None


def unwound(subject: Token) -> Token:
    """The noun in "the OAS, which had been mediating, left", where the parser makes the inner verb the subject."""
    inner = subject.child("nsubj") if subject.pos == "VERB" else None
    return inner if inner is not None and inner.pos in NOMINAL and inner.tag not in RELATIVE else subject


def resumed(verb: Token) -> Token | None:
    """The verb of saying that ``verb`` goes on from, where the parser hung it on what is said.

    "Kyiv said drones hit a clinic, and called on allies to help": nothing but a party can call; "Paris said Chad had
    broken the pact and accused it of bad faith": the tense falls back.
    """
    said = verb.head.head if verb.head.dep == "advcl" else verb.head
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ") or said.dep != "ccomp" or said.head.pos != "VERB":
        return None
    speech, subject = said.head, said.child("nsubj", "nsubjpass")
    if speech.i > said.i or speech.tag != verb.tag or subject is None or any(c.dep == "aux" for c in verb.children):
        return None
    falls_back = any(c.dep == "aux" for c in said.children)
    thing = (subject.label in ("", "CARDINAL") and subject.pos in ("NOUN", "NUM")) or subject.dep == "nsubjpass"
    return speech if falls_back or thing else None


def is_main(verb: Token) -> bool:
    """Whether a participle behind a noun is the verb of the sentence: "The members condemned in strong terms a raid".

    The parser makes the noun the root; a participle that modifies has no object of its own. Finite forms ("UNMISS
    provided support") modify nothing in any case.
    """
    noun = verb.head
    if verb.dep not in ("acl", "prep") or noun.pos not in NOMINAL or noun.i > verb.i or verb.child("nsubj", "agent"):
        return False
    if verb.tag == "VBD":
        return verb.child("mark") is None and not any(c.tag in RELATIVE for c in verb.children)
    return verb.tag == "VBN" and noun.head is noun and verb.child("dobj") is not None and verb.dep == "acl"


def strayed_agents(verb: Token) -> list[Token]:
    """The doer of a passive, hung on a word beside the verb: "put to death on Thursday by the prison service"."""
    if verb.tag != "VBN":
        return []
    layer = [c for c in verb.children if c.i > verb.i and c.dep in _BESIDE]
    for _ in range(3):
        found = [
            o
            for t in layer
            for c in t.children
            if c.lower == "by" and c.dep in ("prep", "agent") and t.dep != "prep"
            for o in c.children
            if o.dep == "pobj" and (o.label in _NAMES or o.pos == "PROPN" or _is_definite(o))
        ]
        if found:
            return found
        layer = [c for t in layer for c in t.children if c.dep in ("pobj", "prep")]
    return []


def _is_definite(noun: Token) -> bool:
    return noun.label == "" and any(c.dep == "poss" or c.lower == "the" for c in noun.children)


def raised(verb: Token) -> Token | None:
    """The finite verb that a finite verb goes on from, where the parser hung it on an infinitive between them.

    "Called upon them to disarm and urged Kenya to help": nothing finite is coordinated with a bare form.
    """
    if verb.dep != "conj" or verb.tag not in _FINITE or verb.head.tag != "VB" or verb.child("nsubj", "aux", "mark"):
        return None
    return next((t for t in verb.head.ancestors() if t.tag == verb.tag and t.i < verb.i), None)


def stranded(verb: Token) -> list[Token]:
    """Who stands right before a finite verb without a subject: "At the talks in April | the Union pledged to pay".

    Days and dates between them are passed over ("the federation on Friday endorsed"), and so is a participle between
    commas that took the subject for itself ("the senator, knocked out early, threw his support behind …").
    """
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.child("expl", "mark", "nsubj", "nsubjpass") is not None:
        return []
    for child in verb.children:
        taken = child.child("nsubj") if child.dep == "advcl" and child.tag in ("VBD", "VBN") else None
        if taken is not None and child.i < verb.i and child.child("mark", "aux", "dobj") is None:
            return [taken]
    end, comma = _before(verb)
    if verb.child("csubj") is not None and not comma:
        return []
    found = [t for t in verb.sentence.tokens if t.i <= end and _may_be_subject(t) and _edge(t) == end]
    found = [t for t in found if not comma or t.child("relcl", "acl", "appos", "punct") is not None]
    while found and found[-1].dep == "conj" and found[-1].head in found:
        found.pop()
    return found[-1:]


def _edge(token: Token) -> int:
    """Where the phrase ends, without what follows of commas."""
    return max(t.i for t in token.subtree() if t.dep != "punct")


def _may_be_subject(token: Token) -> bool:
    if token.dep not in _SUBJECTS or token.label in _TIMES:
        return False
    return token.label in _NAMES or token.pos == "PROPN" or (token.dep == "appos" and token.pos == "NOUN")


def _before(verb: Token) -> tuple[int, bool]:
    """Where the words before ``verb`` end that are not its own, days or dates, and whether a comma stands between."""
    tokens = {t.i: t for t in verb.sentence.tokens}
    end, comma, day = verb.i - 1, False, False
    while end in tokens:
        token = tokens[end]
        own = token.head is verb and token.dep in ("aux", "advmod", "neg")
        if not (own or token.label in _TIMES or (day and token.dep == "prep") or (token.text == "," and not comma)):
            break
        comma = comma or token.text == ","
        day = token.label in _TIMES
        end -= 1
    return end, comma


def is_clipped(verb: Token) -> bool:
    """Whether a past form with a subject and no object is a passive whose auxiliary is left out, if it needs an object.

    "Schoolboys freed a week after abduction", "Rebels, routed from nine villages, have kept a truce": headlines tell
    what somebody does in the present, and no participle has a subject of its own but in a passive.
    """
    subject = verb.child("nsubj")
    if verb.tag not in ("VBD", "VBN") or subject is None or subject.tag == "PRP" or verb.child(*_ACTIVE) is not None:
        return False
    if any(o.dep == "pobj" for c in verb.children if c.tag == "RP" or c.lower == "upon" for o in c.children):
        return False  # "sealed off the quarter", "set upon a clerk": its object hangs on the particle
    return verb.tag == "VBN" or verb.sentence.tokens[-1].text not in _FULL_STOPS


def out_of_place(noun: Token) -> Token:
    """What happened at a place, where the parser hangs a clause on the place: "raids in Kivu that killed nine"."""
    while noun.dep == "pobj" and noun.label in ("GPE", "LOC", "FAC") and noun.head.lower in _AT:
        if noun.head.head.pos not in NOMINAL:
            break
        noun = noun.head.head
    return noun
