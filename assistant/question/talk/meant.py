"""Whom and what the pronouns of a follow-up mean in its conversation: 'he', 'there', 'on it'."""

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile, pairwise

from assistant.language.lexicon import OFFICE_WORDS, ROLES, TITLES
from assistant.language.words import fold
from assistant.question.answer_type import beside_names
from assistant.question.pronouns import NAME, NOBODY, PERSON, SHORT, TITLE, is_person, leans, unbound, without_rank
from assistant.question.salience import AUXILIARY, WORD, Exchange, content, is_light, key, stem
from corpus.text.calendar import MONTHS, WEEKDAYS, either
from corpus.text.stop_words import HANDED_ON, PREPOSITIONS


class Led(str):
    """A question with a thing of the talk put into it: `bare`, as it was asked without that, and what it was given.
    `around`: the other things that the talk was on, by which it is found too.
    """

    bare: str
    carried: str
    around: str

    def __new__(cls, whole: str, bare: str, carried: str, around: str = "") -> "Led":
        """`whole`: the question as it is asked now."""
        made = super().__new__(cls, whole)
        made.bare, made.carried, made.around = bare, carried, around
        return made


Whole = Callable[[Sequence[Exchange]], str]
"""The last question of some turns, made to stand alone."""


def _as_asked(turns: Sequence[Exchange]) -> str:
    return turns[-1].asked


def named(question: str, turns: Sequence[Exchange], whole: Whole = _as_asked) -> str:
    """The first pronoun for a person, where the question does not say whom it means, replaced by the name."""
    m = unbound(question, PERSON)
    if m is None:
        return question
    verb = WORD.search(question, m.end())
    did = stem(verb.group()) if verb and not is_light(verb.group()) else ""
    name = _person(turns, whole, people(question), does=m.group().lower() in ("he", "she"), did=did)
    if not name or name in question:
        return question
    possessive = m["s"] is not None and not (
        m["s"].lower() == "her" and re.match(r" *(?:[?.,;]|$|\b(?:when|in|on|at|to|about|for)\b)", question[m.end() :])
    )
    return f"{question[: m.start()]}{name}{'’s' if possessive else ''}{question[m.end() :]}"


def placed(question: str, turns: Sequence[Exchange]) -> str:
    """The question with the place for a 'there' at its end: the last one that was named behind a word of place."""
    there = re.search(r" there(?= *[?.!]*$)", question, re.I)
    for text in (part for turn in reversed(turns) for part in (turn.answered, turn.asked)) if there else ():
        named = [(link, name) for link, name in PLACE.findall(text) if not is_light(name)]
        places = [name for link, name in named if key(name.split()[0]).rstrip(".") not in _NO_PLACE[link]]
        if there and places:
            return f"{question[: there.start()]} in {places[-1]}{question[there.end() :]}"
    return question


def where(question: str, last: str) -> str:
    """Where the last question was, with its word ('in Varna'), for a question that names no place; empty for none."""
    told = [(link, name) for link, name in PLACE.findall(last) if link in ("in", "at", "near") and not is_light(name)]
    places = [f"{link} {name}" for link, name in told if key(name.split()[0]).rstrip(".") not in _NO_PLACE[link]]
    named = any(link in ("in", "at", "near") for link, _ in PLACE.findall(question))
    return places[0] if places and not named else ""


_HELD_IN = re.compile(rf"\b(?i:{either(OFFICE_WORDS)}) of (?:the )?([A-Z][\w’-]*(?: [A-Z][\w’-]*)*)")  # 'mayor of Lyon'
_TIMES = {*MONTHS, *WEEKDAYS}
# Behind these links a name may be a person's: 'spoke to Minister Park', but 'in General Santos'.
_NO_PLACE = dict.fromkeys(("in", "at", "near"), _TIMES) | dict.fromkeys(("from", "to"), _TIMES | TITLES | ROLES)
PLACE = re.compile(r"\b(in|at|near|from|to) (?:the )?([A-Z][\w’-]*(?: [A-Z][\w’-]*)*)")


