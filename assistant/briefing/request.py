"""What briefing is ordered: its topic, its period and its bounds, read out of the words of the request."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant import phrasing
from assistant.briefing.briefing import Form
from assistant.briefing.form import (
    EDITORIAL,
    TURNS,
    WORD,
    is_editorials,
    outlet_in,
    own_words,
    uncapital,
    unframed,
    unmarked,
    whose_line,
)
from assistant.briefing.length import at_length
from assistant.language.lexicon import BEING, OPENING
from assistant.language.names import names
from assistant.language.times.spans import Events
from assistant.language.words import fold
from assistant.question.events import event_of
from assistant.question.window import DATING, LATEST, Window, read_window, without_events
from corpus.errors import CallError
from corpus.scope import Scope
from corpus.text.calendar import either
from corpus.text.spelling import plain
from corpus.text.stop_words import FUNCTION
from corpus.text.tables import bag, table

AFTER = timedelta(days=14)  # in which what followed a thing that is named by its day came out
NEWS = 7  # days, the last of them the as-of day, of a request that names neither topic nor period: 'What's new?'

# Words that ask for a detail, and words that point at something said before: no such question is for whatever there is.
_DETAIL = bag("who whom whose when where why how")
_POINTING = bag("he she it they him her them his their this that these those so then there")
_STANCES, _COURSES = (bag(table("assistant.briefing", "requests")[name]) for name in ("stances", "courses"))
_ANSWERING = bag(table("assistant.briefing", "requests")["answering"])
# 'Washington's line on aid', but not 'the railway line on the coast'.
_HELD = re.compile(
    r"(^|['’]s |s['’] |\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w.]*) )"
    rf"(?:{'|'.join(sorted(bag(table('assistant.briefing', 'requests')['held'])))})"
    r"(?= (?:on|about|over|towards?|regarding|concerning)\b)"
)
# What is new on a topic, rather than all that there is: 'What's new on ...', 'the latest on ...'.
_NEWS = re.compile(rf"\b(?:{table('assistant.briefing', 'requests')['news'].replace(chr(10), '')})\b", re.I)
_ASKED, _ALL_THERE_IS = (bag(table("assistant.briefing", "requests")[name]) for name in ("asked", "leads"))
_ASKED |= OPENING
_DETERMINERS = bag(table("corpus.text", "stop_words")["function"]["determiners"])
_ASKS = _DETAIL | {"what", "which"}
# 'Brief me for the minister on ...', 'Brief the minister on ...': who will read it is no part of the topic.
_READER = re.compile(
    r"(?:\bfor|^\W{0,9}(?:[Pp]lease )?[Bb]rief) (?:the|a|an|our|my) (?:[a-z’'-]+ ){1,3}"
    r"(?=(?:on|about|regarding|concerning)\b)"
)
# 'Reactions to the strike', 'What do editorials say about the strike?': what is asked for is said of the topic.
_VOICES = re.compile(
    rf"\b(?:{'|'.join(sorted(bag(table('assistant.briefing', 'requests')['voices'])))})(?: [a-z]+)? "
    r"(?=(?:to|on|about|over|towards?|regarding|concerning)\b)",
    re.I,
)
_LEADS, _LEADS_BEFORE = (
    re.compile(
        rf"(?i)\b(?:(?:quick|short|brief|big|full|whole) )?{either(one.replace('_', ' ') for one in words)} "
        r"(?:on|about|of|with|in|at|through) "
    )
    for words in (_ALL_THERE_IS | bag(table("assistant.briefing", "matter")["differ"]), _ALL_THERE_IS)
)
"""What a request leads with; once what asks where sources differ was of the topic, and briefings of then are kept."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order for a briefing. `topic`: empty where a period alone is asked for. The period, `scope.since` to
    `scope.until`, filters, whoever named it: `window_from` is `caller`, `question` or None.
    """

    request: str
    topic: str
    scope: Scope
    window_from: str | None
    words: int
    form: Form
    notes: tuple[str, ...] = ()
    newest: bool = False
    """Whether what is new on the topic is asked for, and no period is named."""
    told_of: tuple[str, str] | None = None
    """The first and the last day that is told of, where that is not all that was published within the scope."""
    around: str = ""
    """The event before or after which it asks for whatever happened: 'the election'."""

    @property
    def stances(self) -> bool:
        """Whether it asks for what somebody said or held, and how that changed, rather than for what happened."""
        words = {word.lower() for word in WORD.findall(self.request)}
        return bool(words & _STANCES) or self.turns or bool(_HELD.search(self.topic) or _leading(_VOICES, self.request))

    @property
    def turns(self) -> bool:
        """Whether it asks how something changed."""
        words = {word.lower() for word in WORD.findall(self.request)}
        return "how" in words and bool(words & TURNS)

    @property
    def side(self) -> tuple[str, str] | None:
        """Whose words or line on a matter it asks for, and the matter; None for any other request."""
        found = whose_line(self.sought) if self.stances else None
        asking = [word for word in WORD.findall(self.request) if word.lower() in TURNS] if self.turns else []
        if not (found and asking):
            return found
        # 'drills', of 'How did Seoul's line on drills change after the summit?'
        return found[0], found[1].rpartition(f" {asking[-1]} ")[0] or found[1]

    @property
    def line(self) -> tuple[str, str] | None:
        """The same where it asks how the line changed."""
        return self.side if self.turns else None

    @property
    def course(self) -> bool:
        """Whether it asks how something went on."""
        words = [word.lower() for word in WORD.findall(self.request)]
        return words[:1] == ["how"] and not _COURSES.isdisjoint(words)

    @property
    def editorials(self) -> bool:
        """Whether it asks for what editorials say."""
        found = _leading(_VOICES, self.request)
        bare = not self.topic and EDITORIAL.search(self.request) is not None
        return bare or (found is not None and found[0].lower().startswith("editorial"))

    @property
    def sought(self) -> str:
        """The topic as it is searched and read: a line, a tone or a view on something as a position on it, a question
        without its asking.
        """
        if self.around:
            return _named(self.around)
        return uncapital(_HELD.sub(r"\1position", _read(self.topic)[1]))


def read_order(
    request: str,
    scope: Scope,
    *,
    words: int,
    form: Form,
    events: Events | None = None,
    outlets: Mapping[str, str] | None = None,
    foreign: bool = False,
    before: bool = False,
) -> Order:
    """What a checked request orders, as of the scope's day. Raises CallError for an empty request without a period.

    `outlets`: the archive's, by their plain spelling; a request that names one, or editorials alone is for its words.
    `foreign`: it is in another language than English, in which no times are read. `before`: as it was read once.
    """
    today = date.fromisoformat(str(scope.as_of))
    asked, words = at_length(unmarked(request), words)
    asked = asked if before else unframed(asked)
    if not asked and not (scope.since or scope.until):
        raise CallError("the request is empty: name a topic, or a period with since and until")
    window = read_window(asked, today, events=events, dated=False) if asked and not foreign else Window()
    topic = topic_of(asked, window, before=before)
    around = "" if before else _around(asked, window)
    topic = "" if around and not _named(around) else topic
    outlet = (outlets or {}).get(plain(outlet_in(topic)))
    if (outlet and scope.source is None) or is_editorials(topic):
        scope, topic = replace(scope, source=scope.source or outlet), ""
        if not (window.named or scope.since or scope.until):  # all that it wrote, the newest first
            return Order(request, "", scope, None, words, form, window.notes)
    if scope.since or scope.until:
        return Order(request, topic, scope, "caller", words, form, window.notes)
    if window.named:
        scope, notes = replace(scope, since=window.since, until=window.until), window.notes
        if around and window.since:  # behind the day itself
            behind = date.fromisoformat(window.since) + timedelta(days=1)
            scope = replace(scope, since=min(behind, today).isoformat())
        one = window.since and window.since == window.until and window.since <= str(scope.as_of)
        if topic and window.since and one and _is_of_day(asked, window):
            scope = replace(scope, until=min(today, date.fromisoformat(window.since) + AFTER).isoformat())
            notes = (*notes, phrasing.followed(AFTER.days, window.since))
        return Order(request, topic, scope, "question", words, form, notes, around=around)
    if topic:
        newest = bool(_NEWS.search(request))
        return Order(request, topic, scope, None, words, form, window.notes, newest)
    first = (today - timedelta(days=NEWS - 1)).isoformat()
    return Order(request, "", replace(scope, since=first), "question", words, form, window.notes)


def _is_of_day(request: str, window: Window) -> bool:
    """Whether the one day of a request only says which thing is meant: 'the test of 24 March', 'the March 24 test'."""
    first, last = window.spans[0].mentions[0].start, window.spans[-1].mentions[-1].end
    dating = (DATING.search(request[:first]) or [""])[0].lower().split()
    named = (dating or request[:first].lower().split())[-1:] == ["the"] and re.match(r",? [A-Za-z]", request[last:])
    return dating[:1] == ["of"] or bool(named)


def is_open(question: str, order: Order) -> bool:
    """Whether a question asks for whatever there is of a time or an outlet, and for nothing on it: 'What was published
    last week?', 'anything from the Herald?'; or says that it asks for all there is on a matter: 'What is known about
    the strike?'. `order`: what it would order as a request.
    """
    if order.around:
        return True
    if lead := _leading(_LEADS, question):
        return _DETAIL.isdisjoint(word.lower() for word in WORD.findall(question[lead.end() :]))
    window = read_window(question, date.fromisoformat(str(order.scope.as_of)), dated=False)
    first = [word.lower() for word in WORD.findall(_timeless(question, window))]
    told = bool(order.scope.source) or order.editorials or window.named or bool(LATEST.search(question))
    return told and not order.topic and bool(first) and first[0] not in _DETAIL and not _POINTING.intersection(first)


def _leading(order: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where a text says for whom or whose words it asks, before anything else that it names."""
    found = order.search(text)
    return found if found and not _read(text[: found.start()])[0] else None


