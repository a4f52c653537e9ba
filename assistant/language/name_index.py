"""Forms of names: under which a name may stand in a text, whether it stands there, and who has which title."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.language.lexicon import (
    CALENDAR,
    FAMILY_FIRST,
    INSTITUTIONS,
    JOINERS,
    LOWER,
    OFFICE_WORDS,
    ROLES,
    STOP,
    TITLES,
)
from assistant.language.names import Name, continues, names
from assistant.language.naming import AMERICAN, CAPITALS, FORMS
from assistant.language.words import Token, canonical, fold, named, tokens

_AMERICAN = {f"@{body}" for body in AMERICAN}


class Known:
    """What a text holds for looking names up: its words, its canonical names, its runs of words, its initials."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.tokens = tokens(folded)
        self.words = {token.lower for token in self.tokens}
        self.stems = {token.stem for token in self.tokens}

    # The rest is asked for by some names only.

    @cached_property
    def canonical(self) -> set[str]:
        """The names that the press has several forms of: `@japan`."""
        return {canonical(group) for group in named(self.folded) if canonical(group).startswith("@")}

    @cached_property
    def text(self) -> str:
        """Its words, a space around each."""
        return " " + " ".join(token.lower for token in self.tokens) + " "

    @cached_property
    def near(self) -> set[tuple[str, str]]:
        """Pairs of words of which the second follows the first within three."""
        words = self.tokens
        return {(one.lower, two.lower) for at, one in enumerate(words) for two in words[at + 1 : at + 4]}

    @cached_property
    def titled(self) -> set[tuple[str, str]]:
        """Pairs of a title and the surname after it."""
        return _titled(self.tokens, self.folded)

    @cached_property
    def initials(self) -> set[str]:
        """Initials of runs of words."""
        return _initials(self.tokens)

    @cached_property
    def acronyms(self) -> set[str]:
        """Words in capitals, without their points."""
        bare = (one.text.replace(".", "") for one in self.tokens)
        return {one for one in bare if one.isupper() and 2 <= len(one) <= 8}

    def beside(self, surname: str, *, after: bool = False) -> set[str]:
        """The capitalised words right before a surname (and after it), titles and function words left out."""
        found = set()
        for one, two in pairwise(self.tokens):
            if not (one.text[0].isupper() and two.text[0].isupper()):
                continue
            if not continues(self.folded[one.end : two.start], one):
                continue
            other = one if two.lower == surname else two if after and one.text.lower() == surname else None
            if other and other.lower not in ROLES | STOP | CALENDAR:
                found.add(other.lower)
        return found


@lru_cache(maxsize=2048)
def known(folded: str) -> Known:
    """`Known` of a folded text, kept."""
    return Known(folded)


def _titled(words: tuple[Token, ...], folded: str) -> set[tuple[str, str]]:
    """Pairs of a capitalised title and the surname after it: `(secretary, blinken)`, `(vice minister, mori)`."""
    out = set()
    for at, token in enumerate(words):
        if token.lower not in OFFICE_WORDS or not token.text[0].isupper():
            continue
        run: list[Token] = []
        last = token
        for following in words[at + 1 : at + 7]:
            if not continues(folded[last.end : following.start], last) or not following.text[0].isupper():
                if following.lower in ("of", "the") and not run:
                    last = following
                    continue
                break
            last = following
            if following.lower in OFFICE_WORDS and following.lower not in ("general", "first"):
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
            out.add((f"{_lower(words, folded, at)} {token.lower}".strip(), surname))
    return out


def _lower(words: tuple[Token, ...], folded: str, at: int) -> str:
    """What makes the office at a place a lower one, `deputy`: `the vice president met Governor Cooper` lowers none."""
    plain = words[at].text[0].islower()
    for place in range(at - 1, max(-1, at - 4), -1):
        one, beside = words[place], place == at - 1
        if folded[one.end : words[place + 1].start] not in (" ", "-"):
            return ""  # of whom the sentence before spoke
        # `under Judge Moss`, but `under secretary Moss`
        small = plain if one.lower in STOP else plain or beside
        if one.lower in LOWER and (one.text[0].isupper() or small):
            return one.lower
    return ""


def _initials(words: tuple[Token, ...]) -> set[str]:
    """Initials of runs of capitalised words, joiners passed over: `ASEAN` of the association's whole name; and of two
    to four other words in a row: `AI` of artificial intelligence.
    """
    plain = ["".join(one.text[0] for one in words[at : at + size]) for size in (2, 3, 4) for at in range(len(words))]
    out = {letters.upper() for letters in plain if letters.islower()}
    for at in range(len(words)):
        if not words[at].text[0].isupper():
            continue
        letters, last = "", words[at]
        for token in words[at : at + 9]:
            if token is not words[at] and token.start - last.end > 2:
                break
            last = token
            if token.text[0].isupper():
                letters += token.text if token.text.isupper() else token.text[0]
                if len(letters) >= 2:
                    out.add(letters)
            elif token.lower not in JOINERS | {"on", "in", "to"}:
                break
    return out


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
        country = "@" + CAPITALS[name.words[0]]
        governs = country in text.canonical or (country == "@united_states" and bool(text.canonical & _AMERICAN))
        return name.words[0] in text.words or (not name.place and governs)
    if any(word[0].isdigit() for word in name.words):  # a model: the Hwasong-17 is no Hwasong-15
        return f" {' '.join(name.words)} " in text.text
    missing = [word for word in name.words if not _word_in(word, text)]
    if not missing:
        given = () if set(name.words) & INSTITUTIONS else name.words[:-1]
        return all(stands(word, name.words, text.folded) for word in given)
    bare = name.text.replace(".", "").removesuffix("s")
    if len(name.words) == 1 and bare.isupper() and (bare in text.initials or bare in text.acronyms):
        return True
    if len(name.words) >= 2 and _acronym(name.words) in text.acronyms:
        return True
    return _person(name.words, text, family_first=name.text.rpartition("-")[2].islower())


