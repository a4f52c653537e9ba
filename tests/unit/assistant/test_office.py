"""Who holds an office now: told by the newest sentence that names somebody in it, not by one on another office."""

import pytest

from assistant.answering.office import BETWEEN, WAYS, _countries, _ways, asked_office
from corpus.scope import Scope
from tests.support.archives import desk_of


def _report(id, published, text):
    return {"id": id, "title": f"Varna: {id}", "published": published, "source": "Harbour Dispatch", "text": text}


ARTICLES = [
    _report(
        "old",
        "2021-02-01",
        "Harbour Minister Edda Lund of Varna opened the dry dock on Monday. Foreign Minister Ivo Petrov was there too.",
    ),
    _report(
        "new",
        "2022-04-02",
        "Pilots met Varna's new Harbour Minister Tomas Reyes on Friday, and asked him about the dock. "
        "Deputy Harbour Minister Ada Coombs joined them.",
    ),
    _report("past", "2022-05-02", "The pilots gave a medal to former Varna Harbour Minister Edda Lund on Sunday."),
    _report("chair", "2022-05-03", "Olga Wendt, the chair of the pilots' guild, said the medal was overdue."),
    _report(
        "visit",
        "2022-04-01",
        "Premier Ilse Krantz of Japan and Harbour Minister Lars Holm of Germany came to Varna on Thursday.",
    ),
    _report("envoys", "2022-05-06", "Ambassador Mia Dahl, the Japanese ambassador to Germany, left Varna on Friday."),
    _report("quay", "2022-01-10", "Quay Minister Ada Roth of Varna came on Monday."),
    _report("booed", "2022-02-08", "VARNA - Quay Minister Ilia Brand was booed on Tuesday."),
    _report("bridge", "2022-01-11", "Bridge Minister Ivan Roth of Varna came on Tuesday."),
    _report("named", "2022-03-01", "VARNA - Mayor Olaf Mend named the engineer Rosa Klee bridge minister on Tuesday."),
    _report(
        "law", "2022-05-04", "The harbour minister signed the law on pilots, and the foreign minister stayed away."
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over articles on two holders of one office, a deputy, and another office."""
    return desk_of(tmp_path_factory.mktemp("office"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the harbour minister of Varna?", "Tomas Reyes"),
        ("Who is currently the Varna harbour minister?", "Tomas Reyes"),
        ("Who's the harbour minister now?", "Tomas Reyes"),
        ("Who is the deputy harbour minister?", "Ada Coombs"),
        ("Who is the foreign minister?", "Ivo Petrov"),
        ("Who is the chair of the pilots' guild?", "Olga Wendt"),
        ("Who is the German harbour minister?", "Lars Holm"),
        ("Who is the ambassador of Japan to Germany?", "Mia Dahl"),
        ("Who is the quay minister?", "Ilia Brand"),
        ("Who is the bridge minister?", "Rosa Klee"),
    ],
)
def test_the_newest_holder_is_told_first_and_nobody_else_of_that_office(desk, question, named):
    text = desk.ask(question).text
    assert named in text.split("[1]")[0]
    assert ("Lund" in text) <= ("Petrov" in named)  # his sentence stands beside hers


@pytest.mark.parametrize(
    "question",
    [
        "Who is Tomas Reyes?",
        "Who was the harbour minister?",
        "Who is striking in Varna?",
        "Who is the owner of the dock?",
    ],
)
def test_other_questions_ask_for_no_holder_of_an_office(question):
    assert asked_office(question) == ""


def test_of_a_time_in_the_past_its_own_holder_is_told(desk):
    assert "Edda Lund" in desk.ask("Who is the harbour minister in February 2021?").text


ENVOYS = [
    _report(
        "named",
        "2022-01-10",
        "South Korean President Moon Jae-in chose a team. Our Special Envoy for the DPRK Sung Kim met it.",
    ),
    _report(
        "tokyo",
        "2022-03-10",
        "Japanese Special Envoy for North Korea Hana Mori went to Geneva on Monday, and asked there for talks at once.",
    ),
    _report(
        "met",
        "2022-05-12",
        "Envoys met President Yoon Suk Yeol of the Republic of Korea (ROK) at a base near Osan on Thursday morning.",
    ),
    _report(
        "first",
        "2022-05-10",
        "South Korean President Yoon Suk Yeol, who is the president of South Korea, took the oath in Seoul on Tuesday.",
    ),
    _report(
        "trip",
        "2022-05-20",
        "Talks are set with the newly elected President of the Republic of Korea and Prime Minister Kishida of Japan.",
    ),
]


# Who came to an office is told of the one who did, and of a country that the table of holders does not know.
COMERS = [
    _report("before", "2022-03-01", "Varna's Premier Ada Coombs opened the dry dock on Tuesday, and called it hers."),
    _report("sworn", "2022-05-01", "Olga Wendt was sworn in as Varna's premier on Sunday, and thanked all pilots."),
    _report("mayor", "2022-03-02", "The old mayor of Burgas, Mayor Ivo Petrov, left the town hall on Wednesday."),
    _report("took", "2022-05-02", "Lars Holm became mayor of Burgas on Monday, and promised pilots a dry dock there."),
    _report("will", "2022-05-04", "Hal Orr will not be sworn in as Varna's premier, the court said on Wednesday."),
]


@pytest.mark.parametrize(
    ("question", "named"),
    [("Who is the premier of Varna?", "Olga Wendt"), ("Who is the mayor of Burgas?", "Lars Holm")],
)
def test_who_is_told_to_have_come_to_an_office_holds_it(tmp_path, question, named):
    text = desk_of(tmp_path, COMERS).ask(question).text
    assert named in text and "Coombs" not in text and "Orr" not in text


ENVOYS.append(
    _report("base", "2022-05-14", "Soldiers cheered President Biden and Prime Minister Hal Orr near the old base.")
)


@pytest.fixture(scope="module")
def envoys(tmp_path_factory):
    """The assistant over articles on offices of several countries, written in several ways."""
    return desk_of(tmp_path_factory.mktemp("envoys"), ENVOYS)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the American envoy for North Korea?", "Sung Kim"),  # 'our envoy', says the department
        ("Who is the US special envoy for North Korea?", "Sung Kim"),
        ("Who is the Japanese envoy for the DPRK?", "Hana Mori"),
        ("Who is the prime minister of Japan?", "Kishida"),
        ("Who is the US president?", "Biden"),  # of which country 'President Biden' is goes without saying
    ],
)
def test_the_country_of_an_office_is_read_however_it_is_written(envoys, question, named):
    text = envoys.ask(question).text
    assert named in text and ("Mori" in text) == ("Mori" in named)


def test_an_office_of_many_countries_is_searched_in_bounded_ways():
    land = "North Korea, South Korea, Japan, Russia, China, Iran, Israel, Iraq, Syria, Cuba, Ukraine, India and France"
    assert len(_ways(f"US special envoy for {land}")) == WAYS


def test_a_word_that_ends_with_the_name_of_a_country_is_none():
    assert _countries("first woman president of Iran") == ["@iran"]


def test_only_the_last_report_that_names_a_holder_is_told(envoys):
    answer = envoys.ask("Who is the president of South Korea?")
    assert [one.article_id for told in answer.sentences for one in told.citations] == ["met"]
    assert not answer.notes


def test_of_an_old_report_its_day_is_remarked(envoys):
    answer = envoys.ask("Who is the American envoy for North Korea?")
    assert "10 January 2022" in "".join(answer.notes)


def test_the_newest_that_name_an_office_are_found_first(envoys):
    ways = [("president", "south korean"), ("president", "republic of korea")]
    scope = envoys.archive.seen(Scope())
    found = envoys.searcher.naming(ways, scope, 2, between=BETWEEN, newest=True)
    assert [one.article_id for one in found] == ["trip", "met"]
    assert [one.article_id for one in envoys.searcher.naming(ways, scope, 2, between=0, newest=True)] == [
        "trip",
        "first",
    ]


# Of which place an office is stands elsewhere: beside the name in another report, in the title, in the paragraph.
ELSEWHERE = [
    _report("seoul", "2022-05-19", "Foreign Minister Park Jin had his first call on Thursday, and spoke of drills."),
    _report("bali", "2022-05-26", "The secretary spoke with South Korea's Park Jin and Japan's Hayashi Yoshimasa."),
    _report("came", "2022-06-14", "South Korea's foreign minister came to Bali on Monday, and left on Tuesday night."),
    _report(
        "sent", "2022-06-16", "Ambassador Hayashi Yoshimasa is our man in Jakarta, and Ambassador Park Jin is too."
    ),
    _report("rain", "2022-06-20", "Burgas lifted its limit on Tuesday. Mayor Irina Deneva said reservoirs were full."),
    _report("other", "2022-06-22", "Burgas sent boats. Mayor Olaf Mend of Sozopol said that the pilots were tired."),
]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The assistant over offices whose place stands elsewhere than beside them."""
    return desk_of(tmp_path_factory.mktemp("elsewhere"), ELSEWHERE)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is the foreign minister of South Korea?", "Park Jin"),
        ("Who is the mayor of Burgas?", "Irina Deneva"),
        ("Who is the mayor of Sozopol?", "Olaf Mend"),
    ],
)
def test_a_holder_is_told_whose_country_or_place_stands_elsewhere(elsewhere, question, named):
    text = elsewhere.ask(question).text
    assert named in text and "came to Bali" not in text and text.count("[") == 1


