"""What the door changes or does not believe in an article is told in a line, and the rest of it is kept."""

import json

import pytest

from assistant.desk.upkeep import ingest_into
from assistant.language.times.derived import derived_days
from assistant.settings import Settings
from corpus.store.archive import Archive
from tests.support.taken import taken
from ui.cli.main import main

TODAY = "2026-11-26"
RECORD = {"title": "Ferries stay in port", "text": "The ferries stayed in port on Tuesday.", "date": "2021-03-02"}


@pytest.fixture
def take(tmp_path):
    """Read one record as of TODAY: its article (None where it is refused), and what was told of it."""

    def run(published=None, **fields):
        path = tmp_path / "one.jsonl"
        path.write_text(json.dumps(RECORD | fields), "utf-8")
        return taken(path, published=published, today=TODAY)

    return run


def test_a_title_an_outlet_and_an_author_have_an_end_and_the_cut_is_told(take):
    article, told = take(title="A word " * 500, source="Daily " * 100_000, author="Han, " * 1000)
    assert all(len(part) <= most for part, most in ((article.title, 500), (article.source, 120), (article.author, 200)))
    assert article.title.endswith(" A…") and article.source.endswith(" Daily…")
    assert [line.split(" is cut")[0] for line in told] == [
        "its title of 3,499 characters",
        "its source of 599,999 characters",
        "its author of 4,999 characters",
    ]


def test_two_titles_that_differ_after_the_cut_are_two_articles(take):
    first, second = (take(title="A word " * 500 + end)[0] for end in ("one", "two"))
    assert first.title == second.title and first.key != second.key


def test_what_cannot_be_seen_in_metadata_goes_and_the_text_stays_as_it_is(take):
    unseen = "A\u202eB\u200b C\ufffe\r\n[1]\u2028“D”\x1b[0m"
    article, told = take(title=unseen, source=unseen, author=[unseen, {"name": "E\tF"}], text=unseen)
    assert article.title == "AB C [1] “D” [0m" and article.source == "AB C"
    assert article.author == "AB C, [1], “D” [0m, E F"
    assert article.text == unseen and told == ["its source holds more than a name: 'AB C' is kept"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Reuters\nAP, 1 June 2022: “The king is dead”", "Reuters"),
        ("Reuters AP, 1 June 2022: “The king is dead”", "Reuters AP"),
        ("Sunday Post (5 juin 2022)", "Sunday Post"),
        ('The minister said: "We won"', "The minister said"),
        ("2022-06-01: “The king is dead”", None),
    ],
)
def test_a_name_that_reads_as_the_head_of_a_quotation_is_cut_and_told(take, written, kept):
    for name in ("source", "author"):
        article, (remark,) = take(**{name: written.replace("\n", " ") if name == "author" else written})
        expected = "Reuters AP" if name == "author" and kept == "Reuters" else kept
        assert getattr(article, name) == expected and remark.startswith(f"its {name} holds more than a name")


@pytest.mark.parametrize(
    "name", ["20 Minutes", "Radio 24/7", "Channel 4: News", "Agence France-Presse (AFP)", "M‘bare"]
)
def test_a_name_with_numbers_or_a_colon_stays_as_it_is(take, name):
    article, told = take(source=name, author=f"{name}\nA. Han")
    assert (article.source, article.author, told) == (name, f"{name}, A. Han", [])


def test_a_title_of_which_nothing_can_be_seen_is_none(take):
    assert take(title="\u200b\u202e \u3164\ufeff") == (None, ["has no title"])


@pytest.mark.parametrize("id", ["wh-1\u200b", "wh-1\u202e", "a\nb", "x" * 201])
def test_an_id_that_looks_like_another_is_refused(take, id):
    article, (reason,) = take(id=id)
    assert article is None and reason.startswith("its id")


def test_a_day_that_lies_ahead_is_kept_and_told(take):
    article, (remark,) = take(date="2026-11-28")
    assert article.published == "2026-11-28" and "2026-11-28, which lies in the future" in remark
    assert take(date="2026-11-27")[1] == [], "it is that day already where the sun rises first"
    assert take(date="9999-12-31")[0].published == "9999-12-31"


@pytest.mark.parametrize("day", ["1970-01-01", "1970-01-01T09:00:00", 0, "0001-01-01", "1900-01-01", "1601-01-01"])
def test_the_zero_of_a_calendar_is_no_day_of_publication(take, day):
    value = f"{day:010}" if day == 0 else day
    article, (reason,) = take(date=value)
    assert article is None and "--published" in reason
    article, (remark,) = take(date=value, published="2021-03-05")
    assert article.published == "2021-03-05" and "2021-03-05 stands for it" in remark


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-02T25:00:00",
        "2021-03-02T10:61",
        "2021-03-02 10:00:75",
        "2021-03-02foo",
        "2 March 2021foo",
        "2021-03-02 to 2021-03-05",
    ],
)
def test_a_date_with_a_time_that_cannot_be_or_more_behind_it_is_read_and_told(take, written):
    article, (remark,) = take(date=written)
    assert article.day == "2021-03-02" and remark == f"its published {written!r} is read as 2021-03-02"


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-02T23:59:60Z",
        "2021-03-02Z",
        "2021-03-02+09:00",
        "2021-03-02T07:00:00.12345678+09:00",
        "2 March 2021 at 11 PM ET",
        "2021년 3월 2일자",
        "2021-03-02 | updated 2021-03-02",
        "Tue Mar 02 07:15:00 +0000 2021",
    ],
)
def test_a_date_with_all_that_dates_have_is_read_without_a_word(take, written):
    article, told = take(date=written)
    assert article.day == "2021-03-02" and told == []


