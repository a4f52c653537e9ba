"""What a question is about, in its own words: its nouns with what belongs to them, without what is done."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from assistant.language.lexicon import BEING, HELPING
from assistant.language.lexicon import words as listed
from assistant.question.pronouns import NAME
from assistant.question.salience import WORD, is_light, key, stem
from corpus.text.tables import bag, table

_LIGHT = table("corpus.text", "stop_words")["light"]
_VERBS, _ADJECTIVES = bag(_LIGHT["verbs"]), bag(_LIGHT["adjectives"])
_PAST, _BE = listed("verbs", "past"), BEING | {"be"}
# Between two things that are one: 'the resolution on North Korea', 'the Friends of the Mekong'.
_TIED = re.compile(r" (?:of|on|for|to|in|with|from|against|between|over)(?: (?:the|an?|its|their))? ")
_ANYBODY = frozenset("who anybody anyone everybody everyone somebody someone nobody".split())  # no noun is behind these
_BEFORE_VERBS = frozenset("not i you he she it we they people".split())
ASKED_FOR = re.compile(r"\W*(?:which|what|how many) (?:of )?", re.I)

Words = Sequence[re.Match[str]]


def things(question: str) -> list[tuple[int, int]]:
    """Where the things of a question begin and end, in order: 'the trafficking report', `South Korea's soldiers`."""
    found = list[tuple[int, int]]()
    awaits, end = False, 0  # whether the verb of an auxiliary is still to come
    for run in _runs(question):
        between = [key(word) for word in WORD.findall(question[end : run[0].start()])]
        for word in between:
            awaits = word in HELPING or (awaits and word not in _VERBS)
        end = run[-1].end()
        after = WORD.search(question, end)
        lead = next((word for word in reversed(between) if word not in ("the", "a", "an")), "")
        at = _verb(
            run, lead, bare=between[-1:] == [lead], awaits=awaits and not (after and key(after.group()) in _VERBS | _BE)
        )
        awaits = awaits and at is None
        for part in (run,) if at is None else (run[:at], run[at + 1 :]):
            if any(not _is_light(word.group()) for word in part):
                start = part[0].start()
                the = re.fullmatch(r"(?:.*\W)?the ", question[max(0, start - 5) : start], re.I | re.S)
                found.append((start - len("the ") if the else start, part[-1].end()))
    return found


def things_with(question: str, stems: Collection[str], *, named: bool = False) -> list[str]:
    """The things of a question in which one of these stems stands, or a name, and the one that it asks for, as they are
    written; those that are one by a preposition together.
    """
    spans = list[tuple[int, int]]()
    for start, end in things(question):
        thing = question[start:end]
        about = NAME.search(thing) or ASKED_FOR.fullmatch(question, 0, start)
        if not (named and about) and not any(stem(word) in stems for word in WORD.findall(thing)):
            continue
        if spans and _TIED.fullmatch(question[spans[-1][1] : start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [
        re.sub(r"['’]s?$|^The\b", lambda found: found[0].lower() * (found[0] == "The"), question[a:b]) for a, b in spans
    ]


def _is_light(word: str) -> bool:
    return key(word) in _ANYBODY or (is_light(word) and not (word.isupper() and len(word) > 1))  # 'US'


def _runs(question: str) -> Iterator[Words]:
    """The runs of words that carry a subject, with the light ones that stand before a noun: 'the new strategy'."""
    run = list[re.Match[str]]()
    words = [one for one in WORD.finditer(question) if not _is_light(one.group()) or key(one.group()) in _ADJECTIVES]
    for word, after in pairwise([*words, None]):
        if word is None:
            break
        run.append(word)
        if after is None or question[word.end() : after.start()] != " ":
            while run and _is_light(run[-1].group()):
                run.pop()
            if run:
                yield run
            run = []


def _verb(run: Words, lead: str, *, bare: bool, awaits: bool) -> int | None:
    """Which word of a run is what is done: behind an auxiliary the one after its subject, else a form of the past."""
    words = [word.group() for word in run]
    last = len(words) - 1
    if (lead in _ANYBODY and words[0].islower()) or (awaits and lead in _BEFORE_VERBS):
        return 0
    if not last and bare and lead in _BE and words[0].islower():
        return 0  # 'was stolen'
    told = [at for at, word in enumerate(words) if word.islower() and (word.endswith("ed") or key(word) in _PAST)]
    if bare and lead == "how" and words[0].islower():
        return 0  # 'how far', 'how large'
    if told[:1] == [0] and not last and (lead in _BEFORE_VERBS or (bare and lead in ("what", "many"))):
        return 0  # 'was it lifted', 'what caused it', 'how many died'
    if told and 0 < told[0] < last and words[told[0] + 1][0].isupper():
        return told[0]  # 'doses reached South Korea'
    ending = ("ed", "ing") if lead in BEING else ("ed",)
    if words[last].islower() and (words[last].endswith(ending) or key(words[last]) in _PAST) and (last or lead in _BE):
        return last
    if not (awaits and last):
        return None
    subject = 0  # the last word of the subject: a name, or the first of several
    while subject < last and words[subject + 1][0].isupper():
        subject += 1
    named = words[subject][0].isupper() and not words[subject].endswith(("'s", "’s"))
    if named and not bare and last > 2 and [_is_several([word]) for word in words[-2:]] == [True, False]:
        return last  # 'did the Varna strike talks collapse'
    if not named or _is_several(words[subject + 1 : subject + 2]):
        subject = next((at for at in range(subject, last + 1) if _is_several([words[at]])), last - 1)
    owns = words[subject].endswith(("'s", "’s"))  # 'Russia's attack'
    return subject + 1 if subject < last and words[subject + 1].islower() and not owns else None


def _is_several(words: Sequence[str]) -> bool:
    return any(word.islower() and word.endswith("s") and not word.endswith("ss") for word in words)
