"""A briefing taken away: each form is opened again and has head, sections, short sources and each quotation once."""

import json

import pytest
from lxml import html

from assistant.briefing.briefing import Briefing
from assistant.desk.edits import Dropped, Moved, Written
from corpus.errors import CallError
from tests.page.test_exports import MAKERS, READERS, TRICKS, look, words
from tests.support import briefings
from tests.support.archives import desk_of
from tests.support.briefings import briefing, cited, item, said, section
from ui import items, safe
from ui.export.briefing import of_briefing, statement
from ui.export.forms import briefing_json, maker
from ui.export.text import as_text
from ui.render import moment

FORMS = ("md", "html", "docx", "pdf")


def made(one, edits=()):
    return of_briefing(one, archive="harbour", today="2026-11-02", look=look, edits=edits)


def exported(form, one, edits=()):
    return READERS[form](MAKERS[form](made(one, edits)))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_head_sections_confidence_short_sources_and_what_they_are(form):
    found = exported(form, briefing())
    if form != "pdf":
        assert found.headings == [
            "The ferry, May 2021",
            "Bottom line",
            "Key developments",
            "Who said what",
            "Where sources differ",
            "Not known",
            "Remarks",
            "Sources",
        ]
    for part in (
        "Topic: the ferry",
        "Period: 1 May 2021 to 31 May 2021 (read from the request)",
        "As of: 9 May 2021",
        "Information cut-off: 26 November 2026, 09:00 UTC",
        "Archive: harbour, 3 articles, the newest of 9 May 2021",
        "Writer: quotes",
        "14 June 2021: The ferry resumes on 14 June. [1] Moderate: one outlet, own words.",
        "2021: The pier was rebuilt for nine million crowns. [1]",
        "Mara Lindqvist, May 2021: Harbour Gazette, 3 May 2021",
        "The ferry sails four times a day. [1] A comment says that the island needs a doctor first. [2]",
        "No article says what a crossing costs.",
        "May was read as May 2021.",
        "Found: 3 articles of 2 outlets and 2 origins, 3 January 2021 to 5 May 2021.",
        "Cited: 2 articles (Harbour Gazette 1, Harbour Review 1), 1 editorial among them; ",
        "4 items rest on a single source.",
        "ferry: Ferry service to Gull Island to resume in June. Harbour Gazette, report, 3 May 2021. ferry, version 1.",
        "The ferry is not enough. Harbour Review, editorial, 5 May 2021. ferry-opinion, version 1.",
        "Exported: 2 November 2026",
    ):
        assert part in found.text, (part, found.text)
    assert found.links == [briefings.FERRY["url"]]  # the other's is no web address
    for quote in (briefings.FIRST, briefings.SECOND, briefings.THIRD, briefings.NEEDS):
        assert found.text.count(words(quote)) == 1, quote


@pytest.mark.parametrize("form", FORMS)
def test_the_sources_have_the_kind_and_arrival_that_the_archive_knows_and_official_ones_are_counted(form, tmp_path):
    day = {"published": "2021-05-03"}
    articles = [
        day | {"id": "report", "title": "Ferry opens", "text": "The ferry to Gull Island opened on Monday."},
        day | {"id": "stated", "title": "Joint Statement on the Ferry", "text": "The two towns pay half each."},
    ]
    desk, bare = desk_of(tmp_path, articles), {"source": None, "kind": None, "url": None}
    told = [item(said(one["text"], cited(at, one["text"], one | bare))) for at, one in enumerate(articles, 1)]
    one = briefing(section("developments", *told))
    more = {"look": desk.article, "arrived": desk.archive.arrivals.of}
    made = of_briefing(one, archive="harbour", today="2026-11-02", **more)
    found = READERS[form](MAKERS[form](made)).text
    assert "0 editorials among them; 1 official text; " in found
    at = moment(desk.archive.arrivals.of("stated", 1))
    assert f"statement, 3 May 2021. stated, version 1, arrived {at}." in found
    assert f"report, 3 May 2021. report, version 1, arrived {at}." in found
    assert f"N1  - Arrived {desk.archive.arrivals.of('stated', 1)}" in MAKERS["ris"](made).decode()


def test_as_plain_lines_it_reads_as_it_is_and_nothing_is_escaped():
    lines = as_text(made(briefing())).splitlines()
    assert lines[:3] == ["The ferry, May 2021", "===================", "Topic: the ferry"]
    assert "Information cut-off: 26 November 2026, 09:00 UTC" in lines and "Key developments" in lines
    assert "- 14 June 2021: The ferry resumes on 14 June. [1] Moderate: one outlet, own words." in lines
    assert not [line for line in lines if "\\" in line or "**" in line]
    (source,) = [line for line in lines if line.startswith("[1] ")]
    assert source.endswith(f"ferry, version 1. {briefings.FERRY['url']}")


