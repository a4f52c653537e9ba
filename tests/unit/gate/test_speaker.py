"""Speakers: whose words they are."""

import pytest

from assistant.gate.claims import Kind
from tests.unit.gate.looking import faults, words

BRIEFING = (
    "SECRETARY VOSS: The door to diplomacy is open, and the harbour stays closed this winter.\n"
    "QUESTION: Has the northern side sealed the border with its neighbour?\n"
    "MR. TANAKA: Our country supports the approach and sends food to the islands."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Voss said the door to diplomacy is open.",
        "The harbour stays closed this winter, Secretary Voss said.",
        "“The door to diplomacy is open,” said Voss.",
        "Asked whether the northern side sealed the border, Tanaka said his country supports the approach.",
        "Tanaka spoke of Voss's announced winter.",
        "A reporter said that Tanaka had called it a question whether the northern side sealed the border.",
        "According to a reporter, Tanaka says that the northern side has sealed the border with its neighbour.",
    ],
)
def test_the_one_who_speaks_the_words_may_be_named(sentence):
    assert not faults(Kind.SPEAKER, sentence, BRIEFING)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Tanaka said the door to diplomacy is open.", "Secretary Voss"),
        ("“The harbour stays closed this winter,” Tanaka said.", "Secretary Voss"),
        ("According to Voss, the country supports the approach and sends food.", "Mr. Tanaka"),
        ("Voss said the northern side has sealed the border with its neighbour.", "a reporter's question"),
    ],
)
def test_words_given_to_another_are_a_fault_where_the_speaker_is_named(sentence, cited):
    (fault,) = faults(Kind.SPEAKER, sentence, BRIEFING)
    assert fault.cited == cited
    assert fault.said in words(sentence, fault)


def test_who_announced_a_thing_that_is_spoken_of_says_nothing_of_it():
    text = "PRESIDENT HOLT: Thanks for the two ferries that Nordline announced last May, for the islands in the north."
    for name, faulty in (("Holt", False), ("Voss", True)):
        assert (
            bool(faults(Kind.SPEAKER, f"{name} praised the two ferries for the islands in the north.", text)) == faulty
        )
    text = "Nils Holt said that Nordline announced two ferries for the islands in the north."
    assert not faults(Kind.SPEAKER, "Nordline announced two ferries for the islands.", text)
