"""Spans of a question that speak of a time: mentions, words that lead up to and join them, events counted from."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant import phrasing
from assistant.language.times.days import DAY, Days, around, number, shifted
from assistant.language.times.mentions import Clock, Mention
from assistant.language.times.words import COUNT, UNIT

Events = Callable[[str], str | date | None]
"""Finds the day of an event ('Yoon took office') in the archive, or None."""

AFTERMATH = 30 * DAY  # what is said 'after' an event is mostly said soon after it
BEFORE = (
    r"(?:before|until|till|up to|prior to|ahead of|in the (?:run-up|lead-up|days|weeks|months|year|"
    r"years) (?:to|before)|no later than|by)"
)
AFTER = (
    r"(?:since|after|following|from|as of|starting(?: in| on| from)?|beginning(?: in| on)?|in the (?:wake|"
    r"aftermath) of|ever since|post)"
)
FILL = r"(?:(?:the|its|his|her|their|a|an|in|on|at|of|about|around|early|during|[\w’'-]{1,30}(?<=['’]s)) ){0,4}"
# What a lead of a mention may end with.
_LEADING = frozenset(
    re.findall(r"[a-z]+", f"{BEFORE} {AFTER} {FILL} following of ending from the circa roughly close to near")
)
HEAD, TAIL, GAP, PHRASE = (
    120,
    40,
    80,
    160,
)  # characters that are looked at before, after and between times, and of an event
EVENT = re.compile(
    r"\b(?P<w>ever since|since|before|after|until|till|prior to|ahead of|following|by the time|"
    r"in the wake of|in the aftermath of|in the run-up to|in the days after|in the days before|"
    r"in the weeks after|in the weeks before|during) "
    r"(?!when (?:did|do|does|has|have|had|was|were|is|are|will|would|can|could|must|should)\b)"  # 'Until when is ...?'
    rf"(?P<p>[^,;?!()\"“”]{{1,{PHRASE}}}?)(?=\s{{0,3}}(?:[,;?!()\"“”]|\.(?:\s|$)|$|\b(?:and|but) "
    rf"(?:who|what|when|where|why|"
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
SHORT = re.compile(
    r"\b(?:summit|meeting|talks|visit|trip|tour|call|conference|hearing|ceremony|speech|address)\b", re.I
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


def joined(text: str, found: list[Mention], clock: Clock) -> list[Span]:
    """Mentions joined by their little words: ranges, lists, 'since', 'by', 'the week of'."""
    spans: list[Span] = []
    i = 0
    while i < len(found):
        one = found[i]
        head = text[max(0, one.start - HEAD) : one.start]
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
        kinds = {m.kind for m in group}
        kind = kinds.pop() if len(kinds) == 1 else "named"
        if joint == "range":
            days = _ranged(group[0], group[-1], text[start:end], clock)
        elif joint == "list":
            days = Days(min(m.first for m in group), max(m.last for m in group))
        else:
            days, lead = _led(head, one, text[end : end + TAIL], clock.as_of)
            if lead.startswith(("since", "before", "prior")):
                kind = lead.split()[0]
            start -= len(lead)
        spans.append(Span(start, end, days, kind, tuple(group), joint))
    return spans


def _ranged(one: Mention, other: Mention, words: str, clock: Clock) -> Days:
    """The days from one mention to the other; where they run backwards, a year that no words tell is moved, or else
    they are turned round, which is noted.
    """
    if other.last >= one.first:
        return Days(one.first, other.last)
    late = shifted(other.last, "year", 1)
    if _names_no_year(other) and (late <= clock.as_of or one.kind != "named"):
        return Days(one.first, late)
    if _names_no_year(one) and not _names_no_year(other) and other.kind == "named":  # 'from November to February 2022'
        return Days(shifted(one.first, "year", -1), other.last)
    clock.note(f"'{words}' begins after it ends: it was read as {phrasing.period(other.first, one.last)}.")
    return Days(other.first, one.last)


def _names_no_year(one: Mention) -> bool:
    return one.kind == "named" and "y" not in one.parts


def event_spans(
    text: str, found: list[Mention], as_of: date, events: Events | None, clock: Clock
) -> tuple[list[Span], list[Mention]]:
    """Spans that count from an event ('since the May 2021 summit'), and the mentions that are left."""
    spans: list[Span] = []
    starts, used = [one.start for one in found], set[Mention]()
    for m in EVENT.finditer(text):
        phrase, word = m["p"].strip().rstrip("."), m["w"].lower()
        inside = found[bisect_left(starts, m.start("p")) : bisect_left(starts, m.end("p"))]
        bare = inside and re.fullmatch(FILL, text[m.start("p") : inside[0].start], re.I)
        if bare and not re.match(r"\s+\w", text[inside[0].end : m.end("p")]):
            continue  # 'since May 2021': a date, not an event
        if (
            re.search(
                r"\bbefore and$|\bday$|\bweek$|\bmonth$|\byear$", text[max(0, m.start() - 20) : m.start()].strip(), re.I
            )
            and not inside
        ):
            continue
        if re.match(r"(?:and|or) (?:after|before)\b", phrase, re.I) or not HAPPENING.search(phrase):
            continue
        if word == "during" and (inside or not SHORT.search(phrase)):
            continue  # 'during the war': of no few days; 'during May 2022': a date
        day = _event_day(phrase, inside, events)
        if day is None and (topic := TOPIC.search(phrase)):  # 'before Yoon took office about the exercises'
            day = _event_day(phrase[: topic.start()], inside, events)
        if day is None:
            if not inside:
                if events is not None:
                    clock.note(f"No one day was found for '{phrase}'.")
                continue
            first, last = inside[0].first, inside[0].last
        else:
            first = last = day
            if not inside:
                clock.note(f"'{phrase}' was taken to be on {phrasing.day(day)}.")
        forward = re.search("since|after|following|wake", word) is not None
        if "days" in word or "weeks" in word:
            reach = 7 if "days" in word else 28
            days = Days(first, last + reach * DAY) if forward else Days(first - reach * DAY, last)
        elif word == "during":
            days = Days(first - DAY, last + DAY)
        elif forward and "since" not in word:
            days = Days(first, max(last, min(as_of, last + AFTERMATH)))
        elif forward:
            days = Days(first, as_of if as_of >= first else None)
        else:
            days = Days(None, last - DAY if day else last)
        kind = "since" if "since" in word else "event" if day else "named"
        spans.append(Span(m.start(), m.end("p"), days, kind, tuple(inside)))
        used.update(inside)
    return spans, [one for one in found if one not in used]


def _event_day(phrase: str, inside: list[Mention], events: Events | None) -> date | None:
    """The event's day, refused where the phrase itself names another time."""
    if any(m.period.length == 1 for m in inside):
        return inside[0].first
    found = events(phrase) if events else None
    day = date.fromisoformat(found[:10]) if isinstance(found, str) else found
    if day and inside and not inside[0].first - 3 * DAY <= day <= inside[0].last + 3 * DAY:
        return None
    return day


