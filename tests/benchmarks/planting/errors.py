"""Errors planted in a true sentence, made by rule: none is true any more."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tests.benchmarks.planting.case import (
    _DATE,
    COUNTRIES,
    MONTHS,
    PEOPLE,
    PLACES,
    SPELLED,
    Case,
    _attributed,
    _lower,
    _related,
    _speaker,
    _surname,
)


def wrong_number(base: Case, chance: random.Random) -> Case | None:
    """Another number in the place of one."""
    outside = _DATE.sub(lambda found: "#" * len(found[0]), base.sentence)
    found = list(
        re.finditer(
            rf"(?<![\w.,-])\$?\d[\d,.]*\d|(?<![\w.,-])\d(?![\w,.])|\b(?:{'|'.join(SPELLED)})\b(?! of us)", outside
        )
    )
    found = [match for match in found if not re.fullmatch(r"(?:19|20)\d\d", match[0].rstrip(".,"))]
    if not found:
        return None
    match = chance.choice(found)
    old = match[0]
    if old in SPELLED:
        new = chance.choice([word for word in SPELLED if word != old])
    else:
        digits = re.findall(r"\d", old)
        value = int("".join(digits))
        new_value = str(max(1, chance.choice([value + 1, value - 1, value * 2, value + 10, value + 3])))
        if int(new_value) == value:
            new_value = str(value + 2)
        new = ("$" if old[0] == "$" else "") + (
            f"{int(new_value):,}"
            if "," in old
            else new_value
            if "." not in old
            else f"{float(old.strip('$').rstrip('.')) + chance.choice([0.5, 1.0, 2.0]):g}"
        )
    out = base.sentence[: match.start()] + new + base.sentence[match.end() :]
    return replace(base, kind="number", sentence=out, true=False)


def wrong_date(base: Case, chance: random.Random) -> Case | None:
    """Another day, month or year."""
    found = _DATE.search(base.sentence)
    if found:
        month, day, year = found.groups()
        way = chance.randrange(3 if year else 2)
        if way == 0:
            day = str((int(day) + chance.randrange(1, 20)) % 28 + 1)
            if day == found[2]:
                day = str(int(day) % 28 + 1)
        elif way == 1:
            month = chance.choice([name for name in MONTHS if name != month])
        else:
            year = str(int(year) + chance.choice([-1, 1, 2]))
        new = f"{month} {day}" + (f", {year}" if year else "")
        return replace(
            base, kind="date", sentence=base.sentence[: found.start()] + new + base.sentence[found.end() :], true=False
        )
    years = list(re.finditer(r"\b(?:19|20)\d\d\b(?![,%])", base.sentence))
    if years:
        match = chance.choice(years)
        new = str(int(match[0]) + chance.choice([-3, -1, 1, 2]))
        if new in base.quotes[0] or new in base.known[3]:
            return None
        return replace(
            base, kind="date", sentence=base.sentence[: match.start()] + new + base.sentence[match.end() :], true=False
        )
    months = list(re.finditer(rf"\b(?:in|last|since|this|of|by) ({'|'.join(MONTHS)})\b", base.sentence))
    week = list(re.finditer(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", base.sentence))
    for row, pool in ((months, MONTHS), (week, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())):
        if row:
            match = chance.choice(row)
            new = chance.choice(
                [
                    name
                    for name in pool
                    if name not in base.quotes[0]
                    and not (pool is not MONTHS and _weekday(base.known[3]) == name)
                    and not (pool is MONTHS and MONTHS[int(base.known[3][5:7]) - 1] == name)
                ]
            )
            return replace(
                base,
                kind="date",
                sentence=base.sentence[: match.start(1)] + new + base.sentence[match.end(1) :],
                true=False,
            )
    return None


def _weekday(day: str) -> str:
    from datetime import date

    return date.fromisoformat(day[:10]).strftime("%A")


def wrong_name(base: Case, chance: random.Random) -> Case | None:
    """A person, country or city that neither the span nor the article's title names, in the place of one."""
    text = " ".join((*base.quotes, *base.known)).lower()
    options = []
    for pool in (PEOPLE, COUNTRIES, PLACES):
        for name in pool:
            for match in re.finditer(rf"\b{name}\b", base.sentence):
                options.append((match, pool))
    if not options:
        return None
    match, pool = chance.choice(options)
    new = [name for name in pool if name.lower() not in text and not _related(name, text)]
    if not new:
        return None
    return replace(
        base,
        kind="name",
        sentence=base.sentence[: match.start()] + chance.choice(new) + base.sentence[match.end() :],
        true=False,
    )


def exchanged_names(base: Case, chance: random.Random) -> Case | None:
    """Two countries or people of a sentence, one in the other's place (no list of names: there nothing changes)."""
    for pool in (COUNTRIES, PEOPLE):
        here = [name for name in pool if len(re.findall(rf"\b{name}\b", base.sentence)) == 1]
        if len(here) == 2 and not re.search(
            rf"{here[0]}(?:,| and| or|-)[^.]{{0,12}}{here[1]}|{here[1]}(?:,| and| or|-)[^.]{{0,12}}{here[0]}",
            base.sentence,
        ):
            one, two = here
            out = base.sentence.replace(one, "\0").replace(two, one).replace("\0", two)
            return replace(base, kind="exchanged names", sentence=out, true=False)
    return None


