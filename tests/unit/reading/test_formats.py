"""What other programs write: documents, books, mail folders, exports of press databases, JSON of services."""

import json
import zipfile
from io import BytesIO

import pytest

from tests.support import written_formats as written
from tests.support.outlook_file import message
from tests.support.written_formats import DAM, LOCK
from tests.support.written_sources import HTML, PARAGRAPHS

TWO = [
    ("Dam closed for repairs", "2021-08-12", "Gorge Daily"),
    ("Lock opens again", "2021-09-03", "River Post"),
]


def heads(articles):
    return [(article.title, article.day, article.source) for article in articles]


# --- documents ---


def test_a_word_file_is_a_page_and_its_properties_are_believed_where_the_text_says_the_same(take):
    data = written.word(
        "By Ana Petrovska",
        "12 August 2021",
        DAM,
        "A last word.",
        title="Template",
        author="Ana Petrovska",
        heading="Dam closed",
    )
    ((article,), reasons, _) = take("a.docx", data)
    assert (article.title, article.published, article.author) == ("Dam closed", "2021-08-12", "Ana Petrovska")
    assert article.text == f"{DAM}\n\nA last word." and reasons == []


def test_the_day_on_which_a_word_file_was_made_is_no_day_of_publication(take):
    data = written.word(DAM, title="Dam closed", heading="Dam closed")
    articles, (reason,), _ = take("a.docx", data)
    assert articles == [] and reason.startswith("is a Word file, and has no date of publication")
    ((article,), _, _) = take("a.docx", data, published="2021-08-12")
    assert (article.title, article.text) == ("Dam closed", DAM)
    assert article.metadata["file_created"]


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".jsonl", ".html", ""])
def test_a_word_file_is_known_by_its_content(take, suffix):
    ((article,), _, _) = take(f"a{suffix}", written.word("Dam closed", "12 August 2021", DAM))
    assert article.text == DAM


def test_rich_text_gives_its_letters_and_none_of_its_codes(take):
    ((article,), _, _) = take("a.doc", written.rich("Dam closed – again", "12 August 2021", "Müller “saw” it.", DAM))
    assert (article.title, article.published) == ("Dam closed – again", "2021-08-12")
    assert article.text == f"Müller “saw” it.\n{DAM}"


def test_a_book_without_days_in_its_chapters_is_one_article_in_the_order_of_its_spine(take):
    data = written.epub(
        [f"<h1>One</h1><p>{DAM}</p>", f"<h1>Two</h1><p>{LOCK}</p>"],
        title="The river",
        date="2021-08-12",
        creator="A. P.",
    )
    ((article,), _, (remark,)) = take("a.epub", data)
    assert (article.title, article.published, article.author) == ("The river", "2021-08-12", "A. P.")
    assert article.text.index(DAM) < article.text.index(LOCK) and "book says" in remark


def test_a_book_whose_chapters_have_days_is_as_many_articles(take):
    chapters = [
        f"<h1>{title}</h1><p>{day}</p><p>{text}</p>" for (title, day, _), text in zip(TWO, (DAM, LOCK), strict=True)
    ]
    articles, reasons, _ = take(
        "a.epub", written.epub(["<p>Contents</p>", *chapters], title="Gorge Daily", date="2024-01-09")
    )
    assert heads(articles) == [(title, day, "Gorge Daily") for title, day, _ in TWO] and reasons == []
    assert [article.text for article in articles] == [DAM, LOCK]


def test_a_page_saved_as_one_file_is_read_as_the_page_and_not_dated_by_its_saving(take):
    ((article,), _, _) = take("a.mht", written.saved_page(HTML, "https://daily.example/saved"))
    assert (article.published, article.text) == ("2021-03-02T18:30", "\n".join(PARAGRAPHS))
    undated = HTML.replace("2021-03-02T18:30:00+09:00", "").replace("2021-03-03T08:00:00+09:00", "")
    for article in take("b.mhtml", written.saved_page(undated, "https://daily.example/saved"))[0]:
        assert article.day != "2024-01-09"


# --- mail ---


def test_a_mail_folder_gives_each_letter_with_its_own_day(take):
    first = written.letter("Dam closed", "Thu, 12 Aug 2021 07:00:00 +0200", f"{DAM}\n\nFrom here on it rains.\n")
    second = written.letter("Lock opens", "Fri, 03 Sep 2021 07:00:00 +0200", LOCK)
    for name in ("a.mbox", "Inbox", "a.txt"):
        articles, reasons, _ = take(name, written.folder_of(first, second))
        assert [(one.title, one.day) for one in articles] == [
            ("Dam closed", "2021-08-12"),
            ("Lock opens", "2021-09-03"),
        ]
        assert articles[0].text == f"{DAM}\n\nFrom here on it rains." and reasons == []