def test_a_day_before_the_first_newspaper_is_none_and_one_of_the_first_centuries_is_to_be_checked(take):
    article, (reason,) = take(date="1604-12-31")
    assert article is None and "before any newspaper" in reason
    article, (remark,) = take(date="1622-06-01")
    assert article.day == "1622-06-01" and "to be checked" in remark
    assert take(date="1800-01-01")[1] == []


@pytest.mark.parametrize("day", ["2031-01-01", "9999-12-31", "1970-01-01"])
def test_an_update_that_cannot_be_is_metadata_and_told(take, day):
    article, (remark,) = take(updated=day)
    assert (article.updated, article.metadata) == (None, {"updated": day})
    assert day in remark and "not believed" in remark


def test_the_name_and_password_in_a_link_are_left_out(take):
    article, (remark,) = take(url="https://kim:secret@news.example:8443/a?b=c@d")
    assert article.url == "https://news.example:8443/a?b=c@d" and "secret" not in remark
    assert article.key == "url:news.example:8443/a?b=c%40d"


def test_a_link_that_no_reader_could_follow_is_none(take):
    article, (remark,) = take(url="https://news.example/" + "a" * 3000)
    assert article.url is None and "too long" in remark
    for link in ("https://news.example\\@evil.example/", "https://news.example/\u202ea", "http://a b/"):
        assert take(url=link)[0].url is None


@pytest.mark.parametrize(
    ("written", "meant", "language"),
    [
        ("Mo, 05 Jun 2023 08:00:00 +0200", "2023-06-05T08:00", None),
        ("12 juillet 2023 18:30", "2023-07-12T18:30", None),
        ("12 de setembro de 2023", "2023-09-12", None),
        ("5 вересня 2023 р.", "2023-09-05", None),
        ("2023. június 5.", "2023-06-05", None),
        ("٥ يونيو ٢٠٢٣", "2023-06-05", None),
        ("ngày 5 tháng 6 năm 2023", "2023-06-05", None),
        ("5 listopada 2023", "2023-11-05", "pl"),
    ],
)
def test_a_date_in_another_language_is_read_and_told(take, written, meant, language):
    article, told = take(date=written, **({"language": language} if language else {}))
    assert article.published == meant
    assert [line for line in told if "is read as" not in line] == []


def test_a_month_of_two_languages_is_refused_and_not_guessed(take):
    article, told = take(date="5 listopada 2023")
    assert article is None and "other languages" in told[0]


@pytest.mark.parametrize("updated", ["0000-00-00 00:00:00", "2021-02-30", "soon"])
def test_a_day_of_change_that_is_none_costs_no_article(take, updated):
    article, told = take(updated=updated)
    assert (article.published, article.updated, article.metadata) == ("2021-03-02", None, {"updated": updated})
    assert len(told) == 1 and "is left out" in told[0]


@pytest.mark.parametrize("wrong", ["0000-00-00", "1970-01-01", "someday", "31/31/2021"])
def test_another_date_stands_for_one_that_cannot_be_and_is_named(take, wrong):
    article, told = take(date=wrong, updated="2021-03-04")
    assert article.published == "2021-03-04" and "the day of its last change, 2021-03-04, stands for it" in told[0]
    article, told = take(date=wrong, published="2021-03-05")
    assert article.published == "2021-03-05" and "2021-03-05 stands for it" in told[0]


def test_no_day_that_lies_ahead_stands_for_a_missing_one(take):
    article, told = take(date=None, updated="2031-03-04")
    assert article is None and "no date of publication" in told[0]


def test_an_article_of_the_year_9999_makes_nothing_else_old(tmp_path, capsys):
    rows = [RECORD | {"id": "now"}, RECORD | {"id": "ahead", "date": "9999-12-31", "text": "The end of days has come."}]
    rows.append(
        RECORD | {"id": "late", "date": "2021-02-01", "updated": "2021-03-09", "text": "A text that was updated."}
    )
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    folder = tmp_path / "archive"
    assert main(["ingest", str(path), "--archive", str(folder), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["added"] == 3 and "remarks" not in json.loads(said.out)
    assert f"remark {path}:2: is dated 9999-12-31" in said.err
    archive = Archive.open(folder)
    assert archive.newest() == "2021-03-09", "the newest day on which one was published or updated"
    assert archive.newest(today="2021-03-01") == "2021-03-02", "seen from the day before, it is the newest that can be"
    assert [month for month, *_ in archive.months()] == ["2021-02", "2021-03"]


def test_where_every_day_lies_ahead_it_is_today(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(RECORD | {"date": "2150-01-01"}), "utf-8")
    assert len(ingest_into(tmp_path / "archive", [path], Settings()).remarks) == 1
    assert Archive.open(tmp_path / "archive").newest(today=TODAY) == TODAY


@pytest.mark.parametrize("published", ["9999-12-31", "9999-12-30", "0001-01-01"])
def test_a_phrase_that_leaves_the_calendar_means_no_day(published):
    text = (
        "They met on Friday, the next day and the previous day. Next year, last year, tomorrow, the next day, 3일 전."
    )
    assert all(one.first <= one.last for one in derived_days(text, published))
