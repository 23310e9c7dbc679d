"""Which country is being talked about at a word: whose government, police or villagers stand there without a country.

A salience count in the manner of Lappin and Leass (1994), over countries: names of states, of their people and places,
and actors whose country is known already, weighed by their place in the clause and halved with every sentence back. The
country of the whole report comes in with a weight of its own, so that a passing mention does not outweigh it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from communique.lexicon.registry import Registry
from communique.mentions.chains import Reference
from communique.mentions.naming import Hit, is_backer
from communique.mentions.phrases import Phrase
from communique.mentions.setting import Setting
from communique.mentions.wording import singular
from communique.model import Text, Token

SUBJECTS = ("nsubj", "nsubjpass")
INNER = ("compound", "amod", "nmod", "poss", "conj", "appos")
SENTENCES = 4  # sentences looked back on
FADING = 0.5  # what a sentence back takes
MAIN, SUBJECT, OBJECT, ROOT, OTHER = 3.0, 2.0, 1.2, 1.2, 0.8
INNER_SHARE = 0.8  # of the weight of the noun that a possessor or adjective stands before
DATELINE = 2.5  # of the dateline's country in the first sentence; it fades as if the dateline were a sentence
ABROAD = 1.2  # the same where the report is about another country
SEAT = 4.5  # of the capital in which the clause of a body is set: "In Caracas, the defence ministry …"
TOPIC = 3.0  # of what the paragraph says that it is about
DOING = 0.5  # of the weight of a state that does something, for the people that it may do it to
ISSUING = 0.15  # the same of the state whose statement it is: it says who speaks, not of whom
THERE, FROM = 2.0, 0.5  # the same of a place where something is, and of all else, for those who are met on the spot
SAID = 0.4  # of the weight of a word in what the phrase itself says
LIKELY = 0.5  # of the weight of an actor whose country was inferred
STATES = ("state", "region")
ANYWHERE = 0.3  # of a country that is named anywhere in the document, for somebody whose name is usual there
AT_HOME, MIXED, UNSURE = 0.8, 0.4, 0.3
"""What is left of the weight of a country where a name is not usual: the report's own, one of many newcomers; another
such; any other, where a given name alone tells."""
MARGIN = 0.3  # by which a country must lead the next, else the report's own is taken


class Told(NamedTuple):
    """A word that tells a country, how much it counts, and whether it is the state itself."""

    i: int
    code: str
    weight: float
    state: bool
    noun: Token  # the noun that the words are part of
    capital: bool = False


class Focus:
    """The countries that the words of a document tell, sentence by sentence."""

    def __init__(self, text: Text, hits: Mapping[int, Hit], places: Mapping[int, str], registry: Registry) -> None:
        self.registry = registry
        self._told: dict[int, list[Told]] = defaultdict(list)
        self._topics: dict[int, str] = {}  # what the paragraphs are about that say so, by their blocks
        backers = {h.last for h in hits.values() if is_backer(h, text)}
        for token in text.tokens:
            if token.i in backers:
                continue
            told = self._of_name(token, hits) if token.i in hits else self._of_place(token, places)
            if told is not None:
                self._told[token.sentence.index].append(told)
                if self._is_topic(told.noun):
                    self._topics.setdefault(token.sentence.block.index, told.code)
        self._telling = frozenset(told.i for found in self._told.values() for told in found)

    def _is_topic(self, noun: Token) -> bool:
        """Whether the noun opens its paragraph as what it is about: "On Chad: …"."""
        first = noun.sentence.block.sentences[0].tokens[0]
        return noun.dep == "pobj" and noun.head is first and first.lower in self.registry.words["topical"]

    def at(
        self,
        phrase: Phrase,
        before: Iterable[Reference],
        setting: Setting,
        *,
        body: bool = False,
        people: bool = False,
        name: str = "",
    ) -> str | None:
        """The country talked about at ``phrase``; ``before`` are the references before it, the nearest first.

        ``body``: it is a body, which sits where its clause is set, and not a person, who may be travelling. ``people``:
        it is no office but people, whom other states than their own may deal with. ``name``: what the person is called,
        which tells the one country from the other where it is usual in one of them only.
        """
        spot = phrase.kind != "name" and singular(phrase.head) in self.registry.nouns["on_the_spot"]
        prior = setting.prior(self._is_office(phrase)) if not (spot and setting.remarks) else {}
        score: defaultdict[str, float] = defaultdict(float, prior)
        here = phrase.head.sentence.index
        where = self._where(phrase.head)
        if where is None and people and not name:
            where = self._origin(phrase.head) or self._ground(phrase)
        if where is not None:
            return where
        if setting.dateline is not None:
            at_home = setting.home == setting.dateline or spot
            score[setting.dateline] += (DATELINE if at_home else ABROAD) * FADING**here
        topic = self._topics.get(phrase.head.sentence.block.index)
        if topic is not None:
            score[topic] += TOPIC
        own = {t.i for t in phrase.before}
        shut = self._others(phrase) | self._acting_abroad(phrase, people)
        speech = _said_by(phrase.head)
        for back in range(SENTENCES):
            for told in self._told.get(here - back, ()):
                if told.i not in own and told.code not in shut:
                    share = SAID if told.i in speech else 1.0
                    weight = SEAT if body and not back and told.capital and _is_where(told.noun) else told.weight
                    share *= (THERE if _is_where(told.noun) else FROM) if spot else 1.0
                    if told.noun.dep in SUBJECTS and told.state:
                        ours = setting.remarks and told.code == setting.home
                        share *= ISSUING if ours else DOING if people else 1.0
                    score[told.code] += weight * share * FADING**back
        for code, weight, back in self._inferred(phrase, before):
            if code not in shut:
                score[code] += weight * FADING**back
        for code in shut:
            score.pop(code, None)
        if name:
            borne = self._borne(score, name, setting)
            return self._leading(borne, {c: w for c, w in prior.items() if borne.get(c, 0.0) >= w})
        return self._leading(score, prior)

    def _is_office(self, phrase: Phrase) -> bool:
        """Whether it is a title written large, with no more to it: "The Secretary"."""
        agent = self.registry.agents.get(phrase.head.lower) if phrase.determiner == "the" else None
        return agent is not None and phrase.head.text.istitle() and agent.sector == "GOV" and len(phrase.before) <= 3

    def _borne(self, score: Mapping[str, float], name: str, setting: Setting) -> Mapping[str, float]:
        """The scores where somebody has this name: lower for countries where it is not usual, if the document names
        one where it is; nothing where that is sure.
        """
        usual = self.registry.onomastics.usual(name)
        found = {code: score.get(code, 0.0) + ANYWHERE for code in dict.fromkeys((*score, *setting.named))}
        best = max((usual[code] for code in found), default=0)
        if not best:
            return score
        family = self.registry.onomastics.usual(name.rsplit(" ", 1)[-1])  # given names travel farther
        sure = best > 1 or any(family[c] for c in found if usual[c] == best)
        mixed = dict.fromkeys(self.registry.words["mixed"], MIXED)
        if setting.home in mixed and not setting.remarks:
            mixed[setting.home] = AT_HOME
        for code in [c for c in found if usual[c] < best]:
            found[code] *= mixed.get(code, 0.0 if sure else UNSURE)
        return {code: weight for code, weight in found.items() if weight}

    def _where(self, head: Token) -> str | None:
        """The country of the place that a clause with "where" hangs on: "flew to Cairo, where the minister …"; that
        named last where the phrase's own clause says "there": "suspended Guinea and froze the accounts of the officers
        who seized power there".
        """
        clause = head.child("relcl")
        if clause is not None and any(t.lower == "there" and t.dep == "advmod" for t in clause.subtree()):
            near = [t for s in (head.sentence.index - 1, head.sentence.index) for t in self._told.get(s, ())]
            return next((t.code for t in reversed(near) if t.i < head.i), None)
        for token in head.ancestors():
            if token.dep == "relcl" and any(c.lower == "where" for c in token.children):
                near = self._told.get(token.sentence.index, [])
                return next((t.code for t in reversed(near) if t.i <= token.head.i), None)
        return None

    def _origin(self, head: Token) -> str | None:
        """Where the last of a row is from: "a nurse and a rice farmer from Khasab"."""
        last = head.conjuncts()[-1]
        if last.i <= head.i:
            return None
        told = any(c.dep == "prep" and c.lower == "from" for c in last.children)
        homes = {t.i for t in last.subtree()} if told else set()
        return next((t.code for t in self._told.get(head.sentence.index, ()) if t.i in homes), None)

    def _ground(self, phrase: Phrase) -> str | None:
        """The country in which the clause of people is set, whose walk of life is told: "shot two miners in Potosi"."""
        agent = self.registry.agents.get(singular(phrase.head))
        verb = _verb(phrase.head)
        if agent is None or agent.sector not in self.registry.words["settled"] or verb is None:
            return None
        told = self._told.get(phrase.head.sentence.index, ())
        here = [t for t in told if _is_where(t.noun) and t.noun.head.head in (verb, phrase.head)]
        return here[-1].code if here and len({t.code for t in here}) == 1 else None

    def _acting_abroad(self, phrase: Phrase, people: bool) -> frozenset[str]:
        """The state that acts against others in the sentence, where another country is told there: "Oslo froze the
        assets of a Belarusian trader and six officials". Offices and bodies that it does not deal with may be its own.
        """
        above = next((t for t in phrase.head.ancestors() if t.pos == "VERB"), phrase.head)
        if not people and (phrase.head.dep in SUBJECTS or above.lemma not in self.registry.words["against_others"]):
            return frozenset()
        told = self._told.get(phrase.head.sentence.index, ())
        found = {
            t.code
            for t in told
            if t.state and t.noun.dep in SUBJECTS and t.noun.head.lemma in self.registry.words["against_others"]
            if t.noun is not phrase.head
        }
        return frozenset(found) if {t.code for t in told} - found else frozenset()

    def _leading(self, score: Mapping[str, float], prior: Mapping[str, float]) -> str | None:
        ranked = sorted(score, key=lambda c: -score[c])
        if not ranked:
            return None
        close = [c for c in ranked if score[c] >= score[ranked[0]] - MARGIN]
        return next((c for c in close if c in prior), ranked[0])

    def _of_name(self, token: Token, hits: Mapping[int, Hit]) -> Told | None:
        hit = hits[token.i]
        actor = hit.aliases[0].actor
        if token.i != hit.last or actor.code not in self.registry.states or actor.code is None:
            return None
        if len({a.actor.code for a in hit.aliases}) > 1 and actor.kind not in STATES:
            return None
        if all(a.role == "surname" for a in hit.aliases):
            return None  # it may be another of that name; who it is comes with the references
        weight, noun = _weight(token, hit)
        weight /= max(1, len(noun.conjuncts())) if noun is token else 1
        capital = any(a.role == "capital" for a in hit.aliases)
        if capital and _is_where(noun) and noun.head.head.lemma.lower() in self.registry.words["gathering"]:
            return None
        return Told(token.i, actor.code, weight, actor.kind == "state" and noun is token, noun, capital)

    def _of_place(self, token: Token, places: Mapping[int, str]) -> Told | None:
        code = places.get(token.i)
        if code not in self.registry.states or code is None or places.get(token.i + 1) == code:
            return None
        weight, noun = _weight(token, None)
        return Told(token.i, code, weight, False, noun)

    def _others(self, phrase: Phrase) -> frozenset[str]:
        """The states that it cannot be of: the one that deals with it, the one that it deals with."""
        verb = _verb(phrase.head)
        if verb is None:
            return frozenset()
        whole = phrase.head.lemma in self.registry.nouns["government"] or (
            phrase.head.lower in self.registry.nouns["governments"]
        )
        dealers = _dealers(phrase.head, verb) if whole else set()
        found = set()
        for told in self._told.get(phrase.head.sentence.index, ()):
            if not told.state or told.noun is phrase.head or self._is_topic(told.noun):
                continue
            other = phrase.head.dep in SUBJECTS and told.noun.dep not in SUBJECTS and not _is_where(told.noun)
            if (other and _verb(told.noun) is verb) or told.noun.i in dealers:
                found.add(told.code)
        if verb.lemma in self.registry.words["denying"] and phrase.head.dep in SUBJECTS:
            found |= self._accusers(phrase.head.sentence.index - 1)
        return frozenset(found)

    def _accusers(self, sentence: int) -> set[str]:
        """The state that speaks in this sentence: whoever denies what it says is another's."""
        tells = (t for t in self._told.get(sentence, ()) if t.noun.dep in SUBJECTS and t.noun.head.dep == "ROOT")
        return {t.code for t in tells if any(c.dep in ("ccomp", "dobj") for c in t.noun.head.children)}

    def _inferred(self, phrase: Phrase, before: Iterable[Reference]) -> Iterator[tuple[str, float, int]]:
        """What actors tell whose country their own words do not say."""
        here = phrase.head.sentence.index
        for phrased, chains in before:
            back = here - phrased.head.sentence.index
            if back >= SENTENCES:
                return
            if phrased.head is phrase.head or back < 0 or len(chains) != 1:
                continue
            chain = chains[0]
            if chain.code is None or chain.code not in self.registry.states or chain.kind in ("thing", "region"):
                continue
            if any(t.i in self._telling for t in phrased.before):
                continue
            weight, _ = _weight(phrased.head, None)
            yield chain.code, weight * LIKELY, back



