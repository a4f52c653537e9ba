"""The time window that a question's words speak of, against the as-of date."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from assistant.times.days import DAY, Days, Period, around, number, shifted
from assistant.times.mentions import Clock, Mention, mentions
from assistant.times.words import COUNT, UNIT

Events = Callable[[str], str | date | None]
"""Finds the day of an event ('Yoon took office') in the archive, or None."""

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
    r"breaking|headlines?|ongoing|upcoming|(?:what(?:['’]s| is) )?the news|as of (?:now|today))\b|최근|현재|지금|오늘|이번",
    re.I,
)
BYGONE = re.compile(
    r"\b(?:originally|historically|ever since|used to|formerly|back then|at the time|those days)\b|"
    r"\b(?:did|has|have|had)\b[^,;?]{0,40}? ever\b",
    re.I,
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
BACKGROUND = 365 * DAY

AFTERMATH = 30 * DAY
BEFORE = (
    r"(?:before|until|till|up to|prior to|ahead of|in the (?:run-up|lead-up|days|weeks|months|year|"
    r"years) (?:to|before)|no later than|by)"
)
AFTER = (
    r"(?:since|after|following|from|as of|starting(?: in| on| from)?|beginning(?: in| on)?|in the (?:wake|"
    r"aftermath) of|ever since|post)"
)
FILL = r"(?:(?:the|its|his|her|their|a|an|in|on|at|of|about|around|early|during|[\w’'-]+['’]s) ){0,4}"
EVENT = re.compile(
    r"\b(?P<w>ever since|since|before|after|until|till|prior to|ahead of|following|by the time|"
    r"in the wake of|in the aftermath of|in the run-up to|in the days after|in the days before|"
    r"in the weeks after|in the weeks before) "
    r"(?P<p>[^,;?!()\"“”]+?)(?=\s*(?:[,;?!()\"“”]|\.(?:\s|$)|$|\b(?:and|but) (?:who|what|when|where|why|"
    r"how|which|did|has|have|was|is)\b|"
    r"\b(?:what|who|how|which) (?:did|has|have|was|were|is|are|said)\b))",
    re.I,
)
HAPPENING = re.compile(
    r"\b(?:summit|meeting|talks|election|vote|inaugurat\w*|launch\w*|test\w*|visit\w*|trip|tour\w*|"
    r"invasion|invad\w+|war|attack\w*|strike|cease-?fire|"
    r"armistice|resign\w*|death|died|killing|assassinat\w+|coup|outbreak|pandemic|deal|agreement|treaty|"
    r"sanctions?|veto\w*|resolution|hearing|"
    r"speech|address|announce\w*|statement|declaration|ceremony|olympics|games|conference|congress|"
    r"parade|drills?|exercises?|call|phone|"
    r"appoint\w*|nominat\w+|confirm\w*|took|take|takes|taking|sworn|swear\w*|became|becom\w+|won|lost|"
    r"left|began|begin\w*|start\w*|ended|"
    r"met|went|fell|fall|came|signed|sign\w*|arriv\w+|return\w*|releas\w+|reopen\w*|restor\w+|"
    r"chang\w+ of government|handover|impeach\w*|"
    r"arrest\w*|[a-z]{3,}ed)\b",
    re.I,
)


TOPIC = re.compile(r"\s(?:about|regarding|concerning|over|on|towards?|with)\b", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the question that speaks of a time, and its days; an open end is None."""

    start: int
    end: int
    days: Days
    kind: str
    mentions: tuple[Mention, ...] = ()
    joint: str = ""
    """How its mentions are joined: `range` (from, between), `list` (and, or), or nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a question's words say of time. `since` and `until` are days (ISO) or None for an open end."""

    since: str | None = None
    until: str | None = None
    recent: bool = False
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def named(self) -> bool:
        """Whether the words name any time."""
        return bool(self.spans)

    @property
    def prefer(self) -> tuple[str | None, str | None] | None:
        """The days of publication to prefer, before search adds its grace at the end.

        None for 'before 2022': it bounds what happened, not when it was written (a record 'before 2022' is told in 2022).
        'By March' and 'before Yoon took office', an event that the archive dates, are about those days.
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
    future = FUTURE.search(question) is not None
    bounds = Period(anchor.first or anchor.last or as_of, anchor.last or anchor.first or as_of) if anchor else None
    clock = Clock(as_of, future, bounds)
    found = mentions(question, clock)
    if bounds is None and len(found) > 1:  # 'on 27 May 2022 and the day after' counts from its own date
        clock.anchor = found[0].period
        again = [m for m in mentions(question, clock) if m.kind == "told"]
        found = sorted([m for m in found if all(m.end <= t.start or m.start >= t.end for t in again)] + again)
    elif bounds is None and len(found) == 1:
        clock.anchor = found[0].period
        found += [m for m in mentions(question, clock) if m.kind == "told" and m.start >= found[0].end]
    spans, rest = _event_spans(question, found, as_of, events, clock)
    spans += _joined(question, rest, as_of)
    spans = _of_the_question(question, sorted(spans, key=lambda span: span.start), as_of)
    days = _together([span.days for span in spans])
    recent = _is_recent(question, spans, as_of, dated)
    return Window(
        days.first.isoformat() if days.first else None,
        days.last.isoformat() if days.last else None,
        recent,
        tuple(spans),
        tuple(clock.notes),
    )


def _of_the_question(text: str, spans: list[Span], as_of: date) -> list[Span]:
    """The spans without those that say when something else was: a record's measure, a thing's name, its background."""
    spans = [span for span in spans if not (span.kind == "since" and RECORD.search(text[: span.start]))]
    near = [span for span in spans if span.kind in ("now", "past") and span.days.first]
    if not near:
        return spans
    first = min(span.days.first for span in near if span.days.first)
    return [span for span in spans if span.kind != "named" or not (_names_a_thing(text, span) or _is_over(span, first))]


def _names_a_thing(text: str, span: Span) -> bool:
    return not span.joint and span.start == span.mentions[0].start and DATING.search(text[: span.start]) is None


def _is_over(span: Span, first: date) -> bool:
    return span.days.last is not None and span.days.last < first - BACKGROUND


def _event_spans(
    text: str, found: list[Mention], as_of: date, events: Events | None, clock: Clock
) -> tuple[list[Span], list[Mention]]:
    """Spans that count from an event ('since the May 2021 summit'), and the mentions that are left."""
    spans: list[Span] = []
    rest = list(found)
    for m in EVENT.finditer(text):
        phrase, word = m["p"].strip().rstrip("."), m["w"].lower()
        inside = [x for x in rest if m.start("p") <= x.start < m.end("p")]
        lead = re.compile(rf"{FILL}$", re.I)
        bare = bool(inside) and lead.fullmatch(text[m.start("p") : inside[0].start] or "") is not None
        if bare and not re.match(r"\s+\w", text[inside[0].end : m.end("p")]):
            continue  # 'since May 2021': a date, not an event
        if re.search(r"\bbefore and$|\bday$|\bweek$|\bmonth$|\byear$", text[: m.start()].strip(), re.I) and not inside:
            continue
        if re.match(r"(?:and|or) (?:after|before)\b", phrase, re.I) or not HAPPENING.search(phrase):
            continue
        day = _event_day(phrase, inside, events)
        if day is None and (topic := TOPIC.search(phrase)):  # 'before Yoon took office about the exercises'
            day = _event_day(phrase[: topic.start()], inside, events)
        if day is None:
            if not inside:
                if events is not None:
                    clock.note(f"The archive gives no day for '{phrase}'.")
                continue
            first, last = inside[0].first, inside[0].last
        else:
            first = last = day
        forward = word in (
            "since",
            "ever since",
            "after",
            "following",
            "in the wake of",
            "in the aftermath of",
            "in the days after",
            "in the weeks after",
        )
        if "days" in word or "weeks" in word:
            reach = 7 if "days" in word else 28
            days = Days(first, last + reach * DAY) if forward else Days(first - reach * DAY, last)
        elif forward and "since" not in word:  # what is said 'after' an event is mostly said soon after it
            days = Days(first, max(last, min(as_of, last + AFTERMATH)))
        elif forward:
            days = Days(first, as_of if as_of >= first else None)
        else:
            days = Days(None, last - DAY if day else last)
        kind = "since" if "since" in word else "event" if day else "named"
        spans.append(Span(m.start(), m.end("p"), days, kind, tuple(inside)))
        rest = [x for x in rest if x not in inside]
    return spans, rest


def _event_day(phrase: str, inside: list[Mention], events: Events | None) -> date | None:
    """The event's day, refused where the phrase itself names another time."""
    if any(m.period.length == 1 for m in inside):
        return inside[0].first
    found = events(phrase) if events else None
    day = date.fromisoformat(found[:10]) if isinstance(found, str) else found
    if day and inside and not inside[0].first - 3 * DAY <= day <= inside[0].last + 3 * DAY:
        return None
    return day


