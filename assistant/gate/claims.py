"""Numbers, dates and names that a sentence claims, each looked up in the cited text."""

from collections.abc import Sequence

from assistant.gate.days import Day, days, relative, weekdays
from assistant.gate.lexicon import ordered
from assistant.gate.names import Known, holds, joined, names
from assistant.gate.names import known as lookup
from assistant.gate.numbers import Number, limits_clash, numbers, same_value
from assistant.gate.stems import stem


def wrong_dates(sentence: str, cited: str, lean: str) -> list[str]:
    """Reasons for each date of a folded sentence that neither the cited text nor the archive gives."""
    theirs, archive = days(cited), days(lean)
    reasons = []
    for day in days(sentence):
        if any(day.within(other) or day.agrees(other) for other in (*theirs, *archive)) or _bare(day, sentence, cited):
            continue
        near = _nearest(day, theirs)
        reasons.append(
            f"says {day.text}; the cited text says {near.text}"
            if near
            else f"says {day.text}; the cited text gives no such date"
        )
    told = set(weekdays(cited)) | set(weekdays(lean)) | {day.weekday for day in (*theirs, *archive)}
    for weekday in weekdays(sentence):
        if weekday not in told:
            near_day = next(iter(weekdays(cited)), None)
            tail = f"says {near_day.title()}" if near_day else "does not"
            reasons.append(f"says {weekday.title()}; the cited text {tail}")
    said = set(relative(cited)) | set(relative(lean))
    for word in relative(sentence):
        if word not in said and word in ("yesterday", "tomorrow", "tonight"):
            reasons.append(f"says {word}; the cited text does not")
    return reasons


def _bare(day: Day, sentence: str, cited: str) -> bool:
    """Whether a four-digit number is written alike in the cited text, whatever it is there."""
    return day.month is None and day.day is None and str(day.year) in cited


def _nearest(day: Day, theirs: Sequence[Day]) -> Day | None:
    same = [other for other in theirs if other.month == day.month or (day.day and other.day == day.day)]
    return next(iter(same or [other for other in theirs if (other.day is None) == (day.day is None)]), None)


# In a text of up to so many characters (a span of three sentences) a number found beside another thing than the one
# counted is told wrongly; in a whole article the same thing is counted many times.
SPAN = 800


def wrong_numbers(sentence: str, cited: str, lean: str, copied: str = "") -> list[str]:
    """Reasons for each number of a folded sentence that the cited text gives otherwise or not at all.

    `copied` is the cited sentence that holds nearly all of the sentence's words, if one does: there its own numbers
    count before all others of a long text.
    """
    theirs = numbers(cited, _dated(cited))
    archive = numbers(lean, _dated(lean))
    reasons = []
    for mine in numbers(sentence, _dated(sentence)):
        if _trivial(mine):
            continue
        alike = [other for other in theirs if same_value(mine, other) and _kinds(mine, other)]
        if not alike and any(same_value(mine, other) and _kinds(mine, other) for other in archive):
            continue
        here = [other for other in numbers(copied, _dated(copied)) if mine.unit and other.unit == mine.unit]
        if here and not any(same_value(mine, other) for other in numbers(copied, _dated(copied))):
            reasons.append(f"says {mine.text}; the cited text says {here[0].text}")
            continue
        rivals = [other for other in theirs if mine.unit and other.unit == mine.unit and _kinds(mine, other)]
        if not alike:
            if mine.definite and mine.spelled and mine.value <= 5 and not rivals:
                continue
            rival = next(iter(rivals), None) or next((other for other in theirs if _kinds(mine, other)), None)
            if rival is None and mine.spelled and mine.value in (1.0, 2.0):
                continue
            tail = f"says {rival.text}" if rival else "does not"
            reasons.append(f"says {mine.text}; the cited text {tail}")
            continue
        counted = (
            len(cited) <= SPAN
            and mine.unit
            and mine.unit not in _TIMES
            and all(other.unit and other.unit not in _TIMES for other in alike)
        )
        if counted and rivals and not any(other.unit == mine.unit for other in alike):
            reasons.append(f"says {mine.text} {mine.unit}; the cited text says {rivals[0].text}")
            continue
        if all(other.value == mine.value and limits_clash(mine.limit, other.limit) for other in alike):
            reasons.append(
                f"says '{_limit(mine)} {mine.text}'; the cited text says '{_limit(alike[0])} {alike[0].text}'".replace(
                    "' ", "'"
                )
            )
    return reasons


def _limit(number: Number) -> str:
    return {"++": "more than", "+": "at least", "--": "less than", "-": "at most", "~": "about"}.get(number.limit, "")


def _dated(folded: str) -> frozenset[int]:
    """The offsets of the tokens that belong to dates."""
    return frozenset(at for day in days(folded) for at in range(day.at, day.end))


def _kinds(one: Number, other: Number) -> bool:
    loose = {"count", "year", "code"}
    pair = {one.kind, other.kind}
    return len(pair) == 1 or pair <= loose or pair in ({"money", "count"}, {"ordinal", "code"}, {"ordinal", "count"})


def _trivial(number: Number) -> bool:
    """`one`, `first` and `second` count nothing by themselves; `half` is more often a word than a number."""
    small = number.value == 1.0 or (number.kind == "ordinal" and number.value == 2.0)
    return (number.spelled or number.kind == "ordinal") and (small or number.kind == "fraction")


# Units of time: `34-year-old` and `aged 34` are one number with and without its unit.
_TIMES = frozenset(stem(word) for word in ordered("year month week day hour minute decade old age aged time"))


def wrong_names(sentence: str, cited: Known, lean: Known) -> list[str]:
    """Reasons for each name of a folded sentence that neither the cited text nor the archive knows."""
    reasons = []
    for name in names(sentence, skip=_dated(sentence)):
        if holds(name, cited) or holds(name, lean):
            if not (joined(name, cited) or (set(name.words) <= lean.words and joined(name, lean))):
                reasons.append(f"names {name.text}; in the cited text these names belong to different people")
            continue
        reasons.append(f"names {name.text}; the cited text does not")
    return reasons


def wrong_titles(sentence: str, cited: Known, lean: Known) -> list[str]:
    """Reasons for each person to whom a sentence gives a title that the cited text gives to another person only."""
    reasons = []
    mine = lookup(sentence)
    for title, person in sorted(mine.titled):
        if (title, person) in cited.titled | lean.titled or not any(held == person for _, held in cited.titled):
            continue
        others = sorted(held for held_title, held in cited.titled if held_title == title)
        if others and person not in others:
            reasons.append(
                f"gives {person.title()} the title {title.title()}; in the cited text {others[0].title()} has it"
            )
    return reasons
