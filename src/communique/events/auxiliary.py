"""Auxiliary modes through scope: what is past background, to come, merely possible, or denied.

The scope of a word is followed down the parse from the operator to the predicate, never by nearness.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.asked import is_asked
from communique.events.denial import denies, has_negative_argument, is_negated, is_untrue, shares_negation
from communique.events.repairs import raised
from communique.events.structure import VERBAL, series_of
from communique.lexicon.frames import Auxiliary
from communique.model import Token

FUTURE, POSSIBLE, NOT = "future", "hypothetical", "negation"
_CLAUSAL = frozenset(
    (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "conj",
        "advcl",
        "acomp",
        "attr",
        "prep",
        "pobj",
        "dobj",
        "dep",
        "oprd",
        "nsubj",
        "nsubjpass",
        "csubj",
        "relcl",
        "advmod",
    )
)
_STEPS = 8


def modes_of(carrier: Token, cues: Auxiliary, noun: Token | None = None, words: Sequence[Token] = ()) -> set[str]:
    """The modes of the act that ``carrier`` tells; ``noun`` where it is a nominal event with a verb of its own.

    ``words`` are those by which it is told: "say no" and "have none of" are not denied by their own words.
    """
    found: set[str] = set()
    if noun is not None:
        found |= _of_noun(noun, cues)
    if carrier.pos in VERBAL:
        found |= _of_clause(carrier, cues)
    elif carrier.pos == "ADJ" and carrier.head.pos in VERBAL:
        found |= _of_clause(carrier.head, cues)
        if is_negated(carrier, cues):
            found.add(NOT)
    elif noun is None:
        found |= _of_noun(carrier, cues)
    found |= _from_above(carrier, cues)
    own = any(w.lower in cues["negative_determiners"] for w in words)
    if NOT in found and own and not is_negated(carrier, cues):
        found.discard(NOT)
    if found >= {FUTURE, NOT} and noun is not None and is_past(carrier):
        found.discard(FUTURE)  # "the planned visit never took place"
    if carrier.lemma in cues["planning"] and carrier.pos == "VERB" and carrier in words and not is_past(carrier):
        found.add(FUTURE)  # "pilots plan a strike", "talks are scheduled for May"
    if _is_when_to_come(carrier, cues):
        found.add(FUTURE)
    if is_asked(carrier):
        found = found - {FUTURE, NOT} | {POSSIBLE}
    if noun is not None and FUTURE in found and _is_told_after(carrier, noun):
        found = found - {FUTURE} | {POSSIBLE}
    return found


def _is_when_to_come(verb: Token, cues: Auxiliary) -> bool:
    """ "Will sign in May, when they confer again": the present of a clause of time beside what will be."""
    opened = any(c.lower == "when" and c.i < verb.i for c in verb.children)
    present = verb.pos == "VERB" and verb.tag in ("VBP", "VBZ")
    will = (t for t in verb.sentence.tokens if t.dep == "aux" and t.head is not verb)
    return opened and present and any(t.lower in cues["future_auxiliary"] for t in will)


def _is_told_after(carrier: Token, noun: Token) -> bool:
    """ "Recognition by Moscow would end the talks, he warned": what an act would bring is no announcement of it."""
    would = any(c.dep == "aux" and c.lower in ("would", "'d") for c in carrier.children)
    return would and noun.head is carrier and carrier.dep == "ccomp" and carrier.i < carrier.head.i


def is_background(carrier: Token, cues: Auxiliary, noun: Token | None = None) -> bool:
    """Whether a word says that it lies in the past: "once besieged", "previous attacks"."""
    if noun is not None or carrier.pos not in VERBAL:
        return any(c.dep == "amod" and c.lower in cues["past_modifier"] for c in (noun or carrier).children)
    told = carrier.tag in ("VBD", "VBN") and carrier.dep != "advcl"
    return told and any(c.dep == "advmod" and c.lower in cues["past_adverb"] for c in carrier.children)


def is_refusal(carrier: Token, cues: Auxiliary) -> bool:
    """Whether the clause says "will not": a refusal rather than something that did not happen."""
    auxiliaries = {c.lower for c in carrier.children if c.dep == "aux"}
    if _is_counterfactual(carrier):
        return False
    return is_negated(carrier, cues) and bool(auxiliaries & (cues["future_auxiliary"] | {"would"}))


def is_unable(carrier: Token, cues: Auxiliary) -> bool:
    """Whether the clause says "cannot": of an agreement, a refusal ("I cannot accept your proposal")."""
    cannot = any(c.dep == "aux" and c.lower in cues["unable_auxiliary"] for c in carrier.children)
    return cannot and is_negated(carrier, cues)


def is_owed(carrier: Token, cues: Auxiliary) -> bool:
    """Whether the clause says what ought to be done: "must leave", "shall withdraw and disarm", "has to pay".

    A duty is no event. "Must have fled" and "should talks fail" are none.
    """
    verb = carrier
    while verb.dep == "conj" and verb.head.pos in VERBAL and not any(
        c.dep in ("aux", "nsubj", "nsubjpass") for c in verb.children
    ):
        verb = verb.head
    subject = verb.child("nsubj", "nsubjpass")
    before = [c for c in verb.children if c.dep == "aux" and not (subject and c.i < subject.i)]
    if any(c.lower == "have" for c in before):
        return False
    if any(c.lower in cues["owing_auxiliary"] for c in before):
        return True
    above = verb.head if verb.dep == "xcomp" else None
    if above is None or above.lemma not in cues["owing_verb"] or any(c.dep == "dobj" for c in above.children):
        return False
    still = any(c.lower in cues["unfulfilled_adverb"] for c in (*above.children, *verb.children))  # "has yet to free"
    return any(c.tag == "TO" for c in before) and not still


def is_past(verb: Token) -> bool:
    """Whether a clause tells what has happened: "rebels had taken the town", "the troops have left"."""
    own = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(c.tag in ("MD", "TO") for c in own) or any(c.dep == "mark" and c.lower != "that" for c in verb.children):
        return False
    finite = verb.tag == "VBD" and (verb.lower != verb.lemma or bool(own))  # "asked that he let them in"
    return finite or any(c.tag == "VBD" or (c.lemma == "have" and verb.tag == "VBN") for c in own)


def is_litotes(verb: Token, cues: Auxiliary) -> bool:
    """Whether it says of an act below that nothing holds it back: "will not hesitate to", "did not flinch from"."""
    return verb.lemma in cues["litotes"] and is_negated(verb, cues)


def _of_clause(verb: Token, cues: Auxiliary) -> set[str]:
    found: set[str] = set()
    inherits = (
        verb.dep == "conj"
        and series_of(verb) is None
        and raised(verb) is None
        and verb.head.pos in VERBAL
        and not any(c.dep in ("aux", "nsubj", "nsubjpass") for c in verb.children)
    )
    if inherits:
        found |= _of_clause(verb.head, cues) - ({NOT} if not shares_negation(verb) else set())
    first = verb.i
    for child in verb.children:
        if child.dep in ("nsubj", "nsubjpass"):
            first = min(first, child.i)
    for child in verb.children:
        if child.dep in ("aux", "auxpass"):
            found |= _of_auxiliary(child, verb, first, cues)
        elif (child.dep == "mark" and child.lower in cues["possible_marks"]) or (
            child.dep == "advmod" and child.lower in cues["possible_marks"]
        ):
            found.add(POSSIBLE)
    if is_negated(verb, cues) or has_negative_argument(verb, cues):
        found.add(NOT)
    if any(c.dep == "prep" and denies(c, cues) for c in verb.children):
        found.add(NOT)
    if verb.dep == "ROOT" and verb.tag == "VB" and any(c.tag == "TO" and c.i < verb.i for c in verb.children):
        found.add(FUTURE)  # a headline: "Damascus to open sites to inspectors"
    if verb.lemma == "be" and any(c.dep == "xcomp" for c in verb.children):
        found.discard(FUTURE)
    return found


def _of_auxiliary(word: Token, verb: Token, first: int, cues: Auxiliary) -> set[str]:
    if word.lower in cues["future_auxiliary"]:
        return {FUTURE}
    if word.lower in cues["inverting"] and word.i < first < verb.i:  # "Should Lusaka appeal", "Had Iran been hit"
        return {POSSIBLE}
    if word.lower not in cues["possible_auxiliary"]:
        return set()
    if word.lower not in ("would", "'d") or _has_condition(verb, cues) or _is_counterfactual(verb):
        return {POSSIBLE}
    if _reported_in_past(verb, cues):
        return {FUTURE}
    if is_negated(verb, cues) and verb.dep == "ROOT":
        return set()  # "he would not receive them": he did not
    return {POSSIBLE}


def _reported_in_past(verb: Token, cues: Auxiliary) -> bool:
    """ "said it would send": the future of a past speaker."""
    token = verb
    while token.dep == "conj":
        token = token.head
    return (
        token.dep == "ccomp"
        and token.head.lemma in cues["speech"]
        and token.head.tag in ("VBD", "VBN")
    )


def _has_condition(verb: Token, cues: Auxiliary) -> bool:
    """ "If he came", "were he to come"."""
    speech = [verb.head] if verb.dep == "ccomp" and verb.i > verb.head.i else []
    clauses = [c for v in (verb, *speech) for c in v.children if c.dep == "advcl" and (v is verb or c.i < v.i)]
    marks = [m.lower for c in clauses for m in c.children if m.dep in ("mark", "advmod")]
    open_ = cues["possible_marks"] | cues["waiting_marks"]
    return any(m in open_ for m in marks) or any(_inverted_condition(c) for c in clauses)


def _is_counterfactual(verb: Token) -> bool:
    """ "Would have turned it down": what did not come to be."""
    helpers = [c for c in verb.children if c.dep == "aux"]
    return verb.tag == "VBN" and {"would", "have"} <= {"would" if c.lower == "'d" else c.lower for c in helpers}


def _of_noun(noun: Token, cues: Auxiliary) -> set[str]:
    found: set[str] = set()
    if noun.dep == "appos" and any(c.dep == "neg" and c.i > noun.head.i for c in noun.head.children):
        found.add(NOT)  # "a fact, not a threat"
    for child in noun.children:
        if child.dep in ("amod", "det", "compound", "neg", "advmod"):
            if child.lower in cues["future_modifier"]:
                found.add(FUTURE)
            elif child.lower in cues["possible_modifier"]:
                found.add(POSSIBLE)
            elif child.lower in cues["negative_modifier"]:
                found.add(NOT)
    return found


def _from_above(token: Token, cues: Auxiliary) -> set[str]:
    """What the governors add, up to where the scope ends: a statement's verb, a relative clause, a factive noun."""
    found: set[str] = set()
    node = token
    definite = any(c.dep == "det" and c.lower in cues["definite"] for c in token.children)
    for _ in range(_STEPS):
        node = series_of(node) or node
        above, dep = node.head, node.dep
        if above is node or dep not in _CLAUSAL:
            break
        if dep in ("advcl", "relcl"):
            if dep == "relcl" and _inverted_condition(node):
                found.add(POSSIBLE)
            elif dep == "advcl" and above.pos in VERBAL and any(c.tag == "TO" for c in node.children):
                found |= _of_clause(above, cues) | _from_above(above, cues)  # "will visit Togo to sign an accord"
            elif dep == "advcl" and node.tag == "VBG" and not any(c.dep in ("mark", "nsubj") for c in node.children):
                found |= _of_clause(above, cues) & {FUTURE, POSSIBLE} if above.pos in VERBAL else set()
            break
        if dep == "conj":
            node = raised(node) or above
            continue
        if dep == "prep" and node.lower in cues["circumstance"]:
            break  # "made no arrests after the march": the march took place
        if definite and dep == "prep" and above.pos == "NOUN":
            break  # "no claim of responsibility for the attack": the attack is taken for granted
        if is_untrue(node, cues):
            found ^= {NOT}
            break
        stop, modes = _governed(node, above, dep, cues)
        found |= modes
        if stop:
            break
        node = above
    return found


