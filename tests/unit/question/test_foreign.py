"""A question in a language that is not read: known by its small words, however short it is; an English one never is."""

import json
from pathlib import Path

import pytest

from assistant.question.foreign import TOLD, remark

TESTS = Path(__file__).resolve().parents[2]
# Short questions with names in them, by language.
ASKED = {
    "German": [
        "Was hat Nordkorea 2022 getestet?",
        "Wer ist Kim Jong Un?",
        "Wann traf Biden Yoon?",
        "Wo war Blinken im Mai?",
    ],
    "French": ["Qu'a testé la Corée du Nord en 2022 ?", "Qui est Yoon Suk-yeol ?", "Où Biden a-t-il signé l'accord ?"],
    "Spanish": ["¿Qué probó Corea del Norte en 2022?", "¿Quién es Kim Jong Un?", "Cuando se reunieron Biden y Yoon?"],
    "Italian": ["Chi è Kim Jong Un?", "Cosa ha testato la Corea del Nord?", "Dove si sono incontrati Biden e Yoon?"],
    "Portuguese": ["O que a Coreia do Norte testou em 2022?", "Quem é Kim Jong Un?", "Onde foi assinado o acordo?"],
    "Dutch": ["Wat heeft Noord-Korea in 2022 getest?", "Wie is Kim Jong Un?", "Waarom ging Pelosi naar Taiwan?"],
    "Polish": [
        "Co testowała Korea Północna w 2022 roku?",
        "Kto spotkał się z Bidenem?",
        "Dlaczego Pelosi była na Tajwanie?",
    ],
    "Turkish": ["Kuzey Kore 2022'de ne denedi?", "Biden kiminle görüştü ve ne dedi?"],
    "Czech": ["Co testovala Severní Korea v roce 2022?", "Kdy se sešel Biden s Yoonem?"],
    "Swedish": ["Vad testade Nordkorea 2022?", "Vem är Kim Jong Un?", "Varför reste Pelosi till Taiwan?"],
    "Danish": ["Hvad testede Nordkorea i 2022?", "Hvem er Kim Jong Un?"],
    "Korean": ["북한은 2022년에 무엇을 시험했나?", "Kim Jong Un 누구입니까?"],
    "Japanese": ["北朝鮮は2022年に何を実験しましたか？"],
    "Russian": ["Что Северная Корея испытала в 2022 году?"],
}


@pytest.mark.parametrize(("language", "question"), [(name, one) for name, some in ASKED.items() for one in some])
def test_a_short_question_in_another_language_is_told_so(language, question):
    assert remark(question, lambda word: False) == (TOLD,), language
    assert remark(question, lambda word: True) == ()  # the archive speaks its language


def test_no_english_question_is_taken_for_another_language():
    """Of all kinds, with an archive that has none of their words: none of the known questions is told so."""
    files = [*(TESTS / "training" / "data").glob("*_in_press.jsonl"), TESTS / "data" / "hard_unanswerable.jsonl"]
    asked = {json.loads(row)["question"] for file in files for row in file.read_text("utf-8").splitlines()}
    told = [question for question in asked if remark(question, lambda word: False)]
    assert len(asked) > 3000
    assert told == []


@pytest.mark.parametrize("question", ["wen did teh crane arive", "was thta teh last ferri", "wie did tehy strike"])
def test_mistyped_small_words_are_english_ones(question):
    assert remark(question, lambda word: False) == ()


@pytest.mark.parametrize(
    "question",
    [
        "What did Ursula von der Leyen say in Den Haag?",
        "de la Torre and los Alamos",
        "Was Die Hard a hit in Rio de Janeiro?",
        "When wasn't King George's war over?",
        "Who is Luiz Inácio Lula da Silva?",
        "Ho Chi Minh City floods",
        "Le Pen on NATO",
        "wer is kim jong un",
        "Did 김정은 meet Zyklomat?",
    ],
)
def test_names_and_slips_make_no_other_language(question):
    assert remark(question, lambda word: word in {"kim", "jong"}) == ()