@pytest.mark.parametrize("name", TRICKS)
def test_as_plain_lines_a_trick_in_any_field_begins_no_line(name):
    trick = TRICKS[name]
    one = cited(1, briefings.FIRST, title=trick, source=trick, article_id=trick)
    told = item(said(f"It sails {trick}.", one), who=trick, confidence={"level": "low", "basis": trick})
    text = as_text(made(briefing(section("developments", told), title="The ferry", topic=trick, notes=[trick])))
    assert not [letter for letter in text if ord(letter) in safe.ESCAPED or (ord(letter) < 32 and letter != "\n")]
    assert len(text.splitlines()) == len(as_text(made(briefing(section("developments", told)))).splitlines())
    assert text.splitlines().count("Sources") == 1 and text.count("\n[") == 1


QUOTES = (briefings.FIRST, briefings.THIRD)
LABELLED = {  # whose words, of which day; the labels of two quotations; the item as it is read
    ("Mr Vale", "2021-05-03"): (
        ("Mr Vale, 3 May 2021", "Mr Vale, 3 May 2021"),
        "Mr Vale, 3 May 2021: “{}” [1] “{}” [1]",
    ),
    ("Mr Vale", "2021-05-02"): (
        ("Mr Vale, 3 May 2021", "Mr Vale, 3 May 2021"),
        "2 May 2021: Mr Vale, 3 May 2021: “{}” [1] “{}” [1]",
    ),
    ("Vale, Orr & Co.", "2021-05-03"): (
        ("Vale, Orr & Co., 3 May 2021", "Vale, Orr & Sons, 3 May 2021"),
        "Vale, Orr & Co., 3 May 2021: “{}” [1] Vale, Orr & Sons, 3 May 2021: “{}” [1]",
    ),
    ("Gazette", "2021-05-03"): (
        ("Gazette, 3 May 2021, Mr Vale", "Gazette, 3 May 2021, Ms Orr"),
        "Gazette, 3 May 2021: Mr Vale: “{}” [1] Ms Orr: “{}” [1]",
    ),
    ("Mr Vale", "2021-05"): (
        ("Gazette, 3 May 2021", "Mr Vale, 3 May 2021"),
        "Mr Vale, May 2021: Gazette, 3 May 2021: “{}” [1] Mr Vale, 3 May 2021: “{}” [1]",
    ),
    ("Mr Vale", "2021-05-01"): (
        ("Mr Vale, first, 1 May 2021", "Mr Vale, second, 3 May 2021"),
        "Mr Vale, first, 1 May 2021: “{}” [1] Mr Vale, second, 3 May 2021: “{}” [1]",
    ),
    (None, "2021-05-03"): (
        ("Gazette, 3 May 2021", "Gazette, 3 May 2021"),
        "3 May 2021: Gazette, 3 May 2021: “{}” [1] Gazette, 3 May 2021: “{}” [1]",
    ),
}


@pytest.mark.parametrize("item_of", LABELLED)
def test_who_and_when_stand_once_before_what_is_quoted_and_each_sentence_alone_says_them(item_of):
    (who, date), (labels, read) = item_of, LABELLED[item_of]
    said_so = [
        said(f"{label}: “{quote}”", cited(1, quote), verdict="quote")
        for label, quote in zip(labels, QUOTES, strict=True)
    ]
    one = briefing(section("positions", item(*said_so, who=who, date=date)))
    read = words(read.format(*QUOTES))
    for form in FORMS:
        assert read in exported(form, one).text, form
    assert read in as_text(made(one))
    page = html.fromstring(items.item(one.sections[0].items[0]))
    for marks in page.find_class("marks"):
        marks.drop_tree()
    lead = "".join(f"{each.text_content()}: " for each in page.find_class("lead"))
    shown = lead + " ".join(each.text_content() for each in page.find_class("sentence"))
    assert words(shown) == read.replace(" [1]", "")
    (kept,) = json.loads(briefing_json(one))["sections"][0]["items"]
    assert [each["text"] for each in kept["sentences"]] == [each["text"] for each in said_so]


def test_a_name_that_a_sentence_begins_with_does_not_stand_before_it_too():
    told = said("Mr Vale said that the ferry resumes.", cited(1, briefings.FIRST))
    one = briefing(section("positions", item(told, who="Mr Vale", date="2021-05-03")))
    assert "- 3 May 2021: Mr Vale said that the ferry resumes. [1]\n" in as_text(made(one))


