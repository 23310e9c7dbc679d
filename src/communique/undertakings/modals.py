"""Reads modal verbs: what "must", "shall", "will", "should", "has to" and "is to" lay upon their subject."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import Act, finite_of, infinitives_of
from communique.undertakings.clause import (
    agent_of,
    infinitive_mark,
    is_negated,
    is_passive,
    own_subject,
    stray_subject,
    subject_of,
)
from communique.undertakings.gapping import gapped_objects
from communique.undertakings.owed import Owed

_BETWEEN = ("neg", "advmod", "punct", "preconj")


def owed_by_modal(modal: Token, duties: Duties) -> list[Owed]:
    """The acts that a modal verb lays upon the subject of its verb; empty for guesses and states."""
    kind = duties.modals.get(modal.lower)
    verb = modal.head
    if verb.pos == "ADV" and verb.head.tag == "VB":
        return _interrupted(modal, verb, duties)
    bare = verb.tag in ("VB", "VBP") and verb.lower == verb.lemma and verb.i > modal.i
    if kind is not None and own_subject(modal) is not None and bare:
        return _rows(kind, modal, modal, finite_of(verb, duties))  # "all States shall, for a year, prevent"
    if kind is not None and modal.dep != "aux" and (below := _infinitive_of(modal, duties)) is not None:
        return _rows(kind, modal, modal, infinitives_of(below, duties))  # "ought to leave"
    if kind is not None and verb.pos not in ("VERB", "AUX") and (lost := _stranded(modal)) is not None:
        return _rows(kind, lost, modal, finite_of(lost, duties))
    if kind is None or modal.dep != "aux" or verb.pos not in ("VERB", "AUX") or modal.i > verb.i:
        return []
    subject = own_subject(verb)
    if subject is not None and subject.i > modal.i and not _may_stand_behind(modal, verb):
        return []  # "should the talks fail": a condition, or a question
    if modal.lower in duties.words["permitting_modals"] and not _is_forbidden(verb, duties):
        return []
    inner = _semi_modal_below(verb, duties)
    if inner is not None and is_negated(verb, duties):
        return []  # "should not have to wonder"
    if inner is not None:
        verb, kind = inner, "obligation"
    elif verb.child("aux") is not modal or (_is_perfect(verb) and not _is_done_by(verb, kind)):
        return []
    acts = finite_of(verb, duties) if inner is None else infinitives_of(verb, duties)
    owner = subject_of(modal.head)
    if modal.lower == "shall" and inner is None and owner is not None and owner.lower in duties.words["first_person"]:
        kind = "commitment"  # "we shall publish it"
    rows = _rows(kind, modal.head, modal, acts)
    if kind == "commitment" and rows and verb.child("dobj"):
        rows += gapped_objects(verb, kind, modal)
    rows += _passives_beside(verb, modal.head, modal, kind, duties)
    for later, doer in _beside(verb) if inner is None else ():
        rows += [Owed(kind, a, modal, (doer,), (), (), f"modal {modal.lemma}") for a in finite_of(later, duties)]
    return rows


def _may_stand_behind(modal: Token, verb: Token) -> bool:
    """Whether a subject behind its modal verb makes no question: "only once it is signed will Chile pay"."""
    tokens = verb.sentence.tokens
    before = tokens[: modal.i - tokens[0].i]
    only = any(t.lower == "only" and any(a is verb for a in t.ancestors()) for t in before)
    return (only and bool(before)) or tokens[0].tag == "EX"


def _beside(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Bare verbs with subjects of their own that share the modal verb: "Chile will pay and Peru lift its ban"."""
    for later in verb.conjuncts()[1:]:
        subject = own_subject(later)
        bare = later.lower == later.lemma and subject is not None and subject.tag in ("NN", "NNP")
        if not (later.tag == "VB" or (later.tag == "VBP" and bare)):
            continue
        if subject is None or not verb.i < subject.i < later.i:
            continue
        if not any(c.dep in ("aux", "auxpass", "mark") for c in later.lefts):
            yield later, subject


def _stranded(modal: Token) -> Token | None:
    """ "shall, not later than 1 May, exchange": the verb behind an insertion, where the parser lost the modal verb."""
    tokens = modal.sentence.tokens
    for token in tokens[modal.i - tokens[0].i + 1 :]:
        if token.tag in ("VB", "VBP") and token.pos == "VERB" and token.lower == token.lemma:
            subject = own_subject(token)
            return token if subject is not None and subject.i < modal.i else None
    return None


def _is_forbidden(verb: Token, duties: Duties) -> bool:
    """Whether "may" forbids: "No Party may …", or "may not" in an article or point of a text."""
    subject = own_subject(verb)
    no = subject is not None and any(
        c.lower in duties.words["no_determiners"] for c in subject.having("det", "preconj")
    )
    laid_down = any(c.lower in duties.words["agreement_prepositions"] and c.i < verb.i for c in verb.having("prep"))
    return is_negated(verb, duties) and (no or laid_down or verb.sentence.block.kind == "item")


def _interrupted(modal: Token, adverb: Token, duties: Duties) -> list[Owed]:
    """ "shall not, directly or indirectly, finance": the parser hangs the modal verb on the adverb."""
    verb = adverb.head
    kind = duties.modals.get(modal.lower, "")
    refrain = is_negated(adverb, duties)
    acts = [a._replace(refrain=a.refrain != refrain) for a in finite_of(verb, duties)]
    return _rows(kind, verb, modal, acts) if kind and modal.i < verb.i else []


