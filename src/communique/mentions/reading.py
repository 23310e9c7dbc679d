"""What is known while a document is being read, and what a phrase's surroundings say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from communique.lexicon.registry import Registry
from communique.mentions.acronyms import find_acronyms
from communique.mentions.belonging import Belonging
from communique.mentions.chains import Chain, Chains, Reference, unique
from communique.mentions.describing import Describer
from communique.mentions.focus import Focus
from communique.mentions.groups import defined_terms
from communique.mentions.hints import hinted_sectors
from communique.mentions.litigants import litigants_of
from communique.mentions.peoples import peoples_of
from communique.mentions.phrases import Phrase
from communique.mentions.setting import Setting
from communique.mentions.sides import Sides
from communique.mentions.styled import names_behind, styled_names
from communique.mentions.wording import joined, singular
from communique.model import Text, Token


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
        self.belonging = Belonging(self)
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
        several = words.rsplit(" ", 1)[-1] in self.registry.nouns["collectives"]
        chain.number = "many" if phrase.plural or (several and chain.kind == "person") else "one"
        chain.counted = phrase.plural and any(t.pos == "NUM" for t in phrase.before)
        chain.modifiers = modifiers
        chain.lemma = words
        chain.owner = self.owner(phrase)
        head = phrase.head.lower
        chain.gender = (
            "male" if head in self.registry.nouns["male"] else "female" if head in self.registry.nouns["female"] else ""
        )
        if phrase.possessor is not None and self.of_who_speaks(phrase.possessor):
            self.ours[chain.index] = phrase.possessor.i
        self.chains.note_noun(chain, words)
        self.chains.note_noun(chain, words.rsplit(" ", 1)[-1])
        if " of " in words:  # "the Ministry of Mines … the Ministry"
            self.chains.note_noun(chain, words.split(" of ", maxsplit=1)[0].rsplit(" ", 1)[-1])

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

    def whole_name(self, token: Token) -> Token:
        """The head of the known name that the token is part of: "Development" of "the Authority on Development"."""
        hit = self.describer.hits.get(token.i)
        if hit is None or token.i in self.phrases:
            return token
        inside = (t for t in token.ancestors() if t.i in self.phrases)
        head = next(inside, token)
        return head if hit.first <= head.i <= hit.last else token

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

    def of_who_speaks(self, possessor: Token) -> bool:
        """Whether it is "our" or "your" of somebody who is not known yet."""
        return any(c.kind == "first" for c in self.chains_of(possessor))


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
