"""A saved briefing, computed again: each alteration of what its reader sees is one line, and an honest one has none."""

import copy
import json

import pytest

from assistant.answer import Sentence
from assistant.briefing import request
from assistant.briefing.briefing import Briefing
from assistant.briefing.events.figures import DIFFER
from assistant.desk.briefings import Kept, Ordered
from assistant.desk.drafting import reword
from assistant.desk.edits import Dropped, Moved, Written, document
from assistant.desk.upkeep import ingest_into
from assistant.question.foreign import TOLD
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from assistant.settings import Settings
from tests.support.archives import desk_of
from tests.support.chat_server import Reply, chat_server
from tests.support.written_articles import write
from tests.unit.briefing.conftest import ARTICLES
from tests.unit.briefing.test_prose import model, with_model

STRIKE = "Brief me on the dockers' strike"
TALKS = "How did Mayor Vale's position on talks with the Dockers' Union change?"
WORKERS = "How many workers stayed away in the strike at Port Ansel on March 1, 2022?"
SURE = {"level": "high", "basis": "two outlets, two origins, a statement"}


@pytest.fixture(scope="module")
def check(tmp_path_factory, harbour):
    """The lines of a document that was saved."""
    file = tmp_path_factory.mktemp("saved") / "saved.json"

    def lines(document, desk=harbour):
        file.write_text(json.dumps(document), "utf-8")
        return mismatches(desk.archive, read_texts(file))

    return lines


@pytest.fixture(scope="module")
def saved(harbour):
    """The texts that are altered."""
    asked = {name: harbour.ask(question) for name, question in (("asked", WORKERS), ("absent", "Who is Quorl?"))}
    asked["why"], asked["outlet"] = harbour.ask("Why?"), harbour.ask(WORKERS, source="Le Nulle Part")
    asked["words"] = harbour.ask("What did CNN report on the strike?")
    made = {
        "brief": harbour.brief(STRIKE),
        "period": harbour.brief("the strike at Port Ansel between 03/04/2022 and April 2022"),
        "talks": harbour.brief(TALKS),
        "review": harbour.brief("the dockers' strike", form="review"),
        "timeline": harbour.brief("the dockers' strike", form="timeline"),
        "nothing": harbour.brief("Brief me on Quorl"),
        "told": harbour.brief("What did CNN report on the strike?"),
        "months": harbour.brief("", since="2022-03-01", until="2022-04-30"),
    }
    with chat_server(model) as server:
        made["prose"] = with_model(harbour, server.url).brief(STRIKE)
    return {name: one.model_dump(mode="json") for name, one in (asked | made).items()}


def altered(document, value, *path):
    """The document with another value at a place, a section named by its kind; None takes the place out of a list."""
    whole = at = copy.deepcopy(document)
    for step in path[:-1]:
        at = (
            next(one for one in at if one["kind"] == step)
            if isinstance(step, str) and isinstance(at, list)
            else at[step]
        )
    if value is None and isinstance(at, list):
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return whole


def items(kind, *path):
    return ("sections", kind, "items", *path)


