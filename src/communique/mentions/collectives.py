"""Ties a phrase to several actors, or to those it is part of: "both sides", "ministers of A and B", "the letter"."""

from __future__ import annotations

from communique.lexicon.registry import Actor, with_article
from communique.mentions.chains import PAPER, Chain, Reference, unique
from communique.mentions.describing import Description
from communique.mentions.groups import group_before, issuers_of
from communique.mentions.pairs import Pairs
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.singles import Singles
from communique.mentions.terms import Terms
from communique.mentions.unlisted import PLAIN
from communique.mentions.wording import joined, singular

PAIR = 2
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
SO_MANY = 12  # sentences looked back on for "the eleven"
FIRST = 40  # references among which an accord names its parties
SUBJECTS = ("nsubj", "nsubjpass")


class Collectives:
    """Finds the chains of phrases that stand for groups, papers and parts."""

    def __init__(self, reading: Reading, singles: Singles) -> None:
        self.reading = reading
        self.singles = singles
        self.terms = Terms(reading)
        self.pairs = Pairs(reading, singles, self.terms)

    def group(self, phrase: Phrase) -> tuple[Chain, ...]:
        noun, nouns = singular(phrase.head), self.reading.registry.nouns
        if phrase.head.text[0].isupper():
            term = self.terms.of(phrase, noun)
            if term:
                return term
        if noun in nouns["papers"]:
            return self._paper(phrase, noun)
        so_many = self._so_many(phrase)
        if so_many:
            return so_many
        lowers = {t.lower for t in phrase.before}
        if noun in nouns["sides"] and phrase.of is None:
            if lowers & nouns["everyone"] and noun in nouns["camps"] and not self._of_politics(phrase):
                return (self._all_parties(phrase),)
            sure = phrase.determiner in nouns["pairers"] or bool(lowers & nouns["surely_pairing"])
            sure = sure or (noun in nouns["camps"] and len(lowers) <= 2)  # "two American aid groups", "two men" are new
            if lowers & nouns["pairing"] and len(lowers) <= 4 and sure:
                return self.pairs.of(phrase, noun)
            several = self._counted(phrase, noun, lowers)
            if several:
                return several
            known = self.pairs.sides(phrase) if noun in nouns["camps"] and phrase.plural else ()
            if known and phrase.determiner == "the" and len(lowers) == 2:
                return known
            told = any(t.i in self.reading.describer.hits for t in phrase.before)  # "the Armenian Side"
            named = bool(phrase.hit) or told or bool(self.reading.modifiers(phrase, noun) - nouns["treaty_parties"])
            capital = noun in nouns["camps"] and phrase.head.text[0].isupper() and not named
            if capital and phrase.determiner in nouns["pairers"]:
                return self.pairs.of(phrase, noun)
        halves = phrase.head.tag == "NNPS" and "two" in lowers and phrase.determiner == "the"  # "the two Koreas"
        if phrase.plural and ("both" in lowers or halves) and phrase.of is None and noun not in nouns["sides"]:
            return self.pairs.both(phrase, noun)
        if phrase.head.lower in nouns["each_other"]:
            return self._each_other(phrase)
        if phrase.head.lower in nouns["former"] | nouns["latter"] and phrase.determiner == "the":
            return self._former(phrase)
        if phrase.head.lower in nouns["alone_pairing"] and phrase.head.dep in SUBJECTS and phrase.of is None:
            return self.pairs.of(phrase, "side")
        return ()

    def _each_other(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "Each other", "one another": the subject of the verb."""
        base = phrase.head.sentence.tokens[0].i
        near = phrase.head.sentence.tokens[max(0, phrase.head.i - 1 - base) : phrase.head.i + 2 - base]
        words = " ".join(t.lower for t in near)
        if not any(pair in words for pair in self.reading.registry.words["reciprocal"]):
            return ()
        for verb in phrase.head.ancestors():
            subject = verb.child(*SUBJECTS)
            if subject is not None and subject.i < phrase.head.i:
                return unique([c for t in subject.conjuncts() for c in self.reading.chains_of(t)])
        return ()

    def _counted(self, phrase: Phrase, noun: str, lowers: set[str]) -> tuple[Chain, ...]:
        """ "The three countries", "the nuclear-armed neighbours": as many as were named together last."""
        reading = self.reading
        if phrase.determiner not in reading.registry.words["definite"] or not phrase.plural or phrase.hit:
            return ()
        counts = [n for n, word in enumerate(COUNTS, 2) if word in lowers]
        if not counts and noun not in reading.registry.nouns["opposed"]:
            return ()
        if counts and reading.modifiers(phrase, noun) - set(COUNTS):
            return ()
        persons = noun in reading.registry.nouns["persons"]
        wanted = "person" if persons else "state" if noun in reading.registry.nouns["state"] else "any"
        return group_before(phrase, reading.recent, reading.references, counts[0] if counts else PAIR, wanted)

    def _so_many(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "The three", "the eleven": those who were just so many, named together or counted, whichever was last."""
        head, reading = phrase.head, self.reading
        if head.pos != "NUM" or phrase.determiner != "the" or len(phrase.before) != PAIR or phrase.of is not None:
            return ()
        number = COUNTS.index(head.lower) + PAIR if head.lower in COUNTS else 0
        if number == PAIR:
            return ()
        for reference in reversed(reading.recent):
            if head.sentence.index - reference.phrase.head.sentence.index > SO_MANY:
                break
            chain = reference.chains[0]
            if len(reference.chains) == 1 and head.lower in chain.modifiers and chain.number == "many" and chain.actor:
                return (chain,)
            top = reference.phrase.head
            together = [c for t in top.conjuncts() if t.i in reading.references for c in reading.references[t.i].chains]
            found = unique([*reference.chains, *together])
            alike = len({c.kind for c in found}) == 1 and all(c.actor and c.number == "one" for c in found)
            if top.dep != "conj" and len(found) == number and alike:
                return found
        return ()

    def _of_politics(self, phrase: Phrase) -> bool:
        """ "All political parties": parties in the other sense, by what stands before them."""
        tail = f"{phrase.before[-2].lower} {singular(phrase.head)}" if len(phrase.before) > 1 else ""
        agent = self.reading.registry.agents.get(tail)
        return agent is not None and agent.sector == "PTY"

    def _all_parties(self, phrase: Phrase) -> Chain:
        known = self.reading.chains.get("all parties")
        return known or self.reading.chains.keep(
            self.reading.chains.new("all parties", None, (), "people", "all sides of the matter"), "all parties"
        )

    def pair(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "Both", "neither", standing alone."""
        return self.pairs.of(phrase, "side")

    def _former(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "the former", "the latter": the first and the last subject before them, or of the sentence before."""
        here = phrase.head.sentence.index
        first = phrase.head.lower in self.reading.registry.nouns["former"]
        together = self._together(here)
        if together:
            return (together[0] if first else together[1],)
        for sentence in (here, here - 1):
            known = unique(
                [c for r in self.reading.recent[-60:] if _is_subject(r, sentence) for c in r.chains if c.actor]
            )
            if len(known) >= 2:
                return (known[0],) if first else (known[-1],)
        two = self.pairs.before(phrase)
        return (two[0 if first else 1],) if len(two) == PAIR else ()

    def _together(self, here: int) -> tuple[Chain, ...]:
        """The two actors that were coordinated last, in this sentence or in one of the two before."""
        for reference in reversed(self.reading.recent[-60:]):
            head = reference.phrase.head
            if here - head.sentence.index > 2:
                break
            heads = head.conjuncts() if head.dep != "conj" else []
            if len(heads) == 2 and all(t.i in self.reading.references for t in heads):
                both = unique([c for t in heads for c in self.reading.references[t.i].chains])
                weapons = self.reading.registry.nouns["weapons"]
                if len(both) == 2 and all(c.actor and c.why not in PLAIN and c.lemma not in weapons for c in both):
                    return both
        return ()

    def _paper(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        issuers = issuers_of(phrase, self.reading.registry, self.reading.chains_of)
        if not issuers:
            about = self.reading.describer.describe(phrase)
            if about.owner and not any(t.text == "-" for t in phrase.before):
                issuers = (self.singles.known(about.owner, phrase),)
        if issuers:
            self.reading.papers[noun] = issuers
            self.reading.papers[""] = issuers
            return issuers
        if phrase.determiner in self.reading.registry.words["definite"] or phrase.kind == "name":
            known = self.reading.papers.get(noun) or (
                self.reading.papers.get("") if noun in self.reading.registry.nouns["any_paper"] else None
            )
            if known:
                return known
        return (self.reading.by_noun(phrase, noun) or self.reading.fresh(phrase, plain(phrase), "thing", PAPER),)

    def several(self, phrase: Phrase, about: Description) -> tuple[Chain, ...]:
        """ "Ministers from A, B and C", "Eritrean and Yemeni officers": one actor a country."""
        if not phrase.plural or about.actor or about.agent is None:
            return ()
        named = self._each_named(phrase, about)
        if named:
            self.reading.chains.groups[about.words] = self.reading.chains.groups["two persons"] = named
            return named
        owners = self._owners(phrase)
        if len(owners) < 2:
            known = self.reading.chains.groups.get(about.words) or self._holders(phrase, about)
            bare = not phrase.determiner or phrase.determiner in self.reading.registry.words["definite"]
            return known if known and not owners and not about.code and bare and len(phrase.before) <= 2 else ()
        found = []
        one_each = about.words.rsplit(" ", 1)[-1] in self.reading.registry.nouns["persons"]  # a state has one of them
        as_written = joined(phrase.before[-len(about.words.split()) :]).lower()
        for actor in owners:
            name = f"{as_written} of {with_article(actor.name)}"
            forces = ("MIL",) if about.words in self.reading.registry.nouns["military"] else ()
            sector = about.sector or forces or actor.sector
            found.append(
                self.reading.keyed(
                    ("agent", actor.id, about.words),
                    name,
                    actor.code,
                    sector,
                    "person" if one_each else "people",
                    f"{about.words} of {actor.name}",
                )
            )
        self.reading.chains.groups[about.words] = unique(found)
        return unique(found)

    def _each_named(self, phrase: Phrase, about: Description) -> tuple[Chain, ...]:
        """ "The Presidents of Chad, Mr Ivo Zorn, and of Mali, Mrs Ana Vey": the persons, each with a country."""
        if about.agent is None or about.agent.kind != "person" or phrase.of is None:
            return ()
        found: list[Chain] = []
        tokens, base = phrase.head.sentence.tokens, phrase.head.sentence.tokens[0].i
        for state in tokens[phrase.head.i + 1 - base :]:
            hit = self.reading.describer.hits.get(state.i)
            name = self.reading.by_first.get(state.i + 2) if hit is not None and hit.last == state.i else None
            if hit is None or name is None or name.kind != "name" or tokens[state.i + 1 - base].text != ",":
                continue
            chains = self.reading.chains_of(name.head)
            if hit.aliases[0].actor.kind != "state" or len(chains) != 1 or chains[0].kind != "person":
                return ()
            self.singles.unlisted.learn(chains[0], about._replace(code=hit.aliases[0].actor.code))
            self.reading.chains.note_noun(chains[0], about.words)
            found.append(chains[0])
        return unique(found) if len(found) >= PAIR else ()

    def _holders(self, phrase: Phrase, about: Description) -> tuple[Chain, ...]:
        """ "The Prime Ministers": those who were named with that office, where they are several."""
        if phrase.determiner not in self.reading.registry.words["definite"] or about.agent is None:
            return ()
        named = self.reading.chains.named_with(about.words)
        return named if about.agent.kind == "person" and len(named) >= 2 else ()

    def _owners(self, phrase: Phrase) -> list[Actor]:
        """The coordinated states or organisations that the phrase's actors come from."""
        found: list[Actor] = []
        hits = self.reading.describer.hits
        adjectives = [t for t in phrase.before[:-1] if t.i in hits and hits[t.i].last == t.i]
        if len(adjectives) >= 2 and any(t.dep == "conj" or t.child("conj") for t in adjectives):
            found = [hits[t.i].aliases[0].actor for t in adjectives]
        for noun in phrase.places if not adjectives else ():
            joined_nouns = noun.conjuncts()
            if not found and len(joined_nouns) >= 2 and noun.head.lower in ("of", "from", "for"):
                found = [hits[t.i].aliases[0].actor for t in joined_nouns if t.i in hits]
        if not found and not adjectives and phrase.of is not None:
            whole = self.reading.phrases.get(phrase.of.i)  # "the trade ministers of the two countries"
            chains = self.reading.chains_of(phrase.of) if whole is not None and whole.plural else ()
            states = self.reading.registry.states
            found = (
                [states[c.code] for c in chains if c.kind == "state" and c.code in states] if len(chains) > 1 else []
            )
        kept = [a for a in found if a.kind in ("state", "igo", "region", "body", "armed")]
        return list(dict.fromkeys(kept)) if len(kept) >= 2 else []


def _is_subject(reference: Reference, sentence: int) -> bool:
    phrase = reference.phrase
    if phrase.head.sentence.index != sentence or phrase.kind == "pronoun" or phrase.modifier:
        return False
    top = phrase.head
    while phrase.kind == "name" and top.dep == "conj" and top.head is not top:
        top = top.head
    return top.dep in SUBJECTS
