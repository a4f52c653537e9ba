"""One event of a day, told by several outlets in their own words, is one; two of a day stay two."""

import pytest

from assistant.assistant import Assistant
from assistant.briefing.events.developments import Pool, weighed
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.settings import Settings
from assistant.writers.lines.cut import lines_of
from corpus.article import Article
from corpus.models.reader import reader
from tests.support.archives import archive_of
from tests.support.evidence import whole


def told(*texts):
    articles = [Article(id=str(at), title="Sund", text=text, published="2022-05-04") for at, text in enumerate(texts)]
    passages = tuple(whole(one, at) for at, one in enumerate(articles, 1))
    return list(tellings(Gathered(passages, lambda id, version: articles[int(id)], {})))


def _one_event(*texts):
    found = told(*texts)
    return Pool(found, "", reader(), weighed(found, "")).same_event(0, found[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A magnitude 6.1 earthquake struck the Tarn valley on Tuesday and killed 12 people, officials said.",
            "Twelve people died when a strong tremor shook the Tarn valley on Tuesday morning, rescuers said.",
        ),
        (
            "A bus fell into the gorge of Lissa on Tuesday, killing 23 passengers and the driver.",
            "Twenty-three people were killed on Tuesday when their coach plunged off a bridge at Lissa, police said.",
        ),
        (
            "Police in Port Vale arrested 41 demonstrators on Tuesday after clashes near the parliament.",
            "Forty-one people were detained in Port Vale on Tuesday, said the interior ministry of the country.",
        ),
    ],
)
def test_one_event_of_a_day_in_other_words(one, other):
    assert _one_event(one, other) and _one_event(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Police in Oslo arrested 40 people on Tuesday after a football match in the rain.",
            "A fire destroyed 40 houses in Oslo on Tuesday and left families without a roof.",
        ),
        (
            "A mine collapsed near Tarn on Tuesday and killed 12 people, the rescue service said.",
            "A coach fell into a river near Korn on Tuesday and killed 12 people, the police said.",
        ),
        (
            "North Korea fired two missiles into the sea on Tuesday, the army of the South said.",
            "North Korea reported two deaths from fever on Tuesday, according to its state media.",
        ),
        (
            "The port of Vale raised its fees by 12 percent on Tuesday, said the operator.",
            "Twelve people died in Vale on Tuesday when a crane fell on their hut at noon.",
        ),
        (
            "Police in Port Vale arrested 41 demonstrators on Tuesday after clashes near the parliament.",
            "Police in Port Vale arrested 41 demonstrators on Monday after clashes near the parliament.",
        ),
    ],
)
def test_two_events_of_a_place(one, other):
    assert not _one_event(one, other) and not _one_event(other, one)


def test_a_timeline_tells_an_event_once_with_all_the_articles_that_tell_it(tmp_path):
    rest = (
        "The blast shattered windows up to three kilometres away and set fire to two cargo ships at Pier 6. "
        "Interior Minister Helga Rostova told reporters that 2,100 tonnes had been stored in Port Lusane. "
        "The terminal of Port Lusane is operated by Meridian Docks, which handles most of the country's grain. "
        "Firefighters from four towns brought the blaze at Port Lusane under control shortly after midnight. "
        "Hospitals in Port Lusane asked for donations of blood, and schools stay closed until Friday."
    )
    head = "PORT LUSANE, March 4 (Coastal Wire) - "
    lead = "A warehouse exploded at the terminal of Port Lusane on Monday evening, killing at least 14 people."
    stated = "The Ministry confirms that an explosion occurred on 4 March 2024 at the terminal of Port Lusane."
    stories = [
        {"id": "w", "title": "Blast kills 14", "source": "Coastal Wire", "published": "2024-03-05", "kind": "report"}
        | {"text": f"{head}{lead} {rest}"},
        {"id": "m", "title": "Statement", "source": "Ministry", "published": "2024-03-05", "kind": "statement"}
        | {"text": f"{stated} 14 people have died and 93 are being treated in the hospitals of Port Lusane."},
        {"id": "v", "title": "Vote", "source": "Coastal Wire", "published": "2024-03-05", "kind": "report"}
        | {"text": "Parliament voted on Monday for a law on the school of Port Lusane, after a debate of two days."},
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("explosion at Port Lusane", form="timeline", words=1500, writer="quotes")
    items = [item for _, item in briefing.items() if any("explo" in said.text for said in item.sentences)]
    assert [{one.article_id for said in item.sentences for one in said.citations} for item in items] == [{"w", "m"}]
    assert len([item for _, item in briefing.items() if item.date == "2024-03-04"]) <= 2
    assert "(Coastal Wire)" not in briefing.text and lead in briefing.text


def test_a_quotation_begins_behind_a_dateline():
    article = Article(
        id="a",
        title="Sund",
        text="SUND, May 3 (Island Wire) - The council of Sund banned the ferry on Tuesday.",
        published="2022-05-04",
    )
    words = "The council of Sund banned the ferry on Tuesday."
    assert [one.text for one in lines_of(article, whole(article))] == [words]
    assert [one.text for one in told(article.text)] == [words]