@pytest.mark.parametrize(
    ("name", "path", "value", "line"),
    [
        ("brief", ("as_of",), "nonsense", ": its as_of is no day: nonsense"),
        ("brief", ("since",), "9999-99-99", ": its since is no day: 9999-99-99"),
        ("brief", ("cutoff",), "soon", ": its cutoff is no moment: soon"),
        ("brief", ("coverage", "first"), "May", ": its coverage.first is no day: May"),
        (
            "brief",
            items("developments", 0, "sentences", 0, "citations", 0, "version"),
            10**30,
            f"the archive holds no version {10**30} of",
        ),
        ("brief", ("text",), "All is well.", ": its text is not what its sentences say"),
        ("brief", ("title",), "The end", ': its title is "Dockers\' strike", not "The end"'),
        ("brief", ("topic",), "talks", ': its topic is "dockers\' strike", not talks'),
        ("brief", ("abstained",), True, ": its abstained is false, not true"),
        ("brief", ("reason",), "not_stated", ": its reason is none, not not_stated"),
        ("brief", ("notes",), [f"{DIFFER} none."], f': no sources differ as its remark says: "{DIFFER} none."'),
        ("brief", ("coverage", "used"), 40, ": its coverage has 6 articles used, not 40"),
        ("brief", ("coverage", "origins"), 40, ": its coverage does not add up"),
        ("brief", ("coverage", "last"), "2022-09-01", ": its coverage does not add up"),
        (
            "brief",
            ("sections", "developments", "heading"),
            "Sure",
            ', developments: its heading is "Key developments", not',
        ),
        (
            "brief",
            items("developments", 0, "date"),
            "2022-03-02",
            ", developments 1: its date is 2022-03-01, not 2022-",
        ),
        ("brief", items("developments", 0, "who"), "Ida Holm", ', developments 1: its who is none, not "Ida Holm"'),
        (
            "brief",
            items("developments", 2, "confidence", "level"),
            "low",
            ', developments 3: its confidence is "high: two',
        ),
        ("brief", items("developments", 0, "confidence"), SURE, ', developments 1: its confidence is "low: one outlet'),
        (
            "brief",
            items("developments", 0, "confidence", "basis"),
            "one outlet, one origin",
            ", developments 1: its conf",
        ),
        ("brief", items("developments", 0, "confidence"), None, ", developments 1: its confidence is"),
        ("brief", items("bottom_line", 0, "date"), None, ", bottom_line 1: its date is 2022-03-19, not none"),
        ("brief", items("bottom_line", 0, "confidence", "level"), "low", ", bottom_line 1: its confidence is"),
        (
            "brief",
            items("positions", 1, "who"),
            "Ida Holm",
            ', positions 2: its who is "Mayor Jon Vale", not "Ida Holm"',
        ),
        ("brief", items("positions", 0, "date"), "2022-03-03", ", positions 1: its date is 2022-03-01, not 2022-03-03"),
        ("brief", items("disagreements", 0, "date"), None, ", disagreements 1: its date is 2022-03-01, not none"),
        ("brief", items("background", 0, "date"), "2009-05", ", background 1: its date is 2009-05-03, not 2009-05"),
        ("brief", items("unknown", 0, "sentences", 0, "text"), "Nothing.", ", unknown 1: its coverage does not say so"),
        ("brief", items("unknown", 0, "date"), "2022", ", unknown 1: its coverage does not say so"),
        ("brief", ("since",), "2022-03-02", ": its since is none, not 2022-03-02"),
        ("brief", ("as_of",), "2022-03-20", "is of 2022-03-21, outside the dates that are named"),
        (
            "brief",
            items("developments", 0, "sentences", 0, "citations", 0, "also"),
            ["museum"],
            "museum is no copy of port",
        ),
        (
            "brief",
            items("developments", 0, "sentences", 0, "citations", 0, "page"),
            3,
            "the page of port-strike-begins is",
        ),
        ("period", ("notes",), [], ": its remarks lack \"'03/04/2022' can mean"),
        ("period", ("window_from",), None, ": its window_from is question, not none"),
        ("period", ("until",), "2022-05-31", ": its until is 2022-04-30, not 2022-05-31"),
        (
            "talks",
            items("positions", 1, "who"),
            "Ida Holm",
            ', positions 2: its who is "Mayor Jon Vale", not "Ida Holm"',
        ),
        ("talks", items("positions", 1, "date"), "2022-03-21", ", positions 2: its date is 2022-03-05, not 2022-03-21"),
        (
            "review",
            ("sections", "positions", "heading"),
            "Who said what",
            ', positions: its heading is "Outlet by outlet",',
        ),
        ("review", items("positions", 0, "who"), "Ida Holm", ', positions 1: its who is "Coast Daily", not "Ida Holm"'),
        (
            "review",
            items("positions", 0, "date"),
            "2022-03-01",
            ", positions 1: its date is 2021-01-12, not 2022-03-01",
        ),
        ("timeline", ("notes", 0), f"{DIFFER} none.", f': no sources differ as its remark says: "{DIFFER} none."'),
        ("timeline", ("notes",), [], ", developments 1: its confidence is"),
        (
            "timeline",
            items("developments", 0, "confidence", "basis"),
            "one outlet, one origin",
            ", developments 1: its con",
        ),
        (
            "nothing",
            ("reason",),
            "nothing_supported",
            ": its reason is not_stated or name_absent, not nothing_supported",
        ),
        ("nothing", ("reason",), None, ": its reason is not_stated or name_absent, not none"),
        ("nothing", ("notes",), [], ": its reason is not_stated, not name_absent"),
        ("nothing", ("abstained",), False, ": its abstained is true, not false"),
        ("nothing", ("text",), "All is well.", ": its text is not what its sentences say"),
        ("nothing", ("closest", 0, "text"), "The strike goes on.", ", closest 1: "),
        (
            "prose",
            items("developments", 0, "date"),
            "2022-03-02",
            ", developments 1: its date is 2022-03-01, not 2022-",
        ),
        ("prose", items("developments", 0, "who"), "Ida Holm", ', developments 1: its who is none, not "Ida Holm"'),
        ("prose", items("developments", 0, "confidence", "level"), "high", ", developments 1: its confidence is"),
        ("prose", items("bottom_line", 0, "date"), "2022", ", bottom_line 1: its date is 2022-03-19, not 2022"),
        ("asked", ("text",), "All is well.", ": its text is not what its sentences say"),
        ("asked", ("abstained",), True, ": its abstained is false, not true"),
        ("asked", ("reason",), "not_stated", ": its reason is none, not not_stated"),
        ("asked", ("notes", 0), f"{DIFFER} none.", f': no sources differ as its remark says: "{DIFFER} none."'),
        ("asked", ("as_of",), "2022-03-01", "is of 2022-03-02, outside the dates that are named"),
        ("absent", ("reason",), "outside_dates", ": its reason is not_stated or name_absent, not outside_dates"),
        ("absent", ("notes",), ["No article names “Vale”."], ": its reason is not_stated, not name_absent"),
        ("why", ("reason",), "outside_dates", ": its reason is not_stated, not outside_dates"),
        ("outlet", ("notes",), [], ": its reason is outside_dates, not name_absent"),
        ("words", ("notes",), ["The archive has no outlet “NBC”."], ": its reason is not_stated, not name_absent"),
        ("told", ("notes",), [], ": its reason is not_stated, not name_absent"),
        ("absent", ("closest", 0, "title"), "Another", ", closest 1: the title of"),
        ("asked", ("sentences", 0, "verdict"), "supported", ", sentence 1: its verdict is quote, not supported"),
        (
            "brief",
            items("developments", 0, "sentences", 0, "verdict"),
            "supported",
            ", developments 1: its verdict is quote, not supported",
        ),
        ("absent", ("window_from",), "caller", ": its window_from is none, not caller"),
        ("nothing", ("window_from",), "caller", ": its window_from is none, not caller"),
        ("months", ("window_from",), None, ": its window_from is caller, not none"),
        ("months", ("window_from",), "question", ": its window_from is caller, not question"),
    ],
)
def test_each_alteration_of_what_a_reader_sees_is_told(check, saved, name, path, value, line):
    found = check(altered(saved[name], value, *path))
    assert any(line in one for one in found), found


