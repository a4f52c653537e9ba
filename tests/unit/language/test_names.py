"""Names: what of a sentence is a name, where it stands, under which forms it is known, and what it costs to find."""

import pytest

from assistant.language.name_index import holds, joined, known
from assistant.language.names import names, phrases
from assistant.language.naming import in_full


def texts(sentence):
    return [name.text for name in names(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "When did President Moon Jae-in tell the U.S. State Department?",
            ["Moon Jae-in", "U.S.", "State Department"],
        ),
        (
            "Then Kim Jong-un met Sung Kim and the Security Council in New York.",
            ["Kim Jong-un", "Sung Kim", "Security Council", "New York"],
        ),
        ("It fired a Hwasong-17, said the Joint Chiefs of Staff.", ["Hwasong-17", "Joint Chiefs of Staff"]),
        ("The envoy met Lee In-young and Noh Kyu-duk.", ["Lee In-young", "Noh Kyu-duk"]),
        ("A Biden-led group and a U.S.-led one met.", ["Biden", "U.S."]),
        ("He met Secretary of State Antony Blinken.", ["Antony Blinken"]),
        ("PORTO CLARO - Finance Minister Ada Vinter came.", ["PORTO CLARO", "Ada Vinter"]),
        ("He met Minister of Unification Lee In-young.", ["Unification", "Lee In-young"]),
        ("He met Fiji Prime Minister Frank Bainimarama.", ["Fiji", "Frank Bainimarama"]),
        ("The budget would rise, said Finance Minister Ortega.", ["Finance", "Ortega"]),
        ("The Central Bank of Norland spoke.", ["Bank of Norland"]),
        ("It went to the House of Representatives.", ["House of Representatives"]),
        ("Crown Prince Mohammed bin Salman came.", ["Mohammed bin Salman"]),
        ("China's envoy and Kim Jong-un's sister spoke.", ["China", "Kim Jong-un"]),
        ("Puckett's Rangers crossed the Yalu River.", ["Puckett", "Rangers", "Yalu River"]),
        ("On Monday in May the ministers met US officials, and us.", ["US"]),
        ("It cost US$5.", []),
        ("Inflation rose, and Sanctions followed.", ["Sanctions"]),
        ("Meanwhile, talks failed.", []),
        ("Blinken said so.", ["Blinken"]),
        ("Crews rescued them.", []),
        ("북한은 Hwasong-17 미사일을 쏘았다.", ["Hwasong-17"]),
    ],
)
def test_a_sentence_has_these_names_and_no_others(sentence, found):
    assert texts(sentence) == found


def test_a_name_has_its_place_its_titles_and_its_kind():
    sentence = "Then U.S. Special Representative Sung Kim's deputy flew to Seoul."
    us, kim, seoul = names(sentence)
    assert sentence[kim.lead : kim.end] == "Special Representative Sung Kim" and kim.words == ("sung", "kim")
    assert (us.canonical, seoul.place) == ("@united_states", True)
    assert [sentence[start:end] for start, end in phrases((us, kim, seoul), sentence)] == [
        "U.S. Special Representative Sung Kim",
        "Seoul",
    ]


def test_offices_are_told_apart_from_people():
    office, person = names("He met Foreign Minister Chung Eui-yong.")
    assert office.office and not person.office
    assert person.lead == office.start


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Kim Jong-un", "Kim Jong Un spoke.", True),
        ("Pyongyang", "North Korea spoke.", True),
        ("the DPRK", "North Korean troops marched.", True),
        ("the Joint Chiefs of Staff", "the JCS said", True),
        ("the United Nations", "the Security Council met", True),
        ("the Pentagon", "the Department of Defense said", True),
        ("a Hwasong-17", "a Hwasong-15 of 17 tons", False),
        ("a Hwasong-17", "its Hwasong-17 missile", True),
        ("Antony Blinken", "Secretary Blinken spoke", True),
        ("Karin Blinken", "Antony Blinken spoke", False),
        ("Moon Jae-in", "President Moon spoke", True),
        ("the Ministry of Unification", "the Unification Ministry", True),
        ("Mr. Lindqvist", "Norway spoke", False),
    ],
)
def test_a_text_holds_a_name_under_the_forms_that_the_press_uses(name, text, held):
    found = names(f"They saw {name} there.")
    assert all(holds(one, known(text)) for one in found) == held


def test_the_words_of_a_name_must_stand_together():
    (name,) = names("They saw Marian Arai there.")
    assert joined(name, known("Marian Arai left")) and not joined(name, known("Marian Cole met with the aide Teo Arai"))


def test_the_north_may_be_north_korea():
    told = "The North has not answered the South, nor has the North Atlantic alliance."
    assert in_full(told) == "North Korea has not answered South Korea, nor has the North Atlantic alliance."
