"""Of a question for a number: whether such a number is told of what the question names, or of another thing alone."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answering.state import State
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS, in_full
from assistant.language.words import fold
from assistant.question.answer_type import asked_type, counts_times, holds_type
from assistant.question.window import read_window, without_events
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import NEAR, Line
from corpus.store.archive import Archive

_SOME_DAY = date(2999, 1, 1)  # where all that matters is which words tell a time


def of_another(state: State, archive: Archive) -> bool:
    """Whether a question for a number has a name that stands near none of the numbers that were found: they count what
    is another's. Whose it is may stand in the title, in the paragraph, or shortly before; the country, which goes
    without saying at home, anywhere in the article, and counts where nothing else is named.
    """
    question = state.understood.standalone
    if asked_type(question) != "number" or counts_times(question):
        return False
    asked = [one for one in names(fold(untimed(question))) if not one.office]
    own = [one for one in asked if not _is_country(one)]
    lines = _counting(question, state, archive)
    return bool(asked) and not any(_is_of(own or asked, line, far=not own) for line in lines)


def untimed(question: str) -> str:
    """A question without the events that only tell its time ('before the strike in Varna')."""
    return without_events(question, read_window(question, _SOME_DAY, events=lambda event: _SOME_DAY))


def _is_country(name: Name) -> bool:
    return name.place or name.canonical[1:] in NATIONS or name.words[0] in CAPITALS


def _counting(question: str, state: State, archive: Archive) -> Iterator[Line]:
    """The lines that hold a number of what is asked for."""
    for one in state.found:
        lines = lines_of(archive.article(one.article_id, one.version), one)
        yield from (line for line in lines if holds_type(question, line.text))


def _is_of(asked: Sequence[Name], line: Line, *, far: bool) -> bool:
    article, start = line.page.article, line.span.start
    told = article.text if far else f"{article.text[max(0, start - NEAR) : start]} {line.around}"
    held = known(fold(in_full(f"{article.title}. {article.source or ''}. {line.speaker or ''}: {told}")))
    return all(holds(one, held) for one in asked)
