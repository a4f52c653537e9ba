"""What is cited beside a quotation tells the same event: another call on the same matter does not bear it out."""

import pytest

from assistant.assistant import Assistant
from assistant.briefing.events.developments import Pool, weighed
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.rechecking.briefings import briefing_lines
from assistant.settings import Settings
from corpus.article import Article
from corpus.models.reader import reader
from tests.support.archives import archive_of
from tests.support.evidence import whole

CALL = "Foreign Minister Ane Lund called Harbour Minister Ole Brandt on 3 May 2022 and condemned the blockade of Sund."


def _story(id, source, *sentences, published="2022-05-04"):
    return {"id": id, "title": f"Blockade of Sund: {source}", "published": published, "source": source} | {
        "kind": "report",
        "text": " ".join(sentences),
    }


@pytest.mark.parametrize(
    ("other", "cited"),
    [
        (
            "On 3 May 2022 Ane Lund, foreign minister, called Ole Brandt, harbour minister, to condemn the blockade.",
            2,
        ),
        ("Foreign Minister Ane Lund called Consul Mia Holm on 3 May 2022 and discussed the blockade of Sund.", 1),
        ("Foreign Minister Ane Lund refused to call Harbour Minister Ole Brandt on 3 May 2022 over the blockade.", 1),
    ],
)
def test_only_what_bears_a_quotation_out_is_cited_beside_it(tmp_path, other, cited):
    stories = [
        _story("first", "Sund Post", CALL, "The blockade of Sund has lasted a week."),
        _story("second", "Island Wire", other, "Ships wait outside the harbour."),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("Brief me on the blockade of Sund", writer="quotes")
    told = {said.citing(()).text: {one.article_id for one in said.citations} for said in briefing.sentences()}
    assert [len(ids) for said, ids in told.items() if CALL[:40] in said and "Brandt on" in said] == [cited]


@pytest.mark.parametrize(("published", "origins"), [("2022-05-04", 2), ("2022-05-06", 1)])
def test_the_same_words_on_another_day_are_said_anew(tmp_path, published, origins):
    said = "Foreign Minister Ane Lund condemned the blockade of Sund as a violation of the Treaty of Brandt."
    stories = [
        _story("first", "Sund Post", said, "The blockade of Sund has lasted a week."),
        _story("second", "Island Wire", said, "Ships wait outside the harbour.", published=published),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("Brief me on the blockade of Sund", writer="quotes")
    told = [sentence for _, item in briefing.items() for sentence in item.sentences if "condemned" in sentence.text]
    assert {len({one.article_id for one in sentence.citations}) for sentence in told} == {origins}


DEED = "The council of Sund on Tuesday banned Blenda, a firm that mixes the money of others for a fee."


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (DEED, "On May 3 the mixer Blenda was banned, in connection with the theft of 620 crowns in March.", True),
        (DEED, "Asked about the ban, Mayor Ole Brandt said of Blenda that its owner has left the islands.", False),
        (
            "Minister Ane Lund met Mayor Ole Brandt today to speak of the fishing quotas in the northern bay.",
            "Minister Ane Lund saw Consul Mia Holm today and asked for a new pier on the island of Gull.",
            False,
        ),
    ],
)
def test_one_deed_of_a_day_in_other_words_is_one_event(first, second, same):
    texts = enumerate((first, second))
    articles = [Article(id=str(at), title="Sund", text=text, published="2022-05-04") for at, text in texts]
    passages = tuple(whole(one, at) for at, one in enumerate(articles, 1))
    found = list(tellings(Gathered(passages, lambda id, version: articles[int(id)], {})))
    assert Pool(found, "", reader(), weighed(found, "")).same_event(0, [found[1]]) is same


def test_confidence_counts_what_is_cited_and_no_more(tmp_path):
    said, outlet = "Minister Ane Lund will open the blockade of Sund today.", "Northern Farmers Weekly Courier Gull Bay"
    other = "Minister Ane Lund is to be seen at the blockade of Sund today."
    stories = [
        _story("first", f"{outlet} Ansel Islands", said, "Snow fell."),
        _story("second", "Island Wire", other, "Ships wait."),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    items = [item for part, item in desk.brief("the blockade of Sund", writer="quotes").items() if part.kind[0] == "d"]
    cited = [{one.article_id for each in item.sentences for one in each.citations} for item in items]
    assert [(ids, item.confidence.basis) for ids, item in zip(cited, items, strict=True)] == [
        ({"first"}, "one outlet, one origin")
    ]


@pytest.mark.parametrize(
    ("second", "published", "days"),
    [
        ("Rescuers look for the passengers of the Aurora, which sank with 140 people off Port Vale.", "2024-05-04", 1),
        ("Rescuers look for the passengers of the Aurora, which sank with 140 people off Port Vale.", "2024-05-06", 2),
        ("Vale Lines, which owns the ferry Aurora, has dismissed its captain over his debts.", "2024-05-04", 2),
    ],
)
def test_an_event_that_a_report_tells_without_its_day_is_that_of_the_day_before_or_of_its_own(
    tmp_path, second, published, days
):
    first = "The ferry Aurora sank off Port Vale on Friday with 140 people aboard, and divers search for it."
    stories = [
        _story("first", "Harbour Post", first, published="2024-05-04"),
        _story("second", "Northern Wire", second, published=published),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("Brief me on the ferry Aurora", form="timeline", writer="quotes")
    (section,) = [one for one in briefing.sections if one.kind == "developments"]
    assert [item.date for item in section.items] == ["2024-05-03", published][:days]
    assert {one.article_id for said in briefing.sentences() for one in said.citations} == {"first", "second"}
    assert not list(briefing_lines(desk.archive, briefing))


AGENCY = (
    "The ferry Aurora sank off Port Vale on Friday with 140 people aboard.",
    "Divers searched the bay all night for survivors, the coast guard said.",
    "The operator, Vale Lines, has suspended all sailings until the inquiry is over.",
    "The mayor of Port Vale, Ada Holm, called for an inquiry into the rules for old ships.",
    "Families of the passengers wait at the harbour office for news.",
)


@pytest.mark.parametrize(("published", "until", "outlets"), [("2024-05-04", None, 2), ("2024-05-06", "2024-05-05", 1)])
def test_a_report_that_a_second_outlet_has_too_is_one_origin_of_two_outlets(tmp_path, published, until, outlets):
    stories = [
        _story("first", "Northern Wire", *AGENCY, published="2024-05-04"),
        _story("second", "Harbour Post", *AGENCY, "Reporting by the agency.", published=published),
    ]
    desk = Assistant.open(archive_of(tmp_path, stories), settings=Settings())
    briefing = desk.brief("Brief me on the sinking of the ferry Aurora", until=until, writer="quotes")
    (item,) = next(one.items for one in briefing.sections if one.kind == "developments")
    known = [("low", "one outlet, one origin"), ("moderate", "two outlets, one origin")][outlets - 1]
    assert (item.confidence.level, item.confidence.basis) == known
    (above,) = next(one.items for one in briefing.sections if one.kind == "bottom_line")
    cited = {each.source for each in above.sentences[0].citations}  # what it says of itself is of what it cites itself
    assert (len(cited), above.confidence) == (outlets, item.confidence)
    held = briefing.coverage
    assert held.outlets == dict([("Harbour Post", 1), ("Northern Wire", 1)][-outlets:])
    assert (held.articles, held.origins) == (outlets, 1)
    assert not list(briefing_lines(desk.archive, briefing))
