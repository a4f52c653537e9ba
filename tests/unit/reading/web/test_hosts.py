"""An input speaks for the host that it came from and for no other: what names another is an article of its own."""

import json
from dataclasses import replace
from functools import partial

import pytest

from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from corpus.reading.found import Found, article
from corpus.reading.web.addresses import host, same_host
from corpus.store.archive import Archive
from tests.support.site import news_site
from tests.support.written_sources import HTML, PARAGRAPHS

CANONICAL = "https://daily.example/2021/03/ferries-stay-in-port"
FORGED = HTML.replace(
    PARAGRAPHS[0], "The ferries were sunk on Tuesday, the harbour office said, and nobody was saved from the sea."
)
TEASER = "<item><title>{title}</title><link>{link}</link><pubDate>Wed, 03 Mar 2021 07:00:00 GMT</pubDate>{more}</item>"
SUNK = "<p>The ferries were sunk, and nobody was saved from the cold sea that night.</p>" * 20
WHOLE = f"<description><![CDATA[{SUNK}]]></description>"


@pytest.fixture
def site():
    with news_site() as server:
        server.other = server.url.replace("127.0.0.1", "localhost")
        yield server


@pytest.fixture
def take(tmp_path):
    """Take sources into one archive; gives the report, and the archive."""

    def run(*sources):
        report = ingest_into(tmp_path / "archive", list(sources), Settings(allow_private=True))
        assert report.rejected == []
        return report, Archive.open(tmp_path / "archive")

    return run


@pytest.fixture
def saved(tmp_path):
    def run(name, page):
        (tmp_path / name).write_text(page, "utf-8")
        return tmp_path / name

    return run


def at(page, url):
    """The page with another address of its own."""
    return page.replace(CANONICAL, url)


def everything(archive):
    return {row.id: archive.article(row.id) for row in archive.browse(limit=100)}


def real_and_others(archive, id):
    """The one version of the article that was there first, and all other articles."""
    (real,) = archive.versions(id)
    return real, [article for other, article in everything(archive).items() if other != id]


def feed(*items):
    return f'<rss version="2.0"><channel><title>Other Wire</title>{"".join(items)}</channel></rss>'


@pytest.fixture
def real(site, take):
    """The id of an article that was read at its own address, which it names itself."""
    site.put("/story", at(HTML, f"{site.url}/story"))
    report, archive = take(f"{site.url}/story")
    assert report.remarks == []
    ((id, article),) = everything(archive).items()
    assert article.url == f"{site.url}/story"
    return id


@pytest.mark.parametrize("mark", ["canonical", "og:url"])
def test_a_page_that_names_an_address_of_another_host_is_an_article_of_its_own(site, take, real, mark):
    forged = at(FORGED, f"{site.url}/story")
    if mark == "og:url":
        forged = forged.replace('<link rel="canonical" href=', '<meta property="og:url" content=')
    site.put("/forged", forged)
    report, archive = take(f"{site.other}/forged")
    kept, (own,) = real_and_others(archive, real)
    assert "sunk" not in kept.text and "sunk" in own.text
    assert own.url == f"{site.other}/forged" and own.metadata["link"] == f"{site.url}/story"
    assert [(one["source"], "of another host" in one["remark"]) for one in report.remarks] == [
        (f"{site.other}/forged", True)
    ]
    assert take(f"{site.other}/forged")[0].unchanged == 1


@pytest.mark.parametrize(
    ("outlet", "kept"),
    [
        ("realpost.example", "forger.example"),
        ("www.RealPost.example.", "forger.example"),
        ("realpost.example:8080", "forger.example"),
        ("realpost.example@forger.example", "forger.example"),
        ("localhost:8080", "forger.example"),
        ("www.forger.example", "www.forger.example"),
        ("forger.example:80", "forger.example:80"),
        ("Real Post", "Real Post"),
        ("U.S. News", "U.S. News"),
    ],
)
def test_the_name_of_another_host_is_no_outlet_of_a_page(outlet, kept):
    fields = {"title": "Ferries sunk", "text": "The ferries sank at noon. " * 20, "published": "2022-03-01"}
    found = Found({**fields, "source": outlet}, claims=True, origin="https://forger.example/a", alone=True)
    read = partial(article, published=None, today="2022-05-01", note=lambda remark: None)
    assert read(found).source == kept
    assert read(replace(found, origin=None)).source == outlet  # a file of the user's own


def test_a_page_may_name_another_address_of_its_own_host(site, take, real):
    site.put("/story?from=mail", at(FORGED, f"{site.url}/story"))
    report, archive = take(f"{site.url}/story?from=mail")
    assert report.updated == 1 and report.remarks == []
    assert [version.url for version in archive.versions(real)] == [f"{site.url}/story"] * 2


def test_an_entry_of_a_feed_that_names_another_host_is_an_article_of_its_own(site, take, real):
    site.put("/feed", feed(TEASER.format(title="Ferries sunk", link=f"{site.url}/story", more=WHOLE)))
    report, archive = take(f"{site.other}/feed")
    kept, (own,) = real_and_others(archive, real)
    assert "sunk" not in kept.text and (own.title, own.url, own.source) == ("Ferries sunk", None, "Other Wire")
    assert own.metadata["link"] == f"{site.url}/story" and "another host" in report.remarks[0]["remark"]


