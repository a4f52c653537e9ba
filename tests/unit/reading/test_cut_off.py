"""Files that break off, run together or say a thing twice: nothing of them is lost or misdated without a word."""

import json
import zipfile
from io import BytesIO

import pytest

from corpus.reading.feeds import entries
from tests.support import written_formats as written
from tests.support.written_formats import DAM, LOCK
from tests.support.written_sources import HTML

DAM_REFERENCE = f"TY  - NEWS\nTI  - Dam closed\nDA  - 2021/08/12\nAB  - {DAM}\n"
LOCK_REFERENCE = f"TY  - NEWS\nTI  - Lock opens\nDA  - 2021/09/03\nAB  - {LOCK}\n"
BOTH = [("Dam closed", "2021-08-12", DAM), ("Lock opens", "2021-09-03", LOCK)]
END = "ER  - \n"


def heads(articles):
    return [(one.title, one.day, one.text) for one in articles]


# --- the end of a record is missing ---


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        (f"{DAM_REFERENCE}{END}\n{LOCK_REFERENCE}", 1),
        (f"{DAM_REFERENCE}\n{LOCK_REFERENCE}{END}", 1),
        (f"{DAM_REFERENCE}{LOCK_REFERENCE}", 2),
        (f"{DAM_REFERENCE}{END}{LOCK_REFERENCE.partition(chr(10))[2]}{END}", 0),
        (f"{DAM_REFERENCE}{END}{LOCK_REFERENCE}ER\n", 0),
        (f"{DAM_REFERENCE}{END}{LOCK_REFERENCE}{END}".replace("  - ", " - "), 0),
        (f"{DAM_REFERENCE}{END}{LOCK_REFERENCE}{END}".replace("\n", "\r\n"), 0),
    ],
)
def test_a_reference_ends_where_the_next_begins_or_the_file_ends(take, data, remarks):
    articles, refused, told = take("a.ris", data)
    assert heads(articles) == BOTH and refused == []
    assert len(told) == remarks and all("may be cut off" in line for line in told)


def test_two_references_that_have_run_into_each_other_are_refused_by_themselves(take):
    run_together = DAM_REFERENCE + LOCK_REFERENCE.partition("\n")[2] + END
    articles, (reason,), _ = take("a.ris", run_together + LOCK_REFERENCE + END)
    assert heads(articles) == BOTH[1:] and "'Dam closed' and as 'Lock opens'" in reason
    assert "two that have run together" in reason and "'2021/08/12' and as '2021/09/03'" in reason


@pytest.mark.parametrize("again", ["DA  - 2021-08-12", "DA  - 2021/08/12/", "DA  - 12 Aug 2021", "TI  - DAM CLOSED"])
def test_a_reference_that_says_the_same_in_two_notations_is_one(take, again):
    articles, refused, told = take("a.ris", f"{DAM_REFERENCE}{again}\n{END}")
    assert (heads(articles), refused, told) == (BOTH[:1], [], [])


@pytest.mark.parametrize(
    ("again", "remark"),
    [
        ("TI  - Talsperre geschlossen", "gives its TI twice, as 'Dam closed' and as 'Talsperre geschlossen'"),
        ("DA  - 2021/08/14", "gives its DA twice, as '2021/08/12' and as '2021/08/14'"),
        ("DA  - 2021/02/30", "gives its DA twice, as '2021/08/12' and as '2021/02/30'"),
    ],
)
def test_of_two_titles_or_two_days_of_a_reference_the_first_is_kept_and_told(take, again, remark):
    articles, refused, told = take("a.ris", f"{DAM_REFERENCE}{again}\n{END}{LOCK_REFERENCE}{END}")
    assert (heads(articles), refused, told) == (BOTH, [], [f"{remark}: the first is kept"])


def test_the_last_article_of_an_export_is_kept_where_its_end_is_cut_off(take):
    cut = written.FACTIVA_CODES[: written.FACTIVA_CODES.rindex("Document")]
    articles, refused, told = take("factiva.txt", cut)
    assert [one.text for one in articles][1] == LOCK and refused == []
    assert told == ["has no line that ends it in its export: it may be cut off"]
    articles, (reason,), _ = take("factiva.txt", written.FACTIVA_CODES + "\nHD\nA third headline\n")
    assert len(articles) == 2 and "has no text" in reason
    articles, (reason,), _ = take("proquest.txt", written.PROQUEST[: written.PROQUEST.index("Full text: " + LOCK)])
    assert len(articles) == 1 and "has no text" in reason


