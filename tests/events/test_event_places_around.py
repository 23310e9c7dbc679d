"""Where an act happened, by the words around its clause, by titles and labels; invented reports."""

from __future__ import annotations

import pytest

from communique.kit import Kit
from placed import is_placed

CASES = [
    # what force was used for, what one travelled for, whom it reached
    ("Riot police used batons to clear 50 nurses from a quay at Valparaiso.", "used batons", "Valparaiso"),
    ("Soldiers fired rubber bullets to disperse miners in Potosi.", "fired", "Potosi"),
    ("Okello flew to Brussels to seek a loan from the European Union.", "seek", "Brussels"),
    ("The envoy arrived in Khartoum on Monday for talks with the generals.", "talks", "Khartoum"),
    ("Chile thanked the battalion for the rescue of two climbers stranded on Mount Elbrus.", "rescue", "Elbrus"),
    ("Soldiers carried out a wave of arrests in Conakry.", "arrests", "Conakry"),
    ("Farmers returning to Bunia found their houses burned.", "burned", "Bunia"),
    ("The premier was in Nairobi, where he tried to persuade Kenya to send police.", "persuade", "Nairobi"),
    ("The town of Kaya, which was captured in May by rebels, is busy.", "captured", "Kaya"),
    ("The charity, which has two nurses in Hodeida, said gunmen had looted a ward.", "looted", "Hodeida"),
    ("A patrol of the force in Mali was stopped, beaten and robbed in the village of Kona Dire.", "robbed", "Kona"),
    ("The bombing of a Birmingham, Ala., clinic killed a guard.", "bombing", "Birmingham"),
    ("In Mopti, the mayor buried ten boys whom gunmen had shot.", "shot", "Mopti"),
    ("The prisoner was brought to a Kisumu court, where police beat him.", "beat", "Kisumu"),
    ("Harare nurses walked out on Monday over unpaid wages.", "walked out", "Harare"),
    ("Envoys attending a summit held in Algiers condemned the coup.", "condemned", "Algiers"),
    # where it was not
    ("Chinese traders walked out on Monday.", "walked out", None),
    ("Oman and Iran traded accusations on Friday after two boats sank off Samos.", "traded", None),
    ("Two guards were freed on July 9, a day after the army flew troops into Kigali.", "freed", None),
    ("Peru accepted an invitation to a summit in Quito.", "accepted", None),
    ("The minister rang her colleague in Dublin to apologise.", "rang", None),
    ("In Islamabad, the army said that it shelled one camp.", "shelled", None),
    # what was told elsewhere is not where the last act was
    ("Rebels shot two traders in Gao on Monday. They had been arrested in six states.", "arrested", None),
    # titles, labels, openings
    ("Clashes near Tanga\nIn the night soldiers fired on a bus.", "fired", "Tanga"),
    ("On Cyprus: The envoy visited the buffer zone yesterday.\n\nOn Sudan: Gangs looted a depot.", "visited", "Cyprus"),
    ("On Cyprus: The envoy visited the buffer zone yesterday.\n\nOn Sudan: Gangs looted a depot.", "looted", "Sudan"),
    ("A guard shot the consul on Monday. Turkey said the attack in Izmir was vile.", "shot", "Izmir"),
    ("A judge in Kisumu freed a poet on Monday. Outside the courthouse students chanted.", "chanted", "Kisumu"),
    ("The Attari gate stayed shut on Monday. India closed the crossing after a brawl.", "closed", "Attari"),
    ("TREATY\n\nGeneva, 4 May 2023\n\nThe Republic of Chad and the Republic of Niger,\n\nHave agreed as follows:",
     "agreed", "Geneva"),
    ("MUTARE, Zimbabwe, May 2 - In Mozambique soldiers shot at voters on Monday.", "shot", "Mozambique"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "place"), CASES)
def test_place_by_what_stands_around(kit: Kit, text: str, word: str, place: str | None) -> None:
    assert is_placed(kit, text, word, place)
