"""Pronouns, `there`, `did so`: whether a text says itself what they stand for."""

import re

from assistant.language.asides import VERB
from assistant.language.lexicon import ADDRESS, DIRECTIONS, NO_PERSON, OFFICE_WORDS, RANKS, ROLES, TITLES, words
from assistant.language.names import is_everyday
from assistant.language.naming import PUBLIC
from assistant.question.salience import WORD, content, is_light, key, stem
from corpus.text.calendar import MONTHS, WEEKDAYS
from corpus.text.sentences import is_piece
from corpus.text.tables import table
from corpus.text.unread.letters import unread

REACH = 600  # characters: what stands further before a pronoun is no longer what it means
FEWEST_WORDS = 6  # a quotation of fewer says nothing alone: "Thank you.", "Office of the Spokesperson"
SHORT = 80  # words: an answer of a sentence or two, not of a page
TITLE = rf"(?:{'|'.join(sorted(word.capitalize() for word in OFFICE_WORDS | ADDRESS))})\.? "
NAME = re.compile(
    r"(?<![\w.])[A-Z][\w’'-]*(?:\.[A-Z]\.?)*(?:(?: of| the| and the)? [A-Z][\w’-]*(?:\.[A-Z]\.?)*| [IVX]+\b)*"
)
NOBODY = PUBLIC | DIRECTIONS | NO_PERSON
"""A run of capitals in which one of these words stands is no person."""
PERIODS = "week|weekend|fortnight|month|quarter|year|morning|afternoon|evening|spring|summer|autumn|fall|winter"
"""What 'this' says itself of the time: 'this weekend'."""
SPECIFIED = (
    r"(?-i:(?: (?!(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did)\b)[a-z-]+){1,4}"
    r" of [$€£¥]?[\dA-Z])"
)
"""What says itself which is meant, behind 'this': 'this new commitment of $5 billion'."""
PERSON = re.compile(r"\b(?:he|him|she|herself|himself)\b|\b(?P<s>his|her)\b", re.I)
THING = re.compile(
    r"\b(?!(?-i:IT)\b)(?:it|its|itself|they|them|their|theirs|themselves)\b|"
    rf"\b(?:this|these|those)\b(?! (?:{PERIODS}|time|days)\b|{SPECIFIED})|"
    r"^that\b|\b(?:is|was|were|are|did|does|do|has|about|of|like|after|before|for|with|from|to|by|on|in|"
    r"at|than) that\b(?! (?:the|a|an)\b)|"
    r"\bthat(?=(?: (?:yesterday|today|again|too))? *(?:[?.,;!]|$))|"
    r"\b(?:the|which|what|that|this|other|another|second|first|last|next|latter|former|new|old|big\w*|"
    r"small\w*|good|best) ones?\b|"
    r"\b(?:the )?(?:former|latter)\b(?! (?:president|minister|leader|secretary|official|chief|us|"
    r"u\.s)\w*)|\bthere(?= *[?.,;!]|$)|"
    r"\b(?:the|these|those|both|two|either) (?:two|three|both|same|other|others)\b(?! koreas\b)|\bthen(?= *[?.,;!]|$)|"
    r"\bthe (?:day|week|month|year) (?:before|after|earlier|later)(?= *[?.,;!]|$)|\bthe (?:next|"
    r"following|previous) (?:day|week|month|year)\b",
    re.I,
)
_EXPLETIVE = (
    r"it(?:['’]s| is| was| has been)(?: (?!so\b)(?:very|also|just|only|now|certainly|absolutely|widely|been|\w+ly))?"
    rf" (?:(?:{table('assistant.question', 'leaning')['of_a_clause']})"
    r"|(?:our|my|no)(?: [\w’-]+){1,3}|(?-i:[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,3})"
    r"|(?:in|on|at|during|last|yesterday|today)\b(?: (?!this\b)[\w’,-]+){0,5}),? that"
    rf" (?!(?:is|was|are|were|has|had|can|will|would)\b|(?:same |very )?(?:day|time|{PERIODS}|night)\b)"
)
"""An 'it' that stands for nothing: 'it is clear that ...', 'it was in June that ...'."""
# A sentence that begins so leans on the one before it: 'He', 'In their statement', 'But', 'Second,', 'Yes', a dash;
# 'this week' does not, nor 'at this summit', which is the one that the article is on.
_LEANING = re.compile(
    r"[\"'“‘]?(?:[—…]|\.\.|(?:(?:in|on|at|for|with|from|to|after|before|by|of|as|all|both) )?"
    rf"(?!{_EXPLETIVE})(?:(?:he|she|it|they|him|them|his|hers?|its|theirs?|these|those|such)\b|"
    rf"(?:this|that)\b(?! (?:{PERIODS}|day|summit|meeting|visit|conference)\b|{SPECIFIED})|"
    r"(?:but|then|however|moreover|instead|yes|no|both)\b|the (?:two|three|four|latter|former)\b(?! koreas\b)|"
    r"(?:second|third|fourth|fifth|next|finally|lastly|additionally|furthermore|meanwhile|similarly)(?:ly)?,|"
    r"(?:[a-z’']+,? ){0,4}(?:to|on|for|about|regarding|answer(?:ing)?) your (?:[a-z]+ )?(?:question|point)s?\b))",
    re.I,
)
# Speakers join whole sentences so: these words alone make none lean on what was said before.
_JOINING = re.compile(r"^[\"'“‘]?(?:and|so|also),? (?:also )?", re.I)
# 'The accord takes effect', 'The American voiced concern': what it is on, called by its kind alone.
_POINTED = re.compile(
    r"[\"'“‘]?The (?:[a-z-]+ ){0,2}?(?P<thing>[A-Za-z][a-z-]+)(?= (?:also |then |later )?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must|did|does|[a-z]{3,20}(?:ed|s)"
    rf"|(?:{'|'.join(sorted(words('verbs', 'past')))}))\b)"
)
# A verb that only stands for another: 'Tokyo did so in May', 'the union was not'. What it stands for is in a clause
# before it, with a verb of its own.
_STAND_IN = re.compile(
    r"\b(?:do|does|did|done|doing) (?:so(?! (?:far|much|many|well|often|long)\b)|likewise|"
    r"the same(?=\W*\Z|[.,;:!?]| (?:in|on|at|by|for|with|after|before|last|this|yesterday|today)\b))\b|"
    r"\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could)(?:n['’]t| not| too| as well| likewise)\W*\Z"
)
_CLAUSE_ENDS = re.compile(
    r"[.,;:?!—–]|\b(?:and|but|or|if|when|while|because|since|as|that|than|whether|though|although|what|which|who)\b"
)
_VERB_FORM = re.compile(r"\bto (?!the\b|an?\b|do\b|have\b)[a-z]{2,20}\b|\b(?!morning|evening|meeting)[a-z]{2,20}ing\b")


