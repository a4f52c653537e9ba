"""What tells a reader nothing when it is quoted alone: headings, greetings, thanks, talk about the talk, asides, orders
to the reader, commands of a computer; and what passes for the words around our own quotations.

What a greeting begins with is a table; the rest is a linear model over the runs of a sentence's words, which
tests/training/fit_asides.py fits on sentences of press texts that people read one by one.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from assistant.language.lexicon import words
from assistant.language.tongues import tongue
from assistant.language.words import fold, runs
from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS, either
from corpus.text.stop_words import PREPOSITIONS
from corpus.text.tables import bag, table
from corpus.text.unread.letters import unread

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
ENDS, CLOSING = (
    (".", "!", "?", "。", "！", "？", "؟", "۔", "।"),
    "”\"’') 」』»",
)  # how a sentence ends, and what may follow there
SMALL = 0.3  # share of the words of a sentence that begin with a small letter
_LENGTHS, _NAMES = (8, 12, 16, 22, 30), 4
_RUN = 3  # neighbouring words that are looked at together

_FUNCTION = table("corpus.text", "stop_words")["function"]
_PAST = frozenset(forms.split()[0] for forms in table("assistant.language", "times")["past"].values())
_LASTING = bag(table("assistant.language", "times")["lasting"]["words"])
_VERBS = {name: bag(forms) for name, forms in table("assistant.language", "asides")["verbs"].items()}
# With one of these a clause has its verb, whatever that is: helping verbs, and subjects that need one.
_STATES = bag(_FUNCTION["auxiliaries"]) - bag("be being been doing done having")
_STATES |= _VERBS["states"] | _LASTING | {f"{verb}s" for verb in _LASTING}
# Behind one of these stands a noun, or an infinitive, and no verb that states something.
_LEADS_TO_NOUN = bag(_FUNCTION["determiners"]) | PREPOSITIONS | _VERBS["opens"]
_LEADS_TO_NOUN -= _VERBS["free"]
_ADVERBS = bag(_FUNCTION["adverbs"]) | _VERBS["adverbs"]
_OF_ADJECTIVES, _OF_NOUNS = tuple(_VERBS["adjectives"]), tuple(_VERBS["nouns"])
_FORM = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\$?\d[\d.,]*|[,;:()“”\"–—.]")

_MONTH = rf"{either(MONTH_NUMBERS)}\b\.?"
_NAMED = r"(?-i:[A-Z][\w.’'-]*(?: (?:of|the|for|and|[A-Z][\w.’'-]*)){0,7})"
# 'Reuters, 9 June 2022, Mr Lee: “', 'Reuters, 9 June 2022 (Joint Statement): “', '(Friday: 10 June 2022, derived)'.
_FRAME = re.compile(
    rf"\b(?!{either(WEEKDAYS)},)\w+, (?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})"
    rf"(?:, {_NAMED}| \([^\n]{{1,130}}\))?: ?[\"“«„]|, derived\)",
    re.I,
)
_COMMAND = re.compile(
    r"`|\$\([a-z]|\|\s?(?:sudo|sh|bash)\b|&&|(?<!\w)--?[a-z][\w-]{1,30}=|\bsudo \w|\brm -\w"
    r"|\b(?:curl|wget|powershell) (?:-|\S{1,80}[./]\w)|\b(?!\d+\.)\w{1,60}\.(?:exe|bat|sh|ps1|dmg|apk|msi)\b"
)
# An order without a subject: a verb of what readers can be made to do stands first, or behind ", then", with what it is
# to be done to; no verb of a report follows. "Press Secretary", "Order 13722" and "phone records" are no orders.
_ORDER = re.compile(
    r"(?:^\W{0,4}(?:(?:dear )?readers?,? )?(?:please,? )?"
    r"(?:(?:then|now|first|next|just|simply|to|for|if|with)\b[^.,;:!?]{0,60},? )?|, then )"
    r"(?:(?:visit|press|send|transfer|wire|pay|donate|deposit|remit|call|dial|phone|ring|text|email|e-mail|reply"
    r"|contact|click|tap|scan|open|download|install|run|type|paste|copy|enter|subscribe|buy|order(?! \d)|forward"
    r"|switch|connect|insert|confirm|settle) (?:the|an?|your|our|my|this|that|these|those|all|any|each|every|it|them"
    r"|him|her|us|me|to|on|at|here|now|[$€£]?\d[\d.,]*)\b|(?:log in|sign (?:in|up)|register|go to)\b(?!-))",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:please|readers?|you|yours?)\b", re.I)
_REPORTS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|shall|should|must"
    r"|\w{2,40}ed|\w{2,40}n't|said"
    r"|says?|told|tells?|rose|fell|went|came|made|took|gave|got|left|met|held|kept|led|won|lost|saw|grew|ran|sold|paid|cut|hit"
    r"|set|became|began|broke|brought|built|bought|drew|felt|found|fought|knew|meant|sent|spent|spoke|stood|wrote|remains?"
    r"|means?|shows?|shown|needs?|wants?|seeks?|faces?|helps?|comes?|goes|makes?|takes?)\b",
    re.IGNORECASE,
)


def is_heading(text: str) -> bool:
    """Whether most words stand in capitals, as in a headline or a signature; a whole sentence may be full of names.

    `THE WHITE HOUSE, June 21, 2021.` is one; `Secretary Blinken met today with Foreign Minister Park Jin.` is none.
    """
    if unread(text):  # no capitals tell, nor a verb
        return text.rstrip(CLOSING)[-1:] not in ENDS
    words = [word for word in text.split() if word[0].isalpha()]
    return not is_statement(text) and sum(word[0].islower() for word in words) < SMALL * len(words)


def is_statement(text: str) -> bool:
    """Whether it ends as a sentence does and has a verb that states something."""
    return text.rstrip(CLOSING)[-1:] in ENDS and VERB.search(text) is not None


def is_verbless(text: str) -> bool:
    """Whether no word of an English text can be a verb that states something: 'A long road, and no ferry on Monday'."""
    return not may_state(text) and tongue(text) == "en"


def may_state(text: str) -> bool:
    """Whether a word of a text can be a verb that states something, in English.

    A form that can be one counts as one: of a noun and a verb with the same letters the place decides.
    """
    spelled = _FORM.findall(text.replace("’", "'"))
    words, several = [word.lower() for word in spelled], False
    for at, word in enumerate(words):
        if word in _STATES or word.endswith(("n't", "'re", "'ve", "'ll", "'m", "'d")):
            return True
        if _can_state(spelled, words, at, several=several):
            return True
        several = several or word in ("and", "or") or _is_plural(word)
    return False


def _can_state(spelled: Sequence[str], words: Sequence[str], at: int, *, several: bool) -> bool:
    """Whether the word at a place can be a verb, by its form and those beside it; `several`: behind a plural."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else "."
    if word.endswith("'s"):
        return after in ("a", "an", "the", "not")
    if not at or not spelled[at][0].islower():
        return False
    back = next((one for one in range(at - 1, 0, -1) if words[one] not in _ADVERBS), 0)
    before = words[back]
    past = word in _PAST or (word.endswith("ed") and len(word) > 3)
    counted = back == 0 and before in _VERBS["counted"] and not _is_plural(word)
    alone = before not in _LEADS_TO_NOUN or (past and before in _VERBS["alone"]) or counted
    if word in _LEADS_TO_NOUN or word == "that" or not alone:
        return False
    if past:
        return before not in ("being", "been", "be", "having")
    if _is_noun(word) or after in (",", ";", ":", ".", ")"):
        return False
    opens = after in _LEADS_TO_NOUN or after in ("that", "how", "what", "“", '"') or after.endswith(("ly", "ing"))
    opens, adjective = opens or not after[0].isalpha(), before.endswith(_OF_ADJECTIVES)
    if _is_plural(word):
        return opens or not adjective
    return (
        (counted and opens)
        or _is_plural(before)
        or (several and opens and not (adjective and spelled[back][0].islower()))
    )


