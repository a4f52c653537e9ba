"""Who says it: all who do, under the fullest name that the article has for them, and nobody who only stands nearby."""

import pytest

from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.positions import changes, speakers_of, who_in
from assistant.briefing.events.tellings import tellings
from assistant.language.words import fold
from assistant.rechecking.mismatches import mismatches
from corpus.article import Article
from tests.support.archives import desk_of
from tests.support.evidence import whole


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Foreign Minister Lund and Mayor Brandt condemned the blockade.", "Foreign Minister Lund and Mayor Brandt"),
        (
            "Mayor Vale, Consul Holm, and Ida Brandt said that the pier will be open again.",
            "Mayor Vale, Consul Holm, and Ida Brandt",
        ),
        ("The Secretary and Foreign Minister Lund reaffirmed it.", "The Secretary and Foreign Minister Lund"),
        ("On Monday, the United States and Japan said so.", "The United States and Japan"),
        ("Japanese envoy Mori spoke, and Mayor Vale said that it was late.", "Mayor Vale"),
        ("U.S. Special Representative Kim condemned the launch.", "U.S. Special Representative Kim"),
        ("Jon Vale of the Harbour Council told reporters so.", "Jon Vale of the Harbour Council"),
        ("Mayor Vale met Consul Holm on a free island and Consul Holm promises a ship.", "Consul Holm"),
        (
            "In Seoul, Mayor Vale and Consul Holm announced that the pier will be open again.",
            "Mayor Vale and Consul Holm",
        ),
        ("To the question whether Oslo had replied, Mayor Vale said no.", "Mayor Vale"),
        ("The Secretary and the Foreign Minister reaffirmed it.", "The Secretary and the Foreign Minister"),
        (
            "The Deputy Secretary, Minister, and Vice Minister said so.",
            "The Deputy Secretary, Minister, and Vice Minister",
        ),
        ("Senior Harbour Official Holm condemned the launch.", "Senior Harbour Official Holm"),
        ("On Monday, the Russian Deputy Foreign Minister Lund said so.", "Russian Deputy Foreign Minister Lund"),
        ("Principal Deputy Spokesperson Mia Holm told reporters so.", "Principal Deputy Spokesperson Mia Holm"),
        ("Mayor Vale and Vice Foreign Minister Mori reaffirmed it.", "Mayor Vale and Vice Foreign Minister Mori"),
        ("Earlier Vice Minister Lund said so.", "Vice Minister Lund"),
        ("The text does not tell what Vice Foreign Minister Mori answered to them.", None),
        ("The visit to Seoul underscores the alliance of the two.", None),
        ("The text does not tell what Mayor Vale answered to them.", None),
        ("The American notes of the meeting are lost.", None),
    ],
)
def test_who_says_a_sentence_is_all_who_do_and_nobody_beside_them(sentence, who):
    assert who_in(fold(sentence)) == who


def test_a_bare_surname_is_told_with_what_the_article_has_for_it_nearest_before():
    text = (
        "Harbour Minister Mia Kim opened the new pier of Norvik on a rainy morning.\n"
        "Kim called the new pier of Norvik a gift to all the islands.\n"
        "Dockers' leader Ole Kim stayed away from the pier and from its minister.\n"
        "Kim called the new pier of Norvik a gift to the owners of ships.\n"
        "Deputy Secretary of Trade Ida Holm spoke today with those who own the ships.\n"
        "The Deputy Secretary condemned the rising tolls of the new pier.\n"
        "Brandt promised a second pier to the fishermen of the northern islands.\n"
        "Senior Bureau Official Kin Moy visited the new pier of the port today.\n"
        "Moy promised a third pier to the owners of all the ships."
    )
    article = Article(id="a", title="A pier opens", text=text, published="2022-05-04")
    found = tellings(Gathered((whole(article),), lambda id, version: article, {}))
    said = [who for one in found if (who := speakers_of(one))]
    assert said == [
        "Minister Mia Kim",
        "Ole Kim",
        "Deputy Secretary of Trade Ida Holm",
        "Brandt",
        "Senior Bureau Official Kin Moy",
    ]


@pytest.mark.parametrize(
    ("title", "label", "who"),
    [
        ("Remarks by President Lund at the Port", "THE PRESIDENT", "President Lund"),
        ("Remarks by President Ida Lund, President Vale of Norland, and Mayor Brandt", "THE PRESIDENT", None),
        (
            "Remarks by President Lund and Vice President Ole Holm Before a Meeting",
            "THE VICE PRESIDENT",
            "Vice President Ole Holm",
        ),
        ("Remarks by President Lund and Vice President Ole Holm Before a Meeting", "THE PRESIDENT", "President Lund"),
        ("Remarks by President Lund Announcing Lower Tolls", "THE PRESIDENT", "President Lund"),
        ("Remarks by the President Welcoming President Vale", "THE PRESIDENT", None),
        ("Remarks on the Death of President Vale", "THE PRESIDENT", None),
        ("Secretary Mia Lund At the Harbour Council", "LUND", "Secretary Mia Lund"),
        ("A Speech of the Summer", "LUND", None),
        ("A Speech of the Summer", "MAYOR BRANDT", None),
    ],
)
def test_a_label_means_whom_the_title_says_to_speak_and_nobody_whom_the_speech_names(title, label, who):
    text = f"{label}: Our ministers met President Vale, Vice President Sohn and Kai Lund at the old port."
    article = Article(id="a", title=title, text=text, published="2022-05-04")
    (found,) = tellings(Gathered((whole(article),), lambda id, version: article, {}))
    assert speakers_of(found) == (who or label.title())


