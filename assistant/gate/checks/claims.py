"""Quantitys and names that a sentence claims, each looked up in the cited text."""

import re
from dataclasses import replace

from assistant.gate.cited_text import SPAN
from assistant.language.measures import LASTING, MEASURES, SIZES
from assistant.language.name_index import Known, holds, joined
from assistant.language.name_index import known as lookup
from assistant.language.names import Name, names
from assistant.language.naming import NATIONS
from assistant.language.quantities import Quantity, limits_clash, quantities, same_value
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.words import tokens


def wrong_numbers(sentence: str, cited: str, lean: str, copied: str = "") -> list[str]:
    """Reasons for each number of a folded sentence that the cited text gives otherwise or not at all.

    `copied` is the cited sentence that holds nearly all of the sentence's words, if one does: there its own numbers
    count before all others of a long text.
    """
    theirs = quantities(cited, _dated(cited))
    archive = quantities(lean, _dated(lean))
    reasons = []
    for mine in quantities(sentence, _dated(sentence)):
        if _trivial(mine):
            continue
        alike = [other for other in theirs if same_value(mine, other) and _kinds(mine, other)]
        if beside := _beside(sentence, mine):
            more = replace(mine, value=mine.value + beside)
            if any(same_value(more, replace(other, value=other.value + _beside(cited, other))) for other in theirs):
                continue
        if not alike and any(same_value(mine, other) and _kinds(mine, other) for other in archive):
            continue
        here = [other for other in quantities(copied, _dated(copied)) if mine.unit and other.unit == mine.unit]
        if here and not any(same_value(mine, other) for other in quantities(copied, _dated(copied))):
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
            reasons.append(f"says {_told(mine)}; the cited text says {_told(alike[0])}")
            continue
        counted = (
            len(cited) <= SPAN
            and mine.unit
            and mine.kind != "money"
            and mine.unit not in _TIMES
            and all(other.unit and other.unit not in _TIMES for other in alike)
        )
        if counted and rivals and not any(other.unit == mine.unit for other in alike):
            reasons.append(f"says {_told(mine)}; the cited text says {_told(rivals[0])}")
            continue
        if all(other.value == mine.value and limits_clash(mine.limit, other.limit) for other in alike):
            said, told = (f"{one.limit} {one.text}".strip() for one in (mine, alike[0]))
            reasons.append(f"says '{said}'; the cited text says '{told}'")
    return reasons


def _beside(sentence: str, number: Quantity) -> int:
    """How many are named before `and five others`: `Israel and five other countries` are six."""
    after = sentence[number.end :].lstrip()
    found = [name for name in names(sentence) if name.start < number.start]
    if not after.startswith("other") or not found or not _AND.match(sentence[found[-1].end : number.start]):
        return 0
    count = 1
    for one, two in zip(found[-2::-1], found[:0:-1], strict=False):
        if not _COMMA.match(sentence[one.end : two.start]):
            break
        count += 1
    return count


_AND = re.compile(r"^,? (?:and|along with|plus|as well as|together with) (?:the )?$")
_COMMA = re.compile(r"^,? (?:and )?(?:the )?$")


def wrong_sizes(sentence: str, cited: str, lean: str) -> list[str]:
    """Reasons where a folded sentence tells a size (`hundreds of people`) that no number of the cited text has."""
    held = {least: text for folded in (cited, lean) for least, text, _ in _sizes(folded)}
    for least, text, counted in _sizes(sentence):
        if least in held:
            continue
        theirs = [one for one in quantities(cited, _dated(cited)) if one.kind in ("count", "money", "year")]
        same = [one for one in theirs if one.unit == counted] or theirs
        if not any(least <= other.value < 100 * least for other in same):
            said = same[0].text if same else next(iter(held.values()), "")
            return [f"says {text}; the cited text " + (f"says {said}" if said else "does not")]
    return []


