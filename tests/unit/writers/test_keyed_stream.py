"""Sentences and keys are cut out of an answer, wherever the stream breaks it."""

import re

import pytest

from assistant.writers.keyed_stream import SentenceReader
from tests.support.linear import assert_linear

KEYS = {"K": "kx7wq3", "L": "bd4tz9", "M": "mm2nn8"}


def spelled(text):
    """The text with its keys in full: `[K]` and `[L]` are shorter to read."""
    return re.sub(r"\b[KLM]\b", lambda letter: KEYS[letter[0]], text)


def read(text, step=None):
    """What is read, as `sentence =keys`, `?` for a key that is not known."""
    reader = SentenceReader(KEYS.values())
    text = spelled(text)
    said = []
    for start in range(0, len(text), step or len(text) or 1):
        said += reader.feed(text[start : start + (step or len(text))])
    said += reader.close()
    letters = {key: letter for letter, key in KEYS.items()}
    return [f"{one.text} ={''.join(letters[key] for key in one.keys)}{'?' * one.unknown}" for one in said]


CASES = {
    "after the stop": ("A came. [K] B went. [L]", ["A came. =K", "B went. =L"]),
    "before the stop": ("A came [K]. B went [L].", ["A came. =K", "B went. =L"]),
    "without a space": ("A came.[K] B went.[L]", ["A came. =K", "B went. =L"]),
    "with no space at all": ("A came.[K]B went.[L]", ["A came. =K", "B went. =L"]),
    "two in a row": ("A came. [K][L] B went. [M]", ["A came. =KL", "B went. =M"]),
    "two in one": ("A came. [K, L]", ["A came. =KL"]),
    "two with and": ("A came [K and L].", ["A came. =KL"]),
    "in the middle": ("A [K] met B [L] there.", ["A met B there. =KL"]),
    "on a line of its own": ("A came.\n[K]\nB went.\n[L]", ["A came. =K", "B went. =L"]),
    "in capitals": (f"A came. [{KEYS['K'].upper()}]", ["A came. =K"]),
    "with a word": ("A came. [key: K]", ["A came. =K"]),
    "thick brackets": ("A came. 【K】", ["A came. =K"]),
    "after a quotation": ("He said “we wait.” [K] B went. [L]", ["He said “we wait.” =K", "B went. =L"]),
    "after an abbreviation": ("He left the U.S. [K] Then B went. [L]", ["He left the U.S. =K", "Then B went. =L"]),
    "abbreviations inside": ("The U.S. envoy Mr. Lee won 3.5%. [K]", ["The U.S. envoy Mr. Lee won 3.5%. =K"]),
    "no key": ("A came. B went. [K]", ["A came. =", "B went. =K"]),
    "an invented key": ("A came. [zz9zz9] B went. [K]", ["A came. =?", "B went. =K"]),
    "a number for a key": ("A came. [1] B went [2].", ["A came. =?", "B went. =?"]),
    "a word for a key": ("A came. [source needed here] B went. [Yonhap]", ["A came. =?", "B went. =?"]),
    "a known and an invented key": ("A came. [K, zz9zz9]", ["A came. =K?"]),
    "words in brackets": ("The [North Korean] leader came. [K]", ["The [North Korean] leader came. =K"]),
    "brackets in a quotation": ("He said “he [Kim] left [sic].” [K]", ["He said “he [Kim] left [sic].” =K"]),
    "a list": ("- A came. [K]\n- **B** went. [L]", ["A came. =K", "B went. =L"]),
    "the key first, line by line": ("[K] A came.\n[L] B went.", ["A came. =K", "B went. =L"]),
    "a markdown link": ("A came [see](http://x.example/a). [K]", ["A came [see](http://x.example/a). =K"]),
    "a link for a key": ("A came. [K](#) B went [L](https://x.example/b).", ["A came. =K", "B went. =L"]),
    "round brackets": ("A came (K). B went. (L, M)", ["A came. =K", "B went. =LM"]),
    "round brackets of the answer": ("A (a mayor) came. (K)", ["A (a mayor) came. =K"]),
    "curly brackets": ("A came. {K}", ["A came. =K"]),
    "angles": ("A came. <K>", ["A came. =K"]),
    "wide brackets": ("A came. ［K］ B went. 〔L〕", ["A came. =K", "B went. =L"]),
    "a dagger and a place": ("A came. 【K†source】 B went. 【L†L1-L9】", ["A came. =K", "B went. =L"]),
    "a number behind the key": ("A came. [K:0]", ["A came. =K"]),
    "a footnote's mark": ("A came. [^K]", ["A came. =K"]),
    "double brackets": ("A came. [[K]]", ["A came. =K"]),
    "bold brackets": ("A came. **[K]** B went **[L]**.", ["A came. =K", "B went. =L"]),
    "bold in brackets": ("A came. [**K**]", ["A came. =K"]),
    "a bold key": ("A came. **K** B went. *L*", ["A came. =K", "B went. =L"]),
    "a bold sentence before its key": ("**A came.** [K] **B went.**[L]", ["A came. =K", "B went. =L"]),
    "a key as code": ("A came. `K` B went. `[L]`", ["A came. =K", "B went. =L"]),
    "a raised key": ("A came.<sup>K</sup> B went.<sup>[L]</sup>", ["A came. =K", "B went. =L"]),
    "escaped brackets": (r"A came. \[K\]", ["A came. =K"]),
    "bare after the stop": ("A came. K B went. L, M", ["A came. =K", "B went. =LM"]),
    "bare before the stop": ("A came K. B went L.", ["A came. =K", "B went. =L"]),
    "bare as a word": ("A said in K that B went. [L]", [f"A said in {KEYS['K']} that B went. =L"]),
    "after 'Source'": ("A came. Source: [K] B went. (Source: L)", ["A came. =K", "B went. =L"]),
    "behind an arrow or a dash": ("A came. → [K] B went. — [L]", ["A came. =K", "B went. =L"]),
    "as the target of a numbered link": ("A came. [1](K) B went [2](#L).", ["A came. =K", "B went. =L"]),
    "as LaTeX cites": (r"A came. \cite{K} B went \cite{L}.", ["A came. =K", "B went. =L"]),
    "cf.": ("A came. [cf. K]", ["A came. =K"]),
    "the key first, with a colon": ("- [K]: A came.\n- [L]: B went.", ["A came. =K", "B went. =L"]),
    "the key first, on one line": ("[K] A came. [L] B went.", ["A came. =K", "B went. =L"]),
    "the key first, on one line, with a colon": ("[K]: A came. [L]: B went.", ["A came. =K", "B went. =L"]),
    "two keys first, on one line": ("[K] A came. [L][M] B went.", ["A came. =K", "B went. =LM"]),
    "the key on the next line, before more": (
        "A came.\n[K] B went. [L] A left. [M]",
        ["A came. =K", "B went. =L", "A left. =M"],
    ),
    "behind a label": ("**Answer:** A came. [K]", ["A came. =K"]),
    "see, in round brackets": ("A came (see [K]). B went. [L]", ["A came. =K", "B went. =L"]),
    "empty": ("", []),
    "only a key": ("[K]", []),
}