@pytest.mark.parametrize(
    "question",
    ["Who is the foreign minister of Japan?", "Who is the mayor of Ruse?", "Who is the US ambassador to South Korea?"],
)
def test_a_holder_is_none_of_another_country_or_place(elsewhere, question):
    assert elsewhere.ask(question).reason in ("not_stated", "name_absent")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """The assistant over offices of what only belongs to a country or a place."""
    texts = (
        "The President of Norway's parliament, Masud Gharahkhani, opened the session on Monday.",
        "Finnish President Sauli Niinisto met the President of the Norwegian Parliament, Masud Gharahkhani.",
        "The mayor of Oslo's sister city Vilnius, Remigijus Simasius, came on Thursday.",
    )
    rows = [_report(f"theirs-{at}", f"2022-10-0{at}", text) for at, text in enumerate(texts, 3)]
    return desk_of(tmp_path_factory.mktemp("theirs"), rows)


@pytest.mark.parametrize("question", ["Who is the president of Norway?", "Who is the mayor of Oslo?"])
def test_the_office_of_what_belongs_to_a_country_or_a_place_is_not_its_own(theirs, question):
    assert theirs.ask(question).reason == "not_stated"


@pytest.mark.parametrize("office", ["president of Norway's parliament", "president of the Norwegian parliament"])
def test_who_holds_the_office_of_what_belongs_to_a_country_is_told_where_it_is_asked(theirs, office):
    assert "Masud Gharahkhani" in theirs.ask(f"Who is the {office}?").text
