"""Editions of a topic: numbered, frozen, checked again, and telling what is new, changed and gone, each once."""

import json

import pytest

from assistant.answer import Sentence, cite
from assistant.briefing.briefing import Item
from assistant.daily.changes import Told, compare
from assistant.daily.topics import Alert, Topic
from assistant.desk.upkeep import compact
from assistant.rechecking.mismatches import mismatches
from corpus.article import Article, Span
from corpus.errors import CallError
from tests.daily.conftest import Days, at
from tests.support.feeds import text_of
from ui.cli.main import main


def topic(**changed):
    return Topic(**({"name": "Island", "request": "", "added": at(1), "at": None, "form": "timeline"} | changed))


def cited(edition):
    return {one.article_id for each in edition.briefing.sentences() for one in each.citations}


def test_each_edition_tells_what_came_since_the_one_before_and_an_empty_one_says_so(days):
    days.topics.add(topic())
    days.take(2, "ferry", "pier")
    first = days.edition()
    assert (first.number, first.before, first.empty) == (1, None, False) and cited(first) == {"ferry", "pier"}
    days.take(3, "lighthouse")
    days.take(3, "ferry", id="copied", source="Other Post")
    second = days.edition()
    assert cited(second) == {"lighthouse"} and second.before == 1, "neither what was told nor a copy of it"
    assert second.changes.unchanged == 2 and second.changes.new[0].article_id == "lighthouse"
    days.now = at(4)
    third = days.edition()
    assert third.empty and third.briefing.abstained
    assert "Nothing new on Island since edition 2 of 3 November 2026, 06:00 UTC." in third.briefing.notes
    assert days.editions.open("Island", 1) == first, "an edition stays as it was made"


@pytest.mark.parametrize(
    ("names", "stand"),
    [(["ferry"], "1 article stands as it was."), (["ferry", "pier"], "2 articles stand as they were.")],
)
def test_what_stands_is_told_in_its_number(days, names, stand):
    days.topics.add(topic())
    days.take(2, *names)
    days.edition()
    days.take(3, "lighthouse")
    assert f"Of what earlier editions cite, {stand}" in days.edition().briefing.notes


@pytest.mark.parametrize("request_", ["the ferry", "ferries"])
def test_one_new_article_on_a_topic_among_others_is_told_in_each_edition(days, request_):
    days.topics.add(topic(request=request_))
    for day in (2, 3):
        days.take(day, f"ferry {day}", f"quarry {day}", f"memo {day}")
        assert cited(days.edition()) == {f"ferry-{day}"}


def test_what_was_told_takes_no_place_and_the_same_words_of_somebody_else_or_with_another_number_are_news(days):
    days.topics.add(topic())
    said = "Divers of the harbour office raised {} crates that had been lost off {} in the storm of last winter."
    days.take(2, "first", text=said.format(20, "Gull Island"))
    days.edition()
    again = said.format(20, "Gull Island").replace("last", "the last") + " It was so."
    days.take(3, "second", text=said.format(35, "Gull Island"))
    days.take(3, "again", text=again, source="Other Post")
    assert cited(days.edition()) == {"second"}
    days.take(4, "third", text=said.format(20, "Seal Rock"))
    days.take(4, "once more", text=again.replace("so", "thus"), source="Third Post")
    assert cited(days.edition()) == {"third"}


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("We will not build the bridge to Tavira", "We will build the bridge to Tavira"),
        ("The mayor opposes the bridge to Tavira", "The mayor supports the bridge to Tavira"),
    ],
)
def test_the_contrary_of_what_was_told_is_news(first, later):
    article = Article(id="a", title="Bridge", text=f"{first}.", published="2024-01-01", source="Post")
    quote = cite(article, Span(0, len(first)), 1)
    told = Sentence(text=f"Post: “{first}” [1]", verdict="supported", reasons=[], citations=[quote])
    item = Item(date=None, sentences=[told])
    assert Told([item]).says(first)
    assert not Told([item]).says(later)


