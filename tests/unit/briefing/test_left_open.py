"""What sources leave open by their own words: which sentences say so, and how a briefing tells them."""

import json

import pytest

from assistant.briefing.briefing import Briefing
from assistant.briefing.gaps import leaves_open
from assistant.desk.edits import Dropped, document
from assistant.language.words import fold
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from tests.support.archives import desk_of
from tests.support.chat_server import chat_server
from tests.unit.briefing.conftest import ARTICLES
from tests.unit.briefing.test_prose import model, with_model

OPEN = """
It was not clear who had ordered the closure of the pier.
The harbour office did not say when the ferry to Gull Island would sail again.
Neither minister said on Friday which vaccine would be sent or when it would arrive.
Mayor Vale declined to say whether the town would pay for the repairs.
No one knows how many people were on board of the ferry.
The number of the injured could not be independently verified.
The police have not confirmed the report of a second fire.
The court has yet to decide whether the strike was lawful.
The board has not made a decision on the new terminal at Linden.
No date has been set for the talks in Port Ansel.
No final decision about the night shifts has been made yet.
The date of the vote has not been announced.
The statement names no bank, and it gives neither the quantity of oil nor the day.
The report puts no figure on the damage at the port.
The company did not disclose the price of the two ships.
The union's note does not list the six ports or give their names.
The whereabouts of the captain remain unknown.
It remains to be seen whether the deal will hold.
How far the talks have come, Secretary Brown could not tell.
Whether Kim had tried to reach the North, the envoy did not say.
We do not know what the Speaker intends to do.
The harbour office did not tell reporters on Monday where the ship had gone.
A minister is gone, but the question remains who signed.
It is still open whether the ferry will sail in May.
The question is open which of the ports will be closed.
It was not known when the ferry had left the pier.
""".strip().splitlines()
TOLD = """
North Korea does not know restraint.
Mayor Vale said that he would not attend the talks in Linden.
The two sides did not agree on the night shifts.
No one was hurt in the fire at the harbour.
The strike is not only about pay, the union said.
The ferry did not sail on Monday because of the storm.
The government did not announce new sanctions on the bank.
Russia cannot decide who joins the alliance of its neighbours.
The door to dialogue remains open if the North gives up its weapons.
The court did not say that the strike was lawful.
I cannot tell you how grateful I am to the dockers.
Whether that happened in Linden too, I could not say.
I don't know whether the minister has seen the report.
We are not going to say when the next sanctions will come.
The Senate has yet to pass the law on the ports.
The town is known for its glass, and Gull Island for its birds.
There are unconfirmed reports that the captain resigned.
He did not know how to sail the ferry in such a storm.
If it is not clear who pays, the ferry will not sail.
The real question is whether the union accepts the terms.
The minister made clear that no country would decide alone.
The mayor told reporters when and where the talks would be held.
No amount of pressure has made the union give in.
The court's report gives no reason to doubt the harbour master.
The minister did not announce the plan at that time.
The town will never give up its right to the harbour.
The minister did not say a word when he was asked about the strike.
She has never told anyone about the fire where her brother died.
The club was unknown until it won the cup.
The club was unknown when it won the cup.
The bow door was open when the ferry left Marlow.
The ferry's hatch was open where the lorries stand.
The museum stays open whether it rains or snows.
The talks will fail if the two sides do not know what they want.
""".strip().splitlines()


@pytest.mark.parametrize(("sentence", "is_open"), [(one, True) for one in OPEN] + [(one, False) for one in TOLD])
def test_what_is_not_known_or_decided_is_told_from_what_is_denied(sentence, is_open):
    assert leaves_open(fold(sentence)) is is_open


SAID = "The Port Authority did not say how many of the workers on strike at Port Ansel would lose their pay."
OLDER = "It was not clear on Friday who had called the strike of the dockers at Port Ansel."
ANSWERED = "No date has been set for the talks of the Dockers' Union and the Port Authority on the strike."
ANSWER = "The Dockers' Union and the Port Authority set the date of the talks on the strike: March 12, 2022."
NOTES = [
    {
        "id": "notes", "title": "What the strike leaves open", "source": "Coast Daily", "published": "2022-03-11",
        "kind": "report", "text": f"{SAID}\nThe market hall stayed open on Saturday all the same.",
    },
    {
        "id": "first", "title": "Strike at Port Ansel", "source": "Harbour Courier", "published": "2022-03-04",
        "kind": "report", "text": f"{OLDER}\n{ANSWERED}",
    },
    {
        "id": "dated", "title": "A day for talks on the strike", "source": "Coast Daily", "published": "2022-03-09",
        "kind": "report", "text": ANSWER,
    },
]  # fmt: skip
REQUEST = "Brief me on the dockers' strike at Port Ansel"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("open"), [*ARTICLES, *NOTES])


@pytest.fixture(scope="module")
def found(desk):
    return desk.brief(REQUEST)


def quoted(briefing):
    """What is quoted under `Not known`."""
    told = (item for section, item in briefing.items() if section.kind == "unknown")
    return [item for item in told if item.sentences[0].citations]


def check(folder, desk, document):
    file = folder / "saved.json"
    file.write_text(json.dumps(document), "utf-8")
    return mismatches(desk.archive, read_texts(file))


