"""Judges by its company whether a name is meant as a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from communique.lexicon.gazetteer import Site
from communique.lexicon.place_keys import key_of
from communique.lexicon.place_words import PlaceWords
from communique.mentions.where.names import PLACE_LABELS, Finder, is_name
from communique.model import Text, Token

NO, WEAK, SURE = 0, 1, 2  # WEAK: a place if the same name is surely one elsewhere in the text
BIG_TOWN = 100_000  # inhabitants: known without being introduced
TOWN = 15_000  # after "in", "from" and the like
CIVIC = 3_000  # before "police", "council" and the like
NAMED = frozenset({"NNP", "NNPS"})
TITLES_OF_THINGS = frozenset({"ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})
DASHES = frozenset({"—", "--", "-", "–", ",", "(", "_"})


def surnames(text: Text) -> frozenset[str]:
    """Last names of the people whom the text names in full."""
    found = set()
    for before, token in zip(text.tokens, text.tokens[1:], strict=False):
        if token.label == "PERSON" and before.label == "PERSON" and is_name(token) and is_name(before):
            found.add(key_of(token.text))
    return frozenset(found)


def is_big(sites: Iterable[Site]) -> bool:
    """Whether a name is known to everybody: a country, a region, a sea, a big town."""
    return any(s.primary and (s.own or s.code in ("PCLI", "ADM1", "PPLC") or s.population >= BIG_TOWN) for s in sites)


class Company:
    """A name at ``tokens[at:end]`` and the words around it."""

    def __init__(self, tokens: Sequence[Token], at: int, end: int, people: frozenset[str], finder: Finder) -> None:
        self.tokens = tokens
        self.at = at
        self.end = end
        self.finder = finder
        self.words = finder.words
        self.inside = tokens[at:end]
        self.before = tokens[at - 1] if at else None
        self.after = tokens[end] if end < len(tokens) else None
        self.name = finder.span(tokens, at, end)
        self.key = key_of(self.name)
        self.labels = {t.label for t in self.inside}
        self.surname = self.key in people

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The places of this name."""
        return self.finder.sites(self.name) or self.finder.states(self.name, alone=True)

    @cached_property
    def run(self) -> Sequence[Token]:
        """The capitalised words that follow without a break."""
        stop = self.end
        while stop < len(self.tokens) and stop - self.end < 5 and _goes_on(self.tokens[stop]):
            stop += 1
        return self.tokens[self.end : stop]

    @property
    def placed(self) -> bool:
        """Whether a preposition of place or the like stands before the name."""
        return self.before is not None and self.before.lower in self.words.prepositions

    @property
    def strongly_placed(self) -> bool:
        """Whether what stands before the name goes with places only."""
        return self.before is not None and self.before.lower in self.words.strong

    @property
    def speaks(self) -> bool:
        """Whether the name says or does what people do."""
        if self.after is not None and self.after.lemma in self.words.speech:
            return True
        return self.before is not None and self.key in self.words.people and self.before.lemma in self.words.speech

    @property
    def introduced(self) -> bool:
        """Whether a noun says what kind of place it is: "X province", "the town of X"."""
        if self.after is not None and self.words.after.get(self.after.lower, "site") not in ("site", "street"):
            return True
        if len(self.inside) > 1 and self.words.after.get(self.inside[-1].lower) in ("adm1", "adm2", "water"):
            return True
        return (
            self.before is not None
            and self.before.lower == "of"
            and self.at >= 2
            and (self.tokens[self.at - 2].lower in self.words.of)
        )

    @property
    def settled(self) -> bool:
        """Whether "the village of" stands before the name: then it is a place, though no gazetteer has it."""
        return is_settled(self.tokens, self.at, self.words)


def _goes_on(token: Token) -> bool:
    return (is_name(token) or token.text in ("&", "-")) and token.tag != "POS"


