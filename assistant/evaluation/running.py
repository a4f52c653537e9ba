"""Running prompts against a desk: one result per prompt, a failure is a failed prompt, and the run goes on."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from assistant.answer import Answer, Citation
from assistant.evaluation import measures
from assistant.evaluation.matching import WORD_LIMIT, faults
from assistant.evaluation.prompts import Prompt
from assistant.evaluation.report import Report, Result
from corpus.article import Article
from corpus.errors import BriefingError
from corpus.evidence import Evidence

DEPTH = 40  # passages searched for the retrieval measures; hit@10 counts their first ten distinct articles

Done = Callable[[Result], None]


class Desk(Protocol):
    """What is evaluated: `assistant.chain.Assistant`, or anything that answers like it."""

    def stream(self, question: str, *args: Any, **options: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        """The answer as events; the last is `done` and carries the whole answer."""
        ...

    def search(self, query: str, *args: Any, **options: Any) -> list[Evidence]:  # noqa: ANN401
        """The best passages."""
        ...

    def article(self, id: str, version: int | None = None) -> Article:
        """An article by its id."""
        ...


def evaluate(
    desk: Desk,
    prompts: Sequence[Prompt],
    *,
    writer: str | None = None,
    word_limit: int = WORD_LIMIT,
    repeat: int = 1,
    done: Sequence[Result] = (),
    on_result: Done | None = None,
) -> Report:
    """Run every prompt and measure it; `done` are results of an earlier run that are kept (resuming).

    `on_result` is called after each prompt, so that what is done can be kept when the run is stopped.
    """
    kept = {(one.id, one.round): one for one in done}
    results: list[Result] = []
    for turn in range(repeat):
        for prompt in prompts:
            result = kept.get((prompt.id, turn)) or _run(desk, prompt, writer, word_limit, turn)
            results.append(result)
            if on_result is not None:
                on_result(result)
    return Report(writer=writer, word_limit=word_limit, results=results)


def _run(desk: Desk, prompt: Prompt, writer: str | None, word_limit: int, turn: int) -> Result:
    plain = {"history": prompt.history, "as_of": prompt.as_of, "since": prompt.since, "until": prompt.until}
    base: dict[str, Any] = {
        "id": prompt.id,
        "kind": prompt.kind,
        "round": turn,
        "question": prompt.question,
        "expected": prompt.answer,
        "answerable": prompt.answerable,
        "must_include": [list(group) for group in prompt.must_include],
        "must_not_include": list(prompt.must_not_include),
        "gold_ids": list(prompt.gold_ids),
        "gold_quotes": [one.quote for one in prompt.gold_quotes],
    }
    try:
        answer, first, whole = _ask(desk, prompt, plain | {"writer": writer})
        found = desk.search(prompt.question, k=DEPTH, **plain) if prompt.gold_ids else []
        figures = _retrieval(desk, prompt, found) | _citations(desk, prompt, answer)
    except BriefingError as exc:
        return Result(**base, error=str(exc), faults=[f"failed: {exc}"], figures={"right": 0.0})
    wrong = faults(prompt, answer.text, answer.abstained, word_limit)
    if prompt.answerable:
        figures["right"] = float(not wrong)
    total = len(answer.sentences) + len(answer.left_out)
    figures["passed_gate"] = len(answer.sentences) / total if total else None
    return Result(
        **base,
        answer=answer.model_dump(mode="json"),
        faults=wrong,
        figures=figures,
        seconds=round(whole, 3),
        seconds_to_first=None if first is None else round(first, 3),
        found_ids=measures.distinct([one.article_id for one in found])[:10],
    )


def _ask(desk: Desk, prompt: Prompt, options: dict[str, Any]) -> tuple[Answer, float | None, float]:
    began = time.perf_counter()
    first: float | None = None
    for event in desk.stream(prompt.question, **options):
        if event["type"] == "sentence" and first is None:
            first = time.perf_counter() - began
        if event["type"] == "done":
            return Answer.model_validate(event["answer"]), first, time.perf_counter() - began
    raise BriefingError("the answer did not come to an end")


def _retrieval(desk: Desk, prompt: Prompt, found: list[Evidence]) -> dict[str, float | None]:
    if not prompt.gold_ids:
        return {}
    # A copy leads to the same text, so that finding it under another id is finding it.
    ranked = [
        next((id for id in (one.article_id, *one.also) if id in prompt.gold_ids), one.article_id) for one in found
    ]
    gold = prompt.gold_ids
    figures: dict[str, float | None] = {
        "hit@1": measures.hit(ranked, gold, 1),
        "hit@10": measures.hit(ranked, gold, 10),
        "mrr@10": measures.reciprocal_rank(ranked, gold),
        "ndcg@10": measures.ndcg(ranked, gold),
        "recall@10": measures.recall(ranked, gold),
    }
    if prompt.gold_quotes:
        spans = _gold_spans(desk, prompt)
        figures["quote_found@10"] = float(
            any(
                id in (one.article_id, *one.also) and one.start < end and start < one.end
                for one in found[:10]
                for id, start, end in spans
            )
        )
    return figures


def _citations(desk: Desk, prompt: Prompt, answer: Answer) -> dict[str, float | None]:
    cited = [citation for sentence in answer.sentences for citation in sentence.citations]
    if not cited:
        return {}
    exact = [desk.article(one.article_id, one.version).text[one.start : one.end] == one.quote for one in cited]
    figures: dict[str, float | None] = {"citations_exact": sum(exact) / len(exact)}
    if prompt.answerable and prompt.gold_ids:
        spans = _gold_spans(desk, prompt)
        good = [_in_gold(one, prompt) for one in cited]
        touched = [any(_overlaps(one, span) for one in cited) for span in spans]
        figures |= {
            "citation_precision": sum(good) / len(good),
            "citation_recall": sum(touched) / len(touched) if touched else None,
            "cites_gold": float(any(good) or any(touched)),
        }
    return figures


def _in_gold(citation: Citation, prompt: Prompt) -> bool:
    return bool({citation.article_id, *citation.also} & set(prompt.gold_ids))


def _overlaps(citation: Citation, span: tuple[str, int, int]) -> bool:
    id, start, end = span
    return id in (citation.article_id, *citation.also) and citation.start < end and start < citation.end


def _gold_spans(desk: Desk, prompt: Prompt) -> list[tuple[str, int, int]]:
    spans = []
    for one in prompt.gold_quotes:
        try:
            at = desk.article(one.article_id).text.find(one.quote)
        except BriefingError:
            at = -1
        if at >= 0:
            spans.append((one.article_id, at, at + len(one.quote)))
    return spans
