"""Briefings of few words: an item before a gap, a bottom line on the topic or none, a true reason where none fits."""

import json

import pytest

from assistant.briefing.briefing import Briefing
from assistant.briefing.drafting import quoted
from assistant.briefing.length import FEWEST_WORDS
from assistant.daily.changes import Told
from assistant.desk.edits import Dropped, document
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from tests.support.archives import desk_of


def _story(id, published, text, **more):
    return {
        "id": id,
        "title": f"Port Ansel: {id}",
        "published": published,
        "source": "Harbour Courier",
        "text": text,
    } | more


SHORT = [
    _story("strike", "2022-03-02", "The dockers of Port Ansel began a strike over night shifts on March 1, 2022."),
    _story(
        "deal", "2022-09-20", "The dockers of Port Ansel ended the strike on September 19, 2022, after a long summer."
    ),
]
LONG = [
    _story(
        "strike",
        "2022-03-02",
        "The dockers of Port Ansel on March 1, 2022, began a strike over the night shifts that the port authority had"
        " lengthened in the winter against the advice of its own doctors and of the mayor of the town.",
    )
]


def _words(briefing):
    return sum(len(sentence.text.split()) for sentence in briefing.sentences())


@pytest.mark.parametrize("form", ["brief", "review", "timeline"])
@pytest.mark.parametrize("words", [FEWEST_WORDS, 45])
def test_of_few_words_an_item_is_told_before_what_the_archive_does_not_say(tmp_path, words, form):
    briefing = desk_of(tmp_path, SHORT).brief("the strike at Port Ansel", words=words, form=form)
    kinds = [section.kind for section in briefing.sections]
    assert not briefing.abstained and kinds[0] in ("developments", "positions")
    assert _words(briefing) <= words


def test_that_nothing_is_so_short_is_said_and_not_that_it_is_not_stated(tmp_path):
    desk = desk_of(tmp_path, LONG)
    briefing = desk.brief("the strike at Port Ansel", words=FEWEST_WORDS)
    (tmp_path / "kept.json").write_text(briefing.model_dump_json(), "utf-8")
    assert mismatches(desk.archive, read_texts(tmp_path / "kept.json")) == []
    assert (briefing.abstained, briefing.reason) == (True, "nothing_supported")
    assert briefing.notes == ["Nothing that the archive says of it fits into 30 words."]


def test_a_long_attribution_counts_among_the_words(tmp_path):
    said = "The dockers of Port Ansel began a strike over night shifts on the first of March."
    label = f"MINISTER OF FISHERIES AND HARBOURS: {said}\nMODERATOR: Thank you all for coming.\n" * 3
    told = [
        _story("strike", "2022-03-02", label, source="The Weekly Courier of the Northern Islands and Harbours"),
        _story("glass", "2022-03-09", "A museum of glass was opened by the mayor of the town.", source="Coast Daily"),
    ]
    desk = desk_of(tmp_path, told)
    for form in ("brief", "review", "timeline"):
        assert _words(desk.brief("the strike at Port Ansel", words=FEWEST_WORDS, form=form)) <= FEWEST_WORDS


TOLD = [
    _story("deal", "2022-09-20", "Ships wait for dockers since the strike began to bite."),
    _story(
        "strike",
        "2022-03-02",
        "The dockers of Port Ansel began a strike over the long night shifts on March 1, 2022, and all of the cranes of"
        " the port stood still.",
    ),
]


@pytest.mark.parametrize(("words", "bottom"), [(FEWEST_WORDS, 0), (150, 1)])
def test_a_bottom_line_names_the_topic_and_takes_no_half_of_the_words(tmp_path, words, bottom):
    briefing = desk_of(tmp_path, TOLD).brief("the strike at Port Ansel", words=words)
    lines = [item for section, item in briefing.items() if section.kind == "bottom_line"]
    assert len(lines) == bottom
    assert all("Port Ansel" in item.sentences[0].text for item in lines)


WALKOUT = [
    _story(f"walk{day}", f"2022-03-{day:02}", f"The dockers of Port Ansel {did} on March {day}, 2022.", source=outlet)
    for day, did, outlet in (
        (1, "walked out over the night shifts that were to begin in spring", "Coast Daily"),
        (4, "refused to unload the grain ships of the northern islands", "Harbour Courier"),
        (9, "returned to their cranes after the mayor had promised a raise", "Coast Daily"),
    )
]


def test_where_no_sentence_names_the_topic_the_nearest_is_the_bottom_line(tmp_path):
    briefing = desk_of(tmp_path, WALKOUT).brief("the walkout of the dockers and Mayor Vale of Port Ansel", words=200)
    lines = [item for section, item in briefing.items() if section.kind == "bottom_line"]
    assert len(lines) == 1 and "Port Ansel" in lines[0].sentences[0].text


