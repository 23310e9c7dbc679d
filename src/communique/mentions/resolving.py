"""Ties every phrase of a document to its actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.lexicon.registry import folded
from communique.mentions.addressing import Addressing
from communique.mentions.behalf import Behalf
from communique.mentions.callings import Callings
from communique.mentions.chains import FIRST_PERSON, Chain, Reference, unique
from communique.mentions.collectives import Collectives
from communique.mentions.describing import Describer
from communique.mentions.firms import take_by_which
from communique.mentions.handles import actor_of_handle
from communique.mentions.labels import Labels
from communique.mentions.offices import settle_offices
from communique.mentions.organs import Organs
from communique.mentions.parts import Parts
from communique.mentions.phrases import Phrase
from communique.mentions.pronouns import antecedent, fits, subject_ahead
from communique.mentions.publishers import Publishers
from communique.mentions.reading import Reading, plain
from communique.mentions.singles import Singles
from communique.model import Mark, Span, Text, Token

WHO = ("who", "whom", "whose")
LIVING = ("person", "people", "armed", "party")
BODIES = ("government", "igo", "ngo", "armed", "party", "company", "media", "body")
DEEPEST = 20  # phrases that may wait for each other


class Resolver:
    """Reads the phrases of one document in order; ``home`` is the country that the report is filed from."""

    def __init__(
        self, text: Text, phrases: Sequence[Phrase], describer: Describer, home: str | None, marks: Mapping[int, Mark]
    ) -> None:
        self.reading = Reading(text, phrases, describer, home, self.chains_of)
        self.singles = Singles(self.reading)
        self.collectives = Collectives(self.reading, self.singles)
        self.parts = Parts(self.reading)
        self.labels = Labels(self.reading, self.singles)
        self.behalf = Behalf(self.reading, self.singles)
        self.callings = Callings(self.reading)
        self.organs = Organs(self.reading)
        self.publishers = Publishers(self.reading)
        self.addressing = Addressing(self.reading, self.labels)
        self.marks = marks
        self.issuers: tuple[Chain, ...] = ()  # who say "we" in the whole document
        self._open: set[int] = set()

    def resolve_all(self) -> dict[int, Reference]:
        """The reference of every phrase, by its head."""
        reading = self.reading
        for phrase in reading.phrases.values():
            self.chains_of(phrase.head)
            reading.recent.append(reading.references[phrase.head.i])
        whose = reading.belonging
        at_home = reading.registry.words["at_home"]
        reading.setting.settle(reading.references, reading.chains.all, whose.is_from_elsewhere, whose.local, at_home)
        settle_offices(reading.chains.all, reading.registry)
        return reading.references

    def on_behalf(self) -> dict[int, Chain]:
        """For every person of the document by index, the actor that he or she says "we" for."""
        persons = [c for c in self.reading.chains.all if c.spans]
        found = {c.index: self.behalf.of(c) or self._for_body(c) for c in persons}
        return {index: chain for index, chain in found.items() if chain is not None}

    def _for_body(self, chain: Chain) -> Chain | None:
        """The organisation whose briefing it is, of those who answer for it there."""
        body = self.labels.body() if chain in self.labels.turned.values() and "JRN" not in chain.sector else None
        return self.singles.known(body, None) if body is not None and body.code == chain.code else None

    def chains_of(self, head: Token) -> tuple[Chain, ...]:
        """The chains of the phrase headed by ``head``; empty where there is no such phrase."""
        done = self.reading.references.get(head.i)
        if done:
            return done.chains
        phrase = self.reading.phrases.get(head.i)
        if phrase is None or head.i in self._open or len(self._open) > DEEPEST:
            return ()
        self._open.add(head.i)
        chains = self._resolve(phrase)
        self._open.discard(head.i)
        if not chains:
            chains = (self.reading.fresh(phrase, plain(phrase), "thing", "nobody found whom it stands for"),)
        mark = self.marks.get(head.i)
        if mark is not None:
            phrase = phrase._replace(start=mark.start, end=mark.end)
            chains = (self._marked(mark, chains, phrase),)
        self.reading.references[head.i] = Reference(phrase, chains)
        for chain in chains:
            chain.spans[(phrase.start, phrase.end)] = phrase.kind
        return chains

    def read_labels(self, asides: Sequence[Span]) -> None:
        """Reads who issues the document and whose turns it holds from the labels around the prose."""
        posting = self.labels.issuer(asides) or self.publishers.letterhead(asides)
        self.issuers = (posting,) if posting is not None else self.labels.authors()
        if len(self.issuers) == 1:
            code = self.issuers[0].code if self.issuers[0].code in self.reading.registry.states else None
            if posting is None and self.issuers[0].code is None:
                self.issuers[0].code = self.behalf.opened_with(self.issuers[0])  # whose affairs it is about is open
            self.reading.home = self.reading.home or code
            self.reading.setting.issue(code, remarks=posting is not None)
        self.labels.turns()
        self.labels.read_posts(asides)

    def keep_outside(self, marks: Sequence[Mark]) -> None:
        """Keeps marks that lie outside the prose, or within another, as mentions without a phrase."""
        for mark in marks:
            words = self.reading.text.words(mark.start, mark.end)
            key = ("mark", mark.id) if mark.id is not None else ("mark at", f"{mark.start}-{mark.end}")
            chain = self.reading.keyed(key, words, None, (), "thing", "marked by the user")
            chain.mark = mark.id
            chain.spans[(mark.start, mark.end)] = "name"

    def _marked(self, mark: Mark, chains: tuple[Chain, ...], phrase: Phrase) -> Chain:
        """The chain of the user's entity: the one that the words resolve to, unless the user says it is another."""
        known = self.reading.chains.get("mark", mark.id) if mark.id is not None else None
        if known:
            return known
        chain = chains[0] if len(chains) == 1 and chains[0].mark in (None, mark.id) else None
        if chain is None:
            words = self.reading.text.words(mark.start, mark.end)
            chain = self.reading.chains.new(words, None, (), "thing", "marked by the user")
            if len(chains) == 1:
                chain.code, chain.sector, chain.kind = chains[0].code, chains[0].sector, chains[0].kind
        if mark.id is not None:
            chain.mark = mark.id
            self.reading.chains.keep(chain, "mark", mark.id)
        return chain

    def _resolve(self, phrase: Phrase) -> tuple[Chain, ...]:
        if phrase.head.text.startswith("@"):
            actor = actor_of_handle(phrase.head.text, self.reading.registry)
            if actor:
                return (self.singles.known(actor, phrase),)
            known = self.reading.chains.get("name", folded(phrase.head.text))
            return (known or self.labels.account(phrase.head.text),)
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        special = self.collectives.group(phrase) or self.parts.part_of(phrase)
        if special:
            return special
        short = self._acronym(phrase)
        if short:
            return short
        about = self.reading.describer.describe(phrase)
        several = self.collectives.several(phrase, about)
        if several:
            return several
        chain = self.singles.one(phrase, about)
        self.behalf.note(chain, phrase, about)
        self.callings.learn(phrase, chain)
        full = self.reading.full_names.get(phrase.head.i)
        if full is not None and not chain.why.startswith("known"):
            chain.name = full.name
        return (chain,)

    def _acronym(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "the PFR" is the Popular Front for Reform that the text gives it for; a known acronym tells which front."""
        reading = self.reading
        short = reading.acronyms.get(phrase.head.text)
        if short is not None and short.head != phrase.head.i and phrase.kind == "name":
            return self.chains_of(reading.text.tokens[short.head])
        full = reading.full_names.get(phrase.head.i)
        if full is None:
            return ()
        hit = reading.describer.hits.get(full.at)
        known = next((a.actor for a in hit.aliases if a.role == "name"), None) if hit is not None else None
        if known is not None and folded(full.name) in folded(known.name):
            return (self.singles.known(known, phrase),)
        return ()

    def _pronoun(self, phrase: Phrase) -> tuple[Chain, ...]:
        head = phrase.head
        if head.tag in ("WDT", "WP", "WP$") or (head.lower == "that" and head.dep in ("nsubj", "nsubjpass", "dobj")):
            return self._relative(phrase)
        stands_for = self.reading.registry.pronouns.get(head.lower)
        if head.lower in self.reading.registry.nouns["alone_pairing"] and phrase.of is None:
            return self.collectives.pair(phrase)
        if head.lower.endswith(("self", "selves")) and self._subject_over(head):
            return self._subject_over(head)
        if stands_for in ("male", "female", "thing", "many"):
            reading = self.reading
            organ = self.organs.of(head) if stands_for == "thing" else None
            if organ is not None:
                return (organ,)
            words = reading.registry.words
            ahead = subject_ahead(head)
            if ahead is not None and stands_for in ("male", "female") and fits(self.chains_of(ahead), stands_for):
                return self.chains_of(ahead)
            found = antecedent(
                head,
                stands_for,
                reading.recent,
                reading.quoted,
                reading.references,
                words["accusing"],
                words["meeting"],
            )
            if len(found) == 1 and found[0].kind == "person" and stands_for in ("male", "female"):
                found[0].gender = found[0].gender or stands_for
            if found:
                if len(found) == 1:
                    found[0].said.add(stands_for)
                return found
            if ahead is not None:
                return self.chains_of(ahead) if fits(self.chains_of(ahead), stands_for) else ()
        if stands_for == "first":
            return self._first_person(head)
        if stands_for == "second":
            addressed = self.addressing.of(head)
            return addressed or (self.reading.keyed(("you",), "you", None, (), "first", "whoever is addressed"),)
        if phrase.of is not None and head.lower in self.reading.registry.words["partitives"]:
            below = self.chains_of(phrase.of)
            if below:
                return below
        fresh = self.reading.fresh(phrase, head.text, "thing" if stands_for == "thing" else "people", "pronoun")
        if head.lower in self.reading.registry.nouns["told_behind"] and head.child("relcl", "acl", "amod") is not None:
            fresh.sector = ("CVL",)
        return (fresh,)

    def _first_person(self, head: Token) -> tuple[Chain, ...]:
        """ "We" and "I" outside quotations: the issuers, office or publisher of the text; else whoever speaks."""
        alone = head.lower in self.reading.registry.words["alone"]
        if head.i not in self.reading.quoted:
            poster = self.labels.poster(head.sentence.block)
            if poster is not None:
                return (poster,)
            beside = head.child("appos")  # "We, the leaders of …"
            named = self.chains_of(beside) if beside is not None else ()
            self.issuers = self.issuers or (named if len(named) == 1 else ())
            if self.issuers and not (alone and len(self.issuers) > 1):
                return self.issuers if alone else unique([self.behalf.of(c) or c for c in self.issuers])
            if len(self.labels.turned) < 2:  # "CHAD: FREE THE FIVE" is a headline
                office = self.behalf.of_office() if not alone else None
                speaker = office if office is not None else self.publishers.of(head)
                if speaker is not None:
                    return (speaker,)
        key = "i" if alone else "we"
        return (self.reading.keyed((key,), key.upper() if key == "i" else key, None, (), "first", FIRST_PERSON),)

    def _person_of(self, head: Token) -> tuple[Chain, ...]:
        """Whom "who" means: the noun it hangs on or, where that is a thing, the one before "of" or "for"."""
        chains = self.chains_of(head)
        if head.dep == "pobj" and head.head.dep == "prep" and all(c.kind not in LIVING for c in chains):
            above = self.chains_of(head.head.head)
            if any(c.kind in LIVING for c in above):
                return above
        return chains

    def _body_of(self, head: Token) -> tuple[Chain, ...]:
        """What "which" means: the noun it hangs on or, where that is no body, the body before "of".

        "The regime of General Vey, which seized power", "the court of Arica, which is to rule".
        """
        chains = self.chains_of(head)
        if len(chains) == 1:
            take_by_which(chains[0])
        place = head.head.lower in ("in", "at") and head.text[0].isupper() and all(c.kind != "state" for c in chains)
        if head.dep != "pobj" or not (place or (head.head.lower == "of" and not any(c.kind in BODIES for c in chains))):
            return chains
        above = self.chains_of(head.head.head)
        return above if len(above) == 1 and above[0].kind in BODIES else chains

    def _ending_before(self, token: Token) -> tuple[Chain, ...]:
        """What ends right before a relative pronoun that the parser hangs on no noun: "Hezbollah, which …"."""
        at = token.i - token.sentence.tokens[0].i
        before = token.sentence.tokens[max(0, at - 3) : at]
        ends = [t for t in before if t.text != "," and t.pos != "ADP"]
        if not ends or any(t.pos in ("VERB", "CCONJ") for t in before):
            return ()
        return self.chains_of(ends[-1])

    def _subject_over(self, head: Token) -> tuple[Chain, ...]:
        """The subject of the verb over a reflexive pronoun: "they shot themselves"."""
        for verb in head.ancestors():
            subject = verb.child("nsubj", "nsubjpass") if verb.pos in ("VERB", "AUX") else None
            if subject is not None and subject.i < head.i:
                return tuple(dict.fromkeys(c for t in subject.conjuncts() for c in self.chains_of(t)))
        return ()

    def _relative(self, phrase: Phrase) -> tuple[Chain, ...]:
        token = phrase.head
        for above in token.ancestors():
            if above.dep == "relcl":
                if above.head.i < token.i:
                    whole = self.reading.whole_name(above.head)
                    return self._person_of(whole) if token.lower in WHO else self._body_of(whole)
                break
        before = self._ending_before(token)
        if before:
            return before
        return (self.reading.fresh(phrase, phrase.head.text, "thing", "pronoun"),)
