"""Where a time expression stands: the dates that it can hang on, and whether its clause looks ahead or back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from communique.mentions.when.interval import Days, add_months
from communique.model import Text, Token

_VERBS = frozenset(("VERB", "AUX"))
_NOMINALS = frozenset(("NOUN", "PROPN", "ADJ"))


class Outlook(NamedTuple):
    """Whether a clause looks ahead (None: there is no telling), and whether that binds the expression only loosely."""

    ahead: bool | None
    loose: bool
    near: bool = False  # whether only nearness can tell


class Moment(NamedTuple):
    """What a relative expression is worked out from."""

    published: date | None
    told: Days | None  # the last date that the narrative named
    quarter: tuple[int, int] | None  # year and number of the last quarter named
    ahead: bool | None  # whether the clause speaks of what is to come; None: there is no telling
    loose: bool = True  # whether another reading may win where it is much nearer
    near: bool = False  # whether only nearness can tell
    day_first: bool = False  # whether the text writes 25/12/2003
    told_day: Days | None = None  # the last full date that the narrative named

    @property
    def base(self) -> date | None:
        """The narrative's day where it has one, else the day of publication."""
        return self.told.first if self.told else self.published


class Result(NamedTuple):
    """The value of an expression, the days that it covers where the value says less, and what it hangs on."""

    value: str | None
    basis: str = ""  # "" (absolute) | publication date | narrative date
    first: date | None = None
    last: date | None = None


NOTHING = Result(None)


def outlook(text: Text, start: int, end: int, low: str, settings: Mapping[str, str]) -> Outlook:
    """Whether an expression at these offsets dates something still to come, by the words before it and by its verb."""
    before = _compiled(settings["between"]).sub("", low[max(0, start - 40) : start])
    if _compiled(settings["after_past"]).search(before):
        return Outlook(False, False)
    tokens = text.tokens_in(start, end)
    token = next((t for t in tokens if not start <= t.head.start < end or t.head is t), tokens[0] if tokens else None)
    verdict, through_noun = _climb(token, settings) if token else (None, False)
    if verdict == "ahead" and token and token.dep == "poss" and not token.head.dep.startswith("nsubj"):
        return Outlook(None, True, near=True)  # "to get around Wednesday's ruling", "to win Sunday's vote"
    if _compiled(settings["after_future"]).search(before):
        by = _compiled(settings["after_by"]).search(before) is not None
        over = verdict == "gone" or (by and (verdict == "perfect" or (verdict == "back" and _goes_on(token))))
        return Outlook(not over, over)
    if _compiled(settings["after_for"]).search(before) and verdict not in ("perfect", "gone"):
        return Outlook(low[start:end].endswith("day"), True)
    if verdict == "present":
        return Outlook(not through_noun, True)
    firm = token is not None and (
        token.dep != "pobj" or _compiled(settings["firm_preposition"]).match(token.head.lower)
    )
    loose = through_noun or verdict in (None, "perfect", "gone", "passive") or not firm
    return Outlook(None if verdict is None else verdict == "ahead", loose)


def _climb(token: Token, settings: Mapping[str, str]) -> tuple[str | None, bool]:
    """What the nearest telling verb above says, and whether a noun or adjective stands between."""
    heading = token.sentence.block.kind == "heading"
    through_noun = False
    for _ in range(12):
        if token.pos in _VERBS or token.tag.startswith("VB"):
            verdict = _verdict(token, heading, settings)
            if verdict == "back" and _backshifted(token, heading, settings):
                verdict = "ahead"
            if verdict is not None:
                return verdict, through_noun
            through_noun = through_noun or any(c.tag == "TO" for c in token.children)
        if token.head is token:
            break
        token = token.head
        through_noun = through_noun or token.pos in _NOMINALS
    return None, through_noun


def _goes_on(token: Token | None) -> bool:
    """ "By noon on Thursday guards were shelling the post": under way at a time that is past."""
    verb = next((a for a in token.ancestors() if a.pos in _VERBS), None) if token else None
    return verb is not None and verb.tag == "VBG" and any(c.dep == "aux" and c.tag == "VBD" for c in verb.children)


def _backshifted(verb: Token, heading: bool, settings: Mapping[str, str]) -> bool:
    """Whether the past of "when trading opened on Monday" hangs on something still to come: "would sell when …"."""
    if verb.dep != "advcl" or verb.tag not in ("VBD", "VBN"):
        return False
    marks = [*verb.children, verb.head] if verb.head.pos == "ADV" else list(verb.children)
    above = verb.head.head if verb.head.pos == "ADV" else verb.head
    if above.pos not in _VERBS or not any(_compiled(settings["backshift"]).match(c.lower) for c in marks):
        return False
    return _verdict(above, heading, settings) == "ahead"