def test_an_export_in_which_two_articles_run_into_each_other_says_so(take):
    lines = written.NEXIS_WORD
    ends = [at for at, line in enumerate(lines) if line == "End of Document"]
    whole, refused, _ = take("nexis.docx", written.word(*lines))
    assert len(whole) == 2 and refused == []
    joined = [line for at, line in enumerate(lines) if at != ends[0]]
    articles, (reason,), _ = take("nexis.docx", written.word(*joined))
    assert articles == [] and "holds two articles" in reason


def test_a_message_whose_end_is_cut_off_takes_nothing_of_the_next(take):
    first = written.letter("Dam closed", "Thu, 12 Aug 2021 07:00:00 +0200", DAM).rstrip("\n")
    second = written.letter("Lock opens", "Fri, 03 Sep 2021 07:00:00 +0200", LOCK)
    stamped = f"From desk@gorge.example Fri Sep  3 07:00:00 2021\n{second.partition(chr(10))[2]}"
    articles, refused, _ = take("a.mbox", f"{first}\n{stamped}")
    assert [one.text for one in articles] == [DAM, LOCK] and refused == []
    ((article,), _, _) = take("b.mbox", f"{first}\n\nFrom here on it rained in 2021")
    assert article.text.endswith("From here on it rained in 2021"), "the last line is of the message"


def test_a_saved_page_that_breaks_off_is_told_and_a_whole_one_is_not(take):
    whole = written.saved_page(HTML, "https://daily.example/saved")
    assert not any("cut off" in line for line in take("a.mht", whole)[2])
    cut = whole[: whole.lower().rindex(b"</p>")]
    assert any("cut off" in line for line in take("b.mht", cut)[2])


def test_a_letter_in_parts_that_breaks_off_is_told_and_a_whole_one_is_not(take):
    head = "From: Gorge Letter <desk@gorge.example>\nDate: Thu, 12 Aug 2021 07:00:00 +0200\nSubject: Dam closed\n"
    parts = f"Content-Type: multipart/alternative; boundary=cut\n\n--cut\nContent-Type: text/plain\n\n{DAM}\n"
    for end, told in (("--cut--\n", []), ("", ["has no line that ends its message: it may be cut off"])):
        ((article,), _, remarks) = take("a.eml", f"{head}MIME-Version: 1.0\n{parts}{end}")
        assert article.text == DAM and remarks == told


def test_a_chapter_that_a_book_names_and_does_not_hold_is_told(take):
    data = written.epub([f"<h1>One</h1><p>{DAM}</p>", f"<h1>Two</h1><p>{LOCK}</p>"], title="R", date="2021-08-12")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as torn:
        for name in whole.namelist():
            if "c1" not in name:
                torn.writestr(name, whole.read(name))
    ((article,), _, told) = take("a.epub", out.getvalue())
    assert article.text in (DAM, LOCK) and "1 chapter of its book cannot be found in it" in told


