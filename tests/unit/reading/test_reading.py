"""Readers: every format gives its articles, and whatever is wrong is one line while the rest goes on."""

import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import content_hash
from corpus.errors import CallError, Rejected
from corpus.reading import read
from tests.support.written_sources import HTML, JSON_LINES, MARKDOWN, PARAGRAPHS, RECORDS, SAVED_PAGE, VALID, pdf_bytes


@pytest.fixture
def take(tmp_path):
    """Write one source, read it, and give its articles and the rejections as (name without folder, reason)."""

    def run(name, data, **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        rejected = []
        articles = list(read(path, reject=lambda source, reason: rejected.append((source, reason)), **options))
        return articles, [(source.removeprefix(f"{tmp_path}/"), reason) for source, reason in rejected]

    return run


def only(taken):
    (article,), rejected = taken
    assert rejected == []
    return article


def refused(taken):
    articles, ((_, reason),) = taken
    assert articles == []
    assert "\n" not in reason
    return reason


# --- saved pages as text ---


def test_a_saved_page_loses_navigation_and_keeps_its_body_to_the_letter(take):
    article = only(take("harbour-talks.txt", SAVED_PAGE))
    assert article.title == "Harbour town weighs “quiet talks” as ferries stay idle"
    assert (article.published, article.updated) == ("2021-03-02T06:05", "2021-03-03T07:15")
    assert article.text == SAVED_PAGE[SAVED_PAGE.index("The U.S. delegation") :].strip()
    assert (article.id, article.kind, article.language) == ("harbour-talks", None, None)
    assert article.key == "text:" + content_hash(article.title, "2021-03-02")


def test_the_page_that_was_handed_over_is_read_whole(shared):
    path = shared / "articles" / "seoul-peace-process.txt"
    (article,) = read(path)
    raw = path.read_text("utf-8")
    assert article.text == raw[raw.index("The U.S. administration announced") :]
    assert article.title == "Seoul sticks to ‘Peace Process’ despite Washington's hint for new strategy for Pyongyang"
    assert (article.id, article.published, article.updated) == (
        "seoul-peace-process",
        "2021-01-25T07:27",
        "2021-01-25T07:27",
    )


def test_a_plain_page_has_a_title_line_a_byline_and_a_dated_line(take):
    article = only(
        take("a.txt", "A quiet harbour\r\n\r\nBy Han Mina\r\nHARBOUR, 2 March 2021\r\n\r\nIt is quiet.\r\nVery.\r\n")
    )
    assert (article.title, article.author, article.published) == ("A quiet harbour", "Han Mina", "2021-03-02")
    assert article.text == "It is quiet.\r\nVery."


def test_a_date_in_the_first_sentence_is_not_taken_for_the_date_of_the_page(take):
    page = "A quiet harbour\n\nIt has been quiet since 2 March 2019, when the last of the big ferries left for good.\n"
    assert "no date" in refused(take("a.txt", page))
    assert only(take("a.txt", page, published="2021-03-05")).published == "2021-03-05"


def test_a_korean_page_in_cp949_is_read_and_named_korean(take):
    page = "페리 운항 중단\n입력 2021.03.02. 07:27\n수정 2021.03.03. 08:00\n\n항구 당국은 운항을 중단했다고 밝혔다."
    article = only(take("k.txt", page.encode("cp949")))
    assert (article.title, article.published, article.updated) == (
        "페리 운항 중단",
        "2021-03-02T07:27",
        "2021-03-03T08:00",
    )
    assert article.language == "ko"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_the_same_in_every_encoding(take, encoding):
    page = "Café “Nord” closes\nPosted March 2, 2021\n\nThe café’s owner left — for good.\n"
    article = only(take("c.txt", page.encode(encoding)))
    assert (article.title, article.text) == ("Café “Nord” closes", "The café’s owner left — for good.")


def test_a_few_broken_bytes_in_utf_8_are_refused_and_not_guessed(take):
    page = "Café “Nord” closes\nPosted March 2, 2021\n\nThe café’s owner left.\n".encode()
    assert "encoding" in refused(take("c.txt", page[:-4] + b"\xe9" + page[-4:]))


# --- Markdown ---


def test_front_matter_gives_the_fields_and_what_is_unknown_becomes_metadata(take):
    article = only(take("f.md", MARKDOWN))
    assert article.model_dump() == {
        "id": "sample-ferries",
        "version": 1,
        "title": "Ferries: the talks so far",
        "source": "Sample Wire",
        "author": "Han Mina",
        "url": None,
        "published": "2021-03-02",
        "updated": "2021-03-03T07:15",
        "language": "en",
        "kind": "report",
        "text": "The ferries stayed in port on Tuesday.\n\nTalks go on.",
        "metadata": {"references": [{"office": "Harbour Office", "date": "2021-02-26"}], "weight": 3},
    }
    assert article.key == ""


def test_a_heading_gives_the_title_where_front_matter_has_none(take):
    article = only(take("f.md", "---\npublished: 2021-03-02\nkind: poem\n---\n# A title\n\nText.\n"))
    assert (article.title, article.text, article.kind, article.metadata) == ("A title", "Text.", None, {"kind": "poem"})


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("published: 2021-02-30\ntitle: x", "2021-02-30"),
        ("title: x", "no date"),
        ("title: [x", "not YAML"),
        ("- x", "names and values"),
        ("title: x\npublished: !!python/object/apply:os.getcwd []", "not YAML"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
            "title: x\npublished: 2021-03-02",
            "values",
        ),
    ],
)
def test_wrong_front_matter_is_one_line(take, front, reason):
    assert reason in refused(take("f.md", f"---\n{front}\n---\nText.\n"))


