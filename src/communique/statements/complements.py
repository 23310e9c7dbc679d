"""What a verb of speech brings: the clause, infinitive, object or preposition that holds its content."""

from __future__ import annotations

from typing import NamedTuple

from communique.lexicon.speech import Speech, VerbCue
from communique.model import Token
from communique.statements.content import clause_words, infinitive_words, object_words
from communique.statements.source import is_passive, own_subject, phrase

_HEARERS = ("dative", "dobj")
_ASIDE = ("npadvmod", "prep", "advmod", "prt", "nsubj", "dative", "dobj")
_MARKS = frozenset({'"', "“", "”", "``", "''", "`"})
NEAR = 30  # tokens between a cue and its subject
_OBJECTS = ("dobj", "attr", "oprd")
_ANSWERS = ("deny", "reject")


class Complement(NamedTuple):
    """What a verb brings: the words of the content, their head clause if they are one, who is addressed, and why."""

    words: list[Token]
    frame: str
    act: str
    clause: Token | None = None
    addressee: Token | None = None


def complement_of(verb: Token, cue: VerbCue, particles: list[Token], speech: Speech) -> Complement | None:
    """The first complement, of those the verb takes, that is there."""
    host = particles[-1] if particles and particles[-1].dep == "prep" else verb
    for finder in (_clause, _infinitive, _called, _topic, _passive, _noun, _parenthesis):
        found = finder(verb, cue, host, speech)
        if found and found.words:
            return found
    return None