def test_what_sources_leave_open_is_quoted_with_its_day_the_newest_first_and_what_is_told_later_is_not(found):
    items = quoted(found)
    assert [item.date for item in items] == ["2022-03-11", "2022-03-04"]
    assert [item.sentences[0].citations[0].quote for item in items] == [SAID, OLDER]
    assert items[0].sentences[0].citing(()).text == f"Coast Daily, 11 March 2022: “{SAID}”"
    others = [one.text for section, item in found.items() if section.kind != "unknown" for one in item.sentences]
    assert not any(SAID in one or OLDER in one for one in others), "nothing is told twice"
    assert len(found.text.split()) <= 400


def test_a_timeline_and_an_answer_tell_nothing_of_it(desk):
    assert not quoted(desk.brief(REQUEST, form="timeline"))
    assert SAID not in desk.ask(REQUEST).text
    assert quoted(desk.brief("the strike at Port Ansel", form="review"))


def test_what_is_left_open_is_told_as_news_where_there_is_no_other(tmp_path):
    found = desk_of(tmp_path, [{**NOTES[0], "text": SAID}]).brief("the pay of the workers on strike at Port Ansel")
    assert SAID in found.text and not quoted(found)


def test_a_chat_models_briefing_quotes_it_too(desk, tmp_path):
    with chat_server(model) as server:
        made = with_model(desk, server.url).brief(REQUEST, writer="openai:m")
    assert made.writer == "openai:m" and [item.date for item in quoted(made)] == ["2022-03-11", "2022-03-04"]
    assert check(tmp_path, desk, made.model_dump(mode="json")) == []


@pytest.mark.parametrize(
    ("alter", "line"),
    [
        (lambda said, item: said.update(text=said["text"].replace("how many", "which")), "unknown"),
        (lambda said, item: said.update(text=said["text"].replace("Coast Daily", "Harbour Courier")), "unknown"),
        (lambda said, item: said.update(citations=[]), "its coverage does not say so"),
        (lambda said, item: item.update(date="2022-03-12"), "its date is 2022-03-11"),
        (lambda said, item: item.update(who="Mayor Vale"), "its who is none"),
    ],
)
def test_a_saved_one_stands_and_what_was_altered_is_found(desk, found, tmp_path, alter, line):
    whole = found.model_dump(mode="json")
    assert check(tmp_path, desk, whole) == []
    items = next(one for one in whole["sections"] if one["kind"] == "unknown")["items"]
    item = next(one for one in items if one["sentences"][0]["citations"])
    alter(item["sentences"][0], item)
    whole["text"] = "\n".join(
        " ".join(one["text"] for one in each["sentences"]) for part in whole["sections"] for each in part["items"]
    )
    assert any(line in one for one in check(tmp_path, desk, whole))


def test_what_leaves_nothing_open_does_not_belong_there(desk, found, tmp_path):
    whole = found.model_dump(mode="json")
    sections = {one["kind"]: one["items"] for one in whole["sections"]}
    sections["unknown"].append(sections["developments"].pop() | {"confidence": None})
    lines = check(tmp_path, desk, whole)
    assert any("unknown" in one and "makes no item of this section" in one for one in lines)


def test_an_editor_may_drop_it_and_the_rest_stands(desk, found, tmp_path):
    unknown = next(one for one in found.sections if one.kind == "unknown")
    at = next(at for at, item in enumerate(unknown.items) if item in quoted(found))
    left = document(found, [Dropped(entry=f"unknown.{at}")])
    assert SAID not in left["text"] and check(tmp_path, desk, left) == []


def test_what_the_same_article_tells_further_on_is_not_left_open(tmp_path):
    for text, is_told in ((f"{ANSWER}\n{ANSWERED}", True), (f"{ANSWERED}\n{ANSWER}", False)):
        (folder := tmp_path / str(is_told)).mkdir()
        desk = desk_of(folder, [*ARTICLES, {**NOTES[2], "text": text}])
        told = [one.citations[0].quote for item in quoted(desk.brief(REQUEST)) for one in item.sentences]
        assert (ANSWERED in told) is is_told


@pytest.mark.parametrize(
    ("request_", "days", "told"),
    [
        ("the Museum of Glass", {}, "The archive has only one outlet on it, Coast Daily."),
        ("Port Ansel", {"since": "2022-04-01"}, "The archive has only one outlet on it of this period, Coast Daily."),
        ("", {"since": "2022-04-01", "until": "2022-04-09"}, "The archive has only one outlet of this period, Coast"),
    ],
)
def test_the_only_outlet_is_that_of_the_topic_and_of_the_period(harbour, request_, days, told):
    found = harbour.brief(request_, **days)
    items = [item for section, item in found.items() if section.kind == "unknown"]
    counted = [item.sentences[0].text for item in items if not item.confidence]
    assert any(one.startswith(told) for one in counted), counted
    before = found.model_dump_json().replace(told.split(",")[0] + ",", "The archive has only one outlet on it,")
    assert mismatches(harbour.archive, [found, Briefing.model_validate_json(before)]) == []


def test_what_a_later_report_tells_is_left_open_no_more(tmp_path):
    first = "A fire destroyed the Lund mill. The cause of the fire is unclear. How many people were hurt is not known."
    later = "The fire at the Lund mill hurt 17 people. The fire was caused by a faulty boiler, the fire service said."
    articles = [
        {"id": "u1", "title": "Fire at Lund mill", "published": "2024-02-01", "source": "Ash Courier", "text": first},
        {"id": "u2", "title": "Lund mill fire: 17 hurt", "published": "2024-02-05", "source": "Herald", "text": later},
    ]
    text = desk_of(tmp_path, articles).brief("Brief me on the fire at the Lund mill").text
    assert "17 people" in text and "boiler" in text
    assert "is unclear" not in text and "is not known" not in text
