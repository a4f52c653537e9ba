"""Pages: whose dates are believed, and what is refused since it is no article."""

import json

import pytest

from corpus.reading.no_article import no_article
from tests.support.taken import taken
from tests.support.written_sources import PARAGRAPHS

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ARTICLE = {"@type": "NewsArticle", "headline": "Trams for sale", "datePublished": "2023-06-05T07:00:00+02:00"}


@pytest.fixture
def take(tmp_path):
    """Read one page: its article, and what was told of it or why it is refused."""

    def run(head="", body=BODY, *, title="Trams for sale", data=None, inside=""):
        script = "" if data is None else f'<script type="application/ld+json">{json.dumps(data)}</script>'
        page = (
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}{script}</head>"
            f"<body><article><h1>{title}</h1>{body}</article>{inside}</body></html>"
        )
        path = tmp_path / "page.html"
        path.write_text(page, "utf-8")
        return taken(path)

    return run


@pytest.mark.parametrize(
    "other",
    [
        {"@type": "WebSite", "datePublished": "2001-01-01"},
        {"@type": ["Organization", "Brand"], "datePublished": "2001-01-01"},
        {"@type": "Comment", "datePublished": "2023-06-09"},
        {"@type": "WebPage", "datePublished": "2001-01-01"},
        {"@type": "VideoObject", "uploadDate": "2001-01-01", "datePublished": "2001-01-01"},
        {"@type": "ItemList", "itemListElement": [{"item": {"@type": "NewsArticle", "datePublished": "2001-01-01"}}]},
    ],
)
def test_the_date_of_the_article_counts_and_not_that_of_another_thing(take, other):
    for data in ([other, ARTICLE], {"@graph": [other, ARTICLE]}, {**other, "mainEntity": ARTICLE}):
        assert take(data=data)[0].published == "2023-06-05T07:00"


def test_the_date_of_a_site_or_a_comment_alone_dates_no_article(take):
    site = {"@type": "WebSite", "datePublished": "2001-01-01", "dateModified": "2001-01-02"}
    comment = "<section class='comments'><time datetime='2023-06-09'>9 June</time> Nice trams.</section>"
    article, told = take(data=site, inside=comment)
    assert article is None and "no date" in told[0]


@pytest.mark.parametrize("zero", ["0000-00-00", "1970-01-01T00:00:00Z", "-", "2999-01-01"])
def test_a_mark_that_holds_no_day_is_passed_over_for_the_next(take, zero):
    marks = f"<meta property='article:published_time' content='{zero}'><meta name='last-modified' content='{zero}'>"
    article, _ = take(marks, data=ARTICLE | {"dateModified": "2023-06-07"})
    assert (article.published, article.updated) == ("2023-06-05T07:00", "2023-06-07")


def test_a_teaser_is_marked_and_the_offer_below_it_is_not_its_text(take):
    offer = "<div><p>This story is for subscribers. Read on for 2 crowns a week.</p>"
    offer += "<p>Already a subscriber? Sign in.</p></div>"
    article, told = take(body=BODY + offer, data=ARTICLE | {"isAccessibleForFree": "False"})
    assert article.metadata["summary_only"] is True
    assert article.text.endswith(PARAGRAPHS[-1])
    assert len(told) == 2 and "Already a subscriber? Sign in." in told[1]


def test_a_report_on_subscribers_keeps_its_last_line(take):
    last = "The paper has 4,000 subscribers, and each of them pays 2 crowns a week to read it, the owner said."
    assert take(body=f"{BODY}<p>{last}</p>", data=ARTICLE)[0].text.endswith(last)


PAGES = [
    ("Page not found | Town Crier", "We are sorry, the page you requested could not be found. Use the search above."),
    ("Access denied", "You don't have permission to access this page on this server."),
    (
        "Just a moment...",
        "Checking your browser before you reach towncrier.example. Please enable JavaScript and cookies.",
    ),
    ("towncrier.example", "Please verify that you are human. We saw unusual traffic from your network."),
    ("Wartungsarbeiten", "Wegen Wartungsarbeiten ist diese Seite heute nicht zu sehen."),
    ("Log in | Town Crier", "E-mail Password Forgot your password? Create an account to save stories."),
    ("Error 503 Backend fetch failed", "Guru Meditation: XID: 77. Varnish cache server"),
    ("This story is no longer available", "It has been removed."),
    ("Town Crier", "You need to enable JavaScript to run this app. Your browser must support JavaScript and cookies."),
    (
        "El Faro",
        "Nosotros y nuestros 812 socios almacenamos o accedemos a información en un dispositivo, como cookies.",
    ),
    ("503 Service Unavailable", "The server is not ready. Please try again later."),
    ("Seite nicht gefunden – Stadtbote", "Leider gibt es hier nichts."),
    (
        "Town Crier",
        "We value your privacy. We and our partners store and/or access information on a device, such as cookies. "
        "You may accept all cookies or manage preferences. " * 3,
    ),
    ("Trams for sale", "Subscribe to continue reading. Already have an account? Log in to continue."),
]


@pytest.mark.parametrize(("title", "text"), PAGES)
def test_a_page_that_is_no_article_is_refused_with_a_word(take, title, text):
    article, told = take(title=title, body=f"<p>{text}</p>", data=ARTICLE)
    assert article is None and len(told) == 1 and "article" in told[0]
    assert no_article(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Page not found: how links die", " ".join(PARAGRAPHS)),
        ("Error", " ".join(PARAGRAPHS)),
        (
            "Town hall's website fails",
            "The page of the town hall could not be found on Monday, and people called instead.",
        ),
        (
            "New rules for cookies",
            "The agency said that sites need consent before they use cookies. " + PARAGRAPHS[0] * 3,
        ),
        (
            "Papers grow",
            "The Crier asks readers to subscribe now, its owner said. It has 4,000 of them. " + PARAGRAPHS[1],
        ),
        ("404 trams sold", "The town sold 404 trams on Monday."),
    ],
)
def test_an_article_about_such_pages_is_one(title, text):
    assert no_article(title, text) == ""
