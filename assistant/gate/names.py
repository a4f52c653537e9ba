"""Names in a sentence, and whether a text knows them under this or another form."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.gate.days import MONTHS, WEEKDAYS
from assistant.gate.lexicon import (
    CAPITALS,
    COMMON_ENDINGS,
    INSTITUTIONS,
    OPENERS,
    ROLES,
    SAYING,
    STOP,
    TITLES,
    bag,
)
from assistant.gate.numbers import _ORDINALS, _SCALES, _TENS, _UNITS
from assistant.gate.words import Token, canonical, named, tokens

_CALENDAR = frozenset(MONTHS + WEEKDAYS) | {
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
}
_NUMERIC = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_SCALES) | frozenset(_ORDINALS)
_PLACE_WORDS = bag("in to from at near outside visit visited visiting")
_AMERICAN = bag(
    "@state_department @defense_department @treasury_department @justice_department @commerce_department"
    " @homeland_security @white_house"
)
_JOINERS = frozenset({"of", "the", "and", "for", "de", "al", "bin", "von", "van"})
# Korean and Chinese names put the family first.
_FAMILY_FIRST = bag(
    "kim moon chung jeong lee yi park yoon yun choi choe suh seo noh roh noh kang cho jo jang shin song hwang han"
    " xi wang yang li zhang liu hu deng mao ri pak son no im lim oh ryu an ahn hong kwon bae baek min"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, with its words in lower case; `canonical` (`@japan`) where it is one of several forms."""

    text: str
    words: tuple[str, ...]
    canonical: str
    at: int
    place: bool = False
    first: bool = False


class Known:
    """What a text holds for looking names up: its words, its canonical names, its runs of words, its initials."""

    def __init__(self, folded: str) -> None:
        self.words = {token.lower for token in tokens(folded)}
        self.stems = {token.stem for token in tokens(folded)}
        self.canonical = {canonical(group) for group in named(folded) if canonical(group).startswith("@")}
        run = [token.lower for token in tokens(folded)]
        self.text = " " + " ".join(run) + " "
        self.tokens = tokens(folded)
        self.near = _near(self.tokens)
        self.titled = _titled(self.tokens)
        self.initials = _initials(self.tokens)
        self.acronyms = {
            t.text.replace(".", "")
            for t in self.tokens
            if t.text.replace(".", "").isupper() and 2 <= len(t.text.replace(".", "")) <= 8
        }

    def before(self, surname: str) -> set[str]:
        """The capitalised words right before a surname, titles and function words left out."""
        found = set()
        for one, two in zip(self.tokens, self.tokens[1:], strict=False):
            if two.lower == surname and one.text[0].isupper() and one.lower not in ROLES | STOP | _CALENDAR:
                adjacent = 0 <= two.start - one.end <= 2
                if adjacent:
                    found.add(one.lower)
        return found


@lru_cache(maxsize=2048)
def known(folded: str) -> Known:
    """`Known` of a folded text, kept."""
    return Known(folded)


def _near(words: tuple[Token, ...]) -> set[tuple[str, str]]:
    """Pairs of words of which the second follows the first within three."""
    return {
        (one.lower, two.lower)
        for at, one in enumerate(words) if one.text[0].isupper()
        for two in words[at + 1 : at + 4]
    }  # fmt: skip


def _titled(words: tuple[Token, ...]) -> set[tuple[str, str]]:
    """Pairs of a capitalised title and the surname that it stands before: `(secretary, blinken)`."""
    out = set()
    for at, token in enumerate(words):
        if token.lower not in _RANKS or not token.text[0].isupper():
            continue
        run: list[Token] = []
        last = token
        for following in words[at + 1 : at + 7]:
            if following.start - last.end > 2 or not following.text[0].isupper():
                if following.lower in ("of", "the") and not run:
                    last = following
                    continue
                break
            last = following
            if following.lower in _RANKS and following.lower not in ("general", "first"):
                run = []
                break
            run.append(following)
        surname = next(
            (
                t.lower
                for t in reversed(run)
                if t.lower not in ROLES and len(t.lower) > 1 and t.lower not in INSTITUTIONS and not t.text.isupper()
            ),
            "",
        )
        if surname:
            out.add((token.lower, surname))
    return out


