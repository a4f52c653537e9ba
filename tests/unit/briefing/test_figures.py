"""Where sources differ: the same thing told with another number, or on another day, and never adjudicated."""

import json
from functools import partial
from pathlib import Path

import pytest

from assistant.briefing.briefing import Briefing, lines_of
from assistant.briefing.events.differing import matters
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.rechecking.mismatches import mismatches
from corpus import clock
from corpus.article import Article
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server
from tests.support.evidence import whole


def told(*sentences):
    """The sentences, each of an article of its own, published on these days, under a title or none."""
    articles = {
        f"a{at}": Article(title=(*title, "A title")[0], text=text, published=day, id=f"a{at}", source=f"Outlet {at}")
        for at, (day, text, *title) in enumerate(sentences)
    }
    found = tuple(whole(one) for one in articles.values())
    return list(tellings(Gathered(found, lambda id, version: articles[id], {})))


COURIER = ("2022-03-02", "On March 1, 2022, 420 workers of Port Ansel went on strike over night shifts.")


@pytest.mark.parametrize(
    "other",
    [
        "On March 1, 2022, about 600 workers of Port Ansel went on strike over night shifts.",
        "On March 2, 2022, 420 workers of Port Ansel went on strike over night shifts.",
    ],
)
def test_another_number_or_another_day_of_the_same_thing_is_a_difference(other):
    (one,) = differences(told(COURIER, ("2022-03-03", other)))
    assert [each.article.id for each in one.pair] == ["a0", "a1"]
    assert "Outlet 0, 2 March 2022" in one.remark and "Outlet 1, 3 March 2022" in one.remark


@pytest.mark.parametrize(
    "other",
    [
        "On March 1, 2022, at least 400 workers of Port Ansel went on strike over night shifts.",  # can both be so
        "On March 9, 2022, 600 workers of Port Ansel went on strike over night shifts.",  # another day, another count
        "On March 1, 2022, 600 passengers of Gull Island waited for the ferry.",  # another thing
        "On March 1, 2022, 420 workers of Port Ansel went on strike over pay and night shifts.",  # the same
        "He told it today: On March 1, 2022, 420 workers of Port Ansel went on strike over night shifts.",  # two days
        "As of March 2, 2022, 420 workers of Port Ansel were on strike over night shifts.",  # no day of what happened
    ],
)
def test_what_both_can_be_is_no_difference(other):
    assert differences(told(COURIER, ("2022-03-03", other))) == []


