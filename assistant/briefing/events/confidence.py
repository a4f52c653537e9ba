"""How sure an item is: by its origins, of which near-copies are one, how directly they tell, and whether they agree."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.answer import Sentence
from assistant.briefing.briefing import Confidence
from assistant.briefing.events.gather import rows_of
from assistant.briefing.events.kinds import kind_of
from assistant.briefing.events.tellings import Telling
from corpus.article import Article, Span
from corpus.evidence import evidence_of
from corpus.scope import Scope, outlet_key
from corpus.store.archive import Archive
from corpus.store.near_duplicates import DAYS, Profile, near_copies, profile
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
_profile = lru_cache(maxsize=32)(profile)  # each item of a briefing that cites a long article asks again


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


def copies(one: Telling, near: Mapping[str, Sequence[str]], archive: Archive, scope: Scope) -> list[Telling]:
    """A sentence to the letter in the near-copies of its article that other outlets published, one of each outlet."""
    found, seen = list[Telling](), {outlet_key(one.article.source or "")}
    for row in rows_of(near.get(one.article.id, ()), archive, scope):
        copy = archive.article(row.id, row.version)
        at, outlet = copy.text.find(one.text), outlet_key(copy.source or "")
        if at < 0 or not outlet or outlet in seen:
            continue
        seen.add(outlet)
        span = Span(at, at + len(one.text))
        evidence = evidence_of(copy, span, one.text, rank=one.evidence.rank, score=one.evidence.score)
        found.append(replace(one, evidence=evidence, article=copy, span=span))
    return found


def origins(told: Sequence[Article]) -> int:
    """How many reports articles tell: near-copies, in however many outlets, are one."""
    profiles = [_profile(one.title, one.text, (one.source, one.author)) for one in told] if len(told) > 1 else []
    again = sum(
        any(_one_report(each, profiles[before], one, profiles[at]) for before, each in enumerate(told[:at]))
        for at, one in enumerate(told)
    )
    return len(told) - again


def _one_report(one: Article, of_one: Profile, other: Article, of_other: Profile) -> bool:
    apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
    return one.text == other.text or (apart <= DAYS and near_copies(of_one, of_other))