# --- JSON Lines, JSON, CSV ---


def test_json_lines_keep_texts_as_they_are_and_unknown_keys_as_metadata(take):
    (first, second, third), rejected = take("r.jsonl", JSON_LINES)
    assert rejected == []
    assert (first.id, first.key, first.metadata) == ("a-1", "", {"section": "Asia", "n": [1, {"x": None}]})
    assert (second.id, second.published, second.kind) == ("2", "2021-03-01", "readout")
    assert (third.key, third.id[:26]) == ("url:news.example/a/third-story", "news-example-third-story-d")
    raw = {"id": "x", "title": "T", "text": "  two\u00a0spaces \n", "date": "2021-03-01"}
    assert only(take("r.jsonl", json.dumps(raw))).text == raw["text"]


def test_a_broken_line_is_one_rejection_with_its_number_and_the_rest_goes_on(take):
    good = JSON_LINES.splitlines()[0].encode()
    lines = [
        good,
        b"{broken",
        b"",
        b"[1]",
        b'{"title": "T", "text": "x", "date": "2021-02-30"}',
        b'{"title": "T", "date": "2021-03-01"}',
        b'{"title": "T", "text": "\\ud800", "date": "2021-03-01"}',
        b'{"title": "T", "text": "\\u0000", "date": "2021-03-01"}',
        b'{"title": "T", "text": "\xff\xfe", "date": "2021-03-01"}',
        b'{"title": "T", "text": 7, "date": "2021-03-01"}',
        b'{"id": true, "title": "T", "text": "x", "date": "2021-03-01"}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        good.replace(b"a-1", b"a-2"),
    ]
    articles, rejected = take("r.jsonl", b"\n".join(lines))
    assert [article.id for article in articles] == ["a-1", "a-2"]
    assert [source for source, _ in rejected] == [
        f"r.jsonl:{number}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
    ]
    assert all("\n" not in reason and len(reason) < 200 for _, reason in rejected)


def test_numbers_that_json_does_not_know_do_not_reach_the_metadata(take):
    article = only(
        take("r.jsonl", '{"id": 7.0, "title": "T", "text": "x", "date": "2021-03-01", "n": NaN, "m": 1e999}')
    )
    assert article.id == "7"
    json.dumps(article.model_dump(), allow_nan=False)


def test_given_ids_are_kept_unless_they_cannot_be_shown(take):
    record = {"title": "T", "text": "x", "date": "2021-03-01"}
    for good in ("../../etc/passwd", "한국-1", "a b", "x" * 200):
        assert only(take("r.jsonl", json.dumps(record | {"id": good}))).id == good
    for bad in ("x" * 201, "a\nb", "a\u0085b"):
        assert "id" in refused(take("r.jsonl", json.dumps(record | {"id": bad})))


def test_a_link_that_is_no_web_address_is_metadata(take):
    record = {"title": "T", "text": "x", "date": "2021-03-01", "url": "javascript:alert(1)"}
    article = only(take("r.jsonl", json.dumps(record)))
    assert (article.url, article.metadata) == (None, {"url": "javascript:alert(1)"})


def test_a_json_file_holds_a_list_one_object_or_lines(take):
    for name, document in (
        ("l.json", json.dumps(RECORDS)),
        ("o.json", json.dumps(RECORDS[0], indent=1)),
        ("m.json", JSON_LINES),
    ):
        articles, rejected = take(name, document)
        assert rejected == [] and articles[0].id == "a-1"
    assert "no article" in refused(take("e.json", "[]"))


def test_csv_columns_are_found_under_their_usual_names(take):
    (first, second), rejected = take("t.csv", VALID["table.csv"])
    assert rejected == []
    assert (first.title, first.text) == ("First row", "A text, with a comma\nand a line break.")
    assert (first.source, first.metadata) == ("Sample Wire", {"Desk": "Asia"})
    assert (second.published, second.url) == ("2021-03-02", "https://news.example/two")


