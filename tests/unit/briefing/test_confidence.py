"""The table of decisions behind a confidence, row by row, with its basis in words."""

import copy
import json
from dataclasses import replace
from time import thread_time

import pytest

from assistant.answer import Sentence, cite
from assistant.briefing.briefing import Briefing, cited_in, lines_of
from assistant.briefing.drafting import CHANGED
from assistant.briefing.events.confidence import confidence, origins, sure
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import Edited
from corpus.article import Article, Span
from tests.support.archives import desk_of
from tests.support.chat_server import chat_server
from tests.unit.briefing.test_prose import model, with_model


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


def test_what_somebody_said_first_does_not_bear_out_what_he_said_later():
    known = {one.id: one for one in (told(*A), told("s", "Two", "statement"))}
    turned = Sentence(
        text="", verdict="quote", reasons=[], citations=[cite(one, Span(0, 11)) for one in known.values()]
    )
    found = sure([turned], lambda id, version: known[id], turned=True)
    assert (found.level, found.basis) == ("low", "one outlet, one origin, each sentence by itself")


@pytest.fixture(scope="module")
def made(harbour):
    """One briefing of each form and writer."""
    found = [
        harbour.brief("Brief me on the dockers' strike"),
        harbour.brief("How did Mayor Vale's position on talks with the Dockers' Union change?"),
        harbour.brief("the dockers' strike", form="review"),
        harbour.brief("the dockers' strike", form="timeline"),
    ]
    with chat_server(model) as server:
        return [*found, with_model(harbour, server.url).brief("Brief me on the dockers' strike")]


def test_every_item_that_cites_something_is_as_sure_as_that_and_a_counted_gap_is_not(made, harbour):
    kinds = set()
    for section, item in (pair for one in made for pair in one.items()):
        assert bool(cited_in([item])) == bool(item.confidence), (section.kind, item)
        kinds.add((section.kind, item.confidence is not None))
    assert kinds >= {(kind, True) for kind in ("bottom_line", "developments", "positions", "disagreements")}
    assert ("unknown", False) in kinds
    (_, turned, *_) = [item for section, item in made[1].items() if section.kind == "positions"]
    assert CHANGED in turned.sentences[0].text and "each sentence by itself" in turned.confidence.basis
    assert mismatches(harbour.archive, made) == []


def before(one, **changes):
    """A briefing as the version before made it: only what happened had a confidence, and nobody spoke first."""
    whole = copy.deepcopy(one.model_dump(mode="json")) | changes
    for section in whole["sections"]:
        for item in section["items"]:
            prose = section["kind"] == "bottom_line" and one.writer != "quotes"
            if item["who"] or prose or section["kind"] in ("disagreements", "unknown"):
                item["confidence"] = None
            item["who"] = None if section["kind"] == "bottom_line" else item["who"]
    return whole


def test_a_briefing_of_before_is_verified_and_tells_the_same_happened(made, harbour):
    for one in made:
        kept = Briefing.model_validate(before(one))
        assert kept != one or one.form == "timeline"
        edited = Edited.model_validate(before(one, own=[]))
        assert mismatches(harbour.archive, [kept, edited]) == []
        days = [[item.date for item in each.happened()] for each in (kept, one)]
        assert days[0] == days[1]
    partly = made[0].model_dump(mode="json")
    (spoken,) = [section for section in partly["sections"] if section["kind"] == "positions"]
    spoken["items"][0]["confidence"] = None
    found = mismatches(harbour.archive, [Briefing.model_validate(partly)])
    assert len(found) == 1 and "positions 1: its confidence is" in found[0]


def test_what_somebody_said_is_sure_and_no_development_where_it_stands_first(harbour):
    found = harbour.brief("What did Mayor Jon Vale say about the dockers?")
    (first,) = next(section.items for section in found.sections if section.kind == "bottom_line")
    assert (first.who, first.confidence.level) == ("Mayor Jon Vale", "low")
    assert first.sentences[0].text not in [one.text for item in found.happened() for one in item.sentences]
    assert len(found.happened()) == sum(section.kind == "developments" for section, _ in found.items())
    old = Briefing.model_validate(before(found))
    assert [item.sentences for item in old.happened()] == [item.sentences for item in found.happened()]
    assert mismatches(harbour.archive, [found, old]) == []


def test_a_briefing_of_before_that_left_parts_of_an_office_off_is_verified(tmp_path):
    said = "Senior Harbour Official Ida Holm said that the town would {} a treaty on the fish of the northern bay."
    rows = [
        {"id": id, "title": "Bay", "source": "Coast Daily", "published": day, "text": said.format(verb)}
        for id, day, verb in (("one", "2022-05-04", "reject"), ("two", "2022-07-04", "accept"))
    ]
    desk = desk_of(tmp_path, rows)
    for request in ("the treaty on the fish", "How did Ida Holm's position on the treaty on the fish change?"):
        found = desk.brief(request)
        kept = json.dumps(before(found))
        assert mismatches(desk.archive, [found]) == [] and "Senior Harbour Official Ida Holm" in kept
        one = json.loads(kept)
        for section in one["sections"]:
            for item in section["items"]:
                item["who"] = (item["who"] or "").removeprefix("Senior ") or None
                for each in item["sentences"]:
                    each["text"] = each["text"].removeprefix("Senior ")
        one["text"] = lines_of(item for _, item in Briefing.model_validate(one).items())
        assert mismatches(desk.archive, [Briefing.model_validate(one)]) == []
