"""A press review: quotations alone, outlet by outlet, each outlet's in order of day."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Item
from assistant.briefing.drafting import published
from assistant.briefing.events.developments import Pool
from assistant.briefing.events.tellings import Telling
from assistant.briefing.making import Making


def reviewed(making: Making, pool: Pool) -> Iterator[Item]:
    """What each outlet says that weighs most: one quotation each in turn, until the words are told.

    An outlet whose best quotation does not fit is passed over.
    """
    outlets = np.array([phrasing.publisher(one.evidence) for one in pool.found])  # opinions apart from reports
    best = {name: pool.weights[outlets == name].max() for name in dict.fromkeys(outlets.tolist())}
    turns = sorted(best, key=lambda name: (-best[name], name))
    told: dict[str, list[tuple[Telling, Sentence]]] = defaultdict(list)
    while turns and making.goes_on:
        name = turns.pop(0)
        at = pool.best(making.left, outlets == name)
        if at is None:
            continue
        draft = published(pool.found[at])
        sentence = making.check(draft) if making.fits(draft) else None
        pool.drop(at) if sentence is None else told[name].append((pool.take(at), sentence))
        turns.append(name)
    for name in sorted(told):
        said = sorted(told[name], key=lambda pair: (pair[0].article.day, pair[0].span.start))
        sentences = [sentence for _, sentence in said]
        day = said[0][0].article.day
        yield Item(date=day, who=name, confidence=making.sure(sentences), sentences=sentences)
