"""A briefing over a small archive: the JSON of `brief`, and the events of its making."""

import pytest

from assistant.briefing.briefing import HEADINGS, Briefing
from assistant.briefing.making import Making
from assistant.rechecking.mismatches import mismatches
from corpus.errors import WorkError
from tests.support.archives import desk_of

KEYS = (
    "request topic form as_of since until window_from cutoff abstained reason title text sections left_out closest"
    " notes coverage writer judge timings_ms usage archive"
)


@pytest.fixture(scope="module")
def briefing(harbour):
    return harbour.brief("Brief me on the dockers' strike")


def test_a_briefing_dumps_the_json_of_brief_and_is_read_again(briefing):
    dump = briefing.model_dump(mode="json")
    assert list(dump) == KEYS.split()
    assert Briefing.model_validate(dump) == briefing
    assert not briefing.abstained and briefing.sections


def test_every_citation_points_at_its_words(harbour, briefing):
    cited = [one for sentence in briefing.sentences() for one in sentence.citations]
    assert cited
    assert all(harbour.article(one.article_id, one.version).text[one.start : one.end] == one.quote for one in cited)


def test_the_words_are_bounded_and_sections_stand_in_their_order(briefing):
    assert sum(len(sentence.text.split()) for sentence in briefing.sentences()) <= 400
    kinds = [section.kind for section in briefing.sections]
    assert kinds == [kind for kind in HEADINGS if kind in kinds]


def test_the_events_end_with_the_whole_briefing(harbour, briefing):
    events = list(harbour.brief_stream("Brief me on the dockers' strike"))
    assert [events[0]["type"], events[-1]["type"]] == ["found", "done"]
    assert events[-1]["briefing"]["sections"] == briefing.model_dump(mode="json")["sections"]


def test_a_period_without_articles_is_refused(harbour):
    found = harbour.brief(since="1990-01-01", until="1990-12-31")
    assert (found.abstained, found.reason, found.sections) == (True, "outside_dates", [])


def test_one_event_told_by_two_outlets_is_one_development_on_its_own_day(briefing):
    items = [item for section, item in briefing.items() if section.kind == "developments"]
    begins = [item for item in items if item.date == "2022-03-01"]
    assert len(begins) == 1
    assert {one.article_id for sentence in begins[0].sentences for one in sentence.citations} >= {"port-strike-begins"}
    assert [item.date for item in items] == sorted(item.date for item in items)


def test_what_the_bottom_line_cites_stands_below(briefing):
    bottom = [one for section, item in briefing.items() if section.kind == "bottom_line" for one in item.sentences]
    below = [
        (one.article_id, one.start, one.end)
        for section, item in briefing.items()
        if section.kind != "bottom_line"
        for sentence in item.sentences
        for one in sentence.citations
    ]
    assert 1 <= len(bottom) <= 3
    assert {(one.article_id, one.start, one.end) for sentence in bottom for one in sentence.citations} <= set(below)


def test_the_bottom_line_is_as_sure_as_its_development_is_in_the_end(tmp_path):
    told = {
        "Harbour Courier": "The Dockers' Union of Port Ansel began a strike against Mayor Jon Vale on March 1, 2022, "
        "and closed the harbour gates.",
        "Coast Daily": "On March 1, 2022, the Dockers' Union took 1,300 members to the house of Mayor Jon Vale in Port "
        "Ansel and sang until midnight.",
    }
    rows = [{"title": name, "source": name, "published": "2022-03-02", "text": text} for name, text in told.items()]
    first, development = desk_of(tmp_path, rows).brief("the dockers' strike").sections
    (bottom,), (below,) = first.items, development.items
    assert len(below.sentences) == 2 and below.confidence.basis == "one outlet, one origin, each sentence by itself"
    assert bottom.confidence == below.confidence


def test_markers_are_numbered_in_reading_order(briefing):
    markers = list(dict.fromkeys(one.marker for sentence in briefing.sentences() for one in sentence.citations))
    assert markers == list(range(1, len(markers) + 1))


def test_the_same_briefing_twice_is_the_same(harbour, briefing):
    again = harbour.brief("Brief me on the dockers' strike")
    assert again.model_dump(exclude={"timings_ms"}) == briefing.model_dump(exclude={"timings_ms"})


def test_a_topic_that_the_archive_does_not_have_is_refused(harbour):
    found = harbour.brief("Brief me on the drought in the Andes")
    assert (found.abstained, found.sections, found.text) == (True, [], "The archive does not say.")
    assert found.closest


@pytest.mark.parametrize("request_", ["Yongbyon", "Brief me on Yongbyon", "Brief me on the Yongbyon reactor"])
def test_a_topic_that_no_article_names_is_refused_for_its_name(harbour, request_):
    found = harbour.brief(request_)
    assert (found.reason, found.notes) == ("name_absent", ["No article names “Yongbyon”."])
    assert mismatches(harbour.archive, [found]) == []


def test_a_topic_of_everyday_words_has_no_name_by_the_capital_of_its_first(harbour):
    assert (found := harbour.brief("Ferret breeding")).reason == "not_stated" and not found.notes


def test_courtesies_are_not_told(briefing):
    assert "Thank you very much" not in briefing.text


def test_a_briefing_ends_in_time_with_what_was_told_by_then_or_with_one_line(harbour, monkeypatch):
    real = Making.check

    def slow(self, draft):
        checked = real(self, draft)
        monkeypatch.setattr("assistant.deadline.time.monotonic", lambda: float("inf"))
        return checked

    monkeypatch.setattr(Making, "check", slow)
    cut = harbour.with_settings(timeout=20.0).brief("Timeline of the strike at Port Ansel", form="timeline")
    assert len(list(cut.sentences())) == 1 and "The briefing was cut after 60 s (BRIEFING_TIMEOUT)." in cut.notes
    monkeypatch.setattr("assistant.deadline.Deadline.passed", True)
    with pytest.raises(WorkError, match="no answer within 60 s"):
        harbour.with_settings(timeout=20.0).brief("Timeline of the strike at Port Ansel", form="timeline")


def test_a_tone_on_a_matter_is_told_as_a_position_on_it_and_called_as_it_was_asked_for(harbour):
    tone, position = (
        harbour.brief(f"How did Mayor Vale's {word} on the dockers change?") for word in ("tone", "position")
    )
    assert tone.sections and tone.text == position.text
    assert (tone.topic, position.topic) == ("Mayor Vale's tone on the dockers", "Mayor Vale's position on the dockers")
