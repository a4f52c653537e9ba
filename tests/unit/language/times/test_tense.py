"""Tense beside a time: the verb that governs it, words of planning, and what leads up to it."""

import pytest

from assistant.language.times.tense import Tense, tense


def read(sentence, time):
    """The tense of a time in a sentence, the mark of a possessive with it, as the rule of weekdays reads it."""
    time = f"{time}’s" if f"{time}’s" in sentence else time
    start = sentence.index(time)
    return tense(sentence, start, start + len(time))


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("The pool opened on Friday.", Tense.PAST),
        ("The pool was opened on Friday.", Tense.PAST),
        ("The pool has opened, as told on Friday.", Tense.PAST),
        ("The pool opens on Friday.", Tense.ANNOUNCED),
        ("The pools open on Friday.", Tense.ANNOUNCED),
        ("The crew is leaving on Friday.", Tense.ANNOUNCED),
        ("The pool will open on Friday.", Tense.FUTURE),
        ("The pool won’t open on Friday.", Tense.FUTURE),
        ("The pool is going to open on Friday.", Tense.FUTURE),
        ("The pool is closed on Friday.", Tense.OPEN),
        ("The pool and Friday.", Tense.OPEN),
    ],
)
def test_the_nearest_verb_before_a_time_governs_it(sentence, meant):
    assert read(sentence, "Friday") is meant


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("On Friday, the crew left.", Tense.PAST),
        ("At the harbour on Friday, the crew left.", Tense.PAST),
        ("On Friday, the crew, which had waited for weeks, will leave.", Tense.FUTURE),
        ("Friday’s vote in the north failed.", Tense.PAST),
        ("A vote on Friday, the ministry said.", Tense.OPEN),
    ],
)
def test_where_no_verb_stands_before_a_time_the_first_after_it_governs_it(sentence, meant):
    assert read(sentence, "Friday") is meant


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Closed since Friday, the pool is dry.", Tense.PAST),
        ("It is closed from Friday.", Tense.FUTURE),
        ("It was closed from Friday to Sunday.", Tense.PAST),
        ("It is closed until Friday.", Tense.FUTURE),
        ("It was put off until Friday.", Tense.FUTURE),
        ("It was closed until Friday.", Tense.OPEN),
        ("The pools will stay closed until Friday.", Tense.FUTURE),
        ("The pool remains closed until Friday.", Tense.FUTURE),
        ("The pools remain closed until Friday.", Tense.FUTURE),
        ("The pool stayed closed until Friday.", Tense.OPEN),
        ("A walk planned for Friday was called off.", Tense.FUTURE),
        ("A walk that had been planned for Friday was called off.", Tense.OPEN),
        ("Pilots were blamed for Friday’s delay.", Tense.PAST),
        ("They are to vote ahead of Friday.", Tense.FUTURE),
        ("They voted ahead of Friday.", Tense.OPEN),
    ],
)
def test_what_leads_up_to_a_time_decides_with_the_verb(sentence, meant):
    assert read(sentence, "Friday") is meant


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("They agreed to sail on Friday.", Tense.FUTURE),
        ("They plan to sail on Friday.", Tense.FUTURE),
        ("They managed to sail on Friday.", Tense.PAST),
        ("They voted to meet on Friday.", Tense.OPEN),
        ("The game, to be played on Friday, is sold out.", Tense.FUTURE),
        ("They had to sail on Friday.", Tense.PAST),
        ("They have to sail on Friday.", Tense.FUTURE),
        ("She flew to Oslo on Friday.", Tense.PAST),
    ],
)
def test_an_infinitive_takes_its_time_from_the_word_that_leads_to_it(sentence, meant):
    assert read(sentence, "Friday") is meant


def test_a_verb_of_the_sentence_before_says_nothing():
    assert read("The pool opened. A swim on Friday.", "Friday") is Tense.OPEN
    assert read("The pool opened\nA swim on Friday", "Friday") is Tense.OPEN


def test_a_title_or_an_initial_does_not_end_a_sentence():
    assert read("The envoy will meet Mr. Oh and Gen. J. Han on Friday.", "Friday") is Tense.FUTURE


def test_a_noun_that_looks_like_a_verb_is_none():
    for sentence in ("Missile tests on Friday.", "The visit on Friday.", "Peace talks on Friday.", "A vote on Friday."):
        assert read(sentence, "Friday") is Tense.OPEN, sentence