def on_it(question: str, last: Callable[[], str], timeless: Callable[[str], str]) -> str:
    """The question with what the last one was on for the 'it' at its end: 'What did the US say on it?' after 'Who said
    what on the declaration?'. `timeless` takes the times out of a text.
    """
    it = _ON_IT.search(question)
    on = ON_WHAT.search(last()) if it else None
    what = _without_verb(on) if on else ""
    if not it or not content(timeless(what)) or leans(what):
        return question
    return f"{question[: it.start()]}{it['word']} {what}{question[it.end() :]}"


def _without_verb(on: re.Match[str]) -> str:
    """What a question was on, without the verb that one with 'did' may end with: 'did the paper on the ports say'."""
    what, before = on["what"].split(), _DID.search(on.string[: on.start()])
    subject = [word for word in WORD.findall(before["rest"]) if word.lower() not in _DETERMINERS] if before else []
    verbless = before is not None and len(subject) < 2  # a subject and no verb yet
    return " ".join(what[:-1] if len(what) > 1 and (verbless or what[-1].lower() in HANDED_ON) else what)


_DID = re.compile(r"\b(?:do|does|did|will|would|can|could|should|must|may|might) (?P<rest>.*)", re.I)
_DETERMINERS = frozenset("the a an this that these those its his her their our your my".split())


_ON_IT = re.compile(r"\b(?P<word>on|about) (?:it|this|that)(?= *[?.!]*$)", re.I)
ON_WHAT = re.compile(r"\b(?:on|about) (?P<what>(?:the |an? )?[^?.,;:]{3,80})[?.! ]*$", re.I)


def _is_beside(word: str) -> bool:
    """Whether a word that begins a run of capitals is no part of a person's name: 'Minister', 'DPRK'."""
    return is_light(word) or key(word).rstrip(".") in TITLES or (word.isupper() and key(word) in NOBODY)


def people(text: str) -> list[str]:
    """The people whom a text names, in order, without their titles."""
    found = []
    for m in NAME.finditer(text):
        words = m.group().split()
        words = list(dropwhile(_is_beside, words))
        name = re.sub(r"['’]s$", "", without_rank(" ".join(words)))
        if (
            name
            and is_person(name)
            and key(name) not in MONTHS
            and key(words[-1]) not in WEEKDAYS
            and name not in found
        ):
            found.append(name)
    return found


def _person(turns: Sequence[Exchange], whole: Whole, others: Sequence[str], *, does: bool, did: str) -> str:
    """Whom 'he' or 'she' means: of whom it was asked who it is, else who in the answer did (`did`) what is asked of,
    else the answer to 'who', else the last question's person, else the answer's. A question that leaned on the talk
    is read as it was completed.

    After 'Whom did Sherman meet?' she who does something is Sherman; 'her' may be the one she met. What something
    happened in is a place and nobody, as is where an office is; nor is he one of the `others`, whom the question
    itself names.
    """
    texts = [text for turn in turns for text in (turn.asked, turn.answered)]
    places = {name for text in texts for link, name in PLACE.findall(text) if link in ("in", "at", "near")}
    places |= {name for text in texts for name in _HELD_IN.findall(text)}
    later = ""
    for at in range(len(turns), 0, -1):
        told = whole(turns[:at])
        head, tail = (told.bare, told.carried) if isinstance(told, Led) else (told, "")
        answer = turns[at - 1].answered
        asked, carried, answered = (
            [one for one in people(text) if one not in places and one not in others] for text in (head, tail, answer)
        )
        if not asked and unbound(head, PERSON):
            continue  # still the one of the turn before
        new = [name for name in answered if not _is_of(name, asked) and _is_told_of(name, answer)]
        if of_whom := [name for name in asked if (does and _does(name, head)) or _is_asked_of(name, head)]:
            return of_whom[0]
        if doer := next((name for name in answered if did and _did(name, did, answer)), ""):
            return doer
        if _WHO.match(head) and new:
            return _as_described(new, answered, answer, head)
        carried = [one for one in carried if any(_does(one, t.asked) or _is_told_of(one, t.answered) for t in turns)]
        if found := asked[-1:] or carried[:1]:
            return found[0]
        later = later or next(iter(new), "")
        if told == turns[at - 1].asked and later:
            break  # a question that leaned on the talk is still on whom the turn before it was on
    return later


