"""The user's own actors; all dictionaries here are invented."""

from __future__ import annotations

import pytest

from communique.lexicon.dictionaries import read_actors
from communique.lexicon.meanings import meanings
from communique.lexicon.own_actors import doubts, with_actors
from communique.lexicon.registry import Registry, load_registry

TABLE = """# ours
name\taliases\tcode\tsector\tkind\tfrom\tto
Blue Lamp League\tBLL|Lampists\tCHL\tOPP\tparty\t1990\t2001-05
Broken row\tX
Zorn Guard\t\tCHL\tMIL\tarmed\t2005\t2001
Zorn Guard\t\tCHL\tXYZ\tarmed\t\t
\t\tCHL\tMIL\tarmed\t\t
Late Row\t\tCHL\tGOV\tbody\t1st of May\t
"""

PETRARCH = """; an invented dictionary
OLD_KINGDOM_OF_ZORN_
+ZORNIA_
+ZORNIANS_
\t[ZRNGOV 910101-991231]
\t[ZRNREB >000101]
LAMP_LEAGUE_ [IGOLMP] ; with a comment
RADIO_ZORN_ [ZRNMED]
LIGHTHOUSE_KEEPER {LIGHTHOUSE_KEEPERS} [~LAB]
[ZRN 990101-980101]
BROKEN_ [ZR
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_a_table_is_read_and_bad_rows_are_named() -> None:
    user = read_actors(TABLE)
    assert {row.form for row in user.names} == {"Blue Lamp League", "BLL", "Lampists", "Zorn Guard"}
    assert [p.line for p in user.problems] == [4, 5, 6, 7, 8]
    assert "before it begins" in user.problems[1].message


def test_petrarch_rules_have_terms() -> None:
    user = read_actors(PETRARCH)
    rows = {(form, a.actor.code, a.actor.sector, a.actor.start, a.actor.end) for form, a, _ in user.names}
    assert ("Zornia", "ZRN", ("GOV",), "1991-01-01", "1999-12-31") in rows
    assert ("Old Kingdom Of Zorn", "ZRN", ("REB",), "2000-01-01", "") in rows
    assert ("Lamp League", "IGO", (), "", "") in rows
    assert ("Radio Zorn", "ZRN", ("JRN",), "", "") in rows, "MED was the media in CAMEO"
    assert user.agents["lighthouse keeper"].sector == "LAB"
    assert user.agents["lighthouse keepers"].sector == "LAB"
    assert [p.line for p in user.problems] == [10, 11]


PHOENIX = """<!-- an invented dictionary -->
; terms in six and in eight digits, open at one end or on one day
ZORNIA_  [ZRN]
+ZORNIAN_
KING_OLAF_XVI_ [ZRNGOV <350115][ZRNELI >350116] # a comment behind it
ZORN_REGENT_ [ZRNGOV 20010101]
NORTH_ZORN_LEAGUE_ [IGOZRNMIL]
DOCK_MASTER {} [~LAB]
!TOWN! = PORT, BAY
!TOWN!_WARDEN {} [~COP]
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_phoenix_dictionaries_are_read_as_they_are(ends: str) -> None:
    user = read_actors(PHOENIX.replace("\n", ends))
    assert user.problems == ()
    rows = [(form, a.actor.code, a.actor.sector, a.actor.start, a.actor.end) for form, a, _ in user.names]
    assert rows == [
        ("Zornia", "ZRN", (), "", ""),
        ("Zornian", "ZRN", (), "", ""),
        ("King Olaf XVI", "ZRN", ("GOV",), "", "1935-01-15"),
        ("King Olaf XVI", "ZRN", ("ELI",), "1935-01-16", ""),
        ("Zorn Regent", "ZRN", ("GOV",), "2001-01-01", "2001-01-01"),
        ("North Zorn League", "IGO", ("MIL",), "", ""),
    ]
    assert {noun: agent.sector for noun, agent in user.agents.items()} == {
        "dock master": "LAB",
        "port warden": "COP",
        "bay warden": "COP",
    }


FAULTS = [
    ("ZORN_ ZRN]", "broken code", "no opening bracket"),
    ("ZORN_ [ZRN", "broken code", "no closing bracket"),
    ("ZORN_ [ZRN1]", "broken code", "a digit in a code"),
    ("ZORN_ [ZRNGOV 20011399]", "is no date", "a month that is none"),
    ("ZORN_ [ZRNGOV 010101-000101]", "before it begins", "a role that ends before it begins"),
    ("ZORN_", "has no code", "a name without code"),
    ("+ZORN_", "without a name above", "a synonym without name"),
    ("\t[ZRNGOV]", "without a name above", "a code without name"),
    ("ZORN_ [ZRNGOV]\nZORN_ [ZRNREB]", "at one time", "two codes at one time"),
    ("ZORN_ [ZRNGOV 010101-051231]\nZORN_ [ZRNREB 050101-091231]", "at one time", "terms that overlap"),
]


