"""What a question asks for: the type of thing that would answer it, and whether a text holds one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from assistant.language.asides import is_aside, is_statement
from assistant.language.lexicon import COMES, FAMILY_FIRST, GONE, HOLDERS, MAKES, OFFICE_WORDS, OPENING, SAYING
from assistant.language.name_index import holds, known
from assistant.language.names import Name, names
from assistant.language.quotations import quotations, stands_in
from assistant.language.topic import ASKING, Topic
from assistant.language.words import content_stems, fold, tokens
from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS, SCALES
from corpus.text.sentences import sentence_spans
from corpus.text.tables import table

Type = Literal["date", "number", "person", "place"]

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
            rf"{_WHICH}(?:official|aide|person|diplomat|{either(HOLDERS)})\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(rf"(?:^|[,;] (?:and )?)where\b|{_WHICH}(?:country|countries|city|cities|place|town)\b", re.I),
    ),
)

# What is counted, up to the verb: 'How many missiles did North Korea fire?'.
_VERB = rf"{either(OPENING | {'may', 'might'})}\b"
COUNTED = re.compile(rf"\bhow many (?:{_VERB} )?((?: ?(?!{_VERB})[\w-]+){{1,3}})", re.I)
# What the answer is one of: 'Which banks and firms', but not 'What was'. Of what happened so often, each time is one.
_KIND = re.compile(
    rf"\b(?:which|what)(?: (?!{_VERB})[\w-]+){{0,2}}? (?!{_VERB})[\w-]+(?-i:s)\b(?:(?:,| and| or) [\w-]+s\b)*", re.I
)
_HELD = re.compile(r"\b(?:held|hold|convened|occur(?:red)?|t(?:ake|ook|aken) place)\b", re.I)  # of all that there is
_WHAT_SAID = re.compile(r"(?:and |but |so )?what (?:did|does|do|has|have|had) .{1,200} (?:say|said|stated?)\b", re.I)
_SAYS = re.compile(rf"\b{either(SAYING)}\b")
_RUNNING = re.compile(
    r"\b(?:this year|so far|since (?:early |the (?:start|beginning) of )?(?:January|the year)|"
    r"in (?:19|20)\d\d|year to date|to date)\b",
    re.I,
)
_OFTEN = re.compile(r"\bhow (?:many times|often)\b", re.I)
_CALENDAR = rf"{either(MONTH_NUMBERS)}\b\.?"
_DATE = re.compile(
    rf"\b{_CALENDAR} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_CALENDAR}|\b(?:1\d|20)\d\d\b|"
    rf"\b{either(WEEKDAYS)}\b|\b(?:yesterday|today|tomorrow|tonight)\b|"
    r"\b(?:last|this|next|later|earlier) (?:week|month|year|night|spring|summer|autumn|fall|winter)\b|\bago\b",
    re.I,
)
_NUMBER = re.compile(rf"\d|\b(?:{either(CARDINALS)}|{either(SCALES)}s?|dozens?|half|once|twice)\b", re.I)
_WHO_IS = re.compile(r"who(?: is| was| are| were|'s) (.+?)[?.! ]*$", re.I)
# An office before a name, 'Special Representative for the Arctic Ann Lee', and behind it: 'Ann Lee, the acting mayor'.
_OFFICE = either(OFFICE_WORDS)
_RUN = re.compile(
    rf"(?:(?:new|{either(GONE)}|{_OFFICE},?|(?:[A-Z][\w'-]*, ){{1,4}}and|[A-Z][\w.'-]*|\([A-Z]+\)|of|for|the|and) )"
    r"{1,20}$"
)
# 'President Yoon of Korea and Prime Minister Kishida', but not 'Secretary for Trade and Industry Lee'.
_AND = re.compile(rf"\band (?=(?:[\w.'-]+ )*{_OFFICE} )", re.I)
_IS_A = re.compile(r",? (?:who )?(?:is|was) an? ")
_COMES = either(one.replace("_", " ") for one in COMES)  # 'was sworn in as'
_BEHIND = re.compile(
    rf"(?:(?: is| was| has| has been)? {_COMES}|,| is| was|, who is| as) (?:the |a |an |our |my )?"
    r"(?:(?!(?:with|to|by|and|in|at|from)\b)[\w.'-]+ ?){1,6}"
)
# 'named the geologist Ada Vinter mines minister', but not 'named Ada Vinter on Friday'.
_MADE = re.compile(rf"\b{either(MAKES)} [^.,;:]{{0,60}}$")
_MADE_WHAT = re.compile(rf" (?:as )?(?:the )?(?:[a-z-]+ ){{0,3}}{_OFFICE}\b(?: of [\w'-]+)?")
_YEAR = r"\b(?:19|20)\d\d\b"
_DATED = rf"\b{_CALENDAR} \d{{1,2}}\b(?:,? {_YEAR})?|(?:\b\d{{1,2}} )?\b{_CALENDAR} {_YEAR}|\b\d{{1,2}} {_CALENDAR}\b"
_DAYS = re.compile(rf"{_DATED}|{_YEAR}", re.I)
FEWEST_ASKED = 3  # words that somebody is asked for: of fewer too many texts have them by chance
_WHO_SAID = re.compile(rf"^\W*(?:and |but )?who (?:\w+ )?{either(SAYING)}:? (?:that )?(?P<words>[^?]+?)[?.! ]*$", re.I)
_WHOSE = re.compile(rf"\bwhat (?:{either(OPENING)} )?(?P<who>[^?]{{1,200}}?) {either(SAYING)}\b", re.I)
# 'What message did Lee have for Roe?', 'What was his answer to Roe?': what is asked for are words.
_WORDS, _IS = table("assistant.language", "asking"), rf"{either(OPENING)}\b"
_IN_WORDS = re.compile(
    rf"(?i)(?:and |but |so )?what (?:(?:{_WORDS['words']})s? {_IS} (?P<who>[^?]{{1,200}}?) (?:{_WORDS['says']})|"
    rf"(?:is|are|was|were) (?P<whose>(?:the|(?-i:[A-Z])[\w.-]*)(?: [\w.-]+){{0,4}}?)['’]s? (?:{_WORDS['words']})s?)\b"
)
_OPINION = re.compile(r"\b(?:editorial|opinion|column|comment|argu|criti)\w*", re.I)


def asked_type(question: str) -> Type | None:
    """The type of thing that would answer; None where the words do not say."""
    first: tuple[int, Type] | None = None
    for kind, pattern in _ASKED:
        match = pattern.search(question)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    return first[1] if first else None


def without_kind(question: str) -> str:
    """A question without what its answer is one of, but for names in it; 'What trips did Lee make?' is on that."""
    kind = _KIND.search(question)
    named = " ".join(one.text for one in names(fold(kind[0]))) if kind else ""
    rest = _OFTEN.sub(" ", _KIND.sub(lambda _: f" {named} ", question, count=1))
    return rest if _has_subject(_HELD.sub(" ", rest)) or not names_kind(question) else _HELD.sub(" ", question)


def names_kind(question: str) -> bool:
    """Whether it says what its answer is one of, and a passage may name: 'Which officials', not 'Which articles'."""
    kind = _KIND.search(question)
    return kind is not None and _has_subject(kind[0])


def _has_subject(words: str) -> bool:
    """Whether words have one that is neither a name nor of asking."""
    named = {at for name in names(fold(words)) for at in range(name.lead, name.end)}
    own = (one for one in tokens(fold(words)) if one.start not in named and one.text[0].isalpha())
    return any(one.lower not in ASKING for one in own)


def counts_times(question: str) -> bool:
    """Whether it is asked how often something happened: who has each time has the answer."""
    return _OFTEN.search(question) is not None


def is_total(question: str, text: str) -> bool:
    """Whether a text has the number that a question asks for as that of the year so far: '31 missiles this year'."""
    return bool(COUNTED.search(question) and _RUNNING.search(text)) and holds_type(question, text)


def introduced(question: str) -> Name | None:
    """Who is to be introduced: the one of whom alone a question asks who it is ('Who was Park Jin?'), without
    initials; None else.
    """
    folded = fold(question)
    asked = _WHO_IS.match(folded)
    found = [name for name in names(folded) if asked and (name.lead, name.end) == asked.span(1)]
    if not found or found[0].canonical:
        return None
    return replace(found[0], words=tuple(word for word in found[0].words if len(word) > 1) or found[0].words)


def names_whole(name: Name, text: str) -> bool:
    """Whether a text names somebody by the whole name."""
    words = set(name.words)
    return words <= known(fold(text)).words and any(words <= set(one.words) for one in names(fold(text)))


def titles(name: Name, text: str) -> bool:
    """Whether a text has the surname of somebody behind an office: `Foreign Minister Park`."""
    own = name.words[0 if name.words[0] in FAMILY_FIRST else -1]
    return any(surname == own for _, surname in known(fold(text)).titled)


def introduces(name: Name, text: str) -> bool:
    """Whether a text says who somebody is beside the name in full: the office before it or behind it, 'is a ...'."""
    folded = fold(text)
    if not holds(name, known(folded)):
        return False
    return any(
        set(name.words) <= set(one.words)
        and (_IS_A.match(folded, one.end) or not OFFICE_WORDS.isdisjoint(re.findall(r"\w+", told.lower())))
        for one, told in beside_names(folded)
    )


def beside_names(folded: str, least: int = 2) -> Iterator[tuple[Name, str]]:
    """The people whom a folded text names in so many words at least, each with what stands beside the name where an
    office stands.
    """
    found = names(folded)
    for at, one in enumerate(found):
        if len(one.words) < least or one.canonical or one.office:
            continue
        others = [other.end for other in found[:at] if len(other.words) > 1 and not other.canonical]
        run = _RUN.search(folded, max(others, default=0), one.start)
        made = _MADE.search(folded, max(0, one.start - 80), one.start) and _MADE_WHAT.match(folded, one.end)
        behind = _BEHIND.match(folded, one.end) or made
        before = _AND.split(run[0])[-1] if run else ""
        if run and others and run.start() <= others[-1] + 1:
            before = before.rpartition(" and ")[2]
        yield one, f"{before} {behind[0] if behind else ''}"


def holds_type(question: str, text: str) -> bool:
    """Whether a text holds a thing of the asked-for type: a date, a number, a person or place not named in the
    question.

    After "how many missiles", a number must stand right before missiles.
    """
    kind, plain = asked_type(question), fold(text)
    counted = COUNTED.search(question)
    if counted and (stems := content_stems(counted.group(1))):
        found = tokens(_without_days(plain, stems))
        return any(
            token.stem in stems and any(_NUMBER.search(before.text) for before in found[max(0, at - 4) : at])
            for at, token in enumerate(found)
        )
    if kind == "number":
        return bool(_NUMBER.search(_DAYS.sub(" ", plain)))
    if kind == "date":
        return bool(_DATE.search(plain))
    if kind in ("person", "place"):
        said = {word for name in names(fold(question)) for word in name.words}
        return any(word.casefold() not in said for word in re.findall(r"(?<![.?!] )(?<!^)\b[A-Z][\w-]+", plain))
    return True


def speaks(question: str, text: str) -> bool:
    """Whether a question asks what somebody said, and not on what, and in some sentence of a text that one speaks."""
    topic = Topic(question)
    if not _WHAT_SAID.match(question) or len(topic.ways) != 1:
        return False
    sentences = (text[one.start : one.end] for one in sentence_spans(text))
    return any(topic.is_named(one) and _SAYS.search(one) for one in sentences)


def says_all(question: str, text: str) -> bool:
    """Whether a sentence of a text has, with the text's head, all words of a question, and what it asks for beside."""
    asked, named = content_stems(question), {word for name in names(fold(question)) for word in name.words}
    own = {one.stem for one in tokens(fold(question)) if one.content and one.lower not in named}
    if not own or len(asked) < (1 if asked_type(question) else 2):  # whoever has its names alone says nothing of them
        return False
    titled = content_stems(text.partition("\n")[0]) if "\n" in text else frozenset[str]()
    return any(
        asked - titled <= content_stems(one)
        and own & content_stems(one)
        and not (question[:4].lower() == "why " and asked <= content_stems(one))  # no reason for itself
        and holds_type(question, one)
        and is_statement(one)
        and not (one.endswith("?") or is_aside(one))
        for one in (text[span.start : span.end] for span in sentence_spans(text))
    )


