"""Questions on the present state of a thing: the newest report on the matter is among what is quoted."""

from datetime import date

import pytest

from assistant.question.window import of_now
from tests.support.archives import of_one_outlet

WALKED = (
    "About 900 dockers walked off the job in Varna on Monday over pay. The port authority called the strike unlawful."
)
BACK = "Dockers in Varna returned to work on Wednesday after the union accepted a pay rise of 8 percent."
LIFTED = "Balchik lifted its water limit on Tuesday after a week of rain."
ROWS = [
    ("walk", "Dockers in Varna walk out", "2022-05-17", WALKED),
    ("back", "Varna dockers go back to work", "2022-05-25", f"{BACK} The nine-day strike held up 61 ships."),
    (
        "water",
        "Coast towns ration water",
        "2022-07-12",
        "Three towns on the coast began to ration water on Monday. Households in Balchik may use 120 litres a day. "
        "Mayor Irina Deneva said the limit would stay as long as it has to.",
    ),
    ("rain", "Rain ends rationing in Balchik", "2022-08-30", f"{LIFTED} Reservoirs were at 55 percent."),
    ("flood", "River floods two villages", "2022-10-04", "The river Kamchia flooded two villages on Tuesday."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return of_one_outlet(tmp_path_factory.mktemp("state"), ROWS)


@pytest.mark.parametrize(
    ("question", "newest"), [("Is the strike over?", BACK), ("Is the water limit still in force?", LIFTED)]
)
def test_what_was_told_last_on_the_matter_is_quoted_too(desk, question, newest):
    assert newest in desk.ask(question).text


def test_what_was_told_after_the_day_of_asking_is_not(desk):
    assert LIFTED not in desk.ask("Is the water limit still in force?", as_of="2022-08-01").text


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Is the strike over?", True),
        ("Who still leads the union?", True),
        ("And does the limit hold today?", True),
        ("Was the strike over?", False),
        ("Who led the union?", False),
        ("Is the treaty of May 2021 on fish?", False),
        ("Has the port ever been closed?", False),
        ("Which rules on bridges does Varna set in its current policy?", True),
        ("Which rules on bridges does Varna set in its policy?", False),
    ],
)
def test_a_question_in_the_present_that_names_no_time_is_on_the_present_state(question, now):
    assert of_now(question, date(2022, 10, 4).isoformat()) is now


CURRENT = (
    ("old", "A new policy on bridges", "2022-01-25", "The council of Varna wants a new policy on bridges. Its policy "
     "on bridges will open with a thorough review, spokesperson Irina Deneva said."),
    ("new", "Bridges reviewed", "2022-05-24", "The council of Varna ended its review of the policy on bridges on "
     "Monday. The aim is still to repair every one of them."),
)  # fmt: skip


@pytest.mark.parametrize(
    "asked", ["What is Varna's current policy on bridges?", "What is Varna's policy on bridges now?"]
)
def test_what_answers_and_is_newest_comes_first_where_a_word_asks_for_the_present(tmp_path, asked):
    days = [one.citations[0].published for one in of_one_outlet(tmp_path, CURRENT).ask(asked).sentences]
    assert days == sorted(days, reverse=True) and len(set(days)) == 2


WARD = (
    ("april", "Hospital to lose its maternity ward", "2022-04-24", "The maternity ward of the hospital in Varna will "
     "close on 31 August, the regional government decided on Wednesday. Women will have to go to Balchik. The "
     "minister, Ivo Petkov, said that midwives could not be found: nine of 21 posts are vacant."),
    ("august", "Minister keeps maternity ward open", "2022-08-14", "The maternity ward of the hospital in Varna stays "
     "open. The minister, Ivo Petkov, who had wanted to close it at the end of August, said on Wednesday that six "
     "midwives had been hired from abroad.\n\n\"I have listened,\" Petkov said."),
)  # fmt: skip


@pytest.mark.parametrize("asked", ["Is the maternity ward closed?", "Is the maternity ward of the hospital shut down?"])
def test_whether_something_is_so_is_told_newest_first_and_each_article_once(tmp_path, asked):
    cited = [one.citations[0].article_id for one in of_one_outlet(tmp_path, WARD).ask(asked).sentences]
    assert cited == ["august", "april"]


FIRED = (
    ("april", "Rockets counted", "2022-04-06", "Teven has carried out 13 rocket launches this year, the envoy Ada Roe "
     "said. Teven fired 13 rockets this year, she said."),
    ("june", "Rockets counted again", "2022-06-07", "Teven has fired 31 rockets since January, the envoy Ada Roe said "
     "on Tuesday. No year had more."),
    ("one", "A rocket falls", "2022-06-20", "Three rockets of Teven fell into the sea on Sunday. Nobody was hurt."),
)  # fmt: skip


def test_the_newest_count_of_a_year_that_still_runs_comes_first(tmp_path):
    told = of_one_outlet(tmp_path, FIRED).ask("How many rockets did Teven fire in 2022?").sentences[0]
    assert "31 rockets since January" in told.text
