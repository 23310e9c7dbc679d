"""Who demands or promises with a word, and of whom: the words that name them."""

from __future__ import annotations

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.clause import after_preposition, agent_of, is_passive, own_subject, subject_of

NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))


def asked_by(token: Token, cue: Cue, duties: Duties) -> tuple[Token, ...]:
    """The nouns that name who is asked: the direct object, or what stands behind "on", "to", "with"."""
    nouns: list[Token] = []
    if cue.pos == "VERB" and is_passive(token) and not cue.via and (subject := own_subject(token)) is not None:
        return (subject,)
    if cue.via:
        nouns = after_preposition(token, cue.via)
        if not nouns and cue.pos == "NOUN" and token.dep in ("dobj", "nsubjpass"):
            nouns = [n for n in after_preposition(token.head, cue.via) if n.i > token.i]
    if not nouns and cue.pos == "VERB" and any(c.lower in cue.via for c in token.rights):
        nouns = [
            c for c in token.rights if c.dep in ("dobj", "pobj")
        ]  # the parser reads "call upon" as a particle verb
    if not nouns and cue.pos == "VERB" and (not cue.via or "np" in cue.takes):
        nouns = [c for c in token.rights if c.dep in ("dobj", "dative") and _is_noun(c, duties)]
        nouns += [n for d in token.having("dative") if d.pos == "ADP" for n in d.having("pobj")]
    if not nouns and cue.pos == "VERB" and is_passive(token):
        subject = own_subject(token) or subject_of(token)
        nouns = [subject] if subject is not None else []
    return tuple(sorted(nouns, key=lambda n: n.i))


def agent_behind(verb: Token) -> Token | None:
    """The agent of a passive, also where the parser hung it on the object ("was promised ten boats by Chile")."""
    agent = agent_of(verb)
    if agent is not None or not is_passive(verb):
        return agent
    held = verb.child("dobj")
    prep = next((c for c in held.rights if c.lower == "by" and c.dep == "prep"), None) if held is not None else None
    noun = prep.child("pobj") if prep is not None else None
    return noun if noun is not None and noun.label not in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL") else None


def _is_noun(token: Token, duties: Duties) -> bool:
    return token.pos in NOUNS or token.lower in duties.words["referring_adjectives"]


def asking_with(token: Token, cue: Cue, duties: Duties) -> tuple[Token, ...]:
    """Who demands or promises: the verb's subject or agent, the noun's possessor or the subject of "renewed its …"."""
    if cue.pos == "VERB":
        subject = agent_behind(token) if is_passive(token) else subject_of(token)
        others = after_preposition(token, duties.words["joining_prepositions"]) if cue.lemma == "agree" else []
        return (subject, *others) if subject is not None else ()
    if cue.pos == "ADJ" and cue.obligor == "clause":
        return ()
    if cue.pos == "ADJ":
        verb = token if own_subject(token) else token.head
        subject = subject_of(verb)
        return (subject,) if subject is not None else ()
    received = receiving(token, cue, duties)
    found = (cue.kind != "demand" and _reminded(token, duties)) or possessor_of(token, duties)
    if "of" in cue.nouns_after and found and found[0].head.head is token and found[0].head.lower == "of":
        return ()  # "the promise of a pay rise"
    return () if received and found == received else found


def receiving(noun: Token, cue: Cue, duties: Duties) -> tuple[Token, ...]:
    """Who is asked where a call is received or turned down: "rejected a call to resign"."""
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower == "to" else noun.head
    words = duties.words["accepting_verbs" if noun.dep == "pobj" else "receiving_verbs"]
    if cue.pos != "NOUN" or cue.kind != "demand" or noun.dep not in ("dobj", "pobj") or verb.lemma not in words:
        return ()
    subject = subject_of(verb)
    return (subject,) if subject is not None else ()


def _reminded(noun: Token, duties: Duties) -> tuple[Token, ...]:
    """Who is reminded of a duty: the object of the verb above."""
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    cue = duties.cues.get((verb.lemma, "VERB"))
    owner = noun.child("poss")
    if noun.dep == "pobj" and noun.head.lower == "for" and owner is not None and owner.tag == "PRP$":
        return tuple(verb.having("dobj"))  # "thanked Chile for its offer"
    if verb.lemma in duties.words["holding_verbs"] and noun.dep == "pobj" and noun.head.lower == "to":
        return tuple(verb.having("dobj"))  # "held the firm to its promise"
    return asked_by(verb, cue, duties) if cue is not None and cue.kind == "demand" else ()


def possessor_of(noun: Token, duties: Duties) -> tuple[Token, ...]:
    """Whose promise, call or duty it is: "Chile's", "by Togo", or the subject of "made a …", "renewed its …"."""
    holder = noun
    while holder.dep == "conj" and holder.head.pos in ("NOUN", "PROPN") and not holder.child("poss", "det"):
        holder = holder.head
    while holder.dep == "pobj" and holder.head.lower == "including" and holder.child("poss") is None:
        holder = holder.head.head  # "its promises, including a pledge to"
        if holder.pos not in ("NOUN", "PROPN"):
            holder = noun
            break
    owner = holder.child("poss")
    if owner is not None and owner.tag == "PRP$" and holder.dep == "dobj" and not is_passive(holder.head):
        above = subject_of(holder.head)  # "renewed his call": his own
        owner = above if above is not None and holder.head.lemma in duties.words["supporting_verbs"] else owner
    if owner is not None:
        first = noun.sentence.tokens[0]
        own = owner.tag == "PRP$" and holder.head is first and subject_of(first) is None
        return () if own else (owner,)  # "Affirms its intention to …": whoever issues the text
    behind = after_preposition(noun, duties.words["possessor_prepositions"])
    if behind:
        return (behind[0],)
    before = noun.child("compound")
    if before is not None and before.pos == "PROPN" and noun.tag == "NNS" and noun.head is noun:
        return (before,)  # "Ethiopia pledges to keep out", a headline read as nouns
    verb = holder.head
    while verb.pos == "ADP":  # "issued a call", "of its duty", "under an obligation"
        verb = verb.head
    if verb.lemma in duties.words["supporting_verbs"] and holder.dep in ("dobj", "pobj", "attr"):
        subject = subject_of(verb) if not is_passive(verb) else agent_of(verb)
        return (subject,) if subject is not None else ()
    return ()
