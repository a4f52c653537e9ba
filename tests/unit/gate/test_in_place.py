"""A rewording may say quoted words in others; what stands in their place has to say the same."""

import json
from pathlib import Path

import pytest

from assistant.gate.support.in_place import put_in_place

WRITTEN = Path(__file__).parents[2] / "data" / "reworded_press.jsonl"
PLEDGE = "The two mayors reaffirm their commitment to bring medical supplies to the flooded villages of the valley."
VOTE = "The council condemned the closing of the harbour and called for urgent repairs to the northern pier."


@pytest.mark.parametrize(
    ("sentence", "quote", "new"),
    [
        ("The two mayors withdrew their commitment to bring supplies to the flooded villages.", PLEDGE, "withdrew"),
        ("The two mayors reaffirm their commitment to bring military supplies to the valley.", PLEDGE, "military"),
        ("The council ignored the closing of the harbour and called for urgent repairs.", VOTE, "ignored"),
    ],
)
def test_other_words_in_the_place_of_quoted_ones_are_told_with_both(sentence, quote, new):
    (fault,) = put_in_place(sentence, [quote])
    assert fault.said == new and f"says '{new}' in the place of '" in str(fault)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The two mayors restated their commitment to bring medical supplies to the flooded villages.", PLEDGE),
        ("The two mayors reaffirmed their pledge to bring medical aid to the flooded villages of the valley.", PLEDGE),
        ("The council criticized the closure of the harbour and asked for quick repairs to the northern pier.", VOTE),
        ("The council called for urgent repairs.", VOTE),
        (VOTE, VOTE),
    ],
)
def test_words_that_say_the_same_and_words_left_out_are_no_fault(sentence, quote):
    assert put_in_place(sentence, [quote]) == []


def test_what_the_archive_vouches_for_takes_no_words_place():
    sentence = "The board condemned the closing of the harbour and called for urgent repairs to the northern pier."
    assert put_in_place(sentence, [VOTE], frozenset({"board"})) == []


@pytest.mark.parametrize("half", ["set", "report"])
def test_of_rewordings_of_the_press_a_third_of_the_false_are_told_and_one_in_thirty_of_the_honest(half):
    rows = [row for row in map(json.loads, WRITTEN.open(encoding="utf-8")) if row["half"] == half]
    told = {holds: [row for row in rows if row["holds"] is holds] for holds in (True, False)}
    found = {holds: sum(bool(put_in_place(row["sentence"], [row["quote"]])) for row in told[holds]) for holds in told}
    assert (len(told[True]), len(told[False])) == (30, 30)
    assert found[True] <= 1 and found[False] >= 10, found
