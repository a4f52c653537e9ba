"""The gate as a whole: how its faults are worded and placed, and that its time has a bound."""

from assistant.gate.fault import Fault
from assistant.verify import judge
from corpus.article import Span

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
