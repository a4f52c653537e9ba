"""The evaluation page's script without a browser: a run read, compared with another, its failures by kind."""

import pytest

from assistant.evaluation import Report
from tests.support.copies import copied
from tests.unit.evaluation.test_report_page import BEFORE, RESULTS


@pytest.fixture
def view(sample_archive, tmp_path, monkeypatch):
    """The page over the sample archive with two runs kept, the newer one with failures."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    archive = copied(sample_archive, tmp_path / "archive")
    for name, results in (("2022-05-01 10.00.00", BEFORE), ("2022-05-02 10.00.00", RESULTS)):
        Report(writer="quotes", word_limit=150, results=results).save(archive / "evaluations" / f"{name}.json")
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    script = "from ui.page.views import evaluation\nevaluation.page()"
    page = AppTest.from_string(script, default_timeout=90)
    page.session_state["eval-tab"] = "Reports"
    yield page.run()
    st.cache_resource.clear()


def test_a_run_is_read_compared_and_its_failures_are_filtered(view):
    assert not view.exception
    assert next(one for one in view.metric if one.label == "Answers right").value == "0.75"
    assert [one.label.split("\\")[0] for one in view.expander] == ["second", "third"]
    view.selectbox(key="eval-kind").set_value("list").run()
    assert [one.label.split("\\")[0] for one in view.expander] == ["third"]
    other = "eval-other-2022-05-02 10.00.00"
    view.selectbox(key=other).set_value("2022-05-01 10.00.00").run()
    assert not view.exception
    said = next(frame.value for frame in view.dataframe if "what can be said" in frame.value)
    assert set(said["what can be said"]) == {"no difference can be claimed"}
    for tab in ("Run", "Reports"):  # there and back
        view.session_state["eval-tab"] = tab
        view.run()
    assert view.selectbox(key=other).value == "2022-05-01 10.00.00"
