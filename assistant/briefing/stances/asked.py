"""Who is for a matter, or against it: which sentences take the side that a question asks for, and which the other."""

import re
from collections.abc import Callable

from assistant.gate.meaning.denial import denials
from assistant.language.words import fold, tokens
from assistant.writers.lines.line import Line
from corpus.text.calendar import either
from corpus.text.tables import bag, table

_SIDES = {
    key: either(word.replace("_", " ") for word in bag(words))
    for key, words in table("assistant.briefing", "requests")["sides"].items()
}
_WHO = r"\W*(?:and |but |so )?(?:who|(?:which|what)(?: [\w'-]+){1,3}?)(?: else| all)?"
_BESIDE = r"(?: (?:has|have|had|also|still|openly|publicly|strongly))*"
_STANDS = r"(?: (?:is|are|was|were|came out|comes out|spoke|speaks|voted|marched|argued|also|still|all))+"
_NAMED = r"\W*(?:who (?:are|were) |(?:name|list) )(?:all )?(?:the )?"
_REACH = 3  # words between what somebody does and the matter: 'backs the long-planned toll'


def _asked(side: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_WHO}(?:{_BESIDE} {_SIDES[side]}|{_STANDS} (?:{side}|{_SIDES[f'stand_{side}']}))\b(?! (?:by|out)\b)"
        rf"|{_NAMED}{_SIDES[f'named_{side}']} of\b",
        re.I,
    )


_OTHER = {"for": "against", "against": "for"}
_ASKED = {side: _asked(side) for side in _OTHER}
_TELLS = {side: re.compile(rf"\b(?:{_SIDES[side]}|{_SIDES[f'stand_{side}']})\b", re.I) for side in _OTHER}
_ENDING = re.compile(rf"\b{_SIDES['ending']}\b", re.I)
_AN_END = re.compile(rf"\b(?:{_SIDES['ending']}|{_SIDES['end']})\b", re.I)


def side_of(question: str) -> Callable[[Line], int] | None:
    """How far a line tells who is on the side that a question asks for ('Who opposed the toll?'): 0 where it tells of
    the other side alone, 2 for any other; None for another question.
    """
    folded = fold(question)
    side, asked = next(((side, found) for side, one in _ASKED.items() if (found := one.match(folded))), ("", None))
    if asked is None:
        return None
    matter = folded[asked.end() :]
    return lambda line: 0 if _told(fold(line.text), matter, side) == {_OTHER[side]} else 2


def _told(text: str, matter: str, asked: str) -> set[str]:
    """The sides on a matter that a folded text tells of, the other one than is asked for where it names the matter. A
    word that the matter has itself tells of none: who supports 'the decision to stop it' is told with that word too.
    """
    known, words = bag(matter.lower()), tokens(text)
    denied = {words[at].start for _, reach in denials(words) for at in reach[:1]}
    named = either(re.escape(one.lower) for one in tokens(matter) if one.content)
    on = re.compile(rf"(?: [\w'’-]+){{0,{_REACH}}}? (?:{named}|{_SIDES['again']})\b", re.I)
    found = [(one, side) for side, tells in _TELLS.items() for one in tells.finditer(text)]
    told = {
        (one, _OTHER[side] if one.start() in denied else side) for one, side in found if one[0].lower() not in known
    }
    if not _AN_END.search(matter):
        told |= {(one, "against") for one in _ENDING.finditer(text) if one.start() not in denied}
    return {side for one, side in told if side == asked or on.match(text, one.end())}