@pytest.mark.parametrize(("form", "told"), [("timeline", "notes"), ("brief", "disagreements")])
def test_a_new_figure_differs_from_what_another_outlet_tells_again(days, form, told):
    days.topics.add(topic(form=form, request="the earthquake in Pelin"))
    first = "An earthquake killed 12 people in Pelin on Friday, officials said. Schools in Pelin were closed."
    other = "The earthquake in Pelin on Friday killed 17 people, the Red Cross said. {} after the earthquake in Pelin."
    days.take(2, "a", text=first)
    days.take(2, "b", text=other.format("Hospitals were full"), source="Coast Wire")
    differing = [days.edition()]
    later = "The death toll of the earthquake in Pelin rose to 21 people, officials said. Rescuers reached Pelin."
    days.take(4, "c", text=later)
    days.take(4, "d", text=other.format("Bread was short"), source="Coast Wire")
    differing.append(days.edition())
    days.take(5, "e", text=f"{later} Dogs helped the rescuers in Pelin.", source="Third Post")
    differing.append(days.edition())
    found = []
    for edition in differing:
        items = [item for section, item in edition.briefing.items() if section.kind == "disagreements"]
        notes = [note for note in edition.briefing.notes if note.startswith("Sources differ")]
        said = {"disagreements": [one.text for item in items for one in item.sentences], "notes": notes}
        found.append([number for number in ("12 people", "17 people", "21 people") if number in " ".join(said[told])])
        assert mismatches(days.archive, [edition]) == []
    assert found[1:] == [["17 people", "21 people"], []]


def test_what_changed_and_what_is_gone_is_told_once_with_both_spans(days, tmp_path, capsys):
    days.topics.add(topic())
    days.take(2, "ferry", "pier")
    first = days.edition()
    quote = next(
        one.quote for each in first.briefing.sentences() for one in each.citations if one.article_id == "ferry"
    )
    new = quote.removesuffix(".") + ", as was corrected on Tuesday."
    days.take(3, "ferry", published="2026-11-02", updated="2026-11-03", text=text_of("ferry").replace(quote, new))
    days.archive.remove(["pier"])
    second = days.edition()
    (changed,), (gone,) = second.changes.changed, second.changes.gone
    assert (changed.before.quote, changed.now.quote) == (quote, new)
    assert (changed.before.version, changed.now.version) == (1, 2)
    assert (gone.before.article_id, gone.how) == ("pier", "no longer in the archive")
    (section,) = second.briefing.sections
    assert section.kind == "changes" and len(section.items) == 2 and not second.empty
    markers = [one.marker for each in second.briefing.sentences() for one in each.citations]
    assert markers == [1, 2, 3] and all(f"[{markers[at]}]" in second.briefing.text for at in range(3))
    third = days.edition()
    assert third.empty and not third.changes.changed and not third.changes.gone
    found = compare(first, second)
    assert [one.before.article_id for one in found.changed] == ["ferry"]
    at_folder = ["--archive", str(days.folder)]
    assert main(["edition", "Island", "--number", "2", "--json", *at_folder]) == 0
    (tmp_path / "second.json").write_text(capsys.readouterr().out, "utf-8")
    assert main(["verify", str(tmp_path / "second.json"), *at_folder]) == 0
    capsys.readouterr()
    kept = compact(days.folder, days.settings).kept
    assert list(kept) == ["pier"] and kept["pier"][0] == "edition 1 of Island"
    assert main(["verify", str(tmp_path / "second.json"), *at_folder]) == 0


def test_an_edition_that_was_altered_is_told_wherever_it_is_checked(days, tmp_path):
    days.topics.add(topic(form="brief"))
    days.take(2, "ferry", "pier")
    days.edition()
    days.take(3, "lighthouse")
    days.take(3, "ferry", published="2026-11-02", updated="2026-11-03", text=text_of("ferry") + " It was late.")
    days.edition()
    elsewhere = Days(tmp_path / "elsewhere")
    elsewhere.take(2, "ferry", "pier")
    elsewhere.take(3, "lighthouse")
    elsewhere.take(3, "ferry", published="2026-11-02", updated="2026-11-03", text=text_of("ferry") + " It was late.")
    whole = days.editions.open("Island", 2)
    assert "changes" in [one.kind for one in whole.briefing.sections] and whole.changes.new
    briefing = whole.briefing.model_copy
    for changed, line in (
        ({}, None),
        ({"title": "Island, edition 7"}, 'its title is "Island, edition 2, 3 November 2026", not "Island, edition 7"'),
        ({"number": 7}, "edition 7, 3 November 2026"),
        (
            {"briefing": briefing(update={"title": "Island"})},
            'its title is "Island, edition 2, 3 November 2026", not Island',
        ),
        ({"briefing": briefing(update={"text": "All is well."})}, "its text is not what its sentences say"),
        ({"briefing": briefing(update={"notes": ["All is well."]})}, 'nothing makes its remark "All is well."'),
        ({"empty": True}, "its empty is false, not true"),
        ({"changes": whole.changes.model_copy(update={"new": []})}, "its items are not what it says is new"),
        ({"changes": whole.changes.model_copy(update={"changed": []})}, "its section of changes is not what changed"),
    ):
        for archive in (days.archive, elsewhere.archive):
            found = mismatches(archive, [whole.model_copy(update=changed)])
            assert any(line in one for one in found) if line else found == [], (found, line)
    left_out = "Left out: 7 items that an earlier edition told."
    noted = whole.model_copy(update={"briefing": briefing(update={"notes": [left_out]})})
    assert mismatches(days.archive, [noted]) == ["briefing 1: the archive keeps it with other notes"]


