"""Speakers: whose words they are."""

import pytest

from assistant.gate.claims import Kind
from assistant.gate.held import Held
from assistant.gate.judge import weigh
from assistant.verify import judge
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
        "MR. TANAKA: Our country supports the approach.",
        "Secretary Voss: The harbour stays closed this winter.",
        "In short: The harbour stays closed this winter.",
    ],
)
def test_the_one_who_speaks_the_words_may_be_named(sentence):
    assert not faults(Kind.SPEAKER, sentence, BRIEFING)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Tanaka said the door to diplomacy is open.", "Secretary Voss"),
        ("Mr. Tanaka: The harbour stays closed this winter.", "Secretary Voss"),
        ("“The harbour stays closed this winter,” Tanaka said.", "Secretary Voss"),
        ("According to Voss, the country supports the approach and sends food.", "Mr. Tanaka"),
        ("Voss said the northern side has sealed the border with its neighbour.", "a reporter's question"),
    ],
)
def test_words_given_to_another_are_a_fault_where_the_speaker_is_named(sentence, cited):
    (fault,) = faults(Kind.SPEAKER, sentence, BRIEFING)
    assert fault.cited == cited
    assert fault.said in words(sentence, fault)


def test_a_label_names_who_says_all_behind_it():
    (fault,) = faults(Kind.SPEAKER, "MR. TANAKA: The door to diplomacy is open.", BRIEFING)
    assert (fault.said, fault.cited) == ("Tanaka", "Secretary Voss")


def test_who_announced_a_thing_that_is_spoken_of_says_nothing_of_it():
    text = "PRESIDENT HOLT: Thanks for the two ferries that Nordline announced last May, for the islands in the north."
    for name, faulty in (("Holt", False), ("Voss", True)):
        assert (
            bool(faults(Kind.SPEAKER, f"{name} praised the two ferries for the islands in the north.", text)) == faulty
        )
    text = "Nils Holt said that Nordline announced two ferries for the islands in the north."
    assert not faults(Kind.SPEAKER, "Nordline announced two ferries for the islands.", text)


@pytest.mark.parametrize(
    ("named", "said", "cited"),
    [
        ("Port Post, 2 May 2022, Secretary Voss: “{}”", "The door to diplomacy is open", None),
        ("Port Post, 2 May 2022, Mr. Tanaka: “{}”", "The door to diplomacy is open", "Secretary Voss"),
        ("Tanaka, 2 May 2022: “{}”", "the harbour stays closed this winter", "Secretary Voss"),
        ("“{}” (Tanaka, 2 May 2022)", "The door to diplomacy is open", "Secretary Voss"),
        ("“{}” — Mr. Tanaka", "The door to diplomacy is open", "Secretary Voss"),
        ("Matt, 2 May 2022: “{}”", "sends food to the islands", "Mr. Tanaka"),
        ("The Prime Minister, 2 May 2022: “{}”", "The door to diplomacy is open", "Secretary Voss"),
        ("The Secretary, 2 May 2022: “{}”", "The door to diplomacy is open", None),
        ("Port Post, 2 May 2022, a reporter’s question: “{}”", "The door to diplomacy is open", "Secretary Voss"),
        ("Port Post, 2 May 2022, a reporter’s question: “{}”", "Has the northern side sealed the border", None),
        ("Mr. Tanaka, 2 May 2022: “{}”", "Has the northern side sealed the border", "a reporter's question"),
        ("Port Post, 2 May 2022: “{}”", "The door to diplomacy is open", None),
        ("In Port Ansel, asked about Tanaka: “{}”", "The door to diplomacy is open", None),
    ],
)
def test_who_is_named_beside_a_quotation_must_have_spoken_it(named, said, cited):
    found = faults(Kind.SPEAKER, named.format(said), BRIEFING, known=("Port Post", "2 May 2022"))
    assert [fault.cited for fault in found] == [cited] * (cited is not None)


def test_a_name_beside_a_quotation_holds_for_those_behind_it_that_have_none():
    both = "Mr. Tanaka, first, 2 May 2022: “sends food” Later, 3 May 2022: “The door to diplomacy is open”"
    assert [one.cited for one in faults(Kind.SPEAKER, both, BRIEFING)] == ["Secretary Voss"]


def test_words_in_the_midst_of_a_turn_are_those_of_its_label():
    for who, verdict in (("Voss", "quote"), ("Tanaka", "unsupported")):
        for said in (f"{who}: “The harbour stays closed.”", f"{who} said “The harbour stays closed.”"):
            texts = [Held(("Voss and Tanaka meet",), "The harbour stays closed.", speaker="SECRETARY VOSS")]
            assert weigh(said, texts).verdict == verdict, said


def test_a_label_in_small_letters_is_known_by_its_article():
    said = "Voss said the harbour stays closed."
    cut = "Ana Tanaka: The door is open.\nIlse Voss: The harbour stays closed."
    for names, verdict in (({"Ana Tanaka", "Ilse Voss"}, "supported"), ({"Ana Tanaka"}, "unsupported")):
        held = Held(("Voss and Tanaka meet",), cut, speaker="Ana Tanaka", labels=frozenset(names))
        assert weigh(said, [held]).verdict == verdict, names


def test_who_says_something_inside_a_quotation_is_not_who_is_said_to_say_it():
    text = "SECRETARY VOSS: And that gets to something that Tanaka said that is so important."
    assert not faults(Kind.SPEAKER, "Voss: “And that gets to something that Tanaka said that is so important.”", text)


@pytest.mark.parametrize(
    ("sentence", "cited", "told"),
    [
        ("The police said the ferry sank.", "The ferry sank in a storm, the coast guard said.", "coast guard"),
        ("According to the army, ten men died.", "The defence ministry said ten men died.", "defence ministry"),
        ("The foreign ministry said the talks failed.", "The talks failed, the Defence Ministry said.", "Defence"),
        ("The company said the mine would close.", "The union said the mine would close in May.", "union"),
    ],
)
def test_words_of_one_body_are_not_those_of_another(sentence, cited, told):
    found = judge(sentence, cited)
    assert found.verdict == "unsupported"
    assert "said it; in the cited text it is" in found.reasons[0] and told in found.reasons[0]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Officials said the ferry sank.", "The ferry sank in a storm, police said."),
        ("The authorities said the ferry sank.", "The ferry sank in a storm, the coast guard said."),
        ("The military said ten men died.", "Ten men died, the army said."),
        ("The ministry said the talks failed.", "The talks failed, the defence ministry said."),
        ("The Defense Ministry said the talks failed.", "The talks failed, the Ministry of Defence said."),
        ("The police said 17 people died.", "The ferry sank, the coast guard said. Police said 17 people died."),
        ("Police said the ferry sank.", "Police said that the ferry sank, and the coast guard said that 17 died."),
        ("The defence ministry said ten men died.", "Ten men died, according to the Ministry of National Defense."),
        ("Moscow's ministry said the bridge fell.", "Moscow was silent. The bridge fell, the transport ministry said."),
        ("The Seoul ministry said the bridge fell.", "In Seoul, the road ministry said the bridge fell."),
        ("The airline said the jets were unsafe.", "The airline kept its jets. The company said the jets were unsafe."),
        ("The police said a bomb exploded.", "A bomb exploded, a police officer who was at the bank said."),
    ],
)
def test_a_wider_word_for_the_body_that_says_it_is_true(sentence, cited):
    assert judge(sentence, cited).verdict == "supported"
