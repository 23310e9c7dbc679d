"""Keeps silent where the words of politics and war are borrowed: sport, markets, fiction, weather, kitchen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events.parties import Cast
from communique.lexicon.frames import Frames
from communique.model import Party, Sentence

SEVERAL = 8  # sentences from which on a document can be judged as a whole
SOME = 0.15  # words of a field a sentence
_SHARES = (("none", 0.0), ("few", 0.5), ("some", 1.0), ("many", 2.0), ("most", 1e9))  # mentions a sentence
ELSEWHERE = 0.6  # words of other fields a sentence; invented reports of politics and war stay under 0.5


class Field:
    """What a whole document is about, in signs: the fields whose words it uses, how much of it is public affairs."""

    __slots__ = ("borrows", "signs")

    def __init__(self, sentences: Sequence[Sentence], cast: Cast, frames: Frames) -> None:
        self.borrows = elsewhere(sentences, frames)  # whether it is about another field as a whole
        self.signs = (*_fields(sentences, frames), *_public(len(sentences), cast))


def _fields(sentences: Sequence[Sentence], frames: Frames) -> Iterator[str]:
    words = [t.lower for s in sentences for t in s.tokens]
    for name, known in frames.fields.items():
        share = sum(w in known for w in words) / len(sentences)
        if share >= SOME:
            yield f"words of {name}: {'many' if share >= ELSEWHERE else 'some'}"


def _public(sentences: int, cast: Cast) -> Iterator[str]:
    """How many of the sentences name who is of public affairs, and how many countries."""
    kinds = [e for e in cast.mentions.entities if cast.is_public(e)]
    share = sum(m.kind != "pronoun" for e in kinds for m in e.mentions) / sentences
    yield f"public affairs: {next(name for name, bound in _SHARES if share <= bound)}"
    codes = {e.code for e in cast.mentions.entities if e.code}
    yield f"countries: {min(len(codes), 4)}"
    if cast.between_countries:
        yield "countries: none that most is about"


def borrowed(sentence: Sentence, frames: Frames) -> int:
    """How strongly the sentence smells of another field: two for a strong word, one for a weak one."""
    words = {t.lower for t in sentence.tokens}
    return 2 * len(words & frames.strong_guards) + len(words & frames.weak_guards)


def elsewhere(sentences: Sequence[Sentence], frames: Frames) -> bool:
    """Whether a document of some length is about another field as a whole."""
    if len(sentences) < SEVERAL:
        return False
    return sum(borrowed(sentence, frames) for sentence in sentences) > ELSEWHERE * len(sentences)


def speaks(
    strong: bool, actors: Sequence[Party], recipients: Sequence[Party], cast: Cast, smell: int, affairs: int
) -> bool:
    """Whether an event with these parties is worth telling in a sentence with this smell of other fields.

    ``affairs``: 1 where the sentence, 2 where the whole document tells of public affairs, so that people whom no list
    knows may act in them, and a word with other lives does not count.
    """
    both = [*actors, *recipients]
    if affairs > 1:
        smell -= smell % 2
    if any(cast.public(p) for p in both):
        return smell < 3
    if any(cast.coded(p) for p in both):
        return smell < 2
    if smell:
        return False
    if any(cast.known(p) for p in actors) and (strong or any(cast.known(p) for p in recipients)):
        return True
    if affairs and both:
        return strong or affairs > 1 or bool(actors and recipients)
    return (strong and any(cast.known(p) for p in recipients)) or (_named(actors, cast) and _named(recipients, cast))


def suffices(need: str, actors: Sequence[Party], recipients: Sequence[Party], cast: Cast) -> bool:
    """Whether the parties are such that a predicate of many lives ("support", "hit", "ask") tells of public affairs.

    ``need`` is that of ``loose.tsv``; "" where the predicate needs nothing.
    """
    if need == "apart":
        return cast.between_countries or any(_apart(a, b, cast) for a in actors for b in recipients or actors)
    if need == "public":
        return any(cast.public(p) for p in actors)
    if need == "armed":
        return any(cast.armed(p) for p in (*actors, *recipients))
    if need == "crowd":
        return any(cast.is_crowd(p) for p in actors)
    return need != "never"


def _apart(left: Party, right: Party, cast: Cast) -> bool:
    """Whether two known parties belong to different countries, or to different sectors of public affairs."""
    if left.entity == right.entity or not (cast.known(left) and cast.known(right)):
        return False
    one, other = cast.entities[left.entity], cast.entities[right.entity]
    if one.code and other.code and one.code != other.code:
        return True
    return cast.organised(left) and cast.organised(right) and one.sector[:1] != other.sector[:1]


def _named(parties: Sequence[Party], cast: Cast) -> bool:
    """Whether one of the parties has a name: two people with names may be of note though no list knows them."""
    return any(cast.named(p) for p in parties)
