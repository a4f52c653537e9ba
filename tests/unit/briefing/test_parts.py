"""The parts of a briefing that readers look for, each held to its rule."""

from dataclasses import replace

import pytest

from assistant.answering.brief_answer import WORDS, sentences_of
from assistant.briefing import compose
from assistant.briefing.briefing import Coverage, lines_of
from assistant.briefing.drafting import CHANGED
from assistant.briefing.events.figures import differences
from assistant.briefing.request import Order
from assistant.briefing.unknown import unknown
from assistant.desk.upkeep import ingest_into
from assistant.events import Done, Passed
from assistant.gate.meaning.likelihood import forecast
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from assistant.settings import Settings
from corpus.scope import Scope
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server
from tests.support.written_articles import write
from tests.unit.briefing.conftest import ARTICLES
from ui.export.briefing import head, statement

REQUEST = "Brief me on the dockers' strike"


@pytest.fixture(scope="module")
def briefing(harbour):
    return harbour.brief(REQUEST)


@pytest.fixture(scope="module")
def of_spring(harbour):
    return harbour.brief("Brief me on strikes", since="2022-01-01", until="2022-05-31")


def items(briefing, kind):
    return [item for section, item in briefing.items() if section.kind == kind]


def test_the_head_says_topic_period_day_cut_off_archive_writer_and_gate(harbour, of_spring):
    assert of_spring.topic in of_spring.title.lower() and "2022" in of_spring.title
    assert (of_spring.since, of_spring.until, of_spring.window_from) == ("2022-01-01", "2022-05-31", "caller")
    assert of_spring.as_of == str(harbour.archive.newest())
    assert of_spring.cutoff and of_spring.cutoff.endswith("Z")
    assert (of_spring.writer, of_spring.judge) == ("quotes", "gate")
    assert of_spring.archive.articles == harbour.archive.counts()[0]


def test_developments_are_at_most_seven_each_with_a_day_and_a_confidence_that_says_its_basis(briefing):
    told = items(briefing, "developments")
    assert 1 <= len(told) <= 7
    assert all(item.date and item.confidence and item.confidence.basis for item in told)
    places = [(cited.article_id, cited.start) for item in told for one in item.sentences for cited in one.citations]
    assert len(set(places)) == len(places), "one event each"


def test_the_bottom_line_takes_its_citations_from_the_body(briefing):
    bottom = [one for item in items(briefing, "bottom_line") for one in item.sentences]
    below = [
        (cited.article_id, cited.start)
        for section, item in briefing.items()
        for one in item.sentences
        for cited in one.citations
        if section.kind != "bottom_line"
    ]
    assert 1 <= len(bottom) <= 3
    assert all((cited.article_id, cited.start) in below for one in bottom for cited in one.citations)


SAID_BY = {
    ("port-strike-begins", "Union leader"): "Union leader Maria Oren",
    ("port-strike-other", "The port authority"): "Mayor Jon Vale",
    ("port-talks", "Mayor Jon Vale rejected"): "Mayor Jon Vale",
    ("port-talks", '"The town'): "Mayor Jon Vale",
    ("port-deal-told", "Mayor Jon Vale"): "Mayor Jon Vale",
}
"""Whose words stand in the harbour town's articles, by how they begin."""


def test_who_said_it_stands_beside_words_that_the_cited_article_holds_to_the_letter(harbour, briefing):
    spoken = items(briefing, "positions")
    assert spoken
    for item in spoken:
        assert item.who and item.date
        for cited in (cited for one in item.sentences for cited in one.citations):
            article = harbour.article(cited.article_id, cited.version)
            assert article.text[cited.start : cited.end] == cited.quote
            of = [
                who for (id, begins), who in SAID_BY.items() if (cited.article_id, cited.quote.find(begins)) == (id, 0)
            ]
            assert of == [item.who]


def test_an_office_that_labels_a_speech_is_the_one_whose_speech_it_is(tmp_path):
    """A speaker who names others of his office is none of them."""
    said = (
        "THE PRESIDENT: I spoke of the tolls with President Vale.\n"
        "We condemned the rising tolls of the port of Norvik and demanded that they fall at once.\n"
        "The tolls of the port of Norvik are a burden to all the islands, and we will lower them."
    )
    article = {"source": "Wire", "published": "2022-07-04", "kind": "transcript", "text": said}
    titles = {"a": "Remarks by President Lund on Talks with President Vale", "b": "A Speech of the Summer"}
    for id, who in (("a", "President Lund"), ("b", "The President")):
        (tmp_path / id).mkdir()
        desk = desk_of(tmp_path / id, [article | {"id": id, "title": titles[id]}])
        found = items(desk.brief("the tolls of the port of Norvik"), "positions")
        assert {item.who for item in found} == {who}


