"""The sample archive: its form, and, where the public documents are at hand, that every article keeps to them."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.scope import Scope

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
SHARED = ROOT.parent / "shared"
PEACE_PROCESS = "seoul-peace-process"
FILES = sorted(SAMPLE.glob("*.md"))
NAMES = [file.stem for file in FILES]

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OUTLETS = {"Sample Wire", "Sample Daily", "Sample Review"}
KINDS = {"report", "editorial", "statement", "readout", "transcript"}
NEEDED = {"id", "title", "source", "url", "published", "language", "kind", "references"}
ALLOWED = NEEDED | {"author", "updated"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
MONTHS += ["november", "december"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
A_WEEKDAY, A_MONTH = "|".join(WEEKDAYS), "|".join(MONTHS)
DATED_WEEKDAY = re.compile(
    rf"\b({A_WEEKDAY}),? (?:({A_MONTH}) (\d\d?)|(\d\d?) ({A_MONTH}))(?:,? (\d{{4}}))?", re.IGNORECASE
)
NO_WORD = re.compile(r"[^\w\s]|_")
QUOTED = re.compile(r'"([^"]+)"')
STRAIGHT = [(curly, "'") for curly in "\u2018\u2019\u201b"] + [(curly, '"') for curly in "\u201c\u201d\u201f"]
STRAIGHT += [(hyphen, "-") for hyphen in "\u2010\u2011"] + [(dash, " - ") for dash in "\u2012\u2013\u2014\u2015"]
STRAIGHT += [("\u2060", "")]
RUN = 8
# What may stand between the words of a long office: "Special Representative for Korean Peninsula Peace and ...".
JOINING = {"of", "for", "the", "and", "on", "to", "at"}

needs_shared = pytest.mark.skipif(
    not (SHARED / "data" / "press").is_dir(), reason="the public documents of ../shared are not here to check against"
)


@dataclass(frozen=True)
class Sample:
    meta: dict[str, Any]
    body: str


@cache
def load(name: str) -> Sample:
    opening, front, body = (SAMPLE / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", "the front matter must begin the file"
    return Sample(yaml.load(front, Loader=FAST), body.strip())


@cache
def documents() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for file in sorted((SHARED / "data" / "press").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            rows.update((row["id"], row) for row in map(json.loads, lines))
    page = (SHARED / "articles" / f"{PEACE_PROCESS}.txt").read_text(encoding="utf-8")
    title = page.split("\n")[2]
    rows[PEACE_PROCESS] = {"title": title, "text": page, "published": "2021-01-25", "source": "Newspaper editorial"}
    return rows


def fold(text: str) -> str:
    """Straight quotes and hyphens, plain spaces."""
    text = unicodedata.normalize("NFKC", text)
    for curly, straight in STRAIGHT:
        text = text.replace(curly, straight)
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words in lower case without their punctuation: `U.S.` is `us`, `Kyu-duk` is `kyuduk`."""
    return NO_WORD.sub("", fold(text)).lower().split()


def is_name(run: list[str]) -> bool:
    return all(word[0].isupper() or word[0].isdigit() or word in JOINING for word in run)


def runs(text: str) -> dict[tuple[str, ...], str]:
    """The runs of eight words outside quotation marks, names and offices aside, each with its own spelling."""
    found = {}
    for part in QUOTED.sub("\n", fold(text)).split("\n"):
        spelled = NO_WORD.sub("", part).split()
        for start in range(len(spelled) - RUN + 1):
            run = spelled[start : start + RUN]
            if not is_name(run):
                found[tuple(word.lower() for word in run)] = " ".join(run)
    return found


def taken_over(wanted: set[tuple[str, ...]], rows: dict[str, dict[str, str]]) -> dict[tuple[str, ...], str]:
    """Those of the runs that one of the documents has too, each with that document's id."""
    taken = {}
    for key, row in rows.items():
        spoken = words(row["title"] + "\n" + row["text"])
        for run in wanted.intersection(zip(*(spoken[shift:] for shift in range(RUN)), strict=False)):
            taken[run] = key
    return taken


