"""The members of a list in all the archive: each article's sentence that names all that is asked for, read once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.state import State
from assistant.briefing.events.gather import ON_TOPIC
from assistant.briefing.stances.asked import side_of
from assistant.language.names import names
from assistant.language.topic import Topic
from assistant.language.words import fold, tokens
from assistant.question.answer_type import COUNTED, counts_times, names_kind, without_kind
from assistant.writers.base import WORDS, Cited, Draft
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import Line
from assistant.writers.plans import NEAR, quotable
from corpus.chunking import header
from corpus.evidence import Evidence
from corpus.search import Readings, Searcher
from corpus.store.archive import Archive

LOOKED = 200  # passages with all words of a list that are looked at
UNCOUNTED = "No article that was read says how {}; what tells of it is listed."
# Of what there was, or somebody did with or to another, each can be told, as of times: 'How many flights were there?',
# 'How many calls did Lee have with Roe?', but not 'How many jobs are there?', 'How many ships does Lee have?'.
_DONE = r"\b(?:have|had|hold|held|make|made|pay|paid)(?= (?:to|with)\b)"
_EVENTS = re.compile(
    r"how many (?!of\b)(?:(?:[\w'’-]+ ){1,6}?(?:were there|(?:have|had) there been)\b"
    rf"|[^?]{{1,80}}? (?:did|has|have|had) [^?]{{1,80}}? {_DONE})",
    re.I,
)
_WHICH = re.compile(r"\W*(?:and |but |so )?(?:(?:in|at|on|to|by|for|from|with) )?which (?!articles?\b)", re.I)
_MANY = re.compile(r"[^s]s$")
_ONE = frozenset({"a", "an", "another", "one"})
_BETWEEN = 4  # words from there to the noun: 'a new and final fisheries treaty'
READ = 40  # of their sentences, the first, that are read for a list


def with_members(state: State, archive: Archive, searcher: Searcher) -> State:
    """The state of a list or a count with one sentence of each article that names all that is asked for, of the time
    that it names, as evidence behind what was searched: its words find them in all the archive, and for a list the
    reader has read them.
    """
    asked = without_kind(state.understood.standalone)
    asked = re.sub(_DONE, "", asked) if _counts(asked) else asked
    topic, scope = Topic(asked), state.scope
    if state.understood.prefer and not (scope.since or scope.until):
        scope = replace(scope, since=state.understood.prefer[0], until=state.understood.prefer[1])
    passages = searcher.holding(topic.ways, scope, LOOKED) if topic.ways else []
    lines = list(_naming(passages, topic, archive))
    question = state.understood.standalone
    first = [line.alone for line in lines[:READ]] if state.form == "list" or _counts(question) else []
    texts = [(header(one.title, one.published), one.text) for one in first]
    read = searcher.reader.read(question, texts) if searcher.reader and texts else []
    near = [one.relevance for one in read] + [0.0] * (len(lines) - len(read))
    behind, least = len(state.found), min((one.score for one in state.found), default=0.0)
    state = _nearest(state, searcher)
    off = _far(state, near[: len(first)])
    more = [
        line.alone.model_copy(update={"rank": behind + at, "score": least, "relevance": share})
        for at, (line, share) in enumerate(zip(lines, near, strict=True), 1)
        if at - 1 not in off
    ]
    return replace(state, found=(*state.found, *more), naming=frozenset(one.article_id for one in more))


def _nearest(state: State, searcher: Searcher) -> State:
    """The state of a list that says what its members are ('Which banks ...?') without the passages that the reader
    finds much farther from it than the nearest: they tell of something else that has its other words.
    """
    off = _far(state, [one.relevance or 0.0 for one in state.found])
    if not off:
        return state
    found = tuple(one for at, one in enumerate(state.found) if at not in off)
    before = state.readings.before if state.readings else None
    return replace(state, found=found, readings=Readings(searcher.reader, found, before))


def _far(state: State, near: Sequence[float]) -> frozenset[int]:
    """Which of some passages, by how near they are to it, are far from such a list; none where none is near to it."""
    best = max((one.relevance or 0.0 for one in state.found), default=0.0)
    question = state.understood.standalone
    if state.form != "list" or best < ON_TOPIC or not (_WHICH.match(question) or names_kind(question)):
        return frozenset()
    return frozenset(at for at, one in enumerate(near) if one < NEAR * best)


def completed(drafts: Iterable[Draft], state: State, archive: Archive) -> Iterable[Draft]:
    """The drafts; the quotations of a list each with the sentence behind it, where that names what they only count or
    speak of: it has two names more, those of the question aside. As far as there are words for it.
    """
    if state.form != "list" or state.chat:
        return drafts
    drafts, side = list(drafts), side_of(state.understood.standalone)
    left = WORDS - sum(len(one.text.split()) + len(one.spans) for one in drafts)
    told = list[Draft]()
    for one in drafts:
        after = _behind(one, archive)
        cost = len(after.text.split()) + 1 if after else 0
        others = after is not None and side is not None and not side(after)
        if after is None or others or cost > left or not _names_more(after.text, one.text, state):
            told.append(one)
            continue
        left -= cost
        derived = one.known[-1] if len(one.known) > 1 else ""
        text = f"{one.text.removesuffix(derived)} “{after.text}”{derived}"
        told.append(Draft(text, (*one.spans, Cited(one.spans[-1].evidence, *after.words)), known=one.known))
    return told


def _behind(draft: Draft, archive: Archive) -> Line | None:
    """The sentence that stands in its paragraph behind what a draft quotes last, where it can be quoted alone."""
    if not draft.spans:
        return None
    last = draft.spans[-1]
    article = archive.article(last.evidence.article_id, last.evidence.version)
    whole = last.evidence.model_copy(update={"start": 0, "end": len(article.text), "text": article.text})
    after = next((line for line in lines_of(article, whole) if line.span.start >= last.end), None)
    if after is None or "\n" in article.text[last.end : after.span.start] or not quotable(after):
        return None
    return after


def _names_more(text: str, quoted: str, state: State) -> bool:
    """Whether a text has two names more, countries aside, than what is quoted before it and not in the question."""
    asked = {one.lower for one in tokens(fold(state.understood.standalone))}
    had, new = (
        {one.text for one in names(fold(each)) if not (one.canonical or asked.issuperset(one.words))}
        for each in (quoted.partition("“")[2], text)
    )
    return len(new - had) >= len(had) + 2


def listed(state: State) -> State:
    """A count that nothing states as the list of the articles that name what is counted, where each tells of one: a
    count of times, of what there was, or of what is told in the singular ('signed a treaty'); any other state is as it
    was.
    """
    if state.reason != "not_stated" or not (state.form == "count" and state.naming):
        return state
    question = state.understood.standalone
    note = UNCOUNTED.format("often" if counts_times(question) else "many")
    later = replace(state, form="list", reason=None, notes=(*state.notes, note))
    if _counts(question):
        return later
    each = tuple(one for one in state.found[-len(state.naming) :] if _tells_one(question, one.text))
    naming = frozenset(one.article_id for one in each)
    return replace(later, found=each, readings=None, naming=naming) if each else state


def _counts(question: str) -> bool:
    return counts_times(question) or _EVENTS.match(question) is not None


def _tells_one(question: str, text: str) -> bool:
    """Whether a text has one of what a question asks how many there are: 'a treaty' of 'How many treaties ...?'."""
    asked = COUNTED.search(question)
    words = tokens(fold(asked[1].partition(" of ")[0])) if asked else ()
    many = next((one for one in reversed(words) if _MANY.search(one.lower)), None)
    told = [] if many is None else tokens(fold(text))
    places = (at for at, one in enumerate(told) if many and one.stem == many.stem and not _MANY.search(one.lower))
    return any(not _ONE.isdisjoint(each.lower for each in told[max(0, at - _BETWEEN) : at]) for at in places)


def _naming(passages: Sequence[Evidence], topic: Topic, archive: Archive) -> Iterator[Line]:
    """Of each article the sentence that it begins with, under a title that names all of a topic; else the shortest
    sentence that can be quoted alone and names all, in full if one does.
    """
    best: dict[str, tuple[tuple[bool, int, int], Line]] = {}
    for one in passages:
        article = archive.article(one.article_id, one.version)
        others = topic.unnamed(article.text)
        titled = not one.start and topic.shares(one.title, without=others) == (1.0, 1.0)
        lines = [line for line in lines_of(article, one) if quotable(line)]
        for line in lines:
            leads = titled and line is lines[0] and line.speaker is None
            if not leads and topic.shares(line.text, without=others) != (1.0, 1.0):
                continue
            worth = leads, -len(topic.unnamed(line.text)), -len(line.text)
            if one.article_id not in best or worth > best[one.article_id][0]:
                best[one.article_id] = worth, line
    yield from (line for _, line in best.values())
