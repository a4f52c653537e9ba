"""A question's parts: the times and things that it compares, and the several questions that it asks."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.language.lexicon import OPENING
from assistant.language.lexicon import words as listed
from assistant.language.times.mentions import Mention
from assistant.language.times.spans import Span
from assistant.question.compared import compared
from assistant.question.follow_up import JOINED, LISTED, depends, stand_alone, subject, without_subject
from assistant.question.form import REASON
from assistant.question.pronouns import is_person
from assistant.question.salience import WORD, Exchange, content, is_light, stem
from assistant.question.talk.exchanged import is_country
from assistant.question.talk.things import ASKED_FOR, things
from corpus.text.calendar import either
from corpus.text.stop_words import FUNCTION

Both = Callable[..., bool]
"""Whether a passage of an archive has a word of each of some lists of words."""
_PREPOSITION = r"in|on|at|to|for|from|with|by|of|under|about|against|during|over|since|until|before|after|into"
_WH = rf"(?:(?:{_PREPOSITION}) )?(?:who|whom|whose|what|when|where|why|how|which)\b"
_AUX = rf"{either(OPENING)}\b"
_SUBJECT = r"(?:the|it|he|she|they|his|her|its|their|this|that|these|those|there|any|(?-i:[A-Z])\w*)"
# After a comma alone 'who' and 'which' mostly go on with what stands before it, as 'is' and 'can' do.
_CUT = re.compile(
    rf"(?:[,;]\s*|\s)(?:and|but|or)\s+(?={_WH}|{_AUX} {_SUBJECT}\b)|[,;]\s+(?=(?:what|why|how)\b)",
    re.I,
)
_SENTENCES = re.compile(r"(?<=\?)\s+(?=[A-Z])")
# What asks more of the clause before it: 'Did Seoul agree, and why?'; 'and who?' asks for a thing that it lacks.
_ADJUNCT = rf"(?:(?:{_PREPOSITION}) (?:whom?|what|where|when|which|how long)|when|where|why|how(?: much| often| long)?)"
_MORE = re.compile(rf"(?P<asks>{_ADJUNCT})(?: (?:so|exactly))?(?P<no> not)?", re.I)
_CLAUSE = re.compile(rf"(?:{_ADJUNCT} )?(?P<clause>{_AUX} .+)", re.I)
_ONE_VERB = re.compile(r"(?:who|what) (?P<verb>\w+)", re.I)  # 'who resigned'
# 'How many houses were', and behind it 'how many are', without the things.
_NOUN = re.compile(rf"(?P<counts>how many|how much|what|which) (?P<noun>(?:of )?(?!{_AUX})[\w’'-]+)", re.I)
_ENDED = rf"(?= (?:a|an|the|their|its|his|her|{_PREPOSITION})\b|$)"
_NO_NOUN = re.compile(
    r"(?P<asks>how many|how much|which)(?: (?:of )?(?:them|these|those|it))?"
    rf" (?=(?:(?:still|already|now|also) )?(?:{_AUX}|(?P<did>\w+){_ENDED}))",
    re.I,
)
_PAST = listed("verbs", "past") | {"did"}
_SHORTEST, _MOST = 8, 4  # characters of the first of several questions; how many are told apart
_FEWEST = 2  # words of its own with which a question that has a subject may stand alone
_WHO_ARE = re.compile(r"who(?:['’]re| are| were) (?P<people>[^?]{1,300}?)[?.! ]*$", re.I)
_AND = re.compile(r",? and |, ")
_WHAT_ABOUT = re.compile(r"^(?:what|how) about (?=the\b)", re.I)
_BOTH = re.compile(r"\b(?P<a>before|after|during) and (?P<b>before|after|during)\b", re.I)
_BETWEEN_TIMES = re.compile(r"\b(?:between|from|both)\s+((?:[\w’'-]+ ){0,2})$", re.I)


def halves(question: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The halves of one question, each standing alone; empty where it has none.

    Two times ('in July 2021 and in June 2022', 'between August 2021 and May 2022'), 'before and after', or two things
    compared; a question for the reason of it all has none.
    """
    if REASON.match(question):
        return ()
    return _two_times(question, spans) or _before_and_after(question) or compared(question)


def _two_times(question: str, spans: Sequence[Span]) -> tuple[str, ...]:
    for span in spans:
        if not span.joint or len(span.mentions) < 2:
            continue
        one, *_, two = span.mentions
        at = "on" if "d" in one.parts else "in"
        head = _BETWEEN_TIMES.sub(rf"{at} \1", question[: one.start])
        gap = question[span.mentions[-2].end : two.start]
        own, tail = "", question[two.end :]
        if re.search(r"\bthe $", gap):  # 'between August 2021 and the May 2022 summit': the summit is of May alone
            cut = re.match(rf"[^?.,;]*?(?=\s(?:{_PREPOSITION})\b|[?.,;]|$)", tail, re.I)
            own = cut.group() if cut else ""
        parts = [f"{head}{_full(question, m)}{tail[len(own) :]}" for m in span.mentions[:-1]]
        return (*parts, f"{head}{'the ' if own else ''}{_full(question, two)}{tail}")
    return ()


def _full(question: str, mention: Mention) -> str:
    """A mention with its year, which the other one may have given for both."""
    words = question[mention.start : mention.end]
    return words if re.search(r"\d{4}|[a-z] (?:week|month|year)|day", words) else f"{words} {mention.first.year}"


def _before_and_after(question: str) -> tuple[str, ...]:
    m = _BOTH.search(question)
    if not m:
        return ()
    return tuple(f"{question[: m.start()]}{m[word].lower()}{question[m.end() :]}" for word in ("a", "b"))