def stands(word: str, name: tuple[str, ...], text: str) -> bool:
    """Whether a word of a name stands in a text, joined by hyphens to no word of another: 'Sung-han' is no 'Sung'."""
    if not re.search(rf"-{re.escape(word)}\b|\b{re.escape(word)}-", text, re.I):
        return True
    runs = re.finditer(rf"[\w-]{{0,40}}\b{re.escape(word)}\b[\w-]{{0,40}}", text, re.I)
    return any(set(run.group().lower().split("-")) <= set(name) for run in runs)


def _acronym(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in JOINERS).upper()


def _word_in(word: str, text: Known) -> bool:
    if word in text.words or (word.endswith("s") and word[:-1] in text.words) or word + "s" in text.words:
        return True
    if (root := _root(word)) and any(root == _root(other) for other in text.words if other[:3] == word[:3]):
        return True
    return word in ("mr", "ms", "mrs", "dr") or (len(word) == 1)


_DERIVED = re.compile(r"(?:s|ics?|isms?|ists?|ians?|als?|ines?|ium)$")


def _root(word: str) -> str:
    """What Democrats and Democratic, Protestant and Protestantism have in common; empty for what is too short."""
    root = _DERIVED.sub("", word)
    return root if len(root) >= 6 else ""


def _person(words: tuple[str, ...], text: Known, *, family_first: bool) -> bool:
    """Whether a full name's surname is there, and no other given name goes with it."""
    plain = [word for word in words if word not in TITLES]
    if not 2 <= len(plain) <= 4 or set(plain) & INSTITUTIONS - ({plain[0]} & FAMILY_FIRST):  # Park Jin
        return False
    surname, given = (plain[0], plain[1:]) if family_first or plain[0] in FAMILY_FIRST else (plain[-1], plain[:-1])
    if surname not in text.words:
        return False
    others = text.beside(surname, after=surname == plain[0])
    return not (others - set(given))


def joined(name: Name, text: Known) -> bool:
    """Whether the words of a person's full name stand together in a text, and not each with another name only."""
    words = [word for word in name.words if word not in TITLES and len(word.strip(".")) > 1]
    if name.canonical or not 2 <= len(words) <= 3 or set(words) & INSTITUTIONS or len(set(words) - text.words):
        return True
    return all((one, two) in text.near or (two, one) in text.near for one, two in pairwise(words))


@lru_cache(maxsize=1024)
def forms(name: str) -> tuple[str, ...]:
    """The forms under which a name may stand in a text, the name itself first.

    Hyphens and spaces inside given names (Kim Jong-un, Kim Jong Un), points in initials (U.S., US), plurals, and what
    else the press calls the same thing (DPRK, North Korea, Pyongyang).
    """
    own = [name, name.replace("-", " "), name.replace("-", ""), name.replace(".", ""), name.removesuffix("s")]
    own.append(re.sub(r"(?<=[eic]a)ns$", "", name))  # Koreans, Russians, Americans
    groups = named(fold(name))
    alone = canonical(groups[0])[1:] if len(groups) == 1 and canonical(groups[0]).startswith("@") else ""
    others = FORMS.get(alone or CAPITALS.get(name.lower(), ""), ())
    return tuple(dict.fromkeys(form for form in (*own, *others) if len(form) > 1))


def absent(question: str, known_term: Callable[[str], bool]) -> list[str]:
    """List the names of the question that `known_term` does not know in any of their forms.

    A name of several words counts as absent only when one of its own words is unknown too: "the Biden White House"
    is in no text as a phrase, and yet nothing about it is unknown.
    """
    found = dict.fromkeys(name.text for name in names(fold(question)) if not name.office)
    return [name for name in found if not _is_known(name, known_term)]


def absent_of(topic: str, request: str, known_term: Callable[[str], bool]) -> list[str]:
    """List the names of a topic that `known_term` does not know. Its first word has no capital by its place, but where
    the request begins with it and goes on: `Brief me on Yongbyon`, `Yongbyon`, not `Ferry disaster`.
    """
    begins = request.startswith(topic) and len(topic.split()) > 1
    return absent(topic if begins else f"on {topic}", known_term)


def _is_known(name: str, known_term: Callable[[str], bool]) -> bool:
    if any(known_term(form) for form in forms(name)):
        return True
    words = [word for word in re.split(r"\s+|-(?=[A-Z])", name) if word[:1].isupper() or word[:1].isdigit()]
    return words != [name] and all(any(known_term(form) for form in forms(word)) for word in words)
