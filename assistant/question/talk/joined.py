"""One thing of the talk put where it belongs in a question: for its 'it', or behind it as 'about the review'."""

import re
from collections.abc import Sequence

from assistant.language.lexicon import BEING, HELPING, TITLES
from assistant.language.naming import PEOPLES
from assistant.question.pronouns import NAME, THING, is_person, leans, unbound
from assistant.question.salience import WORD, content, key
from assistant.question.talk.exchanged import ELLIPSIS, is_country
from assistant.question.talk.meant import ON_WHAT, Led, people, where
from assistant.question.talk.things import ASKED_FOR, things
from assistant.question.window import timeless
from corpus.text.calendar import either
from corpus.text.tables import bag, table

_WORDS = table("assistant.question", "leaning")["links"]
_SAYING, _ANSWERING, _EVENTS = bag(_WORDS["about"]), bag(_WORDS["to"]), bag(_WORDS["in"])
_ELSE = "in the case of"
_ONE, _MANY = frozenset("it its this that".split()), frozenset("they them their these those".split())
# These stand before a noun too, but not behind such a word at an end: "of that".
_POINTING = frozenset("this that these those".split())
_BEHIND = re.compile(r"\b(?:about|on|of|to|for|with|from|by|after|before|against|in|at) $", re.I)
_LINK = r"\b(?P<link>in|at|near|during|after|before|under) (?:(?:the|an?) )?$"
_TIED = re.compile(r" (?:of|on|for|to|in|with|from|against|between|over|by)\b")
_IS = either(BEING)
# 'When is the trial', 'Which people': a noun ends it, and nothing is done.
_OF = re.compile(
    rf"(?:(?:when|where|what|who|how (?!many|much)\w+) {_IS} (?:the )?"
    rf"|(?:which|what(?! about)|how many|how much)(?!.* {_IS}\b) )[\w ’'-]+",
    re.I,
)
_DONE = re.compile(rf"\b(?:{either(HELPING)}|there)\b|(?:ed|ing)$", re.I)
_ASKS_WHETHER = re.compile(rf"{either((*HELPING, *BEING))}\b", re.I)
_WHY = re.compile(r"why(?: not)?", re.I)
_WHEN = re.compile(r"when|where", re.I)
_WHICH_ONE = re.compile(r"\bwhich ones?\b", re.I)
_OWNED = re.compile(r"\b(?:its|his|her|their) $")
_ARTICLE = re.compile(r"\b(?:an?|this|that|which|what|how many)(?: of)?(?: the)? $", re.I)
_WITH = re.compile(r" (?:met|meet|and|with) ")


def with_thing(question: str, last: str, given: Sequence[str], *, known: bool) -> str:
    """The question with the one thing of the talk that it lacks; as it was where there is none.

    `last`: the last question, which stands alone; `given`: things of the talk. Where it is `known` from the talk who or
    what the question is of, it lacks only what is said or answered to.
    """
    pronoun = unbound(question, THING)
    word = pronoun.group().lower().rpartition(" ")[2] if pronoun else ""
    at = pronoun.end() - len(word) if pronoun else 0
    stands = word not in _POINTING or _BEHIND.search(question[:at])
    if pronoun and stands and word in _ONE | _MANY and (thing := _meant(word, question, last, given)):
        own = ("’" if thing.endswith("s") else "’s") if word in ("its", "their") else ""
        return f"{question[:at]}{thing}{own}{question[pronoun.end() :]}"
    done = not set(_verbs(question)).isdisjoint(_SAYING | _ANSWERING)
    on = None if ELLIPSIS.match(question) else ON_WHAT.search(question)
    if on and not leans(on["what"]):
        place = where(question, last) if word == "they" else ""
        return Led(f"{question.rstrip('?.! ')} {place}?", question, place.partition(" ")[2]) if place else question
    thing = "" if known and not done else _missing(question, last, given)
    if not thing:
        return question
    bare, text = question, question.rstrip("?.! ")
    if _WHY.fullmatch(text):
        return Led(f"{text} {thing}?", bare, thing)
    if _WHEN.fullmatch(text):
        return Led(f"{text} {'were' if _is_several(thing) else 'was'} {thing}?", bare, thing)
    if (which := _WHICH_ONE.search(text)) and _is_several(thing):
        of = f"{which.group().split()[0]} of the {re.sub('^the ', '', thing)}"
        return Led(f"{text[: which.start()]}{of}{text[which.end() :]}?", bare, thing)
    link = _link(text, thing, last)
    acting = [start for start, _ in things(text) if not ASKED_FOR.fullmatch(text, 0, start)]
    whole = ELLIPSIS.match(question) or (acting and _ASKS_WHETHER.match(text))  # 'Did Lund resign?' has a subject
    if link == _ELSE and (whole or not (NAME.search(thing) or thing.startswith("the ") or _is_several(thing))):
        return question
    return Led(f"{text} {link} {thing}?", bare, thing)


