"""The day of what stands under a date heading inside an article."""

import pytest

from assistant.briefing.briefing import Briefing
from assistant.briefing.prose import day_of
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from tests.support.archives import desk_of

YEAR = {
    "id": "ferry-year", "title": "A year of answers on the ferry to Norvik", "source": "Harbour Courier",
    "published": "2022-06-08", "kind": "report",
    "text": "Does the town mean to buy the ferry to Norvik? The question has been put for a year by the islanders.\n\n"
    "July 4, 2021. The ferry company of Norvik asked the town for four million crowns and a new pier. "
    "Mayor Jon Vale rejected the ferry to Norvik and its loan for the northern islands.\n\n"
    "March 2, 2022. The council of the town voted to lend the ferry company of Norvik the four million crowns.\n\n"
    "The islanders of Norvik still wait for the ferry and for the pier in the northern bay.",
}  # fmt: skip
EARLIER = {
    "id": "ferry-loan", "title": "The ferry to Norvik", "source": "Coast Daily", "published": "2022-05-03",
    "kind": "report",
    "text": "Mayor Jon Vale approved the ferry to Norvik and its loan for the northern islands of the coast.",
}  # fmt: skip


WIRED = {
    "id": "dam", "title": "Norvik gets a dam", "source": "Coast Wire", "published": "2022-08-13",
    "text": "NORVIK - The council of Norvik voted on Thursday to build a dam across the northern bay. "
    "The council set aside nine million crowns for the dam across the bay. "
    "Engineers of the town warned in July that the dam would flood the old quay of Norvik.",
}  # fmt: skip


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """The assistant over the articles on the ferry."""
    return desk_of(tmp_path_factory.mktemp("ferry"), [YEAR, EARLIER])


def days(found: Briefing) -> dict[str, str | None]:
    """The day of each sentence that is told."""
    return {
        said.citations[0].quote: item.date for _, item in found.items() for said in item.sentences if said.citations
    }


def test_what_stands_under_a_date_heading_is_told_of_that_day(ferry, tmp_path):
    found = ferry.brief("the ferry to Norvik")
    told = {text.split(" of ")[0]: day for text, day in days(found).items()}
    assert (told["The council"], told["The islanders"]) == ("2022-03-02", "2022-06-08")
    (tmp_path / "saved.json").write_text(found.model_dump_json(), "utf-8")
    assert mismatches(ferry.archive, read_texts(tmp_path / "saved.json")) == []


def test_what_a_chat_model_writes_of_it_is_of_that_day_too(ferry):
    said = next(one for one in ferry.brief("the ferry to Norvik").sentences() if "voted to lend" in one.text)
    said = said.model_copy(update={"text": "The council voted for the loan."})
    assert day_of(said, ferry.archive.article) == "2022-03-02"


def test_what_stands_under_an_earlier_day_is_no_change_of_position_since(ferry):
    found = ferry.brief("How did Mayor Vale's position on the ferry to Norvik change?")
    assert "Later," not in found.text


@pytest.mark.parametrize(("kind", "day"), [("report", "2022-08-11"), ("editorial", "2022-08-13")])
def test_what_a_report_tells_without_a_day_is_of_the_day_that_it_begins_with(tmp_path, kind, day):
    told = days(desk_of(tmp_path, [WIRED | {"kind": kind}]).brief("the dam of Norvik"))
    of = {text.split(" of ")[0].split(" set ")[0]: when for text, when in told.items()}
    assert (of["The council"], of["Engineers"]) == (day, "2022-07")