def test_sections_and_items_that_are_moved_or_taken_out_are_told(check, saved):
    whole = saved["brief"]
    sections = {one["kind"]: one for one in whole["sections"]}
    first, *rest = sections["developments"]["items"]
    for value, path, line in (
        (whole["sections"][::-1], ["sections"], "briefing 1: its sections do not stand in their order"),
        ([*rest, first], ["sections", "developments", "items"], "briefing 1, developments: its items do not stand in"),
        ([first], ["sections", "background", "items"], "background 1: what it cites makes no item of this section"),
        (
            [first],
            ["sections", "disagreements", "items"],
            "disagreements 1: what it cites makes no item of this section",
        ),
        (
            [rest[0]],
            ["sections", "developments", "items"],
            "bottom_line: it cites what no section below cites",
        ),
        ([], ["sections", "unknown", "items"], "unknown: it lacks"),
    ):
        found = check(altered(whole, value, *path))
        assert any(line in one for one in found), found


def test_a_verdict_that_claims_more_and_a_marker_of_two_places_are_told(check, saved):
    place = items("developments", 0, "sentences", 0, "verdict")
    found = check(altered(saved["prose"] | {"judge": "gate"}, "quote", *place))
    assert found == ["briefing 1, developments 1: its verdict is supported, not quote"]
    sentence = saved["brief"]["sections"][0]["items"][0]["sentences"][0]
    again = {"text": sentence["text"].replace("[1]", "[2]"), "citations": [sentence["citations"][0] | {"marker": 2}]}
    found = check(altered(saved["brief"], sentence | again, *items("bottom_line", 0, "sentences", 0)))
    assert "briefing 1: [2] stands for several places" in found


def test_what_somebody_said_is_the_bottom_line_of_what_is_asked_of_him(check, harbour):
    said = harbour.brief("What did Mayor Jon Vale say about the dockers?").model_dump(mode="json")
    sections = {one["kind"]: one["items"] for one in said["sections"]}
    assert "Vale" in sections["bottom_line"][0]["sentences"][0]["text"]
    assert check(said) == []
    low = {"level": "low", "basis": "one outlet"}
    assert any(
        "bottom_line 1: its confidence is" in one
        for one in check(altered(said, low, *items("bottom_line", 0, "confidence")))
    )


