"""Finds the clauses in which an act owed is worded: "demanded that Chile withdraw, that Peru pay and X be freed"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, own_subject

_CLAUSES = frozenset(("ccomp", "acl", "relcl", "advcl", "xcomp", "parataxis"))


def that_clauses(token: Token, cue: Cue, duties: Duties) -> Iterator[Token]:
    """The verbs of the clauses below ``token`` that word an act owed, in text order."""
    heads = [token]
    if cue.pos == "ADJ" or token.dep in ("dobj", "attr", "nsubjpass"):
        heads.append(token.head)  # "it is vital that": the parser hangs the clause on the verb
    elif cue.pos == "VERB" and token.pos == "NOUN":
        heads += [a for a in token.ancestors() if a.pos == "VERB"][:1]  # "calls for … and demands that …"
    if cue.pos == "VERB":  # "assured the prosecutor that his office would …", hung on the prosecutor
        told = [c for n in token.having("dobj", "dative") for c in n.having("relcl", "acl")]
        for clause in told:
            if clause.child("mark") is not None and _is_owing(clause, cue, duties):
                yield clause
                return
    for head in heads:
        for clause in head.rights:
            if cue.kind == "commitment" and clause.child("mark") is None and _behind_colon(clause, token):
                continue  # "agreed as follows: roads shall be opened": the modal verb says what is owed
            if clause.dep == "ccomp" and clause.tag in ("VBD", "VBN") and cue.kind == "demand" and clause.i > token.i:
                yield from _behind_participle(clause)
            if clause.dep in _CLAUSES and clause.i > token.i and _is_owing(clause, cue, duties):
                yield clause
                yield from _further_clauses(token, clause, cue, duties)
                return


def _further_clauses(token: Token, first: Token, cue: Cue, duties: Duties) -> Iterator[Token]:
    """ "demand that X publish …, that it revoke … and that the order be carried out": the later ones."""
    yield from (c for c in first.having("conj") if _is_subjunctive(c, cue, duties))
    for later in token.subtree():
        mark = later.child("mark")
        if later.i <= first.i or later is first or mark is None or mark.lower != "that" or later.dep == "relcl":
            continue
        before = mark.sentence.tokens[mark.i - mark.sentence.tokens[0].i - 1]
        if (before.text == "," or before.dep == "cc") and _is_owing(later, cue, duties):
            yield later


def _behind_participle(clause: Token) -> Iterator[Token]:
    """ "Demanded that the pass, closed since May, be reopened": a participle between that is no verb of the clause."""
    for later in clause.having("conj"):
        passive = later.child("auxpass")
        if passive is not None and passive.lower == "be" and later.child("nsubjpass", "nsubj", "cc", "aux") is None:
            yield later


def _behind_colon(clause: Token, token: Token) -> bool:
    tokens = token.sentence.tokens
    return any(t.text == ":" for t in tokens[token.i - tokens[0].i : clause.i - tokens[0].i])


def _is_subjunctive(clause: Token, cue: Cue, duties: Duties) -> bool:
    """ "That the paper be allowed to reopen and its editor be paid": a further clause without "that" of its own."""
    if cue.kind != "demand" or clause.child("mark") is not None or own_subject(clause) is None:
        return False
    bare = clause.tag == "VB" and clause.child("aux") is None
    return (bare or any(c.lower == "be" for c in clause.having("auxpass"))) and _is_owing(clause, cue, duties)


def _is_owing(clause: Token, cue: Cue, duties: Duties) -> bool:
    """Whether a clause words an act owed: a subjunctive below a demand, "would …" below a promise."""
    subject = own_subject(clause)
    if subject is None or infinitive_mark(clause) or subject.i > clause.i:
        return False
    if subject.lower in duties.words["empty_subjects"]:
        return False  # "agree that nothing in this Protocol shall …"
    modal = next((c for c in clause.children if c.dep == "aux" and c.tag == "MD"), None)
    if modal is not None:
        kind = duties.modals.get(modal.lower)
        if modal.lower in duties.words["permitting_modals"] or clause.having("aux")[-1].lemma == "have":
            return False  # "suggested that it may have been lost"
        if cue.only == "first" and cue.kind == "demand" and kind == "commitment":
            return True  # "we hope that both sides will"
        return kind is not None and (kind != "demand" if cue.kind == "commitment" else kind != "commitment")
    if cue.kind == "commitment" or clause.child("aux") is not None:
        return False
    passive = clause.child("auxpass")
    if passive is not None:
        return passive.lower == "be"
    if clause.tag in ("NN", "JJ", "NNP") and clause.dep == "ccomp":
        return clause.child("dobj", "prep", "dative") is not None  # "that Chile release …", read as a noun
    if clause.tag in ("VB", "VBP", "VBD"):  # "set" and "cut" read like the past tense
        return clause.lower == clause.lemma and clause.lower not in ("are", "am", "have")
    return False
