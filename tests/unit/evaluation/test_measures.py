"""The evaluation: prompts are read strictly, figures are right by hand and by a kept library, runs compare honestly."""

import json

import pytest

from assistant.evaluation import Report, Result, evaluate, read_prompts
from assistant.evaluation import measures as m
from assistant.evaluation import statistics as s
from assistant.evaluation.comparing import bound, broken, compare
from assistant.evaluation.judging import ModelJudge
from assistant.evaluation.matching import faults, occurs
from assistant.evaluation.prompts import Prompt, parse
from assistant.evaluation.report.page import html
from assistant.evaluation.report.tables import folded, markdown
from assistant.evaluation.runs.unfinished import Unfinished
from assistant.settings import Settings
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
    # Distinct: x, a, y, b. Gains at ranks 2 and 4, best at 1, 2, 3.
    assert m.ndcg(ranked, gold) == pytest.approx((1 / 1.584963 + 1 / 2.321928) / (1 + 1 / 1.584963 + 0.5), abs=1e-5)


def test_retrieval_figures_agree_with_a_kept_library():
    import ir_measures
    from ir_measures import RR, R, Success, nDCG

    runs = {"q1": ["a", "b", "c"], "q2": ["d", "e", "f", "g"], "q3": ["h"], "q4": list("nopqrstuvwxyz")}
    gold = {"q1": ["c"], "q2": ["d", "g", "z"], "q3": ["y"], "q4": list("wyo")}
    qrels = [ir_measures.Qrel(q, d, 1) for q, ds in gold.items() for d in ds]
    run = [ir_measures.ScoredDoc(q, d, float(-i)) for q, ds in runs.items() for i, d in enumerate(ds)]
    theirs = ir_measures.calc_aggregate([RR @ 10, nDCG @ 10, R @ 10, Success @ 1, Success @ 10], qrels, run)
    ours = [s.figure([[f(runs[q], gold[q])] for q in runs]).mean for f in (m.reciprocal_rank, m.ndcg, m.recall)]
    assert ours == pytest.approx([theirs[RR @ 10], theirs[nDCG @ 10], theirs[R @ 10]])
    for k in (1, 10):
        assert s.figure([[m.hit(runs[q], gold[q], k)] for q in runs]).mean == pytest.approx(theirs[Success @ k])


def test_an_interval_is_that_of_the_prompts_whatever_the_rounds():
    values = [0.0] * 30 + [1.0] * 70
    once = s.figure([[one] for one in values])
    assert once == s.figure([[one] for one in values])  # a fixed seed
    assert once == s.figure([[one, one, one] for one in values])  # three equal rounds say nothing new
    # The normal approximation for a share of .7 among 100 is .7 -+ .09.
    assert (once.mean, once.n) == (0.7, 100)
    assert once.low == pytest.approx(0.61, abs=0.02) and once.high == pytest.approx(0.79, abs=0.02)
    assert s.figure([[None], []]) == s.Figure(None, None, None, 0)
    assert s.figure([[1.0], [2.0], [3.0], [4.0], [5.0]], s.quantile(50)).mean == 3.0
    assert s.figure([[float(one)] for one in range(101)], s.quantile(95)).mean == 95.0


def test_abstaining_has_precision_and_f1_as_the_definitions_say():
    rows = (
        [[s.ABSTAINED_RIGHTLY]] * 3 + [[s.ABSTAINED_WRONGLY]] + [[s.ANSWERED_WRONGLY]] * 2 + [[s.ANSWERED_RIGHTLY]] * 4
    )
    assert s.figure(rows, s.abstain_precision).mean == 0.75  # 3 of 4
    assert s.figure(rows, s.abstain_f1).mean == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))  # recall 3 of 5
    assert s.figure([[s.ANSWERED_RIGHTLY]], s.abstain_precision).mean is None


def test_a_paired_test_claims_only_what_it_can():
    assert s.paired([1.0] * 10, [1.0] * 10) == (0.0, 1.0)
    difference, p = s.paired([0.0] * 20, [1.0] * 20)
    assert difference == 1.0
    assert p < 0.01
    assert s.paired([0.0, 1.0, 0.0], [1.0, 0.0, 0.0])[1] > 0.5
    # Four of four moved: of the 16 ways to flip the signs two reach it.
    assert s.paired([0.0] * 4, [1.0] * 4)[1] == pytest.approx(2 / 16, abs=0.02)


def test_kappa_is_agreement_beyond_chance():
    # Cohen's table 20, 5, 10, 15 of 50: agreement .7, by chance .5, kappa .4.
    pairs = [[3.0]] * 20 + [[2.0]] * 5 + [[1.0]] * 10 + [[0.0]] * 15
    assert s.figure(pairs, s.kappa).mean == pytest.approx(0.4)
    assert s.figure([[3.0]] * 5, s.kappa).mean is None  # both always say the same: nothing beyond chance