def _clause(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if "clause" not in cue.frames or not _may_report(verb, cue):
        return None
    if aside := _set_off(verb):
        return Complement(aside, "parenthesis", cue.frames["clause"], verb.head if verb.head is not verb else None)
    clauses = [c for c in verb.having("ccomp", "csubj") or host.having("pcomp") if _is_clause(c)]
    clauses = [c for c in clauses if not any(t.text == ";" and c.i < t.i < verb.i for t in verb.children)]
    clauses = clauses or [c for c in verb.having("advcl") if _is_question_behind(c, verb)]
    if not clauses:
        return None
    clause = clauses[0]
    words = clause_words(clause, verb, speech)
    for other in clauses[1:]:  # the parser hangs both of "A fell and B rose, X said" on the cue
        if other.dep == "ccomp":
            words = [*words, *clause_words(other, verb, speech)]
    return Complement(words, "clause", cue.frames["clause"], clause, object_heard(verb, cue))


def _set_off(verb: Token) -> list[Token]:
    """The sentence around a cue between two commas: "If they fail, X said, war …", "The plan, X said, is dead"."""
    right = [c for c in verb.children if c.dep == "ccomp" and c.i > verb.i]
    if verb.dep == "parataxis" and verb.head.i > verb.i:
        right.append(verb.head)
    if not right:
        return []
    tokens = verb.sentence.tokens
    subject = own_subject(verb)
    low = subject.subtree()[0].i if subject and verb.i - NEAR < subject.i < verb.i else verb.i
    own = [
        t
        for c in verb.children
        if c.dep in _ASIDE and c.i > verb.i and c.i < right[0].subtree()[-1].i
        for t in c.subtree()
    ]
    high = max((t.i for t in (verb, *own)), default=verb.i)
    start = tokens[0].i
    before, after = tokens[low - 1 - start] if low > start else None, tokens[high + 1 - start : high + 2 - start]
    if before is None or before.text != "," or not after or after[0].text != "," or low - 1 == start:
        return []
    if any(t.text in _MARKS for t in tokens):
        return []
    last = max(c.subtree()[-1].i for c in right)
    return [t for t in tokens if t.i < low or high < t.i <= last]


def _is_question_behind(clause: Token, verb: Token) -> bool:
    """As in "would not say when talks resume": the parser takes the question for an adverbial clause."""
    first = clause.subtree()[0]
    return first.tag in ("WRB", "WP", "WDT") and first.i == verb.i + 1


def _is_clause(token: Token) -> bool:
    """Whether a complement is a finite clause or an indirect question, not an infinitive or a bare gerund."""
    if _is_infinitive(token):
        return False
    if token.tag == "VBG" and token.child("nsubj") is None and not token.having("mark", "aux"):
        return False
    return token.dep != "pcomp" or any(c.tag in ("WRB", "WP", "WDT") or c.dep == "mark" for c in token.children)


def _may_report(verb: Token, cue: VerbCue) -> bool:
    """A passive reports a clause only of nobody or to somebody: "it was said that", "he was told that"."""
    if not is_passive(verb) or "hearer" in cue.frames:
        return True
    subject = verb.child("nsubjpass", "csubjpass")
    return subject is None or subject.lower == "it" or subject.dep == "csubjpass"


def _infinitive(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """As in "promise to go", "urge X to go", "call on X to go", whichever way the parser hangs X."""
    inner = next(
        (c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and c.i > verb.i and _is_infinitive(c)), None
    )
    held = host.child("pobj") if host is not verb else verb.child("dobj", "dative")
    if inner is None and held is not None:
        inner = next((c for c in held.children if c.dep in ("acl", "relcl") and _is_infinitive(c)), None)
    if inner is None:
        return None
    if held is not None and held.lower in speech.nouns:
        return None  # "reaffirmed its pledge to": the noun brings the infinitive
    held = held or inner.child("nsubj")
    if held is None and is_passive(verb):
        held = verb.child("nsubjpass")
    for frame in ("whom-to", "want-to"):
        if frame in cue.frames and held is not None and (frame == "whom-to" or not is_passive(verb)):
            words = _joined(held.subtree(), infinitive_words(inner, verb, speech))
            heard = held if frame == "whom-to" else None
            return Complement(words, frame, cue.frames[frame], None, heard)
    if (
        "to" in cue.frames
        and not is_passive(verb)
        and (held is None or held.i > inner.i or "whom-to" not in cue.frames)
    ):
        return Complement(infinitive_words(inner, verb, speech), "to", cue.frames["to"], None, held)
    if "whom-to" in cue.frames and "to" not in cue.frames:
        return Complement(infinitive_words(inner, verb, speech), "whom-to", cue.frames["whom-to"])
    return None


def _joined(held: list[Token], inner: list[Token]) -> list[Token]:
    """The words of object and infinitive with those between them, which the parser may hang elsewhere."""
    tokens = inner[0].sentence.tokens
    first = tokens[0].i
    between = tokens[held[-1].i + 1 - first : inner[0].i - first] if held[0].sentence is inner[0].sentence else ()
    return [*held, *between, *inner]


def _is_gerund(verb: Token) -> bool:
    """ "Shelling", "having shelled", "being bombed"."""
    return verb.tag == "VBG" or (
        verb.tag == "VBN" and any(c.tag == "VBG" and c.i < verb.i for c in verb.having("aux", "auxpass"))
    )


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag == "TO" for c in verb.children)


def _called(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """As in "describe X as Y", "call X Y"."""
    if "as" not in cue.frames or (verb.dep == "acl" and is_passive(verb) and verb.child("agent") is None):
        return None  # "a band called the Tenth Column" has a name, nobody says so
    held = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj")
    if host is not verb:
        held = host.child("pobj") or held
    named = next(
        (c for c in verb.children if c.dep == "prep" and c.lower in ("as", "to", "with") and c is not host), None
    )
    named = named or next((c for c in verb.children if c.dep in ("oprd", "ccomp", "xcomp") and c.i > verb.i), None)
    if named is None or (held is None and named.dep in ("prep", "xcomp")):
        return None
    words = [*(held.subtree() if held else ()), *named.subtree()]
    return Complement(words, "as", cue.frames["as"])


def _topic(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """As in "insist on X", "accuse X of Y": the object and what stands after the preposition."""
    for child in verb.children:
        if child.dep != "prep" or child.lower not in cue.topics:
            continue
        matter = child.child("pobj", "pcomp")
        if matter is None:
            continue
        held = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj", "dative")
        words = matter.subtree()
        heard = None
        if held is not None and "noun" in cue.frames:
            words = [*held.subtree(), *child.subtree()]
        else:
            heard = held
        return Complement(words, "on", cue.topics[child.lower], None, heard)
    return None


def _passive(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if not is_passive(verb) or not {"noun", "quote"} <= cue.frames.keys() or verb.child("agent") is None:
        return None
    held = verb.child("nsubjpass") or (verb.head if verb.dep == "acl" else None)
    return Complement(phrase(held, verb), "passive", cue.frames["noun"]) if held else None


def _noun(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if is_passive(verb):
        return None
    if "gerund" in cue.frames or cue.particles:
        below = (*verb.children, *(c for p in verb.having("prt", "prep", "advmod") for c in p.children))
        child = next(
            (c for c in below if c.dep in ("xcomp", "ccomp", "pcomp") and _is_gerund(c) and c.i > verb.i), None
        )
        if child is not None:
            return Complement(child.subtree(), "gerund", cue.frames.get("gerund", cue.act()))
    if not ("noun" in cue.frames or "word" in cue.frames) or "hearer" in cue.frames:
        return None
    if host is not verb:
        held = host.child("pobj", "pcomp")
    elif cue.particles and len(cue.particles) == 1:
        held = next((c for c in verb.children if c.dep in _OBJECTS), None)
    else:
        held = next((c for c in verb.children if c.dep in _OBJECTS and c.i > verb.i), None)
        if held is None and "noun" in cue.frames and (matter := _antecedent(verb, cue, speech)):
            return Complement(phrase(matter, verb), "noun", cue.frames["noun"])
    if held is None or (not cue.particles and held.lemma in speech.idioms.get(verb.lemma, ())):
        return None
    if _speaks(held, speech) if "noun" in cue.frames and verb.lemma in speech.light else _is_other(held, cue, speech):
        return None
    frame = "noun" if "noun" in cue.frames else "word"
    act = (
        speech.nouns[held.lower].act if verb.lemma in speech.light and held.lower in speech.nouns else cue.frames[frame]
    )
    return Complement(object_words(held, verb, host, speech), frame, act)


def _is_other(held: Token, cue: VerbCue, speech: Speech) -> bool:
    """Whether a verb that needs a noun of speech as its object has another one."""
    return "noun" not in cue.frames and _speaks(held, speech) is not False


def _speaks(held: Token, speech: Speech) -> bool | None:
    """Whether a noun of speech as object says itself what is said, and so is a cue of its own; None for other nouns."""
    cue = speech.nouns.get(held.lower)
    if cue is None:
        return None
    return any(c.dep in ("acl", "relcl", "ccomp") or c.lower in cue.links for c in held.children)


def _antecedent(verb: Token, cue: VerbCue, speech: Speech) -> Token | None:
    """What a relative clause speaks of: "the pact, which he called for", "a charge it denied"."""
    if verb.dep != "relcl":
        return None
    relative = ("WDT", "WP")
    answers = cue.frames.get("noun") in _ANSWERS
    objects = [c for c in verb.having("dobj") if c.i < verb.i]
    named = any(c.tag in relative or (answers and c.lower == "that") for c in objects)
    bare = answers and verb.head.lower in speech.nouns and verb.child("nsubj") is not None
    open_ = not any(c.tag in relative or c.dep in ("mark", "ccomp") for c in verb.children)
    return verb.head if named or (bare and open_) else None


def _parenthesis(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """As in "The plan, he said, is dead": the clause that the cue stands in, less the cue's own words."""
    if "clause" not in cue.frames or verb.head is verb or is_passive(verb):
        return None
    as_ = any(c.lower == "as" and c.dep in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children)
    beside = verb.dep in ("parataxis", "ccomp", "dep", "intj") and verb.child("nsubj") is not None and _has_comma(verb)
    if not ((as_ and verb.dep == "advcl") or beside) or verb.child("dobj"):
        return None
    mine = set(verb.subtree())
    if any(c.lower == "you" and c.dep == "nsubj" for c in verb.children):
        return None  # "you know" fills a pause
    words = [t for t in verb.head.subtree() if t not in mine]
    return Complement(words, "parenthesis", cue.frames["clause"], verb.head)


def _has_comma(verb: Token) -> bool:
    first = verb.subtree()[0]
    tokens = verb.sentence.tokens
    at = first.i - tokens[0].i
    return first.text == "," or (at > 0 and tokens[at - 1].text in (",", "—", "-", "–", '"', "”", "("))


def object_heard(verb: Token, cue: VerbCue) -> Token | None:
    if "hearer" not in cue.frames:
        return None
    return verb.child("nsubjpass") if is_passive(verb) else verb.child(*_HEARERS)
