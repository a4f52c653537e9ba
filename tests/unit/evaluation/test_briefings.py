"""Test briefings: read, ordered and scored by their nuggets; and those that came with the install."""

import inspect
import json
from importlib.resources import files
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.briefing.briefing import Briefing
from assistant.evaluation import evaluate, read_prompts
from assistant.evaluation.nuggets import figures, told_in
from assistant.evaluation.prompts import parse
from assistant.evaluation.runs.run_store import SAMPLE_BRIEFINGS
from corpus.article import Article
from corpus.errors import CallError
from tests.support.briefings import FIRST, THIRD, briefing, cited, item, said, section
from tests.support.page import ARTICLES

ROW = {
    "id": "ferry",
    "kind": "topic",
    "request": "Brief me on the ferry",
    "topic": "the ferry",
    "as_of": "2021-05-09",
    "nuggets": [
        {"id": "n1", "text": "It resumes", "vital": True, "date": "2021-06-14", "accept": [["resumes"], ["14 June"]]},
        {"id": "n2", "text": "The pier", "vital": False, "date": "2021-04",
         "accept": [["never there"]], "gold": [{"article_id": ARTICLES[0]["id"], "quote": THIRD}]},
        {"id": "n3", "text": "The price is known", "vital": True, "accept": [["crossing costs nothing"]]},
    ],
}  # fmt: skip


class Desk:
    """Gives one briefing, whatever is ordered in a way that the real one takes."""

    def __init__(self, made):
        self.made = made

    def brief_stream(self, request, **options):
        inspect.signature(Assistant.brief_stream).bind(self, request, **options)
        for _, one in self.made.items():
            yield {"type": "item", "section": "developments", "item": one.model_dump(mode="json")}
        yield {"type": "done", "briefing": self.made.model_dump(mode="json")}

    def article(self, id, version=None):
        return Article(**next(one for one in ARTICLES if one["id"] == id))


def test_nuggets_are_told_by_words_or_by_gold_quotes_and_their_days_count():
    counted, untold = figures(parse(ROW, "row"), told_in(briefing(), 400))
    assert (counted["vital_told"], counted["nuggets_told"]) == (0.5, pytest.approx(2 / 3))
    assert counted["days_right"] == 1.0
    assert untold == ["does not tell: The price is known"]


def test_only_the_words_of_the_limit_count():
    counted, _ = figures(parse(ROW, "row"), told_in(briefing(), 5))
    assert counted["vital_told"] == 0.0


def test_what_is_cited_twice_is_told_twice():
    twice = briefing(
        section("developments", item(said("Once.", cited(1, FIRST))), item(said("Again.", cited(1, FIRST))))
    )
    assert figures(parse(ROW, "row"), told_in(twice, 400))[0]["told_twice"] == 0.5


def test_a_test_briefing_is_run_and_reported_beside_prompts():
    (result,) = evaluate(Desk(briefing()), [ROW]).results
    assert result.figures["vital_told"] == 0.5
    assert "right" not in result.figures
    assert result.answer["form"] == "brief"
    assert "does not tell: The price is known" in result.problems


def test_a_briefing_on_nothing_must_be_refused():
    row = {**ROW, "nuggets": []}
    refused = Briefing.model_validate({**briefing().model_dump(), "abstained": True, "sections": []})
    assert evaluate(Desk(refused), [row]).results[0].faults == []
    assert evaluate(Desk(briefing()), [row]).results[0].faults == ["answers, where the archive does not say"]


def test_a_wrong_nugget_is_refused_with_its_name():
    with pytest.raises(CallError, match="field vital: must be true or false"):
        parse({**ROW, "nuggets": [{"id": "n1", "text": "x", "vital": "yes"}]}, "row")


def test_a_test_briefing_is_dumped_as_it_is_read():
    prompt = parse(ROW, "row")
    assert parse(json.loads(json.dumps(prompt.model_dump())), "row") == prompt


def test_the_sample_briefings_quote_the_sample_articles_to_the_letter():
    rows = read_prompts(SAMPLE_BRIEFINGS)
    assert len(rows) == 8 and any(not row.nuggets for row in rows)
    folder = Path(str(files("corpus") / "sample"))
    for nugget in (nugget for row in rows for nugget in row.nuggets):
        for gold in nugget.gold:
            assert gold.quote in (folder / f"{gold.article_id}.md").read_text("utf-8"), nugget
