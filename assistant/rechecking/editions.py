"""What of a saved edition is computed, computed again: beside its briefing its title and what it says that changed."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.briefing.briefing import Item
from assistant.daily.changes import Edition
from assistant.daily.editions import Editions, news, title_of
from assistant.rechecking.briefings import briefing_lines
from assistant.rechecking.cited import Line, instead, wrong
from corpus.scope import EVERYTHING
from corpus.store.archive import Archive


def edition_lines(archive: Archive, one: Edition) -> Iterator[Line]:
    """What differs of an edition; where nothing does, what the archive has otherwise, if it was made there."""
    title = title_of(one.topic, one.number, one.made)
    found = [*briefing_lines(archive, one.briefing, title), *_changes(archive, one)]
    if one.title != title:
        found.append(("", f"its title is {instead(title, one.title)}"))
    kept = Editions(archive)
    if not found and one.number in kept.numbers(one.topic) and (same := kept.open(one.topic, one.number)) != one:
        pairs = [(name, getattr(same, name), getattr(one, name)) for name in Edition.model_fields if name != "briefing"]
        both = (same.briefing, one.briefing)
        pairs += [(name, *(getattr(each, name) for each in both)) for name in type(one.briefing).model_fields]
        found += [("", f"the archive keeps it with other {name}") for name, known, said in pairs if known != said]
    yield from found


def _changes(archive: Archive, one: Edition) -> Iterator[Line]:
    told = [item for section, item in one.briefing.items() if section.kind == "changes"]
    if _bare(told) != _bare(one.changes.items()):
        yield "", "its section of changes is not what changed"
    new = news((section.kind, item) for section, item in one.briefing.items())
    if _places(new) != _places(one.changes.new):
        yield "", "its items are not what it says is new"
    if one.empty == bool(new or told):
        yield "", f"its empty is {str(not one.empty).lower()}, not {str(one.empty).lower()}"
    for cited in one.changes.citations():
        yield from (("changes", line) for line in wrong(archive, cited, EVERYTHING))


def _bare(items: Sequence[Item]) -> list[list[str]]:
    return [[one.citing(()).text for one in item.sentences] for item in items]


def _places(cited: Sequence[Citation]) -> list[tuple[str, int, int, int]]:
    return [(one.article_id, one.version, one.start, one.end) for one in cited]