def _weight(token: Token, hit: Hit | None) -> tuple[float, Token]:
    """What a name counts by its place in the clause, and the noun that it is part of."""
    share = 1.0
    noun = token
    for _ in range(6):
        inside = hit is not None and hit.first <= noun.head.i <= hit.last
        if noun.dep not in INNER and not inside:
            break
        share *= 1.0 if inside or noun.dep in ("conj", "appos") else INNER_SHARE
        noun = noun.head
    if noun.dep in SUBJECTS:
        return (MAIN if noun.head.dep == "ROOT" else SUBJECT) * share, noun
    if noun.dep in ("dobj", "dative", "agent"):
        return OBJECT * share, noun
    if noun.dep == "pobj" and noun.head.lower == "by":
        return SUBJECT * share, noun
    return (ROOT if noun.dep == "ROOT" else OTHER) * share, noun


def _verb(noun: Token) -> Token | None:
    """The verb whose subject or object the noun is, behind a preposition too."""
    while noun.dep == "conj" and noun.head is not noun:
        noun = noun.head
    if noun.dep == "pobj":
        noun = noun.head
    return noun.head if noun.dep not in ("ROOT", *INNER) and noun.head.pos == "VERB" else None


def _dealers(noun: Token, verb: Token) -> set[int]:
    """The subjects of the verbs that do something to ``noun``: "Norway welcomed it and urged the government to …"."""
    infinitive = noun.dep in SUBJECTS and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
    if noun.dep in SUBJECTS and not infinitive:
        return set()
    verb = verb.head if infinitive else verb
    while verb.dep == "conj" and verb.head is not verb and verb.child("nsubj") is None:
        verb = verb.head
    subject = verb.child("nsubj")
    return {t.i for t in subject.conjuncts()} if subject is not None else set()


def _said_by(noun: Token) -> frozenset[int]:
    """The tokens of what the noun says: its words are as often about others as about its own country."""
    verb = noun.head
    clauses = [c for c in verb.children if c.dep == "ccomp"] if noun.dep in SUBJECTS else []
    if noun.dep in SUBJECTS and verb.dep == "parataxis":
        clauses.append(verb.head)
    return frozenset(t.i for c in clauses for t in c.subtree())


def _is_where(noun: Token) -> bool:
    return noun.dep == "pobj" and noun.head.lower in ("in", "at", "near", "across", "from")
