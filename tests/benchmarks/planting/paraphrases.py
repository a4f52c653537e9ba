"""Light paraphrases of a true sentence, made by rule: each is still true."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tests.benchmarks.planting.case import (
    _DATE,
    MONTHS,
    SPELLED,
    Case,
    _attributed,
    _lower,
    _speaker,
    _surname,
)


def said_before(base: Case, chance: random.Random) -> Case | None:
    """`Price said, "..."`."""
    told = _attributed(base)
    return told and replace(told, kind="attribution", sentence=f"{_surname(_speaker(base))} said, “{told.sentence}”")


def said_after(base: Case, chance: random.Random) -> Case | None:
    """`"...," Price said.`."""
    told = _attributed(base)
    if not told or not told.sentence.endswith("."):
        return None
    return replace(told, kind="attribution", sentence=f'"{told.sentence[:-1]}," {_surname(_speaker(base))} said.')


def said_that(base: Case, chance: random.Random) -> Case | None:
    """`Price said that ...`, in the speaker's words without marks."""
    told = _attributed(base)
    if not told or re.search(r"\b(I|me|my|you|your)\b", told.sentence):
        return None
    return replace(told, kind="attribution", sentence=f"{_surname(_speaker(base))} said that {_lower(told.sentence)}")


_VARIANTS = (
    ("DPRK", "North Korea"),
    ("North Korea", "DPRK"),
    ("ROK", "South Korea"),
    ("Republic of Korea", "South Korea"),
    ("the United States", "the U.S."),
    ("United States", "US"),
    ("U.S.", "American"),
    ("UN ", "United Nations "),
    ("United Nations", "U.N."),
    ("UK", "United Kingdom"),
    ("United Kingdom", "Britain"),
    ("European Union", "EU"),
    ("PRC", "China"),
    ("COVID-19", "COVID"),
    ("Department of State", "State Department"),
    ("percent", "%"),
    ("Prime Minister", "prime minister"),
    ("Foreign Minister", "foreign minister"),
    ("’", "'"),
    ("–", "-"),
)


def other_names(base: Case, chance: random.Random) -> Case | None:
    """Another form of a name."""
    fits = [(one, two) for one, two in _VARIANTS if one in base.sentence and two not in base.sentence]
    fits = [(one, two) for one, two in fits if not (one == "Republic of Korea" and "People" in base.sentence)]
    if not fits:
        return None
    one, two = chance.choice(fits)
    return replace(
        base,
        kind="other name",
        sentence=re.sub(
            rf"(?<![\w]){re.escape(one)}(?![\w])" if one[0].isalnum() else re.escape(one), two, base.sentence
        ),
    )


def other_figures(base: Case, chance: random.Random) -> Case | None:
    """Digits spelled out, or words as digits."""
    for at, word in enumerate(SPELLED):
        if re.search(rf"\b{word}\b", base.sentence):
            return replace(
                base, kind="other figures", sentence=re.sub(rf"\b{word}\b", str(at + 2), base.sentence, count=1)
            )
        if re.search(
            rf"(?<![\d.,$-]){at + 2}(?![\d.,%-]| "
            rf"(?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
            base.sentence,
        ) and not re.search(rf"(?:{'|'.join(MONTHS)}) {at + 2}\b", base.sentence):
            return replace(
                base,
                kind="other figures",
                sentence=re.sub(rf"(?<![\d.,$-]){at + 2}(?![\d.,%-])\b", word, base.sentence, count=1),
            )
    if re.search(r"\d,\d{3}\b", base.sentence):
        return replace(base, kind="other figures", sentence=re.sub(r"(\d),(\d{3})\b", r"\1\2", base.sentence))
    return None


def other_dates(base: Case, chance: random.Random) -> Case | None:
    """`January 22, 2021` as `22 January 2021` or `Jan. 22`."""
    found = _DATE.search(base.sentence)
    if not found:
        return None
    month, day, year = found.groups()
    form = chance.choice(
        [f"{day} {month}" + (f" {year}" if year else ""), f"{month[:3]}. {day}" + (f", {year}" if year else "")]
    )
    return replace(
        base, kind="other date form", sentence=base.sentence[: found.start()] + form + base.sentence[found.end() :]
    )


_ADVERBS = re.compile(
    r" (?:very|really|certainly|clearly|also|actually|obviously|deeply|strongly|particularly|simply|quite|especially|"
    r"fully|closely|today|together|continually|significantly|truly|again|of course)\b(?=[ ,.])"
)


