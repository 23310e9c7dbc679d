"""Where a complement ends: what the parser hangs too high or too low is put right by the grammar of reporting."""

from __future__ import annotations

from communique.lexicon.speech import Speech
from communique.model import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TIMES = frozenset({"DATE", "TIME"})


def clause_words(clause: Token, cue: Token, speech: Speech) -> list[Token]:
    """The words of a reported clause.

    Left out: what is joined to the cue rather than to the clause ("said it would leave and warned …"), participles and
    relative clauses that the reporter adds behind a comma, and a time that says when it was said.
    """
    cut: list[Token] = []
    for token in clause.subtree():
        if token.dep == "conj" and _belongs_to_cue(token, clause, cue):
            cut.append(token)
            cut.extend(c for c in token.head.children if c.dep == "cc" and token.head.i < c.i < token.i)
        elif token.dep in ("relcl", "advcl"):
            if token.head.i >= clause.i and _is_reporters(token, cue, speech):
                cut.append(token)
        elif token.head is clause and _says_when(token) and _follows_cue(token, clause, cue):
            cut.append(token)
    return _to_semicolon(less(clause.subtree(), cut), cue)


def _to_semicolon(words: list[Token], cue: Token) -> list[Token]:
    """What the cue reports ends at a semicolon, unless another "that" goes on behind it."""
    for n, token in enumerate(words):
        if token.text == ";" and token.i > cue.i and n and not any(t.lower == "that" for t in words[n + 1 : n + 3]):
            return words[:n]
    return words


def infinitive_words(inner: Token, cue: Token, speech: Speech) -> list[Token]:
    """The words of an infinitive complement, with the base forms that the parser joins to the cue instead."""
    words = clause_words(inner, cue, speech)
    if inner.child("dobj") is None:  # "agreed to lift, by June, its ban": the ban, hung on "agreed"
        late = [c for c in cue.having("dobj") if words and c.subtree()[0].i == words[-1].i + 1]
        words = [*words, *(t for c in late for t in clause_words(c, cue, speech))]
    last = inner
    for child in cue.children:
        if (
            child.dep == "conj"
            and child.tag == "VB"
            and child.i > last.i
            and cue.tag != "VB"
            and not child.having("nsubj", "aux")
        ):
            between = [c for c in cue.children if last.i < c.i < child.i and c.dep in ("cc", "punct")]
            words = [*words, *between, *clause_words(child, cue, speech)]
            last = child
    return words


def object_words(held: Token, cue: Token, host: Token, speech: Speech) -> list[Token]:
    """The words of an object, with the prepositions that the parser hangs on the verb ("an end to the war")."""
    words = clause_words(held, cue, speech)
    last = words[-1].i if words else held.i
    for child in host.children if host is cue else (*host.children, *cue.children):
        if child.dep == "prep" and child.i == last + 1 and child.lower in speech.matters:
            matter = child.child("pobj", "pcomp")
            if matter is None or matter.label in _TIMES:
                break
            words = [*words, *clause_words(child, cue, speech)]
            last = words[-1].i
    return words


def conditions_of(cue: Token, words: list[Token], speech: Speech) -> list[Token]:
    """The conditions behind the content that the parser hangs on the cue: "promised to leave if the siege ends"."""
    last = max((t.i for t in words), default=cue.i)
    found: list[Token] = []
    for child in cue.children:
        if child.dep in ("advcl", "prep") and child.i > last > cue.i:
            below = child.subtree()
            if below[0].lower in speech.conditions:
                found.extend(below)
    return found


def less(words: list[Token], cut: list[Token]) -> list[Token]:
    """``words`` without the subtrees of ``cut``."""
    if not cut:
        return words
    gone = {t for head in cut for t in head.subtree()}
    return [t for t in words if t not in gone]


def _belongs_to_cue(token: Token, clause: Token, cue: Token) -> bool:
    """A finite verb cannot be coordinated with a bare one under a modal: it goes on after the cue."""
    if token.tag not in _FINITE or token.having("nsubj", "nsubjpass", "expl", "aux", "auxpass") or token.i < cue.i:
        return False
    first = token.head
    while first.dep == "conj":
        first = first.head
    bare = first.tag == "VB" and any(c.dep == "aux" for c in first.children)
    return bare and first is clause and cue.tag in _FINITE and cue.i < clause.i


def _is_reporters(token: Token, cue: Token, speech: Speech) -> bool:
    """A comment of the reporter behind a comma: ", which …", ", adding that …", at the end of the sentence."""
    if token.i < cue.i:
        return False
    words = token.subtree()
    before = _before(words[0])
    if before is None or before.text not in (",", "--", "—", "–", "-"):
        return False
    tail = token.sentence.tokens[words[-1].i - token.sentence.tokens[0].i + 1 :]
    if any(t.tag[0].isalpha() and t.dep != "punct" for t in tail):
        return False
    if token.dep == "relcl":
        return any(c.tag in ("WDT", "WP", "WRB", "WP$") for c in words[:4])
    return token.tag == "VBG" and token.lower in speech.verbs and words[0] is token


def _before(token: Token) -> Token | None:
    tokens = token.sentence.tokens
    at = token.i - tokens[0].i
    return tokens[at - 1] if at > 0 else None


def _says_when(token: Token) -> bool:
    """Whether a dependent is a time: "Monday", "on Monday"."""
    if token.dep == "npadvmod":
        return token.label in _TIMES
    matter = token.child("pobj") if token.dep == "prep" else None
    return matter is not None and matter.label in _TIMES


def _follows_cue(token: Token, clause: Token, cue: Token) -> bool:
    """Whether it stands between the cue and the subject of what is said: "said on Monday the road was mined"."""
    words = token.subtree()
    subject = clause.child("nsubj", "nsubjpass", "expl")
    return (
        0 < words[0].i - cue.i <= 2 and subject is not None and words[-1].i < subject.i and words[-1].i + 1 < clause.i
    )