@cache
def all_taken_over() -> dict[tuple[str, ...], str]:
    """The runs that any article shares with a public document: one pass over the documents for all articles."""
    return taken_over({run for name in NAMES for part in texts_of(name) for run in runs(part)}, documents())


def texts_of(name: str) -> tuple[str, str]:
    return load(name).meta["title"], load(name).body


def test_the_sample_is_large_enough_and_varied() -> None:
    samples = [load(name) for name in NAMES]
    assert len(samples) >= 25
    assert {sample.meta["source"] for sample in samples} == OUTLETS
    assert len({sample.meta["kind"] for sample in samples}) >= 3
    assert sum(sample.meta["kind"] == "editorial" for sample in samples) >= 2
    assert any("updated" in sample.meta for sample in samples)


def test_one_article_is_an_exact_copy_in_another_outlet() -> None:
    bodies: dict[str, list[Sample]] = {}
    for name in NAMES:
        bodies.setdefault(load(name).body, []).append(load(name))
    copies = [twins for twins in bodies.values() if len(twins) > 1]
    assert copies
    for twins in copies:
        assert len({twin.meta["source"] for twin in twins}) == len(twins)


def test_ids_and_addresses_occur_once() -> None:
    for field in ("id", "url"):
        values = [load(name).meta[field] for name in NAMES]
        assert len(values) == len(set(values)), field


@pytest.mark.parametrize("name", NAMES)
def test_the_front_matter_is_complete(name: str) -> None:
    meta = load(name).meta
    assert set(meta) >= NEEDED
    assert set(meta) <= ALLOWED
    assert meta["id"] == name
    assert re.fullmatch(r"sample-[a-z0-9-]+", name)
    assert meta["source"] in OUTLETS
    assert meta["kind"] in KINDS
    assert (meta["kind"] == "editorial") == (meta["source"] == "Sample Review")
    assert meta["language"] == "en"
    assert meta["url"].startswith("https://sample.invalid/")
    assert meta["title"].strip()


@pytest.mark.parametrize("name", NAMES)
def test_the_dates_exist_and_follow_the_references(name: str) -> None:
    meta = load(name).meta
    stamps = [str(meta[field]) for field in ("published", "updated") if field in meta]
    for stamp in stamps:
        assert DATE.fullmatch(stamp), stamp
        date.fromisoformat(stamp[:10])
    assert stamps == sorted(stamps)
    for reference in meta["references"]:
        assert str(reference["date"]) <= stamps[-1][:10], reference["id"]


@pytest.mark.parametrize("name", NAMES)
def test_each_reference_names_office_title_date_and_id(name: str) -> None:
    references = load(name).meta["references"]
    assert references
    assert len({reference["id"] for reference in references}) == len(references)
    for reference in references:
        assert set(reference) == {"office", "title", "date", "id"}
        assert date.fromisoformat(str(reference["date"]))
        assert reference["office"]


@pytest.mark.parametrize("name", NAMES)
def test_the_body_has_150_to_500_words(name: str) -> None:
    assert 150 <= len(load(name).body.split()) <= 500


@pytest.mark.parametrize("name", NAMES)
def test_quotation_marks_come_in_pairs(name: str) -> None:
    for paragraph in load(name).body.split("\n\n"):
        assert fold(paragraph).count('"') % 2 == 0, paragraph


@pytest.mark.parametrize("name", NAMES)
def test_a_weekday_given_with_its_date_is_the_right_one(name: str) -> None:
    sample = load(name)
    for weekday, month, day, day_first, month_last, year in DATED_WEEKDAY.findall(sample.body):
        stands = date(
            int(year or str(sample.meta["published"])[:4]),
            MONTHS.index((month or month_last).lower()) + 1,
            int(day or day_first),
        )
        assert WEEKDAYS[stands.weekday()] == weekday.lower(), f"{weekday} {stands}"


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_each_reference_exists_with_that_title_and_date(name: str) -> None:
    for reference in load(name).meta["references"]:
        row = documents().get(reference["id"])
        assert row is not None, reference["id"]
        assert reference["title"] == row["title"]
        assert str(reference["date"]) == row["published"][:10]
        assert reference["office"] == row["source"]