def _timeless(request: str, window: Window) -> str:
    """A request without its times."""
    left, at = [], 0
    for time in sorted({time for span in window.spans for time in span.mentions}):
        left.append(DATING.sub("", request[at : time.start]))
        at = max(at, time.end)
    return " ".join([*left, request[at:]])


def _read(text: str) -> tuple[str, str]:
    """What a text is on, empty where that is nothing; and the text itself, or of a question what it asks of."""
    own = own_words(text)
    if not own:
        return "", text
    asks = text.partition(" ")[0].lower() in _ASKS | _ASKED
    return text[slice(*_asked(text, own))], text[own[0].start() : own[-1].end()] if asks else text


def _asked(text: str, own: Sequence[re.Match[str]]) -> tuple[int, int]:
    """From where to where a text says what it is on: in its own words, or in a clause that would be torn without the
    words that ask it: 'how Seoul responded', but the harbour alone of 'Who said what about the harbour?'.
    """
    words = list(WORD.finditer(text))
    before = [one for one in words if one.end() <= own[0].start()]
    first = next((at for at, one in enumerate(before) if one.group().lower() in _ASKS), 0)
    asking = [one.group().lower() for one in before[first:]]
    behind = [one.group().lower() for one in words if one.start() >= own[-1].end()]
    named = asking[-1:] == ["the"] or text[own[0].start()].isupper()
    thing = asking[:1] in (["what"], ["who"]) and not BEING.isdisjoint(asking) and named  # 'What is the toll?'
    clause = {*asking[:1]} <= _ASKS | _ASKED and {*asking} <= _ASKS | _ASKED | _DETERMINERS and {*behind} <= FUNCTION
    if not asking or thing or not clause:
        return own[0].start(), own[-1].end()
    return before[first].start(), words[-1].end()


def topic_of(request: str, window: Window, *, before: bool = False) -> str:
    """What a request is about, in its own words: without its times and the words that order it at both ends. An event
    that only says when is no part of it where the rest names somebody or something, and does not answer the event.
    """
    undated = without_events(request, window)
    topic = _topic(undated, window, before)
    answering = not _ANSWERING.isdisjoint(word.lower() for word in WORD.findall(topic))
    return topic if names(fold(f"on {topic}")) and not answering else _topic(request, window, before)


def _named(event: str) -> str:
    """What an event names: 'Lund', of 'Lund's election'."""
    return " ".join(name.text for name in names(fold(f"after {event}")))


def _around(request: str, window: Window) -> str:
    """The event that a request counts from, where it asks for whatever happened before or after; else nothing."""
    return "" if _topic(without_events(request, window), window, before=False) else event_of(request, window.spans)


def _topic(request: str, window: Window, before: bool) -> str:
    text = _timeless(request, window)
    for order in (_READER, _LEADS_BEFORE if before else _LEADS, _VOICES):
        if found := _leading(order, text):
            text = text[found.end() :]
    return " ".join(_read(text)[0].split()).rstrip(".,")
