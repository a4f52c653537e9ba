"""The day of what stands under a date heading inside an article."""

from datetime import date

import pytest

from assistant.briefing.briefing import Briefing
from assistant.briefing.drafting import quoted
from assistant.briefing.events.days import bounds, is_older, own_day
from assistant.briefing.prose import day_of
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from tests.support.archives import desk_of, of_one_outlet

YEAR = {
    "id": "ferry-year", "title": "A year of answers on the ferry to Norvik", "source": "Harbour Courier",
    "published": "2022-06-08", "kind": "report",
    "text": "Does the town mean to buy the ferry to Norvik? The question has been put for a year by the islanders.\n\n"
    "July 4, 2021. The ferry company of Norvik asked the town for four million crowns and a new pier. "
    "Mayor Jon Vale rejected the ferry to Norvik and its loan for the northern islands.\n\n"
    "March 2, 2022. The council of the town voted to lend the ferry company of Norvik the four million crowns.\n\n"
    "The islanders of Norvik still wait for the ferry and for the pier in the northern bay.",
}  # fmt: skip
EARLIER = {
    "id": "ferry-loan", "title": "The ferry to Norvik", "source": "Coast Daily", "published": "2022-05-03",
    "kind": "report",
    "text": "Mayor Jon Vale approved the ferry to Norvik and its loan for the northern islands of the coast.",
}  # fmt: skip


WIRED = {
    "id": "dam", "title": "Norvik gets a dam", "source": "Coast Wire", "published": "2022-08-13",
    "text": "NORVIK - The council of Norvik voted on Thursday to build a dam across the northern bay. "
    "The council set aside nine million crowns for the dam across the bay. "
    "Engineers of the town warned in July that the dam would flood the old quay of Norvik.",
}  # fmt: skip


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """The assistant over the articles on the ferry."""
    return desk_of(tmp_path_factory.mktemp("ferry"), [YEAR, EARLIER])


def days(found: Briefing) -> dict[str, str | None]:
    """The day of each sentence that is told."""
    return {quoted(said): item.date for _, item in found.items() for said in item.sentences if said.citations}


def test_what_stands_under_a_date_heading_is_told_of_that_day(ferry, tmp_path):
    found = ferry.brief("the ferry to Norvik")
    told = {text.split(" of ")[0]: day for text, day in days(found).items()}
    assert (told["The council"], told["The islanders"]) == ("2022-03-02", "2022-06-08")
    (tmp_path / "saved.json").write_text(found.model_dump_json(), "utf-8")
    assert mismatches(ferry.archive, read_texts(tmp_path / "saved.json")) == []


def test_what_a_chat_model_writes_of_it_is_of_that_day_too(ferry):
    said = next(one for one in ferry.brief("the ferry to Norvik").sentences() if "voted to lend" in one.text)
    said = said.model_copy(update={"text": "The council voted for the loan."})
    assert day_of(said, ferry.archive.article) == "2022-03-02"


def test_what_stands_under_an_earlier_day_is_no_change_of_position_since(ferry):
    found = ferry.brief("How did Mayor Vale's position on the ferry to Norvik change?")
    assert "Later," not in found.text


@pytest.mark.parametrize(("kind", "day"), [("report", "2022-08-11"), ("editorial", "2022-08-13")])
def test_what_a_report_tells_without_a_day_is_of_the_day_that_it_begins_with(tmp_path, kind, day):
    told = days(desk_of(tmp_path, [WIRED | {"kind": kind}]).brief("the dam of Norvik"))
    of = {text.split(" of ")[0].split(" set ")[0]: when for text, when in told.items()}
    assert (of["The council"], of["Engineers"]) == (day, "2022-07")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In 1953, after three years of war, the two towns signed a truce.", "1953"),
        ("In 2021 the council met twice.", "2021"),
        ("The port has lost forty ships in 2022, more than the 25 that it lost in 2019.", "2022-06-07"),
        ("The treaty of 2017 holds.", "2022-06-07"),
        ("The pace of the strikes has doubled since September 2021.", "2022-06-07"),
        ("Since the beginning of March, the port has been shut.", "2022-06-07"),
        ("In March the port was shut.", "2022-03"),
        ("The port was shut on March 3, and has been guarded since.", "2022-03-03"),
        ("The mayors met on May 29-30, 2022, and agreed on a toll.", "2022-05-29"),
        ("The mayors met on 29 and 30 May in Norvik.", "2022-05-29"),
        ("The mayors met from May 30 to June 1, 2022, in Norvik.", "2022-05-30"),
        ("The mayors met on June 31, 2021, in Norvik.", "2021-06"),
        ("The mayors met on 3/4/2022 in Norvik.", "2022-06-07"),
        ("The port will stay shut until October.", "2022-06-07"),
        ("The summit of the mayors is coming up in July.", "2022-06-07"),
        ("The mayors met in July.", "2021-07"),
        ("The port fined the mill for the spill of May 24 near Norvik.", "2022-06-07"),
        ("Wells were tested after the May 24 spill, wardens said.", "2022-06-07"),
        ("The spill of May 24 reached the wells.", "2022-05-24"),
        ("Wells were closed for the weekend of May 21.", "2022-05-21"),
    ],
)
def test_the_day_of_a_sentence_is_told_as_precisely_as_its_words_say_it(text, day):
    assert own_day(text, date(2022, 6, 7))[0] == day


def test_a_year_a_month_and_a_day_have_a_first_and_a_last_day():
    assert bounds("1953") == ("1953-01-01", "1953-12-31")
    assert bounds("2022-05") == ("2022-05-01", "2022-05-28")
    assert bounds("2022-05-03") == ("2022-05-03", "2022-05-03")


