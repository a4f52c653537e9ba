"""Whether two sentences in unlike words tell one number: each answers what the other says, asked for how many it is."""

import pytest

from assistant.briefing.events.figures import differences
from tests.unit.briefing.test_figures import told

DAY = "2023-07-11"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Soldiers seized 40 rifles in the raid in Nour on Friday.",
            "The army said that 55 rifles were found in Nour on Friday.",
        ),
        (
            "Nurses in Hel get 5 percent more pay under the deal of Tuesday, the union said.",
            "The deal of Tuesday gives the nurses of Hel 4.2 percent more, the county said.",
        ),
        (
            "The new stadium in Rhee will seat 30,000 spectators, the club said on Tuesday.",
            "Rhee's new stadium is planned for 38,000 spectators, the builder said on Tuesday.",
        ),
        (
            "A quake of magnitude 6.1 struck Arvan on Thursday, the institute said.",
            "The earthquake that hit Arvan on Thursday had a magnitude of 5.8, the observatory said.",
        ),
    ],
)
def test_one_number_told_in_unlike_words_differs(one, other):
    assert len(differences(told((DAY, one), (DAY, other)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Greens won 34 seats in the election in Vesta on Sunday.",
            "The Reds won 41 seats in the election in Vesta on Sunday.",
        ),
        (
            "The flood in Marn destroyed 60 houses on Tuesday, the mayor said.",
            "The flood in Marn damaged 140 houses on Tuesday, the mayor said.",
        ),
        (
            "The pipeline to Zed will bring 4 million tonnes of gas a year from 2026, the firm said.",
            "The pipeline to Zed will bring 7 million tonnes of gas a year from 2030, the firm said.",
        ),
        (
            "A court in Dolen jailed the former mayor for seven years on Wednesday.",
            "The court in Dolen jailed the former mayor's driver for two years on Wednesday.",
        ),
    ],
)
def test_numbers_of_two_things_do_not_differ(one, other):
    assert differences(told((DAY, one), (DAY, other))) == []
