"""Whose an actor is where its own words do not say: its possessor's or employer's, several states', or the country's
that is talked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.mentions.chains import Chain, Reference
from communique.mentions.describing import Description
from communique.mentions.phrases import Phrase
from communique.mentions.sides import rules_on_states, sent_by, speaks_for
from communique.mentions.wording import singular

if TYPE_CHECKING:
    from communique.mentions.reading import Reading

OFFICES = ("GOV", "LEG", "SPY")
"""Sectors of nouns in which "foreign" names the business, not the people: "foreign ministry"."""
EMPLOYERS = ("body", "ngo", "igo", "armed", "party", "company", "media", "government")
"""Kinds of actors that somebody can speak or work for."""
RISEN = ("REB", "PRM", "UAF", "CRM")
STATELY = ("GOV", "MIL", "LEG", "COP")
"""Sectors of bodies that are of a state, be it one that the registry does not know."""
PEOPLED = frozenset(("GPE", "LOC", "NORP", "PERSON"))
"""Labels of the recogniser for names that somebody can be of."""


class Belonging:
    """Finds the country of the phrases of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def is_from_elsewhere(self, phrase: Phrase) -> bool:
        """Whether its words say that it is of no country, of another, or of one that the registry does not know."""
        words, agent = self.reading.describer.agent_of(phrase)
        office = words.split() if agent and agent.sector in OFFICES else ()  # "Foreign Minister": of our own country
        counted = any(t.pos == "NUM" for t in phrase.before)  # "eleven other prisoners"
        armed = agent is not None and agent.sector in RISEN  # "allied militias"
        here = {*office, *(("other",) if counted else ()), *(("allied",) if armed else ())}
        if any(t.lower in self.reading.registry.words["elsewhere"] and t.lower not in here for t in phrase.before):
            return True
        body = agent is not None and agent.kind == "body" and agent.sector not in STATELY
        if (
            phrase.of is not None
            and not body
            and phrase.of.label in PEOPLED
            and self.reading.describer.origins.country_at(phrase.of) is None
        ):
            return True
        if self.reading.home is None and rules_on_states(phrase, self.reading.describer):
            return True
        owners = self.reading.chains_of(phrase.possessor) if phrase.possessor is not None else ()
        if self.reading.home is None and any(c.kind == "first" for c in owners):
            return True  # "our delegation" of whoever speaks
        return any(c.code is None and c.kind == "thing" and c.why == "named here" for c in owners)

    def country(self, phrase: Phrase, about: Description, name: str = "") -> str | None:
        """The country of an actor whose own words give none; ``name`` is what a person is called.

        Its possessor's or employer's; that of an organisation's officers, of the embassy or sender spoken of; else, for
        those who take the country of the report, the one that is talked about.
        """
        owned = self.reading.owner_code(phrase)
        if owned:
            opposite = about.words in self.reading.registry.nouns["counterparts"]
            return self._opposite(owned) if opposite else owned
        if phrase.possessor is not None and self.reading.of_who_speaks(phrase.possessor):
            return self.reading.sides.of(phrase.possessor, self.reading.registry) or self.reading.home
        tied = self._served(phrase, about) or self._of_several(phrase, about.words) or self._sent(phrase, about)
        return tied or self._talked_of(phrase, about, name)

    def _served(self, phrase: Phrase, about: Description) -> str | None:
        """The code of whom somebody works for or is of: "the president of the Commission"."""
        employed = self.employer(phrase, about)
        if employed is not None and employed.code:
            return employed.code
        person = about.agent is not None and about.agent.kind == "person"
        whole = self.reading.chains_of(phrase.of) if phrase.of is not None and person else ()
        return whole[0].code if len(whole) == 1 and whole[0].kind in EMPLOYERS else None

    def _of_several(self, phrase: Phrase, words: str) -> str | None:
        """IGO for what is of several states."""
        if phrase.possessor is not None:
            return None
        alone = not self._of_somebody(phrase, words)
        plain_noun = phrase.head.text[0].isupper() or not self.reading.modifiers(phrase, words)
        international = alone and plain_noun and self._international(phrase, words)
        return "IGO" if international or self._of_states(phrase, words) else None

    def _sent(self, phrase: Phrase, about: Description) -> str | None:
        """The country of the embassy spoken of, or of the state that sends its own."""
        if phrase.possessor is not None:
            return None
        posted = self._of_embassy(phrase, about.words)
        if posted or about.agent is None:
            return posted
        return sent_by(phrase, self.reading.describer, self.reading.chains_of)

    def _talked_of(self, phrase: Phrase, about: Description, name: str) -> str | None:
        """The country talked about, for those who take it; of an ambassador the other one."""
        if about.agent is None or not about.agent.home or self.is_from_elsewhere(phrase):
            return None
        sender = speaks_for(phrase, self.reading.describer)
        if sender:
            return sender
        reading, body = self.reading, about.agent.kind == "body"
        code = reading.focus.at(phrase, reversed(reading.recent), reading.setting, body=body, name=name)
        abroad = code is not None and code == reading.home and about.words in reading.registry.nouns["abroad"]
        ours = bool(name) and reading.setting.issued  # whom a ministry names is its own
        return (self._opposite(code) or code) if abroad and code and not ours else code

    def _of_embassy(self, phrase: Phrase, words: str) -> str | None:
        """The country of the embassy spoken of just before: "besieged the Omani embassy and seized the ambassador"."""
        nouns = self.reading.registry.nouns
        if words not in nouns["posted"] or phrase.determiner not in self.reading.registry.words["definite"]:
            return None
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > 1:
                return None
            for chain in reference.chains:
                if chain.lemma in nouns["seats_abroad"] and chain.code:
                    return chain.code
        return None

    def local(self, chain: Chain, phrase: Phrase, before: Iterable[Reference]) -> str | None:
        """The country talked about at ``phrase``, one of ``chain``'s, once every phrase is resolved."""
        person = chain.kind == "person" and chain.why.startswith("named here")
        return self.reading.focus.at(
            phrase, before, self.reading.setting, people=True, name=chain.name if person else ""
        )

    def employer(self, phrase: Phrase, about: Description) -> Chain | None:
        """The body that somebody speaks or works for: "a spokesman for the Front", "director at the organisation"."""
        if about.agent is None or about.agent.kind != "person" or not about.agent.weak:
            return None
        for noun in phrase.places:
            chains = self.reading.chains_of(noun) if noun.head.lower in self.reading.registry.words["employing"] else ()
            if len(chains) == 1 and chains[0].kind in EMPLOYERS:
                return chains[0]
        return None

    def _international(self, phrase: Phrase, words: str) -> bool:
        """Whether it is an office of international organisations, or a body as such papers name their own."""
        nouns = self.reading.registry.nouns
        if words in nouns["union_officers"] and self.reading.describer.chooser.says(nouns["union"]):
            return True
        large = phrase.head.text[0].isupper() and phrase.head.i != phrase.head.sentence.tokens[0].i
        union = words in nouns["union_bodies"] and phrase.determiner == "the" and len(phrase.before) <= 2
        if large and union and self.reading.describer.chooser.says(nouns["union"]):
            return True
        if self.reading.litigants is not None and words in nouns["bench"]:
            return True
        if self.reading.setting.international and large and words in nouns["igo_large"]:
            return True
        if words in nouns["igo_officers"]:
            return True
        return self.reading.setting.international and not phrase.plural and words in nouns["igo_bodies"]

    def _of_somebody(self, phrase: Phrase, words: str) -> bool:
        """Whether it is of a state, place or actor, and not "of inquiry", "of five experts"."""
        if phrase.of is None or words.endswith(f" of {singular(phrase.of)}"):
            return False
        return phrase.of.pos != "NOUN" or phrase.of.i in self.reading.describer.hits

    def _of_states(self, phrase: Phrase, words: str) -> bool:
        """ "The Ferry Commission" of a treaty, "Leaders" of a summit: of the states that made the paper together."""
        if phrase.determiner in self.reading.registry.words["indefinite"]:
            return False
        noun = words.rsplit(" ", 1)[-1]
        capital = phrase.head.text[0].isupper() and phrase.head.i != phrase.head.sentence.tokens[0].i
        members = words in self.reading.registry.nouns["member_states"] and phrase.of is not None and phrase.plural
        if members and phrase.of is not None and singular(phrase.of) not in words and self.reading.chains_of(phrase.of):
            return self.reading.describer.origins.country_at(phrase.of) is None
        if self.reading.setting.international and words in self.reading.registry.nouns["summiteers"] and phrase.plural:
            return len(phrase.before) <= 2
        return capital and self.reading.setting.between_states and noun in self.reading.registry.nouns["treaty_bodies"]

    def _opposite(self, code: str) -> str | None:
        """The other country that was named last: that of "his counterpart"."""
        for reference in reversed(self.reading.recent[-24:]):
            for chain in reference.chains:
                if chain.kind == "state" and chain.code not in (None, code):
                    return chain.code
        return None
