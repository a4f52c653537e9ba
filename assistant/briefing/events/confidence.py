"""How sure an item is: a table of decisions over its origins, how directly they tell, and whether they agree."""

from collections.abc import Callable, Sequence

from assistant.answer import Sentence
from assistant.briefing.briefing import Confidence
from assistant.briefing.events.copies import origins
from assistant.briefing.events.kinds import kind_of
from corpus.article import Article
from corpus.text.counting import in_words

DIRECT = {"statement": "a statement", "readout": "a readout", "transcript": "own words"}
"""Kinds of articles in which those speak who did it, and how that is said."""
LEVELS = ("low", "moderate", "high")

# The first row that holds decides: at least so many origins, at least so many outlets, whether one of them is direct.
# Origins of one outlet are not independent: a notice and the message on it are one voice.
TABLE: tuple[tuple[int, int, bool, str], ...] = (
    (2, 2, True, "high"),
    (3, 3, False, "high"),
    (1, 1, True, "moderate"),
    (1, 2, False, "moderate"),
    (1, 1, False, "low"),
)
BY_ITSELF = "each sentence by itself"


def confidence(told: Sequence[Article], *, differs: bool = False) -> Confidence:
    """The confidence in what these articles tell, with its basis in words.

    An editorial alone is low. Where sources differ, it is one level lower than the table says.
    """
    articles = list({one.id: one for one in told}.values())
    outlets, reports = {one.source or one.id for one in articles}, origins(articles)
    kinds = [kind_of(one) for one in articles]
    direct = next((DIRECT[kind] for kind in DIRECT if kind in kinds), None)
    opinion = all(kind == "editorial" for kind in kinds)
    level = next(
        level
        for fewest, apart, needed, level in TABLE
        if reports >= fewest and len(outlets) >= apart and (direct or not needed)
    )
    level = "low" if opinion else level
    if differs:
        level = LEVELS[max(0, LEVELS.index(level) - 1)]
    basis = [in_words(len(outlets), "outlet"), in_words(reports, "origin")]
    basis += [direct] if direct else ["editorial only"] if opinion else []
    basis += ["sources differ"] if differs else []
    return Confidence.model_validate({"level": level, "basis": ", ".join(basis)})


def sure(
    sentences: Sequence[Sentence],
    article: Callable[[str, int], Article],
    *,
    differs: bool = False,
    turned: bool = False,
) -> Confidence:
    """The confidence in what sentences tell: that of the least sure of them, by the articles that it cites itself.

    What one source says of a matter does not bear out what another one says of it, nor what somebody says later what
    he said first, which a change tells in one sentence (`turned`). Where the sentences lean on different articles, the
    basis says that each was looked at by itself.
    """
    said = [[each] for one in sentences for each in one.citations] if turned else [one.citations for one in sentences]
    cited = [[article(each.article_id, each.version) for each in one] for one in said]
    least = min((confidence(each, differs=differs) for each in cited), key=lambda one: LEVELS.index(one.level))
    if len({frozenset(one.id for one in each) for each in cited}) == 1:
        return least
    return least.model_copy(update={"basis": f"{least.basis}, {BY_ITSELF}"})
