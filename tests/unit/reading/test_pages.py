"""PDF: pages become one text with its paragraphs whole, its own date, and what was printed around it left out."""

import re

import pytest

from assistant.assistant import Assistant
from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from corpus.article import Article
from corpus.reading import read
from corpus.reading.apart.pages import joined
from corpus.reading.texts.several import PAGE
from tests.support.written_sources import pdf_bytes
from ui import render, terminal
from ui.export.document import of_answers
from ui.export.markdown import as_markdown
from ui.export.ris import as_ris
from ui.server.chat import content

SENTENCES = [
    f"The inspector found {number} worn rails between the depot and the bridge on that day." for number in range(9)
]


@pytest.fixture
def take(tmp_path):
    """Read a PDF of these pages: its articles, the reasons of what is refused, and the remarks."""

    def run(*pages, **options):
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf_bytes(*pages, **options))
        refused, told = [], []
        made = read(path, reject=lambda _, reason: refused.append(reason), remark=lambda _, line: told.append(line))
        return list(made), refused, told

    return run


def test_running_heads_and_numbers_of_pages_are_left_out_and_lines_are_joined(take):
    first = [
        "TOWN REPORTS 9",
        "Rails: the report",
        "5 June 2023",
        *SENTENCES[:4],
        "The town ordered new rails on the day",
        "- 1 -",
    ]
    second = ["TOWN REPORTS 9", "after the inspection, and a crane.", *SENTENCES[4:], "- 2 -"]
    ((article,), _, told) = take("\n".join(first), "\n".join(second))
    assert (article.title, article.published) == ("Rails: the report", "2023-06-05")
    assert "on the day after the inspection, and a crane." in article.text
    assert not re.search(r"TOWN REPORTS|- [12] -", article.text)
    (one, at_first), (two, at_second) = article.metadata["pages"]
    assert (one, at_first, two) == (1, 0, 2) and article.text[at_second:].startswith("after the inspection")
    assert any("are joined" in line for line in told) and any("TOWN REPORTS 9" in line for line in told)


def test_a_headline_that_is_the_running_head_too_stays_the_title(take):
    pages = [
        ["Rails of the town", "By Ada Lovell", "5 June 2023", *SENTENCES[:4]],
        ["Rails of the town", *SENTENCES[4:]],
    ]
    ((article,), _, _) = take(*("\n".join(page) for page in pages))
    assert (article.title, article.author) == ("Rails of the town", "Ada Lovell")
    assert "Rails of the town" not in article.text


def test_a_page_printed_by_a_browser_has_its_own_day_and_address(take):
    page = [
        "05/07/2023, 11:30 Rails - Town Crier",
        "Rails are worn",
        "Published 5 June 2023",
        *SENTENCES,
        "https://crier.example/rails 1/1",
    ]
    ((article,), _, _) = take("\n".join(page), title="Rails are worn - Town Crier")
    assert (article.title, article.published, article.url) == (
        "Rails are worn",
        "2023-06-05",
        "https://crier.example/rails",
    )
    assert article.text.startswith(SENTENCES[0]) and article.text.endswith(SENTENCES[-1])
    articles, refused, _ = take("\n".join([page[0], page[1], *page[3:]]), title="Rails are worn - Town Crier")
    assert not articles and "no date" in refused[0]


def test_the_day_on_which_a_file_was_made_is_told_as_such(take):
    ((article,), _, told) = take("\n".join(["Rails are worn", *SENTENCES]))
    assert article.published[:10] == "2021-03-05" and any("the day on which the file was made" in line for line in told)


def test_a_press_review_gives_an_article_a_page_with_the_numbers_of_its_pages(take):
    pages = [f"Rails of line {n} are worn\nTown Crier, {n} June 2023\n" + "\n".join(SENTENCES[:4]) for n in (3, 4)]
    for end in ("", "\nEnd of Document"):
        articles, refused, told = take(*(page + end for page in pages))
        assert [one.published for one in articles] == ["2023-06-03", "2023-06-04"] and not refused
        assert [one.metadata["pages"] for one in articles] == [[[1, 0]], [[2, 0]]]
        assert all(one.text == " ".join(SENTENCES[:4]) for one in articles)
        assert told.count("is one of 2 articles in its file") == 2


def test_divided_words_are_whole_and_compounds_keep_their_hyphen():
    text = (
        "The well-known engi-\nneer of the town saw the well-\nknown bridge, and the tram-\nway below it.\n"
        "The tramway is long; an engineer built it.\nIt was short once.\nNew paragraph."
    )
    whole, pages, healed = joined(text)
    assert "engineer of the town" in whole and "the well-known bridge" in whole and "the tramway below" in whole
    assert (pages, healed) == ([(1, 0)], 3) and whole.endswith("\nNew paragraph.")


def test_the_pages_of_a_text_begin_where_they_say():
    text = f"\n{PAGE}\n".join(["One line of the text goes on and", "on over the page.\n\nA new one.", "", "The last."])
    whole, pages, _ = joined(text, 7)
    assert [(number, whole[start : start + 8]) for number, start in pages] == [
        (7, "One line"),
        (8, "on over "),
        (10, "The last"),
    ]


WEATHER = [
    "Rain fell on the hills all through the night and the wind came from the sea.",
    "Two swimmers were seen off the beach early in the morning.",
    "The school choir sang for an hour in the old church.",
]


def test_the_page_of_cited_words_stands_with_them_in_answers_sources_and_exports(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(
        pdf_bytes(
            "\n".join(["Rails: the report", "5 June 2023", *WEATHER]),
            "The crane of the depot at Ardmaleish cost 9 million crowns, the town said.\n" + WEATHER[0],
        )
    )
    ingest_into(tmp_path / "archive", [path], Settings())
    desk = Assistant.open(tmp_path / "archive")
    answer = desk.ask("How much did the crane of the depot at Ardmaleish cost?")
    (cited, *_) = answer.sentences[0].citations
    assert cited.page == cited.model_dump()["page"] == 2 and "crane" in cited.quote
    article = desk.article(cited.article_id)
    made = of_answers([answer], title="Rails", archive="town", today="2026-11-02", look=desk.article)
    shown = render.sources(answer.sentences, 1), render.article_head(article, 1, cited.start)
    told = terminal.answer_text(answer), content(answer), as_markdown(made).decode().replace("\\", ""), shown[0]
    assert all("2023, p. 2" in one or "2023-06-05, p. 2" in one for one in told), told
    assert "cited from page 2" in shown[1] and "SP  - 2" in as_ris(made).decode()
    whole = cited.model_copy(update={"page": None})
    assert "page" not in whole.model_dump() and render.pages([whole]) == ""


@pytest.mark.parametrize("pages", [None, "A4", 7, [[1]], [["<b>", 0]], [[3, "0"]], {"1": 0}, [[2, 999]]])
def test_metadata_that_only_looks_like_pages_gives_none(pages):
    assert Article("Rails", "Worn.", "2023-06-05", "a", metadata={"pages": pages}).page(3) is None
