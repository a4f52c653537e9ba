"""Records as other programs write them: their names, wrappings, tables and days; what was guessed is told."""

import json

import pytest

TEXT = "The cable car of Ostrava stands still since Monday. Sixty guests were brought down by ladder, the owner said."
OTHER = "The brewery of Ostrava opens a museum in May. It shows kettles of three centuries, its keeper said."
ONE = {"title": "Cable car stands still", "date": "2023-03-14", "text": TEXT}
TWO = {"title": "Brewery opens a museum", "date": "2023-04-02", "text": OTHER}
WHOLE = [("Cable car stands still", "2023-03-14"), ("Brewery opens a museum", "2023-04-02")]


def lines(*records):
    return "".join(json.dumps(one) + "\n" for one in records)


SEVERAL = {
    "sections.json": json.dumps({"issue": 4, "sections": [{"name": "A", "articles": [ONE]}, {"articles": [TWO]}]}),
    "by_key.json": json.dumps({"a": ONE, "b": TWO}),
    "columns.json": json.dumps({name: [ONE[name], TWO[name]] for name in ONE}),
    "split.json": json.dumps({"columns": list(ONE), "index": [0, 1], "data": [list(ONE.values()), list(TWO.values())]}),
    "edges.json": json.dumps({"data": {"posts": {"edges": [{"node": ONE}, {"node": TWO}]}}}),
    "rows.json": json.dumps({"rows": [{"row_idx": 0, "row": ONE}, {"row_idx": 1, "row": TWO}]}),
    "json.txt": json.dumps([ONE, TWO]),
    "lines.txt": lines(ONE, TWO),
    "table.txt": f"title;date;text\nCable car stands still;2023-03-14;{TEXT}\n"
    f"Brewery opens a museum;2023-04-02;{OTHER}",
    "report.csv": "Report,Mentions\nFrom,2023-01-01\n\nTitle,Date,Full Text\n"
    f'Cable car stands still,2023-03-14,"{TEXT}"\n'
    f'Brewery opens a museum,2023-04-02,"{OTHER}",,\n',
    "sep.csv": f"sep=;\nTitel;Datum;Text\nCable car stands still;14.03.2023;{TEXT}\n"
    f"Brewery opens a museum;2.4.2023;{OTHER}\n",
    "mongo.json": lines(
        {"_id": {"$oid": "5f"}, **ONE, "date": {"$date": "2023-03-14T00:00:00Z"}},
        {"_id": {"$oid": "60"}, **TWO, "date": {"$date": {"$numberLong": "1680393600000"}}},
    ),
    "pieces.jsonl": lines(
        {**ONE, "text": TEXT.split("\n")}, {**TWO, "text": None, "body": [{"type": "p", "text": OTHER}]}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SEVERAL)
def test_records_are_found_in_whatever_wraps_them(take, name):
    articles, refused, _ = take(name, SEVERAL[name])
    assert [(one.title, one.published[:10]) for one in articles] == WHOLE, refused
    assert [one.text for one in articles] == [TEXT, OTHER]


FIELDS = {
    "the name of the outlet in an object": ({**ONE, "source": {"uri": "x", "title": "Ostrava Post"}}, "Ostrava Post"),
    "the outlet in a list of objects": ({**ONE, "provider": [{"name": "Ostrava Post"}]}, "Ostrava Post"),
    "the outlet in another object": ({**ONE, "thread": {"site": "post.example"}}, "post.example"),
    "the outlet as a medium": ({**ONE, "medium": "Ostrava Post"}, "Ostrava Post"),
    "nothing as a word": ({**ONE, "source": "N/A", "id": "null"}, None),
}


@pytest.mark.parametrize("case", FIELDS)
def test_a_field_is_read_out_of_what_stands_in_its_place(take, case):
    record, source = FIELDS[case]
    (article,), _, _ = take("one.jsonl", lines(record))
    assert (article.source, article.id) == (source, article.id) and article.id not in ("null", "N/A")


def test_a_record_with_a_summary_alone_is_taken_and_told(take):
    (article,), _, told = take(
        "one.jsonl", lines({"name": "Cable car", "description": TEXT, "datePublished": "2023-03-14"})
    )
    assert (article.title, article.text, article.metadata["summary_only"]) == ("Cable car", TEXT, True)
    assert told == ["has no text: its description stands for it"]


DAYS = {
    "Tue Mar 14 07:15:00 +0000 2023": "2023-03-14T07:15",
    "14/Mar/2023:07:15:00 +0000": "2023-03-14",
    "20230314071500": "2023-03-14",
    "/Date(1678778100000)/": "2023-03-14T07:15",
    "1678778100000000": "2023-03-14T07:15",
    "03.14.2023": "2023-03-14",
    "14-Mar-23": "2023-03-14",
    "44999": "2023-03-14",
    "화, 14 3월 2023 07:15:00 +0900": "2023-03-14T07:15",
}


def test_days_in_odd_forms_are_read_and_those_that_are_guessed_are_told(take):
    articles, refused, told = take("days.jsonl", lines(*({**ONE, "title": day, "date": day} for day in DAYS)))
    assert {one.title: one.published for one in articles} == DAYS and not refused
    assert [line.rpartition(" is read")[0] for line in told] == ["its published '14-Mar-23'", "its published '44999'"]


def test_years_of_two_digits_are_read_where_their_column_tells_the_order(take):
    rows = "".join(f'A{n},{day},"{TEXT} {n}"\n' for n, day in enumerate(("03/14/23", "03/02/23")))
    articles, refused, told = take("days.csv", f"Title,Date,Text\n{rows}")
    assert [one.published for one in articles] == ["2023-03-14", "2023-03-02"] and len(told) == 2
    _, refused, _ = take("doubt.csv", f'Title,Date,Text\nA,03/02/23,"{TEXT}"\n')
    assert len(refused) == 1 and "holds no date" in refused[0]


def test_what_programs_write_where_they_know_no_day_is_not_believed(take):
    zeros = ("1969-12-31T23:00:00Z", "1904-01-01", "1753-01-01")
    articles, refused, _ = take("zero.jsonl", lines(*({**ONE, "date": day} for day in zeros)))
    assert not articles and len(refused) == 3
    (article,), _, told = take("dos.jsonl", lines({**ONE, "date": "1980-01-01T00:00:00"}))
    assert article.published == "1980-01-01T00:00" and "to be checked" in told[0]
    (made,), _, told = take("made.jsonl", lines({"title": "A", "text": TEXT, "created_at": "2023-03-14"}))
    assert made.published == "2023-03-14" and "its created_at" in told[0]
    (kept,), _, told = take("kept.jsonl", lines({**ONE, "Date Added": "2024-01-09", "Date Modified": "2024-01-10"}))
    assert kept.updated is None and "entry in a collection" in told[0]


def test_records_that_name_a_whole_site_as_their_address_stay_apart(take):
    home = "https://post.example/"
    articles, _, _ = take("home.jsonl", lines({**ONE, "url": home}, {**TWO, "url": home}))
    assert len({one.key for one in articles}) == 2 and {one.url for one in articles} == {home}


def test_an_id_that_stands_twice_with_other_titles_is_told(take):
    _, _, told = take("ids.jsonl", lines({**ONE, "id": "1"}, {**TWO, "id": "1"}))
    assert told == ["has the id of another article of this input, with another title: taken as its new text"]


NAMED = {
    "newsml.xml": ("<newsItem><html><body><p>x</p></body></html></newsItem>", "NewsML"),
    "wiki.xml": ("<mediawiki><page><title>x</title></page></mediawiki>", "wiki"),
    "corpus.sgm": ('<!DOCTYPE lewis SYSTEM "l.dtd">\n<REUTERS><TITLE>x</TITLE><BODY>x</BODY></REUTERS>', "SGML"),
    "unknown.xml": ('<?xml version="1.0"?>\n<clip><body>x</body></clip>', "<clip>"),
    "refs.bib": ("% by hand\n@Article{a2023,\n title = {x},\n}", "BibTeX"),
    "film.srt": ("1\n00:00:01,000 --> 00:00:04,000\nOn 14 March 2023.\n", "subtitles"),
    "paper.tex": ("% x\n\\documentclass{article}\n\\begin{document}\n14 March 2023\n", "LaTeX"),
    "one.yaml": (f"title: x\ndate: 2023-03-14\ntext: {TEXT}\n", "YAML"),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_format_that_is_not_read_is_named_and_is_no_prose(take, name):
    data, form = NAMED[name]
    articles, refused, _ = take(name, data)
    assert not articles and len(refused) == 1 and form in refused[0]


def test_front_matter_in_toml_is_read(take):
    front = "+++\ntitle = 'Cable car stands still'\ndate = 2023-03-14T07:15:00Z\ndraft = false\n+++\n\n"
    (article,), _, _ = take("one.md", front + TEXT)
    assert (article.title, article.published, article.text) == ("Cable car stands still", "2023-03-14T07:15", TEXT)
    _, refused, _ = take("bad.md", front.replace("'", "", 1) + TEXT)
    assert refused == ["its front matter is not TOML: TOMLDecodeError"]


def test_a_table_of_a_western_office_is_read_in_its_encoding(take):
    table = "Überschrift;Datum;Text\nSeilbahn „Gams“ steht;14.03.2023;Die Seilbahn – „Gams“ – steht still.\n"
    (article,), _, remarks = take("office.csv", table.encode("cp1252"))
    assert (article.title, article.text) == ("Seilbahn „Gams“ steht", "Die Seilbahn – „Gams“ – steht still.")
    told = ["is of a file that does not say its encoding: read as Western European (Windows-1252)"]
    assert remarks == told and take("office.csv", table.encode())[2] == []
    assert take("office.txt", "Die Seilbahn\n14. März 2023\n\nSie steht.".encode("cp1252"))[2] == told


def test_a_message_of_apples_mail_is_read_to_its_end(take):
    letter = (
        f"From: Post <a@post.example>\nSubject: Cable car\nDate: Tue, 14 Mar 2023 07:15:00 +0000\n\n{TEXT}\n".encode()
    )
    (article,), _, _ = take("one.emlx", b"%d\n%s<?xml version='1.0'?><plist/>" % (len(letter), letter))
    assert (article.title, article.text) == ("Cable car", TEXT)