def _joined(text: str, found: list[Mention], as_of: date) -> list[Span]:
    """Mentions joined by their little words: ranges, lists, 'since', 'by', 'the week of'."""
    spans: list[Span] = []
    i = 0
    while i < len(found):
        one = found[i]
        head = text[: one.start]
        group, joint = [one], ""
        while i + 1 < len(found):
            gap = text[group[-1].end : found[i + 1].start]
            kind = _joint(head, gap, first=len(group) == 1)
            if not kind or (joint and kind != joint):
                break
            joint = kind
            i += 1
            group.append(found[i])
        i += 1
        start, end = group[0].start, group[-1].end
        kind = group[0].kind if len(group) == 1 else _kind(group)
        if joint == "range":
            first, last = group[0].first, group[-1].last
            if last < first:
                late = shifted(last, "year", 1)
                first, last = (
                    (first, late) if late <= as_of or group[0].kind != "named" else (group[-1].first, group[0].last)
                )
            spans.append(Span(start, end, Days(first, last), kind, tuple(group), joint))
            continue
        if joint == "list":
            days = Days(min(m.first for m in group), max(m.last for m in group))
            spans.append(Span(start, end, days, kind, tuple(group), joint))
            continue
        days, lead = _led(head, one, text[end:], as_of)
        if lead.startswith(("since", "before", "prior")):
            kind = lead.split()[0]
        spans.append(Span(start - len(lead), end, days, kind, tuple(group)))
    return spans


