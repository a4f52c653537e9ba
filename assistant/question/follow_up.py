"""A follow-up made to stand alone without a model: names, subject and time of the conversation are carried over."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from assistant import phrasing
from assistant.language.times.days import Period
from assistant.language.times.mentions import Clock, mentions
from assistant.language.topic import ASKING
from assistant.question.pronouns import NAME, SHORT, is_office, is_person, leans, without_rank
from assistant.question.salience import WORD, Exchange, content, is_light, key, lacking, stem, written
from assistant.question.talk.again import INVERTED, asked_again
from assistant.question.talk.exchanged import ELLIPSIS, OPENING, ORDER, country, exchanged
from assistant.question.talk.joined import with_thing
from assistant.question.talk.meant import PLACE, Led, named, on_it, placed
from assistant.question.talk.things import things, things_with
from assistant.question.window import Window, days_of, read_window, timeless, when
from corpus.text.calendar import MONTHS, WEEKDAYS

# How many words are carried over: more of them find what was answered before (docs/decisions/012-follow-ups.md). Names
# of the last question come on top: a question about the news is about them.
MOST = 2
# After a short answer (a sentence or two, not a page) there is less to be misled by, and more of it is the subject.
MOST_SHORT = 4
NAMES = 3
_FEWEST = 3  # words of its own with which a question has a subject
KEPT = 12  # turns; what was said before them is no longer what 'it' means
PASSING = re.compile(r"\b(?:today|recent\w*|lately|now|currently|tonight|moment|days|ever)\b", re.I)
DEFINED = re.compile(
    r"^(?:(?:who|what|where)(?:['’]s| is| was| are| were) (?!the\b|a\b|an\b)|tell me about (?!the\b)|"
    r"what does \S+ (?:stand for|mean))",
    re.I,
)
BESIDE = re.compile(r"\W*(?:and |but )?(?:when|who)(?:['’]s| is| was) (?:it|that|this|he|she)\b", re.I)  # is of no time
_WHEN = re.compile(r"(?:when|where|why|how)\b", re.I)
JOINED = re.compile(r"(?:and|but|so)\b", re.I)
_OWN = re.compile(r" \w+ (?:its|their|his|her)\b.*")  # 'lead in their water' is lead
LISTED = re.compile(r", | and ")
_WITHIN = ("in", "at", "near")
_PLACED = re.compile(r"\b(?:in|at|near|from) (?:the )?$")


def depends(question: str, fewest: int | None = None) -> bool:
    """Whether a question leans on what was said before it.

    It does when a pronoun, 'the day after', 'the other one' finds nothing in the question itself to stand for, when it
    is an ellipsis ('And Seoul?'), or when it has hardly a subject of its own ('Why?', 'What did Blinken announce?'):
    less than so many words, three where nothing else is said, one more where it begins with 'And'.
    """
    body = OPENING.sub("", question.strip())
    if leans(body):
        return True
    if ELLIPSIS.match(body) and (
        body != question.strip() or re.match(r"(?:what|how) about\b", body, re.I) or len(body.split()) < 6
    ):
        return True
    if _is_whole(body):
        return False
    times = mentions(body, Clock(date(2022, 1, 1), anchor=Period(date(2022, 1, 1), date(2022, 1, 1))))
    if times and all(time.kind == "told" for time in times):
        return True
    own = [*content(body), *re.findall(r"\bUS\b", body)]  # the country, not the pronoun
    if DEFINED.match(body) and own:
        return False
    if (
        (asked := INVERTED.match(body)) and _WHEN.match(body) and not asked["rest"].strip()
    ):  # 'When did New Zealand sign?'
        own = [*content(asked["thing"] or ""), asked["who"], asked["did"]]
    dated = any(time.kind != "told" for time in times)
    joined = JOINED.match(question.strip()) and body
    return len(own) + dated < (fewest or (_FEWEST + 1 if joined else _FEWEST))


def _is_whole(body: str) -> bool:
    """Whether somebody does something to something in it: 'Did Biden meet Kim?', 'What did Park say about Japan?'."""
    asked = INVERTED.match(body)
    if not asked:
        return False
    rest = timeless(asked["rest"])
    return any(not _PLACED.search(rest[:start]) for start, _ in things(rest))


def stand_alone(question: str, turns: Sequence[Exchange], as_of: date) -> str:
    """The question with the names, subject and time that it lacks; to the letter as it was where it stands alone.

    Pronouns for persons are replaced by the name, an ellipsis by the question before with its name or time exchanged,
    'the month before' is given its month; 'there' gets its place, 'it' its thing; of what is still missing one thing
    stands where it belongs, and the time behind it: `... say about the launches in March 2022?`.
    """
    turns = [turn for turn in turns[-KEPT:] if turn.asked] or list(turns[-KEPT:])
    if not turns or not depends(question):
        return question
    turns = _since_shift(turns)
    before = _window_before(turns, as_of)
    own = read_window(question, as_of, anchor=days_of(before) if before else None)
    while own.named and len(turns) > 1 and BESIDE.match(turns[-1].asked) and ELLIPSIS.match(OPENING.sub("", question)):
        turns = turns[:-1]
    last, body = cache(lambda: _last(tuple(turns), as_of)), OPENING.sub("", question.strip())
    answered = turns[-1].answered
    if whole := asked_again(body, last, answered) or exchanged(question, last, answered, own, as_of):
        return whole
    nowhere = named(_dated(question, own), turns, lambda some: _last(tuple(some), as_of))
    text = on_it(placed(nowhere, turns), last, timeless)
    if depends(text):
        told = [*turns[:-1], Exchange(last(), turns[-1].answered)]
        have = {stem(word) for word in content(text)}
        given = [one for one in (subject(last()), *_missing(text, told)) if one]
        mine = {country(name) for name in NAME.findall(text)} - {""}
        given = [one for one in given if have.isdisjoint(map(stem, content(one)))]
        others = [one for one in given if country(one) not in mine]  # 'react to North Korea' is not of Pyongyang
        text = _among(with_thing(_begun(text), last(), others, known=text != question), given)
    return _timed(text, when(before) if before and not own.named else "")


def _timed(text: str, time: str) -> str:
    """The text as a question of its own, with the time of the talk behind it."""
    whole = f"{_begun(text).rstrip('?.! ')} {time}?" if time else _begun(text)
    if ORDER.match(whole):  # 'Tell me more about the ferry'
        whole = whole.rstrip("?")
    return Led(whole, text.bare, text.carried, text.around) if isinstance(text, Led) else whole


def _among(text: str, given: Sequence[str]) -> str:
    """The text with the other things of the talk around it."""
    around = " ".join(one for one in given if one not in text)
    return Led(text, without_subject(text), subject(text), around) if around else text


def _begun(text: str) -> str:
    """The text as a sentence of its own begins: without the 'And' that joined it to the last, with a capital."""
    body = OPENING.sub("", text.strip()) or text
    m = ELLIPSIS.match(body)
    alone = m["b"].removeprefix("the ") if m and m["b"] else ""
    name = (found := NAME.match(alone)) and found.group()
    named = name and (content(name) or name.isupper()) and (name == alone or name.endswith(("'s", "’s")))
    if m and alone and (named or things(m["b"]) == [(0, len(m["b"]))]):  # 'The bridge?'
        body = f"What about {re.sub('^The ', 'the ', m['b'])}?"
    return body[:1].upper() + body[1:]


def _unordered(asked: str) -> str:
    """What was asked without the word that orders it, which is no subject: 'Brief me on', 'Timeline of'."""
    first = WORD.search(asked)
    ordering = first and key(first.group()) in ASKING and not is_light(first.group())
    return asked[first.end() :] if first and ordering else asked


def without_subject(question: str) -> str:
    """A completed question as it was asked: without the thing of the talk that was put into it."""
    return question.bare if isinstance(question, Led) else question


def subject(question: str) -> str:
    """The thing of the talk that was put into a question; empty for none."""
    return question.carried if isinstance(question, Led) else ""


def around(question: str) -> str:
    """The things of the talk that a completed question does not say, by which it is found too; empty for none."""
    return question.around if isinstance(question, Led) else ""


def _since_shift(turns: Sequence[Exchange]) -> Sequence[Exchange]:
    """The turns since the talk last moved on: to a question that stands alone, has a name, and shares no word."""
    for at in range(len(turns) - 1, 0, -1):
        asked = turns[at].asked
        own = {stem(word) for word in content(asked)}
        earlier = {stem(word) for turn in turns[:at] for word in content(f"{turn.asked} {turn.answered}")}
        if not own & earlier and not depends(asked) and any(m.start() for m in NAME.finditer(asked)):
            return turns[at:]
    return turns


def _window_before(turns: Sequence[Exchange], as_of: date) -> Window | None:
    """The time that the conversation is on: the latest one named, as long as the talk has not moved on since."""
    for turn in reversed(turns):
        window = read_window(turn.asked, as_of)
        if window.named and not all(
            span.kind == "now" and PASSING.search(turn.asked[span.start : span.end]) for span in window.spans
        ):
            return window
        if not depends(turn.asked):
            return None
    return None


@lru_cache(maxsize=64)  # the turns of a talk are completed one after the other
def _last(turns: tuple[Exchange, ...], as_of: date) -> str:
    """The last question, made to stand alone where it does not."""
    last = turns[-1].asked
    return stand_alone(last, turns[:-1], as_of) if last and depends(last) else last


def _dated(question: str, own: Window) -> str:
    """'the month before' with its month in brackets."""
    for span in reversed(own.spans):
        for mention in reversed(span.mentions):
            if mention.kind == "told":
                question = f"{question[: mention.end]} ({phrasing.period(*mention.period)}){question[mention.end :]}"
    return question


def _of_name(words: str, texts: Sequence[str]) -> str:
    """Words with the name behind their 'of', as a text has it: 'the port of Varna'."""
    of = rf"{re.escape(words)} of (?:the )?{NAME.pattern}"
    found = next((m for text in texts if words.islower() and (m := re.search(of, text, re.I))), None)
    return found.group() if found else words


def _is_loud(name: str) -> bool:
    """Whether a name is told from an everyday word by its letters alone: 'FIRST'."""
    return name.isupper() and len(name) > 2


def _missing(question: str, turns: Sequence[Exchange]) -> list[str]:
    """The names of the last question and the likeliest words that are not yet in the question, as they were written."""
    masked = [Exchange(_unordered(timeless(turn.asked)), turn.answered) for turn in turns]
    have = {stem(word) for word in WORD.findall(question)}
    picked: list[str] = []

    def add(words: str) -> None:
        named = without_rank(words) if is_person(words) else words
        stems = {stem(word) for word in content(named) or [named] * _is_loud(named)}
        if stems and not stems <= have:
            picked.append(words)
            have.update(stems)

    have |= {stem(day) for day in WEEKDAYS}
    if any(link in _WITHIN for link, _ in PLACE.findall(question)):  # it has a place of its own
        places = (name for turn in turns for link, name in PLACE.findall(turn.asked) if link in _WITHIN)
        have |= {stem(word) for name in places for word in content(name)}
    most = MOST_SHORT if len(WORD.findall(masked[-1].answered)) <= SHORT else MOST
    likely = [name for _, name in lacking(question, masked)[:most]]
    asked = [turn.asked for turn in reversed(masked)]
    for words in things_with(asked[0], likely, named=True)[:NAMES]:
        add(words)
    done = {stem(word) for one in asked for word in content(one)}  # what is no thing of a question is what was done
    answered = [turn.answered for turn in reversed(masked)]
    for word in likely:
        if word not in have:
            words = next((words for one in asked[1:] for words in things_with(one, [word])), "")
            words = words or ("" if word in done else _of_name(written(word, likely, answered), answered))
            if words.islower() and words.endswith("ed") and " " not in words:
                continue  # 'agreed': what was done
            if not is_office(words) and not any(key(one) in MONTHS for one in WORD.findall(words)):  # no subjects
                add(words)

    def says_less(one: str, other: str) -> bool:
        """Whether the other says all of it and more: 'Blender.io' beside 'Blender'."""
        part = one != other and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other)
        stems = {stem(word) for word in content(one)}
        return bool(part) or (bool(stems) and stems < {stem(word) for word in content(other)})

    whole = [one for one in picked if not any(says_less(one, other) for other in picked)]
    return [_OWN.sub("", one) for one in whole]