def fewer_adverbs(base: Case, chance: random.Random) -> Case | None:
    """Adverbs dropped."""
    out = _ADVERBS.sub("", base.sentence)
    return replace(base, kind="dropped adverbs", sentence=out) if out != base.sentence else None


_SYNONYMS = (
    ("discussed", "talked about"),
    ("underscored", "stressed"),
    ("reaffirmed", "reiterated"),
    ("met with", "held talks with"),
    ("in order to", "to"),
    ("as well as", "and"),
    ("regarding", "about"),
    ("emphasized", "stressed"),
    ("importance of", "need for"),
    ("continue to", "keep on working to"),
    ("efforts to", "work to"),
    ("spoke with", "talked to"),
    ("we’re", "we are"),
    ("don’t", "do not"),
    ("It’s", "It is"),
    ("it’s", "it is"),
    ("that’s", "that is"),
    ("We’re", "We are"),
    ("We’ve", "We have"),
    ("we’ve", "we have"),
    ("I’m", "I am"),
    ("such as", "like"),
    ("a number of", "several"),
    ("committed to", "dedicated to"),
    ("expressed", "voiced"),
    ("highlighted", "pointed to"),
    ("welcomed", "was pleased with"),
    ("condemned", "denounced"),
    ("thanked", "gave thanks to"),
    ("including", "among them"),
    ("would like to", "want to"),
    ("ongoing", "continuing"),
    ("strengthen", "reinforce"),
    ("address", "deal with"),
    ("challenges", "problems"),
    ("called for", "urged"),
    ("called on", "urged"),
    ("provide", "give"),
    ("assistance", "help"),
    ("additional", "more"),
    ("across", "throughout"),
    ("the region", "the area"),
    ("closely", "in close contact"),
)


def synonyms(base: Case, chance: random.Random) -> Case | None:
    """One or two phrases in other words."""
    fits = [(one, two) for one, two in _SYNONYMS if re.search(rf"\b{one}\b", base.sentence)]
    if not fits:
        return None
    out = base.sentence
    for one, two in chance.sample(fits, min(2, len(fits))):
        out = re.sub(rf"\b{one}\b", two, out, count=1)
    return replace(base, kind="synonyms", sentence=out)


_ACTIVE = re.compile(
    r"^(?P<who>(?:The |President |Secretary |Secretary of State |Deputy Secretary |National Security Advisor |Foreign "
    r"Minister |Prime Minister )?[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,4}(?: and (?:[A-Z][\w.’-]*)(?: "
    r"[A-Z][\w.’-]*){0,4})?) "
    r"(?P<verb>discussed|condemned|welcomed|reaffirmed|underscored|emphasized|reviewed|highlighted|addressed|noted|"
    r"announced|imposed) (?P<what>(?:the|their|our|a|an|its|his|her|[A-Z])[^,;]*?)\.$"
)


def passive(base: Case, chance: random.Random) -> Case | None:
    """A plain active sentence in the passive."""
    found = _ACTIVE.match(base.sentence)
    if (
        not found
        or len(found["what"]) < 12
        or found["who"].split()[0] in ("They", "He", "She", "I", "We", "It", "That")
    ):
        return None
    what = found["what"][0].upper() + found["what"][1:]
    who = _lower(found["who"])
    return replace(
        base, kind="passive", sentence=f"{what} {'were' if ' and ' in what else 'was'} {found['verb']} by {who}."
    )


def shorter(base: Case, chance: random.Random) -> Case | None:
    """A closing clause or a parenthesis left out."""
    found = re.match(
        r"^(.{50,}?), (?:including|as well as|such as|which|and to|as we|as part of) .*[^.]\.$", base.sentence
    )
    return replace(base, kind="shorter", sentence=found[1] + ".") if found else None


def according(base: Case, chance: random.Random) -> Case | None:
    """`According to the Department of State on 3 May 2021, ...`: attribution and date that the archive knows."""
    source, day = base.known[1], base.known[-1] if re.fullmatch(r"\d{4}-\d\d-\d\d", base.known[-1]) else base.known[3]
    year, month, date = day.split("-")
    if not source or re.search(r"\b(I|my|me|you)\b", base.sentence):
        return None
    return replace(
        base,
        kind="attribution",
        sentence=f"According to the {source} on {int(date)} {MONTHS[int(month) - 1]} {year}, {_lower(base.sentence)}",
    )


PARAPHRASES: tuple[Callable[[Case, random.Random], Case | None], ...] = (
    said_before,
    said_after,
    said_that,
    according,
    other_names,
    other_figures,
    other_dates,
    fewer_adverbs,
    synonyms,
    passive,
    shorter,
)