def _governed(node: Token, above: Token, dep: str, cues: Auxiliary) -> tuple[bool, set[str]]:
    """Whether the scope ends at ``above``, and what ``above`` makes of what hangs on it."""
    if above.pos == "ADV":
        return False, {NOT} if above.lower in cues["negative_preposition"] else set()
    if dep == "advmod" and node.pos != "ADV":
        return True, set()
    if above.pos == "ADP":
        if above.lower in cues["negative_preposition"]:
            return False, {NOT}
        return False, set()
    if dep == "ccomp" and above.lemma in cues["supposing"] and above.child("nsubj") is None and above.tag == "VB":
        return True, {POSSIBLE}  # "imagine that Tehran bombed Riyadh"
    if above.pos in VERBAL:
        return _governed_by_verb(node, above, dep, cues)
    if above.pos == "ADJ" and dep in ("xcomp", "ccomp", "prep"):
        if above.lemma in cues["future_adjective"]:
            return False, {FUTURE}
        return False, {POSSIBLE} if above.lemma in cues["possible_adjective"] else set()
    if above.pos in ("NOUN", "PROPN"):
        if above.lemma in cues["future_noun"]:
            scrapped = above.dep == "dobj" and above.head.lemma in cues["negative_governor"]
            if scrapped and not is_negated(above.head, cues):
                return True, {NOT}  # "scrapped its plan to attack"
            return True, {POSSIBLE} if _of_noun(above, cues) & {POSSIBLE} else {FUTURE}
        if above.lemma in cues["possible_noun"]:
            return True, {POSSIBLE}
        return dep not in ("acl", "prep"), _of_noun(above, cues) if dep in ("acl", "prep") and above.lemma in cues[
            "future_noun"
        ] else set()
    return True, set()


