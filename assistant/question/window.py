"""The time window that a question's words speak of, against the as-of date."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import compress, takewhile
from operator import not_

from assistant import phrasing
from assistant.language.lexicon import SAYING
from assistant.language.times.days import DAY, Days, Period
from assistant.language.times.mentions import ASKED, Clock, mentions
from assistant.language.times.spans import EVENT, TOPIC, Events, Span, event_spans, joined
from assistant.language.words import fold, tokens
from assistant.question.salience import is_light, key
from corpus.recency import GRACE
from corpus.text.tables import bag, table

FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|going to|upcoming|forthcoming|scheduled (?:to|for)|due to|set to|"
    r"expected to|plan(?:s|ned|ning)? to)\b",
    re.I,
)
LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|recent(?:ly)?|currently?|now|nowadays|at present|"
    r"at the moment|so far|to date|"
    r"up to now|still|yet|today|tonight|this (?:week|month|morning|evening|year|weekend)|these days|"
    r"just (?:now|announced|said)|"
    r"breaking|headlines?|ongoing|upcoming|(?:what(?:['’]s| is) )?the news|as of (?:now|today))\b|"
    r"최근|현재|지금|오늘|이번",
    re.I,
)
BYGONE = re.compile(
    r"\b(?:originally|historically|ever since|used to|formerly|back then|at the time|those days)\b|"
    r"\b(?:did|has|have|had)\b[^,;?]{0,40}? ever\b",
    re.I,
)
_STATE = re.compile(r"(?:and |but |so )?(?:is|are|has|have|do|does|can|may)(?:n['’]t)?\b", re.I)
NOW = re.compile(
    r"\b(?:still|now|nowadays|current(?:ly)?|present-day|today['’]s|yet|so far|at (?:present|the moment))\b", re.I
)
# 'The lowest level since 1985': a record's measure, and no time that the question is about.
RECORD = re.compile(
    r"\b(?:first|last|only|most|least|best|worst|record|(?:low|high|larg|bigg|great|long|short|old|young|fast|slow|hott|"
    r"cold|warm|wett|dri|deadli|strong|weak|steep|sharp|bloodi|few|clos|heavi|busi|tall|cheap)est)"
    r"(?: (?!has\b|have\b|had\b|was\b|were\b|is\b|are\b|been\b)[\w’'-]+){0,4}"
    r"(?<![a-hj-rtv-z]s) $",  # 'the most important steps since May' are of a time; a record is one thing
    re.I,
)
# A noun is named by such a time ('the 2020 Games', 'a 1980s star'); after one of these words a clause is dated by it.
DATING = re.compile(
    r"\b(?:in|on|at|by|of|from|to|and|or|since|until|till|before|after|during|over|around|between|through|within)"
    r"(?: the| early| late| mid)* $",
    re.I,
)
_LASTING = bag(table("assistant.language", "times")["named"]["lasting"])
_AHEAD = 80  # characters behind a year that are read for what it names
_RUN = re.compile(r"(?: [\w’'-]+){0,5}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBERED = re.compile(r"[\w,] [A-Z]\w+ $")  # 'Vision' before '2030'
QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”")
"""What stands between quotation marks: the times in it are parts of a name, or of somebody's words."""
_BLANKS, _BEFORE_MARKS = re.compile(r"\s+"), re.compile(r"\s+(?=[?.,;!])")
BACKGROUND = 365 * DAY
SOON = 3  # days after a day in which what came out tells of it
Bounds = tuple[str | None, str | None]
"""The first and the last day (ISO) of a window; None for an open end."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a question's words say of time. `since` and `until` are days (ISO) or None for an open end."""

    since: str | None = None
    until: str | None = None
    recent: bool = False
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    called: Bounds | None = None
    """The days of the year by which a thing is called, where no time is named: 'the 2015 deal'."""

    @property
    def named(self) -> bool:
        """Whether the words name any time."""
        return bool(self.spans)

    @property
    def prefer(self) -> Bounds | None:
        """The days of publication to prefer, before search adds its grace at the end.

        None for 'before 2022': it bounds what happened, not when it was written (a record 'before 2022' is told in
        2022). 'By March' and 'before Yoon took office', an event that the archive dates, are about those days.
        """
        if self.since is None and all(span.kind in ("before", "prior") for span in self.spans):
            return None
        return (self.since, self.until)


