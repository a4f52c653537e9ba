"""Outlets of the press that a question asks for: what one of them says, which only its own articles tell, or others who
report its words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from assistant.language.lexicon import SAYING
from assistant.language.lexicon import words as listed
from assistant.language.topic import ASKING
from assistant.language.words import fold
from corpus.text.calendar import either
from corpus.text.tables import bag, table

REACH: Final = 300  # characters on each side of an outlet's name that say whether its words are asked for
_TABLE: Final = table("corpus.text", "outlets")
_ASKING: Final = table("assistant.language", "outlets")
_ROWS: Final = tuple(tuple(row.split("|")) for row in _TABLE["names"].split("\n") if row)
_NAMES: Final = {name.lower(): row for row in _ROWS for name in row}
_ENDINGS: Final = either(_TABLE["endings"].replace("\n", "").split("|"))
_KNOWN: Final = rf"\b{either(re.escape(name) for row in _ROWS for name in row)}\b"
_EVERYDAY: Final = rf"(?<=\b[Tt]he ){either(_TABLE['everyday'].split('|'))}\b(?! [A-Z])"
_SHAPED: Final = rf"(?:(?<![\w&.-])[A-Z][\w&.-]{{0,40}} (?:(?:of|and|the) )?){{1,4}}{_ENDINGS}\b(?! [A-Z])"
_OUTLET: Final = f"{_KNOWN}|{_SHAPED}|{_EVERYDAY}"

# What leads up to the name, `North Korea's state news agency`, is no part of the words before it.
_KINDS: Final = rf"(?:(?:\b[A-Z][\w-]* ){{0,2}}(?:{either(bag(_ASKING['kinds']))} )+)?"
_LED: Final = re.compile(rf"(?:\b[Tt]he |\ban? |\b(?:[A-Z][\w-]* )?[A-Z][\w-]*'s )?{_KINDS}$")
_SAYS: Final = re.compile(rf"(?: {either(bag(_ASKING['beside']))})* {either(bag(_ASKING['verbs']))}\b")
_WROTE: Final = re.compile(rf"(?:'s?(?: [\w-]+){{0,2}})? ({either(bag(_ASKING['writings']))})\b")
_ACCORDING: Final = re.compile(r"\b(?:according to|per|as reported by|as told by|citing) $", re.I)
_WRITTEN: Final = re.compile(rf"\b{either(bag(_ASKING['writings']))}(?: [\w-]+){{0,2}} (?:by|in|of|from|on) $", re.I)
_IN: Final = re.compile(r"\b(?:by|in|from) $")
_DOES: Final = r"(?:do|does|did|has|have|had|will|would|is|are|was|were|been)"
_WH: Final = r"\W*(?:and |but |so |in |on |by |for )?(?:what|which|how|why|when|where|whose|who|whom)\b"
# `which missiles did CNN ...`: what is asked for, and no other clause, stands before it.
_ASKS_OF: Final = re.compile(rf"{_WH}(?:(?!\b{_DOES}\b).)*\b(?:do|does|did|has|have|had|will|would) $", re.I)
_TOLD: Final = re.compile(rf"{_WH}(?:(?!\b{_DOES}\b).)*\b{_DOES} (?:been )?{either(bag(_ASKING['told']))} (.*)", re.I)
_WRITING: Final = ASKING.union(bag(_ASKING["writings"]))
_SAYING: Final = bag(_ASKING["verbs"]) - bag("state note notes")
_TOPICS: Final = bag(_ASKING["topics"])
_RUNNING: Final = bag(_ASKING["running"])
_ANOTHERS: Final = listed("verbs", "asking")
_WORD: Final = re.compile(r"[\w'-]+")
_ENDING: Final = re.compile(_ENDINGS)
_IN_EDITORIAL: Final = (
    r" in (?:its|their|an|the|some|any) (?:[\w-]+ )?(?:editorials?|op-eds?|leaders?|leading articles?)\b"
)
# Editorials where no outlet is named, and a word that says on which side an outlet is.
_PAGES: Final = re.compile(
    rf"(?:\b[Tt]he )?(?:{either(bag(_ASKING['kinds']))}'?s? )*"
    rf"\b{either(one.replace('_', ' ') for one in bag(_ASKING['pages']))}\b",
    re.I,
)
_SIDES: Final = re.compile(
    rf"(?: {either(bag(_ASKING['beside']))})* (?:{either(bag(_ASKING['siding']) | bag(_ASKING['opining']))}|calls? for|"
    r"called for|(?:is|are|was|were) (?:for|against|opposed to|critical of|in favou?r of))\b"
)
_WHICH: Final = re.compile(rf"\W*(?:and |but |so )?(?:which|what) (?:of the )?{either(bag(_ASKING['which']))}\b", re.I)


def asked_outlets(question: str, held: Sequence[str] = ()) -> tuple[str, ...]:
    """The outlets of the press whose own words a question asks for, as it writes them: `What did CNN report?`.

    One that is spoken of is none: `What did Price tell CNN?`, `Who is the Reuters correspondent?`. `held`: names that
    are known to be outlets', whatever their shape.
    """
    folded = fold(question)
    found: list[re.Match[str]] = []
    asked: dict[str, None] = {}
    for one in [*_outlets(folded, _pattern(tuple(held), lower=folded.islower())), None]:
        if one and (not found or re.fullmatch(r",? (?:and |or )?(?:the )?", folded[found[-1].end() : one.start()])):
            found.append(one)
            continue
        start, end = (found[0].start(), found[-1].end()) if found else (0, 0)
        if found and _is_asked(folded[max(0, start - REACH) : start], folded[end : end + REACH]):
            asked |= dict.fromkeys(each[0] for each in found)
        found = [one] if one else []
    return tuple(asked)


def names_of(outlet: str) -> Sequence[str]:
    """The names under which an outlet is known: `AP` and `Associated Press`."""
    return _NAMES.get(outlet.lower(), (outlet,))


def in_full(question: str, held: Sequence[str]) -> str:
    """A question with an outlet that an archive holds by its name, where it says something by the last word of that:
    'What does the Courier say?'. What no outlet is called by alone, or several, stays.
    """
    full = [name for one in held if " " in (name := one.removeprefix("The "))]
    lasts = Counter(name.split()[-1] for name in full)
    for name in full:
        last = name.split()[-1]
        if lasts[last] == 1 and _ENDING.fullmatch(last):
            written = name.replace("\\", r"\\")
            question = re.sub(rf"\b([Tt]he ){re.escape(last)}(?={_SAYS.pattern}|['’]s )", rf"\g<1>{written}", question)
    return question


def wants_opinion(outlet: str, question: str) -> bool:
    """Whether a question asks for what an outlet thinks, or for its editorials."""
    name = rf"{re.escape(fold(outlet.removeprefix('The ')))}\b"
    opinions, beside, opining = (either(bag(_ASKING[one])) for one in ("opinions", "beside", "opining"))
    asked = (
        rf"{name}(?:'s(?: [\w-]+)? {opinions}|(?: {beside})* {opining})\b"
        rf"|\b{opinions}(?: [\w-]+)? (?:of|by|in|from) (?:[Tt]he )?{name}|{_IN_EDITORIAL}"
    )
    return re.search(asked, fold(question)) is not None


def without_editorial(question: str) -> str:
    """A question without 'in its editorial'."""
    return re.sub(_IN_EDITORIAL, "", question)


def of_editorials(question: str) -> str:
    """What a question asks the editorials of, no outlet named: `tolls?` of `What do editorials think of tolls?` and
    of `Which newspaper is against tolls?`; empty for any other.
    """
    folded = fold(question)
    which = _WHICH.match(folded)
    if which and (sides := _SIDES.match(folded, which.end())):
        return folded[sides.end() :]
    for one in _PAGES.finditer(folded):
        before, after = folded[max(0, one.start() - REACH) : one.start()], folded[one.end() : one.end() + REACH]
        sides = _SIDES.match(after)
        if not before.endswith("'s ") and _is_asked(before, " say" if sides else after):
            told = sides or _SAYS.match(after) or _WROTE.match(after)
            return after[told.end() if told else 0 :] or before
    return ""


def named_in(outlet: str, text: str) -> bool:
    """Whether a text names an outlet, in whole words: `AP` is not in `Japan`."""
    return re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text, re.I) is not None


def reports(asked: Sequence[str], sentence: str) -> bool:
    """Whether a sentence reports what one of these outlets said: `KCNA said`, `according to KCNA`, `told CNN`."""
    name = rf"{either(re.escape(form) for one in asked for form in names_of(one))}\b"
    found = re.search(
        rf"\b{name}(?:,[^,.;]{{1,60}},)?(?: {either(bag(_ASKING['beside']))})* {either(SAYING - _ANOTHERS)}\b|"
        rf"\b(?:[Tt]old|[Aa]ccording to|[Pp]er|[Rr]eports? (?:by|in|from|of)|[Rr]eported (?:by|in)|"
        rf"[Ii]nterview (?:with|in|by|on|to)) (?:[Tt]he )?{name}",
        fold(sentence),
    )
    return found is not None


@lru_cache(maxsize=64)
def _pattern(held: tuple[str, ...], *, lower: bool) -> re.Pattern[str]:
    """What is the name of an outlet, in a question without capitals too; there a word alone is no name."""
    own = [fold(name.removeprefix("The ")) for name in held if not lower or " " in name]
    named = rf"\b{either(map(re.escape, own))}(?!\w)|" if own else ""
    return re.compile(f"{named}{_KNOWN}", re.I) if lower else re.compile(f"{named}{_OUTLET}")


def _outlets(folded: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The names of outlets, without words of asking that stand with a capital before them."""
    for one in pattern.finditer(folded):
        words, at = one[0].split(), one.start()
        while len(words) > 1 and words[0].lower() in ASKING and one[0].lower() not in _NAMES:
            at += len(words.pop(0)) + 1
        first, _, second = folded[at : one.end()].partition(" and ")
        both = (
            pattern.fullmatch(folded, at, at + len(first)),
            pattern.fullmatch(folded, one.end() - len(second), one.end()),
        )
        if second and all(both):  # 'Evening Herald and Coast Post' are two, 'Mail and Guardian' is one
            yield from filter(None, both)
        elif (again := pattern.match(folded, at)) and again.end() == one.end():
            yield again
        elif folded.islower():
            yield one


def _is_asked(before: str, after: str) -> bool:
    """Whether what stands between these is asked for its words."""
    before = before[: _LED.search(before).start()]  # type: ignore[union-attr] # it matches the end at least
    clause = re.split(r"[,;:.?!]\s+", before)[-1]
    words = [word.lower() for word in _WORD.findall(clause)]
    bare = _WRITING.issuperset(words)
    last = words[-1] if words else ""
    if _ACCORDING.search(before):
        return True
    if _SAYS.match(after) and ((bare and last not in _TOPICS) or _ASKS_OF.fullmatch(clause)):
        return True
    wrote = _WROTE.match(after)
    if wrote and bare and (last not in _TOPICS or (wrote[1] in _RUNNING and last in ("on", "of"))):
        return True
    if bare and words[0:1] not in (["who"], ["whom"]) and (_WRITTEN.search(clause) or _IN.search(clause)):
        return True
    told = _TOLD.fullmatch(clause)
    return bool(told and _IN.search(clause) and not bag(told[1]) & _SAYING)