def test_a_change_of_position_is_told_where_it_is_asked_for_alone(briefing):
    assert not any("” Later, " in one.text for one in briefing.sentences())


def gaps(briefing):
    return [one.text for item in items(briefing, "unknown") for one in item.sentences]


def test_months_without_an_article_are_told_apart_from_those_with_nothing_on_the_topic(harbour, of_spring):
    assert gaps(of_spring) == [
        "No article on it was found for 1 April 2022 to 9 April 2022.",  # a museum has opened then
        "The archive has no article at all for January 2022 to February 2022.",
    ]
    order = Order("wolves", "wolves", Scope("2022-04-09", "2022-01-15", "2022-04-05"), "caller", 400, "brief")
    months = harbour.archive.arrivals.months(order.scope)
    said = [item.sentences[0].text for item in unknown(order, Coverage(), months)]
    assert said == [
        "No article on it was found for 1 March 2022 to 5 April 2022.",
        "The archive has no article at all for 15 January 2022 to 28 February 2022.",
    ]
    assert not list(unknown(replace(order, scope=replace(order.scope, after="2022-01-01")), Coverage(), months))
    for until, told in (("2022-04-05", []), ("2022-04-09", ["1 April 2022 to 9 April 2022."])):  # few days are no gap
        march = replace(order, scope=replace(order.scope, since="2022-03-01", until=until))
        said = [item.sentences[0].text for item in unknown(march, Coverage(by_month={"2022-03": 1}), months)]
        assert said == [f"No article on it was found for {days}" for days in told]


def test_what_a_search_in_one_outlet_did_not_find_is_said_of_that_outlet(harbour):
    found = harbour.brief(REQUEST, since="2022-02-01", until="2022-04-30", source="port authority")
    assert gaps(found) == [
        "The archive has no article of Port Authority at all for February 2022; 1 April 2022 to 9 April 2022."
    ]
    assert "Only articles of Port Authority were searched." in found.notes
    assert ("Outlets", "Port Authority") in head(found, "harbour")
    assert "Outlets" not in dict(head(harbour.brief(REQUEST), "harbour"))


def test_outlets_of_the_period_that_have_nothing_on_it_are_named_and_none_that_has(
    tmp_path, tmp_path_factory, monkeypatch
):
    glass = {**ARTICLES[5], "id": "glass", "source": "Glass Review", "title": "A kiln", "text": "A kiln has cooled."}
    other = {
        **glass,
        "id": "other",
        "source": "Far Post",
        "title": "Notes",
        "published": "2022-03-09",
        "text": "Some dockers saw it.",
    }
    copied = {**ARTICLES[1], "id": "copied", "source": "Copied Times"}
    monkeypatch.setattr("assistant.briefing.events.gather.PASSAGES", 5)
    period = {"since": "2022-03-01", "until": "2022-04-30"}
    saying = "nothing on it"
    desk = desk_of(tmp_path, [*ARTICLES, glass])
    found = desk.brief(REQUEST, **period)
    assert [one for one in gaps(found) if saying in one] == [
        "Of the 4 outlets of this period in the archive, Glass Review has nothing on it."
    ]
    kept = tmp_path / "kept.json"
    kept.write_text(found.model_dump_json(), "utf-8")
    assert mismatches(desk.archive, read_texts(kept)) == []
    kept.write_text(found.model_dump_json().replace("Glass Review has nothing", "Coast Daily has nothing"), "utf-8")
    assert any("unknown" in line for line in mismatches(desk.archive, read_texts(kept)))
    assert not any(saying in one for one in gaps(desk.brief(REQUEST, **period, source="Coast Daily")))
    assert not any(saying in one for one in gaps(desk.brief("Latest on the dockers' strike")))
    for more in (other, copied):
        folder = tmp_path_factory.mktemp("more")
        others = desk_of(folder, ARTICLES)
        ingest_into(folder / "archive", [write(folder / "more.jsonl", [more])], Settings())
        assert more["source"] in others.archive.arrivals.outlets(Scope(None, **period))
        assert not any(saying in one for one in gaps(others.brief(REQUEST, **period))), more["source"]


