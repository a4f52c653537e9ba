"""The first item of a briefing: what matters most, told before all the rest is read."""

from collections import Counter

import pytest

from assistant.briefing.briefing import Found, Told
from assistant.briefing.compose import NO_END, compose
from assistant.briefing.request import read_order
from assistant.deadline import Deadline
from assistant.pipeline import Pipeline
from assistant.writers.quotes import QuotesWriter
from corpus.models.reader import Once, reader
from corpus.scope import Scope
from tests.support.archives import desk_of

TOWNS = ("Selby", "Port Ansel", "Gull Island", "Linden", "Overton", "Marsh End", "Kirkby", "Lowmoor", "Ashford", "Penn")


def _story(at):
    town, day = TOWNS[at % len(TOWNS)], f"2022-{at % 12 + 1:02}-{at % 27 + 1:02}"
    text = (
        f"The dockers of {town} began strike number {at} over night shifts and closed {at + 2} gates.\n"
        f"Mayor Vale of {town} rejected talks with the dockers' union on the strike, the town hall said.\n"
        f"A choir of {at + 20} children sang in the museum."
    )
    return {"id": f"story-{at}", "title": f"{town}: strike {at}", "published": day, "source": "Courier", "text": text}


class Counting:
    """The reader that comes with the project; what it read is counted."""

    def __init__(self):
        self.texts = Counter()

    def read(self, question, passages):
        """The readings."""
        self.texts.update((question, *one) for one in passages)
        return reader().read(question, passages)


@pytest.fixture(scope="module")
def strikes(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("strikes"), [_story(at) for at in range(40)])


class Ended(Deadline):
    """A deadline that passes when it is told to."""

    over = False

    @property
    def passed(self):
        """Whether the time is up."""
        return self.over


def events(desk, request, counting, words=400, deadline=NO_END):
    scope = Scope.read(as_of=str(desk.archive.newest()))
    order = read_order(request, scope, words=words, form="brief")
    return compose(order, desk.archive, desk.searcher.reading_by(counting), QuotesWriter(), deadline=deadline)


def test_what_matters_most_is_told_before_all_the_rest_is_read_and_no_passage_is_read_twice(strikes):
    counting = Counting()
    told = events(strikes, "the dockers' strikes", counting)
    assert isinstance(next(told), Found)
    first = next(told)
    before = counting.texts.total()
    *others, last = told
    assert isinstance(first, Told) and first.section == "bottom_line"
    assert before < counting.texts.total() / 2
    assert set(counting.texts.values()) == {1}
    sections = {one.kind: one.items for one in last.briefing.sections}
    assert [one.text for one in first.item.sentences] == [one.text for one in sections["bottom_line"][0].sentences]
    assert all(one.section != "bottom_line" for one in others if isinstance(one, Told))


@pytest.mark.parametrize("words", [30, 45, 60, 90, 150, 400])
def test_what_is_told_first_keeps_to_the_words_of_the_briefing(strikes, words):
    *_, last = events(strikes, "the dockers' strikes", Counting(), words)
    assert not last.briefing.abstained
    assert sum(len(one.text.split()) for one in last.briefing.sentences()) <= words


def test_where_the_time_is_up_then_what_was_told_first_stays(strikes, monkeypatch):
    told = events(strikes, "the dockers' strikes", Counting(), deadline=Ended(5))
    assert isinstance(next(told), Found)
    first = next(told)
    monkeypatch.setattr(Ended, "over", True)
    *_, last = told
    (bottom,) = [item for section, item in last.briefing.items() if section.kind == "bottom_line"]
    assert [one.text for one in bottom.sentences] == [one.text for one in first.item.sentences]
    below = [item for section, item in last.briefing.items() if section.kind != "bottom_line"]
    cited = {one.quote for item in below for said in item.sentences for one in said.citations}
    assert {one.quote for said in bottom.sentences for one in said.citations} <= cited
    assert last.briefing.notes[-1] == "The briefing was cut after 5 s (BRIEFING_TIMEOUT)."


def test_once_reads_what_is_new_and_gives_what_the_reader_gives():
    counting = Counting()
    once, pairs = Once(counting), [("Selby (2022-03-01)\n", "The gate is open."), ("", "The gate is shut.")]
    assert once.read("Is it open?", pairs) == once.read("Is it open?", pairs[::-1])[::-1]
    assert once.read("Is it open?", pairs) == reader().read("Is it open?", pairs)
    assert once.read("Is it shut?", pairs[:1]) and counting.texts.total() == 3


def test_a_question_that_asks_for_a_briefing_is_read_once_with_each_passage(strikes):
    counting = Counting()
    pipeline = Pipeline(strikes.archive, strikes.searcher.reading_by(counting), strikes.settings)
    answer = pipeline.chain().invoke({"question": "Brief me on the dockers' strikes"})
    assert answer.form == "brief" and not answer.abstained
    assert set(counting.texts.values()) == {1}


def test_a_question_of_who_said_some_words_is_read_once_with_each_passage(strikes):
    counting = Counting()
    pipeline = Pipeline(strikes.archive, strikes.searcher.reading_by(counting), strikes.settings)
    question = "Who said that Mayor Vale of Linden rejected talks with the dockers' union on the strike?"
    assert not pipeline.chain().invoke({"question": question}).abstained
    assert set(counting.texts.values()) == {1}