def test_of_a_request_in_another_language_that_is_told_and_no_time_is_read(check, harbour):
    said = harbour.brief("Was geschah im März 2022?").model_dump(mode="json")
    assert (said["notes"][0], said["since"], said["until"]) == (TOLD, None, None)
    assert check(said) == []
    assert check(altered(said, [], "notes"))


def test_a_remark_on_the_outlets_searched_that_is_altered_is_told(check, harbour):
    whole = harbour.brief("the dockers' strike", source="port authority", since="2022-01-01").model_dump(mode="json")
    assert any("unknown 1: its coverage does not say so" in one for one in check(altered(whole, [], "notes")))
    other = ["Only articles of Coast Daily were searched."]
    assert any("outlets that were not searched" in one for one in check(altered(whole, other, "notes")))


def test_what_was_made_and_not_altered_holds_in_every_form(check, saved, harbour):
    for asked, named in (
        ("", {"since": "2022-03-01", "until": "2022-04-30"}),
        ("", {"since": "1990-01-01", "until": "1990-12-31"}),
        ("Coast Daily", {}),
        ("Coast Daily", {"source": "Coast Daily"}),
        ("What's new?", {}),
        ("the dockers' strike", {"source": "Coast Daily", "words": 60}),
        ("the dockers' strike", {"source": "port authority", "since": "2022-01-01"}),
        ("the dockers' strike", {"as_of": "2022-03-05", "known_at": "2030-01-01"}),
    ):
        assert check(harbour.brief(asked, **named).model_dump(mode="json")) == [], asked
    asked = (STRIKE, "What happened in March 2022?", "Timeline of the strike at Port Ansel")
    for question in (*asked, "What happened on 1 April?"):
        assert check(harbour.ask(question).model_dump(mode="json")) == [], question
    with chat_server(model) as server:
        desk = with_model(harbour, server.url, judge="gate")
        for text in (desk.brief(STRIKE), desk.ask(WORKERS), desk.ask(STRIKE)):
            assert text.writer == "openai:m" and check(text.model_dump(mode="json")) == []
    assert {name: found for name, one in saved.items() if (found := check(one))} == {}


@pytest.mark.parametrize("name", ["brief", "prose"])
def test_what_an_editor_left_holds_and_what_is_altered_of_it_is_told(check, saved, harbour, name):
    whole = Briefing.model_validate(saved[name])
    old = next(item for section, item in whole.items() if section.kind == "developments").sentences[0]
    new = reword(harbour.archive, "developments.0", 0, old, "Port Ansel's Dockers' Union began a strike.")
    assert new.passed
    edits = [new, Moved(entry="developments.0", by=1), Dropped(entry="developments.1"), Dropped(entry="unknown.0")]
    edits += [Dropped(entry="disagreements.0"), Written(entry="own.a", behind="developments.", text="Mine.")]
    left = document(whole, edits)
    assert left["own"] and check(left) == []
    kept = Kept(id="0", owner="me", name="n", created="", changed="", ordered=Ordered(), briefing=whole, edits=edits)
    assert check(kept.model_dump(mode="json")) == []
    low = {"level": "high", "basis": "two outlets, two origins"}
    if name == "brief":  # nor may the file say what the desk would not take
        place = next(at for at, one in enumerate(left["sections"][1]["items"]) if new.passed.text in str(one))
        text = new.passed.text.replace("strike", "lawsuit")
        told = check(altered(left, text, *items("developments", place, "sentences", 0, "text")))
        assert any("says 'lawsuit' in the place of 'strike'" in one for one in told)
    for value, path, line in (
        ("Mine.", ("text",), "its text is not what its sentences say"),
        (low, items("developments", 0, "confidence"), "developments 1: its confidence is"),
        ("Sure", ("sections", "developments", "heading"), "developments: its heading is"),
        (40, ("coverage", "used"), "articles used, not 40"),
    ):
        assert any(line in one for one in check(altered(left, value, *path))), line
    assert (
        check(document(whole, [Dropped(entry=f"{part.kind}.{at}") for part in whole.sections for at in range(9)])) == []
    )