HEADERS = "From: Gorge Letter <desk@gorge.example>\r\nDate: Thu, 12 Aug 2021 07:00:00 +0200\r\n"


@pytest.mark.parametrize("letter", [{"body": DAM}, {"body": "", "html": f"<p>{DAM}</p>"}])
def test_a_message_of_outlook_is_a_letter_like_any_other(take, letter):
    ((article,), reasons, _) = take("a.msg", message("Dam closed – again", "Gorge Letter", headers=HEADERS, **letter))
    assert heads([article]) == [("Dam closed – again", "2021-08-12", "Gorge Letter")]
    assert article.text == DAM and reasons == []


def test_a_message_of_outlook_that_is_damaged_or_empty_is_one_line(take):
    whole = message("Dam closed", "Gorge Letter", DAM, headers=HEADERS)
    for data in (whole[:1500], message("Dam closed", "Gorge Letter", "", headers=HEADERS)):
        articles, (reason,), _ = take("a.msg", data)
        assert articles == [] and "Outlook" in reason


# --- exports of press databases ---


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("factiva.txt", written.FACTIVA_CODES),
        ("factiva.rtf", written.rich(*written.FACTIVA_CODES.splitlines())),
        ("factiva.docx", written.word(*written.FACTIVA_CODES.splitlines())),
        ("nexis.txt", written.NEXIS_TEXT),
        ("nexis.docx", written.word(*written.NEXIS_WORD)),
        ("nexis.rtf", written.rich(*written.NEXIS_WORD)),
        ("proquest.txt", written.PROQUEST),
        ("proquest.rtf", written.rich(*written.PROQUEST.splitlines())),
        ("references.ris", written.REFERENCES),
        ("references.txt", written.REFERENCES),
    ],
)
def test_each_article_of_an_export_stands_by_itself(take, name, data):
    articles, reasons, _ = take(name, data)
    assert reasons == []
    assert heads(articles) == TWO
    assert articles[0].text.startswith(DAM) and articles[1].text == LOCK
    assert articles[0].author and "Petrovska" in articles[0].author
    assert not any(mark in articles[0].text for mark in ("Document", "Copyright", "Load", "LANGUAGE", "Subject", "mkd"))


def test_an_export_keeps_every_paragraph_and_what_it_says_of_the_article(take):
    dam, _ = take("factiva.txt", written.FACTIVA_CODES)[0]
    assert (dam.id, dam.published, dam.language) == ("GORGE00020210812eh8c00001", "2021-08-12T06:15", "en")
    assert dam.text == f"{DAM}\n\nNo date was given for the end of the work."
    dam, _ = take("nexis.txt", written.NEXIS_TEXT)[0]
    assert dam.text == f"{DAM}\n\nNotes were taken by all of them." and dam.language == "en"
    dam, _ = take("nexis.docx", written.word(*written.NEXIS_WORD))[0]
    assert dam.text == f"{DAM}\n\nA last word."


def test_a_text_that_speaks_of_a_database_is_a_text(take):
    said = "He found it in ProQuest, as Document 1 of 25.\nThe End of Document came late.\n"
    page = f"Dam closed\n12 August 2021\n\n{DAM}\n{said}"
    ((article,), _, _) = take("a.txt", page)
    assert article.text.endswith("The End of Document came late.")


# --- JSON of services, names of fields ---


def test_a_json_feed_is_a_feed(take):
    (dam, lock), (reason,), _ = take("feed.json", json.dumps(written.JSON_FEED))
    assert heads([dam, lock]) == [TWO[0], (TWO[1][0], TWO[1][1], "Gorge Daily")]
    assert dam.text == f"{DAM}\n\nNo date was given." and dam.url == "https://gorge.example/dam"
    assert (dam.author, lock.metadata) == ("Ana Petrovska", {"summary_only": True})
    assert "not a JSON object" in reason


RECORD = {"headline": "Dam closed for repairs", "publishedAt": "2021-08-12T06:15:00Z", "content": DAM}


@pytest.mark.parametrize(
    "document",
    [
        {"status": "ok", "totalResults": 1, "articles": [RECORD | {"source": {"id": None, "name": "Gorge Daily"}}]},
        {"response": {"status": "ok", "results": [{"fields": RECORD, "publication": "Gorge Daily"}]}},
        {"hits": {"hits": [{"_id": "1", "_source": RECORD | {"outlet": "Gorge Daily"}}]}},
        [
            {
                "title": RECORD["headline"],
                "maintext": DAM,
                "date_publish": "2021-08-12 06:15:00",
                "source_domain": "Gorge Daily",
            }
        ],
        [
            {
                "title": {"rendered": RECORD["headline"]},
                "content": {"rendered": f"<p>{DAM}</p>"},
                "date": "2021-08-12",
                "site": "Gorge Daily",
            }
        ],
    ],
)
def test_the_json_of_services_is_read_where_its_list_lies(take, document):
    ((article,), reasons, _) = take("a.json", json.dumps(document))
    assert heads([article]) == [TWO[0]] and article.text == DAM and reasons == []