def _verdict(verb: Token, heading: bool, settings: Mapping[str, str]) -> str | None:
    """ahead, back, perfect or gone (back, has or had been), present, passive, or None: ask the verb above."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(_compiled(settings["future_aux"]).match(c.lower) for c in helpers):
        if _denied(verb, helpers, settings):
            return "back"
        done = any(c.lower == "have" for c in helpers)  # "may have left" is past, "will have left" is not
        sure = any(_compiled(settings["sure_future"]).match(c.lower) for c in helpers)
        return "ahead" if sure or not done else "perfect"
    if _schedules(verb, helpers, settings):
        return "ahead"
    if any(_compiled(settings["perfect_aux"]).match(c.lower) for c in helpers):
        return "gone" if any(c.lower == "had" for c in helpers) else "perfect"
    if any(c.tag == "TO" for c in verb.children if c.dep == "aux"):
        return _infinitive(verb, settings)
    if _planned(verb, settings):
        return "ahead"
    tag = next((c.tag for c in helpers if c.tag in ("VBD", "VBZ", "VBP")), verb.tag)
    if tag == "VBP" and tag == verb.tag and not heading and _compiled(settings["same_past"]).match(verb.lemma):
        return "back"
    if tag in ("VBZ", "VBP"):
        if heading or verb.tag == "VBN" or _compiled(settings["speech"]).match(verb.lemma):
            return "back" if heading or verb.tag != "VBN" else "passive"
        return "present"
    return "back" if tag == "VBD" or verb.tag == "VBN" else None


def _denied(verb: Token, helpers: list[Token], settings: Mapping[str, str]) -> bool:
    """ "Could not be reached Wednesday", "neither could be found": tried, and told of the past; "would not comment"."""
    modal = next((c.lower for c in helpers if _compiled(settings["denied_past"]).match(c.lower)), None)
    if modal is None:
        return False
    denials = _compiled(settings["denials"])
    subjects = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    near = [*verb.children, *subjects, *(g for c in subjects for g in c.children)]
    if not any(denials.match(c.lower) for c in near):
        return False
    return modal == "could" or _compiled(settings["refusals"]).match(verb.lemma) is not None


def _schedules(verb: Token, helpers: list[Token], settings: Mapping[str, str]) -> bool:
    """ "Planned a march on Saturday", "has scheduled a conference Thursday"; not "had scheduled", "was planned"."""
    done = any(c.lower == "had" or c.dep == "auxpass" for c in helpers)
    what = any(c.dep == "dobj" for c in verb.children) or (verb.tag == "VBN" and not helpers)
    if not what or done:
        return False
    if _compiled(settings["schedulers_for"]).match(verb.lemma):
        return any(c.dep == "prep" and c.lower == "for" for c in verb.children)
    return _compiled(settings["schedulers"]).match(verb.lemma) is not None


def _planned(verb: Token, settings: Mapping[str, str]) -> bool:
    """Whether a verb points ahead by its meaning: "is expected in Baku on Sunday", "is likely on Monday"."""
    plans = _compiled(settings["plans"])
    if verb.lemma == "be":
        return any(c.dep == "acomp" and plans.match(c.lemma) for c in verb.children)
    passive = verb.tag == "VBN" and any(c.dep == "auxpass" and c.tag != "VBD" for c in verb.children)
    return passive and bool(plans.match(verb.lemma))


def _infinitive(verb: Token, settings: Mapping[str, str]) -> str | None:
    """ "Agreed to meet on Monday" looks ahead; "gathered to meet on Monday" asks the verb above."""
    above = verb.head
    link = above.head if above.pos == "ADJ" else above  # "had been due to expire on Friday"
    if any(
        _compiled(settings["perfect_aux"]).match(c.lower) for w in (above, link) for c in w.children if c.dep == "aux"
    ):
        return "perfect"
    if any(_compiled(settings["ordinal"]).match(w.lower) for w in (above, *above.children)):
        return None  # "the first to join on Friday" joined
    if above.lemma == "have" and above.tag == "VBD":
        return "perfect"
    plans = _compiled(settings["plans"])
    if above is verb or (above.lemma == "be" and verb.dep != "csubj") or plans.match(above.lemma):
        return "ahead"
    return "ahead" if verb.dep in ("xcomp", "ccomp", "acl", "relcl") else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_day_first(low: str, settings: Mapping[str, str]) -> bool:
    """Whether the dates in digits of a text that can be read in one order only have the day before the month."""
    pairs = [(int(m[1]), int(m[2])) for m in _compiled(settings["in_digits"]).finditer(low)]
    return any(one > 12 >= two for one, two in pairs) and not any(two > 12 >= one for one, two in pairs)


def shifted(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units (TIMEX3 letters; DE, CE, ML: 10, 100, 1000 years); None out of range."""
    years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    try:
        if years:
            return add_months(day, 12 * years * count)
        if unit in ("M", "Q"):
            return add_months(day, count * (3 if unit == "Q" else 1))
        return day + timedelta(days=count * {"W": 7, "FN": 14, "D": 1}.get(unit, 0))
    except (ValueError, OverflowError):
        return None


def written(day: date, unit: str) -> str:
    """A day as a TIMEX3 value as coarse as ``unit``."""
    if unit in ("Y",):
        return f"{day.year:04}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "DE":
        return f"{day.year:04}"[:3]
    if unit == "CE":
        return f"{day.year:04}"[:2]
    return day.isoformat()
