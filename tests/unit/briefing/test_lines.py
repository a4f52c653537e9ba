"""How somebody's line on a matter changed: that side's own words and deeds first, and each turn to the contrary."""

import pytest

from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.briefing.form import whose_line
from assistant.briefing.request import is_open, read_order
from assistant.briefing.stances.leaning import LEANS, leaning, skeleton
from assistant.briefing.stances.side import Side
from assistant.briefing.stances.turns import _on
from assistant.rechecking.mismatches import mismatches
from corpus.article import Article
from corpus.scope import Scope
from tests.support.archives import desk_of
from tests.support.evidence import whole


@pytest.mark.parametrize(
    ("sought", "line"),
    [
        ("Oslo's position on aid", ("Oslo", "aid")),
        ("position of Oslo on aid", ("Oslo", "aid")),
        ("Oslo change its policy towards Bern", ("Oslo", "Bern")),
        ("nurses' union's attitude to talks", ("nurses' union", "talks")),
        ("US policy on coal", ("US", "coal")),
        ("tone of Oslo towards Bern", ("Oslo", "Bern")),
        ("Ida Brandt say about the harbour", ("Ida Brandt", "the harbour")),
        ("Oslo has said on aid", ("Oslo", "aid")),
        ("the border", None),
        ("public line on drills", None),
    ],
)
def test_whose_line_a_topic_is_and_on_what(sought, line):
    assert whose_line(sought) == line


@pytest.mark.parametrize(
    ("request_", "line"),
    [
        ("How did Seoul's line on drills change after the summit?", ("Seoul", "drills")),
        ("How did the union's position on pay shift during the strike?", ("union", "pay")),
    ],
)
def test_a_matter_ends_where_it_is_asked_how_the_line_changed(request_, line):
    assert read_order(request_, Scope("2024-08-31"), words=400, form="brief").line == line


TEXT = (
    "Japan refused to reopen the harbour of Sendo on Tuesday, as it had said.\n"
    "In Tokyo, Mayor Vale praised the harbour of Sendo and its long pier.\n"
    "Chinese envoy Wen Lu said that Japan fears the harbour of Sendo and its ships.\n"
    "Foreign Minister Aiko Mori of Japan welcomed the ships of the islands.\n"
    "The harbour of Sendo is older than Japan by a thousand years, all agree.\n"
    'Mori told reporters: "The harbour of Sendo must be shut for the winter."\n'
    "Skylo will fly to the harbour of Sendo from the first day of spring on.\n"
    "Chief pilot Ida Brandt of Skylo called the harbour of Sendo a marvel.\n"
    "Reporters asked Skylo whether the harbour of Sendo can take its planes.\n"
    "The town council voted against the harbour of Sendo by two votes.\n"
)


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("Tokyo", ["Japan refused", "Foreign Minister", "Mori told"]),
        ("Skylo", ["Skylo will", "Chief pilot"]),
        ("town council", ["The town"]),
        ("Mayor Vale", ["In Tokyo,"]),
    ],
)
def test_a_side_is_told_by_what_it_says_and_does_and_by_who_speaks_for_it(who, own):
    article = Article(id="a", title="Harbour", text=TEXT, published="2022-05-04")
    found = list(tellings(Gathered((whole(article),), lambda id, version: article, {})))
    side = Side(who, found)
    assert [" ".join(one.text.split()[:2]) for one in found if side.is_of(one)] == own


