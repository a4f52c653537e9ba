"""Folding for comparison, and the way back to raw offsets."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.folding import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("North\u00a0Korea\u202f’s “new” strategy", 'North Korea \'s "new" strategy'),
        ("Pukguksong\u20115 and two\u2013day talks — now", "Pukguksong-5 and two-day talks - now"),
        ("Wa\u2060shing\u200bton\u00ad", "Washington"),
        ("two\n\n lines\t\u3000here", "two lines here"),
        ("wait…", "wait..."),
        ("ＡＢＣ １２", "ABC 12"),
        ("cafe\u0301", "caf\u00e9"),
        (normalize("NFD", "한국"), "한국"),
        (normalize("NFD", "가" + "한" * 20), "가" + "한" * 20),
        ("ofﬁce", "office"),
        ("São", "São"),
    ],
)
def test_odd_characters_are_folded(raw, plain):
    assert fold(raw) == plain


TEXT = st.one_of(
    st.text(max_size=200),
    st.text(
        alphabet=st.sampled_from("a \n\u00a0\u2060\u200b’“\u2011…ﬁé\u0301한\u1112\u1161\u11ab`\u1fef"), max_size=100
    ),
)


@settings(deadline=None)
@given(TEXT)
def test_folding_twice_changes_nothing_and_both_forms_agree(text):
    once = fold(text)
    assert fold(once) == once
    assert fold_with_offsets(text).text == once


@settings(deadline=None)
@given(TEXT, st.data())
def test_a_folded_span_leads_back_to_the_raw_characters_that_fold_to_it(text, data):
    folded = fold_with_offsets(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    if folded.text:
        at = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(at + 1, len(folded.text)))
        assert folded.text[at:end] in fold(text[slice(*folded.raw(at, end))])


def test_a_quote_is_found_in_text_with_odd_spaces():
    text = "He called it a “win\u2011win”\u00a0for   both\u2060 sides."
    folded = fold_with_offsets(text)
    at = folded.text.index('a "win-win" for both sides')
    span = folded.raw(at, at + len('a "win-win" for both sides'))
    assert text[slice(*span)] == "a “win\u2011win”\u00a0for   both\u2060 sides"