def test_of_a_page_behind_the_feed_of_another_host_the_feed_says_nothing(site, take, real):
    site.put("/feed", feed(TEASER.format(title="Kim died", link=f"{site.url}/story", more="<author>Forger</author>")))
    report, archive = take(f"{site.other}/feed")
    assert report.unchanged == 1
    kept, others = real_and_others(archive, real)
    assert (kept.title, kept.author, others) == ("Ferries stay in port for a third day", "Han Mina", [])


def test_a_page_that_has_its_day_from_the_feed_of_another_host_is_an_article_of_its_own(site, take, real):
    undated = (
        at(FORGED, f"{site.url}/story")
        .replace('content="2021-03-02T18:30:00+09:00"', "")
        .replace("2021-03-03T08:00:00+09:00", "")
    )
    site.put("/story", undated)
    site.put("/feed", feed(TEASER.format(title="Kim died", link=f"{site.url}/story", more="")))
    _, archive = take(f"{site.other}/feed")
    kept, (own,) = real_and_others(archive, real)
    assert (kept.day, own.day, own.url) == ("2021-03-02", "2021-03-03", None)


def test_an_entry_whose_link_leads_on_to_another_host_is_no_article_of_the_feeds_host(site, take, real):
    link = f"{site.other}/go"
    site.put("/go", "", status=302, Location=f"{site.url}/story")
    site.put("/feed", feed(TEASER.format(title="Kim died", link=link, more="<author>Forger</author>")))
    report, archive = take(f"{site.other}/feed")
    assert report.unchanged == 1
    kept, others = real_and_others(archive, real)
    assert (kept.title, kept.url, others) == ("Ferries stay in port for a third day", f"{site.url}/story", [])
    ((source, remark),) = ((one["source"], one["remark"]) for one in report.remarks)
    assert source == link and f"another host, {site.url}/story" in remark


def test_a_page_without_a_day_behind_such_a_link_has_neither_address(site, take):
    page = at(HTML, "").replace('content="2021-03-02T18:30:00+09:00"', "").replace("2021-03-03T08:00:00+09:00", "")
    site.put("/story", page)
    site.put("/go", "", status=302, Location=f"{site.url}/story")
    site.put("/feed", feed(TEASER.format(title="Kim died", link=f"{site.other}/go", more="")))
    report, archive = take(f"{site.other}/feed")
    ((_, own),) = everything(archive).items()
    assert (own.title, own.day, own.url) == ("Ferries stay in port for a third day", "2021-03-03", None)
    assert own.metadata["link"] == f"{site.url}/story" and "another host" in report.remarks[0]["remark"]


def test_what_is_fetched_gives_ids_for_its_own_host_alone(site, take, saved):
    rows = saved(
        "rows.jsonl", json.dumps({"id": "a-1", "title": "Mine", "text": "The true text.", "date": "2021-03-01"})
    )
    take(rows)
    forged = {"id": "a-1", "title": "Mine", "text": "The forged text.", "date": "2021-03-01", "url": f"{site.url}/x"}
    site.put("/rows.json", json.dumps([forged]), media="application/json")
    site.put("/a.md", "---\nid: a-1\ntitle: Mine\ndate: 2021-03-01\n---\nAnother forged text.\n", media="text/plain")
    site.put("/feed", feed("<item><title>Mine</title><guid>a-1:x</guid><pubDate>Wed, 03 Mar 2021 07:00:00 GMT</pubDate>"
                           "<description>A third forged text.</description></item>"))  # fmt: skip
    for path in ("/rows.json", "/a.md", "/feed"):
        take(site.other + path)
    _, archive = take(f"{site.other}/a.md")
    kept, others = real_and_others(archive, "a-1")
    assert kept.text == "The true text." and len(others) == 2, "of one host, one id is one article"
    forged |= {"text": "The forged text, corrected."}
    site.put("/rows.json", json.dumps([forged]), media="application/json")
    assert take(f"{site.other}/rows.json")[0].updated == 1, "its own articles have versions"


def test_a_record_without_an_id_that_was_fetched_is_no_version_of_one_that_was_not(site, take, saved):
    record = {"title": "Mine", "text": "The true text.", "date": "2021-03-01"}
    take(saved("rows.jsonl", json.dumps(record)))
    site.put("/rows.json", json.dumps([record | {"text": "The forged text."}]), media="application/json")
    report, archive = take(f"{site.other}/rows.json")
    assert report.added == 1 and archive.counts()[0] == 2


# --- saved files, which came from nowhere ---


