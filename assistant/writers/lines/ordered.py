"""In which order the lines of an answer are told."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.writers.lines.line import Line


def in_order(lines: Sequence[Line], *, by_date: bool, opinion: bool) -> list[list[Line]]:
    """The lines of one article, speaker and day together, in its order; reports before opinions, or all by date."""
    held: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: -line.weight):
        held.setdefault(id(line.page), []).append(line)
    articles = list(held.values())
    if not opinion and not by_date:
        articles.sort(key=lambda group: group[0].page.evidence.kind == "editorial")
    groups: list[list[Line]] = []
    for article in articles:
        article.sort(key=lambda line: line.number)
        groups.append(article[:1])
        for one, after in pairwise(article):
            if one.speaker == after.speaker and one.headed == after.headed:
                groups[-1].append(after)
            else:
                groups.append([after])
    if by_date:
        groups.sort(key=lambda group: (group[0].day, group[0].page.article.published, group[0].page.article.id))
    return groups