def _is_plural(word: str) -> bool:
    return word in _VERBS["plurals"] or (len(word) > 3 and word.endswith("s") and not _is_noun(word))


def _is_noun(word: str) -> bool:
    return word.endswith(_OF_NOUNS) and not word.endswith("ply")


@lru_cache(maxsize=4096)  # an answer asks it of a line as often as it looks at the line
def is_aside(text: str) -> bool:
    """Whether a sentence tells nothing by itself, or speaks to the reader and not of the news."""
    if _GREETING.match(text) or _STAGE.match(text) or commands(text):
        return True
    if _READER.search(text) and orders(text):
        return True
    if unread(text):  # the weights are of English words
        return False
    weights, bias = _weights()
    return bias + sum(weights.get(one, 0.0) for one in features(text)) > SURE


def poses(text: str) -> bool:
    """Whether a text holds what stands around our own quotations: an outlet and a day before a mark, a derived day."""
    return _FRAME.search(text) is not None


def commands(text: str) -> bool:
    """Whether a text holds a command that a computer could run."""
    return _COMMAND.search(text.lower()) is not None


def orders(text: str) -> bool:
    """Whether a sentence orders its reader to do something, and reports nothing."""
    return _ORDER.search(text) is not None and _REPORTS.search(text) is None


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