def _did(name: str, did: str, text: str) -> bool:
    """Whether a text tells that somebody did something: 'Petra Olhausen resigned'."""
    told = re.search(rf"\b{re.escape(name)} (?:(?:has|had|will|would) )?(\w+)", text)
    return told is not None and stem(told[1]) == did


_WHO = re.compile(r"(?:\W*and )?(?:who|whom|which|whose)\b", re.I)
_WHO_IS = re.compile(r"(?:\W*and )?who(?:['’]s| is| was) ", re.I)


def _is_of(name: str, others: Sequence[str]) -> bool:
    """Whether a name is one of others, written longer or shorter."""
    return any(name in one or one in name for one in others)


def _as_described(new: Sequence[str], named: Sequence[str], answer: str, question: str) -> str:
    """The first whom an answer names; after 'Who is the envoy?' who has most of its words as the office beside
    the name, or before it.
    """
    if not _WHO_IS.match(question):
        return new[0]
    wanted = {stem(word) for word in content(question)}
    places = sorted(answer.find(name) for name in named)
    between = {start: answer[end:start] for end, start in pairwise([0, *places])}
    before = {name: between[answer.find(name)] for name in new}
    offices = {one.text: told for one, told in beside_names(fold(answer), least=1)}
    held = {name: " ".join(told for text, told in offices.items() if _is_of(name, [text])) for name in new}
    beside = [{name: len(wanted & set(map(stem, content(told[name])))) for name in new} for told in (held, before)]
    return max(new, key=lambda name: (beside[0][name], beside[1][name]))


def whom(asked: str, answered: str) -> str:
    """Whom an answer names that has not been asked of: after 'Who resigned?' who did; empty for nobody."""
    told, known = people(answered), people(asked)
    new = [name for name in told if not _is_of(name, known) and _is_told_of(name, answered)]
    return _as_described(new, told, answered, asked) if new else ""


def _does(name: str, question: str) -> bool:
    """Whether somebody does what a question asks: 'whom did Minister Park meet', 'What did Yoon say of Lee'."""
    asks = r"(?i:who|whom|which|whose|what|when|where|why|how)\b[^?]*? "
    asked = rf"(?:\W*and )?(?:{asks})?(?i:{AUXILIARY}) (?:the )?(?:[A-Z][\w.]* )*?{re.escape(name)}\b"
    return re.match(asked, question) is not None


def _is_asked_of(name: str, question: str) -> bool:
    """Whether it is asked who somebody is: 'Who is the envoy Sung Kim?', but not 'the envoy for Mongolia', nor who
    was it 'before Kim'.
    """
    asked = rf"(?:\W*and )?who(?:['’]s| is| was) (?P<before>(?:[\w’'-]+ ){{0,6}}){re.escape(name)}[?.! ]*$"
    found = re.match(asked, question, re.I)
    return found is not None and PREPOSITIONS.isdisjoint(key(found["before"]).split()[-1:])


def _is_told_of(name: str, text: str) -> bool:
    """Whether a run of capitals is a person spoken of: it has a title or a speaker's verb, or the answer is short."""
    if len(WORD.findall(text)) <= SHORT and len(name.split()) > 1:
        return True
    spot = re.escape(name)
    return (
        re.search(
            rf"{TITLE}(?:[A-Z]\w+ )?{spot}|{spot},? (?:said|told|says|added|warned|announced|wrote|"
            rf"called|met|asked)\b|\bsaid {spot}",
            text,
        )
        is not None
    )
