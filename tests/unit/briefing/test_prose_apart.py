"""What a briefing quotes beside the prose of a chat model: where sources differ, a change of position, what is open."""

import re

import pytest

from assistant.briefing.briefing import HEADINGS, Briefed, Briefing, Told
from assistant.briefing.drafting import CHANGED
from assistant.briefing.events.figures import DIFFER
from assistant.briefing.prose import NO_ROOM, ONCE
from assistant.rechecking.mismatches import mismatches
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server
from tests.unit.briefing.conftest import ARTICLES
from tests.unit.briefing.test_left_open import NOTES, SAID
from tests.unit.briefing.test_prose import with_model
from ui.export.briefing import of_briefing
from ui.export.markdown import as_markdown

STRIKE = "Brief me on the dockers' strike at Port Ansel"
TALKS = "How did Mayor Vale's position on talks with the Dockers' Union change?"
DIED = [
    ("Harbour Courier", "2024-05-04", "31 people died", "Divers searched the wreck of the Petrel until May 6, 2024."),
    ("Coast Daily", "2024-05-05", "19 people died", "The mayor of Port Vale visited the harbour on May 4, 2024."),
]


def says(*told):
    """A chat model that says these sentences, each with words of the passage that it cites."""
    return lambda asked: Reply(" ".join(f"{text} [{asked.key(words)}]" for text, words in told))


BEGAN = ("The Dockers' Union of Port Ansel began a strike on March 1, 2022.", "420 workers stayed away")
ENDED = ("On March 19, 2022 the Port Authority and the Dockers' Union agreed to end the strike.", "cut by 30 percent")
MANY = ("On March 1, 2022 in Port Ansel 420 workers stayed away.", "420 workers stayed away")
MORE = ("On March 1, 2022 about 600 workers of Port Ansel began a strike.", "about 600 workers")


SHIPS = [f"{one}{two}" for one in ("Al", "Bren", "Cor", "Dul") for two in ("ada", "imar", "estone", "owick", "yra")]
HELD = ("disagreements", "unknown")


def briefed(desk, script, request=STRIKE, **named):
    """The briefing, its items as they came, and the server that wrote it."""
    with chat_server(script) as server:
        events = list(with_model(desk, server.url).brief_events(request, **named))
    found = next(event.briefing for event in events if isinstance(event, Briefed))
    return found, [event for event in events if isinstance(event, Told)], server


def told(found, kind):
    return [item for section, item in found.items() if section.kind == kind]


def length(sentences):
    return sum(len(one.text.split()) for one in sentences)


def test_where_sources_differ_is_quoted_behind_what_a_chat_model_writes_in_the_words_of_the_quotes_writer(harbour):
    found, streamed, server = briefed(harbour, says(BEGAN, ENDED, MANY))
    (item,), (alone,) = told(found, "disagreements"), told(harbour.brief(STRIKE), "disagreements")
    assert found.writer == "openai:m"
    assert [one.citing(()).text for one in item.sentences] == [one.citing(()).text for one in alone.sentences]
    assert (item.date, item.confidence) == (alone.date, alone.confidence)
    assert not any(note.startswith(DIFFER) for note in found.notes)
    assert [section.kind for section in found.sections] == [kind for kind in HEADINGS if told(found, kind)]
    assert [event.section for event in streamed] == [section.kind for section, _ in found.items()]
    assert mismatches(harbour.archive, [found]) == []
    shown = as_markdown(
        of_briefing(found, archive="harbour", today="2022-04-09", look=harbour.archive.article)
    ).decode()
    assert "## Where sources differ" in shown and "about 600 workers" in shown
    assert not any("Coast Daily, 3 March 2022:" in one.text for one in server.looked), "a quotation is looked up"


def test_what_a_chat_model_tells_of_both_in_one_item_is_not_told_again(harbour):
    found, _, _ = briefed(harbour, says(ENDED, BEGAN, MANY, MORE))
    side_by_side = next(item for item in told(found, "developments") if item.date == "2022-03-01")
    assert all(any(number in one.text for one in side_by_side.sentences) for number in ("420", "600"))
    assert not told(found, "disagreements") and not any(note.startswith(DIFFER) for note in found.notes)
    assert mismatches(harbour.archive, [found]) == []