def stands_alone(text: str) -> bool:
    """Whether a quotation says itself what it speaks of: it begins with no pronoun and no link to words before it, and
    its verb is no 'did so'.
    """
    piece = is_piece(text) or is_short(text)
    return not piece and not lacks_verb(text) and not _LEANING.match(_JOINING.sub("", text))


def points_back(text: str, before: str, title: str) -> bool:
    """Whether a sentence that names nobody is on a thing of which only the one before says what it is: 'The accord
    takes effect in May.' behind 'Norway signed a fishing accord.'; a title that names it too makes it plain.
    """
    found = _POINTED.match(text)
    if found is None or any(key(one[0]) not in _DAYS for one in NAME.finditer(text, found.end("thing"))):
        return False
    introduced = re.search(rf"\ban? (?:[\w’'-]+,? ){{0,4}}{found['thing']}\b", before, re.I)
    return introduced is not None and stem(found["thing"]) not in {stem(key(one)) for one in WORD.findall(title)}


def is_short(text: str) -> bool:
    """Whether it has too few words to say anything alone; in letters of other languages a sentence may have one."""
    return len(text.split()) < FEWEST_WORDS and unread(text) is None


def lacks_verb(text: str) -> bool:
    """Whether a verb in it only stands for one of a sentence before: it finds none before it in the text itself."""
    return any(not _has_verb(text[: one.start()]) for one in _STAND_IN.finditer(text))


