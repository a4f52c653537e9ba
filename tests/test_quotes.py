"""The quotes writer: to the letter, attributed, dated, the speaker kept, and never refused by its own gate."""

import pytest

from assistant.draft import Brief, Meter
from assistant.quotes import WORDS, QuotesWriter
from assistant.runs import SHORTEST, Reading, asked, speaker
from assistant.verify import judge
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.models import reranker

BRIEFING = Article(
    id="briefing",
    title="Briefing of the day",
    published="2022-06-06",
    source="Sample Wire",
    text=(
        "MR HALE: Good afternoon, everybody. Let me begin with the envoy.\n"
        "QUESTION: Did the ministry say which harbour the two ferries will leave from?\n"
        "MR HALE: The ferries will leave from Sokcho on Friday. We have said so before."
    ),
)
MIXED = Article(
    id="mixed",
    title="A page with marks of every kind",
    published="2021-01-25",
    source=None,
    text=(
        'Officials spoke of a "new course” for the ports. “It starts with a review,” said harbour chief Ko Min on Friday. '
        'It is the first mention of a "new course” by the port authority. The ferries stay “in port for now.'
    ),
)


def evidence(article, rank=1):
    return Evidence(
        rank=rank,
        score=1.0,
        article_id=article.id,
        version=1,
        also=[],
        title=article.title,
        source=article.source,
        kind=None,
        published=article.published,
        url=None,
        start=0,
        end=len(article.text),
        text=article.text,
    )


def write(question, *articles):
    held = {one.id: one for one in articles}
    brief = Brief(question, question, "2022-08-01", tuple(map(evidence, articles)), lambda id, version: held[id])
    return list(QuotesWriter(reranker()).write(brief, Meter()))


@pytest.mark.parametrize("article", [BRIEFING, MIXED], ids=lambda one: one.id)
def test_every_quotation_is_to_the_letter_and_passes_the_gate(article):
    drafts = write("When will the ferries leave, and what did the harbour chief say?", article)
    assert drafts
    for draft in drafts:
        (cited,) = draft.spans
        quote = article.text[cited.start : cited.end]
        assert f"“{quote}”" in draft.text
        assert SHORTEST <= len(quote) <= 600
        assert judge(draft.text, [quote], known=draft.known).verdict == "quote"


def test_an_altered_word_in_the_frame_or_the_quotation_is_refused():
    (draft, *_) = write("When will the ferries leave?", BRIEFING)
    (cited,) = draft.spans
    quote = BRIEFING.text[cited.start : cited.end]
    assert judge(draft.text.replace("ferries", "ships", 1), [quote], known=draft.known).verdict == "unsupported"
    assert judge(draft.text + " (40 ships)", [quote], known=draft.known).verdict == "unsupported"


def test_the_answer_to_a_reporters_question_is_quoted_with_it_and_the_day_is_derived():
    text = " ".join(draft.text for draft in write("Which harbour will the ferries leave from?", BRIEFING))
    assert "leave from Sokcho on Friday" in text
    assert "10 June 2022, derived" in text or "3 June 2022, derived" in text


def test_a_quotation_holds_the_words_of_one_speaker():
    drafts = write("Which harbour will the ferries leave from?", BRIEFING)
    quotes = [BRIEFING.text[cited.start : cited.end] for draft in drafts for cited in draft.spans]
    assert any("Did the ministry" in quote for quote in quotes)
    for quote in quotes:
        assert "QUESTION:" not in quote[1:] and "MR HALE:" not in quote[1:], quote


class Recording:
    """The bundled reranker, and which questions it was asked."""

    def __init__(self):
        self.asked = []

    def score(self, query, texts):
        self.asked.append(query)
        return reranker().score(query, texts)


def test_the_direct_answer_is_there_before_the_halves_of_the_question_are_weighed():
    halves = ("When will the ferries leave?", "Which harbour will they leave from?")
    brief = Brief(
        "When and where?",
        "When and where?",
        "2022-08-01",
        (evidence(BRIEFING),),
        lambda id, version: BRIEFING,
        parts=halves,
    )
    model = Recording()
    drafts = QuotesWriter(model).write(brief, Meter())
    assert next(drafts).text
    assert set(model.asked) == {"When and where?"}
    list(drafts)
    assert set(model.asked) == {"When and where?", *halves}


def test_the_speaker_of_a_transcript_is_known_at_any_place():
    assert speaker(BRIEFING, 0) == "MR HALE"
    at = BRIEFING.text.index("Did the ministry")
    assert asked(speaker(BRIEFING, at))
    assert speaker(BRIEFING, BRIEFING.text.index("We have said")) == "MR HALE"
    assert speaker(MIXED, 40) is None


def test_an_answer_keeps_to_its_words():
    long = Article(
        id="long",
        title="A long list",
        published="2022-01-01",
        text=" ".join(
            f"In harbour {n} the {n} ferries wait for wind, and nobody can say when they will leave again."
            for n in range(40)
        ),
    )
    assert sum(len(draft.text.split()) + 1 for draft in write("What do the ferries wait for?", long)) <= WORDS


def test_a_reading_goes_on_past_the_passage():
    short = evidence(BRIEFING).model_copy(update={"end": 64, "text": BRIEFING.text[:64]})
    reading = Reading.of(short, BRIEFING)
    assert reading.inside == 2
    assert reading.following(reading.spans[1]) is not None
