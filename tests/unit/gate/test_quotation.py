"""What stands between quotation marks must stand in the cited text; titles, outlets, authors vouch for none."""

import pytest

from assistant.gate.claims import Kind
from assistant.gate.held import Held
from assistant.gate.judge import weigh
from assistant.language.quotations import quotations
from assistant.verify import judge
from tests.unit.gate.looking import faults, words

HARBOUR = "Mayor Ilse Brandt said the harbour would “stay open all winter”, and thanked the crews of four tugs."

# A title, outlet or author made so that it reads as a quotation, and the sentence that a writer makes with it.
FORGED = [
    ("“The queen died at noon”, Reuters", "“The queen died at noon”, Reuters, reported the harbour would stay open."),
    ('Brandt: "We sold the harbour"', 'Brandt said "We sold the harbour" and thanked the crews of four tugs.'),
    ("‘I resign’, says Mayor Brandt", "Mayor Brandt said ‘I resign’ and thanked the crews."),
    ("«Nous partons» (Brandt)", "Brandt said «Nous partons» and thanked the crews."),
    ("Harbour Post „Alles verloren“", "Harbour Post „Alles verloren“: the harbour would “stay open all winter”."),
    ("The tugs are lost", "Mayor Ilse Brandt said “the tugs are lost”."),
    ("by “Brandt admits theft” staff", "Brandt said the harbour would stay open, by “Brandt admits theft” staff."),
]

TO_THE_LETTER = [
    "Brandt said the harbour would “stay open all winter”.",
    'Brandt said the harbour would "stay open all winter," and thanked the crews.',
    "Brandt spoke of ‘four tugs’.",
    "The harbour's crews and the mayor's tugs stay.",
]


def found(sentence, known=()):
    return faults(Kind.QUOTATION, sentence, HARBOUR, known=tuple(known))


@pytest.mark.parametrize(("metadata", "sentence"), FORGED)
def test_no_title_outlet_or_author_vouches_for_a_quotation(metadata, sentence):
    assert found(sentence, [metadata, "2022-02-12"])
    judged = judge(sentence, [HARBOUR], known=[metadata, "2022-02-12"])
    assert judged.verdict == "unsupported"
    assert any("to the letter" in reason for reason in judged.reasons)


MARKS = [
    "‹{}›",
    "「{}」",
    "『{}』",
    "｢{}｣",
    "﹁{}﹂",
    "〝{}〞",
    "〝{}〟",
    "❝{}❞",
    "＂{}＂",
    "``{}''",
    ",,{}''",
    "<<{}>>",
    "《{}》",
    "〈{}〉",
    "⟪{}⟫",
    "≪{}≫",
    "「{}",
]


@pytest.mark.parametrize("marks", MARKS)
def test_marks_of_every_script_hold_only_words_of_the_cited_text(marks):
    assert [fault.said for fault in found(f"Brandt said {marks.format('we sold the harbour')}.")]
    assert not found(f"Brandt said the harbour would {marks.format('stay open all winter')}.")
    assert found(f"Brandt said the harbour would {marks.format('stay “open all” summer')}.")


def test_two_commas_before_a_blank_are_a_slip_and_quote_nothing():
    assert not found("The harbour,, in its best year, will stay open all winter.")


def test_words_may_be_quoted_out_of_the_midst_of_a_script_without_blanks():
    assert not faults(Kind.QUOTATION, "市長は「新しい港」と述べた。", "市長は新しい港が開くと月曜日に述べた。")
    assert faults(Kind.QUOTATION, "市長は「古い港」と述べた。", "市長は新しい港が開くと月曜日に述べた。")
    assert faults(Kind.QUOTATION, "Brandt spoke of 「our tugs」.", HARBOUR)


def test_the_title_of_a_work_stands_in_its_marks_where_the_cited_text_names_it():
    text = "Kim read from the Rodong Sinmun; 李明周一在北京谈到了《三国演义》。"
    assert not faults(Kind.QUOTATION, "Kim read from the 《Rodong Sinmun》.", text)
    assert not faults(Kind.QUOTATION, "李明谈到了《三国演义》。", text)
    assert not faults(Kind.QUOTATION, "李明谈到了〈三国演义〉。", text)
    assert faults(Kind.QUOTATION, "李明谈到了《红楼梦》。", text)
    assert faults(Kind.QUOTATION, "Kim said 《we surrender》 in the Rodong Sinmun.", text)


@pytest.mark.parametrize("sentence", TO_THE_LETTER)
def test_words_of_the_cited_text_may_stand_between_marks(sentence):
    assert not found(sentence)


def test_a_fault_stands_where_the_quotation_stands():
    sentence = "Brandt said the harbour would “close all winter” and “stay open all winter”."
    (fault,) = found(sentence)
    assert words(sentence, fault) == "“close all winter”"
    assert (fault.check, fault.said, fault.cited) == ("quotation", "close all winter", None)
    assert str(fault) == "the quotation 'close all winter' is not in the cited text to the letter"


def test_the_whole_cited_text_is_quoted_whatever_marks_it_holds():
    text = "He said: “The tug sank. The crew swam."
    assert not faults(Kind.QUOTATION, f"Harbour Post: “{text}”", text)
    assert judge(f"Harbour Post, 2 May 2022: “{text}”", [text], known=["Harbour Post", "2 May 2022"]).verdict == "quote"


def test_a_quotation_drawn_together_from_two_cited_texts_is_none():
    texts = ["The tug sank at", "noon on Friday."]
    assert faults(Kind.QUOTATION, "It said “sank at noon”.", *texts)


@pytest.mark.parametrize("marks", ["»«", "ˮˮ", "ʺʺ", "˝˝", "″″", "‶″", "״״", "❞❞", "⹂ˮ", "🙶🙷", "〟〟"])
def test_marks_that_look_like_quotation_marks_hold_only_words_of_the_cited_text(marks):
    text = "Lena Brusk said that all is well in the museum at Dorn, though much was lost in the fire."
    opening, closing = marks
    assert judge(f"Lena Brusk said {opening}all is lost{closing}.", text).verdict == "unsupported"
    assert judge(f"Lena Brusk said that {opening}much was lost in the fire{closing}.", text).verdict != "unsupported"


def test_feet_and_inches_behind_numbers_quote_nothing():
    assert not quotations("The plate is 5″ by 6″ and 3′ long.")


CLOSED = "We have not received any response from the mayor. But our policy on the harbour has not changed; it can't."


@pytest.mark.parametrize(
    ("sentence", "torn"),
    [
        ("Harbour Post: “received any response from the mayor”", True),
        (
            "Brandt said they “received any response from the mayor. But our policy on the harbour has not changed”.",
            True,
        ),
        ("Harbour Post: “our policy on the harbour has”", True),
        ("Harbour Post: “changed”", True),
        ("Harbour Post: “it can”", True),
        ("Brandt said they had not “received any response”.", False),
        ("Harbour Post: “our policy on the harbour”", False),
        ("Harbour Post: “our policy on the harbour has not changed”", False),
        ("Harbour Post: “We have not received any response from the mayor.”", False),
    ],
)
def test_a_quotation_cut_from_what_denies_it_is_refused(sentence, torn):
    assert [fault.check for fault in faults(Kind.QUOTATION, sentence, CLOSED)] == ["torn quotation"] * torn


def test_cited_words_that_are_cut_so_are_refused_too():
    cut = "received any response from the mayor"
    assert weigh(f"Harbour Post: “{cut}”", [Held(("Harbour Post",), CLOSED, cited=(cut,))]).verdict == "unsupported"
