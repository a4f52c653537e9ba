"""A true sentence of the press beside its words, and what the rules that change it share."""

import re
from dataclasses import dataclass, replace

PEOPLE = (
    "Blinken Price Sullivan Psaki Sherman Austin Biden Harris Yellen Kirby Jean-Pierre Kishida Suga Moon Yoon Chung "
    "Park"
    " Hayashi Motegi Lavrov Wang Zelenskyy Stoltenberg Guterres Borrell Kim Nuland Kritenbrink Thomas-Greenfield"
).split()
COUNTRIES = (
    "North Korea|South Korea|Japan|China|Russia|Ukraine|Iran|India|Australia|Germany|France|Canada|Taiwan|Vietnam|"
    "Israel|Indonesia|Philippines|Thailand|Poland|Qatar|Mexico|Brazil"
).split("|")
PLACES = (
    "Seoul Tokyo Beijing Washington Moscow Kyiv Geneva Vienna Brussels Honolulu Anchorage Berlin Paris London Rome"
).split()
MONTHS = "January February March April May June July August September October November December".split()
SPELLED = "two three four five six seven eight nine ten eleven twelve".split()
_DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")


@dataclass(frozen=True)
class Case:
    """A sentence, the span it cites, what the archive says of it, the kind of change, and whether it is still true."""

    kind: str
    sentence: str
    quotes: tuple[str, ...]
    known: tuple[str, ...]
    true: bool
    article: str


_LABEL = re.compile(r"^(?P<label>(?:[A-Z][A-Z.’'-]+\.? ){0,3}[A-Z][A-Z’'-]{2,}):\s+")


def _speaker(base: Case) -> str:
    label = next((row[9:] for row in base.known if row.startswith("speaker: ")), "")
    return "" if not label or "QUESTION" in label or "MODERATOR" in label or "OPERATOR" in label else label


def _surname(label: str) -> str:
    return label.split()[-1].title().replace("’S", "’s")


def _attributed(base: Case) -> Case | None:
    """The span with its speaker's label in front, where a transcript gives one."""
    label = _speaker(base)
    if not label or len(label.split()) < 2 or "PRESIDENT" in label.split()[-1]:
        return None
    inner = base.sentence.replace("“", "‘").replace("”", "’").replace('"', "'")
    quote = base.quotes[0] if f"{label}:" in base.quotes[0] else f"{label}: {base.sentence}"
    return replace(base, sentence=inner, quotes=(quote,))


def _lower(sentence: str) -> str:
    first = sentence.split()[0]
    plain = (
        first
        in (
            "The A An We It This That These Those They He She There In On At As And But So If When While Our Their His "
            "Her Its For With"
        ).split()
    )
    return sentence[0].lower() + sentence[1:] if plain else sentence


def _related(name: str, text: str) -> bool:
    roots = {
        "North Korea": "dprk|north|pyongyang",
        "South Korea": "rok|korea|seoul",
        "China": "chin|prc|beijing",
        "Japan": "japan|tokyo",
        "Russia": "russia|moscow|kremlin",
        "Washington": "u.s.|united states|american|us ",
        "Seoul": "south korea|rok|republic of korea",
        "Tokyo": "japan",
        "Beijing": "china|prc|chinese",
        "Moscow": "russia",
        "Kyiv": "ukrain",
        "Brussels": "european union|eu |belg",
        "Berlin": "german",
        "Paris": "france|french",
        "London": "kingdom|uk|brit",
        "Rome": "ital",
        "Ukraine": "kyiv|ukrain",
        "Iran": "iran|tehran",
        "India": "india|delhi",
        "Germany": "german|berlin",
        "France": "french|paris",
        "Australia": "austral",
        "Vietnam": "vietnam",
        "Israel": "israel",
        "Taiwan": "taiwan|taipei",
    }
    return any(root in text for root in roots.get(name, name.lower()).split("|"))
