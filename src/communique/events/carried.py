"""Where an act happened that names no place itself: by who tells it, by the house it was done at, by the talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events.candidate import Candidate
from communique.mentions.ground import Ground
from communique.mentions.scene import place_of
from communique.mentions.scene_phrases import is_of_words, phrases_on, places_below
from communique.mentions.scene_words import scene_words
from communique.model import Place, Sentence, Text, Token

HEAD, FOOT, FIRST_WORDS = 5, 3, 3  # sentences of a paper, and words of one, in which it says where it was signed
NEAR = 20  # code points between "signed" and the place
LINKS = 3  # steps up from an act's noun to what speaks of it
LOCATING = frozenset(("at", "in", "near", "off", "outside", "on", "over"))
_SUBJECTS = ("nsubj", "nsubjpass")
_WITHIN = frozenset(("conj", "ccomp", "advcl", "xcomp", "parataxis", "acl"))
"""Links from an act up to the verb of speech whose words tell it."""
_OWN = frozenset(("the", "its", "their", "his", "her"))
_HELD_BY = frozenset(("conj", "parataxis"))


def place_of_voice(candidate: Candidate, ground: Ground) -> Place | None:
    """ "Residents of Tuzla said soldiers had burned their houses": locals tell of what happened where they live."""
    words, verb = scene_words(), candidate.carrier
    while verb.dep in _WITHIN and verb.head is not verb:
        link, verb = verb.dep, verb.head
        if link != "ccomp" or verb.lemma not in words.telling:
            continue
        for who in verb.having(*_SUBJECTS):
            for one in who.conjuncts():
                if one.lemma in words.voices or one.child("relcl") is not None:
                    return next((p for p in _home(one, ground) if p.resolution != "country"), None)
        return None
    return None


def _home(who: Token, ground: Ground) -> Iterator[Place]:
    """The place that somebody is of: "the mayor of X", "X residents", "police in X"."""
    for child in who.children:
        if child.dep == "prep" and child.lower in scene_words().dwelling:
            for inner in child.children:
                yield from places_below(inner, ground)
        elif child.dep in ("compound", "nmod", "poss"):
            place = ground.at(child)
            if place is not None:
                yield place
        elif child.dep == "relcl" and child.lemma in scene_words().staying:  # "which has two nurses at X"
            yield from phrases_on(child, child, ground)
            yield from (p for held in child.having("dobj") for p in phrases_on(held, child, ground))


def is_at_venue(candidate: Candidate) -> bool:
    """Whether it was done at a house that every town has: "outside the ministry", "stormed parliament"."""
    words = scene_words()
    verb = candidate.carrier
    came = [verb.head] if verb.dep == "conj" and verb.head.lemma in words.journeys else []  # "came to the gate and met"
    for token in dict.fromkeys((candidate.token, verb, *candidate.words, *came)):
        if is_of_words(token):
            continue
        for child in token.children:
            if child.dep == "prep" and child.lower in words.at_venue:
                if any(_is_venue(c) for c in child.having("pobj")):
                    return True
            elif child.dep in ("dobj", "nsubjpass") and token.lemma in words.object and _is_venue(child):
                return True
    return False


def _is_venue(noun: Token) -> bool:
    """ "The cathedral", "parliament": not "a hotel", "the hotel where he lived", "the other gate"."""
    if noun.lemma not in scene_words().venues:
        return False
    before = [c for c in noun.children if c.dep in ("det", "poss")]
    if any(c.dep in ("relcl", "appos") or c.lower in scene_words().other for c in noun.children):
        return False
    return all(c.lower in _OWN or c.dep == "poss" for c in before)


def place_of_clause_before(candidate: Candidate, ground: Ground) -> Place | None:
    """The scene of the clause before in the same sentence: "X planted flags at Pangong, and troops removed them"."""
    verb = candidate.carrier
    earlier = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and c.child(*_SUBJECTS) is not None]
    if verb.dep in _HELD_BY and verb.head.i < verb.i:
        earlier.append(verb.head)
    for act in earlier:
        if act.tag in ("VBD", "VBN", "VBG") and not is_of_words(act) and act.lemma not in scene_words().telling:
            place = place_of(act, ground)
            if place is not None and place.start < verb.start:
                return place
    return None


def names_meeting_again(candidate: Candidate) -> bool:
    """ "The talks", "their meeting": what was held where the text has said that it was."""
    noun = candidate.token
    if noun.pos != "NOUN" or noun.lower not in scene_words().meetings:
        return False
    return any(c.dep in ("det", "poss") and c.lower in _OWN for c in noun.children)


def made_at(text: Text, ground: Ground) -> Place | None:
    """Where a paper says that it was signed, at its head or its foot: "Signed at Nyamlell on 3 May 2022"."""
    words, sentences = scene_words(), text.sentences
    for sentence in (*sentences[:HEAD], *sentences[HEAD:][-FOOT:]):
        for verb in (t for t in sentence.tokens[:FIRST_WORDS] if t.lower in words.made):
            if verb.child(*_SUBJECTS) is not None:  # "the ministers signed at X"
                continue
            at = ((p.start, p) for p in ground.within(verb.end, sentence.end) if p.resolution != "country")
            found = min(at, default=None, key=lambda pair: pair[0])
            if found is not None and found[0] - verb.end <= NEAR:
                return found[1]
    return None


def is_announcement(sentence: Sentence) -> bool:
    """Whether a title, or a sentence without a verb of its own, only says what is told of: "Thread: Bukavu today"."""
    return sentence.block.kind == "heading" or sentence.root.pos not in ("VERB", "AUX")


def elsewhere(places: Sequence[Place], candidate: Candidate, ground: Ground) -> list[Place]:
    """Of places named around an act those at which it may have been: not "farmers from X", "a Rakhine force"."""
    return [p for p in places if not _is_aside(p, candidate, ground)]


def _is_aside(place: Place, candidate: Candidate, ground: Ground) -> bool:
    words = ground.text.tokens_in(place.start, place.end)
    if not words:
        return False
    last = words[-1]
    if ground.is_kind(place) and last.head.lower not in scene_words().again:
        return True
    above = last.head
    if last.dep == "pobj" and above.lower in scene_words().of_origin and above.head.pos in ("NOUN", "PROPN"):
        return True
    if last.dep == "pobj" and above.lower in scene_words().of_origin and above.head.lemma in scene_words().journeys:
        return True  # "soldiers came from Goris and cleared the road"
    holders = {candidate.carrier.i, *(a.i for a in candidate.carrier.ancestors())}
    return any(a.dep == "relcl" and a.i not in holders for a in last.ancestors())


def is_of_earlier_act(noun: Token) -> bool:
    """ "In connection with the thefts", "a suspect in the killing": an act that is only spoken of, told elsewhere."""
    for _ in range(LINKS):
        if noun.dep not in ("pobj", "dobj", "pcomp", "conj", "compound"):
            return False
        noun = noun.head
        if noun.lemma in scene_words().linked or noun.lower in scene_words().linked:
            return True
        noun = noun.head if noun.dep == "prep" and noun.head.pos in ("NOUN", "VERB", "ADJ") else noun
        if noun.lemma in scene_words().linked:
            return True
    return False


def is_somewhere_unnamed(candidate: Candidate) -> bool:
    """ "Arrested in six states", "at his home in a village": on ground that is told and not named."""
    words = scene_words()
    for token in dict.fromkeys((candidate.token, candidate.carrier)):
        if any(c.dep == "advmod" and c.lower in words.unnamed for c in token.children):
            return True
        for child in token.children:
            inside = child.having("pobj") if child.dep == "prep" and child.lower in LOCATING else ()
            if any(c.lemma in words.unnamed and _is_new(c) for c in inside):
                return True
    return False


def _is_new(noun: Token) -> bool:
    """ "A village", "several states", "his home": not "the town"."""
    return not any(c.dep == "det" and c.lower in ("the", "this", "that") for c in noun.children)


def place_of_frame(candidate: Candidate, ground: Ground) -> Place | None:
    """ "In X, she laid a wreath by the crater that the blast had left": the place that opens the sentence holds for it.

    Not where the sentence tells what was said there: "In Islamabad, the army said …".
    """
    tokens = candidate.token.sentence.tokens
    root = candidate.token.sentence.root
    first = tokens[0]
    if first.lower not in LOCATING or first.head is not root:
        return None
    if is_of_words(root) or root.lemma in scene_words().telling:
        return None
    named = [p for p in ground.within(first.end, tokens[-1].end) if _is_named_by(p, first, ground)]
    after = ground.within(named[0].end, candidate.token.sentence.end) if named else ()
    alone = all(p.resolution == "country" or p in named for p in after)
    return named[0] if named and alone else None


def _is_named_by(place: Place, preposition: Token, ground: Ground) -> bool:
    """Whether the place is that of "In X, …", also in "In X soldiers shot …", where the parser takes it for theirs."""
    last = ground.text.tokens_in(place.start, place.end)[-1]
    if last.dep in ("amod", "compound", "nmod") and last.head.dep in _SUBJECTS:
        return ground.text.words(preposition.end, place.start).isspace()
    return any(p.start == place.start for inner in preposition.children for p in places_below(inner, ground))