def days_in(row: dict[str, str]) -> set[date]:
    """The days that a document speaks of: its own, those it names, and its weekdays, counted back from its own."""
    own = date.fromisoformat(row["published"][:10])
    days = {own, own - timedelta(days=1)}  # some are put out the day after they were spoken
    text = row["title"] + "\n" + row["text"]
    for month, day in re.findall(rf"\b({A_MONTH}) (\d\d?)", text, re.IGNORECASE):
        if 1 <= int(day) <= 28 or (int(day) <= 30 and month.lower() != "february"):
            days.add(date(own.year, MONTHS.index(month.lower()) + 1, int(day)))
    for weekday in re.findall(rf"\b({A_WEEKDAY})\b", text, re.IGNORECASE):
        days.add(own - timedelta(days=(own.weekday() - WEEKDAYS.index(weekday.lower())) % 7))
    return days


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_relative_days_fall_on_days_that_the_references_know(name: str) -> None:
    sample = load(name)
    latest = date.fromisoformat(str(sample.meta.get("updated", sample.meta["published"]))[:10])
    known = set().union(*(days_in(documents()[reference["id"]]) for reference in sample.meta["references"]))
    # An editorial may answer what its own outlet printed.
    outlet = sample.meta["source"]
    known |= {
        date.fromisoformat(str(load(other).meta["published"])[:10])
        for other in NAMES
        if other != name and load(other).meta["source"] == outlet and sample.meta["kind"] == "editorial"
    }
    told = QUOTED.sub(" ", fold(sample.body))
    # A day ahead ("next Monday", "until Friday") says nothing about when something was said.
    for weekday in re.findall(rf"\bon ({A_WEEKDAY})\b(?!,? (?:\w+ )?\d)", told, re.IGNORECASE):
        day = latest - timedelta(days=(latest.weekday() - WEEKDAYS.index(weekday.lower())) % 7)
        assert day in known or day - timedelta(days=7) in known, f"{weekday} {day}"
    if re.search(r"\byesterday\b", told, re.IGNORECASE):
        assert latest - timedelta(days=1) in known
    if re.search(r"\btoday\b", told, re.IGNORECASE):
        assert latest in known


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_eight_words_in_a_row_are_taken_over(name: str) -> None:
    mine = {run: spelled for part in texts_of(name) for run, spelled in runs(part).items()}
    assert not {spelled: all_taken_over()[run] for run, spelled in mine.items() if run in all_taken_over()}


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_words_in_quotation_marks_stand_in_a_reference(name: str) -> None:
    sample = load(name)
    texts = [fold(documents()[reference["id"]]["text"]) for reference in sample.meta["references"]]
    for quote in QUOTED.findall(fold(sample.body)):
        bare = quote.strip().rstrip(".,;")
        beginnings = {bare, bare[0].lower() + bare[1:], bare[0].upper() + bare[1:]}
        assert any(beginning in text for text in texts for beginning in beginnings), quote


@needs_shared
def test_a_sentence_taken_from_a_document_would_be_seen() -> None:
    row = documents()["state-252978"]
    sentence = next(part for part in row["text"].split("\n") if len(part.split()) > 20)
    assert taken_over(set(runs(sentence)), {"here": row})
    assert not runs(f'"{sentence}"')


def test_long_offices_are_names_and_sentences_are_not() -> None:
    assert not runs("Special Representative for Korean Peninsula Peace and Security Affairs Noh Kyu-duk")
    assert runs("The two envoys will meet in Seoul for talks")


def test_only_the_articles_that_are_named_are_listed_searched_and_cited(desk):
    ids = [row.id for row in desk.archive.browse("Biden", limit=2)]
    scope = Scope(articles=tuple(ids))
    assert len(ids) == 2 and {row.id for row in desk.archive.browse(scope=scope)} == set(ids)
    passages = desk.archive.passages
    assert {one.article.id for one in passages.hits(passages.eligible(scope).tolist(), scope).values()} == set(ids)
    *_, last = desk.events("What did Biden and Moon agree on at their summit in May 2021?", articles=ids)
    cited = {one.article_id for each in last.answer.sentences for one in each.citations}
    assert cited | {one.article_id for one in last.answer.closest} <= set(ids)
