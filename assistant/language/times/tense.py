"""Tense beside a time: whether what a sentence tells of a day lies behind the day of writing or ahead of it."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from corpus.text.calendar import either
from corpus.text.tables import bag, table


class Tense(Enum):
    """What the words around a time say of its place before or after the day of writing."""

    PAST = "past"
    ANNOUNCED = "announced"
    """The present of what is to come: 'opens on Saturday', 'is flying on Friday'."""
    FUTURE = "future"
    STATE = "state"
    """The present of what lasts: 'is closed'; it decides nothing by itself."""
    OPEN = "open"
    """Nothing decides, or signs speak against one another: 'had been planned for Saturday'."""

    @property
    def ahead(self) -> bool:
        """Whether it lies after the day of writing, or on it."""
        return self in (Tense.ANNOUNCED, Tense.FUTURE)


_WORDS = table("assistant.language", "times")
_PLANNING = bag(_WORDS["planning"]["words"])
_LEADING = bag(_WORDS["planning"]["leading"])
_DEFERRING = bag(_WORDS["planning"]["deferring"])
_DONE = bag(_WORDS["planning"]["done"])
_LASTING = bag(_WORDS["lasting"]["words"])
_LASTS = frozenset(f"{one}s" for one in _LASTING)
_NEVER_PAST = bag(_WORDS["never_past"]["words"])
_PAST = frozenset(
    form
    for base, forms in _WORDS["past"].items()
    for at, form in enumerate(forms.split())
    if at == 0 or form != base  # the participle of 'come' is 'come'
)
_NOUNS = bag(_WORDS["announcing"]["nouns"])
_BASES = bag(_WORDS["announcing"]["words"]) | _NOUNS | frozenset(_WORDS["past"]) | {"be"}

# Characters and words before and after a time in which its verb is looked for.
_REACH, _REACH_ON, _WORDS_BEFORE, _WORDS_AFTER = 240, 160, 32, 24
_SENTENCE = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]+[\"'”’)\]]*\s|\n")
_TOKEN = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|\d[\d.,:]*(?<![.,:])|[,;:()“”\"–—]|--")
_MARKS = frozenset([",", ";", ":", "(", ")", "“", "”", '"', "–", "—", "--"])
_FILLERS = bag("on the this that late early later earlier and but so then also well now by")
_WILL = bag("will shall won't shan't gonna")
_MODALS = bag("would may might can could should must wouldn't mightn't can't cannot couldn't shouldn't mustn't")
_DENIED = bag("would could wouldn't couldn't")
_GUESSES = bag("may might must")
_TO_COME = re.compile(
    r"\b(?:might|(?:may|could|should) (?:\w+ )?(?:happen|follow|come|occur|take place|be held))\b", re.I
)
_ASKED_MODAL = re.compile(rf"\b{either(_MODALS)}\b|^{either(one.capitalize() for one in _MODALS)}\b")
_IS = bag("is are am isn't aren't it's he's she's that's who's what's where's when's there's here's")
_WAS = bag("was were wasn't weren't")
_HAS = bag("has have hasn't haven't")
_HAD = bag("had hadn't")
_DOES = bag("do does don't doesn't")
_DID = bag("did didn't")
_PASSED = bag("not never also now still then again soon already just only been be being")
_RELATIVES = bag("who which that whom whose where")
_OPENERS = bag("to in at during after before with near over outside inside later earlier early late")
_PLURALS = bag("we you they i people police children men women both who which that officials")
_DETERMINERS = bag(
    "a an the his her its their our my your this that these those no any some each every of in on at for to by"
)


def without_modals(question: str) -> str:
    """A question with blanks for 'may', 'could', 'should': whether a thing was or is to come is what it asks. What 'may
    happen' or 'might follow' is to come.
    """
    if _TO_COME.search(question):
        return question
    return _ASKED_MODAL.sub(lambda modal: " " * len(modal[0]), question)


def tense(text: str, start: int, end: int) -> Tense:
    """What the words around `text[start:end]`, a time, say of its place in time; `Tense.OPEN` where nothing decides.

    The verb that governs a time is the nearest one before it in its clause; where none stands before it ('On Friday,
    the council met'), the first one after it. Words of planning ('due', 'scheduled for') stand for a verb. What leads
    up to the time ('since', 'from', 'until', 'for') then decides together with that verb.
    """
    before = _TOKEN.findall(_SENTENCE.split(text[max(0, start - _REACH) : start])[-1])[-_WORDS_BEFORE:]
    after = _TOKEN.findall(_SENTENCE.split(text[end : end + _REACH_ON], maxsplit=1)[0])[:_WORDS_AFTER]
    clause = before[max((at + 1 for at, word in enumerate(before) if word in _MARKS), default=0) :]
    lead, body = _led(clause)
    sign, verb = _nearest(body)
    if sign in (None, Tense.STATE):
        fronted = not body or (len(clause) == len(before) and len(body) < 6 and body[0].lower() in _OPENERS)
        own = after if fronted else list(_until_mark(after))
        sign, verb = next(_signs(own), (sign, verb))
    if sign is None and len(clause) < len(before):
        sign, verb = _nearest([word for word in before if word not in _MARKS])
    whose = text[start:end].endswith(("'s", "’s"))
    return _weighed("" if whose and lead == "for" else lead, sign, verb, [word.lower() for word in after[:1]])


def _weighed(lead: str, sign: Tense | None, verb: str, following: Sequence[str]) -> Tense:
    """The tense of a time from the word that leads up to it and the sign of its verb."""
    if lead == "since":
        return Tense.PAST
    if sign is Tense.OPEN or (sign is None and not lead):
        return Tense.OPEN
    if lead == "for":
        return Tense.FUTURE
    onward = bool(following) and following[0] in ("on", "onward", "onwards")
    coming = sign is not None and (sign.ahead or sign is Tense.STATE)
    if lead in ("until", "till", "by", "before", "ahead"):
        put_off = verb in _DEFERRING and lead in ("until", "till")
        return Tense.FUTURE if coming or put_off or (sign is None and lead in ("until", "till")) else Tense.OPEN
    if lead in ("from", "starting", "beginning", "effective"):
        if sign is Tense.PAST:
            return Tense.PAST if lead == "from" else Tense.OPEN
        return Tense.FUTURE if coming or onward or lead != "from" else Tense.OPEN
    if lead in ("after", "following"):
        return Tense.PAST if sign is Tense.PAST else Tense.OPEN
    if verb in _DEFERRING and lead == "to":
        return Tense.FUTURE
    return Tense.OPEN if sign in (None, Tense.STATE) else sign


_LEADS = bag("since for until till by before from starting beginning effective after following to")


def _led(clause: list[str]) -> tuple[str, list[str]]:
    """The preposition that leads up to a time ('since', 'until late'), and the clause without what leads up to it."""
    at = len(clause)
    while at and clause[at - 1].lower() in _FILLERS - {"by"}:
        at -= 1
    if at and clause[at - 1].lower() in _LEADS:
        return clause[at - 1].lower(), clause[: at - 1]
    if at > 1 and [word.lower() for word in clause[at - 2 : at]] == ["ahead", "of"]:
        return "ahead", clause[: at - 2]
    return "", clause[:at]


def _nearest(words: list[str]) -> tuple[Tense | None, str]:
    """The sign of the last verb among the words, and the verb."""
    for at in range(len(words) - 1, -1, -1):
        if (sign := _sign(words, at)) is not None:
            return sign, words[at].lower()
    return None, ""


def _signs(words: list[str]) -> Iterator[tuple[Tense, str]]:
    """The signs of the verbs among the words, first to last; those of lasting states are passed over."""
    words = [word for word in words if word not in _MARKS]
    aside = False  # the verb of 'who', 'which' and 'that' is not the clause's own
    for at, word in enumerate(words):
        aside = aside or word.lower() in _RELATIVES
        sign = _sign(words, at)
        if sign is None or (sign is Tense.STATE and not aside):
            continue
        if not aside:
            yield sign, word.lower()
        aside = aside and _auxiliary(words, at) is not None


def _sign(words: list[str], at: int) -> Tense | None:
    """What the word at a place says of time, as a verb or a word of planning; None for any other word."""
    word = words[at].lower()
    if at and words[at][0].isupper():
        return None
    if (sign := _auxiliary(words, at)) is not None:
        return sign
    if word in _PLANNING and not (word in ("set", "fixed") and words[at + 1 : at + 2] not in ([], ["to"], ["for"])):
        return _helped(words, at, Tense.FUTURE)
    if word == "to":
        return _infinitive(words, at)
    if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _NEVER_PAST):
        return _helped(words, at, Tense.PAST)
    if word.endswith("ing") and len(word) > 5:
        return _helped(words, at, None)
    return _present(words, at)


def _auxiliary(words: list[str], at: int) -> Tense | None:
    """What an auxiliary says of time, with the word that follows it; None for any other word."""
    word = words[at].lower().replace("’", "'")
    rest = [one.lower() for one in words[at + 1 : at + 6]]
    following = next((one for one in rest if one not in _PASSED and not one.endswith("ly")), "")
    if word in _WILL or word.endswith("'ll"):
        return Tense.FUTURE
    if word in _DENIED and (word.endswith("n't") or rest[:1] == ["not"]) and following != "have":
        return Tense.OPEN  # 'would not say on Tuesday' was, 'said it would not open on Tuesday' is to come
    if word in _MODALS:
        return Tense.FUTURE if following != "have" else Tense.PAST if word in _GUESSES else Tense.OPEN
    if word in _IS or word.endswith("'re"):
        if following in ("to", "going") or following in _PLANNING:
            return Tense.FUTURE
        return Tense.ANNOUNCED if not following or (following.endswith("ing") and len(following) > 5) else Tense.STATE
    if word in _WAS:
        return Tense.FUTURE if following == "to" or following in _PLANNING else Tense.PAST
    if word in _HAS or word.endswith("'ve"):
        if following == "to" or ("been" in rest[:3] and following in _PLANNING):
            return Tense.FUTURE
        return Tense.PAST if following in _PAST or following.endswith("ed") or "been" in rest[:3] else None
    if word in _HAD:
        return Tense.OPEN if "been" in rest[:3] and following in _PLANNING else Tense.PAST
    return Tense.ANNOUNCED if word in _DOES else Tense.PAST if word in _DID else None


def _helped(words: list[str], at: int, alone: Tense | None) -> Tense | None:
    """The sign of a participle: that of its auxiliary, or `alone` where it has none."""
    back, passed = at - 1, _PASSED | _LASTING
    while back >= 0 and (words[back].lower() in passed or words[back].lower().endswith("ly")):
        alone = Tense.STATE if words[back].lower() in _LASTING else alone
        back -= 1
    if back < 0:
        return alone
    if words[back].lower() in _LASTS:
        return Tense.STATE
    if words[back].lower() == "have" and back and (sign := _auxiliary(words, back - 1)) is not None:
        return sign
    if words[back].lower() == "to":
        return _infinitive(words, back)
    sign = _auxiliary(words, back)
    return alone if sign is None else sign


def _infinitive(words: list[str], at: int) -> Tense | None:
    """What 'to' with its verb says of time, by the word that leads to it; None where it leads to no verb."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if not after or after[0].isupper() or after[0].isdigit() or after.lower() in _DETERMINERS:
        return None
    governor = words[at - 1].lower() if at else ""
    if governor in _PLANNING:
        return _helped(words, at - 1, Tense.FUTURE)
    if governor in _LEADING:
        return Tense.FUTURE
    if governor in _DONE:
        return Tense.PAST
    if at and (sign := _auxiliary(words, at - 1)) is not None:
        return sign
    if after == "be":
        return Tense.OPEN if _sign(words, at - 1) is Tense.PAST and at else Tense.FUTURE
    if after not in _BASES:
        return None
    sign, verb = _nearest(words[:at])
    return Tense.OPEN if sign is Tense.PAST and verb not in _DONE else sign


@cache
def _announcing() -> dict[str, tuple[str, bool]]:
    """The forms of the verbs that announce, each with its verb and whether it is that of one person ('opens')."""
    forms: dict[str, tuple[str, bool]] = {}
    for verb in bag(_WORDS["announcing"]["words"]) | _NOUNS:
        third = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeou" else verb + "s"
        third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "has" if verb == "have" else third
        forms |= {verb: (verb, False), third: (verb, True)}
    return forms


def _present(words: list[str], at: int) -> Tense | None:
    """The sign of a present form that announces, where it has a subject; None for any other word."""
    verb, third = _announcing().get(words[at].lower(), ("", False))
    subject = words[at - 1].lower() if at else ""
    if not verb or not subject or subject in _DETERMINERS - {"this", "that"}:
        return None
    if verb in _NOUNS:
        following = words[at + 1] if at + 1 < len(words) else ""
        if not following or (
            third and not (following[0].isupper() or following[0].isdigit() or following in ("a", "an", "the"))
        ):
            return None
    if third:
        return Tense.ANNOUNCED
    for back in range(at - 1, -1, -1):
        if (sign := _auxiliary(words, back)) is not None:
            return sign
        if words[back].lower() in _PAST:
            break
    joined = "and" in [word.lower() for word in words[max(0, at - 5) : at]]
    return Tense.ANNOUNCED if subject in _PLURALS or subject.endswith("s") or joined else None


def _until_mark(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in _MARKS:
            return
        yield word
