"""Where sources differ, in a briefing that was kept: always told, and each alteration of how it is told is found."""

import pytest

from assistant.briefing.briefing import Briefing, lines_of
from assistant.briefing.events.figures import DIFFER
from assistant.desk.upkeep import ingest_into
from assistant.rechecking.mismatches import mismatches
from assistant.settings import Settings
from tests.support.archives import desk_of
from tests.support.written_articles import write

POST = (
    "An earthquake killed 12 people in Pelin on Sunday, officials said. Schools in Pelin were closed for a week. "
    "The government of Dravia sent 300 soldiers to Pelin after the earthquake."
)
WIRE = (
    "The earthquake in Pelin on Sunday killed 17 people, the Red Cross said. Hospitals in Pelin took in 140 patients. "
    "Orsk offered Dravia help for Pelin after the earthquake."
)
TOPIC = "the earthquake in Pelin"
TRAIN = (
    "At least 14 people died when the train Orient Star derailed outside Pelin on Sunday evening, the police said. "
    "The train was carrying 212 passengers and 18 crew. Fire crews pulled 187 survivors out of the Orient Star, fire "
    "chief Ilse Brandt said. Doctors in Pelin expected to keep 40 of them in hospitals for days."
)
OPERATOR = (
    "The train Orient Star was carrying 240 passengers when it derailed on Sunday, the operator Norrail said on "
    "Monday. Transport Minister Karel Voss said on Monday that the Orient Star had passed its inspection in January."
)
DERAILED = "the Orient Star train disaster"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    told = (("Capital Post", POST), ("Coast Wire", WIRE))
    rows = [
        {"id": f"q{at}", "title": f"Pelin, {at}", "source": source, "published": "2024-05-06", "text": text}
        for at, (source, text) in enumerate(told)
    ]
    return desk_of(tmp_path_factory.mktemp("quake"), rows)


def saved(found):
    """The briefing as a document, and the item in which its sources differ."""
    document = found.model_dump(mode="json")
    return document, next(one for one in document["sections"] if one["kind"] == "disagreements")["items"]


def told_of(desk, document):
    """What is found of an altered briefing whose text says what its sentences say."""
    one = Briefing.model_validate(document)
    return mismatches(desk.archive, [one.model_copy(update={"text": lines_of(item for _, item in one.items())})])


def unsure(document):
    """The document without a word in its items that sources differ."""
    for section in document["sections"]:
        for item in section["items"]:
            if item["confidence"]:
                item["confidence"]["basis"] = item["confidence"]["basis"].replace(", sources differ", "")
    return document


def bare(items):
    said = items[0]["sentences"][1]
    said["text"] = said["text"][said["text"].index("“") :]


def other_day(items):
    said = items[0]["sentences"][1]
    said["text"] = said["text"].replace("6 May", "7 May")


def exchanged(items):
    one, other = items[0]["sentences"]
    for name in ("text", "citations"):
        one[name], other[name] = other[name], one[name]


def other_value(items):
    one = items[0]["sentences"][0]
    one["text"] = one["text"].replace("12 people", "13 people")
    one["citations"][0]["quote"] = one["citations"][0]["quote"].replace("12 people", "13 people")


@pytest.mark.parametrize("form", ["brief", "review"])
@pytest.mark.parametrize(
    "alter",
    [
        bare,
        other_day,
        exchanged,
        other_value,
        lambda items: items.append(items[0]),
        lambda items: items[0]["sentences"].pop(),
        lambda items: items[0]["sentences"].reverse(),
        lambda items: items[0]["confidence"].update(level="high"),
    ],
)
def test_each_alteration_of_where_sources_differ_is_found(desk, form, alter):
    document, items = saved(desk.brief(TOPIC, form=form))
    assert told_of(desk, document) == []
    alter(items)
    assert told_of(desk, document)


