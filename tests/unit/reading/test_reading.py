"""Readers: every format gives its articles, and whatever is wrong is one line while the rest goes on."""

import json

import pytest

from corpus.article import content_hash
from corpus.reading import read
from tests.support.taken import only, refused
from tests.support.written_sources import JSON_LINES, MARKDOWN, RECORDS, SAVED_PAGE, VALID

# --- saved pages as text ---


def test_a_saved_page_loses_navigation_and_keeps_its_body_to_the_letter(read_one):
    article = only(read_one("harbour-talks.txt", SAVED_PAGE))
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


def test_a_plain_page_has_a_title_line_a_byline_and_a_dated_line(read_one):
    article = only(
        read_one(
            "a.txt", "A quiet harbour\r\n\r\nBy Han Mina\r\nHARBOUR, 2 March 2021\r\n\r\nIt is quiet.\r\nVery.\r\n"
        )
    )
    assert (article.title, article.author, article.published) == ("A quiet harbour", "Han Mina", "2021-03-02")
    assert article.text == "It is quiet.\r\nVery."


def test_a_date_in_the_first_sentence_is_not_taken_for_the_date_of_the_page(read_one):
    page = "A quiet harbour\n\nIt has been quiet since 2 March 2019, when the last of the big ferries left for good.\n"
    assert "no date" in refused(read_one("a.txt", page))
    assert only(read_one("a.txt", page, published="2021-03-05")).published == "2021-03-05"


def test_a_korean_page_in_cp949_is_read_and_named_korean(read_one):
    page = "페리 운항 중단\n입력 2021.03.02. 07:27\n수정 2021.03.03. 08:00\n\n항구 당국은 운항을 중단했다고 밝혔다."
    article = only(read_one("k.txt", page.encode("cp949")))
    assert (article.title, article.published, article.updated) == (
        "페리 운항 중단",
        "2021-03-02T07:27",
        "2021-03-03T08:00",
    )
    assert article.language == "ko"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_the_same_in_every_encoding(read_one, encoding):
    page = "Café “Nord” closes\nPosted March 2, 2021\n\nThe café’s owner left — for good.\n"
    article = only(read_one("c.txt", page.encode(encoding)))
    assert (article.title, article.text) == ("Café “Nord” closes", "The café’s owner left — for good.")


def test_a_few_broken_bytes_in_utf_8_are_refused_and_not_guessed(read_one):
    page = "Café “Nord” closes\nPosted March 2, 2021\n\nThe café’s owner left.\n".encode()
    assert "encoding" in refused(read_one("c.txt", page[:-4] + b"\xe9" + page[-4:]))


# --- Markdown ---


def test_front_matter_gives_the_fields_and_what_is_unknown_becomes_metadata(read_one):
    article = only(read_one("f.md", MARKDOWN))
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


def test_a_heading_gives_the_title_where_front_matter_has_none(read_one):
    article = only(read_one("f.md", "---\npublished: 2021-03-02\nkind: poem\n---\n# A title\n\nText.\n"))
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
def test_wrong_front_matter_is_one_line(read_one, front, reason):
    assert reason in refused(read_one("f.md", f"---\n{front}\n---\nText.\n"))


# --- JSON Lines, JSON, CSV ---


def test_json_lines_keep_texts_as_they_are_and_unknown_keys_as_metadata(read_one):
    (first, second, third), rejected = read_one("r.jsonl", JSON_LINES)
    assert rejected == []
    assert (first.id, first.key, first.metadata) == ("a-1", "", {"section": "Asia", "n": [1, {"x": None}]})
    assert (second.id, second.published, second.kind) == ("2", "2021-03-01", "readout")
    assert (third.key, third.id[:26]) == ("url:news.example/a/third-story", "news-example-third-story-d")
    raw = {"id": "x", "title": "T", "text": "  two\u00a0spaces \n", "date": "2021-03-01"}
    assert only(read_one("r.jsonl", json.dumps(raw))).text == raw["text"]


def test_a_broken_line_is_one_rejection_with_its_number_and_the_rest_goes_on(read_one):
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
    articles, rejected = read_one("r.jsonl", b"\n".join(lines))
    assert [article.id for article in articles] == ["a-1", "a-2"]
    assert [source for source, _ in rejected] == [
        f"r.jsonl:{number}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
    ]
    assert all("\n" not in reason and len(reason) < 200 for _, reason in rejected)


def test_numbers_that_json_does_not_know_do_not_reach_the_metadata(read_one):
    article = only(
        read_one("r.jsonl", '{"id": 7.0, "title": "T", "text": "x", "date": "2021-03-01", "n": NaN, "m": 1e999}')
    )
    assert article.id == "7"
    json.dumps(article.model_dump(), allow_nan=False)


def test_given_ids_are_kept_unless_they_cannot_be_shown(read_one):
    record = {"title": "T", "text": "x", "date": "2021-03-01"}
    for good in ("../../etc/passwd", "한국-1", "a b", "x" * 200):
        assert only(read_one("r.jsonl", json.dumps(record | {"id": good}))).id == good
    for bad in ("x" * 201, "a\nb", "a\u0085b"):
        assert "id" in refused(read_one("r.jsonl", json.dumps(record | {"id": bad})))


def test_a_link_that_is_no_web_address_is_metadata(read_one):
    record = {"title": "T", "text": "x", "date": "2021-03-01", "url": "javascript:alert(1)"}
    article = only(read_one("r.jsonl", json.dumps(record)))
    assert (article.url, article.metadata) == (None, {"url": "javascript:alert(1)"})


def test_a_json_file_holds_a_list_one_object_or_lines(read_one):
    for name, document in (
        ("l.json", json.dumps(RECORDS)),
        ("o.json", json.dumps(RECORDS[0], indent=1)),
        ("m.json", JSON_LINES),
    ):
        articles, rejected = read_one(name, document)
        assert rejected == [] and articles[0].id == "a-1"
    assert "no article" in refused(read_one("e.json", "[]"))


def test_csv_columns_are_found_under_their_usual_names(read_one):
    (first, second), rejected = read_one("t.csv", VALID["table.csv"])
    assert rejected == []
    assert (first.title, first.text) == ("First row", "A text, with a comma\nand a line break.")
    assert (first.source, first.metadata) == ("Sample Wire", {"Desk": "Asia"})
    assert (second.published, second.url) == ("2021-03-02", "https://news.example/two")


def test_a_bad_row_is_one_rejection_and_a_table_without_text_is_one_too(read_one):
    articles, rejected = read_one(
        "t.csv", "title;text;date\nA;x;2021-03-01\nB;y;2021-02-30\nC;z;2021-03-01;more\nD;w;2021-03-02\n"
    )
    assert [article.title for article in articles] == ["A", "D"]
    assert [source for source, _ in rejected] == ["t.csv:3", "t.csv:4"]
    assert "text" in refused(read_one("t.csv", "title,date\nA,2021-03-01\n"))


def test_a_field_may_be_as_long_as_a_transcript(read_one):
    article = only(read_one("t.csv", f"title,text,date\nA,{'word ' * 60_000},2021-03-01\n"))
    assert len(article.text) == 300_000
