"""What tells a reader nothing when it is quoted alone: headings, greetings, thanks, talk about the talk, asides.

What a greeting begins with is a table; the rest is a linear model over the runs of a sentence's words, which
tests/training/fit_asides.py fits on sentences of press texts that people read one by one.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from assistant.language.lexicon import words
from assistant.language.words import fold, runs
from corpus.text.tables import table

SURE = 1.75  # the logit from which a sentence is held to tell nothing: docs/decisions/022-asides.md
LONGEST = 60  # words that are looked at: an aside is short
_FORMS = sorted(table("assistant.language", "asides")["greetings"].split("|"), key=len, reverse=True)
_GREETING = re.compile(rf"\W{{0,3}}(?:{'|'.join(map(re.escape, _FORMS))})\b", re.I)
# '(Applause.)', '[Inaudible.]': what a transcript says of the room.
_STAGE = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]\W*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+|[?…—–]")
_NAME = re.compile(r"(?<=[\w,;] )(?!I\b)[A-Z][\w.-]*")
VERB = re.compile(rf"\b(?:{'|'.join(words('verbs', 'stating'))}|[a-z]{{3,20}}ed)\b")
"""What shows that a statement has its verb."""
ENDS, CLOSING = (".", "!", "?", "。"), "”\"’') "  # how a sentence ends, and what may follow there
SMALL = 0.3  # share of the words of a sentence that begin with a small letter
_LENGTHS, _NAMES = (8, 12, 16, 22, 30), 4
_RUN = 3  # neighbouring words that are looked at together


def is_heading(text: str) -> bool:
    """Whether most words stand in capitals, as in a headline or a signature; a whole sentence may be full of names.

    `THE WHITE HOUSE, June 21, 2021.` is one; `Secretary Blinken met today with Foreign Minister Park Jin.` is none.
    """
    words = [word for word in text.split() if word[0].isalpha()]
    return not is_statement(text) and sum(word[0].islower() for word in words) < SMALL * len(words)


def is_statement(text: str) -> bool:
    """Whether it ends as a sentence does and has a verb that states something."""
    return text.rstrip(CLOSING)[-1:] in ENDS and VERB.search(text) is not None


@lru_cache(maxsize=4096)  # an answer asks it of a line as often as it looks at the line
def is_aside(text: str) -> bool:
    """Whether a sentence tells nothing by itself."""
    if _GREETING.match(text) or _STAGE.match(text):
        return True
    weights, bias = _weights()
    return bias + sum(weights.get(one, 0.0) for one in features(text)) > SURE


def features(text: str) -> set[str]:
    """What the model sees of a sentence: its runs of words in lower case, its length, how many names, how it ends."""
    plain = fold(" ".join(text.split()[:LONGEST]))
    spelled = ["^", *("7" if word[0].isdigit() else word.lower() for word in _WORD.findall(plain)), "$"]
    names = sum(1 for _ in _NAME.finditer(plain))
    length = len(plain.split())
    return {
        *runs(spelled, _RUN),
        *(f"up to {most} words" for most in _LENGTHS if length <= most),
        f"{min(names, _NAMES)} names",
        f"ends {text.rstrip()[-1:]}",
    }


@cache
def _weights() -> tuple[dict[str, float], float]:
    with files("assistant.language").joinpath("data", "asides.npz").open("rb") as file, np.load(file) as kept:
        return dict(zip(kept["features"].tolist(), kept["weights"].tolist(), strict=True)), float(kept["bias"])
