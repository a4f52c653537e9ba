"""Dates that a sentence claims, each looked up in the cited text."""

from collections.abc import Sequence

from assistant.language.times.dates import Day, days, relative, weekdays


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
    theirs_said = relative(cited)
    for word in relative(sentence):
        if word in theirs_said or word in relative(lean):
            continue
        rival = next((other for other in theirs_said if _rivals(word, other)), "")
        if rival or word in ("yesterday", "tomorrow", "tonight"):
            reasons.append(f"says {word}; the cited text " + (f"says {rival}" if rival else "does not"))
    return reasons


def _rivals(one: str, other: str) -> bool:
    """Whether two times told from the day of writing differ in one word: `last week`, `last month` or `next week`."""
    return " " in one and " " in other and len(set(one.split()) & set(other.split())) == 1


def _fits(day: Day, other: Day) -> bool:
    return day.within(other) or day.agrees(other)


def _bare(day: Day, sentence: str, cited: str) -> bool:
    """Whether a four-digit number is written alike in the cited text, whatever it is there."""
    return day.month is None and day.day is None and str(day.year) in cited


def _nearest(day: Day, theirs: Sequence[Day]) -> Day | None:
    same = [other for other in theirs if other.month == day.month or (day.day and other.day == day.day)]
    return next(iter(same or [other for other in theirs if (other.day is None) == (day.day is None)]), None)
