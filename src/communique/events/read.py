"""Reads the candidates of a sentence: predicates of the lexicon with the phrases that fill their roles."""

from __future__ import annotations

from collections.abc import Mapping, Set

from communique.events import nominal, repairs, spoken, structure
from communique.events.auxiliary import is_litotes, is_owed, is_past, is_refusal
from communique.events.candidate import Candidate
from communique.events.implied import implied
from communique.events.lending import lend
from communique.events.match import match, rules_out
from communique.events.recipients import recipients_of, slot_of
from communique.lexicon.frames import Frames, Pattern
from communique.model import Sentence, Token
from communique.odds.model import Odds

# Odds from which on a word is read as an event though no rule lists it; though rules list it, but not as it stands
# here; though it is said of acts that rules list. Chosen on the corpus, by folds; whether it is told, confidence says.
SURE, SURE_KNOWN, SURE_OF_ACTS = 0.4, 0.6, 0.85
_NOUNS = frozenset(("NOUN", "PROPN"))
_TELLING = frozenset(("VERB", "NOUN", "ADJ"))

_COMPLEMENTS = frozenset(
    (
        "xcomp",
        "ccomp",
        "pcomp",
        "prep",
        "pobj",
        "dobj",
        "acomp",
        "attr",
        "conj",
        "acl",
        "dative",
        "oprd",
        "nsubjpass",
        "agent",
        "prt",
        "dep",
    )
)


_HOSTILE = 4  # quad class
_FORWARD = frozenset(("REQUEST", "THREATEN", "AGREE"))  # acts of speech about what is to come


def read_sentence(
    sentence: Sentence, frames: Frames, cues: Set[int] = frozenset(), odds: Odds | None = None
) -> list[Candidate]:
    """All candidates of ``sentence`` with their roles; those below a promise, demand or threat are consumed.

    ``cues`` are offsets of words known to introduce statements: verbs, even where the parser takes them for nouns.
    With ``odds``, words that no rule lists are read as well where these are sure of them.
    """
    return _Reader(frames, cues, odds).read(sentence)


def _is_decreed(act: Token) -> bool:
    """Whether an act is told as the thing that is ordered: "ordered his arrest", "ordered him arrested"."""
    return act.dep in ("dobj", "nsubjpass") or (act.dep in ("xcomp", "ccomp") and structure.is_passive(act))


