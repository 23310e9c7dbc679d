"""Many pairs at once get the answers that each would get alone."""

from __future__ import annotations

from communique.events.relate import relate, relate_all
from communique.kit import Kit
from communique.model import Document

TEXT = "Norway accused Iran of piracy after Chad and Niger held talks with the Tuareg rebels."
PAIRS = [("Norway", "Iran"), ("Chad", "Niger"), ("Niger", "Tuareg"), ("Chad", "Iran")]
OTHERS = ["Kenya sent maize to Somalia.", "Police in Oslo clashed with Swedish fans."]


def test_company_changes_no_answer(kit: Kit) -> None:
    pairs = [(Document(text=TEXT, id=f"p{n}"), _span(TEXT, a), _span(TEXT, r)) for n, (a, r) in enumerate(PAIRS)]
    pairs += [(Document(text=t, id=t), (0, 5), (len(t) - 5, len(t) - 1)) for t in OTHERS]
    together = list(relate_all(pairs, kit))
    assert together == [relate(*pair, kit) for pair in pairs]
    assert together == list(relate_all(pairs[::-1], kit))[::-1]
    assert [r.id for r in together] == [d.id for d, _, _ in pairs]


def test_failure_to_agree_is_a_refusal_and_a_pledge_of_support_is_support(kit: Kit) -> None:
    cases = [
        ("Peru and Chile failed to strike a deal on tuna.", "Peru", "Chile", "REJECT"),
        ("Malta pledged its full support to Cyprus.", "Malta", "Cyprus", "SUPPORT"),
        ("Malta pledged financial support to Cyprus.", "Malta", "Cyprus", "AGREE"),
        ("The Danish premier phoned the Greek president to thank him.", "The Danish", "the Greek", "SUPPORT"),
        ("Ghana sent two auditors to Togo to investigate the bank.", "Ghana", "Togo", "ACCUSE"),
        ("A judge ordered the Gambian general arrested.", "A judge", "the Gambian general", "COERCE"),
        ("Nurses called off a strike after a deal with the Irish government.", "Nurses", "the Irish", "CONCEDE"),
    ]
    documents = [(Document(text=t, id=t), _span(t, a), _span(t, r)) for t, a, r, _ in cases]
    assert [r.event for r in relate_all(documents, kit)] == [event for *_, event in cases]


def _span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)
