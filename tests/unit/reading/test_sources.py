"""Web pages, feeds, PDF, mail, folders, and what is no source: each source gives its articles or one rejection."""

import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CallError, Rejected
from corpus.reading import read
from tests.support.taken import only, refused
from tests.support.written_sources import HTML, PARAGRAPHS, VALID, pdf_bytes

# --- web pages, feeds, PDF, mail ---


def test_a_saved_web_page_gives_its_article_and_what_it_says_of_itself(read_one):
    article = only(read_one("index.html", HTML))
    assert article.title == "Ferries stay in port for a third day"
    assert article.text == "\n".join(PARAGRAPHS)
    assert (article.published, article.updated) == ("2021-03-02T18:30", "2021-03-03T08:00")
    assert (article.source, article.author, article.language) == ("Sample Daily", "Han Mina", "en")
    assert article.url == "https://daily.example/2021/03/ferries-stay-in-port"
    assert article.claimed and article.before == "url:daily.example/2021/03/ferries-stay-in-port"
    assert article.key.startswith("text:"), "what a saved page says of its address does not decide who it is"


def test_a_page_without_an_address_and_with_an_idle_name_is_named_by_its_title(read_one):
    page = HTML.replace('<link rel="canonical" href="https://daily.example/2021/03/ferries-stay-in-port">', "")
    article = only(read_one("index.html", page))
    assert article.url is None
    assert article.id == "ferries-stay-in-port-for-a-third-day-" + article.key.removeprefix("text:")[:8]


def test_pages_in_the_encoding_that_they_name_are_read(read_one):
    page = HTML.replace('charset="utf-8"', 'charset="euc-kr"').replace(
        PARAGRAPHS[0], "항구 당국은 화요일에도 운항을 중단한다고 밝혔다. " * 3
    )
    assert "항구 당국은" in only(read_one("k.html", page.encode("cp949"))).text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><head><script>var x = 1;</script></head><body><script>run()</script></body></html>", "no article text"),
        ("<html><body>" + "<div>" * 200_000 + "</body></html>", ""),
    ],
)
def test_pages_without_an_article_are_one_line(read_one, page, reason):
    assert reason in refused(read_one("p.html", page))


def test_a_page_whose_only_day_does_not_exist_names_it(read_one):
    page = HTML.replace("2021-03-02T18:30:00+09:00", "2021-02-30")
    page = page.replace("/2021/03/", "/")
    assert only(read_one("p.html", page)).published[:10] == "2021-03-03"
    assert "2021-02-30" in refused(read_one("p.html", page.replace("2021-03-03T08:00:00+09:00", "")))


def test_the_scripts_and_images_that_a_browser_saves_beside_a_page_are_passed_over(read_one, tmp_path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "app.js").write_text("run()")
    read_one("page.html", HTML)
    assert len(list(read(tmp_path))) == 1


def test_an_rss_file_gives_whole_texts_and_marks_teasers(read_one):
    (whole, teaser), rejected = read_one("wire.rss", VALID["feed.rss"])
    assert rejected == []
    assert whole.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert (whole.source, whole.published, whole.updated, whole.language) == (
        "Sample Wire",
        "2021-03-02T18:30",
        None,
        "en",
    )
    assert (whole.url, whole.claimed, whole.before) == ("https://wire.example/whole", True, "url:wire.example/whole")
    assert (teaser.title, teaser.metadata) == ("Only a teaser & a link", {"summary_only": True})


def test_an_atom_entry_without_a_link_is_known_by_its_id(read_one):
    article = only(read_one("review.atom", VALID["feed.atom"]))
    assert (article.id, article.key, article.url) == ("urn:review:7", "entry:urn:review:7", None)
    assert (article.author, article.published, article.updated) == ("Lee Jun", "2021-03-02T09:00", "2021-03-04T09:00")


def test_a_pdf_gives_the_text_of_all_its_pages(read_one):
    article = only(read_one("statement.pdf", VALID["statement.pdf"]))
    assert (article.title, article.published) == ("Ferries: a statement of the harbour office", "2021-03-02")
    assert article.text.startswith("The ferries that link") and article.text.endswith("the crews allow it.")


def test_a_pdf_without_dates_in_its_text_is_dated_by_its_own_description(read_one):
    article = only(read_one("s.pdf", pdf_bytes(PARAGRAPHS[0] + " " + PARAGRAPHS[1], title="Harbour report")))
    assert (article.title, article.published) == ("Harbour report", "2021-03-05T09:30")
    assert "The ferries that link" in article.text