STORIES = {
    "Transport Minister Karel Voss's position on an inquiry": (
        "Transport Minister Karel Voss ruled out an inquiry into the sinking on Tuesday. Divers went down again.",
        "Transport Minister Karel Voss announced an inquiry into the sinking on Tuesday. A judge will lead it.",
    ),
    "Irma Falk's position on the stadium": (
        "Mayor Irma Falk refused to sell the stadium on Tuesday. It rained in Hollin.",
        "Mayor Irma Falk said on Tuesday that the city would sell the stadium. It has lost much money.",
    ),
    "Dornland's line on the fishing quota": (
        "Dornland rejected the fishing quota on Wednesday, Fisheries Minister Lena Ask said.",
        "Dornland accepted the fishing quota on Wednesday, Fisheries Minister Lena Ask said.",
    ),
    "Ankara's stance on Sweden's membership": (
        "Turkey blocked Sweden's membership of the alliance on Tuesday. Stockholm was silent.",
        "Turkey approved Sweden's membership of the alliance on Tuesday. Stockholm was pleased.",
    ),
    "the dockers' union's position on the wage offer": (
        "The dockers' union turned down the wage offer of the port on Tuesday.",
        "The dockers' union accepted the wage offer of the port on Tuesday.",
    ),
}
STEADY = {
    "Lena Hart's position on masks": (
        "Health Minister Lena Hart rejected masks in schools on Tuesday. Teachers protested.",
        "Health Minister Lena Hart said on Tuesday that there would be no masks in schools.",
    ),
    "Rana Weil's position on the port deal": (
        "Mayor Rana Weil praised the port deal with Orsk on Tuesday.",
        "Mayor Rana Weil defended the port deal with Orsk on Tuesday.",
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    rows = [
        {"id": f"s{n}-{at}", "title": "News", "source": f"Post {at}", "published": f"2023-0{at + 2}-1{n}", "text": text}
        for n, texts in enumerate((STORIES | STEADY).values())
        for at, text in enumerate(texts)
    ]
    return desk_of(tmp_path_factory.mktemp("lines"), rows)


@pytest.mark.parametrize("line", STORIES)
def test_a_change_is_said_as_one_where_a_side_first_holds_and_then_does_the_contrary(desk, line):
    found = desk.brief(f"How did {line} change?")
    (turned,) = [one.text for _, item in found.items() for one in item.sentences if "” Later, " in one.text]
    first, later = (text.partition(". ")[0].removesuffix(".") for text in STORIES[line])
    assert first in turned.partition("” Later, ")[0]
    assert later in turned.partition("” Later, ")[2]
    assert "No change of position" not in found.text
    assert mismatches(desk.archive, [found]) == []


@pytest.mark.parametrize("line", STEADY)
def test_no_change_is_told_where_a_side_says_the_same_again(desk, line):
    found = desk.brief(f"How did {line} change?")
    assert "” Later, " not in found.text
    assert "No change of position" in found.text
    assert STEADY[line][1].removesuffix(".") in found.text
    assert mismatches(desk.archive, [found]) == []


def test_of_a_side_that_says_nothing_on_a_matter_the_archive_does_not_say(desk):
    found = desk.brief("How did Irma Falk's position on the wage offer change?")
    assert (found.abstained, found.reason) == (True, "not_stated")


OF_OTHERS = (
    "Unfortunately, to date Norway has refused every donation of vaccines from Bern.\n"
    "Norway has refused vaccines, and we have offered them again since the spring.\n"
    "Norway has welcomed vaccines, and we have offered them again since the spring.\n"
    "Switzerland offered Norway vaccines in the spring, and it offers them still.\n"
)


def test_what_a_side_says_that_others_did_is_no_turn_of_its_own():
    article = Article(id="a", title="Vaccines", text=OF_OTHERS, published="2022-05-04")
    found = list(tellings(Gathered((whole(article),), lambda id, version: article, {})))
    assert [Side("Switzerland", found).leaves(one) for one in found] == [True, True, False, False]


def told_of(text, title="News"):
    article = Article(id="a", title=title, text=text, published="2022-05-04")
    return list(tellings(Gathered((whole(article),), lambda id, version: article, {})))


def test_each_thing_that_a_matter_names_is_on_it():
    found = told_of("Oslo sent 40 trucks of aid to the north.\nOslo has enough vaccines for all of the north.\n")
    assert _on("aid and vaccines for the north", found) == (found, [])
    assert _on("aid vaccines for the north", found) == ([], [])


def test_what_is_told_of_another_country_is_off_the_matter():
    found = told_of(
        "We have promised India a great number of vaccines.\nWe have no plans to share vaccines with Nepal.\n",
        "Vaccines for Nepal",
    )
    assert _on("vaccines for Nepal", found, "Oslo") == (found[1:], [])
    assert _on("vaccines", found[:1], "Oslo") == (found[:1], [])
    assert _on("doses for Nepal", found[1:], "Oslo") == ([], [])


def test_who_is_told_beside_somebody_of_another_country_speaks_for_his_own():
    found = told_of(
        "In Oslo, President Lee of the Republic of Korea and Prime Minister Ken Mori of Japan spoke of the islands.\n"
        "Prime Minister Mori said that the islands had always been open to all.\n"
    )
    side = Side("Japan", found)
    assert side.is_of(found[-1])


def test_whoever_is_told_with_an_office_speaks_for_it():
    found = told_of(
        "The health minister, Jonas Feld, said that the ward would close in May.\n"
        "Feld said in the evening that six more midwives had been found abroad.\n"
        "Holt said in the evening that she had heard of it by telephone only.\n"
    )
    side = Side("the health minister", found)
    assert [side.is_of(one) for one in found] == [True, True, False]


def test_an_office_of_no_table_is_held_by_whoever_is_told_with_it():
    found = told_of(
        "Coach Tom Hale said on Friday that Rok would not play in the final.\n"
        "Hale put Rok in the team for the final on Sunday, to everybody's surprise.\n"
        "Rok put Hale in a taxi after the final on Sunday, to everybody's surprise.\n"
    )
    side = Side("the coach", found)
    assert [side.is_of(one) for one in found] == [True, True, False]


@pytest.mark.parametrize(("holder", "held"), [("Nora Quist", True), ("Jon Vik", False)])
def test_a_person_is_told_by_the_office_that_the_article_gives_to_nobody_else(holder, held):
    found = told_of(
        "The minister buried the bypass on Tuesday after a year of debate.\n"
        f"{holder}, the transport minister, had promised it to the town in February.\n"
    )
    assert Side("Nora Quist", found).is_of(found[0]) is held


@pytest.mark.parametrize(("text", "on"), [("the bill", True), ("the water bill", False), ("the debate", False)])
def test_a_matter_is_named_in_short_where_its_article_has_it_in_full(text, on):
    found = told_of(
        f"President Diallo gave up {text} on Tuesday after a week of protests.\n", "Protests over land bill"
    )
    found = [one for one in found if one.text.startswith("President")]
    assert (_on("the land bill", found, "Diallo")[0] == found) is on


@pytest.mark.parametrize("title", ["Statement of the mayor on the fire", "Letter by Mayor Holt to the families"])
def test_all_of_a_statement_is_of_whom_its_title_names(title):
    found = told_of("The city opens a fund for the families of the four dead.\n", title)
    assert Side("the mayor", found).is_of(found[0])
    assert not Side("the fire chief", found).is_of(found[0])


def test_a_body_acts_with_a_word_before_it_and_a_day_behind():
    found = told_of("The city council of Kell on Thursday approved the tram by six votes.\n")
    assert Side("the council", found).is_of(found[0])
    assert not Side("the tram", found).is_of(found[0])


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("The harbour board will build the pier from next spring, it announced on Monday.", "for"),
        ("We are ready to pay for the pier at once.", "for"),
        ("The harbour board does not at present have plans to build the pier.", "against"),
        ("The harbour board withdrew its support for the pier.", "against"),
        ("Reporters asked the harbour board about the pier.", "neither"),
        ("The pier would be 300 metres long, the harbour board said.", "neither"),
    ],
)
def test_how_a_sentence_leans_is_read(text, leans):
    read = leaning(text, "the harbour board", "the pier")
    assert LEANS[max(range(3), key=read.__getitem__)] == leans