@pytest.mark.parametrize(
    "names",
    [
        ("Headline", "Publication Date", "Publication", "Full Text"),
        ("article_title", "pubDate", "media_name", "Main-Text"),
        ("TITLE", "date published", "Source Name", "articleBody"),
    ],
)
def test_a_field_has_the_same_names_in_csv_json_and_json_lines(take, names):
    record = dict(zip(names, (*TWO[0], DAM), strict=True))
    lines = ",".join(names) + "\n" + ",".join(f'"{value}"' for value in record.values()) + "\n"
    for name, data in (("a.csv", lines), ("a.json", json.dumps([record])), ("a.jsonl", json.dumps(record))):
        ((article,), reasons, _) = take(name, data)
        assert heads([article]) == [TWO[0]] and (article.text, article.metadata, reasons) == (DAM, {}, [])


def test_what_a_table_or_a_record_lacks_is_named_with_the_names_that_were_looked_for(take):
    _, (reason,), _ = take("a.csv", "Date\tHeadline\tURL\n12-Aug-2021\tDam\thttps://gorge.example/1\n".encode("utf-16"))
    assert "no column text (looked for text, body, content, full text" in reason and "addresses" in reason
    _, (reason,), _ = take("a.jsonl", json.dumps({"headline": "Dam", "date": "2021-08-12"}))
    assert "has no text (looked for text, body" in reason


def test_a_text_that_a_service_broke_off_is_marked_as_a_part(take):
    ((article,), _, _) = take("a.jsonl", json.dumps(RECORD | {"content": f"{DAM}… [+2310 chars]"}))
    assert (article.text, article.metadata) == (DAM, {"summary_only": True})


@pytest.mark.parametrize(
    ("days", "read_as"), [(("3/9/2021", "25/8/2021"), "2021-09-03"), (("3/9/2021", "8/25/2021"), "2021-03-09")]
)
def test_the_other_days_of_a_column_tell_the_order_of_day_and_month(take, days, read_as):
    rows = [{"title": f"Day {number}", "text": DAM + str(number), "date": day} for number, day in enumerate(days)]
    table = "title,text,date\n" + "".join(f"{one['title']},{one['text']},{one['date']}\n" for one in rows)
    for name, data in (
        ("a.csv", table),
        ("a.json", json.dumps(rows)),
        ("a.jsonl", "\n".join(map(json.dumps, rows))),
    ):
        (first, second), _, (remark,) = take(name, data)
        assert (first.day, second.day) == (read_as, "2021-08-25") and read_as in remark


def test_a_column_in_both_orders_tells_none(take):
    rows = "title,text,date\nA,x,3/9/2021\nB,y,25/8/2021\nC,z,8/25/2021\n"
    articles, (reason,), _ = take("a.csv", rows)
    assert len(articles) == 2 and "two ways" in reason


# --- what is not read, and what is made to harm ---


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.opml", written.FEED_LIST.format("https://a.example/f", "https://b.example/f"), "a list of 2 feeds (OPML)"),
        ("a.xml", "<?xml version='1.0'?>\n<urlset><url/></urlset>", "a sitemap"),
        ("a.tex", "\\documentclass{article}\\begin{document}Dam closed\\end{document}", "LaTeX"),
        ("a.txt", "BEGIN:VCALENDAR\nSUMMARY:Dam\nEND:VCALENDAR", "calendar"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("a.docx", written.word(DAM)[:2000], "Word file"),
        ("a.rtf", "{\\rtf1 }", "Rich Text file without text"),
        ("a.epub", written.epub(["<p> </p>"]), "holds no text"),
        ("a.ris", "TY  - NEWS\nTI  - Dam\nDA  - 2021/08/12\nER  -\n", "has no text"),
        ("feed.json", '{"version": "https://jsonfeed.org/version/1", "items": []}', "holds no entry"),
    ],
)
def test_a_format_that_holds_no_article_is_named_in_one_line(take, name, data, said):
    articles, (reason,), _ = take(name, data)
    assert articles == [] and said.lower() in reason.lower() and "\n" not in reason


def test_a_document_that_unpacks_to_more_than_it_may_is_refused_before_it_is_unpacked(take):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<x/>")
        box.writestr("word/document.xml", bytes(60_000_000))
    _, (reason,), _ = take("a.docx", out.getvalue())
    assert "too large once unpacked" in reason


def test_entities_of_a_strangers_xml_are_not_followed(take, tmp_path):
    (tmp_path / "secret").write_text("hidden")
    bomb = (
        f'<!DOCTYPE opml [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><opml><outline text="&a;" xmlUrl="x"/></opml>'
    )
    _, (reason,), _ = take("a.opml", bomb)
    assert "entities" in reason
