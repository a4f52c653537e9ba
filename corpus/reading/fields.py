"""A field as a reader found it, of whatever type -> what an article keeps of it; Rejected where nothing can be kept."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from corpus.article import KINDS
from corpus.clock import last_day
from corpus.errors import Rejected
from corpus.reading.field_names import DEEPEST, folded, held_in, listed
from corpus.text.calendar import FIRST_DAY
from corpus.text.metadata import bounded, name_alone, one_line, unseen
from corpus.text.published import abridged_date, doubtful_date, foreign_date, parse_date
from corpus.text.shown import MOST_MARKS, few_marks
from corpus.text.tables import table

Note = Callable[[str], None]
"""Called with a remark in one line: what was changed or not believed in an article that is taken."""

# Characters. War and Peace has 3,200,000; the longest transcript seen 160,000.
LONGEST_TEXT = 4_000_000
_LONGEST_ID = 200
_LONGEST_URL = 2_000
# Far more than any article needs; YAML's aliases can name one value millions of times.
_MOST_VALUES = 10_000
_MOST_BITS = 256  # of a whole number
_RARE = "1800-01-01"  # a day before it is likelier a slip ('1622' for 2022) than news
# Days that programs write where they know none: the zeros of Windows, databases, spreadsheets, Apple and Unix.
_ZERO_DAYS = (
    "1601-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1969-12-31", "1970-01-01",
)  # fmt: skip
# The same where midnight stands with it; news may be of these days too.
_ZERO_HOURS = ("1980-01-01T00:00", "2000-01-01T00:00", "2001-01-01T00:00")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")
_HANGUL = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_NO_ADDRESS = re.compile(r"[\s\\\x00-\x1f]")

GIVE = "give one with --published 2021-01-25"
"""What is said to whoever brings an undated text on the command line; other doors say it in their own words."""


def words(name: str, value: object) -> str | None:
    """A field of one string: lists are joined, numbers written out, objects give their `name`."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_word(name, one) for one in value[:50]))) or None
    return _word(name, value)


def line(name: str, value: object, longest: int, note: Note) -> str | None:
    """A field of one line, cut with a remark where it is longer than `longest` characters."""
    given = words(name, value) or ""
    if cut := len(given) - len(few_marks(given)):
        note(f"its {name} heaps marks on single letters: {cut:,} are cut, after {MOST_MARKS} on each")
    whole = one_line(given)
    if len(whole) > longest:
        note(f"its {name} of {len(whole):,} characters is cut after {longest}")
    return bounded(whole, longest) or None


def by_name(name: str, value: object, longest: int, note: Note) -> str | None:
    """The name of an outlet (its field's first line) or of authors, cut where it would read as our quotation's head."""
    lines = [one.strip() for one in (words(name, value) or "").splitlines() if one_line(one)]
    given = ", ".join(lines if name == "author" else lines[:1])
    kept = name_alone(one_line(given))
    if (cut := kept != one_line(given)) or (lines[1:] and name != "author"):
        note(f"its {name} holds more than a name: {f'{bounded(kept, 60)!r} is kept' if kept else 'it is left out'}")
    return line(name, kept if cut else given, longest, note)


def text(value: object) -> str:
    """The text, exactly as it comes."""
    if not isinstance(value, str):
        raise Rejected("has no text" if value is None else f"its text is not text but {type(value).__name__}")
    if len(value) > LONGEST_TEXT:
        raise Rejected(f"its text has more than {LONGEST_TEXT:,} characters, too many for one article")
    if not value.strip():
        raise Rejected("has no text")
    return _safe("text", value)


