"""The benchmarks' own reckoning: sets of both layouts, slices, charts, and a list that leaves none out."""

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from assistant.evaluation import Prompt
from tests.benchmarks.__main__ import HERE, KNOWN, Benchmark, main, names
from tests.benchmarks.bench_month import measure
from tests.benchmarks.bench_retrieval import MEASURES, table
from tests.benchmarks.chart import bars
from tests.benchmarks.retrieval_sets import RetrievalSet, find_set, request

ARTICLES = [
    {
        "id": "port",
        "title": "Port opens",
        "published": "2021-03-01",
        "text": "The new port opened on Monday. It has two piers.",
    },
    {
        "id": "port-copy",
        "title": "Port",
        "published": "2021-03-02",
        "text": "The new port opened on Monday. It has two piers.",
    },
    {
        "id": "bridge",
        "title": "Bridge shut",
        "published": "2021-04-01",
        "text": "The old bridge was shut after a flood. " * 4,
    },
]
PROMPTS = [
    {"id": "p1", "question": "What opened?", "gold_ids": ["port"]},
    {
        "id": "p2",
        "question": "And when?",
        "gold_ids": ["bridge"],
        "history": [
            {"role": "user", "content": "Which bridge was shut?"},
            {"role": "assistant", "content": "The old one."},
        ],
    },
    {"id": "p3", "question": "Who is the mayor?", "answerable": False},
]


def written(folder):
    for name, rows in (("articles", ARTICLES), ("prompts", PROMPTS)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_a_look_that_finds_nothing_new_takes_less_than_a_second_of_the_processor(tmp_path):
    found = measure(tmp_path, days=2, count=40)
    assert found["articles"] == 81
    assert list(found["nothing new"]) == ["unchanged", "sent again", "a folder", "a whole round"]
    assert max(one.processor for one in found["nothing new"].values()) < 1


def test_a_folder_of_articles_and_prompts_is_a_set_of_its_answerable_prompts(tmp_path):
    found = find_set(written(tmp_path))
    assert [one["id"] for one in found.articles] == ["port", "port-copy", "bridge"]
    assert [one.id for one in found.prompts] == ["p1", "p2"]


def test_a_folder_of_press_texts_finds_its_prompts_and_the_saved_page_beside_it(tmp_path):
    for folder in ("data/press", "prompts", "articles"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/press/korea.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    page = (
        "Talks go on\n\nPosted March. 3, 2021 07:27,\n\nThe two sides met again and agreed to go on talking in May.\n"
    )
    (tmp_path / "articles/seoul-peace-process.txt").write_text(page)
    prompt = {"id": "q", "question": "When do they go on?", "gold_ids": ["seoul-peace-process"]}
    (tmp_path / "prompts/visible.jsonl").write_text(json.dumps(prompt) + "\n")
    found = find_set(tmp_path / "data")
    assert [one["id"] for one in found.articles] == ["port", "port-copy", "bridge", "seoul-peace-process"]
    assert found.articles[-1]["published"][:10] == "2021-03-03"


def test_a_prompt_whose_gold_article_is_missing_is_left_out_and_named(tmp_path, capsys):
    other = tmp_path / "other.jsonl"
    rows = [
        {"id": "here", "question": "?", "gold_ids": ["port"]},
        {"id": "lost", "question": "?", "gold_ids": ["none"]},
    ]
    other.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert [one.id for one in find_set(written(tmp_path), other).prompts] == ["here"]
    assert "not in the set: lost." in capsys.readouterr().err


def test_a_folder_with_neither_is_no_set_and_the_benchmark_says_so(tmp_path):
    assert find_set(tmp_path) is None
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.bench_retrieval",
        "--data",
        str(tmp_path),
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Skipped" in done.stdout


def test_copies_of_a_text_count_as_one_article(tmp_path):
    first = find_set(written(tmp_path)).first_copy
    assert first == {"port": "port", "port-copy": "port", "bridge": "bridge"}


def test_a_slice_keeps_prompts_whole():
    prompts = [Prompt("a", "?", gold_ids=("1", "2")), Prompt("b", "?", gold_ids=("3",))]
    articles = [{"id": str(number), "text": "x" * (10 - number), "title": "", "published": ""} for number in range(8)]
    cut = RetrievalSet("s", articles, prompts).cut_to(4)
    assert len(cut.articles) == 4
    for prompt in cut.prompts:
        assert set(prompt.gold_ids) <= {one["id"] for one in cut.articles}
    assert len(cut.prompts) == 2


def test_peers_get_the_last_question_in_front_of_a_follow_up(tmp_path):
    prompt = find_set(written(tmp_path)).prompts[1]
    assert request(prompt)["flat"] == "Which bridge was shut? And when?"
    assert request(prompt)["question"] == "And when?"


def test_the_table_has_a_row_for_each_system_and_names_what_was_skipped():
    figure = {"mean": 0.5, "low": 0.25, "high": 0.75, "n": 2}
    one = {
        "measures": dict.fromkeys(MEASURES, figure),
        "values": {name: [0.0, 1.0] for name in MEASURES},
        "p50_ms": 12.0,
        "p95_ms": 30.0,
        "memory_mb": 200.0,
        "disk_mb": 3.0,
        "missed": ["p1"],
    }
    results = {
        "ours": one | {"name": "ours", "index": {"estimated": True, "seconds": 9.0}},
        "dense": one | {"name": "dense"},
    }
    text = table(RetrievalSet("s", [], []), results, {"haystack": "it failed"})
    assert "| ours | 0.500 [0.25, 0.75] |" in text
    assert "| ~9 s | 12 / 30 ms |" in text
    assert "same index" in text
    assert "Skipped: Haystack hybrid: it failed." in text


def test_the_chart_is_svg_with_a_bar_for_every_figure():
    series = {"ours": [(0.5, 0.4, 0.6), (0.9, 0.8, 1.0)], "peer <x>": [(0.1, 0, 0.2)] * 2}
    svg = bars("Hits & misses", ["hit@1", "hit@10"], series)
    root = ElementTree.fromstring(svg)
    heights = [float(one.get("height")) for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("y")]
    assert len([height for height in heights if height != 12]) == 4
    assert "0.90" in svg


def test_make_bench_knows_every_benchmark_of_the_folder():
    files = {file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py")}
    assert set(names()) == files
    assert len(names()) == len(files)


@pytest.mark.parametrize("name", names())
def test_a_benchmark_knows_what_make_bench_calls_it_with(name):
    known, text = KNOWN.get(name, Benchmark()), (HERE / f"bench_{name}.py").read_text("utf-8")
    assert all(f'"{one}"' in text for one in (*known.arguments, *known.quick) if one.startswith("--"))


def test_a_benchmark_whose_data_is_missing_is_skipped_with_a_word_and_the_run_goes_on(tmp_path, capsys):
    status = main(
        ["--data", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--only", "prompts", "--only", "answerable"]
    )
    kept = json.loads((tmp_path / "out" / "bench.json").read_text())
    assert status == 0
    assert [one["status"] for one in kept.values()] == ["skipped", "skipped"]
    assert "is not there" in capsys.readouterr().out
