"""Finds names of places that no gazetteer has, where the words around them show that they name one.

A village in the news is often in no list. That it is a place is said by a noun beside it ("the villages of X and Y",
"X, a hamlet in …", "the X barracks", "X Square"), by what happens in it, or by what is done to it ("raided X").
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.gazetteer import Site
from communique.lexicon.place_keys import key_of
from communique.mentions.where.evidence import TOWN, is_big, is_located, is_settled
from communique.mentions.where.facilities import FACILITY, NOUNS, facility_end, is_afloat_on
from communique.mentions.where.names import LINKS, Finder, is_name
from communique.model import Token

LONGEST = 4  # words of a name
THINGS = frozenset(("DATE", "TIME", "MONEY", "LANGUAGE", "LAW", "PRODUCT", "EVENT", "WORK_OF_ART", "PERCENT"))
MISTAKEN = frozenset(("PRODUCT", "LAW", "EVENT", "WORK_OF_ART"))  # of these, what the recogniser takes places for
_OF = frozenset(("pobj", "prep"))
_HOLDERS = frozenset(("ORG", "PERSON"))
_SPOTS = frozenset(("at", "off"))


def unlisted_end(tokens: Sequence[Token], at: int, people: frozenset[str], finder: Finder) -> int | None:
    """The end of a name that begins at ``at`` and is shown to be a place though no gazetteer has it, or None.

    ``people`` are the surnames of the people whom the text names in full.
    """
    end = _run_end(tokens, at, finder)
    if end is None or not _may_be_place(tokens[at:end], finder):
        return None
    facility = facility_end(tokens, at, end, finder)
    if facility is not None:
        return facility
    shown = (
        _is_settled(tokens, at, finder)
        or _is_landmark(tokens, at, end, finder)
        or _is_told_apart(tokens, end, finder)
        or _is_taken(tokens, at, end, finder)
        or _is_called(tokens, at, finder)
    )
    if not shown and not _may_be_human(tokens[at:end], people, finder):
        shown = (
            is_located(tokens, at, end, finder.words)
            or _is_where(tokens, at, end)
            or _happens_at(tokens, at, end, finder)
            or _is_reached(tokens, at, end, finder)
            or is_afloat_on(tokens, at, end, finder)
        )
    return end if shown else None


def _run_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of the capitalised words from ``at``, where none stands before them.

    "Kuru Teli", "Martyrs' Square", "Ouallam-Koira", "Palais des Nations".
    """
    before = tokens[at - 1] if at else None
    if not is_name(tokens[at]) or not (tokens[at].tag.startswith("NNP") or _is_of_area(tokens, at, finder)):
        return None
    if before is not None and ((is_name(before) and before.tag.startswith("NNP")) or before.text == "-"):
        return None
    end = at + 1
    if end < len(tokens) and _is_numbered(tokens, at, finder):
        return end + 1
    while end < len(tokens) and end - at < LONGEST:
        step = _step(tokens, at, end, finder)
        if not step or tokens[end + step - 1].label in ("DATE", "TIME"):
            break
        end += step
    return end