def given_id(value: object) -> str | None:
    """The id that the source gives, or None where it gives none."""
    if isinstance(value, Mapping):
        value = held_in(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Rejected(f"its id is not a string but {type(value).__name__}")
    given = _safe("id", value if isinstance(value, str) else _number("id", value)).strip()
    if len(given) > _LONGEST_ID or unseen(given):
        raise Rejected(f"its id is longer than {_LONGEST_ID} characters, or holds some that cannot be seen")
    return given or None


def published(
    value: object,
    instead: str | None,
    today: str,
    note: Note,
    *,
    guesses: Iterable[tuple[str, str]] = (),
    language: str | None = None,
) -> str:
    """The day of publication; one that lies in the future is kept, with a remark.

    Where it is missing or cannot be believed, `instead` stands for it, or else the first of the `guesses` (each a date
    and what it is the day of) that can be: both are told.
    """
    wrong = ""
    try:
        day = _date("published", value, note, language)
        if day and (doubt := _doubt(day)):
            raise Rejected(f"its published is {day[:10]}, {doubt}; {GIVE}")
    except Rejected as reason:
        day, wrong = None, str(reason)
    if not day:
        what, day = ("", instead) if instead else _guessed(guesses, today)
        if not day:
            raise Rejected(wrong or f"has no date of publication; {GIVE}")
        if wrong or what:
            missing = wrong.partition(";")[0] or "has no date of publication"
            note(f"{missing}: {f'{what}, {day[:10]},' if what else day} stands for it")
    if day in _ZERO_HOURS:
        note(f"is dated {day[:10]} at midnight, as some programs write where they know no date: kept, to be checked")
    if day < _RARE:
        note(f"is dated {day[:10]}, from which little news is left: kept, to be checked")
    if day[:10] > last_day(today):
        note(f"is dated {day[:10]}, which lies in the future: kept, and never the day that is asked from by itself")
    return day


def _guessed(guesses: Iterable[tuple[str, str]], today: str) -> tuple[str, str | None]:
    """The first of the guesses that can be a day of publication: what it is the day of, and the date."""
    for written, what in guesses:
        try:
            day = parse_date(written) or foreign_date(written)
        except Rejected:
            continue
        if day and not _doubt(day) and day[:10] <= last_day(today):
            return what, day
    return "", None


def updated(
    value: object,
    today: str,
    extra: dict[str, Any],
    note: Note,
    *,
    language: str | None = None,
) -> str | None:
    """The day of the last change; one that cannot be read or cannot be is kept as metadata, with a remark."""
    fetched = [other for name, other in extra.items() if folded(name) in listed("fetched")]
    if value and value in fetched:
        note("its updated is the moment at which it was fetched: not believed")
        return None
    if value and any(folded(other) in listed("kept") for other in extra):
        note("its updated is the day on which its entry in a collection was changed: not believed")
        return None
    try:
        day = _date("updated", value, note, language)
    except Rejected as reason:
        note(f"{str(reason).partition(';')[0]}: its day of change is left out")
        extra.setdefault("updated", words("updated", value))
        return None
    doubt = day and (_doubt(day) or ("which lies in the future" if day[:10] > last_day(today) else ""))
    if day and doubt:
        note(f"its updated is {day[:10]}, {doubt}: not believed")
        extra.setdefault("updated", day)
        return None
    return day


def url(value: object, extra: dict[str, Any], note: Note) -> str | None:
    """A web address, without a name and password in it; anything else, which no reader could follow, is metadata."""
    given = words("url", value)
    if not given:
        return None
    if not re.match(r"https?://[^\s/]", given, re.IGNORECASE) or _NO_ADDRESS.search(given) or unseen(given):
        extra.setdefault("url", given)
        return None
    if len(given) > _LONGEST_URL:
        note(f"its url of {len(given):,} characters is too long for an address")
        return None
    try:
        parts = urlsplit(given)
    except ValueError:  # such as 'http://[': odd, and yet a name of its own
        return given
    if "@" in parts.netloc:
        note("the name and password in its url are left out")
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return given


def kind(value: object, extra: dict[str, Any]) -> str | None:
    """One of the five kinds; anything else is kept as metadata."""
    given = one_line(words("kind", value) or "")
    if given.lower() in KINDS:
        return given.lower()
    if given:
        extra.setdefault("kind", given)
    return None


def language(value: object, text: str) -> str | None:
    """The code that the source gives ('en' of 'en-US' or 'English'), or 'ko' where most letters are Hangul, or None."""
    given = words("language", value) or ""
    given = table("corpus.reading", "fields")["languages"].get(given.partition(";")[0].strip().lower(), given)
    if code := _LANGUAGE.fullmatch(given):
        return code[1].lower()
    sample = text[:5000]
    return "ko" if 2 * len(_HANGUL.findall(sample)) > len(_LETTER.findall(sample)) else None


def json_types(extra: Mapping[str, object]) -> dict[str, Any]:
    """Metadata in JSON types alone."""
    left = _MOST_VALUES

    def plain(value: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise Rejected(f"its metadata holds more than {_MOST_VALUES:,} values")
        if isinstance(value, Mapping):
            return {_safe("metadata", _key(key)): plain(one) for key, one in value.items()}
        if isinstance(value, (list, tuple, set)):
            return [plain(one) for one in value]
        if isinstance(value, str):
            return _safe("metadata", value)
        if isinstance(value, float) and not math.isfinite(value):
            return str(value)
        if isinstance(value, int):
            return _small("metadata", value)
        return value if value is None or isinstance(value, float) else str(value)

    try:
        return {_safe("metadata", key): plain(value) for key, value in extra.items()}
    except RecursionError:
        raise Rejected("its metadata is nested too deeply") from None


def _word(name: str, value: object) -> str | None:
    """One string or number, or the value that stands in an object for it."""
    for _ in range(DEEPEST):
        if isinstance(value, Mapping):
            value = held_in(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = _number(name, value)
    return _safe(name, value).strip() or None if isinstance(value, str) else None


def _safe(name: str, value: str) -> str:
    """The value itself; raises Rejected where it holds what no encoding can store or show."""
    if bad := _UNSAFE.search(value):
        broken = "a broken character (half of a surrogate pair, or a byte of another encoding)"
        raise Rejected(f"its {name} holds {'a NUL character' if bad[0] == chr(0) else broken}")
    return value


def _number(name: str, value: float) -> str:
    """A number as an id or a word: 7.0, as tables write it, is 7."""
    return str(_small(name, int(value))) if isinstance(value, int) or value.is_integer() else str(value)


def _small(name: str, value: int) -> int:
    """The number itself; raises Rejected for one of thousands of digits, which takes too long to write out."""
    if value.bit_length() > _MOST_BITS:
        raise Rejected(f"its {name} holds a number of more than {_MOST_BITS} bits")
    return value


def _key(value: object) -> str:
    return str(_small("metadata", value) if isinstance(value, int) else value)


def _date(name: str, value: object, note: Note, language: str | None) -> str | None:
    """A field that holds a date; raises Rejected where something stands there that is none."""
    given = words(name, value)
    if not given:
        return None
    shown = one_line(given[:60])
    day = parse_date(given)
    guessed = None if day else foreign_date(given, language) or abridged_date(given)
    if guessed or (day and doubtful_date(given)):
        note(f"its {name} {shown!r} is read as {(day or guessed or '')[:10]}")
    if not (day := day or guessed):
        raise Rejected(f"its {name} is {shown!r}, which holds no date; write it as 2021-01-25")
    return day


def _doubt(day: str) -> str:
    """Why a day is none on which news was published; '' where it may be one."""
    if day < FIRST_DAY:
        return "which is before any newspaper"
    return "which programs write where they know no date" if day[:10] in _ZERO_DAYS else ""
