"""The evaluation: prompts are read strictly, figures are right by hand and by a kept library, runs compare honestly."""

import json

import pytest

from assistant.evaluation import Report, Result, evaluate, read_prompts
from assistant.evaluation import measures as m
from assistant.evaluation.matching import faults, occurs
from assistant.evaluation.page import html, markdown
from assistant.evaluation.prompts import Prompt, parse
from assistant.evaluation.report import bound, broken, compare
from corpus.article import Article
from corpus.errors import CallError, WorkError


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("8", "18 missiles", False),
        ("8", "8 missiles", True),
        ("kst", "at 6 a.m. KST.", True),
        ("must-go", "a must\u2011go path", True),
        ("isn't", "it isn\u2019t so", True),
        ("10 million", "$10\u00a0million", True),
        ("March", "Marching", False),
        ("", "anything", False),
    ],
)
def test_strings_are_found_as_whole_words_whatever_their_quotes_spaces_and_hyphens(wanted, text, found):
    assert occurs(wanted, text) is found


def test_an_answer_is_right_only_with_every_group_nothing_forbidden_and_within_the_limit():
    prompt = Prompt("a", "q", must_include=(("13", "thirteen"), ("ICBM",)), must_not_include=("31",))
    assert faults(prompt, "Thirteen launches, with an ICBM.", False) == []
    assert faults(prompt, "Thirteen launches.", False) == ["lacks ICBM"]
    assert faults(prompt, "13 or 31, an ICBM", False) == ["says 31"]
    assert faults(prompt, "13 ICBM", True) == ["abstains"]
    assert faults(prompt, "13 ICBM a b c", False, word_limit=4) == ["has 5 words, more than 4"]
    assert faults(Prompt("b", "q", answerable=False), "x", False) == ["answers, where the archive does not say"]


def test_retrieval_figures_agree_with_a_hand_made_run():
    ranked, gold = ["x", "x", "a", "y", "b"], ["a", "b", "c"]
    assert m.hit(ranked, gold, 1) == 0.0
    assert m.hit(ranked, gold, 2) == 1.0
    assert m.reciprocal_rank(ranked, gold) == 0.5
    assert m.recall(ranked, gold) == pytest.approx(2 / 3)


def test_retrieval_figures_agree_with_a_kept_library():
    import ir_measures
    from ir_measures import RR, R, Success, nDCG

    runs = {"q1": ["a", "b", "c"], "q2": ["d", "e", "f", "g"], "q3": ["h"]}
    gold = {"q1": ["c"], "q2": ["d", "g", "z"], "q3": ["y"]}
    qrels = [ir_measures.Qrel(q, d, 1) for q, ds in gold.items() for d in ds]
    run = [ir_measures.ScoredDoc(q, d, float(-i)) for q, ds in runs.items() for i, d in enumerate(ds)]
    theirs = ir_measures.calc_aggregate([RR @ 10, nDCG @ 10, R @ 10, Success @ 1], qrels, run)
    ours = [m.figure([f(runs[q], gold[q]) for q in runs]).mean for f in (m.reciprocal_rank, m.ndcg, m.recall)]
    assert ours == pytest.approx([theirs[RR @ 10], theirs[nDCG @ 10], theirs[R @ 10]])
    assert m.figure([m.hit(runs[q], gold[q], 1) for q in runs]).mean == pytest.approx(theirs[Success @ 1])


def test_abstaining_is_counted_as_a_confusion_matrix():
    table = m.abstaining([False, False, True, True, True], [True, False, True, False, False])
    assert (table.precision, table.recall, table.over_refusal) == (0.5, 0.5, pytest.approx(1 / 3))


def test_a_paired_test_claims_only_what_it_can():
    assert m.paired([1.0] * 10, [1.0] * 10) == (0.0, 1.0)
    difference, p = m.paired([0.0] * 20, [1.0] * 20)
    assert difference == 1.0
    assert p < 0.01
    assert m.paired([0.0, 1.0, 0.0], [1.0, 0.0, 0.0])[1] > 0.5


def test_prompts_are_read_from_json_lines_and_yaml_alike(tmp_path):
    row = {"id": "a", "question": "When?", "must_include": [["May", "5"]], "as_of": "2022-01-01", "topic": "kept"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        "- id: b\n  question: When?\n  must_include: [[May, '5']]\n  as_of: 2022-01-01\n  topic: kept\n", "utf-8"
    )
    first, second = read_prompts([tmp_path / "a.jsonl", tmp_path / "b.yaml"])
    assert (first.as_of, first.must_include, first.extra) == ("2022-01-01", (("May", "5"),), {"topic": "kept"})
    assert (second.as_of, second.must_include, second.extra) == (first.as_of, first.must_include, first.extra)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.jsonl", '{"id": "a", "question": "q"}\n{"id": ', "p.jsonl:2"),
        ("p.jsonl", '{"id": "a"}\n', "p.jsonl:1: field question: is missing"),
        ("p.jsonl", '{"id": "a", "question": "q", "as_of": "2021-02-30"}\n', "p.jsonl:1: field as_of"),
        ("p.jsonl", '{"id": "a", "question": "q", "must_include": ["x"]}\n', "field must_include"),
        ("p.jsonl", '{"id": "a", "question": "q"}\n{"id": "a", "question": "q"}\n', "p.jsonl:2: field id"),
        ("p.yaml", "- id: a\n  question: q\n- id: b\n", "p.yaml:3: field question"),
        ("p.yaml", "id: [", "p.yaml:"),
        ("p.jsonl", "", "no prompt"),
    ],
)
def test_a_wrong_prompt_file_is_refused_with_line_and_field(tmp_path, name, text, said):
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(CallError) as caught:
        read_prompts([tmp_path / name])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


