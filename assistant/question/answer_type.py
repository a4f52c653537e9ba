"""What a question asks for: the names it speaks of, and the type of thing that would answer it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from corpus.text.calendar import MONTHS, WEEKDAYS
from corpus.text.folding import fold

Type = Literal["date", "number", "person", "place"]

# A name begins with a capital (or holds digits beside capitals: KN-23, E.O.) and runs on through capitals and the
# small words that stand inside names.
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w&]*(?:[-.](?=\w)[\w&]+|'[A-Z]\w+)*)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:of|the|al|bin|von|van|de) ){{0,2}}{_WORD}|\s+\d[\w-]*)*")
# "Biden-Moon" is two names; "Jae-myung" and "Hwasong-17" are one.
_PARTS = re.compile(r"\s+|-(?=[A-Z])")

# Capitalised words that name nobody: they open questions, or are calendar words, titles and nationalities' nouns.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a an the this that these those and or but if in on at of for from to by with about as after before
        during since until under over between among against per via besides apart according who whom whose
        what which when where why how is are was were do does did has have had can could will would should
        may might must tell give list name describe explain summarise summarize compare show find please
        asked i we you he she it they me us him her them my our your his its their there then than not no
        yes also any all some each every both either neither many much more most other
        spring summer autumn fall winter mr mrs ms dr sir president minister
        secretary ambassador general chairman spokesperson spokesman spokeswoman leader prime foreign vice
        deputy senator governor king queen prince pope official officials government
        """,
    )
).union(MONTHS, WEEKDAYS)

# Names that the press uses for one another. Each line is one thing; a name is present when any of its forms is.
_SAME = (
    ("U.S.", "US", "USA", "United States", "United States of America", "America", "American", "Washington"),
    ("U.K.", "UK", "United Kingdom", "Britain", "British", "London"),
    ("U.N.", "UN", "United Nations"),
    ("E.U.", "EU", "European Union", "Brussels"),
    ("DPRK", "D.P.R.K.", "North Korea", "North Korean", "North Koreans", "Pyongyang", "North"),
    ("ROK", "R.O.K.", "South Korea", "South Korean", "South Koreans", "Republic of Korea", "Seoul", "South"),
    ("PRC", "P.R.C.", "China", "Chinese", "Beijing", "People's Republic of China"),
    ("Russia", "Russian", "Russians", "Moscow", "Kremlin", "Russian Federation"),
    ("Japan", "Japanese", "Tokyo"),
    ("Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Kiev"),
    ("Korea", "Korean", "Koreans", "Koreas"),
    ("DMZ", "Demilitarized Zone", "Demilitarised Zone"),
    ("WHO", "World Health Organization", "World Health Organisation"),
    ("IAEA", "International Atomic Energy Agency"),
    ("NATO", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"),
    ("ASEAN", "Association of Southeast Asian Nations"),
    ("UNSC", "Security Council"),
    ("UNGA", "General Assembly"),
    ("ICBM", "ICBMs", "intercontinental ballistic missile"),
)
_FORMS = {form.casefold(): line for line in _SAME for form in line}

_WHICH = r"\b(?:what|which) (?:\w+[ -]){0,2}"
_ASKED: tuple[tuple[Type, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|often|long|old|far|large|big|high|tall|fast|few|heavy|wide|deep)\b|"
            rf"{_WHICH}(?:number|percentage|per cent|percent|proportion|amount|sum|total|range|cost|rate)\b",
            re.I,
        ),
    ),
    (
        "date",
        re.compile(rf"(?:^|[,;] (?:and )?)when\b|{_WHICH}(?:date|day|month|year|weekday)\b", re.I),
    ),
    (
        "person",
        re.compile(
            r"\bwho(?!se)m?\b|"
            rf"{_WHICH}(?:leader|minister|official|aide|envoy|person|president|diplomat|senator|ambassador|spokes\w+)\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(rf"(?:^|[,;] (?:and )?)where\b|{_WHICH}(?:country|countries|city|cities|place|town)\b", re.I),
    ),
)


def names(question: str) -> list[str]:
    """List the proper names in a question, in order, without titles and words that merely open a sentence."""
    found: list[str] = []
    for match in _NAME.finditer(fold(question)):
        words = match.group().split()
        while words and (_common(words[0]) or words[0][0].isdigit()):
            words = words[1:]
        while words and _common(words[-1]):
            words = words[:-1]
        name = " ".join(words)
        name = name if re.search(r"\b[A-Z]\.[A-Z]\.$", name) else name.rstrip(".")
        if len(name) > 1 and name not in found:
            found.append(name)
    return found


def _common(word: str) -> bool:
    # "US" and "WHO" are names, "Us" and "Who" are not.
    return word.casefold() in _COMMON and not (len(word) > 1 and word.isupper())


@lru_cache(maxsize=1024)
def variants(name: str) -> tuple[str, ...]:
    """List the forms under which a name may stand in a text, the name itself first.

    Hyphens and spaces inside given names (Kim Jong-un, Kim Jong Un), points in initials (U.S., US), plurals and
    possessives, and the names that the press uses for one another (DPRK, North Korea, Pyongyang).
    """
    forms = [name, name.replace("-", " "), name.replace("-", ""), name.replace(".", ""), re.sub(r"n?s$", "", name)]
    forms += _FORMS.get(name.casefold(), ()) + _FORMS.get(name.rstrip("s").casefold(), ())
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def mentions(text: str) -> Callable[[str], bool]:
    """Return a `known_term` over one text: does a name stand in it as whole words, whatever its case and hyphens."""
    plain = " " + " ".join(re.findall(r"\w+", fold(text).casefold().replace(".", ""))) + " "

    def known(name: str) -> bool:
        words = " ".join(re.findall(r"\w+", fold(name).casefold().replace(".", "")))
        return bool(words) and (f" {words} " in plain or f" {words}s " in plain)

    return known


def absent(question: str, known_term: Callable[[str], bool]) -> list[str]:
    """List the names of the question that `known_term` does not know in any of their forms.

    A name of several words counts as absent only when one of its own words is unknown too: "the Biden White House"
    is in no text as a phrase, and yet nothing about it is unknown.
    """
    return [name for name in names(question) if not _known(name, known_term)]


def _known(name: str, known_term: Callable[[str], bool]) -> bool:
    if any(known_term(form) for form in variants(name)):
        return True
    words = [word for word in _PARTS.split(name) if word[:1].isupper() or word[:1].isdigit()]
    if len(words) == 1 and name.rpartition("-")[2].islower():  # of "Trump-era" only the name must be known
        words = [name.rpartition("-")[0]]
    return words != [name] and all(any(known_term(form) for form in variants(word)) for word in words)


def asked_type(question: str) -> Type | None:
    """Return the type of thing that would answer; None where the words do not say."""
    first: tuple[int, Type] | None = None
    for kind, pattern in _ASKED:
        match = pattern.search(question)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    return first[1] if first else None