def test_a_pdf_that_cannot_be_read_is_one_line(read_one):
    assert "text layer" in refused(read_one("s.pdf", pdf_bytes("")))
    assert "password" in refused(read_one("s.pdf", pdf_bytes("secret", encrypted=True)))
    assert "PDF" in refused(read_one("s.pdf", VALID["statement.pdf"][:400]))


def test_a_newsletter_gives_its_letter_and_not_the_line_about_the_browser(read_one):
    article = only(read_one("letter.eml", VALID["letter.eml"]))
    assert article.title == "The ferries, and what is next — today's letter"
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert (article.source, article.published, article.id) == ("Sample Letter", "2021-03-02T06:30", "letter")
    assert article.key.startswith("text:")


# --- folders, names, what is no source ---


def test_a_folder_is_read_with_the_folders_in_it_and_without_hidden_files(tmp_path):
    for name in ("b/rows.jsonl", "a.md", ".hidden.md", ".git/x.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(VALID["rows.jsonl" if "rows" in name else "front.md"])
    assert [article.id for article in read(tmp_path)][:2] == ["sample-ferries", "a-1"]
    assert len(list(read(tmp_path))) == 4


def test_an_empty_folder_is_one_line(tmp_path):
    with pytest.raises(Rejected, match="no files"):
        list(read(tmp_path))


@pytest.mark.parametrize(
    "source", ["nowhere", "", "x" * 5000, "a\0b", "ftp://host/file", "http://", "file:///etc/passwd"]
)
def test_a_source_that_is_not_there_is_a_wrong_call_at_once(source):
    with pytest.raises(CallError) as caught:
        read(source)
    assert len(str(caught.value)) < 400


def test_a_published_day_that_is_none_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match="2021-02-30"):
        read(tmp_path, published="2021-02-30")


def test_without_a_place_for_rejections_the_first_one_is_raised(tmp_path):
    (tmp_path / "e.txt").write_bytes(b"")
    with pytest.raises(Rejected, match=r"e\.txt: the file is empty"):
        list(read(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(Rejected, match="regular file"):
        list(read(tmp_path))


@pytest.mark.parametrize(
    "name", ["e.txt", "e.md", "e.jsonl", "e.json", "e.csv", "e.html", "e.rss", "e.eml", "e.pdf", "e"]
)
@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n", b"\x7fELF\x00\x01\x02" + bytes(range(32)) * 20, b"\x00" * 5000],
    ids=["empty", "blank", "binary", "zeros"],
)
def test_empty_and_binary_files_are_one_line_under_every_suffix(read_one, name, data):
    assert refused(read_one(name, data))


def test_a_file_too_large_for_one_article_is_refused_without_reading_it(tmp_path):
    for name, size in (("page.html", 100_000_000), ("page.txt", 50_000_001)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
        began = time.thread_time()
        with pytest.raises(Rejected, match="larger than 50 MB"):
            list(read(tmp_path / name))
        assert time.thread_time() - began < 1


# --- anything at all ---

NAMES = sorted(VALID)


def mutate(data, draw):
    """A valid source with a few parts changed, cut, doubled or dropped."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), at + draw(st.integers(1, 40)))
        junk = draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    [b"\x00", b"\xff\xfe", b"<", b"]]>", b'"', b"\n---\n", b"2021-02-30", b"%PDF-", b"\\ud800"]
                ),
            )
        )
        data = draw(
            st.sampled_from(
                [data[:at] + junk + data[end:], data[:at], data[:at] + data[at:end] * 20 + data[end:], data[at:]]
            )
        )
    return data


@pytest.mark.slow
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutations_of_valid_sources_are_articles_or_rejections(tmp_path_factory, data):
    name = data.draw(st.sampled_from(NAMES))
    whole = data.draw(st.booleans())
    content = (
        data.draw(st.binary(max_size=300)) if not whole and data.draw(st.booleans()) else mutate(VALID[name], data.draw)
    )
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(content)
    rejected = []
    began = time.thread_time()
    articles = list(read(path, reject=lambda source, reason: rejected.append((source, reason))))
    assert time.thread_time() - began < 5
    assert articles or rejected
    assert len({source for source, _ in rejected}) == len(rejected), "one line for each thing that is wrong"
    for _, reason in rejected:
        assert reason.isprintable()
    for article in articles:
        assert article.title.strip() and article.text.strip() and article.id
        json.dumps(article.model_dump(), allow_nan=False).encode()
