"""Broad questions, names in other spellings, and chat models that are asked."""

import pytest

from assistant.question.known_names import read_names
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server


def article(id, published, title, text, source="Lake Courier", author=None):
    return {"id": id, "published": published, "title": title, "text": text, "source": source, "author": author}


ARTICLES = [
    article(
        "tram-1",
        "2023-03-02",
        "Tram line reaches the lake",
        "The first tram of the new line reached Lake Orlo on Thursday. Mayor Jörg Brüning called the line a start.",
    ),
    article(
        "tram-2",
        "2023-06-14",
        "Tram line closed after a derailment",
        "The tram line to Lake Orlo was closed on Wednesday after a derailment. Nobody was hurt, the operator said.",
    ),
    article(
        "tram-3",
        "2023-09-20",
        "Tram line opens again",
        "The tram line to Lake Orlo opened again on Wednesday. It carries 9,000 passengers a day, the operator said.",
        author="Nora Vestergaard",
    ),
    article(
        "fish",
        "2023-09-21",
        "Anglers ask for a closed season",
        "The Federation of Lake Anglers asked for a closed season for perch. Its head Malik Osei said stocks halved.",
        source="Evening Heron",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("lake"), ARTICLES)


def cited(answer):
    return [one.article_id for each in answer.sentences for one in each.citations]


SPELLED = {
    "What did Joerg Bruening call the line?": "Jörg Brüning",
    "What did Jorg Bruning call the line?": "Jorg Bruning",  # found without its marks as it is
    "What did Malik Osey say about perch?": "Malik Osey",  # four letters: another name as well as a slip
    "What did the Federation of Lake Anglrs ask for?": "Federation of Lake Anglers",
    "What did Brünign call the line?": "Brüning",  # two letters swapped, and so no `Brüting`
    "What did Malik Osie say about perch?": "Malik Osei",  # of few letters, but the whole name stands there
}


@pytest.mark.parametrize("question", SPELLED)
def test_a_name_is_read_as_the_archive_spells_it(desk, question):
    assert SPELLED[question] in read_names(question, desk.archive).question


@pytest.mark.parametrize(
    "question",
    [
        "What did Evening Heron write about perch?",
        "What did Nora Vestergaard report on the tram?",
        "Updates on the tram line",
        "Wann wurde die Straßenbahn nach der Entgleisung eröffnet?",
    ],
)
def test_what_is_no_absent_name_is_not_taken_for_one(desk, question):
    assert read_names(question, desk.archive).missing == ()


@pytest.mark.parametrize("question", ["What did Evening Heron write about perch?", "Brief me on Evening Heron's perch"])
def test_what_an_outlet_has_on_a_topic_answers_where_its_words_are_asked_for(desk, question):
    answer = desk.ask(question)
    assert answer.form == "answer" and set(cited(answer)) == {"fish"}


OF_A_PLACE = {
    "What happened around Latvia in March 2023?": "brief",
    "What did Latvia do in March 2023?": "brief",
    "Where did Latvia build a bridge in March 2023?": "answer",
    "Which bridge did Latvia open in March 2023?": "answer",
    "What did Latvia say in March 2023?": "answer",
}


@pytest.mark.parametrize("question", OF_A_PLACE)
def test_all_that_happened_at_a_place_in_a_time_is_asked_for_as_a_briefing(tmp_path, question):
    opened = "Latvia opened its bridge over the Daugava at Ogre on 3 March 2023."
    said = "Latvia said on 5 March 2023 that the bridge will bear its second line of trams."
    days = {"2023-03-03": opened, "2023-03-05": said}
    desk = desk_of(tmp_path, [article(day, day, "A bridge in Latvia", text) for day, text in days.items()])
    assert desk.ask(question).form == OF_A_PLACE[question]


@pytest.mark.parametrize("question", ["What did Q say about perch?", "Who is X?", "What of J and \udcff \x1b[2J?"])
def test_a_single_letter_is_read_as_no_other_name(desk, question):
    assert read_names(question, desk.archive).question == question


MISTYPED = {
    "wat did teh operater say after teh derailmnt": "what did the operator say after the derailment",
    "Wich line did teh operator close?": "Which line did the operator close?",
    "what hapened abuot the passnger": "what happened about the passenger",  # other forms of what stands there
    "hwo many passengers did teh line carrry": "how many passengers did the line carry",
}


@pytest.mark.parametrize("question", MISTYPED)
def test_a_mistyped_word_is_read_as_it_is_spelled_and_that_is_told(desk, question):
    read = read_names(question, desk.archive)
    assert read.question == MISTYPED[question]
    typed, meant = question.split()[0], MISTYPED[question].split()[0]
    assert typed == meant or read.notes[0] == f"No article has the word “{typed}”: it was read as “{meant}”."


@pytest.mark.parametrize(
    "question",
    [
        "Did the tramway reopen after the blizzard?",
        "Did the anglers worsen the stock's halving, or the tramlines?",  # `worse`, `tram lines`
        "Is the mayoress one of the openers of the charter line?",
        "What did the sma and the usd do for the line?",
        "Wann wurde die Strassenbahn nach der Derailmnt eröffnet?",
    ],
)
def test_a_word_that_the_archive_lacks_is_left_as_it_is(desk, question):
    assert read_names(question, desk.archive).question == question


def test_initials_are_known_where_the_whole_name_stands(desk):
    answer = desk.ask("What did the FLA ask for?")
    assert answer.reason != "name_absent"


@pytest.mark.parametrize(("initials", "near"), [("FLA", "Federation of Lake Anglers"), ("FLAX", ""), ("OLA", "")])
def test_of_initials_that_no_article_has_the_name_is_told_that_they_begin(desk, initials, near):
    read = read_names(f"What did the {initials} ask for?", desk.archive)
    assert read.question == f"What did the {initials} ask for?" and read.nearest == (near,)


def test_a_name_that_stands_nowhere_is_named_and_the_nearest_suggested(desk):
    answer = desk.ask("What did Malik Osborne say about perch?")
    assert answer.reason == "name_absent" and any("Malik Osborne" in note for note in answer.notes)
    near = desk.ask("What did Malick Ossei-Adu say about perch?")
    assert near.reason == "name_absent"


def test_a_name_two_letters_from_another_is_no_slip_of_it(tmp_path):
    row = article("tolls", "2023-05-02", "Tolls", "Harbour chief Lee Jinmyung said that the tolls would rise.")
    read = read_names("What did Lee Jae-myung say about tolls?", desk_of(tmp_path, [row]).archive)
    assert (read.missing, read.nearest) == (("Lee Jae-myung",), ("Lee Jinmyung",))


def test_a_question_for_an_outlet_is_answered_from_that_outlet(desk):
    assert set(cited(desk.ask("Give me all articles of Evening Heron on perch."))) == {"fish"}
    assert set(cited(desk.ask("What did Evening Heron say on a closed season?"))) == {"fish"}
    assert desk.ask("What did Evening Heron say on the tram line?").abstained


def test_a_list_gives_its_members_in_order_of_date_and_says_how_many_were_looked_at(desk):
    answer = desk.ask("List all reports on the tram line.")
    assert cited(answer) == ["tram-1", "tram-2", "tram-3"]
    assert any("3 articles on this were looked at; 3 are quoted." in note for note in answer.notes)


def test_a_list_has_what_is_on_it_in_other_words_too_and_is_in_order_of_date(tmp_path):
    rows = [
        article(id, day, title, text)
        for id, day, title, text in (
            (
                "first",
                "2022-02-03",
                "Kestrel rocket lifts off",
                "The Kestrel rocket flew for the first time on Thursday.",
            ),
            ("second", "2022-04-11", "Kestrel launch fails", "The second Kestrel rocket was lost on Monday."),
            ("third", "2022-07-19", "Kestrel flies again", "The third Kestrel rocket put two satellites into orbit."),
            (
                "prize",
                "2022-07-20",
                "Kestrel engineer gets a prize",
                "A Kestrel engineer was given a prize for her garden.",
            ),
            ("turbot", "2022-08-02", "Turbot limit too low", "Fishermen said on Tuesday that the limit was too low."),
        )
    ]
    answer = desk_of(tmp_path, rows).ask("List all Kestrel launches.")
    assert cited(answer) == ["first", "second", "third"]


def test_a_course_shows_both_ends_and_the_turn(desk):
    assert cited(desk.ask("How did the tram line develop over time?")) == ["tram-1", "tram-2", "tram-3"]


def test_a_comparison_shows_both_sides(desk):
    answer = desk.ask("Compare the derailment with the opening of the tram line.")
    assert {"tram-2"} < set(cited(answer)) and not answer.left_out


def test_a_side_of_a_comparison_that_nothing_tells_is_said(desk):
    answer = desk.ask("Compare what Malik Osei and the bishop of Rome said about perch.")
    assert set(cited(answer)) == {"fish"}
    assert [one.text for one in answer.left_out] == ["what the bishop of Rome said about perch"]


def test_a_side_of_a_comparison_without_a_name_of_which_nothing_is_quoted_is_said(desk):
    answer = desk.ask("How do Malik Osei and the bakers differ on perch?")
    assert [one.text for one in answer.left_out] == ["the bakers on perch"]


def test_a_side_of_a_comparison_that_nothing_quoted_names_is_said(desk):
    answer = desk.ask("Compare the views of Malik Osei and Nora Vestergaard on perch.")
    assert set(cited(answer)) == {"fish"}
    assert [one.text for one in answer.left_out] == ["the views of Nora Vestergaard on perch"]


def test_a_count_says_how_many_articles_were_looked_at(desk):
    answer = desk.ask("How many passengers does the tram line carry a day?")
    assert "9,000" in answer.text
    assert any("on this was looked at" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["How many articles mention the tram line?", "Which articles are on the tram line?"]
)
def test_articles_are_listed_and_counted_where_the_archives_own_are_asked_for(desk, question):
    answer = desk.ask(question)
    assert set(cited(answer)) == {"tram-1", "tram-2", "tram-3"}
    assert any("3 articles on this were looked at" in note for note in answer.notes)


def test_what_is_new_on_a_topic_is_what_was_published_last_on_it(desk):
    assert set(cited(desk.ask("What's new on the tram line?", as_of="2023-09-30"))) == {"tram-3"}
    assert set(cited(desk.ask("What's new on the tram line?", as_of="2023-06-30"))) == {"tram-2"}
    assert "tram-1" in cited(desk.ask("Brief me on the tram line", as_of="2023-09-30"))


@pytest.mark.parametrize("question", ["What's new?", "What happened yesterday?"])
def test_what_is_new_is_a_short_briefing_of_the_last_days(desk, question):
    answer = desk.ask(question, as_of="2023-09-21")
    assert answer.form == "brief" and "tram-3" in cited(answer) and "tram-1" not in cited(answer)
    markers = list(dict.fromkeys(one.marker for each in answer.sentences for one in each.citations))
    assert markers == list(range(1, len(markers) + 1)) and all(f"[{one}]" in answer.text for one in markers)


@pytest.mark.parametrize(
    ("question", "source", "form"),
    [
        ("Brief me on football", None, "brief"),
        ("What's new?", "Evening Haron", "brief"),
        ("Who won the football match?", None, "answer"),
    ],
)
def test_a_briefing_that_nothing_can_be_told_of_is_one_all_the_same(desk, question, source, form):
    answer = desk.ask(question, source=source)
    assert (answer.abstained, answer.form, answer.sentences) == (True, form, [])


NATURAL = [
    "Is the lake healthy?",
    "Why do the anglers worry?",
    "Was anybody to blame for the derailment?",
    "What would Zebulon Quux say to that?",
]


@pytest.mark.parametrize("question", NATURAL)
def test_a_chat_model_is_asked_whenever_there_is_evidence(desk, question):
    with chat_server(Reply("NOT STATED")) as server:
        answer = desk.with_settings(openai_base_url=server.url).ask(question, writer="openai:scripted")
        assert len(server.asked) == 1
    assert answer.abstained and answer.reason == ("name_absent" if "Quux" in question else "not_stated")


def test_after_a_failure_what_the_evidence_does_not_answer_is_not_quoted(desk):
    with chat_server(Reply(status=500)) as server:
        mine = desk.with_settings(openai_base_url=server.url, fallback="quotes", retries=0)
        answer = mine.ask("What would Zebulon Quux say to that?", writer="openai:scripted")
    assert answer.abstained and answer.writer == "quotes"


def test_a_follow_up_is_completed_into_a_sentence(desk):
    turns = [
        {"role": "user", "content": "What was closed after the derailment?"},
        {"role": "assistant", "content": "Lake Courier, 14 June 2023: “The tram line was closed in Orlo.” [1]"},
    ]
    asked = desk.ask("How many passengers travel there?", history=turns).standalone_question
    assert "(about" not in asked and "in Orlo" in asked and "Courier" not in asked and asked.endswith("?")