def test_an_archive_that_grew_fails_no_honest_text(check, tmp_path):
    desk = desk_of(tmp_path, ARTICLES)
    made = [
        desk.brief(STRIKE),
        desk.brief(since="2022-01-01"),
        desk.brief("Brief me on Quorl"),
        desk.ask("Who is Quorl?"),
    ]
    made += [desk.brief("the dockers' strike", form="timeline"), desk.ask(WORKERS)]
    more = [
        {
            "title": "Quorl speaks",
            "text": "Quorl, the envoy, spoke of the Dockers' Union and its strike at Port Ansel.",
        },
        {"title": "On strike", "text": "On March 1, 2022, about 900 workers of Port Ansel began a strike over shifts."},
    ]
    rows = [one | {"published": "2021-07-01", "source": "Third Post", "id": one["title"]} for one in more]
    changed = ARTICLES[1] | {"text": "On March 1, 2022, nobody was on strike in Port Ansel, as it turned out later."}
    ingest_into(desk.archive.folder, [write(tmp_path / "more.jsonl", [*rows, changed])], Settings())
    desk.archive.remove(["museum"])
    assert [check(one.model_dump(mode="json"), desk) for one in made] == [[]] * len(made)


@pytest.mark.parametrize(
    ("name", "path", "value", "line"),
    [
        ("brief", ("judge",), "openai:m", "its judge is gate, not openai:m"),
        ("asked", ("judge",), "openai:m", "its judge is gate, not openai:m"),
        (
            "brief",
            ("cutoff",),
            "2022-01-01T00:00:00Z",
            "its cutoff is 2022-01-01T00:00:00Z, before port-strike-begins came",
        ),
        ("brief", ("cutoff",), "2999-01-01T00:00:00Z", "its cutoff is 2999-01-01T00:00:00Z, which lies ahead"),
        ("brief", ("coverage", "outlets", "Coast Daily"), 90, 'its coverage has more articles of "Coast Daily" than'),
        ("brief", ("coverage", "last"), "2999-01-01", "its coverage is of other days than its period"),
        ("brief", ("form",), "timeline", "a timeline has no such section"),
        ("brief", ("form",), "review", "developments: a review has no such section"),
        ("prose", ("form",), "timeline", "a timeline quotes alone; openai:m cannot have written it"),
    ],
)
def test_what_a_text_cannot_be_as_a_whole_is_told(check, saved, name, path, value, line):
    found = check(altered(saved[name], value, *path))
    assert any(line in one for one in found), found


def test_a_bottom_line_that_cannot_be_and_what_is_told_twice_are_told(check, saved):
    for name, most in (("brief", 1), ("prose", 3)):
        whole = saved[name]
        sections = {one["kind"]: one for one in whole["sections"]}
        first, *_, last = sections["developments"]["items"]
        long = [sections["bottom_line"]["items"][0], *([first] * 3)]
        found = check(altered(whole, long, "sections", "bottom_line", "items"))
        assert any(f"sentences, not {most} at most" in one for one in found), found
        if name == "brief":
            found = check(altered(whole, [first, first, last], "sections", "developments", "items"))
            assert any("twice" in one for one in found), found


def test_words_under_another_name_than_theirs_are_told(check, saved):
    sentence = saved["brief"]["sections"][1]["items"][0]["sentences"][0]
    forged = sentence | {"text": f"Port Authority, 1 March 2022: {sentence['text'][sentence['text'].index('“') :]}"}
    found = check(altered(saved["brief"], forged, *items("developments", 0, "sentences", 0)))
    assert any("it is not worded as what it cites" in one for one in found), found


def test_what_was_deleted_for_good_since_fails_no_briefing_that_does_not_cite_it(tmp_path, check):
    strike, letter = ARTICLES[0], ARTICLES[5] | {"id": "letter", "source": "Island Wire", "published": "2022-06-02"}
    letter["text"] += "\nSome dockers came."  # it is on the topic, and not cited
    desk = desk_of(tmp_path, [strike, letter])
    saved = desk.brief(STRIKE).model_dump(mode="json")
    assert "Island Wire" in saved["coverage"]["outlets"] and check(saved, desk) == []
    wrong = altered(saved, {"Harbour Courier": 1, "Coast Daily": 1}, "coverage", "outlets")
    assert any("has more articles of" in one for one in check(wrong, desk))
    desk.archive.remove(["letter"])
    assert desk.archive.compact() == 1 and check(saved, desk) == []
    desk.archive.remove([strike["id"]])
    assert desk.archive.compact() == 1 and any("holds no version" in one for one in check(saved, desk))
    ingest_into(desk.archive.folder, [tmp_path / "articles.jsonl"], Settings())
    assert check(saved, desk) == []


