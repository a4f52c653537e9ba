"""Evaluation: run test prompts, read the report, compare two runs, draft prompts from judged answers."""

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from assistant.assistant import Assistant
from assistant.evaluation.comparing import compare
from assistant.evaluation.drafts import drafts, judged
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.report.page import html
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.runs.run_store import prompts_of, sample_prompts
from corpus.errors import BriefingError
from corpus.text.counting import counted
from ui.page import once, polling, session
from ui.page.parts.downloads import take
from ui.page.parts.welcome import NO_ARTICLES
from ui.safe import cut, escape, json_text, literal, plain

# The figures shown first; the table has all.
HEADLINES = {
    "right": "Answers right",
    "hit@10": "Found among ten",
    "over_refusal": "Refused though answerable",
    "seconds_p50": "Seconds, median",
}


@once.page
def page() -> None:
    """The page."""
    st.html(
        '<div class="hero"><h1>Evaluation</h1><p>Test prompts say whether a change made the answers better.</p></div>'
    )
    desk = session.desk_or_none()
    if desk is None:
        st.info(NO_ARTICLES)
        return
    run, reports, drafts = st.tabs(["Run", "Reports", "Drafts from judged answers"], on_change="rerun", key="eval-tab")
    with run:
        _run(desk)
    with reports:
        chosen = _chosen()  # drawn in every tab: what is not drawn forgets what was chosen
        if reports.open and chosen is not None:
            _report(*chosen)
    with drafts:
        if drafts.open:
            _drafts()


def _run(desk: Assistant) -> None:
    kept = session.room().evaluations
    state = kept.state()
    if state.busy:
        _under_way()
        return
    if state.error:
        st.warning(literal(f"The last run ended early: {state.error}."))
    elif state.done:
        st.success(
            f"A run of {counted(state.done, 'prompt')} is done: read it under “Reports”.",
            icon=":material/check_circle:",
        )
    with st.form("run", border=True):
        file = st.file_uploader(
            "Prompts of your own, JSON Lines or YAML (without a file: the sample prompts, which ask about the sample "
            "archive)",
            type=["jsonl", "json", "yaml", "yml"],
            key="eval-file",
        )
        most = st.number_input("At most this many prompts (0: all)", 0, 10_000, 0, key="eval-most")
        if st.form_submit_button("Run the prompts", icon=":material/play_arrow:", type="primary"):
            try:
                prompts = sample_prompts() if file is None else prompts_of(file.name, file.getvalue())
            except BriefingError as exc:
                st.error(literal(str(exc)))
                return
            chosen = session.preferences()
            asked: Any = session.personal(desk, chosen)
            kept.start(asked, prompts[: int(most) or None], writer=chosen.writer)
            st.rerun()


@st.fragment(run_every=polling.EVALUATION)
def _under_way() -> None:
    kept = session.room().evaluations
    state = kept.state()
    if not state.busy:
        st.rerun()
    st.progress(state.done / max(1, state.of), text=f"{state.done} of {counted(state.of, 'prompt')}")
    if st.button("Stop", icon=":material/stop_circle:", key="eval-stop"):
        kept.stop()


def _chosen() -> tuple[str, str | None] | None:
    """The run to read and the one to compare it with; None where there is no run."""
    names = session.room().evaluations.names()
    if not names:
        st.info("No run yet.")
        return None
    left, right = st.columns(2)
    name = left.selectbox("Run", names, key=f"eval-run-{names[0]}")  # anew with each new run, which is shown first
    other = right.selectbox(
        "Compare with",
        [None, *(one for one in names if one != name)],
        key=f"eval-other-{names[0]}",
        format_func=lambda one: one or "nothing",
    )
    return name, other


def _report(name: str, other: str | None) -> None:
    try:
        report = session.room().evaluations.load(name)
        before = session.room().evaluations.load(other) if other else None
    except BriefingError as exc:
        st.error(literal(str(exc)))
        return
    comparison = compare(before, report) if before is not None else None
    _figures(report)
    if comparison is not None:
        _comparison(comparison)
    take(
        "Download the whole report",
        lambda: html(report, comparison).encode(),
        "report.html",
        "text/html",
        icon=":material/download:",
        key="eval-report",
    )
    st.subheader("Prompts")
    wrong = [one for one in report.results if not one.passed]
    st.caption(f"{len(wrong)} of {len(report.results)} have a fault.")
    kind = st.selectbox(
        "Kind of prompt",
        [None, *sorted({one.kind for one in wrong})],
        format_func=lambda one: one or "every kind",
        key="eval-kind",
    )
    for one in [each for each in wrong if kind in (None, each.kind)][:100]:
        with st.expander(literal(f"{cut(one.id, 40)}: {cut(one.question, 100)}")):
            _result(one)


def _figures(report: Report) -> None:
    summary = report.summary()
    shown = [(label, summary.get(name)) for name, label in HEADLINES.items()]
    for column, (label, value) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(label, "none" if value is None else f"{value:.2f}")
    rows = [
        {
            "measure": name,
            "mean": one.mean,
            "from": one.low,
            "to": one.high,
            "prompts": one.n,
            "meaning": MEASURES[name].meaning,
        }
        for name, one in report.figures().items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _comparison(found: dict[str, Any]) -> None:
    st.subheader("Compared")
    rows = [
        {
            "measure": name,
            "before": one["before"],
            "after": one["after"],
            "difference": one["difference"],
            "p": one["p"],
            "what can be said": one["claim"],
        }
        for name, one in found["measures"].items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    if found["changed"]:
        changed = [
            {"prompt": plain(one["id"]), "before": "; ".join(one["before"]), "after": "; ".join(one["after"])}
            for one in found["changed"]
        ]
        st.dataframe(pd.DataFrame(changed), hide_index=True)


def _result(one: Result) -> None:
    answer = (one.answer or {}).get("text", "")
    st.html(
        f"<p><b>Asked:</b> {escape(cut(one.question, 1000))}</p>"
        f"<p><b>Answer:</b> {escape(cut(answer, 3000))}</p>"
        f"<p><b>Expected:</b> {escape(cut(one.expected, 1000))}</p>"
        f"<p><b>Fault:</b> {escape(cut('; '.join([*one.faults, *one.problems]), 1000))}</p>"
    )


def _drafts() -> None:
    folder, owner = session.room().folder, session.owner()
    found = drafts(folder, owner)
    if not found:
        st.info("Nothing judged yet: use the thumbs under an answer.")
        return
    thumbs = Counter(one["thumb"] for one in judged(folder, owner))
    st.caption(
        f"{counted(thumbs['up'], 'answer')} liked, {thumbs['down']} not, by you. Each becomes a prompt; add by hand "
        f"which "
        "strings the answer must include."
    )
    table = [{"question": cut(one["question"], 200), "expected": cut(one.get("answer", ""), 200)} for one in found]
    st.dataframe(pd.DataFrame(table), hide_index=True)
    text = "".join(json_text(one, indent=None) + "\n" for one in found)
    st.download_button(
        "Download as prompts",
        text,
        "drafts.jsonl",
        "application/jsonl",
        icon=":material/download:",
        key="drafts",
        on_click="ignore",
    )
