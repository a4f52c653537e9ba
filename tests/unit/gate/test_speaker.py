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
