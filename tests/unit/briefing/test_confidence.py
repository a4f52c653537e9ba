"""The table of decisions behind a confidence, row by row, with its basis in words."""

import pytest

from assistant.briefing.events.confidence import confidence
from corpus.article import Article


def told(id, outlet, kind):
    return Article(title="A title", text="Some words.", published="2022-03-01", id=id, source=outlet, kind=kind)


A, B, C = ("a", "One", "report"), ("b", "Two", "report"), ("c", "Three", "report")


@pytest.mark.parametrize(
    ("sources", "differs", "level", "basis"),
    [
        ([("s", "One", "statement"), B], False, "high", "two outlets, two origins, a statement"),
        ([A, B, C], False, "high", "three outlets, three origins"),
        ([("s", "One", "readout"), ("t", "One", "report")], False, "high", "one outlet, two origins, a readout"),
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
    assert (found.level, found.basis) == (level, basis)