class _Reader:
    """Reads one sentence; remembers what each word was matched with."""

    def __init__(self, frames: Frames, cues: Set[int], odds: Odds | None) -> None:
        self.frames = frames
        self.cues = cues
        self.odds = odds
        self.found: dict[int, Candidate | None] = {}

    def read(self, sentence: Sentence) -> list[Candidate]:
        hits = [c for c in (self.candidate(t) for t in sentence.tokens) if c is not None]
        self._absorb(hits)
        kept = [c for c in hits if self.found.get(c.token.i) is c]
        for candidate in kept:
            self._complement(candidate)
        for candidate in kept:
            self._roles(candidate)
        kept = self._with_implied(kept, sentence)
        lend(kept, self.found, self.frames)
        return kept

    def _with_implied(self, kept: list[Candidate], sentence: Sentence) -> list[Candidate]:
        """The candidates and what is told without a predicate of its own; rules go before what the odds read alone."""
        listed = {i: c for i, c in self.found.items() if c is not None and not self._is_unlisted(c)}
        told = implied(sentence, self.frames, listed)
        heads = {t.i for c in told for t in (c.token, c.token.head)}
        return [c for c in kept if c.token.i not in heads or not self._is_unlisted(c)] + told

    def _is_unlisted(self, candidate: Candidate) -> bool:
        return candidate.pattern is self.frames.unlisted[candidate.pattern.rule.event]

    def candidate(self, token: Token) -> Candidate | None:
        """The candidate headed by ``token``, without its roles."""
        if token.i not in self.found:
            self.found[token.i] = None  # guards against loops in broken parses
            self.found[token.i] = self._matched(token) or self._unlisted(token)
        return self.found[token.i]

    def _matched(self, token: Token) -> Candidate | None:
        table = self._table(token)
        if not table:
            return None
        forms = [token.lower, token.lemma]
        if table is self.frames.verbs and token.pos != "VERB":
            forms.append(token.lower.removesuffix("s"))
        for form in dict.fromkeys(forms):  # "clashes with police", then "clash"
            patterns = table.get(form)
            found = self._of_form(token, patterns) if patterns else None
            if found is not None:
                return found
        return None

    def _of_form(self, token: Token, patterns: tuple[Pattern, ...]) -> Candidate | None:
        if any(p.rule.requires for p in patterns):
            acts = self._acts(token, depth=4)
            nominal_act = bool(acts) and _is_decreed(acts[0].token)
            met = {"act": bool(acts), "clause": not acts and structure.has_infinitive(token)}
            patterns = tuple(p for p in patterns if not p.rule.requires or met.get(p.rule.requires, nominal_act))
        hit = match(token, patterns, self.frames.people_words)
        if hit is None:
            return None
        pattern, words = hit
        if pattern.rule.event == "REQUEST" and self._asks_for_words(token):
            return None
        if pattern.rule.event == "AGREE" and (self._gives_comment(token) or self._shares_view(token)):
            return None
        return Candidate(token, words, pattern, pattern.rule.event, repairs.perfect(token) or token)

    def _asks_for_words(self, token: Token) -> bool:
        """ "A request for comment": reporters ask for that."""
        comment = self.frames.auxiliary["comment"]
        return any(n.lemma in comment for p in token.having("prep") if p.lower == "for" for n in p.having("pobj"))

    def _unlisted(self, token: Token) -> Candidate | None:
        """What the odds say of a word that no rule lists."""
        if self.odds is None or token.pos not in _TELLING or token.lemma in self.frames.people_words:
            return None  # people tell no act
        if token.dep == "compound":
            return None  # "warning signs"
        told_by = (token, *(c for c in token.children if c.dep in ("compound", "amod")))  # "a condolence message"
        if token.start in self.cues or any(
            not self.frames.auxiliary["comment"].isdisjoint((t.lemma, t.lower)) for t in told_by
        ):
            return None
        if self._gives_comment(token) or self._shares_view(token):
            return None
        if token.child("xcomp") is not None and token.lemma in self.frames.auxiliary["likelihood"]:
            return None  # "is likely to warn": when and whether, not what
        event, chance = self.odds.best((token,))
        if event == "REQUEST" and self._asks_for_words(token):
            return None
        if chance < SURE or (chance < SURE_KNOWN and self._is_known(token)):
            return None
        if rules_out(token, self._bare(token), event, self.frames.people_words):
            return None  # "released footage"
        acts = self._acts(token, 4)
        if chance < SURE_OF_ACTS:
            if any(not self._is_unlisted(a) for a in acts):
                return None  # who says, hopes or wants that something be done does not do it by that
            if any(self.candidate(subject) for subject in token.having("nsubj")):
                return None  # "the attack shocked Quito"
        if not self._takes(acts, event, chance):
            return None
        note = f'"{token.text}" tells {event} with odds of {chance:.2f}'
        carrier = repairs.perfect(token) or token
        return Candidate(token, (token,), self.frames.unlisted[event], event, carrier, notes=(note,))

    def _gives_comment(self, token: Token) -> bool:
        """ "Extended his condolences", "offered sympathy": words of feeling, which are no act."""
        return any(c.lemma in self.frames.auxiliary["comment"] for c in token.having("dobj"))

    def _shares_view(self, token: Token) -> bool:
        """ "They agree with the critics", "agrees with Meyer that the law is bad": an opinion, no deal."""
        if token.lemma not in self.frames.auxiliary["views"] or token.tag not in ("VBP", "VBZ"):
            return False
        on_what = [c for c in token.children if c.dep == "prep" and c.lower != "with" and c.i > token.i]
        return bool(structure.objects_of(token, "with")) and not on_what and token.child("xcomp") is None

    def _takes(self, acts: list[Candidate], event: str, chance: float) -> bool:
        """Whether a word tells what it is said of: "installed interceptors", where both lean to the same type.

        The nouns below it that only the odds read are then part of it; another such verb below stays the one to tell.
        """
        unlisted = [a for a in acts if self._is_unlisted(a)]
        if any(a.token.pos not in _NOUNS or (a.event != event and chance <= SURE_KNOWN) for a in unlisted):
            return False
        for act in unlisted:
            self.found[act.token.i] = None
        return True

    def _is_known(self, token: Token) -> bool:
        """Whether rules list the word on its own: then there is a reason why none of them reads it here."""
        return bool(self._bare(token))

    def _bare(self, token: Token) -> list[Pattern]:
        """The rules' patterns of this one word."""
        table = self._table(token)
        return [p for form in dict.fromkeys((token.lower, token.lemma)) for p in table.get(form, ()) if not p.words]

    def _table(self, token: Token) -> Mapping[str, tuple[Pattern, ...]]:
        if token.pos == "PROPN" and structure.is_time(token, self.frames.auxiliary["calendar"]):
            return {}  # "from 10 March"
        if token.pos == "VERB" or (token.pos == "AUX" and token.lemma != "have"):
            return self.frames.verbs
        if token.start in self.cues and token.start == token.sentence.start:  # "Requests the Secretary-General to …"
            return self.frames.verbs
        if token.pos in ("NOUN", "PROPN") and token.dep != "compound":
            return self.frames.nouns
        if token.pos == "ADJ" and token.dep in (
            "acomp",
            "ROOT",
            "conj",
            "oprd",
            "advcl",
            "amod",
            "attr",
            "ccomp",
            "relcl",
            "xcomp",
        ):
            return self.frames.adjectives
        return {}

    def _acts(self, token: Token, depth: int) -> list[Candidate]:
        """The acts in the complement of ``token``, outermost first; they hide what lies below them."""
        found: list[Candidate] = []
        if depth == 0:
            return found
        for child in token.children:
            aside = (
                child.dep == "advmod" and token.lemma in self.frames.auxiliary["litotes"]
            )  # "shy away from striking"
            if (child.dep not in _COMPLEMENTS and not aside) or (
                child.dep in ("conj", "nsubjpass") and token.pos in structure.VERBAL and child.pos in structure.VERBAL
            ):
                continue
            act = self.candidate(child)
            if act is not None:
                found.append(act)
                found += self._beside(child)
            else:
                found += self._acts(child, depth - 1)
                if child.dep in ("xcomp", "ccomp", "acl"):  # "pledged to hold elections and lift the curfew"
                    found += self._beside(child)
        return found

    def _beside(self, token: Token) -> list[Candidate]:
        """The acts coordinated with ``token``."""
        joined = [k for k in token.conjuncts()[1:] if repairs.raised(k) is None]
        return [c for c in (self.candidate(k) for k in joined) if c is not None]

    def _absorb(self, hits: list[Candidate]) -> None:
        """Nouns that are part of a verb's pattern ("held talks") are no candidates of their own."""
        for candidate in hits:
            for word in candidate.words:
                other = self.found.get(word.i)
                if word is not candidate.token and other is not None and len(other.words) <= len(candidate.words):
                    self.found[word.i] = None

    def _complement(self, candidate: Candidate) -> None:
        rule = candidate.rule
        if rule.below != "consume":
            return
        acts: list[Candidate] = []
        for word in candidate.words:
            acts += [a for a in self._acts(word, 4) if a is not candidate and self.found.get(a.token.i) is a]
        if (
            acts
            and is_litotes(candidate.token, self.frames.auxiliary)
            and not is_refusal(candidate.token, self.frames.auxiliary)
        ):
            candidate.consumed = True  # "did not hesitate to expel": it did
            return
        acts += [a for a in self._in_series(candidate) if a not in acts]
        if acts and self._only_says(candidate, acts[0]):
            candidate.consumed = True  # "they have not left, he insisted", "warned that rebels had taken the town"
            return
        for act in acts:
            act.consumed = True
        if acts:
            candidate.below = acts[0]
            flipped = rule.flips.get(acts[0].event)
            if flipped == "THREATEN" and self._is_ruled_out(acts[0].token):
                return  # "promised never to attack", "that no teacher would be fired" are promises
            if flipped and flipped != candidate.event:
                candidate.notes += (f"{acts[0].event} below it makes it {flipped}",)
                candidate.event = flipped

    def _is_ruled_out(self, verb: Token) -> bool:
        """Whether a clause says that it will not be: by a word beside its verb, or by its subject."""
        subject = verb.child("nsubj", "nsubjpass")
        none = self.frames.auxiliary["negative_determiners"]
        negated = any(c.dep == "neg" for c in verb.children)
        return negated or (subject is not None and any(t.lower in none for t in (subject, *subject.children)))

    def _only_says(self, candidate: Candidate, act: Candidate) -> bool:
        """Whether a demand, warning or promise is none: it tells a fact, or follows what somebody says of another."""
        verb = next((t for t in (act.token, *act.token.ancestors()) if t.dep == "ccomp"), None)
        if verb is None or verb.head not in candidate.words or candidate.event not in _FORWARD:
            return False
        if is_past(verb) or self._warns_of_others(candidate, act, verb):
            return True
        speech = candidate.token
        if verb.i > speech.i and spoken.is_stated(verb):
            return True
        bare = len(candidate.words) == 1 and speech.child("dobj", "dative", "xcomp") is None
        if verb.i > speech.i or not bare or candidate.event == "AGREE" or is_owed(verb, self.frames.auxiliary):
            return False
        helpers = {c.lower for c in verb.children if c.dep == "aux"}
        if helpers & (self.frames.auxiliary["future_auxiliary"] | {"would"}) or (verb.tag == "VB" and not helpers):
            return False
        speaker, subject = speech.child("nsubj"), verb.child("nsubj", "nsubjpass")
        own = speaker is not None and any(t.tag == "PRP$" for t in speaker.subtree())
        said = speech.lemma in self.frames.auxiliary["speech"] and verb.child("mark") is None
        return said and not own and subject is not None and subject.pos != "PRON"

    def _warns_of_others(self, candidate: Candidate, act: Candidate, verb: Token) -> bool:
        """ "Kyiv warned that Russia could attack Chad": what a third party would do is no threat of the speaker's."""
        speech, subject = candidate.token, verb.child("nsubj")
        if candidate.event != "THREATEN" or speech.lemma not in self.frames.auxiliary["cautioning"]:
            return False
        if subject is None or subject.pos == "PRON" or structure.owners(subject) or act.token is not verb:
            return False
        warned = {t.lemma for t in speech.having("dobj", "dative")}
        hostile = self.frames.ontology.events[act.event].quad == _HOSTILE
        return hostile and subject.lemma not in warned and speech.child("nsubj") is not None

    def _in_series(self, candidate: Candidate) -> list[Candidate]:
        """Acts in infinitives of its complement that the parser hung beside the verb itself."""
        found: list[Candidate] = []
        for act in self.found.values():
            first = structure.series_of(act.token) if act is not None and act is not candidate else None
            if act is not None and first is not None and {first.head, first.head.head} & set(candidate.words):
                found.append(act)
        return found

    def _roles(self, candidate: Candidate) -> None:
        self._fill(candidate)
        together = structure.objects_of(candidate.carrier, "with") if candidate.rule.joint else []
        if candidate.rule.joint and (together or sum(len(t.conjuncts()) for t in candidate.actors) > 1):
            candidate.event = candidate.rule.joint
            candidate.mutual = True
            candidate.actors += together

    def _fill(self, candidate: Candidate) -> None:
        if candidate.token.pos in ("NOUN", "PROPN"):
            nominal.fill_roles(candidate, self.frames)
            return
        head = candidate.token
        rule = candidate.rule
        if head.pos == "ADJ":
            candidate.actors = structure.subject_of_adjective(head)
        elif "none" not in rule.actor:
            by_means = head.dep == "xcomp" and head.head.lemma in self.frames.auxiliary["instrument"]
            candidate.actors = structure.subjects(head.head if by_means else head)
            met = self.found.get(head.head.i) if head.dep == "xcomp" else None
            if met is not None and (met.event == "CONSULT" or met.event == candidate.event == "ACCUSE"):
                candidate.actors = structure.subjects(head.head)  # "rang his colleague to apologise": he does
            if by_means and self.found.get(head.head.i) is not None:
                candidate.consumed = True  # "used gas to disperse a crowd": one act, not two
        if candidate.event == "ASSAULT" and spoken.befell(head, self.frames.classes["undergo"]):
            candidate.recipients, candidate.actors = candidate.actors, []  # "nine people died in the raid"
            return
        if rule.part:
            candidate.actors = [repairs.out_of_place(t) for t in candidate.actors]
        said = [w for w in candidate.words if w is not head and self._same_act(w, rule.event)]
        if said and not candidate.actors:  # "a pledge by Tokyo was made", "were killed in an Israeli air strike"
            candidate.actors = [o for w in said for o in nominal.doers(w, candidate.words) if o.tag != "PRP$"]
        if "subj" not in rule.actor and "none" not in rule.actor:
            candidate.actors = []  # "received maize from Zambia": the subject is who it is done to
        for slot in rule.actor:
            if not candidate.actors and slot not in ("subj", "none") and head.pos == "VERB":
                candidate.actors = slot_of(candidate, slot, self.frames)  # "soldiers have been moved to the border"
        active = rule.recipient[:1] == ("obj",) and not rule.mutual and not structure.is_passive(head)
        if any(w.dep == "pobj" and w.lemma in self.frames.agent_words for w in candidate.words):
            active = False  # "clashed with police"
        if any(w.dep == "prep" and not set(w.children) & set(candidate.words) for w in candidate.words):
            active = False  # "reneged on an accord" needs no object
        if active and repairs.is_clipped(head):
            candidate.actors, candidate.recipients = structure.agents(head), candidate.actors
            return
        if spoken.as_said(candidate):
            return
        candidate.recipients = recipients_of(candidate, candidate.actors, self.frames, said)
        candidate.mutual = rule.mutual and not self._is_talked_at(candidate)

    def _is_talked_at(self, candidate: Candidate) -> bool:
        """ "Kyiv was not consulted": in the passive of a verb of talking one side is talked with."""
        verb = candidate.token
        subject = verb.child("nsubjpass")
        return subject is not None and subject not in candidate.words and not structure.agents(verb)

    def _same_act(self, noun: Token, event: str) -> bool:
        """Whether a noun of the pattern names the very act ("made a pledge"), so that its owner is the actor."""
        return any(p.rule.event == event for p in self.frames.nouns.get(noun.lemma, ()))
