"""From which of its words on a sentence can be read without its neighbours, and how far a long one is quoted."""

import re
from collections.abc import Callable

from assistant.briefing.gaps import EMPTY
from assistant.language.asides import CLOSING, VERB, is_aside, is_verbless, poses
from assistant.language.lexicon import SAYING
from assistant.language.names import names
from assistant.language.times.dates import times, weekdays
from assistant.language.times.words import COUNT
from assistant.language.words import fold
from assistant.question.pronouns import PERIODS, SPECIFIED, lacks_verb, leans
from corpus.text.number_words import CARDINALS
from corpus.text.sentences import is_piece
from corpus.text.tables import bag, table

FEWEST_WORDS, MOST_WORDS = 7, 70
FEWEST_COUNTING = 5  # of a sentence with a number
LONG = 40  # words above which a sentence is quoted in part
FEWEST, BEST = 12, 36  # words of the part: at least, and as many as it should have
SPARED = 5  # words that are worth leaving off
REPAIRED = 5  # words within which a speaker who begins again says his last word again
_WORDS = table("assistant.briefing", "alone")
_AUXILIARIES = bag(table("corpus.text", "stop_words")["function"]["auxiliaries"])


def _one_of(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split("|"), key=len, reverse=True))


_LINK = re.compile(
    rf"(?!(?:{_one_of(_WORDS['unlinking'])})\b)"
    rf"(?:(?:{_one_of(_WORDS['links'])})\b(?:,|\s?[–—-]+(?=\s))?|(?:{_one_of(_WORDS['counting'])}),)\s+",
    re.I,
)
_LEANING = re.compile(
    r"\W{0,3}(?:(?:He|She|They|His|Her|Its|Their|That|These|Those|Such|Here|Yes|Nor|Yeah|Because|Which|You)\b|"
    rf"It\b|No\b(?! (?!(?:{_one_of(_WORDS['replying'])})\b)[a-z])|"  # 'No date is set' is no reply
    r"(?:[Ff]irst|[Ss]econd|[Tt]hird)\b(?= (?:and foremost|is|are|was)\b)|"
    rf"This\b(?! (?:{PERIODS})\b|{SPECIFIED})|"
    r"There\b(?! (?:is|are|was|were|has|have|will)\b)|"
    r"(?:Both|All (?:two|three|four|five|six|seven))\b(?! (?:of the )?[a-z]+s\b))"
)
# 'Their leader, Greg Alder, said': who says it is named.
_APPOSED = re.compile(
    r"(?:His|Her|Its|Their) (?:[a-z-]+ ){0,4}[a-z-]+, "
    rf"(?=(?:[A-Z][\w.’'-]* ){{1,3}}[A-Z][\w’'-]*, (?:{_one_of('|'.join(SAYING))})\b)"
)
# 'In Seoul, they agreed', 'Asked on Monday about Kim Jong-un, he said': whom a sentence is on is not in what it begins
# with. A clause ('After Biden left, he said') has its own subject.
_INTRODUCED = re.compile(
    rf"(?:(?:{_one_of(_WORDS['introductions'])}|on|under|from|by|during)\s[^,]{{1,90}}|\w+|"
    r"(?:[^,]{1,40}, )?asked\s.{1,200}), (?:he|she|they|his|her|their)\b",
    re.I,
)
# 'To support these initiatives, ...': what a sentence begins with, and which points to one before it. A condition is
# never cut off.
_INTRODUCTION = re.compile(
    rf"(?:{_one_of(_WORDS['introductions'])})\s[^,.;:]{{3,140}},\s"
    r"(?=and\s\w{2,20}ing\b|(?:and\s)?(?:(?-i:[A-Z])|(?:I|we|the|both|our|today|there)\b))",
    re.I,
)
# 'So says a joint advisory', 'And so did Tokyo', 'and said that it rained': what is said, or by whom, stands before.
_SUBJECTLESS = re.compile(
    rf"(?:{_one_of('|'.join(one for one in _AUXILIARIES if not one.endswith('ing')))})\b|"
    rf"(?:{_one_of('|'.join(one for one in SAYING if one[-1] in 'sd' or one == 'wrote'))})\s"
    r"(?:(?:an?|the|that|its?|his|her|their|our|my|he|she|they|we|another)\b|[A-Z“\"])"
)
# 'The ministry said it would rain' is 'said that it would rain'.
_TOLD = re.compile(
    rf"\b(?:{_one_of('|'.join(one for one in SAYING if one[-1] in 'sd' or one == 'wrote'))})"
    rf"(?= (?:it|they) (?:{_one_of('|'.join(_AUXILIARIES))}|[a-z]{{3,20}}ed)\b)"
)
_ENTRY = re.compile(
    r"\d{1,2}(?:[:.]\d\d)? ?[aApP]\.?[mM]\b[. :–-]+[A-Z]"
)  # '9:00 a.m. The minister opens ...': a programme
_HEADING = re.compile(r"[^\n.!?:]{1,120}:[^\S\n]*\n\s*")  # 'TO THE CONGRESS:' on a line of its own
_CUT = re.compile(r"\((?:[A-Z]\.){1,4}\)$")  # 'under Executive Order (E.O.)': it goes on
_BROKEN = re.compile(r"\w-(?=\s*(?:[–—]|$))")  # 'the newly inaug- — excuse me — the newly inaugurated'
_POINTING = re.compile(r"\b(?:this|these|that|those|such|it|its|his|her|their|them)\b", re.I)
# What follows 'that night' where it is a time; 'that night flights' is none.
_NO_NOUN = "an?|the|he|she|it|they|we|his|her|its|their|was|were|in|at|on|when|by|with|and|to|(?-i:[A-Z])[a-z]+"
# Times that are told from another one: 'the next evening', 'that night', 'two days later', 'the day after the vote'. A
# comparison ('than a year earlier') is none of them, nor is a time to come ('in the next week').
_UNIT = rf"(?:minute|hour|day|night|{PERIODS})"
_TIED = re.compile(
    rf"(?P<compared>\b(?:from|than|with|to|on|over) (?:the (?:previous|preceding) {_UNIT}\b"
    rf"|(?:[\w.,$€%]+ ){{0,4}}(?:the|{COUNT}) (?:month|quarter|year)s? (?:before|earlier)\b)"
    rf"|\bfor (?:{COUNT} )?{_UNIT}s? (?:before|after)\b)"
    rf"|\b(?:the (?:very )?(?:following|previous|preceding|same|(?<!in the )(?<!for the )(?<!over the )next)"
    rf"|that (?:very |same )?(?={_UNIT}(?:[,.;]|$| (?:{_NO_NOUN})\b))) ?\b(?P<one>{_UNIT})\b(?! as\b)"
    rf"|(?<!this )(?<!last )(?<!next )\b(?P<of>{_UNIT})s? (?:before|after|later|earlier|afterwards?|beforehand)\b"
    r"(?! (?:than|(?P=of)|next|last|now|today)\b)"
    rf"|\bwithin (?:{COUNT} )?{_UNIT}s? of (?!\w+ing\b)"
    r"|\b(?:shortly|soon|immediately|moments) (?:afterwards?|thereafter|after(?=[,.;]))"
    r"|\b(?:by|until|before|since) then\b",
    re.I,
)
_BOTH = re.compile(r"Both [^,.;]{1,60}? and ")  # it names the two
_LONGEST_ANCHOR = 31  # days of a time from which others than years are told
_PARTIES = re.compile(rf"\b(?:the two|both) (?=(?:{_one_of(_WORDS['parties'])})\b)", re.I)
# 'The leaders agreed', 'On trade, both sides agreed', 'All three towns agreed'; not 'The leaders of Norway and Sweden'.
_UNNAMED = re.compile(
    rf"(?P<before>[^,]{{1,60}}, )?(?:the (?:{_one_of(_WORDS['heads'])})|(?:both|(?:the|all)(?: of the)? (?:{COUNT}))"
    rf" (?:{_one_of(_WORDS['parties'])}|(?-i:[a-z]+s)))\b(?! (?:and|of|that|who|which|from|in|with)\b)",
    re.I,
)