@pytest.mark.parametrize(("lines", "message", "why"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_fault_is_named_with_its_line_and_the_rest_is_used(lines: str, message: str, why: str) -> None:
    user = read_actors(f"{lines}\nLAMP_LEAGUE_ [CHLOPP]\n")
    assert [p.line for p in user.problems] == [1 + lines.count("\n")]
    assert message in user.problems[0].message
    assert "Lamp League" in {row.form for row in user.names}, why


def test_terms_that_follow_each_other_are_no_clash() -> None:
    assert read_actors("ZORN_ [ZRNGOV 010101-041231]\nZORN_ [ZRNREB 050101-091231]\n").problems == ()


def test_the_users_rows_take_precedence(registry: Registry) -> None:
    user = read_actors("name\taliases\tcode\tsector\tkind\tfrom\tto\nHamas\t\tPSE\tPTY\tparty\t\t\n")
    own = with_actors(registry, user)
    assert [a.actor.sector for a in own.aliases("Hamas")] == [("PTY",)]
    assert [a.actor.sector for a in registry.aliases("Hamas")] == [("REB",)]


def test_clashing_rows_are_named() -> None:
    header = "name\taliases\tcode\tsector\tkind\tfrom\tto\n"
    rows = f"{header}Zorn\t\tCHL\tGOV\tbody\t1990\t2000\nZorn\t\tPER\tGOV\tbody\t1995\t\n"
    assert any(p.line == 3 and "both CHL GOV (line 2) and PER GOV" in p.message for p in read_actors(rows).problems)


def test_outside_its_term_a_row_of_the_users_means_nothing(registry: Registry) -> None:
    own = with_actors(
        registry, read_actors("name\tcode\tsector\tfrom\tto\nHamas\tPSE\tPTY\t1990\t1995\nZorn\tCHL\tMIL\t1990\t1995\n")
    )
    assert [m.actor.sector for m in meanings("Hamas", "1992-01-01", own) if m.holds] == [("PTY",)]
    assert [m.actor.sector for m in meanings("Hamas", "2010-01-01", own) if m.holds] == [("REB",)]
    assert not any(m.holds for m in meanings("Zorn", "2010-01-01", own))


def test_doubtful_rows_are_named(registry: Registry) -> None:
    user = read_actors("name\tcode\tsector\nHamas\tPSE\tPTY\nZo\tQQQ\tMIL\nBarn\t\t\n")
    assert [p.line for p in doubts(user, registry, ["IGO"])] == [2, 3, 3, 4]


def test_macros_of_agents_are_expanded() -> None:
    user = read_actors("!PERSON! = MAN, WOMAN\nLIGHTHOUSE!PERSON! [~LAB]\n")
    assert set(user.agents) == {"lighthouseman", "lighthousewoman"}
    assert user.problems == ()


def test_what_a_name_means_on_a_date(registry: Registry) -> None:
    then = meanings("Taliban", "2000-01-01", registry)
    assert then[0].holds
    assert then[0].actor.sector == ("GOV",)
    assert "1996-09-27 to 2001-11-13" in then[0].why
    assert any(not m.holds and "not on 2000-01-01" in m.why for m in then[1:])
    assert meanings("no such name", None, registry) == ()


@pytest.mark.parametrize("text", ["", "\n\n", "[", "+", "name", "{}{}", "[~]\n[A]", "\ud800_ [USA]", "\t\t\t"])
def test_any_file_is_read(text: str) -> None:
    read_actors(text)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_as_a_spreadsheet_saves_it(separator: str) -> None:
    rows = ["Name,Code,Sector,From,To", '"Ordell, Tiva",PER,GOV,2018,2022', "Zorn,PER,GOV,2019"]
    text = "\n".join(row if "\"" in row else row.replace(",", separator) for row in rows)
    text = text.replace('",PER,GOV,2018,2022', f'"{separator}PER{separator}GOV{separator}2018{separator}2022')
    user = read_actors(text)
    assert [(n.form, n.alias.actor.code) for n in user.names] == [("Ordell, Tiva", "PER")]
    assert [(p.line, p.message) for p in user.problems] == [(3, "4 cells where the header has 5")]


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert [p.message for p in read_actors("# nothing yet\n").problems] == ["holds no actors"]
