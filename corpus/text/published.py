"""Dates as news writes them, whole ('May. 25, 2021 07:27') or relative ('on Friday'), made ISO 8601."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from corpus.article import Span
from corpus.errors import CallError, Rejected
from corpus.text.calendar import MONTH_NUMBERS, SHORT_WEEKDAYS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS

_NUMBERS = CARDINALS | {"a": 1, "an": 1, "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4}
_MONTH = rf"(?P<month>{either(MONTH_NUMBERS)})\b\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
# No digit, nor a digit and a point, may stand before: '12021-01-25' and '1.2021.01.25' hold no date.
_ALONE = r"(?<![0-9])(?<![0-9][./-])"

_FORMS = tuple(
    re.compile(_ALONE + form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<year>[0-9]{4})\s?년\s{0,3}(?P<month>[0-9]{1,2})\s?월\s{0,3}(?P<day>[0-9]{1,2})\s?일",
        r"(?P<year>[0-9]{4})\s?年\s{0,3}(?P<month>[0-9]{1,2})\s?月\s{0,3}(?P<day>[0-9]{1,2})\s?日",
        r"(?P<year>[0-9]{4})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![0-9])",
        rf"\b{_MONTH}\s{{0,3}}{_DAY}\s{{0,3}},?\s{{0,3}}{_YEAR}",
        rf"\b{_DAY}(?:\s{{1,3}}of)?[\s.-]{{0,3}}{_MONTH},?[\s-]{{0,3}}{_YEAR}",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})(?![0-9])",
        r"(?P<first>[0-9]{1,2})[/-](?P<second>[0-9]{1,2})[/-](?P<year>[0-9]{4})(?![0-9])",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:T[0-9]{4,6}Z?)?(?![0-9])",
        # The years of two digits that RFC 822 allowed, seen in old feeds.
        rf"{either(SHORT_WEEKDAYS)},\s(?P<day>[0-9]{{1,2}})\s(?P<month>[a-z]{{3}})\s(?P<short>[0-9]{{2}})(?![0-9])",
    )
)
_CLOCK = re.compile(
    r"(?:\s{0,3}[,.])?(?:\s{0,3}\(?[월화수목금토일]\)?(?=\s))?(?:[T ]|\s{1,3}(?:at\s|[-|·]\s)?)\s{0,3}"
    r"(?P<half>오전|오후)?\s{0,2}"
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?|\s?시(?:\s?(?P<minutes>[0-9]{1,2})분)?)"
    r"(?![0-9:])\s{0,2}(?P<noon>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\s{0,3}(?P<hour>1[0-2]|0?[1-9])\s?(?P<noon>[ap]\.?m\b)", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}[0-9:.,Z+ -]*)?", re.ASCII)
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]{1,9})?")

_WEEKDAY = either(WEEKDAYS)
_COUNT = rf"(?:[0-9]{{1,3}}|{'|'.join(word for word in _NUMBERS if word.isascii())})"
_RELATIVE = re.compile(
    # A day that something is announced for lies ahead: 'will meet on Friday', 'scheduled for Friday'.
    rf"(?P<ahead>\b(?:will|(?:is|are|was|were)\s(?:to|set\sto|due\sto|expected\sto|scheduled\s(?:to|for))|plans?\sto)"
    rf"(?:\s(?!said\b|told\b|announced\b)[a-z]{{1,20}}){{0,3}}\s(?:(?:on|this|for)\s)?)?"
    r"(?:"
    rf"(?<!good\s)(?<!black\s)(?<!bloody\s)(?<!super\s)(?<!palm\s)(?<!easter\s)(?<!every\s)(?<!each\s)(?<!cyber\s)"
    rf"\b(?P<which>last\s|next\s|this\s|the\sfollowing\s|the\sprevious\s)?(?P<weekday>{_WEEKDAY})\b"
    # 'Friday, January 22' and 'Friday (22 January)' name their day themselves.
    rf"(?!,?\s\(?(?:the\s)?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{either(MONTH_NUMBERS)}\b)"
    r"|\b(?P<word>the\sday\sbefore\syesterday|yesterday|today|tonight|tomorrow|(?:this|last)\s(?:morning|afternoon|evening|night))\b"
    rf"|\b(?:(?:the|earlier)\s)?(?P<period>last|this|next|past)\s(?P<unit>week|weekend|month|year)\b(?!-)"
    rf"|\b(?P<count>{_COUNT})\s(?P<units>day|week|month|year)s?\s(?:ago|earlier)\b"
    r"|\bthe\s(?P<step>next|following|previous)\sday\b"
    r"|(?P<korean>그저께|그제|어제|오늘|내일|모레|지난주|이번\s?주|다음\s?주|지난달|이번\s?달|지난해|작년|올해)"
    r"|(?<![0-9])(?P<back>[0-9]{1,3}|하루|이틀|사흘|나흘)\s?(?:일|주)?\s?전(?=[\s에의,.]|$)"
    r")",
    re.IGNORECASE,
)
_KOREAN_DAYS = {"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2}
_KOREAN_PERIODS = {
    "지난주": ("last", "week"),
    "이번주": ("this", "week"),
    "다음주": ("next", "week"),
    "지난달": ("last", "month"),
    "이번달": ("this", "month"),
    "지난해": ("last", "year"),
    "작년": ("last", "year"),
    "올해": ("this", "year"),
}


@dataclass(frozen=True, slots=True)
class DerivedDays:
    """The days that a relative phrase of an article means; derived, never stated by the article itself.

    `first` and `last` are inclusive, `YYYY-MM-DD`, counted from the day of publication. That day can be one after
    the day of writing; `earliest` is where `first` would lie then. It is `first` itself for weekdays, which do not
    shift with the day of publication.
    """

    span: Span
    phrase: str
    first: str
    last: str
    earliest: str

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, as dates."""
        return date.fromisoformat(self.first), date.fromisoformat(self.last)


