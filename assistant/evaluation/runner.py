"""Running prompts against a desk: one result per prompt, a failure is a failed prompt, and the run goes on."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from assistant.answer import Answer
from assistant.briefing.briefing import Briefing
from assistant.briefing.length import WORDS
from assistant.evaluation import checks
from assistant.evaluation.composition import composition
from assistant.evaluation.judging import ModelJudge
from assistant.evaluation.matching import WORD_LIMIT, faults
from assistant.evaluation.measures import distinct
from assistant.evaluation.nuggets import as_answer, told_in
from assistant.evaluation.nuggets import figures as nugget_figures
from assistant.evaluation.prompts import Prompt, parse
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.statistics import (
    ABSTAINED_RIGHTLY,
    ABSTAINED_WRONGLY,
    ANSWERED_RIGHTLY,
    ANSWERED_WRONGLY,
)
from corpus.article import Article
from corpus.errors import BriefingError, WorkError
from corpus.evidence import Evidence

DEPTH = 40  # passages searched for the retrieval measures; hit@10 counts their first ten distinct articles

Done = Callable[[Result], None]


class Desk(Protocol):
    """What is evaluated: `assistant.assistant.Assistant`, or anything that answers like it."""

    def stream(self, question: str, *args: Any, **options: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        """The answer as events; the last is `done` and carries the whole answer."""
        ...

    def brief_stream(self, request: str = "", *args: Any, **options: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        """The briefing as events; the last is `done` and carries the whole briefing."""
        ...

    def search(self, query: str, *args: Any, **options: Any) -> list[Evidence]:  # noqa: ANN401
        """The best passages."""
        ...

    def article(self, id: str, version: int | None = None) -> Article:
        """An article by its id."""
        ...


def evaluate(
    desk: Desk,
    prompts: Sequence[Prompt | Mapping[str, Any]],
    *,
    writer: str | None = None,
    word_limit: int = WORD_LIMIT,
    repeat: int = 1,
    judge: ModelJudge | None = None,
    done: Sequence[Result] = (),
    on_result: Done | None = None,
) -> Report:
    """Run every prompt and measure it. Prompts may be mappings, as a line of JSON Lines holds them.

    `repeat` runs of each prompt are its rounds. `judge` gives a second opinion, kept apart from the figures. `done`
    are results of an earlier run, kept for the prompts that have not changed since (resuming). `on_result` is called
    after each prompt, so that what is done can be kept when the run is stopped. Raises CallError for a wrong prompt.
    """
    asked = [one if isinstance(one, Prompt) else parse(one, f"prompt {at}") for at, one in enumerate(prompts, 1)]
    kept = {(one.id, one.round): one for one in done}
    results: list[Result] = []
    for turn in range(repeat):
        for prompt in asked:
            fields = _fields(prompt, turn)
            result = kept.get((prompt.id, turn))
            if result is None or not result.is_of(fields):
                result = _run(desk, prompt, fields, writer, word_limit)
            if judge is not None and result.judged is None:
                result.judged = judge.verdict(result)
            results.append(result)
            if on_result is not None:
                on_result(result)
    return Report(writer=writer, word_limit=word_limit, judge=judge.name if judge else None, results=results)


def _fields(prompt: Prompt, turn: int) -> dict[str, Any]:
    return {
        "id": prompt.id,
        "kind": prompt.kind,
        "round": turn,
        "question": prompt.question,
        "history": [dict(one) for one in prompt.history],
        "as_of": prompt.as_of,
        "since": prompt.since,
        "until": prompt.until,
        "expected": prompt.answer,
        "answerable": prompt.answerable,
        "must_include": [list(group) for group in prompt.must_include],
        "must_not_include": list(prompt.must_not_include),
        "gold_ids": list(prompt.gold_ids),
        "gold_quotes": [one.quote for one in prompt.gold_quotes],
        "nuggets": [asdict(one) for one in prompt.nuggets],
    }


def _run(desk: Desk, prompt: Prompt, fields: dict[str, Any], writer: str | None, word_limit: int) -> Result:
    result = Result(**fields)
    window: dict[str, Any] = prompt.scope.window
    if prompt.history:
        window["history"] = prompt.history
    try:
        if prompt.briefing:
            _measure_briefing(desk, prompt, prompt.scope.window | {"writer": writer}, result)
            return result
        _measure_search(desk, prompt, window, result)
        _measure_answer(desk, prompt, window | {"writer": writer}, word_limit, result)
    except BriefingError as exc:
        _fail(prompt, result, str(exc))
    except Exception as exc:  # whatever a desk raises, the other prompts are run
        _fail(prompt, result, f"unexpected {type(exc).__name__}: {exc}")
    return result


def _fail(prompt: Prompt, result: Result, why: str) -> None:
    result.error = " ".join(why.split())
    result.faults = [f"failed: {result.error}"]
    result.figures["failed"] = 1.0
    if prompt.briefing:
        return
    if prompt.answerable:
        result.figures["right"] = 0.0
    if prompt.gold_ids:
        result.figures = {**{name: 0.0 for name in checks.RETRIEVAL}, **result.figures}


def _measure_search(desk: Desk, prompt: Prompt, window: dict[str, Any], result: Result) -> None:
    if prompt.gold_ids:
        found = desk.search(prompt.question, k=DEPTH, **window)
        result.found_ids = distinct([one.article_id for one in found])[:10]
        result.figures |= checks.retrieval(desk, prompt, found)
        result.problems += checks.missing_gold(desk, prompt)


def _measure_answer(desk: Desk, prompt: Prompt, options: dict[str, Any], word_limit: int, result: Result) -> None:
    began = time.perf_counter()
    first: float | None = None
    document: dict[str, Any] | None = None
    for event in desk.stream(prompt.question, **options):
        if event["type"] == "sentence" and first is None:
            first = time.perf_counter() - began
        if event["type"] == "done":
            document = event["answer"]
            break
    if document is None:
        raise WorkError("the answer did not come to an end")
    answer = Answer.model_validate(document)
    result.figures |= {"seconds": time.perf_counter() - began, "first_sentence": first, "failed": 0.0}
    result.faults = faults(prompt, answer.text, answer.abstained, word_limit)
    if prompt.answerable:
        result.figures["right"] = float(not result.faults)
    _measure_text(desk, prompt, answer, result)


def _measure_briefing(desk: Desk, prompt: Prompt, options: dict[str, Any], result: Result) -> None:
    """Order the briefing, and count its nuggets: each vital one that it does not tell is a problem."""
    began = time.perf_counter()
    first: float | None = None
    document: dict[str, Any] | None = None
    for event in desk.brief_stream(prompt.question, words=WORDS, **options):
        if event["type"] == "item" and first is None:
            first = time.perf_counter() - began
        if event["type"] == "done":
            document = event["briefing"]
    if document is None:
        raise WorkError("the briefing did not come to an end")
    briefing = Briefing.model_validate(document)
    result.figures |= {"seconds": time.perf_counter() - began, "first_sentence": first, "failed": 0.0}
    if prompt.answerable == briefing.abstained:
        result.faults = ["abstains"] if briefing.abstained else ["answers, where the archive does not say"]
    _measure_text(desk, prompt, as_answer(briefing), result)
    if prompt.nuggets:
        figures, untold = nugget_figures(prompt, told_in(briefing, WORDS))
        result.figures |= figures
        result.problems += untold


def _measure_text(desk: Desk, prompt: Prompt, answer: Answer, result: Result) -> None:
    result.answer = answer.model_dump(mode="json")
    if prompt.answerable:
        result.figures["over_refusal"] = float(answer.abstained)
        result.figures["outcome"] = ABSTAINED_WRONGLY if answer.abstained else ANSWERED_RIGHTLY
    else:
        result.figures["abstain_recall"] = float(answer.abstained)
        result.figures["outcome"] = ABSTAINED_RIGHTLY if answer.abstained else ANSWERED_WRONGLY
    for figures, problems in (checks.citations(desk, prompt, answer), checks.support(desk, answer)):
        result.figures |= figures
        result.problems += problems
    result.figures |= composition(desk, answer)
    result.figures |= checks.cost(answer, getattr(desk, "settings", None))