def owed_by_semi_modal(verb: Token, duties: Duties) -> list[Owed]:
    """The acts of "has to leave", "needs to leave", "is to leave"."""
    if verb.lower == "going" and any(c.tag == "VBD" for c in verb.having("aux")):
        return []  # "was going to look at it": nobody knows whether it still is
    if verb.lower == "going" and verb.child("aux") and (below := _infinitive_of(verb, duties)) is not None:
        refrain = is_negated(verb, duties)
        acts = [a._replace(refrain=a.refrain != refrain) for a in infinitives_of(below, duties)]
        return _rows("commitment", verb, verb, acts)
    if modal_beside(verb) or infinitive_mark(verb) or verb.tag not in ("VBZ", "VBP", "VBD"):
        return []
    kind = duties.semi_modals.get(verb.lemma)
    act = _infinitive_of(verb, duties)
    if kind is None or act is None:
        return []
    refrain = is_negated(verb, duties) and verb.lemma == "be"
    acts = [a._replace(refrain=a.refrain != refrain) for a in infinitives_of(act, duties)]
    if not refrain and is_negated(verb, duties):
        return []
    return [*_rows(kind, verb, verb, acts), *_passives_beside(act, verb, verb, kind, duties)]


def _passives_beside(verb: Token, clause: Token, cue: Token, kind: str, duties: Duties) -> list[Owed]:
    """ "Prisoners are to be freed and the blockade lifted": further passives that share all but the participle."""
    if not is_passive(verb) or is_negated(verb, duties):
        return []
    rows = []
    for later in dict.fromkeys((*verb.conjuncts()[1:], *clause.conjuncts()[1:])):
        subject = own_subject(later)
        if later.tag not in ("VBD", "VBN") or subject is None or not verb.i < subject.i < later.i:
            continue
        if later.child("aux", "auxpass", "dobj", "mark") or later.lemma in duties.words["intransitive_verbs"]:
            continue
        body = tuple(t for t in later.subtree() if t.i >= later.i)
        agent = agent_of(later)
        doer = (agent,) if agent is not None else ()
        rows.append(Owed(kind, Act(later, body=body), cue, doer, (), (), f"modal {cue.lemma}"))
    return rows


def modal_beside(verb: Token) -> Token | None:
    """The modal verb right with ``verb``."""
    return next((c for c in verb.lefts if c.dep == "aux" and c.tag == "MD"), None)


def _semi_modal_below(verb: Token, duties: Duties) -> Token | None:
    """ "will have to leave": the infinitive below."""
    return _infinitive_of(verb, duties) if verb.lemma in ("have", "need") and verb.lemma in duties.semi_modals else None


def _infinitive_of(verb: Token, duties: Duties) -> Token | None:
    found = next((c for c in verb.rights if c.dep == "xcomp" and infinitive_mark(c)), None)
    if found is None or verb.child("dobj", "attr", "acomp"):
        return None
    mark = infinitive_mark(found)
    between = [t for t in verb.sentence.tokens if mark is not None and verb.i < t.i < mark.i]
    return found if all(t.dep in _BETWEEN and t.lower not in duties.words["pending_adverbs"] for t in between) else None


def _is_perfect(verb: Token) -> bool:
    """ "must have known" guesses at the past."""
    return any(c.dep == "aux" and c.lemma == "have" for c in verb.children)


def _is_done_by(verb: Token, kind: str) -> bool:
    """ "Would have drained the dam by May": done by then, no "what would have been"."""
    due = [n for p in verb.rights if p.dep in ("prep", "agent") and p.lower == "by" for n in p.subtree()]
    return kind == "commitment" and any(n.label in ("DATE", "TIME") for n in due)


def _lost_subject(modal: Token) -> Token | None:
    """ "Under the pact signed on Monday the parties must pay": a subject read as the object of the clause before it."""
    tokens = modal.sentence.tokens
    top: Token | None = None
    token = tokens[modal.i - tokens[0].i - 1]
    while token.head is not token and token.subtree()[-1].i == modal.i - 1:
        held = token.child("dobj") if token.tag == "VBN" and token.dep == "acl" else None
        if held is not None and held.pos in ("NOUN", "PROPN") and held.i > token.i:
            top = held
        token = token.head
    return top


def _rows(kind: str, clause: Token, cue: Token, acts: list[Act]) -> list[Owed]:
    subject = subject_of(clause) or (_lost_subject(cue) if cue.tag == "MD" and acts and not acts[0].body else None)
    rows = []
    for act in acts:
        doer = (subject,) if subject is not None else ()
        if is_passive(act.head) or (act.head.tag == "VBN" and is_passive(acts[0].head)):
            agent = agent_of(act.head)
            doer = (agent,) if agent is not None else ()
        stray = stray_subject(act.head) if act is not acts[0] else None
        if stray is not None:
            rows.append(Owed(kind, act, cue, (stray,), (), (), f"gapped, modal {cue.lemma}"))
            continue
        rows.append(Owed(kind, act, cue, doer, (), (), f"modal {cue.lemma}"))
    return rows
