"""Reads the parties off a noun phrase."""

from __future__ import annotations

from communique.model import Mentions, Party, Token


def parties_of(token: Token, mentions: Mentions) -> tuple[Party, ...]:
    """The parties named by the phrase headed by ``token``, coordinated ones included ("the US, the EU and NATO").

    One party an entity: "both sides" gives two with the same words. Empty where the phrase names nobody.
    """
    found: list[Party] = []
    for head in coordinated(token):
        mention = mentions.at(head.i)
        if mention:
            found.extend(Party(entity=e, start=mention.start, end=mention.end) for e in mention.entities)
    return tuple(dict.fromkeys(found))


def coordinated(token: Token) -> list[Token]:
    """The heads of all phrases coordinated with ``token``, in text order.

    Beside what the parser marks as conjuncts, a list that it broke: its last item as a second subject or object of the
    verb ("the EU, and NATO urged"), or a middle one as an apposition with an "and" of its own.
    """
    heads = token.conjuncts()
    for head in list(heads):
        heads.extend(c for c in head.children if c.dep == "appos" and _ends_open(c))
        heads.extend(k for c in head.children if _is_close(c, head) for k in c.conjuncts()[1:])
    if any(_ends_open(head) for head in heads):
        last = token.subtree()[-1].i
        beside = (c for c in token.head.children if c.dep == token.dep and c.i > last)
        heads.extend(c for c in beside if c.subtree()[0].i == last + 1)
    return sorted(set(heads), key=lambda t: t.i)


def _is_close(name: Token, office: Token) -> bool:
    """Whether a name stands right behind its bearer's office: what is coordinated with it is so with the whole.

    "Prime minister Ana Ruiz and Peru's president signed": the parser joins the president to the name alone.
    """
    return name.dep == "appos" and name.label == "PERSON" and name.subtree()[0].i == office.i + 1


def _ends_open(token: Token) -> bool:
    """Whether a phrase breaks off after "and" or "or"."""
    below = token.children
    return bool(below) and below[-1].dep == "cc"
