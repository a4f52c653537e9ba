"""The quotes writer: to the letter, attributed, dated, the speaker kept, and never refused by its own gate."""

import pytest

from assistant.question.narrative import over_time
from assistant.verify import judge
from assistant.writers.base import Brief, Hint, Meter
from assistant.writers.excerpts import SHORTEST, Reading, asked, speaker
from assistant.writers.quotes import WORDS, QuotesWriter
from corpus.article import Article, Span
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


def report(id, published, text):
    return Article(id=id, title=f"Report {id}", published=published, source="Sample Wire", text=text)


def test_a_course_of_things_is_told_in_order_of_date_and_other_answers_begin_with_the_best():
    late = report(
        "late", "2022-06-07", "The ferry company now counts 31 ferries on the Vess line. The harbour was calm."
    )
    early = report(
        "early", "2022-04-05", "The ferry company counted 13 ferries on the Vess line. Rain fell in the harbour."
    )
    course = write("How has the number of ferries on the Vess line grown since April?", late, early)
    assert [draft.spans[0].evidence.article_id for draft in course][:2] == ["early", "late"]
    asked_once = write("How many ferries does the company now count on the Vess line?", late, early)
    assert asked_once[0].spans[0].evidence.article_id == "late"


@pytest.mark.parametrize(
    ("question", "course"),
    [
        ("How did the line on ferries harden between spring and autumn?", True),
        ("Where did the envoys meet in July 2021 and in June 2022?", True),
        ("Who ran the harbour before and after the election?", True),
        ("Which harbour did the envoys visit in July 2021?", False),
        ("What may be said of the ferries in May?", False),
        ("How did the harbour chief greet the crew?", False),
    ],
)
def test_a_course_of_things_is_told_by_the_words_of_the_question(question, course):
    assert over_time(question) == course


def test_what_the_answerability_model_has_seen_decides_between_runs_of_like_weight():
    towns = [report(name, "2022-06-06", f"The ferry leaves from {name} at noon.") for name in ("Sokcho", "Donghae")]
    question, held = "Which harbour does the ferry leave from?", {one.id: one for one in towns}
    for seen in (0, 1):
        hints = [(Hint(0, len(one.text), float(at == seen), Span(0, 9)),) for at, one in enumerate(towns)]
        brief = Brief(
            question,
            question,
            "2022-08-01",
            tuple(map(evidence, towns)),
            lambda id, version: held[id],
            hints=tuple(hints),
        )
        (first, *_) = QuotesWriter(reranker()).write(brief, Meter())
        assert first.spans[0].evidence.article_id == towns[seen].id


def test_the_speaker_is_named_before_the_words_and_the_label_is_not_quoted():
    drafts = write("Which harbour will the ferries leave from?", BRIEFING)
    (answer,) = [draft for draft in drafts if "leave from Sokcho" in draft.text]
    assert answer.text.startswith("Sample Wire, 6 June 2022, Mr Hale: “The ferries")
    letter = report(
        "letter", "2022-06-13", "TO THE CONGRESS OF THE ISLES:\nThe emergency at the ports goes on for a year."
    )
    assert speaker(letter, 40) is None


def test_a_quotation_that_would_begin_in_the_middle_of_a_thought_begins_with_the_sentence_before():
    article = report(
        "mid",
        "2022-06-06",
        "Harbour chief Ko Min spoke in Sokcho. He promised forty new cranes, paid by the port. The crowd was large.",
    )
    (first, *_) = write("How many new cranes were promised?", article)
    assert "“Harbour chief Ko Min spoke in Sokcho. He promised forty new cranes" in first.text


def test_last_month_is_derived_and_passes_the_gate():
    article = report(
        "month", "2022-06-06", "The port authority sold two old ferries last month. It keeps the other nine."
    )
    (first, *_) = write("When did the port authority sell the ferries?", article)
    assert "(last month: May 2022, derived)" in first.text
    assert judge(first.text, [article.text], known=first.known).verdict == "quote"


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
