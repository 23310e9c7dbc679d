"""Tells the modal verbs that oblige or promise from those that guess, describe or announce a calendar."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.clause import agent_of, is_passive
from communique.undertakings.emptiness import is_hostile
from communique.undertakings.owed import Owed
from communique.undertakings.reality import below_unreal, in_question
from communique.undertakings.speakers import Speakers
from communique.undertakings.told import (
    goes_on,
    hangs_on_condition,
    is_arranged,
    is_of_a_deal,
    is_ruled_out,
    is_told_on,
)


def is_undertaken(row: Owed, speakers: Speakers, duties: Duties) -> bool:
    """Whether a modal verb, or "ready", words an undertaking, given who says it of whom."""
    verb, subject = row.act.head, row.obligor[0] if row.obligor else None
    if verb.lower in duties.words["courteous_words"]:
        return False
    if (
        in_question(row.cue)
        or below_unreal(row.cue, duties)
        or _asks_how(row.cue)
        or _of_anything(row.cue.head, duties)
        or _asks_what(verb)
    ):
        return False
    if subject is None and not _is_undergone(row):
        return False
    if _is_idle(verb, subject, duties) or (subject is not None and _only_says(row, subject, duties)):
        return False
    if row.kind == "commitment" and row.cue.tag == "MD" and (_is_vague(verb, duties) or _dates_another(verb, duties)):
        return False
    if row.kind == "commitment":
        if subject is None:
            return _is_promised(row, speakers, duties)
        return _of_its_own(row, subject, speakers, duties)
    if row.kind == "demand":
        return _is_urged(row, subject, speakers, duties)
    return _is_laid_down(row, speakers, duties)


def _is_vague(verb: Token, duties: Duties) -> bool:
    """ "Will try to bridge their differences", "would look at the numbers", "will see": nothing that could be kept."""
    if hangs_on_condition(verb, duties):
        return False
    if verb.lemma == "look" and any(c.lower == "at" for c in verb.having("prep")):
        return True
    return verb.lemma in duties.words["vague_verbs"] and (verb.lemma != "see" or verb.child("dobj", "prep") is None)


def _dates_another(verb: Token, duties: Duties) -> bool:
    """ "It is a matter of days before he will be freed": a clause that says when something else is so."""
    return verb.dep == "advcl" and any(c.lower in duties.words["ahead_marks"] for c in verb.having("mark"))


def _is_undergone(row: Owed) -> bool:
    """Whether the act is worded in the passive, be it by a participle alone ("… and the siege lifted")."""
    return is_passive(row.act.head) or row.act.head.tag == "VBN" or bool(row.act.body)


def _is_idle(verb: Token, subject: Token | None, duties: Duties) -> bool:
    """States and subjects that cannot owe anything: "it must be true", "the Treaty shall enter into force"."""
    if verb.lemma == "be" and verb.pos in ("AUX", "VERB"):
        placed = any(c.lower in duties.words["places_to_be"] for c in verb.having("advmod", "acomp", "prt", "prep"))
        if verb.child("neg") is not None and any(c.tag == "JJ" for c in verb.having("acomp")):
            return True  # "won't be ready"
        return not placed or subject is None  # "you must be out by eight"
    if verb.tag == "VBG" and any(c.lemma == "be" for c in verb.having("aux")):
        return True  # "must be dreaming", "will be resting"
    if subject is None:
        return False
    if subject.lemma in duties.words["report_nouns"] or subject.lemma in duties.words["aims"]:
        return True
    return subject.lower in duties.words["impersonal_subjects"] and subject.lower != "it"


def _of_its_own(row: Owed, subject: Token, speakers: Speakers, duties: Duties) -> bool:
    verb = row.act.head
    if _states(verb, duties) and not _is_willed(row, subject, speakers, duties):
        return False
    gone = verb.lower in duties.words["places_to_be"]  # "would be gone by June"
    if is_passive(verb) and not gone and not (agent_of(verb) is subject and speakers.is_actor(subject)):
        return False
    if is_passive(verb) and verb.lemma in duties.words["heard_verbs"]:
        return False  # "the case will be heard by ten judges"
    if any(c.lower in duties.words["hedges"] and c.dep == "advmod" for c in verb.children):
        return False
    if is_hostile(row.act, duties):
        return False
    if _is_believed(verb, duties) or _is_warned(verb, speakers, duties) or _is_counterfactual(verb):
        return False
    if row.cue.pos == "ADJ" and _is_foretold(row.cue, subject, duties):
        return False
    statement = speakers.statement_of(verb, row.cue)
    if speakers.speaks_of_itself(verb, subject, statement):
        return True
    said = (statement is not None and statement.cue) or speakers.speech_above(verb) is not None
    if said and (is_ruled_out(row, subject, speakers, statement) or is_arranged(row, subject, speakers, statement)):
        return True
    itself = statement is not None and any(start <= row.cue.start < end for start, end in statement.cue)
    if row.cue.pos == "ADJ" and (not said or itself):
        return speakers.is_actor(subject)  # "Canada stands ready to pay"
    issued = statement is not None and not statement.cue and len(statement.speaker) > 1
    if issued and row.cue.lower in duties.words["announcing_modals"]:
        return speakers.is_actor(subject)  # "the next meeting will be hosted by Japan", the ministers' text says
    if is_told_on(row, subject, speakers, said=bool(said)) or is_of_a_deal(row, subject, speakers, statement):
        return not _compares(verb, duties)
    if goes_on(row, subject, speakers, said=bool(said)):
        return not _compares(verb, duties)
    if said or row.cue.lower not in duties.words["announcing_modals"] or _compares(verb, duties):
        return False
    listed = verb.lemma in duties.words["calendar_verbs"] and not hangs_on_condition(verb, duties)
    listed = listed and not _is_promised_occasion(verb, duties)
    return not listed and speakers.is_body(subject)


def _is_foretold(cue: Token, subject: Token, duties: Duties) -> bool:
    """ "Fewer doctors will be willing to serve": foretold of others, not said of oneself."""
    copula = cue.head if cue.dep in ("acomp", "conj") else cue
    will = any(c.tag == "MD" for c in copula.having("aux"))
    return will and subject.pos == "NOUN"


def _states(verb: Token, duties: Duties) -> bool:
    """Whether the verb tells of a state or happening; with a particle it is mostly an act ("take in", "bring back")."""
    if verb.lemma not in duties.words["stative_verbs"]:
        return False
    if verb.lemma == "be" and any(c.lower in duties.words["places_to_be"] for c in verb.rights):
        return False  # "would be gone by June"
    below = [*verb.having("ccomp", "oprd"), *(c for o in verb.having("dobj") for c in o.having("acl"))]
    if verb.lemma == "have" and any(c.tag in ("VBN", "JJ") and c.i > verb.i for c in below):
        return False  # "would have the networks connected"
    away = any(c.lower in duties.words["leading_away"] for c in verb.rights)
    if verb.lemma == "take" and away and verb.child("dobj"):
        return False  # "will take the group off its list"
    particle = verb.child("prt")
    if particle is None or verb.child("dobj") is None:
        return True
    return f"{verb.lemma} {particle.lower}" in duties.words["stative_phrases"]


def _asks_how(cue: Token) -> bool:
    """ "How far they are willing to go"."""
    verb = cue if cue.pos in ("VERB", "AUX") else cue.head
    return cue.pos == "ADJ" and any(c.tag == "WRB" for d in verb.lefts for c in (d, *d.children))


def _asks_what(verb: Token) -> bool:
    """ "Too early to say what it would do", "asked when it will pay": a question within, not an act told."""
    asking = any(c.tag in ("WP", "WRB") and c.i < verb.i for c in verb.children)
    return asking and verb.dep in ("ccomp", "pcomp", "csubj")


def _of_anything(verb: Token, duties: Duties) -> bool:
    """ "Anything Peru would consider"."""
    return verb.dep == "relcl" and verb.head.lower in duties.words["impersonal_subjects"]


def _compares(verb: Token, duties: Duties) -> bool:
    """ "As any trader will tell you", "this is how Peru will grow": no announcement."""
    return any(
        c.lower in duties.words["comparing_marks"] for c in verb.having("mark", "advmod", "prep") if c.i < verb.i
    )


def _is_promised(row: Owed, speakers: Speakers, duties: Duties) -> bool:
    """ "The minister said that no striker would be punished": what is to be done to others, said by who can do it."""
    verb = row.act.head
    words = duties.words
    barred = ["stative_verbs", "hostile_verbs", "foretold_verbs"]
    above = speakers.speech_above(verb)
    promised = duties.cues.get((above.lemma, "VERB")) if above is not None else None
    if promised is None or promised.kind != "commitment":
        barred.append("calendar_verbs")
    if any(verb.lemma in words[kind] for kind in barred) and not _is_promised_occasion(verb, duties):
        return False
    if any(c.lower in words["hedges"] and c.dep == "advmod" for c in verb.children) or _is_believed(verb, duties):
        return False
    if _is_warned(verb, speakers, duties):
        return False
    statement = speakers.statement_of(verb, row.cue)
    speech = speakers.speech_above(verb)
    if statement is None and speech is None:
        return False
    who = speakers.speaker_of(verb, statement)
    if statement is not None and not statement.cue and who and row.cue.lower in words["announcing_modals"]:
        return True  # who writes a post or a release says what will be done
    return speakers.can_promise(who)


def _is_promised_occasion(verb: Token, duties: Duties) -> bool:
    """ "Elections will be held on 14 June": no mere calendar."""
    held = verb.having("dobj", "nsubjpass")
    return verb.lemma == "hold" and any(n.lemma in duties.words["promised_occasions"] for n in held)


def _is_willed(row: Owed, subject: Token, speakers: Speakers, duties: Duties) -> bool:
    """ "We will take all measures": of one's own acts, a verb that else tells of states words an act."""
    verb = row.act.head
    if verb.lemma not in duties.words["willed_verbs"]:
        return False
    if verb.child("dobj") is not None and row.act.refrain and speakers.is_actor(subject):
        return True  # "Angola will not take reciprocal measures"
    return speakers.speaks_of_itself(verb, subject, speakers.statement_of(verb, row.cue))