FERRY = ("2024-05-04", "Police said 23 people died when the ferry Aurora sank off Port Vale on Friday.")
RAID = ("2024-06-05", "On 4 June, 12 soldiers were killed in an ambush in Karst province, the army said.")
FIRE = ("2024-01-11", "A fire at a garment factory in Dovin killed 52 workers on Wednesday, the fire service said.")
MARCH = ("2024-05-04", "About 5,000 people marched in Dovin on Friday against the pension bill.")
DRONES = ("2024-05-04", "Raskia fired 40 drones at Tarn on Friday, and Orsk shot down 38.")
SPILL = ("2024-05-04", "The Aurora spilled 300 tonnes of oil off Port Vale on Friday.")
VOTE = ("2024-05-04", "The senate of Orsk passed the budget on Friday with 61 votes.")
LEAK = ("2024-05-04", "The reservoir at Lenk lost 40 million cubic metres of water on Friday, the operator said.")
LOAN = ("2024-02-14", "The Harbour Bank approved a loan of 300 million dollars to Orsk on Monday.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FERRY, ("2024-05-04", "The sinking killed 19 people, officials said.", "Ferry disaster off Port Vale")),
        (RAID, ("2024-06-05", "An ambush in Karst province killed nine soldiers at dawn, the ministry said.")),
        (FIRE, ("2024-01-11", "The fire killed 44 workers at their machines, an official said.", "Fire in Dovin")),
        (
            ("2024-07-02", "An earthquake struck Sorn, killing 40 people, the mayor said."),  # neither names its day
            ("2024-07-02", "An earthquake killed 62 people in the town of Sorn, rescuers said."),
        ),
        (
            ("2024-03-02", "On March 1 and 17 people were hurt in clashes at the Orle mine, police said."),
            ("2024-03-02", "Clashes at the Orle mine on Friday hurt 31 people, the union said."),
        ),
        (SPILL, ("2024-05-04", "About 700 tonnes of oil drained from the Aurora off Port Vale on Friday.")),
    ],
)
def test_a_report_tells_a_count_of_the_day_it_reports_and_of_the_event_that_it_is_headed_by(one, other):
    assert len(differences(told(one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FERRY, ("2024-05-04", "Seven people died when a bus left the road near Port Vale on Friday, police said.")),
        (FERRY, ("2024-05-04", "The ferry carried 41 people and ten lorries.", "Ferry disaster off Port Vale")),
        (FERRY, ("2024-05-04", "Rescuers saved 41 people after the sinking.", "Ferry disaster off Port Vale")),
        (FERRY, ("2024-05-08", "The sinking killed 31 people, officials said.", "Ferry disaster off Port Vale")),
        (RAID, ("2024-06-20", "Five soldiers were killed in an ambush in Karst province, the army said.")),
        (RAID, ("2024-06-05", "Nine soldiers were wounded in the ambush in Karst province, the army said.")),
        (RAID, ("2024-06-05", "Four soldiers were killed by mortar fire in Karst province on Tuesday, it was said.")),
        (FIRE, ("2024-01-11", "The factory in Dovin employed 130 workers, an official said.")),
        (FIRE, ("2024-01-11", "Some 30 workers were saved from the fire in Dovin on Wednesday, an official said.")),
        (LOAN, ("2024-02-14", "The Harbour Bank approved a loan of 120 million dollars to Tarn on Monday.")),
        (MARCH, ("2024-05-04", "Some 3,000 people marched in Dovin on Friday in support of the pension bill.")),
        (DRONES, ("2024-05-04", "Orsk shot down 38 drones over Tarn on Friday.")),
        (VOTE, ("2024-05-04", "The senate of Orsk passed an amendment to the budget on Friday with 48 votes.")),
        (LEAK, ("2024-05-04", "The reservoir at Lenk holds 90 million cubic metres of water, it was said on Friday.")),
        (DRONES, ("2024-05-04", "Raskia fired 21 drones at Dovin on Friday.")),
        (
            ("2024-05-04", "In Dovin, 12 people died in the storm on Friday."),
            ("2024-05-04", "The storm killed 30 people across Orsk on Friday, 12 of them in Dovin."),
        ),
    ],
)
def test_a_count_of_another_event_or_of_another_thing_is_no_difference(one, other):
    assert differences(told(one, other)) == []


DOSES = (
    "2021-06-03",
    "Velmora announced a commitment to share 80 million doses by the end of June.",
)


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("Velmora announced that it will share 60 million Velmoran vaccine doses by the end of June.", 1),
        (
            "Velmora announced that it will share at least 80 million Velmoran vaccine doses by the end of June and "
            "the plan for the first 25 million doses.",
            0,
        ),
        ("Velmora announced that it will share 80 million vials, or 50 million doses, by the end of June.", 0),
    ],
)
def test_a_number_is_of_the_noun_some_words_on_and_who_tells_the_same_value_too_does_not_differ(other, differs):
    assert len(differences(told(DOSES, ("2021-06-03", other)))) == differs


