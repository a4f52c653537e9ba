"""The form of a question: a detail, a list, a count, yes or no, who said, a comparison, a course of things, a briefing.

A linear model over the bundled embedder's vector of the question, its names and numbers taken out, its words and their
pairs, and a few signs of its build; tests/training/fit_forms.py fits it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

import numpy as np

from assistant.language.lexicon import OPENING
from assistant.language.words import runs
from corpus.models import embedder
from corpus.models.base import Embedder, Vectors
from corpus.text.calendar import MONTHS, either
from corpus.text.stop_words import FUNCTION, LIGHT

Form = Literal["detail", "list", "count", "yesno", "said", "comparison", "course", "briefing"]
FORMS: tuple[Form, ...] = get_args(Form)
WIDE: frozenset[Form] = frozenset(("list", "comparison", "course", "briefing"))
"""Forms that ask for no detail: a topic that is covered answers them."""

_NAME = re.compile(r"(?<=[\w,;:] )(?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*")
_NUMBER = re.compile(r"\d[\d.,:-]*")
_SIGNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:and |but |so )?{either(OPENING)}\b",
        r"^(?:and |but |so )?(?:by |to |for )?(?:who|whom|whose)\b",
        r"^(?:and |but |so )?(?:\w+ )?what\b",
        r"^(?:and |but |so )?(?:\w+ )?which\b",
        r"^(?:and |but |so )?how (?!many\b|often\b|much\b)",
        r"\bhow (?:many|often)\b",
        r"\bhow (?:much|long|old|far|large|big|high)\b",
        r"^(?:and |but |so )?(?:on |at |in )?(?:when|where|why)\b",
        r"\bwhich (?:\w+ )?\w+s\b",
        r"\b(?:than|versus|vs)\b",
        r"\b(?:and|or|with|from)\b.{0,60}\?*$",
        r"\ball\b|\bevery\b",
        r"\?$",
    )
)
REASON = re.compile(r"(?:and |but |so )?(?:why|how come)\b", re.I)
"""A question for the reason is one question, whatever times and sides stand in it."""
_TREATY = r"(?:armistice|treaty|agreement|constitution|charter|convention|accords?|protocol|statute|pact|act|code)"
# 'Which articles of the armistice' are of a treaty.
_OF_ARTICLES = re.compile(
    r"^\W*(?:how many|which|what|(?:list|show)\b.{0,20}|(?:are|is) there any) articles?\b"
    rf"(?! of (?:[\w-]+ ){{0,4}}{_TREATY}\b)",
    re.I,
)
# 'How full are the reservoirs?' asks for one thing, but not 'How are the talks?' or, of all of it, 'How bad is it?'.
_DEGREE = re.compile(
    rf"\W*(?:and |but |so )?how (?!\w+ly\b|{either(OPENING)}\b)(?P<word>[a-z]+) (?:is|are|was|were)\b", re.I
)
_BEGUN, _IS = r"\W*(?:and |but |so )?", rf"{either(OPENING)}\b"
ROLE = re.compile(
    rf"{_BEGUN}(?:(?:what|which) (?:role|part) {_IS}|what {_IS} [^,;?]+ (?:role|part|involvement)(?: in\b|[ ?]*$)|"
    rf"what {_IS} the (?:role|part|involvement) of\b|how {_IS} [^,;?]+ involved\b)",
    re.I,
)
"""What asks for all that somebody did: 'What role did Norway play?', 'How is Norway involved?'."""
_WORD = re.compile(r"[^\W_]+")
_WORDED = re.compile(r"[^\W\d_]+|\d+|\?")
_FEW = 3
_OTHER = re.compile(r"[^A-Za-z]*[?？؟] *")  # a question in other letters than the model knows
_ARCHIVE = re.compile(r"\b(?P<does>does )?(?:the|this|your|our) archive\b", re.I)  # its articles are asked for


@lru_cache(maxsize=256)
def form_of(question: str) -> Form:
    """The form of a question that stands alone, in English; a detail where the model sees nothing else.

    One for the archive's own articles is for a list of them, since no article counts or names the others.
    """
    if _OF_ARTICLES.search(question):
        return "list"
    if _OTHER.fullmatch(question) or REASON.match(question):
        return "detail"
    question = _ARCHIVE.sub(lambda found: ("do " if found["does"] else "") + "the articles", question)
    known, weights, bias = _weights()
    form = FORMS[int(np.argmax(weights @ features([question], embedder(), known)[0] + bias))]
    degree = _DEGREE.match(question) if form == "briefing" else None
    one_thing = degree is not None and degree["word"].lower() not in FUNCTION | LIGHT
    return "detail" if one_thing or (form == "briefing" and ROLE.match(question)) else form


def features(questions: Sequence[str], model: Embedder, known: Mapping[str, int]) -> Vectors:
    """What the model reads of questions: float32 `[n, 384 + signs + known words]`; `known`: the place of each."""
    vectors = model.embed([skeleton(one) for one in questions])
    signs = np.array([_signs(one) for one in questions], dtype=np.float32)
    said = np.zeros((len(questions), len(known)), dtype=np.float32)
    for row, one in zip(said, questions, strict=True):
        row[[known[word] for word in worded(one) if word in known]] = 1.0
    return np.hstack([vectors, signs, said])


def worded(question: str) -> set[str]:
    """The words of a question and their pairs, in lower case, without what it is about."""
    return runs(["^", *_WORDED.findall(skeleton(question).lower())], 2)


def skeleton(question: str) -> str:
    """A question without what it is about: names become `Alex`, numbers `7`."""
    return _NUMBER.sub("7", _NAME.sub("Alex", question.strip()))


def _signs(question: str) -> list[float]:
    own = [word for word in _WORD.findall(question) if word.lower() not in FUNCTION | LIGHT]
    few = [float(len(own) == count) for count in range(_FEW)]
    return [*(float(sign.search(question.strip()) is not None) for sign in _SIGNS), *few]


@cache
def _weights() -> tuple[dict[str, int], Vectors, Vectors]:
    with files("assistant.question").joinpath("data", "forms.npz").open("rb") as file, np.load(file) as kept:
        known = {word: at for at, word in enumerate(kept["words"].tolist())}
        return known, kept["weights"].astype(np.float32), kept["bias"].astype(np.float32)


_COURSE = re.compile(
    r"\bhow (?:has|have|had|did|does|do|is|are|was|were)\b.{0,300}\b(?:chang|evol|develop|"
    r"shift|gr[eo]w|ris[ei]|rose|f[ea]ll|"
    r"drop|declin|increas|decreas|harden|soften|progress)\w*|\bwhat (?:has |have |had )?(?:changed|became|become)\b|"
    r"\bover (?:time|the (?:years|months|weeks|days))\b|\bbefore and after\b|\b(?:timeline|chronology)\b|"
    r"\band (?:who|what|which|how) .{0,300}\b(?:after|later|then|followed)\b",
    re.I,
)
_MONTH = re.compile(rf"\b{either(month.capitalize() for month in MONTHS)}\b(?! be\b)")


def over_time(question: str) -> bool:
    """Whether it asks how a thing changed, or of two times: 'how has ... grown', 'before and after', 'May and June'."""
    return _COURSE.search(question) is not None or len(set(_MONTH.findall(question))) > 1
