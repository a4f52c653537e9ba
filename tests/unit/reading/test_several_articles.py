"""Files that hold several articles: each becomes one of its own, and nothing between headline and end is lost."""

import json

import pytest

from tests.support.written_formats import word

FIRST = "Tram line nine is closed\n5 June 2023\n\nTram line nine is closed for a month, the town said.\n"
SECOND = "Tram line nine runs again\n8 July 2023\n\nThe tram runs again since Friday. Nobody was late.\n"


@pytest.mark.parametrize("between", ["\n", "\n---\n\n", "\n* * *\n", "\f", "\n==========\n"])
@pytest.mark.parametrize("name", ["digest.txt", "digest.md"])
def test_a_digest_gives_each_of_its_articles(take, name, between):
    articles, refused, told = take(name, FIRST + between + SECOND)
    assert [(one.title, one.published) for one in articles] == [
        ("Tram line nine is closed", "2023-06-05"),
        ("Tram line nine runs again", "2023-07-08"),
    ]
    assert [one.text.split(". ")[0].rstrip(".") for one in articles] == [
        "Tram line nine is closed for a month, the town said",
        "The tram runs again since Friday",
    ]
    assert not refused and told == ["is one of 2 articles in its file"] * 2
    assert len({one.key for one in articles}) == 2


def test_markdown_headings_are_titles_of_several(take):
    articles, _, _ = take("digest.md", "# " + FIRST + "\n## " + SECOND)
    assert [one.title for one in articles] == ["Tram line nine is closed", "Tram line nine runs again"]


def test_the_marks_of_press_databases_part_articles_and_are_no_text(take):
    nexis = "".join(f"{one}End of Document\n\n" for one in (FIRST, SECOND))
    factiva = (
        "Tram line nine is closed\nAda Lovell\n212 words\n5 June 2023\n09:15\nTown Crier\nTOWNCR\nEnglish\n"
        "(c) 2023 Town Crier\n\nTram line nine is closed for a month, the town said.\n\n"
        "Document TOWNCR0020230605ej650001\n"
    )
    for data in (nexis, factiva + "\n" + factiva.replace("closed", "open")):
        articles, refused, _ = take("export.txt", data)
        assert len(articles) == 2 and not refused
        assert not any("Document" in one.text for one in articles)
    assert (articles[0].source, articles[0].author, articles[0].published) == (
        "Town Crier",
        "Ada Lovell",
        "2023-06-05T09:15",
    )
    assert articles[0].text == "Tram line nine is closed for a month, the town said."


def test_a_piece_without_a_date_is_refused_by_itself(take):
    articles, refused, _ = take(
        "export.txt", FIRST + "End of Document\nWithout a day\n\nIt says nothing.\nEnd of Document\n"
    )
    assert [one.title for one in articles] == ["Tram line nine is closed"]
    assert len(refused) == 1 and "no date" in refused[0]


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "\n---\n\nA second part of the same report, on what the town said later.\n",
        FIRST + "\nWhat is known\n\nThe rails are worn. They are as old as the town hall.\n",
        FIRST + "\nChronology\n\n1 May 2022\n\nThe first rail broke.\n\n3 May 2022\n\nThe second rail broke.\n",
        FIRST + "\n1 of 2\n\nThe rails are worn, and as old as the town hall.\n\n2 of 2\n",
    ],
)
def test_one_article_with_rules_headings_and_page_numbers_stays_one(take, text):
    articles, refused, _ = take("one.txt", text)
    assert len(articles) == 1 and not refused
    assert articles[0].text == text.split("2023\n\n", 1)[1].strip()


# --- what stands above a label or a date is text too ---


@pytest.mark.parametrize(
    "below",
    [
        "Published: 5 June 2023",
        "Source: Town Crier\nPublished: 5 June 2023",
        "Author: Ada Lovell\n5 June 2023",
        "First published on 5 June 2023\n\nUpdated: 6 June 2023",
    ],
)
def test_a_label_below_a_short_text_takes_nothing_from_it(take, below):
    body = "The town sells its old trams.\nA tram costs 900 crowns, without its wheels."
    articles, refused, _ = take("brief.txt", f"Old trams for sale\n\n{body}\n\n{below}\n")
    assert not refused
    assert articles[0].text.startswith(body) and articles[0].published == "2023-06-05"


def test_a_standfirst_above_the_date_is_kept_and_the_labels_are_not(take):
    page = (
        "Old trams for sale\n\nThe town wants 900 crowns for each of them.\n\nBy Ada Lovell\nPosted 5 June 2023\n\n"
        + ("Nobody has bought one so far, said the town hall on Monday morning.\n" * 4)
    )
    ((article,), _, _) = take("page.txt", page)
    assert article.text.startswith("The town wants 900 crowns for each of them.\n\nNobody has bought one so far")
    assert (article.author, article.published) == ("Ada Lovell", "2023-06-05") and "Posted" not in article.text