_RANKS = bag(
    "president secretary minister chancellor ambassador senator governor general admiral spokesperson advisor director"
    " representative king queen chairman"
)


def _initials(words: tuple[Token, ...]) -> set[str]:
    """Initials of runs of capitalised words, joiners passed over: `ASEAN` of the association's whole name."""
    out: set[str] = set()
    for at in range(len(words)):
        if not words[at].text[0].isupper():
            continue
        letters, last = "", words[at]
        for token in words[at : at + 9]:
            if token is not words[at] and token.start - last.end > 2:
                break
            last = token
            if token.text[0].isupper():
                letters += token.text[0]
                if len(letters) >= 2:
                    out.add(letters)
            elif token.lower not in _JOINERS | {"on", "in", "to"}:
                break
    return out


def names(sentence: str, *, skip: frozenset[int] = frozenset()) -> tuple[Name, ...]:
    """The names of a folded sentence in order. The first word of a sentence, or after a mark, is none by its capital."""
    out: list[Name] = []
    run: list[Token] = []
    groups = named(sentence)
    heading = _heading(groups)

    def close() -> None:
        if run:
            words = list(run)
            while words and words[0].lower in ROLES:
                words.pop(0)
            while words and words[-1].lower in ROLES and words[-1].lower not in INSTITUTIONS:
                words.pop()
            if words:
                first = _leads(sentence, words[0].start)
                if not (len(words) == 1 and first and not _acts(sentence, words[0])):
                    text = sentence[words[0].start : words[-1].end]
                    out.append(Name(text, tuple(t.lower for t in words), "", words[0].start, first=first))
            run.clear()

    for at, group in enumerate(groups):
        canon = canonical(group)
        token = group[0]
        previous = groups[at - 1][-1] if at else None
        if canon.startswith("@"):
            close()
            if (
                token.start not in skip
                and sentence[token.end : token.end + 1] != "$"
                and any(t.text[0].isupper() for t in group)
            ):
                place = previous is not None and previous.lower in _PLACE_WORDS
                text = sentence[token.start : group[-1].end]
                out.append(Name(text, tuple(t.lower for t in group), canon, token.start, place))
            continue
        if token.lower in CAPITALS and token.text[0].isupper():
            close()
            place = previous is not None and previous.lower in _PLACE_WORDS
            out.append(Name(token.text, (token.lower,), "", token.start, place))
            continue
        capital = (token.text[0].isupper() and token.text[0].isalpha()) or _given(sentence, run, token)
        if run and not _continues(sentence[run[-1].end : token.start], run[-1]):
            close()
        if (
            not capital
            or token.lower in STOP
            or token.lower in _CALENDAR
            or token.lower in _NUMERIC
            or token.start in skip
        ):
            close()
            continue
        if heading and not token.text.isupper() and _everyday(token):
            close()
            continue
        if _leads(sentence, token.start) and _everyday(token):
            continue
        run.append(token)
    close()
    return tuple(sorted(out, key=lambda name: name.at))


def _given(sentence: str, run: list[Token], token: Token) -> bool:
    """Whether a word in small letters is the second half of a given name: `Park Min-ho`, no `U.S.-led`."""
    attached = len(run) > 1 and sentence[run[-1].end : token.start] == "-"
    return attached and len(token.text) <= 6 and token.text.islower() and token.lower not in _COMPOUNDS


_COMPOUNDS = bag(
    "led based era style made born run wide level type held free plus like ready elect backed owned facing bound"
)


def _continues(gap: str, last: Token) -> bool:
    """Whether a name goes on over the gap after its last word: a stop only after an initial or a short title."""
    return not gap.strip(" .-&'") and ("." not in gap or len(last.text) <= 3 or last.lower in TITLES)


def _heading(groups: tuple[tuple[Token, ...], ...]) -> bool:
    """Whether a text is written like a headline, most words with a capital."""
    words = [group[0] for group in groups if group[0].text[0].isalpha() and group[0].lower not in STOP]
    return len(words) >= 6 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)


def _leads(sentence: str, at: int) -> bool:
    before = sentence[:at].rstrip(" '\"([-")
    return not before or before[-1] in ":;.!?"


