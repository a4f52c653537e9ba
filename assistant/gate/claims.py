"""Numbers, dates and names that a sentence claims, each looked up in the cited text."""

from collections.abc import Sequence

from assistant.gate.days import Day, days, relative, weekdays
from assistant.gate.lexicon import ordered
from assistant.gate.names import Known, holds, joined, names
from assistant.gate.names import known as lookup
from assistant.gate.numbers import MEASURES, Number, limits_clash, numbers, same_value
from assistant.gate.stems import stem
from assistant.gate.words import tokens


def wrong_dates(sentence: str, cited: str, lean: str, copied: str = "") -> list[str]:
    """Reasons for each date of a folded sentence that neither the cited text nor the archive gives.

    `copied` is the cited sentence that holds nearly all of the sentence's words, if one does: there its own dates count
    before all others of the text.
    """
    theirs, archive = days(cited), days(lean)
    reasons = []
    for day in days(sentence):
        here = [other for other in days(copied) if (other.day is None) == (day.day is None)]
        if any(_fits(day, other) for other in (*theirs, *archive)) or _bare(day, sentence, cited):
            if here and not any(_fits(day, other) for other in (*days(copied), *archive)):
                reasons.append(f"says {day.text}; the cited text says {here[0].text}")
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


def _fits(day: Day, other: Day) -> bool:
    return day.within(other) or day.agrees(other)


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
        if mine.unit in MEASURES and all(other.unit in MEASURES - {mine.unit} for other in alike):
            reasons.append(f"says {mine.text} {mine.unit}; the cited text says {alike[0].text} {alike[0].unit}")
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


# Quantities told by their size alone, each with the least number that it may stand for; a hundredfold is too many.
_VAGUE = {"dozens": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}


def wrong_sizes(sentence: str, cited: str, lean: str) -> list[str]:
    """Reasons where a folded sentence tells a size (`hundreds of people`) that no number of the cited text has."""
    words = tokens(sentence)
    held = {token.lower for text in (cited, lean) for token in tokens(text)}
    for at, token in enumerate(words):
        if token.lower not in _VAGUE or token.lower in held or (at and words[at - 1].lower == "of"):
            continue
        least = _VAGUE[token.lower]
        if at + 2 < len(words) and words[at + 1].lower == "of":
            least *= _VAGUE.get(words[at + 2].lower, 1.0)
        counted = next((one.stem for one in words[at + 1 :] if one.content and one.lower not in _VAGUE), "")
        theirs = [one for one in numbers(cited, _dated(cited)) if one.kind in ("count", "money", "year")]
        same = [one for one in theirs if one.unit == counted] or theirs
        if not any(least <= other.value < 100 * least for other in same):
            tail = f"says {same[0].text}" if same else "does not"
            return [f"says {token.text}; the cited text {tail}"]
    return []


def _limit(number: Number) -> str:
    return {"=": "exactly", "++": "more than", "+": "at least", "--": "less than", "-": "at most", "~": "about"}.get(
        number.limit, ""
    )


def _dated(folded: str) -> frozenset[int]:
    """The offsets of the tokens that belong to dates."""
    return frozenset(at for day in days(folded) for at in range(day.at, day.end))


def _kinds(one: Number, other: Number) -> bool:
    loose = {"count", "year", "code"}
    pair = {one.kind, other.kind}
    return len(pair) == 1 or pair <= loose or pair in _ALIKE


_ALIKE = ({"money", "count"}, {"ordinal", "code"}, {"ordinal", "count"}, {"percent", "fraction"})


def _trivial(number: Number) -> bool:
    """`one`, `first` and `second` count nothing by themselves; `half` is more often a word than a number."""
    small = number.value in (1.0, 0.5) or (number.kind == "ordinal" and number.value == 2.0)
    return (number.spelled or number.kind == "ordinal") and small


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
