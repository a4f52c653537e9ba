"""Every reader of language takes time in proportion to the length of the text, whatever stands in it."""

import pytest
from hypothesis import given

from assistant.desk.suggestions import _named
from assistant.language.asides import is_aside, is_heading
from assistant.language.name_index import Known, absent, forms
from assistant.language.names import names
from assistant.language.outlets import asked_outlets, in_full, reports, wants_opinion
from assistant.language.quantities import quantities
from assistant.language.quotations import in_pairs, quotations
from assistant.language.stems import stem
from assistant.language.words import fold, named
from corpus.models.words import is_word
from tests.support.linear import Reader, assert_linear, examples, mixtures

READERS: dict[str, Reader] = {
    "names": lambda text: names(fold(text)),
    "what a text knows of names": lambda text: Known(fold(text)),
    "absent names": lambda text: absent(text, lambda name: False),
    "forms of a name": forms,
    "quantities": lambda text: quantities(fold(text)),
    "quotations": quotations,
    "quotation marks in pairs": in_pairs,
    "an outlet by its last word": lambda text: in_full(text, ["Coast Courier"]),
    "whether an opinion is wanted": lambda text: wants_opinion("Coast Courier", text),
    "groups of tokens": lambda text: named(fold(text)),
    "a stem": stem,
    "a word that is made of others": is_word,
    "an aside": is_aside,
    "a heading": is_heading,
    "outlets whose words are asked for": asked_outlets,
    "what is reported of an outlet": lambda text: reports(["CNN"], text),
    "names to ask of": lambda text: list(_named(text)),
}
PIECES = (
    *("A ", "Ab ", "And ", "A-", "A.", "A. ", "a ", "don't ", "a'a", "It ", "it that ", "he ", "his ", "And he ", ",A"),
    *("1", "1,", "one-", "one ", "hundred ", "and one ", "half a ", "$1", "½", "per cent ", "more than "),
    *("Bank of ", "Bank of the ", "Secretary of ", "President ", "Kim Jong-", "U.S.", "North Korea ", "A, the ", "al-"),
    *("What did CNN and Reuters and ", "the Korea Times ", "CNN said, ", "the Courier has ", "state news agency "),
    *("Coast Courier's ", "views of ", " in its "),
    *("'", "’s ", " 'a", "' a", "“", "”", '"', '1" ', "(", " ", "-", "가 ", "「", "」", "‹", "``", "?! ", "É́"),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_what_nearly_matches_takes_time_in_proportion_to_its_length(name):
    for piece in PIECES:
        assert_linear(READERS[name], piece)


@pytest.mark.long
@pytest.mark.parametrize("name", READERS)
@examples(10)
@given(text=mixtures(PIECES))
def test_any_repeated_text_takes_time_in_proportion_to_its_length(name, text):
    assert_linear(READERS[name], text)