def _only_says(row: Owed, subject: Token, duties: Duties) -> bool:
    """ "I would refer you to Cairo", "I must ask you to …": the speaker's own way through what he has to say."""
    if subject.lower not in duties.words["first_person"]:
        return False
    verb = row.act.head
    if any(t.lower in ("by", "before", "within") and _bounds_day(t) for t in verb.subtree() if t.i > verb.i):
        return False  # "we'll tell you by Sunday"
    if row.act.refrain:
        return verb.lemma in duties.words["idle_refusals"]
    cue = duties.cues.get((verb.lemma, "VERB"))
    performs = cue is not None and cue.kind == "demand" and row.cue.lower in duties.words["performing_modals"]
    return verb.lemma in duties.words["idle_sayings"] or performs


def _bounds_day(prep: Token) -> bool:
    return prep.dep == "prep" and any(n.label in ("DATE", "TIME") for n in prep.subtree())


def _is_warned(verb: Token, speakers: Speakers, duties: Duties) -> bool:
    """Whether what will be done is said as a warning: a threat, or news of what others will do."""
    speech = speakers.speech_above(verb)
    return speech is not None and speech.lemma in duties.words["warning_verbs"]


def _is_believed(verb: Token, duties: Duties) -> bool:
    """Whether the clause is what somebody thinks or fears, or holds likely, not what he says he will do."""
    token = verb
    while token.dep in ("xcomp", "conj", "acomp") and token.head is not token:
        token = token.head
    if token.dep == "acl" and token.head.lemma in duties.words["hoping_nouns"]:
        return True  # "expressed the hope that the border would be reopened"
    held = [token.head, *token.head.having("acomp")] if token.dep == "ccomp" else []
    if any(t.pos == "ADJ" and t.lemma in duties.words["doubting_adjectives"] for t in held):
        return True  # "it is unlikely that he will be called"
    inner = token.head if token.dep == "relcl" else token  # "assumed that the phase in which they would … was short"
    above = next((t for t in (inner, *inner.ancestors()) if t.dep == "ccomp"), None) if inner is not token else token
    if above is None or above.dep != "ccomp" or above.head.pos != "VERB":
        return False
    if above.head.lower in duties.words["saying_words"] and above.head.head.lemma in duties.words["saying_verbs"]:
        return False  # "let it be known that"
    return above.head.lemma in duties.words["thinking_verbs"]


