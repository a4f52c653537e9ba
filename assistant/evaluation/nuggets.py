"""Nuggets: the facts that a briefing must hold, and which of them one tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.briefing.briefing import Briefing
from assistant.evaluation.matching import occurs, plain
from assistant.evaluation.prompts import Nugget, Prompt

COVERED = 0.6  # share of a gold quote that a citation holds, to tell it
OVERLAP = 0.5  # share of a cited span that another holds, to tell it again


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of a briefing with the day of its item and what it cites."""

    text: str
    date: str | None
    citations: Sequence[Citation]


def told_in(briefing: Briefing, words: int) -> list[ToldSentence]:
    """The sentences of a briefing in reading order, as far as so many words go."""
    found: list[ToldSentence] = []
    for _, item in briefing.items():
        for one in item.sentences:
            words -= len(one.text.split())
            if words < 0:
                return found
            found.append(ToldSentence(one.text, item.date, one.citations))
    return found


def figures(prompt: Prompt, told: Sequence[ToldSentence]) -> tuple[dict[str, float | None], list[str]]:
    """The measures of a briefing's nuggets; and the vital ones that it does not tell, in plain words.

    A nugget is told where a sentence, or two neighbouring ones, hold a string of each of its groups, or where a
    citation holds most of one of its gold quotes. Its day is right as far as the item tells it.
    """
    places = {one.id: _place(one, told) for one in prompt.nuggets}
    dated = [(one, at) for one in prompt.nuggets if one.date and (at := places[one.id]) is not None]
    vital = [one for one in prompt.nuggets if one.vital]
    counted: dict[str, float | None] = {
        "vital_told": _share([places[one.id] is not None for one in vital]),
        "nuggets_told": _share([at is not None for at in places.values()]),
        "days_right": _share([_day_right(str(one.date), told[at : at + 2]) for one, at in dated]),
        "told_twice": _share(list(_again(told))),
    }
    return counted, [f"does not tell: {one.text}" for one in vital if places[one.id] is None]


def as_answer(briefing: Briefing) -> Answer:
    """A briefing in the form of an answer, as the report shows and checks them."""
    kept = {name: value for name, value in briefing.model_dump().items() if name in Answer.model_fields}
    sentences = [one.model_dump() for one in briefing.sentences() if one.citations]
    own = {"question": briefing.request, "standalone_question": briefing.request, "form": "brief"}
    return Answer.model_validate(kept | own | {"sentences": sentences})


def _share(of: Sequence[bool]) -> float | None:
    return sum(of) / len(of) if of else None


def _place(nugget: Nugget, told: Sequence[ToldSentence]) -> int | None:
    """The sentence that tells a nugget, or begins to; None for none."""
    for at, one in enumerate(told):
        text = " ".join(each.text for each in told[at : at + 2])
        if nugget.accept and all(any(occurs(word, text) for word in group) for group in nugget.accept):
            return at
        if any(_covers(cited, gold.article_id, gold.quote) for gold in nugget.gold for cited in one.citations):
            return at
    return None


def _covers(cited: Citation, article_id: str, gold: str) -> bool:
    if article_id not in (cited.article_id, *cited.also):
        return False
    quote, wanted = plain(cited.quote), plain(gold)
    return wanted in quote or (quote in wanted and len(quote) >= COVERED * len(wanted))


def _day_right(day: str, told: Sequence[ToldSentence]) -> bool:
    return any(one.date and (one.date.startswith(day) or day.startswith(one.date)) for one in told)


def _again(told: Sequence[ToldSentence]) -> Iterator[bool]:
    """Of each cited span whether most of it was cited before."""
    seen: list[Citation] = []
    for one in (cited for sentence in told for cited in sentence.citations):
        yield any(
            one.article_id == other.article_id
            and min(one.end, other.end) - max(one.start, other.start) > OVERLAP * (one.end - one.start)
            for other in seen
        )
        seen.append(one)
