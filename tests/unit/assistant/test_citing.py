"""Drafts made sentences: held against what their writer cited and nothing else, their citations numbered."""

import pytest

from assistant.answer import LeftOut, Sentence
from assistant.gate.citing import CitationChecker
from assistant.writers.base import Cited, Draft
from corpus.store.archive import Archive
from tests.support.archives import archive_of
from tests.support.evidence import whole

DREAM = "Carl Menn told the harbour council on Monday that he had dreamt of a flood."
LIAR = "Carl Menn called Anna Holt a liar before the harbour council."
FERRY = "The ferry line carries 240 passengers twice a day."


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("citing")
    texts = {"dream": DREAM, "liar": LIAR, "ferry": FERRY}
    lines = [
        {"id": id, "title": f"Report {id}", "published": "2022-02-12", "source": "Harbour Dispatch", "text": text}
        for id, text in texts.items()
    ]
    return Archive.open(archive_of(folder, lines))


def cited(archive, id):
    article = archive.article(id)
    return Cited(whole(article), 0, len(article.text))


def test_a_sentence_that_its_citation_does_not_carry_is_left_out_though_another_article_says_it(archive):
    left_out = CitationChecker(archive).check(Draft(LIAR, (cited(archive, "dream"),)))
    assert isinstance(left_out, LeftOut) and left_out.reasons
    assert [(one.article_id, one.quote) for one in left_out.citations] == [("dream", DREAM)]


def test_the_same_sentence_passes_under_its_own_citation(archive):
    sentence = CitationChecker(archive).check(Draft(LIAR, (cited(archive, "liar"),)))
    assert isinstance(sentence, Sentence) and sentence.text == f"{LIAR} [1]"
    assert [(one.article_id, one.start, one.end, one.quote) for one in sentence.citations] == [
        ("liar", 0, len(LIAR), LIAR)
    ]


def test_a_draft_with_a_problem_is_left_out_unread(archive):
    draft = Draft(LIAR, (cited(archive, "liar"),), problems=("it cites no passage",))
    left_out = CitationChecker(archive).check(draft)
    assert isinstance(left_out, LeftOut) and left_out.reasons == ["it cites no passage"]


def test_words_that_are_cited_twice_keep_their_marker(archive):
    checker = CitationChecker(archive)
    passed = [
        checker.check(Draft(text, tuple(cited(archive, id) for id in ids)))
        for text, ids in ((LIAR, ["liar"]), (FERRY, ["ferry", "ferry"]), (LIAR, ["liar"]))
    ]
    assert [one.text.removeprefix(LIAR).removeprefix(FERRY) for one in passed] == [" [1]", " [2]", " [1]"]
    assert [len(one.citations) for one in passed] == [1, 1, 1]