def test_a_bad_row_is_one_rejection_and_a_table_without_text_is_one_too(take):
    articles, rejected = take(
        "t.csv", "title;text;date\nA;x;2021-03-01\nB;y;2021-02-30\nC;z;2021-03-01;more\nD;w;2021-03-02\n"
    )
    assert [article.title for article in articles] == ["A", "D"]
    assert [source for source, _ in rejected] == ["t.csv:3", "t.csv:4"]
    assert "text" in refused(take("t.csv", "title,date\nA,2021-03-01\n"))


def test_a_field_may_be_as_long_as_a_transcript(take):
    article = only(take("t.csv", f"title,text,date\nA,{'word ' * 60_000},2021-03-01\n"))
    assert len(article.text) == 300_000


# --- web pages, feeds, PDF, mail ---


def test_a_saved_web_page_gives_its_article_and_what_it_says_of_itself(take):
    article = only(take("index.html", HTML))
    assert article.title == "Ferries stay in port for a third day"
    assert article.text == "\n".join(PARAGRAPHS)
    assert (article.published, article.updated) == ("2021-03-02T18:30", "2021-03-03T08:00")
    assert (article.source, article.author, article.language) == ("Sample Daily", "Han Mina", "en")
    assert article.url == "https://daily.example/2021/03/ferries-stay-in-port"
    assert article.claimed and article.before == "url:daily.example/2021/03/ferries-stay-in-port"
    assert article.key.startswith("text:"), "what a saved page says of its address does not decide who it is"


def test_a_page_without_an_address_and_with_an_idle_name_is_named_by_its_title(take):
    page = HTML.replace('<link rel="canonical" href="https://daily.example/2021/03/ferries-stay-in-port">', "")
    article = only(take("index.html", page))
    assert article.url is None
    assert article.id == "ferries-stay-in-port-for-a-third-day-" + article.key.removeprefix("text:")[:8]


def test_pages_in_the_encoding_that_they_name_are_read(take):
    page = HTML.replace('charset="utf-8"', 'charset="euc-kr"').replace(
        PARAGRAPHS[0], "항구 당국은 화요일에도 운항을 중단한다고 밝혔다. " * 3
    )
    assert "항구 당국은" in only(take("k.html", page.encode("cp949"))).text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><head><script>var x = 1;</script></head><body><script>run()</script></body></html>", "no article text"),
        ("<html><body>" + "<div>" * 200_000 + "</body></html>", ""),
    ],
)
def test_pages_without_an_article_are_one_line(take, page, reason):
    assert reason in refused(take("p.html", page))


def test_a_page_whose_only_day_does_not_exist_names_it(take):
    page = HTML.replace("2021-03-02T18:30:00+09:00", "2021-02-30")
    page = page.replace("/2021/03/", "/")
    assert only(take("p.html", page)).published[:10] == "2021-03-03"
    assert "2021-02-30" in refused(take("p.html", page.replace("2021-03-03T08:00:00+09:00", "")))


def test_the_scripts_and_images_that_a_browser_saves_beside_a_page_are_passed_over(take, tmp_path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "app.js").write_text("run()")
    take("page.html", HTML)
    assert len(list(read(tmp_path))) == 1


def test_an_rss_file_gives_whole_texts_and_marks_teasers(take):
    (whole, teaser), rejected = take("wire.rss", VALID["feed.rss"])
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


def test_an_atom_entry_without_a_link_is_known_by_its_id(take):
    article = only(take("review.atom", VALID["feed.atom"]))
    assert (article.id, article.key, article.url) == ("urn:review:7", "entry:urn:review:7", None)
    assert (article.author, article.published, article.updated) == ("Lee Jun", "2021-03-02T09:00", "2021-03-04T09:00")


def test_a_pdf_gives_the_text_of_all_its_pages(take):
    article = only(take("statement.pdf", VALID["statement.pdf"]))
    assert (article.title, article.published) == ("Ferries: a statement of the harbour office", "2021-03-02")
    assert article.text.startswith("The ferries that link") and article.text.endswith("the crews allow it.")


def test_a_pdf_without_dates_in_its_text_is_dated_by_its_own_description(take):
    article = only(take("s.pdf", pdf_bytes(PARAGRAPHS[0] + " " + PARAGRAPHS[1], title="Harbour report")))
    assert (article.title, article.published) == ("Harbour report", "2021-03-05T09:30")
    assert "The ferries that link" in article.text


def test_a_pdf_that_cannot_be_read_is_one_line(take):
    assert "text layer" in refused(take("s.pdf", pdf_bytes("")))
    assert "password" in refused(take("s.pdf", pdf_bytes("secret", encrypted=True)))
    assert "PDF" in refused(take("s.pdf", VALID["statement.pdf"][:400]))


def test_a_newsletter_gives_its_letter_and_not_the_line_about_the_browser(take):
    article = only(take("letter.eml", VALID["letter.eml"]))
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
def test_empty_and_binary_files_are_one_line_under_every_suffix(take, name, data):
    assert refused(take(name, data))


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
