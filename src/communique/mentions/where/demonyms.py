"""Which countries a text is about by the adjectives for their people and bodies: "Brazilian police", "Malians"."""

from __future__ import annotations

from collections import Counter
from functools import cache

from communique.lexicon.files import load_tsv
from communique.model import Text

MOST = 4  # times that one country's adjectives count


def countries_told(text: Text) -> dict[str, float]:
    """How much the text's adjectives for states speak for each country, by ISO3: 1 for those that come often."""
    words = _adjectives()
    counted = Counter(words[t.lower] for t in text.tokens if t.lower in words and t.text[0].isupper())
    return {code: min(number, MOST) / MOST for code, number in sorted(counted.items())}


@cache
def _adjectives() -> dict[str, str]:
    """The country of each adjective of one word, and of its plural: "malian", "malians" → MLI."""
    found = {}
    for row in load_tsv("gazetteer/actors/states.tsv"):
        for word in row["adjectives"].lower().split("|"):
            if word and " " not in word:
                found[word] = found[word + "s"] = row["code"]
    return found