def test_a_topic_has_its_outlets_and_its_edition_once_a_day(days):
    days.topics.add(topic(outlets=["other post"], at="05:30"))
    days.topics.add(topic(name="By hand", at=None))
    days.take(2, "ferry")
    days.take(2, "pier", source="Other Post")
    days.now = at(2, 5)
    assert days.watch.once().editions == []
    days.now = at(2, 6)
    (made,) = days.watch.once().editions
    assert made.topic == "Island" and cited(made) == {"pier"}
    days.now = at(2, 7)
    assert days.watch.once().editions == []
    days.now = at(3)
    assert [one.number for one in days.watch.once().editions] == [2]


def test_a_wrong_topic_is_one_clear_line(days):
    days.topics.add(topic())
    for wrong, why in (
        (topic(), "already"),
        (topic(name="a/b"), "without a slash"),
        (topic(name="b", at="25:00"), "--at is a time"),
        (topic(name="b", words=3), "words must be"),
        (topic(name="b", days=0), "--days"),
        (topic(name="b", alert=Alert(words=["ferry"], every=-4)), "--alert-every"),
    ):
        with pytest.raises(CallError, match=why):
            days.topics.add(wrong)
    with pytest.raises(CallError, match="no topic 'Nobody'"):
        days.topics.find("Nobody")
    with pytest.raises(CallError, match="no edition 1 of 'Island': it has 0 editions"):
        days.editions.open("Island")


@pytest.mark.parametrize(("request_", "kept"), [([], "Gull Island"), ([""], ""), (["the pier"], "the pier")])
def test_a_topic_kept_without_a_request_is_on_what_its_name_says(days, request_, kept):
    assert main(["topics", "add", "Gull Island", *request_, "--archive", str(days.folder)]) == 0
    assert days.topics.find("Gull Island").request == kept


def test_the_command_line_keeps_topics_makes_editions_and_compares_them(days, tmp_path, capsys):
    days.take(2, "ferry")
    at_folder = ["--archive", str(days.folder)]
    assert main(["topics", "add", "Island", "News of the island", "--form", "review", "--at", "never", *at_folder]) == 0
    assert main(["topics", "list", *at_folder]) == 0
    assert "Island (review, 400 words, 0 editions): News of the island" in capsys.readouterr().out
    assert main(["edition", "Island", "--out", str(tmp_path / "first.html"), *at_folder]) == 0
    assert f"Written to {tmp_path / 'first.html'}." in capsys.readouterr().out
    assert "<h1>Island, edition 1," in (tmp_path / "first.html").read_text("utf-8")
    days.take(3, "pier")
    assert main(["edition", "Island", "--out", "second.xyz", *at_folder]) == 2  # and none is made
    assert main(["edition", "Island", *at_folder]) == 0
    assert "\\" not in capsys.readouterr().out
    assert main(["edition", "Island", "--list", "--json", *at_folder]) == 0
    assert [one["number"] for one in json.loads(capsys.readouterr().out)["editions"]] == [1, 2]
    assert main(["edition", "Island", "--compare", "1", "--json", *at_folder]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"new", "changed", "gone", "unchanged"}
    assert main(["topics", "remove", "Island", *at_folder]) == 0
    assert main(["topics", "add", "X", "y", "--send", "pigeon", *at_folder]) == 2


@pytest.mark.parametrize(
    ("way", "settings"),
    [
        ("folder", {"BRIEFING_SEND_FOLDER": "sent"}),
        ("atom", {"BRIEFING_SEND_ATOM": "feed.xml"}),
        ("webhook", {"BRIEFING_SEND_WEBHOOK": "https://in.invalid/"}),
        (
            "mail",
            {
                "BRIEFING_MAIL_SERVER": "smtps://mail.invalid",
                "BRIEFING_MAIL_FROM": "a@mail.invalid",
                "BRIEFING_MAIL_TO": "b@mail.invalid",
            },
        ),
    ],
)
def test_a_topic_is_kept_only_where_its_ways_to_be_sent_are_set(days, capsys, monkeypatch, way, settings):
    days.take(2, "ferry")
    add = ["topics", "add", "Island", "y", "--send", way, "--archive", str(days.folder)]
    for name in settings:
        assert main(add) == 2
        said = capsys.readouterr().err
        assert name in said and len(said.splitlines()) == 1 and days.topics.all() == []
        monkeypatch.setenv(name, settings[name])
    assert main(add) == 0 and days.topics.find("Island").send == [way]