def test_a_long_text_is_dated_by_the_label_at_its_end(take):
    body = "\n\n".join(f"The tram number {number} was sold to a farmer, who keeps hens in it." for number in range(30))
    ((article,), _, _) = take(
        "long.txt", f"Old trams for sale\n\n{body}\n\nSource: Town Crier\nPublished: 5 June 2023\n"
    )
    assert (article.source, article.published) == ("Town Crier", "2023-06-05")
    assert article.text.startswith(body)


def test_a_line_in_another_language_dates_a_page(take):
    page = "La gare rouvre\n\nPublié le 5 juin 2023 à 18h30\n\nLa gare rouvre lundi, a dit la ville.\n"
    ((article,), _, _) = take("page.txt", page)
    assert (article.published[:10], article.text) == ("2023-06-05", "La gare rouvre lundi, a dit la ville.")


# --- one title on one day ---


def rows(*texts, **more):
    return "\n".join(json.dumps({"title": "In brief", "date": "2023-06-05", "text": text} | more) for text in texts)


def test_one_title_on_one_day_in_two_outlets_is_two_articles(take):
    first, second = (take("rows.jsonl", rows("A bus broke down.", source=name))[0][0] for name in ("Crier", "Herald"))
    assert first.key != second.key
    assert first.key == take("rows.jsonl", rows("Another text.", source="CRIER"))[0][0].key


def test_quite_other_texts_under_one_title_in_one_file_are_articles_of_their_own(take):
    texts = ("A bus broke down on the hill this morning.", "Nobody won the lottery again, said its owner.")
    articles, _, told = take("rows.jsonl", rows(*texts))
    assert [one.text for one in articles] == list(texts)
    assert len({one.key for one in articles}) == len({one.id for one in articles}) == 2
    assert len(told) == 1 and "an article of its own" in told[0]


def test_an_edited_text_under_one_title_stays_a_version(take):
    first = "A bus broke down on the hill this morning, and nobody was hurt, said the driver of it."
    articles, _, told = take("rows.jsonl", rows(first, first.replace("driver", "owner")))
    assert articles[0].key == articles[1].key and told == []


def test_a_review_in_word_gives_each_article_below_its_name_and_day(take):
    clips = ("Tram line nine is closed", "Town Crier, 5 June 2023", "It is closed for a month.")
    more = ("Tram line nine runs again", "Town Crier, 8 July 2023", "It runs again since Friday. Nobody was late.")
    review = word("Press review", "9 July 2023", *clips, *more)
    articles, refused, _ = take("review.docx", review)
    assert [(one.title, one.published) for one in articles] == [
        ("Tram line nine is closed", "2023-06-05"),
        ("Tram line nine runs again", "2023-07-08"),
    ]
    assert not refused


CLIPS = [("Tram line nine is closed", "2023-06-05"), ("Tram line nine runs again", "2023-07-08")]


def test_a_page_of_clippings_gives_each_of_its_articles(take):
    text = "The tram of the town of Ruse has nine lines, and the ninth of them is the one that the town talks about."
    page = "".join(
        f"<article><span class=publicationName>Town Crier</span><time datetime='{day}'>that day</time><h3>{title}</h3>"
        f"<p>{text}</p></article>"
        for title, day in CLIPS
    )
    articles, refused, told = take("clips.html", f"<html><title>Clips</title><body>{page}</body></html>")
    assert [(one.title, one.published) for one in articles] == CLIPS and not refused
    assert {one.source for one in articles} == {"Town Crier"} and {one.text for one in articles} == {text}
    assert told == ["is one of 2 articles on its page"] * 2


def test_a_message_gives_each_of_the_letters_that_it_passes_on(take):
    inner = "".join(
        f"--b\nContent-Type: message/rfc822\n\nFrom: Crier <a@crier.example>\nSubject: {title}\n"
        f"Date: Mon, 5 Jun 2023 07:00:00 +0000\n\nThe tram stands.\n"
        for title, _ in CLIPS
    )
    message = (
        "From: Ana <ana@office.example>\nSubject: clips\nDate: Mon, 8 Jan 2024 09:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee these\n{inner}--b--\n"
    )
    articles, refused, told = take("clips.eml", message)
    assert [(one.title, one.source, one.published[:10]) for one in articles] == [
        (title, "Crier", "2023-06-05") for title, _ in CLIPS
    ]
    assert not refused and sum("is one of 2 letters" in line for line in told) == 2
