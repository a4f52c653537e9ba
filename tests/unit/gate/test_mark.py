"""Marks that read as those of a citation are made by no writer."""

import pytest

from assistant.gate.claims import Kind
from assistant.verify import judge
from tests.unit.gate.looking import faults, words

POND = "The pond covers 3 km² and held 10¹⁵ algae; its water took up CO₂, the survey said. Its note reads “see [4]”."

FORGED = [
    "¹",
    "²⁷",
    "①",
    "⓪",
    "❷",
    "⑴",
    "⒉",
    "⁽²⁾",
    "₍₂₎",
    "[2]",
    "[ 2 ]",
    "[1, 3]",
    "[1-3]",
    "［２］",
    "【2】",
    "ᵃ",
    "㉑",
]
PLAIN = [
    "The pond covers 3 km².",
    "The pond held 10¹⁵ algae.",
    "Its water took up CO₂.",
    "Its note reads “see [4]”.",
    "The pond covers 3½ times the old one (see below).",
    "Acme™ surveyed pond nº 5.",
]


def found(sentence):
    return faults(Kind.MARK, sentence, POND)


@pytest.mark.parametrize("mark", FORGED)
def test_a_mark_of_the_writers_own_is_a_fault_wherever_it_stands(mark):
    for sentence in (f"The pond covers 3 km²{mark}.", f"The survey{mark} said so.", f"The pond took up CO₂. {mark}"):
        (fault,) = found(sentence)
        assert words(sentence, fault) == mark
    assert judge(f"The pond covers 3 km {mark}.", [POND]).verdict == "unsupported"


@pytest.mark.parametrize("sentence", PLAIN)
def test_measures_powers_and_quoted_marks_are_no_marks_of_citation(sentence):
    assert not found(sentence)
