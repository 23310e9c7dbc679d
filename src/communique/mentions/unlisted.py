"""Ties proper names that the registry does not know to their earlier mentions, or makes them somebody new."""

from __future__ import annotations

from communique.lexicon.registry import folded
from communique.mentions.chains import Chain
from communique.mentions.describing import Description
from communique.mentions.introducing import Introducing
from communique.mentions.persons import names_person
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.serving import Serving
from communique.mentions.setting import SETTLED
from communique.mentions.shortening import Shortener

BY_SECTOR = (
    ("company", frozenset(("BUS",))),
    ("armed", frozenset(("REB", "UAF", "PRM"))),
    ("party", frozenset(("PTY", "OPP"))),
    ("ngo", frozenset(("SOC", "LAB"))),
)
"""By which nouns a body that is only known from the text can be taken up, by its sector."""
DIVIDED = ("the", "North")
PLACES = ("GPE", "LOC", "FAC")
PLAIN = ("named here", "named here; person", "named here; body")
"""Why of names of which nothing more is known."""


class Unlisted:
    """Finds or makes the chain of a name that only the document has."""

    def __init__(self, reading: Reading, serving: Serving) -> None:
        self.reading = reading
        self.serving = serving
        self.shortener = Shortener(reading)
        self.introducing = Introducing(reading)

    def named(self, phrase: Phrase, about: Description) -> Chain:
        """A proper name that the registry does not know, tied to its earlier mentions."""
        key = folded(about.proper)
        chain = self.reading.chains.get("name", key) or self._half(phrase) or self.shortener.find(phrase)
        people = about.agent is None and folded(phrase.head.text) in self.reading.peoples
        hint = self.reading.hints.get(key) if about.agent is None and not about.sector else None
        about = about._replace(sector=(hint,)) if hint is not None else about
        person = names_person(phrase, about, self.reading.registry) or self._is_called(phrase, about)
        person = person and not people and hint is None
        if chain is None and (person or " " not in about.proper):
            chain = self.reading.chains.get("name", folded(phrase.head.text))
        if chain is None and people:
            chain = self._people(phrase, about)
        if chain is None and person and about.agent is None:
            chain = self._introduced(phrase, about)
        if chain is None:
            sent = self.serving.represented(phrase) if person or not phrase.determiner else None
            if sent is not None:
                person = True
                about = about._replace(code=about.code or sent.code, sector=about.sector or sent.sector or ("GOV",))
            called = about.proper if person else ""
            served = about.code or self.serving.code(phrase, about)
            code = served or self.reading.belonging.country(phrase, about, called)
            known = any(t.i in self.reading.describer.hits for t in phrase.before[:-1])  # "Washington Irving"
            full = " " in about.proper or about.proper.isupper()  # one word alone may be anybody, or anywhere
            acting = about.agent or ((phrase.head.label == "ORG" or (full and _acts(phrase))) and not known)
            kind = "person" if person else "body" if acting or hint is not None else "thing"
            sector = about.sector or (("JRN",) if _is_told(phrase) and not person else ())
            speaker = about.words in self.reading.registry.nouns["speakers"]
            if person and about.agent is not None and ((about.agent.weak and not sector) or speaker):
                sector = self.serving.sector(phrase, about, code)
            name = about.proper if person or not about.owner else plain(phrase)
            chain = self.reading.chains.new(
                name, code, sector, kind, _why(about.words if about.agent is not None else kind)
            )
            chain.number = "many" if phrase.plural else "one"
            chain.guessed = not about.code
            self.reading.chains.keep(chain, "name", key)
            self._remember(chain, phrase, about, person)
        self.learn(chain, about)
        return chain

    def _introduced(self, phrase: Phrase, about: Description) -> Chain | None:
        """Whoever was brought in by a noun just before, who has a name from here on."""
        chain = self.introducing.of(phrase, about.proper)
        if chain is not None:
            chain.name, chain.why = about.proper, chain.why.replace("noun: ", "named here; ", 1)
            chain.guessed = SETTLED in chain.why
            self.reading.chains.keep(chain, "name", folded(about.proper))
            gender = chain.gender
            self._remember(chain, phrase, about, person=True)
            chain.gender = chain.gender or gender
        return chain

    def _is_called(self, phrase: Phrase, about: Description) -> bool:
        """Whether one word that acts is a name that people have in a country that the document names: "Kang wept"."""
        if len(phrase.before) > 1 or about.agent is not None or phrase.plural or phrase.head.label == "ORG":
            return False
        name = phrase.head.text
        return _acts(phrase) and self.reading.registry.onomastics.has(name) and self.reading.setting.is_borne(name)

    def _half(self, phrase: Phrase) -> Chain | None:
        """ "the North" in a report that names a state with a point of the compass before what is left of its name."""
        words, registry = self.reading.registry.words["compass"], self.reading.registry
        word = phrase.head.text
        if word not in words or len(phrase.before) != len(DIVIDED) or phrase.determiner != "the":
            return None
        for reference in reversed(self.reading.recent):
            for chain in reference.chains if len(reference.chains) == 1 else ():
                half, _, rest = chain.name.partition(" ")
                aliases = registry.aliases(f"{word} {rest}") if chain.kind == "state" and half in words else ()
                state = next((a.actor for a in aliases if a.role == "name" and a.actor.kind == "state"), None)
                if state is not None:
                    return self.reading.keyed(
                        ("actor", state.id), state.name, state.code, state.sector, state.kind, f"known: {state.name}"
                    )
        return None

    def _people(self, phrase: Phrase, about: Description) -> Chain:
        """A people that the registry does not know, by its name in the singular or plural."""
        name = phrase.head.text
        code = about.code or self.reading.belonging.country(phrase, about)
        one = name.removesuffix("s") if phrase.plural else name
        known = self.reading.chains.get("name", folded(one))
        if known is not None:
            return known
        chain = self.reading.chains.new(name, code, ("CVL",), "people", "named here; a people")
        chain.number = "many"
        self.reading.chains.keep(chain, "name", folded(one))
        self.reading.chains.keep(chain, "name", folded(name))
        return chain

    def _remember(self, chain: Chain, phrase: Phrase, about: Description, person: bool) -> None:
        """What later mentions may call it: a surname, an acronym in brackets, its noun."""
        if person:
            self.reading.chains.keep(chain, "name", folded(phrase.head.text))
            first, *others = about.proper.split(" ")
            for middle in others[:-1]:  # "Miriam Paz Cálix", later "Ms Paz"
                if len(middle) > 2:
                    self.reading.chains.keep(chain, "name", folded(middle))
            chain.gender = self.reading.registry.gender.get(first, "")
        elif " " in about.proper and phrase.head.pos == "PROPN" and not phrase.determiner and about.agent is None:
            self.reading.chains.keep(chain, "name", folded(phrase.head.text))  # a person's, for all that is known
        for child in phrase.head.children:
            if child.dep == "appos" and child.text.isupper() and len(child.text) <= 8:
                self.reading.chains.keep(chain, "name", folded(child.text))
        if about.agent:
            chain.lemma = about.words
            title = self.reading.registry.titles.get(about.words, about.words)
            for noun in {about.words, title, title.rsplit(" ", 1)[-1]}:
                self.reading.chains.note_noun(chain, noun)
        for kind, sectors in BY_SECTOR:
            if not person and set(about.sector[:1]) & sectors:
                for noun in sorted(self.reading.registry.nouns[kind] - self.reading.registry.nouns["specific"]):
                    self.reading.chains.note_noun(chain, noun)

    def learn(self, chain: Chain, about: Description) -> None:
        """Adds what the words of a mention say of somebody of whom less was known, or guessed."""
        said = about.owner is not None or about.agent is not None  # not the name alone, which may be a town's too
        if about.code and (chain.code is None or (said and chain.guessed and not chain.why.startswith("known"))):
            chain.code, chain.guessed = about.code, False
        if not chain.sector and about.sector:
            chain.sector = about.sector


def _why(words: str) -> str:
    return "named here" if words == "thing" else f"named here; {words}"


def _is_told(phrase: Phrase) -> bool:
    """Whether it is an organisation that somebody tells something: "she told Lakeside Eye"; the press, then."""
    head = phrase.head
    return head.label == "ORG" and head.dep in ("dobj", "dative", "iobj") and head.head.lemma == "tell"


def _acts(phrase: Phrase) -> bool:
    """Whether a name is the subject of a verb, or by whom something is done: somebody, then."""
    head = phrase.head
    if head.label in PLACES:  # it may be a state of its own
        return False
    while head.dep == "conj" and head.head is not head:
        head = head.head
    if head.dep == "pobj":
        return head.head.dep == "agent"
    return head.dep == "nsubj" and head.head.pos == "VERB"
