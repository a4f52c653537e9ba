"""What the cited text says on a condition only, told as a fact: what is supposed, and what would follow from it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.gate.meaning.polarity import AIDS
from assistant.language.lexicon import BEING, HEDGES
from assistant.language.lexicon import words as listed
from assistant.language.words import Token, tokens
from corpus.text.tables import bag

_REACH, _BESIDE, _MOST = 9, 6, 3  # words
_WOULD = bag("will would shall can could might may must")
# `Had the union called a strike, the port would have closed.`
_INVERTED = bag("had were should")
_DONE = listed("verbs", "past") | BEING | bag("has have had")
# `even if`, `asked if`, `if necessary`, `if you will` set no condition.
_NOT_BEFORE = bag("even as what ask asks asked asking know knows knew see wonder wondered unclear")
_NOT_BEHIND = bag("any anything anyone not necessary possible needed required so you i and when")
# A sentence with one of these may suppose too, or tell the condition in other words.
_UNSURE = (HEDGES - bag("will shall can")) | bag(
    "event case when once until where wherever provided whenever without depends depend depending condition conditions"
)


def unconditioned(sentence: str, cited: Iterable[str]) -> list[str]:
    """A reason where a sentence tells as a fact what the best of the cited ones supposes, or makes to hang on it."""
    words = tokens(sentence)
    if _UNSURE & {token.lower for token in words}:
        return []
    stems = [token.stem for token in words]
    for row in [tokens(text) for text in cited][:1]:
        for at, token in enumerate(row):
            inverted = not at and token.lower in _INVERTED and any(one.lower in _WOULD for one in row)
            if not (inverted or token.lower in ("if", "whether", "unless")):
                continue
            clause, rest = _clauses(row, at)
            if token.lower != "unless" and (told := _told(words, stems, clause[:2], done=True)):
                return [f"says '{told}' as a fact; the cited text says '{_words(token, clause[:2])}'"]
            hangs = inverted or _is_condition(row, at)
            if hangs and not {one.stem for one in clause} & set(stems) and (told := _told(words, stems, rest[:_MOST])):
                return [f"says '{told}' as a fact; the cited text says it of '{_words(token, clause[:2])}'"]
    return []


def _clauses(row: Sequence[Token], at: int) -> tuple[list[Token], list[Token]]:
    """The content words of what is supposed, and of what hangs on it, where that is of what will or would be."""
    marks = [place for place in range(1, len(row)) if row[place].start - row[place - 1].end > 1]
    end = next((place for place in marks if place > at), len(row))
    if at == 0 or at in marks or row[at - 1].lower in ("that", "and", "but"):
        rest = row[end : next((place for place in marks if place > end), len(row))]
    else:
        begin = max((place for place in range(at) if place in marks or row[place].lower == "that"), default=0)
        rest = row[begin:at]
    clause = list(_content(row[at + 1 : min(end, at + _REACH)]))
    return clause, list(_content(rest)) if any(one.lower in _WOULD for one in rest) else []


def _content(words: Sequence[Token]) -> Iterator[Token]:
    return (one for one in words if one.content and one.lower not in AIDS | _WOULD)


def _is_condition(row: Sequence[Token], at: int) -> bool:
    """Whether the word at a place makes what stands beside its clause hang on it."""
    before, behind = (row[at - 1].lower if at else ""), (row[at + 1].lower if at + 1 < len(row) else "")
    return row[at].lower != "whether" and before not in _NOT_BEFORE and behind not in _NOT_BEHIND


def _told(words: Sequence[Token], stems: Sequence[str], clause: Sequence[Token], *, done: bool = False) -> str:
    """The words by which a sentence tells a clause, in its order and close together; empty where it does not.

    `done`: only as what is or was so.
    """
    spots = [stems.index(one.stem) for one in clause if one.stem in stems]
    near = all(0 < two - one < _BESIDE for one, two in pairwise(spots))
    if len(spots) < max(2, len(clause)) or not near or words[spots[1]].lower.endswith("ing"):
        return ""
    run = [one.lower for one in words[max(0, spots[0] - 1) : spots[-1] + 1]]
    if done and not any(low in _DONE or low.endswith("ed") for low in run):
        return ""  # `conversion therapy` is no clause
    return " ".join(words[spot].text for spot in spots)


def _words(token: Token, clause: Sequence[Token]) -> str:
    return f"{token.text} ... {' '.join(one.text for one in clause)}"