def _is_counterfactual(verb: Token) -> bool:
    """ "I would not be here if it hadn't been for her": what is not so."""
    would = any(c.lower in ("would", "'d") for c in verb.having("aux"))
    clauses = [c for c in verb.having("advcl") if any(m.lower == "if" for m in c.having("mark"))]
    return would and any(a.lower in ("had", "'d") and c.tag == "VBN" for c in clauses for a in c.having("aux"))


def _is_urged(row: Owed, subject: Token | None, speakers: Speakers, duties: Duties) -> bool:
    """ "Kenya should …" asks where somebody says it of somebody else, or a text of whoever ought to act."""
    if subject is None or (subject.pos == "PRON" and subject.lower not in duties.words["asked_pronouns"]):
        return False
    known = speakers.is_actor(subject) or speakers.does(subject)
    if not known and not is_passive(row.act.head):
        return False
    verb = row.act.head
    if _is_state(verb, duties):
        return False
    if any(a.lemma in duties.words["deploring_verbs"] for a in verb.ancestors()):
        return False  # "regrets that a neighbour should use such words"
    if speakers.statement_of(verb, row.cue) is not None or speakers.speech_above(verb) is not None:
        return True
    return not is_passive(verb) and verb.lemma not in duties.words["calendar_verbs"]


