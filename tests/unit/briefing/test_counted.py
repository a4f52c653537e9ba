"""Whatever is counted, two outlets that count it otherwise differ; and what only looks like it does not."""

import pytest

from assistant.briefing.events.figures import differences
from tests.unit.briefing.test_figures import told

DAY, NEXT = "2024-09-04", "2024-09-05"  # a Wednesday
FIRE = (DAY, "A fire destroyed the market hall in Vard on Tuesday. Police said that 45 stalls burned down.", "Fire")
BUS = (DAY, "A bus fell into the river Drin on Tuesday, police said. The bus was carrying 41 pupils.", "A bus")
BLAST = (DAY, "The Brod works in Lenk blew up on Tuesday. The blast injured 22 workers, the firm said.", "A blast")
VOTE = (DAY, "The senate of Marland passed the land reform on Tuesday by 54 votes to 45.")
DEAL = (DAY, "The fisheries deal lets 60 Ostravan boats into Tessalian waters until 2029.")
LAYOFFS = (DAY, "The carmaker Karo will cut 2,400 jobs in Tolm, it said on Wednesday.")
SLIDE = (DAY, "At least 9 people died in the landslide in Ostel on Tuesday, the office said.")
SHOPS = (DAY, "About 150 shops burned down when fire broke out in the bazaar of Qarun on Tuesday, it was said.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            FIRE,
            (
                DAY,
                "The fire that destroyed the market hall in Vard on Tuesday was set on purpose, Hugo Lind said on "
                "Wednesday. Lind said that 60 stalls had burned down.",
            ),
        ),
        (BUS, (DAY, "The bus that fell into the river Drin on Tuesday was carrying 52 pupils, the school said.")),
        (BLAST, (NEXT, "The blast at the Brod works in Lenk injured 37 workers, the hospital said on Wednesday.")),
        (VOTE, (DAY, "Marland's senate adopted the land reform on Tuesday with 56 votes against 43.")),
        (VOTE, (DAY, "Lawmakers in Marland backed the land reform on Tuesday, with 56 in favour and 43 against.")),
        (DEAL, (DAY, "The fisheries deal lets 80 Ostravan boats into Tessalian waters, the ministry said.")),
        (LAYOFFS, (NEXT, "The carmaker Karo will cut 3,000 jobs in Tolm, the union said on Thursday.")),
        (SLIDE, (DAY, "At least 13 people died in the landslide in Ostel on Tuesday, the Red Cross said.")),
        (SHOPS, (NEXT, "About 220 shops burned down in the bazaar of Qarun on Tuesday, the guild said on Wednesday.")),
    ],
)
def test_what_is_counted_otherwise_of_one_event_differs(one, other):
    assert len(differences(told(one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIRE, (DAY, "A fire destroyed the market hall in Lund on Tuesday. Police said that 60 stalls burned down.")),
        (BUS, (DAY, "The bus that fell into the river Drin on Tuesday was carrying 12 pupils of the Adler school.")),
        (BLAST, (NEXT, "The blast at the Brod works in Tarn injured 37 workers, the hospital said on Wednesday.")),
        (BLAST, (NEXT, "The blast at the Brod works in Lenk killed 3 workers, the hospital said on Wednesday.")),
        (VOTE, (DAY, "Marland's senate adopted the budget on Tuesday with 56 votes against 43.")),
        (DEAL, (DAY, "The fisheries deal lets 80 Ostravan boats into Tessalian waters each year, it was said.")),
        (LAYOFFS, (NEXT, "The carmaker Karo will cut 3,000 jobs in Sund, the union said on Thursday.")),
        (LAYOFFS, (NEXT, "The carmaker Karo cut 3,000 jobs in Tolm in May, the union said on Thursday.")),
        (SLIDE, (DAY, "In the landslide in Ostel on Tuesday 13 people died, the Red Cross said.")),
        (SHOPS, (NEXT, "In the bazaar of Qarun 148 shops burned down on Tuesday, the guild said on Wednesday.")),
    ],
)
def test_a_part_another_event_and_what_both_can_be_do_not_differ(one, other):
    assert differences(told(one, other)) == []
