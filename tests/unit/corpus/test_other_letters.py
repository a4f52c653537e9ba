"""Questions in letters that no bundled model reads: answered by their own words, or refused with what comes closest."""

import json
from pathlib import Path
from time import process_time

import pytest

from corpus.models.own_words import OwnWords
from corpus.text.unread.letters import letters, unread
from tests.support.archives import desk_of

ROWS = [
    json.loads(row)
    for row in (Path(__file__).parents[2] / "data" / "other_letters.jsonl").read_text("utf-8").splitlines()
]
ARTICLES = [row for row in ROWS if "id" in row]
ASKED = [(row["question"], row["says"]) for row in ROWS if "question" in row]
PUPILS, STATED = "학생 몇 명이 입학하나요?", "학생 30명이 가을에 입학한다."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return desk_of(tmp_path_factory.mktemp("letters"), ARTICLES)


def test_what_is_stated_in_other_letters_is_quoted_and_what_is_not_is_refused(desk):
    answers = {asked: desk.ask(asked) for asked, _ in ASKED}
    right = [asked for asked, says in ASKED if says and says in answers[asked].text]
    assert len(right) >= 20  # of 21: one reason stands in the sentence after
    assert [asked for asked, says in ASKED if not says and not answers[asked].abstained] == []
    assert all(one.verdict == "quote" and not one.reasons for each in answers.values() for one in each.sentences)


@pytest.mark.parametrize(("question", "says"), [ASKED[0], ASKED[3]])
def test_the_sentence_with_the_number_is_quoted_alone_and_the_note_stays(desk, question, says):
    answer = desk.ask(question)
    assert [says in cited.quote for one in answer.sentences for cited in one.citations] == [True]
    assert any("not in English" in note for note in answer.notes)


def test_what_is_refused_shows_the_article_that_comes_closest(desk):
    answer = desk.ask("학교는 몇 층인가요?")
    assert answer.reason == "not_stated" and answer.closest[0].article_id == "ko-mill"


def test_bounds_of_time_hold(desk):
    assert STATED in desk.ask(PUPILS, since="2022-05-03", until="2022-05-03").text
    assert desk.ask(PUPILS, since="2022-05-04").abstained
    assert desk.ask(PUPILS, as_of="2022-05-02").abstained


def test_a_question_in_letters_that_no_article_has_is_refused(tmp_path):
    rows = [row for row in ARTICLES if row["id"].startswith("ru")]
    answer = desk_of(tmp_path, rows).ask(PUPILS)
    assert answer.abstained and answer.notes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PUPILS, "Hangul"),
        ("Сколько учеников?", "Cyrillic"),
        ("学校有多少名学生？", "Han"),
        ("生徒は何人ですか", "Kana"),
        ("كم عدد التلاميذ؟", "Arabic"),
        ("NATO는 무엇을 했나요?", "Hangul"),
        ("What did Kim Jong Un (김정은) say?", None),
        ("Où est l’école ?", None),
        ("", None),
    ],
)
def test_the_letters_of_a_text_are_those_of_most_of_it(text, name):
    assert (unread(text) and unread(text).name) == (name and letters(name).name)


@pytest.mark.parametrize(
    ("name", "question", "text", "held"),
    [
        ("Hangul", "학생들은 입학하나요", "학생 30명이 가을에 입학한다.", 2),
        ("Hangul", "시장", "시작했다.", 0),
        ("Cyrillic", "школе ученики", "Школа примет учеников.", 2),
        ("Arabic", "التلاميذ سيبدأون", "وسيبدأ ثلاثون تلميذا", 2),
        ("Hebrew", "התלמידים", "שלושים תלמידים", 1),
        ("Han", "学生", "大学招生", 0),
    ],
)
def test_forms_of_one_word_are_one_and_others_are_not(name, question, text, held):
    own = letters(name)
    assert len(own.held(own.units(question), text, {})) == held


def test_a_word_of_thousands_of_prefixes_is_read_and_many_words_are_found_among_many():
    arabic, word = letters("Arabic"), "و" * 3000
    assert arabic.held(arabic.units(word), f"{word} {word[:2000]}", {}) == {0}
    hangul = letters("Hangul")
    asked = hangul.units(" ".join(chr(0xAC00 + at) + "학교" for at in range(300)))
    assert len(hangul.held(asked, " ".join(chr(0xAC00 + at) + "학교에서" for at in range(0, 6000, 3)), {})) == 100


def test_a_question_of_thousands_of_letters_takes_little_more_than_a_short_one():
    letters_of_han = [chr(one) for one in range(0x4E00, 0x5A00)]
    texts = ["".join(letters_of_han[at * 7 % 900 : at * 7 % 900 + 400]) for at in range(200)]

    def spent(most):
        began = process_time()
        OwnWords("".join(letters_of_han[::-1][:most]), letters("Han"), enumerate(texts))
        return process_time() - began

    short, long = (min(spent(most) for _ in range(3)) for most in (40, 3000))
    assert long < 8 * short
