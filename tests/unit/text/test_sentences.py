"""Sentence spans: exact, in order, nothing lost, and cut where a reader would cut."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.sentences import LONGEST, is_piece, sentence_spans, sentences


def cut(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. delegation met Mr. Oh and Gen. Park.", "They talked."],
        ["J. R. Han, the No. 2 of the office, agreed.", "No.", "It was over."],
        ["She lives in the U.S.", "The office is in Washington, D.C.", "He left at 5 p.m.", "It rained."],
        ["They met at 9 a.m. Eastern on Jan. 5 and on January. 25, 2021."],
        ["“Is it over?” she asked.", "“It is over.”", "He sat down."],
        ["“We will go!” Minister Han said.", "“And soon.”"],
        ['"One side left."', '"The other stayed."'],
        ["(Laughter.)", "Thank you.", "(Applause.)"],
        ["Exports fell by 3.5 percent.", "Imports rose by 1.2."],
        ["See www.Example.com/Page.", "Write to Han.Mina@news.example first."],
        ["He said … well, nothing.", "Then he left…"],
        ["Firms such as Acme Inc. and Sons Ltd. agreed."],
        ["In 2021.", "25 people came."],
        ["Roe v. Wade was cited.", "So was i.e. a Latin word."],
        ["Dr. A. Lee holds a Ph.D. in physics."],
        ["What?!", "Really?", "Yes."],
        ["By a resolution (73 Stat. 212), the council named the day.", "It rained."],
        ["It lies under the Port Act (50 U.S.C. App. 1 et seq. ) with respect to Norvik.", "It rained."],
        ["The (old) port closed.", "Han (of the U.S. Navy) left (by sea).", "It rained (twice."],
        ["He fell ill.", "President Han likes art.", "Secretary Oh likes the sun.", "Parks etc.", "Han left."],
        ["Sec. 4 and No. 5 apply to Wash. and Mass. alike."],
        ["Only four have been named to date — right? — Cuba, Iran, and two others.", "Who?", "— Han said so."],
        ["He meant the vote “more than…Tuesday” alone."],
        ["그는 회담이 끝났다고 말했다.", "“다음 주에 다시 만난다.”", "합의는 2021. 1. 25. 이뤄졌다."],
        ["它结束了。", "他们走了。"],
    ],
)
def test_sentences_on_one_line_are_cut_where_a_reader_cuts(sentences):
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("212), has named the third week of July.", True),
        ("1 et seq. ) with respect to Norvik.", True),
        ("of the council (the second).", True),
        ("1) The port closes, and 2) it opens again.", False),
        ("The port (the old one) closes.", False),
        ('The lake was full," the minister said.', True),
        ("The lake was full.” He closed it.", True),
        ('He said "the lake was full," and left.', False),
        ('The 5" pipe and the "lake" were full.', False),
    ],
)
def test_the_rest_of_a_sentence_is_told_by_its_small_letter_its_bracket_or_its_quotation_mark(text, piece):
    assert is_piece(text) is piece


def test_glued_sentences_are_parted_without_losing_a_letter():
    text = "The talks ended.The next day it rained.He left at 5.So did they.” “Good.”Then came Han."
    assert cut(text)[:3] == ["The talks ended.", "The next day it rained.", "He left at 5."]
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")
    assert cut("회담이 끝났다.그러나 합의는 없었다.") == ["회담이 끝났다.", "그러나 합의는 없었다."]
    assert cut("Enrol through HealthCare.Gov or www.YouTube.com/live today.") == [
        "Enrol through HealthCare.Gov or www.YouTube.com/live today."
    ]


def test_a_speakers_label_stays_with_the_words_that_it_introduces():
    text = (
        "MODERATOR: Good afternoon. Welcome.\nQUESTION: Is it true? Or not?\nMR. OH: (Laughs.) It is.\n"
        "QUESTION:\nA follow-up.Thank you.MR OH: Sure. SENIOR ADMINISTRATION OFFICIAL: No.\nQ Thanks."
    )
    assert cut(text) == [
        "MODERATOR: Good afternoon.",
        "Welcome.",
        "QUESTION: Is it true?",
        "Or not?",
        "MR. OH: (Laughs.)",
        "It is.",
        "QUESTION:\nA follow-up.",
        "Thank you.",
        "MR OH: Sure.",
        "SENIOR ADMINISTRATION OFFICIAL: No.",
        "Q Thanks.",
    ]


def test_lines_and_bullets_are_sentences_of_their_own():
    text = (
        "Joint statement\n\nThe parties:\n• agreed to meet\n• agreed to talk\n1. First point. With more.\n"
        "2. Second point\n- last"
    )
    assert cut(text) == [
        "Joint statement",
        "The parties:",
        "• agreed to meet",
        "• agreed to talk",
        "1. First point.",
        "With more.",
        "2. Second point",
        "- last",
    ]


def test_a_line_broken_inside_a_sentence_is_joined():
    assert cut("On the 21\nst of May they\nmet again.\nThen they left") == [
        "On the 21\nst of May they\nmet again.",
        "Then they left",
    ]


def test_hard_wrapped_paragraphs_keep_their_sentences():
    text = (
        "The ferries that link the two islands stayed in port on Tuesday, Minister\nHan of the harbour office said, for"
        " the third day in a row. Talks between\nthe crews went on.\n\nA Short Line\nAnother Heading\n"
    )
    assert cut(text) == [
        "The ferries that link the two islands stayed in port on Tuesday, Minister\nHan of the harbour office said, for"
        " the third day in a row.",
        "Talks between\nthe crews went on.",
        "A Short Line",
        "Another Heading",
    ]


def test_no_sentence_is_longer_than_a_citation_may_be():
    text = "We met; " + "and we spoke of ferries, of crews and of weather, " * 40 + "until we left."
    pieces = cut(text)
    assert max(map(len, pieces)) <= LONGEST == 600
    assert all(piece.endswith((";", ",", ".")) for piece in pieces)
    assert " ".join(pieces) == text
    assert [len(piece) for piece in cut("x" * 1500)] == [600, 600, 300]


MARKS = st.text(alphabet=st.sampled_from(list(".!?…。\"“”'’)( \n\t\u00a0\u200baTUSMr:;,—-15가다의I")), max_size=300)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), MARKS, st.lists(MARKS, max_size=8).map(". The next\n".join)))
def test_for_any_text_spans_are_exact_in_order_and_lose_nothing(text):
    done = 0
    for start, end in sentence_spans(text):
        assert start >= done and not text[done:start].strip()
        assert 0 < end - start <= LONGEST
        assert text[start:end] == text[start:end].strip()
        done = end
    assert not text[done:].strip()


def test_time_is_linear_on_text_made_to_be_slow():
    units = [
        ".",
        "?”",
        "A.",
        "Mr. ",
        " \n",
        "\n",
        "\u2028",
        "U.S. ",
        "a ",
        "A",
        "QUESTION:\n",
        "“",
        "...a",
        ". a",
        "다.",
        "1. ",
        "www.a",
        "x\n\n",
    ]

    def seconds(length):
        began = time.process_time()
        for unit in units:
            sentence_spans(unit * (length // len(unit)))
        return time.process_time() - began

    small, large = seconds(5_000), seconds(40_000)
    assert large < 24 * small + 0.5, "eight times the text takes about eight times as long"
    assert large / len(units) < 0.25, "40,000 characters take well under a quarter of a second"


def test_who_needs_the_first_sentences_alone_has_no_others_cut():
    """Of a period's articles the openings are told from, and each text may be long."""
    text = "It rained in Norvik on Monday. The harbour stayed open.\n\n" * 20_000
    began = time.process_time()
    first = next(sentences(text))
    one, began = time.process_time() - began, time.process_time()
    assert first == sentence_spans(text)[0]
    assert 5 * one < time.process_time() - began
