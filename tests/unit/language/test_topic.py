"""Topics: names in whatever form, words in whatever form, and what only looks like either."""

import pytest

from assistant.language.topic import Topic


@pytest.mark.parametrize(
    ("question", "text", "names", "words"),
    [
        ("What did Tokyo say on fishing quotas?", "Japan lowered the quota for fishing.", 1, 1),
        ("What did Tokyo say on fishing quotas?", "France lowered the quota for bread.", 0, 0.5),
        ("What did Tokyo say on fishing quotas in May 2022?", "Japan has no fish; the quota fell.", 1, 1),
        ("What is known on the face-to-face talks?", "The talks were held face to face.", 1, 1),
        ("What is known on the face-to-face talks?", "The talks were on her face.", 1, 0.5),
        ("What happened yesterday?", "The harbour froze.", 1, 1),
    ],
)
def test_a_topic_is_names_and_words_in_whatever_form_and_no_times(question, text, names, words):
    assert Topic(question).shares(text) == (names, words)


@pytest.mark.parametrize(
    ("topic", "text", "named"),
    [
        ("the minister's visit to Seoul", "The minister met her South Korean colleague.", True),
        ("the talks between Japan and South Korea", "Japan spoke of talks with France.", False),
        ("the talks between Japan and South Korea", "Seoul and Tokyo met again.", True),
        ("missile launches", "The launch was condemned.", True),
        ("missile launches", "The harbour froze.", False),
    ],
)
def test_a_text_on_a_topic_names_all_that_it_names_or_has_a_word_of_it(topic, text, named):
    assert Topic(topic).is_named(text) is named


@pytest.mark.parametrize(
    ("article", "known"),
    [
        ("Sung Kim met the minister. Mr. Kim then left.", True),
        ("Ambassador Sung Y. Kim met the minister.", True),
        ("Kim Sung-han met the minister. Mr. Kim then left.", False),
        ("Mr. Kim met the minister.", False),
    ],
)
def test_a_surname_is_anybodys_where_the_article_never_has_the_whole_name(article, known):
    topic = Topic("Whom did Sung Kim meet?")
    unnamed = topic.unnamed(article)
    assert (not unnamed) is known
    assert topic.shares("Mr. Kim met the minister.", without=unnamed)[0] == known


@pytest.mark.parametrize(
    ("text", "misled"),
    [
        ("Veria announced new West Bank settlements on Monday.", True),
        ("The settlers of the West Bank went to the bank.", False),
        ("The United States sanctioned Far Eastern Bank.", False),
        ("Bank Sputnik helped another.", False),
        ("Settlements were announced on Monday.", False),
    ],
)
def test_a_word_within_the_name_of_a_place_is_no_word_of_the_topic(text, misled):
    assert Topic("Which bank was sanctioned in May 2022?").is_misled(text) is misled


@pytest.mark.parametrize(
    ("text", "held"),
    [("Adviser Kim Sung-han went to Tokyo.", False), ("Sung Kim went to Tokyo.", True), ("Kim Sung went.", True)],
)
def test_who_has_another_full_name_is_somebody_else(text, held):
    assert Topic("List the countries that Sung Kim visited").shares(text)[0] == held


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The third Kestrel rocket put two satellites into orbit.", True),
        ("The second Kestrel flight failed.", True),
        ("The first Kestrel flight came before the second.", False),
        ("The Kestrel rocket flew for the first time.", False),
        ("The third ferry sank.", False),
    ],
)
def test_what_is_numbered_otherwise_is_another(text, other):
    assert Topic("the first Kestrel flight").numbers_another(text) is other