DAYS = [
    "walked out over the night shifts that were to begin in spring",
    "refused to unload the grain ships of the northern islands",
    "held a march from the harbour gates to the old customs house",
    "turned away three coal barges that had sailed from Norvik",
    "voted by a show of hands to stay out for another month",
    "blocked the bridge that leads from the town to the lower quay",
    "returned to their cranes after a raise had been promised",
]
MANY = [
    _story(f"walk{day}", f"2022-03-{day:02}", f"The dockers of Port Ansel {did} on March {day}, 2022.")
    for day, did in enumerate(DAYS, 1)
]


def test_words_are_held_back_for_a_bottom_line_where_items_would_take_them_all(tmp_path):
    briefing = desk_of(tmp_path, MANY).brief("the walkout of the dockers and Mayor Vale of Port Ansel", words=140)
    lines = [item for section, item in briefing.items() if section.kind == "bottom_line"]
    assert len(lines) == 1 and _words(briefing) <= 140


LONGER = [
    one | {"text": one["text"].replace(" on March", f", said {who} to all of the reporters, on March")}
    for one, who in zip(
        MANY, ("Ida Holm", "Jon Vale", "Maria Oren", "Ole Brandt", "Ane Lund", "Mia Holm"), strict=False
    )
]


def test_words_that_no_bottom_line_took_are_told(tmp_path):
    briefing = desk_of(tmp_path, LONGER).brief("the dockers of Port Ansel", words=100)
    assert "bottom_line" not in [section.kind for section in briefing.sections]
    assert sum(len(item.sentences) for section, item in briefing.items() if section.kind != "unknown") == 2


PACT = [
    _story(
        "pact",
        "2022-09-20",
        "The dockers of Port Ansel signed a pact with Mayor Jon Vale on September 19, 2022, and went back to work."
        " Under the pact each docker of Port Ansel gets a raise of 9 percent.",
    ),
    _story("ships", "2022-08-03", "Three grain ships left Port Ansel for Norvik on August 2, 2022, half empty."),
]


def test_a_bottom_line_stands_once_where_its_citation_holds_what_stands_beside_it_too(tmp_path):
    briefing = desk_of(tmp_path, PACT).brief("the pact of the dockers of Port Ansel")
    (first,) = [item for section, item in briefing.items() if section.kind == "bottom_line"]
    below = [one for section, item in briefing.items() if section.kind != "bottom_line" for one in item.sentences]
    (above,), (ships, pact) = first.sentences, [one for one in below if one.citations]
    assert "signed a pact" in above.text and not any("signed a pact" in one.text for one in below)
    assert (pact.citations, pact.citations[0].quote) == (above.citations, PACT[0]["text"])
    signed, _, raised = PACT[0]["text"].partition(" Under ")
    assert [quoted(one) for one in (above, pact, ships)] == [signed, f"Under {raised}", PACT[1]["text"]]
    assert [item.date for item in briefing.happened()] == ["2022-08-02", "2022-09-19", "2022-09-19"]
    told = Told([first])
    assert told.says(signed) and not told.says(f"Under {raised}"), "what is cited with it is not told by it"


def test_a_bottom_line_whose_article_says_nothing_else_is_told_below_too(tmp_path):
    briefing = desk_of(tmp_path, MANY).brief("the walkout of the dockers and Mayor Vale of Port Ansel", words=140)
    (first,) = [item for section, item in briefing.items() if section.kind == "bottom_line"]
    assert first.sentences[0] in [one for one in briefing.sentences()][1:]
    assert len(briefing.happened()) == sum(section.kind == "developments" for section, _ in briefing.items())


def test_of_a_saved_briefing_no_quotation_cites_other_words_of_its_article_but_the_bottom_line(tmp_path):
    desk, kept = desk_of(tmp_path, PACT), tmp_path / "kept.json"
    saved = desk.brief("the pact of the dockers of Port Ansel").model_dump(mode="json")
    parts = {one["kind"]: one for one in saved["sections"]}
    (first,), (ships, pact) = parts["bottom_line"]["items"], parts["developments"]["items"]
    (beside,) = pact["sentences"]

    def told(developments, above=first):
        items = {"bottom_line": [above], "developments": developments}
        sections = [parts[kind] | ({"items": items[kind]} if kind in items else {}) for kind in parts]
        kept.write_text(json.dumps(saved | {"sections": sections}), "utf-8")
        return " | ".join(mismatches(desk.archive, read_texts(kept)))

    assert told([ships, pact]) == ""
    assert "it cites what no section below cites" in told([ships])
    alone, text = beside["citations"][0], PACT[0]["text"]
    start = text.index("Under")
    own = beside | {"citations": [alone | {"marker": 3, "start": start, "end": len(text), "quote": text[start:]}]}
    own["text"] = own["text"].replace("[1]", "[3]")
    assert "it cites what no section below cites" in told([ships, pact | {"sentences": [own]}])
    lent = own | {"text": own["text"] + "[1]", "citations": [*own["citations"], alone]}
    assert "beside its own words others of their article" in told([ships, pact | {"sentences": [lent]}])
    other = first | {"date": ships["date"], "sentences": ships["sentences"]}
    assert "beside its own words others of their article" in told([ships, pact], other)
    left = document(Briefing.model_validate(saved), [Dropped(entry="bottom_line.0")])
    kept.write_text(json.dumps(left), "utf-8")
    assert mismatches(desk.archive, read_texts(kept)) == [], "an editor took the bottom line out"


