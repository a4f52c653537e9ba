"""A model's thoughts are told from its answer by their marks, wherever the stream is cut."""

import time

import pytest

from assistant.chatting.thoughts import Thoughts, without_thoughts

CASES = {
    "none": ("The bridge is open. [k]", "The bridge is open. [k]"),
    "think": ("<think>Is it? It is.</think>It is open. [k]", "It is open. [k]"),
    "thinking, over lines": ("<thinking>\nIs it?\n\n</thinking>\n\nIt is open.", "It is open."),
    "with an attribute": ('<think depth="3">Is it?</think>It is open.', "It is open."),
    "in square brackets": ("[THINK]Is it?[/THINK]It is open. [k]", "It is open. [k]"),
    "between triangles": ("◁think▷Is it?◁/think▷It is open.", "It is open."),
    "a template's channels": (
        "<|channel|>analysis<|message|>Is it?<|end|><|start|>assistant<|channel|>final<|message|>It is open.<|return|>",
        "It is open.",
    ),
    "begin and end": ("<|begin_of_thought|>Is it?<|end_of_thought|><|begin_of_solution|>It is.", "It is."),
    "a page's details": ('<details type="reasoning" done="true">Is it?</details>It is open.', "It is open."),
    "an answer in its own marks": ("<reasoning>Is it?</reasoning><answer>It is open.</answer>", "It is open."),
    "wide bars": ("<｜begin▁of▁thinking｜>Is it?<｜end▁of▁thinking｜>It is open.<｜end▁of▁sentence｜>", "It is open."),
    "channels without their tokens": ("analysisIs it? It is.assistantfinalIt is open.", "It is open."),
    "closed and never opened": ("Is it? It is.\n</think>\nIt is open.", "It is open."),
    "twice": ("<think>a</think>One. <think>b</think>Two.", "One. Two."),
    "never closed": ("<think>Is it? It is.", ""),
    "a sign that is no mark": ("5 < 6, and [North] Korea <3", "5 < 6, and [North] Korea <3"),
}


@pytest.mark.parametrize("name", CASES)
def test_only_the_answer_is_left(name):
    text, answer = CASES[name]
    assert without_thoughts(text).strip() == answer


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("step", [1, 3, 7])
def test_it_does_not_matter_where_the_stream_is_cut(name, step):
    text, answer = CASES[name]
    thoughts, said, taken_back = Thoughts(), "", 0
    for start in range(0, len(text) + step, step):
        piece = thoughts.take(text[start : start + step]) if start < len(text) else thoughts.rest()
        said = piece if thoughts.retracted > taken_back else said + piece
        taken_back = thoughts.retracted
    assert said.strip() == thoughts.answer.strip() == answer


@pytest.mark.parametrize("piece", ["<think>", "<", "[", "<|channel|>", "</think>a", "<think>a</think> "])
def test_the_time_is_in_proportion_to_the_answer(piece):
    began = time.process_time()
    thoughts = Thoughts()
    for _ in range(20_000):
        thoughts.take(piece)
    thoughts.rest()
    assert time.process_time() - began < 3
