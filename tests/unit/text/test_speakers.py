"""Speakers' labels: to which question the words of a transcript reply, in ingest and with another embedder."""

import numpy as np
import pytest

from corpus.article import Article
from corpus.chunking import cut, header
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.reembed import switch
from corpus.store.archive import Archive, passage_hash
from corpus.text.speakers import (
    LABEL_IN_TEXT,
    LONGEST_ASKED,
    is_question,
    is_transcript,
    labels,
    leads,
    replying,
    shown,
    speaker,
)
from tests.support.written_articles import write

ASKED = "When will the ferry to Gull Island sail again?"
REPLY = "MR HALE: We have said in June.\nMR HALE: The dock is dry."
TEXT = f"MR HALE: Good morning.\nQUESTION: {ASKED}\n{REPLY}\nQ  And the bridge?\nMR HALE: Later. It is closed."


def under(words, text=TEXT):
    start = text.index(words)
    return replying(text, start, start + len(words))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (REPLY, ASKED),
        ("We have said", ASKED),
        ("The dock is dry.", ASKED),
        ("It is closed.", "And the bridge?"),
        ("MR HALE: Good morning.", None),
        (f"QUESTION: {ASKED}", None),
        ("the ferry", None),
        ("Q  And", None),
        ("the bridge?", None),
    ],
)
def test_words_stand_under_the_question_to_which_they_reply(words, question):
    assert under(words) == (f"Q: {question}\n{words}" if question else words)


def test_of_a_long_question_the_end_stands_over_the_reply():
    found = under("Soon.", f"Q  {'Well, ' * 100}when?\nMR HALE: Soon.")
    assert found.endswith(", when?\nSoon.") and len(found) == len("Q: \nSoon.") + LONGEST_ASKED


def test_what_nobody_asked_stands_alone():
    assert under("Nothing was said.", "The ferry is late.\nNothing was said.") == "Nothing was said."


@pytest.mark.parametrize(
    "label",
    [
        *("UPDATE", "CORRECTIONS", "BREAKING NEWS", "EDITOR’S NOTE", "EDITORS' NOTE", "NOTE TO EDITORS", "ANALYSIS"),
        *("WATCH", "CLARIFICATION (BY THE DESK)", "FACT CHECK", "DATELINE", "QUOTE", "FOR IMMEDIATE RELEASE", "WHAT"),
    ],
)
def test_what_the_press_puts_before_a_text_is_no_speaker(label):
    text = f"{label}: This version adds the tide.\n\nThe ferry is late."
    assert speaker(Article(id="late", title="Late", published="2022-06-06", text=text), len(text) - 5) is None
    assert not LABEL_IN_TEXT.search(text) and not is_transcript(f"{text}\n" * 5)


@pytest.mark.parametrize("label", ["MS. READ", "THE PRESS", "EDITOR", "MR HOW", "WATSON", "HOWE", "SENIOR OFFICIAL"])
def test_whoever_is_called_much_like_it_is_a_speaker(label):
    text = f"{label}: The ferry is late."
    assert speaker(Article(id="late", title="Late", published="2022-06-06", text=text), len(text) - 5) == label
    assert LABEL_IN_TEXT.search(text) and is_transcript(f"{text}\n" * 5)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "President Moon",
            "Foreign Minister Çavuşoğlu",
            "Deputy Secretary of State Sherman",
            "Ms. O’Hara",
            "Sen. Voss",
        ),
        *(
            "German Chancellor Scholz",
            "Vice President Ines de la Cruz",
            "Moderator",
            "Senior Administration Official 2",
        ),
        *("PRESIDENT NIINISTÖ", "SENIOR OFFICIAL #2", "MR. BOËL", "Gen. Milo", "UN Special Envoy Hans Grundberg"),
    ],
)
@pytest.mark.parametrize(
    "form", ["{}: {}", "**{}:** {}", "**{}**: {}", "{} (via interpreter): {}", "{}: (As interpreted.) {}"]
)
def test_a_title_with_a_name_speaks_in_small_letters_too(label, form):
    text = f"The harbour talks.\n{form.format(label, 'We will open the pier in May.')}\nThe ferry comes later."
    found = labels(text)
    assert [one.name for one in found] == [label]
    assert text[found[0].end :].removeprefix("(As interpreted.) ").startswith("We will")
    assert speaker(_of(text), len(text) - 5) == label and speaker(_of(text), 3) is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "The message is clear: We will open the pier.",
            "Note: We will open the pier.",
            "Food Security: We gave much.",
        ),
        *("Washington: A city of many piers.", "To Secretary Voss: Will you open the pier?", "Bottom line: We agree."),
        *("Dear Madam Speaker: I write to you on the pier.", "President Moon’s Plan: We will open the pier."),
        *(
            "President Moon: A Year at the Pier",
            "As for the Prime Minister: We heard him.",
            "And for Dr. Ode: Is it safe?",
        ),
        *("My second question: Is it safe?", "Denial of Safe Haven: We act.", "Germany: Minister Voss will act."),
        *("LONDON: The minister said that the pier is shut.", "NEW DELHI (PTI): “We agree,” Minister Rao said."),
        *("BACKGROUND: The pier is shut.", "PIER WORKS: They end in May.", "10:00 a.m.: We meet at the pier."),
    ],
)
def test_a_heading_a_dateline_and_prose_with_a_colon_speak_not(line):
    text = f"{line}\n\nThe ferry is late.\n\nIt comes in May."
    assert not labels(text) and speaker(_of(text), len(text) - 5) is None