def test_a_likelihood_that_nobody_says_is_told_of_a_saved_briefing_and_refused_of_an_editor(check, saved, harbour):
    place = items("developments", 0, "sentences", 0)
    old = next(one for one in saved["prose"]["sections"] if one["kind"] == "developments")["items"][0]["sentences"][0]
    text = f"Perhaps {old['text'][0].lower()}{old['text'][1:]}"
    found = check(altered(saved["prose"], text, *place, "text"))
    assert any("developments 1: says 'Perhaps' on its own behalf" in one for one in found)
    new = reword(
        harbour.archive, "developments.0", 0, Sentence.model_validate(old), f"Probably {text[8:].split(' [')[0]}"
    )
    assert new.refused and any("says 'Probably' on its own behalf" in one for one in new.refused.reasons)


def test_a_briefing_that_quotes_since_its_chat_model_broke_off_is_judged_by_the_gate(check, harbour):
    def breaks_off(asked):
        return Reply(model(asked).text, reset=True)

    with chat_server(breaks_off) as server:
        found = with_model(harbour, server.url, fallback="quotes").brief(STRIKE)
    assert len(server.looked) > 1 and any("quotes instead" in note for note in found.notes)
    assert (found.writer, found.judge) == ("quotes", "gate") and check(found.model_dump(mode="json")) == []


def test_sentences_that_are_turned_round_and_another_first_day_are_told(check, saved):
    whole = copy.deepcopy(saved["brief"])
    item = next(one for part in whole["sections"] for one in part["items"] if len(one["sentences"]) > 1)
    item["sentences"].reverse()
    told = [" ".join(said["text"] for said in one["sentences"]) for part in whole["sections"] for one in part["items"]]
    found = check(whole | {"text": "\n".join(told)})
    assert "briefing 1: its sentences do not stand in the order of their numbers" in found
    for name, day in (("first", "2021-01-13"), ("last", "2022-03-20")):
        found = check(altered(saved["brief"], day, "coverage", name))
        assert "briefing 1: its coverage is of other days than what it cites" in found, saved["brief"]["coverage"]


def test_few_days_at_an_end_that_were_told_once_as_a_gap_may_still_be(check, harbour):
    made = harbour.brief(STRIKE, since="2022-02-01", until="2022-04-03").model_dump(mode="json")
    assert check(made) == []
    told = next(one["items"] for one in made["sections"] if one["kind"] == "unknown")
    line = "No article on it was found for 1 April 2022 to 3 April 2022."
    before = copy.deepcopy(told[0])
    before["sentences"][0] |= {"text": line, "reasons": ["nothing on it found of these months"]}
    at = made["text"].index(told[0]["sentences"][0]["text"])
    told.insert(0, before)
    assert check(made | {"text": f"{made['text'][:at]}{line}\n{made['text'][at:]}"}) == []


def test_a_quotation_that_was_altered_far_behind_its_beginning_is_shown_where_it_differs(check, saved):
    place = items("developments", 0, "sentences", 0, "citations", 0, "quote")
    parts = {one["kind"]: one["items"] for one in saved["brief"]["sections"]}
    words = parts["developments"][0]["sentences"][0]["citations"][0]["quote"]
    assert len(words) > 80
    found = check(altered(saved["brief"], words[:-5] + "stays.", *place))
    (line,) = [one for one in found if " says " in one]
    known, _, said = line.partition(", not ")
    assert words[-6:] in known and "stays." in said
    found = check(altered(saved["brief"], words + " So it was.", *place))
    assert any("So it was." in one for one in found)
    found = check(altered(saved["brief"], "Another" + words, *place))
    assert any(f'not "Another{words[:40]}' in one for one in found)


@pytest.mark.parametrize(
    "asks", ["Where do sources differ on", "Where do outlets disagree about", "Where do accounts differ on"]
)
def test_a_topic_that_held_what_asks_where_sources_differ_may_still_be(check, harbour, monkeypatch, asks):
    monkeypatch.setattr("assistant.briefing.request._LEADS", request._LEADS_BEFORE)
    kept = harbour.brief(f"{asks} the dockers' strike").model_dump(mode="json")
    monkeypatch.undo()
    now = harbour.brief(f"{asks} the dockers' strike")
    assert now.topic == "dockers' strike" != kept["topic"]
    assert check(kept) == check(now.model_dump(mode="json")) == []
    other = check(altered(kept, f"{kept['topic']} of sailors", "topic"))
    assert any("its topic is" in line for line in other)