def _kind(group: list[Mention]) -> str:
    kinds = {m.kind for m in group}
    return kinds.pop() if len(kinds) == 1 else "named"


def _joint(head: str, gap: str, *, first: bool) -> str:
    """How two neighbouring mentions are joined, by the words before and between them."""
    between = first and re.search(r"\bbetween (?:[\w’'-]+ ){0,3}$", head, re.I) is not None
    source = first and re.search(r"\bfrom (?:[\w’'-]+ ){0,3}$", head, re.I) is not None
    if between and re.fullmatch(r"(?: [\w’'-]+){0,3},? and (?:[\w’'-]+ ){0,3}", gap, re.I):
        return "range"
    if source and re.fullmatch(r"(?: [\w’'-]+){0,3},? (?:to|until|till|through|up to) (?:[\w’'-]+ ){0,3}", gap, re.I):
        return "range"
    if re.fullmatch(r"\s*(?:-|–|—|to|through|thru|until|till|up to|,? and until)\s*(?:the |in )?", gap, re.I):
        return "range"
    if re.fullmatch(r"\s*(?:부터|에서)\s*", gap):
        return "range"
    if re.fullmatch(
        r",?\s*(?:and|or|and then|and again|versus|vs\.?|than|as well as|&|,)\s*(?:also )?(?:in |on |"
        r"of |by |during |at |for |the |that of |those of ){0,3}",
        gap,
        re.I,
    ):
        return "list"
    return ""


def _led(head: str, one: Mention, tail: str, as_of: date) -> tuple[Days, str]:
    """The days of a single mention with the words that lead up to it, and those words."""
    m = re.search(
        rf"(?:\bthe )?(?:(?P<n>{COUNT}) )?(?P<u>{UNIT}|weekend)s? (?P<w>before|after|following|of|"
        r"ending|from) (?:the )?$",
        head,
        re.I,
    )
    if m and not (m["w"].lower() == "of" and m["u"].lower() in ("month", "year", "day")):
        unit, word, count = m["u"].lower(), m["w"].lower(), number(m["n"] or "one") or 1
        if word == "of":
            return Days(*around(one.first, unit)), m.group()
        if word == "ending":
            return Days(one.last - 6 * DAY, one.last), m.group()
        exact = unit == "day" or m["n"]
        if word == "before":
            moved = shifted(one.first, unit, -count)
            return (Days(moved, moved) if exact and unit == "day" else Days(moved, one.first - DAY)), m.group()
        moved = shifted(one.last, unit, count)
        return (Days(moved, moved) if exact and unit == "day" else Days(one.last + DAY, moved)), m.group()
    m = re.search(rf"\b(?P<b>{BEFORE}) {FILL}$", head, re.I)
    if m:
        words = m["b"].lower()
        strict = words in ("before", "prior to", "ahead of") or words.startswith("in the")
        if words.startswith("in the"):
            return Days(one.first - 30 * DAY, one.first - DAY), m.group()
        return Days(None, one.first - DAY if strict else one.last), m.group()
    m = re.search(rf"\b(?P<a>{AFTER}) {FILL}$", head, re.I)
    if m:
        words = m["a"].lower()
        if "since" in words:
            return Days(one.first, max(as_of, one.first)), m.group()[m.start("a") - m.start() :]
        if words == "from":  # 'the statement from May 2021' is of that month; 'from May 2021 on' goes on
            onward = re.match(r" on(?:ward|wards)?\b(?! \w+ (?:\d|issues))", tail)
            return Days(one.first, max(as_of, one.first) if onward else one.last), m.group()
        if words in ("after", "following", "post") or words.startswith("in the"):
            start = one.last + DAY if words == "after" and one.period.length > 1 else one.first
            return Days(start, max(as_of, start)), m.group()
        if words != "as of" or one.first <= as_of:
            return (Days(None, one.last) if words == "as of" else Days(one.first, max(as_of, one.first))), m.group()
    m = re.search(r"\b(?:around|about|circa|roughly|sometime (?:in|around)|close to|near) $", head, re.I)
    if m:
        slack = max(3, one.period.length // 2) * DAY
        return Days(one.first - slack, one.last + slack), m.group()
    return Days(*one.period), ""


def _together(spans: list[Days]) -> Days:
    """One window for all: a span that holds another gives way to it; the rest are taken from first to last."""
    low, high = date.min, date.max
    known = [(d.first or low, d.last or high) for d in spans]
    kept = [
        one
        for n, one in enumerate(known)
        if not any(
            (one[0] <= other[0] and other[1] <= one[1]) and (one != other or k < n)
            for k, other in enumerate(known)
            if k != n
        )
    ]
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