def verdict(company: Company, held: bool) -> int:
    """NO, WEAK or SURE. ``held``: a state or country follows that holds a place of this name."""
    words, key, before, after = company.words, company.key, company.before, company.after
    country = any(s.code == "PCLI" or s.own for s in company.sites)
    label = company.inside[0].label
    if (after and after.lower in words.things) or label == "MONEY":
        return NO
    if label in ("DATE", "TIME") and not (country or _is_town_read_as_time(company)):
        return NO
    if company.finder.gazetteer.exact(company.name):
        return SURE
    if not key or key in words.directions or (key in words.peoples and not country):
        return NO
    if key in words.doubtful:
        return SURE if held or ("GPE" in company.labels and company.strongly_placed and not company.run) else NO
    if _is_acronym(company):
        return NO
    if all(part in words.doubtful for part in key.split()) and not is_big(company.sites):
        return NO
    if held:
        return SURE
    if before and before.lower in words.titles and before.lower != "st.":
        return NO
    if key.startswith("saint ") and _is_dedication(company):
        return NO
    adjective = len(company.inside) == 1 and company.inside[0].tag == "JJ" and not company.introduced
    if adjective and not (country or company.labels & PLACE_LABELS):
        return NO  # "Somali troops": a people, though Ethiopia has a region of the name
    part = _part_of_name(company)
    return _alone(company) if part is None else part


def _is_town_read_as_time(company: Company) -> bool:
    """ "Drones flew at Odesa overnight", taken for one time: a town right after a preposition of place."""
    doubtful = any(key_of(t.text) in company.words.doubtful for t in company.inside)
    town = is_big(company.sites) or any(s.primary and s.population >= TOWN for s in company.sites)
    return company.placed and not doubtful and town and not company.run


def _is_dedication(company: Company) -> bool:
    """Whether a saint's name with an 's is that of a church or school: "at St. Paul's", "St. Mary's High"."""
    if company.after is None or company.after.tag != "POS":
        return False
    following = company.tokens[company.end + 1] if company.end + 1 < len(company.tokens) else None
    return following is None or is_name(following) or following.tag[:2] not in ("NN", "JJ", "CD")


def _part_of_name(company: Company) -> int | None:
    """The verdict for a name inside a person's or an organisation's name; None where it stands alone."""
    words, before, first = company.words, company.before, company.inside[0]
    if before and before.label == "PERSON" and before.tag in NAMED and first.label in ("PERSON", ""):
        return NO
    if company.at >= 2 and before and before.lower == "of":
        head = company.tokens[company.at - 2]
        if is_name(head) and head.lower in words.organisation_of:
            return WEAK if head.lower in words.universities else NO
    if company.run:
        return _before_heads(company)
    inside_name = before and before.label == first.label == "ORG" and before.tag in NAMED and is_name(before)
    if inside_name and before and before.lower not in words.directions:
        return SURE if is_big(company.sites) else WEAK
    return None


def _before_heads(company: Company) -> int | None:
    """The verdict for a name with capitalised words behind it: "Texas Legislature", "Paris Hilton", "Boston Globe"."""
    words, run = company.words, company.run
    if run[0].lower in words.after:
        return None
    if run[0].label == "PERSON" and company.inside[-1].label == "PERSON":
        return NO
    if run[-1].lower in words.press or run[0].lower in words.press:
        return NO
    if not company.sites:
        return None if company.inside[0].label in PLACE_LABELS else NO
    organisation = any(t.lower in words.organisations for t in run)
    if organisation and company.key.startswith("saint "):
        return NO
    if any(t.lower in words.civic for t in run):
        known = is_big(company.sites) or any(s.primary and s.population >= CIVIC for s in company.sites)
        return SURE if known else WEAK
    maybe_person = company.key in words.people and len(run) == 1
    if organisation or run[0].label in TITLES_OF_THINGS:
        return SURE if is_big(company.sites) and not maybe_person else WEAK
    return NO if maybe_person else None