def _acts(sentence: str, token: Token) -> bool:
    """Whether a first word is a name: no everyday word, and what follows says that it did, owned or was something."""
    if token.text[1:] != token.text[1:].lower() or sentence[token.end :].startswith(("'", "’")):
        return True
    aside = _APPOSITION.match(sentence, token.end)
    if aside and not _everyday(token) and (aside[1] in _ACTS or aside[1].endswith("ed")):
        return True
    words = tokens(sentence[token.end : token.end + 60])[:2]
    gap = sentence[token.end : token.end + words[0].start] if words else "."
    if _everyday(token) or gap != " ":
        return False
    if len(words) == 2 and words[0].lower == "and" and words[1].text[0].isupper():
        return True
    if token.lower.endswith("s") and not token.lower.endswith("ss"):  # a plural, or Harris
        return words[0].lower in SAYING or words[0].lower in ("has", "does", "was")
    return words[0].lower in _ACTS or words[0].lower.endswith("ed")


_ACTS = SAYING | bag(
    "has had will would did does met went held took made gave came saw spoke left began sent became won led"
    " says told wants wanted hopes plans must may might can could never visited arrived"
)


_APPOSITION = re.compile(r", (?:the|a|an|who|her|his|its|their|[A-Z])[^,]{0,88}, (\w+)")


def _everyday(token: Token) -> bool:
    low = token.lower
    if low in OPENERS or low in ROLES or low.endswith(COMMON_ENDINGS):
        return True
    return low.endswith("s") and low[:-1] in OPENERS


def holds(name: Name, text: Known) -> bool:
    """Whether a text holds a name: the same words, another form of it, its initials, or a person's surname."""
    if name.canonical:
        if name.canonical in text.canonical:
            return True
        if any(CAPITALS[word] == name.canonical[1:] for word in CAPITALS.keys() & text.words):
            return True
        if (
            name.canonical == "@south_korea"
            and not text.canonical & {"@north_korea"}
            and text.words & {"korea", "korean", "koreans"}
        ):
            return True
        if name.canonical == "@united_states" and text.canonical & _AMERICAN:
            return True
        if name.canonical == "@united_nations" and text.canonical & {"@security_council", "@general_assembly"}:
            return True
        return all(word in text.words for word in name.words)
    if len(name.words) == 1 and name.words[0] in CAPITALS:
        return name.words[0] in text.words or (not name.place and "@" + CAPITALS[name.words[0]] in text.canonical)
    missing = [word for word in name.words if not _word_in(word, text)]
    if not missing:
        return True
    bare = name.text.replace(".", "")
    if len(name.words) == 1 and bare.isupper() and (bare in text.initials or bare in text.acronyms):
        return True
    if len(name.words) >= 2 and {w[0].upper() for w in name.words} and _acronym(name.words) in text.acronyms:
        return True
    return _person(name.words, text, family_first=name.text.rpartition("-")[2].islower())


def _acronym(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _JOINERS).upper()


def _word_in(word: str, text: Known) -> bool:
    if word in text.words or (word.endswith("s") and word[:-1] in text.words) or word + "s" in text.words:
        return True
    return word in ("mr", "ms", "mrs", "dr") or (len(word) == 1)


def _person(words: tuple[str, ...], text: Known, *, family_first: bool) -> bool:
    """Whether a full name's surname is there, and no other given name goes with it."""
    plain = [word for word in words if word not in TITLES]
    if not 2 <= len(plain) <= 4 or set(plain) & INSTITUTIONS:
        return False
    surname, given = (plain[0], plain[1:]) if family_first or plain[0] in _FAMILY_FIRST else (plain[-1], plain[:-1])
    if surname not in text.words:
        return False
    others = text.before(surname) if surname == plain[-1] else set()
    return not (others - set(given))


def joined(name: Name, text: Known) -> bool:
    """Whether the words of a person's full name stand together in a text, and not each with another name only."""
    words = [word for word in name.words if word not in TITLES and len(word.strip(".")) > 1]
    if name.canonical or not 2 <= len(words) <= 3 or set(words) & INSTITUTIONS or len(set(words) - text.words):
        return True
    return all((one, two) in text.near or (two, one) in text.near for one, two in pairwise(words))