COST = ("2023-05-10", "Repairs of the Tolm bridge will cost 3 million crowns.")


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (("2023-05-12", "Repairs of the Tolm bridge will cost 4 million crowns, Havel said."), 1),
        (("2023-05-22", "Repairs of the Tolm bridge will cost 4 million crowns, Havel said."), 0),  # a plan may change
        (("2023-05-12", "Repairs of the Tolm bridge will cost 4 million crowns in June, Havel said."), 0),
        (("2023-05-12", "Repairs of the Tolm bridge cost 4 million crowns, Havel said."), 0),
        (("2023-05-12", "Repairs of the lights of the Tolm bridge will cost 4 million crowns, Havel said."), 0),
        (("2023-05-12", "Repairs of the Orle bridge will cost 4 million crowns, Havel said."), 0),
    ],
)
def test_what_will_be_is_of_no_day_and_differs_where_the_words_on_it_are_the_same(other, differs):
    assert len(differences(told(COST, other))) == differs


def test_a_number_told_twice_within_one_article_is_no_difference():
    assert differences(told(("2022-03-02", f"{COURIER[1]} {COURIER[1].replace('420', '600')}"))) == []


def test_a_briefing_tells_both_values_each_with_its_day(harbour):
    found = harbour.brief("Brief me on the dockers' strike at Port Ansel")
    (section,) = [one for one in found.sections if one.kind == "disagreements"]
    one, other = section.items[0].sentences
    assert ("420" in one.text, "600" in other.text) == (True, True)
    assert all(word in sentence.text for sentence, word in ((one, "2 March 2022"), (other, "3 March 2022")))
    assert one.citations[0].article_id != other.citations[0].article_id


def test_what_one_article_bears_out_carries_a_remark_where_another_has_another_number(harbour):
    def one_sided(asked):
        return Reply(f"In Port Ansel 420 workers stayed away on March 1, 2022. [{asked.key('stayed away')}]")

    with chat_server(one_sided) as server:
        desk = harbour.with_settings(openai_base_url=server.url, writer="openai:m", retries=0)
        answer = desk.ask("How many workers stayed away on the first day of the strike at Port Ansel?")
    assert "420" in answer.text and "600" not in answer.text
    assert any("420 workers" in note and "about 600 workers" in note for note in answer.notes)
    found = harbour.brief("Brief me on the dockers' strike at Port Ansel", form="timeline", words=60)
    assert ("420" in found.text) != ("600" in found.text)
    assert any("420 workers" in note and "about 600 workers" in note for note in found.notes)
    assert any("sources differ" in item.confidence.basis for _, item in found.items() if item.confidence)


@pytest.mark.parametrize(
    ("asked", "form", "quoted"),
    [
        ("How many workers stayed away at Port Ansel?", "answer", ("420", "600")),
        ("Brief me on the strike at Port Ansel", "brief", ("600",)),
    ],
)
def test_an_answer_says_that_sources_differ_also_where_it_quotes_both(harbour, asked, form, quoted):
    answer = harbour.ask(asked)
    assert answer.form == form and all(number in answer.text for number in quoted)
    assert [note for note in answer.notes if note.startswith("Sources differ")] == [
        "Sources differ: Harbour Courier, 2 March 2022, says “420 workers”; Coast Daily, 3 March 2022, says "
        "“about 600 workers”."
    ]
    assert mismatches(harbour.archive, [answer]) == []


FLEW = "President Mira Olt flew to Pelin on Friday."


def test_only_the_words_that_are_told_make_sources_differ_not_all_that_one_citation_holds(tmp_path):
    quake = "earthquake struck the Dravian town of Pelin on Thursday, killing {}, the {} said."
    articles = [
        ("Capital Post", "2023-05-05", f"An {quake.format('12 people and injuring 140', 'interior ministry')}"),
        (
            "Coast Wire",
            "2023-05-05",
            f"At least 60 houses fell when an {quake.format('17 people', 'Red Cross')} {FLEW}",
        ),
        ("Capital Post", "2023-05-08", "Schools in Pelin were closed in June 2022."),
        ("Orbit Daily", "2023-05-09", "We believe the building code of Dravia is a scandal."),
    ]
    desk = desk_of(
        tmp_path,
        [
            {"id": f"q{at}", "title": "A quake", "source": source, "published": day, "text": text}
            for at, (source, day, text) in enumerate(articles)
        ],
    )
    found = desk.brief("What happened in May 2023?", words=100)
    above = found.sections[0]
    assert above.kind == "bottom_line" and FLEW in above.items[0].sentences[0].text
    assert "17 people" in above.items[0].sentences[0].citations[0].quote
    assert "differ" not in above.items[0].confidence.basis
    assert any("differ" in item.confidence.basis for _, item in found.items() if item.confidence)
    assert mismatches(desk.archive, [found]) == []


PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "differing_press.jsonl").read_text("utf-8").splitlines()
]
MISSED = {"620 to 210, 580 to 250", "workers, jobs", "rise, be higher"} | {
    "last year, 2023",
    "held on / of",
    "evacuated, left homes",
    "seized, found",
}
FALSE = {
    ("day", "another deed"),  # divers reached a ship the day after it sank
    ("count", "another crash"),  # 'bus' and 'train' part two crashes as 'strong' and 'powerful' do not part one quake
}


def test_of_pairs_in_unlike_words_most_that_differ_are_found_and_hardly_one_that_does_not():
    found = [one for one in PAIRS if differences(told(tuple(one["one"]), tuple(one["other"])))]
    assert {one["why"] for one in PAIRS if one["differ"] and one not in found} == MISSED
    assert {(one["kind"], one["why"]) for one in found if not one["differ"]} == FALSE
    assert [len([one for one in PAIRS if one["differ"] is differ]) for differ in (True, False)] == [45, 99]


QUAKE = ("2024-05-06", "12 people were killed when an earthquake struck Pelin, officials said on Monday.")


@pytest.mark.parametrize(
    ("one", "later", "differs"),
    [
        (QUAKE, "Officials said on Wednesday that 15 people were killed in the earthquake in Pelin.", 1),
        (QUAKE, "The death toll of the earthquake in Pelin rose to 15 people.", 1),
        (QUAKE, "Officials said on Wednesday that 15 people were hurt in the earthquake in Pelin.", 0),
        (
            ("2024-05-06", "Strikes on Karst killed 12 people, it said."),
            "Strikes on Karst killed 15 people, it said.",
            0,
        ),
        (
            ("2024-05-06", "Shelling killed 12 people in Karst on Monday, the governor said."),
            "The shelling killed 15 people in Karst on Wednesday, the governor said.",
            0,
        ),
        (
            ("2024-05-06", "An ambush in Karst province killed 12 soldiers, the army said."),
            "The ambush in Tarn province killed 15 soldiers, the army said.",
            0,
        ),
    ],
)
def test_a_later_toll_of_what_is_told_again_differs_and_that_of_another_event_does_not(one, later, differs):
    found = differences(told(one, ("2024-05-08", later)))
    assert len(found) == differs
    assert all("6 May 2024" in each.remark and "8 May 2024" in each.remark for each in found)


def test_a_briefing_tells_a_first_toll_and_the_later_one_with_both_days(tmp_path):
    texts = [
        ("Capital Post", "2024-05-06", "An earthquake killed 12 people in Pelin, officials said. Schools were closed."),
        ("Coast Wire", "2024-05-08", "The earthquake in Pelin killed 15 people, officials said. Orsk sent teams."),
    ]
    rows = [
        {"id": source[:5], "title": f"Pelin, {day}", "source": source, "published": day, "text": text}
        for source, day, text in texts
    ]
    desk = desk_of(tmp_path, rows)
    found = desk.brief("the earthquake in Pelin")
    (item,) = next(one.items for one in found.sections if one.kind == "disagreements")
    first, later = (one.text for one in item.sentences)
    assert item.date is None, "each has a day of its own"
    assert "6 May 2024" in first and "12 people" in first and "8 May 2024" in later and "15 people" in later
    assert mismatches(desk.archive, [found]) == []