BUSY = [
    _story(f"news{day}", f"2022-03-{day:02}", f"On March {day}, 2022, {did} in Port Ansel.")
    for day, did in enumerate(
        (
            "the council opened a school for pilots",
            "Norvik Shipping bought four coal barges",
            "Mayor Jon Vale signed a treaty with Gull Island",
            "customs officers found 60 stolen paintings",
            "Bishop Ane Lund closed the old cathedral",
            "a storm sank the ferry Petrel",
            "Minister Ole Brandt banned fireworks",
            "the union elected Ida Holm as its head",
            "police arrested a smuggler of rare birds",
            "Sund Power tested a turbine under water",
        ),
        1,
    )
]


def test_developments_are_seven_with_one_that_is_told_before_all_and_below(tmp_path):
    briefing = desk_of(tmp_path, BUSY).brief(since="2022-03-01", until="2022-03-31")
    told = {section.kind: len(section.items) for section in briefing.sections}
    assert (told["bottom_line"], told["developments"]) == (1, 7)


DONE = [
    "signed a pact with Norvik",
    "sank the old ferry Petrel",
    "won the vote in Sund",
    "arrested a smuggler of birds",
    "opened a school for pilots",
    "closed the cathedral of Brandt",
]


@pytest.mark.parametrize("words", [53, 59, 68])
def test_a_bottom_line_that_is_told_twice_keeps_to_the_words(tmp_path, words):
    told = enumerate(DONE, 1)
    rows = [_story(f"vale{day}", f"2022-03-{day:02}", f"Mayor Jon Vale {did}.", source="Sund") for day, did in told]
    briefing = desk_of(tmp_path, rows).brief("Brief me on Mayor Jon Vale", words=words)
    assert briefing.sections[0].kind == "bottom_line" and _words(briefing) <= words


def test_a_speaker_who_talks_for_long_is_named_and_what_is_cited_bears_it_out(tmp_path):
    before = " ".join(f"The old town has {at} chairs and a well of cold water at its gate." for at in range(400))
    said = "The dockers of Port Ansel will have a raise of nine percent from October 2022, and a holiday in July."
    text = f"SECRETARY HOLM: Good morning.\n\n{before}\n\n{said}"
    row = {
        "id": "speech",
        "title": "A speech in Orlo",
        "published": "2022-09-20",
        "source": "Harbour News",
        "text": text,
    }
    desk, asked = desk_of(tmp_path, [row]), "What raise will the dockers of Port Ansel have?"
    for told in (desk.brief("the raise of the dockers of Port Ansel"), desk.ask(asked)):
        assert "Secretary Holm" in told.text and "nine percent" in told.text
        assert mismatches(desk.archive, [told]) == []


ELECTION = [
    _story("vote", "2024-05-12", "Lund lost Saturday's election in Port Ansel. Ida Holm will be mayor of Port Ansel."),
    _story("wharf", "2024-06-03", "Mayor Holm stopped the new wharf of Port Ansel on Monday, as she had promised."),
    _story("plan", "2024-01-09", "The port authority of Port Ansel presented its plan for a new wharf on Tuesday."),
]


def test_what_happened_after_an_event_is_told_from_the_oldest_on(tmp_path):
    answer = desk_of(tmp_path, ELECTION).ask("What happened after the election?")
    assert [one.article_id for sentence in answer.sentences for one in sentence.citations][-1] == "wharf"
    assert "plan" not in {one.article_id for sentence in answer.sentences for one in sentence.citations}
    assert "'the election' was taken to be on 11 May 2024." in answer.notes


def test_what_came_late_after_an_event_is_told_too(tmp_path):
    answer = desk_of(tmp_path, ELECTION).ask("What happened after the plan was presented?")
    assert {one.article_id for sentence in answer.sentences for one in sentence.citations} == {"vote", "wharf"}