def _is_of_area(tokens: Sequence[Token], at: int, finder: Finder) -> bool:
    """ "The Shopian district", read as an adjective: no people is called so."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or tokens[at].tag != "JJ" or at == 0 or tokens[at - 1].lower != "the":
        return False
    key = key_of(tokens[at].text)
    return following.lower in finder.words.areas and key not in finder.words.peoples | finder.words.directions


def _step(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> int:
    """How many more words the name takes in at ``end``; 0 where it ends."""
    if is_name(tokens[end]) and tokens[end].tag.startswith("NNP"):
        return 1
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    owner = tokens[end].tag == "POS" and not finder.sites(finder.span(tokens, at, end))
    linked = owner or tokens[end].text in ("-", "–")
    if linked and following is not None and is_name(following) and (not owner or following.tag.startswith("NNP")):
        return 2
    if tokens[end].text == "-" and following is not None and tokens[end - 1].end == tokens[end].start:
        if following.lower in finder.words.suffixes:  # "Tongchang-ri"
            return 2
        last = end + 3
        if last < len(tokens) and tokens[last - 1].text == "-" and len(following.text) <= 3 and is_name(tokens[last]):
            return 4  # "Pul-e-Charkhi"
    if tokens[at].lower in finder.words.openers and tokens[end].lower in finder.words.links:
        for step in (2, 3):  # "Place de la République"
            if end + step <= len(tokens) and is_name(tokens[end + step - 1]):
                return step
    return 0


def _is_numbered(tokens: Sequence[Token], at: int, finder: Finder) -> bool:
    """ "Gate 7", "Sector 12", "Hill 205"."""
    kind = tokens[at].lower in finder.words.openers | finder.words.landmarks
    return kind and tokens[at + 1].tag == "CD" and tokens[at + 1].text.isdigit()


def _may_be_place(name: Sequence[Token], finder: Finder) -> bool:
    words = finder.words
    opened = name[0].lower in words.openers
    told = opened or _is_kind(name, finder)  # its own words say what it is, whatever the recogniser takes it for
    if any(t.label in THINGS and not (told and t.label in MISTAKEN) for t in name):
        return False
    if any((t.text.isupper() and len(t.text) > 1) or "." in t.text for t in name):
        return False
    rest = name[1:] if opened else name[:-1] if told and name[-1].lower in words.landmarks else name
    if any(t.lower in words.organisations or t.lower in words.press for t in rest):
        return False
    if not told and any(t.lower in words.titles for t in rest):
        return False
    name = [t for t in name if t.text not in LINKS]
    plain = [] if opened or _is_ground(name, finder) else name[:-1] if told else name  # "the Crocus City hall"
    if any(t.lower in words.civic for t in plain) or any(key_of(t.text) in words.peoples for t in name):
        return False
    return key_of(name[0].text) not in words.directions and name[0].lower not in words.not_names


def _is_ground(name: Sequence[Token], finder: Finder) -> bool:
    """Whether it is a street, square or hill by its last word, whatever it is named after: "Parliament Square"."""
    kind = finder.words.after.get(name[-1].lower)
    return len(name) == 2 and name[-1].lower in finder.words.landmarks and kind in ("street", "site", "land", "water")


def _is_kind(name: Sequence[Token], finder: Finder) -> bool:
    """Whether the last word of the name, or the plain one behind it, says what kind of place it is."""
    last, landmarks = name[-1], finder.words.landmarks
    if len(name) > 1 and (last.lower in landmarks or (last.tag == "CD" and name[0].lower in landmarks)):
        return True
    noun = last.head
    between = [t for t in last.sentence.tokens if last.i < t.i < noun.i]
    adjoining = 0 < noun.i - last.i <= FACILITY and all(t.tag in NOUNS for t in between)
    return adjoining and noun.lower in finder.words.facilities and not is_name(noun)


def _may_be_human(name: Sequence[Token], people: frozenset[str], finder: Finder) -> bool:
    """Whether it may be a person's or a people's: one that the text names, or that begins with a given name."""
    if any(t.label == "NORP" for t in name) or key_of(name[0].text) in finder.words.doubtful:
        return True
    named_again = key_of(name[-1].text) in people and finder.text.count(name[-1].text) > 1
    return named_again or key_of(name[0].text) in finder.words.people


def _is_settled(tokens: Sequence[Token], at: int, finder: Finder) -> bool:
    """Whether "the villages of" stands before the name, or before the first of the list it is in."""
    if is_settled(tokens, at, finder.words):
        return True
    head = tokens[at]
    while head.dep in ("compound", "conj", "nmod") and head.head is not head:
        head = head.head
    return head.dep == "pobj" and head.head.lower == "of" and head.head.head.lower in finder.words.settlements


def _is_landmark(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """Whether the name's own words say what it is, and something happens there: "in Liberty Square"."""
    words = finder.words
    if end - at < 2 or not (tokens[at].lower in words.openers or _is_kind(tokens[at:end], finder)):
        return False
    start = at - 1 if at and tokens[at - 1].lower == "the" else at
    if start > 0 and tokens[start - 1].tag == "POS":
        return True
    return start > 0 and tokens[start - 1].lower in words.scenes


