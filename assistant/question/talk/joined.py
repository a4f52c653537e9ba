"""One thing of the talk put where it belongs in a question: for its 'it', or behind it as 'about the review'."""

import re
from collections.abc import Sequence

from assistant.language.lexicon import BEING, HELPING, TITLES
from assistant.language.lexicon import words as listed
from assistant.language.naming import PEOPLES
from assistant.question.answer_type import asks_what_said, sayer
from assistant.question.pronouns import NAME, THING, is_person, leans, unbound
from assistant.question.salience import WORD, content, key
from assistant.question.talk.again import INVERTED, NEXT, NUMBERED
from assistant.question.talk.exchanged import ELLIPSIS, OF_TIME, is_country
from assistant.question.talk.meant import ON_WHAT, Led, people, where
from assistant.question.talk.things import ASKED_FOR, things
from assistant.question.window import timeless
from corpus.text.calendar import either
from corpus.text.stop_words import FUNCTION, PREPOSITIONS
from corpus.text.tables import bag, table

_WORDS = table("assistant.question", "leaning")["links"]
_SAYING, _ANSWERING, _EVENTS, _STRAIGHT = (bag(_WORDS[kind]) for kind in ("about", "to", "in", "straight"))
_OF_EVENTS = table("assistant.question", "leaning")["events"]
_SPEAKING = _SAYING | bag(table("assistant.question", "leaning")["it"].replace("|", " "))
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
_DONE = re.compile(
    rf"\b(?:{either(HELPING)}|there)\b|(?:ed|ing)$"
    rf"|\b{either(listed('verbs', 'past'))} (?!of\b)[a-z]+$",
    re.I,
)
_ASKS_WHETHER = re.compile(rf"{either((*HELPING, *BEING))}\b", re.I)
_WHY = re.compile(r"why(?: not)?", re.I)
_WHEN = re.compile(r"when|where", re.I)
_WHICH_ONE = re.compile(r"\bwhich ones?\b", re.I)
_ON_THAT = re.compile(r" (?:on|about|to|of) (?:it|this|that)$", re.I)
_OWNED = re.compile(r"\b(?:its|his|her|their) $")
_ARTICLE = re.compile(r"\b(?:an?|this|that|which|what|how many)(?: of)?(?: the)? $", re.I)
_HAPPENING, _DONE_TO, _DONE_ON = (bag(_OF_EVENTS[kind]) for kind in ("verbs", "to", "on"))
_NOUNS = rf"(?:the |an? )?(?:(?!{either(PREPOSITIONS)} |(?:to|not|and|or|but|go) )[\w’'-]+ ){{1,3}}?"
# 'Did the dockers in Varna (go on) strike in May?', 'When did Lund visit Oslo?'.
_DID = re.compile(
    rf"(?:(?:when|where|why|how) )?{either(HELPING)} (?P<who>{_NOUNS}(?:(?:of|in|at|from|for) {_NOUNS}){{0,2}}?)"
    rf"(?:go on )?(?P<did>(?!talks\b){either(_EVENTS)})(?: (?P<to>(?:the |an? |(?-i:[A-Z]))[^?,]+?))?"
    rf"(?P<where> (?:in|at|near) (?:the )?{NAME.pattern})?",
    re.I,
)
# 'How many people fled the flood?', and whom 'they' stands for.
_ASKED = re.compile(
    rf"(?:how many|which) (?P<noun>(?:[\w’'-]+ )?(?:people|(?!of\b)[\w’'-]+s)) "
    rf"(?P<did>(?:(?:{_IS}|have|had|will)\b(?! (?:the|an?|(?-i:[A-Z])))|(?-i:[a-z]+ed)\b"
    rf"|{either(listed('verbs', 'past'))}\b)[^?,]*)",
    re.I,
)
_AFTER = re.compile(r"what happened after ", re.I)  # which the next question does not ask
_WITH = re.compile(r" (?:met|meet|and|with) ")


def with_thing(question: str, last: str, given: Sequence[str], *, known: bool) -> str:
    """The question with the one thing of the talk that it lacks; as it was where there is none.

    `last`: the last question, which stands alone; `given`: things of the talk. Where it is `known` from the talk who or
    what the question is of, it lacks only what is said or answered to.
    """
    if then := NEXT.fullmatch(question):
        return _then(question, then["then"], last, given)
    pronoun = unbound(question, THING)
    if pronoun and (whole := _in_its_place(question, pronoun, last, given)):
        return whole
    if NUMBERED.fullmatch(question):  # 'The second one?'
        return question
    done = not set(_verbs(question)).isdisjoint(_SAYING | _ANSWERING)
    on = None if ELLIPSIS.match(question) else ON_WHAT.search(question)
    if on and not leans(on["what"]):
        place = where(question, last) if pronoun and pronoun.group().lower() == "they" else ""
        return Led(f"{question.rstrip('?.! ')} {place}?", question, place.partition(" ")[2]) if place else question
    thing = "" if known and not done else _missing(question, last, given)
    return _behind(question, thing, last, done=done) if thing else question


def _in_its_place(question: str, pronoun: re.Match[str], last: str, given: Sequence[str]) -> str:
    """The question with what 'it' or 'they' stands for in its place; empty where that is not known."""
    word = pronoun.group().lower().rpartition(" ")[2]
    at = pronoun.end() - len(word)
    stands = word in _ONE | _MANY and (word not in _POINTING or _BEHIND.search(question[:at]))
    thing = _meant(word, question, last, given) if stands else ""
    if not thing:
        return ""
    head, own = question[:at], ("’" if thing.endswith("s") else "’s") if word in ("its", "their") else ""
    if word in _POINTING and not _is_somebody(thing) and not _SAYING.isdisjoint(_verbs(question)):
        head = re.sub(r"\bto $", "about ", head)  # 'What did she say to that?'
    return f"{head}{thing}{own}{question[pronoun.end() :]}"