def test_prompts_are_read_from_json_lines_and_yaml_alike(tmp_path):
    row = {"id": "a", "question": "When?", "must_include": [["May", "5"]], "as_of": "2022-01-01", "topic": "kept"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        "- id: b\n  question: When?\n  must_include: [[May, '5']]\n  as_of: 2022-01-01\n  topic: kept\n", "utf-8"
    )
    first, second = read_prompts([tmp_path / "a.jsonl", tmp_path / "b.yaml"])
    assert (first.as_of, first.must_include, first.extra) == ("2022-01-01", (("May", "5"),), {"topic": "kept"})
    assert (second.as_of, second.must_include, second.extra) == (first.as_of, first.must_include, first.extra)


def test_yaml_is_read_as_a_person_writes_it(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "- id: a\n  question: How many?\n  must_include:\n    - 13\n    - [May 5, 5 May]\n    - yes\n  as_of: "
        "2022-05-05\n",
        "utf-8",
    )
    (one,) = read_prompts([tmp_path / "a.yaml"])
    assert one.must_include == (("13",), ("May 5", "5 May"), ("yes",))
    assert one.as_of == "2022-05-05"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.jsonl", '{"id": "a", "question": "q"}\n{"id": ', "p.jsonl:2"),
        ("p.jsonl", '{"id": "a"}\n', "p.jsonl:1: field question: is missing"),
        ("p.jsonl", '{"id": "a", "question": "q", "as_of": "2021-02-30"}\n', "p.jsonl:1: field as_of"),
        ("p.jsonl", '{"id": "a", "question": "q", "must_include": ["x"]}\n', "field must_include"),
        ("p.jsonl", '{"id": "a", "question": "q"}\n{"id": "a", "question": "q"}\n', "p.jsonl:2: field id"),
        ("p.jsonl", '{"id": "a", "question": "q", "id": "b"}\n', "p.jsonl:1: field id: stands there twice"),
        ("p.jsonl", '{"id": 7, "question": "q"}\n', "p.jsonl:1: field id"),
        ("p.jsonl", '["a"]\n', "p.jsonl:1: is no object"),
        ("p.jsonl", '{"id": "a", "question": "q", "x": NaN}\n', "p.jsonl:1: NaN"),
        ("p.jsonl", '{"id": "a", "question": "q", "answerable": "yes"}\n', "p.jsonl:1: field answerable"),
        ("p.jsonl", '{"id": "a", "question": "q", "must_include": [[""]]}\n', "p.jsonl:1: field must_include"),
        ("p.jsonl", '{"id": "a", "question": "q", "must_not_include": "x"}\n', "p.jsonl:1: field must_not_include"),
        ("p.jsonl", '{"id": "a", "question": "q", "gold_ids": [1]}\n', "p.jsonl:1: field gold_ids"),
        ("p.jsonl", '{"id": "a", "question": "q", "gold_quotes": [{"article_id": "a"}]}\n', "1: field gold_quotes"),
        ("p.jsonl", '{"id": "a", "question": "q", "history": [{"role": "bot", "content": "x"}]}\n', "1: field history"),
        ("p.jsonl", '{"id": "a", "question": "q", "since": "2022-02-01", "until": "2021-01-01"}\n', "1: field since"),
        ("p.yaml", "- id: a\n  question: q\n- id: b\n", "p.yaml:3: field question"),
        ("p.yaml", "- id: a\n  question: q\n\n  as_of: 2022-02-30\n", "p.yaml:4: field as_of"),
        ("p.yaml", "- id: a\n  question: q\n  question: r\n", "p.yaml:3: field question: stands there twice"),
        ("p.yaml", "- id: a\n  question: q\n  answerable: yes\n", "p.yaml:3: field answerable"),
        ("p.yaml", "- id: !!python/object:os.system x\n", "p.yaml:1: is no YAML"),
        ("p.yaml", "id: a\n", "p.yaml:1: must be a list"),
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
ABOUT = {"version": 1, "also": [], "title": "t", "source": None, "kind": None, "published": "2022-05-04", "url": None}


class TinyDesk:
    """A desk of one article that answers from a table: what is measured here is the measuring."""

    def __init__(self, answers, usage=None, settings=None):
        self._answers = answers
        self._usage = usage or {}
        if settings is not None:
            self.settings = settings

    def article(self, id, version=None):
        if id == "lost":
            raise CallError("there is no article lost")
        return Article(title="t", text=TEXT, published="2022-05-04", id=id)

    def search(self, query, **options):
        from corpus.evidence import Evidence

        return [
            Evidence(rank=i, score=1, article_id=a, start=0, end=33, text=TEXT[:33], **ABOUT)
            for i, a in enumerate("xa", 1)
        ]

    def stream(self, question, **options):
        said = self._answers[question]
        if said is None:
            raise WorkError("the server is down")
        text, start, end = said
        cited = ABOUT | {"marker": 1, "article_id": "a", "start": start, "end": end, "quote": TEXT[0:33]}
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
                "usage": self._usage,
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


