"""The gate as a whole: how its faults are worded and placed, and that its time has a bound."""

import time

import pytest

from assistant.gate.fault import Fault
from assistant.gate.held import Held
from assistant.gate.judge import weigh
from assistant.gate.support.carried import SEVERAL
from assistant.verify import judge
from corpus.article import Span
from tests.support.linear import assert_linear

FERRY = "The ferry line carries 240 passengers twice a day, Captain Nils Aune said on 3 May 2022."


def test_a_judgement_holds_each_reason_as_a_fault_with_its_place():
    sentence = "The ferry line carries 250 passengers, Captain Nils Aune said “we do”."
    judged = judge(sentence, [FERRY])
    assert [str(fault) for fault in judged.faults] == judged.reasons
    assert all(0 <= fault.span.start < fault.span.end <= len(sentence) for fault in judged.faults)
    assert judge("The ferry line carries 240 passengers.", [FERRY]).faults == ()


def test_a_long_quotation_is_shortened_in_its_reason_and_whole_in_its_fault():
    fault = Fault("quotation", Span(0, 400), "word " * 80)
    assert len(str(fault)) < 150
    assert fault.said == "word " * 80


def test_a_sentence_beyond_two_thousand_characters_is_refused_with_one_reason():
    judged = judge("The ferry line carries 240 passengers. " * 60, [FERRY])
    assert judged.verdict == "unsupported"
    assert judged.reasons == ["is longer than 2,000 characters: nothing so long is checked"]
    assert len(judged.faults) == 1


HOSTILE = (
    "” ",
    "“a ",
    "And ",
    "said Aune ",
    "3 May 2022 ",
    "12 of ",
    "rose fell ",
    "Nils Aune, ",
    "[1] ",
    "not ",
    "¹",
    "'s ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_sentence_beside_a_long_article_is_judged_in_seconds_not_minutes(piece):
    article = (FERRY + " " + (piece * 400)[:900] + "\n") * 25
    for length in (2_000, 4_000):
        began = time.thread_time()
        judge((piece * 4_000)[:length], [article[:25_000]], known=(piece * 30,))
        assert time.thread_time() - began < 5  # of a processor that others use too


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_cited_text_and_no_faster(piece):
    judge("The ferry line carries 240 passengers.", [FERRY])  # what is loaded once is loaded
    sentence = "The ferry line carries 240 passengers, Nils Aune said. " + piece * 20
    assert_linear(lambda text: judge(sentence, [text]), f"{FERRY} {piece * 20}", most=4)


def test_a_sentence_without_a_word_is_said_by_nothing():
    for sentence in (", , , , ,", "...", "“”", ""):
        assert judge(sentence, ["The pier is safe."]).verdict == "unsupported", sentence


def test_a_sentence_that_claims_nothing_passes_only_where_it_stands_so():
    assert judge("Yes.", ["Will they come? Yes. They said so."]).verdict != "unsupported"
    assert judge("Yes.", ["The envoys met in Honolulu on Saturday."]).verdict == "unsupported"
    assert judge("It did.", ["The envoys met in Honolulu on Saturday."]).verdict == "unsupported"


MET = (
    "TOKYO - The deputy foreign ministers of the United States, Japan and South Korea met on Wednesday and agreed to "
    "deepen their work."
)


@pytest.mark.parametrize("made", ["War broke out.", "Talks collapsed."])
@pytest.mark.parametrize(
    "said",
    [
        "“The deputy foreign ministers of the United States, Japan and South Korea met on Wednesday.”",
        "The deputy foreign ministers met on Wednesday.",
    ],
)
def test_what_nobody_said_is_refused_beside_what_was_said(made, said):
    assert judge(made, [MET]).verdict == "unsupported" != judge(said, [MET]).verdict
    assert judge(f"{made} {said}", [MET]).verdict == judge(f"{said} {made}", [MET]).verdict == "unsupported"
    assert judge(f"{said} They agreed to deepen their work.", [MET]).verdict != "unsupported"


def test_of_several_sentences_so_many_are_read_and_more_are_refused():
    one = "The deputy foreign ministers met on Wednesday. "
    assert judge(one * SEVERAL, [MET]).verdict == "supported"
    assert judge(one * (SEVERAL + 1), [MET]).verdict == "unsupported"


def test_a_number_of_one_article_is_told_of_no_name_that_only_another_one_has():
    fire, pier = "Forty people were taken to hospital.", "Anna Holt opened the pier in Bergen."
    mixed = "Forty people were taken to hospital in Bergen."
    apart = [Held((), text, article=str(at)) for at, text in enumerate((fire, pier))]
    found = weigh(mixed, apart)
    assert found.reasons == ["tells Forty of Bergen, of which different articles speak"]
    assert mixed[slice(*found.faults[0].span)] == "Forty"
    assert weigh(f"{fire[:-1]}, and {pier}", apart).verdict == "supported"
    one = [Held((), text, article="one") for text in (fire, pier)]
    assert "different articles" not in str(weigh(mixed, one).reasons)


FILLING = "The council of the islands met in the old school and heard the fishermen for many hours that evening. " * 9
PIER = (
    "Bergen pays 20 million crowns for the new pier, and Stavanger 30 million crowns for two ferries. "
    "The envoy from Oslo made her third visit to Bodø in June 2021, after the election of 2020."
)


@pytest.mark.parametrize("text", [PIER, f"{FILLING}{PIER} {FILLING}"])
def test_what_a_number_a_day_or_a_name_belongs_to_is_read_in_a_span_and_in_passages(text):
    for wrong, reason in (
        (
            "Bergen pays 30 million crowns for the new pier.",
            "says of 30 million what the cited text says of 20 million",
        ),
        ("The envoy from Oslo made a visit to Stavanger.", "says 'visit to Stavanger'; the cited text says"),
    ):
        assert reason in str(judge(wrong, [text]).reasons)
    assert not judge("The envoy from Oslo made her third visit to Bodø in June 2021.", [text]).reasons


def test_a_year_is_no_other_day_than_one_of_its_months():
    text = "The bill of 2021 lets the harbour lease its land. The council signed the bill in June."
    sentence = "The bill of June 2021 lets the harbour lease its land."
    assert "what the cited text says of 2021" not in str(judge(sentence, [text], known=("2021-06-08",)).reasons)


TALK = (
    "MS LUND: The states that signed are:\n\nSlovakia\n\nLithuania\n\nQ He says —\n\nQ Yes, thank you.\n\n"
    "MS LUND: The pier will be repaired in the spring."
)


@pytest.mark.parametrize("said", ["Q He says —", "Q Yes, thank you.", "Q Yes, thank you. Slovakia", "Lithuania"])
def test_a_sentence_of_a_text_is_borne_out_as_it_stands_however_little_it_says(said):
    assert judge(said, [TALK]).verdict == "supported"


def test_a_sentence_of_other_words_is_not_borne_out_for_those_beside_it():
    assert judge("Q He thanks —", [TALK]).verdict == "unsupported"


def test_what_one_did_may_be_told_from_the_side_of_whom_it_was_done_to():
    cited = "Colombia accused Venezuela of crossing the border."
    assert judge("Venezuela was accused by Colombia of crossing the border.", cited).verdict == "supported"
    assert judge("Colombia was accused by Venezuela of crossing the border.", cited).verdict == "unsupported"
