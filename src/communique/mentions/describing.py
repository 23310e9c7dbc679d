"""Says what kind of actor a noun phrase describes: its sector, and the country its own words give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.lexicon.registry import Actor, Agent, Alias, Registry
from communique.mentions.bodies import CHARITY, Bodies
from communique.mentions.choosing import Chooser
from communique.mentions.naming import Hit
from communique.mentions.origins import Origins
from communique.mentions.phrases import Phrase, hyphened, inside_name
from communique.mentions.sectors import WHOLE, Sectors
from communique.mentions.wording import joined, nouns_of, singular, untitled
from communique.model import Token


class Description(NamedTuple):
    """What a phrase says of its actor by its own words."""

    actor: Actor | None  # the known actor that it names
    words: str  # the common noun it was recognised by ("foreign minister"), or the head's lemma
    agent: Agent | None
    code: str | None
    sector: tuple[str, ...]
    owner: Actor | None  # the known actor before the noun ("NATO forces")
    proper: str  # its proper name, where it has one that the registry does not know
    metonym: bool = False


class Describer:
    """Reads phrases against the registry; ``places`` gives the country of a token that is part of a toponym."""

    def __init__(
        self,
        registry: Registry,
        hits: Mapping[int, Hit],
        places: Mapping[int, str],
        date: str | None,
        home: str | None = None,
    ) -> None:
        self.chooser = Chooser(registry, hits, date, home)
        self.registry = registry
        self.sectors = Sectors(registry, hits)
        self.hits = hits
        self.places = places
        self.origins = Origins(registry, hits, places, self.chooser)
        self.bodies = Bodies(registry, hits)

    def describe(self, phrase: Phrase) -> Description:
        """The description of ``phrase``, from its own words alone."""
        if phrase.hit:
            known = self._known(phrase)
            if known:
                return known
        charity = self.bodies.non_governmental(phrase)
        words, agent = CHARITY if charity else self.agent_of(phrase)
        owner = self.origins.owner(phrase, agent)
        code = (owner and owner.code) or None
        if not owner:
            said = self.origins.possessed(phrase) or self.origins.located(phrase, words)
            code = said or ("NGO" if agent is not None and agent.kind == "ngo" else self.registry.only.get(words))
        code = "NGO" if charity else code
        if code is None and agent and agent.sector == "MIL" and self.origins.many_nations(phrase, words):
            code = "IGO"
        if agent and agent.kind == "body" and (not owner or owner.kind == "world"):
            code = self.bodies.without_state(phrase, words) or code
        sector = self.sectors.of(phrase, words, agent, owner, code)
        proper = joined([t for t in phrase.before if t.dep != "det"]) if charity else self._proper(phrase, agent)
        return Description(None, words, agent, code, sector, owner, proper)

    def _known(self, phrase: Phrase) -> Description | None:
        hit = phrase.hit
        assert hit is not None
        titled = self.title(phrase)
        alias = self.chooser.choose(phrase, hit, titled)
        if alias is None:
            return None
        actor = alias.actor
        if self._is_another(phrase, alias):
            return self._namesake(phrase, alias)
        if self._ends_longer(phrase, hit, alias):
            return self._organisation(phrase, actor.code)
        if alias.role == "capital" and not self.chooser.acts(phrase):
            return Description(None, phrase.head.lower, None, actor.code, (), None, _text(phrase, hit))
        if alias.role == "capital":
            actor = self.chooser.seated(_text(phrase, hit), actor)
        if (
            alias.role in ("people", "adjective")
            and actor.kind in WHOLE
            and not phrase.modifier
            and phrase.head.dep != "poss"
        ):
            return self._people(phrase, alias)
        if actor.kind == "person" and any(self.registry.modifiers.get(t.lower) == "ELI" for t in phrase.before):
            actor = actor._replace(sector=("ELI", *(s for s in actor.sector if s != "ELI")))
        return Description(
            actor, phrase.head.lower, titled[1], actor.code, actor.sector, None, "", alias.role in ("capital", "seat")
        )

    def _is_another(self, phrase: Phrase, alias: Alias) -> bool:
        """ "Peru's Congress", "the Belarusian KGB": a body of that name in another state; so is "Congress" where the
        state of the known one is not named.
        """
        actor = alias.actor
        if actor.kind != "body" or actor.code not in self.registry.states or alias.own:
            return False
        owners = {self.code_before(t) for t in phrase.before if t is not phrase.head} - {None}
        if owners:
            return actor.code not in owners
        common = phrase.hit is not None and _text(phrase, phrase.hit).lower() in self.registry.agents
        return common and bool(self.chooser.named) and actor.code not in self.chooser.named - {None}

    def _namesake(self, phrase: Phrase, alias: Alias) -> Description | None:
        """ "the Belarusian KGB": what the known one is, of the state that is named with it."""
        codes = {self.code_before(t) for t in phrase.before if t is not phrase.head} - {None}
        agents = self.registry.agents
        if len(codes) != 1 or _text(phrase, phrase.hit).lower() in agents if phrase.hit else True:
            return None
        words = "security service" if "security service" in agents else phrase.head.lower
        agent = Agent(alias.actor.sector[0] if alias.actor.sector else "", "body", True, False)
        return Description(None, words, agent, codes.pop(), alias.actor.sector, None, joined(phrase.before))

    def _ends_longer(self, phrase: Phrase, hit: Hit, alias: Alias) -> bool:
        """ "Refugee Voice Australia", "Air France": a state's name that ends the name of an organisation."""
        if alias.actor.kind not in ("state", "region") or alias.role not in ("name", "capital"):
            return False
        inside = [t for t in phrase.before if t.i < hit.first and t.pos == "PROPN" and t.text[0].isupper()]
        if not inside or inside[-1].i != hit.first - 1 or phrase.head.label != "ORG":
            return False
        lowers = {t.lower for t in inside}
        return not lowers & self.registry.words["greater"] and not any(
            t.i in self.hits or singular(t) in self.registry.agents for t in inside[-1:]
        )

    def _organisation(self, phrase: Phrase, code: str | None) -> Description:
        name = joined([t for t in phrase.before if t.dep != "det"])
        return Description(None, phrase.head.lower, None, code, (), None, name)

    def code_before(self, token: Token) -> str | None:
        """The country of a state's name or adjective that the token ends."""
        hit = self.hits.get(token.i)
        state = hit is not None and hit.last == token.i and hit.aliases[0].actor.kind == "state"
        return hit.aliases[0].actor.code if hit is not None and state else None

    def _people(self, phrase: Phrase, alias: Alias) -> Description:
        """ "Palestinians", "ethnic Albanians", "the French": people, not the state."""
        code = alias.actor.code
        if any(t.lower == "ethnic" for t in phrase.before):
            code = self.origins.located(phrase, "") or self.origins.scene(phrase)
        if phrase.head.tag in ("NNP", "JJ") and phrase.determiner == "the" and alias.role == "adjective":
            return Description(alias.actor, phrase.head.lower, None, code, (), None, "")
        sector = ("CVL", "REF") if phrase.plural and self.sectors.fled(phrase.head) else ("CVL",)
        return Description(None, phrase.head.lower, self.registry.agents.get("people"), code, sector, alias.actor, "")

    def agent_of(self, phrase: Phrase) -> tuple[str, Agent | None]:
        """The longest known noun that the phrase ends with, or its title where it ends with a name."""
        if self._bare(phrase) or self._is_within(phrase.head):
            return singular(phrase.head), None
        first = next((t for t in phrase.before[:-1] if t.dep != "det"), phrase.head)
        if phrase.kind == "name" and first is not phrase.head and first.text in self.registry.proper_first:
            return first.lower, Agent(self.registry.proper_first[first.text], "body", True, False)
        if self._is_named_person(phrase):
            return self.title(phrase)
        firm = self._shown(phrase) if phrase.kind == "name" and phrase.head.label == "PERSON" else None
        if firm is not None:
            return phrase.head.lower, firm
        tokens, words = nouns_of(phrase.before, phrase.head)
        agents = self.registry.agents
        behind = self._hyphened(phrase.head, words)
        if behind:
            return behind, agents[behind]
        if phrase.of is not None and phrase.hit is None:
            for whose in (singular(phrase.of), phrase.of.lower):  # "chief of staff", "council of elders"
                longer = f"{words[-1]} of {whose}"
                if longer in agents:
                    return longer, agents[longer]
        lower = tokens[-1].lower
        tails = [t for t in dict.fromkeys((words[-1], lower, lower.removesuffix("s"))) if t in self.registry.ends]
        for at in range(len(words)) if tails else ():
            for tail in tails:
                joined = " ".join([*words[at:-1], tail])
                if joined in agents:
                    return joined, agents[joined]
        if phrase.kind == "name":
            shown = self._shown(phrase)
            return (phrase.head.lower, shown) if shown is not None else self.title(phrase)
        return words[-1], None

    def _hyphened(self, head: Token, words: list[str]) -> str:
        """The noun that goes on behind a hyphen, where the parser has cut it there: "secretary-general"."""
        tokens = head.sentence.tokens
        at = head.i - tokens[0].i
        tail = tokens[at + 1 : at + 3]
        if len(tail) < 2 or tail[0].text != "-" or tail[0].start != head.end or tail[1].start != tail[0].end:
            return ""
        longer = f"{words[-1]}-{tail[1].lower}"
        found = (" ".join([*words[n:-1], longer]) for n in range(len(words)))
        return next((noun for noun in found if noun in self.registry.agents), "")

    def _shown(self, phrase: Phrase) -> Agent | None:
        """What the last word of a proper name shows it to be: "Nairobi Times", "Pilbara Iron"."""
        before = [t for t in phrase.before[:-1] if t.text[0].isupper() and t.dep != "det"]
        aiding = len(before) > 1 and {t.lower for t in (*before, phrase.head)} & self.registry.words["charitable_names"]
        sector = "NGO" if aiding else self.registry.proper.get(phrase.head.text)
        if sector is None or not before or phrase.head.label in ("GPE", "LOC"):
            return None
        if phrase.head.label == "PERSON" and (aiding or self.registry.is_borne(before[0].text)):
            return None
        return Agent(sector, "ngo" if aiding else "body", not aiding, False)

    def _is_named_person(self, phrase: Phrase) -> bool:
        """A personal name whose last word is a noun too: "Zabihullah Mujahid", "Mr Bishop"."""
        head = phrase.head
        if phrase.kind != "name" or head.label != "PERSON" or phrase.plural or head.dep == "poss":
            return False
        before = [t for t in phrase.before[:-1] if t.label == "PERSON" and t.pos == "PROPN"]
        firm = head.text in self.registry.proper and not (before and self.registry.is_borne(before[0].text))
        return bool(before) and not firm and singular(before[-1]) not in self.registry.agents

    def _is_within(self, head: Token) -> bool:
        """ "Mines" of "the Ministry of Mines", "State" of "the Head of State": part of a noun that means one actor."""
        above = head.head.head if head.dep == "pobj" and head.head.lower == "of" else None
        if above is None:
            return False
        agent = self.registry.agents.get(f"{singular(above)} of {head.lower}")
        return agent is not None and (agent.kind == "body" or agent.sector in ("GOV", "MIL"))

    def _bare(self, phrase: Phrase) -> bool:
        """ "into force", "in front of": no actor."""
        bare = len(phrase.before) == 1 and phrase.head.dep == "pobj" and not phrase.plural and phrase.kind == "nominal"
        return bare and phrase.head.lower in self.registry.nouns["bare"]

    def title(self, phrase: Phrase) -> tuple[str, Agent | None]:
        """The last known noun before a name: "Defence Minister Pierre Joxe"."""
        agents = self.registry.agents
        tokens = [t for t in phrase.before[:-1] if t.pos != "PUNCT" and not (phrase.hit and t.i >= phrase.hit.first)]
        words = [self._one_of(singular(t)) for t in tokens]
        for last in range(len(words), 0, -1):
            for at in range(max(0, last - 3), last) if words[last - 1] in self.registry.ends else ():
                joined = " ".join(words[at:last])
                if joined in agents:
                    return joined, agents[joined]
        return self._shared_title(phrase) or (singular(phrase.head), None)

    def _one_of(self, word: str) -> str:
        """The singular of a plural title, whose tag may not tell it: "Foreign Ministers Vey and Ruiz"."""
        agent = self.registry.agents.get(word.removesuffix("s")) if word.endswith("s") else None
        return word[:-1] if agent is not None and agent.kind == "person" and word not in self.registry.agents else word

    def _shared_title(self, phrase: Phrase) -> tuple[str, Agent] | None:
        """The title in the plural that stands before the first of several names."""
        first = phrase.head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        if first is phrase.head or phrase.head.pos != "PROPN":
            return None
        tokens = [t for t in first.children if t.i < first.i and t.pos in ("PROPN", "NOUN") and t.dep == "compound"]
        plural = next((n for n, t in enumerate(tokens) if self._one_of(t.lower) != t.lower), None)
        if plural is None:
            return None
        words = [t.lower for t in tokens[:plural]] + [tokens[plural].lower[:-1]]
        titles = (" ".join(words[at:]) for at in range(len(words)))
        return next(((title, self.registry.agents[title]) for title in titles if title in self.registry.agents), None)

    def _no_name(self, token: Token) -> bool:
        """Whether it is part of a known name that no person has: "Kenya" of "Kenya Ports"."""
        hit = self.hits.get(token.i)
        return hit is not None and any(a.actor.kind != "person" for a in hit.aliases)

    def _proper(self, phrase: Phrase, agent: Agent | None) -> str:
        """The capitalised words that name it, titles left out."""
        if phrase.kind != "name" and not any(t.pos == "PROPN" and t.i not in self.hits for t in phrase.before):
            return ""
        tokens = [
            t
            for t in phrase.before
            if (t is phrase.head or t.dep not in ("det", "poss", "case") or inside_name(t))
            and (t is phrase.head or t.pos in ("PROPN", "PUNCT", "NOUN", "NUM") or t.tag == "POS")
        ]
        polite = self.registry.words["honorifics"]
        while len(tokens) > 1 and tokens[0].lower.rstrip(".") in polite:
            tokens.pop(0)
        while tokens and (tokens[0].pos in ("PUNCT", "NOUN") or self._no_name(tokens[0])):
            tokens.pop(0)
        kept = (
            untitled(tokens, self.registry)
            if phrase.kind == "name" and not any(inside_name(t) for t in tokens)
            else [t for t in tokens if t.pos == "PROPN" or inside_name(t)]
        )
        return joined([*kept, *hyphened(phrase.head)] if kept else kept)


def _text(phrase: Phrase, hit: Hit) -> str:
    return joined([t for t in phrase.before if t.i >= hit.first]) or phrase.head.text