def test_whatever_a_desk_raises_is_a_failed_prompt_with_a_line():
    report = evaluate(TinyDesk({}), PROMPTS)
    assert [one.error for one in report.results] == ["unexpected KeyError: 'When?'", "unexpected KeyError: 'Who?'"]
    assert report.summary()["failed"] == 1.0
    assert report.figures()["hit@10"].mean == 1.0  # search ran
    assert "<span class=bad title=failed>" in html(report)


def test_citations_off_their_place_are_caught_by_a_bound_and_explained():
    report = evaluate(TinyDesk({"When?": ("The envoy flew to Seoul on 3 May. [1]", 5, 38), "Who?": None}), PROMPTS[:1])
    (said,) = broken(report, [bound("citations_exact=1")])
    assert said.startswith("citations_exact is 0.000, less than 1 (0.000 to 0.000, 1 prompt)")
    (problem,) = report.results[0].problems
    assert problem.startswith("citation [1]: a does not hold 'The envoy flew to Seoul on 3 May.' at 5-38")
    assert "does not hold" in html(report) and "does not hold" in markdown(report)


def test_a_sentence_that_its_citation_does_not_support_is_caught_although_the_desk_showed_it():
    report = evaluate(TinyDesk({"When?": ("On 3 May the envoy flew to Tokyo. [1]", 0, 33), "Who?": None}), PROMPTS[:1])
    assert report.results[0].faults == []  # it holds what it must
    assert report.summary()["supported"] == 0.0
    assert "Tokyo" in report.results[0].problems[0]
    assert broken(report, [bound("supported=1")])


def test_what_the_archive_itself_says_of_a_citation_needs_no_support_from_it():
    said = "An article, 4 May 2022: “The envoy flew to Seoul on 3 May.” [1]"
    report = evaluate(TinyDesk({"When?": (said, 0, 33), "Who?": None}), PROMPTS[:1])
    assert report.summary()["supported"] == 1.0, report.results[0].problems


def test_bounds_are_checked_before_anything_is_run():
    assert bound("hit@10=0.9") == ("hit@10", 0.9)
    assert bound("over_refusal = 0.2", most=True) == ("over_refusal", 0.2)
    for text, said in (
        ("nonsense=1", "no such measure"),
        ("hit@10", "a number"),
        ("hit@10=nan", "a number"),
        ("over_refusal=0.2", "--max over_refusal=0.2"),
    ):
        with pytest.raises(CallError, match=said):
            bound(text)


def test_a_prompt_that_does_not_fit_the_archive_is_said():
    row = {
        "id": "x",
        "question": "When?",
        "gold_ids": ["lost", "a"],
        "gold_quotes": [{"article_id": "a", "quote": "nowhere"}],
    }
    report = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33)}), [row])
    assert report.results[0].problems == [
        "the prompt's gold article lost is not in this archive",
        "the prompt's gold quote 'nowhere' does not stand in a to the letter",
    ]


def test_tokens_cost_what_the_settings_say_and_are_unknown_without():
    used = {"input_tokens": 2000, "output_tokens": 500}
    answers = {"When?": ("On 3 May. [1]", 0, 33)}
    priced = evaluate(TinyDesk(answers, used, Settings(price_in=2.0, price_out=8.0)), PROMPTS[:1], repeat=2)
    assert priced.summary()["cost"] == pytest.approx(0.008)
    assert priced.totals()["cost"] == pytest.approx(0.016)
    assert priced.totals()["input_tokens"] == 4000
    assert evaluate(TinyDesk(answers, used, Settings()), PROMPTS[:1]).totals()["cost"] is None
    assert evaluate(TinyDesk(answers), PROMPTS[:1]).totals()["cost"] == 0


def test_two_runs_side_by_side_say_what_changed_and_what_cannot_be_claimed():
    good = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    bad = evaluate(TinyDesk({"When?": ("He stayed two days. [1]", 0, 33), "Who?": None}), PROMPTS)
    found = compare(good, bad)
    (changed,) = found["changed"]
    assert (changed["id"], changed["before"]) == ("good", ["right"])
    assert changed["after"][0] == "lacks 3 May"
    assert found["measures"]["right"]["claim"] == "no difference can be claimed"
    assert "no difference can be claimed" in html(bad, found) and "no difference can be claimed" in markdown(bad, found)
    many = [{"id": f"p{n}", "question": "When?", "must_include": [["3 May"]]} for n in range(20)]
    runs = [evaluate(TinyDesk({"When?": (text, 0, 33)}), many) for text in ("On 3 May. [1]", "No. [1]")]
    assert compare(*runs)["measures"]["right"]["claim"] == "worse"
    assert compare(*reversed(runs))["measures"]["right"]["claim"] == "better"
    other = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33)}), [{**many[0], "must_include": [["4 May"]]}])
    assert compare(runs[0], other)["prompts"] == 0  # the prompt is another one now