@pytest.mark.parametrize("name", CASES)
def test_keys_are_read_wherever_they_stand(name):
    text, expected = CASES[name]
    assert read(text) == expected


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("step", [1, 2, 3, 5, 8, 13])
def test_it_does_not_matter_where_the_stream_is_cut(name, step):
    text, expected = CASES[name]
    assert read(text, step) == expected


def test_a_sentence_comes_as_soon_as_the_next_has_begun():
    reader = SentenceReader(KEYS.values())
    assert list(reader.feed(spelled("A came. [K] The "))) == []
    assert [one.text for one in reader.feed("next one")] == ["A came."]


@pytest.mark.parametrize("tail", ["B went", "B went. [kx7", "B went.", "B went to the U.S. and"])
def test_a_sentence_broken_off_by_a_limit_is_not_whole(tail):
    reader = SentenceReader(KEYS.values())
    said = list(reader.feed(spelled(f"A came. [K] {tail}"))) + list(reader.close(cut=True))
    assert [one.whole for one in said] == [True, False]


def test_a_last_sentence_with_its_key_is_whole_even_at_a_limit():
    reader = SentenceReader(KEYS.values())
    said = list(reader.feed(spelled("A came. [K] B went. [L]"))) + list(reader.close(cut=True))
    assert [one.whole for one in said] == [True, True]


def test_blanks_and_brackets_that_stand_close_are_read_whole_or_in_pieces():
    text = "A came to \t \n  town. [K]   [L]\n\n\n\n[M] B   went.   [L]"
    assert read(text) == read(text, 1) == ["A came to town. =KL", "B went. =ML"]


def test_a_quotation_that_is_never_closed_hides_no_later_key_that_is_unknown():
    text = "He said “we wait. Then he left for the town. They met there. They left [zz9zz9]. " + "More was said. " * 9
    assert [one[-1] for one in read(text)] == ["=", "=", "=", "?", *["="] * 9]


def test_a_sentence_without_an_end_is_cut_and_comes():
    reader = SentenceReader(KEYS.values())
    said = [one for _ in range(1500) for one in reader.feed("word ")]
    assert len(said) > 5 and all(300 <= len(one.text) <= 600 for one in said)


PIECES = {
    "blanks": " ",
    "lines": "\n",
    "stops": ". ",
    "brackets": "[x1]",
    "open brackets": "[",
    "blanks and open brackets": " " * 50 + "[",
    "words": "word ",
    "letters": "a",
    "quotation marks": "“",
    "closing marks": ")",
    "links": "[a](",
    "keys": "[kx7wq3] ",
    "sentences": "A came. [kx7wq3] ",
    "words in brackets": "a [b] ",
    "bullets": "- ",
    "stops and closing marks": ".)",
    "round brackets": "(a) ",
    "open round brackets": "(a ",
    "emphasis": "*_`",
    "bare keys": "kx7wq3 ",
}


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("step", [1, *(pytest.param(more, marks=pytest.mark.long) for more in (7, 100_000))])
def test_the_time_is_in_proportion_to_the_answer_in_whatever_pieces_it_comes(name, step):
    def read_all(text):
        reader = SentenceReader(KEYS.values())
        for start in range(0, len(text), step):
            list(reader.feed(text[start : start + step]))
        list(reader.close())

    assert_linear(read_all, PIECES[name], most=9)
