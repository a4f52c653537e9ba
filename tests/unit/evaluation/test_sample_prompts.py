"""The prompts that ship with the project: their form, and that every gold quote of the sample stands in it."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluation import read_prompts

ROOT = Path(__file__).resolve().parents[3]
PROMPTS = ROOT / "assistant" / "evaluation" / "sample_prompts.yaml"
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HARD = ROOT / "tests" / "data" / "hard_unanswerable.jsonl"
SEVERAL = ROOT / "tests" / "data" / "several_press.jsonl"

KINDS = {
    "fact",
    "date",
    "who_said",
    "quote",
    "number",
    "list",
    "multi_doc",
    "comparison",
    "change_over_time",
    "as_of",
    "false_premise",
    "follow_up",
    "unanswerable",
    "entity_absent",
    "broad",
    "yes_no",
    "why",
}
FIELDS = {
    "id",
    "question",
    "kind",
    "history",
    "as_of",
    "since",
    "until",
    "answerable",
    "answer",
    "must_include",
    "must_not_include",
    "gold_ids",
    "gold_quotes",
    "near_ids",
}


@cache
def bodies() -> dict[str, str]:
    found = {}
    for file in (ROOT / "corpus" / "sample").glob("*.md"):
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        found[yaml.load(front, Loader=FAST)["id"]] = body
    return found


@cache
def sample_prompts() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load(PROMPTS.read_text(encoding="utf-8"), Loader=FAST)
    return rows


@cache
def hard_prompts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in HARD.read_text(encoding="utf-8").splitlines()]


def both() -> list[dict[str, Any]]:
    return sample_prompts() + hard_prompts()


def answerable() -> list[dict[str, Any]]:
    return [prompt for prompt in sample_prompts() if prompt["answerable"]]


def test_there_are_enough_prompts_of_every_kind() -> None:
    kinds = Counter(prompt["kind"] for prompt in sample_prompts())
    assert set(kinds) == KINDS
    assert kinds.total() >= 64
    assert min(kinds.values()) >= 4
    assert sum(not prompt["answerable"] for prompt in sample_prompts()) >= 20
    assert kinds["unanswerable"] > kinds["entity_absent"]


def test_there_are_enough_hard_prompts_and_none_has_an_answer() -> None:
    assert len(hard_prompts()) >= 44
    assert not any(prompt["answerable"] for prompt in hard_prompts())


def test_ids_and_questions_occur_once() -> None:
    # A follow-up question may be asked again in another conversation.
    asked = [(json.dumps(prompt.get("history", [])), prompt["question"]) for prompt in both()]
    assert len(asked) == len(set(asked))
    ids = [prompt["id"] for prompt in both()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("prompt", both(), ids=lambda prompt: prompt["id"])
def test_the_form_is_that_of_a_test_prompt(prompt: dict[str, Any]) -> None:
    assert set(prompt) <= FIELDS
    assert prompt["kind"] in KINDS
    assert isinstance(prompt["answerable"], bool)
    assert prompt["question"].endswith(("?", "."))
    assert prompt["answer"].strip()
    assert all(set(turn) == {"role", "content"} for turn in prompt.get("history", []))
    assert (prompt["kind"] in {"unanswerable", "entity_absent"}) == (not prompt["answerable"])
    for field in ("as_of", "since", "until"):
        assert isinstance(prompt.get(field, ""), str)
    for article in [*prompt.get("gold_ids", []), *prompt.get("near_ids", [])]:
        assert article in bodies(), article
    if prompt["kind"] == "follow_up":
        assert prompt["history"]
    if prompt["kind"] == "as_of":
        assert prompt["as_of"]


@pytest.mark.parametrize("prompt", answerable(), ids=lambda prompt: prompt["id"])
def test_what_can_be_answered_has_gold_quotes_to_the_letter(prompt: dict[str, Any]) -> None:
    assert prompt["gold_ids"]
    assert prompt["gold_quotes"]
    for gold in prompt["gold_quotes"]:
        assert gold["article_id"] in prompt["gold_ids"]
        assert gold["quote"] in bodies()[gold["article_id"]]
        assert 10 <= len(gold["quote"]) <= 600


@pytest.mark.parametrize("prompt", answerable(), ids=lambda prompt: prompt["id"])
def test_the_gold_articles_hold_what_an_answer_must_include(prompt: dict[str, Any]) -> None:
    told = " ".join(bodies()[article] for article in prompt["gold_ids"]).lower()
    assert prompt["must_include"]
    # The day behind a weekday ("on Friday") is not in the article: it is worked out from the publication date.
    if prompt["id"] != "sample-date-05":
        assert all(any(string.lower() in told for string in group) for group in prompt["must_include"])


@pytest.mark.parametrize(
    "prompt", [prompt for prompt in both() if not prompt["answerable"]], ids=lambda prompt: prompt["id"]
)
def test_what_cannot_be_answered_has_no_gold(prompt: dict[str, Any]) -> None:
    assert not prompt.get("gold_ids")
    assert not prompt.get("gold_quotes")
    assert not prompt.get("must_include")
    if prompt["kind"] == "unanswerable":
        assert prompt["near_ids"], "the topic must be present"


def test_the_press_prompts_that_draw_on_several_articles_say_what_an_answer_must_hold():
    prompts = read_prompts(SEVERAL)
    assert {one.kind for one in prompts} == {"list", "multi_doc", "comparison", "change_over_time"}
    assert all(one.answerable and one.must_include for one in prompts)
