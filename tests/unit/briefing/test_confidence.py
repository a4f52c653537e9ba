"""The table of decisions behind a confidence, row by row, with its basis in words."""

from dataclasses import replace
from time import thread_time

import pytest

from assistant.answer import Sentence, cite
from assistant.briefing.events.confidence import confidence, sure
from assistant.briefing.events.copies import origins
from corpus.article import Article, Span


def told(id, outlet, kind):
    return Article(
        title="A title", text=f"Some words of {id}.", published="2022-03-01", id=id, source=outlet, kind=kind
    )


A, B, C = ("a", "One", "report"), ("b", "Two", "report"), ("c", "Three", "report")


@pytest.mark.parametrize(
    ("sources", "differs", "level", "basis"),
    [
        ([("s", "One", "statement"), B], False, "high", "two outlets, two origins, a statement"),
        ([A, B, C], False, "high", "three outlets, three origins"),
        ([("s", "One", "readout"), ("t", "One", "report")], False, "moderate", "one outlet, two origins, a readout"),
        ([("s", "One", "statement"), ("t", "One", "transcript"), ("u", "One", "readout")], False, "moderate", None),
        ([("r", "One", "report"), ("t", "One", "report"), ("u", "One", "report")], False, "low", None),
        ([("s", "One", "transcript")], False, "moderate", "one outlet, one origin, own words"),
        ([A, B], False, "moderate", "two outlets, two origins"),
        ([A], False, "low", "one outlet, one origin"),
        (
            [("e", "One", "editorial"), ("f", "Two", "editorial")],
            False,
            "low",
            "two outlets, two origins, editorial only",
        ),
        ([A, B], True, "low", "two outlets, two origins, sources differ"),
    ],
)
def test_confidence_is_computed_and_says_its_basis(sources, differs, level, basis):
    found = confidence([told(*one) for one in sources], differs=differs)
    assert (found.level, found.basis) == (level, basis or found.basis)


@pytest.mark.parametrize(
    ("claims", "level", "basis"),
    [
        (["a", "b"], "low", "one outlet, one origin, each sentence by itself"),
        (["ab", "a"], "low", "one outlet, one origin, each sentence by itself"),
        (["ab", "sb"], "moderate", "two outlets, two origins, each sentence by itself"),
        (["s", "b"], "low", "one outlet, one origin, each sentence by itself"),
        (["ab", "ba"], "moderate", "two outlets, two origins"),
        (["a", "a"], "low", "one outlet, one origin"),
    ],
)
def test_an_item_is_as_sure_as_its_least_sure_sentence(claims, level, basis):
    known = {one.id: one for one in (told(*A), told(*B), told("s", "One", "statement"))}
    said = [
        Sentence(text="", verdict="quote", reasons=[], citations=[cite(known[id], Span(0, 11)) for id in each])
        for each in claims
    ]
    found = sure(said, lambda id, version: known[id])
    assert (found.level, found.basis) == (level, basis)


def test_how_many_origins_long_articles_have_is_found_once():
    text = " ".join(f"Ship {number} left the harbour of Linden." for number in range(6000))
    two = [Article(title="Ships", text=text, published="2022-03-01", id=f"a{at}", source=f"S{at}") for at in (0, 1)]
    times = []
    for _ in range(2):
        began = thread_time()
        assert origins([two[0], replace(two[1], text=f"{text} So it was.")]) == 1
        times.append(thread_time() - began)
    assert times[1] < times[0] / 3
