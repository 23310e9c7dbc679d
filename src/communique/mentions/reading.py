"""What is known while a document is being read, and what a phrase's surroundings say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from communique.lexicon.registry import Registry
from communique.mentions.acronyms import find_acronyms
from communique.mentions.chains import Chain, Chains, Reference, unique
from communique.mentions.describing import Describer, Description
from communique.mentions.focus import Focus
from communique.mentions.groups import defined_terms
from communique.mentions.hints import hinted_sectors
from communique.mentions.litigants import litigants_of
from communique.mentions.peoples import peoples_of
from communique.mentions.phrases import Phrase
from communique.mentions.setting import Setting
from communique.mentions.sides import Sides, rules_on_states, sent_by, speaks_for
from communique.mentions.styled import names_behind, styled_names
from communique.mentions.wording import joined, singular
from communique.model import Text, Token

OFFICES = ("GOV", "LEG", "SPY")
"""Sectors of nouns in which "foreign" names the business, not the people: "foreign ministry"."""
EMPLOYERS = ("body", "ngo", "igo", "armed", "party", "company", "media", "government")
"""Kinds of actors that somebody can speak or work for."""
RISEN = ("REB", "PRM", "UAF", "CRM")
STATELY = ("GOV", "MIL", "LEG", "COP")
"""Sectors of bodies that are of a state, be it one that the registry does not know."""
PEOPLED = frozenset(("GPE", "LOC", "NORP", "PERSON"))
"""Labels of the recogniser for names that somebody can be of."""


class Reading:
    """The state of one document: its phrases, the chains so far, the country that the report is filed from.

    ``chains_of`` resolves the phrase headed by a token; ``recent`` are the references so far, in order.
    """

    def __init__(
        self,
        text: Text,
        phrases: Sequence[Phrase],
        describer: Describer,
        home: str | None,
        chains_of: Callable[[Token], tuple[Chain, ...]],
    ) -> None:
        self.text = text
        self.phrases = {p.head.i: p for p in phrases}
        self.styled = styled_names(phrases, describer.registry)
        self.behind = names_behind(phrases, describer.registry)
        self.by_first = {p.before[0].i: p for p in phrases if p.before and not p.modifier}
        self.describer = describer
        self.said = describer.chooser.said
        self.registry: Registry = describer.registry
        self.quoted = _quoted(text)
        ours = frozenset() if home is not None else self._ours(text)
        self.setting = Setting(text, describer.hits, describer.places, home, self.registry, ours)
        self.focus = Focus(text, describer.hits, describer.places, self.registry)
        self.dateline = self.setting.dateline
        self.home = self.setting.home
        self.hints = hinted_sectors(text, describer.hits, describer.places, self.registry)
        self.peoples = peoples_of(text, describer.hits, self.registry)
        self.chains = Chains()
        self.references: dict[int, Reference] = {}
        self.recent: list[Reference] = []
        self.terms = defined_terms(text)
        self.litigants = litigants_of(text, describer.hits, self.registry)
        self.acronyms = find_acronyms(text, self.phrases)
        self.full_names = {short.head: short for short in self.acronyms.values()}
        self.papers: dict[str, tuple[Chain, ...]] = {}
        self.chains_of = chains_of
        self.sides = Sides()
        self.ours: dict[int, int] = {}  # index of a chain whose country is that of whoever "our" is → head of "our"

    def _ours(self, text: Text) -> frozenset[int]:
        """The tokens "we" and "our" that nobody is quoted for."""
        first = {w for w, person in self.registry.pronouns.items() if person == "first"} - self.registry.words["alone"]
        return frozenset(t.i for t in text.tokens if t.lower in first and t.i not in self.quoted)

    def keyed(
        self, key: tuple[str, ...], name: str, code: str | None, sector: tuple[str, ...], kind: str, why: str
    ) -> Chain:
        known = self.chains.get(*key)
        return known or self.chains.keep(self.chains.new(name, code, sector, kind, why), *key)

    def fresh(self, phrase: Phrase, name: str, kind: str, why: str) -> Chain:
        chain = self.chains.new(name, None, (), kind, why)
        noun = singular(phrase.head)
        self.shape(chain, phrase, noun, self.modifiers(phrase, noun))
        return chain

    def shape(self, chain: Chain, phrase: Phrase, words: str, modifiers: frozenset[str]) -> None:
        chain.number = "many" if phrase.plural else "one"
        chain.modifiers = modifiers
        chain.lemma = words
        chain.owner = self.owner(phrase)
        head = phrase.head.lower
        chain.gender = (
            "male" if head in self.registry.nouns["male"] else "female" if head in self.registry.nouns["female"] else ""
        )
        if phrase.possessor is not None and self._of_who_speaks(phrase.possessor):
            self.ours[chain.index] = phrase.possessor.i
        self.chains.note_noun(chain, words)
        self.chains.note_noun(chain, words.rsplit(" ", 1)[-1])

    def merge(self, old: Chain, new: Chain) -> None:
        """Makes all mentions of ``old`` mentions of ``new``: they have turned out to be one."""
        new.spans.update(old.spans)
        old.spans.clear()
        self.chains.replace(old, new)
        for i, reference in self.references.items():
            if old in reference.chains:
                self.references[i] = Reference(
                    reference.phrase, unique([new if c is old else c for c in reference.chains])
                )
        self.recent[:] = [self.references.get(r.phrase.head.i, r) for r in self.recent]

    def by_noun(self, phrase: Phrase, noun: str) -> Chain | None:
        """The chain that the noun takes up: "the bloc", "The Authority"."""
        found = self.chains.of_noun(noun, self.modifiers(phrase, noun), None, self.owner(phrase), phrase.plural)
        return self.as_written(phrase, noun, found)

    def as_written(self, phrase: Phrase, noun: str, found: Chain | None) -> Chain | None:
        """None where an organisation would be taken up by a noun that is its own only in capitals: "the authority"."""
        small = not phrase.head.text[0].isupper() and noun in self.registry.nouns["written_large"]
        return None if small and found is not None and found.kind == "igo" else found

    def is_definite(self, phrase: Phrase) -> bool:
        return (
            phrase.determiner in self.registry.words["definite"]
            or phrase.possessor is not None
            or phrase.kind == "name"
        )

    def indefinite(self, phrase: Phrase) -> bool:
        if phrase.determiner in self.registry.words["definite"] or phrase.kind == "name":
            return False
        if phrase.determiner in self.registry.words["indefinite"] or any(t.pos == "NUM" for t in phrase.before):
            return True
        return phrase.plural and not phrase.determiner and len(phrase.before) > 1

    def modifiers(self, phrase: Phrase, words: str) -> frozenset[str]:
        parts = set(words.split())
        return frozenset(
            t.lower
            for t in phrase.before[:-1]
            if t.dep in ("amod", "compound", "nummod", "nmod")
            and t.lower not in parts
            and t.i not in self.describer.hits
        )

    def owner(self, phrase: Phrase) -> int | None:
        """The chain that possesses it, by its index: "its leader" of one is not "its leader" of another."""
        chains = self.chains_of(phrase.possessor) if phrase.possessor is not None else ()
        return chains[0].index if chains else None

    def owner_code(self, phrase: Phrase) -> str | None:
        """The country of the possessor: "its troops", "Montenegro's prime minister"."""
        if phrase.possessor is None:
            return None
        codes = {c.code for c in self.chains_of(phrase.possessor) if c.code}
        return codes.pop() if len(codes) == 1 else None

    def is_from_elsewhere(self, phrase: Phrase) -> bool:
        """Whether its words say that it is of no country, of another, or of one that the registry does not know."""
        words, agent = self.describer.agent_of(phrase)
        office = words.split() if agent and agent.sector in OFFICES else ()  # "Foreign Minister": of our own country
        counted = any(t.pos == "NUM" for t in phrase.before)  # "eleven other prisoners"
        armed = agent is not None and agent.sector in RISEN  # "allied militias"
        here = {*office, *(("other",) if counted else ()), *(("allied",) if armed else ())}
        if any(t.lower in self.registry.words["elsewhere"] and t.lower not in here for t in phrase.before):
            return True
        body = agent is not None and agent.kind == "body" and agent.sector not in STATELY
        if (
            phrase.of is not None
            and not body
            and phrase.of.label in PEOPLED
            and self.describer.origins.country_at(phrase.of) is None
        ):
            return True
        if self.home is None and rules_on_states(phrase, self.describer):
            return True
        owners = self.chains_of(phrase.possessor) if phrase.possessor is not None else ()
        if self.home is None and any(c.kind == "first" for c in owners):
            return True  # "our delegation" of whoever speaks
        return any(c.code is None and c.kind == "thing" and c.why == "named here" for c in owners)

    def country(self, phrase: Phrase, about: Description, name: str = "") -> str | None:
        """The country of an actor whose own words give none.

        Its possessor's; else, for those who take the country of the report, that of the office holder before in the
        sentence, that of the dateline, that of the only other state in the sentence, that of the state named most.
        ``name`` is what a person is called.
        """
        owned = self.owner_code(phrase)
        if owned:
            opposite = about.words in self.registry.nouns["counterparts"]
            return self._opposite(owned) if opposite else owned
        if phrase.possessor is not None and self._of_who_speaks(phrase.possessor):
            return self.sides.of(phrase.possessor, self.registry) or self.home
        employed = self.employer(phrase, about)
        if employed is not None and employed.code:
            return employed.code
        person = about.agent is not None and about.agent.kind == "person"
        whole = self.chains_of(phrase.of) if phrase.of is not None and person else ()
        if len(whole) == 1 and whole[0].kind in EMPLOYERS and whole[0].code:
            return whole[0].code  # "the president of the Commission"
        alone = phrase.possessor is None and not self._of_somebody(phrase, about.words)
        plain_noun = phrase.head.text[0].isupper() or not self.modifiers(phrase, about.words)
        if alone and plain_noun and self._international(phrase, about.words):
            return "IGO"
        if phrase.possessor is None and self._of_states(phrase, about.words):
            return "IGO"
        posted = self._of_embassy(phrase, about.words) if phrase.possessor is None else None
        if posted:
            return posted
        sender = sent_by(phrase, self.describer, self.chains_of) if about.agent is not None else None
        if sender and phrase.possessor is None:
            return sender
        if about.agent is None or not about.agent.home:
            return None
        if self.is_from_elsewhere(phrase):
            return None
        sender = speaks_for(phrase, self.describer)
        if sender:
            return sender
        body = about.agent.kind == "body"
        code = self.focus.at(phrase, reversed(self.recent), self.setting, body=body, name=name)
        abroad = code is not None and code == self.home and about.words in self.registry.nouns["abroad"]
        ours = bool(name) and self.setting.issued  # whom a ministry names is its own
        return (self._opposite(code) or code) if abroad and code and not ours else code

    def _of_embassy(self, phrase: Phrase, words: str) -> str | None:
        """The country of the embassy spoken of just before: "besieged the Omani embassy and seized the ambassador"."""
        nouns = self.registry.nouns
        if words not in nouns["posted"] or phrase.determiner not in self.registry.words["definite"]:
            return None
        here = phrase.head.sentence.index
        for reference in reversed(self.recent):
            if here - reference.phrase.head.sentence.index > 1:
                return None
            for chain in reference.chains:
                if chain.lemma in nouns["seats_abroad"] and chain.code:
                    return chain.code
        return None

    def local(self, chain: Chain, phrase: Phrase, before: Iterable[Reference]) -> str | None:
        """The country talked about at ``phrase``, one of ``chain``'s, once every phrase is resolved."""
        person = chain.kind == "person" and chain.why.startswith("named here")
        return self.focus.at(phrase, before, self.setting, people=True, name=chain.name if person else "")

    def employer(self, phrase: Phrase, about: Description) -> Chain | None:
        """The body that somebody speaks or works for: "a spokesman for the Front", "director at the organisation"."""
        if about.agent is None or about.agent.kind != "person" or not about.agent.weak:
            return None
        for noun in phrase.places:
            chains = self.chains_of(noun) if noun.head.lower in self.registry.words["employing"] else ()
            if len(chains) == 1 and chains[0].kind in EMPLOYERS:
                return chains[0]
        return None

    def _of_who_speaks(self, possessor: Token) -> bool:
        """Whether it is "our" or "your" of somebody who is not known yet."""
        return any(c.kind == "first" for c in self.chains_of(possessor))

    def _international(self, phrase: Phrase, words: str) -> bool:
        """Whether it is an office of international organisations, or a body as such papers name their own."""
        nouns = self.registry.nouns
        if words in nouns["union_officers"] and self.describer.chooser.says(nouns["union"]):
            return True
        large = phrase.head.text[0].isupper() and phrase.head.i != phrase.head.sentence.tokens[0].i
        union = words in nouns["union_bodies"] and phrase.determiner == "the" and len(phrase.before) <= 2
        if large and union and self.describer.chooser.says(nouns["union"]):
            return True
        if self.litigants is not None and words in nouns["bench"]:
            return True
        if self.setting.international and large and words in nouns["igo_large"]:
            return True
        if words in nouns["igo_officers"]:
            return True
        return self.setting.international and not phrase.plural and words in nouns["igo_bodies"]

    def _of_somebody(self, phrase: Phrase, words: str) -> bool:
        """Whether it is of a state, place or actor, and not "of inquiry", "of five experts"."""
        if phrase.of is None or words.endswith(f" of {singular(phrase.of)}"):
            return False
        return phrase.of.pos != "NOUN" or phrase.of.i in self.describer.hits

    def _of_states(self, phrase: Phrase, words: str) -> bool:
        """ "The Sturgeon Commission" of a treaty, "Leaders" of a summit: of the states that made the paper together."""
        if phrase.determiner in self.registry.words["indefinite"]:
            return False
        noun = words.rsplit(" ", 1)[-1]
        capital = phrase.head.text[0].isupper() and phrase.head.i != phrase.head.sentence.tokens[0].i
        members = words in self.registry.nouns["member_states"] and phrase.of is not None and phrase.plural
        if members and phrase.of is not None and singular(phrase.of) not in words and self.chains_of(phrase.of):
            return self.describer.origins.country_at(phrase.of) is None
        if self.setting.international and words in self.registry.nouns["summiteers"] and phrase.plural:
            return len(phrase.before) <= 2
        return capital and self.setting.between_states and noun in self.registry.nouns["treaty_bodies"]

    def _opposite(self, code: str) -> str | None:
        """The other country that was named last: that of "his counterpart"."""
        for reference in reversed(self.recent[-24:]):
            for chain in reference.chains:
                if chain.kind == "state" and chain.code not in (None, code):
                    return chain.code
        return None


def plain(phrase: Phrase) -> str:
    """The words of a phrase without article, up to its head, or to what follows "of"."""
    tokens = [t for t in phrase.before if t.dep not in ("det", "predet")] or [phrase.head]
    base = phrase.head.sentence.tokens[0].i
    rest = phrase.head.sentence.tokens[phrase.head.i + 1 - base :]
    tokens = [*tokens, *takewhile(lambda t: t.start < phrase.end, rest)]
    return " ".join(joined(tokens).split())


def _quoted(text: Text) -> frozenset[int]:
    """The tokens between quotation marks; a quotation that a paragraph does not close lasts to its end."""
    inside: set[int] = set()
    block, open_ = None, False
    for token in text.tokens:
        if token.sentence.block is not block:
            block, open_ = token.sentence.block, False
        if token.text in ('"', "“", "”", "``", "''"):
            open_ = token.text in ("“", "``") or (token.text == '"' and not open_)
        elif open_:
            inside.add(token.i)
    return frozenset(inside)