# No dash: a speaker may begin again there ('billions — trillions'), or his sentence go on behind a second one.
_TAIL = re.compile(
    rf",? (?:{_one_of(_WORDS['examples'])})\b|, (?:{_one_of(_WORDS['clauses'])})\b"
    rf"|, and (?:{_one_of(_WORDS['subjects'])})\b|;"
)
_OPEN = " ,:;–—-"  # what no statement ends with: 'manufacturing – including'
_DASH = re.compile(r"(?<!\d)[–—](?!\d)")
_BOUND = re.compile(rf"\b(?:{_one_of(_WORDS['bounds'])})\b|n['’]t\b", re.I)
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def standing(text: str) -> int | None:
    """Where in a sentence begins what a reader understands without its neighbours: behind words that link it to the one
    before, or behind an introduction that points there. None where nothing of it stands alone.
    """
    if heading := _HEADING.match(text):
        return None if (at := standing(text[heading.end() :])) is None else heading.end() + at
    if _ENTRY.match(text) or (is_piece(text) and not _LINK.match(text)):
        return None  # the rest of a sentence that a list or an abbreviation broke
    if text.rstrip(CLOSING)[-1:] not in (".", "!", "。") or _CUT.search(text, max(0, len(text) - 12)):
        return None
    linked = at = _unlinked(text, 0)
    if not _is_whole(text[at:]):
        introduction = _INTRODUCTION.match(text, at)
        if not (introduction and _POINTING.search(introduction[0])):
            return None
        at = _unlinked(text, introduction.end())
        if not _is_whole(text[at:]):
            return None
    return None if poses(text) or is_verbless(text[linked:]) or is_aside(text[linked:]) else at