def test_what_a_sentence_leans_on_is_taken_out_of_it():
    made = skeleton("In March Oslo said that 300 boats of the Norwegian fleet may fish for cod.", "Oslo", "cod fishing")
    assert made == "In Alex said that 7 boats of the Alex fleet may project for project."


SAID = {
    "a": (
        "The council of Kell approved the tram on Thursday. Ada Holt called it the best day of her life. Bo Alder said "
        "that the tram would bleed the shops dry. The state will pay 40 per cent of the tram."
    ),
    "b": "Bo Alder called for a referendum on the tram on Friday. The tram will cost 365 million, Ada Holt said.",
}


def test_what_somebody_said_of_a_matter_is_told_by_his_words_alone(tmp_path):
    rows = [
        {"id": key, "title": "The tram", "source": "Post", "published": f"2023-0{at + 2}-12", "text": text}
        for at, (key, text) in enumerate(SAID.items())
    ]
    desk = desk_of(tmp_path, rows)
    found = desk.brief("What did Bo Alder say about the tram?")
    told = [one.text for _, item in found.items() for one in item.sentences if one.citations]
    assert told and all("Alder" in one for one in told)
    assert "bleed the shops dry" in found.text and "referendum" in found.text
    assert "as saying it" not in found.text


def test_in_the_chat_a_line_is_told_from_its_oldest_day_on(desk):
    answer = desk.ask("How did Ankara's stance on Sweden's membership change?")
    assert answer.form == "brief"
    assert "approved" in answer.sentences[0].text
    assert any("blocked" in one.text.partition("” Later, ")[0] for one in answer.sentences)
    days = [one.citations[0].published for one in answer.sentences[1:]]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Who said what about the ferry?", True),
        ("Who has said what on tolls?", True),
        ("Who said that the ferry was safe?", False),
    ],
)
def test_who_said_what_asks_for_all_that_was_said(question, opens):
    assert is_open(question, read_order(question, Scope("2024-08-31"), words=250, form="brief")) is opens


def test_a_compound_is_asked_for_as_it_is_and_not_by_words_like_those_of_it():
    article = Article(id="a", title="War", text="Norway declares war on Sweden.\n", published="2022-05-04")
    found = list(tellings(Gathered((whole(article),), lambda id, version: article, {})))
    assert _on("an end-of-war declaration", found) == ([], [])