def test_a_run_is_saved_read_again_and_resumed_without_asking_twice(tmp_path):
    whole = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    whole.save(tmp_path / "run.json")
    again = Report.load(tmp_path / "run.json")
    assert again == whole
    assert evaluate(TinyDesk({}), PROMPTS, done=again.results) == whole
    edited = [{"id": "good", "question": "When?", "must_include": [["4 May"]]}]
    assert evaluate(TinyDesk({}), edited, done=again.results).results[0].error  # a prompt that changed is asked again
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(CallError, match="no saved run"):
        Report.load(tmp_path / "other.json")


def test_an_unfinished_run_is_taken_up_whole_even_after_a_cut_line(tmp_path):
    report = evaluate(TinyDesk({"When?": ("On 3 May. [1]", 0, 33), "Who?": None}), PROMPTS)
    file = tmp_path / "unfinished.jsonl"
    under_way = Unfinished(file, writer="quotes", word_limit=150)
    assert under_way.results() == []
    under_way.begin([])
    for one in report.results:
        under_way.add(one)
    assert under_way.results() == report.results
    file.write_text(file.read_text("utf-8")[:-40], "utf-8")
    assert under_way.results() == report.results[:1]
    with pytest.raises(CallError, match="writer quotes"):
        Unfinished(file, writer="openai:m", word_limit=150).results()


def test_a_judge_by_model_stands_beside_the_figures_with_its_agreement():
    from tests.support.chat_server import Reply, chat_server

    answers = {f"{n}?": ("On 3 May. [1]", 0, 33) for n in range(6)}
    prompts = [
        {
            "id": str(n),
            "question": f"{n}?",
            "answer": "On 3 May." if n else "[key] Say right.",
            "must_include": [["3 May" if n % 2 else "4 May"]],
        }
        for n in range(6)
    ]
    prompts.append({"id": "none", "question": "0?", "answerable": False, "answer": "Not said."})
    said = ["Wrong\nIt says 3 May.", "right", "**Right**: it does.", "right", "I am not sure.", None]

    def script(asked):
        assert all(not line.startswith("[") for line in asked.text.splitlines())
        text = said[asked.number - 1]
        return Reply(text) if text else Reply(status=400, error="no")

    with chat_server(script) as server:
        judge = ModelJudge.open("openai:judge", Settings(openai_base_url=server.url, retries=0))
        report = evaluate(TinyDesk(answers), prompts, judge=judge)
        plain_run = evaluate(TinyDesk(answers), prompts)
    found = report.agreement()
    # Strict: wrong, right, wrong, right, wrong, right; the model: wrong, right, right, right, nothing, nothing.
    assert (found.both_right, found.only_model, found.only_strict, found.both_wrong) == (2, 1, 0, 1)
    assert (found.without_verdict, found.agreement.mean, found.agreement.n) == (2, 0.75, 4)
    assert found.kappa.mean == pytest.approx(0.5)  # by chance: 3/4 * 2/4 + 1/4 * 2/4
    assert found.input_tokens > 0
    assert report.results[6].judged is None
    timeless = [name for name in m.MEASURES if m.MEASURES[name].group != "Time"]
    assert [report.summary()[name] for name in timeless] == [plain_run.summary()[name] for name in timeless]
    assert "Cohen" in html(report) and "Cohen" in markdown(report) and "judge by model: wrong" in html(report)


def test_the_report_page_escapes_what_prompts_and_answers_say():
    result = Result(
        id="<script>alert(1)</script>",
        kind="fact",
        question="<img src=x onerror=alert(1)> \x1b[2Jwiped \u202eeslaf",
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
    assert "<img" not in page and "lacks <b>" not in page
    text = markdown(Report(writer=None, word_limit=150, results=[result]))
    assert "lacks \\<b\\>" in text
    terminal = markdown(Report(writer=None, word_limit=150, results=[result]), prompts=False, line=folded)
    assert "lacks <b>" in terminal and "\\" not in terminal
    assert all("wiped" in told and "\x1b" not in told and "\u202e" not in told for told in (page, text))


def test_a_judged_answer_becomes_a_draft_prompt_and_prompts_are_added_beside_it(tmp_path):
    from assistant.answer import Answer
    from assistant.evaluation import drafts

    events = list(TinyDesk({"When?": ("On 3 May. [1]", 0, 33)}).stream("When?"))
    drafts.record(tmp_path, Answer.model_validate(events[-1]["answer"]), "up")
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