def _stays_in_place(verb: Token, duties: Duties) -> bool:
    """Whether somebody is to stay where he is: "remain in barracks", not "remain in force"."""
    places = [n for p in verb.having("prep") for n in p.having("pobj")]
    return verb.lemma in duties.words["staying_verbs"] and any(
        n.lemma not in duties.words["states_of_law"] for n in places
    )


def _is_state(verb: Token, duties: Duties) -> bool:
    """Whether the verb tells of a state or happening, not of an act: "should be", "must know", "should fall"."""
    if not _states(verb, duties) or is_passive(verb):
        return False
    return verb.lemma not in duties.words["willed_verbs"]


def _is_recalled(row: Owed, speakers: Speakers) -> bool:
    """ "I had to sit down," she said; "a girl who had to leave her town": what was done, not what is owed."""
    statement = speakers.statement_of(row.act.head, row.cue)
    quoted = statement is not None and statement.form == "quoted"
    return quoted or (row.cue.dep == "relcl" and speakers.speech_above(row.cue) is None)


def _is_laid_down(row: Owed, speakers: Speakers, duties: Duties) -> bool:
    verb = row.act.head
    semi = row.cue.lemma in duties.semi_modals
    first = bool(row.obligor) and row.obligor[0].lower in duties.words["first_person"]
    if not semi and first and duties.modals.get(row.cue.lower) == "commitment":
        return False  # "we will have to see"
    said = speakers.statement_of(verb, row.cue) is not None or speakers.speech_above(row.cue) is not None
    if not semi and not said and duties.modals.get(row.cue.lower) == "commitment":
        return any(c.lower in duties.words["agreement_prepositions"] for t in (row.cue.head, verb) for c in t.children)
    if not semi:
        if row.cue.lower == "shall" and row.obligor and verb.lemma in duties.words["legal_states"]:
            if row.act.refrain and verb.lemma == "enter" and verb.child("dobj"):
                return True  # "no vessel shall enter the port"
            if _stays_in_place(verb, duties) and row.obligor[0].pos == "PROPN":
                return True  # "the NLA shall remain in barracks"
            return speakers.is_actor(row.obligor[0])  # "this measure shall not apply to …"
        if row.cue.lower == "must" and verb.lemma in duties.words["stative_verbs"] and not is_passive(verb):
            return not _is_state(verb, duties) and bool(row.obligor) and speakers.is_actor(row.obligor[0])
        return True
    if _states(verb, duties):
        return False
    below = {c.lower for c in row.cue.children if c.dep == "prep"}
    agreed = bool(below & duties.words["agreement_prepositions"])
    if row.cue.tag == "VBD" and not (said or agreed or row.cue.dep == "relcl"):
        return False
    if row.cue.tag == "VBD" and row.cue.lemma == "have" and _is_recalled(row, speakers):
        return False
    second = bool(row.obligor) and row.obligor[0].lower in duties.words["second_person"]
    if row.cue.dep == "relcl" and row.cue.lemma == "have" and second:
        return False  # "the hills that you have to climb"
    if row.cue.lemma == "need" and _is_believed(row.cue, duties):
        return False  # "reckoned that they need to rest"
    if row.cue.lemma == "need":
        return said and not first and row.cue.dep != "relcl"
    if row.cue.lemma == "be":
        if is_passive(verb) and verb.lemma in duties.words["be_to_states"]:
            return False  # "is not to be confused with"
        it = bool(row.obligor) and row.obligor[0].lower == "it" and verb.child("dobj") is not None
        who = bool(row.obligor) and (speakers.is_actor(row.obligor[0]) or row.obligor[0].pos == "PROPN")
        named = who or it or _is_undergone(row)
        return named and (agreed or verb.lemma not in duties.words["calendar_verbs"])
    return bool(row.obligor)