def test_whoever_has_no_title_speaks_where_turns_are_taken():
    text = "Ana Voss: Why is it shut?\nBo Li: We mend it.\nAna Voss: Do you know till when?\nBo Li: I do not.\n"
    assert [one.name for one in labels(text)] == ["Ana Voss", "Bo Li"] * 2 and is_transcript(text)
    listed = "Offense: Theft of a boat.\nSentence: Two years.\nOffense: Theft of a net.\nSentence: One year.\n"
    assert not labels(listed) and not is_transcript(listed)


@pytest.mark.parametrize("form", ["Q: {}\nA: {}", "Q. {}\nA. {}", "**Q:** {}\n**A:** {}", "Question: {}\nAnswer: {}"])
def test_questions_and_answers_may_be_letters(form):
    text = form.format("When will the ferry sail?", "It sails in June.")
    asks, answers = labels(text)
    assert is_question(asks.name) and not is_question(answers.name) and text[answers.end :] == "It sails in June."
    assert not labels("A: The first pier.\nB: The second pier.")


@pytest.mark.parametrize(
    ("label", "words"), [("MR PRICE", "Mr Price"), ("Alexandra de Hoop", "Alexandra de Hoop"), ("Gina McCarthy",) * 2]
)
def test_a_label_is_shown_as_a_name(label, words):
    assert shown(label) == words


def _of(text):
    return Article(id="talks", title="Talks", published="2022-06-06", text=text)


class _Noting:
    """An embedder that notes what it is given."""

    def __init__(self, name):
        self.name, self.given = name, list[str]()

    def embed(self, texts):
        self.given += texts
        return np.ones((len(texts), 3), dtype=np.float32)


def test_ingest_and_another_embedder_are_given_a_reply_under_its_question(tmp_path):
    text = f"MR HALE: Good morning.\nQUESTION: {ASKED}\nMR HALE: {'We have said in June. ' * 90}"
    row = {"id": "a", "title": "Briefing", "text": text, "published": "2021-05-03"}
    archive, one, other = Archive.open(tmp_path / "archive", create=True), _Noting("one"), _Noting("other")
    ingest(archive, VectorIndex(archive), one, [write(tmp_path / "a.jsonl", [row])])
    article = archive.article("a")
    first, *replies = cut(article)
    over = header("Briefing", "2021-05-03")
    assert replies and one.given == [over + first.text, *(f"{over}Q: {ASKED}\n{each.text}" for each in replies)]
    switch(archive, VectorIndex(archive), other)
    assert other.given == one.given


def test_a_reply_to_another_question_has_another_vector():
    texts = [f"Q  {ask}\nMR HALE: We have said in June." for ask in (ASKED, "Who pays?")]
    hashes = set()
    for text in texts:
        article = Article("Briefing", text, "2021-05-03", "a")
        reply = next(iter(cut(article)))
        at = text.index("We have")
        hashes.add(passage_hash(article, type(reply)(at, len(text), text[at:])))
    assert len(hashes) == 2


CALL = """MS. DOE: Good morning, everyone. {said}
MR. PRICE: Thank you. The accord was signed in Oslo, and it covers nine rivers.
MS. DOE: The first question is on the dams of the upper valley.
MR. PRICE: I am moderating my demands there, and I will turn it over to our moderator.
"""


@pytest.mark.parametrize(
    ("said", "led"),
    [
        ("I’m Jane Doe, and I will be moderating today’s call.", True),
        ("I'm Jane Doe, your moderator for today.", True),
        ("I'll be the moderator of this briefing.", True),
        ("I am glad that the moderator is here.", False),
        ("I will be brief.", False),
    ],
)
def test_whoever_says_to_be_the_moderator_leads(said, led):
    text = CALL.format(said=said)
    assert leads("MS. DOE", text) == led
    assert not leads("MR. PRICE", text) and not leads(None, "Nobody speaks here.")
    assert leads("MODERATOR", text) and not leads("MS. DOE")