def test_ris_has_one_reference_for_each_source_that_rispy_reads():
    import rispy

    found = rispy.loads(MAKERS["ris"](made(briefing())).decode())
    assert [(one["type_of_reference"], one["accession_number"], one["secondary_title"]) for one in found] == [
        ("NEWS", "ferry", "Harbour Gazette"),
        ("NEWS", "ferry-opinion", "Harbour Review"),
    ]
    assert found[0]["urls"] == [briefings.FERRY["url"]] and "urls" not in found[1]
    assert (found[0]["authors"], found[0]["date"], found[0]["edition"]) == (["ferry"], "2021/05/03", "version 1")


@pytest.mark.parametrize("form", [*FORMS, "ris"])
@pytest.mark.parametrize("name", ["markup", "markdown", "controls", "noncharacters", "direction", "breaks"])
def test_a_trick_in_any_field_is_words_and_no_more(form, name):
    trick = TRICKS[name]
    one = cited(
        1, briefings.FIRST, title=trick, source=trick, kind=trick, article_id=trick, url=f"https://x.invalid/{trick}"
    )
    told = item(
        said(f"It sails {trick}.", one), who=trick, date="2021-06-14", confidence={"level": "low", "basis": trick}
    )
    hostile = briefing(section("developments", told), title=trick, topic=trick, writer=trick, notes=[trick])
    found = exported(form, hostile, [Written(entry="own.0", behind="developments.0", text=trick)])
    assert found.links == []
    assert not [letter for letter in found.text if ord(letter) in safe.ESCAPED or ord(letter) < 32]
    if form in ("md", "html", "docx"):
        heads = [words(safe.cut(trick)), "Key developments", "Remarks", "Sources"]
        assert found.headings == heads and f"{items.OWN}:" in found.text


def test_what_was_edited_is_exported_as_it_stands_and_own_text_is_marked():
    edits = [
        Dropped(entry="positions.0"),
        Moved(entry="developments.1", by=-1),
        Written(entry="own.0", behind="developments.1", text="We expect a quiet June."),
    ]
    text = exported("md", briefing(), edits).text
    assert "Mara Lindqvist, May 2021" not in text and "Who said what" not in text
    assert text.index("The ferry resumes") < text.index("Analyst’s own text: We expect a quiet June.")
    assert text.index("a quiet June") < text.index("The pier was rebuilt") and "quotes, edited by hand" in text
    whole = json.loads(briefing_json(briefing(), edits))
    assert Briefing.model_validate(whole).sections[1].items[0].date == "2021-06-14"
    assert whole["own"] == [{"section": "developments", "before": 1, "text": "We expect a quiet June."}]
    assert "quiet June" not in whole["text"]


def test_json_is_that_of_brief_and_nothing_else():
    assert json.loads(briefing_json(briefing())) == briefing().model_dump(mode="json")


def test_an_abstention_says_so_in_every_form():
    empty = briefing(abstained=True, reason="not_stated", text="The archive does not say.")
    empty = empty.model_copy(update={"sections": []})
    for form in FORMS:
        assert "The archive does not say." in exported(form, empty).text
    assert statement(empty).endswith("0 items rest on a single source.")


def test_the_count_of_outlets_shows_no_quotation_that_an_outlet_has_in_its_name():
    document = briefing().model_dump_json().replace("Harbour Gazette", "«The ferry sank», Wire [2]")
    told = statement(Briefing.model_validate_json(document))
    assert "The ferry sank" in told and not set("«»[]") & set(told)


def test_the_suffix_of_a_file_decides_and_another_is_a_wrong_call(tmp_path):
    assert maker(tmp_path / "a.PDF") is MAKERS["pdf"] and maker(tmp_path / "a.json") is None
    with pytest.raises(CallError, match=r"use \.md, \.docx, \.html, \.pdf, \.ris, \.json"):
        maker(tmp_path / "a.xls")


def test_months_without_an_article_are_named():
    held = briefing().coverage
    assert items.months(held) == [("2021-01", 1), ("2021-02", 0), ("2021-03", 0), ("2021-04", 0), ("2021-05", 2)]
    last = held.model_copy(update={"by_month": {"9999-11": 1, "9999-12": 1}})
    assert items.months(last) == [("9999-11", 1), ("9999-12", 1)]
    assert items.holes(held) == "No article on it from February 2021 to April 2021."
