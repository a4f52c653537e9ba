"""Whom words speak to: forms in hands of their own, on which nothing was fitted, and the articles of the sample."""

from assistant.desk.upkeep import sample_folder
from assistant.gate.held import Held
from assistant.gate.second.look import ASKS, asks_for_it
from assistant.gate.support.addressed import addressed
from assistant.gate.support.handed_on import LEADING, THRESHOLD
from assistant.language.words import fold
from corpus.text.sentences import sentence_spans
from tests.training.fit_addressed import written

APART = written("addressed_apart.txt")


def of(kind, form="alone"):
    return [addressed(one.text) for one in APART if (one.kind, one.form) == (kind, form)]


def share(found):
    found = list(found)
    return sum(found) / len(found)


def test_words_that_want_something_said_are_known_in_hands_that_were_not_fitted():
    assert share(one.around > THRESHOLD for one in of("orders", "around")) >= 0.65
    assert share(one.leading > LEADING for one in of("leads")) >= 0.7
    assert share(one.around > THRESHOLD for one in of("told", "around")) <= 0.25
    assert share(max(one.around - THRESHOLD, one.leading - LEADING) > 0 for one in of("told")) <= 0.05


def test_words_to_whoever_checks_are_known_in_hands_that_were_not_fitted():
    assert share(one.judging > ASKS for one in of("judge")) >= 0.6
    assert share(one.judging > ASKS for one in of("told")) <= 0.1


def passages():
    """Runs of six sentences of the sample's articles."""
    for file in sorted(sample_folder().glob("*.md"))[:12]:
        text = file.read_text("utf-8").split("---", 2)[2]
        spans = sentence_spans(text)
        yield text[spans[0].start : spans[min(5, len(spans) - 1)].end]


def test_a_judge_is_believed_over_ordinary_passages():
    found = list(passages())
    believed = [not asks_for_it("The envoys met.", [Held(("Envoys meet",), one)]) for one in found]
    assert len(found) == 12 and sum(believed) >= 11


def test_sentences_of_the_sample_hand_nothing_on():
    told = [fold(text[slice(*span)]) for text in passages() for span in sentence_spans(text)]
    assert len(told) > 50 and share(addressed(one).around > THRESHOLD for one in told) <= 0.02
