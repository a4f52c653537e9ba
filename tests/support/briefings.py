"""A briefing made by hand over the harbour's articles (`tests.support.page.ARTICLES`): every kind of item in it."""

from assistant.briefing.briefing import HEADINGS, Briefing
from tests.support.page import ARTICLES

FERRY, OPINION = ARTICLES[0], ARTICLES[1]
FIRST = "The ferry to Gull Island will resume on 14 June, the harbour office said on Monday."
SECOND = "“We will sail four times a day,” said Mara Lindqvist, the harbour master."
THIRD = "The pier was rebuilt over the winter for nine million crowns."
NEEDS = "The island needs a doctor first, and the harbour office should say so."


def cited(marker, quote, of=FERRY, **changes):
    """A citation of those words."""
    start = of["text"].index(quote)
    return {
        "marker": marker,
        "article_id": of["id"],
        "version": 1,
        "also": [],
        "title": of["title"],
        "source": of["source"],
        "kind": of["kind"],
        "published": of["published"],
        "url": of["url"],
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    } | changes


def said(text, *citations, verdict="supported"):
    """A sentence with its markers."""
    marks = "".join(f"[{one['marker']}]" for one in citations)
    return {"text": f"{text} {marks}".strip(), "verdict": verdict, "reasons": [], "citations": list(citations)}


def item(*sentences, **known):
    """An item of those sentences."""
    return {"sentences": list(sentences)} | known


def section(kind, *items):
    """A section of those items, under its own heading."""
    return {"kind": kind, "heading": HEADINGS[kind], "items": list(items)}


SURE = {"level": "moderate", "basis": "one outlet, own words"}
RESUMES = item(said("The ferry resumes on 14 June.", cited(1, FIRST)), date="2021-06-14", confidence=SURE)
REBUILT = item(said("The pier was rebuilt for nine million crowns.", cited(2, THIRD)), date="2021")
LINDQVIST = item(
    said(f"Harbour Gazette, 3 May 2021: {SECOND}", cited(3, SECOND), verdict="quote"),
    who="Mara Lindqvist",
    date="2021-05",
)
DOCTOR = item(
    said("The ferry sails four times a day.", cited(3, SECOND)),
    said("A comment says that the island needs a doctor first.", cited(4, NEEDS, OPINION)),
)


def briefing(*sections, **changes):
    """The briefing; `sections` in place of its own."""
    own = (
        section("bottom_line", item(said("The ferry will be back in June.", cited(1, FIRST)))),
        section("developments", REBUILT, RESUMES),
        section("positions", LINDQVIST),
        section("disagreements", DOCTOR),
        section("unknown", item(said("No article says what a crossing costs."))),
    )
    whole = {
        "request": "Brief me on the ferry",
        "topic": "the ferry",
        "as_of": "2021-05-09",
        "since": "2021-05-01",
        "until": "2021-05-31",
        "window_from": "question",
        "cutoff": "2026-11-26T09:00:00Z",
        "abstained": False,
        "reason": None,
        "title": "The ferry, May 2021",
        "text": "",
        "sections": list(sections or own),
        "left_out": [],
        "closest": [],
        "notes": ["May was read as May 2021."],
        "coverage": {
            "articles": 3,
            "used": 2,
            "origins": 2,
            "outlets": {"Harbour Gazette": 2, "Harbour Review": 1},
            "by_month": {"2021-01": 1, "2021-05": 2},
            "first": "2021-01-03",
            "last": "2021-05-05",
        },
        "writer": "quotes",
        "timings_ms": {},
        "usage": {},
        "archive": {"articles": 3, "passages": 5, "newest": "2021-05-09"},
    } | changes
    return Briefing.model_validate(whole)