def read_window(
    question: str, as_of: date, *, events: Events | None = None, anchor: Days | None = None, dated: bool = True
) -> Window:
    """The window that the words of a question speak of.

    Args:
        question: The question, one or more sentences.
        as_of: The day it is asked from.
        events: Finds the day of an event that the question counts from; None: only dates in its own words count.
        anchor: The window of the question before, which 'the day after' and 'that month' count from.
        dated: Whether the as-of date was chosen by the asker: a question that names no time is then one about the
            news of that day.

    Returns:
        The days from the earliest to the latest that are spoken of. Mentions that lie inside another narrow it
        ('in 2022 ... from late March to late May'); beside a time counted from the as-of date, one that only names a
        thing ('this week ... the 2020 Games') says nothing, and neither does a record's ('the first since 1966').
        `recent` is true where newer articles are likelier to answer: words such as 'latest' and 'this week', the future
        tense, or a dated question that names no time; it is false where another time is named.
    """
    bounds = Period(anchor.first or anchor.last or as_of, anchor.last or anchor.first or as_of) if anchor else None
    clock = Clock(as_of, bounds)
    # What lies before the press that archives hold is what a question is about, and not when it was written.
    found = [m for m in mentions(question, clock, ASKED) if m.last.year >= 1900]
    spans, rest = event_spans(question, found, as_of, events, clock)
    spans += joined(question, rest, clock)
    spans = _of_the_question(question, sorted(spans, key=lambda span: span.start))
    named = [_is_in_a_name(question, span, as_of) for span in spans]
    called, spans = list(compress(spans, named)), list(compress(spans, map(not_, named)))
    days = _together([span.days for span in spans])
    recent = _is_recent(question, spans, as_of, dated)
    return Window(
        days.first.isoformat() if days.first else None,
        days.last.isoformat() if days.last else None,
        recent,
        tuple(spans),
        tuple(clock.notes),
        None if spans or len(called) != 1 else (str(called[0].days.first), str(called[0].days.last)),
    )


def of_now(question: str, as_of: str) -> bool:
    """Whether a question is on the present state of a thing: 'Is the strike over?', 'Who still holds it?'; one that
    names a time is not.
    """
    asks = _STATE.match(question.strip()) or NOW.search(question)
    if not asks or BYGONE.search(question):
        return False
    return all(span.kind == "now" for span in read_window(question, date.fromisoformat(as_of), dated=False).spans)


def of_words(question: str) -> bool:
    """Whether a question is on what somebody said, whose time is then the time of the saying."""
    return any(one.lower in SAYING for one in tokens(fold(question)))


def is_of(window: Bounds, spoken: date, text: str, *, late: bool = True) -> bool:
    """Whether words that are spoken on a day are of a window: of a day within it, or they name a time within it.

    `late`: so is what came out shortly after, which tells of it: after a day within a few, after a month within weeks.
    """
    first, last = (date.fromisoformat(day) if day else None for day in window)
    grace = min(GRACE, max(SOON, (last - first).days + 1)) * DAY if late and first and last else 0 * DAY
    if (first or spoken) <= spoken <= (last + grace if last else spoken):
        return True
    if not first:  # what is told later of all that was before is told with hindsight
        return False
    told = mentions(text, Clock(spoken))
    return any(first <= time.first and time.last <= (last or time.last) for time in told if time.first <= spoken)


def when(window: Window) -> str:
    """A window as it is said in a sentence: 'on 27 May 2022', 'in March 2022', 'since 1 May 2022'; empty for none."""
    first, last = days_of(window)
    if first and last:
        words = phrasing.period(first, last)
        return f"{'on' if first == last else 'from' if ' to ' in words else 'in'} {words}"
    ends = (("since", first), ("until", last))
    return " ".join(f"{word} {phrasing.day(day)}" for word, day in ends if day)


def without_times(question: str, window: Window) -> str:
    """A question without the times that it names; empty where it names none but that of an event."""
    spans = [span for span in window.spans if span.kind != "event"]
    for span in reversed(spans):
        lead = DATING.search(question[: span.start])
        if lead and lead.group().endswith("the ") and re.match(r" (?!(?:and|or)\b)\w", question[span.end :]):
            lead = None  # 'at the 2018 summit'
        question = f"{question[: lead.start() if lead else span.start]} {question[span.end :]}"
    return _BLANKS.sub(" ", _BEFORE_MARKS.sub("", question)).strip(" ,") if spans else ""


def without_events(question: str, window: Window) -> str:
    """A question with blanks for the events that it counts from ('before Yoon took office'), all else in its place."""
    for span in window.spans:
        found = EVENT.match(question, span.start, span.end)
        if found and span.kind in ("event", "since") and found["w"].lower() != "during":
            topic = TOPIC.search(found["p"])  # 'after the talks on grain'
            end = found.start("p") + topic.start() if topic else span.end
            question = question[: span.start] + " " * (end - span.start) + question[end:]
    return question


