"""Whom an article means by a surname is read in time by its length, also where it has no paragraphs."""

import pytest

from assistant.answering.bearers import _mentions
from assistant.answering.speaking import _subject, _unquoted
from assistant.briefing.form import whose_line
from assistant.language.words import fold
from tests.support.linear import Reader, assert_linear

READERS: dict[str, Reader] = {
    "mentions": lambda text: _mentions.__wrapped__(text, frozenset({"kim"})),
    "whom a sentence is about": lambda text: _subject(fold(text)),
    "a sentence without its quotations": _unquoted,
    "whose line": whose_line,
}
PIECES = ("King Kim, ", "Kim ", "Kim and ", "Minister Kim of ", "he said ", "“a” ", "“", "line of ", "its position on ")


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_whom_a_text_means_takes_time_in_proportion_to_its_length(name):
    for piece in PIECES:
        assert_linear(READERS[name], piece)