def test_what_a_search_in_a_small_archive_finds_beside_the_topic_is_not_covered(tmp_path):
    def row(id, source, published, title, text):
        return {"id": id, "source": source, "published": published, "title": title, "text": text}

    stop = "The Kettle Island ferry will stop sailing on November 1, 2021, the harbor board said on Monday."
    keep = "The harbor board on June 9 reversed its decision and will keep the Kettle Island ferry sailing all winter."
    sang = "The choir of Kettle Island sang in Oslo on April 30, 2021, before 900 listeners."
    desk = desk_of(
        tmp_path,
        [
            row("stop", "Harbor Post", "2021-03-03", "Ferry to stop for the winter", stop),
            row("keep", "Coast Daily", "2021-06-10", "Board reverses on ferry", keep),
            row("budget", "Daily Ledger", "2021-03-12", "Budget", "The council passed a budget of 41 million crowns."),
            row("choir", "Island Echo", "2021-05-02", "Choir sings in Oslo", sang),
        ],
    )
    found = desk.brief("Brief me on the Kettle Island ferry")
    assert found.coverage.outlets == {"Coast Daily": 1, "Harbor Post": 1}
    assert gaps(found) == [
        "No article on it was found for May 2021.",
        "The archive has no article at all for April 2021.",
        "Of the 4 outlets in the archive, Daily Ledger and Island Echo have nothing on it.",
    ]
    kept = tmp_path / "kept.json"
    kept.write_text(found.model_dump_json(), "utf-8")
    assert mismatches(desk.archive, read_texts(kept)) == []


def test_that_nobody_changed_his_position_is_told_where_it_is_asked_and_nobody_did(harbour, tmp_path):
    saying = "No change of position was found"
    asked = "How did {}'s position on talks with the Dockers' Union change?"
    before, after = (harbour.brief(asked.format("Mayor Vale"), until=day) for day in ("2022-03-10", None))
    assert any(saying in one for one in gaps(before))
    assert any(CHANGED in one.text for one in after.sentences())
    assert not any(saying in one for one in gaps(after))
    assert not any(saying in one for one in gaps(harbour.brief("What did Mayor Vale say?", until="2022-03-10")))
    kept = tmp_path / "kept.json"
    kept.write_text(before.model_dump_json(), "utf-8")
    assert mismatches(harbour.archive, read_texts(kept)) == []


def test_what_is_older_than_the_period_is_background(harbour):
    found = harbour.brief(REQUEST, since="2022-03-10", until="2022-04-30")
    assert all(item.date >= "2022-03-10"[: len(item.date)] for item in items(found, "developments"))
    assert all(item.date < "2022-03-10" for item in items(found, "background"))


def test_the_sources_are_counted_by_article_origin_and_outlet(briefing):
    coverage, said = briefing.coverage, statement(briefing)
    cited = {cited.article_id for one in briefing.sentences() for cited in one.citations}
    assert coverage.used == len(cited) <= coverage.articles
    assert sum(coverage.outlets.values()) == coverage.articles >= coverage.origins
    assert f"{coverage.articles} articles" in said and "Coast Daily" in said


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("A second strike is likely in May.", "likely"),
        ("It is almost certain that the port will close.", "almost certain"),
        ("Mayor Jon Vale said a second strike is likely.", None),
        ("“A second strike is likely,” the union wrote.", None),
        ("The port closed in May.", None),
    ],
)
def test_a_word_of_likelihood_is_somebodys_or_a_forecast(sentence, word):
    assert forecast(sentence) == word


def test_a_chat_models_forecast_is_left_out_with_its_reason(harbour):
    def model(asked):
        return Reply(
            f"A second hall is likely in 2023. [{asked.key('a second hall')}] "
            f"The Dockers' Union began a strike on March 1, 2022. [{asked.key('stayed away')}]"
        )

    with chat_server(model) as server:
        asked = harbour.with_settings(openai_base_url=server.url, writer="openai:m", retries=0)
        found = asked.brief("Brief me on the dockers' strike and the museum")
    assert "likely" not in found.text
    assert any("likely" in one.text for one in found.left_out)


def test_the_short_form_in_an_answer_says_each_thing_once_and_keeps_to_its_words(harbour, briefing):
    told = sentences_of(briefing)
    said = [one.citing(()).text for one in told]
    assert len(said) == len(set(said)) and sum(len(one.text.split()) for one in told) <= WORDS
    below = {one.citing(()).text: one for item in items(briefing, "developments") for one in item.sentences}
    shown = below.keys() | {one.citing(()).text for item in items(briefing, "positions") for one in item.sentences}
    assert {one.partition("“")[2] for one in said} <= {one.partition("“")[2] for one in shown}
    assert said[0] == next(briefing.items())[1].sentences[0].citing(()).text
    assert [one.marker for one in told[0].citations] == list(range(1, len(below[said[0]].citations) + 1))