# --- one thing is said twice ---


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", "---\ntitle: T\npublished: 2022-06-01\npublished: 2021-01-01\n---\nThe mill burns.\n"),
        ("a.jsonl", '{"title": "T", "text": "The mill burns.", "published": "2022-06-01", "published": "2021-01-01"}'),
        ("a.json", '[{"title": "T", "text": "A mill.", "published": "2022-06-01", "published": "2021-01-01"}]'),
        ("a.csv", "title,text,published,published\nT,The mill burns.,2022-06-01,2021-01-01\n"),
    ],
)
def test_a_field_with_two_values_is_refused_and_both_are_named(take, name, data):
    articles, (reason,), _ = take(name, data)
    assert articles == []
    assert "gives its published twice, as '2022-06-01' and as '2021-01-01': keep the one that is right" in reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", '---\ntitle: T\ntitle: "T"\npublished: 2022-06-01\nshelf: A\nshelf: B\n---\nThe mill burns.\n'),
        (
            "a.jsonl",
            '{"title": "T", "title": "T", "text": "The mill burns.", "published": "2022-06-01", "x": 1, "x": 2}',
        ),
        ("a.csv", "title,text,published,tag,tag,title\nT,The mill burns.,2022-06-01,a,b,\n"),
    ],
)
def test_what_is_said_twice_the_same_way_or_is_no_field_of_an_article_costs_none(take, name, data):
    ((article,), refused, _) = take(name, data)
    assert (article.title, article.text, article.day) == ("T", "The mill burns.", "2022-06-01") and refused == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", "---\ntitle: A mill\ntitle: A Mill\ndate: 1 June 2022\ndate: 2022-06-01\n---\nIt burns.\n"),
        (
            "a.jsonl",
            '{"title": "A mill", "title": "A  MILL", "text": "It burns.", "date": 1654041600, "date": "2022-06-01"}',
        ),
        ("a.json", '[{"title": "A mill", "text": "It burns.", "date": "2022-06-01T07:00:00Z", "date": "1 juin 2022"}]'),
        ("a.csv", "title,title,text,date,date\na mill,A mill,It burns.,1 May 2022,2022-05-01\n"),
    ],
)
def test_another_notation_of_a_day_and_other_capitals_are_no_second_value(take, name, data):
    ((article,), refused, _) = take(name, data)
    assert article.title.casefold().split() == ["a", "mill"] and article.text == "It burns." and refused == []
    assert article.day in ("2022-06-01", "2022-05-01")


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("date", "2022-06-01", "2 June 2022"),
        ("date", "2022-06-01", "2022-06-01 to 2022-06-05"),
        ("date", "2022-02-30", "2022-06-01"),
        ("title", "Votes of 1 May 2022", "Talks of 2022-05-01"),
        ("id", "m-a", "m-A"),
        ("url", "https://a.example/x", "https://a.example/X"),
    ],
)
def test_what_says_something_else_is_a_second_value(take, name, one, other):
    rest = {"title": "T", "text": "A mill.", "published": "2022-06-01"}
    pairs = [*((key, value) for key, value in rest.items() if key != name), (name, one), (name, other)]
    data = ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pairs)
    articles, (reason,), _ = take("a.jsonl", f"{{{data}}}")
    assert articles == [] and f"gives its {name} twice, as {one!r} and as {other!r}" in reason


TOLD_TWICE = [
    ("title", "Dam closed", "Lock opens"),
    ("date_published", "2021-08-12", "2021-08-14"),
    ("content_text", DAM, LOCK),
    ("summary", "A dam.", "A lock."),
    ("external_url", "https://a.example/x", "https://a.example/X"),
    ("author", {"name": "Ana"}, {"name": "Ben"}),
]


def in_json(pairs):
    """An object with those pairs, in which a name may come again."""
    return f"{{{', '.join(f'{json.dumps(name)}: {value}' for name, value in pairs)}}}"


def a_feed(*entries, **said):
    about = {"version": '"https://jsonfeed.org/version/1.1"', "title": '"Gorge Daily"'} | said
    return in_json([*about.items(), ("items", f"[{', '.join(entries)}]")])


@pytest.mark.parametrize(("name", "one", "other"), TOLD_TWICE)
def test_an_entry_of_a_json_feed_with_two_values_of_a_field_is_refused_and_those_beside_it_are_read(
    take, name, one, other
):
    good = {"id": "lock", "title": "Lock opens again", "content_text": LOCK, "date_published": "2021-09-03"}
    rest = {"id": "dam", "title": "Dam closed", "content_text": DAM, "date_published": "2021-08-12"} | {name: one}
    clash = in_json([*((key, json.dumps(value)) for key, value in rest.items()), (name, json.dumps(other))])
    ((article,), (reason,), _) = take("feed.json", a_feed(clash, json.dumps(good)))
    assert article.title == "Lock opens again"
    assert f"gives its {name} twice, as " in reason and "keep the one that is right" in reason
    same = in_json([*((key, json.dumps(value)) for key, value in rest.items()), (name, json.dumps(one))])
    ((_, _), reasons, _) = take("same.json", a_feed(same, json.dumps(good)))
    assert reasons == []


def test_an_entry_of_a_json_feed_that_no_longer_clashes_is_another():
    """Else it would count as seen, and not be read."""
    rest = [("id", '"dam"'), ("content_text", json.dumps(DAM)), ("date_published", '"2021-08-12"')]
    clash, right = (in_json([*rest, *titles]) for titles in ([("title", '"A"'), ("title", '"B"')], [("title", '"B"')]))
    (before,), (after,) = (list(entries(a_feed(one).encode())) for one in (clash, right))
    assert before.name == after.name and before.mark != after.mark