def completed(question: str, turns: Sequence[Exchange], as_of: date, both: Both | None = None) -> str:
    """A follow-up made to stand alone; as it was where it may stand so and the subject of the talk is another one: no
    question named it, or `both` finds no text on all of it and one of the things that it would be given.
    """
    whole = stand_alone(question, turns, as_of)
    bare, carried = alone(whole, fewest=1), content(subject(whole))
    if not bare or not carried or JOINED.match(question.strip()):
        return whole
    asked = {stem(word) for turn in turns for word in content(turn.asked)}
    if asked.isdisjoint(map(stem, carried)):
        return bare
    if both is None:
        return whole
    known = all(both([name], [name]) for name in carried if name[0].isupper())  # a name that no article has is told
    named = [[word] for word in _subjects(bare)]  # 'US' is one, and no word of content
    own = [[word] for word in content(bare)] or named
    own = own if both(*own) else named
    carrying = LISTED.split(subject(whole))
    telling = [one for one in carrying if not is_country(one)] or carrying  # a country is in half the articles
    given = ([word for word in content(one) if stem(word) in asked] for one in telling)
    met = any(words and both(*own, *([word] for word in words)) for words in given)
    return bare if known and not met else whole


def several(question: str, as_of: date, both: Both | None = None) -> tuple[str, ...]:
    """The questions that one sentence, or several, ask, each standing alone; empty where it is one question.

    A later one that leans on those before, or has hardly a subject of its own, is given theirs. Of several people each
    is asked for: 'Who are Ann Lee and Tom Roe?'.
    """
    who = _WHO_ARE.match(question)
    people = _AND.split(who["people"]) if who else []
    if len(people) > 1 and all(is_person(one) and all(word[:1].isupper() for word in one.split()) for one in people):
        return tuple(f"Who is {one}?" for one in people)
    asked = [piece[0].upper() + piece[1:].rstrip("?. ") for piece in _pieces(question)]
    if len(asked) < 2:
        return ()
    before = [Exchange(f"{one}?", "") for one in asked]
    return tuple(completed(f"{one}?", before[:at], as_of, both) for at, one in enumerate(asked))


def alone(question: str, fewest: int = _FEWEST) -> str | None:
    """A question without the subject of others that it was given; None where it has none, or leans on it."""
    bare = without_subject(question)
    return bare if bare != question and by_itself(bare, fewest) else None


def by_itself(question: str, fewest: int = _FEWEST) -> bool:
    """Whether a question may be asked by itself: nothing in it leans on others, and it has a subject, and so many words
    of its own, or more words.
    """
    named = _subjects(question)
    return not depends(_WHAT_ABOUT.sub("What of ", question) if named else question, fewest=fewest if named else None)


def _subjects(question: str) -> list[str]:
    """The words of the things that a question has beside the one that it asks for: 'the water limit', 'new cranes'."""
    found = [question[start:end] for start, end in things(question) if not ASKED_FOR.fullmatch(question, 0, start)]
    return [word for one in found for word in WORD.findall(one) if not is_light(word) or word.isupper()]


def _pieces(text: str) -> list[str]:
    """The questions of a text as they stand in it, 'and why?' with the clause that it asks more of; none where one is
    no question of at least three words, or of a verb and who did it.
    """
    pieces: list[str] = []
    for sentence in (one for one in _SENTENCES.split(text) if one.strip()):
        rest = sentence
        while (cut := _CUT.search(rest, _SHORTEST)) and len(pieces) < _MOST:
            pieces.append(rest[: cut.start()].strip(" ,;"))
            rest = rest[cut.end() :].strip()
        pieces.append(rest)
    for at, one in enumerate(pieces[1:], 1):
        pieces[at] = _with_clause(one, pieces[at - 1])
    asked = all(_is_whole(one) and re.match(rf"{_WH}|{_AUX}", one, re.I) for one in pieces)
    return pieces if asked and text.rstrip().endswith("?") else []


def _with_clause(piece: str, before: str) -> str:
    """'why?' behind 'Did Seoul agree' as 'why did Seoul agree?', 'how many are let?' behind 'How many flats
    were built' as 'how many flats are let?'; any other piece as it is.
    """
    piece = _with_things(piece, before)
    more, asked = _MORE.fullmatch(piece.rstrip("?. ")), _CLAUSE.fullmatch(before.rstrip("?. "))
    if not (more and asked):
        return piece
    clause = asked["clause"]
    return f"{more['asks']} {clause[:1].lower()}{clause[1:]}?"


def _with_things(piece: str, before: str) -> str:
    asks, noun = _NO_NOUN.match(piece.rstrip("?. ")), _NOUN.match(before)
    if not (asks and noun) or _is_past(noun["noun"]) or not _is_past(asks["did"] or "did"):
        return piece
    if "much" in f"{noun['counts']} {asks['asks']}".lower() and noun["counts"].lower() != asks["asks"].lower():
        return piece  # 'how much is it investing' is not of people
    ends = [end for start, end in things(before) if start <= noun.end() - 1 < end]
    return f"{asks['asks']} {before[noun.start('noun') : (ends or [noun.end()])[0]]} {piece[asks.end() :]}"


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word.lower() in _PAST


def _is_whole(piece: str) -> bool:
    """Whether a piece has three words at least, or is of a verb alone."""
    words = piece.rstrip("?. ")
    alone = _ONE_VERB.fullmatch(words)
    return len(words.split()) > 2 or (alone is not None and alone["verb"].lower() not in FUNCTION | {"exactly"})
