"""Titles, outlets and authors: one bounded line at the door, and no mark of theirs reads as ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import phrasing
from assistant.language.quotations import quotations
from corpus.evidence import Evidence
from corpus.text.metadata import bounded, one_line, plain_name, plain_title, unseen, without_controls

QUOTES = "\"“”„‟«»″「」『』《》〈〉≪≫〝〞＂❝❞'‘’‚‹›´`"
MARKS = "[]［］【】①⑳❶⑴⒈⓪¹²³⁽⁾₁"
# What a reader could take for one of our quotations or citations.
OURS = re.compile(r"[\"“”„‟«»″「」『』《》〈〉≪≫〝〞＂❝❞\[\]［］【】]|[²³¹⁰-ₜ①-⒛⓪-⓿❶-➓]")
hostile = st.text(
    st.sampled_from(QUOTES + MARKS + " ab1,-(\n\u202e\u200b\ufffe") | st.characters(exclude_categories=["Cs"])
)


@given(hostile)
def test_no_mark_in_a_name_or_title_that_is_shown_reads_as_ours(text):
    for shown in (plain_name(text), plain_title(text)):
        assert not OURS.search(shown) and "\n" not in shown
    assert quotations(f"{plain_name(text)}, 25 January 2021") == ()


@given(hostile, st.integers(5, 40))
def test_what_is_shown_has_an_end_and_is_the_same_when_it_is_shown_again(text, longest):
    for show in (plain_name, plain_title):
        shown = show(text, longest)
        assert len(shown) <= longest
        assert show(shown, longest) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("two\nlines", "two\nlines"), ("می\u200cشود", "می\u200cشود"), ("a\x00b\nc\u202e", "a b c"), ("\x1b[2J", "[2J")],
)
def test_what_is_typed_is_changed_only_where_it_holds_what_a_file_refuses(typed, kept):
    assert without_controls(typed) == kept


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_one_line_holds_only_what_can_be_seen(text):
    line = one_line(text)
    assert one_line(line) == line and "  " not in line and not unseen(line)
    assert not any(
        category in line for category in "\n\r\t\x00\x1b\x85\u2028\u200b\u202e\u2066\ufeff\ufffe\ufdd0\u3164"
    )


@pytest.mark.parametrize(
    ("written", "named", "headline"),
    [
        ("“We surrender”, says Kim", "’We surrender’, says Kim", "‘We surrender’, says Kim"),
        ('Radio "Free" [2]', "Radio ’Free’ (2)", "Radio ‘Free’ (2)"),
        ("«Известия» ¹ ② ⁽³⁾ ❹", "’Известия’ 1 2 (3) 4", "‘Известия’ 1 2 (3) 4"),
        ("<<Now>> ,,here'' ``there''", "’Now’ ’here’ ’there’", "‘Now’ ‘here’ ‘there’"),
        ("《로동신문》", "’로동신문’", "‘로동신문’"),
        ("Seoul's ‘Peace Process’", "Seoul's ’Peace Process’", "Seoul's ‘Peace Process’"),
        ("AFP\r\n\r\nSources:\x1b[2J", "AFP Sources: (2J", "AFP Sources: (2J"),
        ("한\u200b겨\u202e레 1\u20e3", "한겨레 1", "한겨레 1"),
        ("Reader's Digest", "Reader's Digest", "Reader's Digest"),
        ("AP, 1 June 2022: “It burns”", "AP", "AP, 1 June 2022: ‘It burns’"),
        ("Han said: “It burns”", "Han said", "Han said: ‘It burns’"),
        ("1 June 2022", "", "1 June 2022"),
    ],
)
def test_names_and_titles_are_shown_in_these_forms(written, named, headline):
    assert (plain_name(written), plain_title(written)) == (named, headline)


def test_a_text_is_cut_after_a_word():
    assert bounded("one two three four", 12) == "one two…"
    assert bounded("onetwothreefour", 12) == "onetwothree…"
    assert bounded("one two", 12) == "one two"


def test_an_outlet_that_quotes_is_no_quotation_in_an_attribution():
    outlet = "“Kim died on Sunday”, ‘says’ the [1] Daily¹"
    seen = Evidence(
        rank=1, score=1, article_id="x", version=1, also=[], title="T", source=outlet, kind=None,
        published="2021-01-25", url=None, start=0, end=4, text="Text",
    )  # fmt: skip
    said = phrasing.attribution(seen)
    assert said == "’Kim died on Sunday’, ’says’ the (1) Daily1, 25 January 2021" and quotations(said) == ()
    assert len(phrasing.attribution(seen.model_copy(update={"source": "Daily " * 200_000}))) < 200
