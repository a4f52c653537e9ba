"""Sentences and keys are cut out of an answer, wherever the stream breaks it."""

import pytest

from assistant.marks import SentenceReader

KEYS = ("kx7wq3", "bd4tz9", "mm2nn8")


def read(text, step=None, cut=False):
    reader = SentenceReader(KEYS)
    said = []
    for start in range(0, len(text), step or len(text) or 1):
        said += reader.feed(text[start : start + (step or len(text))])
    said += reader.close(cut=cut)
    return [(one.text, one.keys, one.unknown) for one in said]


CASES = {
    "after the stop": ("A came. [kx7wq3] B went. [bd4tz9]", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "before the stop": ("A came [kx7wq3]. B went [bd4tz9].", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "without a space": ("A came.[kx7wq3] B went.[bd4tz9]", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "with no space at all": ("A came.[kx7wq3]B went.[bd4tz9]", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "two in a row": ("A came. [kx7wq3][bd4tz9] B went. [mm2nn8]", [("A came.", ["kx7wq3", "bd4tz9"], False), ("B went.", ["mm2nn8"], False)]),
    "two in one": ("A came. [kx7wq3, bd4tz9]", [("A came.", ["kx7wq3", "bd4tz9"], False)]),
    "two with and": ("A came [kx7wq3 and bd4tz9].", [("A came.", ["kx7wq3", "bd4tz9"], False)]),
    "in the middle": ("A [kx7wq3] met B [bd4tz9] there.", [("A met B there.", ["kx7wq3", "bd4tz9"], False)]),
    "on a line of its own": ("A came.\n[kx7wq3]\nB went.\n[bd4tz9]", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "in capitals": ("A came. [KX7WQ3]", [("A came.", ["kx7wq3"], False)]),
    "with a word": ("A came. [key: kx7wq3]", [("A came.", ["kx7wq3"], False)]),
    "thick brackets": ("A came. 【kx7wq3】", [("A came.", ["kx7wq3"], False)]),
    "after the quotation": ("He said “we wait.” [kx7wq3] B went. [bd4tz9]", [("He said “we wait.”", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "after an abbreviation": ("They met in the U.S. [kx7wq3] Then B went. [bd4tz9]", [("They met in the U.S.", ["kx7wq3"], False), ("Then B went.", ["bd4tz9"], False)]),
    "an abbreviation inside": ("The U.S. President Mr. Lee came at 3.5 percent. [kx7wq3]", [("The U.S. President Mr. Lee came at 3.5 percent.", ["kx7wq3"], False)]),
    "no key": ("A came. B went. [kx7wq3]", [("A came.", [], False), ("B went.", ["kx7wq3"], False)]),
    "an invented key": ("A came. [zz9zz9] B went. [kx7wq3]", [("A came.", [], True), ("B went.", ["kx7wq3"], False)]),
    "a number for a key": ("A came. [1] B went [2].", [("A came.", [], True), ("B went.", [], True)]),
    "a word for a key": ("A came. [source needed here] B went. [Yonhap]", [("A came.", [], True), ("B went.", [], True)]),
    "a known and an invented key": ("A came. [kx7wq3, zz9zz9]", [("A came.", ["kx7wq3"], True)]),
    "words in brackets": ("The [North Korean] leader came. [kx7wq3]", [("The [North Korean] leader came.", ["kx7wq3"], False)]),
    "brackets in a quotation": ("He said “he [Kim] left [sic].” [kx7wq3]", [("He said “he [Kim] left [sic].”", ["kx7wq3"], False)]),
    "a list": ("- A came. [kx7wq3]\n- **B** went. [bd4tz9]", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "the key first, line by line": ("[kx7wq3] A came.\n[bd4tz9] B went.", [("A came.", ["kx7wq3"], False), ("B went.", ["bd4tz9"], False)]),
    "empty": ("", []),
    "only a key": ("[kx7wq3]", []),
}  # fmt: skip


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
    reader = SentenceReader(KEYS)
    assert list(reader.feed("A came. [kx7wq3] The ")) == []
    assert [one.text for one in reader.feed("next one")] == ["A came."]


def test_a_markdown_link_stays_in_the_words_for_the_checks_to_see():
    assert read("A came [see](http://x.example/a). [kx7wq3]") == [("A came [see](http://x.example/a).", ["kx7wq3"], False)]


@pytest.mark.parametrize("tail", ["B went", "B went. [kx7", "B went.", "B went to the U.S. and"])
def test_a_sentence_broken_off_by_a_limit_is_not_whole(tail):
    reader = SentenceReader(KEYS)
    said = list(reader.feed(f"A came. [kx7wq3] {tail}")) + list(reader.close(cut=True))
    assert [one.whole for one in said] == [True, False]


def test_a_last_sentence_with_its_key_is_whole_even_at_a_limit():
    reader = SentenceReader(KEYS)
    said = list(reader.feed("A came. [kx7wq3] B went. [bd4tz9]")) + list(reader.close(cut=True))
    assert [one.whole for one in said] == [True, True]


def test_a_long_text_without_an_end_is_read_in_bounded_time():
    reader = SentenceReader(KEYS)
    for _ in range(1500):
        assert not [one for one in reader.feed("word ") if len(one.text) > 700]
