"""Who speaks where: the statement that carries a word, its speaker, and whether somebody speaks of its own acts."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.duties import Duties
from communique.mentions.carrying import Carriers
from communique.mentions.parties import parties_of
from communique.model import Mentions, Party, Statement, Token
from communique.undertakings.clause import subject_of
from communique.undertakings.owed import Owed


class Speakers:
    """The statements of one document, asked for the one that holds a word, and the speech verbs above words."""

    def __init__(self, mentions: Mentions, statements: Sequence[Statement], duties: Duties) -> None:
        self.mentions = mentions
        self.duties = duties
        self._carriers = Carriers(statements)
        self._by_cue = {span: s for s in statements for span in s.cue}

    def statement_of(self, act: Token, cue: Token) -> Statement | None:
        """The innermost statement whose content holds the act or whose cue is the demanding word."""
        return self._carriers.of(act) or self._carriers.of(cue) or self._by_cue.get((cue.start, cue.end))

    def statements_above(self, token: Token) -> list[Statement]:
        """All statements that hold the word, outermost first."""
        return list(self._carriers.all_of(token))

    def content_end(self, statement: Statement | None, token: Token) -> int | None:
        """Where the statement's words around ``token`` end."""
        if statement is None or statement.form == "reported":
            return None
        return next((end for start, end in statement.content if start <= token.start < end), None)

    def speaking(self, tokens: Sequence[Token], statement: Statement | None) -> tuple[Party, ...]:
        """Like :meth:`parties`; "we" and "I" are the speakers of the statement that they stand in."""
        first = self.duties.words["first_person"]
        if statement is not None and statement.speaker and any(t.lower in first for t in tokens):
            return tuple(dict.fromkeys((*statement.speaker, *self._spoken_for(tokens, statement))))
        return self.parties(tokens)

    def _spoken_for(self, tokens: Sequence[Token], statement: Statement) -> tuple[Party, ...]:
        """The state that a minister's or spokesman's "we" stands for, where the text names it."""
        pronoun = next((t for t in tokens if t.lower in self.duties.words["first_plural"]), None)
        if pronoun is None or len(statement.speaker) != 1:
            return ()
        speaker = self.mentions.entity(statement.speaker[0].entity)
        if speaker.code is None or speaker.identifier_id or speaker.sector[:1] != ("GOV",):
            return ()
        states = (e for e in self.mentions.entities if e.code == speaker.code and e.identifier_id)
        state = next((e for e in states if e.sector in ((), ("GOV",))), None)
        return (Party(entity=state.id, start=pronoun.start, end=pronoun.end),) if state is not None else ()

    def acting(self, tokens: Sequence[Token], statement: Statement | None) -> tuple[Party, ...]:
        """Like :meth:`parties`, for who is to act: the "we" of a minister is his state."""
        first = self.duties.words["first_person"]
        named = self.parties(tokens)
        known = any(self.mentions.entity(p.entity).name.lower() not in first for p in named)
        if known:
            return named
        state = self._spoken_for(tokens, statement) if statement is not None and statement.speaker else ()
        return state or self.speaking(tokens, statement)

    def meant(
        self, obligor: tuple[Party, ...], row: Owed, statement: Statement | None, by: Sequence[Party]
    ) -> tuple[Party, ...]:
        """Who is meant where the words name nobody of their own.

        "You" is whoever is spoken to; "no party" of those who promise is all of them; "the Parties" of a treaty are
        those who issue it.
        """
        if not row.obligor:
            return obligor
        noun = row.obligor[0]
        if noun.lower in self.duties.words["second_person"]:
            called = self._called(noun)
            if called:
                return called
            heard = [s.addressee for s in (statement, *reversed(self._carriers.all_of(row.cue))) if s and s.addressee]
            return heard[0] if heard else obligor
        if noun.lemma.lower() not in self.duties.words["sharing_nouns"]:
            return obligor
        known = [self.mentions.entity(p.entity) for p in obligor]
        if any(e.code or len(e.name.split()) > 2 for e in known):
            return obligor
        if row.kind == "commitment" and by and self._is_no(noun):
            return tuple(by)
        if row.kind == "demand" or noun.lower not in self.duties.words["party_nouns"]:
            return obligor
        defined = noun.text[0].isupper()  # "the Party concerned"
        issuers = [s.speaker for s in self._carriers.all_of(row.cue) if not s.cue and len(s.speaker) > 1 - defined]
        return issuers[0] if issuers else obligor

    def _called(self, pronoun: Token) -> tuple[Party, ...]:
        """Who is called by name at the head of the sentence: "Governor, you promised us …"."""
        first, after = pronoun.sentence.tokens[0], pronoun.sentence.tokens[1:2]
        if first.pos not in ("NOUN", "PROPN") or not after or after[0].text not in (",", ":"):
            return ()
        return self.parties([first])

    def _is_no(self, noun: Token) -> bool:
        return any(c.lower in self.duties.words["no_determiners"] for c in noun.having("det", "preconj"))

    def other_than(self, by: Sequence[Party], row: Owed) -> tuple[Party, ...]:
        """Whom "him" means in "spoke with the mayor and urged him": the last party named that is not the speaker."""
        if not row.obligor or row.obligor[0].tag != "PRP":
            return ()
        asking = {p.entity for p in by}
        for token in reversed(row.cue.sentence.tokens[: row.cue.i - row.cue.sentence.tokens[0].i]):
            mention = self.mentions.at(token.i)
            if mention is None or mention.kind == "pronoun" or asking & set(mention.entities):
                continue
            if any(e.code or e.sector for e in map(self.mentions.entity, mention.entities)):
                return self.parties([token])
        return ()

    def told(self, row: Owed) -> tuple[Party, ...]:
        """Who is told that it must: "warned Chile that it must leave" obliges Chile, whatever "it" looks like."""
        if not row.obligor or row.obligor[0].tag != "PRP":
            return ()
        promised = row.kind == "commitment"
        speech = self._reminder_above(row.cue) if promised else self.speech_above(row.act.head)
        if speech is None:
            return ()  # "told Chile that it would": of itself; "reminded Chile that it had agreed to": of Chile
        if row.obligor[0].lower in self.duties.words["first_person"] or speech.i > row.act.head.i:
            return ()
        return self.parties(speech.having("dobj", "dative"))

    def _reminder_above(self, verb: Token) -> Token | None:
        above = verb.head if verb.dep == "ccomp" else None
        return above if above is not None and above.lemma in self.duties.words["reminding_verbs"] else None

    def parties(self, tokens: Sequence[Token]) -> tuple[Party, ...]:
        """The parties that these nouns name, each once."""
        return tuple(dict.fromkeys(p for t in tokens for p in parties_of(t, self.mentions)))

    def speech_above(self, token: Token) -> Token | None:
        """The verb of saying in whose clause ``token`` stands, by grammar alone."""
        for below, above in zip([token, *token.ancestors()], token.ancestors(), strict=False):
            if below.dep in ("ccomp", "acl") and above.lemma in self.duties.words["speech_verbs"]:
                return above
            if below.dep == "ccomp" and above.lemma in self.duties.words["saying_verbs"] and self._puts_word(above):
                return above
            if below.dep in ("ccomp", "acl", "xcomp") and above.lower in self.duties.words["saying_words"]:
                return next((a for a in above.ancestors() if a.lemma in self.duties.words["saying_verbs"]), None)
        for child in token.children:
            inserted = child.dep == "advcl" and child.tag in ("VBD", "VBZ") and child.child("nsubj")
            told = child.dep in ("parataxis", "ccomp") or (inserted and child.child("mark", "aux", "dobj") is None)
            if told and child.lemma in self.duties.words["speech_verbs"]:
                return child
        return None

    def _puts_word(self, verb: Token) -> bool:
        """ "put in writing that", "made clear that": the clause hangs on the verb, the saying on its complement."""
        below = [*verb.having("acomp", "dobj", "oprd"), *(n for p in verb.having("prep") for n in p.having("pobj"))]
        return any(t.lower in self.duties.words["saying_words"] for t in below)

    def speaker_of(self, verb: Token, statement: Statement | None) -> tuple[Party, ...]:
        """Who says the clause of ``verb``: the statement's speaker, else the subject of the verb of saying above it."""
        speech = self.speech_above(verb)
        subject = subject_of(speech) if speech is not None else None
        if speech is not None and subject is not None and self._is_nearer(speech, statement):
            return self.parties([subject]) or (statement.speaker if statement is not None else ())
        if statement is not None and statement.speaker:
            return statement.speaker
        if subject is not None:
            return self.parties([subject])
        return next((s.speaker for s in reversed(self._carriers.all_of(verb)) if s.speaker and not s.cue), ())

    def _is_nearer(self, speech: Token, statement: Statement | None) -> bool:
        """Whether somebody else's saying stands within what the statement says ("X said Y had promised that …")."""
        if statement is None or any(start <= speech.start < end for start, end in statement.cue):
            return False
        return any(start <= speech.start < end for start, end in statement.content) and subject_of(speech) is not None

    def speaks_of_itself(self, verb: Token, subject: Token, statement: Statement | None) -> bool:
        """Whether whoever says the clause is its subject or speaks for it."""
        if subject.lower in self.duties.words["first_person"]:
            return True
        owner = subject.child("poss")
        if statement is not None and owner is not None and owner.lower in self.duties.words["first_person"]:
            return True  # "our local will send …"
        speech = self.speech_above(verb)
        said_by = subject_of(speech) if speech is not None else None
        speaker = self.speaker_of(verb, statement)
        if not speaker and said_by is None:
            return False
        of_subject = {p.entity for p in self.parties([subject])}
        if of_subject & {p.entity for p in speaker}:
            return True
        if subject.tag == "PRP" and said_by is not None and not any(map(self._is_named, sorted(of_subject))):
            return True
        if self.is_heard(subject, verb):
            return True
        if said_by is not None and said_by.i > subject.i and any(c.tag == "PRP$" for c in said_by.having("poss")):
            return True  # "the bank will pay, its chairman said"
        if said_by is not None and (self._belongs(said_by, of_subject) or self._is_owned(subject, speaker)):
            return True
        if said_by is not None and said_by.label == "PERSON" and not self._holds_office(speaker):
            return False
        return self._same_side(speaker, subject, of_subject)

    def is_heard(self, subject: Token, verb: Token) -> bool:
        """ "Told the agency that it would": nobody says so of whom he tells, whatever "it" looks like."""
        speech = self.speech_above(verb) if subject.tag == "PRP" else None
        heard = self.parties(speech.having("dobj", "dative")) if speech is not None else ()
        of_subject = {p.entity for p in self.parties([subject])}
        return bool(of_subject) and of_subject <= {p.entity for p in heard}

    def meant_by(self, subject: Token | None, verb: Token) -> Token | None:
        """The subject; a pronoun that names nobody is whoever says the clause ("Kenya said it had …")."""
        if subject is None or subject.tag != "PRP" or subject.lower in self.duties.words["first_person"]:
            return subject
        mention = self.mentions.at(subject.i)
        if mention is not None and any(map(self._is_named, mention.entities)):
            return subject
        speech = self.speech_above(verb)
        return (subject_of(speech) if speech is not None else None) or subject

    def is_actor(self, noun: Token) -> bool:
        """Whether the noun names somebody who can act: a known actor, a person, a body, or a pronoun for one."""
        if noun.label in ("PERSON", "ORG", "NORP", "GPE") or noun.lower in self.duties.words["acting_nouns"]:
            return True
        mention = self.mentions.at(noun.i)
        entities = [self.mentions.entity(e) for e in mention.entities] if mention else []
        return any(e.code or e.sector for e in entities) or noun.lemma in self.duties.words["acting_nouns"]

    def can_promise(self, who: Sequence[Party]) -> bool:
        """Whether one of them can see to it that things are done: an office, an armed force, a firm, a state."""
        known = [self.mentions.entity(p.entity) for p in who]
        able = self.duties.words["promising_sectors"]
        return any(set(e.sector) & able or (e.code and not e.sector) for e in known)

    def is_public(self, who: Sequence[Party]) -> bool:
        """Whether one of them speaks for a state, a body of states or an armed side; no broker, no bank."""
        public = self.duties.words["promising_sectors"] - {"BUS"}
        known = [self.mentions.entity(p.entity) for p in who]
        return any(set(e.sector) & public or (e.code and not e.sector) for e in known)

    def can_owe(self, nouns: Sequence[Token], refrain: bool) -> bool:
        """Whether one of the nouns can do what is promised: not fees, guns or, if nothing is to happen, "no ship"."""
        return any(
            n.pos == "PRON" or (self.is_actor(n) and not (refrain and self._is_none(n))) or self.does(n) for n in nouns
        )

    def does(self, noun: Token) -> bool:
        """ "Buyers", "sponsors": a plural made of what its bearers do."""
        if noun.tag != "NNS" or noun.lemma in self.duties.words["no_agents"] or noun.lemma in self.duties.things:
            return False
        return noun.lemma.endswith(tuple(sorted(self.duties.words["agent_endings"])))

    def _is_none(self, noun: Token) -> bool:
        """ "No ship", "not one soldier"; "neither side" are the two that promise."""
        if noun.lemma in self.duties.words["sharing_nouns"]:
            return False
        return self._is_no(noun) or noun.subtree()[0].lower == "not"

    def is_body(self, noun: Token) -> bool:
        """Whether the noun names somebody who can bind himself: an actor that is more than people in the street."""
        mention = self.mentions.at(noun.i)
        known = [self.mentions.entity(e) for e in mention.entities] if mention else []
        loose = bool(known) and all(e.sector and set(e.sector) <= self.duties.words["unbound_sectors"] for e in known)
        return self.is_actor(noun) and not loose

    def _is_named(self, entity_id: str) -> bool:
        return any(m.kind != "pronoun" for m in self.mentions.entity(entity_id).mentions)

    def _belongs(self, speaker: Token, entities: set[str]) -> bool:
        """ "its leader", "the ministry's spokesman": the speaker's own phrase names the subject."""
        for token in speaker.subtree():
            if token.dep in ("poss", "compound", "amod", "pobj", "appos") and token is not speaker:
                mention = self.mentions.at(token.i)
                if mention is not None and entities & set(mention.entities):
                    return True
                if token.tag == "PRP$" and mention is None:
                    return True
        return False

    def _holds_office(self, speaker: Sequence[Party]) -> bool:
        return any(self.mentions.entity(p.entity).sector for p in speaker)

    def _is_owned(self, subject: Token, speaker: Sequence[Party]) -> bool:
        """ "his group", "its members": the subject's phrase names the speaker as its owner."""
        owner = subject.child("poss")
        if owner is None or owner.tag != "PRP$":
            return False
        return bool(speaker) and (self.is_actor(subject) or self.does(subject) or subject.tag == "NNS")

    def _same_side(self, speaker: Sequence[Party], subject: Token, of_subject: set[str]) -> bool:
        """Whether a speaker stands for the subject's country: "the minister … his government", "Paris … France"."""
        state = self.duties.words["state_sectors"]
        subjects = [self.mentions.entity(e) for e in sorted(of_subject)]
        speakers = [self.mentions.entity(p.entity) for p in speaker]
        for one in subjects:
            for other in speakers:
                sides = (one.sector or ("GOV",), other.sector or ("GOV",))
                if (
                    one.code
                    and one.code == other.code
                    and (set(sides[0]) & set(sides[1]) or all(state & set(side) for side in sides))
                ):
                    return True
                if one.code and not other.code and one.sector in ((), ("GOV",)) and state & set(other.sector):
                    return True  # "Mali will …, the foreign minister said": a minister of no other country
        armed = self.duties.words["ordered_sectors"]  # "the general said troops would leave"
        commanded = {s for e in speakers for s in e.sector} & armed
        if subject.tag == "NNS" and any(not e.code and set(e.sector) & commanded for e in subjects):
            return True
        return subject.lemma in self.duties.words["governing_nouns"] and any(state & set(e.sector) for e in speakers)