def hangs_on_another(text: str) -> bool:
    """Whether a sentence begins with what stands in the one before it ('He did not adopt ...', 'So says an advisory
    ...'); further on in it the writer's pronouns have their nouns.
    """
    return _begins_leaning(text[_unlinked(text, 0) :])


def unnamed_parties(text: str) -> bool:
    """Whether a sentence is on some that it counts or calls 'the leaders', and does not name."""
    found = _UNNAMED.match(text)
    return found is not None and len(names(fold(found["before"] or ""))) < 2


def _begins_leaning(text: str) -> bool:
    text = EMPTY.sub("Much", text)
    leaning = any(pattern.match(text) for pattern in (_LEANING, _SUBJECTLESS, _INTRODUCED))
    return leaning and not _BOTH.match(text)


def _leaning(text: str) -> bool:
    if apposed := _APPOSED.match(text):
        text = text[apposed.end() :]
    whole = _TOLD.sub(r"\g<0> that", EMPTY.sub("Much", text))
    return _begins_leaning(text) or _is_untold(text) or leans(_TIED.sub("", _PARTIES.sub("the ", whole)))


def _unlinked(text: str, at: int) -> int:
    """Where what begins at a place goes on behind words that only link it to what stands before, as a clause: 'Now a
    plain sentence, from Vale: ...' would have lost what holds it together.
    """
    colon = text.find(": ")
    while (link := _LINK.match(text, at)) and (colon < 0 or VERB.search(text, link.end(), colon)):
        at = link.end()
    return at


def _is_whole(text: str) -> bool:
    """Whether it is a whole statement, and no pronoun in it lacks its noun."""
    words, told = text.split(), text[: ending(text)]
    if (
        text.startswith(("(", "-", "–", "—", "•"))
        or len(words) < (FEWEST_COUNTING if any(_counts(word) for word in words) else FEWEST_WORDS)
        or len(told.split()) > MOST_WORDS
        or _BROKEN.search(told)
    ):
        return False
    small = sum(word[:1].islower() for word in words)
    return small >= 0.35 * len(words) and not (_leaning(text) or lacks_verb(text))


def _counts(word: str) -> bool:
    """Whether a word is a number, in digits or spelled; `one` is told of what is not counted too."""
    return word[:1].isdigit() or CARDINALS.get(word.lower(), 0) > 1


def _is_untold(text: str) -> bool:
    """Whether a time in it is told from another one that it does not name itself."""
    folded = fold(text)
    for tied in (one for one in _TIED.finditer(folded) if not one["compared"]):
        yearly = (tied["one"] or tied["of"] or "").lower() == "year"
        named = [
            (one.start, one.end)
            for one in times(folded)
            if one.sure and (yearly or one.period.length <= _LONGEST_ANCHOR)
        ]
        named += [(one.start, one.start + len(one.name)) for one in weekdays(folded)]
        if all(start < tied.end() and tied.start() < end <= tied.end() for start, end in named):
            return True
    return False


def ending(text: str, keeps: Callable[[str, str], bool] = lambda told, left: True) -> int:
    """Where the part of a sentence ends that is quoted: its end, or that of its main statement where it is long.

    `keeps`: whether what is told of a sentence, beside what would be left off, still tells what it is quoted for.
    """
    words = len(text.split())
    if words <= LONG:
        return len(text)
    tails = (one.start() for one in _TAIL.finditer(text))
    ends = [len(text[:at].rstrip(_OPEN)) for at in tails if _is_statement(text, at, words)]
    ends = [end for end in ends if keeps(text[:end], text[end:])]
    best = [end for end in ends if len(text[:end].split()) <= BEST]
    return best[-1] if best else ends[0] if ends else len(text)


def _is_statement(text: str, end: int, words: int) -> bool:
    """Whether what stands before is a statement of its own, and what stands behind takes nothing of it back."""
    head, tail = text[:end], text[end:]
    count = len(head.split())
    if not FEWEST <= count <= words - SPARED or _BOUND.search(tail) or not VERB.search(head):
        return False
    if head.rstrip(_OPEN).split()[-1] in tail.split()[:REPAIRED]:
        return False  # 'in the wake of unprecedented – of an unprecedented number': a speaker began again
    # Between two dashes nothing ends: 'some experts, who — at six, which is late — will speak'.
    dashed = _DASH.search(tail) and len(_DASH.findall(head)) % 2
    whole = all(head.count(opening) == head.count(closing) for opening, closing in _PAIRS) and head.count('"') % 2 == 0
    return whole and not dashed
