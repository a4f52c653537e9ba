"""Pronouns, `there`, `did so`: whether a text says itself what they stand for, and what of a conversation they mean."""

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile

from assistant.language.asides import VERB
from assistant.language.lexicon import ADDRESS, DIRECTIONS, NO_PERSON, OFFICE_WORDS, RANKS, ROLES, TITLES
from assistant.language.names import is_everyday
from assistant.language.naming import PUBLIC
from assistant.question.salience import AUXILIARY, WORD, Exchange, content, is_light, key, stem
from corpus.text.calendar import MONTHS, WEEKDAYS
from corpus.text.sentences import is_piece
from corpus.text.stop_words import HANDED_ON
from corpus.text.tables import table

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
    r"\b(?:it|its|itself|they|them|their|theirs|themselves)\b|"
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
    piece = is_piece(text) or len(text.split()) < FEWEST_WORDS
    return not piece and not lacks_verb(text) and not _LEANING.match(_JOINING.sub("", text))


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
    return _unbound(text, PERSON) is not None


def named(question: str, turns: Sequence[Exchange]) -> str:
    """The first pronoun for a person, where the question does not say whom it means, replaced by the name."""
    m = _unbound(question, PERSON)
    name = _person(turns, does=m.group().lower() in ("he", "she")) if m else ""
    if not m or not name or name in question:
        return question
    possessive = m["s"] is not None and not (
        m["s"].lower() == "her" and re.match(r" *(?:[?.,;]|$|\b(?:when|in|on|at|to|about|for)\b)", question[m.end() :])
    )
    return f"{question[: m.start()]}{name}{'’s' if possessive else ''}{question[m.end() :]}"


def placed(question: str, turns: Sequence[Exchange]) -> str:
    """The question with the place for a 'there' at its end: the last one that was named behind a word of place."""
    there = re.search(r" there(?= *[?.!]*$)", question, re.I)
    for text in (part for turn in reversed(turns) for part in (turn.answered, turn.asked)) if there else ():
        named = [(link, name) for link, name in _PLACE.findall(text) if not is_light(name)]
        places = [name for link, name in named if key(name.split()[0]).rstrip(".") not in _NO_PLACE[link]]
        if there and places:
            return f"{question[: there.start()]} in {places[-1]}{question[there.end() :]}"
    return question


_TIMES = {*MONTHS, *WEEKDAYS}
# Behind these links a name may be a person's: 'spoke to Minister Park', but 'in General Santos'.
_NO_PLACE = dict.fromkeys(("in", "at", "near"), _TIMES) | dict.fromkeys(("from", "to"), _TIMES | TITLES | ROLES)
_PLACE = re.compile(r"\b(in|at|near|from|to) (?:the )?([A-Z][\w’-]*(?: [A-Z][\w’-]*)*)")


def on_it(question: str, last: Callable[[], str], timeless: Callable[[str], str]) -> str:
    """The question with what the last one was on for the 'it' at its end: 'What did the US say on it?' after 'Who said
    what on the declaration?'. `timeless` takes the times out of a text.
    """
    it = _ON_IT.search(question)
    on = _ON_WHAT.search(last()) if it else None
    what = _without_verb(on) if on else ""
    if not it or not content(timeless(what)) or leans(what):
        return question
    return f"{question[: it.start()]}{it['word']} {what}{question[it.end() :]}"


def _without_verb(on: re.Match[str]) -> str:
    """What a question was on, without the verb that one with 'did' may end with: 'did the paper on the ports say'."""
    what, before = on["what"].split(), _DID.search(on.string[: on.start()])
    subject = [word for word in WORD.findall(before["rest"]) if word.lower() not in _DETERMINERS] if before else []
    verbless = before is not None and len(subject) < 2  # a subject and no verb yet
    return " ".join(what[:-1] if len(what) > 1 and (verbless or what[-1].lower() in HANDED_ON) else what)


_DID = re.compile(r"\b(?:do|does|did|will|would|can|could|should|must|may|might) (?P<rest>.*)", re.I)
_DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)
_DETERMINERS = frozenset("the a an this that these those its his her their our your my".split())


_ON_IT = re.compile(r"\b(?P<word>on|about) (?:it|this|that)(?= *[?.!]*$)", re.I)
_ON_WHAT = re.compile(r"\b(?:on|about) (?P<what>(?:the |an? )?[^?.,;:]{3,80})[?.! ]*$", re.I)