def test_of_what_matters_alike_the_last_is_told_first(tmp_path):
    told = {
        "2021-03-02": "The council of Linden gave the harbour wall of Linden a budget of three million crowns.",
        "2021-09-14": "The council of Linden raised the budget of the harbour wall of Linden to five million crowns.",
        "2022-05-20": "The council of Linden cut the budget of the harbour wall of Linden to four million crowns.",
    }
    rows = [
        {"id": day, "title": "The harbour wall of Linden", "published": day, "source": "Courier", "text": text}
        for day, text in told.items()
    ]
    briefing = desk_of(tmp_path, rows).brief("the harbour wall of Linden")
    assert briefing.sections[0].kind == "bottom_line" and briefing.sections[0].items[0].date == "2022-05-20"


SAID = [
    {
        "id": f"said-{at}",
        "title": "Press briefing",
        "published": f"2022-{month:02}-03",
        "source": "Town Hall",
        "kind": "transcript",
        "text": f"MAYOR VALE: {words}\nQUESTION: Thank you, Mayor.",
    }
    for at, (month, words) in enumerate(
        [
            (2, "We offer the dockers' union talks on the night shifts at any time."),
            (7, "We will give the dockers' union talks without conditions on the night shifts."),
        ]
    )
]


def test_where_nothing_that_happened_can_lead_what_was_said_does(tmp_path):
    briefing = desk_of(tmp_path, SAID).brief("Brief me on talks with the dockers' union")
    kinds = [section.kind for section in briefing.sections]
    assert kinds[0] == "bottom_line" and "positions" in kinds and "developments" not in kinds


def test_asked_how_something_went_on_the_bottom_line_may_be_what_was_said_last(tmp_path):
    announced = {
        "id": "plan",
        "title": "Town hall news",
        "published": "2022-01-10",
        "source": "Courier",
        "text": "The town announced a new plan for talks with the dockers' union on Monday.",
    }
    briefing = desk_of(tmp_path, [announced, *SAID]).brief("How did the talks with the dockers' union develop?")
    first = briefing.sections[0]
    assert (first.kind, first.items[0].date) == ("bottom_line", "2022-07-03")


def _row(id, published, title, text, **more):
    return {"id": id, "title": title, "published": published, "source": "Courier", "text": text} | more


WALKOUT = [
    _row(
        "begins",
        "2022-05-17",
        "Dockers in Marlow walk out",
        "About 900 dockers walked off the job in Marlow on Monday over pay. Union leader Ida Holm said: “We were told"
        " to wait for two years, and we will wait no longer.” The port authority called the strike of Marlow unlawful.",
    ),
    _row(
        "talks",
        "2022-05-20",
        "Marlow strike talks collapse",
        "Talks on the strike between the dockers' union and the Marlow port authority collapsed on Friday. The union"
        " asks for 12 percent more pay; the authority offers 5 percent.",
    ),
    _row(
        "ends",
        "2022-05-25",
        "Marlow dockers go back to work",
        "Dockers in Marlow returned to work on Wednesday after the union accepted a pay rise of 8 percent.",
    ),
    _row(
        "opinion",
        "2022-05-26",
        "The Marlow strike was a disgrace",
        "We believe that the strike of the dockers of Marlow was wrong from its first day. In our judgment the port"
        " authority of Marlow must never again give in to a strike.",
        kind="editorial",
    ),
]


@pytest.fixture(scope="module")
def walkout(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("walkout"), WALKOUT)


@pytest.mark.parametrize("question", ["Brief me on the Marlow strike", "What's new on the Marlow strike?"])
def test_an_answer_tells_each_article_in_its_order_and_opinions_behind_what_was_reported(walkout, question):
    told = walkout.ask(question).sentences
    texts = {one["id"]: one["text"] for one in WALKOUT}
    places = [(each.article_id, each.start + each.quote.find(one.text.partition("“")[2][:20]))
              for one in told for each in one.citations[:1]]  # fmt: skip
    for id in texts:
        of = [start for article, start in places if article == id]
        assert of == sorted(of)
    assert [one.citations[0].kind for one in told].index("editorial") > 0
    assert [one.citations[0].kind == "editorial" for one in told] == sorted(
        one.citations[0].kind == "editorial" for one in told
    )


def test_an_opinion_leads_only_where_nothing_else_can_or_opinions_are_asked_for(walkout, tmp_path):
    def lead(desk, request):
        (section, item) = next(desk.brief(request).items())
        return section.kind, item.sentences[0].citations[0].kind

    assert lead(walkout, "Brief me on the Marlow strike")[1] is None
    assert lead(walkout, "What do editorials say about the Marlow strike?") == ("bottom_line", "editorial")
    assert lead(desk_of(tmp_path, WALKOUT[3:]), "Brief me on the Marlow strike") == ("bottom_line", "editorial")


def test_a_place_that_only_the_dateline_names_is_that_of_the_first_sentence(tmp_path):
    told = "President Holm and President Tanaka ended their summit on Saturday with a pact that doubles their patrols."
    beside = "President Tanaka praised in Vess on Sunday the choir that sang for President Holm."
    desk = desk_of(
        tmp_path,
        [
            {
                "id": one,
                "title": title,
                "published": f"2022-05-2{at}",
                "source": "Courier",
                "text": text,
            }
            for at, (one, title, text) in enumerate(
                (
                    ("pact", "Patrols are doubled", f"VESS - {told} The pact holds for ten years."),
                    ("choir", "A choir is praised", beside),
                ),
                2,
            )
        ],
    )
    briefing = desk.brief("What came out of the Holm-Tanaka summit in Vess?")
    first = briefing.sections[0]
    assert first.kind == "bottom_line"
    assert told in first.items[0].sentences[0].text and "VESS" not in first.items[0].sentences[0].text
