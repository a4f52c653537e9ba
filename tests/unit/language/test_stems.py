"""Stems: pairs of words that must meet, pairs that must stay apart, and no word that costs time or memory."""

import threading

import pytest

from assistant.language.stems import stem

APART = """
government governor
governments governors
ever every
even evening
company companion
care career
care cars
her here
form former
late later
import important
nation national
object objective
experience experiment
author authority
sever several
minor minority
conserve conservative
state station
state statement
port portion
part party
plan plane
rate ration
sect section
act factor
police policy
minister ministry
mission missile
secret secretary
treat treaty
find founded
new news
base basis
press president
summit summary
army arm
"""
MEET = """
set setting
put putting
try tried
tried trying
mention mentioned
comment commented
refuse refusing
refuse refused
tie tied
tie ties
say said
meet met
hold held
withdraw withdrew
rise risen
child children
woman women
policy policies
army armies
ally allies
agree agreement
decide decisions
sell sales
die deaths
reply responded
defence defending
program programmes
neighbour neighbors
strengthened stronger
economic economy
dose doses
vote voted
plan planned
announce announcement
negotiate negotiations
denuclearisation denuclearize
crisis crises
important importance
national nationally
"""


def pairs(text):
    return [tuple(line.split()) for line in text.split("\n") if line]


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_different_words_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(("one", "other"), pairs(MEET))
def test_forms_of_one_word_meet(one, other):
    assert stem(one) == stem(other)


def test_what_is_no_english_word_is_left_as_it_is():
    for word in ("", "a", "2022", "3.5", "u.s.", "n't", "김정은", "covid-19"):
        assert stem(word) == word


def test_a_word_without_an_end_is_its_own_stem():
    word = "running" * 10_000
    assert stem(word) is word


def test_threads_may_stem_at_once():
    words = [f"{head}{tail}ing" for head in ("walk", "talk", "launch", "deploy") for tail in map(chr, range(97, 123))]
    found = {}

    def work(name):
        found[name] = [stem(word) for word in words for _ in range(50)]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one == found[0] for one in found.values())
