"""Whole dates as news writes them ('May. 25, 2021 07:27'), made ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta
from unicodedata import digit

from corpus.errors import CallError, Rejected
from corpus.text.calendar import MONTH_NUMBERS, SHORT_WEEKDAYS, either
from corpus.text.months import months_named

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
        rf"\b{_DAY}(?:\s{{1,3}}of)?[\s./-]{{0,3}}{_MONTH},?[\s/-]{{0,3}}{_YEAR}",
        # As C and Java write it: 'Wed Jun 14 07:01:00 +0000 2023', '14 6월 2023'.
        rf"\b{_MONTH}\s{{1,2}}{_DAY}\s(?P<clock>[0-9]{{2}}:[0-9]{{2}})(?::[0-9]{{2}})?\s(?:[A-Z0-9:+-]{{1,9}}\s)?{_YEAR}",
        rf"{_DAY}\s(?P<month>[0-9]{{1,2}})[월月]\s{_YEAR}",
        r"(?P<pointed>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})(?![0-9])",
        r"(?P<day>[0-9]{1,2})\stháng\s(?P<month>[0-9]{1,2}),?\s(?:năm\s)?(?P<year>[0-9]{4})(?![0-9])",
        r"(?P<first>[0-9]{1,2})[/-](?P<second>[0-9]{1,2})[/-](?P<year>[0-9]{4})(?![0-9])",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:T[0-9]{4,6}Z?|[0-9]{6})?(?![0-9])",
        # The years of two digits that RFC 822 allowed, seen in old feeds.
        rf"{either(SHORT_WEEKDAYS)},\s(?P<day>[0-9]{{1,2}})\s(?P<month>[a-z]{{3}})\s(?P<short>[0-9]{{2}})(?![0-9])",
    )
)
# A month in another language: '3 de mayo de 2022', '3. května 2022', 'mayo 3, 2022', '2022. május 3.'.
_NAME = r"(?P<month>[^\s0-9.,;:/()\[\]-]{2,20})\.?"
_FOREIGN = tuple(
    re.compile(_ALONE + form, re.IGNORECASE)
    for form in (
        rf"(?P<day>[0-9]{{1,2}})(?:\.|º|er)?[\s-]{{1,2}}(?:de\s)?{_NAME},?[\s-]{{1,2}}(?:del?\s)?{_YEAR}",
        rf"(?<!\w){_NAME}\s{{1,2}}(?P<day>[0-9]{{1,2}})\.?,?\s{{1,2}}(?:del?\s)?{_YEAR}",
        rf"(?P<year>[0-9]{{4}})\.?(?:\sm\.)?\s{{1,2}}{_NAME}\s{{1,2}}(?P<day>[0-9]{{1,2}})(?![0-9])",
        rf"(?P<year>[0-9]{{4}})\.?(?:\sgada)?\s{{1,2}}(?P<day>[0-9]{{1,2}})\.\s{{1,2}}{_NAME}",
    )
)
_SHORT = re.compile(
    rf"(?:[A-Za-z]{{2,9}},?\s)?{_DAY}[\s/.-]{_MONTH}[\s/.-](?P<short>[0-9]{{2}})(?P<rest>\s.{{0,40}})?", re.IGNORECASE
)
_SERIAL = re.compile(r"[2-5][0-9]{4}(?:\.[0-9]{1,12})?")  # the years 1954 to 2064
_FIRST_OF_SHEETS = date(1899, 12, 30)
_CLOCK = re.compile(
    r"(?:\s{0,3}[,.])?(?:\s{0,3}\(?[월화수목금토일]\)?(?=\s))?(?:[T ]|\s{1,3}(?:at\s|[-|·]\s)?)\s{0,3}"
    r"(?P<half>오전|오후)?\s{0,2}"
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?|\s?시(?:\s?(?P<minutes>[0-9]{1,2})분)?)"
    r"(?![0-9:])\s{0,2}(?P<noon>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\s{0,3}(?P<hour>1[0-2]|0?[1-9])\s?(?P<noon>[ap]\.?m\b)", re.IGNORECASE)
# What stands right behind a date and is no time that it could have ('2022-06-01T25:00'), or no part of it ('01foo').
_TIME_LIKE = re.compile(r"(?:[T ]|\s{1,3}(?:at\s)?)\s{0,3}[0-9]{1,9}:[0-9]", re.IGNORECASE)
_RUN_ON = re.compile(r"(?!T[0-9]|Z\b)[A-Za-z_]", re.IGNORECASE)
_LAST_SECOND = 60  # a leap second
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}[0-9:.,Z+ -]*)?", re.ASCII)
# Seconds, milliseconds, microseconds and nanoseconds since 1970; '/Date(1686726060000)/', as .NET writes it.
_EPOCH = re.compile(r"(?:/Date\()?(?P<seconds>[0-9]{10})(?:[0-9]{3}){0,3}(?:\.[0-9]{1,9})?(?:(?:[+-][0-9]{4})?\)/)?")


def parse_date(text: str) -> str | None:
    """The first whole date in a short text: `YYYY-MM-DD`, with `THH:MM` where a time follows; None where there is none.

    A date and its time are kept as they were written; an offset from UTC is dropped, so that the day stays the
    publisher's own. Seconds since 1970 (10 digits; 13, 16 or 19 for parts of them) are read as UTC. Raises Rejected for
    a date that does not exist, and for one like '03/04/2021' that has two readings.
    """
    text = text.strip()[:300]
    if since := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(since["seconds"]), tz=UTC).strftime("%Y-%m-%dT%H:%M")
    found = _first(text)
    if found is None:
        return None
    day = _calendar_day(found)
    within = found.groupdict().get("clock")
    return (
        f"{day}T{clock}" if (clock := _clock(f" {within}" if within else text, 0 if within else found.end())) else day
    )


def doubtful_date(text: str) -> bool:
    """Whether a short text that `parse_date` reads holds more than it reads, in the place of a date alone.

    A time that no day has, letters that run on from the day, or another day.
    """
    text = text.strip()[:300]
    found = None if _EPOCH.fullmatch(text) else _first(text)
    if found is None or "clock" in found.groupdict():
        return False
    end = found.end()
    clock = _CLOCK.match(text, end)
    seconds = int((clock and clock["second"]) or 0)
    no_time = (clock or _TIME_LIKE.match(text, end)) and (_clock(text, end) is None or seconds > _LAST_SECOND)
    return bool(no_time or _RUN_ON.match(text, end) or _another_day(text, found))


def dated_at(text: str) -> int | None:
    """Where the first whole date of a short text begins, whether or not it exists; None where it holds none."""
    text = text[:300]
    starts = [found.start() for found in (_first(text), _first_foreign(text)) if found]
    return min(starts, default=None)


def _first(text: str, start: int = 0) -> re.Match[str] | None:
    """The first date, in any of the forms, from an offset on."""
    return min((match for form in _FORMS if (match := form.search(text, start))), key=re.Match.start, default=None)


def _first_foreign(text: str) -> re.Match[str] | None:
    found = (match for form in _FOREIGN for match in form.finditer(text) if months_named(match["month"], None))
    return min(found, key=re.Match.start, default=None)


def _another_day(text: str, found: re.Match[str]) -> bool:
    """Whether a second date, which exists, stands behind the first and is another day."""
    other = _first(text, found.end())
    try:
        return other is not None and _calendar_day(other) != _calendar_day(found)
    except Rejected:
        return False


def foreign_date(text: str, language: str | None = None) -> str | None:
    """The first date in a short text whose month is named in another language, as `parse_date` gives it; else None.

    `language`: the code of the language that the text is said to be in. Raises Rejected for a date that does not exist,
    and where the month's name means one month in one language and another in the next.
    """
    text = "".join(str(digit(letter)) if letter.isdecimal() else letter for letter in text.strip()[:300])
    for found in sorted((match for form in _FOREIGN for match in form.finditer(text)), key=re.Match.start):
        months = months_named(found["month"], language)
        if len(months) > 1:
            raise Rejected(f"the month of {found[0]!r} is another one in other languages; write it as 2021-01-25")
        if months:
            day = _existing(int(found["year"]), min(months), int(found["day"]), found[0])
            return f"{day}T{clock}" if (clock := _clock(text, found.end())) else day
    return None


def abridged_date(text: str) -> str | None:
    """The day of a text that is a date and no more, in a form that has to be guessed at; None for any other text.

    '14-Jun-23', with a year of two digits, and 45091, the number of the day as spreadsheets count them. Raises Rejected
    for a date that does not exist.
    """
    if short := _SHORT.fullmatch(text.strip()[:100]):
        day = _existing(full_year(short["short"]), MONTH_NUMBERS[short["month"].lower()], int(short["day"]), short[0])
        return f"{day}T{clock}" if (clock := _clock(short["rest"] or "", 0)) else day
    if _SERIAL.fullmatch(text.strip()):
        return (_FIRST_OF_SHEETS + timedelta(days=int(text.strip()[:5]))).isoformat()
    return None


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


def _calendar_day(found: re.Match[str]) -> str:
    """The ISO day of a match of one of the forms."""
    parts = found.groupdict()
    if "first" in parts:
        month, day = _month_and_day(int(parts["first"]), int(parts["second"]), found[0])
    elif "pointed" in parts:  # the day stands first, where it can
        day, month = int(parts["pointed"]), int(parts["month"])
        day, month = (month, day) if day <= 12 < month else (day, month)
    else:
        name, day = parts["month"].lower(), int(parts["day"])
        if not (name in MONTH_NUMBERS or name.isdigit()):
            raise Rejected(f"the date {found[0]!r} does not exist; write it as 2021-01-25")
        month = MONTH_NUMBERS.get(name) or int(name)
    year = int(parts["year"]) if "year" in parts else full_year(parts["short"])
    return _existing(year, month, day, found[0])


def full_year(digits: str) -> int:
    """RFC 2822, 4.3: two digits below 50 are years from 2000 on, the others from 1900 on."""
    return 1900 + int(digits) + 100 * (int(digits) < 50)


def _existing(year: int, month: int, day: int, written: str) -> str:
    """The ISO day; raises Rejected for one that no calendar has."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Rejected(f"the date {written!r} does not exist; write it as 2021-01-25") from None


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