def timeless(text: str) -> str:
    """The text without the times that it names, whatever its blanks."""
    for span in reversed(read_window(text, date(2999, 1, 1)).spans):
        text = text[: span.start] + " " + text[span.end :]
    return text


def days_of(window: Window) -> Days:
    """The days of a window."""
    return Days(*(date.fromisoformat(day) if day else None for day in (window.since, window.until)))


def _of_the_question(text: str, spans: list[Span]) -> list[Span]:
    """The spans without those that say when something else was: a record's measure, a thing's name, its background."""
    spans = [
        span
        for span in spans
        if not (span.kind == "since" and RECORD.search(text[max(0, span.start - 160) : span.start]))
    ]
    outside = QUOTED.sub(lambda one: one.group() if one.group() == text.strip() else '"' * len(one.group()), text)
    spans = [span for span in spans if outside[span.start] != '"']
    near = [span for span in spans if span.kind in ("now", "past") and span.days.first]
    if not near:
        return spans
    first = min(span.days.first for span in near if span.days.first)
    return [span for span in spans if span.kind != "named" or not (_names_a_thing(text, span) or _is_over(span, first))]


def _names_a_thing(text: str, span: Span) -> bool:
    return (
        not span.joint
        and span.start == span.mentions[0].start
        and DATING.search(text[max(0, span.start - 60) : span.start]) is None
    )


def _is_in_a_name(text: str, span: Span, as_of: date) -> bool:
    """Whether a year far from the day of asking is part of a name, or of what a thing is called that lasts beyond it:
    'the 1994 Agreed Framework', 'Vision 2030', 'the 2015 deal'; 'the 2018 summit' was in that year.
    """
    far = _is_over(span, as_of) or (span.days.first is not None and span.days.first > as_of)
    if not far or span.joint or not _YEAR.fullmatch(text, span.start, span.end):
        return False
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + _AHEAD]
    if _NUMBERED.search(before):
        return True
    if (lead := DATING.search(before)) and not lead.group().endswith("the "):
        return False  # 'in 2018 report'
    behind = takewhile(lambda word: not is_light(word), re.findall(r"(?<= )[\w’'-]+", _RUN.match(after)[0]))  # type: ignore[index]
    return any(key(word) in _LASTING for word in behind)


def _is_over(span: Span, first: date) -> bool:
    return span.days.last is not None and span.days.last < first - BACKGROUND


def _together(spans: list[Days]) -> Days:
    """One window for all: a span that holds another gives way to it; the rest are taken from first to last."""
    low, high = date.min, date.max
    known = [(d.first or low, d.last or high) for d in spans]
    kept: list[tuple[date, date]] = []
    for one in sorted(set(known), key=lambda days: (days[1], low - days[0])):  # none of those before holds this one
        if not kept or one[0] > kept[-1][0]:
            kept.append(one)
    closed = [d for d in kept if d[0] > low and d[1] < high]
    opened = [d for d in kept if d not in closed]
    if closed and opened:  # 'in 2022, by late March'
        first, last = min(d[0] for d in closed), max(d[1] for d in closed)
        cut = (max([first, *(d[0] for d in opened if d[0] > low)]), min([last, *(d[1] for d in opened if d[1] < high)]))
        kept = [cut] if cut[0] <= cut[1] else kept
    elif len(opened) > 1 and max(d[0] for d in opened) <= min(
        d[1] for d in opened
    ):  # 'after May 2021 and before June 2022'
        kept = [(max(d[0] for d in opened), min(d[1] for d in opened))]
    if not kept:
        return Days(None, None)
    first, last = min(d[0] for d in kept), max(d[1] for d in kept)
    return Days(first if first > low else None, last if last < high else None)


def _is_ahead(span: Span, as_of: date) -> bool:
    first, last = span.days
    return (first is not None and first > as_of) or (last is not None and last.year > as_of.year)


def _is_recent(text: str, spans: list[Span], as_of: date, dated: bool) -> bool:
    if any(span.kind in ("now", "ahead") or _is_ahead(span, as_of) for span in spans):
        return all(
            span.kind in ("now", "ahead", "since", "past") or (span.days.last or as_of) >= as_of for span in spans
        )
    if spans:
        return False
    if BYGONE.search(text):
        return LATEST.search(text) is not None
    return dated or LATEST.search(text) is not None or FUTURE.search(text) is not None