def _happens_at(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """ "Dynamited the road at Caracollo": an act that happens somewhere, and a preposition that says where."""
    last = tokens[end - 1]
    first = last.head if last.dep == "conj" else last  # "between X and Y"
    preposition = first.head
    besieged = preposition.lower == "of" and preposition.head.lower in finder.words.besieging
    if first.dep != "pobj" or not (besieged or preposition.lower in finder.words.happening_at):
        return False
    if first is last and preposition.i != tokens[at].i - 1:
        return False
    if preposition.lower == "between" and preposition.head.lemma not in finder.words.happening_between:
        return False  # "clashes between X and Y": parties
    if first is not last and preposition.lower != "between":
        return False
    following = tokens[end] if end < len(tokens) else None
    if following is not None and following.tag.startswith(("POS", "NN", "JJ")):
        return False
    above = preposition.head
    while above.pos == "ADP" and above.head is not above:  # "with ten men aboard off X"
        above = above.head
    if besieged or above.lower in finder.words.settlements or preposition.lower == "between":  # "villages around X"
        return True
    if preposition.i == preposition.sentence.tokens[0].i and preposition.lower == "at" and last.label not in _HOLDERS:
        return following is not None and following.text == ","  # "At X, a school was set alight"
    if preposition.lower in _SPOTS and last.label != "ORG" and above.lemma not in finder.words.happenings:
        above = _act_above(above, finder)  # "rammed a bus carrying police at X", "the disarming of fighters at X"
    done_to = above.dep in ("dobj", "nsubjpass") and preposition.lower == "at"  # "shot a herdsman at Chadiza"
    return above.lemma in finder.words.happenings or (done_to and above.head.lemma in finder.words.happenings)


def _act_above(word: Token, finder: Finder) -> Token:
    """The act in whose phrase a word stands: the verb above a clause, or a noun: "the disarming of fighters at Y"."""
    above = word
    while above.head is not above and above.dep in (("acl", "pobj", "prep", "dobj") if word.dep == "acl" else _OF):
        above = above.head
        if above.pos in ("NOUN", "VERB") and above.lemma in finder.words.happenings:
            return above
    return above if word.dep == "acl" else word


def _is_where(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Bhajanpura, where a shop was burned": what happens there makes it a place."""
    comma = end < len(tokens) and tokens[end].text == ","
    after = tokens[end + comma] if end + comma < len(tokens) else None
    return after is not None and after.lower == "where" and tokens[end - 1].dep in ("pobj", "dobj", "conj", "nsubjpass")


def _is_called(tokens: Sequence[Token], at: int, finder: Finder) -> bool:
    """ "A spot called Point 14", "a village known as Dembo Kura"."""
    before = at - 1
    if before >= 1 and tokens[before].lower == "as" and tokens[before - 1].lower in finder.words.called:
        before -= 1
    if before < 1 or tokens[before].lower not in finder.words.called:
        return False
    return any(t.lower in finder.words.named for t in tokens[max(0, before - 2) : before])


def _is_reached(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """ "Flown to Dembo Kura", "the road from X to Y", "villagers at X": what leads there, and who lives there."""
    last = tokens[end - 1]
    preposition = last.head
    if last.dep != "pobj" or preposition.i != tokens[at].i - 1:
        return False
    following = tokens[end] if end < len(tokens) else None
    if following is not None and following.tag.startswith(("POS", "NN", "JJ")):
        return False
    above, words = preposition.head, finder.words
    if above.lower in words.dwellers:
        return preposition.lower in words.dwelling and last.label != "ORG"
    if preposition.lower not in words.leading or above.lemma not in words.moves:
        return False
    if above.lemma not in words.moves_of_people or last.label not in ("ORG", "PERSON"):
        return True
    goers = [above.head] if above.dep == "acl" else above.having("nsubj", "nsubjpass")
    return last.label == "ORG" and any(g.lower in words.dwellers for g in goers)  # "villagers returning to X"


def _is_told_apart(tokens: Sequence[Token], end: int, finder: Finder) -> bool:
    """ "Dembo Kura, a village in the Mopti region": the apposition says what it is."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return False
    kinds = (c.lower for c in tokens[end - 1].children if c.dep == "appos" and c.i > tokens[end].i)
    words = finder.words
    known = words.settlements | words.facilities
    return any(words.after.get(c, "site") not in ("site", "street") or c in known for c in kinds)


def _is_taken(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """ "Raided Dembo Kura": what is done to it is done to places; "visited Dori" also where a gazetteer has it."""
    last = tokens[end - 1]
    first = last.head if last.dep == "conj" else last  # "bombed Yabus and Deim Mansour"
    kind = tokens[at].lower in finder.words.openers or _is_kind(tokens[at:end], finder)
    sites = finder.sites(finder.span(tokens, at, end))
    verb = first.head.lemma
    forded = at > 0 and tokens[at - 1].lower == "the" and verb in finder.words.forded
    known = kind or forded or is_big(sites) or _is_town(sites)
    if first.dep not in ("dobj", "nsubjpass") or (last.label == "ORG" and not known):
        return False
    known = kind or any(s.primary for s in sites)
    done = verb in finder.words.visited or (kind and verb in finder.words.acted_on)
    return verb in finder.words.taken or (known and done) or forded


def _is_town(sites: Sequence[Site]) -> bool:
    """Whether a name is first of all a town's of some size."""
    return any(s.primary and s.population >= TOWN for s in sites)


def is_part_of_longer(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """Whether a name in the gazetteer that ends at ``end`` is only the first word of another: "Kuru" of "Kuru Teli"."""
    after = tokens[end] if end < len(tokens) else None
    if after is not None and after.text == "-" and _step(tokens, at, end, finder) in (2, 4):
        return not finder.sites(finder.span(tokens, at, end + _step(tokens, at, end, finder)))
    if after is None or after.tag != "NNP" or not is_name(after) or after.label in THINGS:
        return False
    return not is_big(finder.sites(finder.span(tokens, at, end))) and after.lower not in finder.words.after
