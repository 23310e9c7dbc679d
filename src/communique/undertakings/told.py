"""Tells promises that others tell: the terms of a deal, what an office will see to or will not let happen."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.duties import Duties
from communique.model import Statement, Token
from communique.undertakings.clause import subject_of
from communique.undertakings.owed import Owed
from communique.undertakings.speakers import Speakers


def is_told_on(row: Owed, subject: Token, speakers: Speakers, said: bool) -> bool:
    """ "Kenya agreed to reopen the border. Uganda would lift its tax": the terms of a deal, told on without a verb."""
    if said or row.cue.lower not in ("would", "'d", "’d") or not (speakers.is_body(subject) or speakers.does(subject)):
        return False
    sentence = row.cue.sentence
    sentences = sentence.block.sentences
    at = next((n for n, s in enumerate(sentences) if s.index == sentence.index), 0)
    while at > 0 and not (tells := _tells_of_deal(sentences[at - 1].tokens, speakers.duties)):
        at -= 1
        if not any(t.lower == "would" for t in sentences[at].tokens):
            break  # "Kenya agreed to …. Uganda would …. Togo would …": told on as long as it is said with "would"
    return at > 0 and tells


def _tells_of_deal(tokens: Sequence[Token], duties: Duties) -> bool:
    return any(t.lemma in duties.words["deal_words"] for t in tokens)


def goes_on(row: Owed, subject: Token, speakers: Speakers, said: bool) -> bool:
    """ "The junta said it would free them. It would also open the border": what one said goes on without a verb."""
    if said or row.cue.lower not in ("would", "'d", "’d"):
        return False
    sentences = row.cue.sentence.block.sentences
    at = next((n for n, s in enumerate(sentences) if s.index == row.cue.sentence.index), 0)
    before = sentences[at - 1].tokens if at > 0 else ()
    who = {p.entity for p in speakers.parties([subject])}
    for modal in (t for t in before if t.lower == row.cue.lower):
        speech = speakers.speech_above(modal.head)
        speaker = subject_of(speech) if speech is not None and speech.i < modal.i else None
        speaking = {p.entity for p in speakers.parties([speaker])} if speaker is not None else set()
        if who & speaking or (speaker is not None and not who and subject.tag == "PRP"):
            return True
    return False


def is_of_a_deal(row: Owed, subject: Token, speakers: Speakers, statement: Statement | None) -> bool:
    """ "Israel will widen the zone, the mediators said": what parties to a deal will do, told by who made it.

    So do those who made it together: "the two ministers said that Togo would mend the road".
    """
    if not speakers.is_body(subject):
        return False
    speech = speakers.speech_above(row.act.head)
    teller = subject_of(speech) if speech is not None else None
    words = speakers.duties.words
    if teller is not None and teller.tag == "NNS" and teller.lemma in words["joint_deciders"]:
        return any(c.lower in ("two", "both") for c in teller.having("nummod", "det", "predet"))
    phrase = [t.lemma for t in teller.subtree()] if teller is not None else []
    who = speakers.speaker_of(row.act.head, statement)
    names = [name.lower() for p in who for name in speakers.mentions.entity(p.entity).name.split()[-1:]]
    return any(name.removesuffix("s") in words["deal_tellers"] for name in (*names, *phrase))


def is_ruled_out(row: Owed, subject: Token, speakers: Speakers, statement: Statement | None) -> bool:
    """ "No ship will dock here," said by an official: what he will not let happen."""
    if not row.act.refrain or row.cue.lower not in speakers.duties.words["announcing_modals"]:
        return False
    none = subject.child("det") is not None and subject.lefts[0].lower in speakers.duties.words["no_determiners"]
    if not none and subject.subtree()[0].lower != "not":
        return False
    who = speakers.speaker_of(row.act.head, statement)
    return speakers.can_promise(who)


def is_run(noun: Token, speakers: Speakers) -> bool:
    """Whether the noun names a thing, or a house that others open and close: flights, schools, a market."""
    words = speakers.duties.words
    if noun.pos != "NOUN" or noun.lemma in words["acting_nouns"] or noun.label:
        return False
    mention = speakers.mentions.at(noun.i)
    known = [speakers.mentions.entity(e) for e in mention.entities] if mention else []
    return all(set(e.sector) <= words["run_sectors"] for e in known)


def is_arranged(row: Owed, subject: Token, speakers: Speakers, statement: Statement | None) -> bool:
    """ "Flights would resume on Monday", "the convoy will leave by noon": a thing's happening, dated by who runs it."""
    verb, words = row.act.head, speakers.duties.words
    if verb.lemma not in words["arranged_verbs"] or not is_run(subject, speakers):
        return False
    dated = any(t.label in ("DATE", "TIME") for t in verb.subtree() if t.i > verb.i)
    if subject.child("det") is None and subject.tag == "NN":
        return False  # "trade will resume"
    who = speakers.speaker_of(verb, statement)
    return speakers.can_promise(who) and (dated or hangs_on_condition(verb, speakers.duties))


def hangs_on_condition(verb: Token, duties: Duties) -> bool:
    """ "Will host the summit provided its debt is forgiven": an offer and no calendar."""
    marks = (c.lower for a in verb.having("advcl") for c in a.having("mark", "advmod"))
    return any(mark in duties.words["unreal_marks"] for mark in marks)