def test_two_numbers_each_told_as_if_there_were_no_other_are_set_apart_as_well(tmp_path):
    rows = [
        {"id": f"a{at}", "title": f"The Petrel, {at}", "source": source, "published": day,
         "text": f"The ferry Petrel sank off Port Vale on May 3, 2024, and {dead}, it was said. {more}"}
        for at, (source, day, dead, more) in enumerate(DIED)
    ]  # fmt: skip
    script = says(
        ("Divers searched the wreck of the Petrel until May 6, 2024.", "Divers searched"),
        ("The sinking of the Petrel on May 3, 2024 killed 31 people.", "31 people died"),
        ("Off Port Vale 19 died on May 3, 2024.", "19 people died"),
    )
    desk = desk_of(tmp_path, rows)
    found, _, _ = briefed(desk, script, "Brief me on the Petrel")
    assert "killed 31 people" in found.text and "19 died" in found.text
    (item,) = told(found, "disagreements")
    assert ["31 people" in item.sentences[0].text, "19 people" in item.sentences[1].text] == [True, True]
    assert mismatches(desk.archive, [found]) == []


def test_a_change_of_position_is_told_as_one_behind_what_a_chat_model_writes(harbour):
    found, _, _ = briefed(harbour, says(BEGAN, ENDED), TALKS)
    (turned,) = (item for item in told(found, "positions") if CHANGED in item.sentences[0].text)
    assert (turned.who, turned.date) == ("Mayor Jon Vale", "2022-03-05")
    assert [one.article_id for one in turned.sentences[0].citations] == ["port-talks", "port-deal-told"]
    days = [item.date for item in told(found, "positions")]
    assert days == sorted(days) and mismatches(harbour.archive, [found]) == []
    both = (
        "Mayor Jon Vale rejected talks with the Dockers' Union on March 4, 2022 and welcomed talks with it later.",
        "rejected talks",
    )

    def one_sentence(asked):
        reply = says(BEGAN, both)(asked)
        return Reply(f"{reply.text}[{asked.key('welcomed talks')}]")

    found, _, _ = briefed(harbour, one_sentence, TALKS)
    assert "welcomed talks with it later" in found.text and CHANGED not in found.text


@pytest.mark.parametrize("words", [60, 120, 400])
def test_a_chat_model_that_writes_on_and_on_keeps_to_the_words_and_leaves_those_held_back(tmp_path, words):
    ships = [f"The ship {name} waited off Port Ansel for {len(name)} hours in the dockers' strike." for name in SHIPS]
    logs = [{**NOTES[0], "id": f"log-{at}", "title": "Ships", "text": text} for at, text in enumerate(ships)]
    desk = desk_of(tmp_path, [*ARTICLES, *NOTES, *logs])
    found, _, server = briefed(desk, says(BEGAN, ENDED, *((one, one) for one in ships)), words=words)
    assert length(found.sentences()) <= words and any(NO_ROOM in one.reasons for one in found.left_out)
    held = [one for kind in HELD for item in told(found, kind) for one in item.sentences]
    most = int(re.findall(r"at most about (\d+) words", server.asked[0].text)[0])
    assert most == round(ONCE * (words - length(held)))
    assert told(found, "bottom_line") or words == 60
    if words == 400:
        alone = desk.brief(STRIKE, words=words)
        assert SAID in found.text and told(found, "disagreements")
        assert [len(told(found, kind)) for kind in HELD] == [len(told(alone, kind)) for kind in HELD]


@pytest.mark.parametrize(
    ("kind", "was", "altered"),
    [
        ("disagreements", "Coast Daily, 3 March 2022", "Harbour Courier, 3 March 2022"),
        ("disagreements", "2022-03-01", "2022-03-04"),
        ("positions", "Mayor Jon Vale, first, 5 March 2022", "Mayor Jon Vale, first, 6 March 2022"),
        ("positions", "2022-03-05", "2022-03-06"),
    ],
)
def test_what_is_altered_of_it_later_is_told(harbour, kind, was, altered):
    found, _, _ = briefed(harbour, says(BEGAN, ENDED), TALKS if kind == "positions" else STRIKE)
    at = next(at for at, section in enumerate(found.sections) if section.kind == kind)
    whole = found.model_dump(mode="json")
    item = next(one for one in whole["sections"][at]["items"] if CHANGED in str(one) or kind == "disagreements")
    said = item["sentences"][-1]
    assert was in (item["date"], said["text"].partition(": “")[0])
    item["date"], said["text"] = (one.replace(was, altered) for one in (item["date"], said["text"]))
    whole["text"] = "\n".join(
        " ".join(one["text"] for one in each["sentences"]) for part in whole["sections"] for each in part["items"]
    )
    lines = mismatches(harbour.archive, [Briefing.model_validate(whole)])
    assert any(f"{kind} 1" in line for line in lines)