def _governed_by_verb(node: Token, above: Token, dep: str, cues: Auxiliary) -> tuple[bool, set[str]]:
    lemma = above.lemma
    nominal = node.pos in ("NOUN", "PROPN")
    if dep in ("nsubj", "nsubjpass") and nominal:
        return True, set()  # the carrier's own clause has been read already
    if dep == "ccomp" and node.i < above.i and _is_afterthought(node, above, cues):
        return True, set()
    if dep == "xcomp" and _is_unfulfilled(node, above, cues):
        return False, {NOT}
    if dep in ("xcomp", "prep") and is_litotes(above, cues):
        return False, _of_clause(above, cues) - {NOT}  # "did not hesitate to expel"
    if dep == "ccomp" and lemma not in cues["denying"]:
        if _inverted_condition(node):
            return True, {POSSIBLE}
        future = lemma in ("expect", "anticipate", "predict", "forecast") and node.tag == "VB"
        return True, {FUTURE} if future else set()
    if lemma in cues["denying"] and dep in ("ccomp", "xcomp", "dobj", "prep"):
        return True, set() if is_negated(above, cues) else {NOT}
    if lemma in cues["negative_governor"] and dep in ("xcomp", "prep", "dobj", "advmod"):
        flipped = set() if is_negated(above, cues) else {NOT}
        return False, flipped | (_of_clause(above, cues) - {NOT})
    if dep in ("xcomp", "prep", "oprd", "acomp", "attr"):
        found = _of_clause(above, cues)
        if lemma in cues["future_governor"] and dep == "xcomp" and any(c.tag == "TO" for c in node.children):
            found.add(FUTURE)
        elif lemma in cues["possible_governor"]:
            found.add(POSSIBLE)
        elif lemma == "be" and dep == "xcomp":
            found.add(POSSIBLE if above.lower == "were" and _inverted_condition(above) else FUTURE)
        return False, found
    if dep == "dobj" and lemma in cues["future_governor"]:
        return True, {FUTURE}
    if dep == "dobj" and lemma in cues["possible_governor"]:
        return True, {POSSIBLE}
    return dep != "pobj", set()


def _is_afterthought(node: Token, above: Token, cues: Auxiliary) -> bool:
    """ "A accused B, a charge B has denied": the verb of the afterthought, which the parser puts above the clause."""
    resumed = [c for c in above.children if node.i < c.i < above.i and c.lemma in cues["charge_noun"]]
    return any(any(d.dep in ("det", "appos") for d in c.children) for c in resumed)


def _is_unfulfilled(node: Token, above: Token, cues: Auxiliary) -> bool:
    """ "Has yet to return", "is still to return"."""
    if above.lemma not in ("have", "be"):
        return False
    adverbs = [c for c in (*above.children, *node.children) if c.lower in cues["unfulfilled_adverb"]]
    return any(above.i < c.i < node.i for c in adverbs)


def _inverted_condition(token: Token) -> bool:
    """ "Were X to attack, …": the parser hangs the infinitive on X or on "were", which opens its clause."""
    for were in (token, *token.ancestors()):
        if were.lower == "were":
            subject = were.child("nsubj", "nsubjpass") or were.child("acomp", "attr")
            return subject is not None and were.i < subject.i and were.i < token.i + 1
    return False