def test_a_saved_page_keeps_the_address_that_it_claims_while_nothing_else_has_it(site, take, saved, real):
    page = saved("page.html", HTML)
    report, archive = take(page)
    assert report.added == 0 and report.duplicates == 1 and report.remarks == []
    assert CANONICAL in [article.url for article in everything(archive).values()]
    claims = saved("claims.html", at(FORGED, f"{site.url}/story"))
    report, archive = take(claims)
    kept, others = real_and_others(archive, real)
    (own,) = (article for article in others if "sunk" in article.text)
    assert "sunk" not in kept.text and (own.url, own.metadata["link"]) == (None, f"{site.url}/story")
    (remark,) = report.remarks
    assert remark["source"] == str(claims) and "without that address" in remark["remark"]
    assert take(claims, page)[0].unchanged == 2, "reading them again changes nothing"


def test_of_two_saved_pages_that_claim_one_address_none_is_a_version_of_the_other(take, saved):
    report, archive = take(saved("a.html", HTML), saved("b.html", FORGED))
    assert report.added == 2 and len(report.remarks) == 1
    assert sorted(str(article.url) for article in everything(archive).values()) == ["None", CANONICAL]
    report, archive = take(
        saved("a.html", HTML.replace(PARAGRAPHS[1], "A paragraph that was corrected, in the page saved again."))
    )
    assert report.updated == 1, "the same file, saved again, is a new version"


def test_whoever_speaks_for_an_address_takes_it_from_what_only_claims_it(site, take, saved):
    page = saved("page.html", at(FORGED, f"{site.url}/story"))
    take(page)
    site.put("/story", at(HTML, f"{site.url}/story"))
    assert take(f"{site.url}/story")[0].added == 1
    report, archive = take(page)
    assert report.updated == 1 and "without that address" in report.remarks[0]["remark"]
    (holder,) = (article for article in everything(archive).values() if article.url)
    assert "sunk" not in holder.text


@pytest.mark.parametrize("name", ["x.txt", "x.rss"])
def test_a_saved_text_and_a_saved_feed_only_claim_their_addresses_too(site, take, saved, real, name):
    sunk = "The ferries were sunk and nobody was saved. " * 30
    forged = {
        "x.txt": f"Ferries sunk\nURL: {site.url}/story\n3 March 2021\n\n{sunk}\n",
        "x.rss": feed(TEASER.format(title="Ferries sunk", link=f"{site.url}/story", more=WHOLE)),
    }
    report, archive = take(saved(name, forged[name]))
    kept, (own,) = real_and_others(archive, real)
    assert "sunk" not in kept.text and own.url is None and len(report.remarks) == 1


def test_a_saved_text_or_feed_that_names_the_id_of_another_article_is_one_of_its_own(take, saved):
    record = {"title": "Mine", "text": "The true text.", "date": "2021-03-01"}
    take(saved("rows.jsonl", "\n".join(json.dumps(record | {"id": id}) for id in ("wire:7", "wire:8"))))
    entry = TEASER.format(title="Mine", link="", more="<guid>wire:8</guid>" + WHOLE)
    take(
        saved("x.txt", "Ferries sunk\nID: wire:7\n3 March 2021\n\nThe ferries were sunk.\n"),
        saved("x.rss", feed(entry)),
    )
    report, archive = take(saved("x.rss", feed(entry.replace("Mine", "Theirs"))))
    assert report.updated == 1 and archive.counts()[0] == 3
    assert {real_and_others(archive, id)[0].text for id in ("wire:7", "wire:8")} == {"The true text."}


def test_a_text_that_is_there_already_under_the_address_that_a_page_claims_is_that_article(take, saved):
    text = "\n".join(PARAGRAPHS)
    record = {"title": "Ferries", "text": text, "date": "2021-03-02", "url": CANONICAL, "source": "Sample Daily"}
    take(saved("rows.jsonl", json.dumps(record)))
    report, archive = take(saved("page.html", HTML))
    assert (report.unchanged, archive.counts()[0]) == (1, 1)
    assert next(iter(everything(archive).values())).title == "Ferries", (
        "and a page that claims it changes nothing of it"
    )


def test_a_record_that_somebody_made_speaks_for_the_address_in_it(take, saved):
    record = {"title": "Ferries", "text": "One text.", "date": "2021-03-02", "url": CANONICAL}
    take(saved("rows.jsonl", json.dumps(record)))
    report, _ = take(saved("rows.jsonl", json.dumps(record | {"text": "Another text."})))
    assert report.updated == 1 and report.remarks == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.news.example/a", "http://NEWS.example:8080/b", True),
        ("https://news.example./a", "https://news.example/", True),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", True),
        ("https://news.example/", "https://m.news.example/", False),
        ("https://news.example/", "https://news.example.evil.example/", False),
        ("https://news.example@evil.example/", "https://news.example/", False),
        ("https://www.evil.example/", "https://wwwevil.example/", False),
        ("http://127.0.0.1/", "http://localhost/", False),
        ("http://[::1]/", "http://[::1]:81/", True),
        ("http://[", "http://[", False),
        ("", "", False),
        ("http://lake.test/a", "http://lake.test:80。evil.test/a", False),
    ],
)
def test_one_host_is_one_name_www_and_ports_aside(one, other, same):
    assert same_host(one, other) is same and same_host(other, one) is same
    assert host("https://" + "ä" * 100_000) == "ä" * 100_000
