"""Finds the later acts of a list of infinitives that the parser lost ("to free X, hold elections and lift Y")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, own_subject
from communique.undertakings.reality import is_made

_BARE = frozenset(("VB", "VBP"))  # what the parser takes a bare infinitive in a list for
_REACH = 80  # words behind the first act that a list is followed over: keeps the work linear
INSERTION = 8  # words between two commas
_LISTED = frozenset(("dobj", "conj", "npadvmod", "attr", "oprd", "appos", "nsubj", "dep"))  # labels of lost members
_SMALL = frozenset(("ccomp", "xcomp"))  # "let them go"


def head_of_list(tokens: Sequence[Token], duties: Duties) -> Token | None:
    """The last demanding, promising or modal word of the words that open a list of acts."""
    for token in reversed(tokens):
        if token.tag == "MD" and token.lower in duties.modals:
            return token
        pos = "VERB" if token.pos in ("VERB", "AUX") else token.pos
        cue = duties.cues.get((token.lemma, pos)) or duties.cues.get((token.lower, pos))
        if cue is not None:
            return token if is_made(token, cue, duties) else None
    return None


def set_in_list(head: Token, duties: Duties) -> Iterator[Token]:
    """The later members of the list of acts that ``head`` opens, wherever the parser hung them, in text order.

    A list goes on with words of the same make (bare, or with "to") behind commas and ends with one behind "and" or
    "or". What is coordinated with another verb of that make within an act belongs to that verb.
    """
    marked = infinitive_mark(head) is not None
    like_noun = head.tag in ("NN", "JJ", "NNP") and head.dep == "ccomp"  # "that Chile repeal the law, pay …"
    if not (marked or like_noun or (head.tag in ("VB", "VBP", "VBD") and head.lower == head.lemma)):
        return
    members, open_ones = {head.i}, []
    for token, closing in _candidates(head, marked):
        if token.dep == "conj" and token.head.i in members:
            members.add(token.i)
            fits = True
        else:
            fits = _is_member(token, head, duties)
        if not fits:
            continue
        members.add(token.i)
        open_ones.append(token)
        if closing or _closes(token):
            yield from open_ones
            open_ones = []
    yield from (t for t in open_ones if (t.dep == "conj" and t.head is head) or (t.head is t and t.tag == "VB"))


def _candidates(head: Token, marked: bool) -> Iterator[tuple[Token, bool]]:
    """Verbs without a subject that stand behind a comma or "and", and whether it was an "and"."""
    tokens = head.sentence.tokens
    at = head.i - tokens[0].i
    for n in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[n]
        if token.text == ";" and (at == 0 or tokens[at - 1].text != ":"):
            return
        own_mark = infinitive_mark(token)
        if token.pos != "VERB" or token.tag not in (*_BARE, "VBD") or (own_mark is not None and not marked):
            continue
        if own_mark is None and not _is_bare(token):
            continue
        first = n
        while first > at + 1 and (tokens[first - 1] is own_mark or tokens[first - 1].head is token):
            if tokens[first - 1].dep in ("cc", "punct"):
                break
            first -= 1
        before = tokens[first - 1]
        if before.text in (",", ";") or before.dep == "cc":
            yield token, before.dep == "cc" or _behind_insertion(tokens, first - 1)


def _behind_insertion(tokens: tuple[Token, ...], comma: int) -> bool:
    """ "…, and, where possible, to grant": the comma closes an insertion that an "and" stands before."""
    for n in range(comma - 1, max(comma - INSERTION, 0), -1):
        if tokens[n].text == ",":
            return tokens[n - 1].dep == "cc"
    return False


def _is_member(token: Token, head: Token, duties: Duties) -> bool:
    """Whether a verb that the parser did not coordinate with an act is one more act of the list all the same."""
    own_mark = infinitive_mark(token)
    above = token.head
    if above is token:
        return own_mark is None and token.tag == "VB"
    outside = above.i < head.i
    if token.tag == "VBD" and not (above is head or outside):
        return False
    if outside:
        if above not in head.ancestors():
            return False
        if own_mark is not None:
            return token.dep == "conj" or infinitive_mark(above) is not None
        return _differs(token, above, duties) and above is _top(head)
    if above is head:
        return token.dep not in _SMALL or own_mark is not None or token.dep == "ccomp"
    if head not in above.ancestors():
        return False
    if own_mark is not None:
        return infinitive_mark(above) is None and token.dep == "conj"
    if token.dep != "conj":
        return token.dep not in _SMALL
    return above.pos in ("VERB", "AUX") and above.tag not in _BARE


def _top(head: Token) -> Token:
    """The word that the list as a whole hangs on."""
    return head.head if infinitive_mark(head) or head.dep in ("ccomp", "xcomp") else head


def _closes(token: Token) -> bool:
    """Whether the verb ends the list with an "and" of its own: ", withdraw and refrain"."""
    return any(c.dep == "conj" and c.pos == "VERB" for c in token.children) and token.child("cc") is not None


def noun_list(cue: Token, first: Token, duties: Duties) -> Iterator[Token]:
    """The later members of a list of nouns that the parser hung on the verb that demands or promises them.

    "Called for an end to X, the release of Y and a vote": a noun behind a comma whose list closes with "and"; behind
    "and" alone, a noun that is known to name an act ("agreed on a truce and the reopening of …").
    """
    tokens = cue.sentence.tokens
    for noun in cue.rights:
        if noun.i <= first.i or noun.pos != "NOUN" or noun.dep not in _LISTED or noun.label in ("DATE", "TIME"):
            continue
        before = tokens[noun.subtree()[0].i - tokens[0].i - 1]
        listed = before.text == "," and noun.child("det", "amod", "prep", "poss") and _list_closes(noun)
        if listed or (noun.dep == "conj" and noun.lemma in duties.words["act_nouns"]):
            yield noun


def _list_closes(noun: Token) -> bool:
    return noun.child("cc") is not None and any(c.pos in ("NOUN", "PROPN") for c in noun.having("conj"))


def intransitives(head: Token, acts: set[int], duties: Duties) -> Iterator[Token]:
    """Verbs that are never nouns, taken for one at the end of a list ("to reopen the embassy and apologise")."""
    known = duties.words["never_nouns"]
    tokens = head.sentence.tokens
    at = head.i - tokens[0].i + 1
    for before, token in zip(tokens[at : at + _REACH], tokens[at + 1 : at + _REACH], strict=False):
        if token.lower not in known or token.pos not in ("NOUN", "PROPN", "ADJ") or token.lefts or token.i in acts:
            continue
        if (before.dep == "cc" or before.text == ",") and any(a.i in acts for a in token.ancestors()):
            yield token


def _is_bare(token: Token) -> bool:
    """Whether the word is a verb without ending, subject and auxiliary."""
    if token.tag != "VB" and token.lower != token.lemma:
        return False
    return own_subject(token) is None and not any(c.dep in ("aux", "auxpass", "mark") for c in token.lefts)


def _differs(token: Token, above: Token, duties: Duties) -> bool:
    """Whether the verb above cannot share its form with a bare verb, so that the list goes on below it."""
    if above.tag in ("VBD", "VBZ", "VBN", "VBG", "NN", "NNS"):
        return True
    return token.tag == "VB" and (token.lemma, "VERB") not in duties.cues
