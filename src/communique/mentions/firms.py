"""Tells bodies by names that the recogniser takes for persons': by the noun beside them, and by "which"."""

from __future__ import annotations

from communique.lexicon.registry import Registry
from communique.mentions.chains import Chain
from communique.mentions.describing import Description
from communique.mentions.setting import SETTLED
from communique.mentions.unlisted import PLAIN

UNSURE = ("person", "thing")
BUSINESS = ("BUS",)


def is_same_sort(chain: Chain, about: Description, registry: Registry) -> bool:
    """Whether the noun can stand beside the chain's name; a country that was guessed is no reason why not."""
    person = about.agent is not None and about.agent.kind == "person"
    if chain.why in PLAIN and not chain.sector:
        return True
    firm = _is_trade(about, registry) and chain.sector[:1] == BUSINESS
    sure = None if chain.guessed or SETTLED in chain.why else chain.code
    return (firm or person == (chain.kind == "person")) and (not about.code or sure in (None, about.code))


def tell_body(chain: Chain, about: Description, registry: Registry) -> None:
    """Makes a body of a name by its noun: "Vey Zorn, a charity"; "Vey Zorn, a refiner" if no person is called so."""
    first = chain.name.split(" ", maxsplit=1)[0]
    trade = _is_trade(about, registry) and not registry.is_borne(first)
    told = trade or (about.agent is not None and about.agent.kind != "person")
    if told and chain.kind in UNSURE and chain.why in PLAIN:
        chain.kind, chain.why, chain.gender = "body", f"named here; {about.words}", ""


def take_by_which(chain: Chain) -> None:
    """Makes a body of a name that only the recogniser takes for a person's, and that "which" takes up."""
    if is_person_by_label(chain) and not chain.gender:
        chain.kind, chain.why = "body", chain.why.replace("; person", "; body", 1)


def is_person_by_label(chain: Chain) -> bool:
    """Whether it is a person by name of whom no office is known."""
    return chain.kind == "person" and chain.why.split(";")[:2] == ["named here", " person"]


def _is_trade(about: Description, registry: Registry) -> bool:
    """Whether the noun is a firm's as often as a person's: "trader", "refiner"."""
    return about.words.rsplit(" ", 1)[-1] in registry.nouns["trades"]
