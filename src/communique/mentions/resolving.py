"""Ties every phrase to its actor: known actors, names that come back, nouns with a country, pronouns, groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.lexicon.registry import Actor, Registry, folded, government_of, with_article
from communique.mentions.chains import Chain, Chains, Reference, unique
from communique.mentions.describing import Describer, Description, singular
from communique.mentions.groups import defined_terms, issuers_of, named_before, pair_before
from communique.mentions.naming import Hit
from communique.mentions.phrases import Phrase
from communique.mentions.pronouns import antecedent
from communique.model import Text, Token

KINDS = ("state", "igo", "ngo", "armed", "party", "company", "media")


class Resolver:
    """Reads the phrases of one document in order; ``home`` is the country that the report is filed from."""

    def __init__(
        self,
        text: Text,
        phrases: Sequence[Phrase],
        hits: Mapping[int, Hit],
        describer: Describer,
        registry: Registry,
        home: str | None,
    ) -> None:
        self.text = text
        self.phrases = {p.head.i: p for p in phrases}
        self.by_first = {p.before[0].i: p for p in phrases if p.before and not p.modifier}
        self.describer = describer
        self.registry = registry
        self.main = _most_named(hits)
        named = {a.actor.code for hit in hits.values() for a in hit.aliases} | set(describer.places.values())
        self.home = home if home in named or self.main is None else None
        self.quoted = _quoted(text)
        self.chains = Chains()
        self.references: dict[int, Reference] = {}
        self.recent: list[Reference] = []
        self.terms = defined_terms(text)
        self.papers: dict[str, tuple[Chain, ...]] = {}
        self._open: set[int] = set()

    def resolve_all(self) -> dict[int, Reference]:
        """The reference of every phrase, by its head."""
        for phrase in self.phrases.values():
            self.chains_of(phrase.head)
            self.recent.append(self.references[phrase.head.i])
        return self.references

    def chains_of(self, head: Token) -> tuple[Chain, ...]:
        """The chains of the phrase headed by ``head``; empty where there is no such phrase."""
        done = self.references.get(head.i)
        if done:
            return done.chains
        phrase = self.phrases.get(head.i)
        if phrase is None or head.i in self._open or len(self._open) > 20:
            return ()
        self._open.add(head.i)
        chains = self._resolve(phrase)
        self._open.discard(head.i)
        reference = Reference(phrase, chains)
        self.references[head.i] = reference
        for chain in chains:
            chain.spans[(phrase.start, phrase.end)] = phrase.kind
        return chains

    def _resolve(self, phrase: Phrase) -> tuple[Chain, ...]:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        special = self._group(phrase) or self._part_of(phrase)
        if special:
            return special
        about = self.describer.describe(phrase)
        return self._several(phrase, about) or (self._one(phrase, about),)

    # pronouns

    def _pronoun(self, phrase: Phrase) -> tuple[Chain, ...]:
        head = phrase.head
        if head.tag in ("WDT", "WP", "WP$") or (head.lower == "that" and head.dep in ("nsubj", "nsubjpass", "dobj")):
            return self._relative(phrase)
        stands_for = self.registry.pronouns.get(head.lower)
        if stands_for in ("male", "female", "thing", "many"):
            found = antecedent(head, stands_for, self.recent, self.quoted, self.references)
            if found:
                return found
        if stands_for in ("first", "second"):
            key = "we" if stands_for == "first" else "you"
            return (
                self.chains.get(key)
                or self.chains.keep(self.chains.new(head.lower, None, (), "first", "pronoun"), key),
            )
        if phrase.of is not None and head.lower in self.registry.words["partitives"]:
            below = self.chains_of(phrase.of)
            if below:
                return below
        return (self._fresh(phrase, head.text, "thing" if stands_for == "thing" else "people", "pronoun"),)

    def _relative(self, phrase: Phrase) -> tuple[Chain, ...]:
        token = phrase.head
        for above in token.ancestors():
            if above.dep == "relcl":
                if above.head.i < token.i:
                    return self.chains_of(above.head)
                break
        return (self._fresh(phrase, phrase.head.text, "thing", "pronoun"),)

    # groups and parts

    def _group(self, phrase: Phrase) -> tuple[Chain, ...]:
        noun, nouns = singular(phrase.head), self.registry.nouns
        if phrase.head.text[0].isupper():
            term = self._term(phrase, noun)
            if term:
                return term
        if noun in nouns["papers"]:
            return self._paper(phrase, noun)
        lowers = {t.lower for t in phrase.before}
        if noun in nouns["sides"] and phrase.of is None:
            if lowers & nouns["everyone"] and noun in ("party", "side"):
                return (self._all_parties(phrase),)
            if (
                lowers & nouns["pairing"]
                and (phrase.determiner in ("the", "both", "these", "those") or "both" in lowers)
                and len(lowers) <= 4
            ):
                return self._pair(phrase, noun)
        if phrase.head.lower in nouns["former"] | nouns["latter"] and phrase.determiner == "the":
            return self._former(phrase)
        if phrase.head.lower in ("both", "two") and phrase.head.dep in ("nsubj", "nsubjpass") and phrase.of is None:
            return self._pair(phrase, "side")
        return ()

    def _term(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        for word in (phrase.head.lower, noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"):
            at = self.terms.get(word)
            if at:
                if phrase.start < at[0]:
                    return ()
                known = self.chains.groups.get(f"term {at[0]}")
                if known is None:
                    known = named_before(self.text, at[0], self.chains_of)
                    self.chains.groups[f"term {at[0]}"] = known
                return known
        return ()

    def _all_parties(self, phrase: Phrase) -> Chain:
        known = self.chains.get("all parties")
        return known or self.chains.keep(
            self.chains.new("all parties", None, (), "people", "all sides of the matter"), "all parties"
        )

    def _pair(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        wanted = "state" if noun in self.registry.nouns["state"] else "any"
        if noun in ("leader", "man", "president", "minister"):
            wanted = "person"
        found = pair_before(phrase, self.recent, self.references, wanted)
        if not found and wanted == "person":
            found = pair_before(phrase, self.recent, self.references, "any")
        if found:
            return found
        return (self._fresh(phrase, _plain(phrase), "people", "a pair whose members are not named"),)

    def _former(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "the former", "the latter": the first and the last subject of the sentence before."""
        before = phrase.head.sentence.index - 1
        subjects = [
            c
            for r in self.recent[-60:]
            if r.phrase.head.sentence.index == before
            and r.phrase.kind != "pronoun"
            and r.phrase.head.dep in ("nsubj", "nsubjpass", "conj")
            and not r.phrase.modifier
            for c in r.chains
            if c.actor
        ]
        known = unique(subjects)
        if len(known) < 2:
            return ()
        return (known[0],) if phrase.head.lower in self.registry.nouns["former"] else (known[-1],)

    def _paper(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        issuers = issuers_of(phrase, self.registry, self.chains_of)
        if not issuers:
            about = self.describer.describe(phrase)
            if about.owner and not any(t.text == "-" for t in phrase.before):
                issuers = (self._known(about.owner, phrase),)
        if issuers:
            self.papers[noun] = issuers
            self.papers[""] = issuers
            return issuers
        if phrase.determiner in self.registry.words["definite"] or phrase.kind == "name":
            known = self.papers.get(noun) or (
                self.papers.get("") if noun in ("statement", "text", "document", "communique", "declaration") else None
            )
            if known:
                return known
        return (
            self._by_noun(phrase, noun)
            or self._fresh(phrase, _plain(phrase), "thing", "a paper whose issuers are not said"),
        )

    def _part_of(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "a group of diplomats", "two of its nationals": those after "of"."""
        head = phrase.head
        if phrase.of is None or phrase.hit or singular(head) not in self.registry.words["partitives"]:
            return ()
        below = self.phrases.get(phrase.of.i)
        if below is None or (
            below.kind == "nominal" and not below.plural and not below.determiner and head.pos != "NUM"
        ):
            return ()
        return self.chains_of(phrase.of)

    def _several(self, phrase: Phrase, about: Description) -> tuple[Chain, ...]:
        """ "Ministers from A, B and C", "Eritrean and Yemeni officers": one actor a country."""
        if not phrase.plural or about.actor or about.agent is None:
            return ()
        owners = self._owners(phrase)
        if len(owners) < 2:
            known = self.chains.groups.get(about.words)
            bare = not phrase.determiner or phrase.determiner in self.registry.words["definite"]
            return known if known and not owners and not about.code and bare and len(phrase.before) <= 2 else ()
        found = []
        for actor in owners:
            name = f"{about.words}s of {with_article(actor.name)}"
            sector = about.sector or actor.sector
            found.append(
                self._keyed(
                    ("agent", actor.id, about.words),
                    name,
                    actor.code,
                    sector,
                    "people",
                    f"{about.words} of {actor.name}",
                )
            )
        self.chains.groups[about.words] = unique(found)
        return unique(found)

    def _owners(self, phrase: Phrase) -> list[Actor]:
        """The coordinated states or organisations that the phrase's actors come from."""
        found: list[Actor] = []
        hits = self.describer.hits
        adjectives = [t for t in phrase.before[:-1] if t.i in hits and hits[t.i].last == t.i]
        if len(adjectives) >= 2 and any(t.dep == "conj" or t.child("conj") for t in adjectives):
            found = [hits[t.i].aliases[0].actor for t in adjectives]
        for noun in phrase.places:
            joined = noun.conjuncts()
            if not found and len(joined) >= 2 and phrase.head.head is not noun:
                found = [hits[t.i].aliases[0].actor for t in joined if t.i in hits]
        kept = [a for a in found if a.kind in ("state", "igo", "region", "body", "armed")]
        return list(dict.fromkeys(kept)) if len(kept) >= 2 else []

    # single actors

    def _one(self, phrase: Phrase, about: Description) -> Chain:
        if about.actor is not None:
            return self._known(about.actor, phrase)
        by_noun = about.agent is not None and about.words.endswith(singular(phrase.head))
        if phrase.kind == "name" and about.proper and not by_noun:
            return self._named(phrase, about)
        return self._apposed(phrase, about) or self._nominal(phrase, about)

    def _apposed(self, phrase: Phrase, about: Description) -> Chain | None:
        """ "the bloc ECOWAS", "its leader Hery Rakoto"; "Dragan Ilic, leader of the union": one actor, two phrases."""
        if about.agent is None or phrase.plural:
            return None
        other = phrase.head.child("appos") or (phrase.head.head if phrase.head.dep == "appos" else None)
        if other is None or other.i not in self.phrases:
            other = self._next(phrase)
        beside = self.phrases.get(other.i) if other is not None else None
        if beside is None or beside.kind != "name" or beside.plural or other is None:
            return None
        chains = self.chains_of(other)
        if len(chains) != 1 or not self._same_sort(chains[0], about):
            return None
        if not chains[0].why.startswith("known"):
            self._learn(chains[0], about._replace(code=about.code or self._code(phrase, about)))
        for noun in {about.words, about.words.rsplit(" ", 1)[-1]}:
            self.chains.note_noun(chains[0], noun)
        return chains[0]

    def _next(self, phrase: Phrase) -> Token | None:
        """The head of a name that follows at once: "the bloc ECOWAS" with both taken for subjects by the parser."""
        beside = self.by_first.get(phrase.head.i + 1)
        if beside is None or beside.head.dep == "poss" or beside.head.sentence.block is not phrase.head.sentence.block:
            return None
        return beside.head if beside.kind == "name" and not beside.determiner else None

    def _same_sort(self, chain: Chain, about: Description) -> bool:
        person = about.agent is not None and about.agent.kind == "person"
        if chain.why == "named here" and not chain.sector:
            return True
        return person == (chain.kind == "person") and (not about.code or chain.code in (None, about.code))

    def _known(self, actor: Actor, phrase: Phrase) -> Chain:
        chain = self._keyed(
            ("actor", actor.id), actor.name, actor.code, actor.sector, actor.kind, f"known: {actor.name}"
        )
        chain.gender = actor.gender or chain.gender
        for kind in KINDS:
            if actor.kind == kind:
                for noun in sorted(self.registry.nouns[kind]):
                    self.chains.note_noun(chain, noun)
        if actor.kind == "person":
            for alias in (actor.name.rsplit(" ", 1)[-1], phrase.head.text):
                self.chains.keep(chain, "name", folded(alias))
        return chain

    def _named(self, phrase: Phrase, about: Description) -> Chain:
        """A proper name that the registry does not know, tied to its earlier mentions."""
        key = folded(about.proper)
        chain = self.chains.get("name", key)
        person = phrase.head.label == "PERSON" or (
            about.agent is not None
            and about.agent.kind == "person"
            and phrase.head.pos == "PROPN"
            and about.words != singular(phrase.head)
        )
        if chain is None and person:
            chain = self.chains.get("name", folded(phrase.head.text))
        if chain is None:
            code = about.code or self._code(phrase, about)
            kind = "person" if person else "body" if about.agent or phrase.head.label == "ORG" else "thing"
            name = about.proper if person or not about.owner else _plain(phrase)
            chain = self.chains.new(
                name, code, about.sector, kind, f"named here; {about.words}" if about.agent else "named here"
            )
            chain.number = "many" if phrase.plural else "one"
            self.chains.keep(chain, "name", key)
            self._remember(chain, phrase, about, person)
        self._learn(chain, about)
        return chain

    def _remember(self, chain: Chain, phrase: Phrase, about: Description, person: bool) -> None:
        """What later mentions may call it: a surname, an acronym in brackets, its noun."""
        if person:
            self.chains.keep(chain, "name", folded(phrase.head.text))
            first = about.proper.split(" ", 1)[0]
            chain.gender = self.registry.gender.get(first, "")
        for child in phrase.head.children:
            if child.dep == "appos" and child.text.isupper() and len(child.text) <= 8:
                self.chains.keep(chain, "name", folded(child.text))
        if about.agent:
            chain.lemma = about.words
            self.chains.note_noun(chain, about.words)
            self.chains.note_noun(chain, about.words.rsplit(" ", 1)[-1])

    def _learn(self, chain: Chain, about: Description) -> None:
        if chain.code is None and about.code:
            chain.code = about.code
        if not chain.sector and about.sector:
            chain.sector = about.sector

    def _nominal(self, phrase: Phrase, about: Description) -> Chain:
        noun = singular(phrase.head)
        if about.agent is None:
            return self._thing(phrase, about, noun)
        words = about.words
        definite = self._is_definite(phrase)
        code = about.code or self._owner_code(phrase)
        if (
            words in self.registry.nouns["government"]
            and code
            and code in self.registry.states
            and not (about.owner and about.owner.kind not in ("state", "region"))
        ):
            chain = self._known(government_of(self.registry.states[code]), phrase)
            for name in self.registry.nouns["government"]:
                self.chains.note_noun(chain, name)
            return chain
        modifiers = self._modifiers(phrase, words)
        if definite or about.agent.home:
            known = self.chains.of_noun(words, modifiers, code) if not self._indefinite(phrase) else None
            if known:
                return known
        if code is None:
            code = self._code(phrase, about)
            if words in self.registry.nouns["government"] and code and code in self.registry.states:
                return self._nominal(phrase, about._replace(code=code))
        sector = about.sector
        if not sector and about.agent.weak and phrase.possessor is not None:
            sector = next((c.sector for c in self.chains_of(phrase.possessor) if c.sector), ())
        chain = self.chains.new(_plain(phrase), code, sector, about.agent.kind, f"noun: {words}")
        self._shape(chain, phrase, words, modifiers)
        self._alias(chain, about)
        return chain

    def _alias(self, chain: Chain, about: Description) -> None:
        """ "the M-7 militia" is later called "the M-7"."""
        if about.proper and about.agent and about.agent.kind == "body":
            self.chains.keep(chain, "name", folded(about.proper))

    def _shape(self, chain: Chain, phrase: Phrase, words: str, modifiers: frozenset[str]) -> None:
        chain.number = "many" if phrase.plural else "one"
        chain.modifiers = modifiers
        chain.lemma = words
        head = phrase.head.lower
        chain.gender = (
            "male" if head in self.registry.nouns["male"] else "female" if head in self.registry.nouns["female"] else ""
        )
        self.chains.note_noun(chain, words)
        self.chains.note_noun(chain, words.rsplit(" ", 1)[-1])

    def _thing(self, phrase: Phrase, about: Description, noun: str) -> Chain:
        if self._is_definite(phrase) or phrase.kind == "name":
            known = self._by_noun(phrase, noun)
            if known:
                return known
        chain = self._fresh(phrase, _plain(phrase), "thing", "words kept; not a known kind of actor")
        chain.code = about.code or self._owner_code(phrase)
        chain.sector = about.sector
        return chain

    def _by_noun(self, phrase: Phrase, noun: str) -> Chain | None:
        return self.chains.of_noun(noun, self._modifiers(phrase, noun), None)

    def _fresh(self, phrase: Phrase, name: str, kind: str, why: str) -> Chain:
        chain = self.chains.new(name, None, (), kind, why)
        noun = singular(phrase.head)
        self._shape(chain, phrase, noun, self._modifiers(phrase, noun))
        return chain

    def _keyed(
        self, key: tuple[str, ...], name: str, code: str | None, sector: tuple[str, ...], kind: str, why: str
    ) -> Chain:
        known = self.chains.get(*key)
        return known or self.chains.keep(self.chains.new(name, code, sector, kind, why), *key)

    # what the surroundings say

    def _is_definite(self, phrase: Phrase) -> bool:
        return (
            phrase.determiner in self.registry.words["definite"]
            or phrase.possessor is not None
            or phrase.kind == "name"
        )

    def _indefinite(self, phrase: Phrase) -> bool:
        if phrase.determiner in self.registry.words["definite"] or phrase.kind == "name":
            return False
        if phrase.determiner in self.registry.words["indefinite"] or any(t.pos == "NUM" for t in phrase.before):
            return True
        return phrase.plural and not phrase.determiner

    def _modifiers(self, phrase: Phrase, words: str) -> frozenset[str]:
        parts = set(words.split())
        return frozenset(
            t.lower
            for t in phrase.before[:-1]
            if t.dep in ("amod", "compound", "nummod", "nmod")
            and t.lower not in parts
            and t.i not in self.describer.hits
        )

    def _owner_code(self, phrase: Phrase) -> str | None:
        """The country of the possessor: "its troops", "Montenegro's prime minister"."""
        if phrase.possessor is None:
            return None
        return next((c.code for c in self.chains_of(phrase.possessor) if c.code), None)

    def _code(self, phrase: Phrase, about: Description) -> str | None:
        """The country of an actor whose own words give none.

        Its possessor's; else, for those who take the country of the report, that of the office holder before in the
        sentence, that of the dateline, that of the only other state in the sentence, that of the state named most.
        """
        owned = self._owner_code(phrase)
        if owned:
            return owned
        if about.agent is None or not about.agent.home:
            return None
        if any(t.lower in self.registry.words["elsewhere"] for t in phrase.before):
            return None
        if self._indefinite(phrase):
            return self.home
        office, near = self._in_sentence(phrase)
        return office or self.home or near or (self.main if not near else None)

    def _in_sentence(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """The country of an office holder named before in the sentence, and that of a state, the clause's subject left out."""
        office = near = None
        verb = phrase.head.head
        for reference in reversed(self.recent[-12:]):
            head = reference.phrase.head
            if head.sentence is not phrase.head.sentence:
                break
            for chain in reference.chains:
                if not chain.code or chain.code not in self.registry.states:
                    continue
                if (
                    "GOV" in chain.sector
                    and chain.kind in ("person", "government", "body")
                    and chain.kind != "government"
                ):
                    office = office or chain.code
                elif chain.kind in ("state", "government") and not (head.dep == "nsubj" and head.head is verb):
                    near = near or chain.code
        return office, near


def _plain(phrase: Phrase) -> str:
    """The words of a phrase up to its head, without article."""
    tokens = [t for t in phrase.before if t.dep not in ("det", "predet")] or [phrase.head]
    last = max(phrase.head.end, tokens[-1].end)
    return " ".join(_slice(tokens, last).split())


def _slice(tokens: Sequence[Token], end: int) -> str:
    parts, at = [], tokens[0].start
    for token in tokens:
        parts.append((" " if token.start > at and parts else "") + token.text)
        at = token.end
    return "".join(parts)


def _most_named(hits: Mapping[int, Hit]) -> str | None:
    """The state named most often, where the text names any; the first of equals."""
    count: Counter[str] = Counter()
    for i, hit in hits.items():
        actor = hit.aliases[0].actor
        if i == hit.first and actor.code and actor.kind in ("state", "government", "region"):
            count[actor.code] += 1
    return count.most_common(1)[0][0] if count else None


def _quoted(text: Text) -> frozenset[int]:
    """The tokens between quotation marks; a paragraph that opens a quotation and does not close it is quoted to its end."""
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
