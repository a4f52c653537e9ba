"""The head of a text: which line is the title, which date is that of publication, and that no sentence is lost."""

import pytest

from corpus.reading.textpage import text_page

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