def _sizes(folded: str) -> list[tuple[float, str, str]]:
    """Each size that a folded text tells, with its least number, its words, and the stem of what is counted."""
    words = tokens(folded)
    out, at = [], 0
    while at < len(words):
        least, end = SIZES.get(words[at].lower), at + 1
        if least is not None:
            if end + 1 < len(words) and words[end].lower == "of" and words[end + 1].lower in SIZES:
                least *= SIZES[words[end + 1].lower]
                end += 2
            counted = next((one.stem for one in words[end:] if one.content), "")
            out.append((least, folded[words[at].start : words[end - 1].end], counted))
        at = end
    return out


def wrong_peoples(sentence: str, cited: str) -> list[str]:
    """A reason where a folded sentence counts the people of another country: `1.8 million Koreans` for as many Americans."""
    theirs = [(number, nation) for number in quantities(cited, _dated(cited)) if (nation := _nation(cited, number))]
    for mine in quantities(sentence, _dated(sentence)):
        nation = _nation(sentence, mine)
        held = [other for number, other in theirs if same_value(mine, number)]
        if nation and held and all(other.canonical != nation.canonical for other in held):
            return [f"says {mine.text} {nation.text}; the cited text says {held[0].text}"]
    return []


def _nation(folded: str, number: Quantity) -> Name | None:
    """The country named right after a number."""
    place = number.end + 1
    return next((name for name in names(folded) if name.start == place and name.canonical[1:] in NATIONS), None)


_RATE = re.compile(
    r"\b(?:(?:per|each|every|a) (year|month|week|day|hour)\b(?! (?:ago|later|earlier|before|after|old|or))"
    r"|(annual|year|month|week|dai)ly\b)",
    re.IGNORECASE,
)
_NO_RATE = re.compile(r"\b(?:in|for|within|of|over|after|once|than|about) a \w+$", re.IGNORECASE)
_STEMS = {"annual": "year", "dai": "day"}


def wrong_rates(sentence: str, cited: str) -> list[str]:
    """A reason where a folded sentence gives a number by the year, month, week, day or hour, and the cited text does not."""
    told = {_STEMS.get(unit, unit) for match in _RATE.finditer(cited) for unit in match.groups() if unit}
    told |= {"year"} if "annual" in cited.lower() else set()
    for number in quantities(sentence, _dated(sentence)):
        end = number.end
        match = _RATE.search(sentence, end, end + 40)
        if not match or re.search(r"[,;:.]", sentence[end : match.start()]) or _NO_RATE.search(sentence[: match.end()]):
            continue
        unit = next(_STEMS.get(unit.lower(), unit.lower()) for unit in match.groups() if unit)
        if unit not in told:
            return [f"says {number.text} by the {unit}; the cited text does not"]
    return []


def _told(one: Quantity) -> str:
    """A quantity with the thing counted, as the text tells it."""
    return f"{one.text} {one.noun}".strip()


def _dated(folded: str) -> frozenset[int]:
    """The offsets of the tokens that belong to dates."""
    return frozenset(at for day in days(folded) for at in range(day.at, day.end))


def _kinds(one: Quantity, other: Quantity) -> bool:
    loose = {"count", "year", "code"}
    pair = {one.kind, other.kind}
    return len(pair) == 1 or pair <= loose or pair in _ALIKE


_ALIKE = ({"money", "count"}, {"ordinal", "code"}, {"ordinal", "count"}, {"percent", "fraction"})


def _trivial(number: Quantity) -> bool:
    """`one`, `first` and `second` count nothing by themselves; `half` is more often a word than a number."""
    small = number.value in (1.0, 0.5) or (number.kind == "ordinal" and number.value == 2.0)
    return (number.spelled or number.kind == "ordinal") and small


# Units of time: `34-year-old` and `aged 34` are one number with and without its unit.
_TIMES = LASTING | {stem(word) for word in ("old", "age", "aged", "time")}


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
        rank = title.rpartition(" ")[2]
        own = sorted(held for held, who in cited.titled if who == person and held.rpartition(" ")[2] == rank)
        if own:
            reasons.append(
                f"gives {person.title()} the title {title.title()}; the cited text gives the title {own[0].title()}"
            )
            continue
        others = sorted(held for held_title, held in cited.titled if held_title == title)
        if others and person not in others:
            reasons.append(
                f"gives {person.title()} the title {title.title()}; in the cited text {others[0].title()} has it"
            )
    return reasons