def _then(question: str, then: str, last: str, given: Sequence[str]) -> str:
    """'What happened next?' after something that happened, or with what it happened to."""
    thing = _deed(last) or _missing(question, last, given)
    place = _place(thing, last)
    if not thing or (_is_somebody(thing) and not place):
        return question
    if key(_head(thing)) in _EVENTS:
        return f"What happened after {thing}?"
    return Led(f"What happened {place or 'to'} {thing} {then}?", question, thing)


def _behind(question: str, thing: str, last: str, *, done: bool) -> str:
    """The question with a thing behind it, with the word that its verb asks for."""
    bare, text = question, question.rstrip("?.! ")
    text = _ON_THAT.sub("", text) if done else text
    if _WHY.fullmatch(text):
        return Led(f"{text} {thing}?", bare, thing)
    if _WHEN.fullmatch(text):
        return Led(f"{text} {'were' if _is_several(thing) else 'was'} {thing}?", bare, thing)
    if (which := _WHICH_ONE.search(text)) and _is_several(thing):
        of = f"{which.group().split()[0]} of the {re.sub('^the ', '', thing)}"
        return Led(f"{text[: which.start()]}{of}{text[which.end() :]}?", bare, thing)
    link = _link(text, thing, last)
    acting = [start for start, _ in things(text) if not ASKED_FOR.fullmatch(text, 0, start)]
    spoke = asks_what_said(last) and thing in sayer(last)
    bare_words = all(key(word) in FUNCTION for word in WORD.findall(text))  # 'Is that all?'
    whole = ELLIPSIS.match(question) or (_ASKS_WHETHER.match(text) and (acting or bare_words))  # 'Did Lund resign?'
    if link == _ELSE and (whole or spoke or not (NAME.search(thing) or thing.startswith("the ") or _is_several(thing))):
        return question
    return Led(" ".join(filter(None, (text, link, f"{thing}?"))), bare, thing)


def _meant(word: str, question: str, last: str, given: Sequence[str]) -> str:
    """What 'it' or 'they' stands for: what did the same before, else the likeliest thing that has its number."""
    if word in _MANY and (pair := _pair(last)):
        return pair
    if word in ("they", "them") and (asked := _ASKED.fullmatch(OF_TIME.sub("", timeless(last)))):
        return f"the {asked['noun']} that {asked['did']}"
    does = _verbs(question.partition(f" {word} ")[2])[:1]
    deed = _deed(last) if word in _ONE else ""
    happening = [one for one in given if key(_head(one)) in _EVENTS and not is_country(one)]
    if not _HAPPENING.isdisjoint(does) and (deed or (word in _ONE and happening)):
        return deed or _with_article(_ranked(last, happening)[0], last)
    fits = [one for one in given if _is_several(one) == (word in _MANY) and not _is_somebody(one)]
    fits = [one for one in fits if one.lower() not in PEOPLES]
    if word == "it" and does and does[0] in _SPEAKING and (speaker := _speaker(last, sure=bool(fits))):
        return speaker
    bare = last.bare if isinstance(last, Led) else last
    if set(_verbs(question)).isdisjoint({*_SPEAKING, *_ANSWERING, *_verbs(last)}):  # a country does as well
        fits = [one for one in fits if not is_country(one)] or fits
    fits = [one for one in fits if NAME.search(one) and one in bare] or fits  # not what the talk was on before
    if set(_verbs(question)) & set(_verbs(last)):
        fits = [one for one in fits if one in last][:1] or fits
    return _with_article(_ranked(last, fits)[0], last) if fits else deed


def _speaker(last: str, *, sure: bool) -> str:
    """Who says something in a question, for the 'it' that says more; where it must be `sure`, by its name no person."""
    doer = INVERTED.match(last)
    if not doer or doer["did"] not in _SPEAKING:
        return ""
    who = re.sub("^The ", "the ", doer["who"])
    return who if not sure or is_country(who) or who.startswith("the ") or who.isupper() else ""


def _deed(last: str) -> str:
    """What was done, as a thing: 'the strike of the dockers in Varna' of 'Did the dockers in Varna strike?'."""
    found = _DID.fullmatch(OF_TIME.sub("", timeless(last)))
    if not found or leans(found["who"]) or not content(found["who"]):
        return ""
    did, who, to = key(found["did"]), found["who"].rstrip(), re.sub("^an? ", "the ", found["to"] or "")
    if to and key(_head(to)) in _EVENTS:
        return to  # 'order a review'
    link = "to" if did in _DONE_TO else "on" if did in _DONE_ON else ""
    of = "" if to and not link else who  # 'the launch of the rocket'
    behind = f" {link} {to}" if link and to else ""
    act = f"{who}’s {did}" if of and NAME.fullmatch(who) and not who.endswith("s") else f"the {did} of {of or to}"
    return f"{act}{behind}{found['where'] or ''}"


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
    happens = key(thing) in _EVENTS and before.endswith((" on ", " to "))  # 'on strike'
    return f"the {thing}" if happens or _ARTICLE.search(before) or thing not in last else thing


def _place(thing: str, last: str) -> str:
    """The word of place or time behind which a thing stands in the last question: 'in', 'at'; empty for none."""
    if _AFTER.match(last):
        return ""
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
    if not _STRAIGHT.isdisjoint(_verbs(text)[-1:]):
        return ""
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