def _meant(word: str, question: str, last: str, given: Sequence[str]) -> str:
    """What 'it' or 'they' stands for: what did the same before, else the likeliest thing that has its number."""
    if word in _MANY and (pair := _pair(last)):
        return pair
    fits = [one for one in given if _is_several(one) == (word in _MANY) and not _is_somebody(one)]
    fits = [one for one in fits if one.lower() not in PEOPLES]
    bare = last.bare if isinstance(last, Led) else last
    fits = [one for one in fits if NAME.search(one) and one in bare] or fits  # not what the talk was on before
    if set(_verbs(question)) & set(_verbs(last)):
        fits = [one for one in fits if one in last][:1] or fits
    return _with_article(_ranked(last, fits)[0], last) if fits else ""


def _missing(question: str, last: str, given: Sequence[str]) -> str:
    found = _ranked(last, given, people=_is_of(question))
    return _with_article(found[0], last) if found else ""


def _ranked(last: str, given: Sequence[str], *, people: bool = False) -> list[str]:
    """The things, likeliest first: what the talk was on already, what the last question was on, then what is no place,
    nobody and no country, with a name, from its end. `people`: whether somebody does as well.
    """
    on = ON_WHAT.search(timeless(last))
    about, carried = on["what"] if on else "", last.carried if isinstance(last, Led) else ""

    def rank(one: str) -> tuple[bool, ...]:
        somebody = _is_somebody(one)
        kinds = (people and bool(_place(one, last)), somebody and not people, is_country(one), not NAME.search(one))
        return (one != carried, one.removeprefix("the ") not in about, one not in last, *kinds)

    return sorted(given, key=lambda one: (rank(one), -last.find(one)))


def _with_article(thing: str, last: str) -> str:
    """A thing as it stands by itself: 'the bank' of 'Which bank?', `Veria's plant` of 'Veria built its plant'."""
    before = last[: max(0, last.find(thing))]
    if not thing[0].islower() or thing.startswith("the "):
        return thing
    owners = [one.group() for one in NAME.finditer(before) if content(one.group())] if _OWNED.search(before) else []
    if owners:
        return f"{owners[-1]}’s {thing}"
    return f"the {thing}" if _ARTICLE.search(before) or thing not in last else thing


def _place(thing: str, last: str) -> str:
    """The word of place or time behind which a thing stands in the last question: 'in', 'at'; empty for none."""
    link = re.search(_LINK, last[: max(0, last.find(thing))], re.I)
    return link["link"].lower() if link else ""


def _pair(last: str) -> str:
    """The two people whom a question names together: 'Biden and Yoon' of 'Did Biden meet Yoon?'."""
    names = [one for one in people(last) if not is_country(one)]
    between = last.partition(names[0])[2].partition(names[1]) if len(names) > 1 else ("", "", "")
    return f"{names[0]} and {names[1]}" if _WITH.fullmatch(between[0]) else ""


def _link(text: str, thing: str, last: str) -> str:
    """The word with which a thing stands behind a question."""
    words = set(_verbs(text))
    if not words.isdisjoint(_ANSWERING):
        return "to"
    link = _place(thing, last)
    if not words.isdisjoint(_SAYING) and not (link and NAME.match(thing)):
        return "about"
    if link:
        return link
    return "of" if _is_of(text) else "in" if key(_head(thing)) in _EVENTS else _ELSE


def _is_of(text: str) -> bool:
    """Whether a question ends with a noun, and nothing is done in it: 'When is the trial?'."""
    text = text.rstrip("?.! ")
    return bool(_OF.fullmatch(text)) and not _DONE.search(text)


def _verbs(text: str) -> list[str]:
    words = WORD.findall(text[:1].lower() + text[1:])
    return [key(one) for one in words if one.islower() and one not in HELPING | BEING]


def _head(thing: str) -> str:
    """The noun of a thing: 'resolution' of 'the resolution on North Korea'."""
    words = WORD.findall(_TIED.split(thing)[0])
    return words[-1] if words else thing


def _is_several(thing: str) -> bool:
    head = _head(thing)
    return " and " in thing or (head.islower() and head.endswith("s") and not head.endswith("ss"))


def _is_somebody(thing: str) -> bool:
    """Whether a thing is a person, by name or by office."""
    name = thing.removeprefix("the ")
    named = NAME.fullmatch(name) is not None and is_person(name) and not is_country(name)
    return named or key(_head(thing)) in TITLES