def wants_opinions(question: str) -> bool:
    """Whether it asks for opinions, or gives words, which may be an opinion's."""
    return bool(_OPINION.search(question) or words_asked(question))


def sayer(question: str) -> str:
    """Who is asked of in a question what he said: 'Ann Lee' of 'What did Ann Lee say on tolls?'; empty for nobody."""
    folded = fold(question)
    asked = _IN_WORDS.match(folded) or _WHOSE.search(folded)
    end = asked.end(str(asked.lastgroup)) if asked else 0
    cut = any(one.start < end < one.end for one in names(folded))  # 'the United States'
    return asked[str(asked.lastgroup)] if asked and not cut else ""


def asks_what_said(question: str) -> bool:
    """Whether it is asked what somebody said: 'What did Ann Lee say on tolls?'."""
    return bool(_WHAT_SAID.match(question) or _IN_WORDS.match(question))


@lru_cache(maxsize=64)
def words_asked(question: str) -> tuple[str, ...]:
    """The words that a question gives: those in quotation marks, or what it asks of who said it."""
    found = tuple(one.text for one in quotations(question))
    who = None if found else _WHO_SAID.match(question)
    return tuple(one for one in (*found, *([who["words"]] if who else ())) if len(one.split()) >= FEWEST_ASKED)


def asks_who_said(question: str) -> bool:
    """Whether it is asked who said some words: whoever has them has all of the answer."""
    return re.match(rf"\W*(?:and |but )?who (?:\w+ )?{either(SAYING)}\b", question, re.I) is not None


def says_words(question: str, text: str) -> bool:
    """Whether a text has the words that a question gives, in a row, whatever their case."""
    asked = words_asked(question)
    return bool(asked) and any(stands_in(one.lower(), fold(text).lower()) for one in asked)


def _without_days(plain: str, counted: frozenset[str]) -> str:
    """A text without its days and years, but for what counts the thing right behind it: 'In March 12 people'."""

    def kept(day: re.Match[str]) -> str:
        behind = next(iter(tokens(plain[day.end() : day.end() + 40])), None)
        counts = re.fullmatch(rf"{_YEAR}|\D+ \d{{1,2}}", day[0]) and behind is not None and behind.stem in counted
        return day[0] if counts else " "

    return _DAYS.sub(kept, plain)