TEXT = "The envoy flew to Seoul on 3 May. He stayed two days."


class TinyDesk:
    """A desk of one article that answers from a table: what is measured here is the measuring."""

    def __init__(self, answers):
        self._answers = answers

    def article(self, id, version=None):
        return Article(title="t", text=TEXT, published="2022-05-04", id=id)

    def search(self, query, **options):
        from corpus.evidence import Evidence

        rest = {
            "version": 1,
            "also": [],
            "title": "t",
            "source": None,
            "kind": None,
            "published": "2022-05-04",
            "url": None,
        }
        return [
            Evidence(rank=i, score=1, article_id=a, start=0, end=33, text=TEXT[:33], **rest)
            for i, a in enumerate("xa", 1)
        ]

    def stream(self, question, **options):
        said = self._answers[question]
        if said is None:
            raise WorkError("the server is down")
        text, start, end = said
        cited = {
            "marker": 1,
            "article_id": "a",
            "version": 1,
            "also": [],
            "title": "t",
            "source": None,
            "kind": None,
            "published": "2022-05-04",
            "url": None,
            "start": start,
            "end": end,
            "quote": TEXT[0:33],
        }
        sentence = {"text": text, "verdict": "quote", "reasons": [], "citations": [cited]}
        yield {"type": "sentence", "sentence": sentence}
        yield {
            "type": "done",
            "answer": {
                "question": question,
                "standalone_question": question,
                "as_of": None,
                "since": None,
                "until": None,
                "window_from": None,
                "abstained": False,
                "reason": None,
                "text": text,
                "sentences": [sentence],
                "left_out": [],
                "closest": [],
                "writer": "tiny",
                "timings_ms": {},
                "usage": {},
                "archive": {"articles": 1, "passages": 1, "newest": None},
            },
        }


PROMPTS = [
    parse(
        {
            "id": "good",
            "question": "When?",
            "must_include": [["3 May"]],
            "gold_ids": ["a"],
            "gold_quotes": [{"article_id": "a", "quote": "The envoy flew to Seoul"}],
        },
        "here:1",
    ),
    parse({"id": "down", "question": "Who?", "must_include": [["envoy"]]}, "here:2"),
]


def test_a_prompt_that_fails_to_run_is_a_failed_prompt_and_the_run_goes_on():
    report = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    good, down = report.results
    assert good.faults == []
    assert good.figures["mrr@10"] == 0.5
    assert good.figures["citations_exact"] == good.figures["citation_recall"] == 1.0
    assert down.error == "the server is down"
    assert report.summary()["right"] == 0.5


def test_shuffled_citations_are_caught_by_a_bound_and_explained():
    report = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 5, 38), "Who?": None}), PROMPTS[:1])
    assert broken(report, [bound("citations_exact=1")]) == ["citations_exact is 0.000, less than 1"]
    with pytest.raises(CallError, match="no such measure"):
        broken(report, [bound("nonsense=1")])


def test_two_runs_side_by_side_say_what_changed_and_what_cannot_be_claimed():
    good = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    bad = evaluate(TinyDesk({"When?": ("No idea. [1]", 0, 33), "Who?": None}), PROMPTS)
    found = compare(good, bad)
    assert found["changed"] == [{"id": "good", "before": ["right"], "after": ["lacks 3 May"]}]
    assert found["measures"]["right"]["claim"] == "no difference can be claimed"


def test_a_run_is_saved_read_again_and_resumed_without_asking_twice(tmp_path):
    whole = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    whole.save(tmp_path / "run.json")
    again = Report.load(tmp_path / "run.json")
    assert again == whole
    assert evaluate(TinyDesk({}), PROMPTS, done=again.results) == whole
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(CallError, match="no saved run"):
        Report.load(tmp_path / "other.json")


def test_the_report_page_escapes_what_prompts_and_answers_say():
    result = Result(
        id="<script>alert(1)</script>",
        kind="fact",
        question="<img src=x onerror=alert(1)>",
        expected="",
        answerable=True,
        must_include=[],
        must_not_include=[],
        gold_ids=[],
        gold_quotes=["</blockquote><script>"],
        faults=["lacks <b>"],
    )
    page = html(Report(writer=None, word_limit=150, results=[result]))
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "lacks <b>" in markdown(Report(writer=None, word_limit=150, results=[result]))


def test_a_judged_answer_becomes_a_draft_prompt_and_prompts_are_added_beside_it(tmp_path):
    from assistant.answer import Answer
    from assistant.evaluation import drafts

    events = list(TinyDesk({"When?": ("On 3 May. [1]", 0, 33)}).stream("When?"))
    drafts.record(tmp_path, Answer.model_validate(events[-1]["answer"]), "up", now="2022-05-05T00:00:00")
    file = tmp_path / "more.jsonl"
    file.write_text(
        json.dumps({"id": "mine", "question": "Who?", "must_include": [["envoy"]], "topic": "kept"}) + "\n", "utf-8"
    )
    assert drafts.add(tmp_path, file) == drafts.add(tmp_path, file) == 1
    liked, mine = drafts.drafts(tmp_path)
    assert liked["gold_quotes"] == [{"article_id": "a", "quote": TEXT[:33]}]
    assert (mine["id"], mine["must_include"], mine["topic"]) == ("mine", [["envoy"]], "kept")
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (liked, mine)), "utf-8")
    assert [one.id for one in read_prompts([tmp_path / "out.jsonl"])] == [liked["id"], "mine"]