def test_an_office_in_a_report_is_its_holder_where_only_one_is_named():
    text = (
        "President Mia Lund met President Ole Vale of Norland today at the old port of Norvik.\n"
        "Foreign Minister Ida Holm of Norvik came with them to the old port of Norvik.\n"
        "The President condemned the rising tolls of the new pier of the port.\n"
        "The Foreign Minister welcomed the falling tolls of the old pier of the port."
    )
    article = Article(id="a", title="Port", text=text, published="2022-05-04")
    found = tellings(Gathered((whole(article),), lambda id, version: article, {}))
    assert [speakers_of(one) for one in found if "condemned" in one.text or "welcomed" in one.text] == [
        "The President",
        "Foreign Minister Ida Holm",
    ]


@pytest.mark.parametrize(
    ("first", "later", "changed"),
    [
        (
            "Mayor Vale rejected talks with the dockers of the port of Norvik.",
            "Mayor Vale welcomed talks with the dockers of the port of Norvik.",
            True,
        ),
        (
            "Mayor Vale said that the tolls of the new harbour will rise in spring.",
            "Mayor Vale said that the tolls of the new harbour will fall in spring.",
            True,
        ),
        (
            "Mayor Vale said that the town will negotiate with the dockers of the port.",
            "Mayor Vale said that the town will not negotiate with the dockers of the port.",
            True,
        ),
        (
            "Mayor Vale condemned the blockade of the islands and committed to the coast and the port.",
            "Mayor Vale reiterated support for the fishermen of the islands and committed to the coast and the port.",
            False,
        ),
        (
            "Mayor Vale said that the islands are in close cooperation with the towns of the coast.",
            "Mayor Vale said that an open harbour is good for the islands and the towns of the coast.",
            False,
        ),
        (
            "Mayor Vale said that the port and South Korea work together on the ships of the islands.",
            "Mayor Vale said that North Korea sent the ships of the islands away from the port.",
            False,
        ),
        (
            "Mayor Vale said that all towns are to abide by the tolls of the port.",
            "Mayor Vale said that there are ways if towns do not abide by the tolls of the port.",
            False,
        ),
    ],
)
def test_a_position_changes_where_the_same_thing_is_said_otherwise(first, later, changed):
    articles = [
        Article(id=id, title="Port", text=text, published=day)
        for id, text, day in (("a", first, "2022-03-01"), ("b", later, "2022-05-01"))
    ]
    gathered = Gathered(tuple(map(whole, articles)), lambda id, version: articles["ab".index(id)], {})
    assert bool(changes(list(tellings(gathered)))) is changed


@pytest.mark.parametrize(
    ("first", "later", "outlet", "changed"),
    [
        ("Falk said", "Foreign Minister Jana Falk of Norvik said", "Coast Daily", True),
        ("The foreign ministry said", "The foreign ministry also said", "Coast Daily", True),
        ("Norvik's foreign ministry said", "Norvik's foreign ministry said", "Coast Daily", True),
        ("The foreign ministry said", "The foreign ministry said", "Far Post", False),  # that of another government
        ("The foreign ministry said", "The defence ministry said", "Coast Daily", False),
        ("Norvik's Foreign Ministry said", "Norvik's Defense Ministry said", "Coast Daily", False),
    ],
)
def test_who_changes_his_position_may_be_named_otherwise_or_be_a_body_without_a_name(first, later, outlet, changed):
    articles = [
        _told("one", "2022-05-04", "Coast Daily", f"{first} it would reject a treaty on the fish of the northern bay."),
        _told("two", "2022-07-04", outlet, f"{later} it would accept a treaty on the fish of the northern bay."),
    ]
    found = list(tellings(Gathered(tuple(map(whole, articles)), lambda id, _: {a.id: a for a in articles}[id], {})))
    assert len(found) == 2
    assert bool(changes(found)) == changed


def _told(id, published, source, text):
    return Article(id=id, title="Bay", text=text, published=published, source=source)


def test_asked_how_a_position_changed_the_bottom_line_is_the_later_end_of_the_change(tmp_path):
    said = 'Dravian President Mira Olt said on {}: "Dravia will {}negotiate with Velmora over the Selm river."'
    articles = [
        ("2023-01-10", said.format("Tuesday", "not ") + " Foreign minister Jan Kral called the refusal a mistake."),
        ("2023-04-12", said.format("Wednesday", "") + " Kral welcomed the offer."),
        ("2023-06-20", "Dravia and Velmora opened talks over the Selm river in Pelin on Tuesday. Olt shook hands."),
    ]
    rows = [
        {"id": f"t{at}", "title": "Talks", "source": "Post", "published": day, "text": text}
        for at, (day, text) in enumerate(articles)
    ]
    desk = desk_of(tmp_path, rows)
    found = desk.brief("How did Olt's position on talks with Velmora change?")
    told = {section.kind: [one for item in section.items for one in item.sentences] for section in found.sections}
    (first,) = told["bottom_line"]
    assert "Dravia will negotiate" in first.text
    (turned,) = [one for one in told["positions"] if "” Later, " in one.text]
    assert first.citations[0] == turned.citations[1]
    days = [item.date for _, item in found.items() if item.sentences[0] in (first, turned)]
    assert days == ["2023-04-12", "2023-04-12"], "one sentence has one day"
    moved = {"date": "2023-01-10"}
    as_once = [
        section.model_copy(
            update={
                "items": [one.model_copy(update=moved) if one.sentences[0] is turned else one for one in section.items]
            }
        )
        for section in found.sections
    ]
    assert mismatches(desk.archive, [found, found.model_copy(update={"sections": as_once})]) == []
    below = [one.text for kind, said in told.items() if kind != "bottom_line" for one in said]
    assert sum("Dravia will negotiate" in one for one in below) == 1
    assert mismatches(desk.archive, [found]) == []
