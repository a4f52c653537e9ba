"""Names: known from the cited text, from what the archive vouches for, or from the office that the text speaks of."""

import pytest

from assistant.gate.claims import Kind
from tests.unit.gate.looking import faults, words

GAGGLE = (
    "MS. PSAKI: The President shares that concern, and the DOE will answer. Thank you, Ned, and Marian Cole of Lyon."
)
HEAD = ("Press Gaggle by Press Secretary Jen Psaki", "The White House", "2022-04-29")


def found(sentence, known=HEAD):
    return faults(Kind.NAME, sentence, GAGGLE, known=known)


@pytest.mark.parametrize(
    "sentence",
    [
        "Psaki said that Biden shares that concern.",
        "Jen Psaki said that the White House shares it.",
        "The Energy Department will answer, Psaki said.",
        "Biden's concern was told to Marian Cole.",
    ],
)
def test_names_that_text_head_label_and_office_tell_are_known(sentence):
    assert not found(sentence)


def test_the_holder_of_an_office_is_known_by_the_day_of_publication():
    later = (HEAD[0], HEAD[1], "2018-04-29")
    assert not found("Psaki said that Trump shares that concern.", later)
    assert [fault.said for fault in found("Psaki said that Biden shares that concern.", later)] == ["Biden"]
    assert found("Psaki said that Biden shares that concern.", HEAD[:2])  # no day, no holder


def test_an_office_that_the_text_does_not_speak_of_vouches_for_nobody():
    text = "The council of Lyon met on Monday."
    assert faults(Kind.NAME, "Biden met the council of Lyon.", text, known=("Lyon Post", "2022-04-29"))


def test_an_unknown_name_is_a_fault_at_its_place_without_its_possessive():
    sentence = "Psaki spoke of Carla Menn's concern."
    (fault,) = found(sentence)
    assert (fault.check, words(sentence, fault)) == ("name", "Carla Menn")
    assert str(fault) == "names Carla Menn; the cited text does not"


def test_the_parts_of_two_names_make_no_third_one():
    text = "Secretary Antony J. Blinken met Minister Chung Eui-yong."
    assert {fault.check for fault in faults(Kind.NAME, "Antony J. Chung met Blinken Eui-yong.", text)} == {
        "parted name"
    }
    assert not faults(Kind.NAME, "Antony Blinken met Chung Eui-yong.", text)


def test_a_title_that_another_has_is_a_fault():
    text = "Secretary Marian Cole met with Foreign Minister Teo Arai."
    (fault, *_) = faults(Kind.NAME, "Minister Cole met with Arai.", text)
    assert (fault.check, fault.said, fault.cited) == ("title", "Minister Cole", "Minister Arai")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Tirana and Ljubljana signed.", "The Albanian and the Slovenian minister signed the paper."),
        ("Democrats were against it.", "Most members of the Democratic caucus voted no."),
        ("Protestantism spread.", "The town had become Protestant by then."),
        ("The UNHCR helped.", "The UN High Commissioner for Refugees gave help."),
        ("Rules for AI came.", "It set rules on artificial intelligence."),
        ("Money went to HBCUs.", "Money went to Historically Black Colleges and Universities."),
    ],
)
def test_a_name_is_known_by_its_country_its_root_and_its_initials(sentence, text):
    assert not faults(Kind.NAME, sentence, text)


def test_another_country_and_other_initials_are_unknown():
    assert faults(Kind.NAME, "Tirana signed.", "The Slovenian minister signed the paper.")
    assert faults(Kind.NAME, "Rules for AI came.", "It set rules for the use of robots.")
    assert faults(Kind.NAME, "The UNHCR helped.", "The UN High Commissioner for Human Rights gave help.")


def test_an_office_that_somebody_is_said_to_hold_is_not_anothers():
    text = "Vice Minister Teo Arai met Special Envoy Lin Mori of Japan. Envoy Mori thanked Vice Minister Arai."
    (fault,) = faults(Kind.NAME, "Lin Mori is the Japanese vice minister.", text)
    assert str(fault) == "gives the title Vice Minister Mori; the cited text has Vice Minister Arai"
    for true in ("Lin Mori was a special envoy.", "Lin Mori was the guest of Vice Minister Arai."):
        assert not faults(Kind.NAME, true, text)


def test_a_word_that_lowers_an_office_stands_before_it():
    text = "Governor Cooper spoke with Vice President Arai and Deputy Minister Mori. Judge Moss kept her as a clerk."
    for true in (
        "The vice president praised Governor Cooper.",
        "She was a clerk under Judge Moss.",
        "The deputy minister Mori spoke.",
    ):
        assert not faults(Kind.NAME, true, text)
    (fault,) = faults(Kind.NAME, "Minister Mori spoke.", text)
    assert (fault.check, fault.cited) == ("title", "Deputy Minister Mori")


@pytest.mark.parametrize(
    "name",
    ["Muhammad Said Abd al-Rahman al-Mawla", "the U.S.-Palau Compact Review", "the Asia-Pacific Economic Cooperation"],
)
def test_a_name_that_stands_there_to_the_letter_is_known(name):
    text = f"On Monday the envoys told reporters in Lyon that {name} had been discussed at length."
    assert not faults(Kind.NAME, f"The envoys discussed {name} on Monday.", text)
