"""Names in a sentence: what in it is a name, and where."""

import re
from dataclasses import dataclass

from assistant.language.lexicon import (
    ACTS,
    CALENDAR,
    COMMON_ENDINGS,
    COMPOUNDS,
    INSTITUTIONS,
    NUMERIC,
    OPENERS,
    PLACE_WORDS,
    ROLES,
    SAYING,
    STOP,
    TITLES,
)
from assistant.language.naming import CAPITALS
from assistant.language.words import Token, canonical, named, tokens


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, with its words in lower case; `canonical` (`@japan`) where it is one of several forms."""

    text: str
    words: tuple[str, ...]
    canonical: str
    at: int
    place: bool = False
    first: bool = False


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
                place = previous is not None and previous.lower in PLACE_WORDS
                text = sentence[token.start : group[-1].end]
                out.append(Name(text, tuple(t.lower for t in group), canon, token.start, place))
            continue
        if token.lower in CAPITALS and token.text[0].isupper():
            close()
            place = previous is not None and previous.lower in PLACE_WORDS
            out.append(Name(token.text, (token.lower,), "", token.start, place))
            continue
        capital = (token.text[0].isupper() and token.text[0].isalpha()) or _given(sentence, run, token)
        if run and not continues(sentence[run[-1].end : token.start], run[-1]):
            close()
        if (
            not capital
            or token.lower in STOP
            or token.lower in CALENDAR
            or token.lower in NUMERIC
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
    return attached and len(token.text) <= 6 and token.text.islower() and token.lower not in COMPOUNDS


def continues(gap: str, last: Token) -> bool:
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
    if aside and not _everyday(token) and (aside[1] in ACTS or aside[1].endswith("ed")):
        return True
    words = tokens(sentence[token.end : token.end + 60])[:2]
    gap = sentence[token.end : token.end + words[0].start] if words else "."
    if _everyday(token) or gap != " ":
        return False
    if len(words) == 2 and words[0].lower == "and" and words[1].text[0].isupper():
        return True
    if token.lower.endswith("s") and not token.lower.endswith("ss"):  # a plural, or Harris
        return words[0].lower in SAYING or words[0].lower in ("has", "does", "was")
    return words[0].lower in ACTS or words[0].lower.endswith("ed")


_APPOSITION = re.compile(r", (?:the|a|an|who|her|his|its|their|[A-Z])[^,]{0,88}, (\w+)")


def _everyday(token: Token) -> bool:
    low = token.lower
    if low in OPENERS or low in ROLES or low.endswith(COMMON_ENDINGS):
        return True
    return low.endswith("s") and low[:-1] in OPENERS
