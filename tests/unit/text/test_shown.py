"""Text as it is shown: no heap of marks on one letter, and every script as it is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.metadata import one_line
from corpus.text.shown import MOST_MARKS, few_marks

HEAPED = "Z" + "\u0316\u0301\u20dd" * 2_000
WRITTEN = {
    "Vietnamese": "Thủ tướng nói: “Quyết định đã được đưa ra”, ngày thứ bảy.",
    "Hebrew": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃",
    "Arabic": "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ وَقُلِ ٱلْحَمْدُ لِلَّهِ",
    "Hindi": "प्रधानमंत्री ने कहा कि निर्णय ले लिया गया है; राष्ट्रपति की घोषणा",
    "Thai": "นายกรัฐมนตรีกล่าวว่าได้ตัดสินใจแล้ว ที่นี่ ซึ่งเป็นสิ่งที่น้ำท่วม",
    "Korean": "총리는 결정이 내려졌다고 말했다. 닭값, 않는다",
    "Tibetan": "ཧྐྵྨླྺྼྻྂ བསྒྲུབས་པ། ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ།",
    "Burmese": "ဝန်ကြီးချုပ်က ဆုံးဖြတ်ချက်ချပြီးဖြစ်ကြောင်း ပြောသည်။ ကျွန်ုပ်တို့",
    "emoji": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☝🏽 1️⃣ ❤️‍🔥",
    "signs": "———————————————— …………………… “““““ ―――――――――――― ★★★★★★★★★★★★",
}


@pytest.mark.parametrize("script", WRITTEN)
def test_what_a_script_writes_stays_as_it_is(script):
    for form in (str, *(lambda text, form=form: unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKD"))):
        text = form(WRITTEN[script])
        assert few_marks(text) == text
        assert text.isspace() or unicodedata.normalize("NFC", few_marks(text)) == unicodedata.normalize("NFC", text)


def test_a_heap_of_marks_is_cut():
    assert few_marks(HEAPED) == HEAPED[: 1 + MOST_MARKS]
    assert few_marks(f"a {HEAPED} b") == f"a {HEAPED[: 1 + MOST_MARKS]} b"
    assert one_line(HEAPED.replace("\u0301", "\u200b\u0301")).count("\u0301") <= MOST_MARKS


@given(st.text(st.sampled_from("a é\u0301\u0316\u200d\u20e3\ufe0f\n한") | st.characters(categories=["Mn", "Me", "Cf"])))
def test_no_letter_has_more_marks_whatever_hides_between_them(text):
    kept = few_marks(text)
    assert few_marks(kept) == kept
    run = 0
    for letter in kept:
        kind = unicodedata.category(letter)
        run = run + 1 if kind in ("Mn", "Me") else run if kind == "Cf" else 0
        assert run <= MOST_MARKS
    assert [one for one in kept if unicodedata.category(one) not in ("Mn", "Me")] == [
        one for one in text if unicodedata.category(one) not in ("Mn", "Me")
    ]