def parse_date(text: str) -> str | None:
    """The first whole date in a short text: `YYYY-MM-DD`, with `THH:MM` where a time follows; None where there is none.

    A date and its time are kept as they were written; an offset from UTC is dropped, so that the day stays the
    publisher's own. Seconds since 1970 (10 digits; 13 for milliseconds) are read as UTC. Raises Rejected for a date
    that does not exist, and for one like '03/04/2021' that has two readings.
    """
    text = text.strip()[:300]
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC).strftime("%Y-%m-%dT%H:%M")
    found = min((match for form in _FORMS if (match := form.search(text))), key=re.Match.start, default=None)
    if found is None:
        return None
    day = _calendar_day(found)
    return f"{day}T{clock}" if (clock := _clock(text, found.end())) else day


def check_day(value: str | date) -> str:
    """The day `YYYY-MM-DD` of a date, or of an ISO 8601 string; raises CallError for anything else."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        raise CallError(f"the date {value.strip()!r} does not exist; write a day as 2021-01-25") from None
    raise CallError(f"{str(value)[:60]!r} is not a date; write a day as 2021-01-25")


def derived_days(text: str, published: str) -> list[DerivedDays]:
    """What the relative phrases of a text mean, in the order of the text, for an article published on that day.

    A weekday is the most recent one not after the day of publication; one that something is still to happen on is
    the next one after it. 'the next day' counts from the weekday or day before it in the same paragraph.
    """
    today = date.fromisoformat(check_day(published))
    found: list[DerivedDays] = []
    for match in _RELATIVE.finditer(text):
        start = match.end("ahead") if match["ahead"] else match.start()
        if match["step"] and (not found or "\n" in text[found[-1].span.end : start]):
            continue
        try:
            if match["step"]:
                shift = timedelta(days=-1 if match["step"].lower() == "previous" else 1)
                before = (found[-1].first, found[-1].last, found[-1].earliest)
                days = tuple(date.fromisoformat(day) + shift for day in before)
            else:
                first, last = _meaning(match, today)
                days = (first, last, first if match["weekday"] else _meaning(match, today - timedelta(days=1))[0])
        except (ValueError, OverflowError):  # 'nine hundred years ago' leaves the calendar
            continue
        found.append(
            DerivedDays(Span(start, match.end()), text[start : match.end()], *(day.isoformat() for day in days))
        )
    return found


def resolve_relative(phrase: str, published: str) -> DerivedDays | None:
    """What one phrase ('on Friday', 'last week', '2 days ago') means in an article published on that day, or None."""
    return next(iter(derived_days(phrase, published)), None)


def _calendar_day(found: re.Match[str]) -> str:
    """The ISO day of a match of one of the forms."""
    parts = found.groupdict()
    if "first" in parts:
        month, day = _month_and_day(int(parts["first"]), int(parts["second"]), found[0])
    else:
        name, day = parts["month"].lower(), int(parts["day"])
        if not (name in MONTH_NUMBERS or name.isdigit()):
            raise Rejected(f"the date {found[0]!r} does not exist; write it as 2021-01-25")
        month = MONTH_NUMBERS.get(name) or int(name)
    # RFC 2822, 4.3: two digits below 50 are years from 2000 on, the others from 1900 on.
    year = int(parts["year"]) if "year" in parts else 1900 + int(parts["short"]) + 100 * (int(parts["short"]) < 50)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Rejected(f"the date {found[0]!r} does not exist; write it as 2021-01-25") from None


def _month_and_day(first: int, second: int, written: str) -> tuple[int, int]:
    """Month and day of '25/01/2021' or '01/25/2021'; a date with two readings is refused, never guessed."""
    if first != second and max(first, second) <= 12:
        raise Rejected(f"the date {written!r} can be read in two ways; write it as 2021-01-25")
    return (second, first) if first > 12 else (first, second)


def _clock(text: str, start: int) -> str | None:
    """The time `HH:MM` that follows a date, or None."""
    found = _CLOCK.match(text, start) or _HOURS.match(text, start)
    if not found:
        return None
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or parts.get("minutes") or 0)
    late = (parts.get("noon") or "").lower().startswith("p") or parts.get("half") == "오후"
    early = (parts.get("noon") or "").lower().startswith("a") or parts.get("half") == "오전"
    if late or early:
        hour = hour % 12 + (12 if late else 0) if hour <= 12 else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _meaning(match: re.Match[str], today: date) -> tuple[date, date]:
    """First and last day of a match of the relative phrases, seen from the day of publication."""
    if name := match["weekday"]:
        day = _weekday(WEEKDAYS.index(name.lower()), (match["which"] or "").strip().lower(), match["ahead"], today)
        return day, day
    if word := match["word"]:
        word = " ".join(word.lower().split())
        shift = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}
        day = today + timedelta(days=shift.get(word, 0))
        return day, day
    if match["period"]:
        return _period(match["period"].lower(), match["unit"].lower(), today)
    if match["count"]:
        return _ago(_number(match["count"]), match["units"].lower(), today)
    if match["back"]:
        return _ago(_number(match["back"]), "week" if "주" in match[0] else "day", today)
    word = "".join(match["korean"].split())
    if word in _KOREAN_PERIODS:
        return _period(*_KOREAN_PERIODS[word], today)
    day = today + timedelta(days=_KOREAN_DAYS[word])
    return day, day


def _weekday(index: int, which: str, ahead: str | None, today: date) -> date:
    """The weekday (Monday is 0) that is meant: back in time, unless it is still to come."""
    back = (today.weekday() - index) % 7
    if which in ("next", "the following") or ahead:
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or 7 * (which == "last"))


def _period(which: str, unit: str, today: date) -> tuple[date, date]:
    """First and last day of last, this or next week (from Monday), weekend, month or year."""
    step = {"last": -1, "past": -1, "this": 0, "next": 1}[which]
    if which == "past":
        return today - timedelta(days={"week": 7, "weekend": 7, "month": 31, "year": 366}[unit]), today
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        if unit == "week":
            return monday, monday + timedelta(days=6)
        # 'last weekend' on a Sunday is a week ago; 'this weekend' on a Monday is the one just past, or the next.
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    return _month(today, step)


def _month(today: date, step: int) -> tuple[date, date]:
    """First and last day of the month that many months away."""
    count = today.year * 12 + today.month - 1 + step
    first = date(count // 12, count % 12 + 1, 1)
    after = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _ago(count: int, unit: str, today: date) -> tuple[date, date]:
    """First and last day of so many units ago: a day for days, the seven days around it for weeks, else the month."""
    if unit == "day":
        day = today - timedelta(days=count)
        return day, day
    if unit == "week":
        day = today - timedelta(weeks=count)
        return day - timedelta(days=3), min(day + timedelta(days=3), today)
    if unit == "month":
        return _month(today, -count)
    return date(today.year - count, 1, 1), date(today.year - count, 12, 31)


def _number(written: str) -> int:
    """The number that digits or a word write."""
    return _NUMBERS.get(written.lower()) or int(written)
