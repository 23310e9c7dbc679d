"""Finds plain acts that a text reports as done or left undone: the ledger weighs them as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.lexicon.duties import Duties
from communique.mentions.governing import own_time_of
from communique.mentions.when.interval import interval_of
from communique.model import Deed, Header, Interval, Mentions, Statement, Text, Time, Token, Undertaking
from communique.undertakings.acts import Act
from communique.undertakings.clause import agent_of, infinitive_mark, is_negated, is_passive, modal_of, subject_of
from communique.undertakings.gist import about_of, gist_of, head_of, with_count, with_subject
from communique.undertakings.nominal_deeds import is_done_as_noun, owner_of
from communique.undertakings.reality import below_unreal, in_question
from communique.undertakings.running_out import has_run_out
from communique.undertakings.speakers import Speakers
from communique.undertakings.wording import words_of

_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN"))


def find_deeds(
    text: Text,
    header: Header,
    mentions: Mentions,
    statements: Sequence[Statement],
    undertakings: Sequence[Undertaking],
    duties: Duties,
) -> tuple[Deed, ...]:
    """The acts that clauses of ``text`` report as done or left undone, in order.

    Sayings, plans, suppositions and the acts that are owed themselves are left out.
    """
    owed = {undertaking.action.start for undertaking in undertakings}
    speakers = Speakers(mentions, statements, duties)
    found: list[Deed] = []
    for token in text.tokens:
        if token.start in owed:
            continue
        if (token.pos == "VERB" and _is_reported(token, duties)) or _persists(token, duties):
            for head, negated in _done(token, duties):
                deed = _deed(len(found) + 1, head, token, negated, text, header, speakers)
                if deed is not None:
                    found.append(deed)
        elif is_done_as_noun(token, duties):
            deed = _deed(len(found) + 1, token, token, False, text, header, speakers)
            if deed is not None:
                found.append(deed)
    return tuple(found)


def _persists(verb: Token, duties: Duties) -> bool:
    """ "The barriers were still in place": a state that goes on, told of something."""
    if verb.lemma != "be" or verb.pos != "AUX" or verb.dep in ("aux", "auxpass") or verb.tag not in _FINITE:
        return False
    still = any(c.lower in duties.words["lasting_adverbs"] for c in verb.having("advmod"))
    return still and subject_of(verb) is not None and not (in_question(verb) or below_unreal(verb, duties))


def _is_reported(verb: Token, duties: Duties) -> bool:
    """Whether the verb is a finite one that reports what was done, with a doer or in the passive."""
    if verb.tag not in _FINITE and not (verb.tag == "VBG" and verb.child("aux")):
        return False
    if verb.tag == "VBN" and verb.dep == "acl":
        return False  # "the clerks dismissed by the bank" tells of an earlier time
    if verb.head.lemma in duties.words["verbs_of_acts"] and verb.dep in ("ccomp", "xcomp"):
        return False
    if verb.lemma in duties.words["renewing_words"] and any(
        (o.lemma, "NOUN") in duties.cues for o in verb.having("dobj")
    ):
        return False  # "renewed its pledge" keeps none
    if (verb.lemma in duties.words["speech_verbs"] and _says(verb)) or _gives_word(verb, duties):
        return False
    if (verb.lemma, "VERB") in duties.cues and not verb.child("prt") and not _takes_a_thing(verb):
        return False
    if modal_of(verb) is not None or infinitive_mark(verb) or verb.dep in ("amod", "compound"):
        return False
    subject = subject_of(verb)
    before = verb.sentence.tokens[max(0, verb.i - verb.sentence.tokens[0].i - 1)]  # the parser may miss the subject
    terms = duties.words["terms"]
    if subject is None or (verb.lemma in duties.words["passing_verbs"] and {subject.lemma, before.lemma} & terms):
        return False
    return not (in_question(verb) or below_unreal(verb, duties))


def _gives_word(verb: Token, duties: Duties) -> bool:
    """ "gave its word that it would never …", "made it clear that": a promise or a saying, no act."""
    if verb.lemma not in duties.words["saying_verbs"]:
        return False
    said = [o for o in verb.having("dobj", "acomp", "oprd") if o.lemma in duties.words["saying_words"]]
    return bool(said) and any(t.child("ccomp", "acl", "xcomp") is not None for t in (verb, *said))


def _takes_a_thing(verb: Token) -> bool:
    """ "demanded money from the drivers": a demanding verb in the active with an object and no clause."""
    if verb.tag != "VBD" or verb.child("ccomp", "xcomp") is not None:
        return False
    return verb.child("dobj") is not None and verb.child("prep") is not None


def _done(verb: Token, duties: Duties) -> Iterator[tuple[Token, bool]]:
    """The act that the clause reports, and whether it was left undone ("failed to free", "refused to free")."""
    negated = is_negated(verb, duties) or _subject_is_none(verb, duties) or _object_is_none(verb, duties)
    below = next((c for c in verb.rights if c.dep == "xcomp" and c.pos == "VERB"), None)
    pending = any(c.lower in duties.words["pending_adverbs"] for c in verb.having("advmod"))
    if below is not None and below.tag == "VBG" and verb.lemma in duties.words["seeing_verbs"] and is_passive(verb):
        yield below, negated
    elif below is not None and (verb.lemma in duties.words["failing_verbs"] or (verb.lemma == "have" and pending)):
        yield below, not negated
    else:
        yield verb, negated


def _object_is_none(verb: Token, duties: Duties) -> bool:
    """ "It had searched no ship", "returned nothing"."""
    objects = verb.having("dobj")
    if any(o.lower in duties.words["no_subjects"] for o in objects):
        return True
    return any(d.lower in duties.words["no_determiners"] for o in objects for d in o.having("det"))


def _subject_is_none(verb: Token, duties: Duties) -> bool:
    """ "Not one of the miners has been reinstated"."""
    subject = subject_of(verb)
    if subject is None:
        return False
    first = subject.subtree()[0]
    return first.lower in duties.words["negators"] or subject.lower in duties.words["no_subjects"]


def _deed(
    number: int, head: Token, clause: Token, negated: bool, text: Text, header: Header, speakers: Speakers
) -> Deed | None:
    span = words_of(Act(head), frozenset(), [], len(text.text))
    if span is None:
        return None
    nominal = clause.pos == "NOUN"
    passive = not nominal and is_passive(clause)
    subject = owner_of(clause, speakers.duties) if nominal else subject_of(clause)
    thing = not passive and subject is not None and clause.child("dobj") is None and _is_thing(subject, speakers)
    seen = passive and head is not clause  # "boats were seen fishing": whoever is seen does it
    passive = passive and not seen
    doer = None if thing else agent_of(clause) if passive else speakers.meant_by(subject, clause)
    start = subject.subtree()[0].start if (passive or thing) and subject is not None else span[0]
    gist = gist_of(head, min(start, span[0]), span[1], speakers.duties)
    if thing and subject is not None:
        gist = with_subject(gist, subject, clause, speakers.duties)
    elif doer is subject and subject is not None and clause.child("dobj") is None:
        gist = with_count(gist, subject, speakers.duties)
    statement = speakers.statement_of(head, clause)
    return Deed(
        id=f"a{number}",
        start=span[0],
        end=span[1],
        actor=speakers.parties([doer]) if doer is not None else (),
        subject=_phrase(doer, text) if doer is not None else None,
        gist=gist,
        about=about_of(subject, speakers.duties) if doer is subject and subject is not None else (),
        negated=negated,
        lasting=_is_lasting(head, clause, speakers.duties),
        late=has_run_out(clause, text, speakers.duties),
        statement=statement.id if statement else None,
        date=_date(head, text, header, speakers),
    )


def _is_lasting(head: Token, clause: Token, duties: Duties) -> bool:
    """ "Still surround the town", "remain closed", "kept burning": told of as going on."""
    verbs = (head, clause)
    if any(c.lower in duties.words["lasting_adverbs"] for v in verbs for c in v.having("advmod")):
        return True
    return clause.lemma in duties.words["remaining_verbs"]


def _says(verb: Token) -> bool:
    """Whether a verb that can tell of saying does: with a clause below it, or with nothing that is dealt with."""
    return verb.child("ccomp", "parataxis") is not None or not (is_passive(verb) or verb.child("dobj"))


def _is_thing(subject: Token, speakers: Speakers) -> bool:
    """Whether a subject can do nothing of itself: "the bridge", "the first convoy"; no actor, no pronoun."""
    if subject.pos in ("NOUN", "NUM") and head_of(subject).lemma in speakers.duties.things:
        return True
    if subject.pos not in ("NOUN", "NUM") or speakers.is_actor(subject):
        return False
    if any(c.text[:1].isupper() for c in subject.having("amod", "compound", "poss")):
        return False  # "Kenyan trawlers" are somebody's
    return subject.lemma not in speakers.duties.words["acting_nouns"]


def _phrase(noun: Token, text: Text) -> str:
    """The words of the doer, without what is told about it in a clause."""
    found, stack = [], [noun]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [c for c in token.children if c.dep not in ("relcl", "acl") or c.i < noun.i]
    return text.words(min(t.start for t in found), max(t.end for t in found))


def _goes_back(head: Token, time: Time | None, duties: Duties) -> bool:
    """ "Since January", "for the first time since 2019": it goes on, or is, on the day of the report."""
    if time is None:
        return False
    return any(t.lower in duties.words["going_back"] and t.end < time.start <= t.end + 5 for t in head.sentence.tokens)


def _date(head: Token, text: Text, header: Header, speakers: Speakers) -> Interval | None:
    """When it was done: the time that stands with the verb, else the day of publication."""
    time = own_time_of(head, text, speakers.mentions.times)
    days = interval_of(time, header.date) if time is not None else None
    if days is not None and not (header.date is not None and _goes_back(head, time, speakers.duties)):
        return days
    if header.date is None:
        return None
    return Interval(start=header.date[:10], end=header.date[:10], granularity="day")
