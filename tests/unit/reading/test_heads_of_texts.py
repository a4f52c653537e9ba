"""The head of a text: which line is the title, which date is that of publication, and that no sentence is lost."""

import pytest

from corpus.reading.texts.textpage import text_page

TEXT = "The cable car of Ostrava stands still since Monday. Sixty guests were brought down by ladder, the owner said."

DATED = {
    "Ostrava Post\nTuesday, January 9, 2024 at 10:15\n": None,
    "Cable car stands still\nPrinted on 9 January 2024\nPublished 14 March 2023\n": "2023-03-14",
    "Cable car stands still\nRegister before 30 September 2023\nPosted: 14 March 2023\n": "2023-03-14",
    "Cable car stands still\nMis à jour le 15 mars 2023\nPublié le 14 mars 2023\n": "2023-03-14",
    "Cable car stands still\nPublished: 07:15, 14 March 2023 | Updated: 15 March 2023\n": "2023-03-14",
    "#+TITLE: Cable car stands still\n#+DATE: 14 March 2023\n": "2023-03-14",
    "Tuesday, January 9, 2024 at 10:15\nCable car stands still\n14 March 2023\n": "2023-03-14",
    "14 March 2023\nCable car stands still\n": "2023-03-14",
}


@pytest.mark.parametrize("head", DATED)
def test_the_day_of_publication_is_no_other_day(head):
    found = text_page(f"{head}\n{TEXT}\n").fields
    assert str(found.get("published", "2024-01-09"))[:10] == (DATED[head] or "2024-01-09")
    assert TEXT in str(found["text"])


def test_the_other_date_of_a_line_is_kept():
    found = text_page(f"Cable car\nPublished 14 March 2023 | Updated 15 March 2023\n\n{TEXT}").fields
    assert (found["published"], found["updated"]) == ("2023-03-14", "2023-03-15")


KEPT = {
    "a chronicle": "On Monday:\n12 March 2023\nThe car stood.\n13 March 2023\nIt ran.\n",
    "questions": "Q: What happened?\nSource: unknown, said the officer.\n",
    "a refrain": f"{TEXT}\n\nStay on the ground\n\n{TEXT}\n\nStay on the ground\n",
}


@pytest.mark.parametrize("case", KEPT)
def test_no_line_of_the_text_is_taken_for_a_label_or_lost(case):
    found = text_page(f"Cable car stands still\n14 March 2023\n\n{KEPT[case]}\n{TEXT}\n").fields
    assert (found["title"], found["published"]) == ("Cable car stands still", "2023-03-14")
    assert all(line in str(found["text"]) for line in KEPT[case].split("\n")) and "source" not in found


def test_a_headline_that_begins_with_by_names_no_author():
    assert text_page(f"By the sea\n14 March 2023\n\n{TEXT}").fields["title"] == "By the sea"


def test_a_memo_of_one_sentence_is_its_own_text_and_a_headline_alone_is_not():
    memo = "The ferry to Sund stops on Monday, the harbour office said."
    assert text_page(memo).fields == {"title": memo, "text": memo}
    dated = "The minister met the ambassador on 3 March 2022."  # of its sentence, not of its publication
    assert text_page(dated).fields == {"title": dated, "text": dated}
    assert text_page("Ferry to Sund stops").fields["text"] == ""


CREDITED = {
    "Reuters, 14 March 2023": ("Reuters", "2023-03-14", None),
    "By Jana Novak | Reuters | March 14, 2023": ("Reuters", "2023-03-14", "Jana Novak"),
    "By Jana Novak and Petr Dvorak, AP\n14 March 2023": ("AP", "2023-03-14", "Jana Novak and Petr Dvorak"),
    "Posted on March 14, 2023 by Reuters": ("Reuters", "2023-03-14", None),
    "The Korea Herald\nMarch 14, 2023": ("The Korea Herald", "2023-03-14", None),
    "PRAGUE | The Guardian | 2023-03-14 07:15": ("The Guardian", "2023-03-14T07:15", None),
    "Ostrava Gazette, 14 March 2023": ("Ostrava Gazette", "2023-03-14", None),
    "The Korea Herald": ("The Korea Herald", None, None),
}
UNCREDITED = (
    "Ostrava, 14 March 2023",
    "World News, 14 March 2023",
    "What Reuters knew, 14 March 2023",
    "Reuters and the cable car | 14 March 2023",
    "14 March 2023",
)


@pytest.mark.parametrize("line", CREDITED)
@pytest.mark.parametrize("above", [True, False])
def test_a_line_of_outlet_day_and_author_alone_is_the_source(line, above):
    headline = "Cable car stands still"
    found = text_page("\n".join([line, headline, "", TEXT] if above else [headline, line, "", TEXT])).fields
    told = tuple(found.get(name) for name in ("source", "published", "author"))
    assert (found["title"], *told) == (headline, *CREDITED[line])
    assert found["text"] == TEXT


def test_a_date_may_stand_between_the_outlet_and_the_headline():
    found = text_page(f"Reuters\n14 March 2023\nCable car stands still\n\n{TEXT}").fields
    assert (found["source"], found["title"], found["text"]) == ("Reuters", "Cable car stands still", TEXT)


@pytest.mark.parametrize("line", UNCREDITED)
def test_no_other_line_names_an_outlet(line):
    assert "source" not in text_page(f"Cable car stands still\n{line}\n\n{TEXT}").fields


def test_an_outlet_alone_above_a_sentence_is_the_title_and_in_the_text_no_source():
    for beside in ("", "14 March 2023\n", "By Jana Novak\n14 March 2023\n"):
        alone = text_page(f"Reuters\n{beside}\n{TEXT}").fields
        assert (alone["title"], alone["text"]) == ("Reuters", TEXT)
    late = text_page(f"Cable car stands still\n\n{TEXT}\n\n{TEXT}\n\nReuters\n\n{TEXT}").fields
    assert "source" not in late and "\nReuters\n" in str(late["text"])
    assert text_page(f"Cable car stands still\nSource: Sund Post\nReuters\n\n{TEXT}").fields["source"] == "Sund Post"


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("SEOUL, May 5 (Reuters) - ", "Reuters"),
        ("SEOUL (AP) — ", "AP"),
        ("SEOUL, South Korea (AP) — ", "AP"),
        ("May 5 (Reuters) - ", "Reuters"),
        ("Tokyo, 5 May (Kyodo) -- ", "Kyodo"),
        ("WASHINGTON/SEOUL, May 5, 2022 (Yonhap) – ", "Yonhap"),
        ("The state news agency (KCNA) - as it calls itself - ", None),
        ("He told a reporter (AP) - ", None),
        ("SEOUL, May 5 (Monday) - ", None),
    ],
)
def test_a_dateline_names_the_outlet_and_stays_in_the_text(dateline, outlet):
    found = text_page(f"Cable car stands still\n14 March 2023\n\n{dateline}{TEXT}").fields
    assert found.get("source") == outlet and str(found["text"]).startswith(dateline)
