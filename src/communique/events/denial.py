"""Tells what a clause denies: by its verb, its arguments, a phrase, or the clause around it."""

from __future__ import annotations

from communique.lexicon.frames import Auxiliary
from communique.model import Token


def is_negated(verb: Token, cues: Auxiliary) -> bool:
    """ "Did not meet", "no longer sends", "it was not Chad that asked"."""
    if any(c.lower == "nor" and c.i < verb.i and c.dep in ("cc", "advmod", "preconj", "mark") for c in verb.children):
        return True  # "nor did Turkey withdraw"
    helpers = (c for c in verb.children if c.dep in ("aux", "auxpass", "advmod"))
    if any(c.dep == "neg" for w in (verb, *helpers) for c in w.children if not _is_focus(c, cues)):
        return True
    return _is_denied_cleft(verb)


def _is_denied_cleft(verb: Token) -> bool:
    """ "It was not Chad that asked": the parser hangs the clause on "was" or on the name."""
    above = verb.head.head if verb.head.dep == "attr" else verb.head
    subject, it = verb.child("nsubj", "nsubjpass"), above.child("nsubj")
    if above.lemma != "be" or verb.dep not in ("ccomp", "relcl", "advcl") or above.child("attr") is None:
        return False
    told = subject is not None and subject.tag in ("WDT", "WP", "IN")
    return told and it is not None and it.lower == "it" and any(c.dep == "neg" for c in above.children)


def shares_negation(verb: Token) -> bool:
    """ "did not meet or speak", "neither met nor spoke": the negation holds for both."""
    return any(c.dep == "cc" and c.lower in ("or", "nor") for c in verb.head.children)


def has_negative_argument(verb: Token, cues: Auxiliary) -> bool:
    """ "No meeting took place", "none of them was freed", "criticised neither side"."""
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "preconj"):
            if child.lower in cues["negative_determiners"]:
                return True
            if any(
                d.dep in ("det", "neg", "preconj", "cc:preconj")
                and (d.lower in cues["negative_determiners"] or (d.dep == "neg" and not _is_focus(d, cues)))
                for d in child.children
            ):
                return True
    return False


def denies(preposition: Token, cues: Auxiliary) -> bool:
    """ "At no time", "on no account", "under no circumstances"."""
    nouns = [o for o in preposition.children if o.dep == "pobj" and o.lemma in cues["never_noun"]]
    return any(c.lower in cues["negative_determiners"] for o in nouns for c in o.children)


def is_untrue(clause: Token, cues: Auxiliary) -> bool:
    """ "Reports that Chad bombed it are false", "it is not true that …", "it was never proved that …"."""
    above = clause.head
    if clause.dep == "acl" and above.pos == "NOUN" and above.dep in ("nsubj", "nsubjpass"):
        said = above.head
        return any(c.lemma in cues["untrue"] for c in said.having("acomp", "attr", "oprd"))
    if clause.dep not in ("ccomp", "csubj", "csubjpass"):
        return False
    be = above.head if above.dep == "acomp" else above
    held = {above.lemma, *(c.lemma for c in be.having("acomp"))}
    subject = be.child("nsubj", "nsubjpass")
    if subject is None or subject.lower != "it":
        return False
    return bool(held & cues["untrue"]) or (bool(held & cues["true"]) and is_negated(be, cues))


def _is_focus(word: Token, cues: Auxiliary) -> bool:
    """ "Not only", "not just": that is no denial."""
    after = word.sentence.tokens
    at = word.i - after[0].i + 1
    return at < len(after) and after[at].lower in cues["focusing"]