def _joint(head: str, gap: str, *, first: bool) -> str:
    """How two neighbouring mentions are joined, by the words before and between them."""
    if len(gap) > GAP:
        return ""
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


def _is_within(one: Mention, unit: str) -> bool:
    return unit not in ("month", "year", "day") and around(one.first, unit).holds(one.period)


def _led(head: str, one: Mention, tail: str, as_of: date) -> tuple[Days, str]:
    """The days of a single mention with the words that lead up to it, and those words."""
    last = head.rstrip().rpartition(" ")[2].lower()
    if last not in _LEADING and not last.endswith(("'s", "’s")):  # at once, in a text of days
        return Days(*one.period), ""
    m = re.search(
        rf"(?:\bthe )?(?:(?P<n>{COUNT}) )?(?P<u>{UNIT}|weekend)s? (?P<w>before|after|following|of|"
        r"ending|from) (?:the )?$",
        head,
        re.I,
    )
    if m and (m["w"].lower() != "of" or _is_within(one, m["u"].lower())):  # 'the week of 8 May'
        unit, word, count = m["u"].lower(), m["w"].lower(), number(m["n"] or "one") or 1
        if word == "of":
            return Days(*around(one.first, unit)), m.group()
        if word == "ending":
            return Days(one.last - 6 * DAY, one.last), m.group()
        if unit == "weekend":
            ahead = one.last < around(one.last, unit).first
            return Days(*around(one.first, unit, -count if word == "before" else count - ahead)), m.group()
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
