"""Which sentences have no verb that states something: headings, torn phrases, items of a list without a subject."""

import pytest

from assistant.briefing.events.alone import standing
from assistant.language.asides import is_verbless


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Mayor Holm, in Norvik, on talks with partners and allies along the coast.",
        "A long road to the port of Norvik, and no ferry to the islands on Monday.",
        "A greater share for each of the towns, in terms of their spending on the harbour.",
        "The – after the mayor’s visit to the port of Ansel and the northern quay.",
        "One being stationed at the northern quay, breathing in toxic smoke from the fire.",
        "A group of dockers blocking the road to the gate of the port on Monday.",
        "Strengthening the crews of the ferries, including through their own schools for mates.",
        "Ida Holm, of Norvik, to be Harbour Master of the Port of Ansel, vice Jon Vale.",
        "Some ships of the northern line, and all the boats of the islands.",
        "Expand our work on the islands of the northern coast, including that of the school.",
    ],
)
def test_what_has_no_verb_is_not_told(text):
    assert is_verbless(text) and standing(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The port of Norvik opens a new quay for ferries to the islands in May.",
        "The towns of Norvik and Ansel support a new quay for the ferries.",
        "Ida Holm also called on the town to pay for the ferries to the islands.",
        "Some argued for a strike of the dockers at the northern quay in May.",
        "The port of Norvik more than doubled the toll for ferries in the spring.",
        "Nearly two hundred people live in the old sheds of the northern harbour.",
        "Norvik’s a close partner of the port in the fight for lower tolls.",
        "All sides bear responsibility for the end of talks on the tolls.",
        "Two ships under the flag of Norvik now supply the islands with water.",
        "The mayor’s plan to lower the tolls of the port remains popular in Ansel.",
        "Many fear a new strike of the dockers in the spring of this year.",
        "Most want a new pier for the ferries of Norvik.",
        "Prices of fish in Norvik rose sharply after the storm of last week.",
    ],
)
def test_what_has_one_is_told(text):
    assert not is_verbless(text) and standing(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a ouvert le nouveau pont lundi matin.",
        "군청은 공사비로 110만 유로를 낸다.",
        "Мэр открыл новый мост в среду.",
    ],
)
def test_only_english_sentences_are_looked_at_for_a_verb(text):
    assert not is_verbless(text)