def is_person(name: str) -> bool:
    """Whether a run of capitals is a person's: up to four words, with no place, body or abbreviation before 'of'. What
    stands before a title is its country's or its body's: "China's Foreign Minister Wang Yi".
    """
    run = name.split()
    name = " ".join(run[max((at for at, word in enumerate(run[:-1], 1) if key(word) in RANKS), default=0) :])
    who, _, of = name.partition(" of ")
    if of and " " in who:  # 'Kishida Fumio of Japan', but not 'Bank of Korea'
        name = who
    words = WORD.findall(name)
    return (
        not " ".join(run).isupper()
        and 0 < len(words) <= 4
        and " of " not in name
        and not any(key(w).rstrip(".") in NOBODY and (len(w) > 2 or w.isupper()) for w in words)  # Kim Jong Un
        and not (len(words) == 1 and key(words[0]) in _DAYS)
    )


def is_office(words: str) -> bool:
    """Whether words are the name of an office and of nobody: `Deputy Secretary`."""
    return words[:1].isupper() and all(key(word) in TITLES for word in WORD.findall(words))


def _unbound(text: str, pronouns: re.Pattern[str]) -> re.Match[str] | None:
    """The first pronoun that finds nothing before it to stand for."""
    return next((m for m in pronouns.finditer(text) if not _bound(text, m)), None)


def _bound(text: str, m: re.Match[str]) -> bool:
    """Whether what a pronoun stands for is in the question itself, before it."""
    before, word = text[max(0, m.start() - REACH) : m.start()], m.group().lower()
    clause = re.split(r"[.;:?!,]\s|\b(?:and|but|or|if|when|while|because|since|as|that|than|whether)\b", before)
    earlier = " ".join(clause[:-1])
    if word in ("he", "him", "she", "himself", "herself", "his", "her"):
        return any(is_person(n) for n in _capitals(before))
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


def _people(text: str) -> list[str]:
    found = []
    for m in NAME.finditer(text):
        words = m.group().split()
        words = list(dropwhile(lambda word: is_light(word) or key(word).rstrip(".") in TITLES, words))
        name = re.sub(r"['’]s$", "", " ".join(words))
        if (
            name
            and is_person(name)
            and key(name) not in MONTHS
            and key(words[-1]) not in WEEKDAYS
            and name not in found
        ):
            found.append(name)
    return found


def _person(turns: Sequence[Exchange], *, does: bool) -> str:
    """Whom 'he' or 'she' means: of whom it was asked who it is, else the answer to 'who', else the last question's
    person, else the answer's.

    After 'Whom did Sherman meet?' she who does something is Sherman; 'her' may be the one she met. What something
    happened in is a place and nobody.
    """
    texts = [text for turn in turns for text in (turn.asked, turn.answered)]
    places = {name for text in texts for link, name in _PLACE.findall(text) if link in ("in", "at", "near")}
    for turn in reversed(turns):
        asked, answered = ([one for one in _people(text) if one not in places] for text in (turn.asked, turn.answered))
        if not asked and _unbound(turn.asked, PERSON):
            continue  # still the one of the turn before
        new = [
            name
            for name in answered
            if not any(name in one or one in name for one in asked) and _is_told_of(name, turn.answered)
        ]
        if of_whom := [name for name in asked if (does and _does(name, turn.asked)) or _is_asked_of(name, turn.asked)]:
            return of_whom[0]
        if re.match(r"(?:\W*and )?(?:who|whom|which|whose)\b", turn.asked, re.I) and new:
            return new[0]
        if asked:
            return asked[-1]
        if new:
            return new[0]
    return ""


def _does(name: str, question: str) -> bool:
    """Whether somebody does what a question asks: 'whom did Minister Park meet', 'What did Yoon say of Lee'."""
    asks = r"(?i:who|whom|which|whose|what|when|where|why|how)\b[^?]*? "
    asked = rf"(?:\W*and )?(?:{asks})?(?i:{AUXILIARY}) (?:the )?(?:[A-Z][\w.]* )*?{re.escape(name)}\b"
    return re.match(asked, question) is not None


def _is_asked_of(name: str, question: str) -> bool:
    """Whether it is asked who somebody is: 'Who is the envoy Sung Kim?'."""
    asked = rf"(?:\W*and )?who(?:['’]s| is| was) (?:[\w’'-]+ ){{0,6}}{re.escape(name)}[?.! ]*$"
    return re.match(asked, question, re.I) is not None


def _is_told_of(name: str, text: str) -> bool:
    """Whether a run of capitals is a person spoken of: it has a title or a speaker's verb, or the answer is short."""
    if len(WORD.findall(text)) <= SHORT and len(name.split()) > 1:
        return True
    spot = re.escape(name)
    return (
        re.search(
            rf"{TITLE}(?:[A-Z]\w+ )?{spot}|{spot},? (?:said|told|says|added|warned|announced|wrote|"
            rf"called|met|asked)\b|\bsaid {spot}",
            text,
        )
        is not None
    )
