"""The report's page in a real browser: it needs no network, its filters hide what they should, and it fits a phone."""

import pytest

from assistant.evaluation import Report, Result
from assistant.evaluation.comparing import compare
from assistant.evaluation.report.page import html

pytestmark = pytest.mark.browser


def result(id, kind, fault=None, problem=None, said="The envoy flew to Seoul."):
    cited = {
        "marker": 1,
        "article_id": "a",
        "version": 1,
        "also": [],
        "title": "The envoy <b>flies</b>",
        "source": "Wire",
        "kind": None,
        "published": "2022-05-04",
        "url": None,
        "start": 0,
        "end": 24,
        "quote": "The envoy flew to Seoul.",
    }
    answer = {
        "abstained": False,
        "reason": None,
        "text": f"{said} [1]",
        "writer": "quotes",
        "left_out": [],
        "closest": [],
        "sentences": [{"text": f"{said} [1]", "verdict": "quote", "reasons": [], "citations": [cited]}],
        "archive": {"articles": 1, "passages": 1, "newest": "2022-05-04"},
        "usage": {"input_tokens": 0, "output_tokens": 0},
        "timings_ms": {"search": 10, "rerank": 20, "write": 30, "verify": 5, "total": 70},
    }
    return Result(
        id=id,
        kind=kind,
        question=f"Where did {id} fly?",
        expected="Seoul",
        answerable=True,
        must_include=[["Seoul"]],
        must_not_include=["Tokyo"],
        gold_ids=["a"],
        gold_quotes=["flew to Seoul"],
        found_ids=["b", "a"],
        answer=answer,
        faults=[fault] if fault else [],
        problems=[problem] if problem else [],
        figures={"right": float(not fault), "hit@10": 1.0, "cites_gold": 1.0, "seconds": 0.07, "outcome": 3.0},
    )


RESULTS = [
    result("first", "fact"),
    result("second", "fact", fault="lacks Seoul", said="He went to Tokyo."),
    result("third", "list", problem="not supported: it says Busan"),
    result("fourth", "list"),
]
BEFORE = [RESULTS[0], result("second", "fact"), *RESULTS[2:]]


@pytest.fixture(params=[1400, 390])
def page(chromium, tmp_path, request):
    file = tmp_path / "report.html"
    report = Report(writer="quotes", word_limit=150, results=RESULTS)
    file.write_text(html(report, compare(Report(writer="quotes", word_limit=150, results=BEFORE), report)), "utf-8")
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    context.set_default_timeout(60_000)
    found = context.new_page()
    wrong, asked = [], []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text))
    found.on("request", lambda one: asked.append(one.url))
    found.goto(file.as_uri())
    yield found
    assert found.evaluate("document.scrollingElement.scrollWidth") <= request.param
    context.close()
    assert (wrong, asked) == ([], [file.as_uri()])


def shown(page):
    rows = page.locator("details.prompt")
    return [row.locator(".q").text_content().split()[2] for row in rows.all() if row.is_visible()]


def test_the_filters_hide_all_other_prompts(page):
    assert shown(page) == ["first", "second", "third", "fourth"]
    page.locator("#state").select_option("failed")
    assert shown(page) == ["second", "third"]
    assert page.locator("#count").text_content() == "2 of 4 shown"
    page.locator("#kind").select_option("list")
    assert shown(page) == ["third"]
    page.locator("#state").select_option("right")
    assert shown(page) == ["fourth"]
    page.locator("#kind").select_option("")
    page.locator("#state").select_option("changed")
    assert shown(page) == ["second"]
    page.locator("#state").select_option("")
    page.locator("#words").fill("BUSAN")
    assert shown(page) == ["third"]
    page.locator("#words").fill("nothing of the kind")
    assert shown(page) == [] and page.get_by_text("No prompt is like that.").is_visible()


def test_a_prompt_opens_with_its_answer_citations_and_verdicts(page):
    page.get_by_text("Where did first fly?").click()
    opened = page.locator("details.prompt").first
    assert opened.locator("blockquote mark").first.text_content() == "Seoul"
    assert "The envoy <b>flies</b>" in opened.inner_text()
    page.locator("#state").select_option("failed")
    page.locator("#open").click()
    assert page.locator("details.prompt[open]").count() == 3
    assert page.locator("mark.no").first.text_content() == "Tokyo"
    assert page.get_by_text("In the baseline").is_visible()