def _alone(company: Company) -> int:
    """The verdict for a name that is not part of a longer one."""
    by_label = bool(company.labels & PLACE_LABELS)
    if company.introduced and (company.sites or by_label or company.settled):
        return SURE
    if by_label and not company.sites:
        return _unknown(company)
    if by_label:
        likely_person = company.surname or (
            company.speaks and not (is_big(company.sites) and company.key not in company.words.people)
        )
        return WEAK if likely_person and not company.placed else SURE
    if not company.sites:
        located = is_located(company.tokens, company.at, company.end, company.words) and not company.surname
        return SURE if located else NO
    given = "PERSON" in company.labels and len(company.inside) == 1 and company.key in company.words.people
    if company.surname or given:
        return SURE if company.strongly_placed else NO if "PERSON" in company.labels else WEAK
    return _by_size(company)


def is_settled(tokens: Sequence[Token], at: int, words: PlaceWords) -> bool:
    """Whether "the village of" stands before the name that begins at ``at``."""
    return at >= 2 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in words.settlements


def is_located(tokens: Sequence[Token], at: int, end: int, words: PlaceWords) -> bool:
    """Whether an unknown name is that in which, near which or outside which something happens.

    Not so after what one has in people and firms ("confidence in X"), nor for initials, bodies and names that own.
    """
    last = tokens[end - 1]
    preposition = last.head
    if last.dep != "pobj" or preposition.i != tokens[at].i - 1 or preposition.lower not in words.locating:
        return False
    if preposition.head.lemma in words.not_locating or (
        preposition.head.dep == "pobj" and preposition.head.pos == "PROPN"
    ):
        return False
    name = tokens[at:end]
    if any(t.text.isupper() or t.lower in words.organisations or t.lower in words.press for t in name):
        return False
    following = tokens[end] if end < len(tokens) else None
    figures = following is not None and following.tag == "CD" and not following.text.isalpha()  # "in Boeing 777"
    return following is None or not (figures or following.tag.startswith(("POS", "NN", "JJ")))


def _by_size(company: Company) -> int:
    """The verdict for a name in the gazetteer that the recogniser does not call a place."""
    human = "PERSON" in company.labels
    main = any(s.primary for s in company.sites)
    if _is_dateline(company) or (company.strongly_placed and (main or not human)):
        return SURE
    if company.key in company.words.people:
        return SURE if company.placed and not human else WEAK
    if is_big(company.sites) and not (company.speaks and human):
        return SURE
    largest = max(s.population for s in company.sites)
    smallest = BIG_TOWN if human else CIVIC if len(company.inside) > 1 else TOWN
    return SURE if company.placed and main and largest >= smallest else WEAK


def _is_dateline(company: Company) -> bool:
    """Whether capitals at the head of a sentence are a dateline's: "CORSICANA — A county …"."""
    capitals = all(t.text.isupper() and len(t.text) > 2 for t in company.inside)
    return capitals and company.at == 0 and company.after is not None and company.after.text in DASHES


def _is_acronym(company: Company) -> bool:
    """Whether a short name in capitals stands in a sentence that is not: "NATO" is no town in Spain."""
    word = company.inside[0].text
    if len(company.inside) > 1 or len(word) > 5 or not word.isupper() or _is_dateline(company) or "." in word:
        return False
    others = [t.text for t in company.tokens if t is not company.inside[0] and t.text.isalpha()]
    return sum(t.isupper() for t in others) * 2 < len(others) and not any(
        s.own or (s.primary and s.code in ("PCLI", "ADM1")) for s in company.sites
    )


def _unknown(company: Company) -> int:
    """The verdict for what is in no gazetteer and only the recogniser calls a place."""
    words, inside = company.words, company.inside
    if company.speaks or company.surname:
        return NO
    if any(t.lower in words.organisations or t.lower in words.press for t in inside):
        return NO
    if inside[0].label == "FAC":
        kind = inside[-1].lower in words.after and inside[0].lower not in words.civic
        return SURE if len(inside) > 1 and kind else NO
    if not company.placed or company.before is None:
        return WEAK
    return SURE if len(inside) > 1 or company.before.lower not in words.loose else WEAK
