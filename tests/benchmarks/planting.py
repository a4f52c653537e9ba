"""Planted errors and light paraphrases, made by rule from true sentences of press articles, for measuring the gate."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from corpus.text.sentences import sentence_spans

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


@dataclass(frozen=True)
class Case:
    """A sentence, the span it cites, what the archive says of it, the kind of change, and whether it is still true."""

    kind: str
    sentence: str
    quotes: tuple[str, ...]
    known: tuple[str, ...]
    true: bool
    article: str


def half(key: str) -> int:
    """0 for the half that thresholds are set on, 1 for the half that is reported."""
    return int(sha256(key.encode()).hexdigest(), 16) % 2


def cases(articles: Sequence[dict[str, Any]], *, per_article: int = 6, seed: int = 7) -> Iterator[Case]:
    """Cases of all kinds from each article: true sentences, their paraphrases, and their planted errors."""
    for article in articles:
        chance = random.Random(f"{seed}:{article['id']}")
        rows = list(_spans(article))
        chance.shuffle(rows)
        for base in rows[:per_article]:
            yield base
            yield from _unsaid(base, rows, chance)
            for make in (*PARAPHRASES, *ERRORS):
                made = make(base, chance)
                if made is not None and made.sentence != base.sentence:
                    yield made


def _unsaid(base: Case, rows: Sequence[Case], chance: random.Random) -> Iterator[Case]:
    """What the article says elsewhere: a whole sentence, and a clause of one added to the true sentence."""
    others = [row for row in rows if row.sentence not in base.quotes[0] and base.sentence not in row.sentence]
    if not others:
        return
    other = chance.choice(others)
    yield replace(base, kind="said elsewhere", sentence=other.sentence, true=False)
    words = chance.choice(others).sentence.rstrip('.”"').split()
    if len(words) > 9 and base.sentence.endswith("."):
        at = chance.randrange(0, len(words) - 8)
        tail = " ".join(words[at : at + 9]).strip(",.;:–- ")
        if not re.search(r"[“”\"]", tail):
            yield replace(base, kind="added words", sentence=f"{base.sentence[:-1]}, and {_lower(tail)}.", true=False)


_LABEL = re.compile(r"^(?P<label>(?:[A-Z][A-Z.’'-]+\.? ){0,3}[A-Z][A-Z’'-]{2,}):\s+")


def _spans(article: dict[str, Any]) -> Iterator[Case]:
    """Each sentence of 50 to 320 characters with a span of one to three sentences around it, its label kept."""
    text = article["text"]
    spans = sentence_spans(text)
    known = (article["title"], article.get("source") or "", article.get("author") or "", article["published"])
    speaker = ""
    for at, (start, end) in enumerate(spans):
        raw = text[start:end]
        label = _LABEL.match(raw)
        if label:
            speaker = label["label"]
        elif "\n" in text[spans[at - 1].end : start] if at else False:
            speaker = speaker if speaker and _turn_goes_on(text, start) else ""
        sentence = raw[label.end() :] if label else raw
        if not 50 <= len(sentence) <= 320 or sentence[-1] not in '.”"' or not sentence[0].isupper() or "\n" in sentence:
            continue
        size = int(sha256(raw.encode()).hexdigest(), 16) % 3
        first, last = max(0, at - (size == 2)), min(len(spans) - 1, at + (size >= 1))
        quote = text[spans[first].start : spans[last].end]
        yield Case(
            "verbatim",
            sentence,
            (quote,),
            (*known, *((f"speaker: {speaker}",) if speaker else ())),
            True,
            article["id"],
        )


def _turn_goes_on(text: str, start: int) -> bool:
    return bool(re.search(r"\n[A-Z][A-Z .’'-]{2,40}: ", text[max(0, start - 4000) : start]))


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


# --- light paraphrases: still true ---------------------------------------------------------------------------------


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


_DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")


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


# --- planted errors: no longer true ---------------------------------------------------------------------------------


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
