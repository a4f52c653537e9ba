"""Whether passages answer a question, and why to abstain where they do not.

Asked by `Pipeline.decide` unless a chat model writes; where nothing was found, that abstains by itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.lexicon import OPENING, SAYING
from assistant.language.name_index import absent
from assistant.language.quotations import quotations
from assistant.language.topic import Topic
from assistant.question.answer_type import (
    asked_type,
    asks_who_said,
    holds_type,
    says_all,
    says_words,
    speaks,
    words_asked,
)
from assistant.question.form import ROLE
from corpus.evidence import Reading
from corpus.text.calendar import either
from corpus.text.tables import table

Reason = Literal["outside_dates", "name_absent", "not_stated"]

# The logit of the first passage counts three quarters, the mean of the best three of all judged passages a quarter:
# what merely names a thing of the asked-for type often stands further down, and alone.
FIRST_SHARE, BEST = 0.75, 3
# Below this, the passages are held not to answer, unless one has CERTAIN: it answers wherever it stands. A higher
# threshold would refuse too many questions that the archive answers: docs/decisions/009-answerability.md.
THRESHOLD, CERTAIN = -1.75, 1.5
# From this relevance on, a passage is so near that the reader's doubt does not count: it moves none of the prompts.
NEAREST = 0.98
# What stands before words that it is asked of: 'When did Lee say “...”?', but not 'What did he say about “...”?'.
_SAYING = re.compile(rf"\b{either(SAYING)}[,:]? (?:that )?$", re.I)
_HOW = re.compile(r"(?:and |but |so )?how (?:did|does|do|has|have|had|is|are|was|were)\b", re.I)
# 'What were the consequences of the strike?': what it is of must be there, the word need not.
_EFFECT = table("assistant.language", "asking")["effects"]
_EFFECTS = re.compile(rf"(?:and |but |so )?what {either(OPENING)} (?:the )?(?:{_EFFECT})s? of\b", re.I)
_OF_ROLES = re.compile(r"\b(?:role|part|involve(?:d|ment)|play(?:ed)?|tak(?:e|en))\b", re.I)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to abstain, and why."""

    abstain: bool
    reason: Reason | None


def stated(readings: Sequence[Reading]) -> float:
    """What is held against the threshold, from the readings of the judged passages, best passage first."""
    best = sorted((one.answered for one in readings), reverse=True)[:BEST]
    return FIRST_SHARE * readings[0].answered + (1 - FIRST_SHARE) * sum(best) / len(best)


def decide(
    question: str,
    texts: Sequence[str],
    readings: Sequence[Reading],
    *,
    known_term: Callable[[str], bool],
) -> Decision:
    """Decide whether to abstain from a question, given the texts of its evidence under their heads, best first, and how
    they were read, the one that counts most first; without readings only words decide.

    `known_term` says whether a name stands anywhere in the archive. `name_absent`: a name of the question is found
    nowhere, in any of its forms. `not_stated`: what the reader makes of the texts stays below the threshold, and no
    sentence says all that the question says, nor any text, where it asks how something went, nor does whom it asks of
    speak, where it asks for anything that was said; or no text holds a thing of the asked-for type, or the words that
    it gives in quotation marks and asks who said.
    """
    if texts and absent(question, known_term):
        return Decision(True, "name_absent")
    sure = any(one.answered >= CERTAIN or one.relevance >= NEAREST for one in readings)
    doubtful = bool(readings) and not sure and stated(readings) < THRESHOLD
    doubtful = doubtful and not any(
        tells(question, text) for text in texts for tells in (says_all, says_words, speaks, tells_how)
    )
    if doubtful or _unsaid(question, texts) or not any(holds_type(question, text) for text in texts):
        return Decision(True, "not_stated")
    return Decision(False, None)


def tells_how(question: str, text: str) -> bool:
    """Whether it asks how something went or was met, what came of it, or what somebody's part in it was, which is no
    detail, and a text has all its names and words.
    """
    role, of = ROLE.match(question), _EFFECTS.match(question)
    if not (role or of or _HOW.match(question)) or asked_type(question):
        return False
    topic = Topic(f"of {question[of.end() :]}" if of else _OF_ROLES.sub(" ", question) if role else question)
    return topic.shares(text) == (1.0, 1.0) and (of is None or topic.ways != ())


def _unsaid(question: str, texts: Sequence[str]) -> bool:
    """Whether a question asks of words in quotation marks who said them, or when or whether, and no text has them."""
    given = quotations(question) if words_asked(question) else ()
    asked = any(asks_who_said(question) or _SAYING.search(question[: one.start]) for one in given)
    return asked and not any(says_words(question, text) for text in texts)
