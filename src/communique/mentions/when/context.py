"""What stands around a match: the words before and after it, and its parsed tokens."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.lexicon.calendar import Calendar
from communique.mentions.when.scan import Match
from communique.model import Text, Token


class Context(NamedTuple):
    """The document that a match stands in."""

    text: Text
    low: str
    calendar: Calendar

    def before(self, match: Match) -> str:
        """The words before a match, in lower case."""
        return self.low[max(0, match.start - 24) : match.start]

    def after(self, match: Match) -> str:
        """The words after a match, in lower case."""
        return self.low[match.end : match.end + 24]

    def says(self, name: str, words: str) -> bool:
        """Whether the pattern ``name`` of the settings is found in ``words``."""
        return _compiled(self.calendar.settings[name]).search(words) is not None

    def token(self, start: int, end: int) -> Token | None:
        """The first parsed token in a span; None in headers and datelines, which are not parsed."""
        return next(iter(self.text.tokens_in(start, end)), None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