def test_history_that_an_article_of_the_period_tells_is_background(tmp_path):
    rows = [
        {
            "id": "truce", "title": "The truce of Norvik", "source": "Coast Daily", "published": "2022-05-03",
            "text": "In 1953, after three years of war, the towns of Norvik signed a truce on the northern bay. "
            "The council of Norvik voted on Monday to honour the truce with a stone on the northern bay.",
        }
    ]  # fmt: skip
    found = desk_of(tmp_path, rows).brief("the truce of Norvik", since="2022-05-01", until="2022-05-31")
    told = {
        item.sentences[0].citations[0].quote[:7]: (one.kind, item.date)
        for one in found.sections
        for item in one.items
        if item.sentences[0].citations
    }
    assert told["In 1953"] == ("background", "1953")
    assert told["The cou"][1] == "2022-05-02"


@pytest.mark.parametrize(
    ("day", "published", "older"),
    [
        ("2022-05-16", "2022-05-17", False),
        ("2022-05-14", "2022-05-17", False),
        ("2022-05-13", "2022-05-17", True),
        ("2022-05-16", "2022-05-28", True),
        ("2022-05", "2022-05-17", False),
        ("2022-04", "2022-05-17", True),
        ("2021", "2022-05-17", True),
    ],
)
def test_what_a_period_reports_of_the_days_just_before_it_is_no_older(day, published, older):
    assert is_older(day, "2022-05-17", published) is older


def test_the_news_of_a_day_is_what_its_articles_tell_of_the_days_just_before_and_no_history(tmp_path):
    rows = [
        {
            "id": "walkout", "title": "Dockers of Norvik walk out", "source": "Coast Daily", "published": "2022-05-17",
            "text": "About 900 dockers walked off the job in Norvik on Monday over pay and the night shifts. "
            "The dockers of Norvik last went on strike on April 4, 2009, for eleven days in the northern bay.",
        }
    ]  # fmt: skip
    desk = desk_of(tmp_path, rows)
    for asked in ("What happened yesterday?", "What happened on 17 May 2022?", "Brief me on 17 May 2022"):
        quotes = [one.quote for each in desk.ask(asked, as_of="2022-05-18").sentences for one in each.citations]
        assert quotes == [rows[0]["text"].partition(" The")[0]], asked
    told = desk.brief(since="2022-05-17", until="2022-05-17")
    dated = {item.date: one.kind for one in told.sections for item in one.items if one.kind != "bottom_line"}
    assert dated["2009-04-04"] == "background" and dated.get("2022-05-16", "developments") == "developments"


SUMMIT = "The summit of Norvik was opened on March 5, 2022."
ASKED = "Port Ansel asked for lower tolls at the locks in February 2022, and offered a fund of five million crowns."


@pytest.mark.parametrize(
    ("request_text", "topic"),
    [
        ("What did Port Ansel say before the summit of Norvik?", "Port Ansel"),
        ("Brief me on Port Ansel's tolls since the summit of Norvik", "Port Ansel's tolls"),
        ("What did Port Ansel say after the summit of Norvik on tolls?", "What did Port Ansel say on tolls"),
        ("What happened before the summit of Norvik?", "summit of Norvik"),
        ("How did Port Ansel react after the summit of Norvik?", "How did Port Ansel react after the summit of Norvik"),
        ("What did Port Ansel say during the summit of Norvik?", "What did Port Ansel say during the summit of Norvik"),
    ],
)
def test_an_event_that_says_when_is_no_part_of_the_topic_unless_nothing_else_is_named(norvik, request_text, topic):
    briefing = norvik.brief(request_text)
    assert briefing.topic == topic
    assert any(note.endswith("was taken to be on 5 March 2022.") for note in briefing.notes)


@pytest.fixture(scope="module")
def norvik(tmp_path_factory):
    """The assistant over a report of a summit, and one of what was asked for before it."""
    rows = [("Norvik: summit", "2022-03-06", SUMMIT), ("Port Ansel: tolls", "2022-02-20", ASKED)]
    articles = [{"id": title, "title": title, "published": day, "text": text} for title, day, text in rows]
    return desk_of(tmp_path_factory.mktemp("norvik"), articles)


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    """The assistant over a report of every fifth day of June 2022."""
    told = {3: "opened a school", 8: "closed a road", 13: "sold a tram", 18: "lent a crane", 23: "cut a fee"}
    return of_one_outlet(
        tmp_path_factory.mktemp("june"),
        [
            (f"day-{day}", f"Norvik {said}", f"2022-06-{day:02}", f"The council of Norvik {said}, the mayor said.")
            for day, said in told.items()
        ],
    )


@pytest.mark.parametrize(
    ("words", "since", "until", "told"),
    [
        ("the last two weeks of June 2022", "2022-06-17", "2022-06-30", {"day-18", "day-23"}),
        ("the first ten days of June 2022", "2022-06-01", "2022-06-10", {"day-3", "day-8"}),
        ("the second week of June 2022", "2022-06-08", "2022-06-14", {"day-8", "day-13"}),
    ],
)
def test_a_piece_of_a_month_is_briefed_on_and_asked_for_and_is_no_topic(june, words, since, until, told):
    found = june.brief(f"Brief me on {words}")
    assert (found.topic, found.since, found.until) == ("", since, until)
    assert {one.article_id for said in found.sentences() for one in said.citations} == told
    answer = june.ask(f"What happened in {words}?")
    assert {one.article_id for said in answer.sentences for one in said.citations} == told
    assert june.brief(f"Brief me on the council in {words}").topic == "council"