@pytest.mark.parametrize("form", ["brief", "review"])
def test_where_sources_differ_cannot_be_taken_out_while_both_are_quoted(desk, form):
    document, _ = saved(desk.brief(TOPIC, form=form))
    document["sections"] = [one for one in document["sections"] if one["kind"] != "disagreements"]
    assert any("its confidence is" in line for line in told_of(desk, document))
    assert any("does not say how its sources differ" in line for line in told_of(desk, unsure(document)))


def test_where_no_room_is_left_for_both_a_remark_tells_it_and_neither_it_nor_the_confidence_can_be_altered(desk):
    found = desk.brief(TOPIC, words=120)
    assert [one.kind for one in found.sections if one.kind == "disagreements"] == []
    assert "12 people" in found.text and "17 people" in found.text
    (remark,) = [note for note in found.notes if note.startswith(DIFFER)]
    assert "12 people" in remark and "17 people" in remark
    document = found.model_dump(mode="json")
    assert told_of(desk, document) == []
    assert any("its confidence is" in line for line in told_of(desk, document | {"notes": []}))
    assert any("its confidence is" in line for line in told_of(desk, unsure(document)))


def test_an_item_that_quotes_both_side_by_side_says_that_sources_differ(desk):
    found = desk.brief(TOPIC, words=60, form="timeline")
    assert not any(note.startswith(DIFFER) for note in found.notes)
    item = next(item for _, item in found.items() if len(item.sentences) > 1)
    assert "sources differ" in item.confidence.basis
    document = found.model_dump(mode="json")
    assert told_of(desk, document) == []
    assert any("its confidence is" in line for line in told_of(desk, unsure(document)))


def test_an_answer_that_quotes_both_and_lacks_the_remark_is_found(desk):
    answer = desk.ask("How many people did the earthquake in Pelin kill?")
    assert "12 people" in answer.text and "17 people" in answer.text
    assert mismatches(desk.archive, [answer]) == []
    (line,) = mismatches(desk.archive, [answer.model_copy(update={"notes": []})])
    assert "does not say how its sources differ" in line


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A report, its near-copy and its exact copy in three outlets, and one of the next day that says otherwise."""
    near = TRAIN.replace("in hospitals for days", "in hospitals for some days")
    told = (("Capital Post", TRAIN), ("Dravia Herald", near), ("Coast Wire", OPERATOR), ("Orsk Times", TRAIN))
    rows = [
        {"id": f"t{at}", "title": "Train in Pelin", "source": source, "published": f"2024-05-0{day}", "text": text}
        for at, ((source, text), day) in enumerate(zip(told, (6, 6, 7, 6), strict=True))
    ]
    desk = desk_of(folder := tmp_path_factory.mktemp("copied"), rows[:3])
    ingest_into(desk.archive.folder, [write(folder / "copy.jsonl", rows[3:])], Settings())
    return desk


@pytest.mark.parametrize("form", ["brief", "timeline", "review"])
@pytest.mark.parametrize("words", [60, 150, 400])
@pytest.mark.parametrize("asks", ["", "Where do sources differ on "])
def test_copies_that_are_cited_together_differ_from_a_third_as_one(copied, form, words, asks):
    assert mismatches(copied.archive, [copied.brief(f"{asks}{DERAILED}", form=form, words=words)]) == []


def test_where_copies_and_a_third_differ_cannot_be_taken_out(copied):
    found = copied.brief(DERAILED)
    cited = [{each.article_id for each in said.citations} for said in found.sentences()]
    assert any(len(each & {"t0", "t1", "t3"}) == 3 for each in cited)
    document, _ = saved(found)
    document["sections"] = [one for one in document["sections"] if one["kind"] != "disagreements"]
    document["notes"] = []
    assert any("does not say how its sources differ" in line for line in told_of(copied, unsure(document)))


@pytest.mark.parametrize("question", ["How many passengers did the Orient Star carry?", "Brief me on the Orient Star"])
def test_an_answer_on_copies_and_a_third_says_once_that_they_differ(copied, question):
    assert mismatches(copied.archive, [copied.ask(question)]) == []