def test_the_bottom_line_of_the_short_form_is_streamed_before_the_rest_is_chosen(harbour, monkeypatch):
    chosen = []
    monkeypatch.setattr(compose, "differences", lambda found: chosen.append(len(found)) or differences(found))
    said, done = [], None
    for event in harbour.events(REQUEST):
        match event:
            case Passed(sentence):
                said.append(sentence)
                assert len(said) > 1 or not chosen
            case Done(answer):
                done = answer
    assert chosen and len(said) > 1 and done.form == "brief"
    assert said == done.sentences
    early = next(harbour.brief(REQUEST).items())[1].sentences[0].renumbered(lambda marker: marker + 1)
    for told in (said, sentences_of(harbour.brief(REQUEST), early)):
        cited = {(each.marker, each.article_id, each.start) for one in told for each in one.citations}
        assert sorted(marker for marker, *_ in cited) == list(range(1, len(cited) + 1)), "each place has its own"


def test_the_short_form_tells_what_an_article_says_in_its_order_under_one_attribution(briefing):
    told = sentences_of(briefing)
    ids = [one.citations[0].article_id for one in told]
    runs = [id for at, id in enumerate(ids) if not at or ids[at - 1] != id]
    assert len(runs) == len(set(runs)) < len(ids)
    for id in runs:
        of = [one for one in told if one.citations[0].article_id == id]
        rest = [one.citations[0].start for one in of][1 if id == runs[0] else 0 :]  # the bottom line stands first
        assert rest == sorted(rest)
        assert [one.text.startswith("“") for one in of] == [False] + [True] * (len(of) - 1)


FERRY = """The two governments agreed on June 3, 2022, to open the ferry line to Gull Island again.
The ferry line to Gull Island gets two new boats, which will sail from June 14, 2022.
Captain Ida Holm of the ferry company promised four crossings a day between Port Ansel and Gull Island.
A ticket for the ferry to Gull Island will cost 12 crowns, and islanders will pay half of that price.
The pier of Gull Island was rebuilt in the spring of 2022 for 3.4 million crowns, so that the ferries can land.
The old ferry to Gull Island, the Petrel, sank in a storm on November 9, 2019, with nobody on board."""
ROCKETS = """Norland fired three long-range rockets over the northern sea on May 30, 2022.
Ministers Ada Lind and Bo Berg condemned the rocket tests and demanded that Norland ends them at once.
The Council met on May 31, 2022, about the rockets of Norland and adopted no resolution.
Norland said on June 1, 2022, that its rockets defend the country against armies at its borders.
The air forces of both countries trained together on June 2, 2022, in answer to the rockets of Norland.
Both governments agreed to share what their radars see of each rocket that Norland fires."""


def test_what_a_joint_statement_says_on_other_matters_is_not_told(tmp_path):
    article = {"id": "a", "title": "Joint Statement", "source": "Wire", "published": "2022-06-04"}
    desk = desk_of(tmp_path, [article | {"text": f"{FERRY}\n\n{ROCKETS}"}])
    for topic, own, other in (
        ("the ferry line to Gull Island", "Gull Island", "rocket"),
        ("the rockets of Norland", "rockets", "ferr"),
    ):
        told = desk.brief(f"Brief me on {topic}").text
        assert own in told and other not in told


OF_TRAMS = {"2022-06", "2022-08"}


def test_a_matter_has_no_gap_before_it_begins_unless_the_period_was_ordered(tmp_path):
    def row(id, day, text):
        return {"id": id, "source": "Harbor Post", "published": day, "title": "A title", "text": text}

    met = "The council met on day {} of the year and spoke of roads, number {}."
    rows = [row(f"met-{at}", f"2022-{at:02}-12", met.format(at, at * 7)) for at in (1, 2, 3, 5, 6, 7, 8, 11)]
    crash = "Two trams of the Kettle Island line collided near the old depot on June 14, and nine riders were hurt."
    court = "A court fined the operator of the Kettle Island trams for the collision of June 14 near the old depot."
    desk = desk_of(tmp_path, [*rows, row("crash", "2022-06-15", crash), row("court", "2022-08-20", court)])
    found = desk.brief("the collision of the Kettle Island trams in 2022")
    assert (found.since, found.window_from, set(found.coverage.by_month)) == ("2022-01-01", "question", OF_TRAMS)
    assert [one for one in gaps(found) if "found for" in one] == ["No article on it was found for July 2022."]
    assert mismatches(desk.archive, [found]) == []
    asked, period = "the collision of the Kettle Island trams", {"since": "2022-01-01", "until": "2022-12-31"}
    assert [one for one in gaps(desk.brief(asked, **period, as_of="2022-11-30")) if "found for" in one] == [
        "No article on it was found for January 2022 to March 2022; May 2022; July 2022; November 2022."
    ]
    once = next(one for one in desk.brief(asked, **period).sections if one.kind == "unknown")
    sections = [once if one.kind == "unknown" else one for one in found.sections]
    kept = found.model_copy(update={"sections": sections})
    kept = kept.model_copy(update={"text": lines_of(item for _, item in kept.items())})
    assert kept.text != found.text and mismatches(desk.archive, [kept]) == []