def wrong_quotation(base: Case, chance: random.Random) -> Case | None:
    """A word of a quotation changed, dropped, added or moved."""
    told = _attributed(base) or (base if not re.search(r"[“”\"]", base.sentence) else None)
    if told is None:
        return None
    words = told.sentence.rstrip(".").split()
    if len(words) < 8:
        return None
    who = _surname(_speaker(base)) if _speaker(base) else f"the {base.known[1]}"
    size = chance.randrange(4, min(14, len(words)))
    at = chance.randrange(0, len(words) - size + 1)
    part = words[at : at + size]
    place = chance.randrange(1, size - 1)
    way = chance.randrange(4)
    if way == 0:
        part[place] = chance.choice(
            [
                word
                for word in ("important", "never", "other", "new", "peace", "several", "support", "could")
                if word != part[place]
            ]
        )
    elif way == 1:
        del part[place]
    elif way == 2:
        part.insert(place, chance.choice(["very", "clearly", "not", "always", "great"]))
    else:
        part[place], part[place + 1] = part[place + 1], part[place]
    new = " ".join(part).strip(",.;:")
    if new in base.quotes[0] or new in told.sentence:
        return None
    return replace(told, kind="quotation", sentence=f"{who[0].upper() + who[1:]} said, “{new}.”", true=False)


_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|should|has|have|had|must|do|does|did)\b(?! not|n’t|n't)(?= [a-z])"
)


def wrong_sign(base: Case, chance: random.Random) -> Case | None:
    """A `not` put in, or taken out."""
    sentence = base.sentence.replace("’", "'")
    if re.search(r"\bnot\b(?! only| just)|n't\b|\bnever\b", sentence):
        out = re.sub(r"can't\b", "can", sentence, count=1)
        out = out if out != sentence else re.sub(r"won't\b", "will", sentence, count=1)
        out = (
            out
            if out != sentence
            else re.sub(
                r"\b(?:do|does|did) not |n't\b| not\b(?! only| just)|\bnever ",
                "",
                sentence,
                count=1,
            )
        )
        return replace(base, kind="negation", sentence=out, true=False) if out != sentence else None
    found = _AUXILIARY.search(base.sentence)
    if not found or re.search(r"\b(no|nor|neither|without)\b", base.sentence[: found.start()]):
        return None
    word = chance.choice(["not", "not", "never"])
    out = base.sentence[: found.end()] + f" {word}" + base.sentence[found.end() :]
    return replace(base, kind="negation", sentence=out, true=False)


_PLAIN_VERB = re.compile(
    r"^((?:The |They |We |He |She |[A-Z]\w+ "
    r").{0,60}?)\b(discussed|agreed|reaffirmed|welcomed|condemned|met|announced|expressed|imposed|launched|supported|called)\b"
)


def wrong_verb_sign(base: Case, chance: random.Random) -> Case | None:
    """`agreed` as `did not agree`, `refused to agree`."""
    found = _PLAIN_VERB.search(base.sentence)
    if not found:
        return None
    stem = {
        "agreed": "agree",
        "met": "meet",
        "imposed": "impose",
        "welcomed": "welcome",
        "announced": "announce",
        "condemned": "condemn",
    }.get(found[2], found[2][:-2])
    new = chance.choice([f"did not {stem}", f"refused to {stem}", f"failed to {stem}", f"never {found[2]}"])
    return replace(
        base,
        kind="negation",
        sentence=base.sentence[: found.start(2)] + new + base.sentence[found.end(2) :],
        true=False,
    )


def wrong_speaker(base: Case, chance: random.Random) -> Case | None:
    """The words of one speaker of a transcript given to another."""
    told = _attributed(base)
    if not told:
        return None
    own = _surname(_speaker(base))
    other = chance.choice([name for name in PEOPLE if name != own])
    return replace(told, kind="speaker", sentence=_said_by(other, told, chance), true=False)


def wrong_speaker_present(base: Case, chance: random.Random) -> Case | None:
    """The words of one speaker given to another who speaks in the same span."""
    told = _attributed(base)
    if not told:
        return None
    own = _surname(_speaker(base))
    other = chance.choice([name for name in PEOPLE if name != own and name not in told.sentence])
    quote = f"MR {other.upper()}: Thank you all for being here. {told.quotes[0]}"
    return replace(told, kind="speaker present", quotes=(quote,), sentence=_said_by(other, told, chance), true=False)


def _said_by(other: str, told: Case, chance: random.Random) -> str:
    form = chance.choice(["{0} said that {1}", "According to {0}, {1}", "{0} said, “{2}”"])
    return form.format(other, _lower(told.sentence), told.sentence)


ERRORS: tuple[Callable[[Case, random.Random], Case | None], ...] = (
    wrong_number,
    wrong_date,
    wrong_name,
    exchanged_names,
    wrong_quotation,
    wrong_sign,
    wrong_verb_sign,
    wrong_speaker,
    wrong_speaker_present,
)
