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
SEATS = (DAY, "The Liberals won 45 seats in Sunday's election in Karesia.")
METRO = (DAY, "The metro in Torvik will cost 3 billion dollars, the mayor said.")
WORKS = (DAY, "Volta is building works for batteries in Torvik. The works cost 300 million marks.", "Works")
STRIKE = (DAY, "The strike at the port of Molde ended on Friday after nine days.")
MARKET = (DAY, "A fire in a market in Orlo killed 14 people on Tuesday, the police said.")
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
        (SEATS, (DAY, "The Liberals took 49 of 120 seats in Karesia's parliamentary election on Sunday.")),
        (
            ("2024-09-02", SEATS[1]),
            ("2024-09-02", "The Liberals have 49 seats in Karesia's new parliament after Sunday's election."),
        ),
        (METRO, ("2024-09-06", "The metro in Torvik costs 3.6 billion dollars, the treasury said.")),
        (METRO, (NEXT, "The metro in Torvik is expected to cost 3.6 billion dollars.")),
        (
            ("2024-09-07", STRIKE[1]),
            ("2024-09-07", "Dockers in Molde went back to work on Friday. The strike lasted 12 days.", "Molde"),
        ),
        (MARKET, (DAY, "Tuesday's fire at the market in Orlo left 19 dead, according to the hospital.")),
        (MARKET, (DAY, "Fire swept through a market in Orlo on Tuesday. The fire claimed 19 lives.", "Fire in Orlo")),
        (
            (DAY, "An earthquake of magnitude 6.1 struck Tavira on Tuesday."),
            (DAY, "The earthquake in Tavira on Tuesday had a magnitude of 5.7, the institute said."),
        ),
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
        (SEATS, (DAY, "The Liberals lost 12 seats in Sunday's election in Karesia.")),
        (SEATS, (DAY, "The Farmers won 49 seats in Sunday's election in Karesia.")),
        (SEATS, (DAY, "The Liberals need 61 seats to govern in Karesia after Sunday's election.")),
        (METRO, (NEXT, "The first line of the metro in Torvik costs 1.2 billion dollars.")),
        (METRO, (NEXT, "The metro in Torvik cost 3.6 billion dollars in the end, the auditors said.")),
        (METRO, (NEXT, "The bus terminal in Torvik costs 3.6 billion dollars, the treasury said.")),
        (
            (DAY, "The Liberals won 45 seats in the senate of Karesia on Sunday."),
            (DAY, "The Liberals won 49 seats in the lower house of Karesia on Sunday."),
        ),
        (
            (DAY, "Elbonia will give its school programme 600 million crowns, which it will cost."),
            (NEXT, "The textbooks of Elbonia's school programme will cost 450 million crowns."),
        ),
        (
            (DAY, "A litre of milk costs 1.80 crowns in Torvik, the chamber said."),
            (NEXT, "A litre of milk costs 1.90 crowns in Torvik, the chamber said."),
        ),
        (
            (DAY, "The fire in the Orlo market killed 14 people on Tuesday."),
            (DAY, "The fire in the Orlo school killed 19 people on Tuesday."),
        ),
        (STRIKE, (DAY, "The strike of teachers in Molde lasted 12 days, the union said.")),
        (MARKET, (DAY, "Firefighters saved 19 lives in the fire in the market in Orlo on Tuesday.")),
        (SHOPS, (NEXT, "In the bazaar of Qarun 148 shops burned down on Tuesday, the guild said on Wednesday.")),
    ],
)
def test_a_part_another_event_and_what_both_can_be_do_not_differ(one, other):
    assert differences(told(one, other)) == []


def test_a_difference_keeps_what_limits_each_number():
    more = (DAY, "More than 90 stalls burned down in Tuesday's fire in the market hall in Vard, the guild said.")
    (found,) = differences(told((DAY, FIRE[1].replace("that 45", "that some 45"), "Fire"), more))
    assert found.values == ("some 45 stalls", "More than 90 stalls")