@pytest.mark.parametrize("twice", ['"title": "River Post"', '"items": []', '"items": [{"id": "dam"}]'])
def test_a_json_feed_that_says_twice_of_itself_what_it_says_is_refused(take, twice):
    data = a_feed(json.dumps({"id": "a", "title": "T", "content_text": DAM, "date_published": "2021-08-12"}))
    articles, (reason,), _ = take("feed.json", f"{data[:-1]}, {twice}}}")
    assert articles == [] and f"is a JSON Feed that gives its {twice.split(chr(34))[1]} twice, as " in reason


def test_json_with_two_lists_of_articles_under_one_name_is_refused_and_not_read_by_half(take):
    one, other = (json.dumps([{"title": text, "text": text, "published": "2022-06-01"}]) for text in (DAM, LOCK))
    articles, (reason,), _ = take("a.json", in_json([("status", '"ok"'), ("articles", one), ("articles", other)]))
    assert articles == [] and "gives its articles twice, as " in reason
    ((article,), reasons, _) = take("b.json", in_json([("status", '"ok"'), ("articles", one), ("articles", one)]))
    assert (article.text, reasons) == (DAM, [])
    ((article,), reasons, _) = take("c.json", in_json([("status", '"ok"'), ("status", '"on"'), ("articles", one)]))
    assert (article.text, reasons) == (DAM, [])


def test_the_record_beside_one_that_clashes_is_read(take):
    clash = '{"title": "T", "title": "U", "text": "A mill.", "published": "2022-06-01"}'
    good = json.dumps({"title": "Dam closed", "text": DAM, "published": "2021-08-12"})
    for name, data in (("a.json", f"[{clash}, {good}]"), ("a.jsonl", f"{clash}\n{good}\n")):
        articles, refused, _ = take(name, data)
        assert heads(articles) == BOTH[:1] and len(refused) == 1


# --- a second front matter ---

FRONTS = "".join(f"---\ntitle: {title}\npublished: {day}\n---\n{text}\n" for title, day, text in BOTH)


@pytest.mark.parametrize(
    "data",
    [
        FRONTS,
        FRONTS.replace("\n", "\r\n"),
        FRONTS.rstrip(),
        FRONTS.replace("title:", "name:"),
        FRONTS.replace("title: ", "title: >\n  ").replace("published: ", "date:\n  "),
        FRONTS.replace("---\ntitle: Lock", "---\ntags:\n- gorge\ntitle: Lock"),
        FRONTS.replace("title: ", 'title = "').replace("\npublished: ", '"\npublished = ').replace("---", "+++"),
    ],
)
def test_a_second_front_matter_begins_an_article_of_its_own(take, data):
    articles, refused, told = take("a.md", data)
    assert heads(articles) == BOTH and refused == []
    assert told == ["is one of 2 articles in its file"] * 2


def test_a_second_front_matter_with_a_day_that_no_calendar_has_is_refused_by_itself(take):
    articles, (reason,), _ = take("a.md", FRONTS.replace("2021-09-03", "2021-09-31"))
    assert heads(articles) == BOTH[:1] and "does not exist" in reason


@pytest.mark.parametrize(
    "below",
    [
        "---\n\nOn Friday it rained.\n\n---\n\nOn Monday it did not.",
        "---\nNote: it rained.\n---\nOn Monday it did not.",
        "```\n---\ntitle: How to date\ndate: 2021-01-01\n---\n```\nOn Monday it did not.",
        "Title: and\nDate: below no line\n---\nOn Monday it did not.",
        "---\nName: Kim\nLocation: Seoul\nDate: 5 May\n---\nMore prose.",
        "---\nName: Kim\nBorn: Seoul\nDate: 5 May 1985\n---\nMore prose.",
        "---\nSource: Reuters\nDate: 2022-01-01\n---\nMore prose.",
        "---\nTitle: Lock opens\nAuthor: A. Han\n---\nMore prose.",
        "---\nSource: Reuters\nDate: 2022-01-01\n---",
        "---\nTitle: Lock opens\nDate: 2022-01-01\n---",
        "---\nTitle: Lock opens\nDate: 2022-01-01\n---\n\n---\n\n***",
        "---\nAuthor: A. Han\nContact: han@gorge.example\n---",
        "---\nAuthor: A. Han\nContact: han@gorge.example\n---\nMore prose.",
    ],
)
def test_rules_boxes_and_code_in_a_text_begin_no_article(take, below):
    ((article,), refused, told) = take("a.md", f"---\ntitle: T\ndate: 2022-06-01\n---\nThe mill burns.\n\n{below}\n")
    assert article.text == f"The mill burns.\n\n{below}" and (refused, told) == ([], [])