def _has_verb(before: str) -> bool:
    """Whether a clause that ends there has its verb."""
    ends = [one.start() for one in _CLAUSE_ENDS.finditer(before)]
    return bool(ends) and bool(VERB.search(before, 0, ends[-1]) or _VERB_FORM.search(before, 0, ends[-1]))


def leans(text: str) -> bool:
    """Whether a pronoun, 'the day after' or 'the other one' finds nothing in the text itself to stand for."""
    return any(not _bound(text, m) for pronouns in (PERSON, THING) for m in pronouns.finditer(text))


def lacks_person(text: str) -> bool:
    """Whether a 'he' or 'her' finds nobody in the text itself to stand for."""
    return unbound(text, PERSON) is not None


_DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)


def is_person(name: str) -> bool:
    """Whether a run of capitals is a person's: up to four words, with no place, body or abbreviation before 'of'. What
    stands before a title is its country's or its body's: "China's Foreign Minister Wang Yi".
    """
    run, name = name, without_rank(name)
    who, _, of = name.partition(" of ")
    if of and " " in who:  # 'Kishida Fumio of Japan', but not 'Bank of Korea'
        name = who
    words = WORD.findall(name)
    return (
        not run.isupper()
        and 0 < len(words) <= 4
        and " of " not in name
        and not any(key(w).rstrip(".") in NOBODY and (len(w) > 2 or w.isupper()) for w in words)  # Kim Jong Un
        and not (len(words) == 1 and key(words[0]) in _DAYS)
    )


def without_rank(name: str) -> str:
    """A run of capitals without a title and what stands before it: `Park Jin` of `Foreign Minister Park Jin`."""
    run = name.split()
    return " ".join(run[max((at for at, word in enumerate(run[:-1], 1) if key(word) in RANKS), default=0) :])


def is_office(words: str) -> bool:
    """Whether words are the name of an office and of nobody: `Deputy Secretary`, `envoy`."""
    return all(key(word) in TITLES for word in WORD.findall(words))


_OBJECT = re.compile(r"him\b|her(?= *(?:[?.,;!]|$))", re.I)


def unbound(text: str, pronouns: re.Pattern[str]) -> re.Match[str] | None:
    """The first pronoun that finds nothing before it to stand for."""
    return next((m for m in pronouns.finditer(text) if not _bound(text, m)), None)


def _bound(text: str, m: re.Match[str]) -> bool:
    """Whether what a pronoun stands for is in the question itself, before it."""
    before, word = text[max(0, m.start() - REACH) : m.start()], m.group().lower()
    clause = re.split(r"[.;:?!,]\s|\b(?:and|but|or|if|when|while|because|since|as|that|than|whether)\b", before)
    earlier = " ".join(clause[:-1])
    if word in ("he", "him", "she", "himself", "herself", "his", "her"):
        people = [n for n in _capitals(before) if is_person(n)]
        alone = len(people) == 1 and people[0] in clause[-1] and not people[0].endswith(("'s", "’s"))
        return bool(people) and not (alone and _OBJECT.match(text, m.start()))  # 'What did Biden promise him?'
    names = [n for n in NAME.findall(before) if not is_light(n)]
    if word in ("its", "their", "theirs", "itself", "themselves"):
        return bool(names) or len(content(before)) >= 2
    if word.startswith(("this", "these", "those")):
        noun = WORD.match(text[m.end() :].strip())
        return noun is not None and stem(noun.group()) in {stem(w) for w in content(before)}
    if word.endswith((" one", " ones")):
        return len(content(before)) >= 3 and re.search(r"\bthan\b", before, re.I) is not None
    if word.startswith(("the day", "the week", "the month", "the year", "the next", "the following", "the previous")):
        return re.search(r"\d", before) is not None
    return len(content(earlier)) >= 2 or (bool(names) and bool(content(earlier)))


def _capitals(text: str) -> list[str]:
    """The runs of capitals that may name somebody; an everyday first word ('Yesterday', 'On Monday') names nobody."""
    runs = [n.split() for n in NAME.findall(text)]
    if runs and text.lstrip().startswith(runs[0][0]) and is_everyday(first := key(runs[0][0])) and first not in ROLES:
        del runs[0][0]
    return [name for run in runs if (name := " ".join(run)) and not is_light(name)]