def test_a_kept_briefing_that_cites_what_is_known_to_differ_since_is_as_sure_as_it_was(tmp_path):
    texts = [
        ("Capital Post", "The bridge at Tolm cost $1.2 billion, the ministry said on Friday. It took nine years."),
        ("Coast Wire", "Tolm's bridge was opened on Friday at a price of $1.4bn. Trams run on it since."),
    ]
    rows = [
        {"id": source[:5], "title": f"Tolm, {source}", "source": source, "published": "2024-05-04", "text": text}
        for source, text in texts
    ]
    desk = desk_of(tmp_path, rows)
    found = desk.brief("the bridge at Tolm")
    assert any(one.kind == "disagreements" for one in found.sections)
    sections = [one for one in found.sections if one.kind != "disagreements"]
    kept = json.loads(found.model_copy(update={"sections": sections}).model_dump_json())
    for one in kept["sections"]:
        for item in one["items"]:
            if item.get("confidence"):
                item["confidence"]["basis"] = item["confidence"]["basis"].replace(", sources differ", "")
    before = Briefing.model_validate(kept)
    before = before.model_copy(update={"text": lines_of(item for _, item in before.items())})
    assert not any("confidence" in line for line in mismatches(desk.archive, [before]))


def test_a_sentence_is_read_once_however_many_it_is_compared_with(monkeypatch):
    read, names = [], matters.names
    monkeypatch.setattr(matters, "names", lambda text: read.append(text) or names(text))
    votes = [
        ("2022-03-02", f"The Senate passed the Fenwick bill of Port Ansel by {51 + at}-{49 - at} on Tuesday.")
        for at in range(20)
    ]
    assert len(differences(told(*votes))) > 100
    assert len(read) <= 20


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Aurora museum opens on 10 May in Port Vale.", "The Aurora museum closes on 12 May in Port Vale."),
        ("The Aurora trial in Port Vale begins on 10 May.", "The Aurora trial in Port Vale ends on 12 May."),
        (
            "The Aurora talks in Port Vale start on 10 May.",
            "The second round of Aurora talks in Port Vale starts on 12 May.",
        ),
    ],
)
def test_a_beginning_and_an_end_and_two_rounds_are_no_difference(one, other):
    assert differences(told(("2024-05-02", one), ("2024-05-03", other))) == []


def test_a_kept_briefing_that_told_a_rounded_sum_for_another_is_borne_out_still(tmp_path, monkeypatch):
    desk = desk_of(
        tmp_path,
        [
            {
                "title": f"The bridge in Karst {at}",
                "text": f"The bridge in Karst cost {cost}, the mayor of Karst said. It was opened by the mayor.",
                "published": "2024-05-02",
                "id": f"a{at}",
                "source": f"Outlet {at}",
            }
            for at, cost in enumerate(("$1.2 billion", "$1.25 billion in all"))
        ],
    )
    assert "disagreements" not in [one.kind for one in desk.brief("the bridge in Karst").sections]
    monkeypatch.setattr("assistant.briefing.compose.differences", partial(differences, before=True))
    kept = desk.brief("the bridge in Karst")
    assert "disagreements" in [one.kind for one in kept.sections]
    assert mismatches(desk.archive, [kept]) == []


@pytest.mark.parametrize(
    "says",
    ["On March 1, 2022, {} workers of Port Ansel went on strike.", "The trial of Ann Holt will begin on {} May 2022."],
)
def test_comparing_each_with_each_ends_where_the_time_is_up(says):
    found = told(*((f"2022-03-{at:02}", says.format(at)) for at in range(10, 25)))
    left = iter(range(20))

    def in_time():
        if next(left, None) is None:
            raise TimeoutError

    with pytest.raises(TimeoutError), clock.bounded(in_time):
        differences(found)
